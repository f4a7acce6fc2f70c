//! Whether a quotation reports what somebody said, thought or wrote, and whether as a whole or within a clause.
//!
//! Most quotations say so by their marks, their punctuation and the words on either side; the weights say how much each
//! of these counts.

mod name;

use super::weights::{BIAS, WEIGHTS};
use super::{Quotation, QuoteKind, Style};
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::Class;
use crate::pipeline::Prose;

/// What each feature counts.
#[derive(Clone, Copy)]
pub(crate) struct Linear {
    pub(crate) bias: i32,
    pub(crate) weights: &'static [i8],
}

/// As the trainer wrote them.
pub(crate) const LEARNT: Linear = Linear { bias: BIAS, weights: &WEIGHTS };

/// Decides every quotation's kind.
#[inline(never)]
pub(crate) fn decide(prose: Prose<'_>, learnt: Linear, report: bool, quotations: &mut [Quotation]) {
    let dialogue = is_dialogue(quotations);
    for index in 0..quotations.len() {
        let (kind, score) = guess_kind_in(prose, learnt, quotations, index, dialogue, report);
        if let Some(quotation) = quotations.get_mut(index) {
            quotation.kind = kind;
            quotation.score = score;
        }
    }
}

/// Whether the text is mostly dialogue: a good part of its quotations begin their paragraphs.
pub(crate) fn is_dialogue(quotations: &[Quotation]) -> bool {
    let mut last = None;
    let (mut paragraphs, mut all) = (0usize, 0usize);
    for quotation in quotations.iter().filter(|quotation| quotation.parent().is_none()) {
        all += 1;
        paragraphs += usize::from(last != Some(quotation.paragraph));
        last = Some(quotation.paragraph);
    }
    all >= 4 && paragraphs * 2 >= all && all * 2 >= quotations.len()
}

/// A quotation that is less likely than this to report something reports nothing, whatever stands around it. In news
/// the second look decides most.
const fn least(report: bool) -> i32 {
    if report { -48 } else { 0 }
}

/// The quotation's kind as its marks, its words and its neighbours suggest it, and how likely it is to report something.
fn guess_kind_in(
    prose: Prose<'_>,
    learnt: Linear,
    quotations: &[Quotation],
    index: usize,
    dialogue: bool,
    report: bool,
) -> (QuoteKind, i16) {
    let Some(view) = View::new(prose, quotations, index) else { return (QuoteKind::Scare, i16::MIN) };
    if view.quotation.style.is_unmarked() {
        return (QuoteKind::Direct, i16::MAX);
    }
    if view.is_name() {
        return (QuoteKind::Scare, i16::MIN);
    }
    let mut score = learnt.bias;
    view.features(prose, quotations, index, dialogue, |feature| {
        score += learnt.weights.get(feature).copied().map_or(0, i32::from);
    });
    if !report && dialogue && view.is_turn() {
        score = score.max(1);
    }
    let kind = if score <= least(report) {
        QuoteKind::Scare
    } else if view.is_whole() {
        QuoteKind::Direct
    } else {
        QuoteKind::Mixed
    };
    (kind, score.clamp(-1000, 1000) as i16)
}

/// A quotation with its neighbours.
pub(crate) struct View<'t> {
    quotation: &'t Quotation,
    /// The words quoted, marks left out.
    pub(crate) inner: &'t [Token],
    /// What comes before in the paragraph.
    pub(crate) before: &'t [Token],
    /// What comes after in it.
    pub(crate) after: &'t [Token],
}

impl<'t> View<'t> {
    pub(crate) fn new(prose: Prose<'t>, quotations: &'t [Quotation], index: usize) -> Option<View<'t>> {
        let quotation = quotations.get(index)?;
        let paragraph = prose.paragraphs.get(quotation.paragraph as usize)?;
        let run = quotation.tokens;
        let mut inner = prose.tokens.get(run.range())?;
        while let [first, rest @ ..] = inner
            && first.start < quotation.inner.start
        {
            inner = rest;
        }
        while let [rest @ .., last] = inner
            && last.end() > quotation.inner.end
        {
            inner = rest;
        }
        Some(View {
            quotation,
            inner,
            before: prose.tokens.get(paragraph.tokens.start as usize..run.start as usize)?,
            after: prose.tokens.get(run.end as usize..paragraph.tokens.end as usize)?,
        })
    }

    fn last(&self) -> Option<&'t Token> {
        self.inner.iter().rev().take(4).find(|token| !plain(token))
    }

    fn first(&self) -> Option<&'t Token> {
        self.inner.iter().take(4).find(|token| !plain(token))
    }

    /// “Home.”: in a tale that has much talk, a paragraph of its own that ends as speech does, and is no title.
    fn is_turn(&self) -> bool {
        let bare = |side: &[Token]| side.iter().all(plain);
        let ends = self.last().is_some_and(|last| {
            matches!(
                last.kind,
                TokenKind::Stop | TokenKind::Question | TokenKind::Exclamation | TokenKind::Dash
            )
        });
        let spoken = |word: &&Token| {
            word.is(TokenKind::Word)
                && !word.is_capitalised()
                && word.len > 3
                && !word.class().any(Class::PREPOSITION)
        };
        let capital = |word: &&Token| word.is(TokenKind::Word) && word.is_capitalised();
        let short = self.inner.iter().filter(|token| token.is(TokenKind::Word)).take(2).count() == 1;
        self.quotation.parent().is_none()
            && bare(self.before)
            && bare(self.after)
            && ends
            && self.first().is_some_and(|first| capital(&first) && !first.has(Flags::CAPITALS))
            && (short || self.inner.iter().any(|word| spoken(&word)))
    }

    /// A whole sentence or utterance.
    fn is_whole(&self) -> bool {
        let capital =
            self.first().is_some_and(|first| first.has(Flags::CAPITAL) || !first.is(TokenKind::Word));
        let (Some(last), before) = (self.last(), self.before.last()) else { return false };
        let ended = matches!(
            last.kind,
            TokenKind::Comma
                | TokenKind::Stop
                | TokenKind::Question
                | TokenKind::Exclamation
                | TokenKind::Dash
                | TokenKind::Ellipsis
        );
        let introduced = before.is_none_or(|before| {
            !matches!(before.kind, TokenKind::Word | TokenKind::Number) || before.class().any(Class::REPORTS)
        });
        if capital { ended || introduced } else { introduced && self.inner.len() > 3 }
    }
}

