//! The words for what sorts there are of anything, in lower case, as the JSON has most of them.

use core::fmt;

use crate::{AttributionKind, EntityKind, Gender, Genre, Marks, MentionKind, QuoteKind, Reference};

macro_rules! words {
    ($($sort:ident { $($variant:ident = $word:literal),* })*) => {$(
        impl fmt::Display for $sort {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(match self {
                    $($sort::$variant => $word,)*
                })
            }
        }
    )*};
}

words! {
    AttributionKind { Direct = "direct", Mixed = "mixed", Indirect = "indirect" }
    QuoteKind { Direct = "direct", Mixed = "mixed", Scare = "scare" }
    Reference { Explicit = "explicit", Anaphoric = "anaphoric", Implicit = "implicit" }
    EntityKind {
        Person = "person", Group = "group", Organization = "organization", Narrator = "narrator", Work = "work",
        Unknown = "unknown"
    }
    Gender { Female = "female", Male = "male", Other = "other", Unknown = "unknown" }
    MentionKind {
        Name = "name", Nominal = "nominal", Pronoun = "pronoun", First = "first", Second = "second"
    }
    Genre { Detect = "detect", News = "news", Fiction = "fiction" }
    Marks { Detect = "detect", Double = "double", Single = "single" }
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use super::*;

    #[test]
    fn sorts_are_told_in_a_word() {
        assert_eq!(format!("{:>9}.", AttributionKind::Direct), "   direct.");
        assert_eq!(format!("{} {}", EntityKind::Organization, Gender::Female), "organization female");
    }
}
