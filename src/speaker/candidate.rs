//! Who could speak an utterance.

use alloc::vec::Vec;

use super::description::THE;
use super::fact::{Fact, Head, Role, owner};
use super::frame::{Fit, Frame};
use super::lattice::NOBODY;
use super::region::Regions;
use super::scene::{AROUND, Scene, Stage};
use super::utterance::{Tag, Utterance};
use crate::entity::EntityKind;
use crate::lexicon::{Class, SHOWN, entries, entry, is_one_of};
use crate::mention::{Gender, MentionKind};
use crate::span::Run;

/// How many people are kept in mind, the last mentioned first.
const REMEMBERED: usize = 16;
/// How many of them come before whom tags around name: of those who seem to be there, and of all.
const PRESENT: usize = 6;
const RECENT: usize = 3;
/// Whom the tags name in so many turns around.
const TURNS: u32 = 6;
/// With fewer candidates those who come later are looked for, in so many tokens and mentions.
const FEW: usize = 4;
const COMING: u32 = 1000;
const COMING_FACTS: usize = 80;

const IT: u16 = entry("it");
const ITS: u16 = entry("its");
const THEIR: u16 = entry("their");

impl<'s> Scene<'s> {
    /// Who could speak.
    pub(super) fn call(&self, at: usize, utterance: &Utterance, regions: &Regions<'s>, frame: &mut Frame) {
        let shows = matches!(utterance.tag, Tag::Pronoun | Tag::Nominal);
        let shown = if shows { utterance.gender } else { Gender::Unknown };
        let source = utterance.source.get().filter(|_| utterance.tag == Tag::Nominal);
        let described = source.and_then(|source| self.facts.get(source as usize..)).unwrap_or_default();
        // "The barkeep" is not "the boy"; "the man" may be.
        let own = described.first().is_some_and(|source| match source.head() {
            Head::Role | Head::Kin => true,
            // Nor is "the cat"; "the voice" and "his look" may be anybody's.
            Head::Other => self.is_creature(source),
            Head::Person => false,
        });
        // "Harwood's new tenant" is not Harwood.
        let owner = match described {
            [source, owner, ..] if owner.token == source.token && owner.end() < source.end() => {
                owner.entity()
            }
            _ => None,
        };
        // "Their grandmother" is none of those whom a given name alone tells.
        let theirs = described.first().is_some_and(|source| {
            let first = self.prose.tokens.get(source.token as usize);
            self.is_tale() && source.head() == Head::Kin && first.is_some_and(|their| their.word == THEIR)
        });
        // "Her mother" is nobody who has not come yet; whom her words are for is known by them.
        let kin = utterance.named.get().is_some_and(|named| named >= self.described)
            && described.first().is_some_and(|source| source.head() == Head::Kin);
        let unseen = |entity: u32| {
            kin && self.is_tale()
                && entity < self.described
                && self.standing(entity).last == 0
                && !self.stage.recent.contains(&entity)
                // “…,” said his sister, Joan Pell.
                && ![regions.before, regions.between, regions.after]
                    .iter()
                    .any(|facts| facts.iter().any(|fact| fact.entity() == Some(entity)))
        };
        // “You will not,” said her mother: whoever has just spoken is not her own mother.
        let child = source.and_then(|source| self.child(at, source as usize));
        // "It" is nobody who is known for a man or a woman.
        let it = self.is_it(utterance);
        // Nor are "they" one, unless it is who acts before they speak, and alone.
        let they = utterance.tag == Tag::Pronoun && utterance.plural && self.is_tale();
        let alone = only_subject(regions.before).or_else(|| only_subject(regions.gap));
        let narrator = self.narrators.at(utterance.tokens.start);
        let admit = |entity: u32| {
            let (kind, gender) = self.entity(entity);
            // "She" is no guidebook.
            let thing = kind == EntityKind::Work && matches!(shown, Gender::Male | Gender::Female);
            let speaks = self.standing(entity).speaks || utterance.named.get() == Some(entity);
            // Who tells the story is I, and neither "he" nor "the old man"; and nobody else is I, or we.
            let teller = narrator == Some(entity);
            let narrator = if utterance.tag == Tag::First {
                !teller && kind != EntityKind::Narrator
            } else {
                shows && teller
            };
            let other =
                own && entity >= self.described && utterance.named.get().is_some_and(|named| named != entity);
            (speaks
                && !narrator
                && !thing
                && !other
                && !unseen(entity)
                && !(theirs && entity < self.described && !self.is_titled(entity))
                && !(it && matches!(gender, Gender::Male | Gender::Female))
                && !(they && kind == EntityKind::Person && alone != Some(entity))
                && owner != Some(entity)
                && child != Some(entity)
                && Fit::of(shown, gender) != Fit::Differs)
                .then_some(gender)
        };
        let mut call = |entity: u32| frame.call(entity, || admit(entity));
        let narrated = |facts: &'s [Fact]| facts.iter().filter(|f| !f.spoken()).filter_map(|f| f.entity());
        let voice = |place: Option<usize>| {
            let speech = self.speeches.get(place?).filter(|s| s.voice != NOBODY)?;
            let near = self.utterances.get(place?)?.turn.abs_diff(utterance.turn) <= TURNS;
            near.then_some(speech.voice)
        };
        let Stage { present, recent, .. } = &*self.stage;
        // The likeliest first, as long as there is room.
        let _ = utterance.named.get().into_iter().all(&mut call)
            && [regions.after, regions.between, regions.before]
                .into_iter()
                .all(|facts| narrated(facts).take(4).all(&mut call))
            && present.iter().take(PRESENT).all(|&e| call(e))
            && recent.iter().take(RECENT).all(|&e| call(e))
            && (1..=AROUND).all(|back| {
                voice(at.checked_sub(back)).is_none_or(&mut call)
                    && voice(at.checked_add(back)).is_none_or(&mut call)
            })
            && narrated(regions.later).take(2).all(&mut call)
            && present.iter().skip(PRESENT).all(|&e| call(e))
            && recent.iter().skip(RECENT).all(|&e| call(e))
            && narrator.into_iter().all(&mut call);
        // Where a text begins with talk, those who speak come later.
        for entity in self.coming(at, utterance) {
            if frame.candidates.len() >= FEW {
                break;
            }
            frame.call(entity, || admit(entity));
        }
    }

