//! Words that grammar is sure of: a verb that takes a clause and has one behind it attributes, however unlikely the models
//! think it.

use super::super::led;
use super::{Clause, THAT};
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class, Frames};

/// What somebody has of their own, and which is that something is so.
pub(in crate::attribution::reported) const CASES: [u16; 12] = lexicon::hashes([
    "case",
    "evidence",
    "argument",
    "contention",
    "submission",
    "testimony",
    "view",
    "opinion",
    "fear",
    "complaint",
    "theory",
    "belief",
]);

/// What things are so in.
pub(super) const OUTLOOKS: [u16; 4] = lexicon::hashes(["view", "opinion", "judgment", "judgement"]);

impl Clause<'_> {
    /// Whether a word must be the heart of a cue, in a quotation or not.
    pub(super) fn is_sure(&self, at: usize, frames: u16, quoted: bool, report: bool) -> bool {
        let takes = frames.checked_sub(1).map_or(Frames(0), Frames);
        let reports = || {
            self.asks(at, takes)
                || self.thinks(at, takes)
                || self.views(at)
                || self.holds(at)
                || self.hands_on(at, takes)
                || self.ends_with(at, takes)
                || self.estimates(at)
        };
        !quoted && (self.states(at, takes) || if report { reports() } else { self.leads(at, takes) })
            || !report && self.tells(at, takes)
    }

    /// Whether grammar alone makes a statement of it in a tale.
    fn leads(&self, at: usize, takes: Frames) -> bool {
        takes != Frames(0) && !self.is_noun(at) && led::makes_cue(self.tokens, at, takes)
    }

    /// Whether a verb that takes a clause has one behind it that *that* begins: *has maintained that the labels …*, *used to
    /// tell us that …*, *will tell the committee that …*
    fn states(&self, at: usize, takes: Frames) -> bool {
        const OUT: u16 = lexicon::entry("out");
        if !takes.any(Frames::THAT) {
            return false;
        }
        // *points out that …*
        let particle = usize::from(self.word(at + 1) == OUT);
        let hearer = if takes.any(Frames::HEARER) { self.hearer(at + 1) } else { 0 };
        let that = at + 1 + particle.max(hearer).max(self.circumstance(at));
        self.word(that) == THAT && (that > at + 1 || !self.is_noun(at)) && self.opens_clause(that + 1)
    }

    /// How many words stand before *that* and tell who hears something: *him*, *the committee*, *MPs in the lobby*.
    fn hearer(&self, first: usize) -> usize {
        let class = self.class(first);
        if class.any(Class::PRONOUN.or(Class::FIRST)) && !class.any(Class::DETERMINER) {
            return 1;
        }
        let words = self.phrases(first);
        let named = |token: &Token| token.is(TokenKind::Word) && token.is_capitalised();
        let somebody = Class::HUMAN.or(Class::GROUP).or(Class::ORGANISATION);
        let near = self.tokens.get(first..first + words).unwrap_or_default();
        let opens = !class.any(Class::PREPOSITION);
        let hears = near.iter().any(|token| named(token) || token.class().any(somebody));
        if opens && hears { words } else { 0 }
    }

    /// How many words stand before *that* and tell when or where somebody goes on saying something: *maintained | to the end of
    /// his life | that …*
    fn circumstance(&self, at: usize) -> usize {
        const UP_TO: [u16; 4] = lexicon::entries(["to", "until", "throughout", "in"]);
        let says = self.class(at).all(Class::SPEECH.or(Class::TAG))
            && self.class(at).any(Class::PAST.or(Class::THIRD));
        if says && lexicon::is_one_of(self.word(at + 1), &UP_TO) { 1 + self.phrases(at + 2) } else { 0 }
    }

    /// How many words of noun phrases, with what joins them, stand before *that*, if nothing else does; what something tells
    /// is no part of them: *to | the claim that …*
    fn phrases(&self, first: usize) -> usize {
        const WORDS: usize = 8;
        let phrase = Class::DETERMINER
            .or(Class::POSSESSIVE)
            .or(Class::ADJECTIVE)
            .or(Class::NOUN)
            .or(Class::PLURAL)
            .or(Class::PREPOSITION);
        let within = |token: &&Token| {
            token.is(TokenKind::Word)
                && token.word != THAT
                && (token.is_capitalised() || token.class().any(phrase))
        };
        let words =
            self.tokens.get(first..).unwrap_or_default().iter().take(WORDS).take_while(within).count();
        let last = self.class((first + words).saturating_sub(1));
        let tells = last.any(Class::CUE_NOUN.or(Class::DOCUMENT).or(Class::PREPOSITION));
        if self.word(first + words) == THAT && !tells { words } else { 0 }
    }

    /// Whether a verb that asks has its question behind it: *enquired how long it would take*, *rose to ask whether …*
    fn asks(&self, at: usize, takes: Frames) -> bool {
        const WHETHER: u16 = lexicon::entry("whether");
        const WHAT: [u16; 4] = lexicon::entries(["whether", "how", "why", "what"]);
        takes.any(Frames::WH)
            && self.class(at).all(Class::SPEECH.or(Class::TAG))
            && match self.class(at).any(Class::PAST.or(Class::THIRD)) {
                true => lexicon::is_one_of(self.word(at + 1), &WHAT),
                false => self.word(at + 1) == WHETHER,
            }
    }

    /// Whether a clause stands behind a verb of thought that can be nothing else: *believes the owners have no boat*.
    fn thinks(&self, at: usize, takes: Frames) -> bool {
        /// So many words a subject may have with its article.
        const SUBJECT: usize = 5;
        let class = self.class(at);
        let finite = Class::AUXILIARY.or(Class::MODAL);
        let third = class.any(Class::THIRD) && !class.any(Class::PLURAL);
        // *She says | he | thinks it would pass*: what somebody thinks in what another says is part of that.
        let pronoun = at.checked_sub(1).is_some_and(|before| {
            let before = self.class(before);
            before.any(Class::SUBJECT) && !before.any(Class::WH)
        });
        if pronoun {
            return false;
        }
        if !takes.any(Frames::THAT) || !third || !class.any(Class::SPEECH.or(Class::THOUGHT)) {
            return false;
        }
        if self.class(at + 1).any(Class::SUBJECT) && !self.class(at + 1).any(Class::WH) {
            return self.class(at + 2).any(Class::FINITE);
        }
        let phrase = Class::ADJECTIVE.or(Class::NOUN).or(Class::PLURAL);
        let within = |&at: &usize| self.class(at).any(phrase) && !self.class(at).any(finite);
        let verb = (at + 2..at + 2 + SUBJECT).find(|at| !within(at));
        class.any(Class::THOUGHT)
            && self.class(at + 1).any(Class::DETERMINER.or(Class::POSSESSIVE))
            && verb.is_some_and(|verb| verb > at + 2 && self.class(verb).any(finite))
    }

    /// Whether a noun with *is* states something: *Her evidence is that the gate was open*; or a noun behind *in*: *In her
    /// view, the gate was open*.
    fn holds(&self, at: usize) -> bool {
        const IS: [u16; 3] = lexicon::entries(["is", "was", "remains"]);
        const IN: u16 = lexicon::entry("in");
        let token = |at: usize| self.tokens.get(at);
        let Some(owner) = at.checked_sub(1).and_then(token) else { return false };
        let case = token(at).is_some_and(|noun| CASES.contains(&noun.hash));
        let outlook = token(at).is_some_and(|noun| OUTLOOKS.contains(&noun.hash));
        if !case && !outlook {
            return false;
        }
        let possessive = owner.class().any(Class::POSSESSIVE);
        let owned = possessive || owner.has(Flags::CLITIC) && owner.is(TokenKind::Word);
        // *In my view* tells whose one the text is.
        let other = possessive && at == 2 && !owner.class().any(Class::FIRST);
        let clause = lexicon::is_one_of(self.word(at + 1), &IS)
            && self.word(at + 2) == THAT
            && self.opens_clause(at + 3);
        case && owned && clause
            || outlook
                && other
                && self.word(0) == IN
                && token(at + 1).is_some_and(|comma| comma.is(TokenKind::Comma))
    }

    /// Whether a noun tells what somebody thinks: *took the view that …*, *were of the opinion that …*, *gave evidence that …*
    fn views(&self, at: usize) -> bool {
        const GIVE: [u16; 4] = lexicon::entries(["give", "gives", "gave", "given"]);
        const EVIDENCE: [u16; 4] = lexicon::hashes(["evidence", "testimony", "notice", "warning"]);
        let given = self.tokens.get(at).is_some_and(|noun| EVIDENCE.contains(&noun.hash))
            && at.checked_sub(1).is_some_and(|give| lexicon::is_one_of(self.word(give), &GIVE));
        // *gave evidence that on Friday the gate was open*; but *gave evidence that was false*
        if given && self.word(at + 1) == THAT && !self.class(at + 2).any(Class::FINITE) {
            return true;
        }
        const VIEWS: [u16; 3] = lexicon::entries(["view", "opinion", "belief"]);
        const TAKE: [u16; 8] =
            lexicon::entries(["of", "take", "takes", "took", "taken", "hold", "holds", "held"]);
        const THE: u16 = lexicon::entry("the");
        let back = |by: usize| at.checked_sub(by).map_or(0, |at| self.word(at));
        lexicon::is_one_of(self.word(at), &VIEWS)
            && back(1) == THE
            && lexicon::is_one_of(back(2), &TAKE)
            && self.word(at + 1) == THAT
            && self.opens_clause(at + 2)
    }

    /// *As the clerk once remarked to a visitor, …*: whether the sentence begins with a clause that hands on the rest.
    fn hands_on(&self, at: usize, takes: Frames) -> bool {
        const AS: u16 = lexicon::entry("as");
        const TO: u16 = lexicon::entry("to");
        /// So many words may stand before the verb, and so many name who heard it.
        const SUBJECT: usize = 10;
        const HEARER: usize = 8;
        let says = Class::SPEECH.or(Class::TAG);
        if at > SUBJECT || self.word(0) != AS || !takes.any(Frames::THAT) || !self.class(at).all(says) {
            return false;
        }
        let comma = |at: usize| self.tokens.get(at).is_some_and(|token| token.is(TokenKind::Comma));
        let word = |at: &usize| self.tokens.get(*at).is_some_and(|token| token.is(TokenKind::Word));
        let finite = Class::AUXILIARY.or(Class::MODAL).or(Class::WH);
        let close = (at + 1..at + HEARER).find(|at| !word(at));
        self.class(at).any(Class::PAST.or(Class::THIRD))
            && (1..at).all(|at| word(&at) && !self.class(at).any(finite))
            && close.is_some_and(|close| comma(close) && (close == at + 1 || self.word(at + 1) == TO))
    }

    /// *Sales rose, | a survey for the paper has found.*, *The sum does not, | the watchdog has ruled, | add up*: whether a clause
    /// behind a comma ends with a verb that takes a clause, which stands before.
    fn ends_with(&self, at: usize, takes: Frames) -> bool {
        /// So many words the subject may have.
        const SUBJECT: usize = 12;
        /// So many words may tell when.
        const WHEN: usize = 5;
        const HAS: [u16; 3] = lexicon::entries(["has", "have", "had"]);
        const ON: [u16; 3] = lexicon::entries(["on", "late", "early"]);
        let token = |at: usize| self.tokens.get(at);
        let apart = |token: &Token| matches!(token.kind, TokenKind::Comma | TokenKind::Stop);
        let when = |at: &usize| self.class(*at).any(Class::TIME) || lexicon::is_one_of(self.word(*at), &ON);
        let next = (at + 1..at + WHEN).find(|at| !when(at));
        let alone = next.and_then(token).is_some_and(apart);
        if !takes.any(Frames::THAT) || !alone {
            return false;
        }
        // *has ruled*, *would later write*
        let helps = |&at: &usize| {
            let class = self.class(at);
            lexicon::is_one_of(self.word(at), &HAS)
                || class.any(Class::MODAL)
                || class.any(Class::ADVERB) && !class.any(Class::NOUN)
        };
        let first = at.saturating_sub(SUBJECT);
        let end = (first..at).rev().take_while(helps).last().unwrap_or(at);
        let Some(comma) = (first..end).rev().find(|&at| token(at).is_some_and(|t| !t.is(TokenKind::Word)))
        else {
            return false;
        };
        let class = self.class(at);
        let helped = (end..at).any(|at| self.class(at).any(Class::AUXILIARY.or(Class::MODAL)));
        let many = (comma + 1..end).take(2).any(|at| self.class(at).any(Class::PLURAL));
        let finite = class.any(Class::PAST.or(Class::THIRD))
            || helped && class.any(Class::PARTICIPLE.or(Class::BASE))
            || many && class.any(Class::BASE);
        let no_part =
            Class::AUXILIARY.or(Class::MODAL).or(Class::WH).or(Class::SUBJECT).or(Class::CONJUNCTION);
        let opens = Class::DETERMINER.or(Class::POSSESSIVE).or(Class::PLURAL).or(Class::DOCUMENT);
        let named = |at: usize| token(at).is_some_and(Token::is_capitalised);
        let said = self.tokens.get(..comma).unwrap_or_default();
        let head = self.class(end.saturating_sub(1));
        finite
            && token(comma).is_some_and(|token| token.is(TokenKind::Comma))
            && comma + 1 < end
            && self.word(comma + 1) != THAT
            && (named(comma + 1) || self.class(comma + 1).any(opens))
            && (comma + 1..end).all(|at| !self.class(at).any(no_part))
            && (head.any(Class::NOUN.or(Class::PLURAL).or(Class::HUMAN)) || named(end - 1))
            && said.iter().any(|token| token.class().any(Class::FINITE.or(Class::BASE)))
    }

    /// Whether a word that may be a noun is one here: *the | states that*; but *it also | states that*, *traders | bet that*.
    pub(super) fn is_noun(&self, at: usize) -> bool {
        const HOLDS: u16 = lexicon::entry("holds");
        let class = self.class(at);
        let before = at.checked_sub(1).map(|at| self.class(at)).unwrap_or_default();
        let quoted = || self.tokens.get(at + 2).is_some_and(|mark| mark.is(TokenKind::Mark));
        let stated = before.any(Class::SUBJECT.or(Class::ADVERB).or(Class::DOCUMENT))
            && !before.any(Class::DETERMINER.or(Class::ADJECTIVE));
        // *tradition | holds that*; but *court | challenges that*
        let third = stated || quoted() || self.word(at) == HOLDS && before.any(Class::NOUN);
        // *Nobody on the pier | supposed that …*
        let nominal = Class::DETERMINER.or(Class::POSSESSIVE).or(Class::ADJECTIVE).or(Class::PREPOSITION);
        let past = class.any(Class::PAST) && !before.any(nominal);
        // *I | find that*, *we | report that*
        let own = before.any(Class::SUBJECT) && !before.any(Class::DETERMINER.or(Class::WH));
        let many = own || before.any(Class::PLURAL) && !class.any(Class::CUE_NOUN);
        class.any(Class::NOUN.or(Class::PLURAL).or(Class::ADJECTIVE))
            && !(class.any(Class::THIRD) && third)
            && !(past || class.any(Class::BASE) && many)
    }

    /// Whether behind *that* a clause begins, and not what *that* points at: *that the labels …*, *that sleep is …*; but *that
    /// charge*.
    pub(super) fn opens_clause(&self, first: usize) -> bool {
        /// So many words may stand before the verb of a subject without an article.
        const SUBJECT: usize = 8;
        let Some(next) = self.tokens.get(first) else { return false };
        let class = next.class();
        let phrase = Class::DETERMINER.or(Class::POSSESSIVE).or(Class::SUBJECT).or(Class::PLURAL);
        // A plural that is not listed.
        let several = next.word == 0
            && next.is(TokenKind::Word)
            && self.text.get(next.span().range()).is_some_and(|form| form.ends_with('s'));
        let amount = matches!(next.kind, TokenKind::Number | TokenKind::Symbol);
        // "That “nothing here is true”"
        if class.any(phrase)
            || several
            || amount
            || next.is(TokenKind::Mark)
            || next.is_capitalised() && next.is(TokenKind::Word)
        {
            return true;
        }
        // *that of the 140 objects in it, | nine are false*
        if class.any(Class::PREPOSITION.or(Class::SUBORDINATOR)) {
            return self.is_fronted(first + 1);
        }
        let noun = Class::NOUN.or(Class::ADJECTIVE).or(Class::GERUND);
        let verb = |token: &Token| {
            let class = token.class();
            class.any(Class::AUXILIARY.or(Class::MODAL))
                || class.any(Class::THIRD)
                || class.any(Class::PAST) && !class.any(Class::PARTICIPLE)
        };
        let mut behind = self.tokens.iter().skip(first + 1).take(SUBJECT);
        let within = |token: &&Token| matches!(token.kind, TokenKind::Word | TokenKind::Mark);
        class.any(noun) && !class.any(Class::TIME) && behind.by_ref().take_while(within).any(verb)
    }

    /// Whether a comma ends what stands here before its clause, which goes on with no *and*.
    fn is_fronted(&self, first: usize) -> bool {
        const WORDS: usize = 16;
        let near = self.tokens.get(first..).unwrap_or_default();
        let comma = near.iter().take(WORDS).position(|token| token.is(TokenKind::Comma));
        let next = comma.and_then(|comma| near.get(comma + 1)).filter(|next| next.is(TokenKind::Word));
        next.is_some_and(|next| {
            let class = next.class();
            !class.any(
                Class::CONJUNCTION.or(Class::PREPOSITION).or(Class::WH).or(Class::GERUND).or(Class::FINITE),
            )
        })
    }

    /// *put the number of dead at more than 60*.
    fn estimates(&self, at: usize) -> bool {
        const PUT: u16 = lexicon::entry("put");
        const AT: u16 = lexicon::entry("at");
        /// So many words may say what is counted, and so many how surely.
        const WORDS: usize = 8;
        const ABOUT: usize = 4;
        let token = |at: usize| self.tokens.get(at);
        let counted = || {
            let at = (at + 3..at + WORDS).find(|&at| token(at).is_some_and(|token| token.word == AT))?;
            let number = |token: &Token| {
                token.is(TokenKind::Number) || token.class().any(Class::NUMERAL) && !token.is_capitalised()
            };
            (at + 1..at + ABOUT).find(|&at| token(at).is_some_and(number))
        };
        token(at).is_some_and(|put| put.word == PUT)
            && token(at + 1).is_some_and(|the| the.class().any(Class::DETERMINER.or(Class::POSSESSIVE)))
            && counted().is_some()
    }
}
