//! Hearts of cues: which words attribute, as they and their neighbours tell. Only around those are tokens looked at
//! closely.

use alloc::vec::Vec;

mod tells;

use super::led;
use super::part::{self, Known, Part};
use super::{Decision, LEAST, LEAST_UNNAMED, Models, frames};
use crate::Span;
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class, Frames};
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
    /// What the lexicon says that it takes.
    pub(crate) frames: u16,
    /// Whether grammar is sure of it by itself.
    pub(crate) sure: bool,
}

impl Heart {
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
            let leads = tokens.iter().any(|token| token.word == THAT);
            let may_be = |&(at, token): &(usize, &Token)| {
                models.knows(token) || leads && is_led(tokens, at, token, report)
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
                    let sure = !quoted
                        && (clause.states(at, frames)
                            || if report { clause.estimates(at) } else { clause.leads(at, frames) })
                        || !report && clause.tells(at, frames);
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
                out.push(Heart { token: place, sentence: index, score, frames, sure });
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
const OUT: u16 = lexicon::entry("out");

/// As many hearts as a short text has: room for them is made at once.
const FEW: usize = 48;
/// How many tokens on either side are looked at.
const AROUND: usize = 3;
/// The parts of speech of a word and of what stands around it.
type Around = [Part; 2 * AROUND + 1];

/// Whether a word that may be a verb of speech, or in a tale of thought, stands before *that*, or before who hears it and
/// *that*.
fn is_led(tokens: &[Token], at: usize, token: &Token, report: bool) -> bool {
    // A comparison tells most words apart before their classes are looked up.
    let that = |at: usize| tokens.get(at).is_some_and(|that| that.word == THAT);
    (that(at + 1) || that(at + 2))
        && token.class().any(if report { Class::SPEECH } else { Class::SPEECH.or(Class::THOUGHT) })
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

    /// Whether a verb that takes a clause has one behind it that *that* begins: *has maintained that the labels …*, *used to
    /// tell us that …*
    fn states(&self, at: usize, frames: u16) -> bool {
        let token = |at: usize| self.tokens.get(at);
        let class = |at: usize| token(at).map(Token::class).unwrap_or_default();
        let frames = frames.checked_sub(1).map_or(Frames(0), Frames);
        let hearer = frames.any(Frames::HEARER)
            && class(at + 1).any(Class::PRONOUN.or(Class::FIRST))
            && !class(at + 1).any(Class::DETERMINER);
        // *points out that …*
        let particle = token(at + 1).is_some_and(|out| out.word == OUT);
        let that = at + 1 + usize::from(hearer || particle);
        frames.any(Frames::THAT)
            && token(that).is_some_and(|that| that.word == THAT)
            && (that > at + 1 || !self.is_noun(at))
            && self.opens_clause(that + 1)
    }

    /// Whether grammar alone makes a statement of it in a tale.
    fn leads(&self, at: usize, frames: u16) -> bool {
        let frames = frames.checked_sub(1).map(Frames);
        frames.is_some_and(|frames| !self.is_noun(at) && led::is_led(self.tokens, at, frames))
    }

    /// Whether a word that may be a noun is one here: *the | states that*; but *it also | states that*.
    fn is_noun(&self, at: usize) -> bool {
        let Some(class) = self.tokens.get(at).map(Token::class) else { return false };
        let before =
            at.checked_sub(1).and_then(|at| self.tokens.get(at)).map(Token::class).unwrap_or_default();
        let quoted = || self.tokens.get(at + 2).is_some_and(|mark| mark.is(TokenKind::Mark));
        let stated = before.any(Class::SUBJECT.or(Class::ADVERB).or(Class::DOCUMENT))
            && !before.any(Class::DETERMINER.or(Class::ADJECTIVE));
        // *Nobody on the pier | supposed that …*
        let past = class.any(Class::PAST)
            && !before
                .any(Class::DETERMINER.or(Class::POSSESSIVE).or(Class::ADJECTIVE).or(Class::PREPOSITION));
        class.any(Class::NOUN.or(Class::PLURAL).or(Class::ADJECTIVE))
            && !(past || class.any(Class::THIRD) && (stated || quoted()))
    }

    /// Whether behind *that* a clause begins, and not what *that* points at: *that the labels …*, *that sleep is …*; but *that
    /// charge*.
    fn opens_clause(&self, first: usize) -> bool {
        /// So many words may stand before the verb of a subject without an article.
        const SUBJECT: usize = 8;
        let Some(next) = self.tokens.get(first) else { return false };
        let class = next.class();
        let phrase = Class::DETERMINER.or(Class::POSSESSIVE).or(Class::SUBJECT).or(Class::PLURAL);
        // "That “nothing here is true”"
        if class.any(phrase) || next.is(TokenKind::Mark) || next.is_capitalised() && next.is(TokenKind::Word)
        {
            return true;
        }
        // *that of the 140 objects in it, | nine are false*
        if class.any(Class::PREPOSITION.or(Class::SUBORDINATOR)) {
            return self.is_fronted(first + 1);
        }
        let noun = Class::NOUN.or(Class::ADJECTIVE).or(Class::GERUND);
        let verb = |token: &Token| {
            let class = token.class();
            class.any(Class::AUXILIARY.or(Class::MODAL))
                || class.any(Class::THIRD)
                || class.any(Class::PAST) && !class.any(Class::PARTICIPLE)
        };
        let mut behind = self.tokens.iter().skip(first + 1).take(SUBJECT);
        let within = |token: &&Token| matches!(token.kind, TokenKind::Word | TokenKind::Mark);
        class.any(noun) && !class.any(Class::TIME) && behind.by_ref().take_while(within).any(verb)
    }

    /// Whether a comma ends what stands here before its clause, which goes on with no *and*.
    fn is_fronted(&self, first: usize) -> bool {
        const WORDS: usize = 16;
        let near = self.tokens.get(first..).unwrap_or_default();
        let comma = near.iter().take(WORDS).position(|token| token.is(TokenKind::Comma));
        let next = comma.and_then(|comma| near.get(comma + 1)).filter(|next| next.is(TokenKind::Word));
        next.is_some_and(|next| {
            let class = next.class();
            !class.any(
                Class::CONJUNCTION.or(Class::PREPOSITION).or(Class::WH).or(Class::GERUND).or(Class::FINITE),
            )
        })
    }

    /// *put the number of dead at more than 60*.
    fn estimates(&self, at: usize) -> bool {
        const PUT: u16 = lexicon::entry("put");
        const AT: u16 = lexicon::entry("at");
        /// So many words may say what is counted, and so many how surely.
        const WORDS: usize = 8;
        const ABOUT: usize = 4;
        let token = |at: usize| self.tokens.get(at);
        let counted = || {
            let at = (at + 3..at + WORDS).find(|&at| token(at).is_some_and(|token| token.word == AT))?;
            let number = |token: &Token| {
                token.is(TokenKind::Number) || token.class().any(Class::NUMERAL) && !token.is_capitalised()
            };
            (at + 1..at + ABOUT).find(|&at| token(at).is_some_and(number))
        };
        token(at).is_some_and(|put| put.word == PUT)
            && token(at + 1).is_some_and(|the| the.class().any(Class::DETERMINER.or(Class::POSSESSIVE)))
            && counted().is_some()
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
