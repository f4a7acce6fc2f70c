//! The word lists, as `const` tables: what each listed word can be, and what each reporting verb can report.

mod class;
#[cfg(test)]
mod generate;
mod look_up;
#[rustfmt::skip]
mod tables;
#[cfg(test)]
mod tests;

pub(crate) use class::Class;
pub(crate) use look_up::{Key, entries, entry, few, hash, hashes, key, look_up, small};

/// Slots of the table that finds words, of which some stay empty. What is asked of a word stands side by side in one, so
/// that it takes a word one line of the cache: what tells the word from others, and its entry's number.
const SLOT_BITS: u32 = 15;
/// Buckets, three or so words to each.
const BUCKET_BITS: u32 = 13;
/// Entries of one set of classes are numbered one after another, from a multiple of this power of two on: the bits above
/// tell the set, and what is asked of every token many times is one look at a small table.
const BLOCK_BITS: u32 = 4;
pub(crate) const BLOCKS: usize = 1 << (u16::BITS - BLOCK_BITS);
/// From here on no number is an entry's; a block of them or more has no classes.
pub(crate) const BEYOND: u16 = 0xff00;

/// The classes of each block of entries.
static CLASSES: [Class; BLOCKS] = {
    let mut classes = [Class::NONE; BLOCKS];
    let mut block = 0;
    while block < tables::BLOCKS.len() {
        classes[block] = set_class(tables::BLOCKS[block] as usize);
        block += 1;
    }
    classes
};

/// The classes of an entry, by its number; 0 is the entry of every unlisted word.
#[inline]
pub(crate) fn class(word: u16) -> Class {
    CLASSES[block(word)]
}

/// How many different sets of classes there are: a power of two, so that a mask keeps any number below it.
pub(crate) const SETS: usize = tables::SETS.len();

/// The number of an entry's set of classes, for tables of what a stage asks of each set. The mask stands where a check
/// would never fail.
#[inline]
pub(crate) const fn set(word: u16) -> usize {
    const { assert!(SETS.is_power_of_two() && tables::BLOCKS.len() == BLOCKS) };
    tables::BLOCKS[block(word)] as usize & (SETS - 1)
}

/// The number of an entry's block, for tables of what is asked of every token.
#[inline]
pub(crate) const fn block(word: u16) -> usize {
    (word >> BLOCK_BITS) as usize
}

/// The classes of a block's entries, by its number.
pub(crate) const fn block_class(block: usize) -> Class {
    CLASSES[block]
}

/// The classes of a set, by its number.
pub(crate) const fn set_class(set: usize) -> Class {
    Class(tables::SETS[set])
}

/// The entry of the base form, for a form of a verb; the entry itself for anything else.
pub(crate) fn lemma(word: u16) -> u16 {
    match tables::LEMMAS.get(word as usize) {
        Some(lemma) if *lemma != 0 => *lemma,
        _ => word,
    }
}

/// The hash of an entry's base form, [`hash`] of its text: models know words by it, since an entry's number changes when
/// a list does.
#[inline]
pub(crate) fn stem(word: u16) -> u16 {
    tables::STEMS.get(word as usize).copied().unwrap_or(0)
}

/// Whether a word is one of a few, by their entries. Always in line, so that a list known when the crate is compiled
/// becomes comparisons with numbers; the standard library's search is a call.
#[inline(always)]
#[allow(clippy::manual_contains, reason = "which would be that call")]
pub(crate) fn is_one_of(word: u16, list: &[u16]) -> bool {
    list.iter().any(|one| *one == word)
}

/// What a form of a reporting verb can report, and how.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Verb {
    /// The entry of its base form.
    pub(crate) lemma: u16,
    pub(crate) frames: Frames,
    /// Its senses among its classes, and [`Class::TAG`], [`Class::MANNER`].
    pub(crate) senses: Class,
}

/// The reporting verb that a word is a form of.
pub(crate) fn verb(word: u16) -> Option<Verb> {
    let lemma = lemma(word);
    let at = tables::FRAMES.binary_search_by_key(&lemma, |(verb, _)| *verb).ok()?;
    let (_, frames) = tables::FRAMES.get(at)?;
    let senses = Class::REPORTS.or(Class::TAG).or(Class::MANNER);
    Some(Verb { lemma, frames: Frames(*frames), senses: Class(class(lemma).0 & senses.0) })
}

/// Whether a verb, in any form, reports together with a particle: went on, pointed out.
pub(crate) fn takes_particle(verb: u16, particle: u16) -> bool {
    may_be_particle(particle) && {
        // Most verbs have none.
        let verb = lemma(verb);
        VERBS[usize::from(verb / 64 % 4)] >> (verb % 64) & 1 != 0
            && tables::PHRASAL.binary_search(&(verb, particle)).is_ok()
    }
}

