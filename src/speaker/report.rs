//! Speakers in reports: news names its sources, and whom it does not name again the last sentences have named.
//!
//! A report is read as its reader reads it, one relation after another. Names and descriptions stand for themselves,
//! "the company" for the last thing so called, pronouns for the subject of the sentences before, and quotations without
//! a clause for whoever spoke last.

use alloc::vec::Vec;

use super::description::Descriptions;
use super::fact::{self, Role};
use crate::attribution::{AttributionKind, Method, Relation};
use crate::entity::{Entity, EntityKind};
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::mention::{Mention, MentionKind};
use crate::pipeline::Prose;
use crate::quotation::Quotation;
use crate::{Gender, Span};

/// How many mentions before a pronoun or a description are looked at.
const LOOK: usize = 64;
/// How many tokens a mention before *who* or *which* has at most.
const REACH: u32 = 24;
/// How many sentences back a pronoun reaches.
const SENTENCES: usize = 4;
/// How many paragraphs back a quotation without a clause reaches.
const PARAGRAPHS: usize = 2;

/// Determiners that bring in somebody new.
const INDEFINITE: [u16; 5] = lexicon::entries(["a", "an", "another", "one", "some"]);

/// How surely the right speaker is known, by how the text refers to them.
const NAMED: f32 = 0.97;
const DESCRIBED: f32 = 0.93;
const SAME_NOUN: f32 = 0.8;
const PRONOUN: f32 = 0.8;
const WENT_ON: f32 = 0.7;

/// The method of a quotation without a clause.
const METHOD: Method = Method::Named("went-on");

/// Gives each relation its speaker, and each mention that it resolves its entity.
pub(super) fn resolve(
    prose: Prose<'_>,
    quotations: &[Quotation],
    relation_of: &[Option<u32>],
    mentions: &mut [Mention],
    entities: &mut Vec<Entity>,
    relations: &mut [Relation],
) {
    let mut report = Report { prose, mentions, entities, descriptions: Descriptions::default(), last: None };
    for (at, index) in in_order(quotations, relation_of, relations) {
        let Some(relation) = relations.get_mut(index as usize) else { continue };
        let source = report.source(relation);
        let found = match source {
            Some(mention) => report.who(mention),
            None if relation.source.is_none() => report.went_on(relation, at),
            None => None,
        };
        relation.mention = source.or(relation.mention);
        let Some(found) = found else { continue };
        relation.speaker = Some(found.entity);
        relation.confidence = relation.confidence.min(found.sure);
        if source.is_none() {
            relation.method = METHOD;
            relation.confidence = found.sure;
            relation.mention = Some(found.mention);
            relation.source = report.mention(found.mention).map(|mention| mention.span);
        }
        if relation.kind != AttributionKind::Indirect {
            report.last = Some((found, report.paragraph(at)));
        }
    }
    // Who says "I" in a quotation is known once the clause is read that follows it.
    for index in 0..relations.len() {
        let inner = relations.get(index).filter(|relation| relation.speaker.is_none());
        let own = inner.and_then(|relation| report.mention(relation.mention?));
        let outer = own
            .filter(|mention| mention.kind == MentionKind::First)
            .and_then(|mention| relation_of.get(mention.quotation()? as usize).copied().flatten());
        let speaker = outer.and_then(|outer| relations.get(outer as usize)?.speaker);
        if let Some(relation) = relations.get_mut(index) {
            relation.speaker = relation.speaker.or(speaker);
            let hearer = relation.addressee_mention.and_then(|hearer| report.mention(hearer));
            relation.addressee = hearer.and_then(|hearer| hearer.entity());
        }
    }
}

/// Where each relation names its source, or stands, in text order: byte and index.
fn in_order(
    quotations: &[Quotation],
    relation_of: &[Option<u32>],
    relations: &[Relation],
) -> Vec<(u32, u32)> {
    const NOWHERE: u32 = u32::MAX;
    let named = |relation: &Relation| relation.source.or(relation.cue).map_or(NOWHERE, |span| span.start);
    let mut order: Vec<(u32, u32)> = relations.iter().map(named).zip(0..).collect();
    for (quotation, relation) in quotations.iter().zip(relation_of) {
        if let Some((at, _)) = relation.and_then(|relation| order.get_mut(relation as usize))
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
    mention: u32,
    sure: f32,
}

/// What has been read so far.
struct Report<'s> {
    prose: Prose<'s>,
    mentions: &'s mut [Mention],
    entities: &'s mut Vec<Entity>,
    descriptions: Descriptions,
    /// Who was quoted last, and in which paragraph.
    last: Option<(Found, usize)>,
}

