//! Tokens to mentions: the noun phrases that can name who speaks.

use alloc::vec::Vec;

use crate::Span;
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::Class;
use crate::pipeline::Prose;
use crate::quotation::{Enclosing, Quotation};
use crate::segment::dateline;
use crate::span::{MaybeIndex, Run};

mod creature;
mod description;
mod finder;
mod name;
mod phrase;
mod postmodifier;
mod proper;
mod reach;
mod reader;
mod usage;

use creature::Creatures;
use finder::{Finder, Labels};
pub(crate) use proper::DIVISIONS;
use reach::Reach;
use reader::Reader;
use usage::Usage;

/// What sort of noun phrase a mention is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum MentionKind {
    /// A proper name, with or without title.
    Name,
    /// A description: "the old general", "a spokesperson for the mill", "his mother".
    Nominal,
    /// A third-person pronoun.
    Pronoun,
    /// I, we, me, us.
    First,
    /// you.
    Second,
}

/// A noun phrase that can stand for a source, a speaker or an addressee. There is one in thirty bytes or so of a text:
/// what can be told by a part of its tokens is kept as such.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Mention {
    /// Its first token, and how many there are.
    start: u32,
    len: u16,
    /// Where its head begins, after the first token, and how long it is.
    before: u16,
    head: u8,
    pub(crate) kind: MentionKind,
    pub(crate) gender: Gender,
    quotation: MaybeIndex,
    entity: MaybeIndex,
    /// More than one: they, "officials", "X and Y".
    pub(crate) plural: bool,
}

impl Mention {
    /// Where it stands, from its first token to its last, among all tokens of the text.
    #[inline]
    pub(crate) fn span(&self, tokens: &[Token]) -> Span {
        self.tokens().span(tokens).unwrap_or_default()
    }

    /// The whole phrase: title, name, and what follows that belongs to it.
    #[inline]
    pub(crate) const fn tokens(&self) -> Run {
        Run { start: self.start, end: self.start + self.len as u32 }
    }

    /// For a name the bare name without title and description; for the others the head noun or the pronoun.
    #[inline]
    pub(crate) const fn head(&self) -> Run {
        let start = self.start + self.before as u32;
        Run { start, end: start + self.head as u32 }
    }

    /// Inside this quotation, where it is in one (the innermost).
    #[inline]
    pub(crate) const fn quotation(&self) -> Option<u32> {
        self.quotation.get()
    }

    /// Who it is; filled in by the entity stage and the speaker stage.
    #[inline]
    pub(crate) const fn entity(&self) -> Option<u32> {
        self.entity.get()
    }

    /// "Moody's said", "Macy's has cut": with nothing behind it that it could own, an 's belongs to a firm's name.
    pub(crate) fn is_firm_s(&self, tokens: &[Token]) -> bool {
        let Run { start, end } = self.head();
        let Some([name, verb]) = tokens.get(start as usize..end as usize + 1) else { return false };
        let class = verb.class();
        let does = class.any(Class::AUXILIARY)
            || class.any(Class::REPORTS)
                && class.any(Class::PAST)
                && !class.any(Class::NOUN.or(Class::ADJECTIVE));
        self.kind == MentionKind::Name
            && self.tokens() == self.head()
            && self.quotation.get().is_none()
            && name.has(Flags::CLITIC)
            && !verb.has(Flags::CAPITAL)
            && does
            && !class.any(Class::NEGATION)
    }

    pub(crate) fn stands_for(&mut self, entity: Option<u32>) {
        self.entity = MaybeIndex::from(entity);
    }
}

/// Grammatical and social gender as far as the text shows it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Gender {
    /// She.
    #[cfg_attr(feature = "serde", serde(rename = "F"))]
    Female,
    /// He.
    #[cfg_attr(feature = "serde", serde(rename = "M"))]
    Male,
    /// Another, or several people of different genders.
    #[cfg_attr(feature = "serde", serde(rename = "X"))]
    Other,
    /// Nothing in the text tells.
    #[default]
    #[cfg_attr(feature = "serde", serde(rename = "U"))]
    Unknown,
}

impl Gender {
    /// That of words of these classes, where they show one.
    pub(crate) fn of(class: Class) -> Gender {
        match (class.any(Class::FEMALE), class.any(Class::MALE)) {
            (true, false) => Gender::Female,
            (false, true) => Gender::Male,
            _ => Gender::Unknown,
        }
    }
}

