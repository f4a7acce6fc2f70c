//! What a window must hold before a production is tried on it: one look at each token, instead of a parse for each
//! production.

use super::noun::{CUES, REPLIES, is_reply_noun};
use super::tokens::Tokens;
use super::verb::{SAYS, begins_phrasal, may_be_particle};
use crate::lexer::TokenKind;
use crate::lexicon::{self, Class, SETS, entry, set_class};

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
    /// Any verb, and what may be a noun that reports by its classes.
    const VERBAL: Signs = Signs(64);
    const REPLY: Signs = Signs(128);
    /// *according to*, *as* with a verb, *in* with a noun.
    pub(super) const ADJUNCT: Signs = Signs(Self::ACCORDING.0 | Self::VERB.0 | Self::NOUN.0);
    /// For productions that tell by their first token: tried without a look at the rest.
    pub(super) const ANY: Signs = Signs(u8::MAX);

    pub(super) const COUNT: usize = u8::BITS as usize;

    pub(super) const fn bits(self) -> u8 {
        self.0
    }

    /// The signs in a window.
    pub(super) fn of(input: Tokens<'_>) -> Signs {
        const ACCORDING: [u16; 2] = [entry("according"), entry("per")];
        let mut signs = Signs::default();
        // Whether the token before may be a verb.
        let mut verb = false;
        for (index, token) in input.slice().iter().enumerate() {
            let own = SIGNS[lexicon::set(token.word)];
            signs = signs.or(own);
            if verb & may_be_particle(token) && begins_phrasal(input, input.at + index - 1) {
                signs = signs.or(Signs::PHRASAL);
            }
            verb = own.any(Signs::VERBAL);
            if own.any(Signs::REPLY) && is_reply_noun(input, token) {
                signs = signs.or(Signs::NOUN);
            }
            if ACCORDING.contains(&token.word) {
                signs = signs.or(Signs::ACCORDING);
            }
            if token.is(TokenKind::Colon) {
                signs = signs.or(Signs::COLON);
            }
        }
        signs
    }

    /// Those that a word of these classes is by itself.
    const fn of_class(class: Class) -> Signs {
        let verb = class.any(Class::VERB);
        Signs::VERBAL
            .when(verb)
            .or(Signs::REPORTS.when(verb && class.any(SAYS)))
            .or(Signs::GESTURE.when(verb && class.any(Class::MANNER)))
            .or(Signs::NOUN.when(class.all(CUES)))
    }

    /// Whether one of the signs stands here.
    pub(super) const fn any(self, other: Signs) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn or(self, other: Signs) -> Signs {
        Signs(self.0 | other.0)
    }

    const fn when(self, holds: bool) -> Signs {
        if holds { self } else { Signs(0) }
    }
}

/// The signs of the words of each set of classes.
static SIGNS: [Signs; SETS] = {
    let mut signs = [Signs(0); SETS];
    let mut set = 0;
    while set < SETS {
        signs[set] = Signs::of_class(set_class(set));
        set += 1;
    }
    let mut reply = 0;
    while reply < REPLIES.len() {
        let set = lexicon::set(REPLIES[reply]);
        signs[set] = signs[set].or(Signs::REPLY);
        reply += 1;
    }
    signs
};
