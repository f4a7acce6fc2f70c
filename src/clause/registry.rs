//! Every production of the grammar, in the order in which they are tried.

use super::phrase::Source;
use super::sign::Signs;
use super::tokens::{Parsed, Tokens};
use super::{adjunct, aim, beat, gesture, headline, lead, noun, relay, reported, reveal, script, tag};
use crate::span::Run;

/// What a production finds around a quotation.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Found {
    pub(super) cue: Run,
    pub(super) source: Source,
    pub(super) addressee: Option<u32>,
}

/// Which tokens a production reads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Side {
    /// From the quotation's closing mark on, up to the next quotation.
    After,
    /// From the sentence's beginning, or the quotation before, up to the opening mark.
    Before,
    /// From the sentence's beginning to the opening mark, over other quotations.
    Within,
    /// The sentence before the one that the quotation begins, in its paragraph.
    Sentence,
    /// The label of a script line.
    Label,
}

impl Side {
    pub(super) const COUNT: usize = Side::Label as usize + 1;

    /// The productions that read it, as bits.
    pub(super) fn productions(self) -> u64 {
        OF_SIDE[self as usize]
    }
}

/// One production: a function over tokens, and the sentences that say what it is for.
pub(super) struct Production {
    /// What `method()` shows.
    pub(super) name: &'static str,
    pub(super) side: Side,
    /// It is tried only on a window that holds one of these.
    pub(super) needs: Signs,
    pub(super) parse: for<'t> fn(Tokens<'t>) -> Parsed<'t, Found>,
    /// Sentences that it decides: `{quotation}`, `<cue>`, `[source]`.
    #[cfg_attr(not(test), allow(dead_code, reason = "the tests read them"))]
    pub(super) yes: &'static [&'static str],
    /// Sentences that it leaves alone.
    #[cfg_attr(not(test), allow(dead_code, reason = "the tests read them"))]
    pub(super) no: &'static [&'static str],
}

/// The grammar. The first production that takes a quotation decides it.
pub(super) static REGISTRY: &[Production] = &[
    script::LABEL,
    tag::INVERTED,
    tag::HEARD,
    relay::CITED,
    relay::RETOLD,
    tag::STRAIGHT,
    noun::CAME_THE_REPLY,
    adjunct::AFTER,
    tag::SECOND_VERB,
    gesture::MANNER,
    gesture::ANY_INVERTED,
    gesture::ANY_VERB,
    reveal::IT_WAS,
    reveal::WAS_ALL,
    adjunct::SIGN_OFF,
    headline::THAT_WAS,
    headline::BY_NAME,
    headline::HEADING,
    adjunct::BY_AGENT,
    adjunct::BEFORE,
    lead::INFINITIVE,
    noun::COLON,
    lead::MANNER_COLON,
    headline::TOPIC_COLON,
    lead::LEAD_IN,
    beat::GOES,
    adjunct::FRAME,
    noun::NOUN,
    aim::AIM,
    reported::REPORTED,
    beat::HEARD,
    beat::SPOKE,
    lead::PRESENTS,
];

/// All productions, as bits in the order of the grammar.
pub(super) const ALL: u64 = u64::MAX >> (u64::BITS as usize - REGISTRY.len());

/// The productions for which a window with these signs has what they need.
pub(super) fn fitting(signs: Signs) -> u64 {
    let own = NEEDING.iter().enumerate().filter(|(sign, _)| signs.bits() >> sign & 1 != 0);
    own.fold(NEEDING_NOTHING, |all, (_, productions)| all | productions)
}

/// The productions that go by each sign, and those that go by none.
static NEEDING: [u64; Signs::COUNT] = {
    let mut productions = [0; Signs::COUNT];
    let mut sign = 0;
    while sign < Signs::COUNT {
        let mut at = 0;
        while at < REGISTRY.len() {
            productions[sign] |= ((REGISTRY[at].needs.bits() >> sign & 1) as u64) << at;
            at += 1;
        }
        sign += 1;
    }
    productions
};
const NEEDING_NOTHING: u64 = {
    let (mut productions, mut at) = (0, 0);
    while at < REGISTRY.len() {
        productions |= ((REGISTRY[at].needs.bits() == Signs::ANY.bits()) as u64) << at;
        at += 1;
    }
    productions
};

static OF_SIDE: [u64; Side::COUNT] = {
    let mut productions = [0; Side::COUNT];
    let mut at = 0;
    while at < REGISTRY.len() {
        productions[REGISTRY[at].side as usize] |= 1 << at;
        at += 1;
    }
    productions
};

#[cfg(test)]
pub(super) mod tests;
