//! The word lists, as `const` tables: what each listed word can be, and what each reporting verb can report.

mod class;
pub(crate) use class::Class;

/// The classes of an entry, by its number; 0 is the entry of every unlisted word.
pub(crate) fn class(_word: u16) -> Class {
    Class::NONE
}

/// What a reporting verb takes: bits.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Frames(pub(crate) u16);

impl Frames {
    /// Frames a direct quotation: “…,” she said.
    pub(crate) const QUOTE: Frames = Frames(1);
    /// Takes a that-clause, with or without "that".
    pub(crate) const THAT: Frames = Frames(2);
    /// Takes whether, how, what: asked whether …
    pub(crate) const WH: Frames = Frames(4);
    /// Takes an infinitive: promised to …
    pub(crate) const TO: Frames = Frames(8);
    /// Takes the hearer as its object: told X, asked X, warned X.
    pub(crate) const HEARER: Frames = Frames(16);
    /// Reports its object: denied the claim, praised the plan.
    pub(crate) const OBJECT: Frames = Frames(32);
    /// May stand before its subject after a quotation: said Rubio.
    pub(crate) const INVERTS: Frames = Frames(64);
    /// Takes "… as …": described it as.
    pub(crate) const AS: Frames = Frames(128);
    /// Reports with a preposition: called for, spoke of.
    pub(crate) const OF: Frames = Frames(256);

    pub(crate) const fn any(self, other: Frames) -> bool {
        self.0 & other.0 != 0
    }
}
