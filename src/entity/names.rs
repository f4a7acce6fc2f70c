//! The names of a text: their distinct forms, how the text uses each, and whom each mention of one stands for.

use alloc::vec::Vec;
use core::cell::{Cell, OnceCell};

use super::form::{self, Form};
use super::gesture;
use super::registry::{Referent, Registry, Sketch};
use super::table::{GOLDEN, Table};
use crate::Gender;
use crate::lexer::{Flags, TokenKind};
use crate::lexicon::{Class, entry, is_one_of};
use crate::mention::{Mention, MentionKind, may_be_owned};
use crate::pipeline::Prose;
use crate::room::make_room;
use crate::segment::Segment;
use crate::span::{MaybeIndex, Run};

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
    blemish: u8,
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

    /// The same where the name is a surname: that men are called Reyes says nothing of Marisol Reyes.
    pub(super) fn gender_of_surname(&self) -> Gender {
        if self.form.titled_gender { self.form.gender } else { self.followed(3, 3) }
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

/// The distinct forms of the names in a text.
#[derive(Default)]
pub(super) struct Names {
    /// In order of first appearance.
    pub(super) forms: Vec<Name>,
    /// Forms that follow one another in a sentence: the one in the upper half, the other in the lower.
    pub(super) beside: Vec<u64>,
    /// Mentions by the hash of how they are written, the last of each hash, with their forms: what is written as it was
    /// just now need not be read again.
    written: Vec<(MaybeIndex, u32)>,
    /// The numbers of the forms.
    numbers: Table,
}

/// What stands before a place.
const LOCATES: [u16; 3] = [entry("in"), entry("at"), entry("near")];

const ITS: u16 = entry("its");
const HIM: u16 = entry("him");
const HER: u16 = entry("her");

const ONESELF: [u16; 2] = [entry("himself"), entry("herself")];
/// So many pronouns tell a gender by themselves.
const SURE: u16 = 2;

/// How many ways to write a name are kept in mind.
const WRITTEN: usize = 2048;
/// Of fewer mentions each name is read.
const FEW: usize = 32;

/// A name of one word that is used so often is somebody's.
pub(super) const OFTEN: u32 = 3;

/// How many tokens after a name a pronoun of the same paragraph may be its.
const NEAR: u32 = 40;

/// "Harper looked at her": whoever stands so beside a name, in the sentence of this number, is somebody else.
fn is_another(prose: Prose<'_>, pronoun: &Mention, sentence: usize) -> bool {
    let at = pronoun.tokens().start;
    let Some(word) = prose.tokens.get(at as usize).map(|token| token.word) else { return false };
    // "At her over the top" is no possessive.
    let owns = || {
        prose
            .tokens
            .get(at as usize + 1)
            .is_some_and(|next| may_be_owned(next) && !next.class().any(Class::PREPOSITION))
    };
    (word == HIM || word == HER && !owns()) && is_within(prose.sentences, sentence, pronoun)
}

/// Whether a mention stands before the end of the segment of this number.
fn is_within(segments: &[Segment], number: usize, mention: &Mention) -> bool {
    segments.get(number).is_some_and(|segment| mention.tokens().start < segment.tokens.end)
}

impl Names {
    /// Reads the form of every name, for which its mention stands from now on.
    pub(super) fn collect(&mut self, prose: Prose<'_>, mentions: &mut [Mention]) {
        self.forms.clear();
        self.beside.clear();
        self.written.clear();
        let ways = if mentions.len() < FEW { 0 } else { (mentions.len() / 4).next_power_of_two() };
        self.written.resize(ways.min(WRITTEN), (MaybeIndex::NONE, 0));
        self.numbers.clear();
        let all = mentions.len();
        let names = self;
        // How many sentences have ended, and how many paragraphs.
        let (mut ended, mut closed) = (0, 0);
        // The name before: its form, its quotation, where it ends, and how many sentences had ended there.
        let mut last: Option<(u32, Option<u32>, u32, usize)> = None;
        let mut awaits = false;
        for at in 0..all {
            let Some(mention) = mentions.get(at).copied() else { break };
            if mention.kind == MentionKind::Pronoun {
                if let Some((form, quotation, end, _)) = last
                    && awaits
                    && quotation == mention.quotation()
                    && mention.tokens().start.saturating_sub(end) < NEAR
                    && is_within(prose.paragraphs, closed, &mention)
                    && !is_another(prose, &mention, ended)
                    && let Some(name) = names.forms.get_mut(form as usize)
                {
                    // "Varga pulled herself along": whoever does so to herself is she.
                    let token = prose.tokens.get(mention.tokens().start as usize);
                    let own = gesture::is_own(prose.tokens, end, mention.tokens().start);
                    if own {
                        name.own = mention.gender;
                    }
                    let oneself = token.is_some_and(|token| is_one_of(token.word, &ONESELF));
                    let one = if oneself || own { SURE } else { 1 };
                    let [she, he] = &mut name.pronouns;
                    match mention.gender {
                        Gender::Female => *she = she.saturating_add(one),
                        Gender::Male => *he = he.saturating_add(one),
                        // "Norvik cut its outlook": what owns something so is nobody.
                        _ if prose
                            .tokens
                            .get(mention.tokens().start as usize)
                            .is_some_and(|its| its.word == ITS) => {}
                        _ => continue,
                    }
                    awaits = false;
                }
                continue;
            }
            if !is_single_name(&mention) {
                continue;
            }
            let (whole, bare) = spelling(&mention);
            let Some(written) = text_of(prose, whole) else { continue };
            let place = form::bytes(written).wrapping_mul(GOLDEN) >> 32;
            let place = place as usize & names.written.len().wrapping_sub(1);
            let (before, mut form) = names.written.get(place).copied().unwrap_or((MaybeIndex::NONE, 0));
            let known = before.get().and_then(|before| mentions.get(before as usize)).is_some_and(|known| {
                let (run, before) = spelling(known);
                before == bare && text_of(prose, run) == Some(written)
            });
            if !known {
                let read =
                    Form::of(prose.text, prose.tokens, mention.tokens(), mention.head(), mention.gender);
                form = read.map_or(u32::MAX, |form| names.number(form, at as u32, all));
                if let Some(slot) = names.written.get_mut(place) {
                    *slot = (Some(at as u32).into(), form);
                }
                if let Some(name) = names.forms.get_mut(form as usize).filter(|name| name.blemish > 0) {
                    let blemish = blemish(prose, mention.head());
                    if blemish < name.blemish {
                        (name.blemish, name.shown) = (blemish, at as u32);
                    }
                }
            }
            let Some(name) = names.forms.get_mut(form as usize) else { continue };
            name.count += 1;
            name.narrated += u32::from(mention.quotation().is_none());
            let before = (mention.tokens().start as usize).checked_sub(1).and_then(|at| prose.tokens.get(at));
            let located = before.is_some_and(|token| is_one_of(token.word, &LOCATES));
            name.located = name.located.saturating_add(u16::from(located));
            if let Some(mention) = mentions.get_mut(at) {
                mention.stands_for(Some(form));
            }
            if name.handle_of.is_none()
                && prose.tokens.get(mention.head().start as usize).is_some_and(|t| t.is(TokenKind::Handle))
            {
                let opens = before.is_some_and(|token| token.is(TokenKind::Open));
                name.handle_of = last
                    .filter(|&(before, _, end, _)| {
                        opens && end + 1 == mention.tokens().start && before != form
                    })
                    .map(|(before, ..)| before)
                    .into();
            }
            let over = |segments: &[Segment], at: usize| {
                segments.get(at).is_some_and(|segment| segment.tokens.end <= mention.tokens().start)
            };
            while over(prose.sentences, ended) {
                ended += 1;
            }
            while over(prose.paragraphs, closed) {
                closed += 1;
            }
            if let Some((before, quotation, _, sentence)) = last
                && sentence == ended
                && before != form
                && quotation == mention.quotation()
            {
                make_room(&mut names.beside, at, all);
                names.beside.push(neighbours(before, form));
            }
            last = Some((form, mention.quotation(), mention.tokens().end, ended));
            awaits = true;
        }
    }

    /// Gives up what the forms were found by, and neighbours that nobody asks for.
    pub(super) fn forget_spellings(&mut self) {
        (self.written, self.numbers) = Default::default();
        let forms = &self.forms;
        self.beside.retain(|pair| is_asked(forms, *pair) || is_asked(forms, turned(*pair)));
        self.beside.shrink_to_fit();
    }

    /// The number of a form; the mention with it is one of so many.
    fn number(&mut self, form: Form, mention: u32, mentions: usize) -> u32 {
        let forms = &self.forms;
        let key_of = |number: u32| forms.get(number as usize).map(|name| name.form.whole);
        let (number, fresh) = self.numbers.number(form.whole, key_of);
        if fresh {
            make_room(&mut self.forms, mention as usize, mentions);
            self.forms.push(Name {
                form,
                count: 0,
                narrated: 0,
                located: 0,
                pronouns: [0; 2],
                own: Gender::Unknown,
                shown: mention,
                handle_of: MaybeIndex::NONE,
                blemish: u8::MAX,
            });
        } else if let Some(name) = self.forms.get_mut(number as usize)
            && name.form.gender == Gender::Unknown
        {
            name.form.gender = form.gender;
        }
        number
    }

    /// The words that names of several begin and end with, sorted.
    pub(super) fn ends(&self) -> Vec<u64> {
        let full = self.forms.iter().map(|name| &name.form).filter(|form| form.words > 1);
        let mut ends: Vec<u64> = full.flat_map(|form| [form.first, form.last]).collect();
        ends.sort_unstable();
        ends
    }
}

/// Which forms stand beside which in a sentence: put in order when somebody asks, as hardly any text's names do.
pub(super) struct Neighbours<'n> {
    pub(super) names: &'n Names,
    /// Those that follow one another, until somebody asks.
    beside: Cell<Vec<u64>>,
    /// Each way, sorted, as far as anybody asks.
    sorted: OnceCell<Vec<u64>>,
}

