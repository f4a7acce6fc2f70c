//! The models of reported statements in news.

mod cascade;
mod gold;
mod learn;
mod measure;
pub mod press;

use std::path::{Path, PathBuf};

use anyhow::Context;
use inquit::train::news::{LEAST, Text};
use rayon::prelude::*;

use crate::corpus::{self, Half};
use cascade::{CHOICES, NAMES, Plan, Read};
use gold::Hearts;
pub use gold::{Attribution, Document};
use learn::Schedule;

/// How the weights in the crate are learnt.
const PLAN: Plan = Plan {
    schedule: Schedule { epochs: 10, orders: 24, rate: 0.05, decay: 6e-3, least: 3 },
    prior: 0.04,
    unlisted: 0.05,
    loss: 0.005,
    spared: 0.02,
    own: 0.3,
};

/// What the command takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// The annotated corpus: JSON lines, plain or gzipped.
    corpus: PathBuf,
    /// Folders of annotated reports and other prose to learn from beside it.
    #[arg(long, default_values = press::FOLDERS)]
    press: Vec<PathBuf>,
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
    #[arg(long, default_value_t = PLAN.schedule.epochs)]
    epochs: usize,
    /// How many orders of the corpus are learnt from.
    #[arg(long, default_value_t = PLAN.schedule.orders)]
    orders: u64,
    /// The learning rate.
    #[arg(long, default_value_t = PLAN.schedule.rate)]
    rate: f32,
    /// How strongly weights shrink.
    #[arg(long, default_value_t = PLAN.schedule.decay)]
    decay: f32,
    /// Features of fewer decisions than this are left out.
    #[arg(long, default_value_t = PLAN.schedule.least)]
    least: u32,
    /// Words that are hearts of cues more rarely than this are never looked at.
    #[arg(long, default_value_t = PLAN.prior)]
    prior: f32,
    /// The same for words that the lexicon does not know to report.
    #[arg(long, default_value_t = PLAN.unlisted)]
    unlisted: f32,
    /// The share of right answers that each decision may pass over.
    #[arg(long, default_value_t = PLAN.loss)]
    loss: f32,
    /// The same for decisions that may pass over more, once they are learnt.
    #[arg(long, default_value_t = PLAN.spared)]
    spared: f32,
    /// What a decision in a report of the folder counts beside one in the corpus.
    #[arg(long, default_value_t = PLAN.own)]
    own: f32,
}

impl Arguments {
    const fn plan(&self) -> Plan {
        let Arguments { epochs, orders, rate, decay, least, .. } = *self;
        let schedule = Schedule { epochs, orders, rate, decay, least };
        Plan {
            schedule,
            prior: self.prior,
            unlisted: self.unlisted,
            loss: self.loss,
            spared: self.spared,
            own: self.own,
        }
    }
}

/// Learns the weights from the documents whose names are chosen.
pub fn learn(corpus: &Path, chosen: &(dyn Fn(&str) -> bool + Sync)) -> anyhow::Result<Vec<u8>> {
    let mut documents = documents(corpus, &press::FOLDERS)?;
    documents.retain(|document| chosen(&document.id));
    let mut texts = read(&documents);
    Ok(train(&mut texts, &|_| true, PLAN))
}

/// The corpus and the reports beside it.
fn documents(corpus: &Path, press: &[impl AsRef<Path>]) -> anyhow::Result<Vec<Document>> {
    let mut documents: Vec<Document> = corpus::load(corpus)?;
    documents.extend(press::load(press)?);
    Ok(documents)
}

fn read(documents: &[Document]) -> Vec<Read<'_>> {
    documents
        .par_iter()
        .map(|document| Read { document, text: Text::new(&document.text), gold: Vec::new() })
        .collect()
}

fn train(texts: &mut [Read<'_>], learns: &(dyn Fn(&Read<'_>) -> bool + Sync), plan: Plan) -> Vec<u8> {
    let mut hearts = Hearts::default();
    for read in texts.iter().filter(|r| learns(r)) {
        hearts.count(&read.text, read.document);
    }
    texts.par_iter_mut().for_each(|read| read.gold = gold::statements(&read.text, read.document, &hearts));
    plan.cross(texts, learns);
    plan.cascade(&texts.iter().filter(|r| learns(r)).collect::<Vec<_>>())
}

/// Trains and writes the weights.
pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let documents = documents(&arguments.corpus, &arguments.press)?;
    let mut texts = read(&documents);
    let learns = |read: &Read<'_>| arguments.half.is_none_or(|half| corpus::half(&read.document.id) == half);
    let weights = train(&mut texts, &learns, arguments.plan());
    // The models' decisions by themselves are measured with the cues that the whole cascade finds.
    texts.par_iter_mut().filter(|r| !learns(r)).for_each(|read| {
        let hearts = read.text.hearts(&weights, LEAST);
        read.text.mark(hearts.into_iter());
    });
    let (training, held): (Vec<_>, Vec<_>) = texts.iter().partition(|r| learns(r));
    let (own, others): (Vec<_>, Vec<_>) = held.iter().partition(|r| r.document.own);
    std::fs::write(&arguments.out, &weights)
        .with_context(|| format!("cannot write {}", arguments.out.display()))?;
    if !held.is_empty() {
        report("held out", &others, &weights);
        report("held out, our own", &own, &weights);
    }
    report("training", &training, &weights);
    errors(if held.is_empty() { &training } else { &held }, &weights, arguments.errors);
    Ok(())
}

fn report(name: &str, texts: &[&Read<'_>], weights: &[u8]) {
    println!("{name}");
    for model in CHOICES {
        let decision = NAMES[model];
        let [right, lost, candidates, all] = cascade::alone(texts, weights, model);
        let part = |count: usize| count as f64 / all.max(1) as f64;
        println!(
            "  {decision:14} {:.3} of {all}, {:.3} lost, {:.1} candidates",
            part(right),
            part(lost),
            part(candidates)
        );
    }
    for least in [LEAST, 0] {
        let counts = texts
            .par_iter()
            .map(|read| {
                let mut counts = [measure::Count::default(); 3];
                measure::add(&mut counts, read.document, &read.text, &read.text.find(weights, least));
                counts
            })
            .reduce(Default::default, |a, b| {
                std::array::from_fn(|i| measure::Count {
                    right: a[i].right + b[i].right,
                    predicted: a[i].predicted + b[i].predicted,
                    gold: a[i].gold + b[i].gold,
                })
            });
        println!("  {least}: source {}; cue {}; content {}", counts[0], counts[1], counts[2]);
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
        let found = read.text.find(weights, LEAST);
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
                    " got <{}> [{}] {{{}}} {{{}}} {}",
                    show(&Some(f.cue.clone())),
                    show(&f.source),
                    show(&f.left),
                    show(&f.right),
                    f.score
                ),
                None => println!(" got nothing"),
            }
        }
        for f in &found {
            if left > 0 && !read.gold.iter().any(|gold| f.cue.contains(&gold.anchor)) {
                left -= 1;
                println!(
                    "want nothing\n got <{}> [{}] {{{}}} {{{}}} {}",
                    show(&Some(f.cue.clone())),
                    show(&f.source),
                    show(&f.left),
                    show(&f.right),
                    f.score
                );
            }
        }
    }
}
