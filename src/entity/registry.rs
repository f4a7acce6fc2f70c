//! Which names are one: full names first, then titles with surnames, then single names.

use alloc::vec::Vec;

use super::form::{Form, Index, Title};
use crate::Gender;

/// What is known of an entity while names are put together.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sketch {
    pub(super) cast: Option<u32>,
    pub(super) gender: Gender,
    /// How often it is named by the forms that are surely its own.
    pub(super) count: u32,
    /// It has a given name and a surname.
    pub(super) full: bool,
    /// It is called by its given name alone.
    pub(super) familiar: bool,
    /// The first of its forms.
    pub(super) first: usize,
    pub(super) titles: Titles,
}

/// The titles that an entity goes by.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Titles {
    miss: bool,
    mr: bool,
    mrs: bool,
    others: [u64; 2],
}

impl Titles {
    fn note(&mut self, title: Title) {
        match title {
            Title::None => {}
            Title::Miss => self.miss = true,
            Title::Mr => self.mr = true,
            Title::Mrs => self.mrs = true,
            Title::Other(hash) => {
                if !self.others.contains(&hash)
                    && let Some(slot) = self.others.iter_mut().find(|slot| **slot == 0)
                {
                    *slot = hash;
                }
            }
        }
    }

    fn has(&self, title: Title) -> bool {
        match title {
            Title::None => true,
            Title::Miss => self.miss,
            Title::Mr => self.mr,
            Title::Mrs => self.mrs,
            Title::Other(hash) => self.others.contains(&hash),
        }
    }

    /// Nobody goes by both, within one story at least.
    fn bars(&self, title: Title) -> bool {
        match title {
            Title::Miss => self.mrs || self.mr,
            Title::Mrs => self.miss || self.mr,
            Title::Mr => self.miss || self.mrs,
            Title::None | Title::Other(_) => false,
        }
    }
}

/// Whom a form stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Referent {
    Nobody,
    One(u32),
    /// A range of [`Registry::rivals`]: which of them, the place in the text decides.
    Several(u32, u32),
}

/// The entities and the names that they go by.
#[derive(Default)]
pub(super) struct Registry {
    pub(super) sketches: Vec<Sketch>,
    pub(super) rivals: Vec<u32>,
    /// Names that the cast lists, word for word.
    listed: Index,
    first: Index,
    last: Index,
    pair: Index,
    initials: Index,
}

/// The key of a given name with a surname; what Mrs. Charles Harper goes by is not Charles Harper's.
fn pair(form: &Form) -> u64 {
    let wife =
        form.titled_gender && form.gender == Gender::Female && !form.class.any(crate::lexicon::Class::FEMALE);
    let wife = wife && form.given;
    form.first.rotate_left(17) ^ form.last ^ u64::from(wife)
}

impl Registry {
    /// A new entity without a name.
    pub(super) fn found(&mut self, sketch: Sketch) -> u32 {
        self.sketches.push(sketch);
        (self.sketches.len() - 1) as u32
    }

    /// Notes a name from the cast.
    pub(super) fn list(&mut self, entity: u32, form: &Form) {
        self.listed.add(form.whole, entity);
        self.give(entity, form, 0);
    }

    /// Notes a description from the cast by the hash of its words.
    pub(super) fn describe(&mut self, entity: u32, phrase: u64) {
        self.listed.add(phrase, entity);
    }

    /// The cast's only member that goes by exactly these words.
    pub(super) fn described(&self, phrase: u64) -> Option<u32> {
        let mut found = self.listed.get(phrase);
        let only = found.next()?;
        found.next().is_none().then_some(only)
    }

    pub(super) fn has_cast(&self) -> bool {
        !self.listed.is_empty()
    }

    pub(super) fn seal(&mut self) {
        for index in [&mut self.listed, &mut self.first, &mut self.last, &mut self.pair, &mut self.initials] {
            index.seal();
        }
    }

    /// Lets the entity go by the form from now on (after the next [`Registry::seal`]).
    fn give(&mut self, entity: u32, form: &Form, count: u32) {
        let Some(sketch) = self.sketches.get_mut(entity as usize) else { return };
        sketch.count = sketch.count.saturating_add(count);
        sketch.titles.note(form.title);
        if sketch.gender == Gender::Unknown || (form.titled_gender && sketch.cast.is_none()) {
            sketch.gender = if form.gender == Gender::Unknown { sketch.gender } else { form.gender };
        }
        if form.words > 1 {
            sketch.full |= form.given || form.title != Title::None;
            self.pair.add(pair(form), entity);
            self.first.add(form.first, entity);
            self.last.add(form.last, entity);
            self.initials.add(form.initials, entity);
        } else if form.title != Title::None {
            self.last.add(form.last, entity);
        } else {
            self.first.add(form.first, entity);
        }
    }

