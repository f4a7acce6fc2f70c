//! Descriptions: determiner, modifiers and the noun or name that they end with.

use super::phrase::{DETERMINERS, Head, Phrase};
use super::reader::{FUNCTION, LONGEST, Reader, SOURCE, word};
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::span::Run;

/// What a word is as a name: in lower case it is a word like another.
pub(super) const NAMES: Class =
    Class::GIVEN.or(Class::MALE).or(Class::FEMALE).or(Class::PLACE).or(Class::SUFFIX);

/// A description as far as it has been read.
struct Description {
    start: usize,
    /// The first token behind its determiners.
    determiners: usize,
    determined: bool,
    /// The last noun so far with its classes.
    noun: Option<(usize, Class)>,
    modifier: Option<usize>,
    /// Whether a noun that can be nothing else was taken.
    certain: bool,
}

impl Description {
    fn is_of_people(&self) -> bool {
        self.noun.is_some_and(|(_, class)| class.any(Class::PEOPLE))
    }

    /// Whether what stands before a token is no adjective to it: "my dear" is somebody by itself.
    fn is_by_itself(&self, at: usize) -> bool {
        let before = self.noun.filter(|(n, _)| n + 1 == at).map_or(Class::NONE, |(_, class)| class);
        !self.determined || !before.any(Class::ADJECTIVE) || before.any(Class::ADDRESS)
    }

    /// The phrase that it is with a name for its head.
    fn named(&self, reader: &Reader<'_>, name: Run) -> Phrase {
        reader.named_phrase(self.start, name.start as usize, name.end as usize, self.noun, self.determined)
    }
}

/// What a token is to the description before it.
enum Step {
    /// A part of it.
    Next,
    /// The first of a name that modifies what follows, up to this token.
    Past(usize),
    /// None of it.
    End,
    /// The first of its head, a name: this is all of it.
    Whole(Phrase),
}

