//! What must hold of every document, whatever the text.

use inquit::{AttributionKind, Attributor, Document, Offsets, Record, Span, Unit};

/// Panics where an invariant does not hold.
pub(crate) fn invariants(text: &str, doc: &Document<'_>) {
    assert_eq!(doc.text(), text);
    let at = |span: Span, part: &str| {
        assert_eq!(text.get(span.range()), Some(part), "{span:?} and its text");
        assert!(part.is_empty() || part.as_ptr() == text[span].as_ptr(), "{span:?} was copied");
    };

    let mut before = (0, std::cmp::Reverse(u32::MAX));
    let mut open: Vec<Span> = Vec::new();
    for (id, quote) in doc.quotes().enumerate() {
        assert_eq!(quote.id(), id);
        at(quote.span(), quote.text());
        at(quote.inner().span(), quote.inner().text());
        assert!(quote.span().contains(quote.inner().span()));
        assert!(!quote.span().is_empty());
        let order = (quote.span().start, std::cmp::Reverse(quote.span().end));
        assert!(before <= order, "text order, outer before inner");
        before = order;
        open.retain(|outer| quote.span().start < outer.end);
        assert!(open.iter().all(|outer| outer.contains(quote.span())), "nested or apart, never across");
        open.push(quote.span());
        let innermost = doc.quote_at(quote.span().start as usize).expect("a quotation holds its own mark");
        assert_eq!(innermost.span().start, quote.span().start);
        if let Some(parent) = quote.parent() {
            assert!(parent.id() < id);
            assert!(parent.span().contains(quote.span()), "a child inside its parent");
        }
        if let Some(said) = quote.attribution() {
            assert!(said.quotes().any(|other| other.id() == id), "an attribution knows its quotes");
            if let Some(who) = said.speaker() {
                assert!(who.quotes().any(|other| other.id() == id), "a speaker knows their quotes");
            }
        }
    }

    let mut begun = 0;
    for (id, said) in doc.attributions().enumerate() {
        assert_eq!(said.id(), id);
        assert!(begun <= said.span().start, "{said:?}: attributions by where their content begins");
        begun = said.span().start;
        assert!((0.0..=1.0).contains(&said.confidence()), "confidence {}", said.confidence());
        assert!(!said.method().is_empty());
        assert!(said.contents().len() > 0, "{said:?} attributes nothing");
        let mut end = 0;
        for content in said.contents() {
            at(content.span(), content.text());
            assert!(content.span().start >= end, "{said:?}: contents in text order, none overlapping");
            assert!(!content.span().is_empty(), "{said:?}");
            end = content.span().end;
            let inside = || said.quotes().any(|quote| quote.span().contains(content.span()));
            assert!(
                said.kind() != AttributionKind::Direct || inside(),
                "{said:?}: content outside its quotes"
            );
        }
        for part in said.cue().into_iter().chain(said.source()) {
            at(part.span(), part.text());
            assert!(!part.is_empty(), "{said:?}");
        }
        assert!(said.quotes().all(|quote| quote.attribution().map(inquit::Attribution::id) == Some(id)));
        if let Some(who) = said.speaker() {
            assert!(who.attributions().any(|other| other.id() == id));
        }
    }

    for (id, entity) in doc.entities().enumerate() {
        assert_eq!(entity.id(), id);
        let mut start = 0;
        for mention in entity.mentions() {
            at(mention.span(), mention.text());
            assert_eq!(mention.entity().id(), id);
            assert!(start <= mention.span().start, "mentions in text order");
            start = mention.span().start;
        }
        assert!(entity.aliases().all(|alias| !alias.is_empty()));
    }
    let amounts: Vec<usize> = doc.speakers().map(inquit::Entity::said).collect();
    assert!(amounts.is_sorted_by(|a, b| a >= b), "whoever says most comes first");

    for spans in [doc.sentences(), doc.paragraphs()] {
        assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
        assert!(spans.iter().all(|&span| text.get(span.range()).is_some()));
    }
    for diagnostic in doc.diagnostics() {
        assert!(text.get(diagnostic.span.range()).is_some());
    }
    assert_eq!(inquit::sentences(text).collect::<String>(), text, "sentences tile the text");
    assert_eq!(inquit::paragraphs(text).collect::<String>(), text, "paragraphs tile the text");
    let mut end = 0;
    for token in inquit::tokens(text) {
        let (Span { start, end: after }, between) = (token.span(), token.span().start - end);
        assert!(start < after && text.get(start as usize..after as usize).is_some(), "{token:?}");
        let gap = text.get(end as usize..(end + between) as usize).expect("a gap between characters");
        let unseen = |c: char| {
            c.is_whitespace()
                || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{2060}')
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert!(gap.chars().all(unseen), "only what shows nothing is no token: {gap:?}");
        end = after;
    }

    let cast = Attributor::builder().cast(doc.cast()).build();
    assert!(cast.is_ok(), "what was found can be given back: {cast:?}");

    let json = serde_json::to_string(doc).expect("a document serialises");
    let record: Record<'static> = serde_json::from_str(&json).expect("its JSON reads back");
    assert_eq!(record, Record::from(doc));
    assert_eq!(serde_json::to_string(&record).expect("a record serialises"), json);

    let (chars, utf16) = (Offsets::new(text, Unit::Char), Offsets::new(text, Unit::Utf16));
    let (mut at, mut points, mut units) = (0, 0, 0);
    for quote in doc.quotes() {
        let start = quote.span().start as usize;
        points += text[at..start].chars().count();
        units += text[at..start].encode_utf16().count();
        at = start;
        assert_eq!((chars.at(at), utf16.at(at)), (points, units));
        assert_eq!((chars.byte(points), utf16.byte(units)), (Some(at), Some(at)));
    }
}

/// Everything that a caller can see, to compare two runs by.
pub(crate) fn json(doc: &Document<'_>) -> String {
    serde_json::to_string(doc).expect("a document serialises")
        + &format!("{:?}{:?}{:?}", doc.sentences(), doc.paragraphs(), doc.diagnostics())
}
