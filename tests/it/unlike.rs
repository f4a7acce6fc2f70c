//! Texts that are not English, or not prose. What to expect of them:
//!
//! | text | quotations | speakers |
//! | --- | --- | --- |
//! | English without capitals, marks or full stops | none | whoever a pronoun or name says something: "he said no way" |
//! | all capitals | as in prose | as in prose |
//! | lyrics | none, unless marked | where a line says so: "She said …" |
//! | chat | what stands between marks | by tags only; handles and labels in brackets are no names |
//! | OCR with broken marks | recovered to the paragraph's end, with a diagnostic | by tags that are still legible |
//! | tables | cells between marks; inches and feet are no marks | where a cell reads like a clause |
//! | program code | strings between double marks, mostly; an apostrophe can open one | none |
//! | German, French, Nordic languages | their own marks, nested and paired: „…“ »…« «…» | none: no verb of theirs is known |
//! | Chinese, Japanese | “…” 「…」 『…』 | none |
//! | other scripts | what stands between marks | none |
//!
//! Where fewer than a quarter of the first words are English function words, no speaker is guessed for a quotation that
//! has no English reporting clause.

use inquit::{Document, attribute};

fn quoted<'d>(doc: &'d Document<'_>) -> Vec<&'d str> {
    doc.quotes().map(|quote| quote.inner().text()).collect()
}

fn spoken<'d>(doc: &'d Document<'_>) -> Vec<(&'d str, &'d str)> {
    let said = |quote: inquit::Quote<'d, '_>| Some((quote.speaker()?.name(), quote.inner().text()));
    doc.quotes().filter_map(said).collect()
}

#[test]
fn german_marks_are_found_and_nobody_is_made_up() {
    let doc = attribute(
        "„Das Hauptbuch ist weg“, sagte Ada Quill. „Alles davon.“\n\n»Weg?«, fragte Bo. »Wer hat es genommen?«\n\n\
         Der Bürgermeister von Hafenstadt erklärte am Dienstag, dass die Fähre „vorerst“ nicht mehr fahre. „Niemand“, so \
         Frau Lindholm, „hat uns gefragt.“\n",
    );
    assert_eq!(
        quoted(&doc),
        [
            "Das Hauptbuch ist weg",
            "Alles davon.",
            "Weg?",
            "Wer hat es genommen?",
            "vorerst",
            "Niemand",
            "hat uns gefragt."
        ]
    );
    assert_eq!(spoken(&doc), []);
    assert_eq!(doc.diagnostics()[0].to_string(), "text that does not read as English at 0..0");
}

#[test]
fn what_shows_nothing_says_nothing() {
    let doc =
        attribute("\u{200e}“No,”\u{200b} said Ada Quill.\u{200f} “\u{2066}Yes.\u{2069}”\u{200b} She left.");
    assert_eq!(quoted(&doc), ["No,", "Yes."]);
    let said = doc.quotes().next().unwrap().attribution().unwrap();
    assert_eq!((said.speaker().unwrap().name(), &*said.source().unwrap()), ("Ada Quill", "Ada Quill"));
    assert_eq!(said.cue().unwrap(), "said");
}

#[test]
fn french_marks_and_dashes() {
    let doc = attribute(
        "« Le registre a disparu », dit Ada Quill. « Tout entier. »\n\n— Disparu ? demanda Bo. Qui l’a pris ?\n\n\
         — Personne, répondit-elle.\n",
    );
    assert_eq!(quoted(&doc)[..2], ["Le registre a disparu", "Tout entier."]);
    assert_eq!(doc.quotes().len(), 4, "each dash opens one");
    assert_eq!(spoken(&doc), []);
}

#[test]
fn chinese_and_japanese_marks() {
    let doc = attribute(
        "“账本不见了，”陈安说。“全都不见了。”\n\n「誰拿走了？」林波問道。「沒有人知道。」\n\n记者周五从港务局获悉，渡轮将“暂时”停运。\n\n\
         「『もう遅い』と兄が言った」と彼女は話した。\n",
    );
    assert_eq!(
        quoted(&doc),
        [
            "账本不见了，",
            "全都不见了。",
            "誰拿走了？",
            "沒有人知道。",
            "暂时",
            "『もう遅い』と兄が言った",
            "もう遅い"
        ]
    );
    assert_eq!(doc.quotes().next_back().and_then(inquit::Quote::parent).map(inquit::Quote::id), Some(5));
    assert_eq!(spoken(&doc), []);
}

#[test]
fn other_scripts() {
    let doc = attribute(
        "«Книга пропала», сказала Ада. „Вся?“\n\n\"הספר נעלם\", אמרה עדה.\n\n«اختفى الدفتر» قالت آدا.\n",
    );
    assert_eq!(quoted(&doc), ["Книга пропала", "Вся?", "הספר נעלם", "اختفى الدفتر"]);
    assert_eq!(spoken(&doc), []);
}

