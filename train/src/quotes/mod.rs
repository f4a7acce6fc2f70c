//! Which quotations report something: the weights of the quotation stage.

mod review;

use std::fmt::Write as _;
use std::path::PathBuf;

use inquit::train::{FEATURES, Models, Quoted, quoted};
use rayon::prelude::*;
use serde::Deserialize;

use crate::corpus::{self, Half};
use crate::news::{self, press};

/// What the command takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// The annotated corpora: JSON lines, plain or gzipped.
    corpora: Vec<PathBuf>,
    /// Folders of annotated reports and other prose to learn from beside them.
    #[arg(long, default_values = press::FOLDERS)]
    press: Vec<PathBuf>,
    /// Learn from this half alone and measure on the other; nothing is written without --write.
    #[arg(long)]
    half: Option<Half>,
    /// Write weights learnt from one half, to measure the whole pipeline with them.
    #[arg(long)]
    write: bool,
    /// Where the weights go.
    #[arg(long, default_value = "src/quotation/weights.rs")]
    out: PathBuf,
    /// Where the weights of the second look go.
    #[arg(long, default_value = "src/model/weights/review.bin")]
    review: PathBuf,
}

#[derive(Deserialize)]
struct Document {
    id: String,
    text: String,
    #[serde(default)]
    quotes: Vec<Quote>,
    #[serde(default)]
    attributions: Vec<Attribution>,
    #[serde(default)]
    discard: Vec<(u32, u32)>,
}

#[derive(Deserialize)]
struct Quote {
    spans: Vec<(u32, u32)>,
}

#[derive(Deserialize)]
struct Attribution {
    content: Vec<(u32, u32)>,
}

impl From<news::Document> for Document {
    fn from(report: news::Document) -> Document {
        let small = |(start, end)| (start as u32, end as u32);
        let content = |said: news::Attribution| said.content.into_iter().map(small).collect();
        let attributions = report.attributions.into_iter().map(|said| Attribution { content: content(said) });
        let attributions = attributions.collect();
        Document { id: report.id, text: report.text, quotes: Vec::new(), attributions, discard: Vec::new() }
    }
}

struct Example {
    features: Vec<u32>,
    review: Option<Vec<u32>>,
    /// What has no second look was kept at the first.
    sure: bool,
    reports: bool,
    learn: bool,
    news: bool,
}

/// Trains and writes the weights of both looks.
pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let mut documents = Vec::new();
    for path in &arguments.corpora {
        documents.extend(corpus::load::<Document>(path)?);
    }
    documents.extend(press::load(&arguments.press)?.into_iter().map(Document::from));
    let learns = |id: &str| arguments.half.is_none_or(|half| corpus::half(id) == half);
    let examples = examples(&documents, &learns, None);
    let weights = learn(&examples);
    for (news, learnt) in [(false, true), (false, false), (true, true), (true, false)] {
        let chosen = examples.iter().filter(|example| example.news == news && example.learn == learnt);
        measure(&weights, chosen, news, learnt);
    }
    let review = review::learn(&arguments.corpora, &documents, &learns)?;
    if arguments.half.is_none() || arguments.write {
        std::fs::write(&arguments.out, render(&weights))?;
        std::fs::write(&arguments.review, review)?;
    }
    Ok(())
}

impl Document {
    fn is_news(&self) -> bool {
        self.quotes.is_empty() && !self.attributions.is_empty()
    }
}

/// The outermost quotations of all documents, as other models than the crate's let them be seen where any are given.
fn examples(
    documents: &[Document],
    learns: &(dyn Fn(&str) -> bool + Sync),
    models: Option<Models>,
) -> Vec<Example> {
    let made: Vec<Vec<Example>> =
        documents.par_iter().map(|document| examples_of(document, learns(&document.id), models)).collect();
    made.into_iter().flatten().collect()
}

fn examples_of(document: &Document, learn: bool, models: Option<Models>) -> Vec<Example> {
    let mut gold: Vec<(u32, u32)> =
        document.quotes.iter().flat_map(|quote| quote.spans.iter().copied()).collect();
    gold.extend(document.attributions.iter().flat_map(|attribution| attribution.content.iter().copied()));
    gold.sort_unstable();
    let covered = |spans: &[(u32, u32)], quotation: &Quoted| {
        let (start, end) = (quotation.span.start, quotation.span.end);
        // An annotation may leave out of a quotation what it quotes in turn: what all of its stretches cover counts.
        let (mut shared, mut behind) = (0, start);
        for span in spans {
            shared += span.1.min(end).saturating_sub(span.0.max(behind));
            behind = behind.max(span.1);
        }
        shared * 2 > end - start
    };
    quoted(&document.text, models)
        .into_iter()
        .filter(|quotation| !quotation.nested && !covered(&document.discard, quotation))
        .map(|quotation| Example {
            reports: covered(&gold, &quotation),
            features: quotation.features,
            review: quotation.review,
            sure: quotation.kept,
            learn,
            news: document.is_news(),
        })
        .collect()
}

