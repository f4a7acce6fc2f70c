//! The models of reported statements in news.

mod gold;
mod learn;
mod measure;

use std::path::{Path, PathBuf};

use anyhow::Context;
use inquit::train::news::{COMMON, Gold, SIZES, Text};
use rayon::prelude::*;

use crate::corpus::{self, Half};
use gold::{Document, Hearts};
use learn::{Question, Schedule};

const NAMES: [&str; 9] = [
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

/// The least probability of a cue that is followed up.
const THRESHOLD: f32 = 0.4;

/// How the weights in the crate are learnt.
const SCHEDULE: Schedule = Schedule { epochs: 6, rate: 0.05, decay: 2e-4, least: 5 };

/// What the command takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// The annotated corpus: JSON lines, plain or gzipped.
    corpus: PathBuf,
    /// Learn from this half alone and measure on the other.
    #[arg(long)]
    half: Option<Half>,
    /// Where the weights go.
    #[arg(long, default_value = "src/model/weights/news.bin")]
    out: PathBuf,
    /// Print this many wrong statements.
    #[arg(long, default_value_t = 0)]
    errors: usize,
    /// Passes over the corpus.
    #[arg(long, default_value_t = SCHEDULE.epochs)]
    epochs: usize,
    /// The learning rate.
    #[arg(long, default_value_t = SCHEDULE.rate)]
    rate: f32,
    /// How strongly weights shrink.
    #[arg(long, default_value_t = SCHEDULE.decay)]
    decay: f32,
    /// Features of fewer decisions than this are left out.
    #[arg(long, default_value_t = SCHEDULE.least)]
    least: u32,
}

struct Read<'d> {
    document: &'d Document,
    text: Text,
    gold: Vec<Gold>,
}

impl Arguments {
    const fn schedule(&self) -> Schedule {
        Schedule { epochs: self.epochs, rate: self.rate, decay: self.decay, least: self.least }
    }
}

/// Learns the weights from the documents whose names are chosen.
pub fn learn(corpus: &Path, chosen: &(dyn Fn(&str) -> bool + Sync)) -> anyhow::Result<Vec<u8>> {
    let documents: Vec<Document> = corpus::load(corpus)?;
    let documents: Vec<Document> = documents.into_iter().filter(|d| chosen(&d.id)).collect();
    let mut texts = read(&documents);
    Ok(train(&mut texts, &|_| true, SCHEDULE))
}

fn read(documents: &[Document]) -> Vec<Read<'_>> {
    documents
        .par_iter()
        .map(|document| Read { document, text: Text::new(&document.text), gold: Vec::new() })
        .collect()
}

fn train(texts: &mut [Read<'_>], learns: &(dyn Fn(&Read<'_>) -> bool + Sync), schedule: Schedule) -> Vec<u8> {
    let mut hearts = Hearts::default();
    for read in texts.iter().filter(|r| learns(r)) {
        hearts.count(&read.text, read.document);
    }
    texts.par_iter_mut().for_each(|read| read.gold = gold::statements(&read.text, read.document, &hearts));
    cross(texts, learns, schedule);
    cascade(&texts.iter().filter(|r| learns(r)).collect::<Vec<_>>(), schedule)
}

/// Trains and writes the weights.
pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let documents: Vec<Document> = corpus::load(&arguments.corpus)?;
    let mut texts = read(&documents);
    let learns = |read: &Read<'_>| arguments.half.is_none_or(|half| corpus::half(&read.document.id) == half);
    let weights = train(&mut texts, &learns, arguments.schedule());
    // The models' decisions by themselves are measured with the cues that the whole cascade finds.
    texts.par_iter_mut().filter(|r| !learns(r)).for_each(|read| {
        let hearts = read.text.hearts(&weights, THRESHOLD);
        read.text.mark(hearts.into_iter());
    });
    let (training, held): (Vec<_>, Vec<_>) = texts.iter().partition(|r| learns(r));
    std::fs::write(&arguments.out, &weights)
        .with_context(|| format!("cannot write {}", arguments.out.display()))?;
    if !held.is_empty() {
        report("held out", &held, &weights);
    }
    report("training", &training, &weights);
    errors(if held.is_empty() { &training } else { &held }, &weights, arguments.errors);
    Ok(())
}

