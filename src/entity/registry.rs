//! Who is known so far, and what speaks for or against a name being somebody's.

use alloc::vec::Vec;

use super::form::{Form, Index, Key, Shape, Title};
use super::names::{Name, Names};
use super::neighbours::Neighbours;
use crate::Gender;
use crate::lexicon::{entries, full_names, is_one_of};
use crate::room::make_room;
use crate::span::MaybeIndex;

/// What is known of an entity while names are put together.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(super) struct Sketch {
    pub(super) cast: MaybeIndex,
    pub(super) gender: Gender,
    /// How often it is named by the forms that are surely its own.
    pub(super) count: u32,
    /// It has a given name and a surname.
    pub(super) full: bool,
    /// Its surname stands before its given name.
    pub(super) surname_first: bool,
    /// It is called by its given name alone.
    pub(super) familiar: bool,
    pub(super) titles: Titles,
    /// The place of its first full name among all forms, which are in the order of the text, as far as it can be told.
    pub(super) form: u16,
}

/// The titles that an entity goes by.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(super) struct Titles {
    /// Which of the short ones, as bits: a text may name many.
    short: u8,
    pub(super) others: [u16; 2],
}

const MISS: u8 = 1;
const MR: u8 = 2;
const MRS: u8 = 4;
/// "Mrs. Ada Harper", by her own name.
const MARRIED: u8 = 8;

impl Titles {
    fn note(&mut self, form: &Form) {
        if form.title == Title::Mrs && form.words > 1 && form.female {
            self.short |= MARRIED;
        }
        match form.title {
            Title::None => {}
            Title::Miss => self.short |= MISS,
            Title::Mr => self.short |= MR,
            Title::Mrs => self.short |= MRS,
            Title::Other(entry) => {
                if !self.others.contains(&entry)
                    && let Some(slot) = self.others.iter_mut().find(|slot| **slot == 0)
                {
                    *slot = entry;
                }
            }
        }
    }

    pub(super) fn has(&self, title: Title) -> bool {
        match title {
            Title::None => true,
            Title::Miss => self.is(MISS),
            Title::Mr => self.is(MR),
            Title::Mrs => self.is(MRS),
            Title::Other(entry) => self.others.contains(&entry),
        }
    }

    /// Whether it has one of the short ones.
    const fn is(&self, any: u8) -> bool {
        self.short & any != 0
    }

    fn any_other(&self, of: &[u16]) -> bool {
        self.others.iter().any(|title| is_one_of(*title, of))
    }

    /// Whether one of the two is a rank, which no Mrs. and no Miss has unless the text calls its bearer "she".
    fn outranks(&self, title: Title) -> bool {
        match title {
            Title::Miss | Title::Mrs => self.any_other(&RANKS),
            Title::Other(rank) => self.is(MISS | MRS) && is_one_of(rank, &RANKS),
            Title::None | Title::Mr => false,
        }
    }

    /// Nobody goes by both, within one story at least.
    fn bars(&self, title: Title) -> bool {
        match title {
            Title::Miss => self.is(MRS | MR) || self.any_other(&PEERESSES),
            Title::Mrs => self.is(MISS | MR),
            Title::Mr => self.is(MISS | MRS),
            Title::Other(title) => self.is(MISS) && is_one_of(title, &PEERESSES),
            Title::None => false,
        }
    }
}

/// Ranks of whom the wives are Mrs.
const RANKS: [u16; 12] = entries([
    "admiral",
    "brigadier",
    "captain",
    "colonel",
    "commander",
    "commodore",
    "corporal",
    "general",
    "lieutenant",
    "major",
    "major-general",
    "sergeant",
]);
/// Lady Harper is not Miss Harper.
const PEERESSES: [u16; 6] =
    entries(["lady", "duchess", "countess", "marchioness", "viscountess", "baroness"]);

/// Whom a form stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Referent {
    Nobody,
    One(u32),
    /// One of the [rivals](Registry::rivals) of this number: which of them, the place in the text decides.
    Several(u32),
}

/// The entities and the names that they go by.
#[derive(PartialEq, Debug, Default)]
pub(super) struct Registry {
    pub(super) sketches: Vec<Sketch>,
    /// Entities that share a name: how many, then they themselves.
    rivals: Vec<u32>,
    pub(super) index: Index,
    /// The order in which names are looked at: by surname, by full name or title, and which they are.
    pub(super) order: Vec<(u64, u64, u32)>,
    has_cast: bool,
    /// The keys that nobody will look up.
    unasked: Unasked,
}

