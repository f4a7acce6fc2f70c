//! The model of speakers in fiction.

mod corpus;
mod network;
mod sample;
mod write;

use std::path::PathBuf;

use anyhow::Context;
use network::{Network, Settings};
use rayon::prelude::*;
use sample::{Answer, Sample, Tally};

/// What the command takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// The annotated novels: JSON lines, plain or gzipped.
    corpus: PathBuf,
    /// Where the weights go; nowhere, where it is left out.
    #[arg(long)]
    write: Option<PathBuf>,
    /// How many parts the novels are divided into; each is measured by a model that has not seen it. 0 measures nothing.
    #[arg(long, default_value_t = 7)]
    folds: usize,
    /// How often each conversation is seen.
    #[arg(long, default_value_t = 4)]
    epochs: usize,
    /// Where chance begins: another number gives another network, as good but for chance.
    #[arg(long, default_value_t = 8)]
    seed: u64,
    /// How many mistakes on left-out novels to show.
    #[arg(long, default_value_t = 0)]
    errors: usize,
}

/// Measures on novels left out, then trains on all of them and writes the weights.
pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let novels: Vec<corpus::Novel> = crate::corpus::load(&arguments.corpus)?;
    let samples: Vec<Sample> = novels
        .par_iter()
        .enumerate()
        .flat_map_iter(|(index, novel)| [true, false].map(|closed| Sample::new(index, novel, closed)))
        .collect();
    for closed in [true, false] {
        let reach: Tally = samples.iter().filter(|s| s.closed == closed).map(Sample::reach).sum();
        let of = samples.iter().filter(|s| s.closed == closed).flat_map(|s| &s.talk.utterances);
        let candidates: usize = of.clone().map(|u| u.candidates.len()).sum();
        println!(
            "{} cast, within reach: {reach}; {:.1} candidates each",
            name(closed),
            candidates as f32 / of.count().max(1) as f32
        );
    }
    let settings = Settings { epochs: arguments.epochs, seed: arguments.seed, ..Settings::default() };
    let mut held_out: Vec<Answer> = Vec::new();
    if arguments.folds > 0 {
        let parts: Vec<Vec<(usize, bool, Tally, Vec<Answer>)>> = (0..arguments.folds)
            .into_par_iter()
            .map(|fold| {
                let inside = |s: &&Sample| s.novel % arguments.folds != fold;
                let network = Network::train(&samples.iter().filter(inside).collect::<Vec<_>>(), &settings);
                let rest = samples.iter().filter(|s| !inside(s));
                rest.map(|s| {
                    let (tally, answers) = s.measure(&network, &novels[s.novel], arguments.errors);
                    (s.novel, s.closed, tally, answers)
                })
                .collect()
            })
            .collect();
        let mut parts: Vec<_> = parts.into_iter().flatten().collect();
        parts.sort_by_key(|&(novel, closed, ..)| (!closed, novel));
        for closed in [true, false] {
            println!("left out, {} cast", name(closed));
            let mut all = Tally::default();
            for (novel, _, tally, _) in parts.iter().filter(|p| p.1 == closed) {
                println!("  {:40} {tally}", novels[*novel].id);
                all += *tally;
            }
            println!("  {:40} {all}", "all");
        }
        held_out.extend(parts.into_iter().filter(|p| p.1).flat_map(|p| p.3));
        write::print_calibration(&held_out);
    }
    let network = Network::train(&samples.iter().collect::<Vec<_>>(), &settings);
    for closed in [true, false] {
        let seen: Tally = samples
            .iter()
            .filter(|s| s.closed == closed)
            .map(|s| s.measure(&network, &novels[s.novel], 0).0)
            .sum();
        println!("seen in training, {} cast: {seen}", name(closed));
    }
    if let Some(path) = &arguments.write {
        let text = write::weights(&network, &held_out);
        std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

fn name(closed: bool) -> &'static str {
    if closed { "closed" } else { "open" }
}
