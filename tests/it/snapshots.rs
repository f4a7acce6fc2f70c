//! Whole texts with their tags beneath, line by line.
//!
//! Beneath each line stand the tags of what begins or goes on there, each with the number of its attribution: `=` content,
//! `^` cue, `~` source; `.` is a quotation that no attribution has. After each paragraph follow its attributions, with who
//! speaks and to whom. A change that moves a tag fails here and shows what it moved; read it, and where it is right run
//!
//!     INSTA_UPDATE=always cargo test --test it snapshots
//!
//! Mistakes stand in the snapshots as they are made.

use std::fmt::Write;

use inquit::{Document, Span};

macro_rules! snapshots {
    ($($name:ident: $file:literal,)*) => {$(
        #[test]
        fn $name() {
            let text = include_str!(concat!("texts/", $file));
            insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
                insta::assert_snapshot!(stringify!($name), view(&inquit::attribute(text)));
            });
        }
    )*};
}

snapshots! {
    newswire: "newswire.txt",
    feature: "feature.txt",
    british_novel: "british-novel.txt",
    american_novel: "american-novel.txt",
    interview: "interview.txt",
    press_release: "press-release.txt",
    live_blog: "live-blog.txt",
    hearing: "hearing.txt",
}

const COLUMNS: usize = 100;

/// A stretch of the text, and what is written beneath it: a label, then the fill up to the end.
struct Tag {
    span: Span,
    label: String,
    fill: char,
}

/// The text with its tags.
fn view(doc: &Document<'_>) -> String {
    let tags = tags(doc);
    let mut out = String::new();
    for &paragraph in doc.paragraphs() {
        for line in lines(doc.text(), paragraph) {
            let words = doc.text()[line].replace('\n', " ");
            let _ = writeln!(out, "{}", words.trim_end());
            for row in rows(doc.text(), line, &tags) {
                let _ = writeln!(out, "{row}");
            }
        }
        for said in doc.attributions().filter(|said| paragraph.contains(first(said.span()))) {
            let who = said.speaker().map_or("nobody", |who| who.name()).replace('\n', " ");
            let kind = format!("{:?}, {:?}", said.kind(), said.reference()).to_lowercase();
            let whom = said
                .addressee()
                .map_or(String::new(), |whom| format!(" to {}", whom.name().replace('\n', " ")));
            let _ = writeln!(out, "    {} {who}{whom}: {kind}", said.id());
        }
        out.push('\n');
    }
    out.push_str("speakers:");
    for who in doc.speakers() {
        let names: Vec<_> = who.aliases().map(|name| name.replace('\n', " ")).collect();
        let (kind, gender) = (who.kind(), who.gender());
        let _ = write!(out, "\n    {:?}, {kind:?}, {gender:?}: {}", who.name(), names.join(" | "));
    }
    for diagnostic in doc.diagnostics() {
        let _ = write!(out, "\n{diagnostic}");
    }
    out
}

fn first(span: Span) -> Span {
    Span::new(span.start, span.start)
}

fn tags(doc: &Document<'_>) -> Vec<Tag> {
    let mut tags = Vec::new();
    for said in doc.attributions() {
        let mut add = |span, fill| tags.push(Tag { span, label: said.id().to_string(), fill });
        said.contents().for_each(|content| add(content.span(), '='));
        said.cue().into_iter().for_each(|cue| add(cue.span(), '^'));
        // What a quotation without a clause rests on stands elsewhere and says nothing here.
        said.source().into_iter().filter(|_| said.cue().is_some()).for_each(|source| add(source.span(), '~'));
    }
    for quote in doc.quotes().filter(|quote| quote.attribution().is_none()) {
        tags.push(Tag { span: quote.span(), label: String::new(), fill: '.' });
    }
    tags.sort_by_key(|tag| (tag.span.start, std::cmp::Reverse(tag.span.end)));
    tags
}

/// The paragraph in lines that end at a space.
fn lines(text: &str, paragraph: Span) -> Vec<Span> {
    let (mut lines, mut start, mut space, mut column) = (Vec::new(), paragraph.start, paragraph.start, 0);
    for (at, c) in text[paragraph].char_indices() {
        let at = paragraph.start + at as u32;
        column += 1;
        if c.is_whitespace() {
            space = at + c.len_utf8() as u32;
        } else if column > COLUMNS && space > start {
            lines.push(Span::new(start, space));
            start = space;
            column = text[Span::new(start, at)].chars().count() + 1;
        }
    }
    lines.push(Span::new(start, paragraph.end));
    lines
}

/// As few rows as hold the tags that meet the line, none over another.
fn rows(text: &str, line: Span, tags: &[Tag]) -> Vec<String> {
    let mut rows: Vec<Vec<char>> = Vec::new();
    for tag in tags.iter().filter(|tag| tag.span.overlaps(line)) {
        let column = |at: u32| text[Span::new(line.start, at.clamp(line.start, line.end))].chars().count();
        let (from, to) = (column(tag.span.start), column(tag.span.end));
        let written =
            tag.label.chars().chain(std::iter::repeat(tag.fill)).take((to - from).max(tag.label.len()));
        let row = match rows.iter_mut().find(|row| row.len() <= from) {
            Some(row) => row,
            None => {
                rows.push(Vec::new());
                rows.last_mut().expect("it was just pushed")
            }
        };
        row.resize(from, ' ');
        row.extend(written);
    }
    rows.into_iter().map(|row| row.into_iter().collect()).collect()
}
