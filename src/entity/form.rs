//! The forms that names take in a text: words without case, dots and clitics, and the title before them.

use alloc::vec::Vec;

use super::table::GOLDEN;
use crate::Gender;
use crate::lexer::{Flags, Token, TokenKind, clitic_of_name};
use crate::lexicon::{self, Class, GRANDFATHERS, GRANDMOTHERS, entry, few, is_one_of, long_title};
use crate::room::make_room;
use crate::span::Run;

/// What a title tells about whom it can stand for, beside gender.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Title {
    #[default]
    None,
    Miss,
    Mr,
    Mrs,
    /// Any other, by its entry in the lexicon.
    Other(u16),
}

impl Title {
    /// An office whose holders are men or women by its word alone: whoever holds it has a name without it.
    pub(super) fn is_seat(self) -> bool {
        const SEATS: [u16; 9] = lexicon::entries([
            "alderman",
            "assemblyman",
            "assemblywoman",
            "chairman",
            "chairwoman",
            "congressman",
            "congresswoman",
            "councilman",
            "councilwoman",
        ]);
        matches!(self, Title::Other(entry) if is_one_of(entry, &SEATS))
    }

    /// What anybody may be called by, whatever they are.
    pub(super) const fn is_courtesy(self) -> bool {
        matches!(self, Title::Mr | Title::Mrs | Title::Miss)
    }

    /// What the young of a family call the old: before a surname it is the family's.
    pub(super) fn is_elders(self) -> bool {
        const MOTHER: u16 = entry("mother");
        let old = |entry| is_one_of(entry, &GRANDMOTHERS) || is_one_of(entry, &GRANDFATHERS);
        matches!(self, Title::Other(entry) if entry == MOTHER || old(entry))
    }

    /// The place in the order of titles; of all others whoever is mentioned first comes first.
    pub(super) fn rank(self) -> u64 {
        match self {
            Title::None => 0,
            Title::Miss => 1,
            Title::Mr => 2,
            Title::Mrs => 3,
            Title::Other(_) => 4,
        }
    }
}

/// What the words of a name look like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shape {
    Plain,
    /// A single word in capitals.
    Acronym,
    /// "Choi Hyun-woo".
    SurnameFirst,
}

/// A way to name somebody.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    /// All its words, the title among them: equal for what is written the same but for case, dots and articles.
    pub(super) whole: u64,
    /// The bare name's first and last word.
    pub(super) first: u64,
    pub(super) last: u64,
    /// The hash of the first letters of its words; of an acronym's letters.
    initials: u32,
    pub(super) words: u8,
    pub(super) title: Title,
    /// As its title shows it, or else its given name.
    pub(super) gender: Gender,
    /// Its title shows the gender.
    pub(super) titled_gender: bool,
    /// The only or first word is a given name.
    pub(super) given: bool,
    /// The lexicon's entry of the first word.
    pub(super) entry: u16,
    pub(super) shape: Shape,
    /// A word of it is a woman's name.
    pub(super) female: bool,
}

const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

fn fold(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(PRIME)
}

fn join(hash: u64, word: u64) -> u64 {
    (hash.rotate_left(5) ^ word).wrapping_mul(PRIME)
}

/// A word without its clitic.
fn stem<'a>(text: &'a str, token: &Token) -> &'a str {
    let word = text.get(token.span().range()).unwrap_or_default();
    let clitic = clitic_of_name(word, token.has(Flags::CLITIC));
    word.get(..word.len() - clitic).unwrap_or(word)
}

/// The hash of a word as it counts for names: no case, dots or clitic.
pub(super) fn word(text: &str, token: &Token) -> u64 {
    // "U.S." need not be listed as "US" is.
    if token.word != 0 && !token.has(Flags::DOTTED) {
        of_entry(token.word)
    } else {
        letters(stem(text, token).as_bytes())
    }
}

/// The hash of a word that the lexicon lists.
fn of_entry(entry: u16) -> u64 {
    u64::from(entry).wrapping_mul(GOLDEN)
}

