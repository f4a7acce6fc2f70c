use crate::{Attributor, Genre, QuoteKind};

fn kinds(text: &str) -> alloc::vec::Vec<(QuoteKind, bool)> {
    kinds_in(Genre::News, text)
}

fn kinds_in(genre: Genre, text: &str) -> alloc::vec::Vec<(QuoteKind, bool)> {
    let attributor = Attributor::builder().genre(genre).build().unwrap();
    let document = attributor.attribute(text);
    document.quotes().map(|quote| (quote.kind(), quote.attribution().is_some())).collect()
}

#[test]
fn titles_and_so_called_things_report_nobody() {
    for text in [
        "Mayor Lena Brandt told the radio show “Harbor Lights” on Monday that the ferry would sail again.",
        "Brandt, the star of the film “Northern Tide,” said she would not run for office again.",
        "The council closed its so-called “night market” in June, Brandt said.",
    ] {
        assert_eq!(kinds(text), [(QuoteKind::Scare, false)], "{text}");
    }
}

#[test]
fn a_title_that_follows_a_tag_reports_nobody() {
    for text in [
        "“The ferry will sail again,” Brandt said Tuesday in an interview with “Morning Harbor.”",
        "“I would do it all again,” she wrote in her memoir, “Northern Tide.”",
    ] {
        assert_eq!(kinds(text), [(QuoteKind::Direct, true), (QuoteKind::Scare, false)], "{text}");
    }
}

#[test]
fn an_utterance_right_beside_its_tag_is_beyond_doubt() {
    for text in
        ["“Gone,” Brandt said.", "Brandt said: “Gone.”", "Asked about the ferry, Brandt said, “Gone.”"]
    {
        assert_eq!(kinds(text), [(QuoteKind::Direct, true)], "{text}");
    }
}

#[test]
fn a_whole_sentence_of_its_own_is_said_in_a_report() {
    for text in [
        "Brandt said the ferry was old. “The pumps failed twice.” The company disagrees.",
        "Brandt has run the ferry since May.\n\n“We will not wait for another flood.”\n\nThe town has two boats.",
    ] {
        assert_eq!(kinds(text), [(QuoteKind::Direct, true)], "{text}");
    }
    // Words without a sentence's end, and a sentence inside another's.
    for text in [
        "Brandt runs two boats. “The Gull” and a smaller one sail from May.",
        "Above the door of the ferry hall hangs a board with “All Things Pass.” in gilt letters.",
    ] {
        assert_eq!(kinds(text), [(QuoteKind::Scare, false)], "{text}");
    }
}

#[test]
fn words_in_a_reported_clause_and_whole_utterances_report() {
    for text in [
        "Brandt called the delay “a disgrace” and promised an inquiry into the ferry company.",
        "Brandt said the company had been “very slow to answer” the families.",
        "“We will sail again,” Brandt said.",
    ] {
        let found = kinds(text);
        assert_eq!(found.len(), 1, "{text}");
        assert!(found.iter().all(|&(kind, owned)| kind != QuoteKind::Scare && owned), "{text}: {found:?}");
    }
}

#[test]
fn in_a_tale_the_words_of_the_teller_are_nobody_s() {
    for text in [
        "They had come up for the “season,” and stayed at the house by the weir until the leaves fell.",
        "In those days the “best room” was opened twice a year, for funerals and for the auditor.",
    ] {
        assert_eq!(kinds_in(Genre::Fiction, text), [(QuoteKind::Scare, false)], "{text}");
    }
    let text = "“You are late,” said Ruth.\n\n“The road was flooded.”\n\n“It always is, when you are late.”";
    assert_eq!(kinds_in(Genre::Fiction, text), [(QuoteKind::Direct, true); 3]);
}
