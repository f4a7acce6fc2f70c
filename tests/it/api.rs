//! The API as a caller meets it.

use inquit::{
    Attributor, Character, Document, Error, Gender, OwnedDocument, QuoteKind, Reference, Scratch, attribute,
};

const TALE: &str = "“The ledger is gone,” said Ada Quill. “All of it.”\n\n“Gone?” Bo asked. “Who took it?”";

fn send_sync<T: Send + Sync + 'static>() {}

#[test]
fn everything_crosses_threads() {
    send_sync::<Document<'static>>();
    send_sync::<Attributor>();
    send_sync::<Scratch>();
    send_sync::<Error>();
    send_sync::<OwnedDocument>();
    send_sync::<inquit::Builder>();
    send_sync::<inquit::Quote<'static, 'static>>();
    send_sync::<inquit::Attribution<'static, 'static>>();
    send_sync::<inquit::Entity<'static, 'static>>();
    send_sync::<inquit::Mention<'static, 'static>>();
    send_sync::<inquit::Quotes<'static, 'static>>();
    send_sync::<inquit::Tokens<'static>>();
    send_sync::<inquit::Sentences<'static>>();
    send_sync::<inquit::Offsets<'static>>();
    send_sync::<inquit::Record<'static>>();
}

#[test]
fn views_lead_on_to_each_other() {
    let doc = attribute(TALE);
    let quote = doc.quotes().next().unwrap();
    assert_eq!(quote.text(), "“The ledger is gone,”");
    assert_eq!(quote.inner(), "The ledger is gone,");
    assert_eq!(quote.kind(), QuoteKind::Direct);
    let said = quote.attribution().unwrap();
    assert_eq!(said.cue().unwrap(), "said");
    assert_eq!(said.source().unwrap(), "Ada Quill");
    assert_eq!(said.reference(), Reference::Explicit);
    assert_eq!(
        said.contents().map(inquit::Excerpt::text).collect::<Vec<_>>(),
        ["The ledger is gone,", "All of it."]
    );
    let ada = said.speaker().unwrap();
    assert_eq!(ada.name(), "Ada Quill");
    assert_eq!(
        ada.quotes().map(inquit::Quote::text).collect::<Vec<_>>(),
        ["“The ledger is gone,”", "“All of it.”"]
    );
    assert_eq!(ada.mentions().next().unwrap().text(), "Ada Quill");
    assert_eq!(ada.attributions().len(), 1);
    assert_eq!(ada.to_string(), "Ada Quill");
    let names: Vec<_> = doc.speakers().map(inquit::Entity::name).collect();
    assert_eq!(names, ["Ada Quill", "Bo"]);
}

#[test]
fn iterators_count_and_run_from_either_end() {
    let doc = attribute(TALE);
    let quotes = doc.quotes();
    assert_eq!(quotes.len(), 4);
    let mut backwards: Vec<_> = quotes.clone().rev().map(inquit::Quote::id).collect();
    assert_eq!(backwards, [3, 2, 1, 0]);
    backwards.reverse();
    assert_eq!(quotes.map(inquit::Quote::id).collect::<Vec<_>>(), backwards);
    let bo = doc.speakers().next_back().unwrap();
    assert_eq!(bo.quotes().rev().map(inquit::Quote::id).collect::<Vec<_>>(), [3, 2]);
}

#[test]
fn quote_at_finds_the_innermost() {
    let text = "“He said ‘never’ to me,” said Ada.";
    let doc = attribute(text);
    let at = |word| doc.quote_at(text.find(word).unwrap()).map(inquit::Quote::text);
    assert_eq!(at("never"), Some("‘never’"));
    assert_eq!(at("to me"), Some("“He said ‘never’ to me,”"));
    assert_eq!(at("Ada"), None);
    assert!(doc.quote_at(text.len()).is_none() && doc.quote_at(usize::MAX).is_none());
}

#[test]
fn slices_outlive_the_document() {
    let text = String::from(TALE);
    let (quote, source) = {
        let doc = attribute(&text);
        let said = doc.attributions().next().unwrap();
        (doc.quotes().next().unwrap().text(), said.source().unwrap().text())
    };
    let inside = |slice: &str| text.as_bytes().as_ptr_range().contains(&slice.as_ptr());
    assert!(inside(quote) && inside(source), "borrowed from the input, not copied");
}

