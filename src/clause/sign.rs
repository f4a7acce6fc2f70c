//! What a window must hold before a production is tried on it: one look at each token, instead of a parse for each
//! production.

use super::noun::is_reply_noun;
use super::tokens::Tokens;
use super::verb::{SAYS, begins_phrasal};
use crate::lexer::TokenKind;
use crate::lexicon::{Class, entry};

/// Words and marks that productions turn on: bits. A sign may stand where its production fails, never the reverse.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Signs(u8);

impl Signs {
    /// A form of a verb that reports.
    const REPORTS: Signs = Signs(1);
    /// A verb that reports with the particle after it: *went on*.
    const PHRASAL: Signs = Signs(2);
    const GESTURE: Signs = Signs(4);
    /// A verb group that reports.
    pub(super) const VERB: Signs = Signs(Self::REPORTS.0 | Self::PHRASAL.0);
    /// A verb group that can stand for speech: *smiled*.
    pub(super) const MANNER: Signs = Signs(Self::GESTURE.0 | Self::PHRASAL.0);
    /// A noun that reports: *reply*, *claim*, *words*.
    pub(super) const NOUN: Signs = Signs(8);
    const ACCORDING: Signs = Signs(16);
    pub(super) const COLON: Signs = Signs(32);
    /// *according to*, *as* with a verb, *in* with a noun.
    pub(super) const ADJUNCT: Signs = Signs(Self::ACCORDING.0 | Self::VERB.0 | Self::NOUN.0);
    /// For productions that tell by their first token: tried without a look at the rest.
    pub(super) const ANY: Signs = Signs(u8::MAX);

    /// The signs in a window.
    pub(super) fn of(input: Tokens<'_>) -> Signs {
        let mut signs = Signs::default();
        for (index, token) in input.slice().iter().enumerate() {
            let class = token.class();
            if class.any(Class::VERB) {
                signs = signs
                    .or(Signs::REPORTS.when(class.any(SAYS)))
                    .or(Signs::GESTURE.when(class.any(Class::MANNER)))
                    .or(Signs::PHRASAL.when(begins_phrasal(input, input.at + index)));
            }
            signs = signs
                .or(Signs::NOUN.when(is_reply_noun(input, token)))
                .or(Signs::ACCORDING.when(token.word == const { entry("according") }))
                .or(Signs::COLON.when(token.is(TokenKind::Colon)));
        }
        signs
    }

    /// Whether one of the signs stands here.
    pub(super) fn any(self, other: Signs) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn or(self, other: Signs) -> Signs {
        Signs(self.0 | other.0)
    }

    fn when(self, holds: bool) -> Signs {
        if holds { self } else { Signs::default() }
    }
}
