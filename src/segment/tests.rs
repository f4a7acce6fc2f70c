//! Sentences and paragraphs by tables; pieces tile every text.

use alloc::string::String;
use alloc::vec::Vec;

use proptest::prelude::*;

fn marked(text: &str) -> String {
    let pieces: Vec<&str> = crate::sentences(text).collect();
    let mut out = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        let words = piece.trim_end();
        out.push_str(words);
        if at + 1 < pieces.len() {
            out.push_str(&piece[words.len()..]);
            out.push_str("| ");
        }
    }
    out.replace('\n', "¶")
}

#[test]
fn sentences_end_where_the_table_says() {
    let cases =
        include_str!("sentences.txt").lines().filter(|line| !line.is_empty() && !line.starts_with("## "));
    let mut failures = String::new();
    let mut count = 0;
    for case in cases {
        count += 1;
        let text = case.replace("| ", "").replace('¶', "\n");
        let found = marked(&text);
        if found != case {
            failures.push_str(&format!("expected {case}\n   found {found}\n"));
        }
    }
    assert!(count >= 60, "{count}");
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn paragraphs_follow_the_convention_of_the_text() {
    for (name, text, count) in [
        ("nothing", "", 0),
        ("white space alone", " \n\n ", 1),
        ("one line", "The ferry left.", 1),
        ("blank lines", "The ferry left.\n\nIt rained.\n \nNobody came.", 3),
        ("a line each", "Ferry late again\nBy Ida Moss\nThe ferry was late.\nNobody minded.", 4),
        (
            "wrapped",
            "The ferry was late again, and\nnobody on the quay minded\nthe rain.\n\nIt rained on\nand on.",
            2,
        ),
        (
            "wrapped and indented",
            "  The ferry was late again, and\nnobody on the quay minded\nthe rain or the\nwind.\n  It rained on\nand on until\nthe morning.\n",
            2,
        ),
        (
            "wrapped and indented, in short paragraphs",
            "  The ferry was late again, and\nit rained.\n  Nobody minded.\n  The gulls were\nasleep on the quay.\n  It rained.\n",
            4,
        ),
        (
            "messages with their times",
            "[10:02] bo: two lemons\n[10:03] ada: lemons\nagain and\nagain\n[10:04] bo: yes\nand bread\n",
            3,
        ),
        (
            "wrapped",
            "The ferry that leaves at\n10:02 was late, and so was\nthe one that leaves at\n11:15 from the quay that\nnobody likes.\n",
            1,
        ),
        (
            "wrapped with an indented verse",
            "The ferry was late again, and\nnobody on the quay minded:\n\n  O the rain,\n  the wind and rain,\n  it fell.\n\nThey sang\nas before.\n\nThen it was\nover.",
            4,
        ),
        ("Windows line ends", "The ferry left.\r\n\r\nIt rained.", 2),
        ("paragraph separators", "The ferry left.\u{2029}It rained.", 2),
        (
            "mixed",
            "FERRY LATE\n\nThe ferry was late again, and\nnobody on the quay minded\nthe rain.\n\n* * *\n\nIt rained.",
            4,
        ),
    ] {
        assert_eq!(crate::paragraphs(text).count(), count, "{name}");
    }
}

#[test]
fn pieces_know_where_they_are() {
    let text = "It rained. Then it stopped.\n\nNobody came.";
    let mut sentences = crate::sentences(text);
    assert_eq!(sentences.size_hint(), (3, Some(3)));
    sentences.next();
    assert_eq!((sentences.offset(), sentences.as_str()), (11, "Then it stopped.\n\nNobody came."));
    assert_eq!(sentences.by_ref().count(), 2);
    assert_eq!((sentences.next(), sentences.as_str()), (None, ""));
}

proptest! {
    #[test]
    fn pieces_tile_the_text(
        pieces in prop::collection::vec(
            prop_oneof![
                "[A-Za-z]{1,6}",
                prop::sample::select(vec![
                    " ", " ", " ", "\n", "\n\n", "\r\n", ".", "?", "!", "…", "...", "\"", "“", "”", "'", "’", "(", ")",
                    "Mr.", "U.S.", "J.", "he said", "I", "5", "—", ",", "。", "é", "👍",
                ]).prop_map(String::from),
                any::<char>().prop_map(String::from),
            ],
            0..80,
        )
    ) {
        let text = pieces.concat();
        prop_assert_eq!(crate::sentences(&text).collect::<String>(), text.as_str());
        prop_assert_eq!(crate::paragraphs(&text).collect::<String>(), text.as_str());
        prop_assert!(crate::sentences(&text).all(|piece| !piece.is_empty()));
        // No sentence goes on over a paragraph's end.
        let ends = |mut pieces: Vec<&str>| {
            let mut at = 0;
            pieces.iter_mut().map(|piece| { at += piece.len(); at }).collect::<Vec<usize>>()
        };
        let sentences = ends(crate::sentences(&text).collect());
        for end in ends(crate::paragraphs(&text).collect()) {
            prop_assert!(sentences.contains(&end));
        }
    }
}

#[test]
fn a_megabyte_of_one_thing_is_cut() {
    for unit in [
        "\"",
        "“",
        "”",
        ".",
        "? ",
        "!\" ",
        "U.S. ",
        "a. ",
        "A\n",
        "\n",
        "(",
        "”?",
        "“Stop!” Tom Tom Tom Tom Tom Tom ",
    ] {
        let text = unit.repeat(1_000_000 / unit.len());
        assert_eq!(crate::sentences(&text).map(str::len).sum::<usize>(), text.len());
    }
}
