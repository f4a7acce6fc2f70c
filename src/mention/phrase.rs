//! Noun phrases: from determiner to head noun or name, and what follows that belongs to them.

use super::reader::{FUNCTION, LONGEST, PEOPLE, Reader, SOURCE, word};
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::span::Run;

/// What stands before modifiers and head.
const DETERMINERS: Class = Class::DETERMINER.or(Class::POSSESSIVE).or(Class::NUMERAL);
/// What a word is as a name: in lower case it is a word like another.
pub(super) const NAMES: Class =
    Class::GIVEN.or(Class::MALE).or(Class::FEMALE).or(Class::PLACE).or(Class::SUFFIX);

/// What follows *at* and tells when, or how, and of nobody.
const WHEN: [u16; 6] = lexicon::entries(["first", "last", "least", "length", "once", "present"]);

/// What heads a noun phrase.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Head {
    /// A proper name, alone or after a description.
    Name,
    /// A noun, or a quantity of one.
    Noun,
    /// An adjective or a determiner alone: "the elder", "the latter", "another".
    Bare,
}

/// A noun phrase up to its head.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrase {
    pub(super) tokens: Run,
    /// The bare name or the head noun.
    pub(super) bare: Run,
    pub(super) head: Head,
    /// The classes of the head noun; of a name those of the description before it.
    pub(super) class: Class,
    /// It begins with an article, a possessive or a numeral.
    pub(super) determined: bool,
    pub(super) plural: bool,
}

