//! Speakers in reports: news names its sources, and whom it does not name again the last sentences have named.
//!
//! A report is read as its reader reads it, one relation after another. Names and descriptions stand for themselves,
//! "the company" for the last thing so called, pronouns for the subject of the sentences before, and quotations without
//! a clause for whoever spoke last.

mod agreement;
mod antecedent;
mod apart;
mod bearer;
mod carry;
mod cited;
mod entry;
mod organisation;
mod position;
mod referent;
mod source;
mod trim;

use alloc::vec::Vec;

use crate::Span;
use crate::attribution::{AttributionKind, Method, Relation, Rule};
use crate::entity::Entity;
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::mention::{Mention, MentionKind};
use crate::near::partition_near;
use crate::pipeline::Prose;
use crate::quotation::Quotation;
use crate::segment::dateline;
use crate::span::{MaybeIndex, Run};
use crate::speaker::description::Descriptions;
use entry::Entries;

/// How many mentions before a pronoun or a description are looked at.
const LOOK: usize = 64;
const OF: u16 = lexicon::entry("of");

/// The method of a quotation without a clause.
const METHOD: Method = Method::Named(Rule::WentOn);

/// Gives each relation its speaker, and each mention that it resolves its entity.
pub(super) fn resolve(
    prose: Prose<'_>,
    quotations: &[Quotation],
    relation_of: &[MaybeIndex],
    mentions: &mut [Mention],
    entities: &mut Vec<Entity>,
    relations: &mut [Relation],
) {
    let mut report = Report::new(prose, mentions, entities);
    report.learn();
    for (at, index) in in_order(quotations, relation_of, relations) {
        report.read(at, index as usize, relation_of, relations);
    }
    for index in 0..relations.len() {
        let speaker = report.quoted_pronoun(index, relation_of, relations);
        if let Some(relation) = relations.get_mut(index) {
            relation.speaker = relation.speaker.get().or(speaker).into();
            let hearer = relation.addressee_mention.get().and_then(|hearer| report.mention(hearer));
            let hearer = hearer.and_then(|hearer| hearer.entity());
            relation.addressee = hearer.filter(|hearer| Some(*hearer) != relation.speaker.get()).into();
        }
    }
}

/// Where each relation names its source, or stands, in text order: byte and index.
fn in_order(quotations: &[Quotation], relation_of: &[MaybeIndex], relations: &[Relation]) -> Vec<(u32, u32)> {
    const NOWHERE: u32 = u32::MAX;
    let named =
        |relation: &Relation| relation.source.get().or(relation.cue.get()).map_or(NOWHERE, |span| span.start);
    let mut order: Vec<(u32, u32)> = relations.iter().map(named).zip(0..).collect();
    for (quotation, relation) in quotations.iter().zip(relation_of) {
        if let Some((at, _)) = relation.get().and_then(|relation| order.get_mut(relation as usize))
            && *at == NOWHERE
        {
            *at = quotation.span.start;
        }
    }
    order.sort_unstable();
    order
}

/// A speaker, and the mention from which that follows.
#[derive(Clone, Copy)]
struct Found {
    entity: u32,
    mention: Option<u32>,
    sure: f32,
}

/// What has been read so far.
struct Report<'s> {
    prose: Prose<'s>,
    mentions: &'s mut [Mention],
    entities: &'s mut Vec<Entity>,
    descriptions: Descriptions,
    entries: Entries,
    /// Where the text tells where and when it was written.
    datelines: Vec<Run>,
    /// Who was quoted last, and at which byte.
    last: Option<(Found, u32)>,
    /// Whom the last relation with a source was found to be of, and that source.
    named: Option<(Found, Span)>,
    /// The same of the first such relation in its sentence, and which sentence that is.
    opened: Option<(Found, Span, usize)>,
    /// In whose words the source stands: whoever tells of "her" is somebody else.
    teller: Option<u32>,
    near: Near,
}

/// Where the last source stands, by how many tokens, mentions and sentences stand before it: what is asked of it lies near.
#[derive(Clone, Copy, Default)]
struct Near {
    token: usize,
    mention: usize,
    sentence: usize,
}

