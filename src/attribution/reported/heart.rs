//! Hearts of cues: which words attribute, as they and their neighbours tell. Only around those are tokens looked at
//! closely.

use alloc::vec::Vec;

pub(super) mod sure;
mod tells;

use super::part::{self, Known, Part};
use super::{Decision, LEAST, LEAST_UNNAMED, Models, frames};
use crate::Span;
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::model::{Sink, Sum, features as give};
use crate::pipeline::Prose;
use crate::quotation::Quotation;
use crate::room::make_room;
use crate::span::Run;

/// The word at the heart of a cue.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Heart {
    pub(crate) token: u32,
    pub(crate) sentence: u32,
    /// What the model says of it.
    pub(crate) score: i16,
    /// What the lexicon says that it takes, and whether grammar is sure of it by itself: room for one more field would be as
    /// much as for two.
    frames: u16,
}

impl Heart {
    /// Behind all frames.
    const SURE: u16 = 1 << 15;

    pub(crate) const fn frames(self) -> u16 {
        self.frames & !Heart::SURE
    }

    pub(crate) const fn is_sure(self) -> bool {
        self.frames & Heart::SURE != 0
    }

    /// The score where the grammar has settled whose cue it is: nothing is left to find.
    const SETTLED: i16 = i16::MAX;

    pub(crate) const fn is_settled(self) -> bool {
        self.score == Heart::SETTLED
    }
}

/// Sentences whose words are looked at.
pub(crate) struct Search<'t, W> {
    pub(crate) prose: Prose<'t>,
    pub(crate) quotations: &'t [Quotation],
    pub(crate) models: &'t Models<'t>,
    /// The cues that the grammar has settled, in text order.
    pub(crate) settled: &'t [Span],
    pub(crate) bar: Bar,
    /// Whether a quotation beside a sentence wants a word of it, unlikely as it is.
    pub(crate) wants: W,
}

/// What a word must reach to be the heart of a cue.
#[derive(Clone, Copy)]
pub(crate) struct Bar {
    /// The score of its sketch, to be looked at further.
    pub(crate) sketch: i32,
    /// Its score.
    pub(crate) whole: i16,
}

impl Bar {
    /// Beside a quotation: a tag that the grammar does not know.
    const TAG: Bar = Bar { sketch: -28, whole: super::FAINT };
    /// In a report.
    pub(crate) const REPORT: Bar = Bar { sketch: -20, whole: super::FAINT };
    /// In a tale, which tells far more than it reports.
    pub(super) const TALE: Bar = Bar { sketch: -8, whole: -20 };
}

