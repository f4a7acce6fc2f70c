//! The token: what the lexer hands to every later stage.

use crate::{Span, lexicon};

/// One token of the text. White space makes no token; the flags tell what white space stood before.
///
/// Twelve bytes, so that a novel's tokens stay near the processor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    pub(crate) start: u32,
    /// Bytes; a longer run of word characters is cut into several tokens.
    pub(crate) len: u16,
    /// The lexicon's entry for the word in lower case, its clitic left away; 0 where it has none.
    /// For a [`TokenKind::Mark`] what [`Mark::word`] gives; 0 for all else.
    pub(crate) word: u16,
    /// Sixteen bits of the lower-case word's hash: what the models know unlisted words by.
    pub(crate) hash: u16,
    pub(crate) kind: TokenKind,
    pub(crate) flags: Flags,
}

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
#[repr(u8)]
pub enum TokenKind {
    /// Letters, with inner apostrophes and hyphens: `don’t`, `well-known`, `U.S.`, `Mr.`.
    Word,
    /// Digits and what belongs to them: `34`, `$1.5`, `6'2"`, `2nd`, `3:45`.
    Number,
    /// `https://…`, `www.…`, an e-mail address.
    Url,
    /// `@name` or `#topic`.
    Handle,
    /// Emoji and other pictures.
    Emoji,
    /// `,`
    Comma,
    /// `.` at a sentence's end.
    Stop,
    /// `?`, alone or in a run such as `?!`.
    Question,
    /// `!`, alone or in a run.
    Exclamation,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// `—`, `–`, `--` and longer.
    Dash,
    /// `-` that joins no word.
    Hyphen,
    /// `…`, `...`, `. . .`.
    Ellipsis,
    /// `(`, `[`, `{`.
    Open,
    /// `)`, `]`, `}`.
    Close,
    /// A quotation mark, or an apostrophe that no word holds inside; [`Token::mark`] tells which.
    Mark,
    /// A [`TokenKind::Mark`] that the quotation stage has found to be an apostrophe: `boys’`, `’Tis`.
    Apostrophe,
    /// `_`, `*` and `/` as they mark emphasis.
    Emphasis,
    /// Anything else.
    Symbol,
}

/// A quotation mark as it stands in the text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
#[repr(u8)]
pub enum Mark {
    /// `"`
    Double,
    /// `'`
    Single,
    /// `“`
    LeftDouble,
    /// `”`
    RightDouble,
    /// `‘`
    LeftSingle,
    /// `’`
    RightSingle,
    /// `„`
    LowDouble,
    /// `‚`
    LowSingle,
    /// `«`
    LeftGuillemet,
    /// `»`
    RightGuillemet,
    /// `‹`
    LeftAngle,
    /// `›`
    RightAngle,
    /// `「`
    LeftCorner,
    /// `」`
    RightCorner,
    /// `『`
    LeftWhiteCorner,
    /// `』`
    RightWhiteCorner,
    /// ``` `` ```
    Backticks,
    /// `''`
    Apostrophes,
    /// `` ` ``
    Backtick,
}

impl Mark {
    pub(crate) const ALL: [Mark; 19] = [
        Mark::Double,
        Mark::Single,
        Mark::LeftDouble,
        Mark::RightDouble,
        Mark::LeftSingle,
        Mark::RightSingle,
        Mark::LowDouble,
        Mark::LowSingle,
        Mark::LeftGuillemet,
        Mark::RightGuillemet,
        Mark::LeftAngle,
        Mark::RightAngle,
        Mark::LeftCorner,
        Mark::RightCorner,
        Mark::LeftWhiteCorner,
        Mark::RightWhiteCorner,
        Mark::Backticks,
        Mark::Apostrophes,
        Mark::Backtick,
    ];

    /// What a token of it holds in a word's place: beyond every entry of the lexicon, where no number has a class.
    pub(crate) const fn word(self) -> u16 {
        lexicon::BEYOND | self as u16
    }

    /// The mark that [`Mark::word`] tells.
    #[inline]
    pub(crate) fn of_word(word: u16) -> Option<Mark> {
        Mark::ALL.get(usize::from(word ^ lexicon::BEYOND)).copied()
    }
}

/// What else the lexer saw of a token.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Flags(pub(crate) u8);

