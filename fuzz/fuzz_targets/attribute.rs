//! Any text: no panic, and every invariant of the result.
#![no_main]

#[path = "../../tests/it/check.rs"]
#[allow(dead_code, reason = "other targets compare JSON")]
mod check;

libfuzzer_sys::fuzz_target!(|text: &str| {
    check::invariants(text, &inquit::attribute(text));
});
