//! Names of one word behind a title: "Mr. Harper", "Aunt Emma", "Colonel Harper".

use alloc::vec::Vec;

use super::put_in_order_of_mention;
use crate::Gender;
use crate::entity::form::{Form, Key, Title};
use crate::entity::names::Name;
use crate::entity::neighbours::Neighbours;
use crate::entity::registry::{Referent, Registry, Sketch, given_keys};
use crate::entity::surname::Kin;

impl Registry {
    /// Names of one word behind a title.
    pub(super) fn titled_names(&mut self, neighbours: &Neighbours<'_>, who: &mut [Referent]) {
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
            let shown = form.titled_gender || form.given && title.is_courtesy();
            let gender = if shown { name.gender() } else { name.gender_of_surname(false) };
            self.bearers(form, kin.known(), &mut found);
            self.keep_fitting(neighbours, who, at, name, gender, &mut found);
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

    /// Those who may go by a title with a name: who have it for a surname, `kin` among them, or for a given name where the
    /// title may stand before that.
    fn bearers(&self, form: &Form, kin: &[u32], found: &mut Vec<u32>) {
        let title = form.title;
        found.clear();
        found.extend(self.index.get(Key::Last, form.last).chain(kin.iter().copied()));
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
            let courtesy = title.is_courtesy() || form.titled_gender;
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
    }

    /// Keeps those whom a name with a title suits.
    fn keep_fitting(
        &self,
        neighbours: &Neighbours<'_>,
        who: &[Referent],
        at: usize,
        name: &Name,
        gender: Gender,
        found: &mut Vec<u32>,
    ) {
        let form = &name.form;
        let title = form.title;
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
        let before = found.len();
        found.retain(|&e| {
            let two = || self.elder(name, e) || self.apart(neighbours, who, at, e);
            self.sketch(e).cast.is_some() || !title.is_courtesy() || !two()
        });
        if found.len() < before && title != Title::Miss {
            // One child of the family is somebody else: so are the others who are called by their given names.
            found.retain(|&e| !self.sketch(e).familiar || self.sketch(e).cast.is_some());
        }
        if title == Title::Mr && self.head_of_family(name, found) {
            found.clear();
        }
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
            // Of several the one who is known to be a woman, or a man, as the title has it: not "the firm Osk Harper".
            Title::Other(_) => only(&|s| s.titles.others == [0; 2] || s.full).or_else(|| {
                let known = form.titled_gender && !form.given;
                only(&|s| known && s.full && s.gender == form.gender)
            }),
            // Where there is a Miss of the name, a full name is hers: Mrs. is her mother.
            Title::Mrs if miss => None,
            Title::Mrs => only(&woman),
            Title::Miss => main(&woman),
            Title::None => only(&|_| true),
        })
    }
}
