//! Reading the names of a text from its mentions, in their order.

use super::form::{self, Form};
use super::gesture;
use super::names::{Name, Names, is_single_name};
use super::neighbours::side_by_side;
use super::table::GOLDEN;
use crate::Gender;
use crate::lexer::{Flags, TokenKind};
use crate::lexicon::{Class, entry, is_one_of};
use crate::mention::{Mention, MentionKind, may_be_owned};
use crate::pipeline::Prose;
use crate::room::make_room;
use crate::segment::Segment;
use crate::span::{MaybeIndex, Run};

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

/// A name that others are read beside.
#[derive(Clone, Copy)]
struct Last {
    form: u32,
    quotation: Option<u32>,
    /// The token behind it.
    end: u32,
    /// How many sentences had ended there.
    sentence: usize,
}

/// How far the mentions have been read.
#[derive(Default)]
struct Place {
    /// How many sentences have ended, and how many paragraphs.
    sentences: usize,
    paragraphs: usize,
    /// The name before.
    last: Option<Last>,
    /// Whether no pronoun has followed it.
    awaits: bool,
}

impl Place {
    /// Goes on to a mention.
    fn reach(&mut self, prose: Prose<'_>, mention: &Mention) {
        let over = |segments: &[Segment], at: usize| {
            segments.get(at).is_some_and(|segment| segment.tokens.end <= mention.tokens().start)
        };
        while over(prose.sentences, self.sentences) {
            self.sentences += 1;
        }
        while over(prose.paragraphs, self.paragraphs) {
            self.paragraphs += 1;
        }
    }
}

impl Names {
    /// Reads the form of every name, for which its mention stands from now on.
    pub(super) fn collect(&mut self, prose: Prose<'_>, mentions: &mut [Mention]) {
        let all = mentions.len();
        self.clear(all);
        let mut place = Place::default();
        for at in 0..all {
            let Some(mention) = mentions.get(at).copied() else { break };
            if mention.kind == MentionKind::Pronoun {
                self.follow(prose, &mention, &mut place);
                continue;
            }
            if !is_single_name(&mention) {
                continue;
            }
            let Some(form) = self.form_of(prose, mentions, at) else { continue };
            let Some(name) = self.forms.get_mut(form as usize) else { continue };
            name.use_in(prose, &mention, form, place.last);
            if let Some(mention) = mentions.get_mut(at) {
                mention.stands_for(Some(form));
            }
            place.reach(prose, &mention);
            let quotation = mention.quotation();
            let last = Last { form, quotation, end: mention.tokens().end, sentence: place.sentences };
            if let Some(before) = place.last
                && before.sentence == last.sentence
                && before.form != form
                && before.quotation == quotation
            {
                make_room(&mut self.beside, at, all);
                self.beside.push(side_by_side(before.form, form));
            }
            place.last = Some(last);
            place.awaits = true;
        }
    }

    /// Forgets the text before; the next has so many mentions.
    fn clear(&mut self, mentions: usize) {
        self.forms.clear();
        self.beside.clear();
        self.written.clear();
        let ways = if mentions < FEW { 0 } else { (mentions / 4).next_power_of_two() };
        self.written.resize(ways.min(WRITTEN), (MaybeIndex::NONE, 0));
        self.numbers.clear();
    }

    /// The form of the mention of this number, read unless it is written as one just now was.
    fn form_of(&mut self, prose: Prose<'_>, mentions: &[Mention], at: usize) -> Option<u32> {
        let mention = mentions.get(at)?;
        let (whole, bare) = spelling(mention);
        let written = text_of(prose, whole)?;
        let slot = form::bytes(written).wrapping_mul(GOLDEN) >> 32;
        let slot = slot as usize & self.written.len().wrapping_sub(1);
        let (before, known) = self.written.get(slot).copied().unwrap_or((MaybeIndex::NONE, 0));
        let same = before.get().and_then(|before| mentions.get(before as usize)).is_some_and(|known| {
            let (run, before) = spelling(known);
            before == bare && text_of(prose, run) == Some(written)
        });
        if same {
            return Some(known);
        }
        let read = Form::of(prose.text, prose.tokens, mention.tokens(), mention.head(), mention.gender);
        let form = read.map_or(u32::MAX, |form| self.number(form, at as u32, mentions.len()));
        if let Some(slot) = self.written.get_mut(slot) {
            *slot = (Some(at as u32).into(), form);
        }
        if let Some(name) = self.forms.get_mut(form as usize).filter(|name| name.blemish > 0) {
            let blemish = blemish(prose, mention.head());
            if blemish < name.blemish {
                (name.blemish, name.shown) = (blemish, at as u32);
            }
        }
        Some(form)
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

    /// Notes what a pronoun shows of the name before it.
    fn follow(&mut self, prose: Prose<'_>, pronoun: &Mention, place: &mut Place) {
        let Some(last) = place.last.filter(|_| place.awaits) else { return };
        let at = pronoun.tokens().start;
        if last.quotation != pronoun.quotation()
            || at.saturating_sub(last.end) >= NEAR
            || !is_within(prose.paragraphs, place.paragraphs, pronoun)
            || is_another(prose, pronoun, place.sentences)
        {
            return;
        }
        let Some(name) = self.forms.get_mut(last.form as usize) else { return };
        let is =
            |words: &[u16]| prose.tokens.get(at as usize).is_some_and(|token| is_one_of(token.word, words));
        // "Varga pulled herself along": whoever does so to herself is she.
        let own = gesture::is_own(prose.tokens, last.end, at);
        if own {
            name.own = pronoun.gender;
        }
        let one = if own || is(&ONESELF) { SURE } else { 1 };
        let [she, he] = &mut name.pronouns;
        match pronoun.gender {
            Gender::Female => *she = she.saturating_add(one),
            Gender::Male => *he = he.saturating_add(one),
            // "Norvik cut its outlook": what owns something so is nobody.
            _ if is(&[ITS]) => {}
            _ => return,
        }
        place.awaits = false;
    }
}

impl Name {
    /// Counts a mention of it, which follows another name.
    fn use_in(&mut self, prose: Prose<'_>, mention: &Mention, form: u32, last: Option<Last>) {
        self.count += 1;
        self.narrated += u32::from(mention.quotation().is_none());
        let start = mention.tokens().start;
        let before = (start as usize).checked_sub(1).and_then(|at| prose.tokens.get(at));
        let located = before.is_some_and(|token| is_one_of(token.word, &LOCATES));
        self.located = self.located.saturating_add(u16::from(located));
        if self.handle_of.is_none()
            && prose.tokens.get(mention.head().start as usize).is_some_and(|t| t.is(TokenKind::Handle))
            && before.is_some_and(|token| token.is(TokenKind::Open))
        {
            let owner = last.filter(|last| last.end + 1 == start && last.form != form);
            self.handle_of = owner.map(|last| last.form).into();
        }
    }
}

/// The tokens of a name up to its bare name's end, and how many of them stand before that.
fn spelling(mention: &Mention) -> (Run, u32) {
    let (start, head) = (mention.tokens().start, mention.head());
    (Run { start, end: head.end }, head.start.saturating_sub(start))
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
