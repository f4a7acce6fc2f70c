//! A second look at each quotation, now that its clause and the statements around it are known: does it report somebody,
//! or is it a title, a nickname, a so-called thing?
//!
//! The first look had the quotation's marks and nearest neighbours alone. This one weighs more of the words around it,
//! what it is made of, and what the grammar and the statements made of it. News and fiction have their own weights: in
//! news one quotation in ten reports nobody, and most of these are words in the midst of a sentence; in fiction hardly
//! any does.

use alloc::vec::Vec;

use super::{AttributionKind, Method, Output, Relation, owner};
use crate::Span;
use crate::clause;
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::model::{Sink, Sum, Table, pair};
use crate::pipeline::Prose;
use crate::quotation::{Quotation, QuoteKind, kinds};
use crate::room::make_room;
use crate::span::MaybeIndex;

/// Two tables, written by the trainer: of news, of fiction.
pub(crate) static WEIGHTS: &[u8] = include_bytes!("../model/weights/review.bin");

/// The bits of each table's size.
pub(crate) const BITS: u32 = 16;

/// The least score of a quotation that keeps its relation. In news many words in the midst of a sentence report nobody,
/// and to put those into somebody's mouth is worse than to miss a word of his; of whole utterances hardly any, and those few
/// score higher. In fiction it is the speech that must not be missed, and words that a clause reports are hardly ever the teller's.
fn least(kind: QuoteKind, report: bool, known: Known<'_>) -> i32 {
    let clause = known.relation.is_some_and(|relation| relation.cue.is_some());
    match (report, kind) {
        (true, QuoteKind::Direct) => 28,
        (true, _) => 22,
        (false, QuoteKind::Mixed) if clause => -40,
        (false, _) => -8,
    }
}

/// Takes quotations that report nobody out of their relations.
pub(super) fn review(
    prose: Prose<'_>,
    quotations: &mut [Quotation],
    weights: &[u8],
    report: bool,
    out: &mut Output<'_>,
) {
    let of_genre = if report { Some(weights) } else { weights.get(1 << BITS..) };
    let Some(weights) = of_genre.and_then(|weights| weights.first_chunk::<{ 1 << BITS }>()) else { return };
    let table = Table::new(weights);
    let is_bare = |index: usize, quotation: &Quotation| {
        if !doubtful(quotation) {
            return false;
        }
        let known = Known::of(index, out.relations, out.relation_of, out.content);
        let settled = kinds::View::new(prose, quotations, index).is_some_and(|view| known.is_settled(&view))
            || is_sentence(prose, quotation, report)
            || known.relation.is_some_and(|relation| headlined(prose, quotation, relation));
        if settled {
            return false;
        }
        let mut sum = Sum::new(table);
        features(prose, quotations, known, index, &mut sum);
        sum.total < least(quotation.kind, report, known)
    };
    // All are judged before any is released: each goes by its neighbours as the trainer saw them.
    let all = quotations.len();
    // One byte for each, and none where all stay: a list of places would take more room in a text of nothing but speech.
    let mut bare = Vec::new();
    for (index, _) in quotations.iter().enumerate().filter(|(index, quotation)| is_bare(*index, quotation)) {
        bare.resize(all, false);
        if let Some(bare) = bare.get_mut(index) {
            *bare = true;
        }
    }
    let mut released = Vec::new();
    for index in 0..all {
        let Some(quotation) = quotations.get(index) else { break };
        let begun = quotation.continues().and_then(|before| quotations.get(before as usize));
        let goes_on = begun.is_some_and(|before| before.kind == QuoteKind::Scare);
        if (bare.get(index) == Some(&true) || goes_on)
            && let Some(quotation) = quotations.get_mut(index)
        {
            quotation.kind = QuoteKind::Scare;
            make_room(&mut released, index, all);
            released.extend(out.tied(index).map(|of| (of, index as u32)));
        }
    }
    out.leave_out_all(quotations, &mut released);
}

/// Whether a whole sentence in marks stands by itself, as what somebody says, who is named around it: in a tale, whether
/// it is all of its paragraph.
fn is_sentence(prose: Prose<'_>, quotation: &Quotation, report: bool) -> bool {
    const SENTENCE: usize = 7;
    let ends = |at: usize| prose.tokens.get(at).is_some_and(Token::ends_sentence);
    let run = quotation.tokens;
    let Some(paragraph) = prose.paragraphs.get(quotation.paragraph as usize) else { return false };
    let begins = || run.start == paragraph.tokens.start || ends((run.start as usize).wrapping_sub(1));
    let alone = run == paragraph.tokens || report && begins();
    alone && run.len() >= SENTENCE && ends((run.end as usize).saturating_sub(2))
}