/// How to learn.
#[derive(Clone, Copy)]
struct Schedule {
    epochs: u32,
    rate: f32,
    decay: f32,
}

/// A quotation's features, as indices of the weights, and whether it reports something.
type Sample<'e> = (&'e [u32], bool);

/// Logistic regression by stochastic gradient steps, each weight with its own rate.
struct Weights {
    bias: f32,
    features: Vec<f32>,
}

impl Weights {
    fn score(&self, features: &[u32]) -> f32 {
        self.bias + features.iter().map(|feature| self.features[*feature as usize]).sum::<f32>()
    }
}

/// Learns the weights of the first look.
fn learn(examples: &[Example]) -> Weights {
    let chosen = examples.iter().filter(|example| example.learn);
    let samples: Vec<Sample<'_>> =
        chosen.map(|example| (example.features.as_slice(), example.reports)).collect();
    regress(&samples, FEATURES, Schedule { epochs: 6, rate: 0.1, decay: 5e-4 })
}

/// How many orders of the samples are learnt from: the mean of what each gives depends less on any of them.
const ORDERS: u64 = 8;

fn regress(samples: &[Sample<'_>], size: usize, schedule: Schedule) -> Weights {
    let learnt: Vec<Weights> =
        (1..=ORDERS).into_par_iter().map(|seed| descend(samples, size, schedule, seed)).collect();
    let mut mean = Weights { bias: 0.0, features: vec![0.0; size] };
    for weights in &learnt {
        mean.bias += weights.bias / ORDERS as f32;
        for (sum, weight) in mean.features.iter_mut().zip(&weights.features) {
            *sum += weight / ORDERS as f32;
        }
    }
    mean
}

fn descend(samples: &[Sample<'_>], size: usize, schedule: Schedule, seed: u64) -> Weights {
    let mut weights = Weights { bias: 0.0, features: vec![0.0; size] };
    let mut squares = vec![1.0f32; size];
    let mut order: Vec<usize> = (0..samples.len()).collect();
    let mut random = seed;
    for _ in 0..schedule.epochs {
        for at in (1..order.len()).rev() {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(at, (random >> 33) as usize % (at + 1));
        }
        for at in &order {
            let (features, reports) = samples[*at];
            let probability = 1.0 / (1.0 + (-weights.score(features)).exp());
            let error = f32::from(u8::from(reports)) - probability;
            weights.bias += 0.001 * error;
            for feature in features {
                let (weight, square) =
                    (&mut weights.features[*feature as usize], &mut squares[*feature as usize]);
                *square += error * error;
                *weight += schedule.rate * (error / square.sqrt() - schedule.decay * *weight);
            }
        }
    }
    weights
}

fn measure<'e>(weights: &Weights, examples: impl Iterator<Item = &'e Example>, news: bool, learnt: bool) {
    let (mut kept, mut given, mut bare, mut all_bare, mut all) = (0, 0, 0, 0, 0);
    for example in examples {
        let reports = weights.score(&example.features) > 0.0;
        all += 1;
        given += u32::from(example.reports);
        kept += u32::from(example.reports && reports);
        all_bare += u32::from(!example.reports);
        bare += u32::from(!example.reports && !reports);
    }
    if all > 0 {
        println!(
            "{} {}: {all} quotations; reporting {kept} of {given}, bare {bare} of {all_bare}",
            if news { "news" } else { "fiction" },
            if learnt { "learnt from" } else { "left out" },
        );
    }
}

/// Weights count in sixteenths of a logit.
const SCALE: f32 = 16.0;

fn small(weight: f32) -> i8 {
    (weight * SCALE).round().clamp(-127.0, 127.0) as i8
}

fn render(weights: &Weights) -> String {
    let mut out = String::from(
        "//! How much each feature of a quotation counts: written by the trainer, `cargo run -rp inquit-train -- quotes`.\n\n",
    );
    let _ = writeln!(out, "pub(super) const BIAS: i32 = {};", small(weights.bias));
    let _ = writeln!(out, "#[rustfmt::skip]\npub(super) static WEIGHTS: [i8; {FEATURES}] = [");
    for row in weights.features.chunks(32) {
        let row: Vec<String> = row.iter().map(|weight| small(*weight).to_string()).collect();
        let _ = writeln!(out, "    {},", row.join(","));
    }
    out.push_str("];\n");
    out
}