    /// Finds whom each form stands for; `forms` are distinct, in order of first appearance, with their counts.
    pub(super) fn settle(&mut self, forms: &[(Form, u32)]) -> Vec<Referent> {
        let mut who = alloc::vec![Referent::Nobody; forms.len()];
        self.seal();
        if self.has_cast() {
            for ((form, count), who) in forms.iter().zip(&mut who) {
                *who = self.of_cast(form, *count);
            }
        }
        self.full_names(forms, &mut who);
        self.seal();
        // A given name is somebody before "Aunt Emma" and "Miss Emma" can be the same.
        self.single_names(forms, &mut who, true);
        self.seal();
        self.titled_names(forms, &mut who);
        self.seal();
        self.single_names(forms, &mut who, false);
        who
    }

    fn of_cast(&mut self, form: &Form, count: u32) -> Referent {
        let mut found: Vec<u32> = self.listed.get(form.whole).collect();
        if found.is_empty() && form.title != Title::None {
            let bare = self.listed.get(super::form::untitled(form));
            found = bare.filter(|&e| self.suits(e, form)).collect();
        }
        self.rival(found, count)
    }

    /// One referent, or several to choose from.
    fn rival(&mut self, found: Vec<u32>, count: u32) -> Referent {
        match found.as_slice() {
            [] => Referent::Nobody,
            [only] => {
                if let Some(sketch) = self.sketches.get_mut(*only as usize) {
                    sketch.count = sketch.count.saturating_add(count);
                }
                Referent::One(*only)
            }
            several => {
                let start = self.rivals.len() as u32;
                self.rivals.extend_from_slice(several);
                Referent::Several(start, self.rivals.len() as u32)
            }
        }
    }

    fn suits(&self, entity: u32, form: &Form) -> bool {
        self.sketches.get(entity as usize).is_some_and(|sketch| {
            let known = |g: Gender| matches!(g, Gender::Female | Gender::Male);
            let gender = !known(form.gender) || !known(sketch.gender) || form.gender == sketch.gender;
            gender && (sketch.titles.has(form.title) || !sketch.titles.bars(form.title))
        })
    }

    fn full_names(&mut self, forms: &[(Form, u32)], who: &mut [Referent]) {
        let mut order: Vec<(u64, usize)> = forms
            .iter()
            .enumerate()
            .filter(|(_, (form, _))| form.words > 1)
            .map(|(at, (form, _))| (pair(form), at))
            .collect();
        order.sort_unstable();
        let mut last: Option<(u64, u32)> = None;
        for (key, at) in order {
            let (Some((form, count)), Some(who)) = (forms.get(at), who.get_mut(at)) else { continue };
            if *who != Referent::Nobody {
                if let Referent::One(entity) = *who {
                    last = Some((key, entity));
                    self.give(entity, form, 0);
                }
                continue;
            }
            let same = last.filter(|(k, _)| *k == key).map(|(_, e)| e);
            let entity = same.or_else(|| self.pair.get(key).find(|&e| self.suits(e, form)));
            let entity = entity.or_else(|| self.cast_by_part(form));
            let entity = entity.unwrap_or_else(|| self.found(Sketch { first: at, ..Sketch::default() }));
            last = Some((key, entity));
            self.give(entity, form, *count);
            *who = Referent::One(entity);
        }
    }

    /// A full name of which the cast lists a part: "Elizabeth Harper" for "Elizabeth".
    fn cast_by_part(&self, form: &Form) -> Option<u32> {
        if !self.has_cast() {
            return None;
        }
        let only = |index: &Index, hash: u64| {
            let mut found = index.get(hash).filter(|&e| {
                self.suits(e, form)
                    && self.sketches.get(e as usize).is_some_and(|s| s.cast.is_some() && !s.full)
            });
            let only = found.next()?;
            found.next().is_none().then_some(only)
        };
        if form.given { only(&self.first, form.first) } else { None }
            .or_else(|| only(&self.last, form.last).filter(|_| form.title != Title::None))
    }

