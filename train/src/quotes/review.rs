//! The second look: learnt from what models that have not seen a document make of it, since that is what it will get.

use std::path::PathBuf;

use inquit::train::{Models, REVIEW_BITS};

use super::{Document, Example, Sample, Schedule, examples, small};
use crate::corpus;
use crate::news;

const SCHEDULE: Schedule = Schedule { epochs: 4, rate: 0.05, decay: 1e-3 };

/// Whether each table is of news, in their order.
const GENRES: [bool; 2] = [true, false];

/// The parts that the documents are divided into: each is seen by models that learnt from the others.
const FOLDS: usize = 3;

/// Learns the weights from the documents whose names are chosen; prints what they make of the others.
pub fn learn(
    corpora: &[PathBuf],
    documents: &[Document],
    learns: &(dyn Fn(&str) -> bool + Sync),
) -> anyhow::Result<Vec<u8>> {
    let mut seen = Vec::new();
    for fold in 0..FOLDS {
        let models = models(corpora, documents, &|id: &str| learns(id) && part(id) != fold)?;
        let here = examples(documents, &|id: &str| learns(id) && part(id) == fold, Some(models));
        seen.extend(here.into_iter().filter(|example| example.learn));
    }
    let tables = GENRES.map(|news| table(seen.iter().filter(|example| example.news == news)));
    if documents.iter().any(|document| !learns(&document.id)) {
        let held = examples(documents, &|id: &str| !learns(id), Some(models(corpora, documents, learns)?));
        for (news, weights) in GENRES.into_iter().zip(&tables) {
            measure(weights, held.iter().filter(|example| example.learn && example.news == news), news);
        }
    }
    Ok(tables.concat())
}

fn table<'e>(examples: impl Iterator<Item = &'e Example>) -> Vec<u8> {
    let samples: Vec<Sample<'_>> =
        examples.filter_map(|example| Some((example.review.as_deref()?, example.reports))).collect();
    let weights = super::regress(&samples, 1 << REVIEW_BITS, SCHEDULE);
    weights.features.iter().map(|weight| small(*weight) as u8).collect()
}

/// The models that the second look stands upon. The stages keep weights for good; a few sets of them are no loss.
fn models(
    corpora: &[PathBuf],
    documents: &[Document],
    learns: &(dyn Fn(&str) -> bool + Sync),
) -> anyhow::Result<Models> {
    let first = super::learn(&examples(documents, learns, None));
    let mut statements = Vec::new();
    for corpus in corpora.iter().filter(|corpus| corpus.to_string_lossy().contains("news")) {
        statements = news::learn(corpus, learns)?;
    }
    Ok(Models {
        bias: small(first.bias).into(),
        kinds: Vec::leak(first.features.iter().map(|weight| small(*weight)).collect()),
        statements: Vec::leak(statements),
    })
}

/// How many quotations keep their speaker, and how many stay bare, at several thresholds.
fn measure<'e>(weights: &[u8], examples: impl Iterator<Item = &'e Example>, news: bool) {
    let (mut reports, mut bare) = (Vec::new(), Vec::new());
    for example in examples {
        let score = |features: &Vec<u32>| -> i32 {
            features.iter().map(|f| i32::from(weights[*f as usize] as i8)).sum()
        };
        let total = example.review.as_ref().map_or(if example.sure { i32::MAX } else { i32::MIN }, score);
        if example.reports { reports.push(total) } else { bare.push(total) }
    }
    println!(
        "{}: {} quotations report, {} do not",
        if news { "news" } else { "fiction" },
        reports.len(),
        bare.len()
    );
    for least in [-1000, -32, -16, 0, 8, 16, 24, 32, 40, 48, 64] {
        let (lost, kept) =
            (reports.iter().filter(|t| **t < least).count(), bare.iter().filter(|t| **t < least).count());
        println!(
            "  at {least}: {lost} lost, {kept} kept bare: {:.3}",
            kept as f32 / bare.len().max(1) as f32
        );
    }
}

fn part(id: &str) -> usize {
    corpus::checksum(id) as usize / 16 % FOLDS
}
