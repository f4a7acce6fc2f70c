//! What a caller knows better than detection.

use alloc::string::String;
use alloc::vec::Vec;

use crate::Gender;

/// One member of the cast.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Character {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) aliases: Vec<String>,
    pub(crate) gender: Gender,
    pub(crate) narrator: bool,
}

/// What sort of text it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
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

/// The settings of an attributor.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Options {
    pub(crate) cast: Vec<Character>,
    pub(crate) genre: Genre,
    pub(crate) marks: Marks,
}
