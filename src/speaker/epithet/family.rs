//! Families, as far as surnames tell: "her father" is Mr. Harper, where she is Ada Harper.

use alloc::vec::Vec;

use super::{LOOK, Owners, is_mother, note};
use crate::Gender;
use crate::entity::Entity;
use crate::lexicon::{Class, entries, entry, is_one_of};
use crate::mention::{Mention, MentionKind};
use crate::pipeline::Prose;
use crate::span::Run;
use crate::speaker::fact::owner;

const MRS: [u16; 4] = entries(["mrs", "mme", "madame", "frau"]);
const MR: [u16; 4] = entries(["mr", "monsieur", "herr", "mister"]);
const WIFE: u16 = entry("wife");
const HUSBAND: u16 = entry("husband");

/// Somebody's surname, and whether it goes with Mr. or Mrs.
#[derive(Clone, Copy)]
struct Surname {
    word: u16,
    married: bool,
}

/// Who has which surname, and who is Mrs. and who Mr. of it.
#[derive(Default)]
pub(super) struct Families {
    wives: Owners<u16>,
    husbands: Owners<u16>,
    /// By entity.
    surnames: Vec<Option<Surname>>,
}

impl Families {
    pub(super) fn of(prose: Prose<'_>, mentions: &[Mention], entities: usize) -> Families {
        let surnames = alloc::vec![None; entities];
        let mut families = Families { surnames, ..Families::default() };
        let names = mentions.iter().filter(|mention| mention.kind == MentionKind::Name && !mention.plural);
        for (mention, entity) in names.filter_map(|mention| Some((mention, mention.entity()?))) {
            families.name(prose, mention, entity);
        }
        families
    }

    /// Notes the surname that a name shows.
    fn name(&mut self, prose: Prose<'_>, mention: &Mention, entity: u32) {
        let Some(known) = self.surnames.get_mut(entity as usize) else { return };
        if known.is_some_and(|known| known.married) {
            return;
        }
        let head = mention.head();
        let words = |run: Run| prose.tokens.get(run.range()).unwrap_or_default();
        let [given @ .., surname] = words(head) else { return };
        let titles = words(Run { start: mention.tokens().start, end: head.end });
        let titles = titles.iter().filter(|title| title.class().any(Class::TITLE));
        let title = |list: &[u16]| titles.clone().any(|title| is_one_of(title.word, list));
        let (mrs, mr) = (title(&MRS), title(&MR));
        let word = surname.hash;
        if mrs || mr {
            note(if mrs { &mut self.wives } else { &mut self.husbands }, word, entity);
            *known = Some(Surname { word, married: true });
        } else if known.is_none() || !given.is_empty() {
            // "Ada", and then "Ada Harper".
            *known = Some(Surname { word, married: false });
        }
    }

    /// Who the wife, husband, mother or father is of whoever is named before the noun: of
    /// "his wife" and "her father" he who was named last, or she.
    pub(super) fn relative(
        &self,
        prose: Prose<'_>,
        mentions: &[Mention],
        entities: &[Entity],
        at: usize,
        mention: &Mention,
    ) -> Option<u32> {
        // Mr. Harper's mother may be another Mrs. Harper than his wife.
        let (bearers, married) = match prose.tokens.get(mention.head().start as usize)?.word {
            WIFE => (&self.wives, true),
            HUSBAND => (&self.husbands, true),
            parent if is_mother(parent)? => (&self.wives, false),
            _ => (&self.husbands, false),
        };
        let start = mention.tokens().start;
        // "Mr. Harper's wife"
        let named = mentions.get(at + 1..)?.iter().take_while(|owner| owner.tokens().start == start);
        let named = named.filter(|owner| owner.kind == MentionKind::Name).find_map(Mention::entity);
        let his = || {
            let gender = Some(owner(prose.tokens, start as usize)).filter(|his| *his != Gender::Unknown)?;
            let near = mentions.get(at.saturating_sub(LOOK)..at)?.iter().rev();
            let mut near = near.filter(|known| known.quotation() == mention.quotation());
            near.find_map(|known| {
                let entity = known.entity()?;
                (entities.get(entity as usize)?.gender == gender).then_some(entity)
            })
        };
        let owner = named.or_else(his)? as usize;
        let surname = self.surnames.get(owner).copied().flatten()?;
        if surname.married == married { bearers.get(&surname.word)?.0 } else { None }
    }
}
