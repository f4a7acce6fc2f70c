//! Any text: no panic, and every invariant of the result.
#![no_main]

#[path = "../../tests/it/check.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|text: &str| {
    check::invariants(text, &inquit::attribute(text));
});