#[test]
fn a_document_outlives_its_text() {
    let text = String::from(TALE);
    let doc = attribute(&text);
    let before = serde_json::to_string(&doc).unwrap();
    let owned: OwnedDocument = doc.into_owned();
    drop(text);
    assert_eq!(serde_json::to_string(&owned).unwrap(), before);
}

#[test]
fn a_cast_names_the_speakers() {
    let cast = [
        Character::new("quill", "Adelaide Quill").aliases(["Ada", "Ada Quill"]).gender(Gender::Female),
        Character::new("bo", "Bo"),
    ];
    let attributor = Attributor::builder().cast(cast).build().unwrap();
    let doc = attributor.attribute(TALE);
    let who = doc.quotes().next().unwrap().speaker().unwrap();
    assert_eq!(who.name(), "Adelaide Quill");
    assert_eq!(who.character().unwrap().id(), "quill");
    assert_eq!(
        doc.into_owned().document().quotes().next().unwrap().speaker().unwrap().name(),
        "Adelaide Quill"
    );
}

#[test]
fn a_found_cast_can_be_corrected_and_given_back() {
    let found = attribute(TALE).cast();
    assert_eq!(found.iter().map(Character::name).collect::<Vec<_>>(), ["Ada Quill", "Bo"]);
    let corrected = found.into_iter().map(|c| if c.name() == "Bo" { c.gender(Gender::Male) } else { c });
    let attributor = Attributor::builder().cast(corrected).build().unwrap();
    let doc = attributor.attribute(TALE);
    assert_eq!(doc.cast().len(), 2);
    let bo = doc.quotes().next_back().unwrap().speaker().unwrap();
    assert_eq!((bo.name(), bo.gender()), ("Bo", Gender::Male));
}

#[test]
fn a_cast_found_in_one_text_serves_for_the_next() {
    let first = "“No,” said Ada Quill. “Yes,” said Bo Marsh. “Perhaps,” said Cy Venn.";
    let next =
        "“No,” said Una Holt. “Yes,” said Ada Quill. “Perhaps,” said Dot Pell. “Well,” said Eli Brook.";
    let mut cast = attribute(first).cast();
    for _ in 0..3 {
        let attributor = Attributor::builder().cast(cast).build().unwrap();
        cast = attributor.attribute(next).cast();
        let names: Vec<&str> = cast.iter().map(Character::name).collect();
        assert_eq!(names.len(), 4, "{names:?}");
        let mut ids: Vec<&str> = cast.iter().map(Character::id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 4, "{ids:?}");
    }
}

#[test]
fn excerpts_turn_into_text() {
    let text = String::from("“No,” said Ada Quill.");
    let cue: &str = {
        let doc = attribute(&text);
        doc.attributions().next().unwrap().cue().unwrap().into()
    };
    assert_eq!(cue, "said");
    let doc = attribute(&text);
    let source = doc.attributions().next().unwrap().source().unwrap();
    assert_eq!(source, String::from("Ada Quill"));
    assert_eq!(String::from(source), "Ada Quill");
    assert_eq!(doc.quotes().next().unwrap().kind().to_string(), "direct");
}

#[test]
fn each_name_is_told_once() {
    let text = "“No,” said Mr. Pettifer. Pettifer laughed.\n\n“Yes,” said Tom\nPettifer. “Why?” said Pettifer to Tom Pettifer.";
    for entity in attribute(text).entities() {
        let mut names: Vec<String> = entity.aliases().map(|name| name.replace('\n', " ")).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all, "{entity:?}");
    }
}

#[test]
fn a_verb_can_be_added() {
    let text = "“Gone,” Ada Quill yipped.";
    let attributor = Attributor::builder().reporting_verb("yip").build().unwrap();
    let doc = attributor.attribute(text);
    let said = doc.quotes().next().unwrap().attribution().unwrap();
    assert_eq!(said.cue().unwrap(), "yipped");
    assert_eq!(said.speaker().unwrap().name(), "Ada Quill");
}

#[test]
fn odd_texts_give_plain_answers() {
    for text in ["", " ", "\n\n", "\u{feff}", "“", "”", "No quotation here."] {
        let doc = attribute(text);
        assert_eq!(doc.text(), text);
        assert_eq!(doc.speakers().len(), 0, "{text:?}");
    }
    let doc = attribute("“The ledger is gone, said Ada.");
    assert_eq!(
        doc.diagnostics()[0].to_string(),
        "quotation without a closing mark at 0..3",
        "the mark that nothing closes"
    );
}
