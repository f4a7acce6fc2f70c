//! A window on the token stream as nom's input, with what the productions ask about it.

use nom::{Input, Needed};

use crate::lexer::{Flags, Token};
use crate::lexicon::{Class, entries, is_one_of};
use crate::mention::{Mention, MentionKind};
use crate::pipeline::Prose;
use crate::quotation::Quotation;
use crate::span::Run;

/// What a production over tokens gives: the window after it, and its value.
pub(super) type Parsed<'t, O> = nom::IResult<Tokens<'t>, O, ()>;

/// How the quotation before a window ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Ending {
    /// With a comma, on either side of the mark.
    Comma,
    /// With a question or exclamation mark.
    Open,
    /// With a dash or an ellipsis.
    Broken,
    /// With a full stop.
    Stop,
    /// With a word.
    Bare,
}

/// What surrounds one quotation: the same for every production that is tried on it.
pub(super) struct Scene<'t> {
    pub(super) prose: Prose<'t>,
    /// The mentions near the quotation; `first` is the index of the first of them in the whole list.
    pub(super) mentions: &'t [Mention],
    pub(super) first: usize,
    /// The quotations of the paragraph that stand near, as holes to look over.
    pub(super) quotations: &'t [Quotation],
    /// The quotation that the clause itself stands in.
    pub(super) level: Option<u32>,
    /// The quotation's own tokens.
    pub(super) quotation: Run,
    pub(super) ending: Ending,
    /// Whether the window after the quotation ends where another one opens.
    pub(super) resumes: bool,
}

/// Tokens from `at` up to the window's end.
#[derive(Clone, Copy)]
pub(super) struct Tokens<'t> {
    pub(super) scene: &'t Scene<'t>,
    pub(super) at: usize,
    /// All tokens of the text up to the window's end.
    upto: &'t [Token],
}

