//! The models of speakers in fiction.

use std::path::PathBuf;

/// What the command takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// The annotated corpus: JSON lines, plain or gzipped.
    corpus: PathBuf,
}

/// Trains and writes the weights.
pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let documents: Vec<serde_json::Value> = crate::corpus::load(&arguments.corpus)?;
    println!("{} documents", documents.len());
    Ok(())
}
