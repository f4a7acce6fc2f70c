//! What somebody does right behind words that no tag gives to anybody: *“Not today.” Martin folded the map.*
//!
//! Old novels, of which the model learnt, hardly know it; in a tale of today it stands where a tag would, and tells as much.

use super::SHORT;
use super::actor::enters;
use super::fact::{Fact, Head, Role, told};
use super::frame::Fit;
use super::narrator::Narrators;
use super::speech::Speeches;
use super::utterance::{Tag, Utterance};
use crate::Gender;
use crate::entity::{Entity, EntityKind};
use crate::lexer::TokenKind;
use crate::lexicon::{Class, entries, entry, is_one_of};
use crate::mention::MentionKind;
use crate::pipeline::Prose;
use crate::span::{MaybeIndex, Run};

/// What whoever is spoken to does: *Mr. Harper bowed*.
const TAKES_IN: [u16; 11] = entries([
    "agreed",
    "answered",
    "assented",
    "bowed",
    "heard",
    "knew",
    "listened",
    "obeyed",
    "saw",
    "thought",
    "understood",
]);

const AND: u16 = entry("and");

/// Takes whoever acts right behind an untagged utterance for whom a tag would name.
pub(super) fn read(
    prose: Prose<'_>,
    facts: &[Fact],
    entities: &[Entity],
    utterances: &mut [Utterance],
    speeches: &Speeches,
    described: u32,
) {
    // Of a novel the model knows enough.
    if utterances.len() >= SHORT {
        return;
    }
    for at in 0..utterances.len() {
        let next = utterances.get(at + 1).copied();
        let Some(utterance) = utterances.get_mut(at).filter(|own| is_open(prose, own)) else { continue };
        let Some(index) = actor(prose, facts, utterance) else { continue };
        let Some(fact) = facts.get(index).filter(|fact| may_speak(fact, entities)) else { continue };
        // Who says the next words of the paragraph says these.
        let other = next.is_some_and(|next| {
            next.paragraph == utterance.paragraph
                && next.tag != Tag::None
                && (next.named.is_none() || next.named.get() != fact.entity())
                && next.source.get() != Some(index as u32)
        });
        if other || speeches.calls(at, fact, entities) {
            continue;
        }
        utterance.tag = match fact.kind {
            MentionKind::Name => Tag::Name,
            // Her sister, whom nobody calls by a name, is named by that.
            MentionKind::Nominal
                if fact.head() == Head::Kin && fact.entity().is_some_and(|entity| entity >= described) =>
            {
                Tag::Name
            }
            MentionKind::Nominal => Tag::Nominal,
            _ => Tag::Pronoun,
        };
        utterance.gender = fact.gender;
        utterance.source = Some(index as u32).into();
        utterance.named = MaybeIndex::from(fact.entity());
    }
}

/// Takes whoever has come in the paragraph of an utterance for the "she" of its tag: *A woman looked out. “Next,” she
/// said.* Nobody else does anything before she speaks.
pub(super) fn enter(
    prose: Prose<'_>,
    facts: &[Fact],
    entities: &[Entity],
    utterances: &mut [Utterance],
    described: u32,
) {
    // In a novel many who come have names.
    if utterances.len() >= SHORT {
        return;
    }
    for utterance in utterances {
        if !utterance.is_left_to_pronoun() || utterance.gender == Gender::Unknown {
            continue;
        }
        let Some(paragraph) = prose.paragraphs.get(utterance.paragraph as usize) else { continue };
        let from = facts.partition_point(|fact| fact.token < paragraph.tokens.start);
        let to = facts.partition_point(|fact| fact.token < utterance.tokens.start);
        let gender = |fact: &Fact| {
            let known = fact.entity().and_then(|entity| entities.get(entity as usize));
            known.map_or(fact.gender, |known| known.gender)
        };
        let mut there = facts
            .get(from..to)
            .unwrap_or_default()
            .iter()
            .take(NARRATED)
            .filter(|fact| !fact.spoken() && Fit::of(gender(fact), utterance.gender) != Fit::Differs);
        let Some(newcomer) = there.next().filter(|first| {
            let run = Run { start: first.token, end: first.end() };
            // "One of the porters" may be a man or a woman.
            let one = prose.tokens.get(first.token as usize).is_some_and(|one| one.word == ONE);
            first.is_new()
                && !first.plural()
                && (gender(first) == utterance.gender || one)
                && enters(prose.tokens, run)
        }) else {
            continue;
        };
        let other = |fact: &Fact| fact.role == Role::Subject && fact.entity() != newcomer.entity();
        if !there.any(|fact| fact.kind != MentionKind::Pronoun && other(fact)) {
            utterance.named = newcomer.entity().filter(|entity| *entity >= described).into();
        }
    }
}

