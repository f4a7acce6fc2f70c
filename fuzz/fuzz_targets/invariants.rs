//! What holds of every document, whatever the text.

use inquit::Document;

pub fn check(doc: &Document<'_>) {
    let text = doc.text();
    let inside = |piece: &str| {
        let (from, to) = (text.as_ptr() as usize, piece.as_ptr() as usize);
        from <= to && to + piece.len() <= from + text.len()
    };
    for quote in doc.quotes() {
        assert_eq!(&text[quote.span()], quote.text());
        assert!(inside(quote.text()), "a quotation is a slice of the input");
        assert!(quote.span().contains(quote.inner_span()));
        if let Some(parent) = quote.parent() {
            assert!(parent.span().contains(quote.span()));
        }
    }
    for said in doc.attributions() {
        for span in said.content().map(|piece| piece.span()).chain(said.source().map(|source| source.span())) {
            assert!(inside(&text[span]));
        }
        assert!((0.0..=1.0).contains(&said.confidence()));
    }
    for entity in doc.entities() {
        for mention in entity.mentions() {
            assert_eq!(&text[mention.span()], mention.text());
        }
    }
    let json = serde_json::to_string(doc).expect("a document can always be written");
    let record: inquit::Record<'_> = serde_json::from_str(&json).expect("a document's JSON can be read");
    assert_eq!(serde_json::to_string(&record).expect("a record can always be written"), json);
}
