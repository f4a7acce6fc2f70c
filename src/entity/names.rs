//! The names of a text: their distinct forms, how the text uses each, and whom each mention of one stands for.

use alloc::vec;
use alloc::vec::Vec;

use super::form::{self, Form};
use super::registry::{Referent, Registry, Sketch};
use super::table::Table;
use crate::Gender;
use crate::lexer::{Flags, TokenKind};
use crate::lexicon::entry;
use crate::mention::{Mention, MentionKind};
use crate::pipeline::Prose;
use crate::room::make_room;
use crate::span::Run;

/// One form of a name, and how the text uses it.
#[derive(Clone, Copy)]
pub(super) struct Name {
    pub(super) form: Form,
    pub(super) count: u32,
    /// How many of its mentions stand outside quotations.
    pub(super) narrated: u32,
    /// How often she, and he, is the next one spoken of.
    pub(super) pronouns: [u32; 2],
    /// How many of its mentions say where something is: "in Harwick".
    pub(super) located: u32,
    /// The mention that shows it best: not in capitals and not over a line's end, if there is one.
    pub(super) shown: u32,
    /// A handle that stands behind another form, as in "Ada Quill (@aquill)": that form.
    pub(super) handle_of: Option<u32>,
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
            (Gender::Unknown, shown) => shown,
            (followed, _) => followed,
        }
    }

    /// The same where the name is a surname: that men are called Reyes says nothing of Marisol Reyes.
    pub(super) fn gender_of_surname(&self) -> Gender {
        if self.form.titled_gender { self.form.gender } else { self.followed(2, 2) }
    }

    /// What the pronouns after it show, if there are so many, and so many times as many as of the others.
    fn followed(&self, least: u32, times: u32) -> Gender {
        let [she, he] = self.pronouns;
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
    /// The mentions that are names, in text order, each with its form.
    pub(super) uses: Vec<(u32, u32)>,
    /// Forms that follow one another in a sentence, each way, sorted: the one in the upper half, the other in the lower.
    beside: Vec<u64>,
    /// Names as they are written: what is written alike is read once.
    spellings: Table,
    /// Of each spelling its tokens, how many of them stand before the bare name, and its form.
    spelled: Vec<(Run, u32, u32)>,
    /// The numbers of the forms.
    numbers: Table,
}

/// What stands before a place.
const LOCATES: [u16; 3] = [entry("in"), entry("at"), entry("near")];

/// How many tokens after a name a pronoun may be its.
const NEAR: u32 = 40;

impl Names {
    /// Reads the form of every name.
    pub(super) fn collect(&mut self, prose: Prose<'_>, mentions: &[Mention]) {
        self.forms.clear();
        self.uses.clear();
        self.beside.clear();
        self.spellings.clear();
        self.spelled.clear();
        self.numbers.clear();
        let names = self;
        let mut sentences = prose.sentences.iter().map(|s| s.tokens.end).peekable();
        // The name before: its form, its quotation, where it ends, whether this is still its sentence.
        let mut last: Option<(u32, Option<u32>, u32, bool)> = None;
        let mut awaits = false;
        for (at, mention) in mentions.iter().enumerate() {
            if mention.kind == MentionKind::Pronoun {
                if let Some((form, quotation, end, _)) = last
                    && awaits
                    && quotation == mention.quotation()
                    && mention.tokens().start.saturating_sub(end) < NEAR
                    && let Some(name) = names.forms.get_mut(form as usize)
                {
                    let [she, he] = &mut name.pronouns;
                    match mention.gender {
                        Gender::Female => *she += 1,
                        Gender::Male => *he += 1,
                        _ => continue,
                    }
                    awaits = false;
                }
                continue;
            }
            if mention.kind != MentionKind::Name || mention.plural {
                continue;
            }
            let whole = Run { start: mention.tokens().start, end: mention.head().end };
            let bare = mention.head().start - mention.tokens().start.min(mention.head().start);
            let Some(written) = text_of(prose, whole) else { continue };
            let spelled = &names.spelled;
            let same = |number: u32| {
                spelled
                    .get(number as usize)
                    .is_some_and(|(run, skip, _)| *skip == bare && text_of(prose, *run) == Some(written))
            };
            let (spelling, fresh) = names.spellings.number(form::bytes(written), same);
            if fresh {
                let form =
                    Form::of(prose.text, prose.tokens, mention.tokens(), mention.head(), mention.gender);
                let number = form.map_or(u32::MAX, |form| names.number(form, at as u32, mentions.len()));
                make_room(&mut names.spelled, at, mentions.len());
                names.spelled.push((whole, bare, number));
                if let Some(name) = names.forms.get_mut(number as usize) {
                    let blemish = blemish(prose, mention.head());
                    if blemish < name.blemish {
                        (name.blemish, name.shown) = (blemish, at as u32);
                    }
                }
            }
            let Some(&(_, _, form)) = names.spelled.get(spelling as usize) else { continue };
            let Some(name) = names.forms.get_mut(form as usize) else { continue };
            name.count += 1;
            name.narrated += u32::from(mention.quotation().is_none());
            let before = (mention.tokens().start as usize).checked_sub(1).and_then(|at| prose.tokens.get(at));
            name.located += u32::from(before.is_some_and(|token| LOCATES.contains(&token.word)));
            make_room(&mut names.uses, at, mentions.len());
            names.uses.push((at as u32, form));
            if name.handle_of.is_none()
                && prose.tokens.get(mention.head().start as usize).is_some_and(|t| t.is(TokenKind::Handle))
            {
                let opens = before.is_some_and(|token| token.is(TokenKind::Open));
                name.handle_of = last
                    .filter(|&(before, _, end, _)| {
                        opens && end + 1 == mention.tokens().start && before != form
                    })
                    .map(|(before, ..)| before);
            }
            while sentences.next_if(|end| *end <= mention.tokens().start).is_some() {
                last = last.map(|(form, quotation, end, _)| (form, quotation, end, false));
            }
            if let Some((before, quotation, _, true)) = last
                && before != form
                && quotation == mention.quotation()
            {
                make_room(&mut names.beside, at, mentions.len());
                names.beside.extend([neighbours(before, form), neighbours(form, before)]);
            }
            last = Some((form, mention.quotation(), mention.tokens().end, true));
            awaits = true;
        }
        names.beside.sort_unstable();
    }

