//! Mentions after the conversations are decided: what an untagged utterance rests on, and who the pronouns of
//! reported statements are.

use super::utterance::Tag;
use super::{Work, relative};
use crate::Gender;
use crate::attribution::Relation;
use crate::entity::{Entity, EntityKind};
use crate::lexer::TokenKind;
use crate::lexicon::{Class, entries, entry, is_one_of};
use crate::mention::{Mention, MentionKind};
use crate::pipeline::Prose;
use crate::span::{MaybeIndex, Run};

/// How many mentions on either side are looked at.
const LOOK: usize = 96;

/// Gives each untagged utterance the mention of its speaker on which it rests: the nearest in narration, before it
/// rather than after.
pub(super) fn rest(prose: Prose<'_>, work: &Work, mentions: &[Mention], relations: &mut [Relation]) {
    for (utterance, speech) in work.utterances.iter().zip(work.speeches.iter()) {
        let Some(relation) = relations.get_mut(utterance.relation as usize) else { continue };
        let Some(speaker) =
            relation.speaker.get().filter(|_| utterance.tag == Tag::None && relation.source.is_none())
        else {
            continue;
        };
        let place = speech.facts.0 as usize;
        let is = |index: &usize| {
            work.facts.get(*index).is_some_and(|f| !f.spoken())
                && (work.facts.get(*index).and_then(|f| f.entity()) == Some(speaker)
                    || mentions.get(*index).and_then(|m| m.entity()) == Some(speaker))
        };
        let before = (place.saturating_sub(LOOK)..place).rev().find(is);
        let after = || (place..(place + LOOK).min(mentions.len())).find(is);
        if let Some(index) = before.or_else(after)
            && let Some(mention) = mentions.get(index)
        {
            relation.mention = Some(index as u32).into();
            relation.source = Some(mention.span(prose.tokens)).into();
        }
    }
}

/// Resolves the sources of the relations that are no utterances: reported statements, quotations inside speech.
pub(super) fn others(
    prose: Prose<'_>,
    work: &Work,
    mentions: &mut [Mention],
    entities: &[Entity],
    relations: &mut [Relation],
    relation_of: &[MaybeIndex],
) {
    let mut speak = alloc::vec![false; entities.len()];
    for speaker in relations.iter().filter_map(|relation| relation.speaker.get()) {
        speak.get_mut(speaker as usize).into_iter().for_each(|speaks| *speaks = true);
    }
    for at in 0..relations.len() {
        let Some(relation) = relations.get_mut(at).filter(|relation| relation.speaker.is_none()) else {
            continue;
        };
        let relative = || relative::antecedent(prose, mentions, relation.source.get()?);
        relation.mention = relation.mention.get().or_else(relative).into();
        let Some(index) = relation.mention.get().map(|m| m as usize) else { continue };
        let Some(mention) = mentions.get(index).copied() else { continue };
        // “I told him, ‘Go home,’” she said: who tells it is I.
        let outer = || {
            let outer = relation_of.get(mention.quotation()? as usize)?.get()?;
            relations.get(outer as usize)
        };
        let teller = || outer()?.speaker.get();
        let entity = mention.entity().or_else(|| match mention.kind {
            MentionKind::First if !work.facts.get(index).is_some_and(|f| f.spoken()) => {
                work.narrators.at(mention.tokens().start)
            }
            MentionKind::First if !mention.plural => teller(),
            // “You said, ‘Come in June,’” she told him.
            MentionKind::Second => outer()?.addressee.get(),
            MentionKind::Pronoun => {
                let teller = teller();
                let own = |other: &Mention| {
                    let quotation = other.quotation().and_then(|q| relation_of.get(q as usize));
                    teller.is_some() && teller == other.entity()
                        || quotation.and_then(|of| of.get()) == Some(at as u32)
                };
                antecedent(prose, mentions, entities, &speak, index, &mention, own)
            }
            _ => None,
        });
        if let Some(relation) = relations.get_mut(at) {
            relation.speaker = entity.into();
        }
        if let (Some(_), Some(mention)) = (entity, mentions.get_mut(index)) {
            mention.stands_for(entity);
        }
    }
}

/// *at Leiden*, *Ada Quill of Jorhat*: a name that tells where somebody is.
pub(super) fn is_where(prose: Prose<'_>, mention: &Mention) -> bool {
    const PLACES: [u16; 3] = entries(["at", "in", "near"]);
    const OF: u16 = entry("of");
    let Run { start, end } = mention.tokens();
    let token = |at: Option<u32>| at.and_then(|at| prose.tokens.get(at as usize));
    let (before, owner) = (token(start.checked_sub(1)), token(start.checked_sub(2)));
    let lone = end == start + 1 && !token(Some(start)).is_some_and(|name| name.class().any(Class::GIVEN));
    let named = || owner.is_some_and(|owner| owner.is_capitalised() && owner.is(TokenKind::Word));
    mention.kind == MentionKind::Name
        && lone
        && before.is_some_and(|before| {
            is_one_of(before.word, &PLACES) || before.word == OF && named() && !before.is_capitalised()
        })
}

/// How well an entity fits a pronoun of one person: surely, or as far as is known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fits {
    Surely,
    Perhaps,
}

