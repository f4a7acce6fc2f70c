//! What the library asks of the heap: peak beyond the input, and how many allocations, counted, not sampled.

mod texts;

use dhat::{HeapStats, Profiler};
use inquit::{Attributor, Scratch};

#[global_allocator]
static COUNTED: dhat::Alloc = dhat::Alloc;

/// What `work` asked of the heap, whatever it gives back.
fn measured<T>(work: impl FnOnce() -> T) -> (T, HeapStats) {
    let profiler = Profiler::builder().testing().build();
    let made = work();
    let stats = HeapStats::get();
    drop(profiler);
    (made, stats)
}

fn main() {
    // `cargo bench -- FILTER` hands its words to every bench; this one has no parts to choose from.
    let mut inputs = vec![
        ("message".to_string(), texts::message().text),
        ("article".to_string(), texts::article(3).text),
        ("novel, 400 KB".to_string(), texts::novel(400_000, 5).text),
    ];
    inputs
        .extend(texts::pathological(1 << 20).into_iter().map(|(name, text)| (format!("{name}, 1 MB"), text)));
    inputs.extend(texts::own().map(|text| ("own".to_string(), text)));
    let (attributor, building) = measured(Attributor::new);
    assert_eq!(building.total_blocks, 0, "building the default attributor allocates nothing");
    println!(
        "{:32} {:>10} {:>12} {:>8} {:>10} {:>10}",
        "text", "bytes", "peak", "× input", "blocks", "reused"
    );
    for (name, text) in inputs {
        let mut scratch = Scratch::new();
        let (quotes, first) = measured(|| attributor.attribute_with(&mut scratch, &text).quotes().count());
        let (again, reused) = measured(|| attributor.attribute_with(&mut scratch, &text).quotes().count());
        assert_eq!(quotes, again, "{name}: space that is used again changes nothing");
        println!(
            "{name:32} {:>10} {:>12} {:>8.2} {:>10} {:>10}",
            text.len(),
            first.max_bytes,
            first.max_bytes as f64 / text.len() as f64,
            first.total_blocks,
            reused.total_blocks,
        );
    }
}