    /// Gives up what the forms were found by.
    pub(super) fn forget_spellings(&mut self) {
        (self.spellings, self.spelled, self.numbers) = Default::default();
    }

    /// The number of a form; the mention with it is one of so many.
    fn number(&mut self, form: Form, mention: u32, mentions: usize) -> u32 {
        let forms = &self.forms;
        let same = |number: u32| forms.get(number as usize).is_some_and(|name| name.form.whole == form.whole);
        let (number, fresh) = self.numbers.number(form.whole, same);
        if fresh {
            make_room(&mut self.forms, mention as usize, mentions);
            self.forms.push(Name {
                form,
                count: 0,
                narrated: 0,
                located: 0,
                pronouns: [0; 2],
                shown: mention,
                handle_of: None,
                blemish: u8::MAX,
            });
        } else if let Some(name) = self.forms.get_mut(number as usize)
            && name.form.gender == Gender::Unknown
        {
            name.form.gender = form.gender;
        }
        number
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
            self.forms.get(*form as usize).is_some_and(|name| name.form.title == form::Title::None)
        };
        let meet = |first, last| self.beside.binary_search(&neighbours(first, last)).is_ok();
        of(name.form.first).any(|first| of(name.form.last).filter(untitled).any(|last| meet(first, last)))
    }

    /// The forms that stand beside this one in a sentence, as often as they do.
    pub(super) fn beside(&self, form: u32) -> impl Iterator<Item = u32> + '_ {
        let from = self.beside.partition_point(|pair| *pair < neighbours(form, 0));
        let rest = self.beside.get(from..).unwrap_or_default();
        rest.iter().take_while(move |pair| **pair >> 32 == u64::from(form)).map(|pair| *pair as u32)
    }
}

fn neighbours(form: u32, other: u32) -> u64 {
    u64::from(form) << 32 | u64::from(other)
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

/// Gives every mention of a name its entity, and every description that the cast lists.
pub(super) fn assign(
    prose: Prose<'_>,
    mentions: &mut [Mention],
    names: &Names,
    who: &[Referent],
    registry: &Registry,
) {
    // Where each entity was last named, counted from one.
    let mut seen = vec![0_u32; registry.sketches.len()];
    for (at, form) in &names.uses {
        let entity = match who.get(*form as usize) {
            Some(Referent::One(entity)) => *entity,
            Some(Referent::Several(start, end)) => {
                let rivals = registry.rivals.get(*start as usize..*end as usize).unwrap_or_default();
                let weight = |entity: &&u32| {
                    let last = seen.get(**entity as usize).copied().unwrap_or_default();
                    let count = registry.sketches.get(**entity as usize).map_or(0, |s| s.count);
                    // Named lately: within some hundred mentions. Else whoever is named most.
                    let lately = last > 0 && *at + 1 - last.min(*at + 1) < RECENT;
                    (lately, if lately { last } else { count }, core::cmp::Reverse(**entity))
                };
                let Some(entity) = rivals.iter().max_by_key(weight) else { continue };
                *entity
            }
            _ => continue,
        };
        if let Some(seen) = seen.get_mut(entity as usize) {
            *seen = *at + 1;
        }
        if let Some(mention) = mentions.get_mut(*at as usize) {
            mention.stands_for(Some(entity));
        }
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
pub(super) fn put_in_order(mentions: &mut [Mention], sketches: &mut [Sketch]) {
    let mut next = sketches.iter().take_while(|sketch| sketch.cast.is_some()).count() as u32;
    let mut numbers: Vec<u32> = (0..next).collect();
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
    let settled = sketches.to_vec();
    for (sketch, number) in settled.into_iter().zip(numbers) {
        if let Some(place) = sketches.get_mut(number as usize) {
            *place = sketch;
        }
    }
}

/// How many mentions back a name is still fresh.
const RECENT: u32 = 120;
