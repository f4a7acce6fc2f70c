//! Learns the models of inquit from annotated text and writes their weights into the crate.
//!
//! ```text
//! cargo run --release -p inquit-train -- genre ../shared/eval/data/*.jsonl.gz
//! cargo run --release -p inquit-train -- news ../shared/eval/data/news-polnear.jsonl.gz
//! cargo run --release -p inquit-train -- fiction ../shared/eval/data/fiction-pdnc.jsonl.gz   # and train/data/scenes
//! cargo run --release -p inquit-train -- quotes ../shared/eval/data/*.jsonl.gz
//! ```

mod corpus;
mod fiction;
mod genre;
mod news;
mod quotes;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    model: Model,
}

#[derive(Subcommand)]
enum Model {
    /// Reported statements in news: cues, sources and contents.
    News(news::Arguments),
    /// Whether a text is news or fiction.
    Genre(genre::Arguments),
    /// Speakers in fiction.
    Fiction(fiction::Arguments),
    /// Which quotations report something.
    Quotes(quotes::Arguments),
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().model {
        Model::News(arguments) => news::run(&arguments),
        Model::Genre(arguments) => genre::run(&arguments),
        Model::Fiction(arguments) => fiction::run(&arguments),
        Model::Quotes(arguments) => quotes::run(&arguments),
    }
}