/// The space in which mentions are found, which the next text uses again.
#[derive(Default)]
pub(crate) struct Work {
    usage: Usage,
    reach: Reach,
    creatures: Creatures,
}

/// For so many mentions room is made at once, as far as a text has tokens for them.
const FEW: usize = 32;

/// Words that can be a mention by themselves.
const PRONOUNS: Class = Class::PRONOUN.or(Class::FIRST).or(Class::SECOND).or(Class::POSSESSIVE);

/// Appends the mentions in text order (by first token; of two that begin together the longer first).
#[inline(never)]
pub(crate) fn find(prose: Prose<'_>, quotations: &[Quotation], work: &mut Work, out: &mut Vec<Mention>) {
    let Work { usage, reach, creatures } = work;
    out.reserve_exact((prose.tokens.len() / 4).min(FEW));
    reach.read(prose);
    usage.read(prose, reach);
    creatures.read(prose, quotations, reach);
    let mut finder =
        Finder { tokens: prose.tokens, quotations: Enclosing::new(quotations), chain: None, out };
    let mut labels = Labels { next: 0, quotations };
    quotations.iter().filter_map(|q| q.label.get()).for_each(|label| reach.label(label.start as usize));
    let mut paragraphs = prose.paragraphs.iter().map(|paragraph| paragraph.tokens).peekable();
    let mut behind = 0;
    for sentence in prose.sentences {
        let end = sentence.tokens.end as usize;
        // Where and when a report was written tells of nobody; but *KAREN: …* may speak.
        if let Some(paragraph) = paragraphs.next_if(|paragraph| paragraph.start <= sentence.tokens.start) {
            let line = dateline(prose.tokens.get(paragraph.range()).unwrap_or_default());
            let labelled = || {
                let next = quotations.partition_point(|quotation| quotation.tokens.start < paragraph.start);
                let label = quotations.get(next).and_then(|quotation| quotation.label.get());
                label.is_some_and(|label| label.start == paragraph.start)
            };
            behind = if line > 0 && !labelled() { paragraph.start as usize + line } else { 0 };
        }
        let Some(mut at) = reach.next(behind.max(sentence.tokens.start as usize), end) else { continue };
        let reader = Reader {
            text: prose.text,
            tokens: prose.tokens.get(..end).unwrap_or_default(),
            usage,
            reach,
            creatures,
            sentence: sentence.tokens,
            title: usage::title_case(prose, sentence),
        };
        finder.chain = None;
        let (mut phrase_end, mut name_end) = (0, 0);
        loop {
            if labels.next as usize <= at
                && let Some(label) = labels.at(at)
            {
                finder.label(&reader, label);
                let Some(next) = reach.next(label.end as usize, end) else { break };
                at = next;
                continue;
            }
            let class = reader.class(at);
            if at >= phrase_end && reach.phrase(at) && !finder.is_tag(at, class) {
                if let Some((phrase, name)) = finder.noun_phrase(&reader, at) {
                    (phrase_end, name_end) = (phrase, name.max(name_end));
                }
            } else if at >= name_end && reach.name(at) && reader.proper(at) {
                // A name that modifies, "the Ada Quill bridge"; one word, "the Quill bridge", "German waiters", tells of
                // things as an adjective does, and names nobody.
                let name = Run::new(at, reader.name_end(at));
                if name.len() > 1 {
                    let bare = reader.bare(name);
                    finder.push(name, bare, MentionKind::Name, reader.gender(name, bare), false);
                }
                name_end = name.end as usize;
            }
            if class.any(PRONOUNS) && at >= name_end {
                finder.pronoun(&reader, at, class);
            }
            // Inside a name nothing else begins.
            let passed = phrase_end.min(name_end).max(at + 1);
            let Some(next) = reach.next_within(passed, phrase_end, end) else { break };
            at = next;
        }
    }
}

/// Whether a possessive before the word may be its owner's: before a noun, an adjective or a word that no list has.
pub(crate) fn may_be_owned(word: &Token) -> bool {
    let class = word.class();
    word.is(TokenKind::Word)
        && (class.is_none() || class.any(Class::NOUN.or(Class::PLURAL).or(Class::ADJECTIVE)))
}