impl Report<'_> {
    fn mention(&self, index: u32) -> Option<Mention> {
        self.mentions.get(index as usize).copied()
    }

    fn paragraph(&self, byte: u32) -> usize {
        self.prose.paragraphs.partition_point(|paragraph| paragraph.span(self.prose.tokens).end <= byte)
    }

    fn sentence(&self, token: u32) -> usize {
        self.prose.sentences.partition_point(|sentence| sentence.tokens.end <= token)
    }

    /// The mention that heads a relation's source: the longest that begins with it and does not own what follows.
    fn source(&self, relation: &Relation) -> Option<u32> {
        let source = relation.source?;
        let from = self.mentions.partition_point(|mention| mention.span.start < source.start);
        let first = self
            .mentions
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take_while(|mention| mention.span.start < source.end)
            .take(LOOK)
            .position(|mention| !self.owns(mention))
            .map(|at| (from + at) as u32);
        first.or(relation.mention).or_else(|| self.before_relative(source))
    }

    /// What *who* or *which* stands for: the mention that ends right before it, over a comma.
    fn before_relative(&self, source: Span) -> Option<u32> {
        let at = self.prose.tokens.partition_point(|token| token.start < source.start);
        let relative = self.prose.tokens.get(at)?;
        if !relative.class().any(Class::WH) || relative.end() < source.end {
            return None;
        }
        let over = at.checked_sub(1)?;
        let comma = self.prose.tokens.get(over)?.is(TokenKind::Comma);
        let end = if comma { over } else { at } as u32;
        let from =
            self.mentions.partition_point(|mention| mention.tokens().start < end.saturating_sub(REACH));
        let near = self.mentions.get(from..)?.iter().take_while(|mention| mention.tokens().start < end);
        let ends =
            near.enumerate().filter(|(_, mention)| mention.head().end == end || mention.tokens().end == end);
        ends.map(|(index, _)| (from + index) as u32).next()
    }

    /// "The mayor's" in "the mayor's office".
    fn owns(&self, mention: &Mention) -> bool {
        let last =
            (mention.tokens().end as usize).checked_sub(1).and_then(|last| self.prose.tokens.get(last));
        last.is_some_and(|last| last.has(Flags::CLITIC))
    }

    /// Whom a mention stands for.
    fn who(&mut self, index: u32) -> Option<Found> {
        let mention = self.mention(index)?;
        let found = |entity, sure| Some(Found { entity, mention: index, sure });
        let found = match (mention.entity(), mention.kind) {
            (Some(entity), _) => found(entity, NAMED),
            (None, MentionKind::Nominal) => match self.apposed(index, &mention) {
                Some(entity) => found(entity, NAMED),
                None => match self.same_noun(index, &mention) {
                    Some(entity) => found(entity, SAME_NOUN),
                    None => {
                        let entity = self.descriptions.entity(self.prose.tokens, &mention, self.entities);
                        found(entity, DESCRIBED)
                    }
                },
            },
            (None, MentionKind::Pronoun) => found(self.antecedent(index, &mention)?, PRONOUN),
            (None, _) => None,
        }?;
        if let Some(mention) = self.mentions.get_mut(index as usize) {
            mention.stands_for(Some(found.entity));
        }
        Some(found)
    }

    /// The name that a description is explained by: "its chief engineer, Ada Quill".
    fn apposed(&self, index: u32, mention: &Mention) -> Option<u32> {
        let is =
            |at: u32, kind| self.prose.tokens.get(at as usize).is_some_and(|token: &Token| token.is(kind));
        self.mentions
            .get(index as usize + 1..)?
            .iter()
            .take(LOOK)
            .take_while(|inner| inner.tokens().start <= mention.tokens().end + 1)
            .find(|inner| {
                inner.kind == MentionKind::Name
                    && inner.tokens().start > mention.head().end
                    && is(inner.tokens().start - 1, TokenKind::Comma)
                    && !self.owns(inner)
            })?
            .entity()
    }

    /// The last entity that a definite description with the same noun stood for, or that the noun is a class of:
    /// "the company", of a company named before.
    fn same_noun(&self, index: u32, mention: &Mention) -> Option<u32> {
        let noun = self.prose.tokens.get((mention.head().end as usize).checked_sub(1)?)?;
        let first = self.prose.tokens.get(mention.tokens().start as usize)?;
        // "A spokesman" is somebody new; "the mayor of Tarn" says by itself which one.
        let definite = first.class().any(Class::DETERMINER) && !INDEFINITE.contains(&first.word);
        if !definite || mention.plural || mention.tokens().end > mention.head().end {
            return None;
        }
        // "The harbor board" is no company named before, only another harbor board.
        let words = mention.tokens().start as usize + 1..mention.head().end as usize;
        let words = self.prose.tokens.get(words).unwrap_or_default();
        let organisation = words.len() == 1
            && noun.class().any(Class::ORGANISATION)
            && !noun.class().any(Class::PERSON.or(Class::ROLE));
        self.before(index).find_map(|earlier| {
            let entity = earlier.entity()?;
            let kind = self.entities.get(entity as usize)?.kind;
            let named = self.prose.tokens.get(earlier.tokens().range()).unwrap_or_default();
            let same = words.iter().all(|word| named.iter().any(|known| is_word(known, word)));
            (same || organisation && kind == EntityKind::Organization).then_some(entity)
        })
    }

    /// The mentions before one, the nearest first.
    fn before(&self, index: u32) -> impl Iterator<Item = &Mention> {
        let to = index as usize;
        self.mentions.get(to.saturating_sub(LOOK)..to).unwrap_or_default().iter().rev()
    }

    /// Whom a pronoun stands for: the subject of its sentence before it, or of the sentences before; failing that the
    /// nearest that agrees.
    fn antecedent(&self, index: u32, pronoun: &Mention) -> Option<u32> {
        let here = self.sentence(pronoun.tokens().start);
        // Of the nearest sentence with somebody who agrees: a subject, and else the nearest.
        let mut best: Option<(usize, bool, u32)> = None;
        for mention in self.before(index) {
            let sentence = self.sentence(mention.tokens().start);
            if sentence + SENTENCES < here || best.is_some_and(|(known, ..)| sentence < known) {
                break;
            }
            let Some(entity) = mention.entity().filter(|&entity| self.agrees(pronoun, mention, entity))
            else {
                continue;
            };
            if mention.quotation() != pronoun.quotation() || mention.tokens().end > pronoun.tokens().start {
                continue;
            }
            let run = mention.tokens().range();
            let subject = fact::role(self.prose.tokens, run.start, run.end) == Role::Subject;
            if best.is_none_or(|(_, known, _)| subject || !known) {
                best = Some((sentence, subject, entity));
            }
        }
        best.map(|(.., entity)| entity)
    }

    fn agrees(&self, pronoun: &Mention, mention: &Mention, entity: u32) -> bool {
        let Some(known) = self.entities.get(entity as usize) else { return false };
        let several = matches!(known.kind, EntityKind::Group | EntityKind::Organization);
        if pronoun.plural {
            return several || mention.plural;
        }
        match pronoun.gender {
            Gender::Male | Gender::Female => {
                matches!(known.kind, EntityKind::Person | EntityKind::Unknown)
                    && !mention.plural
                    && (known.gender == pronoun.gender || known.gender == Gender::Unknown)
            }
            _ => several || matches!(known.kind, EntityKind::Work | EntityKind::Unknown),
        }
    }

    /// Who goes on in a quotation that has no clause: whoever was quoted last, near by.
    fn went_on(&self, relation: &Relation, at: u32) -> Option<Found> {
        let (last, paragraph) = self.last?;
        let near = self.paragraph(at).saturating_sub(paragraph) <= PARAGRAPHS;
        (near && relation.cue.is_none()).then_some(Found { sure: WENT_ON, ..last })
    }
}

