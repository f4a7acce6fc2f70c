//! Names of several words, and which of those who are alike are one.

use super::{number_by_first, put_in_order_of_mention};
use crate::Gender;
use crate::entity::form::{Key, Title};
use crate::entity::names::Name;
use crate::entity::neighbours::Neighbours;
use crate::entity::registry::{Referent, Registry, Sketch, pair, place};
use crate::entity::surname::{Kin, singles};
use crate::lexicon::same_given;

impl Registry {
    pub(super) fn full_names(
        &mut self,
        neighbours: &Neighbours<'_>,
        surnames_of: &[(u32, u32)],
        who: &mut [Referent],
    ) {
        let names = neighbours.names;
        let singles = singles(names);
        let of_full_name = |(at, name): (usize, &Name)| (name.form.last, pair(&name.form), at as u32);
        let mut order = core::mem::take(&mut self.order);
        order.clear();
        let surnames =
            |at: &usize| surnames_of.binary_search_by_key(&(*at as u32), |surnames| surnames.0).is_ok();
        let full_names = names
            .forms
            .iter()
            .enumerate()
            .filter(|(at, name)| name.form.words > 1 && !neighbours.meet(&singles, name) && !surnames(at))
            .map(of_full_name);
        order.extend(full_names);
        order.sort_unstable();
        for same in order.chunk_by_mut(|one, other| (one.0, one.1) == (other.0, other.1)) {
            number_by_first(same, |name, first| name.1 = first);
        }
        put_in_order_of_mention(&mut order);
        // Those of one surname: the numbers and the entries of their given names, and themselves.
        let mut kin: Kin<(u64, u16, u32)> = Kin::default();
        let mut surname = 0;
        for &(family, given, at) in &order {
            let at = at as usize;
            let Some(name) = names.forms.get(at) else { continue };
            let form = &name.form;
            if family != surname {
                kin.clear();
                surname = family;
            }
            let mut count = name.count;
            let entity = match who.get(at) {
                Some(Referent::One(entity)) => {
                    count = 0;
                    *entity
                }
                Some(Referent::Nobody) => {
                    let fits = |e: &u32| self.suits(*e, form, name.gender());
                    let known = kin.known().iter().rev();
                    let same =
                        known.clone().filter(|(known, ..)| *known == given).map(|kin| kin.2).find(fits);
                    let alike = || {
                        known
                            .clone()
                            .filter(|(_, given, _)| form.given && same_given(*given, form.entry))
                            .map(|kin| kin.2)
                            .find(|e| fits(e) && !self.apart(neighbours, who, at, *e))
                    };
                    let listed = || {
                        let cast = self.has_cast().then(|| self.index.get(Key::Pair, pair(form)));
                        cast.into_iter().flatten().find(fits)
                    };
                    same.or_else(listed)
                        .or_else(alike)
                        .or_else(|| self.cast_by_part(name))
                        .unwrap_or_else(|| self.found(Sketch { form: place(at), ..Sketch::default() }))
                }
                _ => continue,
            };
            if kin.known().last().is_none_or(|last| (last.0, last.2) != (given, entity)) {
                kin.note((given, if form.given { form.entry } else { 0 }, entity));
            }
            self.give(entity, form, name.gender(), count);
            if let Some(who) = who.get_mut(at) {
                *who = Referent::One(entity);
            }
        }
        self.order = order;
    }

    /// A full name of which the cast lists a part: "Elizabeth Harper" for "Elizabeth", or for "Lizzy" and "Miss Harper".
    fn cast_by_part(&self, name: &Name) -> Option<u32> {
        if !self.has_cast() {
            return None;
        }
        let form = &name.form;
        let only = |key: Key, hash: u64, full: bool| {
            let mut found = self.index.get(key, hash).filter(|&e| {
                let sketch = self.sketch(e);
                self.suits(e, form, form.gender) && sketch.cast.is_some() && (full || !sketch.full)
            });
            let only = found.next()?;
            found.next().is_none().then_some(only)
        };
        let given = || if form.given { only(Key::First, form.first, false) } else { None };
        let titled = || only(Key::Last, form.last, false).filter(|_| form.title != Title::None);
        // The only one of the given name may go by this surname, too, or has married into the family.
        let renamed = || {
            let bearer = only(Key::First, form.first, true)?;
            let own = self.index.get(Key::Last, form.last).any(|e| e == bearer);
            let married = || {
                self.sketch(bearer).gender == Gender::Female
                    && self.index.get(Key::Last, form.last).any(|e| self.sketch(e).cast.is_some())
            };
            (own || married()).then_some(bearer)
        };
        given().or_else(titled).or_else(renamed)
    }
}
