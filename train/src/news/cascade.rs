//! The weights of the cascade, learnt in the order that its decisions are made in.

use std::collections::BTreeMap;

use inquit::train::news::{BITS, Candidate, DECISIONS, EDGES, Gold, HEARTS, LEAST, SIZE, Text};
use rayon::prelude::*;

use super::gold::Document;
use super::learn::{self, Question, Schedule};

/// The decisions in their order.
pub const NAMES: [&str; DECISIONS] = [
    "anchor",
    "cue start",
    "cue end",
    "source end",
    "source start",
    "right start",
    "right end",
    "left end",
    "left start",
];

/// The decisions that choose one of several tokens.
pub const CHOICES: std::ops::Range<usize> = 1..DECISIONS;

/// The decisions that may pass over more: cue start, cue end, source end, right end, left end. What the others would pass
/// over tells on whole statements.
const SPARING: [usize; 5] = [1, 2, 3, 6, 7];

/// A document with its tokens and its annotated statements.
pub struct Read<'d> {
    pub document: &'d Document,
    pub text: Text,
    pub gold: Vec<Gold>,
}

/// How to learn.
#[derive(Clone, Copy)]
pub struct Plan {
    pub schedule: Schedule,
    /// Words that are hearts of cues more rarely than this are never looked at.
    pub prior: f32,
    /// The same for words that the lexicon does not know to report.
    pub unlisted: f32,
    /// The share of right answers that each decision may pass over.
    pub loss: f32,
    /// The same for [`SPARING`] decisions, once they are learnt.
    pub spared: f32,
    /// What a decision in a report of our own counts: less than 1, since annotators of another house set bounds in their
    /// own ways, and the corpus is what others are measured by, too.
    pub own: f32,
}

impl Plan {
    /// Learns every model of the cascade; gives the bytes of the file of weights.
    pub fn cascade(self, training: &[&Read<'_>]) -> Vec<u8> {
        let mut weights = self.anchors(training);
        let edges = &mut weights[HEARTS..][..EDGES];
        edges.fill(u8::MAX);
        for model in CHOICES {
            self.clear_edges(training, model, self.loss, edges);
        }
        let tables: Vec<Vec<u8>> = CHOICES
            .into_par_iter()
            .map(|model| {
                let questions = self.choices(training, model, &weights[HEARTS..][..EDGES]);
                learn::round(&learn::learn(&questions, BITS, self.schedule))
            })
            .collect();
        for (i, table) in tables.iter().enumerate() {
            weights[table_at(i + 1)..][..table.len()].copy_from_slice(table);
        }
        // What is learnt from more candidates is asked of fewer.
        for model in SPARING {
            self.clear_edges(training, model, self.spared, &mut weights[HEARTS..][..EDGES]);
        }
        weights
    }

    /// Marks the cues of the training texts as models that have not seen them find them, so that the later decisions
    /// learn from what they will get.
    pub fn cross(self, texts: &mut [Read<'_>], learns: &(dyn Fn(&Read<'_>) -> bool + Sync)) {
        const FOLDS: usize = 4;
        let found: Vec<Vec<(usize, Vec<usize>)>> = (0..FOLDS)
            .into_par_iter()
            .map(|fold| {
                let mut rest = Vec::new();
                let mut out = Vec::new();
                for (index, read) in texts.iter().enumerate().filter(|(_, r)| learns(r)) {
                    if index % FOLDS == fold { out.push(index) } else { rest.push(read) }
                }
                let weights = self.anchors(&rest);
                out.into_iter().map(|index| (index, texts[index].text.hearts(&weights, LEAST))).collect()
            })
            .collect();
        for (index, hearts) in found.into_iter().flatten() {
            texts[index].text.mark(hearts.into_iter());
        }
    }

