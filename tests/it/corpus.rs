//! The invariants on texts from outside: `INQUIT_TEXTS='a.jsonl b.jsonl' cargo test --release -- --ignored corpus`.

use std::fs::File;
use std::io::{BufRead, BufReader};

use inquit::{Attributor, Character, Scratch};
use serde::Deserialize;

use crate::check::{invariants, json};

#[derive(Deserialize)]
struct Line {
    text: String,
    #[serde(default)]
    cast: Vec<Character>,
}

#[test]
#[ignore = "wants INQUIT_TEXTS, names of files with a {\"text\": …} on each line"]
fn every_text_is_attributed_soundly() {
    let files = std::env::var("INQUIT_TEXTS").expect("INQUIT_TEXTS names files");
    let (mut scratch, mut texts) = (Scratch::new(), 0);
    for path in files.split_whitespace() {
        let file = File::open(path).unwrap_or_else(|error| panic!("{path}: {error}"));
        for line in BufReader::new(file).lines() {
            let Line { text, cast } =
                serde_json::from_str(&line.expect("UTF-8")).expect("a line with a text");
            let attributor = Attributor::builder().cast(cast).build().expect("a sound cast");
            let doc = attributor.attribute_with(&mut scratch, &text);
            invariants(&text, &doc);
            assert_eq!(json(&doc), json(&attributor.attribute(&text)), "the same in space of its own");
            let there = json(&doc);
            assert_eq!(json(&doc.into_owned().document()), there, "the same with a text of its own");
            texts += 1;
        }
    }
    println!("{texts} texts are sound");
    assert!(texts > 0);
}
