//! Each public stage alone, so that the sum explains the whole.

mod texts;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use inquit::{Attributor, Scratch};
use std::hint::black_box;
use unicode_segmentation::UnicodeSegmentation;

fn stages(c: &mut Criterion) {
    let news: String = texts::stream(400_000).into_iter().map(|made| made.text).collect();
    for (name, text) in [("novel", texts::novel(400_000, 5).text), ("news", news)] {
        let mut group = c.benchmark_group(format!("stages/{name}"));
        group.throughput(Throughput::Bytes(text.len() as u64));
        assert!(inquit::tokens(&text).count() > text.len() / 8);
        assert!(inquit::sentences(&text).count() > text.len() / 400);
        group.bench_function("tokens", |b| b.iter(|| black_box(inquit::tokens(&text).count())));
        group.bench_function("tokens, sentences", |b| b.iter(|| black_box(inquit::sentences(&text).count())));
        let (attributor, mut scratch) = (Attributor::new(), Scratch::new());
        group.bench_function("… quotations", |b| {
            b.iter(|| black_box(attributor.quotations_with(&mut scratch, &text)));
        });
        group.bench_function("… whole pipeline", |b| {
            b.iter(|| black_box(attributor.attribute_with(&mut scratch, &text)));
        });
        group.bench_function("unicode_sentences", |b| b.iter(|| black_box(text.unicode_sentences().count())));
        group.finish();
    }
}

criterion_group!(benches, stages);
criterion_main!(benches);
