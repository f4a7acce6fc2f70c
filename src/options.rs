//! What a caller knows better than detection.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::ops::Deref;

use crate::entity::Roster;
use crate::lexer::{Token, TokenKind};
use crate::{Gender, lexicon};

/// One member of the cast: someone whom the text is known to hold, under all names that it may use.
///
/// ```
/// use inquit::{Character, Gender};
/// let ada = Character::new("7", "Ada Quill").aliases(["Ada", "Mrs. Quill"]).gender(Gender::Female);
/// assert_eq!(ada.id(), "7");
/// assert_eq!(ada.to_string(), "Ada Quill");
/// ```
///
/// With the `serde` feature it reads and writes the JSON form
/// `{"id": "7", "name": "Ada Quill", "aliases": ["Ada"], "gender": "F", "narrator": false}`, where all but id and name
/// may be left out.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[must_use]
#[non_exhaustive]
pub struct Character {
    pub(crate) id: String,
    pub(crate) name: String,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(crate) aliases: Vec<String>,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(crate) gender: Gender,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(crate) narrator: bool,
}

impl Character {
    /// Someone by this name, with an id of the caller's choice that results carry.
    pub fn new(id: impl Into<String>, name: impl Into<String>) -> Character {
        Character {
            id: id.into(),
            name: name.into(),
            aliases: Vec::new(),
            gender: Gender::Unknown,
            narrator: false,
        }
    }

    /// Adds another name that the text uses for them. Two characters may share one.
    pub fn alias(mut self, alias: impl Into<String>) -> Character {
        self.aliases.push(alias.into());
        self
    }

    /// Adds several.
    pub fn aliases<S: Into<String>>(mut self, aliases: impl IntoIterator<Item = S>) -> Character {
        self.aliases.extend(aliases.into_iter().map(Into::into));
        self
    }

    /// Says which pronouns are theirs.
    pub fn gender(mut self, gender: Gender) -> Character {
        self.gender = gender;
        self
    }

    /// Says whether they tell the story: outside quotations "I" is then theirs.
    pub fn narrator(mut self, narrator: bool) -> Character {
        self.narrator = narrator;
        self
    }

    /// The caller's id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The name that results show.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The other names, as they were given.
    #[must_use]
    pub fn other_names(&self) -> &[String] {
        &self.aliases
    }

    /// Which pronouns are theirs.
    #[must_use]
    pub const fn pronouns(&self) -> Gender {
        self.gender
    }

    /// Whether they tell the story.
    #[must_use]
    pub const fn is_narrator(&self) -> bool {
        self.narrator
    }
}

impl core::fmt::Display for Character {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.name)
    }
}

/// What sort of text it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Genre {
    /// Look at the text.
    #[default]
    Detect,
    /// News, reports, press releases.
    News,
    /// Novels and stories.
    Fiction,
}

/// Which marks stand outside.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Marks {
    /// Look at the text.
    #[default]
    Detect,
    /// Double marks outside, single inside.
    Double,
    /// Single marks outside, double inside.
    Single,
}

/// The user's characters, shared between an attributor and its documents; empty without an allocation.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Cast(Option<Arc<Members>>);

#[derive(PartialEq, Debug)]
struct Members {
    characters: Vec<Character>,
    /// Read once for all texts.
    roster: Roster,
}

impl Cast {
    /// The characters as the entities that a text begins with; nothing where there are none.
    pub(crate) fn roster(&self) -> Option<&Roster> {
        self.0.as_ref().map(|members| &members.roster)
    }
}

impl Deref for Cast {
    type Target = [Character];

    fn deref(&self) -> &[Character] {
        self.0.as_ref().map_or(&[], |members| &members.characters)
    }
}

impl From<Vec<Character>> for Cast {
    fn from(characters: Vec<Character>) -> Cast {
        let members = |characters: Vec<Character>| Members { roster: Roster::of(&characters), characters };
        Cast((!characters.is_empty()).then(|| Arc::new(members(characters))))
    }
}

/// The settings of an attributor.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Options {
    pub(crate) cast: Cast,
    pub(crate) genre: Genre,
    pub(crate) marks: Marks,
    /// Attributions less sure than this are left out of the document.
    pub(crate) min_confidence: f32,
    /// Forms of the user's reporting verbs, sorted.
    pub(crate) verbs: Vec<Verb>,
}

/// A form of a reporting verb that the user added.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Verb {
    /// As [`Token`] has it: what tells most other words apart without a look at the text.
    hash: u16,
    /// In lower case.
    form: String,
    /// The lexicon's entry that it shall be taken for.
    like: u16,
}

impl Verb {
    pub(crate) fn new(form: String, like: u16) -> Verb {
        Verb { hash: lexicon::look_up(form.as_bytes()).1, form, like }
    }
}

impl Options {
    /// Lets words that are forms of the user's verbs pass for forms of "say".
    pub(crate) fn teach(&self, text: &str, tokens: &mut [Token]) {
        if self.verbs.is_empty() {
            return;
        }
        for token in tokens.iter_mut().filter(|token| token.kind == TokenKind::Word) {
            let first = self.verbs.partition_point(|verb| verb.hash < token.hash);
            let same = self.verbs.iter().skip(first).take_while(|verb| verb.hash == token.hash);
            let word = text.get(token.span().range()).unwrap_or_default();
            let folded = |verb: &&Verb| word.chars().flat_map(char::to_lowercase).eq(verb.form.chars());
            if let Some(verb) = same.into_iter().find(folded) {
                token.word = verb.like;
            }
        }
    }
}
