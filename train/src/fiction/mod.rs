//! The model of speakers in fiction.

mod corpus;
mod network;
mod sample;
pub(crate) mod scene;
mod write;

use std::path::PathBuf;

use anyhow::Context;
use corpus::{Form, Novel};
use network::{Network, Settings};
use rayon::prelude::*;
use sample::{Answer, Sample, Tally};

/// What the command takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// The annotated novels: JSON lines, plain or gzipped.
    corpus: PathBuf,
    /// A folder of annotated scenes to learn from beside it.
    #[arg(long, default_value = "train/data/scenes")]
    scenes: PathBuf,
    /// Where the weights go; nowhere, where it is left out.
    #[arg(long)]
    write: Option<PathBuf>,
    /// How many parts the novels are divided into; each is measured by a model that has not seen it. 0 measures nothing,
    /// and writes nothing.
    #[arg(long, default_value_t = 7)]
    folds: usize,
    /// How often each text is gone through.
    #[arg(long, default_value_t = 3)]
    epochs: usize,
    /// Where chance begins: another number gives another network, as good but for chance.
    #[arg(long, default_value_t = 8)]
    seed: u64,
    /// How many mistakes on left-out novels to show.
    #[arg(long, default_value_t = 0)]
    errors: usize,
}

/// Measures on texts left out, then trains on all of them and writes the weights.
pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let calibrates = arguments.folds > 1 || arguments.write.is_none();
    anyhow::ensure!(
        calibrates,
        "weights need answers on texts left out to calibrate by: give --folds 2 or more"
    );
    let mut texts: Vec<Novel> = crate::corpus::load(&arguments.corpus)?;
    // What is left out together: a novel with its excerpts, or a scene.
    let mut groups: Vec<usize> = (0..texts.len()).collect();
    for novel in 0..texts.len() {
        let excerpts = texts[novel].excerpts();
        groups.resize(groups.len() + excerpts.len(), novel);
        texts.extend(excerpts);
    }
    for scene in scene::load(&arguments.scenes)? {
        groups.push(texts.len());
        texts.push(scene);
    }
    // A scene's cast is whom it lets speak, which would tell too much.
    let samples: Vec<Sample> = texts
        .par_iter()
        .enumerate()
        .flat_map_iter(|(index, text)| {
            let closed: &[bool] = if text.form == Form::Novel { &[true, false] } else { &[false] };
            closed.iter().map(move |&closed| Sample::new(index, text, closed))
        })
        .collect();
    let kinds = [(Form::Novel, true), (Form::Novel, false), (Form::Excerpt, false), (Form::Scene, false)];
    for (form, closed) in kinds {
        let of = samples.iter().filter(|s| texts[s.novel].form == form && s.closed == closed);
        let reach: Tally = of.clone().map(Sample::reach).sum();
        let utterances = of.flat_map(|s| &s.talk.utterances);
        let candidates: usize = utterances.clone().map(|u| u.candidates.len()).sum();
        println!(
            "{}, within reach: {reach}; {:.1} candidates each",
            name(form, closed),
            candidates as f32 / utterances.count().max(1) as f32
        );
    }
    let settings = Settings { epochs: arguments.epochs, seed: arguments.seed, ..Settings::default() };
    let mut held_out: Vec<Answer> = Vec::new();
    if arguments.folds > 0 {
        let parts: Vec<Vec<(usize, bool, Tally, Vec<Answer>)>> = (0..arguments.folds)
            .into_par_iter()
            .map(|fold| {
                let inside = |s: &&Sample| groups[s.novel] % arguments.folds != fold;
                let network = Network::train(&samples.iter().filter(inside).collect::<Vec<_>>(), &settings);
                let rest = samples.iter().filter(|s| !inside(s));
                rest.map(|s| {
                    let (tally, answers) = s.measure(&network, &texts[s.novel], arguments.errors);
                    (s.novel, s.closed, tally, answers)
                })
                .collect()
            })
            .collect();
        let mut parts: Vec<_> = parts.into_iter().flatten().collect();
        parts.sort_by_key(|&(text, closed, ..)| (!closed, text));
        for (form, closed) in kinds {
            println!("left out, {}", name(form, closed));
            let mut all = Tally::default();
            for (text, _, tally, _) in parts.iter().filter(|p| texts[p.0].form == form && p.1 == closed) {
                if form == Form::Novel {
                    println!("  {:40} {tally}", texts[*text].id);
                }
                all += *tally;
            }
            println!("  {:40} {all}", "all");
        }
        let scenes: Vec<Answer> = parts
            .iter()
            .filter(|p| texts[p.0].form == Form::Scene)
            .flat_map(|p| p.3.iter().copied())
            .collect();
        held_out.extend(parts.into_iter().filter(|p| p.1).flat_map(|p| p.3));
        for (name, answers) in [("closed cast", &held_out), ("scenes", &scenes)] {
            println!("left out, {name}, by confidence");
            write::print_calibration(&held_out, answers);
        }
    }
    let network = Network::train(&samples.iter().collect::<Vec<_>>(), &settings);
    for (form, closed) in kinds {
        let of = samples.iter().filter(|s| texts[s.novel].form == form && s.closed == closed);
        let seen: Tally = of.map(|s| s.measure(&network, &texts[s.novel], 0).0).sum();
        println!("seen in training, {}: {seen}", name(form, closed));
    }
    if let Some(path) = &arguments.write {
        let text = write::weights(&network, &held_out);
        std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

fn name(form: Form, closed: bool) -> &'static str {
    match (form, closed) {
        (Form::Novel, true) => "closed cast",
        (Form::Novel, false) => "open cast",
        (Form::Excerpt, _) => "excerpts",
        (Form::Scene, _) => "scenes",
    }
}