/// The hash of a word, dots left away.
fn letters(word: &[u8]) -> u64 {
    const LONGEST: usize = 64;
    let (mut letters, mut len) = ([0; LONGEST], 0);
    let key = if word.contains(&b'.') {
        for (letter, byte) in letters.iter_mut().zip(word.iter().filter(|byte| **byte != b'.')) {
            *letter = *byte;
            len += 1;
        }
        lexicon::key(letters.get(..len).unwrap_or_default())
    } else {
        lexicon::key(word)
    };
    match key.entry() {
        0 => key.number(),
        entry => of_entry(entry),
    }
}

/// The hash of a name as it is written.
pub(super) fn bytes(written: &str) -> u64 {
    let (eights, rest) = written.as_bytes().as_chunks::<8>();
    let hash = eights
        .iter()
        .fold(BASIS ^ written.len() as u64, |hash, eight| join(hash, u64::from_le_bytes(*eight)));
    join(hash, few(rest))
}

/// The hash of a phrase's words, articles left away.
pub(super) fn phrase(text: &str, tokens: &[Token]) -> u64 {
    tokens
        .iter()
        .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
        .enumerate()
        .filter(|(at, token)| *at > 0 || !is_article(token))
        .fold(BASIS, |hash, (_, token)| join(hash, word(text, token)))
}

fn is_article(token: &Token) -> bool {
    const ARTICLES: [u16; 3] = [entry("the"), entry("a"), entry("an")];
    token.kind == TokenKind::Word && !token.has(Flags::CLITIC) && is_one_of(token.word, &ARTICLES)
}

fn title(text: &str, token: &Token) -> Title {
    let word = text.get(token.span().range()).unwrap_or_default();
    let word = word.strip_suffix('.').unwrap_or(word);
    let is = |list: &[&str]| list.iter().any(|t| word.eq_ignore_ascii_case(t));
    if is(&["Mr", "Mister", "Mistah", "Monsieur", "M", "Herr", "Signor", "Señor", "Senor", "Gospodin"]) {
        Title::Mr
    } else if is(&["Mrs", "Missus", "Madame", "Mme", "Frau", "Signora", "Señora", "Senora"]) {
        Title::Mrs
    } else if is(&[
        "Miss",
        "Mlle",
        "Mademoiselle",
        "Mamselle",
        "Fräulein",
        "Fraulein",
        "Signorina",
        "Señorita",
        "Senorita",
    ]) {
        Title::Miss
    } else {
        Title::Other(long_title(token.word))
    }
}

/// Whether a token counts for a name of so many tokens, of which it may be the first that does.
fn belongs(token: &Token, first: bool, len: usize) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Handle | TokenKind::Number)
        && !(token.class().any(Class::SUFFIX) && !first)
        && !(first && len > 1 && is_article(token))
}

const NEW: u16 = entry("new");

/// The classes of a bare name's words.
pub(super) fn class(name: &[Token]) -> Class {
    let mut class = Class::NONE;
    let mut first = true;
    for token in name.iter() {
        if belongs(token, first, name.len()) {
            // "Attorney General's Office"
            let seat = token.has(Flags::CLITIC) && name.len() > 1;
            class = class.or(if seat { token.class().without(Class::TITLE) } else { token.class() });
            first = false;
        } else if token.class().any(Class::ORGANISATION) {
            // "Acme, Inc." counts as Acme; what it is stands behind.
            class = class.or(Class::ORGANISATION);
        }
    }
    // "New York"; but New is somebody's surname, too.
    let founded =
        matches!(name, [new, _, ..] if new.word == NEW) && !class.any(Class::TITLE.or(Class::GIVEN));
    if founded { class.or(Class::PLACE) } else { class }
}