impl Reader<'_> {
    /// The noun phrase that begins at `start`, where more than a name may be to come.
    pub(super) fn description(&self, start: usize) -> Option<Phrase> {
        let mut at = start;
        while at < start + 3 && self.determines(at) {
            at += 1;
        }
        let determined = at > start;
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
        let mut read =
            Description { start, determiners: at, determined, noun: None, modifier: None, certain: false };
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
            let step = if !token.is(TokenKind::Word) {
                self.past_mark(at, token, &mut read)
            } else if token.is_capitalised() && self.proper(at) {
                self.past_name(at, &mut read)
            } else if token.is_capitalised() && at > start && !self.opens(at) {
                self.past_capital(at, class, &mut read)
            } else {
                self.past_word(at, token, class, &mut read)
            };
            match step {
                Step::Next => at += 1,
                Step::Past(end) => {
                    (at, owned) = (end, false);
                    limit = self.reach.end_of_phrases(at, longest);
                }
                Step::End => break,
                Step::Whole(phrase) => return Some(phrase),
            }
        }
        self.described(&read, at)
    }

    /// The phrase of a description that ends before the token at `end`.
    #[inline]
    fn described(&self, read: &Description, end: usize) -> Option<Phrase> {
        let &Description { start, determiners, determined, noun, modifier, .. } = read;
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
                let others = self.word(end, word::OTHERS);
                Some(self.headless(start, end + usize::from(others), others || many()))
            }
            _ => None,
        }
    }

    /// A number, a comma between modifiers, or a handle.
    #[inline]
    fn past_mark(&self, at: usize, token: &Token, read: &mut Description) -> Step {
        if token.is(TokenKind::Number) && read.noun.is_none() {
            read.modifier = Some(at);
            return Step::Next;
        }
        let listed = token.is(TokenKind::Comma)
            && read.determined
            && read.noun.is_none()
            && read.modifier == Some(at.wrapping_sub(1))
            && (self.class(at + 1).any(Class::ADJECTIVE)
                // "an old, cracked, comfortable voice"
                || self.class(at + 1).any(Class::PARTICIPLE)
                    && self.is(at + 2, TokenKind::Comma)
                    && self.class(at + 3).any(Class::ADJECTIVE));
        if listed {
            return Step::Next;
        }
        if token.is(TokenKind::Handle) && (read.noun.is_none() || read.is_of_people()) {
            return Step::Whole(read.named(self, Run::new(at, at + 1)));
        }
        Step::End
    }

    /// A noun with a capital that is no name: "the young Duke", "the old Crab".
    #[inline]
    fn past_capital(&self, at: usize, class: Class, read: &mut Description) -> Step {
        if read.is_by_itself(at) || !class.any(Class::NOUN.or(SOURCE).or(Class::TITLE)) {
            return Step::End;
        }
        (read.noun, read.certain) = (Some((at, class)), true);
        Step::Next
    }

    /// A name: the head, or a modifier of what follows.
    #[inline]
    fn past_name(&self, at: usize, read: &mut Description) -> Step {
        let joins = read.noun.is_none() || !read.is_by_itself(at) || read.is_of_people();
        if read.determined && !joins {
            return Step::End;
        }
        let end = self.name_end(at);
        if self.modifies(end, read.determined) {
            // "the Trump administration", "Clinton aides"
            return Step::Past(end);
        }
        if joins { Step::Whole(read.named(self, Run::new(at, end))) } else { Step::End }
    }

    /// A noun, a modifier, or a word that may be either.
    #[inline]
    fn past_word(&self, at: usize, token: &Token, class: Class, read: &mut Description) -> Step {
        let determined = read.determined;
        let Description { determiners, noun, modifier, certain, .. } = read;
        // "The short one"
        if token.word == word::ONE
            && determined
            && at > *determiners
            && [noun.map(|(noun, _)| noun), *modifier].contains(&Some(at - 1))
        {
            (*noun, *modifier) = (None, Some(at));
            return Step::End;
        }
        let nominal = class.any(Class::NOUN.or(Class::PLURAL).or(SOURCE).or(Class::TITLE));
        // "the robin", "a china cup": in lower case a name is a word like another.
        let unlisted = class.without(NAMES).is_none();
        if *certain {
            // What could be the verb of a sentence whose subject this is, is.
            let head = noun.map_or(Class::NONE, |(_, class)| class);
            let plural = head.any(Class::PLURAL);
            let verb = class.any(Class::PAST)
                || (class.any(Class::THIRD) && !plural)
                || token.word == word::SAY
                || (class.any(Class::BASE) && plural && head.any(SOURCE));
            // "a person close to the family", "two people familiar with the talks"
            let said_of = class.any(Class::ADJECTIVE)
                && head.any(Class::PEOPLE)
                && self.class(at + 1).any(Class::PREPOSITION);
            if (verb && !class.any(Class::PEOPLE)) || said_of || class.any(FUNCTION) || !nominal {
                return Step::End;
            }
            *noun = Some((at, class));
        } else if nominal
            && (!class.any(FUNCTION)
                || class.any(SOURCE)
                || determined && at == *determiners && token.word == word::TILL)
            && (determined || !class.any(Class::PAST))
        {
            *noun = Some((at, class));
            // "my daughter read it"
            *certain = !class.any(Class::ADJECTIVE) || class.any(Class::KIN);
        } else if class.any(Class::ADJECTIVE.or(Class::DEMONYM).or(Class::NUMERAL)) {
            *modifier = Some(at);
        } else if class.any(Class::PARTICIPLE.or(Class::GERUND)) && determined && noun.is_none() {
            *modifier = Some(at);
        } else if unlisted && determined && noun.is_none() && self.ends_as_most(at) {
            // "the littlest Teaspoon", "the gruffest of them"
            *modifier = Some(at);
        } else if unlisted && (determined || modifier.is_some()) && noun.is_none() {
            // "the tortoise thought"
            (*noun, *certain) = (Some((at, class)), self.creatures.has(token));
        } else if unlisted && noun.is_some() && !self.tells_how(token) {
            *noun = Some((at, class));
            *certain = true;
        } else if class.any(Class::ADVERB) && determined && noun.is_none() && self.describes(at + 1) {
            // "a rather scared nurse"
        } else if self.word(at, word::THEN)
            && (determined || self.before(at).has(Flags::CLITIC))
            && noun.is_none()
            && self.class(at + 1).any(Class::PEOPLE)
        {
            // "the bank's then head"
        } else if class.any(Class::CONJUNCTION)
            && *modifier == Some(at.wrapping_sub(1))
            && self.describes(at + 1)
        {
            // "the old and weary porter"
        } else {
            return Step::End;
        }
        Step::Next
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
        // "The summer I turned eleven | my mother decided": whose it is begins another phrase.
        if class.any(Class::NUMERAL)
            && !class.any(Class::DETERMINER.or(Class::PRONOUN))
            && self.class(at + 1).any(Class::POSSESSIVE)
            && !self.token(at).has(Flags::CLITIC)
        {
            return false;
        }
        // "said Two": a numeral with a capital in mid-sentence is a name.
        let named = token.is_capitalised() && !self.opens(at) && class.any(Class::NUMERAL);
        !class.any(Class::SUBORDINATOR.or(Class::WH).or(Class::PEOPLE)) && !named
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
    pub(super) fn modifies(&self, end: usize, determined: bool) -> bool {
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
        source && (!class.any(Class::THIRD) || class.any(Class::PEOPLE))
            || determined && class.any(Class::NOUN.or(Class::PLURAL))
            // "the Rusovian foreign ministry"
            || determined
                && class.any(Class::ADJECTIVE)
                && self.class(end + 1).any(SOURCE)
                && !self.token(end + 1).is_capitalised()
            || (!determined
                && class.any(Class::ADJECTIVE.or(Class::NOUN))
                && self.class(end + 1).any(Class::PEOPLE)
                && self.proper(end + 2))
    }
}
