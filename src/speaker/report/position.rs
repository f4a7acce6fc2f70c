//! Where a mention stands in its sentence, and whether a pronoun behind it would stand for it.

use super::Report;
use super::agreement::unlike_person;
use crate::Gender;
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::mention::{Mention, MentionKind};
use crate::span::Run;

/// Determiners that bring in somebody new.
pub(super) const INDEFINITE: [u16; 5] = lexicon::entries(["a", "an", "another", "one", "some"]);

impl Report<'_> {
    /// *The coroner has not said so, and | Roy | is not angry*: the subject of the last of two clauses that stand side by side.
    pub(super) fn is_coordinate(&self, mention: &Mention) -> bool {
        let start = mention.tokens().start as usize;
        let before = start.checked_sub(2).and_then(|at| self.prose.tokens.get(at..start));
        matches!(before, Some([comma, and]) if comma.is(TokenKind::Comma) && and.class().any(Class::CONJUNCTION))
    }

    /// *Next up is Ada Quill, whom | Brandt | idolised*
    pub(super) fn is_of_relative(&self, mention: &Mention) -> bool {
        const WHOM: u16 = lexicon::entry("whom");
        self.token_before(mention.tokens().start).is_some_and(|whom| whom.word == WHOM)
    }

    /// *There is a woman in the parish who …*
    pub(super) fn is_there(&self, mention: &Mention) -> bool {
        const THERE: u16 = lexicon::entry("there");
        const BEING: [u16; 2] = lexicon::entries(["is", "was"]);
        let before = |back: u32| mention.tokens().start.checked_sub(back);
        let word = |back: u32| self.prose.tokens.get(before(back)? as usize).map(|token| token.word);
        word(1).is_some_and(|be| lexicon::is_one_of(be, &BEING)) && word(2) == Some(THERE)
    }

    /// *Ada Quill, who moved the motion, replied*: between it and its verb the sentence tells of its subject first. *My driver,
    /// | Mr. Reyes, | told me*: whoever is named between commas before a verb is its subject.
    pub(super) fn is_apart(&self, mention: &Mention, sentence: usize) -> bool {
        const LONG: usize = 24;
        let Run { start, end } = mention.tokens();
        let token = |at: usize| self.prose.tokens.get(at);
        let comma = |at: usize| token(at).is_some_and(|token| token.is(TokenKind::Comma));
        let verb = |at: usize| {
            let class = token(at).map(Token::class).unwrap_or_default();
            class.any(Class::PAST.or(Class::THIRD))
                && (!class.any(Class::NOUN.or(Class::PLURAL)) || class.any(Class::REPORTS))
        };
        let end = end as usize;
        if mention.kind == MentionKind::Pronoun || !comma(end) {
            return false;
        }
        let described =
            |comma: u32| token(comma as usize - 1).is_some_and(|noun| noun.class().any(Class::SOMEBODY));
        let named = start.checked_sub(1).is_some_and(|at| at > 0 && comma(at as usize) && described(at));
        if named && mention.kind == MentionKind::Name && verb(end + 1) {
            return true;
        }
        if !self.prose.sentences.get(sentence).is_some_and(|opens| opens.tokens.start == start) {
            return false;
        }
        verb(end + 1) || (end + 1..end + LONG).find(|&at| comma(at)).is_some_and(|close| verb(close + 1))
    }

    /// *When a reporter asked the mayor about it, he …*: whoever asks does not answer.
    pub(super) fn is_asker(&self, mention: &Mention) -> bool {
        const ASKED: [u16; 3] = lexicon::entries(["asked", "pressed", "questioned"]);
        let clause = self.token_before(mention.tokens().start);
        self.is_one_of(mention.tokens().end, &ASKED)
            && clause.is_some_and(|when| when.class().any(Class::SUBORDINATOR))
    }

    /// *In an interview with a Tarn television station, he …*: a name between an article and its noun.
    pub(super) fn is_modifier(&self, mention: &Mention) -> bool {
        let Run { start, end } = mention.tokens();
        let noun = self.token(end).is_some_and(|next| {
            let class = next.class();
            class.any(Class::NOUN)
                && !class.any(Class::FINITE.or(Class::PREPOSITION))
                && !next.is_capitalised()
        });
        let article = self.class(start).any(Class::DETERMINER)
            || self.token_before(start).is_some_and(|token| token.class().any(Class::DETERMINER));
        noun && article && mention.kind == MentionKind::Name && !self.owns(mention)
    }

    /// *In a note to clients, they …*: whom something is for that stands before its sentence's subject.
    pub(super) fn is_aside(&self, mention: &Mention, sentence: usize) -> bool {
        const LONG: usize = 12;
        const ACCORDING: u16 = lexicon::entry("according");
        let Some(sentence) = self.prose.sentences.get(sentence).map(|sentence| sentence.tokens) else {
            return false;
        };
        let words = self.tokens(sentence);
        let Run { start, end } = mention.tokens();
        let before = self.token_before(start);
        let governed =
            start > sentence.start + 1 && before.is_some_and(|before| before.class().any(Class::PREPOSITION));
        let opens = words.first().is_some_and(|first| {
            first.class().any(Class::PREPOSITION)
                && !first.class().any(Class::SUBORDINATOR)
                && first.word != ACCORDING
        });
        let comma = self.is_comma(end);
        let length = end.saturating_sub(sentence.start) as usize;
        let finite = |token: &Token| {
            token.class().any(Class::FINITE) && !token.class().any(Class::NOUN.or(Class::PLURAL))
        };
        governed
            && opens
            && comma
            && mention.kind != MentionKind::Pronoun
            && length <= LONG
            && !words.iter().take(length).any(finite)
    }

    /// *Trains between Holm and Visby are late*: the second of two behind a preposition is no subject.
    pub(super) fn is_second(&self, mention: &Mention) -> bool {
        let start = mention.tokens().start as usize;
        let before = start.checked_sub(3).and_then(|at| self.prose.tokens.get(at..start));
        matches!(before, Some([preposition, other, and])
            if and.class().any(Class::CONJUNCTION)
                && other.has(Flags::CAPITAL)
                && preposition.class().any(Class::PREPOSITION)
                && !preposition.class().any(Class::SUBORDINATOR))
    }

    /// *The daughter of a captain, she …*: what begins the sentence before its subject and a comma is she, and names nobody
    /// whom she could be.
    pub(super) fn is_apposed(&self, mention: &Mention, sentence: usize) -> bool {
        const LONG: usize = 12;
        let Some(sentence) = self.prose.sentences.get(sentence).map(|sentence| sentence.tokens) else {
            return false;
        };
        let words = self.tokens(sentence);
        let described = words.first().is_some_and(|first| first.class().any(Class::DETERMINER));
        let comma = words.iter().take(LONG).position(|token| token.is(TokenKind::Comma));
        let Some(comma) = comma.filter(|_| described && mention.kind == MentionKind::Nominal) else {
            return false;
        };
        let she = |next: &Token| {
            next.class().all(Class::SUBJECT.or(Class::PRONOUN)) && !next.class().any(Class::WH)
        };
        (mention.tokens().start as usize) < sentence.start as usize + comma
            && words.get(comma + 1).is_some_and(she)
            && !words.iter().take(comma).any(|word| word.class().any(Class::FINITE))
    }

    /// *who is a manager*: what somebody is, is nobody else.
    pub(super) fn is_predicate(&self, mention: &Mention) -> bool {
        const BEING: [u16; 5] = lexicon::entries(["is", "was", "become", "became", "becoming"]);
        let before = self.token_before(mention.tokens().start);
        self.is_new(mention) && before.is_some_and(|before| lexicon::is_one_of(before.word, &BEING))
    }

    /// *her own chair*: not she, whatever it is.
    pub(super) fn is_own_thing(&self, mention: &Mention) -> bool {
        const OWN: u16 = lexicon::entry("own");
        let second = || self.prose.tokens.get(mention.tokens().start as usize + 1);
        mention.kind == MentionKind::Nominal && second().is_some_and(|second| second.word == OWN)
    }

    /// "A surveyor": somebody who was not spoken of before.
    pub(super) fn is_new(&self, mention: &Mention) -> bool {
        let first = self.token(mention.tokens().start);
        mention.kind == MentionKind::Nominal
            && mention.entity().is_none()
            && first.is_some_and(|first| lexicon::is_one_of(first.word, &INDEFINITE))
    }

    /// *Norvik's account, she wrote, “…”*: her own would be hers, unless the name is surely a person's.
    pub(super) fn is_owner(&self, mention: &Mention) -> bool {
        let known = mention.entity().and_then(|entity| self.entities.get(entity as usize));
        self.owns(mention) && known.is_some_and(unlike_person)
    }

    /// Whether a description tells of somebody by whom the pronoun stands for: "his son", of what he asked.
    pub(super) fn belongs(&self, index: u32, pronoun: &Mention) -> bool {
        let Some(mention) = self.mention(index) else { return false };
        let first = self.class(mention.tokens().start);
        let own = match pronoun.gender {
            Gender::Male => first.any(Class::MALE) && !first.any(Class::FEMALE),
            Gender::Female => first.any(Class::FEMALE) && !first.any(Class::MALE),
            _ => false,
        };
        mention.kind == MentionKind::Nominal && own && first.any(Class::POSSESSIVE)
    }
}
