//! The cascade of reported statements, as its trainer sees it.

use alloc::vec::Vec;

use crate::attribution::reported::cell::{self, Cell, NONE};
use crate::attribution::reported::choice::Choice;
use crate::attribution::reported::cue::{self, Cue};
use crate::attribution::reported::view::View;
use crate::attribution::reported::{self, Models, content, source};
use crate::model::List;
use crate::options::Options;
use crate::pipeline::{Prose, Stages};
use crate::span::Run;

/// The bytes of the set of words that are no cue.
pub const COMMON: usize = reported::COMMON;
/// The bits of each table.
pub const SIZES: [u32; 9] = reported::SIZES;

/// Tokens, `end` exclusive.
pub type Tokens = core::ops::Range<usize>;

/// A text, read by the stages before attribution.
pub struct Text {
    stages: Stages,
    cells: Vec<Cell>,
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
    /// The model's index in [`SIZES`].
    pub model: usize,
    /// The features of each candidate.
    pub candidates: Vec<Vec<u32>>,
    /// The right candidate.
    pub answer: usize,
}

/// A statement that the models found; spans in tokens.
pub struct Found {
    pub cue: Tokens,
    pub source: Option<Tokens>,
    pub left: Option<Tokens>,
    pub right: Option<Tokens>,
    pub confidence: f32,
}

fn run(tokens: &Tokens) -> Run {
    Run::new(tokens.start, tokens.end)
}

impl Text {
    #[must_use]
    pub fn new(text: &str) -> Text {
        let mut stages = Stages::default();
        stages.run(text, &Options::default());
        let mut cells = Vec::new();
        let prose = Prose {
            text,
            tokens: &stages.tokens,
            paragraphs: &stages.paragraphs,
            sentences: &stages.sentences,
        };
        cell::cells(prose, &stages.quotations, &mut cells);
        let mut sentence_of = alloc::vec![NONE; cells.len()];
        for (index, sentence) in stages.sentences.iter().enumerate() {
            for token in sentence.tokens.range() {
                sentence_of[token] = index as u32;
            }
        }
        Text { stages, cells, sentence_of }
    }

    /// The number of tokens.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether it has no token.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The tokens that hold the bytes from `start` to `end`.
    #[must_use]
    pub fn tokens(&self, start: usize, end: usize) -> Option<Tokens> {
        let tokens = &self.stages.tokens;
        let first = tokens.partition_point(|t| t.end() as usize <= start);
        let last = tokens.partition_point(|t| (t.start as usize) < end);
        (first < last).then_some(first..last)
    }

    /// The bytes of a run of tokens.
    #[must_use]
    pub fn bytes(&self, run: &Tokens) -> (usize, usize) {
        let start = self.stages.tokens[run.start].start as usize;
        (start, self.stages.tokens[run.end - 1].end() as usize)
    }

    /// The word of a token, as the models know it.
    #[must_use]
    pub fn word(&self, token: usize) -> u32 {
        self.cells[token].word
    }

    /// The guessed part of speech, for reading errors.
    #[must_use]
    pub fn part(&self, token: usize) -> alloc::string::String {
        alloc::format!("{:?}", self.cells[token].part)
    }

    /// Whether the token can be a cue's heart at all.
    #[must_use]
    pub fn may_cue(&self, token: usize) -> bool {
        reported::may_cue(&self.cells[token])
    }

    /// Whether both tokens stand in one sentence.
    #[must_use]
    pub fn same_sentence(&self, a: usize, b: usize) -> bool {
        self.sentence_of.get(a) == self.sentence_of.get(b)
    }

    fn view(&self, token: usize) -> Option<View<'_>> {
        let sentence = *self.sentence_of.get(token)? as usize;
        View::new(&self.cells, &self.stages.quotations, &self.stages.sentences, sentence)
    }

    /// Marks these tokens as hearts of cues, as the models will have found them; in text order.
    pub fn mark(&mut self, hearts: impl Iterator<Item = usize>) {
        reported::mark(&mut self.cells, hearts);
    }

    /// The hearts of cues that the models with these weights find.
    #[must_use]
    pub fn hearts(&self, weights: &[u8], threshold: f32) -> Vec<usize> {
        let mut found = Vec::new();
        let mut cells = self.cells.clone();
        let Stages { quotations, sentences, .. } = &self.stages;
        reported::hearts(&mut cells, quotations, sentences, &Models::new(weights), threshold, &mut found);
        found.iter().map(|heart| heart.token).collect()
    }

    /// The features of a token as a cue's heart.
    #[must_use]
    pub fn anchor(&self, token: usize) -> Vec<u32> {
        let mut list = List(Vec::with_capacity(48));
        if let Some(view) = self.view(token) {
            cue::anchor(&view, token, &mut list);
        }
        list.0
    }

    /// The choices that lead to the annotated statement; those whose answer is no candidate are left out.
    pub fn examples(&self, gold: &Gold, mut take: impl FnMut(Example)) {
        let Some(view) = self.view(gold.anchor) else { return };
        let view = &view;
        let none =
            |tokens: &Option<Tokens>, f: fn(&Tokens) -> usize| tokens.as_ref().map_or(NONE, |t| f(t) as u32);
        let (first, last): (fn(&Tokens) -> usize, fn(&Tokens) -> usize) = (|t| t.start, |t| t.end - 1);
        let anchor = gold.anchor;
        example(1, &cue::Start { view, anchor }, gold.cue.start as u32, &mut take);
        example(2, &cue::End { view, anchor, start: gold.cue.start }, last(&gold.cue) as u32, &mut take);
        let cue = Cue { anchor, run: run(&gold.cue) };
        let previous = gold.previous.as_ref().map(run);
        example(3, &source::End { view, cue, previous }, none(&gold.source, last), &mut take);
        if let Some(source) = &gold.source {
            let end = last(source);
            example(4, &source::Start { view, cue, end, previous }, source.start as u32, &mut take);
        }
        let frame = content::Frame { view, cue, source: gold.source.as_ref().map(run) };
        let right = none(&gold.right, first);
        example(5, &content::RightStart(frame), right, &mut take);
        if let Some(content) = &gold.right {
            let start = content.start;
            example(6, &content::RightEnd { frame, start }, last(content) as u32, &mut take);
        }
        example(7, &content::LeftEnd { frame, right }, none(&gold.left, last), &mut take);
        if let Some(content) = &gold.left {
            let end = last(content);
            example(8, &content::LeftStart { frame, end }, content.start as u32, &mut take);
        }
    }

    /// What the models with these weights find.
    #[must_use]
    pub fn find(&self, weights: &[u8], threshold: f32) -> Vec<Found> {
        let models = Models::new(weights);
        let mut out = Vec::new();
        let Stages { quotations, sentences, .. } = &self.stages;
        reported::find(&mut self.cells.clone(), quotations, sentences, &models, threshold, &mut out);
        let range = |r: Run| r.range();
        out.iter()
            .map(|s| Found {
                cue: s.cue.run.range(),
                source: s.source.map(range),
                left: s.left.map(range),
                right: s.right.map(range),
                confidence: s.confidence,
            })
            .collect()
    }
}

fn example<C: Choice>(model: usize, choice: &C, answer: u32, take: &mut impl FnMut(Example)) {
    let mut right = None;
    let mut candidates = Vec::new();
    choice.each(|candidate| {
        if candidate == answer {
            right = Some(candidates.len());
        }
        let mut list = List(Vec::with_capacity(40));
        choice.describe(candidate, &mut list);
        candidates.push(list.0);
    });
    let answer = right.unwrap_or(usize::MAX);
    take(Example { model, candidates, answer });
}