    /// Who is there next: whom narration names or somebody calls, as far as a page or two reach.
    fn coming(&self, at: usize, utterance: &Utterance) -> impl Iterator<Item = u32> {
        let from = self.speeches.get(at).map_or(self.facts.len(), |speech| speech.facts.1 as usize);
        let end = utterance.tokens.end.saturating_add(COMING);
        let facts = self.facts.get(from..).unwrap_or_default().iter().take(COMING_FACTS);
        let there = facts.take_while(move |fact| fact.token < end).filter(|f| !f.spoken() || f.vocative());
        there.filter_map(|fact| fact.entity())
    }
}

impl Scene<'_> {
    /// Whether the tag behind an utterance of a tale says "it", and not of somebody's face or voice.
    fn is_it(&self, utterance: &Utterance) -> bool {
        /// So many tokens before the utterance are read.
        const BEFORE: u32 = 24;
        const BESIDE: u32 = 3;
        let source = utterance.source.get().filter(|_| utterance.tag == Tag::Pronoun && self.is_tale());
        let Some(source) = source.and_then(|source| self.facts.get(source as usize)) else { return false };
        let start = utterance.tokens.start;
        let before = Run { start: start.saturating_sub(BEFORE), end: start };
        // *It said, “…”*, but not *it was only that a man should say, “…”*.
        let beside = source.token >= utterance.inner.0 || start.saturating_sub(source.token) <= BESIDE;
        beside
            && self.prose.tokens.get(source.token as usize).is_some_and(|word| word.word == IT)
            && !self
                .prose
                .tokens
                .get(before.range())
                .unwrap_or_default()
                .windows(2)
                .any(|pair| matches!(pair, [its, part] if is_one_of(part.word, &SHOWN) && its.word != ITS))
    }

    /// Whose kin a description is that begins with "her" or "his": who alone is told of just before or, if nobody is, spoke, as
    /// far as that may be her or him.
    fn child(&self, at: usize, index: usize) -> Option<u32> {
        /// So many mentions before are looked at.
        const NEAR: usize = 8;
        let source = self.facts.get(index)?;
        let his = owner(self.prose.tokens, source.token as usize);
        if his == Gender::Unknown || source.head() != Head::Kin || !self.is_tale() {
            return None;
        }
        let before = at.checked_sub(1)?;
        let from = self.utterances.get(before).map_or(0, |earlier| earlier.tokens.end);
        let near = self.facts.get(index.saturating_sub(NEAR)..index).unwrap_or_default().iter();
        let fits = |voice: u32| {
            let (kind, gender) = self.entity(voice);
            let person = matches!(kind, EntityKind::Person | EntityKind::Unknown);
            person && voice != NOBODY && Fit::of(his, gender) != Fit::Differs
        };
        let near = near.filter(|fact| fact.token >= from && !fact.spoken()).filter_map(Fact::entity);
        let mut near = near.filter(|&entity| fits(entity));
        let Some(first) = near.next() else {
            return self.speeches.get(before).map(|speech| speech.voice).filter(|&voice| fits(voice));
        };
        // "Mr. Pell looked at Tom. “Well?” said his father."
        near.all(|other| other == first).then_some(first)
    }

    /// Whether a name of somebody begins with a title, or tells of kin: "Mrs. Pell", "Aunt Jo", "Mother".
    fn is_titled(&self, entity: u32) -> bool {
        let mut names =
            self.facts.iter().filter(|fact| fact.kind == MentionKind::Name && fact.entity() == Some(entity));
        names.any(|name| {
            let first = self.prose.tokens.get(name.token as usize);
            first.is_some_and(|first| first.class().any(Class::TITLE.or(Class::KIN)))
        })
    }

    /// "The cat", "the mouse", but not "the voice", which anybody may have.
    fn is_creature(&self, source: &Fact) -> bool {
        const VOICES: [u16; 8] =
            entries(["voice", "figure", "other", "one", "speaker", "shape", "shadow", "answer"]);
        let words = self.prose.tokens.get(source.token as usize..source.end() as usize);
        matches!(words, Some([the, noun]) if the.word == THE && !is_one_of(noun.word, &VOICES))
            && !source.plural()
    }
}

