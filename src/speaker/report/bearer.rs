//! Who bears an office, a trade or an age: "the senator" is whom the text called Sen. Ada Quill, "the 34-year-old" whom
//! it called Ada Quill, 34.

use super::{LOOK, OF, Report};
use crate::Gender;
use crate::entity::EntityKind;
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class, entry};
use crate::mention::{Mention, MentionKind};
use crate::span::Run;
use crate::speaker::description::THE;
use crate::speaker::fact::{self, Role};

/// Whom their title does not call by the same noun.
const CALLED: [(u16, u16); 11] = [
    (entry("representative"), entry("congressman")),
    (entry("representative"), entry("congresswoman")),
    (entry("representative"), entry("lawmaker")),
    (entry("senator"), entry("lawmaker")),
    (entry("congressman"), entry("lawmaker")),
    (entry("congresswoman"), entry("lawmaker")),
    (entry("representative"), entry("legislator")),
    (entry("senator"), entry("legislator")),
    (entry("congressman"), entry("legislator")),
    (entry("congresswoman"), entry("legislator")),
    (entry("pope"), entry("pontiff")),
];

const WHO: u16 = entry("who");

/// How many tokens behind a name tell what somebody is: ", 34, a nurse from …".
const APPOSED: usize = 8;

impl Report<'_> {
    /// The last person before a token whom the text gave what "the …" names them by, in a phrase that ends with that noun.
    pub(super) fn bearer(&self, phrase: Run, before: usize, gender: Gender) -> Option<u32> {
        let [the, .., noun] = self.prose.tokens.get(phrase.range())? else { return None };
        let age = self.age(phrase);
        if the.word != THE
            || age.is_none() && noun.word == 0
            || noun.class().any(Class::PLURAL.or(Class::GROUP))
            || age.is_none() && !noun.class().any(Class::SOMEBODY)
        {
            return self.epithet(phrase).then(|| self.last_named(before, gender))?;
        }
        let alone = || if self.contends(phrase) { self.only_named(before) } else { None };
        let from = before.saturating_sub(LOOK);
        let known = self.mentions.get(from..before)?.iter().rev();
        let mut known = known.filter(|known| known.kind == MentionKind::Name && !known.plural);
        let named = known.find_map(|known| {
            let entity = known.entity()?;
            let person = self.entities.get(entity as usize)?;
            let agrees =
                gender == Gender::Unknown || person.gender == Gender::Unknown || person.gender == gender;
            let somebody = matches!(person.kind, EntityKind::Person | EntityKind::Unknown) && agrees;
            let bears = match age {
                Some(age) => self.is_aged(known, age),
                None => self.is_called(known, noun) && self.is_told(known, phrase),
            };
            (somebody && bears).then_some(entity)
        });
        named.or_else(|| self.epithet(phrase).then(|| self.last_named(before, gender))?).or_else(alone)
    }

    /// Whom a report calls by their name only once it has told their office: *Kasaria's prime minister said …. Prime Minister
    /// Ada Quill said …*
    pub(super) fn named_later(&self, phrase: Run, index: u32) -> Option<u32> {
        let [first, .., noun] = self.prose.tokens.get(phrase.range())? else { return None };
        let owner = self.prose.tokens.get(phrase.start as usize..phrase.end as usize - 1)?;
        let definite = first.word == THE || owner.iter().any(|owner| owner.has(Flags::CLITIC));
        if !definite || noun.word == 0 || !noun.class().any(Class::TITLE) || noun.class().any(Class::PLURAL) {
            return None;
        }
        let title = |name: &Mention| {
            let before = self.prose.tokens.get(name.tokens().start as usize..name.head().start as usize);
            let same = |token: &Token| lexicon::long_title(token.word) == lexicon::long_title(noun.word);
            before.is_some_and(|before| before.last().is_some_and(same))
        };
        let behind = self.mentions.get(index as usize + 1..)?.iter().take(LOOK);
        let names = behind.filter(|name| name.kind == MentionKind::Name && !name.plural && title(name));
        let mut only = None;
        for name in names {
            let entity = name.entity()?;
            if only.is_some_and(|only| only != entity) {
                return None;
            }
            only = Some(entity);
        }
        only
    }

    /// "The Republican nominee", "the front-runner": what a report calls whoever it is about.
    fn contends(&self, phrase: Run) -> bool {
        const CONTENDERS: [&str; 12] = [
            "nominee",
            "candidate",
            "front-runner",
            "frontrunner",
            "hopeful",
            "contender",
            "challenger",
            "incumbent",
            "mogul",
            "billionaire",
            "businessman",
            "businesswoman",
        ];
        let last = self.token_before(phrase.end);
        let noun = last.and_then(|noun| self.prose.text.get(noun.span().range())).unwrap_or_default();
        phrase.len() <= 5 && CONTENDERS.contains(&noun)
    }

    /// The one person whom the text has named before, where it has named nobody else.
    fn only_named(&self, before: usize) -> Option<u32> {
        let mut only = None;
        for mention in
            self.mentions.get(..before.min(LOOK))?.iter().filter(|name| name.kind == MentionKind::Name)
        {
            let Some(entity) = mention.entity() else { continue };
            let person = self.entities.get(entity as usize).is_some_and(|one| one.kind == EntityKind::Person);
            if person && only.is_some_and(|only| only != entity) {
                return None;
            }
            only = only.or(person.then_some(entity));
        }
        only.filter(|_| before <= LOOK)
    }

    /// "The 22-year-old", "the Spaniard", "the centre-half": what reports call somebody whom they have just named.
    pub(super) fn epithet(&self, phrase: Run) -> bool {
        const MEN: [&str; 3] = ["man", "woman", "iard"];
        // "The Irishman", "the Dutchwoman"
        const NATIONS: [&str; 4] = ["shman", "shwoman", "chman", "chwoman"];
        // "The British" are many.
        const MANY: [&str; 5] = ["ish", "ese", "nch", "tch", "wiss"];
        // What somebody's age and family make them, which is said of one who was named.
        const AGES: [&str; 12] = [
            "schoolboy",
            "schoolgirl",
            "teenager",
            "youngster",
            "pensioner",
            "octogenarian",
            "nonagenarian",
            "widower",
            "father-of-two",
            "father-of-three",
            "mother-of-two",
            "mother-of-three",
        ];
        /// Who speaks for a team.
        const TEAM: [&str; 5] = ["manager", "boss", "coach", "captain", "skipper"];
        const POSITIONS: [&str; 15] = [
            "striker",
            "winger",
            "midfielder",
            "defender",
            "centre-half",
            "centre-back",
            "full-back",
            "left-back",
            "right-back",
            "fly-half",
            "scrum-half",
            "goalkeeper",
            "batsman",
            "quarterback",
            "shortstop",
        ];
        let words = self.tokens(phrase);
        if let [the, parent, of, many] = words
            && the.word == THE
            && of.word == OF
        {
            // "The mother of three"
            return parent.class().any(Class::KIN) && many.class().any(Class::NUMERAL);
        }
        if let [the, .., _] = words
            && the.word == THE
            && self.age(phrase).is_some()
        {
            return true;
        }
        if let [the, team @ .., office] = words
            && the.word == THE
            && !team.is_empty()
            && team.iter().all(|word| word.has(Flags::CAPITAL))
        {
            // "The Calder manager", where nobody else is told to be one.
            let text = self.prose.text.get(office.span().range()).unwrap_or_default();
            return TEAM.contains(&text);
        }
        let [the, noun] = words else { return false };
        let text = self.prose.text.get(noun.span().range()).unwrap_or_default();
        // "The Brazilian firm" is no Brazilian.
        let next = self.token(phrase.end);
        let alone = next.is_none_or(|next| !next.is(TokenKind::Word) || next.class().any(Class::FINITE));
        let nation = noun.has(Flags::CAPITAL)
            && alone
            && !noun.class().any(Class::PLURAL)
            && if noun.class().any(Class::DEMONYM) {
                !MANY.iter().any(|end| text.ends_with(end)) || self.is_one(phrase)
            } else {
                NATIONS.iter().any(|end| text.ends_with(end))
                    || noun.word == 0 && MEN.iter().chain(&["ian"]).any(|end| text.ends_with(end))
            };
        the.word == THE && (POSITIONS.contains(&text) || AGES.contains(&text) || nation)
    }

    /// The number in "the 34-year-old", "the 34-year-old defender".
    fn age(&self, phrase: Run) -> Option<&str> {
        // Of "the family of the inmate, 23-year-old Jon Reyes" it is somebody else's.
        let words = self.prose.tokens.get(phrase.range())?.iter().skip(1).take(3);
        let words = words.take_while(|word| !word.is(TokenKind::Comma));
        let mut texts = words.filter_map(|word| self.prose.text.get(word.span().range()));
        texts
            .find_map(|text| text.split_once('-').filter(|(_, rest)| *rest == "year-old"))
            .map(|(age, _)| age)
    }

    /// Whether what follows "the Portuguese" tells that it is one: "has gone home", "praised his captain".
    fn is_one(&self, phrase: Run) -> bool {
        const NEAR: usize = 8;
        const ONE: [u16; 3] = [entry("is"), entry("was"), entry("has")];
        let behind = self.prose.tokens.get(phrase.end as usize..).unwrap_or_default();
        let clause = behind.iter().take(NEAR).take_while(|token| !token.ends_sentence());
        let own = |token: &Token| {
            token.class().any(Class::POSSESSIVE) && token.class().any(Class::MALE.or(Class::FEMALE))
        };
        behind
            .first()
            .is_some_and(|verb| lexicon::is_one_of(verb.word, &ONE) || verb.class().any(Class::THIRD))
            || clause.into_iter().any(own)
    }

    /// Whom the sentences before a mention are about: their last subject that is somebody.
    fn last_named(&self, before: usize, gender: Gender) -> Option<u32> {
        const SENTENCES: usize = 3;
        let here = self.sentence(self.mentions.get(before.checked_sub(1)?)?.tokens().start);
        let near = self.mentions.get(before.saturating_sub(LOOK)..before)?.iter().rev();
        let near = near.take_while(|known| self.sentence(known.tokens().start) + SENTENCES > here);
        // A subject before others, somebody who is surely a person before what may be one, and of those the first.
        let mut best: Option<(usize, (bool, bool), u32)> = None;
        for known in near {
            let Some(entity) = known.entity().filter(|_| known.quotation().is_none() && !known.plural) else {
                continue;
            };
            let Some(person) = self.entities.get(entity as usize) else { continue };
            let agrees =
                gender == Gender::Unknown || person.gender == Gender::Unknown || person.gender == gender;
            let sentence = self.sentence(known.tokens().start);
            if best.is_some_and(|(nearest, ..)| sentence < nearest) {
                break;
            }
            let run = known.tokens().range();
            let subject = fact::role(self.prose.tokens, run.start, run.end) == Role::Subject;
            let sure = person.kind == EntityKind::Person;
            let person = match person.kind {
                EntityKind::Person => true,
                // "The Ravens" are many.
                EntityKind::Unknown => subject && !self.has_article(known) || self.is_who(known),
                _ => false,
            };
            // *Asked by Ada Quill, the teenager …*
            let somebody = person && agrees && !self.owns(known) && !self.is_agent(known, sentence, here);
            let rank = (subject, sure);
            if somebody && best.is_none_or(|(_, known, _)| rank > known || rank == known && subject) {
                best = Some((sentence, rank, entity));
            }
        }
        best.map(|(.., entity)| entity)
    }

    /// "Alfie Marsh, who …".
    fn is_who(&self, name: &Mention) -> bool {
        let behind = self.prose.tokens.get(name.head().end as usize..).unwrap_or_default();
        matches!(behind, [comma, who, ..] if comma.is(TokenKind::Comma) && who.word == WHO)
    }

    fn has_article(&self, name: &Mention) -> bool {
        self.is_word(name.tokens().start, THE)
    }

    /// "Ada Quill, 34,".
    fn is_aged(&self, name: &Mention, age: &str) -> bool {
        let behind = self.prose.tokens.get(name.head().end as usize..).unwrap_or_default();
        matches!(behind, [comma, number, ..] if comma.is(TokenKind::Comma)
            && number.is(TokenKind::Number)
            && self.prose.text.get(number.span().range()) == Some(age))
    }

    /// Whether what stands beside a name has the other words with a capital of a phrase: of "the Labour MP" *Labour*.
    fn is_told(&self, name: &Mention, phrase: Run) -> bool {
        let inner = Run { start: phrase.start + 1, end: phrase.end.saturating_sub(1) };
        let proper = self.tokens(inner);
        let mut proper = proper.iter().filter(|word| word.has(Flags::CAPITAL));
        let from = name.tokens().start.saturating_sub(APPOSED as u32);
        let near = self.prose.tokens.get(from as usize..).unwrap_or_default();
        let near = near.iter().take((name.head().end - from) as usize + APPOSED);
        let office = self.token(phrase.end.saturating_sub(1));
        !office.is_some_and(|office| office.has(Flags::CAPITAL))
            || proper.all(|word| near.clone().any(|other| other.hash == word.hash))
    }

    /// "Senator Ada Quill", "Ada Quill, a senator", "the senator, Ada Quill".
    fn is_called(&self, name: &Mention, noun: &Token) -> bool {
        let (whole, head) = (name.tokens(), name.head());
        let same = |token: &Token| {
            let title = lexicon::long_title(token.word);
            token.word == noun.word || title == noun.word || CALLED.contains(&(title, noun.word))
        };
        // "Ada Quill, | the Tarn senator": an office that has a name's capitals is a mention of its own.
        let apart = matches!(self.tokens(Run { start: head.end, end: head.end + 2 }), [comma, the]
            if comma.is(TokenKind::Comma) && the.word == THE);
        let end = head.end + APPOSED as u32;
        let behind = Run { start: head.end, end: if apart { end } else { whole.end.min(end) } };
        let ends = |token: &Token| {
            token.class().any(Class::PREPOSITION.or(Class::WH))
                || token.has(Flags::CLITIC)
                || token.ends_sentence()
        };
        // Up to the end of the apposition's own noun phrase: "a nurse | from the county hospital".
        // "Unlike Ada Quill, the mayor | said": that is somebody else.
        let next = |at: usize| self.tokens(behind).get(at + 1).or_else(|| self.token(behind.end));
        let goes_on = |at: usize| apart && next(at).is_some_and(|next| next.class().any(Class::FINITE));
        let apposed = self.tokens(behind).iter().take_while(|token| !ends(token)).position(same);
        self.tokens(Run { start: whole.start, end: head.start }).iter().any(same)
            || apposed.is_some_and(|at| !goes_on(at))
            || self.bracketed(name).is_some_and(same)
            || self.explains(name).is_some_and(same)
            || self.office(name).iter().any(same)
    }

    /// The office before a name in brackets, as parliaments print it: "The Minister for Roads (Ada Quill)".
    fn office(&self, name: &Mention) -> &[Token] {
        let Some(open) = (name.tokens().start as usize).checked_sub(1) else { return &[] };
        if !self.is(open as u32, TokenKind::Open) || !self.is(name.head().end, TokenKind::Close) {
            return &[];
        }
        let before = self.prose.tokens.get(open.saturating_sub(APPOSED)..open).unwrap_or_default();
        let words = before.iter().rev().take_while(|token| token.is(TokenKind::Word)).count();
        before.get(before.len() - words..).unwrap_or_default()
    }

    /// The noun in brackets behind a name: "Cllr A. Quill (Chair)".
    fn bracketed(&self, name: &Mention) -> Option<&Token> {
        let behind = self.prose.tokens.get(name.head().end as usize..)?;
        match behind {
            [open, noun, close, ..] if open.is(TokenKind::Open) && close.is(TokenKind::Close) => Some(noun),
            _ => None,
        }
    }

    /// The noun of the description that a name explains: "the mayor, Ada Quill".
    fn explains(&self, name: &Mention) -> Option<&Token> {
        let start = name.tokens().start as usize;
        let [.., noun, comma] = self.prose.tokens.get(..start)? else { return None };
        let people = Class::ROLE.or(Class::TITLE).or(Class::KIN);
        (comma.is(TokenKind::Comma) && noun.class().any(people)).then_some(noun)
    }
}

#[cfg(test)]
mod tests {
    use crate::speaker::tests::sources;

    #[test]
    fn the_minister_is_who_stands_in_brackets_behind_that_office() {
        let text = "The Minister of State for the Islands (Mr. Gordon Lisle): I am grateful.\n\nMs. Rowe: The Minister has \
                    described the ferry as “complete”.\n\nMr. Lisle: It floats.\n\nMs. Rowe: Does it?\n";
        assert_eq!(sources(text).iter().filter(|who| *who == "Mr. Gordon Lisle").count(), 3);
    }
}
