//! Cost per byte from n to 16 n: it may not grow, on prose nor on texts made to hurt.

mod texts;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use inquit::{Attributor, Scratch};
use std::hint::black_box;
use std::time::Duration;

const SMALL: usize = 65_536;

fn growth(c: &mut Criterion) {
    let attributor = Attributor::new();
    let mut scratch = Scratch::new();
    let mut group = c.benchmark_group("growth");
    group
        .sample_size(10)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_millis(800));
    for times in [1, 2, 4, 8, 16] {
        let made = texts::novel(SMALL * times, 11);
        assert_eq!(attributor.attribute(&made.text).quotes().count(), made.quotations);
        group.throughput(Throughput::Bytes(made.text.len() as u64));
        group.bench_with_input(BenchmarkId::new("novel", format!("{times} n")), &made.text, |b, text| {
            b.iter(|| black_box(attributor.attribute_with(&mut scratch, text)));
        });
    }
    for times in [1, 16] {
        for (name, text) in texts::pathological(SMALL * times) {
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_with_input(BenchmarkId::new(name, format!("{times} n")), &text, |b, text| {
                b.iter(|| black_box(attributor.attribute_with(&mut scratch, text)));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, growth);
criterion_main!(benches);