impl Flags {
    /// White space stands before.
    pub(crate) const SPACE: Flags = Flags(1);
    /// A line break stands before.
    pub(crate) const LINE: Flags = Flags(2);
    /// A blank line stands before, or the text begins.
    pub(crate) const BLANK: Flags = Flags(4);
    /// The first letter is upper case (or title case).
    pub(crate) const CAPITAL: Flags = Flags(8);
    /// At least two letters, all upper case.
    pub(crate) const CAPITALS: Flags = Flags(16);
    /// Ends in 's or ’s, which `word` and `hash` leave away.
    pub(crate) const CLITIC: Flags = Flags(32);
    /// Holds full stops that belong to it: `Mr.`, `U.S.`, `J.`
    pub(crate) const DOTTED: Flags = Flags(64);
    /// Holds a byte that is not ASCII.
    pub(crate) const WIDE: Flags = Flags(128);

    pub(crate) const fn has(self, other: Flags) -> bool {
        self.0 & other.0 == other.0
    }

    pub(crate) const fn with(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }

    /// With `other` where something holds, told without a branch.
    #[inline(always)]
    pub(crate) const fn when(self, holds: bool, other: Flags) -> Flags {
        Flags(self.0 | (holds as u8 * other.0))
    }
}

/// How many [rows](Token::row) there are, and at which those of what is no word begin.
pub(crate) const ROWS: usize = SIGNS + TokenKind::Symbol as usize + 1;
pub(crate) const SIGNS: usize = 2 * lexicon::BLOCKS;

impl Token {
    /// Where it stands, in bytes.
    #[must_use]
    pub const fn span(&self) -> Span {
        Span { start: self.start, end: self.start + self.len as u32 }
    }

    /// What it is.
    #[must_use]
    pub const fn kind(&self) -> TokenKind {
        self.kind
    }

    /// Which quotation mark it is, where it is one.
    #[must_use]
    pub fn mark(&self) -> Option<Mark> {
        match self.kind {
            TokenKind::Mark | TokenKind::Apostrophe => Mark::of_word(self.word),
            _ => None,
        }
    }

    /// Whether white space stands before it.
    #[must_use]
    pub const fn space_before(&self) -> bool {
        self.flags.has(Flags::SPACE)
    }

    /// Whether it is a full stop, a question mark or an exclamation mark.
    pub(crate) const fn ends_sentence(&self) -> bool {
        matches!(self.kind, TokenKind::Stop | TokenKind::Question | TokenKind::Exclamation)
    }

    /// Whether its first letter is upper case.
    #[must_use]
    pub const fn is_capitalised(&self) -> bool {
        self.flags.has(Flags::CAPITAL)
    }

    /// Whether a name or a phrase with its article begins here.
    pub(crate) fn begins_phrase(&self) -> bool {
        self.is_capitalised() || self.class().any(lexicon::Class::DETERMINER)
    }

    /// `Q14`: the number of a question, or of a quarter.
    pub(crate) fn is_numbered(&self, text: &str) -> bool {
        let word = text.get(self.span().range()).unwrap_or_default();
        let number = word.strip_prefix('Q').filter(|number| !number.is_empty());
        number.is_some_and(|number| number.bytes().all(|digit| digit.is_ascii_digit()))
    }

    pub(crate) const fn end(&self) -> u32 {
        self.start + self.len as u32
    }

    pub(crate) const fn has(&self, flags: Flags) -> bool {
        self.flags.has(flags)
    }

    pub(crate) fn is(&self, kind: TokenKind) -> bool {
        self.kind == kind
    }

    /// Whether a line begins here, a sentence may end, or a mark may open or close.
    #[inline(always)]
    pub(crate) const fn is_point(&self) -> bool {
        const KINDS: u32 = 1 << TokenKind::Stop as u32
            | 1 << TokenKind::Question as u32
            | 1 << TokenKind::Exclamation as u32
            | 1 << TokenKind::Ellipsis as u32
            | 1 << TokenKind::Dash as u32
            | 1 << TokenKind::Mark as u32;
        self.flags.0 & (Flags::LINE.0 | Flags::DOTTED.0) != 0 || KINDS >> (self.kind as u32) & 1 != 0
    }

    /// Its row in tables of what a stage asks of every token: those of the words of each block of entries, in lower case and
    /// with a capital, then one for each other kind. Told without a branch, since nothing foretells which tokens are words.
    #[inline]
    pub(crate) fn row(&self) -> usize {
        let word = 2 * lexicon::block(self.word) + usize::from(self.is_capitalised());
        let sign = SIGNS + self.kind as usize;
        if self.is(TokenKind::Word) { word } else { sign }
    }

    /// The lexicon's classes of the word: empty for anything but a [`TokenKind::Word`] that it lists.
    #[inline]
    pub(crate) fn class(&self) -> lexicon::Class {
        lexicon::class(self.word)
    }
}
