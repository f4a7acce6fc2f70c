//! The settings, and what runs the stages with them.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::document::Document;
use crate::error::{Error, Kind};
use crate::lexicon;
use crate::options::{Cast, Character, Genre, Marks, Options, Verb};
use crate::pipeline::Stages;

/// Finds who said what in English text, with settings that hold for every text it is given.
///
/// Without settings [`attribute`] does the same. Building the default one costs nothing: there is no model to load,
/// no table to parse. It is `Send + Sync`; one serves every thread.
///
/// ```
/// use inquit::{Attributor, Character, Gender};
///
/// let attributor = Attributor::builder()
///     .character(Character::new("7", "Ada Quill").alias("Ada").gender(Gender::Female))
///     .min_confidence(0.5)
///     .build()?;
/// let doc = attributor.attribute("“The ledger is gone,” said Ada.");
/// assert_eq!(doc.text(), "“The ledger is gone,” said Ada.");
/// # Ok::<(), inquit::Error>(())
/// ```
#[derive(Clone, PartialEq, Debug, Default)]
#[must_use]
pub struct Attributor {
    options: Options,
}

/// Space to work in, to be used for one text after another: what grew for one need not grow for the next.
///
/// It borrows nothing of a text, and what it still holds of the last one no other call reads. Each thread wants its own.
#[derive(Default)]
pub struct Scratch {
    stages: Stages,
}

impl Scratch {
    /// Empty space; the first text makes it grow.
    #[must_use]
    pub fn new() -> Scratch {
        Scratch::default()
    }

    /// Space for one text alone, which gives up what no later stage reads: how [`Attributor::attribute`] works. No part
    /// of the public API, save for the benches.
    #[doc(hidden)]
    #[must_use]
    pub fn once() -> Scratch {
        Scratch { stages: Stages::once() }
    }
}

impl core::fmt::Debug for Scratch {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Scratch").finish_non_exhaustive()
    }
}

/// Finds every quotation and reported statement in `text`, and who made it, with default settings.
///
/// ```
/// let doc = inquit::attribute("“The ledger is gone,” said Ada Quill.");
/// for quote in doc.quotes() {
///     match quote.speaker() {
///         Some(who) => println!("{}: {}", who.name(), quote.text()),
///         None => println!("(nobody): {}", quote.text()),
///     }
/// }
/// ```
///
/// Never fails and never panics: see [`Document::diagnostics`] for what was odd about the text.
pub fn attribute(text: &str) -> Document<'_> {
    Attributor::new().attribute(text)
}

impl Attributor {
    /// One that looks at the text for everything: genre, marks, cast.
    pub fn new() -> Attributor {
        Attributor::default()
    }

    /// One with settings.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Finds every quotation and reported statement in `text`, and who made it.
    ///
    /// Never fails. Of a text beyond 4 GiB the rest is left unread and a diagnostic says so; where that should be
    /// an error, see [`try_attribute`](Attributor::try_attribute).
    pub fn attribute<'a>(&self, text: &'a str) -> Document<'a> {
        self.attribute_with(&mut Scratch::once(), text)
    }

    /// As [`attribute`](Attributor::attribute), in space that earlier texts left behind: the faster way through many.
    ///
    /// ```
    /// use inquit::{Attributor, Scratch};
    /// let (attributor, mut scratch) = (Attributor::new(), Scratch::new());
    /// for text in ["“No,” he said.", "“Yes,” she said."] {
    ///     assert_eq!(attributor.attribute_with(&mut scratch, text).text(), text);
    /// }
    /// ```
    pub fn attribute_with<'a>(&self, scratch: &mut Scratch, text: &'a str) -> Document<'a> {
        scratch.stages.run(readable(text), &self.options);
        Document::build(text, &mut scratch.stages, &self.options)
    }

    /// As [`attribute_with`](Attributor::attribute_with), telling `watch` the name of each stage as it ends: how the
    /// benches learn what each one costs. No part of the public API.
    #[doc(hidden)]
    pub fn attribute_watched<'a>(
        &self,
        scratch: &mut Scratch,
        text: &'a str,
        watch: &mut dyn FnMut(&'static str),
    ) -> Document<'a> {
        scratch.stages.run_watched(readable(text), &self.options, watch);
        let doc = Document::build(text, &mut scratch.stages, &self.options);
        watch("document");
        doc
    }

    /// As [`attribute`](Attributor::attribute), refusing what it cannot read whole.
    ///
    /// # Errors
    /// Where the text is longer than 4 GiB ([`Error::is_text_too_long`]).
    pub fn try_attribute<'a>(&self, text: &'a str) -> Result<Document<'a>, Error> {
        match u32::try_from(text.len()) {
            Ok(_) => Ok(self.attribute(text)),
            Err(_) => Err(Kind::TextTooLong { len: text.len() }.into()),
        }
    }

    /// Stops once the quotations are found: their spans and nesting, with neither attributions nor entities. Several
    /// times as fast. Kinds are a first guess, since it takes the clause around it to tell a scare quote.
    ///
    /// ```
    /// let doc = inquit::Attributor::new().quotations("“The ledger,” she said, “is gone.”");
    /// assert!(doc.attributions().next().is_none());
    /// ```
    pub fn quotations<'a>(&self, text: &'a str) -> Document<'a> {
        self.quotations_with(&mut Scratch::once(), text)
    }

    /// As [`quotations`](Attributor::quotations), in space that earlier texts left behind.
    pub fn quotations_with<'a>(&self, scratch: &mut Scratch, text: &'a str) -> Document<'a> {
        scratch.stages.run_to_quotations(readable(text), &self.options);
        Document::build(text, &mut scratch.stages, &self.options)
    }
}