/// Who alone is the subject in narration.
fn only_subject(narration: &[Fact]) -> Option<u32> {
    let mut subjects = narration.iter().filter(|fact| !fact.spoken() && fact.role == Role::Subject);
    let first = subjects.find(|fact| fact.entity().is_some()).filter(|first| !first.plural())?;
    let other = |fact: &Fact| fact.entity().is_some_and(|entity| Some(entity) != first.entity());
    if subjects.any(other) { None } else { first.entity() }
}

/// Puts an entity in front of those that came to mind last.
pub(super) fn remember(recent: &mut Vec<u32>, entity: u32) {
    let place = recent.iter().position(|&e| e == entity).unwrap_or(recent.len());
    if place == recent.len() {
        if place < REMEMBERED {
            recent.push(entity);
        } else if let Some(last) = recent.last_mut() {
            *last = entity;
        }
    }
    if let Some(front) = recent.get_mut(..=place.min(REMEMBERED - 1)) {
        front.rotate_right(1);
    }
}

#[cfg(test)]
mod tests {
    use crate::speaker::tests::speakers;

    #[test]
    fn she_is_no_book() {
        let text =
            "The guidebook describes the town as “a pleasant halt”. Mary shut it. “Are we there?” she asked.";
        assert_eq!(speakers(text), ["The guidebook", "Mary"]);
    }

    #[test]
    fn whom_people_only_speak_of_is_not_there() {
        let text = "“It was sent by Tobias,” said Clara.\n\n“By the post?”\n\n“By the cart.”";
        assert!(!speakers(text).contains(&"Tobias".into()));
    }

    #[test]
    fn whom_one_calls_by_name_answers() {
        let text = "“Are you fond of animals, Brodka?” said Quill.\n\n“No, sir.”";
        assert_eq!(speakers(text), ["Quill", "Brodka"]);
        let text = "“Sausages, and a pot of tea,” said Quill.\n\n“No toast.”";
        assert_eq!(speakers(text), ["Quill", "Quill"]);
    }

    #[test]
    fn talk_may_begin_before_anybody_is_there() {
        let text = "“You are late.”\n\n“Am I?”\n\n“It is past nine.”\n\nThe clock on the wall had stopped at six. Rain ran \
                    down the panes, and the last cart had long since gone home.\n\n“By whose watch?”\n\n“By mine, Tobias.” \
                    Clara held it up.";
        let found = speakers(text);
        assert!(found.iter().all(|who| who == "Tobias" || who == "Clara"), "{found:?}");
        assert_eq!(found.last().unwrap(), "Clara");
    }

    #[test]
    fn numbers_tell_one_from_another() {
        let text = "“Halt,” said UNIT 7. “Who goes there?” said Officer 12.";
        assert_eq!(speakers(text), ["UNIT 7", "Officer 12"]);
    }
}