/// Keys that the names of few texts are looked up by.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
struct Unasked {
    initials: bool,
    given: bool,
}

/// The key of a given name with a surname; what Mrs. Charles Harper goes by is not Charles Harper's.
pub(super) fn pair(form: &Form) -> u64 {
    form.first.rotate_left(17) ^ form.last ^ u64::from(form.wife())
}

impl Registry {
    pub(super) fn clear(&mut self) {
        self.sketches.clear();
        self.rivals.clear();
        self.index.clear();
        self.has_cast = false;
        self.unasked = Unasked::default();
    }

    /// Begins with those that another holds, and with their names.
    pub(super) fn begin(&mut self, others: &Registry) {
        self.sketches.clone_from(&others.sketches);
        self.index.begin(&others.index);
        self.has_cast = others.has_cast;
    }

    /// Takes note of what the names of the text will be looked up by.
    pub(super) fn foresee(&mut self, names: &Names) {
        let none = |asks: fn(&Name) -> bool| !names.forms.iter().any(asks);
        self.unasked = Unasked {
            initials: none(|name| name.form.acronym_key().is_some()),
            given: none(Name::asks_for_given_names),
        };
    }

    /// Gives up what the entities were found by.
    pub(super) fn forget_names(&mut self) {
        (self.index, self.order) = Default::default();
    }

    /// A new entity without a name.
    pub(super) fn found(&mut self, sketch: Sketch) -> u32 {
        make_room(&mut self.sketches, 8, 9);
        self.sketches.push(sketch);
        (self.sketches.len() - 1) as u32
    }

    /// Notes a name from the cast.
    pub(super) fn list(&mut self, entity: u32, form: &Form) {
        self.has_cast = true;
        self.index.add(Key::Listed, form.whole, entity);
        // The text's own full names are put together before anybody looks one up.
        if form.words > 1 {
            self.index.add(Key::Pair, pair(form), entity);
        }
        self.give(entity, form, form.gender, 0);
    }

    /// Notes a description from the cast by the hash of its words.
    pub(super) fn describe(&mut self, entity: u32, phrase: u64) {
        self.has_cast = true;
        self.index.add(Key::Listed, phrase, entity);
    }

    /// The cast's only member that goes by exactly these words.
    pub(super) fn described(&self, phrase: u64) -> Option<u32> {
        let mut found = self.index.get(Key::Listed, phrase);
        let only = found.next()?;
        found.next().is_none().then_some(only)
    }

    pub(super) fn has_cast(&self) -> bool {
        self.has_cast
    }

    pub(super) fn seal(&mut self) {
        self.index.seal();
    }

    /// Lets the entity go by the form from now on (after the next [`Registry::seal`]).
    pub(super) fn give(&mut self, entity: u32, form: &Form, gender: Gender, count: u32) {
        let Some(sketch) = self.sketches.get_mut(entity as usize) else { return };
        sketch.count = sketch.count.saturating_add(count);
        sketch.titles.note(form);
        if gender != Gender::Unknown
            && (sketch.gender == Gender::Unknown || (form.titled_gender && sketch.cast.is_none()))
        {
            sketch.gender = gender;
        }
        if form.given && !self.unasked.given {
            for key in given_keys(form.entry) {
                self.index.add(Key::Given, key, entity);
            }
        }
        if form.words > 1 {
            sketch.full |= form.given || form.title != Title::None;
            self.index.add(Key::First, form.first, entity);
            self.index.add(Key::Last, form.last, entity);
            sketch.surname_first |= form.shape == Shape::SurnameFirst;
            if !self.unasked.initials {
                self.index.add(Key::Initials, form.initials_key(), entity);
            }
        } else if form.title != Title::None {
            self.index.add(Key::Last, form.last, entity);
        } else {
            self.index.add(Key::First, form.first, entity);
        }
    }

    /// Notes entities of which a name is one's.
    pub(super) fn rivalry(&mut self, rivals: &[u32]) -> Referent {
        let number = self.rivals.len() as u32;
        self.rivals.push(rivals.len() as u32);
        self.rivals.extend_from_slice(rivals);
        Referent::Several(number)
    }

    /// The entities of which a name is one's.
    pub(super) fn rivals(&self, number: u32) -> &[u32] {
        let Some([count, rivals @ ..]) = self.rivals.get(number as usize..) else { return &[] };
        rivals.get(..*count as usize).unwrap_or_default()
    }

    pub(super) fn sketch(&self, entity: u32) -> Sketch {
        self.sketches.get(entity as usize).copied().unwrap_or_default()
    }