/// The last mention before that a pronoun can stand for: of the same gender and number, known gender first; of those in one
/// sentence, the one with which it begins. Whom his `own` words name, and who tells of him, is somebody else.
fn antecedent(
    prose: Prose<'_>,
    mentions: &[Mention],
    entities: &[Entity],
    speak: &[bool],
    index: usize,
    pronoun: &Mention,
    own: impl Fn(&Mention) -> bool,
) -> Option<u32> {
    let mut unsure = None;
    let fits = |mention: &Mention| {
        let entity = mention.entity()?;
        let known = entities.get(entity as usize)?;
        // In what is told a name that speaks is somebody's.
        let told = pronoun.quotation().is_none() && known.kind == EntityKind::Unknown;
        let speaks = || told && speak.get(entity as usize) == Some(&true);
        match (pronoun.gender, known.gender) {
            (Gender::Male, Gender::Male) | (Gender::Female, Gender::Female) => Some(Fits::Surely),
            (Gender::Male | Gender::Female, Gender::Unknown)
                if (known.kind == EntityKind::Person || speaks()) && !is_where(prose, mention) =>
            {
                Some(Fits::Perhaps)
            }
            _ => None,
        }
    };
    let before = mentions.get(index.saturating_sub(LOOK)..index)?;
    for (at, mention) in before.iter().enumerate().rev() {
        if mention.tokens().end > pronoun.tokens().start {
            continue;
        }
        // ‘Ned,’ said he: neither Ned nor whoever tells it.
        if own(mention) {
            continue;
        }
        let Some(entity) = mention.entity() else { continue };
        let Some(known) = entities.get(entity as usize) else { continue };
        let several = matches!(known.kind, EntityKind::Group | EntityKind::Organization);
        if pronoun.plural {
            if several || mention.plural {
                return Some(entity);
            }
            continue;
        }
        if matches!(pronoun.gender, Gender::Other | Gender::Unknown) {
            if several || known.kind == EntityKind::Work {
                return Some(entity);
            }
            continue;
        }
        let Some(fit) = fits(mention) else { continue };
        // *Major Pym rose to thank the Chairman. | He had, he said, …*
        let first = first(prose, before, at, pronoun).filter(|first| !own(first) && fits(first).is_some());
        if let Some(first) = first.filter(|_| unsure.is_none()) {
            return first.entity();
        }
        match fit {
            Fits::Surely => return Some(entity),
            Fits::Perhaps => unsure = unsure.or(Some(entity)),
        }
    }
    unsure
}

/// The mention with which the sentence of another begins, where both are told by whoever tells of a pronoun.
fn first<'m>(prose: Prose<'_>, mentions: &'m [Mention], at: usize, pronoun: &Mention) -> Option<&'m Mention> {
    let mention = mentions.get(at)?;
    let place = mention.tokens().start;
    let sentence = prose.sentences.partition_point(|sentence| sentence.tokens.end <= place);
    let start = prose.sentences.get(sentence)?.tokens.start;
    let told = |other: &&Mention| other.quotation() == pronoun.quotation();
    let upto = mentions.get(..=at)?;
    let first = upto.iter().rev().take_while(|other| other.tokens().start >= start).last()?;
    Some(first).filter(|first| first.tokens().start == start).filter(told)
}

#[cfg(test)]
mod tests {
    use crate::speaker::tests::{sources, speakers};

    #[test]
    fn nobody_is_where_somebody_else_is() {
        let text = "Mary Brenn lectured on frogs at Corrow. She said that they can count.";
        assert_eq!(sources(text).last().unwrap(), "Mary Brenn");
        let text = "Mary Brenn of Corrow was late. “It rained,” she said.";
        assert_eq!(sources(text).last().unwrap(), "Mary Brenn");
    }

    #[test]
    fn whoever_tells_it_speaks_of_somebody_else() {
        let text = "“Anna asked what it cost,” said Clara. “She said, ‘Too much,’ and left.”";
        assert_eq!(speakers(text).last().unwrap(), "Anna");
        let text = "CLARA: Has Anna gone?\n\nMARY: She said, “Too much,” and left.\n\nCLARA: When?\n\nMARY: At \
                    noon.\n";
        assert!(speakers(text).iter().zip(0..).all(|(who, at)| at != 2 || who != "MARY"));
    }

    #[test]
    fn you_said_it_who_are_told_so() {
        let text = "“You wrote, ‘Come in June,’” Frances told Hugh.\n\n“And it is June,” said Hugh.";
        assert_eq!(speakers(text), ["Frances", "Hugh", "Hugh"]);
    }

    #[test]
    fn he_who_is_told_of_is_not_whom_he_calls() {
        let text = "“My brother Septimus came in late,” said Theodore. “‘Theodore,’ said he, ‘if anybody comes, I am out.’ ‘You are \
                    not,’ said I. ‘I shall be,’ he answered.”";
        assert_eq!(speakers(text), ["Theodore", "Theodore", "Septimus", "Septimus", "Theodore", "Septimus"]);
        let text = "“I called down the stairs,” said Mr. Garth. “‘Who was that, Tobias?’ says I. ‘Nobody, sir,’ says he.”";
        assert_eq!(speakers(text), ["Mr. Garth", "Mr. Garth", "Mr. Garth", "Tobias"]);
    }
}
