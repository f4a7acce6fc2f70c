//! What is said in one paragraph: in whose voice, whom it calls and what it asks.

use crate::mention::Mention;
use crate::quotation::Quotation;
use crate::span::Run;
use crate::speaker::lattice::NOBODY;

/// Somebody is called by two names.
pub(super) const SEVERAL: u32 = NOBODY - 1;

/// Whoever has just spoken is called within so many tokens of the answer.
const REPLIES: u32 = 32;

/// Whom the tag of a turn names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    Unknown,
    Narrator,
    Named(u32),
    /// The mention of a description that is nobody's so far.
    Described(u32),
}

/// What was asked just before.
#[derive(Clone, Copy)]
pub(super) enum Asks {
    Nothing,
    Something,
    /// "What is your name?", or somebody else's.
    Name {
        yours: bool,
    },
}

/// What is said in one paragraph.
#[derive(Clone, Copy)]
pub(super) struct Turn {
    pub(super) paragraph: u32,
    pub(super) token: u32,
    pub(super) voice: Voice,
    /// A tag names the voice, and not only what somebody does beside the words.
    pub(super) tagged: bool,
    /// Who is called by name: alone, first, and last, and by which words the two are.
    pub(super) called: u32,
    pub(super) first: (u32, u16),
    pub(super) last: (u32, u16),
    /// Whose name it begins with, where it answers.
    pub(super) own: u32,
    /// It asks for somebody, and no more: “Mr. Pell?”
    pub(super) asks_for: bool,
    /// It tells whoever is called of somebody else who may be there: *Clara, take your brother down*.
    pub(super) sibling: bool,
    /// Who is called first is called where the turn begins, and not summoned: *So it is, Polly*, not *Polly!*
    pub(super) replies: bool,
}

impl Turn {
    /// A turn of which nothing but its first quotation is known.
    pub(super) fn opened_by(quotation: &Quotation) -> Turn {
        Turn {
            paragraph: quotation.paragraph,
            token: quotation.tokens.start,
            voice: Voice::Unknown,
            tagged: false,
            called: NOBODY,
            first: (NOBODY, 0),
            last: (NOBODY, 0),
            own: NOBODY,
            asks_for: false,
            sibling: false,
            replies: false,
        }
    }

    /// Notes whom a mention in one of its quotations calls, and by which word.
    pub(super) fn call(&mut self, mention: &Mention, who: (u32, u16), quotation: &Quotation, asks: Asks) {
        let other = self.called != NOBODY && self.called != who.0;
        self.called = if other { SEVERAL } else { who.0 };
        self.last = who;
        let Run { start, end } = mention.tokens();
        self.asks_for = matches!(asks, Asks::Something)
            && start == quotation.tokens.start + 1
            && end + 2 == quotation.tokens.end;
        if self.first.0 == NOBODY {
            self.first = who;
            // “Polly!” “Polly,” he said, and no more.
            let alone = end + 2 >= quotation.tokens.end;
            let summons = start == self.token + 1 && alone;
            self.replies = start.saturating_sub(self.token) <= REPLIES && !summons;
        }
    }
}
