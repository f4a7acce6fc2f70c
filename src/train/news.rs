//! The cascade of reported statements, as its trainer sees it.

use alloc::string::String;
use alloc::vec::Vec;

use crate::attribution::reported::cell::{self, BESIDE, Cells, NONE, Part};
use crate::attribution::reported::choice::{Choice, Edges};
use crate::attribution::reported::cue::{self, Cue};
use crate::attribution::reported::heart::{Bar, Clause, Heart, Search};
use crate::attribution::reported::part;
use crate::attribution::reported::view::{Block, View};
use crate::attribution::reported::{self, Decision, Models, content, source};
use crate::lexer::TokenKind;
use crate::model::List;
use crate::options::Options;
use crate::pipeline::Stages;
use crate::quotation::outermost;
use crate::span::Run;

/// The bytes of the table of words that can be hearts of cues.
pub const HEARTS: usize = reported::HEARTS;
/// How many decisions there are, each with a table of weights: the first is which word is a heart.
pub const DECISIONS: usize = reported::DECISIONS;
/// The bytes of the table of edges: for each pair of parts of speech a byte, for each decision but the first a bit.
pub const EDGES: usize = Edges::SIZE;
/// The bytes of the file of weights: the table of words, the table of edges, each table of weights.
pub const SIZE: usize = reported::SIZE;
/// The least score of a heart that is followed up.
pub const LEAST: i16 = reported::LEAST;
/// The bits of the length of a table of weights.
pub const BITS: u32 = reported::BITS;

/// Tokens, `end` exclusive.
pub type Tokens = core::ops::Range<usize>;

/// A text, read by the stages before attribution.
pub struct Text {
    stages: Stages,
    raw: String,
    cells: Cells,
    sentence_of: Vec<u32>,
}

/// One annotated statement.
#[derive(Clone, Debug)]
pub struct Gold {
    pub anchor: usize,
    pub cue: Tokens,
    pub source: Option<Tokens>,
    pub left: Option<Tokens>,
    pub right: Option<Tokens>,
    pub previous: Option<Tokens>,
}

/// A choice that a model has to make, as the trainer sees it.
pub struct Example {
    pub candidates: Vec<Candidate>,
    /// The right candidate.
    pub answer: usize,
}

/// One candidate of a choice.
pub struct Candidate {
    pub features: Vec<u32>,
    /// The byte of the table of edges that lets it pass; nothing for no token.
    pub edge: Option<usize>,
}

/// A statement that the models found; spans in tokens.
pub struct Found {
    pub cue: Tokens,
    pub source: Option<Tokens>,
    pub left: Option<Tokens>,
    pub right: Option<Tokens>,
    /// The score of the cue's heart.
    pub score: i16,
}

/// The cells of a whole text.
fn fill(text: &str, stages: &Stages, edges: Edges<'_>) -> Cells {
    let (prose, quotations) = (stages.layout.prose(text), &stages.quotations);
    let tokens = prose.tokens;
    let mut parts = alloc::vec![Part::Edge; tokens.len() + 1];
    let all = Run::new(0, tokens.len());
    part::complete(prose, all, &mut parts);
    let (mut cells, mut outer) = (Cells::default(), Vec::new());
    outermost(quotations, &mut outer);
    cell::fill(prose, quotations, &outer, all, &parts, edges, &mut cells);
    cells
}

fn run(tokens: &Tokens) -> Run {
    Run::new(tokens.start, tokens.end)
}

impl Text {
    #[must_use]
    pub fn new(text: &str) -> Text {
        let mut stages = Stages::default();
        stages.run(text, &Options::default());
        let cells = fill(text, &stages, Edges::ALL);
        let mut sentence_of = alloc::vec![NONE; stages.layout.tokens.len()];
        for (index, sentence) in stages.layout.sentences.iter().enumerate() {
            for token in sentence.tokens.range() {
                sentence_of[token] = index as u32;
            }
        }
        Text { stages, raw: text.into(), cells, sentence_of }
    }

    /// The number of tokens.
    #[must_use]
    pub fn len(&self) -> usize {
        self.stages.layout.tokens.len()
    }