impl Form {
    /// The form of the name that stands in `tokens`, its bare name in `bare`.
    pub(super) fn of(text: &str, all: &[Token], tokens: Run, bare: Run, gender: Gender) -> Option<Form> {
        let name = all.get(bare.range())?;
        let mut form = Form {
            whole: BASIS,
            first: 0,
            last: 0,
            initials: 0,
            words: 0,
            title: Title::None,
            gender,
            titled_gender: false,
            given: false,
            entry: 0,
            shape: Shape::Plain,
            female: false,
        };
        let (mut bare_hash, mut initials, mut letters) = (BASIS, BASIS, BASIS);
        let titles = all.get(tokens.start as usize..bare.start as usize).unwrap_or_default();
        // A possessor or a description before the title is no part of the name.
        let after = titles.iter().rposition(|t| t.has(Flags::CLITIC)).map_or(0, |at| at + 1);
        for token in titles.iter().skip(after) {
            let class = token.class();
            if class.any(Class::TITLE) && !class.any(Class::POSSESSIVE.or(Class::DETERMINER)) {
                form.title = title(text, token);
                form.whole = join(form.whole, word(text, token));
                form.titled_gender |= class.any(Class::MALE) != class.any(Class::FEMALE);
            }
        }
        for (at, token) in name.iter().enumerate() {
            let class = token.class();
            if !belongs(token, form.words == 0, name.len()) {
                continue;
            }
            let hash = word(text, token);
            bare_hash = join(bare_hash, hash);
            form.female |= class.any(Class::FEMALE);
            // "van der Meer" is a surname by itself.
            if form.words == 0
                && class.any(Class::PARTICLE)
                && !class.any(Class::GIVEN)
                && at + 1 < name.len()
            {
                continue;
            }
            if form.words == 0 {
                form.first = hash;
                form.given = class.any(Class::GIVEN);
                form.entry = token.word;
                let acronym = token.has(Flags::CAPITALS) && token.len <= 8;
                form.shape = if acronym { Shape::Acronym } else { Shape::Plain };
                letters = if acronym { initials_of(stem(text, token)) } else { BASIS };
            }
            form.last = hash;
            form.words = form.words.saturating_add(1);
            if form.words == 2 && token.word == 0 && is_given_of_two(text, token) {
                form.shape = Shape::SurnameFirst;
            }
            let bytes = text.as_bytes().get(token.start as usize).copied().unwrap_or_default();
            if token.is_capitalised() {
                initials = fold(initials, bytes.to_ascii_lowercase());
            }
        }
        if form.words == 0 {
            return None;
        }
        if form.shape == Shape::Acronym && form.words > 1 {
            form.shape = Shape::Plain;
        }
        form.initials = if form.shape == Shape::Acronym { letters } else { initials } as u32;
        form.whole = join(form.whole, bare_hash);
        Some(form)
    }

    /// A woman by her husband's name: "Mrs. Charles Harper".
    pub(super) fn wife(&self) -> bool {
        self.titled_gender && self.gender == Gender::Female && self.given && !self.female
    }

    /// The key of the first letters of its words.
    pub(super) fn initials_key(&self) -> u64 {
        u64::from(self.initials)
    }

    /// The letters of an acronym as [`Form::initials_key`] has them.
    pub(super) fn acronym_key(&self) -> Option<u64> {
        (self.shape == Shape::Acronym).then_some(u64::from(self.initials))
    }
}

/// "Hyun-woo": Korean given names have a small letter behind the hyphen.
fn is_given_of_two(text: &str, token: &Token) -> bool {
    let word = text.get(token.span().range()).unwrap_or_default();
    let second = word.split_once('-').and_then(|(_, second)| second.chars().next());
    second.is_some_and(char::is_lowercase)
}

/// The hash of an acronym's letters.
fn initials_of(acronym: &str) -> u64 {
    let letters = acronym.bytes().filter(|byte| *byte != b'.');
    letters.fold(BASIS, |hash, byte| fold(hash, byte.to_ascii_lowercase()))
}

/// A sorted list from keys to entities.
///
/// Thirty-two bits of a hash tell the names of one text apart, and what they find is looked at more closely.
#[derive(PartialEq, Debug, Default)]
pub(super) struct Index {
    /// The hash in the upper half, the entity in the lower.
    entries: Vec<u64>,
    /// So many of them are in order; what was added since stands behind them, as it came.
    sealed: usize,
    /// Room to put in order what was added.
    new: Vec<u64>,
}

/// What a hash is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Key {
    /// A name that the cast lists, word for word.
    Listed = 1,
    First,
    Last,
    /// A given name with a surname.
    Pair,
    Initials,
    /// The lexicon's entry of a given name, or of what it is short for.
    Given,
}

