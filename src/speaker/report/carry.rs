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
    pub(super) fn went_on(&self, relation: &Relation, at: u32) -> Option<Found> {
        if let Some(cue) = relation.cue.get() {
            return self.added(cue);
        }
        let here = self.paragraph(at);
        if let Some(found) = self.stated_before(at) {
            return Some(Found { sure: WENT_ON, ..found });
        }
        if self.entries.is_empty() {
            let (last, paragraph) = self.last?;
            return (here.saturating_sub(paragraph) <= PARAGRAPHS).then_some(Found { sure: WENT_ON, ..last });
        }
        // In a live blog whoever spoke last in the same entry, or else whom alone the entry is about.
        let start =
            |paragraph: usize| self.prose.paragraphs.get(paragraph).map(|paragraph| paragraph.tokens.start);
        let begin = self.entries.begin(start(here)?);
        let last = self.last.filter(|(_, paragraph)| start(*paragraph).is_some_and(|start| start >= begin));
        last.map(|(found, _)| Found { sure: WENT_ON, ..found }).or_else(|| self.topic(begin, at))
    }

    /// Who states something in the sentence before a quotation, in its paragraph: *A relative told the Herald that he had been
    /// a guest. “We slaughtered a goat.”*
    fn stated_before(&self, at: u32) -> Option<Found> {
        let (found, source) = self.opened?;
        let token = self.run(Span::new(at, at)).start;
        let before = self.sentence(token).checked_sub(1)? == self.sentence(self.run(source).start);
        (before && self.paragraph(source.start) == self.paragraph(at)).then_some(found)
    }

    /// Whose a participle is that hangs on the clause before it: *wrote Tobias Rell in a note, adding that …*
    fn added(&self, cue: Span) -> Option<Found> {
        let (found, source) = self.named?;
        let run = self.run(cue);
        let word = |at: u32| self.prose.tokens.get(at as usize);
        let hangs = word(run.start)?.class().any(Class::GERUND)
            && word(run.start.checked_sub(1)?)?.is(TokenKind::Comma);
        let sentence = |byte: u32| self.sentence(self.run(Span::new(byte, byte)).start);
        (hangs && sentence(source.start) == sentence(cue.start)).then_some(Found { sure: WENT_ON, ..found })
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
