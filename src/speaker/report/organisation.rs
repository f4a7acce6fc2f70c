//! Organisations that a report goes on about: "the company", "the bank", of one that it has named.

use super::agreement::unlike_person;
use super::position::INDEFINITE;
use super::{LOOK, Report};
use crate::entity::{Entity, EntityKind};
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::mention::{Mention, MentionKind};
use crate::span::Run;
use crate::speaker::description::COMPANIES;
use crate::speaker::fact::{self, Role};

/// Organisations that are no companies.
const PUBLIC: [u16; 15] = lexicon::entries([
    "treasury",
    "institute",
    "university",
    "council",
    "agency",
    "ministry",
    "department",
    "court",
    "commission",
    "committee",
    "party",
    "parliament",
    "congress",
    "senate",
    "bureau",
]);

/// What a report calls one company after its trade.
const TRADES: [u16; 13] = lexicon::entries([
    "airline",
    "automaker",
    "bank",
    "broadcaster",
    "carmaker",
    "chipmaker",
    "drugmaker",
    "insurer",
    "lender",
    "manufacturer",
    "operator",
    "planemaker",
    "retailer",
]);

/// Bodies that go by what they are: "the board" is no company named before, only another board.
const BODIES: [u16; 36] = lexicon::entries([
    "administration",
    "army",
    "assembly",
    "board",
    "cabinet",
    "campaign",
    "caucus",
    "chamber",
    "church",
    "coalition",
    "committee",
    "conference",
    "congress",
    "convention",
    "council",
    "court",
    "division",
    "embassy",
    "faculty",
    "government",
    "house",
    "industry",
    "inquiry",
    "junta",
    "legislature",
    "ministry",
    "office",
    "parish",
    "parliament",
    "police",
    "press",
    "regime",
    "school",
    "senate",
    "team",
    "tribunal",
]);

