//! Novels with the speaker of each quotation.

use serde::Deserialize;

/// A novel.
#[derive(Deserialize)]
pub struct Novel {
    pub id: String,
    pub text: String,
    pub cast: Vec<Character>,
    pub quotes: Vec<Quote>,
    #[serde(skip)]
    pub form: Form,
}

/// How much of a story a text is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub enum Form {
    #[default]
    Novel,
    /// A stretch of a novel, with the cast of all of it.
    Excerpt,
    /// A short text, with a cast of those who speak in it.
    Scene,
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

/// An excerpt ends with the paragraph in which it has so many bytes.
const EXCERPT: usize = 12_000;

impl Novel {
    /// The novel in pieces, as readers clip them: where somebody speaks of whom it told long before, a piece does not.
    pub fn excerpts(&self) -> Vec<Novel> {
        let mut excerpts = Vec::new();
        let mut from = 0;
        let ends = self.text.match_indices("\n\n").map(|(at, _)| at + 2).chain([self.text.len()]);
        for to in ends {
            if to - from < EXCERPT {
                continue;
            }
            let inside = |quote: &&Quote| {
                quote.spans.iter().all(|&(start, end)| from <= start as usize && end as usize <= to)
            };
            let moved = |quote: &Quote| {
                let spans = quote.spans.iter().map(|&(s, e)| (s - from as u32, e - from as u32)).collect();
                Quote { spans, ..quote.clone() }
            };
            excerpts.push(Novel {
                id: format!("{}/{}", self.id, excerpts.len()),
                text: self.text[from..to].to_owned(),
                cast: self.cast.clone(),
                quotes: self.quotes.iter().filter(inside).map(moved).collect(),
                form: Form::Excerpt,
            });
            from = to;
        }
        excerpts
    }

    /// Which of the cast goes by the name, articles and case aside, by its place.
    ///
    /// A list of names made by hand is never whole: `loosely` who alone has all of its words, titles aside, goes by it, too.
    pub fn bearers(&self, name: &str, loosely: bool) -> Vec<usize> {
        let name = plain(name);
        let bearers = |goes: &dyn Fn(&str) -> bool| {
            let mut found: Vec<usize> = Vec::new();
            for (place, character) in self.cast.iter().enumerate() {
                if character.aliases.iter().chain([&character.name]).any(|alias| goes(&plain(alias))) {
                    found.push(place);
                }
            }
            found
        };
        let exact = bearers(&|alias| alias == name);
        if !loosely || !exact.is_empty() {
            return exact;
        }
        let words = words(&name);
        let holds = |more: &[&str], less: &[&str]| !less.is_empty() && less.iter().all(|w| more.contains(w));
        let loose = bearers(&|alias| {
            let alias = self::words(alias);
            holds(&alias, &words) || holds(&words, &alias)
        });
        if loose.len() == 1 { loose } else { Vec::new() }
    }
}

/// What tells one name from another: its words without titles, articles and the like.
fn words(name: &str) -> Vec<&str> {
    const ASIDE: [&str; 22] = [
        "mr", "mrs", "ms", "miss", "dr", "sir", "lady", "lord", "the", "a", "an", "of", "in", "with", "his",
        "her", "their", "my", "old", "young", "little", "captain",
    ];
    name.split_whitespace().filter(|word| !ASIDE.contains(word)).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excerpts_hold_the_quotations_that_they_hold_whole() {
        let paragraph = format!("“Yes,” said Ann. {}\n\n", "It rained. ".repeat(600));
        let text = paragraph.repeat(4);
        let at = |n: usize| (n * paragraph.len()) as u32;
        let quote = |n| Quote { spans: vec![(at(n), at(n) + 10)], sort: None, speaker: Some("1".to_owned()) };
        let quotes = (0..4).map(quote).collect();
        let novel = Novel { id: "a".to_owned(), text, cast: Vec::new(), quotes, form: Form::Novel };
        let excerpts = novel.excerpts();
        assert_eq!(excerpts.len(), 2);
        for excerpt in &excerpts {
            assert_eq!(excerpt.quotes.len(), 2);
            let said = |quote: &Quote| {
                let (from, to) = quote.spans[0];
                excerpt.text[from as usize..to as usize].to_owned()
            };
            assert!(excerpt.quotes.iter().all(|quote| said(quote) == "“Yes,”"));
        }
    }

    #[test]
    fn names_that_no_list_holds_are_those_of_whoever_has_their_words() {
        let character = |id: &str, names: &[&str]| Character {
            id: id.to_owned(),
            name: names[0].to_owned(),
            aliases: names.iter().map(ToString::to_string).collect(),
            gender: "U".to_owned(),
            narrator: false,
        };
        let cast =
            vec![character("1", &["the man in the fishing vest", "Rusk"]), character("2", &["Mr. Dace"])];
        let novel =
            Novel { id: "a".to_owned(), text: String::new(), cast, quotes: Vec::new(), form: Form::Scene };
        assert_eq!(novel.bearers("The man in the vest", true), [0]);
        assert_eq!(novel.bearers("Mr. Rusk", true), [0]);
        assert_eq!(novel.bearers("Dace", true), [1]);
        assert!(novel.bearers("the man", false).is_empty() && novel.bearers("Tom", true).is_empty());
    }
}