/// Takes whoever alone is there before an utterance, as the subject, for the "she" of its tag, though no name tells that it is
/// a woman's: *Hollis saw that from the door. “Who found him?” she asked.* Nobody who is known for a woman has come before.
pub(super) fn stand(
    facts: &[Fact],
    entities: &[Entity],
    narrators: &Narrators,
    utterances: &mut [Utterance],
) {
    // In a novel the model has more to go by.
    if utterances.len() >= SHORT {
        return;
    }
    let who = |fact: &Fact| fact.entity().and_then(|entity| entities.get(entity as usize));
    // Up to where facts are read, and whether a woman, or a man, has come.
    let (mut at, mut come) = (0, [false; 2]);
    let mut before: Option<(u32, u32)> = None;
    for utterance in utterances {
        while let Some(fact) = facts.get(at).filter(|fact| fact.token < utterance.tokens.start) {
            at += 1;
            let gender = who(fact).map_or(fact.gender, |known| known.gender);
            let there = fact.kind != MentionKind::Pronoun && (!fact.spoken() || fact.vocative());
            if let Some(come) = come.get_mut(usize::from(gender == Gender::Male))
                && matches!(gender, Gender::Female | Gender::Male)
            {
                *come |= there;
            }
        }
        let (from, paragraph) = before.unwrap_or((0, 0));
        before = Some((utterance.tokens.end, utterance.last_paragraph));
        let known = come.get(usize::from(utterance.gender == Gender::Male)).is_none_or(|come| *come);
        let told = matches!(utterance.gender, Gender::Female | Gender::Male);
        if !utterance.is_left_to_pronoun() || !told || known || from > 0 && paragraph == utterance.paragraph {
            continue;
        }
        let first = facts.partition_point(|fact| fact.token < from);
        let mut there = facts.get(first..at).unwrap_or_default().iter().rev().take(NARRATED).filter(|fact| {
            let gender = who(fact).map_or(fact.gender, |known| known.gender);
            !fact.spoken()
                && fact.kind != MentionKind::Pronoun
                && !fact.plural()
                && fact.role != Role::Possessor
                && Fit::of(gender, utterance.gender) != Fit::Differs
                && (fact.entity().is_some() || fact.head() != Head::Other)
        });
        let Some(last) = there.next() else { continue };
        let mut subject = last.role == Role::Subject;
        let alone = there.all(|fact| {
            subject |= fact.role == Role::Subject;
            fact.entity() == last.entity()
        });
        let person =
            who(last).is_some_and(|known| matches!(known.kind, EntityKind::Person | EntityKind::Unknown));
        let teller = narrators.at(utterance.tokens.start);
        if alone && subject && person && last.entity() != teller {
            utterance.named = last.entity().into();
        }
    }
}

const ONE: u16 = entry("one");

/// So many mentions are looked at before an utterance.
const NARRATED: usize = 24;

/// Whether nothing tells who says it but what comes behind: it begins its paragraph.
fn is_open(prose: Prose<'_>, utterance: &Utterance) -> bool {
    let paragraph = prose.paragraphs.get(utterance.paragraph as usize).map(|paragraph| paragraph.tokens);
    let first = paragraph.is_some_and(|paragraph| paragraph.start == utterance.tokens.start);
    utterance.tag == Tag::None
        && utterance.named.is_none()
        && utterance.paragraph == utterance.last_paragraph
        && first
}