/// Whether a headline names who says the words in it: *Plan ‘a disaster’, says mayor*; *Mayor says plan is ‘a disaster’*.
fn headlined(prose: Prose<'_>, quotation: &Quotation, relation: &Relation) -> bool {
    let (Some(cue), Some(_)) = (relation.cue.get(), relation.source.get()) else { return false };
    let paragraph = prose.paragraphs.get(quotation.paragraph as usize);
    let comma = prose.tokens.get(quotation.tokens.end as usize).is_some_and(|next| next.is(TokenKind::Comma));
    paragraph.is_some_and(|paragraph| paragraph.is_heading(prose.tokens))
        && (comma || cue.start < quotation.span.start)
}

/// Whether a quotation is looked at again: most are beyond doubt.
pub(crate) fn doubtful(quotation: &Quotation) -> bool {
    const CERTAIN: i16 = 96;
    quotation.score < CERTAIN
        && quotation.kind != QuoteKind::Scare
        && quotation.parent().is_none()
        && quotation.continues().is_none()
        && !quotation.style.is_unmarked()
}

/// What is known of the statement that a quotation belongs to.
#[derive(Clone, Copy)]
pub(crate) struct Known<'s> {
    relation: Option<&'s Relation>,
    content: &'s [Span],
}

impl<'s> Known<'s> {
    pub(crate) fn of(
        index: usize,
        relations: &'s [Relation],
        relation_of: &[MaybeIndex],
        content: &'s [Span],
    ) -> Known<'s> {
        let relation = owner(relation_of, index).and_then(|at| relations.get(at as usize));
        let range = relation.map_or(0..0, |relation| relation.content.clone());
        Known { relation, content: content.get(range.start as usize..range.end as usize).unwrap_or_default() }
    }

    /// Whether the grammar leaves no doubt: the quotation is what somebody aims at, or stands right beside its tag
    /// (*“Gone,” Ada said. “For good.”*). What follows a tag's other words may be a title: *Ada said in her book,
    /// “Northern Tide.”*
    fn is_settled(&self, view: &kinds::View<'_>) -> bool {
        let Some(relation) = self.relation else { return false };
        let Method::Production(production) = relation.method else { return false };
        let held = |token: Option<&Token>| {
            let span = token.map(|token| token.span());
            [relation.cue.get(), relation.source.get()]
                .into_iter()
                .flatten()
                .any(|part| span.is_some_and(|span| part.contains(span)))
        };
        let divides =
            |token: &&Token| matches!(token.kind, TokenKind::Comma | TokenKind::Colon | TokenKind::Stop);
        clause::is_narrow(production)
            || clause::is_tag(production)
                && relation.kind == AttributionKind::Direct
                && (held(view.before.iter().rev().take(2).find(|token| !divides(token)))
                    || held(view.after.iter().take(2).find(|token| !divides(token))))
    }

    /// What made the relation, and its name: nothing, no clause, the models, a production of the grammar.
    fn maker(&self) -> (u32, u32) {
        let Some(relation) = self.relation else { return (0, 0) };
        let name = relation.method.name().bytes().fold(1, |name, byte| pair(name, u32::from(byte)));
        match relation.method {
            Method::Production(_) => (3, name),
            Method::Named(_) if relation.cue.is_none() => (1, name),
            Method::Named(_) => (2, name),
        }
    }
}

/// Words before a quotation that are looked at: the first three in their places, the others wherever they stand.
const BEFORE: usize = 8;