/// The well mixed half of a hash, in the upper half.
fn upper(key: Key, hash: u64) -> u64 {
    (hash ^ (key as u64) << 56).wrapping_mul(GOLDEN) & (u64::MAX << 32)
}

/// As many names as a short text has.
const FEW: usize = 32;

/// No look-up yields more: a text may call ten thousand people by one name.
const MOST: usize = 12;

impl Index {
    pub(super) fn clear(&mut self) {
        self.entries.clear();
        self.sealed = 0;
    }

    /// Begins with what another holds.
    pub(super) fn begin(&mut self, other: &Index) {
        self.entries.clone_from(&other.entries);
        self.sealed = other.sealed;
    }

    pub(super) fn add(&mut self, key: Key, hash: u64, entity: u32) {
        // A short text's names in one piece.
        if self.entries.capacity() == 0 {
            self.entries.reserve(FEW);
        }
        make_room(&mut self.entries, 8, 9);
        self.entries.push(upper(key, hash) | u64::from(entity));
    }

    /// To be called after adding and before looking up.
    pub(super) fn seal(&mut self) {
        let Index { entries, sealed, new } = self;
        let added = entries.get(*sealed..).unwrap_or_default();
        if *sealed == 0 || added.len() > LITTLE {
            entries.sort_unstable();
        } else {
            new.clear();
            new.extend_from_slice(added);
            new.sort_unstable();
            merge(entries, *sealed, new);
            new.clear();
        }
        entries.dedup();
        *sealed = entries.len();
    }

    /// The first entities of that hash, as far as they are in order: what was added since comes behind.
    pub(super) fn get(&self, key: Key, hash: u64) -> impl Iterator<Item = u32> + '_ {
        let upper = upper(key, hash);
        let sealed = self.entries.get(..self.sealed).unwrap_or_default();
        let from = sealed.partition_point(|entry| *entry < upper);
        let rest = sealed.get(from..).unwrap_or_default();
        let same = move |entry: &&u64| **entry ^ upper <= u64::from(u32::MAX);
        rest.iter().take(MOST).take_while(same).map(|entry| *entry as u32)
    }
}

/// What is little is put in order apart and merged; more of it would take room.
const LITTLE: usize = 2048;

/// Brings what is new, in order, to its place among the first `old` of a list, whose others it is.
fn merge(list: &mut [u64], mut old: usize, new: &[u64]) {
    let mut to = list.len();
    for &item in new.iter().rev() {
        while let Some(&last) =
            old.checked_sub(1).and_then(|last| list.get(last)).filter(|last| **last > item)
        {
            old -= 1;
            to -= 1;
            if let Some(place) = list.get_mut(to) {
                *place = last;
            }
        }
        to -= 1;
        if let Some(place) = list.get_mut(to) {
            *place = item;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_new_comes_to_its_place_among_the_old() {
        for (list, new) in [
            (alloc::vec![2, 4, 6], alloc::vec![1, 5]),
            (alloc::vec![2, 4], alloc::vec![7, 8]),
            (alloc::vec![3, 3], alloc::vec![3]),
            (alloc::vec![], alloc::vec![1]),
        ] {
            let mut sorted: alloc::vec::Vec<u64> = [&list[..], &new].concat();
            sorted.sort_unstable();
            let mut merged = [&list[..], &new].concat();
            merge(&mut merged, list.len(), &new);
            assert_eq!(merged, sorted);
        }
    }

    #[test]
    fn every_entity_is_found_by_its_hash() {
        let mut index = Index::default();
        let hash = |entity: u32| letters(alloc::format!("Name{}", entity / 2).as_bytes());
        for entity in 0..100 {
            index.add(Key::First, hash(entity), entity);
        }
        index.seal();
        // Not to be found yet, and in nobody's way.
        (0..100).for_each(|entity| index.add(Key::Last, hash(entity), 100 + entity));
        for entity in 0..100 {
            assert!(index.get(Key::First, hash(entity)).eq([entity & !1, entity | 1]), "{entity}");
        }
    }
}