impl<'s> Report<'s> {
    /// A report of which nothing has been read.
    fn new(prose: Prose<'s>, mentions: &'s mut [Mention], entities: &'s mut Vec<Entity>) -> Report<'s> {
        let datelines = prose.paragraphs.iter().filter_map(|paragraph| {
            let Run { start, end } = paragraph.tokens;
            let len = dateline(prose.tokens.get(paragraph.tokens.range())?) as u32;
            (len > 0).then_some(Run { start, end: end.min(start + len) })
        });
        Report {
            prose,
            mentions,
            entities,
            descriptions: Descriptions::default(),
            entries: Entries::find(prose),
            datelines: datelines.collect(),
            last: None,
            named: None,
            opened: None,
            teller: None,
            near: Near::default(),
        }
    }

    /// Reads a relation, which names its source or stands at a byte, and tells who its speaker is.
    fn read(&mut self, at: u32, index: usize, relation_of: &[MaybeIndex], relations: &mut [Relation]) {
        let Some(relation) = relations.get_mut(index) else { return };
        let words = self.bound_source(relation);
        if words.is_some_and(|words| self.is_expletive(relation, words)) {
            return;
        }
        let source = words.and_then(|words| self.source(relation, words));
        self.teller = source.and_then(|source| {
            let outer = relation_of.get(self.mention(source)?.quotation()? as usize)?.get()?;
            relations.get(outer as usize)?.speaker.get()
        });
        let Some(relation) = relations.get_mut(index) else { return };
        let found = match (source, words) {
            (Some(mention), _) => self.who(mention, words),
            // An interview's question or answer, whose asker the introduction names.
            (None, None) => match relation.mention.get() {
                Some(mention) => self.who(mention, words),
                None => self.went_on(relation, at),
            },
            (None, Some(words)) => self.described(relation, words),
        };
        relation.mention = source.or(relation.mention.get()).into();
        if let Some(found) = found {
            self.settle(relation, at, words, found);
        }
    }

    /// Sets a relation's source to the words that a reader would mark, and goes on to them.
    fn bound_source(&mut self, relation: &mut Relation) -> Option<Run> {
        let part = self.run(relation.source.get()?);
        self.go_to(part);
        let document = self.document(relation, part);
        let whole = match document {
            Some(document) => self.run(document),
            None => self.whole(part, relation.cue.get()),
        };
        relation.source = document.or_else(|| whole.span(self.prose.tokens)).into();
        relation.source.is_some().then_some(whole)
    }

    /// Gives a relation its speaker, and keeps in mind who that was.
    fn settle(&mut self, relation: &mut Relation, at: u32, words: Option<Run>, found: Found) {
        relation.speaker = Some(found.entity).into();
        relation.confidence = relation.confidence.min(found.sure);
        if let (Some(source), Some(words)) = (relation.source.get(), words) {
            self.named = Some((found, source));
            let sentence = self.sentence(words.start);
            if self.opened.is_none_or(|(.., opened)| opened != sentence) {
                self.opened = Some((found, source, sentence));
            }
        } else {
            relation.method = METHOD;
            relation.confidence = found.sure;
            relation.mention = found.mention.into();
            let mention = found.mention.and_then(|at| self.mention(at));
            relation.source = mention.map(|mention| mention.span(self.prose.tokens)).into();
        }
        if relation.kind != AttributionKind::Indirect {
            self.last = Some((found, at));
        }
    }

    /// Who a pronoun in somebody's words is, which is known once the clause has been read that follows them: who says "I",
    /// or whom these words or the text before them tell of.
    fn quoted_pronoun(
        &mut self,
        index: usize,
        relation_of: &[MaybeIndex],
        relations: &[Relation],
    ) -> Option<u32> {
        let at = relations.get(index).filter(|relation| relation.speaker.is_none())?.mention.get()?;
        let own = self.mention(at)?;
        let outer = relation_of.get(own.quotation()? as usize)?.get()?;
        let teller = relations.get(outer as usize)?.speaker.get()?;
        match own.kind {
            MentionKind::First => Some(teller),
            // "He said, 'Close it'": whom the text spoke of before the one who tells it.
            MentionKind::Pronoun => {
                let told = |quotation: u32| relation_of.get(quotation as usize)?.get();
                let within = self.told_of(at, &own, |quotation| told(quotation) == Some(outer));
                within.or_else(|| self.spoken_of(at, &own, teller))
            }
            _ => None,
        }
    }
}

impl Report<'_> {
    fn token(&self, at: u32) -> Option<&Token> {
        self.prose.tokens.get(at as usize)
    }

