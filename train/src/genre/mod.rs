//! Whether a text reports or narrates.

use std::collections::BTreeMap;
use std::path::PathBuf;

use inquit::train::genre::{SORTS, sorts};
use rayon::prelude::*;
use serde::Deserialize;

use crate::corpus::{self, Half};
use crate::fiction::scene;
use crate::news::press;

/// What the command takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// The annotated corpora: JSON lines, plain or gzipped. What has attributions is news.
    corpora: Vec<PathBuf>,
    /// A folder of annotated scenes, which are fiction, to learn from beside them.
    #[arg(long, default_value = "train/data/scenes")]
    scenes: PathBuf,
    /// A folder of annotated reports, which are news, likewise.
    #[arg(long, default_value = press::REPORTS)]
    press: PathBuf,
    /// Learn from this half alone and measure on the other; nothing is written.
    #[arg(long)]
    half: Option<Half>,
    /// Where the weights go.
    #[arg(long, default_value = "src/genre/weights.rs")]
    out: PathBuf,
}

#[derive(Deserialize)]
struct Document {
    id: String,
    text: String,
    attributions: Option<serde::de::IgnoredAny>,
}

struct Example {
    /// The share of each sort.
    shares: [f32; SORTS],
    /// Which corpus it is from.
    source: usize,
    bytes: usize,
    news: bool,
    learn: bool,
}

/// Texts are also looked at in pieces of these lengths: a caller's may be as short.
const PIECES: [usize; 4] = [150, 400, 2000, 12000];

/// Trains, prints how many texts of each length are told rightly, and writes the weights.
pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let mut examples: Vec<Example> = Vec::new();
    let scenes = scene::load(&arguments.scenes)?.into_iter();
    let scenes =
        scenes.map(|scene| Document { id: scene.id, text: scene.text, attributions: None }).collect();
    let reports = press::load(&[&arguments.press])?.into_iter();
    let reports = reports
        .map(|report| Document {
            id: report.id,
            text: report.text,
            attributions: Some(serde::de::IgnoredAny),
        })
        .collect();
    let corpora = arguments.corpora.iter().map(|path| corpus::load(path));
    for (source, documents) in corpora.chain([Ok(scenes), Ok(reports)]).enumerate() {
        let documents: Vec<Document> = documents?;
        examples.par_extend(documents.par_iter().flat_map_iter(|document| {
            let learn = arguments.half.is_none_or(|half| corpus::half(&document.id) == half);
            let news = document.attributions.is_some();
            PIECES.iter().flat_map(move |&bytes| {
                pieces(&document.text, bytes).map(move |piece| Example {
                    shares: shares(piece),
                    source,
                    bytes,
                    news,
                    learn,
                })
            })
        }));
    }
    let weights = learn(&examples);
    for learnt in [true, false] {
        for bytes in PIECES {
            for news in [true, false] {
                let asked =
                    || examples.iter().filter(|e| e.learn == learnt && e.bytes == bytes && e.news == news);
                let right = asked().filter(|e| (score(&weights, e) > 0.0) == e.news).count();
                if asked().next().is_some() {
                    let (genre, seen) = (
                        if news { "news" } else { "fiction" },
                        if learnt { "learnt from" } else { "left out" },
                    );
                    println!("{seen}, {bytes} bytes of {genre}: {right} of {}", asked().count());
                }
            }
        }
    }
    if arguments.half.is_none() {
        std::fs::write(&arguments.out, render(&weights))?;
    }
    Ok(())
}

/// At most twenty pieces of a text, from all over it.
fn pieces(text: &str, bytes: usize) -> impl Iterator<Item = &str> {
    let step = (text.len() / 20).max(bytes);
    (0..text.len()).step_by(step).filter_map(move |from| {
        let from = boundary(text, from);
        let to = boundary(text, from + bytes);
        (to - from > bytes / 2).then(|| &text[from..to])
    })
}

/// The last character boundary up to `at`.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

fn shares(text: &str) -> [f32; SORTS] {
    let counts = sorts(text);
    let all = counts.iter().sum::<u32>().max(1) as f32;
    std::array::from_fn(|sort| counts[sort] as f32 / all)
}

fn score(weights: &[f32; SORTS], example: &Example) -> f32 {
    weights.iter().zip(&example.shares).map(|(weight, share)| weight * share).sum()
}

/// What each token is more of a report's, in the units that are written: with it whole reports are hardly ever taken for
/// tales, and of two paragraphs of either genre about as few for the other.
const LEAN: f32 = 1.0;

const EPOCHS: usize = 8000;
const RATE: f32 = 60.0;

/// Logistic regression by full gradient steps, both genres, all lengths, and all corpora of a genre counting the same.
fn learn(examples: &[Example]) -> [f32; SORTS] {
    let mut weights = [0.0f32; SORTS];
    let learning: Vec<&Example> = examples.iter().filter(|e| e.learn).collect();
    let mut alike: BTreeMap<(bool, usize, usize), f32> = BTreeMap::new();
    learning.iter().for_each(|e| *alike.entry((e.news, e.bytes, e.source)).or_default() += 1.0);
    let beside = |e: &Example| alike.keys().filter(|key| (key.0, key.1) == (e.news, e.bytes)).count() as f32;
    let share =
        |e: &Example| 1.0 / (2.0 * PIECES.len() as f32 * beside(e) * alike[&(e.news, e.bytes, e.source)]);
    let each: Vec<f32> = learning.iter().map(|e| share(e)).collect();
    for _ in 0..EPOCHS {
        let mut gradient = [0.0f32; SORTS];
        for (example, share) in learning.iter().zip(&each) {
            let probability = 1.0 / (1.0 + (-score(&weights, example)).exp());
            let error = f32::from(u8::from(example.news)) - probability;
            for (sum, value) in gradient.iter_mut().zip(&example.shares) {
                *sum += share * error * value;
            }
        }
        for (weight, slope) in weights.iter_mut().zip(&gradient) {
            *weight += RATE * slope;
        }
    }
    weights
}

fn render(weights: &[f32; SORTS]) -> String {
    let most = weights.iter().fold(0.0f32, |most, weight| most.max(weight.abs()));
    let whole = |weight: &f32| ((weight / most * 127.0 + LEAN).round() as i32).min(127).to_string();
    let small: Vec<String> = weights.iter().map(whole).collect();
    format!(
        "//! What each sort of token weighs: written by the trainer, `cargo run -rp inquit-train -- genre`.\n\n\
         #[rustfmt::skip]\npub(super) static WEIGHTS: [i8; super::SORTS] = [{}];\n",
        small.join(", ")
    )
}
