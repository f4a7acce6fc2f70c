//! Which names are one: full names first, then titles with surnames, then single names.

use alloc::vec::Vec;

use super::form::{Form, Key, Title};
use super::names::{Name, Names};
use super::neighbours::Neighbours;
use super::registry::{Referent, Registry, Sketch, given_keys, pair};
use super::surname::{Kin, MOST_KIN, double_surnames, singles, surnames};
use crate::Gender;
use crate::lexicon::{self, Class, entries, full_names, is_one_of, same_given};
use crate::mention::Mention;
use crate::pipeline::Prose;

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

    fn full_names(&mut self, neighbours: &Neighbours<'_>, surnames_of: &[(u32, u32)], who: &mut [Referent]) {
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
                        .unwrap_or_else(|| self.found(Sketch::default()))
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

    fn titled_names(&mut self, neighbours: &Neighbours<'_>, who: &mut [Referent]) {
        let names = neighbours.names;
        let mut order = core::mem::take(&mut self.order);
        order.clear();
        let titled = names
            .forms
            .iter()
            .enumerate()
            .filter(|(at, name)| {
                name.form.words == 1
                    && name.form.title != Title::None
                    && who.get(*at) == Some(&Referent::Nobody)
            })
            .map(|(at, name)| (name.form.last, name.form.title.rank(), at as u32));
        order.extend(titled);
        order.sort_unstable();
        put_in_order_of_mention(&mut order);
        let miss = |form: &Form| form.title == Title::Miss;
        let mut forms_of_miss: Vec<u64> =
            names.forms.iter().filter(|name| miss(&name.form)).map(|name| name.form.last).collect();
        forms_of_miss.sort_unstable();
        let mut found: Vec<u32> = Vec::new();
        // Those of one surname that were founded just now.
        let mut kin = Kin::default();
        let mut surname = 0;
        for &(family, _, at) in &order {
            let at = at as usize;
            let Some(name) = names.forms.get(at) else { continue };
            let form = &name.form;
            let title = form.title;
            if family != surname {
                kin.clear();
                surname = family;
            }
            // Of SEN. VANCE the name is a surname, whatever men are called.
            let shown =
                form.titled_gender || form.given && matches!(title, Title::Mr | Title::Mrs | Title::Miss);
            let gender = if shown { name.gender() } else { name.gender_of_surname() };
            found.clear();
            found.extend(self.index.get(Key::Last, form.last).chain(kin.known().iter().copied()));
            if form.given {
                // "Aunt Emma" is Emma; "Mrs. Emma" is Mrs. Emma Harper, but "Mr. Thomas" need not be Thomas.
                let by_given = |e: &u32| match title {
                    Title::Mr | Title::Mrs => self.sketch(*e).titles.has(title),
                    Title::Miss => true,
                    _ => form.titled_gender,
                };
                found.extend(self.index.get(Key::First, form.last).filter(by_given));
            }
            if found.is_empty() {
                // "Mr. Choi" is Choi Hyun-woo; "Ms. Kim" need not be Kim Harper.
                let courtesy = matches!(title, Title::Mr | Title::Mrs | Title::Miss) || form.titled_gender;
                let leads = |e: &u32| {
                    let sketch = self.sketch(*e);
                    courtesy && sketch.cast.is_none() && sketch.surname_first
                };
                found.extend(self.index.get(Key::First, form.last).filter(leads));
            }
            if title == Title::Miss && found.is_empty() {
                // "Miss Lizzy" is Elizabeth.
                found.extend(given_keys(form.entry).flat_map(|key| self.index.get(Key::Given, key)));
            }
            found.sort_unstable();
            found.dedup();
            // Where there is a Mrs. Harper, the colonel may be any Harper, whichever of them has a full name.
            let family = found.iter().any(|&e| self.outranks(e, form, gender))
                && !found.iter().any(|&e| self.sketch(e).titles.has(title));
            found.retain(|&e| self.suits(e, form, gender));
            if family && matches!(title, Title::Other(_)) {
                found.clear();
            }
            if title.is_elders() {
                // "Mother Harper" is the mother of whoever has a given name.
                found.retain(|&e| self.sketch(e).titles.has(title) || !self.sketch(e).full);
            }
            let private = matches!(title, Title::Mr | Title::Mrs | Title::Miss);
            let before = found.len();
            found.retain(|&e| {
                let two = || self.elder(name, e) || self.apart(neighbours, who, at, e);
                self.sketch(e).cast.is_some() || !private || !two()
            });
            if found.len() < before && title != Title::Miss {
                // One child of the family is somebody else: so are the others who are called by their given names.
                found.retain(|&e| !self.sketch(e).familiar || self.sketch(e).cast.is_some());
            }
            if title == Title::Mr && self.head_of_family(name, &found) {
                found.clear();
            }
            let miss = forms_of_miss.binary_search(&form.last).is_ok();
            let bearer = self.bearer(&found, form, miss);
            let gender = if bearer.is_some() { gender } else { name.gender() };
            let entity = bearer.unwrap_or_else(|| self.found(Sketch::default()));
            if !kin.known().contains(&entity) {
                kin.note(entity);
            }
            self.give(entity, form, gender, name.count);
            if let Some(who) = who.get_mut(at) {
                *who = Referent::One(entity);
            }
        }
        self.order = order;
    }

    /// Which of several of one name goes by the title.
    fn bearer(&self, found: &[u32], form: &Form, miss: bool) -> Option<u32> {
        let title = form.title;
        let only = |keep: &dyn Fn(Sketch) -> bool| {
            let mut kept = found.iter().copied().filter(|&e| keep(self.sketch(e)));
            let only = kept.next()?;
            kept.next().is_none().then_some(only)
        };
        // Of several the one that is named far more than the others.
        let main = |keep: &dyn Fn(Sketch) -> bool| {
            let kept: Vec<u32> = found.iter().copied().filter(|&e| keep(self.sketch(e))).collect();
            self.main(&kept)
        };
        let own = only(&|s| s.titles.has(title));
        let woman = |s: Sketch| s.gender == Gender::Female;
        if title == Title::Miss && !form.given {
            // Miss Harper is the eldest, her sisters are Miss Ada and Miss Eve.
            let eldest = main(&|s| woman(s) && !s.titles.has(Title::Miss));
            return own.into_iter().chain(eldest).max_by_key(|e| self.sketch(*e).count);
        }
        own.or_else(|| match title {
            // A general is called General: plain Mr. is somebody else of the family, if there is anybody.
            Title::Mr => main(&|s| s.titles.others == [0; 2]).or_else(|| main(&|_| true)),
            Title::Other(_) => only(&|s| s.titles.others == [0; 2] || s.full),
            // Where there is a Miss of the name, a full name is hers: Mrs. is her mother.
            Title::Mrs if miss => None,
            Title::Mrs => only(&woman),
            Title::Miss => main(&woman),
            Title::None => only(&|_| true),
        })
    }

    /// Names of one word without a title.
    fn single_names(&mut self, names: &Names, who: &mut [Referent], part: impl Fn(&Name) -> Option<Part>) {
        let mut found: Vec<u32> = Vec::new();
        for (at, name) in names.forms.iter().enumerate() {
            let form = &name.form;
            let settled = who.get(at) != Some(&Referent::Nobody) || name.handle_of.is_some();
            if settled || form.words > 1 || form.title != Title::None {
                continue;
            }
            let Some(part) = part(name) else { continue };
            let mut gender = name.gender();
            found.clear();
            match part {
                Part::Given => found.extend(self.index.get(Key::First, form.first)),
                Part::Surname => {
                    found.extend(self.index.get(Key::Last, form.last));
                    // A family may be called as the hero is by his given name.
                    let given: Vec<u32> = self.index.get(Key::First, form.first).collect();
                    if self.named(&given) > self.named(&found).saturating_mul(OUTWEIGHS) {
                        found = given;
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
            let bears = |entity: u32| self.sketch(entity).full && found.contains(&entity);
            if !found.is_empty() && self.index.get(Key::Last, form.last).any(bears) {
                gender = name.gender_of_surname();
            }
            if found.is_empty()
                && let Some(key) = form.acronym_key()
            {
                found.extend(self.index.get(Key::Initials, key).take(1));
                gender = name.gender_of_surname();
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

    /// Names that only people in the story use: Lizzy is the one Elizabeth, if there is one.
    fn pet_names(&mut self, neighbours: &Neighbours<'_>, who: &mut [Referent]) {
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

/// Whoever has a name as the given one is meant where they are named so many times as often as those whose surname it is.
const OUTWEIGHS: u32 = 10;

/// Which part of a full name a single name is likely to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Given,
    Surname,
    Either,
}

impl Name {
    /// A rank or an office that somebody is called by: not "Sir", and neither "Father" nor "Lady".
    pub(super) fn is_office(&self) -> bool {
        const COURTESY: [u16; 5] = entries(["sir", "master", "mistress", "saint", "don"]);
        let class = lexicon::class(self.form.entry);
        class.any(Class::TITLE)
            && !class.any(Class::PERSON.or(Class::KIN).or(Class::GIVEN))
            && !is_one_of(self.form.entry, &COURTESY)
    }

    /// Whether whoever goes by it is looked up by the given name that it is short for: "Lizzy", "Miss Lizzy".
    pub(super) fn asks_for_given_names(&self) -> bool {
        self.is_pet() || self.form.given && self.form.title == Title::Miss
    }

    /// A given name that the narration leaves to the people, and that has other forms.
    pub(super) fn is_pet(&self) -> bool {
        let form = &self.form;
        form.given
            && form.words == 1
            && form.title == Title::None
            && self.narrated * 4 <= self.count
            && full_names(form.entry).next().is_some()
    }
}
