//! What criterion measured, as a table that says first what a reader asks first: how many times as fast?
#![allow(dead_code, reason = "each bench uses some of this")]

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use criterion::Criterion;
use serde::Deserialize;

/// What each other row is compared with, where its group has such a row.
pub(crate) const YARDSTICK: &str = "unicode_sentences";

/// One measured function.
pub(crate) struct Row {
    pub(crate) group: String,
    pub(crate) name: String,
    /// The parameter, where the function has one.
    pub(crate) value: String,
    pub(crate) bytes: u64,
    pub(crate) nanoseconds: f64,
}

impl Row {
    pub(crate) fn per_byte(&self) -> f64 {
        self.nanoseconds / self.bytes as f64
    }

    /// The text, by which groups are named.
    pub(crate) fn text(&self) -> &str {
        self.group.rsplit('/').next().unwrap_or_default()
    }
}

/// Criterion with times short enough that all benches together take minutes, and a place where the results are found.
pub(crate) fn criterion() -> Criterion {
    Criterion::default()
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_millis(1000))
        .sample_size(10)
        .output_directory(&results())
        .configure_from_args()
}

fn results() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("criterion")
}

#[derive(Deserialize)]
struct Benchmark {
    group_id: String,
    function_id: String,
    value_str: Option<String>,
    throughput: Option<Throughput>,
}

#[derive(Deserialize)]
struct Throughput {
    #[serde(rename = "Bytes")]
    bytes: u64,
}

#[derive(Deserialize)]
struct Estimates {
    median: Estimate,
}

#[derive(Deserialize)]
struct Estimate {
    point_estimate: f64,
}

/// What was measured since `start`, by group and then in the order of measuring.
pub(crate) fn measured(start: SystemTime) -> Vec<Row> {
    let mut found = Vec::new();
    let mut folders = vec![results()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = folder.read_dir() else { continue };
        folders.extend(entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()));
        if folder.file_name().is_none_or(|name| name != "new") {
            continue;
        }
        let written = folder.join("estimates.json").metadata().and_then(|about| about.modified());
        let Some(written) = written.ok().filter(|&written| written >= start) else { continue };
        let (Some(about), Some(estimates)) = (
            json::<Benchmark>(&folder.join("benchmark.json")),
            json::<Estimates>(&folder.join("estimates.json")),
        ) else {
            continue;
        };
        let row = Row {
            group: about.group_id,
            name: about.function_id,
            value: about.value_str.unwrap_or_default(),
            bytes: about.throughput.map_or(1, |amount| amount.bytes),
            nanoseconds: estimates.median.point_estimate,
        };
        found.push((written, row));
    }
    found.sort_by_key(|(written, _)| *written);
    found.into_iter().map(|(_, row)| row).collect()
}

fn json<T: serde::de::DeserializeOwned>(path: &Path) -> Option<T> {
    serde_json::from_reader(File::open(path).ok()?).ok()
}

/// Prints the rows as a Markdown table, each with its ratio to the [yardstick](YARDSTICK) of its group.
pub(crate) fn print(rows: &[Row]) {
    if rows.is_empty() {
        return;
    }
    println!(
        "\n× {YARDSTICK}: how many times as fast as unicode-segmentation splits the same text into sentences\n"
    );
    println!("| × {YARDSTICK} | MB/s | ns a byte | µs in all | text | what |");
    println!("| ---: | ---: | ---: | ---: | --- | --- |");
    for row in rows {
        let yard = rows.iter().find(|yard| yard.group == row.group && yard.name == YARDSTICK);
        let ratio = yard.map_or(String::new(), |yard| format!("{:.2}", yard.nanoseconds / row.nanoseconds));
        println!(
            "| {ratio} | {:.1} | {:.2} | {:.1} | {} | {} |",
            1000.0 / row.per_byte(),
            row.per_byte(),
            row.nanoseconds / 1000.0,
            row.text(),
            row.name
        );
    }
    println!();
}