/// Marks and emphasis say nothing of the words.
fn plain(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Emphasis | TokenKind::Mark | TokenKind::Apostrophe)
}

/// Templates of features, each with 256 values for texts of dialogue and as many for others.
const TEMPLATES: usize = 18;
const VALUES: usize = 256;
/// Word features have more values.
const WORDS: usize = 1024;
const WORD_TEMPLATES: usize = 4;

/// How many features there are.
pub(crate) const FEATURES: usize = (TEMPLATES * VALUES + WORD_TEMPLATES * WORDS) * 2;

/// How many of a quotation's tokens are looked at.
const LOOK: usize = 48;

impl View<'_> {
    /// Tells the features of the quotation, as indices into the weights.
    pub(crate) fn features(
        &self,
        prose: Prose<'_>,
        quotations: &[Quotation],
        index: usize,
        dialogue: bool,
        mut tell: impl FnMut(usize),
    ) {
        let base = if dialogue { FEATURES / 2 } else { 0 };
        let before = |back: usize| {
            self.before.iter().rev().filter(|token| !plain(token) || token.is(TokenKind::Mark)).nth(back)
        };
        let after =
            |on: usize| self.after.iter().filter(|token| !plain(token) || token.is(TokenKind::Mark)).nth(on);
        let bounded = |token: Option<&Token>| sort(token);
        let (first_before, second_before) = (before(0), before(1));
        let (first_after, second_after) = (after(0), after(1));
        let (left, left2) = (bounded(first_before), bounded(second_before));
        let (right, right2) = (bounded(first_after), bounded(second_after));
        let (cue_before, cue_after) = (cue(self.before.iter().rev()), cue(self.after.iter()));
        let ending = self.last().map_or(0, |last| sort(Some(last)).min(8));
        let shape = self.first().map_or(0, shape);
        let inside = Inside::of(self.inner);
        let length = inside.length();
        let quotation = self.quotation;
        let paragraph_start = self.before.iter().rev().take(2).all(plain) && self.before.len() < 3;
        let alone = self.after.iter().take(3).all(plain) && self.after.len() < 4;
        let previous = index.checked_sub(1).and_then(|last| quotations.get(last));
        let beside = previous.is_some_and(|previous| previous.paragraph == quotation.paragraph);
        let next_beside = quotations.get(index + 1).is_some_and(|next| next.paragraph == quotation.paragraph);
        let last_paragraph = previous.is_some_and(|previous| previous.paragraph + 1 == quotation.paragraph);
        let unclosed = prose
            .tokens
            .get((quotation.tokens.end as usize).wrapping_sub(1))
            .is_some_and(|last| !plain(last));
        let bits = |flags: &[bool]| flags.iter().fold(0usize, |sum, flag| sum << 1 | usize::from(*flag));

        let pairs: [(usize, usize); TEMPLATES] = [
            (length, ending),
            (shape, ending),
            (left, shape),
            (right, ending),
            (left, right),
            (left, length),
            (right, right2),
            (left2, left),
            (bits(&[inside.persons, inside.verb, inside.divided]), length),
            (bits(&[paragraph_start, alone]), bits(&[quotation.style == Style::Single, beside, next_beside])),
            (inside.capitals(), length),
            (cue_after, cue_before),
            (bits(&[inside.verse, quotation.continues().is_some(), unclosed, alone]), length),
            (bits(&[paragraph_start, last_paragraph, alone]), ending),
            (shape, right),
            (bits(&[inside.verb, inside.persons, paragraph_start, alone]), ending),
            (ending, cue_after),
            (bits(&[quotation.parent().is_some(), paragraph_start, beside, inside.verb]), shape),
        ];
        for (template, (a, b)) in pairs.into_iter().enumerate() {
            tell(base + template * VALUES + (a & 15) * 16 + (b & 15));
        }
        let words = [first_before, first_after, second_before, self.first()];
        for (template, word) in words.into_iter().enumerate() {
            if let Some(word) = word.filter(|word| word.is(TokenKind::Word)) {
                tell(base + TEMPLATES * VALUES + template * WORDS + usize::from(word.hash) % WORDS);
            }
        }
    }
}

