//! Any text: no panic, and every invariant of the result.
#![no_main]

mod invariants;

libfuzzer_sys::fuzz_target!(|text: &str| {
    invariants::check(&inquit::attribute(text));
});
