//! Makes `tables.rs` from the word lists. `INQUIT_REGENERATE=1 cargo test lexicon` writes it anew; without the
//! variable the same test fails where the lists and the tables differ.

use super::look_up::key;
use super::{BEYOND, BLOCK_BITS, BLOCKS, BUCKET_BITS, Class, Frames, SLOT_BITS};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::string::{String, ToString};
use std::vec::Vec;
use std::{format, vec};

macro_rules! lists {
    ($($name:literal),*) => { &[$(($name, include_str!(concat!("data/", $name, ".txt")))),*] };
}

/// The lists whose lines are a word and its classes, each with the class that all of its words have.
pub(super) const LISTS: &[(&str, &str)] = lists!(
    "closed",
    "words",
    "given",
    "titles",
    "kin",
    "persons",
    "roles",
    "groups",
    "organisations",
    "documents",
    "cue_nouns",
    "address",
    "times",
    "abbreviations",
    "particles",
    "places",
    "demonyms"
);
pub(super) const VERBS: &str = include_str!("data/verbs.txt");
pub(super) const IRREGULAR: &str = include_str!("data/irregular.txt");
pub(super) const NICKNAMES: &str = include_str!("data/nicknames.txt");
pub(super) const PHRASAL: &str = include_str!("data/phrasal.txt");
pub(super) const FREQUENT: &str = include_str!("data/frequent.txt");

pub(super) fn lines(list: &str) -> impl Iterator<Item = (&str, Vec<&str>)> {
    list.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| {
        let mut words = line.split(' ');
        (words.next().unwrap_or_default(), words.collect())
    })
}

fn class_of(name: &str) -> Class {
    let name = name.to_uppercase();
    let found = Class::NAMES.iter().find(|(known, _)| *known == name);
    found.unwrap_or_else(|| panic!("no class is called {name}")).1
}

fn frame_of(name: &str) -> Option<Frames> {
    Some(match name {
        "quote" => Frames::QUOTE,
        "that" => Frames::THAT,
        "wh" => Frames::WH,
        "to" => Frames::TO,
        "hearer" => Frames::HEARER,
        "object" => Frames::OBJECT,
        "inverts" => Frames::INVERTS,
        "as" => Frames::AS,
        "of" => Frames::OF,
        _ => return None,
    })
}

/// The forms of a verb: past, participle, -ing, third person; several where there are variants.
pub(super) fn forms(base: &str) -> [Vec<String>; 4] {
    if let Some((_, given)) = lines(IRREGULAR).find(|(verb, _)| *verb == base) {
        let mut columns =
            given.into_iter().map(|column| column.split('/').map(ToString::to_string).collect());
        return core::array::from_fn(|_| columns.next().unwrap_or_default());
    }
    let vowel = |c: u8| b"aeiou".contains(&c);
    let bytes = base.as_bytes();
    let before = |n: usize| bytes.len().checked_sub(n).map_or(0, |at| bytes[at]);
    let (last, previous) = (before(1), before(2));
    let cut = |n: usize| &base[..base.len() - n];
    let to_ies = last == b'y' && !vowel(previous);
    let one_vowel = bytes.len() > 2 && bytes[..bytes.len() - 2].iter().all(|c| !vowel(*c) && *c != b'y');
    let quiet = base.starts_with("qu") && bytes.len() == 4;
    let doubles = (one_vowel || quiet) && vowel(previous) && !vowel(last) && !b"wxy".contains(&last);
    let stem = if doubles { format!("{base}{}", last as char) } else { base.to_string() };
    let past = match last {
        b'e' => format!("{base}d"),
        _ if to_ies => format!("{}ied", cut(1)),
        _ => format!("{stem}ed"),
    };
    let gerund = match (previous, last) {
        (b'i', b'e') => format!("{}ying", cut(2)),
        (b'e' | b'o' | b'y', b'e') => format!("{base}ing"),
        (_, b'e') => format!("{}ing", cut(1)),
        _ => format!("{stem}ing"),
    };
    let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|end| base.ends_with(end));
    let third = match last {
        _ if to_ies => format!("{}ies", cut(1)),
        _ if hisses || last == b'o' && !vowel(previous) => format!("{base}es"),
        _ => format!("{base}s"),
    };
    [vec![past.clone()], vec![past], vec![gerund], vec![third]]
}

