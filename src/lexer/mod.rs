//! Text to tokens: nom parsers over bytes.
//!
//! A token's first byte picks the production that takes it, through a table of [classes](bytes::class); productions
//! build on runs that step eight bytes at a time. Only what holds a byte beyond ASCII asks Unicode's rules for word
//! boundaries, and curly marks, dashes and ellipses not even then. Every byte that is not white space belongs to
//! exactly one token.
//!
//! Where the tokens differ from Unicode's words (UAX 29), they join more: inner hyphens (`well-known`), the full
//! stops of abbreviations and initials (`Mr.`, `U.S.`, `J.`), signs and units of numbers (`$1.5`, `50%`, `6'2"`,
//! `3:45`), `AT&T`, links, handles and hashtags whole. They join less in one place: `_` always stands alone, since it
//! marks emphasis in plain texts.

use alloc::vec::Vec;

mod bytes;
mod gap;
mod lexeme;
mod link;
mod markup;
mod number;
mod punctuation;
mod reference;
#[cfg(test)]
mod tests;
mod token;
mod wide;
mod word;

use crate::lexicon;
use crate::room::make_room;
use bytes::Class;
use lexeme::{Lexeme, Plain};

pub(crate) use token::{Flags, ROWS, SIGNS};
pub use token::{Mark, Token, TokenKind};
pub(crate) use word::clitic_of_name;

/// Appends the tokens of `text`, in text order, and the index of each one that the next stages have to look at: where
/// a line begins, a sentence may end, or a mark may open or close.
#[inline(never)]
pub(crate) fn tokenize(text: &str, tokens: &mut Vec<Token>, points: &mut Vec<u32>) {
    let mut lexer = Lexer::new(text);
    tokens.reserve_exact(estimate(text.len(), BYTES_TO_A_TOKEN));
    points.reserve_exact(estimate(text.len(), BYTES_TO_A_POINT));
    let mut take = |at: usize, token: Token| {
        if token.is_point() {
            make_room(points, at, text.len());
            points.push(tokens.len() as u32);
        }
        make_room(tokens, at, text.len());
        tokens.push(token);
    };
    while let Some(token) = lexer.any() {
        take(lexer.at, token);
        while lexer.plain(&mut take) {}
    }
}

/// English has a token in five bytes or so, and a point in twenty; what a text needs beyond that is found on the way.
const BYTES_TO_A_TOKEN: usize = 5;
const BYTES_TO_A_POINT: usize = 20;

const fn estimate(bytes: usize, bytes_to_one: usize) -> usize {
    bytes / bytes_to_one + 8
}

/// The tokens of `text`, in text order.
///
/// White space makes no token, and every other byte belongs to exactly one. Of a text beyond 4 GiB the tokens of the
/// first 4 GiB are given.
///
/// ```
/// let text = "“We’ll be there by 5 p.m.,” Dr. Osei said.";
/// let tokens: Vec<&str> = inquit::tokens(text).map(|token| &text[token.span()]).collect();
/// assert_eq!(
///     tokens,
///     ["“", "We’ll", "be", "there", "by", "5", "p.m.", ",", "”", "Dr.", "Osei", "said", "."]
/// );
/// ```
#[must_use]
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens { lexer: Lexer::new(text) }
}

/// The tokens of a text, made as they are asked for: what [`tokens`] returns.
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    lexer: Lexer<'a>,
}

impl<'a> Tokens<'a> {
    /// The part of the text that has not been looked at.
    ///
    /// ```
    /// let mut tokens = inquit::tokens("Not yet, she said.");
    /// tokens.nth(2);
    /// assert_eq!(tokens.as_str(), " she said.");
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &'a str {
        self.lexer.text.get(self.lexer.at..).unwrap_or("")
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let mut next = None;
        if self.lexer.at > 0 && self.lexer.plain(|_, token| next = Some(token)) {
            return next;
        }
        self.lexer.any()
    }
}

impl core::iter::FusedIterator for Tokens<'_> {}

/// Where the lexer stands in a text.
#[derive(Clone, Debug)]
struct Lexer<'a> {
    text: &'a str,
    at: usize,
    /// A double mark has been opened in this paragraph and not closed.
    quoted: bool,
}