impl Report<'_> {
    /// The last entity that a definite description with the same noun stood for, or that the noun is a class of:
    /// "the company", of a company named before.
    pub(super) fn same_noun(&self, index: u32, mention: &Mention) -> Option<u32> {
        let noun = self.prose.tokens.get((mention.head().end as usize).checked_sub(1)?)?;
        let first = self.token(mention.tokens().start)?;
        // "A spokesman" is somebody new; "the mayor of Tarn" says by itself which one.
        // "His office" is known by whose it is.
        let definite = first.class().any(Class::DETERMINER)
            && !first.class().any(Class::POSSESSIVE)
            && !lexicon::is_one_of(first.word, &INDEFINITE);
        let several = mention.plural && !lexicon::is_one_of(noun.word, &COMPANIES);
        if !definite || several || mention.tokens().end > mention.head().end {
            return None;
        }
        // "The harbor board" is no company named before, only another harbor board.
        let words = mention.tokens().start as usize + 1..mention.head().end as usize;
        let words = self.prose.tokens.get(words).unwrap_or_default();
        let alone = words.len() == 1;
        let company = alone && lexicon::is_one_of(noun.word, &COMPANIES);
        let trade = alone && lexicon::is_one_of(noun.word, &TRADES);
        let organisation = company
            || trade
            || alone && noun.class().any(Class::ORGANISATION) && !noun.class().any(Class::SOMEBODY);
        let known = |earlier: &Mention| {
            Some((earlier.entity()?, self.entities.get(earlier.entity()? as usize)?.kind))
        };
        // "Harrow Trust" and "Bank of Tarn" are so called, "Chair of the Trust" is somebody.
        let so_called = |earlier: &Mention| {
            let named = self.tokens(earlier.head());
            let same =
                |token: Option<&Token>| token.is_some_and(|t| t.hash == noun.hash && t.word == noun.word);
            let all = || {
                words
                    .iter()
                    .all(|word| named.iter().any(|known| known.hash == word.hash && known.word == word.word))
            };
            if alone { same(named.last()) || same(named.first()) } else { all() }
        };
        let same = self.before(index).find_map(|(_, earlier)| {
            let (entity, kind) = known(earlier).filter(|_| so_called(earlier))?;
            (!organisation || kind != EntityKind::Person).then_some(entity)
        });
        let last = || {
            self.before(index).find_map(|(_, earlier)| {
                known(earlier)
                    .filter(|(_, kind)| organisation && *kind == EntityKind::Organization)
                    .filter(|_| earlier.kind == MentionKind::Name && !self.is_ticker(earlier))
                    .filter(|_| self.suits(noun, index, earlier))
                    .map(|(entity, _)| entity)
            })
        };
        let named = |back: usize| if company || trade { self.named_firm(index, back) } else { None };
        same.or_else(|| named(1))
            .or_else(last)
            .or_else(|| named(3))
            .or_else(|| if company { self.subject_of_text(index) } else { None })
    }

    /// *| Norvik | said demand had slowed. The carmaker …*: the last subject that may be a company, so many sentences back.
    fn named_firm(&self, index: u32, back: usize) -> Option<u32> {
        let here = self.sentence(self.mention(index)?.tokens().start);
        let near = self.before(index);
        let near = near.take_while(|(_, name)| self.sentence(name.tokens().start) + back >= here);
        let firm = |name: &Mention, known: &Entity| {
            let text = known.name.get().and_then(|name| self.prose.text.get(name.range()));
            let words = self.tokens(name.head());
            let person = Class::PLACE.or(Class::GIVEN).or(Class::DEMONYM).or(Class::SOMEBODY);
            let one = text.is_some_and(|name| !name.contains(char::is_whitespace));
            let public = words.iter().any(|word| lexicon::is_one_of(word.word, &PUBLIC));
            (known.kind == EntityKind::Organization && !public || unlike_person(known) && one)
                && !words.iter().all(|word| word.class().any(person))
        };
        let mut subjects = near.filter(|(_, name)| {
            let run = name.tokens().range();
            name.kind == MentionKind::Name
                && !name.plural
                && name.quotation().is_none()
                && !self.owns(name)
                && fact::role(self.prose.tokens, run.start, run.end) == Role::Subject
        });
        subjects.find_map(|(_, name)| {
            let entity = name.entity()?;
            firm(name, self.entities.get(entity as usize)?).then_some(entity)
        })
    }

    /// "NYSE" and "HLP", of "(NYSE: HLP)".
    fn is_ticker(&self, name: &Mention) -> bool {
        let Run { start, end } = name.tokens();
        let opens = |back: u32| start.checked_sub(back).is_some_and(|open| self.is(open, TokenKind::Open));
        let colon = start.checked_sub(1).is_some_and(|colon| self.is(colon, TokenKind::Colon));
        opens(1) && self.is(end, TokenKind::Colon) || colon && opens(3) && self.is(end, TokenKind::Close)
    }

    /// Whether nothing says that an organisation is none of those: "the company" is no ministry, "the union" nothing that
    /// was called the company.
    fn suits(&self, noun: &Token, index: u32, name: &Mention) -> bool {
        let word = |run: Run, list: &[u16]| {
            let words = self.tokens(run);
            words.iter().any(|word| lexicon::is_one_of(word.word, list))
        };
        if lexicon::is_one_of(noun.word, &COMPANIES) || lexicon::is_one_of(noun.word, &TRADES) {
            let place = |word: &Token| word.class().any(Class::PLACE);
            let places = self.tokens(name.head());
            return !word(name.head(), &PUBLIC) && !places.iter().all(place);
        }
        if lexicon::is_one_of(noun.word, &BODIES) {
            return false;
        }
        let company = |(_, other): (u32, &Mention)| {
            other.kind == MentionKind::Nominal
                && other.entity() == name.entity()
                && word(other.head(), &COMPANIES)
        };
        !self.before(index).any(company)
    }

    /// What a text is about that names no organisation outright: of what may be one the name that comes most often, the
    /// first of several.
    fn subject_of_text(&self, index: u32) -> Option<u32> {
        let names = self.mentions.get(..index as usize)?.iter().take(LOOK);
        let named =
            names.filter(|mention| mention.kind == MentionKind::Name && mention.quotation().is_none());
        let mut best: Option<(usize, u32)> = None;
        for mention in named.clone() {
            let Some(entity) = mention.entity() else { continue };
            let count = named.clone().filter(|other| other.entity() == Some(entity)).count();
            let known = self.entities.get(entity as usize);
            let fits = known.is_some_and(unlike_person)
                && self.may_be_organisation(mention, count)
                && best.is_none_or(|(most, _)| count > most);
            if fits {
                best = Some((count, entity));
            }
        }
        best.map(|(_, entity)| entity)
    }

    /// "Lowther Water": several words, the last of them a noun, or a name that comes up again and again; and no place.
    fn may_be_organisation(&self, mention: &Mention, count: usize) -> bool {
        const OFTEN: usize = 2;
        let words = self.tokens(mention.head());
        let before =
            (mention.head().start as usize).checked_sub(1).and_then(|before| self.prose.tokens.get(before));
        let placed =
            before.is_some_and(|before| before.class().any(Class::PREPOSITION.or(Class::DETERMINER)));
        let noun = words.last().is_some_and(|last| last.class().any(Class::NOUN.or(Class::PLURAL)));
        words.len() > 1
            && (noun || count >= OFTEN)
            && !placed
            // A dateline: TARN VALLEY
            && !words.iter().all(|word| word.has(Flags::CAPITALS))
            && !words.iter().any(|word| word.class().any(Class::PLACE))
    }
}
