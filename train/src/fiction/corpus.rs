//! Novels with the speaker of each quotation.

use std::ops::Range;

use serde::Deserialize;

/// A novel.
#[derive(Clone, Deserialize)]
pub struct Novel {
    pub id: String,
    pub text: String,
    pub cast: Vec<Character>,
    pub quotes: Vec<Quote>,
}

/// A member of its cast.
#[derive(Clone, Deserialize)]
pub struct Character {
    pub id: String,
    pub name: String,
    pub aliases: Vec<String>,
    pub gender: String,
    #[serde(default)]
    pub narrator: bool,
}

/// A quotation.
#[derive(Clone, Deserialize)]
pub struct Quote {
    pub spans: Vec<(u32, u32)>,
    #[serde(rename = "type")]
    pub sort: Option<String>,
    pub speaker: Option<String>,
}

impl Novel {
    /// Parts of some length that begin and end with a paragraph; so much is left out between two of them.
    pub fn parts(&self, length: usize) -> Vec<Novel> {
        let mut ends = self.text.match_indices("\n\n").map(|(at, _)| at + 2);
        let mut parts = Vec::new();
        let mut from = 0;
        while let Some(to) = ends.find(|&end| end >= from + length) {
            parts.push(self.part(from..to));
            from = ends.find(|&end| end >= to + length).unwrap_or(self.text.len());
        }
        parts
    }

    fn part(&self, range: Range<usize>) -> Novel {
        let (from, to) = (range.start as u32, range.end as u32);
        let inside = |q: &&Quote| q.spans.iter().all(|s| from <= s.0 && s.1 <= to);
        let moved = |q: &Quote| Quote {
            spans: q.spans.iter().map(|s| (s.0 - from, s.1 - from)).collect(),
            ..q.clone()
        };
        Novel {
            id: self.id.clone(),
            text: self.text[range].to_string(),
            cast: self.cast.clone(),
            quotes: self.quotes.iter().filter(inside).map(moved).collect(),
        }
    }
}

impl Character {
    /// Whether this is one of its names, articles and case aside.
    pub fn answers_to(&self, name: &str) -> bool {
        let name = plain(name);
        self.aliases.iter().chain([&self.name]).any(|a| plain(a) == name)
    }
}

/// As the scorer compares names.
fn plain(name: &str) -> String {
    let name = name.trim().to_lowercase();
    let name = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(&name);
    let words: Vec<&str> =
        name.split(|c: char| c == '.' || c.is_whitespace()).filter(|w| !w.is_empty()).collect();
    let skip = usize::from(words.len() > 1 && matches!(words[0], "the" | "a" | "an"));
    words[skip..].join(" ")
}
