//! Each stage alone, in the run of all of them, so that the sum explains the whole.

mod table;
mod texts;

use criterion::{Criterion, Throughput};
use inquit::{Attributor, Scratch};
use std::hint::black_box;
use std::time::{Duration, Instant, SystemTime};
use unicode_segmentation::UnicodeSegmentation;

fn main() {
    let start = SystemTime::now();
    let mut criterion = table::criterion();
    stages(&mut criterion, "novel", &[texts::novel(400_000, 5).text]);
    let news: Vec<String> = texts::stream(400_000).into_iter().map(|made| made.text).collect();
    stages(&mut criterion, "news stream", &news);
    criterion.final_summary();
    print(&table::measured(start));
}

/// Of each stage: its share of the whole, and its cost beside the yardstick's.
fn print(rows: &[table::Row]) {
    if rows.is_empty() {
        return;
    }
    println!("\n| share | ns a byte | of {}'s cost | text | stage |", table::YARDSTICK);
    println!("| ---: | ---: | ---: | --- | --- |");
    for row in rows {
        let cost =
            |name: &str| rows.iter().find(|r| r.group == row.group && r.name == name).map(|r| r.nanoseconds);
        let percent =
            |of: Option<f64>| of.map_or(String::new(), |of| format!("{:.1} %", 100.0 * row.nanoseconds / of));
        println!(
            "| {} | {:.2} | {} | {} | {} |",
            percent(cost(WHOLE)),
            row.per_byte(),
            percent(cost(table::YARDSTICK)),
            row.text(),
            row.name
        );
    }
    println!();
}

const WHOLE: &str = "all of them";

fn stages(c: &mut Criterion, name: &str, texts: &[String]) {
    let mut group = c.benchmark_group(format!("stages/{name}"));
    group.throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum()));
    let (attributor, mut scratch) = (Attributor::new(), Scratch::new());
    let mut names = Vec::new();
    let doc = attributor.attribute_watched(&mut scratch, &texts[0], &mut |stage| names.push(stage));
    assert!(doc.quotes().len() > 4);
    assert_eq!(names.first().zip(names.last()), Some((&"tokens", &"document")), "every stage is heard");
    drop(doc);

    for &stage in &names {
        group.bench_function(stage, |b| {
            b.iter_custom(|passes| {
                (0..passes).flat_map(|_| texts).map(|text| time(&attributor, &mut scratch, text, stage)).sum()
            });
        });
    }
    group.bench_function(WHOLE, |b| {
        b.iter(|| {
            for text in texts {
                let _ = black_box(attributor.attribute_with(&mut scratch, text));
            }
        });
    });
    group.bench_function(table::YARDSTICK, |b| {
        b.iter(|| texts.iter().map(|text| black_box(text.unicode_sentences().count())).sum::<usize>());
    });
    group.finish();
}

/// How long one stage takes in the run of all.
fn time(attributor: &Attributor, scratch: &mut Scratch, text: &str, stage: &str) -> Duration {
    let (mut taken, mut before) = (Duration::ZERO, Instant::now());
    let doc = attributor.attribute_watched(scratch, text, &mut |ended| {
        let now = Instant::now();
        if ended == stage {
            taken = now - before;
        }
        before = now;
    });
    let _ = black_box(doc);
    taken
}
