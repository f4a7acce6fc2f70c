//! The iterators that views give. All know how many are left and run from either end.

use alloc::vec::{self, Vec};
use core::ops::Range;
use core::{fmt, slice};

use super::{Attribution, Document, Entity, Excerpt, Mention, Quote};
use crate::Span;

/// Numbers of items: all of a range, or those of a list.
#[derive(Clone)]
enum Ids<'d> {
    All(Range<u32>),
    Listed(slice::Iter<'d, u32>),
    Sorted(vec::IntoIter<u32>),
}

macro_rules! each {
    ($ids:expr, $iter:ident => $next:expr) => {
        match $ids {
            Ids::All($iter) => $next,
            Ids::Listed($iter) => $next.map(|x| *core::borrow::Borrow::<u32>::borrow(&x)),
            Ids::Sorted($iter) => $next,
        }
    };
}

impl Ids<'_> {
    fn next(&mut self) -> Option<u32> {
        each!(self, iter => iter.next())
    }

    fn next_back(&mut self) -> Option<u32> {
        each!(self, iter => iter.next_back())
    }

    fn len(&self) -> usize {
        match self {
            Ids::All(iter) => iter.len(),
            Ids::Listed(iter) => iter.len(),
            Ids::Sorted(iter) => iter.len(),
        }
    }
}

macro_rules! views {
    ($(#[$doc:meta])* $name:ident of $view:ident) => {
        $(#[$doc])*
        #[derive(Clone)]
        #[must_use = "iterators do nothing until they are run"]
        pub struct $name<'d, 'a> {
            doc: &'d Document<'a>,
            ids: Ids<'d>,
        }

        impl<'d, 'a> Iterator for $name<'d, 'a> {
            type Item = $view<'d, 'a>;

            fn next(&mut self) -> Option<$view<'d, 'a>> {
                self.ids.next().map(|id| $view::new(self.doc, id))
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                (self.ids.len(), Some(self.ids.len()))
            }
        }

        impl DoubleEndedIterator for $name<'_, '_> {
            fn next_back(&mut self) -> Option<Self::Item> {
                self.ids.next_back().map(|id| $view::new(self.doc, id))
            }
        }

        impl ExactSizeIterator for $name<'_, '_> {}
        impl core::iter::FusedIterator for $name<'_, '_> {}

        impl fmt::Debug for $name<'_, '_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_list().entries(self.clone()).finish()
            }
        }
    };
}

views! {
    /// Quotations: of a document, an attribution or an entity, in text order.
    Quotes of Quote
}
views! {
    /// Attributions: of a document or an entity.
    Attributions of Attribution
}
views! {
    /// Entities of a document.
    Entities of Entity
}
views! {
    /// Entities that say something, whoever says most first.
    Speakers of Entity
}
views! {
    /// Mentions of an entity, in text order.
    Mentions of Mention
}

macro_rules! all {
    ($name:ident) => {
        impl<'d, 'a> $name<'d, 'a> {
            pub(super) fn all(doc: &'d Document<'a>, len: usize) -> $name<'d, 'a> {
                $name { doc, ids: Ids::All(0..len as u32) }
            }
        }
    };
}

macro_rules! listed {
    ($name:ident) => {
        impl<'d, 'a> $name<'d, 'a> {
            pub(super) fn listed(doc: &'d Document<'a>, ids: &'d [u32]) -> $name<'d, 'a> {
                $name { doc, ids: Ids::Listed(ids.iter()) }
            }
        }
    };
}

all!(Quotes);
all!(Attributions);
all!(Entities);
listed!(Quotes);
listed!(Attributions);

impl<'d, 'a> Speakers<'d, 'a> {
    pub(super) fn listed(doc: &'d Document<'a>, ids: Vec<u32>) -> Speakers<'d, 'a> {
        Speakers { doc, ids: Ids::Sorted(ids.into_iter()) }
    }
}

impl<'d, 'a> Mentions<'d, 'a> {
    pub(super) fn new(doc: &'d Document<'a>, ids: Range<u32>) -> Mentions<'d, 'a> {
        Mentions { doc, ids: Ids::All(ids) }
    }
}

macro_rules! stretches {
    ($(#[$doc:meta])* $name:ident gives $item:ty, $get:ident) => {
        $(#[$doc])*
        #[derive(Clone)]
        #[must_use = "iterators do nothing until they are run"]
        pub struct $name<'d, 'a> {
            doc: &'d Document<'a>,
            spans: slice::Iter<'d, Span>,
        }

        impl<'d, 'a> $name<'d, 'a> {
            pub(super) fn new(doc: &'d Document<'a>, spans: &'d [Span]) -> $name<'d, 'a> {
                $name { doc, spans: spans.iter() }
            }
        }

        impl<'a> Iterator for $name<'_, 'a> {
            type Item = $item;

            fn next(&mut self) -> Option<$item> {
                self.spans.next().map(|&span| self.doc.$get(span))
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                self.spans.size_hint()
            }
        }

        impl<'a> DoubleEndedIterator for $name<'_, 'a> {
            fn next_back(&mut self) -> Option<$item> {
                self.spans.next_back().map(|&span| self.doc.$get(span))
            }
        }

        impl ExactSizeIterator for $name<'_, '_> {}
        impl core::iter::FusedIterator for $name<'_, '_> {}

        impl fmt::Debug for $name<'_, '_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_list().entries(self.clone()).finish()
            }
        }
    };
}

stretches! {
    /// The stretches of an attribution's content, in text order.
    Contents gives Excerpt<'a>, excerpt
}
stretches! {
    /// The names of an entity, in order of first appearance.
    Aliases gives &'a str, slice
}
