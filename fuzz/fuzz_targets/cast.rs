//! Any text with any cast and settings, in reused space.
#![no_main]

#[path = "../../tests/it/check.rs"]
mod check;

use arbitrary::Arbitrary;
use inquit::{Attributor, Character, Gender, Genre, Marks, Scratch};

#[derive(Arbitrary, Debug)]
struct Case<'a> {
    cast: Vec<(&'a str, Vec<&'a str>, u8, bool)>,
    verbs: Vec<&'a str>,
    genre: u8,
    marks: u8,
    min_confidence: f32,
    texts: [&'a str; 2],
}

libfuzzer_sys::fuzz_target!(|case: Case<'_>| {
    let mut builder = Attributor::builder()
        .genre([Genre::Detect, Genre::News, Genre::Fiction][usize::from(case.genre % 3)])
        .marks([Marks::Detect, Marks::Double, Marks::Single][usize::from(case.marks % 3)])
        .min_confidence(case.min_confidence);
    for (id, (name, aliases, gender, narrator)) in case.cast.iter().enumerate() {
        let gender = [Gender::Female, Gender::Male, Gender::Other, Gender::Unknown][usize::from(gender % 4)];
        builder = builder.character(
            Character::new(id.to_string(), *name).aliases(aliases.iter().copied()).gender(gender).narrator(*narrator),
        );
    }
    for verb in &case.verbs {
        builder = builder.reporting_verb(*verb);
    }
    let Ok(attributor) = builder.build() else { return };
    let mut scratch = Scratch::new();
    for text in case.texts {
        let doc = attributor.attribute_with(&mut scratch, text);
        check::invariants(text, &doc);
        assert_eq!(check::json(&doc), check::json(&attributor.attribute(text)), "what was used before shows");
        check::invariants(text, &attributor.quotations_with(&mut scratch, text));
    }
});