    fn token_before(&self, at: u32) -> Option<&Token> {
        self.token(at.checked_sub(1)?)
    }

    fn tokens(&self, run: Run) -> &[Token] {
        self.prose.tokens.get(run.range()).unwrap_or_default()
    }

    /// What a token is, where there is one.
    fn class(&self, at: u32) -> Class {
        self.token(at).map(Token::class).unwrap_or_default()
    }

    fn is(&self, at: u32, kind: TokenKind) -> bool {
        self.token(at).is_some_and(|token| token.is(kind))
    }

    fn is_comma(&self, at: u32) -> bool {
        self.is(at, TokenKind::Comma)
    }

    fn is_word(&self, at: u32, word: u16) -> bool {
        self.token(at).is_some_and(|token| token.word == word)
    }

    fn is_one_of(&self, at: u32, words: &[u16]) -> bool {
        self.token(at).is_some_and(|token| lexicon::is_one_of(token.word, words))
    }

    /// What the first word of a mention's head is.
    fn head_class(&self, mention: &Mention) -> Class {
        self.class(mention.head().start)
    }

    fn mention(&self, index: u32) -> Option<Mention> {
        self.mentions.get(index as usize).copied()
    }

    fn paragraph(&self, byte: u32) -> usize {
        self.prose.paragraphs.partition_point(|paragraph| paragraph.span(self.prose.tokens).end <= byte)
    }

    fn sentence(&self, token: u32) -> usize {
        partition_near(self.prose.sentences, self.near.sentence, |sentence| sentence.tokens.end <= token)
    }

    /// How many mentions begin before a token.
    fn begun(&self, token: u32) -> usize {
        partition_near(self.mentions, self.near.mention, |mention| mention.tokens().start < token)
    }

    /// Whether a mention begins at a token.
    fn begins(&self, token: u32) -> bool {
        self.mentions.get(self.begun(token)).is_some_and(|mention| mention.tokens().start == token)
    }

    /// Goes on to a relation's source.
    fn go_to(&mut self, source: Run) {
        let token = source.start as usize;
        self.near = Near { token, mention: self.begun(source.start), sentence: self.sentence(source.start) };
    }

    /// The byte that a mention begins at.
    fn start(&self, mention: &Mention) -> u32 {
        mention.span(self.prose.tokens).start
    }

    /// The words by which a description is known: those of its mention, from the beginning of the source and, where it is
    /// somebody, up to the first comma or bracket in it.
    fn words(&self, mention: &Mention, source: Option<Run>) -> Run {
        self.named(mention.tokens(), source)
    }

    fn named(&self, run: Run, source: Option<Run>) -> Run {
        let Some(source) = source else { return run };
        if run.start < source.start || run.start >= source.end {
            return run;
        }
        let tokens = self.tokens(source);
        // "Nakagawa and Price (2014)" are known without the year.
        let comma = tokens.iter().position(|token| matches!(token.kind, TokenKind::Comma | TokenKind::Open));
        if comma == Some(0) {
            return run;
        }
        let whole = Run { start: source.start, end: comma.map_or(source.end, |at| source.start + at as u32) };
        let head = self.tokens(run);
        let things = head.iter().any(|token| token.class().any(Class::DOCUMENT));
        if run.end > source.end || !things { whole } else { Run { start: whole.start, ..run } }
    }

    fn run(&self, span: Span) -> Run {
        let start = partition_near(self.prose.tokens, self.near.token, |token| token.start < span.start);
        let rest = self.prose.tokens.get(start..).unwrap_or_default();
        Run::new(start, start + rest.iter().take_while(|token| token.start < span.end).count())
    }

    /// "The mayor's" in "the mayor's office".
    fn owns(&self, mention: &Mention) -> bool {
        let last =
            (mention.tokens().end as usize).checked_sub(1).and_then(|last| self.prose.tokens.get(last));
        last.is_some_and(|last| last.has(Flags::CLITIC)) && !mention.is_firm_s(self.prose.tokens)
    }
}

#[cfg(test)]
mod tests;