/// Tells what the decision goes by.
pub(crate) fn features<S: Sink>(
    prose: Prose<'_>,
    quotations: &[Quotation],
    known: Known<'_>,
    index: usize,
    sink: &mut S,
) {
    let Some(view) = kinds::View::new(prose, quotations, index) else { return };
    let Some(quotation) = quotations.get(index) else { return };
    let mut before = [None; BEFORE];
    for (place, token) in before.iter_mut().zip(view.before.iter().rev().filter(|token| !plain(token))) {
        *place = Some(token);
    }
    let mut after = [None; 2];
    for (place, token) in after.iter_mut().zip(view.after.iter().filter(|token| !plain(token))) {
        *place = Some(token);
    }
    let [b1, b2, b3, farther @ ..] = before;
    let [f1, f2] = after;
    let inside = Inside::of(view.inner);
    let (cap, length) = (inside.capitals as u32, steps(inside.words));
    let (s1, s2, t1, t2) = (sort(b1), sort(b2), sort(f1), sort(f2));
    let end =
        view.inner.last().filter(|last| !last.is(TokenKind::Word)).map_or(0, |last| 1 + last.kind as u32);
    let (made, maker) = known.maker();

    sink.add(0, 0);
    sink.add(1, word(b1));
    sink.add(2, word(b2));
    sink.add(3, word(b3));
    sink.add(4, word(f1));
    sink.add(5, word(f2));
    sink.add(6, pair(word(b2), word(b1)));
    sink.add(7, word(view.inner.first()));
    sink.add(8, if inside.words <= 3 { inside.form } else { 0 });
    sink.add(9, pair(pair(s1, t1), pair(cap, length.min(4))));
    sink.add(10, pair(word(b1), cap));
    sink.add(11, pair(word(f1), cap));
    sink.add(12, pair(pair(s2, s1), cap));
    sink.add(13, pair(pair(t1, t2), cap));
    sink.add(14, pair(length, cap));
    sink.add(15, pair(length, end));
    sink.add(16, pair(pair(cap, end), t1));
    let owner = b1.is_some_and(|token| token.has(Flags::CLITIC));
    sink.add(17, pair(u32::from(owner), cap));
    let starts = b1.is_none();
    sink.add(18, pair(pair(u32::from(starts), u32::from(f1.is_none())), length));
    let neighbour = |at: Option<usize>| {
        at.and_then(|at| quotations.get(at)).filter(|q| q.paragraph == quotation.paragraph)
    };
    let (previous, next) = (neighbour(index.checked_sub(1)), neighbour(index.checked_add(1)));
    let kind = |q: Option<&Quotation>| q.map_or(0, |q| 1 + q.kind as u32);
    sink.add(19, pair(kind(previous), kind(next)));
    for token in farther {
        sink.add(20, word(token));
    }
    if let Some(previous) = previous {
        let between = quotation.tokens.start.saturating_sub(previous.tokens.end);
        if between <= 2 {
            sink.add(21, pair(pair(between, word(b1)), kind(Some(previous))));
        }
    }
    let score = (i32::from(quotation.score.clamp(-96, 96)) + 96) as u32 / 16;
    sink.add(22, score);
    sink.add(23, pair(score, made));
    sink.add(24, pair(made, pair(length, cap)));
    sink.add(25, maker);
    sink.add(34, verbs(prose, quotation));
    let manner = manner(view.inner);
    sink.add(35, pair(manner, length.min(6)));
    sink.add(36, pair(manner, made));
    let Some(relation) = known.relation else { return };
    let sure = (relation.confidence.clamp(0.0, 1.0) * 8.0) as u32;
    sink.add(26, pair(made, sure));
    sink.add(27, pair(made, pair(u32::from(relation.source.is_some()), kind(Some(quotation)))));
    sink.add(28, pair(pair(made, sure), cap));
    /// A relation may have as many pieces as the text has paragraphs: the first of them tell enough.
    const PIECES: usize = 64;
    let beyond: u32 = known
        .content
        .iter()
        .take(PIECES)
        .filter(|piece| !quotation.span.contains(**piece))
        .map(|piece| piece.len() as u32)
        .sum();
    sink.add(29, pair(made, steps((beyond / 16) as usize)));
    let Some(cue) = relation.cue.get() else { return };
    let distance = if cue.start < quotation.span.start {
        steps(quotation.span.start.saturating_sub(cue.end) as usize / 4)
    } else {
        16 + steps(cue.start.saturating_sub(quotation.span.end) as usize / 4)
    };
    let at = prose.tokens.partition_point(|token| token.end() <= cue.start);
    let heart = word(prose.tokens.get(at));
    // Somebody *said* it, *might have said* it, nodded *as if to say* it.
    let near = |back: usize| at.checked_sub(back).and_then(|at| prose.tokens.get(at));
    let leads = u32::from(cue.start < quotation.span.start);
    sink.add(30, heart);
    sink.add(31, pair(heart, length.min(4)));
    sink.add(32, pair(made, distance));
    sink.add(33, pair(cap, distance));
    sink.add(37, pair(word(near(1)), leads));
    sink.add(38, pair(sort(near(1)), pair(sort(near(2)), heart)));
    sink.add(39, pair(heart, leads));
}

/// Whom the words of a quotation speak of, and in which tense: speech has *I*, *you* and the present; what a teller
/// renders of it in marks has *she* and the past.
fn manner(inner: &[Token]) -> u32 {
    const LOOK: usize = 64;
    const PAST: [u16; 4] = lexicon::entries(["would", "could", "should", "might"]);
    let mut whom = 0;
    let (mut past, mut present) = (0, 0);
    for token in inner.iter().take(LOOK) {
        let tells = TELLS[lexicon::set(token.word)];
        whom |= tells;
        if tells & VERB != 0 {
            if tells & PAST_TENSE != 0 || lexicon::is_one_of(token.word, &PAST) {
                past += 1;
            } else {
                present += 1;
            }
        }
    }
    u32::from(whom & WHOM) << 2 | u32::from(past > present) << 1 | u32::from(present > past)
}