    fn titled_names(&mut self, forms: &[(Form, u32)], who: &mut [Referent]) {
        let mut order: Vec<(u64, Title, usize)> = forms
            .iter()
            .enumerate()
            .filter(|(at, (form, _))| {
                form.words == 1 && form.title != Title::None && who.get(*at) == Some(&Referent::Nobody)
            })
            .map(|(at, (form, _))| (form.last, form.title, at))
            .collect();
        order.sort_unstable();
        let mut forms_of_miss: Vec<u64> =
            forms.iter().filter(|(form, _)| form.title == Title::Miss).map(|(form, _)| form.last).collect();
        forms_of_miss.sort_unstable();
        // Those of one surname that were founded just now.
        let mut kin: Vec<u32> = Vec::new();
        let mut surname = 0;
        for (last, title, at) in order {
            let (Some((form, count)), Some(who)) = (forms.get(at), who.get_mut(at)) else { continue };
            if last != surname {
                kin.clear();
                surname = last;
            }
            let given = form.given && matches!(title, Title::Other(_) | Title::Miss);
            let mut found: Vec<u32> = self.last.get(last).chain(kin.iter().copied()).collect();
            if given {
                found.extend(self.first.get(last));
            }
            found.sort_unstable();
            found.dedup();
            found.retain(|&e| self.suits(e, form));
            let miss = forms_of_miss.binary_search(&last).is_ok();
            let bearer = self.bearer(&found, title, miss).filter(|&e| !self.elder(e, title, at, *count));
            let entity = bearer.unwrap_or_else(|| self.found(Sketch { first: at, ..Sketch::default() }));
            if kin.len() < 8 && !kin.contains(&entity) {
                kin.push(entity);
            }
            self.give(entity, form, *count);
            *who = Referent::One(entity);
        }
    }

    /// Which of several of one name goes by the title.
    fn bearer(&self, found: &[u32], title: Title, miss: bool) -> Option<u32> {
        let sketch = |e: u32| self.sketches.get(e as usize).copied().unwrap_or_default();
        let only = |keep: &dyn Fn(Sketch) -> bool| {
            let mut kept = found.iter().copied().filter(|&e| keep(sketch(e)));
            let only = kept.next()?;
            kept.next().is_none().then_some(only)
        };
        only(&|s| s.titles.has(title)).or_else(|| match title {
            // A general is called General: plain Mr. is somebody else of the family, if there is anybody.
            Title::Mr => only(&|s| s.titles.others == [0; 2]).or_else(|| only(&|_| true)),
            Title::Other(_) => only(&|s| s.titles.others == [0; 2] || s.full),
            // Where there is a Miss of the name, a full name is hers: Mrs. is her mother.
            Title::Mrs if miss => None,
            Title::Mrs | Title::Miss => only(&|s| s.gender == Gender::Female),
            Title::None => only(&|_| true),
        })
    }

    /// Whether plain "Mr. Harper", who came first and comes often, is somebody else than this Mr. John Harper.
    fn elder(&self, entity: u32, title: Title, at: usize, count: u32) -> bool {
        let private = matches!(title, Title::Mr | Title::Mrs | Title::Miss);
        private
            && self.sketches.get(entity as usize).is_some_and(|s| {
                s.cast.is_none() && s.full && s.titles.has(title) && at < s.first && count / 4 > s.count
            })
    }

    fn single_names(&mut self, forms: &[(Form, u32)], who: &mut [Referent], given: bool) {
        for ((form, count), who) in forms.iter().zip(who) {
            if *who != Referent::Nobody || form.words > 1 || form.title != Title::None || form.given != given
            {
                continue;
            }
            let mut found: Vec<u32> = self.first.get(form.first).collect();
            if !form.given || found.is_empty() {
                found.extend(self.last.get(form.last));
            }
            if found.is_empty()
                && let Some(key) = form.acronym_key()
            {
                found.extend(self.initials.get(key).take(1));
            }
            found.sort_unstable();
            found.dedup();
            self.narrow(&mut found);
            *who = self.rival(found, *count);
            if let Referent::One(entity) = *who
                && given
                && let Some(sketch) = self.sketches.get_mut(entity as usize)
            {
                sketch.familiar |= *count > 1;
            }
            if *who == Referent::Nobody {
                let entity = self.found(Sketch { familiar: given, ..Sketch::default() });
                self.give(entity, form, *count);
                *who = Referent::One(entity);
            }
        }
    }

    /// Leaves of the bearers of a bare name those that it is likely used for.
    fn narrow(&self, found: &mut Vec<u32>) {
        let sketch = |e: &u32| self.sketches.get(*e as usize).copied().unwrap_or_default();
        // A bare surname is a man's, or somebody's whose full name was given.
        let bare = |e: &u32| sketch(e).gender != Gender::Female || (sketch(e).full && !sketch(e).familiar);
        if found.len() > 1 && found.iter().any(bare) {
            found.retain(bare);
        }
        // Whoever is named far more often than the others together is meant.
        let all: u32 = found.iter().map(|e| sketch(e).count).fold(0, u32::saturating_add);
        if let Some(most) = found.iter().copied().max_by_key(|e| sketch(e).count)
            && found.len() > 1
            && sketch(&most).count > 3 * (all - sketch(&most).count)
        {
            found.retain(|e| *e == most);
        }
    }
}
