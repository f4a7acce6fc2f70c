//! Beside a heavier peer: harper-core, a checker of English, which has tokens, sentences and parts of speech but does not
//! say who speaks. A package of its own, since it brings four hundred crates along.
//!
//!     cargo bench --manifest-path benches/peers/Cargo.toml

#[path = "../table/mod.rs"]
mod table;
#[path = "../texts/mod.rs"]
mod texts;

use std::hint::black_box;
use std::time::SystemTime;

use criterion::{Criterion, Throughput};
use harper_core::Document;
use inquit::{Attributor, Scratch};
use unicode_segmentation::UnicodeSegmentation;

fn main() {
    let start = SystemTime::now();
    let mut criterion = table::criterion();
    for (name, made) in [("article", texts::article(3)), ("novel", texts::novel(50_000, 5))] {
        beside(&mut criterion, name, &made);
    }
    criterion.final_summary();
    table::print(&table::measured(start));
}

fn beside(c: &mut Criterion, name: &str, made: &texts::Made) {
    let text = made.text.as_str();
    let mut group = c.benchmark_group(format!("peers/{name}"));
    group.throughput(Throughput::Bytes(text.len() as u64));

    let (attributor, mut scratch) = (Attributor::new(), Scratch::new());
    assert_eq!(attributor.attribute(text).quotes().len(), made.quotations);
    group.bench_function("attribute", |b| {
        b.iter(|| black_box(attributor.attribute_with(&mut scratch, text)));
    });

    let marks =
        Document::new_plain_english_curated(text).tokens().filter(|token| token.kind.is_quote()).count();
    assert_eq!(marks, 2 * made.quotations, "each quotation has two marks");
    group.bench_function("harper-core, tokens and parts of speech", |b| {
        b.iter(|| black_box(Document::new_plain_english_curated(text)));
    });

    assert!(text.unicode_sentences().count() > made.quotations / 2);
    group.bench_function(table::YARDSTICK, |b| b.iter(|| text.unicode_sentences().count()));
    group.finish();
}