impl<W: Fn(u32, u32) -> bool> Search<'_, W> {
    /// Finds the hearts in the whole text, and the parts of speech of the sentences that it looks at.
    pub(crate) fn hearts(&self, parts: &mut Vec<Part>, out: &mut Vec<Heart>) {
        let Search { prose, quotations, models, settled, bar: usual, ref wants } = *self;
        out.clear();
        out.reserve(FEW);
        parts.clear();
        let (mut quotation, mut touching, mut cue) = (0, 0, 0);
        let table = models.table(Decision::Anchor);
        let report = usual.sketch == Bar::REPORT.sketch;
        for (index, sentence) in (0u32..).zip(prose.sentences) {
            let run = sentence.tokens;
            while quotations.get(touching).is_some_and(|q| q.tokens.end < run.start) {
                touching += 1;
            }
            let beside = quotations.get(touching).is_some_and(|q| q.tokens.start <= run.end);
            let mut clause = Clause::new(prose, run, parts);
            let tokens = clause.tokens;
            // *warns | that …*: the models may never have seen a verb as one.
            let leads = tokens.iter().any(|token| token.word == THAT || token.word == HOW);
            let may_be = |&(at, token): &(usize, &Token)| {
                models.knows(token)
                    || leads && (stands_before_clause(tokens, at, token) || sure::CASES.contains(&token.hash))
                    || at == 2 && sure::OUTLOOKS.contains(&token.hash)
            };
            for (at, token) in tokens.iter().enumerate().filter(may_be) {
                let known = models.knows(token);
                let place = run.start + at as u32;
                while settled.get(cue).is_some_and(|cue: &Span| cue.end <= token.start) {
                    cue += 1;
                }
                let (score, frames, sure) = if settled.get(cue).is_some_and(|cue| cue.start <= token.start) {
                    (Heart::SETTLED, 0, false)
                } else {
                    while quotations.get(quotation).is_some_and(|q| q.tokens.end <= place) {
                        quotation += 1;
                    }
                    let quoted = quotations.get(quotation).is_some_and(|q| q.tokens.start <= place);
                    let bar = match (beside, quoted) {
                        (true, false) => Bar::TAG,
                        (true, true) => usual,
                        // No quotation wants what is unlikely.
                        (false, _) => Bar { whole: usual.whole.max(LEAST), ..usual },
                    };
                    let frames = frames(token);
                    let mut sum = Sum::new(table);
                    clause.sketch(at, frames, quoted, &mut sum);
                    // *had long maintained that …*, *put the toll at 40*: what grammar is sure of needs no likely word.
                    let sure = clause.is_sure(at, frames, quoted, report);
                    let mut wanted = sum.total < usual.sketch && !sure;
                    let unlikely = !known || sum.total < bar.sketch;
                    if !sure && unlikely || wanted && !wants(index, place) {
                        continue;
                    }
                    clause.look();
                    let around = clause.around(at);
                    if is_name(around) {
                        continue;
                    }
                    clause.detail(at, around, quoted, &mut sum);
                    let score = sum.total.clamp(i16::MIN.into(), i32::from(Heart::SETTLED) - 1) as i16;
                    let score = if sure { score.max(LEAST_UNNAMED) } else { score };
                    wanted |= score >= LEAST;
                    if score < bar.whole || !wanted && !wants(index, place) {
                        continue;
                    }
                    (score, frames, sure)
                };
                make_room(out, place as usize, prose.tokens.len());
                let frames = frames | if sure { Heart::SURE } else { 0 };
                out.push(Heart { token: place, sentence: index, score, frames });
            }
        }
    }
}

/// A sentence with its words' parts of speech.
pub(crate) struct Clause<'c> {
    text: &'c str,
    tokens: &'c [Token],
    run: Run,
    /// Those of the whole text and one more, once they are asked for.
    parts: &'c mut Vec<Part>,
    /// How many they are.
    all: usize,
    /// How many finite verbs stand before a token, of those counted so far.
    verbs: (usize, usize),
}

/// What a word's neighbour shows.
#[derive(Clone, Copy)]
struct Seen {
    /// The word, or the kind of any other token.
    word: u16,
    /// A listed verb's base form, else the word.
    stem: u16,
    /// Its classes and its capital, or the kind.
    tag: u16,
}

const THAT: u16 = lexicon::entry("that");
const HOW: u16 = lexicon::entry("how");

/// As many hearts as a short text has: room for them is made at once.
const FEW: usize = 48;
/// How many tokens on either side are looked at.
const AROUND: usize = 3;
/// The parts of speech of a word and of what stands around it.
type Around = [Part; 2 * AROUND + 1];

/// Whether a word that may be a verb of speech or thought stands before what begins a clause, perhaps with who hears it
/// between.
fn stands_before_clause(tokens: &[Token], at: usize, token: &Token) -> bool {
    // A comparison tells most words apart before their classes are looked up.
    let that = |at: usize| tokens.get(at).is_some_and(|that| that.word == THAT || that.word == HOW);
    (that(at + 1) || that(at + 2)) && token.class().any(Class::SPEECH.or(Class::THOUGHT))
}

/// Whether it is part of a name: *a spokesman for Northern Claims said*.
fn is_name([_, _, _, part, ..]: Around) -> bool {
    part == Part::Name
}