/// Marks the cues of the training texts as models that have not seen them find them, so that the later decisions
/// learn from what they will get.
fn cross(texts: &mut [Read<'_>], learns: &(dyn Fn(&Read<'_>) -> bool + Sync), schedule: Schedule) {
    const FOLDS: usize = 4;
    let found: Vec<Vec<(usize, Vec<usize>)>> = (0..FOLDS)
        .into_par_iter()
        .map(|fold| {
            let mut rest = Vec::new();
            let mut out = Vec::new();
            for (index, read) in texts.iter().enumerate().filter(|(_, r)| learns(r)) {
                if index % FOLDS == fold { out.push(index) } else { rest.push(read) }
            }
            let mut weights = common(&rest);
            weights.extend(learn::round(&learn::learn(&anchors(&rest, &weights), SIZES[0], schedule)));
            out.into_iter().map(|index| (index, texts[index].text.hearts(&weights, THRESHOLD))).collect()
        })
        .collect();
    for (index, hearts) in found.into_iter().flatten() {
        texts[index].text.mark(hearts.into_iter());
    }
}

/// Learns every model of the cascade; gives the bytes of the file of weights.
fn cascade(training: &[&Read<'_>], schedule: Schedule) -> Vec<u8> {
    let common = common(training);
    let mut bytes = common.clone();
    let tables: Vec<Vec<u8>> = (0..SIZES.len())
        .into_par_iter()
        .map(|model| {
            let questions = if model == 0 { anchors(training, &common) } else { choices(training, model) };
            learn::round(&learn::learn(&questions, SIZES[model], schedule))
        })
        .collect();
    tables.iter().for_each(|table| bytes.extend(table));
    bytes
}

/// The set of words that are frequent and hardly ever the heart of a cue.
fn common(training: &[&Read<'_>]) -> Vec<u8> {
    let mut counts = vec![(0u32, 0u32); COMMON * 8];
    for read in training {
        for token in 0..read.text.len() {
            if let Some(count) = counts.get_mut(read.text.word(token) as usize) {
                count.1 += 1;
            }
        }
        for gold in &read.gold {
            if let Some(count) = counts.get_mut(read.text.word(gold.anchor) as usize) {
                count.0 += 1;
            }
        }
    }
    let mut set = vec![0u8; COMMON];
    for (word, &(hearts, all)) in counts.iter().enumerate() {
        if all >= 6 && hearts * 300 < all {
            set[word / 8] |= 1 << (word % 8);
        }
    }
    set
}

fn anchors(training: &[&Read<'_>], common: &[u8]) -> Vec<Question> {
    let mut questions = Vec::new();
    for read in training {
        for token in 0..read.text.len() {
            let word = read.text.word(token) as usize;
            let skipped = common.get(word / 8).is_some_and(|byte| byte >> (word % 8) & 1 == 1);
            if !skipped && read.text.may_cue(token) {
                let heart = read.gold.binary_search_by_key(&token, |gold| gold.anchor).is_ok();
                questions.push(Question {
                    candidates: vec![read.text.anchor(token)],
                    answer: usize::from(!heart),
                });
            }
        }
    }
    questions
}

fn choices(training: &[&Read<'_>], model: usize) -> Vec<Question> {
    let mut questions = Vec::new();
    let mut lost = 0;
    for read in training {
        for gold in &read.gold {
            read.text.examples(gold, |example| {
                if example.model == model {
                    if example.answer == usize::MAX {
                        lost += 1;
                    } else if example.candidates.len() > 1 {
                        questions.push(Question { candidates: example.candidates, answer: example.answer });
                    }
                }
            });
        }
    }
    eprintln!("{}: {} questions, the answer of {lost} more is no candidate", NAMES[model], questions.len());
    questions
}

fn report(name: &str, texts: &[&Read<'_>], weights: &[u8]) {
    // Each model by itself, the decisions before it as annotated.
    let mut alone = [(0usize, 0usize); SIZES.len()];
    for read in texts {
        for gold in &read.gold {
            read.text.examples(gold, |example| {
                let mut offset = COMMON;
                for bits in &SIZES[..example.model] {
                    offset += 1 << bits;
                }
                let table = &weights[offset..offset + (1 << SIZES[example.model])];
                let shift = 32 - SIZES[example.model];
                let score = |features: &Vec<u32>| {
                    features.iter().map(|f| i32::from(table[(f >> shift) as usize] as i8)).sum::<i32>()
                };
                let scores: Vec<i32> = example.candidates.iter().map(score).collect();
                let top = scores.iter().max().and_then(|top| scores.iter().position(|s| s == top));
                alone[example.model].0 += usize::from(top == Some(example.answer));
                alone[example.model].1 += 1;
            });
        }
    }
    println!("{name}");
    for (model, (right, all)) in alone.iter().enumerate().skip(1) {
        println!("  {:14} {:.3} of {all}", NAMES[model], *right as f64 / (*all).max(1) as f64);
    }
    for threshold in [0.3, 0.35, 0.4, 0.5] {
        let counts = texts
            .par_iter()
            .map(|read| {
                let mut counts = [measure::Count::default(); 3];
                measure::add(&mut counts, read.document, &read.text, &read.text.find(weights, threshold));
                counts
            })
            .reduce(Default::default, |a, b| {
                std::array::from_fn(|i| measure::Count {
                    right: a[i].right + b[i].right,
                    predicted: a[i].predicted + b[i].predicted,
                    gold: a[i].gold + b[i].gold,
                })
            });
        println!("  {threshold}: source {}; cue {}; content {}", counts[0], counts[1], counts[2]);
    }
}

/// Prints the first wrong statements, each beside what was annotated there.
fn errors(texts: &[&Read<'_>], weights: &[u8], most: usize) {
    let mut left = most;
    for read in texts.iter().step_by(7) {
        let raw = &read.document.text;
        let show = |run: &Option<std::ops::Range<usize>>| {
            run.as_ref().map_or("-", |run| {
                let (start, end) = read.text.bytes(run);
                &raw[start..end]
            })
        };
        let found = read.text.find(weights, 0.4);
        for gold in &read.gold {
            if left == 0 {
                return;
            }
            let got = found.iter().find(|f| f.cue.contains(&gold.anchor));
            if got.is_some_and(|f| {
                (&f.cue, &f.source, &f.left, &f.right) == (&gold.cue, &gold.source, &gold.left, &gold.right)
            }) {
                continue;
            }
            left -= 1;
            println!(
                "want <{}> [{}] {{{}}} {{{}}}",
                show(&Some(gold.cue.clone())),
                show(&gold.source),
                show(&gold.left),
                show(&gold.right)
            );
            match got {
                Some(f) => println!(
                    " got <{}> [{}] {{{}}} {{{}}} {:.2}",
                    show(&Some(f.cue.clone())),
                    show(&f.source),
                    show(&f.left),
                    show(&f.right),
                    f.confidence
                ),
                None => println!(" got nothing"),
            }
        }
        for f in &found {
            if left > 0 && !read.gold.iter().any(|gold| f.cue.contains(&gold.anchor)) {
                left -= 1;
                println!(
                    "want nothing\n got <{}> [{}] {{{}}} {{{}}} {:.2}",
                    show(&Some(f.cue.clone())),
                    show(&f.source),
                    show(&f.left),
                    show(&f.right),
                    f.confidence
                );
            }
        }
    }
}