impl<'n> Neighbours<'n> {
    pub(super) fn of(names: &'n Names, beside: Vec<u64>) -> Neighbours<'n> {
        Neighbours { names, beside: Cell::new(beside), sorted: OnceCell::new() }
    }

    fn sorted(&self) -> &[u64] {
        let asked = |pair: &u64| is_asked(&self.names.forms, *pair);
        self.sorted.get_or_init(|| {
            let mut beside = self.beside.take();
            let turned = |pair: &u64| turned(*pair);
            beside.reserve_exact(beside.iter().map(turned).filter(asked).count());
            for at in 0..beside.len() {
                beside.extend(beside.get(at).map(turned).filter(asked));
            }
            beside.retain(asked);
            beside.sort_unstable();
            beside
        })
    }

    /// Whether a name that occurs once is two people's that merely meet: "on Margaret Ada made an impression".
    ///
    /// `singles` are the names of one word, sorted, with their forms.
    pub(super) fn meet(&self, singles: &[(u64, u32)], name: &Name) -> bool {
        if name.count > 1 || name.form.words != 2 {
            return false;
        }
        let of = |word: u64| {
            let from = singles.partition_point(|single| single.0 < word);
            let rest = singles.get(from..).unwrap_or_default();
            rest.iter().take(4).take_while(move |single| single.0 == word).map(|single| single.1)
        };
        let untitled = |form: &u32| {
            self.names.forms.get(*form as usize).is_some_and(|name| name.form.title == form::Title::None)
        };
        let meet = |first, last| self.sorted().binary_search(&neighbours(first, last)).is_ok();
        of(name.form.first).any(|first| of(name.form.last).filter(untitled).any(|last| meet(first, last)))
    }

    /// The forms that stand beside this one in a sentence, as often as they do.
    pub(super) fn beside(&self, form: u32) -> impl Iterator<Item = u32> + '_ {
        let sorted = self.sorted();
        let from = sorted.partition_point(|pair| *pair < neighbours(form, 0));
        let rest = sorted.get(from..).unwrap_or_default();
        rest.iter().take_while(move |pair| **pair >> 32 == u64::from(form)).map(|pair| *pair as u32)
    }
}

