//! How the text itself writes its words: what is capitalised in mid-sentence is a name, what is not is no name.

use alloc::vec::Vec;

use super::reach::Reach;
use crate::lexer::{Flags, Token, TokenKind};
use crate::pipeline::Prose;
use crate::segment::Segment;

/// For each word how often it stands in lower case and how often capitalised within a sentence.
#[derive(Default)]
pub(super) struct Usage {
    /// A word's place is by its key, or one of the next few; words that find no place are not counted.
    counts: Vec<Count>,
}

/// The counts of one word, both of which saturate.
#[derive(Clone, Copy, Default)]
struct Count {
    /// A listed word's entry, another's hash.
    key: u16,
    lower: u8,
    /// With the highest bit set for a listed word.
    capitalised: u8,
}

impl Count {
    fn is_empty(self) -> bool {
        self.lower == 0 && self.capitals() == 0
    }

    fn capitals(self) -> u8 {
        self.capitalised & !LISTED
    }
}

/// What a word is counted by, and whether it is listed.
#[inline]
fn key(token: &Token) -> (u16, u8) {
    if token.word == 0 { (token.hash, 0) } else { (token.word, LISTED) }
}

const LISTED: u8 = 128;
/// How many places a word can have.
const PLACES: usize = 8;
/// The most places, for the words of a novel.
const MOST: usize = 1 << 15;

impl Usage {
    /// Counts the words, and notes on the way where mentions can be.
    pub(super) fn read(&mut self, prose: Prose<'_>, reach: &mut Reach) {
        let size = (prose.tokens.len() / 2).next_power_of_two().clamp(64, MOST);
        self.counts.clear();
        self.counts.resize(size, Count::default());
        for sentence in prose.sentences {
            let tokens = prose.tokens.get(sentence.tokens.range()).unwrap_or_default();
            let title = is_title_case(tokens);
            let start = sentence.tokens.start as usize;
            reach.open(start);
            let mut open = true;
            for (at, token) in (start..).zip(tokens) {
                if !token.is(TokenKind::Word) {
                    reach.sign(prose.tokens, at, token);
                    open = opens(token, open);
                    continue;
                }
                let builds = reach.word(prose.tokens, at, token);
                if token.is_capitalised() {
                    if !open && !title && !token.has(Flags::CAPITALS) {
                        self.count(token, true);
                    }
                } else if !builds {
                    // What builds sentences is no name however it is written.
                    self.count(token, false);
                }
                open = false;
            }
        }
    }

    /// The place of a word, or the empty one that it would have.
    #[inline]
    fn place(&self, token: &Token) -> Option<usize> {
        let (key, listed) = key(token);
        let mask = self.counts.len() - 1;
        (key as usize..key as usize + PLACES).map(|place| place & mask).find(|&place| {
            self.counts.get(place).is_some_and(|count| {
                count.key == key && count.capitalised & LISTED == listed || count.is_empty()
            })
        })
    }

    #[inline]
    fn count(&mut self, token: &Token, capitalised: bool) {
        let Some(count) = self.place(token).and_then(|place| self.counts.get_mut(place)) else { return };
        let (key, listed) = key(token);
        let (lower, capitals) = (count.lower, count.capitals());
        *count = match capitalised {
            true => Count { key, lower, capitalised: listed | (capitals + 1).min(LISTED - 1) },
            false => Count { key, lower: lower.saturating_add(1), capitalised: listed | capitals },
        };
    }

    fn get(&self, token: &Token) -> Count {
        self.place(token).and_then(|place| self.counts.get(place)).copied().unwrap_or_default()
    }

    pub(super) fn lower(&self, token: &Token) -> u8 {
        self.get(token).lower
    }

    pub(super) fn capitalised(&self, token: &Token) -> u8 {
        self.get(token).capitals()
    }

    /// Whether the text writes the word with a capital where it need not, and does so mostly.
    pub(super) fn is_name(&self, token: &Token) -> bool {
        let count = self.get(token);
        count.capitals() > count.lower
    }
}

/// Whether a word after this token is capitalised whatever it is.
pub(super) fn opens(token: &Token, before: bool) -> bool {
    use TokenKind::*;
    match token.kind {
        Mark | Stop | Question | Exclamation | Colon | Ellipsis | Dash | Open => true,
        Emphasis | Symbol | Number | Apostrophe => before,
        _ => false,
    }
}

/// A headline or a heading: no sentence's end, and most of its longer words have a capital.
pub(super) fn is_title_case(tokens: &[Token]) -> bool {
    let ends = |t: &Token| {
        matches!(t.kind, TokenKind::Stop | TokenKind::Question | TokenKind::Exclamation | TokenKind::Mark)
    };
    if tokens.len() > 30 || tokens.last().is_none_or(ends) {
        return false;
    }
    let words = tokens.iter().filter(|t| t.is(TokenKind::Word) && t.len > 1);
    if words.clone().count() > 2 && words.clone().all(|t| t.has(Flags::CAPITALS)) {
        return true;
    }
    let long = words.filter(|t| t.len > 3);
    let (words, capitals) = long.fold((0, 0), |(w, c), t| (w + 1, c + usize::from(t.is_capitalised())));
    words >= 4 && capitals * 4 >= words * 3
}

/// Whether a sentence is title case, by its place in the text.
pub(super) fn title_case(prose: Prose<'_>, sentence: &Segment) -> bool {
    is_title_case(prose.tokens.get(sentence.tokens.range()).unwrap_or_default())
}
