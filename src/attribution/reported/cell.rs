//! What the models see of each token: its word, a guess at its part of speech, its quotation.

use alloc::vec::Vec;

use super::choice::Edges;
use super::part::Known;
pub(crate) use super::part::Part;
use crate::lexer::{Flags, TokenKind};
use crate::lexicon::{self, Frames};
use crate::pipeline::Prose;
use crate::quotation::{Quotation, reaching};
use crate::span::Run;

/// How many cells stand before the first token of a block and behind the last: as far as a decision looks around.
pub(crate) const BESIDE: usize = 3;

/// No quotation, no token.
pub(crate) const NONE: u32 = u32::MAX;

/// One token as the models see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cell {
    /// How much of each kind stands before it.
    pub(crate) counts: Counts,
    /// The parts of speech of this token and of the nine before it, six bits each, its own the lowest.
    pub(crate) trail: u64,
    /// The outermost quotation that it stands in or marks.
    pub(crate) quote: u32,
    /// The hash of the word, or the kind of any other token.
    pub(crate) word: u16,
    /// The word's entry in the lexicon, or 0.
    entry: u16,
    pub(crate) part: Part,
    pub(crate) kind: TokenKind,
    flags: Flags,
    /// The heart of a cue.
    pub(crate) cue: bool,
}

/// Commas, finite verbs, nominals and cues from the block's start, twelve bits each, so that one subtraction
/// counts what stands between two tokens. Blocks are too short for one to overflow into the next.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Counts(u64);

impl Counts {
    const LANE: u32 = 12;
    const COMMA: u64 = 1;
    const VERB: u64 = 1 << Counts::LANE;
    const NOUN: u64 = 1 << (2 * Counts::LANE);
    const CUE: u64 = 1 << (3 * Counts::LANE);

    /// What a token of each part of speech adds.
    const OF: [u64; Part::COUNT] = {
        let mut of = [0; Part::COUNT];
        of[Part::Comma as usize] = Counts::COMMA;
        let finite = [Part::Third, Part::Past, Part::Modal, Part::Be, Part::Auxiliary];
        let nominal =
            [Part::Name, Part::Noun, Part::Plural, Part::Title, Part::Number, Part::Pronoun, Part::Subject];
        let mut i = 0;
        while i < finite.len() {
            of[finite[i] as usize] = Counts::VERB;
            i += 1;
        }
        i = 0;
        while i < nominal.len() {
            of[nominal[i] as usize] = Counts::NOUN;
            i += 1;
        }
        of
    };

    /// What stands before the next token, where these stand before one of this part of speech.
    #[inline]
    const fn after(self, part: Part) -> Counts {
        Counts(self.0.wrapping_add(Counts::OF[part as usize]))
    }

    pub(crate) const fn since(self, earlier: Counts) -> Counts {
        Counts(self.0.wrapping_sub(earlier.0))
    }

    const fn lane(self, lane: u32) -> u32 {
        (self.0 >> (lane * Counts::LANE)) as u32 & ((1 << Counts::LANE) - 1)
    }

    pub(crate) const fn commas(self) -> u32 {
        self.lane(0)
    }

    pub(crate) const fn verbs(self) -> u32 {
        self.lane(1)
    }

    pub(crate) const fn nouns(self) -> u32 {
        self.lane(2)
    }

    pub(crate) const fn cues(self) -> u32 {
        self.lane(3)
    }
}

impl Cell {
    /// Before the block and after it.
    pub(crate) const EDGE: &'static Cell = &Cell {
        counts: Counts(0),
        trail: 0,
        quote: NONE,
        word: 0,
        entry: 0,
        part: Part::Edge,
        kind: TokenKind::Symbol,
        flags: Flags::LINE,
        cue: false,
    };

    /// Whether it is somebody's, by its ending: *the mayor's*.
    pub(super) fn is_genitive(&self) -> bool {
        self.flags.has(Flags::CLITIC)
    }

    /// The hash of a listed verb's base form, else of the word.
    pub(crate) fn lemma(&self) -> u16 {
        if self.entry == 0 { self.word } else { lexicon::stem(self.entry) }
    }

    /// Whether it is a listed verb that takes what it reports in one of these ways.
    pub(super) fn takes(&self, frames: Frames) -> bool {
        lexicon::verb(self.entry).is_some_and(|verb| verb.frames.any(frames))
    }

    /// The lexicon's classes, and in the lowest bit the capital.
    pub(crate) fn tag(&self) -> u16 {
        let tag = if self.entry == 0 { 0 } else { Known::of(self.entry).tag };
        tag | u16::from(self.flags.has(Flags::CAPITAL))
    }

    /// Whether a line begins with it.
    pub(crate) fn begins_line(&self) -> bool {
        self.flags.has(Flags::LINE)
    }

    /// Whether a span may end here.
    pub(crate) const fn closes(&self) -> bool {
        closes(self.kind as usize)
    }
}