#[test]
fn code_speaks_for_nobody() {
    let doc = attribute(
        "use std::fmt;\n\n/// Prints \"hello\" and exits.\nfn main() {\n    let name = \"world\";\n    println!(\"Hello, {}!\", name);\n    \
         if name.contains(\"or\") && x < 'z' {\n        return Err(format!(\"bad input: {name:?}\"));\n    }\n}\n\ndef greet(user):\n    \
         return \"Hello, \" + user[\"name\"] + \", welcome!\"\n\nSELECT name, \"order\" FROM users WHERE city = 'Reno';\n",
    );
    for string in ["hello", "world", "Hello, {}!", "or", "bad input: {name:?}", "order"] {
        assert!(quoted(&doc).contains(&string), "{string:?} in {:?}", quoted(&doc));
    }
    assert_eq!(spoken(&doc), []);
}

#[test]
fn tables_have_inches_and_no_conversation() {
    let doc = attribute(
        "Name       Age  City         Height  Note\n---------  ---  -----------  ------  -----------\n\
         Ada Quill   34  Port Ellery  5'6\"    paid\nBo Farrow   41  Reno         6'2\"    paid twice\n\
         Imre Vale   29  Skellen      5'11\"   later\n\n| pipe | 3/4\" | 12\" | iron |\n| cap  | 1/2\" | 10\" | brass |\n",
    );
    assert_eq!(spoken(&doc), []);
    assert_eq!(doc.speakers().len(), 0);
    assert!(doc.quotes().all(|quote| !quote.text().contains("Farrow")), "{:?}", quoted(&doc));
}

#[test]
fn capitals_are_prose() {
    let doc = attribute(
        "COUNCIL VOTES TO SELL FERRIES\n\n\"WE WILL NOT BE THE LAST TO LEAVE,\" SAID MAYOR RUTH MADDOX. \"ASK ANYONE.\"\n",
    );
    assert_eq!(
        spoken(&doc),
        [("RUTH MADDOX", "WE WILL NOT BE THE LAST TO LEAVE,"), ("RUTH MADDOX", "ASK ANYONE.")]
    );
}

#[test]
fn without_marks_there_is_no_quotation() {
    let bare = "so i told him we were going to be late and he said no way and then his sister came down and she was \
                like what are you two doing here its not even eight o clock and the dog was on the table again";
    let lyrics = "Oh, the harbour lights are burning low\n(burning low, burning low)\nAnd I told my baby, don't you \
                  go\n\nShe said the tide don't wait for me\n'Cause love's a boat and rust's the sea\nAnd nobody's \
                  sayin' nothin' to nobody\n";
    for text in [bare, lyrics] {
        let doc = attribute(text);
        assert_eq!(quoted(&doc), [] as [&str; 0]);
        assert!(doc.speakers().len() <= 2, "{:?}", doc.speakers().collect::<Vec<_>>());
    }
}

#[test]
fn each_message_of_a_chat_is_its_writers() {
    let doc = attribute(
        "[10:41] quill: is the ferry running?\n[10:42] bo_f: no idea lol\n[10:42] quill: the site says \"service suspended\"\n\
         [10:43] bo_f: 👍👍 ok\n@maddox thanks!! #ferry https://example.com/x?q=late\n",
    );
    assert_eq!(
        spoken(&doc),
        [
            ("quill", "is the ferry running?"),
            ("bo_f", "no idea lol"),
            ("quill", "the site says \"service suspended\""),
            ("the site", "service suspended"),
            ("bo_f", "👍👍 ok"),
        ]
    );
    let named = attribute("<quill> is it running?\n<bo_f> no idea\n<quill> ok\n");
    assert_eq!(spoken(&named), [("quill", "is it running?"), ("bo_f", "no idea"), ("quill", "ok")]);
    let blog = attribute("18:42 Breaking: the bridge is shut.\n\n18:30 Weather: rain is on its way.\n");
    assert_eq!(spoken(&blog), []);
}

#[test]
fn broken_marks_are_recovered() {
    let doc = attribute(
        "Tbe 1edger is g0ne,” said Ada Quill. “All of it.\n\n“ G one ? ” Bo asked. “ Who took it ?\n",
    );
    assert_eq!(doc.diagnostics().len(), 3);
    assert_eq!(doc.quotes().len(), 4);
    let speakers: Vec<_> = doc.speakers().map(inquit::Entity::name).collect();
    assert_eq!(speakers, ["Ada Quill", "Bo"]);
}

#[test]
fn heaps_of_marks_hold_little() {
    let deep = "“a ".repeat(500);
    let doc = attribute(&deep);
    let depth =
        |quote| std::iter::successors(Some(quote), |quote: &inquit::Quote<'_, '_>| quote.parent()).count();
    assert!(doc.quotes().all(|quote| depth(quote) <= 32));
    assert!(attribute(&"\"".repeat(500)).quotes().len() <= 2, "next to nothing stands between them");
    assert!(attribute(&"“‘".repeat(500)).quotes().len() <= 4);
    let four = "“He told me ‘She said “they sang ‘Row on’ twice” and slept’ and left.”";
    assert_eq!(attribute(four).quotes().map(depth).max(), Some(4), "what a writer nests is kept");
}
