//! Which names are one: full names first, then titles with surnames, then single names.

mod full;
mod single;
mod titled;

use alloc::vec::Vec;

use super::form::{Form, Key, Title};
use super::names::{Name, Names};
use super::neighbours::Neighbours;
use super::registry::{Referent, Registry};
use super::surname::{double_surnames, surnames};
use crate::mention::Mention;
use crate::pipeline::Prose;
use single::Part;

impl Registry {
    /// Finds whom each form stands for.
    pub(super) fn settle(
        &mut self,
        prose: Prose<'_>,
        mentions: &[Mention],
        names: &mut Names,
    ) -> Vec<Referent> {
        let beside = core::mem::take(&mut names.beside);
        let names = &*names;
        let mut who = alloc::vec![Referent::Nobody; names.forms.len()];
        self.seal();
        self.foresee(names);
        if self.has_cast() {
            for (name, who) in names.forms.iter().zip(&mut who) {
                *who = self.of_cast(name, || untitled(prose, mentions.get(name.shown as usize)?));
            }
        }
        let surnames_of = double_surnames(prose, mentions, names);
        let neighbours = Neighbours::of(names, beside);
        self.full_names(&neighbours, &surnames_of, &mut who);
        self.double_surnames(names, &surnames_of, &mut who);
        self.seal();
        // A given name is somebody before "Aunt Emma" and "Miss Emma" can be the same.
        let surnames = surnames(names);
        let surname = |name: &Name| surnames.binary_search(&name.form.last).is_ok();
        let borne = names.forms.iter().filter(|name| name.is_pet());
        let borne = borne
            .map(|name| name.form.first)
            .filter(|first| self.index.get(Key::First, *first).next().is_some());
        let mut borne: Vec<u64> = borne.collect();
        borne.sort_unstable();
        let pet = |name: &Name| name.is_pet() && borne.binary_search(&name.form.first).is_err();
        let given = |name: &Name| name.form.given && !pet(name) && !surname(name);
        self.single_names(names, &mut who, |name| given(name).then_some(Part::Given));
        self.seal();
        self.titled_names(&neighbours, &mut who);
        self.seal();
        let part = |name: &Name| if surname(name) { Part::Surname } else { Part::Either };
        self.single_names(names, &mut who, |name| (!name.form.given || surname(name)).then(|| part(name)));
        self.seal();
        self.pet_names(&neighbours, &mut who);
        for (at, name) in names.forms.iter().enumerate() {
            let of = name.handle_of.get().and_then(|of| who.get(of as usize)).copied();
            if let (Some(of), Some(who)) = (of, who.get_mut(at)) {
                *who = of;
            }
        }
        who
    }

    /// `untitled` gives the form without its title.
    fn of_cast(&mut self, name: &Name, untitled: impl Fn() -> Option<Form>) -> Referent {
        let form = &name.form;
        let mut found: Vec<u32> = self.index.get(Key::Listed, form.whole).collect();
        if found.is_empty()
            && form.title != Title::None
            && let Some(untitled) = untitled()
        {
            let bare = self.index.get(Key::Listed, untitled.whole);
            found = bare.filter(|&e| self.suits(e, form, form.gender)).collect();
        }
        self.rival(&found, name.count)
    }

    /// One referent, or several to choose from.
    fn rival(&mut self, found: &[u32], count: u32) -> Referent {
        match found {
            [] => Referent::Nobody,
            [only] => {
                if let Some(sketch) = self.sketches.get_mut(*only as usize) {
                    sketch.count = sketch.count.saturating_add(count);
                }
                Referent::One(*only)
            }
            several => self.rivalry(several),
        }
    }

    /// "Ortega Villalba" is María José Ortega Villalba.
    fn double_surnames(&mut self, names: &Names, surnames_of: &[(u32, u32)], who: &mut [Referent]) {
        for of in surnames_of.chunk_by(|one, other| one.0 == other.0) {
            let Some(&(at, _)) = of.first() else { continue };
            let Some(name) = names.forms.get(at as usize) else { continue };
            if who.get(at as usize) != Some(&Referent::Nobody) {
                continue;
            }
            let entity = |(_, whole): &(u32, u32)| match who.get(*whole as usize) {
                Some(Referent::One(entity)) => Some(*entity),
                _ => None,
            };
            let mut found: Vec<u32> = of.iter().filter_map(entity).collect();
            found.sort_unstable();
            found.dedup();
            let referent = self.rival(&found, name.count);
            if let Some(who) = who.get_mut(at as usize) {
                *who = referent;
            }
        }
    }
}

/// Puts the surname that was mentioned first before the others, where the names of each stand together.
fn put_in_order_of_mention(order: &mut [(u64, u64, u32)]) {
    for kin in order.chunk_by_mut(|one, other| one.0 == other.0) {
        number_by_first(kin, |name, first| name.0 = first);
    }
    order.sort_unstable();
}

/// Tells each of some names when the first of them was mentioned.
fn number_by_first(names: &mut [(u64, u64, u32)], tell: impl Fn(&mut (u64, u64, u32), u64)) {
    let first = names.iter().map(|name| name.2).min().unwrap_or_default();
    names.iter_mut().for_each(|name| tell(name, first.into()));
}

/// The form of a name that its mention shows, without the title.
fn untitled(prose: Prose<'_>, mention: &Mention) -> Option<Form> {
    Form::of(prose.text, prose.tokens, mention.head(), mention.head(), mention.gender)
}
