//! The JSON form: as promised, and back again.

use inquit::{Attributor, Character, Record, Unit};
use serde_json::{Value, json};

const STRAIGHT: &str = "\"The ledger is gone,\" said Ada Quill. \"All of it. 'Gone' is the word.\"";

#[test]
fn a_document_reads_back_as_it_was_written() {
    let doc = inquit::attribute(STRAIGHT);
    let json = serde_json::to_string(&doc).unwrap();
    assert!(json.contains(r#"\"The ledger is gone,\""#), "the marks are escaped: {json}");
    let record: Record<'static> = serde_json::from_str(&json).unwrap();
    assert_eq!(record.quotes[0].text, "\"The ledger is gone,\"");
    assert_eq!(record, Record::from(&doc));
    assert_eq!(serde_json::to_string(&record).unwrap(), json);
    // From a reader nothing can be borrowed.
    let record: Record<'static> = serde_json::from_reader(json.as_bytes()).unwrap();
    assert_eq!(serde_json::to_string(&record).unwrap(), json);
}

#[test]
fn the_json_has_the_promised_fields() {
    let ada = Character::new("7", "Ada Quill").gender(inquit::Gender::Female);
    let attributor = Attributor::builder().character(ada).build().unwrap();
    let value = serde_json::to_value(attributor.attribute("“The ledger is gone,” said Ada.")).unwrap();
    let quote = &value["quotes"][0];
    assert_eq!(
        *quote,
        json!({"id": 0, "start": 0, "end": 25, "inner": {"start": 3, "end": 22, "text": "The ledger is gone,"},
               "text": "“The ledger is gone,”", "kind": "direct", "parent": null, "continues": null, "attribution": 0})
    );
    let said = &value["attributions"][0];
    assert_eq!(said["kind"], "direct");
    assert_eq!(said["cue"], json!({"start": 26, "end": 30, "text": "said"}));
    assert_eq!(said["source"], json!({"start": 31, "end": 34, "text": "Ada"}));
    let fields = [
        "id",
        "kind",
        "content",
        "cue",
        "source",
        "speaker",
        "addressee",
        "reference",
        "confidence",
        "method",
    ];
    assert!(fields.iter().all(|field| said.get(field).is_some()), "{said}");
    let speaker = &value["entities"][said["speaker"].as_u64().unwrap() as usize];
    assert_eq!(
        (&speaker["name"], &speaker["cast"], &speaker["gender"]),
        (&json!("Ada Quill"), &json!("7"), &json!("F"))
    );
    assert_eq!(speaker["kind"], "person");
    assert_eq!(speaker["mentions"][0], json!({"start": 31, "end": 34, "text": "Ada", "kind": "name"}));
    assert_eq!((&value["genre"], &value["diagnostics"]), (&json!("news"), &json!([])));
}

#[test]
fn roles_go_with_the_person() {
    let doc =
        inquit::attribute("Transport Minister Ada Quill said the line would reopen. “Soon,” Quill added.");
    let value = serde_json::to_value(&doc).unwrap();
    let ada = value["entities"].as_array().unwrap().iter().find(|e| e["name"] == "Ada Quill").unwrap();
    assert_eq!(ada["roles"], json!(["Transport Minister"]));
}

#[test]
fn offsets_count_what_the_reader_counts() {
    let text = "🐈 “Né,” said Ada.";
    let doc = inquit::attribute(text);
    for (unit, start, end) in [(Unit::Byte, 5, 15), (Unit::Char, 2, 7), (Unit::Utf16, 3, 8)] {
        let record = Record::new(&doc, unit);
        assert_eq!((record.quotes[0].start, record.quotes[0].end), (start, end), "{unit:?}");
    }
}

#[test]
fn a_character_needs_id_and_name_alone() {
    let ada: Character = serde_json::from_str(r#"{"id": "7", "name": "Ada Quill"}"#).unwrap();
    assert_eq!(ada, Character::new("7", "Ada Quill"));
    let value: Value = serde_json::to_value(ada.alias("Ada").narrator(true)).unwrap();
    assert_eq!(
        value,
        json!({"id": "7", "name": "Ada Quill", "aliases": ["Ada"], "gender": "U", "narrator": true})
    );
    let wrong =
        serde_json::from_str::<Character>(r#"{"id": "7", "name": "Ada", "gender": "female"}"#).unwrap_err();
    assert!(wrong.to_string().contains("`F`"), "the message names what is allowed: {wrong}");
}

#[test]
fn a_confidence_is_a_probability() {
    let json = serde_json::to_string(&inquit::attribute(STRAIGHT)).unwrap();
    let at = json.find("\"confidence\":").unwrap() + "\"confidence\":".len();
    for beyond in ["1e60", "1.5", "-0.5"] {
        let wrong = format!("{}{beyond},{}", &json[..at], &json[at..].split_once(',').unwrap().1);
        let error = serde_json::from_str::<Record<'_>>(&wrong).unwrap_err();
        assert!(error.to_string().contains("not between 0 and 1"), "{beyond}: {error}");
    }
}
