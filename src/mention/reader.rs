//! One sentence of tokens, read with bounds, and what a word tells of its place in it.

use super::creature::Creatures;
use super::reach::Reach;
use super::usage::{self, Usage};
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::Class;
use crate::span::Run;

/// Nouns that can stand for whoever speaks.
pub(super) const SOURCE: Class = Class::HUMAN.or(Class::GROUP).or(Class::ORGANISATION).or(Class::DOCUMENT);
/// Words that build sentences: with a capital they are titles of works or verse, not names.
pub(super) const FUNCTION: Class = Class::DETERMINER
    .or(Class::CONJUNCTION)
    .or(Class::PREPOSITION)
    .or(Class::SUBORDINATOR)
    .or(Class::WH)
    .or(Class::MODAL)
    .or(Class::AUXILIARY)
    .or(Class::NEGATION)
    .or(Class::PRONOUN)
    .or(Class::FIRST)
    .or(Class::SECOND)
    .or(Class::POSSESSIVE)
    .or(Class::INTERJECTION);

/// No phrase is longer.
pub(super) const LONGEST: usize = 16;

static NOTHING: Token =
    Token { start: 0, len: 0, word: 0, hash: 0, kind: TokenKind::Symbol, flags: Flags(0) };

/// The words that phrases are built with, as the lexicon numbers them.
pub(super) mod word {
    use crate::lexicon::entry;

    pub(in crate::mention) const A: u16 = entry("a");
    pub(in crate::mention) const AN: u16 = entry("an");
    pub(in crate::mention) const AND: u16 = entry("and");
    pub(in crate::mention) const ANOTHER: u16 = entry("another");
    pub(in crate::mention) const AS: u16 = entry("as");
    pub(in crate::mention) const AT: u16 = entry("at");
    pub(in crate::mention) const EACH: u16 = entry("each");
    pub(in crate::mention) const FOR: u16 = entry("for");
    pub(in crate::mention) const FROM: u16 = entry("from");
    pub(in crate::mention) const BROKE: u16 = entry("broke");
    pub(in crate::mention) const BY: u16 = entry("by");
    pub(in crate::mention) const EARLY: u16 = entry("early");
    pub(in crate::mention) const LATE: u16 = entry("late");
    pub(in crate::mention) const GOD: u16 = entry("god");
    pub(in crate::mention) const HEAD: u16 = entry("head");
    pub(in crate::mention) const IN: u16 = entry("in");
    pub(in crate::mention) const LADYSHIP: u16 = entry("ladyship");
    pub(in crate::mention) const LORDSHIP: u16 = entry("lordship");
    pub(in crate::mention) const LAST: u16 = entry("last");
    pub(in crate::mention) const NAME: u16 = entry("name");
    pub(in crate::mention) const NEXT: u16 = entry("next");
    pub(in crate::mention) const NO: u16 = entry("no");
    pub(in crate::mention) const PLC: u16 = entry("plc");
    /// A noun now and then, but hardly behind another: "they heard the cook say".
    pub(in crate::mention) const SAY: u16 = entry("say");
    pub(in crate::mention) const SINCE: u16 = entry("since");
    /// A machine, behind an article.
    pub(in crate::mention) const TILL: u16 = entry("till");
    pub(in crate::mention) const UNTIL: u16 = entry("until");
    pub(in crate::mention) const IT: u16 = entry("it");
    pub(in crate::mention) const ITS: u16 = entry("its");
    pub(in crate::mention) const ITSELF: u16 = entry("itself");
    pub(in crate::mention) const OF: u16 = entry("of");
    pub(in crate::mention) const ON: u16 = entry("on");
    pub(in crate::mention) const ONE: u16 = entry("one");
    pub(in crate::mention) const OTHERS: u16 = entry("others");
    pub(in crate::mention) const ST: u16 = entry("st");
    pub(in crate::mention) const THAT: u16 = entry("that");
    pub(in crate::mention) const THE: u16 = entry("the");
    pub(in crate::mention) const THEN: u16 = entry("then");
    pub(in crate::mention) const THIS: u16 = entry("this");
    pub(in crate::mention) const TO: u16 = entry("to");
    pub(in crate::mention) const WHO: u16 = entry("who");
    pub(in crate::mention) const WHOSE: u16 = entry("whose");
}

/// A sentence, and what the whole text tells about its words.
pub(super) struct Reader<'s> {
    pub(super) text: &'s str,
    /// Up to the sentence's end.
    pub(super) tokens: &'s [Token],
    pub(super) usage: &'s Usage,
    pub(super) reach: &'s Reach,
    pub(super) creatures: &'s Creatures,
    /// The sentence's first token and the one after its last.
    pub(super) sentence: Run,
    /// Every longer word has a capital, as in a headline.
    pub(super) title: bool,
}

