//! The names of a text: their distinct forms, and how the text uses each.

use alloc::vec::Vec;

use super::form::{Form, Title};
use super::neighbours::{is_asked, turned};
use super::table::Table;
use crate::Gender;
use crate::lexicon::{self, Class, entries, full_names, is_one_of};
use crate::mention::{Mention, MentionKind};
use crate::span::MaybeIndex;

/// One form of a name, and how the text uses it.
#[derive(Clone, Copy)]
pub(super) struct Name {
    pub(super) form: Form,
    pub(super) count: u32,
    /// How many of its mentions stand outside quotations.
    pub(super) narrated: u32,
    /// How often she, and he, is the next one spoken of.
    pub(super) pronouns: [u16; 2],
    /// Whose head somebody of the name shakes.
    pub(super) own: Gender,
    /// How many of its mentions say where something is: "in Harwick".
    pub(super) located: u16,
    /// The mention that shows it best: not in capitals and not over a line's end, if there is one.
    pub(super) shown: u32,
    /// A handle that stands behind another form, as in "Ada Quill (@aquill)": that form.
    pub(super) handle_of: MaybeIndex,
    pub(super) blemish: u8,
}

impl Name {
    /// What the form shows, or the pronouns after it.
    pub(super) fn gender(&self) -> Gender {
        if self.form.titled_gender && self.form.gender != Gender::Unknown {
            return self.form.gender;
        }
        // A given name misleads now and then; many pronouns do not.
        match (self.followed(6, 4), self.form.gender) {
            (Gender::Unknown, Gender::Unknown) => self.followed(2, 2),
            (Gender::Unknown, _) if self.own != Gender::Unknown => self.own,
            (Gender::Unknown, shown) => shown,
            (followed, _) => followed,
        }
    }

    /// The same where the name is a surname: that men are called Reyes says nothing of Marisol Reyes. Where it stands `alone`
    /// before anybody has it with a given name, less tells.
    pub(super) fn gender_of_surname(&self, alone: bool) -> Gender {
        let least = if alone { 2 } else { 3 };
        if self.form.titled_gender { self.form.gender } else { self.followed(least, 3) }
    }

    /// What the pronouns after it show, if there are so many, and so many times as many as of the others.
    fn followed(&self, least: u32, times: u32) -> Gender {
        let [she, he] = self.pronouns.map(u32::from);
        if she >= least && she > times * he {
            Gender::Female
        } else if he >= least && he > times * she {
            Gender::Male
        } else {
            Gender::Unknown
        }
    }
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

/// The distinct forms of the names in a text.
#[derive(Default)]
pub(super) struct Names {
    /// In order of first appearance.
    pub(super) forms: Vec<Name>,
    /// Forms that follow one another in a sentence: the one in the upper half, the other in the lower.
    pub(super) beside: Vec<u64>,
    /// Mentions by the hash of how they are written, the last of each hash, with their forms: what is written as it was
    /// just now need not be read again.
    pub(super) written: Vec<(MaybeIndex, u32)>,
    /// The numbers of the forms.
    pub(super) numbers: Table,
}

/// A name of one word that is used so often is somebody's.
pub(super) const OFTEN: u32 = 3;

impl Names {
    /// Gives up what the forms were found by, and neighbours that nobody asks for.
    pub(super) fn forget_spellings(&mut self) {
        (self.written, self.numbers) = Default::default();
        let forms = &self.forms;
        self.beside.retain(|pair| is_asked(forms, *pair) || is_asked(forms, turned(*pair)));
        self.beside.shrink_to_fit();
    }

    /// The words that names of several begin and end with, sorted.
    pub(super) fn ends(&self) -> Vec<u64> {
        let full = self.forms.iter().map(|name| &name.form).filter(|form| form.words > 1);
        let mut ends: Vec<u64> = full.flat_map(|form| [form.first, form.last]).collect();
        ends.sort_unstable();
        ends
    }
}

/// Whether a mention is the name of one person or thing.
pub(super) fn is_single_name(mention: &Mention) -> bool {
    mention.kind == MentionKind::Name && !mention.plural
}
