//! Which quotations report something: the weights of the quotation stage.

use std::fmt::Write as _;
use std::path::PathBuf;

use inquit::train::{FEATURES, Quoted, quoted};
use rayon::prelude::*;
use serde::Deserialize;

use crate::corpus::{self, Half};

/// What the command takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// The annotated corpora: JSON lines, plain or gzipped.
    corpora: Vec<PathBuf>,
    /// Learn from this half alone and measure on the other; nothing is written without --write.
    #[arg(long)]
    half: Option<Half>,
    /// Write weights learnt from one half, to measure the whole pipeline with them.
    #[arg(long)]
    write: bool,
    /// Where the weights go.
    #[arg(long, default_value = "src/quotation/weights.rs")]
    out: PathBuf,
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

struct Example {
    features: Vec<u32>,
    reports: bool,
    learn: bool,
    news: bool,
}

/// Trains and writes the weights.
pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let mut examples = Vec::new();
    for path in &arguments.corpora {
        let documents: Vec<Document> = corpus::load(path)?;
        let made: Vec<Vec<Example>> =
            documents.par_iter().map(|document| examples_of(document, arguments.half)).collect();
        examples.extend(made.into_iter().flatten());
    }
    let weights = learn(&examples);
    for news in [false, true] {
        for learnt in [true, false] {
            measure(
                &weights,
                examples.iter().filter(|example| example.news == news && example.learn == learnt),
                news,
                learnt,
            );
        }
    }
    if arguments.half.is_none() || arguments.write {
        std::fs::write(&arguments.out, render(&weights))?;
    }
    Ok(())
}

fn examples_of(document: &Document, half: Option<Half>) -> Vec<Example> {
    let learn = half.is_none_or(|half| corpus::half(&document.id) == half);
    let news = document.quotes.is_empty() && !document.attributions.is_empty();
    let mut gold: Vec<(u32, u32)> =
        document.quotes.iter().flat_map(|quote| quote.spans.iter().copied()).collect();
    gold.extend(document.attributions.iter().flat_map(|attribution| attribution.content.iter().copied()));
    gold.sort_unstable();
    let covered = |spans: &[(u32, u32)], quotation: &Quoted| {
        let (start, end) = (quotation.span.start, quotation.span.end);
        let shared =
            spans.iter().map(|span| span.1.min(end).saturating_sub(span.0.max(start))).max().unwrap_or(0);
        shared * 2 > end - start
    };
    quoted(&document.text)
        .into_iter()
        .filter(|quotation| !quotation.nested && !covered(&document.discard, quotation))
        .map(|quotation| Example {
            reports: covered(&gold, &quotation),
            features: quotation.features,
            learn,
            news,
        })
        .collect()
}

const EPOCHS: u32 = 6;
const RATE: f32 = 0.1;
const DECAY: f32 = 5e-4;

/// Logistic regression by stochastic gradient steps, each weight with its own rate.
struct Weights {
    bias: f32,
    features: Vec<f32>,
}

impl Weights {
    fn score(&self, example: &Example) -> f32 {
        self.bias + example.features.iter().map(|feature| self.features[*feature as usize]).sum::<f32>()
    }
}

fn learn(examples: &[Example]) -> Weights {
    let mut weights = Weights { bias: 0.0, features: vec![0.0; FEATURES] };
    let mut squares = vec![1.0f32; FEATURES];
    let mut order: Vec<usize> = (0..examples.len()).filter(|at| examples[*at].learn).collect();
    let mut random = 1u64;
    for _ in 0..EPOCHS {
        for at in (1..order.len()).rev() {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(at, (random >> 33) as usize % (at + 1));
        }
        for at in &order {
            let example = &examples[*at];
            let probability = 1.0 / (1.0 + (-weights.score(example)).exp());
            let error = f32::from(u8::from(example.reports)) - probability;
            weights.bias += 0.001 * error;
            for feature in &example.features {
                let (weight, square) =
                    (&mut weights.features[*feature as usize], &mut squares[*feature as usize]);
                *square += error * error;
                *weight += RATE * (error / square.sqrt() - DECAY * *weight);
            }
        }
    }
    weights
}

fn measure<'e>(weights: &Weights, examples: impl Iterator<Item = &'e Example>, news: bool, learnt: bool) {
    let (mut kept, mut given, mut bare, mut all_bare, mut all) = (0, 0, 0, 0, 0);
    for example in examples {
        let reports = weights.score(example) > 0.0;
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

const SCALE: f32 = 16.0;

fn render(weights: &Weights) -> String {
    let mut out = String::from(
        "//! How much each feature of a quotation counts: written by the trainer, `cargo run -rp inquit-train -- quotes`.\n\n",
    );
    let small = |weight: f32| (weight * SCALE).round().clamp(-127.0, 127.0) as i32;
    let _ = writeln!(out, "pub(super) const SCALE: f32 = {SCALE:.1};");
    let _ = writeln!(out, "pub(super) const BIAS: i32 = {};", small(weights.bias));
    let _ = writeln!(out, "#[rustfmt::skip]\npub(super) static WEIGHTS: [i8; {FEATURES}] = [");
    for row in weights.features.chunks(32) {
        let row: Vec<String> = row.iter().map(|weight| small(*weight).to_string()).collect();
        let _ = writeln!(out, "    {},", row.join(","));
    }
    out.push_str("];\n");
    out
}