/// The places of the frequent words among all, by how often they stand in texts. Their slots lie close together, so that
/// they stay in the processor's nearest cache.
struct Ranks(BTreeMap<&'static str, usize>);

impl Ranks {
    /// That of every other word.
    const REST: usize = usize::MAX;

    fn read() -> Ranks {
        Ranks(lines(FREQUENT).map(|(word, _)| word).zip(0..).collect())
    }

    fn of(&self, word: &str) -> usize {
        self.0.get(word).copied().unwrap_or(Self::REST)
    }
}

/// The plural of a noun for somebody, unless it has one of its own: children, thieves, wives.
fn plural(one: &str) -> Option<String> {
    let cut = |n: usize| &one[..one.len() - n];
    let ends = |ends: &[&str]| ends.iter().any(|end| one.ends_with(end));
    if ends(&["child", "f", "fe", "o", "us", "s"]) {
        return None;
    }
    Some(match one {
        _ if ends(&["man"]) => format!("{}men", cut(3)),
        _ if ends(&["x", "sh", "ch"]) && one != "monarch" => format!("{one}es"),
        _ if one.ends_with('y') && !ends(&["ay", "ey", "oy"]) => format!("{}ies", cut(1)),
        _ => format!("{one}s"),
    })
}

/// What the lists say, joined.
#[derive(Default)]
pub(super) struct Lexicon {
    pub(super) classes: BTreeMap<String, Class>,
    pub(super) lemmas: BTreeMap<String, String>,
    frames: BTreeMap<String, Frames>,
}

impl Lexicon {
    fn add(&mut self, word: &str, class: Class) {
        let entry = self.classes.entry(word.to_string()).or_default();
        *entry = entry.or(class);
    }

    pub(super) fn read() -> Self {
        let mut all = Self::default();
        let closed: BTreeSet<&str> = lines(LISTS[0].1).map(|(word, _)| word).collect();
        for (name, list) in LISTS {
            let implied = match *name {
                "closed" | "words" => Class::COMMON,
                "particles" => Class::NONE,
                "abbreviations" => Class::ABBREVIATION,
                "address" => Class::ADDRESS,
                _ => class_of(name.strip_suffix('s').unwrap_or(name)),
            };
            for (word, classes) in lines(list) {
                if *name == "words" && closed.contains(word) {
                    continue;
                }
                let mut class = implied;
                for name in classes {
                    class = class.or(if name == "particle" { Class::PARTICLE } else { class_of(name) });
                }
                if *name == "particles" && !class.any(Class::SUFFIX.or(Class::ABBREVIATION)) {
                    class = class.or(Class::PARTICLE);
                }
                all.add(word, class);
            }
        }
        for (_, list) in LISTS.iter().filter(|(name, _)| ["roles", "persons"].contains(name)) {
            for several in lines(list).filter_map(|(one, _)| plural(one)) {
                if !all.classes.contains_key(&several) {
                    all.add(&several, Class::GROUP.or(Class::MANY).or(Class::PLURAL));
                }
            }
        }
        for (nickname, full) in lines(NICKNAMES) {
            all.add(nickname, Class::GIVEN);
            for full in full {
                all.add(full, Class::GIVEN);
            }
        }
        let reporting: BTreeMap<&str, Vec<&str>> = lines(VERBS).collect();
        let mut verbs: BTreeSet<String> = reporting.keys().map(ToString::to_string).collect();
        let bases = all.classes.iter().filter(|(_, class)| class.any(Class::BASE));
        verbs.extend(bases.map(|(word, _)| word.clone()).filter(|word| !closed.contains(word.as_str())));
        // Irregular verbs last, so that "found" is a form of "find", and reporting verbs after all others.
        let irregular: BTreeSet<&str> = lines(IRREGULAR).map(|(word, _)| word).collect();
        let mut order: Vec<String> = verbs.into_iter().collect();
        order.sort_by_key(|verb| {
            (reporting.contains_key(verb.as_str()), irregular.contains(verb.as_str()), verb.clone())
        });
        for verb in order {
            let mut senses = Class::NONE;
            let mut frames = Frames(0);
            let known = reporting.get(verb.as_str());
            for name in known.into_iter().flatten() {
                match frame_of(name) {
                    Some(frame) => frames.0 |= frame.0,
                    None => senses = senses.or(class_of(name)),
                }
            }
            all.add(&verb, senses.or(Class::BASE));
            if known.is_some() {
                all.frames.insert(verb.clone(), frames);
            }
            let parts = [Class::PAST, Class::PARTICIPLE, Class::GERUND, Class::THIRD];
            for (forms, part) in forms(&verb).iter().zip(parts) {
                for form in forms {
                    let listed = all.classes.contains_key(form);
                    if known.is_none() && !listed || closed.contains(form.as_str()) {
                        continue;
                    }
                    all.add(form, senses.or(part));
                    let own = reporting.contains_key(form.as_str()) && *form != verb;
                    if *form != verb && !own {
                        all.lemmas.insert(form.clone(), verb.clone());
                    }
                }
            }
        }
        for (verb, particles) in lines(PHRASAL) {
            all.add(verb, Class::BASE);
            for particle in particles {
                all.add(particle, Class::NONE);
            }
        }
        all
    }

    /// The word of each number, those of a set from a new block on, and the set of each block. The first block stays
    /// empty: its first number stands for every unlisted word.
    fn number(&self, sets: &[u64]) -> (Vec<Option<&str>>, Vec<usize>) {
        let mut words = vec![None; 1 << BLOCK_BITS];
        let mut blocks = vec![0];
        for (set, classes) in sets.iter().enumerate() {
            let own = self.classes.iter().filter(|(_, class)| class.0 == *classes);
            words.extend(own.map(|(word, _)| Some(word.as_str())));
            words.resize(words.len().next_multiple_of(1 << BLOCK_BITS), None);
            blocks.resize(words.len() >> BLOCK_BITS, set);
        }
        assert!(words.len() <= usize::from(BEYOND), "the numbers do not suffice for all words");
        blocks.resize(BLOCKS, 0);
        (words, blocks)
    }

    /// The tables as Rust source.
    pub(super) fn source(&self) -> String {
        let (pilots, slots) = place(self.classes.keys().map(String::as_str), &Ranks::read());
        let sets: BTreeSet<u64> =
            core::iter::once(0).chain(self.classes.values().map(|class| class.0)).collect();
        let sets: Vec<u64> = sets.into_iter().collect();
        let (words, blocks) = self.number(&sets);
        let number: BTreeMap<&str, u16> =
            words.iter().enumerate().filter_map(|(at, word)| word.map(|word| (word, at as u16))).collect();
        let by_number =
            |of: &dyn Fn(&str) -> usize| words.iter().map(|word| word.map_or(0, of)).collect::<Vec<_>>();
        let lemma = |word: &str| self.lemmas.get(word).map_or(0, |lemma| number[lemma.as_str()]);
        let stem = |word: &str| usize::from(key(self.lemmas.get(word).map_or(word, String::as_str)).hash());
        let mut frames: Vec<(u16, u16)> =
            self.frames.iter().map(|(verb, frames)| (number[verb.as_str()], frames.0)).collect();
        frames.sort_unstable();
        let pairs = |list: &str| {
            let mut pairs: Vec<(u16, u16)> = Vec::new();
            for (first, rest) in lines(list) {
                pairs.extend(rest.iter().map(|second| (number[first], number[second])));
            }
            pairs.sort_unstable();
            pairs
        };
        let mut out =
            String::from("//! Made from the lists in data/ by the test in generate.rs; do not edit.\n\n");
        table(&mut out, "PILOTS: [u8", pilots.iter());
        let slot = |word: &Option<&str>| word.map_or((0, 0), |word| (key(word).check(), number[word]));
        let slots = slots.iter().map(slot).map(|(check, number)| format!("({check},{number})"));
        table(&mut out, "SLOTS: [(u16, u16)", slots);
        table(&mut out, "BLOCKS: [u16", blocks.iter());
        // As many as a mask can tell apart, the last of them nobody's.
        let none = core::iter::repeat_n(&0, sets.len().next_power_of_two() - sets.len());
        table(&mut out, "SETS: [u64", sets.iter().chain(none));
        table(&mut out, "STEMS: [u16", by_number(&stem).iter());
        table(&mut out, "LEMMAS: [u16", by_number(&|word| usize::from(lemma(word))).iter());
        pair_table(&mut out, "FRAMES", &frames);
        pair_table(&mut out, "NICKNAMES", &pairs(NICKNAMES));
        pair_table(&mut out, "PHRASAL", &pairs(PHRASAL));
        out
    }
}

/// How often buckets may give way to others before the table counts as full.
const MOVES: usize = 1 << 14;
/// As how many others a frequent word counts that would have to give way.
const LOTH: usize = 16;

/// A pilot for each bucket, so that every word has a slot of its own, and the word in each slot. The buckets of the most
/// frequent words choose first, and the foremost slots; then the fullest. One that finds no room takes the place of the
/// fewest words, of the frequent least of all, whose buckets then choose anew.
fn place<'w>(words: impl Iterator<Item = &'w str>, ranks: &Ranks) -> (Vec<u8>, Vec<Option<&'w str>>) {
    let mut buckets: Vec<Vec<&str>> = vec![vec![]; 1 << BUCKET_BITS];
    for word in words {
        buckets[key(word).bucket()].push(word);
    }
    for words in &mut buckets {
        words.sort_by_key(|word| ranks.of(word));
    }
    let mut waiting: Vec<usize> = (0..buckets.len()).collect();
    let first = |bucket: usize| buckets[bucket].first().map_or(Ranks::REST, |word| ranks.of(word));
    waiting.sort_by_key(|&bucket| (Reverse(first(bucket)), buckets[bucket].len()));
    let mut pilots = vec![0; 1 << BUCKET_BITS];
    let mut slots: Vec<Option<&str>> = vec![None; 1 << SLOT_BITS];
    let mut moves = 0;
    while let Some(bucket) = waiting.pop() {
        let words = &buckets[bucket];
        let wanted = |pilot: u8| words.iter().map(move |word| key(word).slot(pilot));
        let whole = |pilot: &u8| {
            let mut wanted: Vec<usize> = wanted(*pilot).collect();
            wanted.sort_unstable();
            wanted.windows(2).all(|pair| pair[0] != pair[1])
        };
        let cost = |word: &str| if ranks.of(word) < Ranks::REST { LOTH } else { 1 };
        let taken = |pilot: u8| wanted(pilot).filter_map(|slot| slots[slot]).map(cost).sum::<usize>();
        let frequent = words.first().filter(|word| ranks.of(word) < Ranks::REST);
        let foremost = |pilot: u8| frequent.map_or(0, |word| key(word).slot(pilot));
        // Another order each time, so that two buckets do not drive each other out for ever.
        let order = (0..=u8::MAX).map(|pilot| pilot.wrapping_add((moves * 37) as u8));
        let pilot = order
            .filter(whole)
            .min_by_key(|pilot| (taken(*pilot), foremost(*pilot)))
            .expect("a bucket fits an empty table");
        for word in words {
            if let Some(driven) = slots[key(word).slot(pilot)] {
                moves += 1;
                assert!(moves < MOVES, "the table has room; otherwise SLOT_BITS is too small");
                let other = key(driven).bucket();
                for word in &buckets[other] {
                    slots[key(word).slot(pilots[other])] = None;
                }
                waiting.push(other);
            }
            slots[key(word).slot(pilot)] = Some(word);
        }
        pilots[bucket] = pilot;
    }
    (pilots, slots)
}

fn table<T: ToString>(out: &mut String, head: &str, items: impl Iterator<Item = T>) {
    let items: Vec<String> = items.map(|item| item.to_string()).collect();
    let _ = writeln!(out, "pub(super) static {head}; {}] = [", items.len());
    for line in items.chunks(16) {
        let _ = writeln!(out, "{},", line.join(","));
    }
    out.push_str("];\n");
}

fn pair_table(out: &mut String, name: &str, pairs: &[(u16, u16)]) {
    table(out, &format!("{name}: [(u16, u16)"), pairs.iter().map(|(a, b)| format!("({a},{b})")));
}
