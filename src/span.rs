//! Where something stands in the text.

use core::fmt;
use core::ops::{Index, Range};

use crate::lexer::Token;

/// A stretch of the input: UTF-8 byte offsets, `end` exclusive.
///
/// Spans of a [`Document`](crate::Document) always lie on char boundaries of the text that it was made from,
/// so that `&text[span]` neither panics nor copies.
///
/// ```
/// use inquit::Span;
/// let span = Span::new(3, 7);
/// assert_eq!(&"he said"[span], "said");
/// assert_eq!(span.len(), 4);
/// assert_eq!(span.to_string(), "3..7");
/// assert_eq!(Span::from(3..7), span);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// The stretch from `start` up to `end`, in bytes.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    /// How many bytes it covers.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// Whether it covers nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// As a range of byte offsets.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `other` lies inside, or is equal.
    #[must_use]
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The shortest span that covers both.
    #[must_use]
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

impl Index<Span> for str {
    type Output = str;

    fn index(&self, span: Span) -> &str {
        &self[span.range()]
    }
}

impl From<Range<u32>> for Span {
    fn from(range: Range<u32>) -> Span {
        Span::new(range.start, range.end)
    }
}

impl fmt::Display for Span {
    /// Its bytes as Rust writes a range: `3..7`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Range<usize> {
        span.range()
    }
}

/// A run of tokens: indices into the token list, `end` exclusive.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub(crate) struct Run {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Run {
    pub(crate) const fn new(start: usize, end: usize) -> Run {
        Run { start: start as u32, end: end as u32 }
    }

    pub(crate) const fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    pub(crate) const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    pub(crate) const fn contains(self, token: usize) -> bool {
        self.start as usize <= token && token < self.end as usize
    }

    /// Whether all tokens of another are among its own.
    pub(crate) const fn holds(self, other: Run) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The bytes from its first token to its last, of all tokens of the text; none where it has no token.
    #[inline]
    pub(crate) fn span(self, tokens: &[Token]) -> Option<Span> {
        match tokens.get(self.range())? {
            [first, .., last] => Some(Span::new(first.start, last.end())),
            [only] => Some(only.span()),
            [] => None,
        }
    }
}

/// An index into a list that a stage made, or none: in four bytes, where an option takes eight.
///
/// No list is so long that its last index stands for none, since every item has a byte of the text to itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct MaybeIndex(u32);

impl MaybeIndex {
    pub(crate) const NONE: MaybeIndex = MaybeIndex(u32::MAX);

    #[inline]
    pub(crate) const fn get(self) -> Option<u32> {
        if self.0 == u32::MAX { None } else { Some(self.0) }
    }
}

/// A span or none, in eight bytes, where an option takes twelve: no span begins behind its end.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct MaybeSpan(Span);

impl MaybeSpan {
    pub(crate) const NONE: MaybeSpan = MaybeSpan(Span::new(u32::MAX, 0));

    #[inline]
    pub(crate) const fn get(self) -> Option<Span> {
        if self.0.start > self.0.end { None } else { Some(self.0) }
    }
}

/// A run of tokens or none, likewise.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct MaybeRun(Run);

impl MaybeRun {
    pub(crate) const NONE: MaybeRun = MaybeRun(Run { start: u32::MAX, end: 0 });

    #[inline]
    pub(crate) const fn get(self) -> Option<Run> {
        if self.0.start > self.0.end { None } else { Some(self.0) }
    }
}

/// What the small options can be asked and made from.
macro_rules! small_option {
    ($($small:ident of $item:ident),*) => {$(
        impl $small {
            #[inline]
            pub(crate) const fn is_some(self) -> bool {
                self.get().is_some()
            }

            #[inline]
            #[allow(dead_code, reason = "not each of them is asked both ways")]
            pub(crate) const fn is_none(self) -> bool {
                self.get().is_none()
            }
        }

        impl From<Option<$item>> for $small {
            #[inline]
            fn from(item: Option<$item>) -> $small {
                item.map_or($small::NONE, $small)
            }
        }

        impl Default for $small {
            fn default() -> $small {
                $small::NONE
            }
        }

        impl fmt::Debug for $small {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.get().fmt(f)
            }
        }
    )*};
}

small_option!(MaybeIndex of u32, MaybeSpan of Span, MaybeRun of Run);