impl<'t> Tokens<'t> {
    pub(super) fn new(scene: &'t Scene<'t>, at: usize, end: usize) -> Tokens<'t> {
        let tokens = scene.prose.tokens;
        let upto = tokens.get(..end).unwrap_or(tokens);
        Tokens { scene, at: at.min(upto.len()), upto }
    }

    /// The index behind the last token.
    pub(super) fn end(self) -> usize {
        self.upto.len()
    }

    pub(super) fn slice(self) -> &'t [Token] {
        self.upto.get(self.at..).unwrap_or_default()
    }

    pub(super) fn first(self) -> Option<&'t Token> {
        self.upto.get(self.at)
    }

    pub(super) fn last(self) -> Option<&'t Token> {
        self.slice().last()
    }

    /// The token with this index in the whole stream, where the window holds it.
    pub(super) fn get(self, index: usize) -> Option<&'t Token> {
        if self.at <= index { self.upto.get(index) } else { None }
    }

    /// The token before the window, or before a place in it.
    pub(super) fn before(self, index: usize) -> Option<&'t Token> {
        self.scene.prose.tokens.get(index.checked_sub(1)?)
    }

    pub(super) fn ending_is_bare(self) -> bool {
        self.scene.ending == Ending::Bare
    }

    pub(super) fn is_empty(self) -> bool {
        self.at >= self.end()
    }

    pub(super) fn len(self) -> usize {
        self.end().saturating_sub(self.at)
    }

    /// The same window from another place on.
    pub(super) fn from(self, at: usize) -> Tokens<'t> {
        Tokens { at: at.min(self.end()), ..self }
    }

    /// The same window up to another place.
    pub(super) fn until(self, end: usize) -> Tokens<'t> {
        Tokens { upto: self.upto.get(..end.max(self.at)).unwrap_or(self.upto), ..self }
    }

    /// What was consumed between this window and a later one.
    pub(super) fn to(self, rest: Tokens<'t>) -> Run {
        Run::new(self.at, rest.at)
    }

    pub(super) fn text(self, token: &Token) -> &'t str {
        self.scene.prose.text.get(token.span().range()).unwrap_or_default()
    }

    /// Whether the token is this word, whatever its case.
    pub(super) fn is(self, token: &Token, word: &str) -> bool {
        token.len as usize == word.len() && self.text(token).eq_ignore_ascii_case(word)
    }

    /// Whether the token is one of these words, by their entries in the lexicon, which no token but a word has.
    #[inline(always)]
    pub(super) fn is_any(self, token: &Token, words: &[u16]) -> bool {
        is_one_of(token.word, words) && !token.has(Flags::CLITIC)
    }

    /// Whether a place lies inside a quotation that the clause does not stand in.
    pub(super) fn in_hole(self, index: usize) -> bool {
        self.scene
            .quotations
            .iter()
            .any(|quotation| quotation.tokens.contains(index) && quotation.parent() == self.scene.level)
    }

    pub(super) fn mention(self, index: u32) -> Option<&'t Mention> {
        self.scene.mentions.get((index as usize).checked_sub(self.scene.first)?)
    }

    /// The longest mention that begins with the window, ends within it and stands at the clause's level.
    pub(super) fn mention_here(self) -> Option<(u32, &'t Mention)> {
        let mentions = self.scene.mentions;
        let from = mentions.partition_point(|mention| (mention.tokens().start as usize) < self.at);
        mentions
            .iter()
            .enumerate()
            .skip(from)
            .take_while(|(_, mention)| mention.tokens().start as usize == self.at)
            .find(|(_, mention)| self.holds(mention))
            .map(|(index, mention)| ((self.scene.first + index) as u32, mention))
    }

    /// The mentions of the window at the clause's level, last first.
    pub(super) fn mentions_backwards(self) -> impl Iterator<Item = (u32, &'t Mention)> {
        let mentions = self.scene.mentions;
        let to = mentions.partition_point(|mention| (mention.tokens().start as usize) < self.end());
        mentions
            .iter()
            .enumerate()
            .take(to)
            .rev()
            .take_while(move |(_, mention)| mention.tokens().start as usize >= self.at)
            .filter(move |(_, mention)| self.holds(mention))
            .map(move |(index, mention)| ((self.scene.first + index) as u32, mention))
    }

    fn holds(self, mention: &Mention) -> bool {
        mention.quotation() == self.scene.level
            && mention.tokens().end as usize <= self.end()
            && !mention.tokens().is_empty()
    }

    /// Whether a mention can be a subject by its form: not *him*, *herself*, *whose*.
    pub(super) fn nominative(self, mention: &Mention) -> bool {
        if !matches!(mention.kind, MentionKind::Pronoun | MentionKind::First | MentionKind::Second)
            || mention.tokens().len() > 1
        {
            return true;
        }
        match self.scene.prose.tokens.get(mention.head().start as usize) {
            Some(token) => {
                token.class().any(Class::SUBJECT)
                    || !self.is_any(
                        token,
                        const {
                            &entries([
                                "him",
                                "her",
                                "them",
                                "me",
                                "us",
                                "his",
                                "my",
                                "our",
                                "your",
                                "their",
                                "its",
                                "himself",
                                "herself",
                                "themselves",
                                "itself",
                                "myself",
                                "yourself",
                                "hers",
                                "theirs",
                                "mine",
                                "ours",
                            ])
                        },
                    )
            }
            None => false,
        }
    }
}

impl<'t> Input for Tokens<'t> {
    type Item = &'t Token;
    type Iter = core::slice::Iter<'t, Token>;
    type IterIndices = core::iter::Enumerate<core::slice::Iter<'t, Token>>;

    fn input_len(&self) -> usize {
        self.len()
    }

    fn take(&self, index: usize) -> Self {
        self.until(self.at.saturating_add(index))
    }

    fn take_from(&self, index: usize) -> Self {
        self.from(self.at.saturating_add(index))
    }

    fn take_split(&self, index: usize) -> (Self, Self) {
        (self.take_from(index), self.take(index))
    }

    fn position<P: Fn(Self::Item) -> bool>(&self, predicate: P) -> Option<usize> {
        self.slice().iter().position(predicate)
    }

    fn iter_elements(&self) -> Self::Iter {
        self.slice().iter()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.slice().iter().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        if self.len() >= count { Ok(count) } else { Err(Needed::new(count - self.len())) }
    }
}