/// What 32-bit offsets reach of a text: nearly always all of it.
fn readable(text: &str) -> &str {
    let mut end = text.len().min(u32::MAX as usize);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// Settings on the way to an [`Attributor`]; see [`Attributor::builder`].
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Builder {
    cast: Vec<Character>,
    genre: Genre,
    marks: Marks,
    min_confidence: f32,
    verbs: Vec<String>,
}

impl Builder {
    /// Adds someone whom the text is known to hold. With a cast, speakers are chosen from it wherever the text allows
    /// (PDNC calls this a closed cast).
    pub fn character(mut self, character: Character) -> Builder {
        self.cast.push(character);
        self
    }

    /// Adds several, for instance what [`Document::cast`] found and a reader corrected.
    pub fn cast(mut self, cast: impl IntoIterator<Item = Character>) -> Builder {
        self.cast.extend(cast);
        self
    }

    /// Adds a verb that reports speech, by its base form ("growl"). Its regular forms follow from it; an irregular
    /// one is added as a verb of its own.
    pub fn reporting_verb(mut self, verb: impl Into<String>) -> Builder {
        self.verbs.push(verb.into());
        self
    }

    /// Says what sort of text it is; by default the text is looked at.
    pub fn genre(mut self, genre: Genre) -> Builder {
        self.genre = genre;
        self
    }

    /// Says which marks stand outside; by default the text is looked at.
    pub fn marks(mut self, marks: Marks) -> Builder {
        self.marks = marks;
        self
    }

    /// Leaves out attributions that are less sure than this, from 0 (the default: leave out none) to 1. Their quotes
    /// stay, with no attribution.
    pub fn min_confidence(mut self, confidence: f32) -> Builder {
        self.min_confidence = confidence;
        self
    }

    /// Checks the settings.
    ///
    /// # Errors
    /// Where a character has an empty name or alias or another's id ([`Error::is_cast`]), or where the confidence
    /// is not between 0 and 1 or a verb is not one word ([`Error::is_setting`]).
    pub fn build(self) -> Result<Attributor, Error> {
        check_cast(&self.cast)?;
        if !(0.0..=1.0).contains(&self.min_confidence) {
            return Err(Kind::Confidence { given: self.min_confidence }.into());
        }
        let mut verbs = Vec::with_capacity(4 * self.verbs.len());
        for verb in self.verbs {
            if verb.is_empty() || !verb.chars().all(char::is_alphabetic) {
                return Err(Kind::Verb { given: verb }.into());
            }
            inflect(&verb.to_lowercase(), |form, like| verbs.push(Verb::new(form, like)));
        }
        verbs.sort_unstable();
        Ok(Attributor {
            options: Options {
                cast: Cast::from(self.cast),
                genre: self.genre,
                marks: self.marks,
                min_confidence: self.min_confidence,
                verbs,
            },
        })
    }
}

fn check_cast(cast: &[Character]) -> Result<(), Error> {
    let blank = |name: &String| name.trim().is_empty();
    for character in cast {
        let id = || character.id.clone();
        if blank(&character.name) {
            return Err(Kind::EmptyName { id: id() }.into());
        }
        if character.aliases.iter().any(blank) {
            return Err(Kind::EmptyAlias { id: id() }.into());
        }
    }
    let mut by_id: Vec<&Character> = cast.iter().collect();
    by_id.sort_by(|a, b| a.id.cmp(&b.id));
    match by_id.windows(2).find(|pair| pair[0].id == pair[1].id) {
        Some(pair) => Err(Kind::DuplicateId {
            id: pair[0].id.clone(),
            first: pair[0].name.clone(),
            second: pair[1].name.clone(),
        }
        .into()),
        None => Ok(()),
    }
}

/// The regular forms of a verb, each with the form of "say" that it is like: growl, growls, growled, growling.
fn inflect(base: &str, mut add: impl FnMut(String, u16)) {
    let vowel = |c: char| "aeiou".contains(c);
    let mut back = base.chars().rev();
    let (last, before, third) = (back.next().unwrap_or(' '), back.next().unwrap_or(' '), back.next());
    let stem = base.get(..base.len() - last.len_utf8()).unwrap_or_default();
    let third_person = match last {
        's' | 'x' | 'z' => [base, "es"],
        'h' if before == 's' || before == 'c' => [base, "es"],
        'o' if !vowel(before) => [base, "es"],
        'y' if !vowel(before) => [stem, "ies"],
        _ => [base, "s"],
    };
    let (past, progressive) = match last {
        'e' if before == 'e' => ([base, "d"], [base, "ing"]),
        'e' if before == 'i' => ([base, "d"], [stem.get(..stem.len() - 1).unwrap_or(stem), "ying"]),
        'e' => ([base, "d"], [stem, "ing"]),
        'y' if !vowel(before) => ([stem, "ied"], [base, "ing"]),
        _ => ([base, "ed"], [base, "ing"]),
    };
    add(base.to_string(), const { lexicon::entry("say") });
    add(third_person.concat(), const { lexicon::entry("says") });
    add(past.concat(), PAST);
    add(progressive.concat(), PROGRESSIVE);
    // Which verbs double (quip, quipped) is a matter of stress; the other spelling is no word and does no harm.
    // The "u" behind a "q" is none of the vowels that count.
    let short = third.is_some_and(|c| !vowel(c)) || third == Some('u') && back.next() == Some('q');
    if vowel(before) && !vowel(last) && !"wxyh".contains(last) && short {
        let doubled = String::from(base) + last.encode_utf8(&mut [0; 4]);
        add(doubled.clone() + "ed", PAST);
        add(doubled + "ing", PROGRESSIVE);
    }
}

const PAST: u16 = lexicon::entry("said");
const PROGRESSIVE: u16 = lexicon::entry("saying");

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(base: &str) -> Vec<String> {
        let mut forms = Vec::new();
        inflect(base, |form, _| forms.push(form));
        forms
    }

    #[test]
    fn verbs_take_their_regular_forms() {
        assert_eq!(forms("growl"), ["growl", "growls", "growled", "growling"]);
        assert_eq!(forms("wheeze"), ["wheeze", "wheezes", "wheezed", "wheezing"]);
        assert_eq!(forms("hiss"), ["hiss", "hisses", "hissed", "hissing"]);
        assert_eq!(forms("parry"), ["parry", "parries", "parried", "parrying"]);
        assert_eq!(forms("bray"), ["bray", "brays", "brayed", "braying"]);
        assert_eq!(forms("echo"), ["echo", "echoes", "echoed", "echoing"]);
        assert_eq!(forms("vie"), ["vie", "vies", "vied", "vying"]);
        assert!(forms("yip").contains(&"yipped".to_string()));
        assert!(forms("quip").contains(&"quipped".to_string()));
        assert!(!forms("roar").contains(&"roarred".to_string()));
        assert_eq!(forms("ö"), ["ö", "ös", "öed", "öing"]);
    }

    #[test]
    fn settings_are_checked() {
        let with = |a: Character, b: Character| Attributor::builder().character(a).character(b).build();
        let twice = with(Character::new("1", "Ada"), Character::new("1", "Bo")).unwrap_err();
        assert!(twice.is_cast());
        assert_eq!(
            twice.to_string(),
            "characters \"Ada\" and \"Bo\" share the id \"1\": give each its own, or make one an alias of the other"
        );
        assert!(with(Character::new("1", " "), Character::new("2", "Bo")).unwrap_err().is_cast());
        assert!(with(Character::new("1", "Bo"), Character::new("2", "Bo")).is_ok());
        for bad in [-0.1, 1.1, f32::NAN] {
            assert!(Attributor::builder().min_confidence(bad).build().unwrap_err().is_setting());
        }
        for bad in ["", "go on", "d’oh"] {
            assert!(Attributor::builder().reporting_verb(bad).build().unwrap_err().is_setting());
        }
    }
}
