//! Noun phrases: from determiner to head noun or name.

use super::reader::{Reader, SOURCE, word};
use crate::lexer::TokenKind;
use crate::lexicon::Class;
use crate::span::Run;

/// What stands before modifiers and head.
pub(super) const DETERMINERS: Class = Class::DETERMINER.or(Class::POSSESSIVE).or(Class::NUMERAL);
/// What heads a noun phrase.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Head {
    /// A proper name, alone or after a description.
    Name,
    /// A noun, or a quantity of one.
    Noun,
    /// An adjective or a determiner alone: "the elder", "the latter", "another".
    Bare,
}

/// A noun phrase up to its head.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrase {
    pub(super) tokens: Run,
    /// The bare name or the head noun.
    pub(super) bare: Run,
    pub(super) head: Head,
    /// The classes of the head noun; of a name those of the description before it.
    pub(super) class: Class,
    /// It begins with an article, a possessive or a numeral.
    pub(super) determined: bool,
    pub(super) plural: bool,
}

impl Reader<'_> {
    /// The noun phrase that begins at `at`.
    #[inline]
    pub(super) fn phrase(&self, at: usize) -> Option<Phrase> {
        let quantity = Class::DETERMINER.or(Class::NUMERAL).or(Class::PRONOUN);
        // "one of the men", "78 percent of voters"
        if (self.class(at).any(quantity) || self.is(at, TokenKind::Number))
            && let Some(of) = (at + 1..at + 3).find(|&k| self.word(k, word::OF))
        {
            let one = self.word(at, word::ONE) || self.word(at, word::EACH) || self.word(at, word::ANOTHER);
            // "Both of them", "the three of us": the rest is of the same make.
            let them = self.class(of + 1);
            if them.all(Class::PRONOUN.or(Class::MANY)) && !them.any(Class::SUBJECT) {
                return Some(Phrase {
                    tokens: Run::new(at, of + 2),
                    bare: Run::new(of - 1, of),
                    head: Head::Bare,
                    class: Class::NONE,
                    determined: true,
                    plural: !one,
                });
            }
            if !self.class(of - 1).any(SOURCE)
                && !self.word(at, word::THE)
                && let Some(part) = self.core(of + 1)
                && part.determined | part.plural
            {
                let tokens = Run { start: at as u32, end: part.tokens.end };
                let bare = Run::new(at, at + 1);
                let head = if part.head == Head::Name { Head::Bare } else { part.head };
                let class = part.class;
                return Some(Phrase { tokens, bare, head, plural: !one, determined: true, class });
            }
        }
        self.core(at)
    }

    /// Determiner, modifiers and head, without what follows.
    pub(super) fn core(&self, start: usize) -> Option<Phrase> {
        let first = self.token(start);
        if first.is_capitalised() && !first.class().any(DETERMINERS) && self.proper(start) {
            let end = self.name_end(start);
            if !self.modifies(end, false) {
                return Some(self.named_phrase(start, start, end, None, false));
            }
        }
        self.description(start)
    }

    /// A phrase that an adjective or a determiner ends.
    pub(super) fn headless(&self, start: usize, end: usize, plural: bool) -> Phrase {
        Phrase {
            tokens: Run::new(start, end),
            bare: Run::new(end.saturating_sub(1), end),
            head: Head::Bare,
            class: Class::NONE,
            determined: true,
            plural,
        }
    }

    pub(super) fn named_phrase(
        &self,
        start: usize,
        name: usize,
        end: usize,
        noun: Option<(usize, Class)>,
        determined: bool,
    ) -> Phrase {
        let bare = self.bare(Run::new(name, end));
        let class = noun.map_or(Class::NONE, |(_, class)| class);
        Phrase { tokens: Run::new(start, end), bare, head: Head::Name, class, determined, plural: false }
    }
}