    /// Whether it has no token.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.stages.layout.tokens.is_empty()
    }

    /// The tokens that hold the bytes from `start` to `end`.
    #[must_use]
    pub fn tokens(&self, start: usize, end: usize) -> Option<Tokens> {
        let tokens = &self.stages.layout.tokens;
        let first = tokens.partition_point(|t| t.end() as usize <= start);
        let last = tokens.partition_point(|t| (t.start as usize) < end);
        (first < last).then_some(first..last)
    }

    /// The bytes of a run of tokens.
    #[must_use]
    pub fn bytes(&self, run: &Tokens) -> (usize, usize) {
        let start = self.stages.layout.tokens[run.start].start as usize;
        (start, self.stages.layout.tokens[run.end - 1].end() as usize)
    }

    /// The word of a token, as the models know it.
    #[must_use]
    pub fn word(&self, token: usize) -> u16 {
        self.cells.cells[BESIDE + token].word
    }

    /// The guessed part of speech, for reading errors.
    #[must_use]
    pub fn part(&self, token: usize) -> alloc::string::String {
        alloc::format!("{:?}", self.cells.cells[BESIDE + token].part)
    }

    /// Whether the token can be a cue's heart by what it is.
    #[must_use]
    pub fn may_anchor(&self, token: usize) -> bool {
        matches!(self.stages.layout.tokens[token].kind, TokenKind::Word | TokenKind::Colon)
            && !matches!(
                self.cells.cells[BESIDE + token].part,
                Part::Determiner | Part::Possessive | Part::Subject
            )
    }

    /// Whether the lexicon knows the word as one that reports.
    #[must_use]
    pub fn reports(&self, token: usize) -> bool {
        self.stages.layout.tokens[token].class().any(reported::REPORTS)
    }

    /// Whether the models with these weights look at the token as a cue's heart at all.
    #[must_use]
    pub fn may_cue(&self, token: usize, weights: &[u8]) -> bool {
        Models::new(weights).knows(&self.stages.layout.tokens[token])
    }

    /// Whether both tokens stand in one sentence.
    #[must_use]
    pub fn same_sentence(&self, a: usize, b: usize) -> bool {
        self.sentence_of.get(a) == self.sentence_of.get(b)
    }

    fn block(&self) -> Block<'_> {
        let Stages { quotations, layout, .. } = &self.stages;
        Block::new(&self.cells, 0, quotations, layout.prose(&self.raw))
    }

    fn view(&self, token: usize) -> Option<View<'_>> {
        View::new(self.block(), *self.sentence_of.get(token)? as usize)
    }

    /// Marks these tokens as hearts of cues, as the models will have found them; in text order.
    pub fn mark(&mut self, hearts: impl Iterator<Item = usize>) {
        self.cells = fill(&self.raw, &self.stages, Edges::ALL);
        cell::mark(&mut self.cells.cells, hearts);
    }

    /// The hearts of cues that the models with these weights find.
    #[must_use]
    pub fn hearts(&self, weights: &[u8], least: i16) -> Vec<usize> {
        self.cues(&Models::new(weights), least).iter().map(|heart| heart.token as usize).collect()
    }

    fn cues(&self, models: &Models<'_>, least: i16) -> Vec<Heart> {
        let quotations = &self.stages.quotations;
        let prose = self.stages.layout.prose(&self.raw);
        let (mut parts, mut found) = (Vec::new(), Vec::new());
        let bar = Bar { whole: least, ..Bar::REPORT };
        Search { prose, quotations, models, settled: &[], bar, wants: |_, _| true }
            .hearts(&mut parts, &mut found);
        // Beside a quotation less likely ones are found, too.
        found.retain(|heart| heart.score >= least);
        found
    }

    /// The features of a token as a cue's heart.
    #[must_use]
    pub fn anchor(&self, token: usize) -> Vec<u32> {
        let sentences = &self.stages.layout.sentences;
        let prose = self.stages.layout.prose(&self.raw);
        let mut list = List::default();
        let run = self.sentence_of.get(token).and_then(|&of| sentences.get(of as usize)).map(|s| s.tokens);
        if let Some(run) = run {
            let quoted = self.cells.cells[BESIDE + token].quote != NONE;
            Clause::new(prose, run, &mut Vec::new()).features(token - run.start as usize, quoted, &mut list);
        }
        list.0
    }

    /// The choices of one decision that lead to the annotated statements.
    pub fn examples(&self, gold: &[Gold], model: usize, mut take: impl FnMut(Example)) {
        gold.iter().for_each(|gold| self.each_example(gold, model, &mut take));
    }

    fn each_example(&self, gold: &Gold, wanted: usize, take: &mut impl FnMut(Example)) {
        let Some(view) = self.view(gold.anchor) else { return };
        let view = &view;
        let none =
            |tokens: &Option<Tokens>, f: fn(&Tokens) -> usize| tokens.as_ref().map_or(NONE, |t| f(t) as u32);
        let (first, last): (fn(&Tokens) -> usize, fn(&Tokens) -> usize) = (|t| t.start, |t| t.end - 1);
        let anchor = gold.anchor;
        let frames = u32::from(reported::frames(&self.stages.layout.tokens[anchor]));
        example(
            (Decision::CueStart, wanted),
            view,
            &cue::Start::new(view, anchor),
            gold.cue.start as u32,
            take,
        );
        example(
            (Decision::CueEnd, wanted),
            view,
            &cue::End::new(view, anchor, gold.cue.start, frames),
            last(&gold.cue) as u32,
            take,
        );
        let cue = Cue { anchor, run: run(&gold.cue), frames };
        let previous = gold.previous.as_ref().map(run);
        example(
            (Decision::SourceEnd, wanted),
            view,
            &source::End::new(view, cue, previous),
            none(&gold.source, last),
            take,
        );
        if let Some(source) = &gold.source {
            let end = last(source);
            example(
                (Decision::SourceStart, wanted),
                view,
                &source::Start::new(view, cue, end, previous),
                source.start as u32,
                take,
            );
        }
        let frame = content::Frame::new(view, cue, gold.source.as_ref().map(run));
        let right = none(&gold.right, first);
        example((Decision::RightStart, wanted), view, &content::RightStart::new(&frame), right, take);
        if let Some(content) = &gold.right {
            let end = last(content) as u32;
            example(
                (Decision::RightEnd, wanted),
                view,
                &content::RightEnd::new(&frame, content.start),
                end,
                take,
            );
        }
        example(
            (Decision::LeftEnd, wanted),
            view,
            &content::LeftEnd::new(&frame, right),
            none(&gold.left, last),
            take,
        );
        if let Some(content) = &gold.left {
            let start = content.start as u32;
            example(
                (Decision::LeftStart, wanted),
                view,
                &content::LeftStart::new(&frame, last(content)),
                start,
                take,
            );
        }
    }

    /// What the models with these weights find.
    #[must_use]
    pub fn find(&self, weights: &[u8], least: i16) -> Vec<Found> {
        let models = Models::new(weights);
        let hearts = self.cues(&models, least);
        let mut cells = fill(&self.raw, &self.stages, models.edges);
        cell::mark(&mut cells.cells, hearts.iter().map(|heart| heart.token as usize));
        let mut out = Vec::new();
        let Stages { quotations, layout, .. } = &self.stages;
        let block = Block::new(&cells, 0, quotations, layout.prose(&self.raw));
        reported::find(block, &hearts, &models, &mut Vec::new(), &mut out);
        let range = |r: Run| r.range();
        out.iter()
            .map(|s| Found {
                cue: s.cue.run.range(),
                source: s.source.map(range),
                left: s.left.map(range),
                right: s.right.map(range),
                score: s.score,
            })
            .collect()
    }
}

fn example<C: Choice>(
    (decision, wanted): (Decision, usize),
    view: &View<'_>,
    choice: &C,
    answer: u32,
    take: &mut impl FnMut(Example),
) {
    if decision as usize != wanted {
        return;
    }
    let mut right = usize::MAX;
    let mut candidates = Vec::new();
    for candidate in core::iter::once(choice.first()).chain(choice.others()) {
        if candidate == answer {
            right = candidates.len();
        }
        let mut list = List::default();
        choice.sketch(candidate, &mut list);
        choice.detail(candidate, &mut list);
        let edge = (candidate != NONE).then(|| {
            let at = candidate as usize + usize::from(!decision.is_start());
            Edges::place(view.before(at, 1).part, view.at(at).part)
        });
        candidates.push(Candidate { features: list.0, edge });
    }
    take(Example { candidates, answer: right });
}
