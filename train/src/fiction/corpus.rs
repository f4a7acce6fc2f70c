//! Novels with the speaker of each quotation.

use serde::Deserialize;

/// A novel.
#[derive(Deserialize)]
pub struct Novel {
    pub id: String,
    pub text: String,
    pub cast: Vec<Character>,
    pub quotes: Vec<Quote>,
}

/// A member of its cast.
#[derive(Deserialize)]
pub struct Character {
    pub id: String,
    pub name: String,
    pub aliases: Vec<String>,
    pub gender: String,
    #[serde(default)]
    pub narrator: bool,
}

/// A quotation.
#[derive(Deserialize)]
pub struct Quote {
    pub spans: Vec<(u32, u32)>,
    #[serde(rename = "type")]
    pub sort: Option<String>,
    pub speaker: Option<String>,
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
