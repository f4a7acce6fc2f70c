//! Names of one word by themselves: a part of somebody's full name, an office, or all that there is.

use alloc::vec::Vec;

use crate::Gender;
use crate::entity::form::{Form, Key, Title};
use crate::entity::names::{Name, Names};
use crate::entity::neighbours::Neighbours;
use crate::entity::registry::{Referent, Registry, Sketch, given_keys, place};
use crate::entity::surname::MOST_KIN;
use crate::lexicon;

/// Whoever has a name as the given one is meant where they are named so many times as often as those whose surname it is.
const OUTWEIGHS: u32 = 10;

/// Which part of a full name a single name is likely to be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Given,
    Surname,
    Either,
}

impl Registry {
    /// Names of one word without a title.
    pub(super) fn single_names(
        &mut self,
        names: &Names,
        who: &mut [Referent],
        part: impl Fn(&Name) -> Option<Part>,
    ) {
        let mut found: Vec<u32> = Vec::new();
        for (at, name) in names.forms.iter().enumerate() {
            let form = &name.form;
            let settled = who.get(at) != Some(&Referent::Nobody) || name.handle_of.is_some();
            if settled || form.words > 1 || form.title != Title::None {
                continue;
            }
            let Some(part) = part(name) else { continue };
            let gender = self.parts(place(at), name, part, &mut found);
            found.sort_unstable();
            found.dedup();
            found.retain(|&e| self.suits(e, form, gender));
            self.narrow(&mut found);
            let mut referent = self.rival(&found, name.count);
            if let Referent::One(entity) = referent
                && part == Part::Given
                && let Some(sketch) = self.sketches.get_mut(entity as usize)
            {
                sketch.familiar |= name.count > 1;
            }
            if referent == Referent::Nobody {
                let entity = self.found(Sketch { familiar: form.given, ..Sketch::default() });
                self.give(entity, form, gender, name.count);
                referent = Referent::One(entity);
            }
            if let Some(who) = who.get_mut(at) {
                *who = referent;
            }
        }
    }

    /// Those whose name a single one may be a part of, and the gender that it shows as such.
    fn parts(&self, at: u16, name: &Name, part: Part, found: &mut Vec<u32>) -> Gender {
        let form = &name.form;
        let mut gender = name.gender();
        found.clear();
        match part {
            Part::Given => found.extend(self.index.get(Key::First, form.first)),
            Part::Surname => {
                found.extend(self.index.get(Key::Last, form.last));
                // A family may be called as the hero is by his given name.
                let given: Vec<u32> = self.index.get(Key::First, form.first).collect();
                if self.named(&given) > self.named(found).saturating_mul(OUTWEIGHS) {
                    *found = given;
                }
            }
            Part::Either => {}
        }
        if found.is_empty() {
            if part != Part::Given {
                found.extend(self.index.get(Key::First, form.first));
            }
            found.extend(self.index.get(Key::Last, form.last));
        }
        self.leave_out_firms(form, part, found);
        let bears = |entity: u32| self.sketch(entity).full && found.contains(&entity);
        let bearer =
            if found.is_empty() { None } else { self.index.get(Key::Last, form.last).find(|&e| bears(e)) };
        if let Some(bearer) = bearer {
            // *Tolland sat down. … “Emma Tolland is out in the cart.”*: who has the surname first need not be she.
            gender = name.gender_of_surname(self.sketch(bearer).form > at);
        }
        if found.is_empty()
            && let Some(key) = form.acronym_key()
        {
            found.extend(self.index.get(Key::Initials, key).take(1));
            gender = name.gender_of_surname(false);
        }
        if found.is_empty() && name.is_office() {
            // "Captain" by itself is the captain who is named so elsewhere.
            let title = Title::Other(lexicon::long_title(form.entry));
            let bears = |e: &u32| self.sketch(*e).titles.has(title);
            found.extend((0..self.sketches.len() as u32).filter(bears).take(MOST_KIN));
            gender = Gender::Unknown;
        }
        if found.is_empty() {
            gender = name.gender();
        }
        gender
    }

    /// "Harper" is Ada Harper, and not Harper & Daughter.
    fn leave_out_firms(&self, form: &Form, part: Part, found: &mut Vec<u32>) {
        let person = |e: u32| {
            let sketch = self.sketch(e);
            sketch.full && sketch.gender != Gender::Unknown && found.contains(&e)
        };
        let several = part == Part::Either && found.len() > 1;
        if several && self.index.get(Key::Last, form.last).any(person) {
            let last = |e: u32| self.index.get(Key::Last, form.last).any(|other| other == e);
            found.retain(|&e| {
                let sketch = self.sketch(e);
                sketch.full || sketch.surname_first || sketch.cast.is_some() || last(e)
            });
        }
    }

    /// Names that only people in the story use: Lizzy is the one Elizabeth, if there is one.
    pub(super) fn pet_names(&mut self, neighbours: &Neighbours<'_>, who: &mut [Referent]) {
        let names = neighbours.names;
        for (at, name) in names.forms.iter().enumerate() {
            if who.get(at) != Some(&Referent::Nobody) || !name.is_pet() {
                continue;
            }
            let gender = name.gender();
            let direct = self.index.get(Key::First, name.form.first);
            let mut found: Vec<u32> = direct.chain(self.index.get(Key::Last, name.form.last)).collect();
            if found.is_empty() {
                found = given_keys(name.form.entry).flat_map(|key| self.index.get(Key::Given, key)).collect();
                found.retain(|&e| !self.apart(neighbours, who, at, e));
            }
            found.sort_unstable();
            found.dedup();
            found.retain(|&e| self.suits(e, &name.form, gender));
            self.narrow(&mut found);
            let mut referent = self.rival(&found, name.count);
            if referent == Referent::Nobody {
                let entity = self.found(Sketch { familiar: true, ..Sketch::default() });
                self.give(entity, &name.form, gender, name.count);
                referent = Referent::One(entity);
            }
            if let Some(who) = who.get_mut(at) {
                *who = referent;
            }
        }
    }
}
