//! How the text itself writes its words: what is capitalised in mid-sentence is a name, what is not is no name.

use alloc::vec::Vec;

use super::reach::Reach;
use crate::lexer::{Flags, Token, TokenKind};
use crate::pipeline::Prose;
use crate::segment::Segment;

/// For each word how often it stands in lower case and how often capitalised within a sentence.
///
/// Words share slots where the tables are small: they are evidence, not proof. Listed words have a table of their own,
/// so that the many words of any text in lower case speak against no name that the lexicon does not know.
#[derive(Default)]
pub(super) struct Usage {
    /// Lower case, capitalised; both saturate. First those of unlisted words, by their hash, then twice as many of listed
    /// ones, by their entry.
    counts: Vec<[u8; 2]>,
    unlisted: usize,
}

impl Usage {
    /// Counts the words, and notes on the way where mentions can be.
    pub(super) fn read(&mut self, prose: Prose<'_>, reach: &mut Reach) {
        self.unlisted = (prose.tokens.len() / 2).next_power_of_two().clamp(64, 1 << 14);
        self.counts.clear();
        self.counts.resize(3 * self.unlisted, [0; 2]);
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

    #[inline]
    fn slot(&self, token: &Token) -> usize {
        match token.word {
            0 => token.hash as usize & (self.unlisted - 1),
            entry => self.unlisted + (entry as usize & (2 * self.unlisted - 1)),
        }
    }

    #[inline]
    fn count(&mut self, token: &Token, capitalised: bool) {
        let slot = self.slot(token);
        if let Some([lower, upper]) = self.counts.get_mut(slot) {
            let count = if capitalised { upper } else { lower };
            *count = count.saturating_add(1);
        }
    }

    fn get(&self, token: &Token) -> [u8; 2] {
        self.counts.get(self.slot(token)).copied().unwrap_or_default()
    }

    pub(super) fn lower(&self, token: &Token) -> u8 {
        self.get(token)[0]
    }

    pub(super) fn capitalised(&self, token: &Token) -> u8 {
        self.get(token)[1]
    }

    /// Whether the text writes the word with a capital where it need not, and does so mostly.
    pub(super) fn is_name(&self, token: &Token) -> bool {
        let [lower, capitalised] = self.get(token);
        capitalised > lower
    }
}

/// Whether a word after this token is capitalised whatever it is.
pub(super) fn opens(token: &Token, before: bool) -> bool {
    use TokenKind::*;
    match token.kind {
        Mark | Stop | Question | Exclamation | Colon | Ellipsis | Dash | Open => true,
        Emphasis | Symbol | Number => before,
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
