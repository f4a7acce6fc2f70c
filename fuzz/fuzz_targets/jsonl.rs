//! Any line to the reader of the jsonl example: one line of JSON comes back, with its id, and what it says is sound.
#![no_main]

use inquit::Scratch;
use serde_json::Value;

#[path = "../../examples/support/line.rs"]
mod line;

libfuzzer_sys::fuzz_target!(|lines: &[u8]| {
    let mut scratch = Scratch::new();
    for (number, line) in (1..).zip(lines.split(|&byte| byte == b'\n')) {
        let (written, good) = match line::attribute(line, number, inquit::Attributor::builder(), &mut scratch) {
            Ok(written) => (written, true),
            Err(failure) => (serde_json::to_vec(&failure).expect("a failure can be written"), false),
        };
        assert!(!written.contains(&b'\n'), "one line");
        let answer: Value = serde_json::from_slice(&written).expect("JSON");
        let given: Option<Value> = serde_json::from_slice(line).ok();
        if good {
            let given = given.expect("only JSON is attributed");
            assert_eq!(answer["id"], given.get("id").cloned().unwrap_or_default());
            let text = given["text"].as_str().expect("only text is attributed");
            for quote in answer["quotes"].as_array().expect("a list") {
                let at = |end: &str| quote[end].as_u64().expect("an offset") as usize;
                assert_eq!(text.get(at("start")..at("end")), quote["text"].as_str());
            }
        } else {
            let says = answer["error"].as_str().expect("what is wrong");
            assert!(says.starts_with(&format!("line {number}: ")), "{says}");
        }
    }
});
