//! Who goes on: quotations without a clause, and participles without a subject, are whose the words before them were.

use super::report::{Found, LOOK, Report};
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
        let from = self.mentions.partition_point(|mention| mention.tokens().start < begin);
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
        assert_eq!(speakers(text), ["Two people familiar with the talks", "A person close to the family"]);
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
