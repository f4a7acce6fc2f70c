//! What follows a noun phrase and belongs to it: prepositional phrases and appositions.

use super::phrase::{Head, Phrase};
use super::reader::{Reader, SOURCE, word};
use crate::lexer::{Flags, TokenKind};
use crate::lexicon::{self, Class};

/// What follows *at* and tells when, or how, and of nobody.
const WHEN: [u16; 6] = lexicon::entries(["first", "last", "least", "length", "once", "present"]);

impl Reader<'_> {
    /// Where a description's own prepositional phrases end: "a spokesperson | for the mill".
    pub(super) fn complements(&self, phrase: &Phrase) -> usize {
        let mut end = phrase.tokens.end as usize;
        let mut accepted = end;
        // "a person familiar with the talks"
        if phrase.class.any(Class::PEOPLE)
            && self.class(end).any(Class::ADJECTIVE)
            && self.class(end + 1).any(Class::PREPOSITION)
        {
            end += 1;
        }
        for _ in 0..3 {
            let preposition = end;
            let ties = self.class(preposition).any(Class::PREPOSITION) && !self.word(preposition, word::AS);
            if !ties || self.token(preposition).is_capitalised() {
                break;
            }
            let Some(inner) = self.core(preposition + 1) else { break };
            // "said the old weaver at last"
            let when = || {
                self.word(preposition, word::AT)
                    && lexicon::is_one_of(self.token(preposition + 1).word, &WHEN)
            };
            if inner.head == Head::Bare
                || when()
                || self.class(preposition + 1).any(Class::TIME)
                || inner.class.any(Class::TIME)
            {
                break;
            }
            end = inner.tokens.end as usize;
            while self.token(end - 1).has(Flags::CLITIC) {
                let Some(owned) = self.core(end) else { break };
                end = owned.tokens.end as usize;
            }
            let of = self.word(preposition, word::OF);
            let belongs = (self.word(preposition, word::FOR)
                || self.word(preposition, word::FROM)
                || self.word(preposition, word::AT))
                && phrase.class.any(Class::ROLE.or(Class::GROUP).or(Class::ORGANISATION));
            // "The boy from Tesco"
            let hails = self.word(preposition, word::FROM)
                && phrase.class.any(Class::PEOPLE)
                && matches!(inner.head, Head::Name)
                && self.token(preposition + 1).is_capitalised();
            // A subject's phrase is whole where its verb follows.
            let definite = self.word(preposition + 1, word::THE)
                && !self.word(preposition, word::TO)
                && phrase.class.any(Class::PEOPLE);
            if of
                || belongs
                || hails
                || definite && preposition == phrase.tokens.end as usize
                || (self.verb(end) && phrase.class.any(SOURCE))
            {
                accepted = end;
            }
        }
        accepted
    }

    /// The end of an apposition after the comma at `comma`: ", 34, a nurse from the county hospital"; and the end of
    /// its own noun phrase.
    pub(super) fn apposition(&self, comma: usize) -> Option<(usize, usize)> {
        if !self.is(comma, TokenKind::Comma) {
            return None;
        }
        let mut at = comma + 1;
        let mut aged = None;
        if self.is(at, TokenKind::Number) && self.is(at + 1, TokenKind::Comma) {
            aged = Some((at + 1, at + 1));
            at += 2;
        }
        let Some(mut inner) = self.core(at) else { return aged };
        // "the mayor's brother": the apposition is what is owned.
        for _ in 0..2 {
            let end = inner.tokens.end as usize;
            if !self.token(end - 1).has(Flags::CLITIC) {
                break;
            }
            let Some(owned) = self.core(end) else { return aged };
            inner = Phrase { determined: true, ..owned };
        }
        if inner.head != Head::Noun
            || !inner.class.any(SOURCE)
            || (!inner.determined && !inner.class.any(Class::ROLE))
        {
            return aged;
        }
        let core = inner.tokens.end as usize;
        let mut relative = false;
        for end in core..core + 24 {
            let token = self.token(end);
            match token.kind {
                TokenKind::Comma => {
                    // "from Toledo, Ohio, said"
                    let place = self.class(end + 1).any(Class::PLACE) && self.is(end + 2, TokenKind::Comma);
                    let listed = self.class(end + 1).any(Class::CONJUNCTION) && !self.verb(end + 2);
                    if !place && !listed {
                        return Some((end, core));
                    }
                    if listed {
                        return aged;
                    }
                }
                TokenKind::Stop | TokenKind::Semicolon | TokenKind::Dash | TokenKind::Colon => {
                    return Some((end, core));
                }
                TokenKind::Word => {
                    let class = token.class();
                    relative |= class.any(Class::WH.or(Class::SUBORDINATOR));
                    // A clause of its own has begun: "Ann, a doctor said, was ill".
                    if !relative
                        && class.any(Class::FINITE)
                        && !class.any(Class::PARTICIPLE.or(Class::NOUN).or(Class::PLURAL))
                    {
                        return aged;
                    }
                }
                TokenKind::Number | TokenKind::Apostrophe | TokenKind::Hyphen => {}
                _ => {
                    return if self.sentence.contains(end) {
                        aged
                    } else {
                        Some((end.min(self.sentence.end as usize), core))
                    };
                }
            }
        }
        aged
    }
}