    /// A file of weights that knows the hearts of cues, and nothing else.
    fn anchors(self, training: &[&Read<'_>]) -> Vec<u8> {
        let mut weights = vec![0; SIZE];
        weights[..HEARTS].copy_from_slice(&self.hearts(training));
        let mut questions = Vec::new();
        for read in training {
            for token in 0..read.text.len() {
                if read.text.may_cue(token, &weights) {
                    let heart = read.gold.binary_search_by_key(&token, |gold| gold.anchor).is_ok();
                    let candidates = vec![read.text.anchor(token)];
                    let (answer, share) = (usize::from(!heart), self.share(read));
                    questions.push(Question { candidates, answer, share });
                }
            }
        }
        let table = learn::round(&learn::learn(&questions, BITS, self.schedule));
        weights[table_at(0)..][..table.len()].copy_from_slice(&table);
        weights
    }

    /// The table of words that are hearts of cues often enough to be looked at, or never.
    fn hearts(self, training: &[&Read<'_>]) -> Vec<u8> {
        const RARE: u32 = 6;
        let mut counts = vec![(0u32, 0u32); HEARTS * 4];
        let mut listed = vec![false; HEARTS * 4];
        for read in training {
            for token in 0..read.text.len() {
                let word = usize::from(read.text.word(token));
                counts[word].1 += 1;
                listed[word] |= read.text.reports(token);
            }
            for gold in &read.gold {
                counts[usize::from(read.text.word(gold.anchor))].0 += 1;
            }
        }
        let mut table = vec![0u8; HEARTS];
        for (word, &(hearts, all)) in counts.iter().enumerate() {
            let known = match (hearts, all) {
                (0, ..RARE) => 0,
                _ if (hearts as f32)
                    < (if listed[word] { self.prior } else { self.unlisted }) * all as f32 =>
                {
                    1
                }
                _ => 2,
            };
            table[word / 4] |= known << (word % 4 * 2);
        }
        table
    }

    /// Keeps the pairs of parts of speech at which a decision's edges are looked for: all but those where they are
    /// rarest, together as many as may be lost.
    fn clear_edges(self, training: &[&Read<'_>], model: usize, loss: f32, edges: &mut [u8]) {
        /// How many candidates' worth the mean rate counts for.
        const MEAN: f32 = 12.0;
        let mut tally: BTreeMap<usize, (u32, u32)> = BTreeMap::new();
        let (mut decisions, mut right, mut all) = (0u32, 0u32, 0u32);
        for read in training {
            read.text.examples(&read.gold, model, |example| {
                decisions += 1;
                for (i, candidate) in example.candidates.iter().enumerate().skip(1) {
                    let Some(edge) = candidate.edge else { continue };
                    let count = tally.entry(edge).or_default();
                    let is_answer = u32::from(i == example.answer);
                    *count = (count.0 + is_answer, count.1 + 1);
                    right += is_answer;
                    all += 1;
                }
            });
        }
        let mean = right as f32 / all.max(1) as f32;
        let rate = |(right, all): (u32, u32)| (right as f32 + MEAN * mean) / (all as f32 + MEAN);
        let mut pairs: Vec<_> = tally.into_iter().collect();
        pairs.sort_by(|a, b| rate(a.1).total_cmp(&rate(b.1)).then(a.0.cmp(&b.0)));
        let mut lost = 0;
        for (edge, (right, _)) in pairs {
            lost += right;
            if lost as f32 > loss * decisions as f32 {
                break;
            }
            edges[edge] &= !bit(model);
        }
    }

    const fn share(self, read: &Read<'_>) -> f32 {
        // That nothing is reported is no matter of taste.
        let bounded = !read.document.attributions.is_empty();
        if read.document.own && bounded { self.own } else { 1.0 }
    }

    fn choices(self, training: &[&Read<'_>], model: usize, edges: &[u8]) -> Vec<Question> {
        let mut questions = Vec::new();
        for read in training {
            read.text.examples(&read.gold, model, |example| {
                let (mut answer, mut candidates) = (None, Vec::new());
                for (index, candidate) in example.candidates.into_iter().enumerate() {
                    if passes(edges, model, index, &candidate) {
                        if index == example.answer {
                            answer = Some(candidates.len());
                        }
                        candidates.push(candidate.features);
                    }
                }
                if let Some(answer) = answer.filter(|_| candidates.len() > 1) {
                    questions.push(Question { candidates, answer, share: self.share(read) });
                }
            });
        }
        questions
    }
}

/// A decision's bit in the table of edges.
const fn bit(model: usize) -> u8 {
    1 << (model - 1)
}

/// Where a decision's table stands in the file of weights.
const fn table_at(model: usize) -> usize {
    HEARTS + EDGES + (model << BITS)
}

/// Whether a choice's candidate is looked at, the first always.
fn passes(edges: &[u8], model: usize, index: usize, candidate: &Candidate) -> bool {
    index == 0 || candidate.edge.is_none_or(|edge| edges[edge] & bit(model) != 0)
}

/// How often each choice is right by itself, those before it as annotated: right answers, lost ones, candidates, all.
pub fn alone(texts: &[&Read<'_>], weights: &[u8], model: usize) -> [usize; 4] {
    let table = &weights[table_at(model)..][..1 << BITS];
    let edges = &weights[HEARTS..][..EDGES];
    let mut counts = [0; 4];
    for read in texts {
        read.text.examples(&read.gold, model, |example| {
            let score = |features: &[u32]| {
                features.iter().map(|f| i32::from(table[(f >> (32 - BITS)) as usize] as i8)).sum::<i32>()
            };
            let (mut best, mut found) = (None, false);
            for (index, candidate) in example.candidates.iter().enumerate() {
                if passes(edges, model, index, candidate) {
                    counts[2] += 1;
                    found |= index == example.answer;
                    let score = score(&candidate.features);
                    if best.is_none_or(|(top, _)| score > top) {
                        best = Some((score, index));
                    }
                }
            }
            counts[0] += usize::from(best.is_some_and(|(_, index)| index == example.answer));
            counts[1] += usize::from(!found);
            counts[3] += 1;
        });
    }
    counts
}