impl Reader<'_> {
    /// The token, or a symbol that matches nothing behind the sentence. What may stand before it is asked of
    /// [`Reader::before`].
    #[inline]
    pub(super) fn token(&self, at: usize) -> &Token {
        self.tokens.get(at).unwrap_or(&NOTHING)
    }

    /// The token before this one, or the symbol where the sentence begins.
    #[inline]
    pub(super) fn before(&self, at: usize) -> &Token {
        if at > self.sentence.start as usize { self.token(at - 1) } else { &NOTHING }
    }

    #[inline]
    pub(super) fn class(&self, at: usize) -> Class {
        self.token(at).class()
    }

    /// Whether the token is of the kind, which is not [`TokenKind::Symbol`].
    #[inline]
    pub(super) fn is(&self, at: usize, kind: TokenKind) -> bool {
        self.token(at).is(kind)
    }

    /// Whether the token is the word of this entry of the lexicon.
    #[inline]
    pub(super) fn word(&self, at: usize, entry: u16) -> bool {
        self.token(at).word == entry
    }

    /// Whether the word has a capital because of its place, whatever it is.
    pub(super) fn opens(&self, at: usize) -> bool {
        if at <= self.sentence.start as usize {
            return true;
        }
        let before = self.token(at - 1);
        match before.kind {
            // A closing mark stands off from the word after it.
            TokenKind::Mark => !self.token(at).space_before(),
            TokenKind::Emphasis | TokenKind::Symbol | TokenKind::Apostrophe => {
                at < 2 || at - 1 <= self.sentence.start as usize || usage::opens(self.token(at - 2), false)
            }
            // A line of verse after a comma.
            TokenKind::Comma | TokenKind::Semicolon => self.token(at).has(Flags::LINE),
            _ => usage::opens(before, false),
        }
    }

    /// A capitalised word that builds no sentences.
    #[inline]
    pub(super) fn capital(&self, at: usize) -> bool {
        let token = self.token(at);
        token.is(TokenKind::Word)
            && token.is_capitalised()
            && (!token.class().any(FUNCTION) || token.class().any(Class::GIVEN) || self.is_called_so(at))
    }

    /// "Lim Ah Kow", "Ms. Oh": between words with a capital nobody exclaims.
    #[cold]
    fn is_called_so(&self, at: usize) -> bool {
        let before = self.before(at);
        let title = before.class().all(Class::TITLE.or(Class::ABBREVIATION));
        let within = before.is_capitalised() && self.token(at + 1).is_capitalised();
        self.class(at).any(Class::INTERJECTION)
            && !self.class(at).any(FUNCTION.without(Class::INTERJECTION))
            && before.is(TokenKind::Word)
            && !before.class().any(FUNCTION)
            && (title || within && self.is(at + 1, TokenKind::Word))
    }

    /// A name goes on here: a capital, or one or two particles before one.
    pub(super) fn named(&self, at: usize) -> bool {
        self.capital(at) || self.particles(at) > 0
    }

    /// How many particles stand before the rest of a name: de, van der.
    pub(super) fn particles(&self, at: usize) -> usize {
        let particle = |k| self.class(k).any(Class::PARTICLE) && !self.token(k).is_capitalised();
        match (particle(at), self.capital(at + 1)) {
            (true, true) => 1,
            (true, false) if particle(at + 1) && self.capital(at + 2) => 2,
            _ => 0,
        }
    }

    /// A finite verb, perhaps with an adverb before.
    pub(super) fn verb(&self, at: usize) -> bool {
        let class = self.class(at);
        class.any(Class::FINITE) || (class.any(Class::ADVERB) && self.class(at + 1).any(Class::FINITE))
    }

    /// Whether a word stands apart in speech, as whoever is called does: “Yes, monsieur.”
    pub(super) fn calls(&self, phrase: Run) -> bool {
        let apart = |token: &Token| {
            matches!(
                token.kind,
                TokenKind::Comma
                    | TokenKind::Mark
                    | TokenKind::Stop
                    | TokenKind::Question
                    | TokenKind::Exclamation
                    | TokenKind::Dash
            )
        };
        let start = phrase.start as usize;
        let opens = start.checked_sub(1).map_or(&NOTHING, |before| self.token(before));
        apart(opens) && apart(self.token(phrase.end as usize))
    }

    /// Whether a reporting verb stands next to the phrase.
    pub(super) fn reported(&self, phrase: Run) -> bool {
        let (start, end) = (phrase.start as usize, phrase.end as usize);
        let cue = Class::REPORTS.or(Class::TAG);
        let finite = Class::PAST.or(Class::THIRD);
        let reports = |class: Class| class.any(cue) && class.any(finite);
        let after = self.class(end);
        reports(after)
            || reports(self.before(start).class())
            || (after.any(Class::ADVERB) && reports(self.class(end + 1)))
    }
    /// "Johnson & Johnson".
    pub(super) fn tied(&self, at: usize) -> bool {
        let span = self.token(at).span();
        matches!(self.text.get(span.range()), Some("&" | "&amp;")) && self.capital(at + 1)
    }
}
