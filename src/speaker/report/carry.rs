//! Who goes on: quotations without a clause, and participles without a subject, are whose the words before them were.

use super::{Found, LOOK, Report};
use crate::Span;
use crate::attribution::Relation;
use crate::entity::EntityKind;
use crate::lexer::TokenKind;
use crate::lexicon::Class;
use crate::mention::MentionKind;

/// How many paragraphs back a quotation without a clause reaches.
const PARAGRAPHS: usize = 2;
/// How surely the right speaker is known so.
const WENT_ON: f32 = 0.7;

impl Report<'_> {
    /// Who goes on in a quotation that has no clause: whoever was quoted last, near by.
    pub(super) fn went_on(&mut self, relation: &Relation, at: u32) -> Option<Found> {
        if let Some(cue) = relation.cue.get() {
            return self.added(cue);
        }
        let here = self.paragraph(at);
        if let Some(found) = self.stated_before(at) {
            return Some(Found { sure: WENT_ON, ..found });
        }
        if let Some(found) = self.showed_before(at) {
            return Some(found);
        }
        if self.entries.is_empty() {
            let (last, said) = self.last?;
            return (here.saturating_sub(self.paragraph(said)) <= PARAGRAPHS)
                .then_some(Found { sure: WENT_ON, ..last });
        }
        // In a live blog whoever spoke last in the same entry, or else whom alone the entry is about.
        let start =
            |paragraph: usize| self.prose.paragraphs.get(paragraph).map(|paragraph| paragraph.tokens.start);
        let begin = self.entries.begin(start(here)?);
        let within = |said: u32| start(self.paragraph(said)).is_some_and(|start| start >= begin);
        let last = self.last.filter(|&(_, said)| within(said));
        last.map(|(found, _)| Found { sure: WENT_ON, ..found }).or_else(|| self.topic(begin, at))
    }

    /// Who states something in the sentence before a quotation, in its paragraph: *A relative told the Herald that he had been
    /// a guest. “We slaughtered a goat.”*
    fn stated_before(&self, at: u32) -> Option<Found> {
        let (found, source, sentence) = self.opened?;
        let token = self.run(Span::new(at, at)).start;
        let before = self.sentence(token).checked_sub(1)? == sentence;
        (before && self.paragraph(source.start) == self.paragraph(at)).then_some(found)
    }

    /// Whose a participle is that hangs on the clause before it, or a second verb: *wrote Tobias Rell in a note, adding that …*,
    /// *he read it twice, and asked who …*
    fn added(&self, cue: Span) -> Option<Found> {
        let (found, source) = self.named?;
        let run = self.run(cue);
        let (verb, before) = (self.token(run.start)?, self.token(run.start.checked_sub(1)?)?);
        let hangs = verb.class().any(Class::GERUND)
            || verb.class().any(Class::PAST.or(Class::THIRD)) && before.class().any(Class::CONJUNCTION);
        let sentence = |byte: u32| self.sentence(self.run(Span::new(byte, byte)).start);
        (hangs && sentence(source.start) == sentence(cue.start)).then_some(Found { sure: WENT_ON, ..found })
    }

    /// Who shows how they take it in the sentence before a quotation, in its paragraph: *Ada Quill laughs when I tell her so.
    /// “Never.”*
    fn showed_before(&mut self, at: u32) -> Option<Found> {
        let token = self.run(Span::new(at, at)).start;
        let sentence = self.prose.sentences.get(self.sentence(token).checked_sub(1)?)?.tokens;
        let start = self.token(sentence.start)?.start;
        if self.paragraph(start) != self.paragraph(at) {
            return None;
        }
        let from = self.begun(sentence.start);
        let first = *self.mentions.get(from).filter(|first| first.tokens().start == sentence.start)?;
        let behind = |end: u32| Some(end + u32::from(self.token(end)?.is(TokenKind::Comma)));
        let mut end = behind(first.tokens().end)?;
        // "Her co-star, | Ada Quill, | laughs"
        let named = self.mentions.get(self.begun(end)).filter(|name| name.tokens().start == end);
        if let Some(name) = named.filter(|name| name.kind == MentionKind::Name) {
            end = behind(name.tokens().end)?;
        }
        let class = self.token(end)?.class();
        let shows = class.any(Class::MANNER) && class.any(Class::PAST.or(Class::THIRD));
        let somebody =
            shows && !first.plural && matches!(first.kind, MentionKind::Name | MentionKind::Nominal);
        let found = if somebody { self.who(from as u32, Some(first.tokens()))? } else { return None };
        let person = self.entities.get(found.entity as usize)?.kind == EntityKind::Person;
        person.then_some(Found { sure: WENT_ON, ..found })
    }

    /// The only person whom an entry names before a byte.
    fn topic(&self, begin: u32, at: u32) -> Option<Found> {
        let from = self.begun(begin);
        let named = self.mentions.get(from..)?.iter().take_while(|mention| self.start(mention) < at);
        let mut only = None;
        for (mention, index) in named.zip(from as u32..).take(LOOK) {
            let Some(entity) = mention.entity().filter(|_| mention.kind == MentionKind::Name) else {
                continue;
            };
            if self.entities.get(entity as usize).is_none_or(|known| known.kind != EntityKind::Person) {
                continue;
            }
            if only.is_some_and(|(other, _)| other != entity) {
                return None;
            }
            only = only.or(Some((entity, index)));
        }
        only.map(|(entity, mention)| Found { entity, mention: Some(mention), sure: WENT_ON })
    }
}
