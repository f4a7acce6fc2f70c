//! The whole job, from text to who said what, beside what a sentence or word splitter costs on the same text.

mod table;
mod texts;

use criterion::{BenchmarkId, Criterion, Throughput};
use icu_segmenter::SentenceSegmenter;
use inquit::{Attributor, Character, Document, Scratch};
use std::hint::black_box;
use std::time::SystemTime;
use texts::Made;
use unicode_segmentation::UnicodeSegmentation;

fn main() {
    let start = SystemTime::now();
    let mut criterion = table::criterion();
    sizes(&mut criterion);
    stream(&mut criterion);
    own(&mut criterion);
    criterion.final_summary();
    table::print(&table::measured(start));
}

/// A message, an article, a novel: every way through the library, and its peers.
fn sizes(c: &mut Criterion) {
    let inputs =
        [("message", texts::message()), ("article", texts::article(3)), ("novel", texts::novel(400_000, 5))];
    for (name, Made { text, quotations }) in &inputs {
        let mut group = c.benchmark_group(format!("pipeline/{name}"));
        group.throughput(Throughput::Bytes(text.len() as u64));
        let (open, closed, mut scratch) = (Attributor::new(), with_cast(60), Scratch::new());
        expect(&open.attribute(text), *quotations);
        expect(&closed.attribute(text), *quotations);
        group.bench_function("attribute", |b| b.iter(|| black_box(open.attribute_with(&mut scratch, text))));
        group.bench_function("attribute, cast of 60", |b| {
            b.iter(|| black_box(closed.attribute_with(&mut scratch, text)));
        });
        group.bench_function("attribute, one-shot", |b| b.iter(|| black_box(inquit::attribute(text))));
        group.bench_function("quotations only", |b| {
            b.iter(|| black_box(open.quotations_with(&mut scratch, text)));
        });
        peers(&mut group, &[text.as_str()]);
        group.finish();
    }
}

/// News, document by document.
fn stream(c: &mut Criterion) {
    let articles = texts::stream(400_000);
    let bytes: usize = articles.iter().map(|made| made.text.len()).sum();
    let mut group = c.benchmark_group("pipeline/news stream");
    group.throughput(Throughput::Bytes(bytes as u64));
    let (open, mut scratch) = (Attributor::new(), Scratch::new());
    for made in &articles {
        expect(&open.attribute_with(&mut scratch, &made.text), made.quotations);
    }
    group.bench_function("attribute", |b| {
        b.iter(|| {
            for made in &articles {
                let _ = black_box(open.attribute_with(&mut scratch, &made.text));
            }
        });
    });
    let closed = with_cast(60);
    group.bench_function("attribute, cast of 60", |b| {
        b.iter(|| {
            for made in &articles {
                let _ = black_box(closed.attribute_with(&mut scratch, &made.text));
            }
        });
    });
    group.bench_function("attribute, one-shot", |b| {
        b.iter(|| {
            for made in &articles {
                let _ = black_box(inquit::attribute(&made.text));
            }
        });
    });
    group.bench_function("quotations only", |b| {
        b.iter(|| {
            for made in &articles {
                let _ = black_box(open.quotations_with(&mut scratch, &made.text));
            }
        });
    });
    group.bench_function("attribute, two threads", |b| {
        let (first, second) = articles.split_at(articles.len() / 2);
        b.iter(|| {
            std::thread::scope(|scope| {
                for part in [first, second] {
                    let open = &open;
                    scope.spawn(move || {
                        let mut scratch = Scratch::new();
                        for made in part {
                            let _ = black_box(open.attribute_with(&mut scratch, &made.text));
                        }
                    });
                }
            });
        });
    });
    let all: Vec<&str> = articles.iter().map(|made| made.text.as_str()).collect();
    peers(&mut group, &all);
    group.finish();
}

/// A user's own text: `INQUIT_BENCH_TEXT=file cargo bench --bench pipeline -- own`.
fn own(c: &mut Criterion) {
    let Some(text) = texts::own() else { return };
    let mut group = c.benchmark_group("pipeline/own");
    group.throughput(Throughput::Bytes(text.len() as u64));
    let (open, mut scratch) = (Attributor::new(), Scratch::new());
    let found = open.attribute(&text).quotes().count();
    group.bench_with_input(BenchmarkId::new("attribute", format!("{found} quotations")), &text, |b, text| {
        b.iter(|| black_box(open.attribute_with(&mut scratch, text)));
    });
    peers(&mut group, &[&text]);
    group.finish();
}

/// What other splitters take for the same texts.
fn peers(group: &mut criterion::BenchmarkGroup<'_, criterion::measurement::WallTime>, texts: &[&str]) {
    group.bench_function(table::YARDSTICK, |b| {
        b.iter(|| texts.iter().map(|text| text.unicode_sentences().count()).sum::<usize>());
    });
    group.bench_function("unicode_words", |b| {
        b.iter(|| texts.iter().map(|text| text.unicode_words().count()).sum::<usize>());
    });
    let segmenter = SentenceSegmenter::new(icu_segmenter::options::SentenceBreakInvariantOptions::default());
    group.bench_function("icu_segmenter sentences", |b| {
        b.iter(|| texts.iter().map(|text| segmenter.segment_str(text).count()).sum::<usize>());
    });
}

/// Every quotation that the text's maker put in was found, and most have a speaker.
fn expect(doc: &Document<'_>, quotations: usize) {
    assert_eq!(doc.quotes().count(), quotations);
    let answered = doc.quotes().filter(|quote| quote.speaker().is_some()).count();
    assert!(answered * 10 >= quotations * 9, "{answered} of {quotations} quotations have a speaker");
}

/// An attributor with as many characters as a long novel has.
fn with_cast(size: usize) -> Attributor {
    Attributor::builder()
        .cast((0..size).map(|i| {
            let name = format!("{} {}", GIVEN[i % GIVEN.len()], SURNAMES[i / GIVEN.len() % SURNAMES.len()]);
            Character::new(i.to_string(), name)
                .alias(GIVEN[i % GIVEN.len()].to_string() + if i < GIVEN.len() { "" } else { " the Younger" })
        }))
        .build()
        .expect("the cast is well formed")
}

const GIVEN: [&str; 12] = [
    "Margaret", "Henry", "Lucy", "Thomas", "Clara", "Edward", "Harriet", "Philip", "Susan", "Walter",
    "Rachel", "Martin",
];
const SURNAMES: [&str; 5] = ["Aldous", "Brandreth", "Calloway", "Dunmore", "Eastlake"];