/// Whether a mention is the name of one person or thing.
pub(super) fn is_single_name(mention: &Mention) -> bool {
    mention.kind == MentionKind::Name && !mention.plural
}

/// The tokens of a name up to its bare name's end, and how many of them stand before that.
fn spelling(mention: &Mention) -> (Run, u32) {
    let (start, head) = (mention.tokens().start, mention.head());
    (Run { start, end: head.end }, head.start.saturating_sub(start))
}

fn neighbours(form: u32, other: u32) -> u64 {
    u64::from(form) << 32 | u64::from(other)
}

/// The same of the other.
fn turned(pair: u64) -> u64 {
    pair.rotate_left(32)
}

/// Whether anybody may ask who stands beside the first of two forms.
fn is_asked(forms: &[Name], pair: u64) -> bool {
    forms.get((pair >> 32) as usize).is_some_and(|name| {
        name.count >= OFTEN || name.form.given || name.form.words > 1 || name.form.title != form::Title::None
    })
}

fn text_of(prose: Prose<'_>, run: Run) -> Option<&str> {
    let first = prose.tokens.get(run.start as usize)?;
    let last = prose.tokens.get((run.end as usize).checked_sub(1)?)?;
    prose.text.get(first.start as usize..last.end() as usize)
}

/// What speaks against showing a name as it is written here.
fn blemish(prose: Prose<'_>, head: Run) -> u8 {
    let tokens = prose.tokens.get(head.range()).unwrap_or_default();
    let capitals = tokens.iter().any(|t| t.has(Flags::CAPITALS) && t.len > 3);
    let broken = tokens.iter().skip(1).any(|t| t.has(Flags::LINE));
    u8::from(capitals) * 2 + u8::from(broken)
}

