//! What the heap is asked for, on prose and on texts made to hurt: in proportion to the text, and never much of it.
//!
//! A binary of its own, since its allocator counts for the whole process.

#[path = "../benches/texts/mod.rs"]
mod texts;

use dhat::{HeapStats, Profiler};
use inquit::Attributor;

#[global_allocator]
static COUNTED: dhat::Alloc = dhat::Alloc;

const SMALL: usize = 8192;

/// How many times the text's size may be held at once, beside the text: of prose, and of the worst texts.
const PROSE: f64 = 26.0;
const WORST: f64 = 64.0;

/// The bytes asked for in all, and the most that was held at once.
fn asked(text: &str) -> (u64, usize) {
    let profiler = Profiler::builder().testing().build();
    let doc = inquit::attribute(text);
    let stats = HeapStats::get();
    drop(doc);
    drop(profiler);
    (stats.total_bytes, stats.max_bytes)
}

// One test, since there is one count.
#[test]
fn memory_grows_with_the_text_and_no_faster() {
    let profiler = Profiler::builder().testing().build();
    let attributor = Attributor::new();
    assert_eq!(HeapStats::get().total_blocks, 0, "building the default attributor allocates nothing");
    drop((attributor, profiler));

    let mut grown = Vec::new();
    for ((name, small), (_, large)) in texts::growing(SMALL).into_iter().zip(texts::growing(16 * SMALL)) {
        let a_byte = |text: &str| {
            let (total, peak) = asked(text);
            (total as f64 / text.len() as f64, peak as f64 / text.len() as f64)
        };
        let (few, many) = (a_byte(&small), a_byte(&large));
        println!(
            "{name}: {:.1} then {:.1} bytes a byte in all, {:.1} then {:.1} at once",
            few.0, many.0, few.1, many.1
        );
        let most = if name.ends_with("novel") { PROSE } else { WORST };
        if many.1 > most {
            grown.push(format!("{name}: {:.1} times the text at once, more than {most}", many.1));
        }
        // A tenth, and what rounds up.
        if many.0 > 1.1 * few.0 + 0.5 || many.1 > 1.1 * few.1 + 0.5 {
            grown.push(format!("{name}: from {few:.1?} to {many:.1?}"));
        }
    }
    assert!(grown.is_empty(), "{grown:#?}");
}
