//! What the second look goes by: the words of a quotation and around it, its neighbours, and what is known of its statement.

use super::Known;
use crate::Span;
use crate::attribution::Relation;
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::model::{Sink, pair};
use crate::pipeline::Prose;
use crate::quotation::{Quotation, kinds};

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
    let inside = Inside::of(view.inner);
    let shape = (inside.capitals as u32, steps(inside.words));
    in_words(&view, &inside, shape, sink);
    beside(&view, quotations, index, sink);
    let maker = known.maker();
    as_known(prose, &view, quotation, maker, shape, sink);
    if let Some(relation) = known.relation {
        in_relation(quotation, relation, known.content, maker.0, shape, sink);
        if let Some(cue) = relation.cue.get() {
            at_cue(prose, quotation, cue, maker.0, shape, sink);
        }
    }
}

/// The last words before a quotation, the nearest first.
fn words_before<'v>(view: &kinds::View<'v>) -> [Option<&'v Token>; BEFORE] {
    let mut before = [None; BEFORE];
    for (place, token) in before.iter_mut().zip(view.before.iter().rev().filter(|token| !plain(token))) {
        *place = Some(token);
    }
    before
}

/// Its own words and those around it.
#[inline]
fn in_words<S: Sink>(view: &kinds::View<'_>, inside: &Inside, (cap, length): (u32, u32), sink: &mut S) {
    let [b1, b2, b3, ..] = words_before(view);
    let mut after = [None; 2];
    for (place, token) in after.iter_mut().zip(view.after.iter().filter(|token| !plain(token))) {
        *place = Some(token);
    }
    let [f1, f2] = after;
    let (s1, s2, t1, t2) = (sort(b1), sort(b2), sort(f1), sort(f2));
    let end =
        view.inner.last().filter(|last| !last.is(TokenKind::Word)).map_or(0, |last| 1 + last.kind as u32);
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
}

/// The quotations beside it, and what stands farther before it.
#[inline]
fn beside<S: Sink>(view: &kinds::View<'_>, quotations: &[Quotation], index: usize, sink: &mut S) {
    let Some(quotation) = quotations.get(index) else { return };
    let [b1, _, _, farther @ ..] = words_before(view);
    let neighbour = |at: Option<usize>| {
        at.and_then(|at| quotations.get(at)).filter(|q| q.paragraph == quotation.paragraph)
    };
    let (previous, next) = (neighbour(index.checked_sub(1)), neighbour(index.checked_add(1)));
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
}

/// What the first look and the rules made of it.
#[inline]
fn as_known<S: Sink>(
    prose: Prose<'_>,
    view: &kinds::View<'_>,
    quotation: &Quotation,
    (made, maker): (u32, u32),
    (cap, length): (u32, u32),
    sink: &mut S,
) {
    let score = (i32::from(quotation.score.clamp(-96, 96)) + 96) as u32 / 16;
    sink.add(22, score);
    sink.add(23, pair(score, made));
    sink.add(24, pair(made, pair(length, cap)));
    sink.add(25, maker);
    sink.add(34, verbs(prose, quotation));
    let manner = manner(view.inner);
    sink.add(35, pair(manner, length.min(6)));
    sink.add(36, pair(manner, made));
}

/// The relation that it has.
#[inline]
fn in_relation<S: Sink>(
    quotation: &Quotation,
    relation: &Relation,
    content: &[Span],
    made: u32,
    (cap, _): (u32, u32),
    sink: &mut S,
) {
    let sure = (relation.confidence.clamp(0.0, 1.0) * 8.0) as u32;
    sink.add(26, pair(made, sure));
    sink.add(27, pair(made, pair(u32::from(relation.source.is_some()), kind(Some(quotation)))));
    sink.add(28, pair(pair(made, sure), cap));
    /// A relation may have as many pieces as the text has paragraphs: the first of them tell enough.
    const PIECES: usize = 64;
    let beyond: u32 = content
        .iter()
        .take(PIECES)
        .filter(|piece| !quotation.span.contains(**piece))
        .map(|piece| piece.len() as u32)
        .sum();
    sink.add(29, pair(made, steps((beyond / 16) as usize)));
}

/// The cue of that, and where it stands.
#[inline]
fn at_cue<S: Sink>(
    prose: Prose<'_>,
    quotation: &Quotation,
    cue: Span,
    made: u32,
    (cap, length): (u32, u32),
    sink: &mut S,
) {
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

fn kind(quotation: Option<&Quotation>) -> u32 {
    quotation.map_or(0, |quotation| 1 + quotation.kind as u32)
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