    /// Whether gender and title allow that the entity goes by the form.
    pub(super) fn suits(&self, entity: u32, form: &Form, gender: Gender) -> bool {
        let sketch = self.sketch(entity);
        let known = |g: Gender| matches!(g, Gender::Female | Gender::Male);
        (!known(gender) || !known(sketch.gender) || gender == sketch.gender)
            && (sketch.titles.has(form.title) || !sketch.titles.bars(form.title))
            && !self.outranks(entity, form, gender)
    }

    /// Whether one has a rank and the other is Mrs. or Miss: the captain's wife, unless the captain is she.
    pub(super) fn outranks(&self, entity: u32, form: &Form, gender: Gender) -> bool {
        let sketch = self.sketch(entity);
        let ranked = if matches!(form.title, Title::Other(_)) { gender } else { sketch.gender };
        ranked != Gender::Female
            && sketch.cast.is_none()
            && !sketch.titles.has(form.title)
            && sketch.titles.outranks(form.title)
    }

    /// Whether the form and the entity's own names stand side by side so often that they are two people's.
    pub(super) fn apart(
        &self,
        neighbours: &Neighbours<'_>,
        who: &[Referent],
        at: usize,
        entity: u32,
    ) -> bool {
        let Some(name) = neighbours.names.forms.get(at) else { return false };
        let own = |form: &u32| who.get(*form as usize) == Some(&Referent::One(entity));
        let together = neighbours.beside(at as u32).filter(own).count() as u32;
        // Few texts call a woman by her given name and by her husband's in one breath; "Mrs. Ada" and "Mrs. Ada Harper" is
        // the same name.
        let telling = if name.form.title == Title::Mrs && !name.form.given { 1 } else { 2 };
        together >= telling && together * TOGETHER >= name.count.min(self.sketch(entity).count)
    }

    /// Whether plain "Mr. Harper" comes so often that "Mr. John Harper" or "Mrs. Ned Harper" must be of the next generation.
    pub(super) fn elder(&self, name: &Name, entity: u32) -> bool {
        let sketch = self.sketch(entity);
        // A wife is told apart by her husband's name at once; but "Mrs. Harper" may well be "Mrs. Ada Harper".
        let own = if name.form.title == Title::Mrs { 1 } else { TELLING };
        let married = name.form.title == Title::Mrs && sketch.titles.is(MARRIED);
        sketch.cast.is_none()
            && sketch.full
            && !married
            && sketch.count >= own
            && name.count / ELDER > sketch.count
    }

    /// Whether plain "Mr. Harper" comes so often that he is none of several men of the family whose full names do not.
    pub(super) fn head_of_family(&self, name: &Name, men: &[u32]) -> bool {
        let others = self.named(men);
        men.len() > 1
            && men.iter().all(|e| self.sketch(*e).cast.is_none() && self.sketch(*e).full)
            && name.count / ELDER > others
    }

    /// Leaves of the bearers of a bare name those that it is likely used for.
    pub(super) fn narrow(&self, found: &mut Vec<u32>) {
        // A bare surname is a man's, or somebody's whose full name was given.
        let bare = |e: &u32| {
            let sketch = self.sketch(*e);
            sketch.gender != Gender::Female || (sketch.full && !sketch.familiar)
        };
        if found.len() > 1 && found.iter().any(bare) {
            found.retain(bare);
        }
        if let Some(main) = self.main(found) {
            found.retain(|e| *e == main);
        }
    }

    /// How often some are named in all.
    pub(super) fn named(&self, people: &[u32]) -> u32 {
        people.iter().map(|e| self.sketch(*e).count).fold(0, u32::saturating_add)
    }

    /// The only one, or who is named far more often than the others together.
    pub(super) fn main(&self, found: &[u32]) -> Option<u32> {
        let all = self.named(found);
        let most = found.iter().copied().max_by_key(|e| self.sketch(*e).count)?;
        let count = self.sketch(most).count;
        (found.len() == 1 || count > 3 * (all - count)).then_some(most)
    }
}

/// Of so many uses of a name one stands beside another's: the two are not one person's.
const TOGETHER: u32 = 30;
/// A family name is used so many times as often for the elder as "Mr. John Harper" is for the younger.
const ELDER: u32 = 4;
/// A full name that is used less often tells nobody apart.
const TELLING: u32 = 10;
/// The place of a form, as far as it is kept.
pub(super) fn place(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

/// Keys that given names share which can be one person's.
pub(super) fn given_keys(entry: u16) -> impl Iterator<Item = u64> {
    core::iter::once(entry).chain(full_names(entry)).filter(|entry| *entry != 0).map(u64::from)
}
