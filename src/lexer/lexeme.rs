//! What a production makes of the bytes that it takes.

use super::{Flags, Mark, TokenKind};

/// A token before it has its place in the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Lexeme {
    pub(super) kind: TokenKind,
    pub(super) flags: Flags,
    /// The [`Mark::word`], for a token that is a mark.
    pub(super) mark: u16,
    /// For a word how many of its last bytes the lexicon does not look at: the clitic, the final full stop.
    pub(super) tail: u8,
}

impl Lexeme {
    #[inline]
    pub(super) const fn new(kind: TokenKind) -> Lexeme {
        Lexeme { kind, flags: Flags(0), mark: 0, tail: 0 }
    }

    #[inline]
    pub(super) const fn mark(mark: Mark) -> Lexeme {
        Lexeme { kind: TokenKind::Mark, flags: Flags(0), mark: mark.word(), tail: 0 }
    }

    pub(super) const fn with(self, flags: Flags) -> Lexeme {
        Lexeme { flags: self.flags.with(flags), ..self }
    }
}

/// What a short look makes of the bytes ahead: all that a token says but where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plain {
    pub(super) len: usize,
    pub(super) kind: TokenKind,
    /// The lexicon's entry of a word, the [`Mark::word`] of a mark.
    pub(super) word: u16,
    pub(super) hash: u16,
    pub(super) flags: Flags,
}