impl<'a> Lexer<'a> {
    fn new(text: &'a str) -> Lexer<'a> {
        let end = (0..4).filter_map(|back| (u32::MAX as usize).checked_sub(back));
        let text = if text.len() > u32::MAX as usize {
            end.filter_map(|end| text.get(..end)).next().unwrap_or("")
        } else {
            text
        };
        Lexer { text, at: 0, quoted: false }
    }

    /// Hands on the token that comes next, and where it ends, if it is a plain word, number or mark after a short gap. The
    /// text's first token and its last ones are left to [`Lexer::any`].
    #[inline(always)]
    fn plain(&mut self, mut take: impl FnMut(usize, Token)) -> bool {
        const AHEAD: usize = gap::SHORT + word::AHEAD;
        let ahead = self.text.as_bytes().get(self.at..self.at.wrapping_add(AHEAD)).unwrap_or_default();
        let Some(ahead) = ahead.first_chunk::<AHEAD>() else { return false };
        let (gap, before) = gap::short(ahead);
        if before.has(Flags::BLANK) {
            self.quoted = false;
        }
        let start = self.at + gap;
        let Some(ahead) = ahead.get(gap..).and_then(|ahead| ahead.first_chunk()) else { return false };
        let mut take = |at: &mut usize, plain: Plain| {
            *at = start + plain.len;
            let Plain { len, kind, word, hash, flags } = plain;
            let flags = before.with(flags);
            take(*at, Token { start: start as u32, len: len as u16, word, hash, kind, flags });
        };
        // Words go their own way to the list, on which nothing is asked of their kind.
        if bytes::class(ahead[0]) == Class::Letter {
            let Some(word) = word::plain(ahead) else { return false };
            take(&mut self.at, Plain { kind: TokenKind::Word, ..word });
            return true;
        }
        let plain = match bytes::class(ahead[0]) {
            Class::Digit => number::plain(ahead),
            _ => punctuation::plain(ahead),
        };
        let Some(plain) = plain else { return false };
        take(&mut self.at, plain);
        self.hear(plain.kind, plain.word);
        true
    }

    /// Keeps in mind whether a double mark is open.
    #[inline(always)]
    fn hear(&mut self, kind: TokenKind, word: u16) {
        if kind == TokenKind::Mark {
            match Mark::of_word(word) {
                Some(Mark::Double) => self.quoted = !self.quoted,
                Some(Mark::LeftDouble) => self.quoted = true,
                Some(Mark::RightDouble) => self.quoted = false,
                _ => {}
            }
        }
    }

    /// A token of any kind.
    #[inline(never)]
    fn any(&mut self) -> Option<Token> {
        let (rest, mut flags) = gap::gap(self.text.as_bytes().get(self.at..)?).ok()?;
        if self.at == 0 {
            flags = Flags::SPACE.with(Flags::LINE).with(Flags::BLANK);
        }
        if flags.has(Flags::BLANK) {
            self.quoted = false;
        }
        let first = *rest.first()?;
        let start = self.text.len() - rest.len();
        self.at = start + 1;
        // No production sees more than the longest token, so that none costs more than its window.
        let window = rest.get(..usize::from(u16::MAX)).unwrap_or(rest);
        let (len, lexeme) = match self.production(first, window, flags.has(Flags::SPACE)) {
            Ok((after, lexeme)) => (window.len() - after.len(), lexeme),
            Err(_) => (1, Lexeme::new(TokenKind::Symbol)),
        };
        self.hear(lexeme.kind, lexeme.mark);
        self.at = self.boundary(start, start + len);
        let taken = self.text.as_bytes().get(start..self.at)?;
        let (word, hash) = match lexeme.kind {
            TokenKind::Word => look_up(taken, lexeme),
            _ => (lexeme.mark, 0),
        };
        let flags = flags.with(lexeme.flags);
        Some(Token { start: start as u32, len: taken.len() as u16, word, hash, kind: lexeme.kind, flags })
    }

    /// The production that the first byte picks.
    #[inline]
    fn production<'i>(&self, first: u8, input: &'i [u8], space: bool) -> bytes::Parsed<'i, Lexeme> {
        match bytes::class(first) {
            Class::Letter => word::word(input),
            Class::Dot => punctuation::dot(input, space),
            Class::Wide => wide::wide(input),
            Class::Single => punctuation::ticks(input, Mark::Single, Mark::Apostrophes),
            Class::Backtick => punctuation::ticks(input, Mark::Backtick, Mark::Backticks),
            Class::Digit => number::number(input, self.quoted),
            Class::Hyphen => punctuation::hyphens(input),
            Class::Question | Class::Exclamation => punctuation::exclaimed(input),
            Class::Emphasis => punctuation::emphasis(input, space),
            Class::Currency => number::money(input, 1).or_else(|_| punctuation::symbol(input)),
            Class::Hash => link::handle(input)
                .or_else(|_| number::money(input, 1))
                .or_else(|_| punctuation::symbol(input)),
            Class::At => link::handle(input).or_else(|_| punctuation::symbol(input)),
            Class::Symbol if first == b'&' => {
                reference::reference(input).or_else(|_| punctuation::symbol(input))
            }
            Class::Symbol if first == b'<' => markup::tag(input).or_else(|_| punctuation::symbol(input)),
            _ => punctuation::alone(input).or_else(|_| punctuation::symbol(input)),
        }
    }

    /// The char boundary at `end`, or the next one before it that moves on, or else the next one after it.
    #[inline]
    fn boundary(&self, start: usize, end: usize) -> usize {
        if self.text.is_char_boundary(end) {
            return end;
        }
        let before = (1..4).map(|back| end - back).find(|&at| at > start && self.text.is_char_boundary(at));
        before
            .or_else(|| (1..4).map(|on| end + on).find(|&at| self.text.is_char_boundary(at)))
            .unwrap_or(self.text.len())
    }
}

/// The lexicon's entry and the hash of a word, its clitic and final full stop left away.
fn look_up(word: &[u8], lexeme: Lexeme) -> (u16, u16) {
    let stem =
        word.len().checked_sub(usize::from(lexeme.tail)).and_then(|len| word.get(..len)).unwrap_or(word);
    let (entry, hash) = lexicon::look_up(stem);
    // "A. P. Rao", "O. N. Bose": an initial is no article and no cry. "So do I." is no initial.
    let initial = matches!(word, [b'A'..=b'H' | b'J'..=b'Z', b'.']);
    (if initial { 0 } else { entry }, hash)
}