/// The fact of whoever acts in the sentence that begins behind the utterance's first words, or breaks into them: *“You
/// never”—she stamped her foot—“you never came.”*, *“You never came!” and she stamped her foot.*
fn actor(prose: Prose<'_>, facts: &[Fact], utterance: &Utterance) -> Option<usize> {
    let start = utterance.inner.0 as usize;
    let end = prose.paragraphs.get(utterance.paragraph as usize)?.tokens.end as usize;
    let [last, mark] = prose.tokens.get(start.checked_sub(2)?..start)? else { return None };
    if !mark.is(TokenKind::Mark) || start >= end {
        return None;
    }
    let first = prose.tokens.get(start)?;
    let joined = first.is(TokenKind::Dash) || first.word == AND;
    if !joined && (last.is(TokenKind::Comma) || !first.is_capitalised()) {
        return None;
    }
    let start = start + usize::from(joined);
    let from = facts.partition_point(|fact| (fact.token as usize) < start);
    let here = facts.iter().enumerate().skip(from).take_while(|(_, fact)| fact.token as usize == start);
    let takes_in = |at: u32| {
        let behind = prose.tokens.get(at as usize..).unwrap_or_default();
        let verb = behind.iter().take(3).find(|word| !word.class().any(Class::ADVERB));
        verb.is_some_and(|verb| is_one_of(verb.word, &TAKES_IN))
    };
    let acts = |fact: &Fact| {
        told(prose.tokens, start, fact.end() as usize) == Role::Subject && !takes_in(fact.end())
    };
    here.filter(|(_, fact)| !fact.spoken() && !fact.plural() && acts(fact)).map(|(index, _)| index).next()
}

/// Whether whoever acts can be somebody who speaks.
fn may_speak(fact: &Fact, entities: &[Entity]) -> bool {
    let kind = fact.entity().and_then(|entity| entities.get(entity as usize)).map(|entity| entity.kind);
    match fact.kind {
        MentionKind::Name => matches!(kind, Some(EntityKind::Person | EntityKind::Unknown)),
        MentionKind::Nominal => match kind {
            Some(kind) => kind == EntityKind::Person,
            None => fact.head() != Head::Other && fact.gender != Gender::Unknown,
        },
        MentionKind::Pronoun => matches!(fact.gender, Gender::Male | Gender::Female),
        MentionKind::First | MentionKind::Second => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::speaker::tests::speakers;

    #[test]
    fn whoever_acts_behind_the_words_says_them() {
        let text = "“We go tonight,” said Martin. “All of us,” said Clara.\n\n“Tonight?” Tobias was sitting on the edge of the \
                    bath. “You said Thursday.”";
        assert_eq!(speakers(text), ["Martin", "Clara", "Tobias", "Tobias"]);
        let text =
            "“We go tonight,” said Martin. “All of us,” said Clara.\n\n“Not I.” She had taken her coat.";
        assert_eq!(speakers(text), ["Martin", "Clara", "Clara"]);
    }

    #[test]
    fn what_somebody_does_may_break_into_the_words() {
        let text = "“We go tonight,” said Martin. “All of us,” said Clara.\n\n“It is not that”—she hesitated—“it is the children.”";
        assert_eq!(speakers(text)[2..], ["Clara", "Clara"]);
        let text = "“We go tonight,” said Martin. “All of us,” said Clara.\n\n“You,” said Martin, “are mad.”\n\n“A lie!” and \
                    Tobias struck the table. “It is a lie.”";
        assert_eq!(speakers(text)[4..], ["Tobias", "Tobias"]);
    }

    #[test]
    fn whoever_is_called_does_as_told() {
        let text =
            "“We go tonight,” said Martin.\n\n“Sit down, Tobias.” Tobias sat down.\n\n“Why?” said Tobias.";
        assert_ne!(speakers(text)[1], "Tobias");
    }

    #[test]
    fn whoever_is_spoken_to_bows() {
        let text = "“We have always called the boat Marigold,” said Clara.\n\n“Is it?” said Martin.\n\n“It is.” Martin only bowed.";
        assert_ne!(speakers(text)[2], "Martin");
    }

    #[test]
    fn a_tag_tells_more() {
        let text =
            "“We go tonight,” said Martin.\n\n“Tonight?” Tobias put down the towel. “Why?” Clara asked.";
        assert_eq!(speakers(text)[2], "Clara");
    }

    #[test]
    fn things_say_nothing() {
        let text = "“We go tonight,” said Martin.\n\n“Tonight?” said Clara.\n\n“Now.” The radio hissed.";
        assert!(!speakers(text).contains(&"The radio".into()));
    }
}
