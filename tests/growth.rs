//! What the heap is asked for, on prose and on texts made to hurt: in proportion to the text, and never much of it.
//!
//! A binary of its own, since its allocator counts for the whole process.

#[path = "../benches/texts/mod.rs"]
mod texts;

use dhat::{HeapStats, Profiler};
use inquit::Attributor;

#[global_allocator]
static COUNTED: dhat::Alloc = dhat::Alloc;

/// Sixteen times as much is 50,000 speakers, 100,000 turns, 300,000 nested openers.
const SMALL: usize = if cfg!(debug_assertions) { 8192 } else { 100_000 };

/// How many times its size a text may have held at once, beside itself: prose, and whatever else there may be.
const PROSE: f64 = 6.0;
const WORST: f64 = 12.0;

/// What holds more as yet, and how much at most. A list to be made shorter.
const KNOWN: &[(&str, f64)] = &[
    ("untagged novel", 8.9),
    ("one endless paragraph", 12.1),
    ("empty brackets", 13.6),
    ("titles in one sentence", 13.8),
    ("tags before open speech", 14.7),
    ("untagged turns", 17.0),
    ("everybody asks", 17.5),
    ("quotations in a quotation", 18.0),
    ("quotations that lines cut off", 27.0),
];

/// How many allocations a message may take.
const ALLOCATIONS: u64 = 40;

/// What attributing a text asks for.
fn asked(text: &str) -> HeapStats {
    let profiler = Profiler::builder().testing().build();
    let doc = inquit::attribute(text);
    let stats = HeapStats::get();
    drop(doc);
    drop(profiler);
    stats
}

// One test, since there is one count.
#[test]
fn memory_grows_with_the_text_and_no_faster() {
    // The test's harness may allocate at the same time, though not each time.
    let built = |_| {
        let _profiler = Profiler::builder().testing().build();
        let _attributor = Attributor::new();
        HeapStats::get().total_blocks
    };
    assert_eq!((0..8).map(built).min(), Some(0), "building the default attributor allocates nothing");

    let article = texts::article(3).text;
    let most = (0..8).map(|_| asked(&article).max_bytes).min().unwrap_or(0);
    let at_once = most as f64 / article.len() as f64;
    assert!(at_once <= PROSE, "an article: {at_once:.2} times the text at once, more than {PROSE}");
    let message = texts::message().text;
    let allocations = (0..8).map(|_| asked(&message).total_blocks).min().unwrap_or(0);
    assert!(allocations <= ALLOCATIONS, "a message: {allocations} allocations, more than {ALLOCATIONS}");

    let mut grown = Vec::new();
    for ((name, small), (_, large)) in texts::growing(SMALL).into_iter().zip(texts::growing(16 * SMALL)) {
        let a_byte = |text: &str| {
            let asked = asked(text);
            (asked.total_bytes as f64 / text.len() as f64, asked.max_bytes as f64 / text.len() as f64)
        };
        let (few, many) = (a_byte(&small), a_byte(&large));
        println!(
            "{name}: {:.1} then {:.1} bytes a byte in all, {:.1} then {:.1} at once",
            few.0, many.0, few.1, many.1
        );
        let known = KNOWN.iter().find(|(known, _)| *known == name).map(|(_, most)| *most);
        let most = known.unwrap_or(if name.ends_with("novel") { PROSE } else { WORST });
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
