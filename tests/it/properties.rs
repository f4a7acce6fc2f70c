//! What holds for any text: no panic, sound views, the same answer every time.

use std::sync::OnceLock;
use std::thread;

use inquit::{Attributor, Character, Gender, Genre, Marks, Scratch};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::check::{invariants, json};

const PIECES: &[&str] = &[
    "“", "”", "‘", "’", "\"", "'", "„", "‚", "«", "»", "‹", "›", "「", "」", "『", "』", "``", "''", "`",
    "—", "–", "--", "…", "...", ". . .", ",", ".", "?", "!", "?!", ":", ";", "(", ")", "[", "]", "-", "/",
    "\n", "\n\n", "\r\n", "\t", " ", "  ", "\u{a0}", "\u{2028}", "\0", "\u{feff}", "\u{200d}", "Q: ", "A: ",
    "NURSE: ", "— ", "&quot;", "&ldquo;", "&rdquo;", "&#8217;", "&#x2019;", "&amp;", "&nbsp;", "&#0;",
    "&bogus;", "&",
];

const WORDS: &[&str] = &[
    "said",
    "says",
    "asked",
    "told",
    "replied",
    "whispered",
    "wrote in a letter",
    "according to",
    "as",
    "put it",
    "added",
    "went on",
    "warned",
    "that",
    "whether",
    "he",
    "she",
    "they",
    "it",
    "I",
    "we",
    "you",
    "him",
    "her",
    "who",
    "which",
    "Ada",
    "Ada Quill",
    "Mrs. Quill",
    "Bo",
    "Dr. Imre van der Meer",
    "Captain Ruth Maddox, 71,",
    "Quill Jr.",
    "U.S.",
    "the old general",
    "a spokeswoman for Blue Reach Lines",
    "officials",
    "the report",
    "his mother",
    "the strategy",
    "so-called",
    "boys’",
    "’Tis",
    "don’t",
    "o’clock",
    "6'2\"",
    "$1.5 million",
    "5 p.m.",
    "Friday",
    "no",
    "the ledger",
    "is gone",
    "and",
    "but",
    "then",
    "Ада Перо",
    "said Ада",
    "彼女は言った",
    "Ünal",
    "ﬁn",
    "ǅ",
    "🐈",
    "👩‍👩‍👧",
    "e\u{301}",
    "שלום",
    "مرحبا",
    "https://example.com/a?b=\"c\"",
    "@quill",
    "#ferry",
    "SAID",
    "ADA QUILL",
    "ſaid",
    "İ",
    "ß",
];

/// As many cases as `PROPTEST_CASES` asks for, else `usual`: a thorough run is one variable away.
fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var_os("PROPTEST_CASES").is_some();
    if asked { ProptestConfig::default() } else { ProptestConfig::with_cases(usual) }
}

fn prose() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => select(WORDS).prop_map(|word| format!("{word} ")),
        3 => select(PIECES).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
        1 => any::<char>().prop_map(String::from),
        1 => select(&["“The ledger is gone,” said Ada Quill. ", "\"No,\" he said, \"never.\" ", "Bo said that it was late.\n\n",
            "'I can't,' whispered Ada, 'the boys' boat's gone.' ", "— Late, said Bo.\n\n", "“One\n\n“two,” she said. "][..])
            .prop_map(str::to_owned),
    ];
    vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn attributor() -> impl Strategy<Value = Attributor> {
    let cast = select(vec![0usize, 0, 1, 3]);
    let genre = select(vec![Genre::Detect, Genre::News, Genre::Fiction]);
    let marks = select(vec![Marks::Detect, Marks::Double, Marks::Single]);
    (cast, genre, marks, select(vec![0.0f32, 0.0, 0.5, 0.95])).prop_map(|(cast, genre, marks, least)| {
        let characters = [
            Character::new("0", "Ada Quill").alias("Mrs. Quill").gender(Gender::Female).narrator(true),
            Character::new("1", "Bo").gender(Gender::Male),
            Character::new("2", "彼女").alias("…").alias("“"),
        ];
        let builder = Attributor::builder().cast(characters.into_iter().take(cast));
        let builder = builder.genre(genre).marks(marks).min_confidence(least).reporting_verb("yip");
        builder.build().expect("these settings are sound")
    })
}

const PEOPLE: &[&str] = &["Ada Quill", "Thomas Farrow", "Henry Vale", "Captain Ruth Maddox"];

const SPEECHES: &[&str] = &[
    "The ledger is gone",
    "I have asked at every house in the lane",
    "There was a boat here before the storm",
    "Nobody sold it to us",
    "We could walk as far as the mill",
    "That is what the letter said",
    "It costs more than the roof",
];

const NARRATION: &[&str] = &[
    "The rain had stopped, and a cart went by without its driver.",
    "It was almost noon by then.",
    "The door stood open, and the kitchen was as cold as the yard.",
];

/// A paragraph of a conversation: its text, what stands between its marks, and who speaks.
#[derive(Clone, Debug)]
struct Turn {
    text: String,
    quoted: Vec<String>,
    speaker: &'static str,
}