/// Gives every mention of a name the entity of its form, and one to every description that the cast lists.
pub(super) fn assign(
    prose: Prose<'_>,
    mentions: &mut [Mention],
    who: &[Referent],
    registry: &Registry,
    seen: &mut Vec<u32>,
) {
    // Where each entity was last named, counted from one.
    seen.clear();
    seen.resize(registry.sketches.len(), 0_u32);
    // Whose a form of several people's was last: "Petit" stays Cornelis Petit when his son Joost has come in.
    let several = who.iter().any(|referent| matches!(referent, Referent::Several(_)));
    let mut kept = alloc::vec![MaybeIndex::NONE; if several { who.len() } else { 0 }];
    for (at, mention) in (0u32..).zip(mentions.iter_mut()).filter(|(_, mention)| is_single_name(mention)) {
        let Some(form) = mention.entity() else { continue };
        mention.stands_for(None);
        let entity = match who.get(form as usize) {
            Some(Referent::One(entity)) => *entity,
            Some(Referent::Several(list)) => {
                let rivals = registry.rivals(*list);
                let weight = |entity: &&u32| {
                    let last = seen.get(**entity as usize).copied().unwrap_or_default();
                    let count = registry.sketches.get(**entity as usize).map_or(0, |s| s.count);
                    // Named lately: within some hundred mentions. Else whoever is named most.
                    let lately = last > 0 && at + 1 - last.min(at + 1) < RECENT;
                    let own = kept.get(form as usize).copied().unwrap_or_default().get() == Some(**entity);
                    (lately && own, lately, if lately { last } else { count }, core::cmp::Reverse(**entity))
                };
                let Some(entity) = rivals.iter().max_by_key(weight) else { continue };
                if let Some(kept) = kept.get_mut(form as usize) {
                    *kept = Some(*entity).into();
                }
                *entity
            }
            _ => continue,
        };
        if let Some(seen) = seen.get_mut(entity as usize) {
            *seen = at + 1;
        }
        mention.stands_for(Some(entity));
    }
    if registry.has_cast() {
        let described = mentions.iter_mut().filter(|m| m.kind == MentionKind::Nominal);
        for mention in described {
            let core = Run { start: mention.tokens().start, end: mention.head().end };
            let hash =
                |run: Run| prose.tokens.get(run.range()).map(|tokens| form::phrase(prose.text, tokens));
            let whole = hash(mention.tokens()).and_then(|hash| registry.described(hash));
            mention.stands_for(whole.or_else(|| hash(core).and_then(|hash| registry.described(hash))));
        }
    }
}

/// Numbers the entities anew, in the order of the text: the members of a cast, then the others as they are mentioned.
pub(super) fn put_in_order(mentions: &mut [Mention], sketches: &mut [Sketch], numbers: &mut Vec<u32>) {
    let mut next = sketches.iter().take_while(|sketch| sketch.cast.is_some()).count() as u32;
    numbers.clear();
    numbers.extend(0..next);
    numbers.resize(sketches.len(), u32::MAX);
    let mut take = || {
        next += 1;
        next - 1
    };
    for mention in mentions {
        let Some(number) = mention.entity().and_then(|entity| numbers.get_mut(entity as usize)) else {
            continue;
        };
        if *number == u32::MAX {
            *number = take();
        }
        mention.stands_for(Some(*number));
    }
    let unmentioned = numbers.iter_mut().filter(|number| **number == u32::MAX);
    unmentioned.for_each(|number| *number = take());
    for at in 0..numbers.len() {
        // Each exchange brings a sketch to its place.
        while let Some(number) = numbers.get(at).map(|number| *number as usize).filter(|number| *number != at)
        {
            sketches.swap(at, number);
            numbers.swap(at, number);
        }
    }
}

/// How many mentions back a name is still fresh.
const RECENT: u32 = 120;
