//! Which of a text's names are surnames, and which are a part of longer ones.

use alloc::vec::Vec;

use super::form::{self, Form, Title};
use super::names::{Name, Names, OFTEN};
use crate::lexicon::Class;
use crate::mention::Mention;
use crate::pipeline::Prose;

/// Names that are the end of longer ones which begin with a given name, each with every one of those: "García de la
/// Torre" with "Carmen García de la Torre"; of somebody's name all but the last word: "Ghulam Qadir", of "Ustad Ghulam
/// Qadir Khan"; and the word before the last that nobody else is called by: "Osk", of "Daniel Osk Ferrer". Sorted.
pub(super) fn double_surnames(prose: Prose<'_>, mentions: &[Mention], names: &Names) -> Vec<(u32, u32)> {
    let words = |name: &Name| {
        let head = mentions.get(name.shown as usize)?.head();
        prose.tokens.get(head.range())
    };
    // By the hash of a phrase, or of a word.
    let (mut ends, mut begins, mut middles): (Parts, Parts, Parts) = Default::default();
    let person = |form: &Form| (form.given || form.title != Title::None) && form.words > 2;
    for (name, at) in names.forms.iter().zip(0..).filter(|(name, _)| person(&name.form)) {
        let Some(words) = words(name) else { continue };
        let rest = (1..=GIVEN).filter_map(|given| words.get(given..)).filter(|rest| rest.len() > 1);
        ends.extend(rest.map(|rest| (form::phrase(prose.text, rest), at)));
        let [most @ .., last] = words else { continue };
        // "Rosa Osk del Campo"
        let particles = most.iter().rev().take_while(|token| token.class().any(Class::PARTICLE)).count();
        let family = most.get(..most.len() - particles).unwrap_or_default();
        if let Some(middle) = family.last().filter(|_| name.form.given && family.len() > 1) {
            middles.push((form::word(prose.text, middle), at));
        }
        // "Ada Quill Foundation"
        let thing = Class::ORGANISATION.or(Class::PLACE).or(Class::COMMON).or(Class::ROLE);
        if most.len() > 1 && !last.class().any(thing) {
            begins.push((form::phrase(prose.text, most), at));
        }
    }
    let mut surnames = Vec::new();
    if ends.is_empty() {
        return surnames;
    }
    for parts in [&mut ends, &mut begins, &mut middles] {
        parts.sort_unstable();
    }
    let mut note = |at: u32, parts: &Parts, own: u64| {
        let from = parts.partition_point(|part| part.0 < own);
        let same = parts.iter().skip(from).take(MOST_KIN).take_while(|part| part.0 == own);
        surnames.extend(same.map(|part| (at, part.1)));
    };
    let mut borne: Option<Vec<u64>> = None;
    // "At Howards End" tells of a place, whoever it was named with.
    for (name, at) in names.forms.iter().zip(0..).filter(|(name, _)| name.located == 0) {
        let form = &name.form;
        if form.words > 1 {
            let Some(words) = words(name) else { break };
            let own = form::phrase(prose.text, words);
            note(at, &begins, own);
            if !form.given {
                note(at, &ends, own);
            }
        } else if !form.given && middles.binary_search_by_key(&form.last, |middle| middle.0).is_ok() {
            let others = borne.get_or_insert_with(|| names.ends());
            if others.binary_search(&form.last).is_err() {
                note(at, &middles, form.last);
            }
        }
    }
    surnames
}

/// Parts of names: the hash of each, and the form that it is a part of.
type Parts = Vec<(u64, u32)>;

/// How many given names stand before two surnames.
const GIVEN: usize = 2;

/// How many people of one surname are told apart.
pub(super) const MOST_KIN: usize = 12;

/// What is known of those of one surname.
#[derive(Default)]
pub(super) struct Kin<T> {
    known: [T; MOST_KIN],
    count: usize,
}

impl<T> Kin<T> {
    pub(super) fn clear(&mut self) {
        self.count = 0;
    }

    pub(super) fn known(&self) -> &[T] {
        self.known.get(..self.count).unwrap_or_default()
    }

    /// Keeps one more in mind, if there is room.
    pub(super) fn note(&mut self, one: T) {
        if let Some(place) = self.known.get_mut(self.count) {
            *place = one;
            self.count += 1;
        }
    }
}

/// Names that follow a title as surnames do ("Mr. Harper", "Colonel Harper", not "Aunt Emma"), sorted.
pub(super) fn surnames(names: &Names) -> Vec<u64> {
    let titled = names.forms.iter().map(|name| &name.form).filter(|form| {
        let of_families = match form.title {
            Title::Mr | Title::Mrs => true,
            Title::Other(_) => !form.titled_gender,
            Title::Miss | Title::None => false,
        };
        of_families && form.words == 1
    });
    let mut surnames: Vec<u64> = titled.map(|form| form.last).collect();
    surnames.sort_unstable();
    surnames
}

/// The single words that name somebody, with or without a title, and their forms, sorted.
pub(super) fn singles(names: &Names) -> Vec<(u64, u32)> {
    let single = |(_, name): &(usize, &Name)| name.form.words == 1 && name.count >= OFTEN;
    let mut singles: Vec<(u64, u32)> =
        names.forms.iter().enumerate().filter(single).map(|(at, name)| (name.form.last, at as u32)).collect();
    singles.sort_unstable();
    singles
}