/// Whether a span may begin with such a token: no mark that a reader would trim off.
pub(super) const fn opens(kind: usize) -> bool {
    const OPENS: u32 = kinds(&[TokenKind::Open]) | WITHIN;
    OPENS >> kind & 1 == 1
}

/// Whether a span may end with such a token.
pub(super) const fn closes(kind: usize) -> bool {
    const CLOSES: u32 = kinds(&[TokenKind::Close, TokenKind::Question, TokenKind::Exclamation]) | WITHIN;
    CLOSES >> kind & 1 == 1
}

/// The kinds of token that a span may begin and end with.
const WITHIN: u32 = kinds(&[
    TokenKind::Word,
    TokenKind::Number,
    TokenKind::Url,
    TokenKind::Handle,
    TokenKind::Emoji,
    TokenKind::Symbol,
]);

/// A set of kinds as bits.
const fn kinds(list: &[TokenKind]) -> u32 {
    let (mut bits, mut i) = (0, 0);
    while i < list.len() {
        bits |= 1 << list[i] as u32;
        i += 1;
    }
    bits
}

/// The cells of a block.
#[derive(Default)]
pub(crate) struct Cells {
    /// One a token, and [`BESIDE`] on both sides, of which the first behind the block counts.
    pub(crate) cells: Vec<Cell>,
    /// For each token the decisions that may begin or end a span with it, as bits; and [`Edges::AT_ONCE`] more.
    pub(super) edges: Vec<u8>,
}

/// Reads the tokens of `run`, whose parts of speech are known; `outer` are the [`outermost`](crate::quotation::outermost)
/// quotations.
pub(crate) fn fill(
    prose: Prose<'_>,
    quotations: &[Quotation],
    outer: &[u32],
    run: Run,
    parts: &[Part],
    edges: Edges<'_>,
    out: &mut Cells,
) {
    let tokens = prose.tokens.get(run.range()).unwrap_or_default();
    let parts = parts.get(run.start as usize..=run.end as usize).unwrap_or_default();
    edges.fill(tokens, parts, &mut out.edges);
    let out = &mut out.cells;
    out.clear();
    out.reserve_exact(run.len() + 2 * BESIDE);
    out.resize(BESIDE, *Cell::EDGE);
    let (mut counts, mut trail) = (Counts(0), 0);
    out.extend(tokens.iter().zip(parts).map(|(token, &part)| {
        let kind = token.kind as u16;
        let (word, entry) = if token.kind == TokenKind::Word { (token.hash, token.word) } else { (kind, 0) };
        trail = trail << Part::BITS | part as u64;
        let cell = Cell {
            counts,
            trail,
            quote: NONE,
            word,
            entry,
            part,
            kind: token.kind,
            flags: token.flags,
            cue: false,
        };
        counts = counts.after(part);
        cell
    }));
    out.push(Cell { counts, trail: trail << Part::BITS, ..*Cell::EDGE });
    out.resize(run.len() + 2 * BESIDE, *Cell::EDGE);
    for (index, quotation) in reaching(quotations, outer, run) {
        let first = quotation.tokens.start.saturating_sub(run.start) as usize;
        let last = (quotation.tokens.end.min(run.end) - run.start) as usize;
        for cell in out.get_mut(BESIDE + first..BESIDE + last).unwrap_or_default() {
            cell.quote = index;
        }
    }
}

/// Marks the cells of the cues, given in text order from the block's start, and counts them; none is marked yet.
pub(crate) fn mark(cells: &mut [Cell], hearts: impl Iterator<Item = usize>) {
    let (mut begin, mut cues) = (0, 0);
    for heart in hearts.map(|heart| heart + BESIDE) {
        let stretch = cells.get_mut(begin..=heart).unwrap_or_default();
        count(stretch, cues);
        if let Some(cell) = stretch.last_mut() {
            cell.cue = true;
            cues += Counts::CUE;
        }
        begin = heart + 1;
    }
    count(cells.get_mut(begin..).unwrap_or_default(), cues);
}

/// Counts the cues that stand before a stretch in the cells of it.
fn count(stretch: &mut [Cell], cues: u64) {
    if cues > 0 {
        stretch.iter_mut().for_each(|cell| cell.counts.0 = cell.counts.0.wrapping_add(cues));
    }
}