/// What a neighbour is, in sixteen sorts.
pub(crate) fn sort(token: Option<&Token>) -> usize {
    let Some(token) = token else { return 0 };
    match token.kind {
        TokenKind::Comma => 1,
        TokenKind::Colon | TokenKind::Semicolon => 2,
        TokenKind::Stop => 3,
        TokenKind::Question => 4,
        TokenKind::Exclamation => 5,
        TokenKind::Dash | TokenKind::Hyphen | TokenKind::Ellipsis => 6,
        TokenKind::Open | TokenKind::Close | TokenKind::Mark => 7,
        _ => {
            let class = token.class();
            if class.any(Class::TAG.or(Class::SPEECH).or(Class::WRITING)) {
                8
            } else if class.any(Class::DETERMINER.or(Class::POSSESSIVE)) {
                9
            } else if class.any(Class::PREPOSITION) {
                10
            } else if class.any(Class::CONJUNCTION.or(Class::SUBORDINATOR)) {
                11
            } else if class.any(Class::SUBJECT.or(Class::PRONOUN)) {
                12
            } else if token.has(Flags::CAPITAL) {
                13
            } else if class.any(Class::VERB.or(Class::AUXILIARY).or(Class::MODAL)) {
                14
            } else {
                15
            }
        }
    }
}

/// What the first word is.
fn shape(first: &Token) -> usize {
    let class = first.class();
    let word = first.is(TokenKind::Word);
    let base = if !word {
        0
    } else if first.has(Flags::CAPITALS) {
        1
    } else if first.has(Flags::CAPITAL) {
        2
    } else {
        3
    };
    let sort = if class.any(Class::FIRST.or(Class::SECOND).or(Class::INTERJECTION)) {
        1
    } else if class.any(Class::DETERMINER.or(Class::PREPOSITION)) {
        2
    } else if class.any(Class::WH.or(Class::SUBJECT).or(Class::AUXILIARY).or(Class::MODAL)) {
        3
    } else {
        0
    };
    base * 4 + sort
}

/// How far a reporting verb stands on one side, the nearest sentence's end in between ends the search.
fn cue<'t>(side: impl Iterator<Item = &'t Token>) -> usize {
    for (step, token) in side.take(8).enumerate() {
        let class = token.class();
        if class.any(Class::TAG) {
            return 1 + (step / 2).min(3);
        }
        if class.any(Class::REPORTS) {
            return 5 + (step / 2).min(3);
        }
        if matches!(token.kind, TokenKind::Stop | TokenKind::Mark) && step > 0 {
            return 9;
        }
    }
    10
}

/// What the words of a quotation show.
struct Inside {
    words: usize,
    capitalised: usize,
    /// I, you and the like.
    persons: bool,
    /// A verb that is certainly one.
    verb: bool,
    /// Punctuation before the last token.
    divided: bool,
    /// Lines that each begin with a capital.
    verse: bool,
}

impl Inside {
    #[inline(never)]
    fn of(inner: &[Token]) -> Inside {
        let (mut words, mut capitalised, mut class, mut divided) = (0, 0, Class::NONE, false);
        let (mut lines, mut capitals) = (0, 0);
        for (at, token) in inner.iter().take(LOOK).enumerate() {
            if token.is(TokenKind::Word) {
                words += 1;
                capitalised += usize::from(token.has(Flags::CAPITAL));
                class = class.or(token.class());
            } else if at + 1 < inner.len() {
                divided |= side_points(token.kind);
            }
            if at > 0 && token.has(Flags::LINE) {
                lines += 1;
                capitals += usize::from(token.has(Flags::CAPITAL));
            }
        }
        Inside {
            words: words.max(inner.len().saturating_sub(LOOK)),
            capitalised,
            persons: class.any(Class::FIRST.or(Class::SECOND)),
            verb: class.any(Class::AUXILIARY.or(Class::MODAL).or(Class::PAST).or(Class::THIRD)),
            divided,
            verse: lines > 0 && capitals * 5 >= lines * 4,
        }
    }

    const fn length(&self) -> usize {
        match self.words {
            0..=5 => self.words,
            6 | 7 => 6,
            8..=10 => 7,
            11..=15 => 8,
            16..=24 => 9,
            _ => 10,
        }
    }

    /// None, some, most or all of the words have a capital.
    const fn capitals(&self) -> usize {
        if self.capitalised == 0 {
            0
        } else if self.capitalised == self.words {
            3
        } else if self.capitalised * 2 > self.words {
            2
        } else {
            1
        }
    }
}

const fn side_points(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Comma
            | TokenKind::Stop
            | TokenKind::Question
            | TokenKind::Exclamation
            | TokenKind::Semicolon
            | TokenKind::Colon
            | TokenKind::Dash
    )
}
