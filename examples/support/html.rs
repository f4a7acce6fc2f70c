//! The text as a page, with contents, cues and sources marked.

use std::fmt;

use inquit::{Document, Span};

/// What a marked stretch is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    Source,
    Cue,
    Content,
}

/// The stretches to mark, in text order; none overlaps another. Where contents nest, sources and cues inside one part
/// it: what is not theirs is still content.
pub(crate) fn marks(doc: &Document<'_>) -> Vec<(Span, Role)> {
    let mut edges: Vec<(u32, bool, Role)> = Vec::new();
    let mut add = |span: Span, role| edges.extend([(span.start, true, role), (span.end, false, role)]);
    for said in doc.attributions() {
        said.contents().for_each(|content| add(content.span(), Role::Content));
        said.cue().into_iter().for_each(|cue| add(cue.span(), Role::Cue));
        said.source().into_iter().filter(|_| said.cue().is_some()).for_each(|s| add(s.span(), Role::Source));
    }
    edges.sort_unstable();
    let mut marks: Vec<(Span, Role)> = Vec::new();
    let (mut open, mut from) = ([0u32; 3], 0);
    for (at, opens, role) in edges {
        let inmost =
            [Role::Source, Role::Cue, Role::Content].into_iter().find(|role| open[*role as usize] > 0);
        if let Some(role) = inmost.filter(|_| from < at) {
            match marks.last_mut() {
                Some((span, last)) if *last == role && span.end == from => span.end = at,
                _ => marks.push((Span::new(from, at), role)),
            }
        }
        from = at;
        let count = &mut open[role as usize];
        *count = if opens { *count + 1 } else { count.saturating_sub(1) };
    }
    marks
}

/// The whole page.
pub(crate) struct Page<'d>(pub(crate) &'d Document<'d>);

const HEAD: &str = "<!DOCTYPE html>
<html lang=\"en\">
<meta charset=\"utf-8\">
<title>Who said what</title>
<style>
body { max-width: 44rem; margin: 2rem auto; font: 1.1rem/1.6 serif; white-space: pre-wrap }
.content { background: #e4f2df } .cue { background: #fbecc4 } .source { background: #d9ecf7; font-weight: bold }
</style>
<body>";

impl fmt::Display for Page<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.text();
        f.write_str(HEAD)?;
        let mut at = 0;
        for (span, role) in marks(self.0) {
            Escaped(text.get(at..span.start as usize).unwrap_or_default()).fmt(f)?;
            let class = match role {
                Role::Source => "source",
                Role::Cue => "cue",
                Role::Content => "content",
            };
            let words = Escaped(text.get(span.range()).unwrap_or_default());
            write!(f, "<span class=\"{class}\">{words}</span>")?;
            at = span.end as usize;
        }
        writeln!(f, "{}</body>\n</html>", Escaped(text.get(at..).unwrap_or_default()))
    }
}

/// Text that stays text, whatever it holds.
struct Escaped<'t>(&'t str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\0' => f.write_str("\u{FFFD}")?,
                c => write!(f, "{c}")?,
            }
        }
        Ok(())
    }
}