/// Turns that leave no doubt, with one pair of marks: `“…,” said X.`, `“…,” X said, “….”`, `X said, “….”`.
fn conversation() -> impl Strategy<Value = Vec<Turn>> {
    let turn = (
        select(PEOPLE),
        select(SPEECHES),
        select(SPEECHES),
        select(&["said", "replied", "added"][..]),
        0..4usize,
    );
    let marks = select(&[["“", "”"], ["\"", "\""], ["‘", "’"], ["'", "'"], ["«", "»"]][..]);
    (marks, vec(turn, 2..12)).prop_map(|([open, close], turns)| {
        let turn = |(speaker, one, two, verb, form): (&'static str, &str, &str, &str, usize)| {
            let (text, quoted) = match form {
                0 => (format!("{open}{one},{close} {verb} {speaker}."), vec![format!("{one},")]),
                1 => (
                    format!("{open}{one},{close} {speaker} {verb}. {open}{two}.{close}"),
                    vec![format!("{one},"), format!("{two}.")],
                ),
                2 => (format!("{speaker} {verb}, {open}{one}.{close}"), vec![format!("{one}.")]),
                _ => (format!("{open}{one}!{close} {verb} {speaker}."), vec![format!("{one}!")]),
            };
            Turn { text, quoted, speaker }
        };
        turns.into_iter().map(turn).collect()
    })
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn tags_that_leave_no_doubt_are_believed(turns in conversation(), narration in select(NARRATION), every in 2..5usize) {
        let mut text = String::from(narration);
        for (at, turn) in turns.iter().enumerate() {
            text += "\n\n";
            text += &turn.text;
            if at % every == 0 {
                text += "\n\n";
                text += narration;
            }
        }
        let doc = inquit::attribute(&text);
        invariants(&text, &doc);
        let found: Vec<_> = doc.quotes().map(|quote| quote.inner().text()).collect();
        let made: Vec<_> = turns.iter().flat_map(|turn| &turn.quoted).collect();
        prop_assert_eq!(found, made);
        let who: Vec<_> = doc.quotes().map(|quote| quote.speaker().map(inquit::Entity::name)).collect();
        let named = |turn: &Turn| turn.speaker.trim_start_matches("Captain ");
        let speakers: Vec<_> = turns.iter().flat_map(|turn| turn.quoted.iter().map(move |_| Some(named(turn)))).collect();
        prop_assert_eq!(who, speakers);
    }
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn documents_are_sound(text in prose(), attributor in attributor()) {
        invariants(&text, &attributor.attribute(&text));
        invariants(&text, &attributor.quotations(&text));
    }

    #[test]
    fn any_string_is_text(text in any::<String>()) {
        invariants(&text, &inquit::attribute(&text));
    }

    #[test]
    fn scratch_leaves_nothing_behind(texts in vec(prose(), 1..5), attributor in attributor()) {
        let mut scratch = Scratch::new();
        for text in &texts {
            let reused = json(&attributor.attribute_with(&mut scratch, text));
            prop_assert_eq!(&reused, &json(&attributor.attribute(text)));
            prop_assert_eq!(reused, json(&attributor.attribute(text).into_owned().document()));
        }
    }

    #[test]
    fn quotation_spans_do_not_depend_on_where_it_stops(text in prose(), attributor in attributor()) {
        let spans = |doc: &inquit::Document<'_>| doc.quotes().map(|q| (q.span(), q.parent().map(inquit::Quote::id))).collect::<Vec<_>>();
        prop_assert_eq!(spans(&attributor.quotations(&text)), spans(&attributor.attribute(&text)));
    }

    #[test]
    fn less_confidence_is_left_out_and_nothing_else(text in prose(), least in 0.0f32..=1.0) {
        let all = inquit::attribute(&text);
        let attributor = Attributor::builder().min_confidence(least).build().expect("a sound threshold");
        let sure = attributor.attribute(&text);
        let kept = |doc: &inquit::Document<'_>| -> Vec<String> {
            doc.attributions().filter(|said| said.confidence() >= least).map(|said| said.to_string()).collect()
        };
        prop_assert_eq!(sure.attributions().len(), kept(&all).len());
        prop_assert_eq!(kept(&sure), kept(&all));
        prop_assert_eq!(sure.quotes().len(), all.quotes().len());
    }
}

#[test]
fn an_item_of_a_list_that_speaks_is_sound() {
    // The quotation around a clause was taken for what the clause hands on.
    let text = "-\t„said 'I can't,' whispered Ada, 'the boys' boat's gone.' ";
    for genre in [Genre::News, Genre::Fiction] {
        let attributor = Attributor::builder().genre(genre).build().unwrap();
        let doc = attributor.attribute(text);
        invariants(text, &doc);
        let whispered =
            doc.attributions().find(|said| said.cue().is_some_and(|cue| cue == "whispered")).unwrap();
        assert_eq!(whispered.source().unwrap(), "Ada");
    }
}

#[test]
fn threads_agree() {
    static TEXTS: OnceLock<Vec<String>> = OnceLock::new();
    let texts = TEXTS.get_or_init(|| {
        let article = include_str!("../../examples/data/article.txt");
        (0..8).map(|i| article.lines().cycle().skip(i).take(12).collect::<Vec<_>>().join("\n")).collect()
    });
    let run = || texts.iter().map(|text| json(&inquit::attribute(text))).collect::<Vec<_>>();
    let here = run();
    let there: Vec<_> = (0..4).map(|_| thread::spawn(run)).collect();
    for thread in there {
        assert_eq!(thread.join().expect("no panic"), here);
    }
}