fn is_word(one: &Token, other: &Token) -> bool {
    one.hash == other.hash && one.word == other.word
}

#[cfg(test)]
mod tests {
    use crate::{Attributor, Genre};
    use alloc::string::{String, ToString};
    use alloc::vec::Vec;

    /// The speaker of each attribution, in text order.
    fn speakers(text: &str) -> Vec<String> {
        let attributor = Attributor::builder().genre(Genre::News).build().unwrap();
        let doc = attributor.attribute(text);
        doc.attributions().map(|said| said.speaker().map_or("nobody", |who| who.name()).to_string()).collect()
    }

    #[test]
    fn a_pronoun_is_the_subject_of_the_sentence_before_it() {
        let text = "“The dam held,” said Marcus Thrale.\n\n\
                    Judge Emeka Sandoval, who leads the inquiry, was not satisfied. He said the rota was missing.";
        assert_eq!(speakers(text), ["Marcus Thrale", "Emeka Sandoval"]);
        let text = "Lena Brandt met the mayor of Tarn on Monday. “We talked,” she said.";
        assert_eq!(speakers(text), ["Lena Brandt"]);
    }

    #[test]
    fn a_description_is_the_name_that_explains_it() {
        let text =
            "“It was a test,” said the owner’s neighbour, Tom Abara. Abara said he had heard the siren.";
        assert_eq!(speakers(text), ["Tom Abara", "Tom Abara"]);
    }