impl Reader<'_> {
    /// The noun phrase that begins at `at`.
    #[inline]
    pub(super) fn phrase(&self, at: usize) -> Option<Phrase> {
        let quantity = Class::DETERMINER.or(Class::NUMERAL).or(Class::PRONOUN);
        // "one of the men", "78 percent of voters"
        if (self.class(at).any(quantity) || self.is(at, TokenKind::Number))
            && let Some(of) = (at + 1..at + 3).find(|&k| self.word(k, word::OF))
        {
            let one = self.word(at, word::ONE) || self.word(at, word::EACH) || self.word(at, word::ANOTHER);
            // "Both of them", "the three of us": the rest is of the same make.
            let them = self.class(of + 1);
            if them.all(Class::PRONOUN.or(Class::MANY)) && !them.any(Class::SUBJECT) {
                return Some(Phrase {
                    tokens: Run::new(at, of + 2),
                    bare: Run::new(of - 1, of),
                    head: Head::Bare,
                    class: Class::NONE,
                    determined: true,
                    plural: !one,
                });
            }
            if !self.class(of - 1).any(SOURCE)
                && !self.word(at, word::THE)
                && let Some(part) = self.core(of + 1)
                && part.determined | part.plural
            {
                let tokens = Run { start: at as u32, end: part.tokens.end };
                let bare = Run::new(at, at + 1);
                let head = if part.head == Head::Name { Head::Bare } else { part.head };
                let class = part.class;
                return Some(Phrase { tokens, bare, head, plural: !one, determined: true, class });
            }
        }
        self.core(at)
    }

    /// Determiner, modifiers and head, without what follows.
    pub(super) fn core(&self, start: usize) -> Option<Phrase> {
        let first = self.token(start);
        if first.is_capitalised() && !first.class().any(DETERMINERS) && self.proper(start) {
            let end = self.name_end(start);
            if !self.modifies(end, false) {
                return Some(self.named_phrase(start, start, end, None, false));
            }
        }
        self.description(start)
    }

    /// The same where more than a name may be to come.
    fn description(&self, start: usize) -> Option<Phrase> {
        let mut at = start;
        while at < start + 3 && self.determines(at) {
            at += 1;
        }
        let (determiners, determined) = (at, at > start);
        if at == start + 1
            && (self.token(at).is_capitalised() || self.class(at).any(Class::ADDRESS))
            && self.class(start).any(Class::POSSESSIVE)
            && let Some(honour) = self.honour(start, at)
        {
            return Some(honour);
        }
        let longest = (start + LONGEST).min(self.sentence.end as usize);
        // "The other one said"
        if at > start + 1 && self.word(at - 1, word::ONE) && self.tells(at) {
            return Some(self.headless(start, at, false));
        }
        let mut limit = self.reach.end_of_phrases(at, longest);
        // The last noun so far with its classes, the last modifier, whether a noun that can be nothing else was taken.
        let (mut noun, mut modifier, mut certain) = (None::<(usize, Class)>, None, false);
        let people = |noun: Option<(usize, Class)>| noun.is_some_and(|(_, class)| class.any(PEOPLE));
        // What the token before owns is another phrase.
        let owner = |token: &Token, class: Class| token.has(Flags::CLITIC) && !class.any(Class::POSSESSIVE);
        let mut owned = determined && owner(self.token(at - 1), self.class(at - 1));
        // "Her head": not the head of anything.
        let is_part = |at: usize| {
            self.word(at, word::HEAD)
                && self.class(start).any(Class::POSSESSIVE)
                && !self.word(at + 1, word::OF)
        };
        while at < limit && !owned {
            let token = self.token(at);
            let class = if is_part(at) { Class::NOUN } else { token.class() };
            owned = owner(token, class);
            if !token.is(TokenKind::Word) {
                let number = token.is(TokenKind::Number) && noun.is_none();
                let listed = token.is(TokenKind::Comma)
                    && determined
                    && noun.is_none()
                    && modifier == Some(at.wrapping_sub(1))
                    && (self.class(at + 1).any(Class::ADJECTIVE)
                        // "an old, cracked, comfortable voice"
                        || self.class(at + 1).any(Class::PARTICIPLE)
                            && self.is(at + 2, TokenKind::Comma)
                            && self.class(at + 3).any(Class::ADJECTIVE));
                if number {
                    modifier = Some(at);
                } else if !listed {
                    if token.is(TokenKind::Handle) && (noun.is_none() || people(noun)) {
                        return Some(self.named_phrase(start, at, at + 1, noun, determined));
                    }
                    break;
                }
                at += 1;
                continue;
            }
            let proper = token.is_capitalised() && self.proper(at);
            if proper || token.is_capitalised() && at > start && !self.opens(at) {
                // "the young Duke", "the old Crab"; but "my dear" is somebody by itself.
                let before = noun.filter(|(n, _)| n + 1 == at).map_or(Class::NONE, |(_, class)| class);
                let adjective = determined && before.any(Class::ADJECTIVE) && !before.any(Class::ADDRESS);
                if !proper && adjective && class.any(Class::NOUN.or(SOURCE).or(Class::TITLE)) {
                    (noun, certain) = (Some((at, class)), true);
                    at += 1;
                    continue;
                }
                let joins = noun.is_none() || adjective || people(noun);
                if !proper || (determined && !joins) {
                    break;
                }
                let end = self.name_end(at);
                if self.modifies(end, determined) {
                    // "the Trump administration", "Clinton aides"
                    at = end;
                    limit = self.reach.end_of_phrases(at, longest);
                    owned = false;
                    continue;
                }
                if !joins {
                    break;
                }
                return Some(self.named_phrase(start, at, end, noun, determined));
            }
            // "The short one"
            if token.word == word::ONE
                && determined
                && at > determiners
                && [noun.map(|(noun, _)| noun), modifier].contains(&Some(at - 1))
            {
                (noun, modifier) = (None, Some(at));
                break;
            }
            let nominal = class.any(Class::NOUN.or(Class::PLURAL).or(SOURCE).or(Class::TITLE));
            // "the robin", "a china cup": in lower case a name is a word like another.
            let unlisted = class.without(NAMES).is_none();
            if certain {
                // What could be the verb of a sentence whose subject this is, is.
                let head = noun.map_or(Class::NONE, |(_, class)| class);
                let plural = head.any(Class::PLURAL);
                let verb = class.any(Class::PAST)
                    || (class.any(Class::THIRD) && !plural)
                    || token.word == word::SAY
                    || (class.any(Class::BASE) && plural && head.any(SOURCE));
                // "a person close to the family", "two people familiar with the talks"
                let said_of = class.any(Class::ADJECTIVE)
                    && head.any(PEOPLE)
                    && self.class(at + 1).any(Class::PREPOSITION);
                if (verb && !class.any(PEOPLE)) || said_of || class.any(FUNCTION) || !nominal {
                    break;
                }
                noun = Some((at, class));
            } else if nominal
                && (!class.any(FUNCTION) || class.any(SOURCE))
                && (determined || !class.any(Class::PAST))
            {
                noun = Some((at, class));
                // "my daughter read it"
                certain = !class.any(Class::ADJECTIVE) || class.any(Class::KIN);
            } else if class.any(Class::ADJECTIVE.or(Class::DEMONYM).or(Class::NUMERAL)) {
                modifier = Some(at);
            } else if class.any(Class::PARTICIPLE.or(Class::GERUND)) && determined && noun.is_none() {
                modifier = Some(at);
            } else if unlisted && determined && noun.is_none() && self.ends_as_most(at) {
                // "the littlest Teaspoon", "the gruffest of them"
                modifier = Some(at);
            } else if unlisted && (determined || modifier.is_some()) && noun.is_none() {
                // "the tortoise thought"
                (noun, certain) = (Some((at, class)), self.creatures.has(token));
            } else if unlisted && noun.is_some() && !self.tells_how(token) {
                noun = Some((at, class));
                certain = true;
            } else if class.any(Class::ADVERB) && determined && noun.is_none() && self.describes(at + 1) {
                // "a rather scared nurse"
            } else if self.word(at, word::THEN)
                && (determined || self.before(at).has(Flags::CLITIC))
                && noun.is_none()
                && self.class(at + 1).any(PEOPLE)
            {
                // "the bank's then head"
            } else if class.any(Class::CONJUNCTION)
                && modifier == Some(at.wrapping_sub(1))
                && self.describes(at + 1)
            {
                // "the old and weary porter"
            } else {
                break;
            }
            at += 1;
        }
        let many = || {
            let several = |k| self.class(k).any(Class::NUMERAL.or(Class::MANY)) && !self.word(k, word::ONE);
            (start..determiners).any(several)
        };
        match (noun, modifier) {
            (Some((noun, class)), _) => Some(Phrase {
                tokens: Run::new(start, noun + 1),
                bare: Run::new(noun, noun + 1),
                head: Head::Noun,
                class,
                determined,
                plural: class.any(Class::PLURAL.or(Class::GROUP)) || (!class.any(Class::NOUN) && many()),
            }),
            (None, Some(last)) if determined => Some(self.headless(start, last + 1, many())),
            (None, None) if determined && !self.class(start).any(Class::POSSESSIVE) => {
                let others = self.word(at, word::OTHERS);
                Some(self.headless(start, at + usize::from(others), others || many()))
            }
            _ => None,
        }
    }

    /// A verb that tells what somebody says.
    fn tells(&self, at: usize) -> bool {
        self.class(at).any(Class::REPORTS.or(Class::TAG)) && self.class(at).any(Class::PAST.or(Class::THIRD))
    }

    /// "Your Grace": a description of whoever is called so.
    fn honour(&self, start: usize, at: usize) -> Option<Phrase> {
        let head = (at..at + 2).find(|&head| self.is_honour(head))?;
        let possessive = self.class(start);
        let shows = |gender| if possessive.any(gender) { gender } else { Class::NONE };
        Some(Phrase {
            tokens: Run::new(start, head + 1),
            bare: Run::new(head, head + 1),
            head: Head::Noun,
            class: Class::PERSON.or(shows(Class::MALE)).or(shows(Class::FEMALE)),
            determined: true,
            plural: false,
        })
    }

    /// “…,” said the housemaid wonderingly: behind a noun such a word is hardly another.
    fn tells_how(&self, token: &Token) -> bool {
        self.text.get(token.span().range()).is_some_and(|word| word.len() > 5 && word.ends_with("ly"))
    }

    /// An unlisted word that ends as superlatives do.
    fn ends_as_most(&self, at: usize) -> bool {
        self.text
            .get(self.token(at).span().range())
            .is_some_and(|word| word.len() > 5 && word.ends_with("est"))
    }

    fn headless(&self, start: usize, end: usize, plural: bool) -> Phrase {
        Phrase {
            tokens: Run::new(start, end),
            bare: Run::new(end.saturating_sub(1), end),
            head: Head::Bare,
            class: Class::NONE,
            determined: true,
            plural,
        }
    }

    fn named_phrase(
        &self,
        start: usize,
        name: usize,
        end: usize,
        noun: Option<(usize, Class)>,
        determined: bool,
    ) -> Phrase {
        let bare = self.bare(Run::new(name, end));
        let class = noun.map_or(Class::NONE, |(_, class)| class);
        Phrase { tokens: Run::new(start, end), bare, head: Head::Name, class, determined, plural: false }
    }

    fn determines(&self, at: usize) -> bool {
        let token = self.token(at);
        let class = token.class();
        if !class.any(DETERMINERS) {
            return false;
        }
        if token.word == word::THAT {
            return at == self.sentence.start as usize || self.shown(at + 1) || self.is_told_of(at);
        }
        // "To this Mary answered", "At last Holt spoke": what the preposition governs ends before the name.
        if lexicon::is_one_of(token.word, &[word::THIS, word::LAST])
            && self.before(at).class().any(Class::PREPOSITION)
            && self.capital(at + 1)
            && !self.class(at + 1).any(Class::COMMON.or(Class::TIME))
            && self.verb(at + 2)
        {
            return false;
        }
        // "said Two": a numeral with a capital in mid-sentence is a name.
        let named = token.is_capitalised() && !self.opens(at) && class.any(Class::NUMERAL);
        !class.any(Class::SUBORDINATOR.or(Class::WH).or(PEOPLE)) && !named
    }

    /// "in which that gentleman observed": a clause behind "that" does not begin with a single person's bare noun.
    fn shown(&self, noun: usize) -> bool {
        let single = Class::PERSON.or(Class::ROLE);
        let class = self.class(noun);
        class.any(single)
            && !class.any(Class::PLURAL.or(Class::GROUP).or(FUNCTION))
            && !self.token(noun).is_capitalised()
            && self.class(noun + 1).any(Class::PAST.or(Class::THIRD))
    }

    /// “…,” replied that lady, “…”: behind a quotation and the verb of its tag.
    fn is_told_of(&self, that: usize) -> bool {
        let single = Class::PERSON.or(Class::ROLE);
        let noun = self.class(that + 1);
        let verb = self.before(that).class();
        let goes_on =
            self.token(that + 2).is(TokenKind::Word) && !self.class(that + 2).any(Class::PREPOSITION);
        noun.any(single)
            && !noun.any(Class::PLURAL.or(Class::GROUP))
            && !goes_on
            && verb.any(Class::REPORTS.or(Class::TAG))
            && verb.any(Class::PAST.or(Class::THIRD))
            && that.checked_sub(2).is_some_and(|mark| self.is(mark, TokenKind::Mark))
    }

    /// An adjective or participle, or a noun, follows: what came before was no head.
    fn describes(&self, at: usize) -> bool {
        self.class(at).any(Class::ADJECTIVE.or(Class::PARTICIPLE).or(Class::GERUND).or(Class::ADVERB))
            && !self.class(at).any(Class::AUXILIARY.or(Class::DETERMINER))
    }

    /// Whether the name that ends at `end` only modifies the noun there.
    fn modifies(&self, end: usize, determined: bool) -> bool {
        let token = self.token(end);
        let class = token.class();
        if !token.is(TokenKind::Word)
            || token.is_capitalised()
            || self.token(end - 1).has(Flags::CLITIC)
            || class.any(FUNCTION.or(Class::PAST).or(Class::GERUND).or(Class::ADVERB))
            || token.word == word::SAY
        {
            return false;
        }
        let source = class.any(SOURCE);
        if class.any(Class::THIRD.or(Class::PARTICIPLE)) && !source {
            return false;
        }
        source && (!class.any(Class::THIRD) || class.any(PEOPLE))
            || determined && class.any(Class::NOUN.or(Class::PLURAL))
            // "the Rusovian foreign ministry"
            || determined
                && class.any(Class::ADJECTIVE)
                && self.class(end + 1).any(SOURCE)
                && !self.token(end + 1).is_capitalised()
            || (!determined
                && class.any(Class::ADJECTIVE.or(Class::NOUN))
                && self.class(end + 1).any(PEOPLE)
                && self.proper(end + 2))
    }

    /// Where a description's own prepositional phrases end: "a spokesperson | for the mill".
    pub(super) fn complements(&self, phrase: &Phrase) -> usize {
        let mut end = phrase.tokens.end as usize;
        let mut accepted = end;
        // "a person familiar with the talks"
        if phrase.class.any(PEOPLE)
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
            // A subject's phrase is whole where its verb follows.
            let definite = self.word(preposition + 1, word::THE)
                && !self.word(preposition, word::TO)
                && phrase.class.any(PEOPLE);
            if of
                || belongs
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