/// Whether a word may be the particle of a verb that reports with it, as one in six may.
#[inline]
pub(crate) const fn may_be_particle(word: u16) -> bool {
    PARTICLES >> (word % 64) & 1 != 0
}

/// The bits of the verbs that take particles and of the particles, by the lowest bits of their entries.
const VERBS: [u64; 4] = {
    let mut verbs = [0; 4];
    let mut at = 0;
    while at < tables::PHRASAL.len() {
        let verb = tables::PHRASAL[at].0;
        verbs[(verb / 64 % 4) as usize] |= 1 << (verb % 64);
        at += 1;
    }
    verbs
};
const PARTICLES: u64 = {
    let mut particles = 0;
    let mut at = 0;
    while at < tables::PHRASAL.len() {
        particles |= 1 << (tables::PHRASAL[at].1 % 64);
        at += 1;
    }
    particles
};

/// Titles as they are written before names, or as people call their bearers, and in full.
const SHORT_TITLES: [(u16, u16); 17] = [
    (entry("sen"), entry("senator")),
    (entry("rep"), entry("representative")),
    (entry("gov"), entry("governor")),
    (entry("dr"), entry("doctor")),
    (entry("prof"), entry("professor")),
    (entry("gen"), entry("general")),
    (entry("capt"), entry("captain")),
    (entry("sgt"), entry("sergeant")),
    (entry("lt"), entry("lieutenant")),
    (entry("col"), entry("colonel")),
    (entry("det"), entry("detective")),
    (entry("supt"), entry("superintendent")),
    (entry("insp"), entry("inspector")),
    (entry("cllr"), entry("councillor")),
    (entry("cap'n"), entry("captain")),
    (entry("sarge"), entry("sergeant")),
    (entry("doc"), entry("doctor")),
];

/// What is seen of somebody, and may be "it" in their stead.
pub(crate) const SHOWN: [u16; 5] = entries(["face", "head", "hand", "mouth", "nose"]);

/// What is heard of somebody who is not seen.
pub(crate) const SOUNDS: [u16; 14] = entries([
    "voice", "shout", "cry", "call", "whisper", "scream", "yell", "bellow", "roar", "shriek", "growl",
    "croak", "squeak", "hiss",
]);

/// What the young of a family call its old women.
pub(crate) const GRANDMOTHERS: [u16; 7] =
    entries(["grandmother", "gran", "grandma", "grandmama", "grandmamma", "granny", "nan"]);
/// What they call its old men.
pub(crate) const GRANDFATHERS: [u16; 4] = entries(["grandfather", "grandpa", "grandad", "granddad"]);

/// A title in full: "doctor", for "Dr."
pub(crate) fn long_title(title: u16) -> u16 {
    SHORT_TITLES.iter().find(|(short, _)| *short == title).map_or(title, |(_, long)| *long)
}

/// The full names that a nickname is short for.
pub(crate) fn full_names(nickname: u16) -> impl Iterator<Item = u16> + Clone {
    let from = tables::NICKNAMES.partition_point(|(name, _)| *name < nickname);
    let rest = tables::NICKNAMES.get(from..).unwrap_or_default();
    rest.iter().take_while(move |(name, _)| *name == nickname).map(|(_, full)| *full)
}

/// Whether two given names can be one person's: the same, one short for the other, or both short for a third.
pub(crate) fn same_given(a: u16, b: u16) -> bool {
    let short = |nickname, full| full_names(nickname).any(|name| name == full);
    a != 0 && b != 0 && (a == b || short(a, b) || short(b, a) || full_names(a).any(|full| short(b, full)))
}

/// What a reporting verb takes: bits.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Frames(pub(crate) u16);

#[allow(dead_code, reason = "the word list gives them all; the grammar asks for some")]
impl Frames {
    /// Frames a direct quotation: “…,” she said.
    pub(crate) const QUOTE: Frames = Frames(1);
    /// Takes a that-clause, with or without "that".
    pub(crate) const THAT: Frames = Frames(2);
    /// Takes whether, how, what: asked whether …
    pub(crate) const WH: Frames = Frames(4);
    /// Takes an infinitive: promised to …
    pub(crate) const TO: Frames = Frames(8);
    /// Takes the hearer as its object: told X, asked X, warned X.
    pub(crate) const HEARER: Frames = Frames(16);
    /// Reports its object: denied the claim, praised the plan.
    pub(crate) const OBJECT: Frames = Frames(32);
    /// May stand before its subject after a quotation: said Rubio.
    pub(crate) const INVERTS: Frames = Frames(64);
    /// Takes "… as …": described it as.
    pub(crate) const AS: Frames = Frames(128);
    /// Reports with a preposition: called for, spoke of.
    pub(crate) const OF: Frames = Frames(256);

    pub(crate) const fn any(self, other: Frames) -> bool {
        self.0 & other.0 != 0
    }
}
