//! What a caller can get wrong.

use alloc::string::String;

use thiserror::Error as Derive;

/// Why an [`Attributor`](crate::Attributor) could not be built, or a text not be taken.
///
/// Text itself is never an error, however odd: what had to be recovered from is among a document's
/// [diagnostics](crate::Document::diagnostics). The message says what is wrong, where, and what to do about it.
///
/// ```
/// use inquit::{Attributor, Character};
/// let error = Attributor::builder().character(Character::new("7", "Ada Quill").alias("")).build().unwrap_err();
/// assert!(error.is_cast());
/// assert_eq!(error.to_string(), r#"character "7" has an empty alias: leave it out"#);
/// ```
#[derive(Clone, PartialEq, Debug, Derive)]
#[error(transparent)]
pub struct Error(#[from] pub(crate) Kind);

impl Error {
    /// Whether the cast is at fault: an empty name or alias, or an id given twice.
    #[must_use]
    pub const fn is_cast(&self) -> bool {
        matches!(self.0, Kind::EmptyName { .. } | Kind::EmptyAlias { .. } | Kind::DuplicateId { .. })
    }

    /// Whether another setting is at fault: a confidence outside 0 to 1, a verb that is no single word.
    #[must_use]
    pub const fn is_setting(&self) -> bool {
        matches!(self.0, Kind::Confidence { .. } | Kind::Verb { .. })
    }

    /// Whether the text is longer than 4 GiB, which 32-bit offsets cannot reach.
    #[must_use]
    pub const fn is_text_too_long(&self) -> bool {
        matches!(self.0, Kind::TextTooLong { .. })
    }
}

#[derive(Clone, PartialEq, Debug, Derive)]
pub(crate) enum Kind {
    #[error("character {id:?} has an empty name: give the name that results should show")]
    EmptyName { id: String },
    #[error("character {id:?} has an empty alias: leave it out")]
    EmptyAlias { id: String },
    #[error(
        "characters {first:?} and {second:?} share the id {id:?}: give each its own, or make one an alias of the other"
    )]
    DuplicateId { id: String, first: String, second: String },
    #[error("the least confidence is {given}: give a number from 0 to 1")]
    Confidence { given: f32 },
    #[error("the reporting verb {given:?} is not one word of letters: give its base form, such as \"growl\"")]
    Verb { given: String },
    #[error("the text has {len} bytes and offsets end at 4294967295: divide it, best at a chapter's start")]
    TextTooLong { len: usize },
}