/// What the words of a set of classes tell of a quotation: whom it speaks of, the first person the highest bit, and the
/// tense of a verb.
static TELLS: [u8; lexicon::SETS] = {
    const PERSONS: Class = Class::FIRST.or(Class::SECOND);
    let mut tells = [0; lexicon::SETS];
    let mut set = 0;
    while set < tells.len() {
        let class = lexicon::set_class(set);
        let third = class.any(Class::SUBJECT.or(Class::POSSESSIVE)) && !class.any(PERSONS.or(Class::WH));
        let verb = class.any(Class::AUXILIARY.or(Class::MODAL));
        tells[set] = (class.any(Class::FIRST) as u8) << 2
            | (class.any(Class::SECOND) as u8) << 1
            | third as u8
            | if verb { VERB } else { 0 }
            | if class.any(Class::PAST) { PAST_TENSE } else { 0 };
        set += 1;
    }
    tells
};
const WHOM: u8 = 7;
const VERB: u8 = 8;
const PAST_TENSE: u8 = 16;

/// How far verbs that report are looked for on either side.
const VERBS: usize = 48;

/// How many verbs that report stand beside a quotation in its sentence: none, one or several of each sort.
fn verbs(prose: Prose<'_>, quotation: &Quotation) -> u32 {
    let own = quotation.tokens;
    let at = prose.sentences.partition_point(|sentence| sentence.tokens.end <= own.start);
    let run = prose.sentences.get(at).map_or(own, |sentence| sentence.tokens);
    let tokens = |from: u32, to: u32| prose.tokens.get(from as usize..to as usize).unwrap_or_default();
    let count = |sum: u32, token: &Token| sum + COUNTS[lexicon::set(token.word)];
    let before = tokens(run.start, own.start).iter().rev().take(VERBS).fold(0, count);
    let all = tokens(own.end, run.end).iter().take(VERBS).fold(before, count);
    (0..SORTS.len()).fold(0, |sum, sort| sum * 4 + (all >> (sort as u32 * u8::BITS) & 0xff).min(3))
}

/// Sorts of verbs that report.
const SORTS: [Class; 3] = [Class::TAG, Class::SPEECH.or(Class::WRITING), Class::THOUGHT.or(Class::ATTITUDE)];

/// A word of each set of classes as one of each sort, of which a byte has the count.
static COUNTS: [u32; lexicon::SETS] = {
    const { assert!(2 * VERBS <= u8::MAX as usize) };
    let mut counts = [0; lexicon::SETS];
    let mut set = 0;
    while set < counts.len() {
        let mut sort = 0;
        while sort < SORTS.len() {
            counts[set] |= (lexicon::set_class(set).any(SORTS[sort]) as u32) << (sort as u32 * u8::BITS);
            sort += 1;
        }
        set += 1;
    }
    counts
};

fn sort(token: Option<&Token>) -> u32 {
    kinds::sort(token) as u32
}

/// A word by its hash, anything else by its kind.
fn word(token: Option<&Token>) -> u32 {
    match token {
        None => 0x2_0000,
        Some(token) if token.is(TokenKind::Word) => u32::from(token.hash),
        Some(token) => 0x1_0000 + token.kind as u32,
    }
}

fn plain(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Emphasis | TokenKind::Apostrophe)
}

/// A count in a few steps.
const fn steps(count: usize) -> u32 {
    match count {
        0..=5 => count as u32,
        6 | 7 => 6,
        8..=10 => 7,
        11..=15 => 8,
        16..=24 => 9,
        _ => 10,
    }
}

/// How a quotation's words are capitalised.
#[derive(Clone, Copy)]
enum Capitals {
    None,
    /// The first word alone.
    First,
    Some,
    /// All but the small words, as in a title.
    Title,
    All,
}

struct Inside {
    words: usize,
    capitals: Capitals,
    /// The first words as one number.
    form: u32,
}

impl Inside {
    fn of(inner: &[Token]) -> Inside {
        /// More words than these are no title.
        const LOOK: usize = 24;
        const SMALL: Class = Class::DETERMINER.or(Class::PREPOSITION).or(Class::CONJUNCTION);
        let (mut words, mut capitals, mut small, mut form) = (0, 0, 0, 1);
        let mut first = false;
        for token in inner.iter().take(LOOK).filter(|token| token.is(TokenKind::Word)) {
            let capital = token.has(Flags::CAPITAL);
            first |= words == 0 && capital;
            capitals += usize::from(capital);
            small += usize::from(!capital && token.class().any(SMALL));
            if words < 3 {
                form = pair(form, u32::from(token.hash));
            }
            words += 1;
        }
        let capitals = if capitals == 0 {
            Capitals::None
        } else if capitals == words {
            Capitals::All
        } else if first && capitals + small == words {
            Capitals::Title
        } else if first && capitals == 1 {
            Capitals::First
        } else {
            Capitals::Some
        };
        Inside { words: words.max(inner.len().saturating_sub(LOOK)), capitals, form }
    }
}

#[cfg(test)]
mod tests;