    #[test]
    fn people_who_are_not_named_are_not_what_they_know_of() {
        let text = "Two people familiar with the talks said the offer had lapsed. A person close to the family said so.";
        assert_eq!(speakers(text), ["Two people", "A person"]);
    }

    #[test]
    fn the_last_thing_so_called_is_meant() {
        let text = "According to a report by the fire service, the alarm came at noon. The report calls the delay “odd.”";
        assert_eq!(speakers(text), ["a report", "a report"]);
        let text = "Officials at Corrie Bank declined to comment. In May the bank said it would lend again.";
        assert_eq!(speakers(text).last().unwrap(), "Corrie Bank");
        let text = "“We are out of soup,” Lena Brandt wrote on Facebook.\n\nThe harbor board said the ferry would sail.";
        assert_eq!(speakers(text), ["Lena Brandt", "The harbor board"]);
        let text = "“We saw smoke,” a spokesman said. “We saw none,” a spokeswoman for the mill said.";
        assert_eq!(speakers(text), ["a spokesman", "a spokeswoman for the mill"]);
    }

    #[test]
    fn who_spoke_last_goes_on() {
        let text = "“The dam held,” Marcus Thrale said on Monday.\n\n“Nobody was hurt. That is what counts.”\n\n\
                    The gates were opened in May. “We learned from it.”";
        let attributor = Attributor::builder().genre(Genre::News).build().unwrap();
        let doc = attributor.attribute(text);
        assert_eq!(doc.quotes().count(), 3);
        assert!(doc.quotes().all(|quote| quote.speaker().is_some_and(|who| who.name() == "Marcus Thrale")));
    }

    #[test]
    fn a_relative_clause_says_it_of_the_name_before_it() {
        let text = "Lena Brandt, who said the dam would hold, left on Monday. The mill hired Tom Abara, who promised \
                    to stay.";
        assert_eq!(speakers(text), ["Lena Brandt", "Tom Abara"]);
    }

    #[test]
    fn both_parts_of_an_interrupted_quotation_are_said() {
        let text =
            "“You can sell a boat,” Captain Ruth Maddox told the meeting on Tuesday, “but not buy one back.”";
        let doc = crate::attribute(text);
        let contents: Vec<&str> =
            doc.attributions().flat_map(|said| said.contents()).map(|part| part.text()).collect();
        assert_eq!(contents, ["You can sell a boat,", "but not buy one back."]);
    }

    #[test]
    fn nobody_is_spoken_to_whom_no_clause_names() {
        let text = "“The dam held,” Marcus Thrale said in Chile. “It leaked,” said Lena Brandt.";
        let doc = crate::attribute(text);
        assert!(doc.quotes().all(|quote| quote.addressee().is_none()));
    }
}