impl<'c> Clause<'c> {
    /// The sentence of these tokens; `parts` are those of the whole text, or empty.
    pub(crate) fn new(prose: Prose<'c>, run: Run, parts: &'c mut Vec<Part>) -> Clause<'c> {
        let tokens = prose.tokens.get(run.range()).unwrap_or_default();
        Clause { text: prose.text, tokens, run, parts, all: prose.tokens.len() + 1, verbs: (0, 0) }
    }

    /// Finds the parts of speech, unless that is done.
    fn look(&mut self) {
        if self.parts.is_empty() {
            self.parts.resize(self.all, Part::Edge);
        }
        part::look(self.tokens, self.text, self.parts.get_mut(self.run.range()).unwrap_or_default());
    }

    /// The parts of speech.
    fn parts(&self) -> &[Part] {
        self.parts.get(self.run.range()).unwrap_or_default()
    }

    fn class(&self, at: usize) -> Class {
        self.tokens.get(at).map(Token::class).unwrap_or_default()
    }

    fn word(&self, at: usize) -> u16 {
        self.tokens.get(at).map_or(0, |token| token.word)
    }

    /// What stands around a word, which is in the middle.
    fn around(&self, at: usize) -> Around {
        let (parts, first) = (self.parts(), at.wrapping_sub(AROUND));
        if let Some(around) = parts.get(first..).and_then(<[Part]>::first_chunk) {
            return *around;
        }
        core::array::from_fn(|i| parts.get(first.wrapping_add(i)).copied().unwrap_or(Part::Edge))
    }

    /// How many finite verbs stand before a word, three at most; asked of words in their order.
    fn verbs_before(&mut self, at: usize) -> usize {
        let (counted, verbs) = self.verbs;
        let more = self.parts().get(counted..at).unwrap_or_default();
        let verbs = (verbs + more.iter().map(|part| usize::from(part.is_finite())).sum::<usize>()).min(3);
        self.verbs = (at, verbs);
        verbs
    }

    fn seen(&self, at: usize) -> Seen {
        match self.tokens.get(at) {
            Some(token) if token.kind == TokenKind::Word => {
                let tag = Known::of(token.word).tag | u16::from(token.has(Flags::CAPITAL));
                let stem = if token.word == 0 { token.hash } else { lexicon::stem(token.word) };
                Seen { word: token.hash, stem, tag }
            }
            Some(token) => {
                let kind = token.kind as u16;
                Seen { word: kind, stem: kind, tag: kind }
            }
            None => Seen { word: 0, stem: 0, tag: 0 },
        }
    }

    /// All features of a word as the heart of a cue.
    #[cfg(feature = "train")]
    pub(crate) fn features<S: Sink>(&mut self, at: usize, quoted: bool, sink: &mut S) {
        let frames = self.tokens.get(at).map_or(0, frames);
        self.look();
        self.sketch(at, frames, quoted, sink);
        self.detail(at, self.around(at), quoted, sink);
    }

    /// The features that its own word, its neighbours and the marks around them give.
    fn sketch<S: Sink>(&self, at: usize, frames: u16, quoted: bool, sink: &mut S) {
        let (before, word, next) = (self.seen(at.wrapping_sub(1)), self.seen(at), self.seen(at + 1));
        give!(sink;
            1: frames, quoted;
            2: word.stem, word.tag;
            6: next.stem, frames;
            8: before.word;
            10: before.tag, word.stem;
        );
    }

    /// The features that its sentence gives.
    fn detail<S: Sink>(&mut self, at: usize, around: Around, quoted: bool, sink: &mut S) {
        let [l3, l2, l1, part, r1, r2, r3] = around;
        let word = self.seen(at);
        let after = self.parts().get(at + 1..).unwrap_or_default();
        let that = after.get(..8).unwrap_or(after).contains(&Part::That);
        let verbs = self.verbs_before(at);
        let marks = [l3, l2, l1, r1, r2, r3]
            .into_iter()
            .fold(0, |marks, part| marks << 1 | u32::from(part == Part::Quote));
        give!(sink;
            3: part, quoted, verbs, that;
            4: word.stem, marks;
            5: l2, l1;
            7: l3, l2, quoted;
            9: r1, r2, marks;
        );
    }
}
