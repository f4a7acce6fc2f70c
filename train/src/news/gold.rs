//! Annotated statements brought onto tokens.

use std::collections::HashMap;

use inquit::train::news::{Gold, Text, Tokens};
use serde::Deserialize;

/// A document of the corpus.
#[derive(Deserialize)]
pub struct Document {
    pub id: String,
    pub text: String,
    pub attributions: Vec<Attribution>,
    /// Whether it is one of our own.
    #[serde(skip)]
    pub own: bool,
}

/// One annotated attribution: byte spans.
#[derive(Default, Deserialize)]
pub struct Attribution {
    pub source: Vec<(usize, usize)>,
    pub cue: Vec<(usize, usize)>,
    pub content: Vec<(usize, usize)>,
}

/// What readers trim off the ends of a span, as the scorer does.
fn trimmed(c: char) -> bool {
    c.is_whitespace() || "\"'`,.;:-_*“”‘’«»„‚—–…".contains(c)
}

/// The span without the marks and spaces at its ends.
pub fn trim(text: &str, (start, end): (usize, usize)) -> Option<(usize, usize)> {
    let inside = text.get(start..end)?;
    let left = inside.len() - inside.trim_start_matches(trimmed).len();
    let kept = inside.trim_matches(trimmed).len();
    (kept > 0).then_some((start + left, start + left + kept))
}

fn tokens(text: &Text, raw: &str, span: (usize, usize)) -> Option<Tokens> {
    let (start, end) = trim(raw, span)?;
    text.tokens(start, end)
}

/// How often each word stands in a cue, to tell the word at a cue's heart from the rest.
#[derive(Default)]
pub struct Hearts {
    seen: HashMap<u16, (f32, f32)>,
}

impl Hearts {
    pub fn count(&mut self, text: &Text, document: &Document) {
        for token in 0..text.len() {
            self.seen.entry(text.word(token)).or_default().1 += 1.0;
        }
        for attribution in &document.attributions {
            for &span in &attribution.cue {
                for token in tokens(text, &document.text, span).unwrap_or(0..0) {
                    self.seen.entry(text.word(token)).or_default().0 += 1.0;
                }
            }
        }
    }

    /// The token of a cue whose word stands in cues most of the times that it is used.
    fn heart(&self, text: &Text, cue: &Tokens) -> usize {
        let rate = |token: usize| {
            let (inside, all) = self.seen.get(&text.word(token)).copied().unwrap_or_default();
            (inside + 0.1) / (all + 3.0)
        };
        let mut best = cue.start;
        for token in cue.clone() {
            if text.may_anchor(token) && (!text.may_anchor(best) || rate(token) > rate(best)) {
                best = token;
            }
        }
        best
    }
}

/// The annotated statements of a document in the order of their cues.
pub fn statements(text: &Text, document: &Document, hearts: &Hearts) -> Vec<Gold> {
    let mut all: Vec<Gold> = Vec::new();
    for attribution in &document.attributions {
        let raw = &document.text;
        let Some(cue) = attribution
            .cue
            .first()
            .and_then(|&span| tokens(text, raw, span).or_else(|| text.tokens(span.0, span.1)))
        else {
            continue;
        };
        let source = match (attribution.source.first(), attribution.source.last()) {
            (Some(first), Some(last)) => tokens(text, raw, (first.0, last.1)),
            _ => None,
        };
        let mut pieces: Vec<Tokens> =
            attribution.content.iter().filter_map(|&span| tokens(text, raw, span)).collect();
        // Stretches with nothing but marks between them are one.
        pieces.dedup_by(|next, piece| {
            let close = next.start >= piece.end && (piece.end..next.start).all(|t| text.part(t) == "Quote");
            if close {
                piece.end = next.end;
            }
            close
        });
        let left = pieces.iter().rfind(|p| p.end <= cue.start).cloned();
        let right = pieces.iter().find(|p| p.start >= cue.end).cloned();
        let anchor = hearts.heart(text, &cue);
        all.push(Gold { anchor, cue, source, left, right, previous: None });
    }
    all.sort_by_key(|gold| gold.anchor);
    all.dedup_by_key(|gold| gold.anchor);
    for i in 1..all.len() {
        let (before, here) = all.split_at_mut(i);
        if let (Some(last), Some(gold)) = (before.last(), here.first_mut()) {
            gold.previous = last.source.clone().or(last.previous.clone());
            if !text.same_sentence(last.anchor, gold.anchor) {
                gold.previous = None;
            }
        }
    }
    all
}
