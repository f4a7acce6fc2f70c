//! Cost per byte from n to 16 n: it may not grow, on prose nor on texts made to hurt.
//!
//! Time is what a reader feels and noise disturbs; `.ci/growth.py` counts instructions instead, which it does not.

mod table;
mod texts;

use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput};
use inquit::{Attributor, Genre, Scratch};
use std::hint::black_box;
use std::time::{Duration, SystemTime};

const SMALL: usize = 65_536;

fn main() {
    if let Ok(asked) = std::env::var("INQUIT_COUNT") {
        return count(&asked);
    }
    let start = SystemTime::now();
    let mut criterion = table::criterion();
    growth(&mut criterion);
    criterion.final_summary();
    print(&table::measured(start));
}

/// For `.ci/growth.py`: the names of the texts, or one run over one of them, to be counted from outside.
fn count(asked: &str) {
    let Some((name, bytes)) = asked.split_once('/') else {
        return texts::growing(1).iter().for_each(|(name, _)| println!("{name}"));
    };
    let made = texts::growing(bytes.parse().expect("a number of bytes"));
    let (_, text) = made.into_iter().find(|(made, _)| *made == name).expect("the name of a text");
    println!("{} bytes, {} quotations", text.len(), counted(&text));
}

/// The quotations found in the text as a report and as a tale.
#[inline(never)]
fn counted(text: &str) -> usize {
    let read = |genre| Attributor::builder().genre(genre).build().expect("no cast, no error").attribute(text);
    read(Genre::News).quotes().len() + read(Genre::Fiction).quotes().len()
}

fn growth(c: &mut Criterion) {
    let (attributor, mut scratch) = (Attributor::new(), Scratch::new());
    let mut group = c.benchmark_group("growth");
    group.sampling_mode(SamplingMode::Flat).measurement_time(Duration::from_millis(500));
    let made = texts::novel(16 * SMALL, 11);
    assert_eq!(attributor.attribute(&made.text).quotes().count(), made.quotations);
    for times in [1, 4, 16] {
        for (name, text) in texts::growing(SMALL * times) {
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_with_input(BenchmarkId::new(name, format!("{times} n")), &text, |b, text| {
                b.iter(|| black_box(attributor.attribute_with(&mut scratch, text)));
            });
        }
    }
    group.finish();
}

/// One text a line: what a byte costs in n, 4 n and 16 n bytes, and how much more in the last than in the first.
fn print(rows: &[table::Row]) {
    if rows.is_empty() {
        return;
    }
    println!("\n| 16 n to n, a byte | n = 64 KiB, ns a byte | 4 n | 16 n | text |");
    println!("| ---: | ---: | ---: | ---: | --- |");
    let cost = |name: &str, times: &str| {
        rows.iter().find(|row| row.name == name && row.value == times).map_or(f64::NAN, table::Row::per_byte)
    };
    for row in rows.iter().filter(|row| row.value == "1 n") {
        let [small, middle, large] = ["1 n", "4 n", "16 n"].map(|times| cost(&row.name, times));
        println!("| {:.2} | {small:.1} | {middle:.1} | {large:.1} | {} |", large / small, row.name);
    }
    println!();
}
