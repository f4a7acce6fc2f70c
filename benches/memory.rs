//! What the library asks of the heap, counted, not sampled: the peak beyond the input, the stage that holds it, and how
//! many allocations.

mod texts;

use dhat::{HeapStats, Profiler};
use inquit::{Attributor, Scratch};

#[global_allocator]
static COUNTED: dhat::Alloc = dhat::Alloc;

/// What a stage asked for: the peak up to its end, and what was held when it ended.
struct Stage {
    name: &'static str,
    peak: usize,
    held: usize,
}

struct Asked {
    stages: Vec<Stage>,
    peak: usize,
    blocks: u64,
    quotations: usize,
}

/// Everything that attributing `text` asks for, the scratch space included.
fn measure(attributor: &Attributor, scratch: &mut Scratch, text: &str) -> Asked {
    // Made before counting begins, so that writing down what was counted is not itself counted.
    let mut stages = Vec::with_capacity(16);
    let profiler = Profiler::builder().testing().build();
    let doc = attributor.attribute_watched(scratch, text, &mut |name| {
        let now = HeapStats::get();
        stages.push(Stage { name, peak: now.max_bytes, held: now.curr_bytes });
    });
    let (end, quotations) = (HeapStats::get(), doc.quotes().len());
    drop(doc);
    drop(profiler);
    Asked { stages, peak: end.max_bytes, blocks: end.total_blocks, quotations }
}

fn main() {
    // `cargo bench -- FILTER` hands its words to every bench; this one has no parts to choose from.
    let mut inputs = vec![
        ("message".to_string(), texts::message().text),
        ("article".to_string(), texts::article(3).text),
        ("novel, 400 KB".to_string(), texts::novel(400_000, 5).text),
        ("novel, 1 MB".to_string(), texts::novel(1 << 20, 11).text),
    ];
    let hurting = texts::pathological(1 << 20).into_iter();
    inputs.extend(hurting.map(|(name, text)| (format!("{name}, 1 MB"), text)));
    inputs.extend(texts::own().map(|text| ("own".to_string(), text)));

    let profiler = Profiler::builder().testing().build();
    let attributor = Attributor::new();
    assert_eq!(HeapStats::get().total_blocks, 0, "building the default attributor allocates nothing");
    drop(profiler);

    println!(
        "\n| peak × input | bytes | peak | allocations | peak × input, space kept | allocations, space reused | text |"
    );
    println!("| ---: | ---: | ---: | ---: | ---: | ---: | --- |");
    let mut by_stage = Vec::new();
    for (name, text) in &inputs {
        let first = measure(&attributor, &mut Scratch::once(), text);
        let mut scratch = Scratch::new();
        let kept = measure(&attributor, &mut scratch, text);
        let again = measure(&attributor, &mut scratch, text);
        assert_eq!(first.quotations, again.quotations, "{name}: space that is used again changes nothing");
        println!(
            "| {:.2} | {} | {} | {} | {:.2} | {} | {name} |",
            times(first.peak, text),
            text.len(),
            first.peak,
            first.blocks,
            times(kept.peak, text),
            again.blocks
        );
        by_stage.push((name, text, first.stages));
    }

    println!("\nBy stage, × input: the peak up to its end / what is held when it ends\n");
    let Some((_, _, stages)) = by_stage.first() else { return };
    let names: Vec<&str> = stages.iter().map(|stage| stage.name).collect();
    println!("| text | {} |", names.join(" | "));
    println!("| --- |{}", " ---: |".repeat(names.len()));
    for (name, text, stages) in &by_stage {
        print!("| {name} |");
        for stage in stages {
            print!(" {:.1} / {:.1} |", times(stage.peak, text), times(stage.held, text));
        }
        println!();
    }
}

fn times(bytes: usize, text: &str) -> f64 {
    bytes as f64 / text.len().max(1) as f64
}
