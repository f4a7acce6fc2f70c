//! What is a proper word: a capital that stands for somebody, not for the word's place or for its sort.

use super::reader::{FUNCTION, Reader, SOURCE, word};
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class};

/// Words that may have a capital for another reason than that they name somebody.
const PECULIAR: Class = FUNCTION.or(Class::ADDRESS).or(Class::ADJECTIVE).or(Class::TITLE).or(Class::TIME);

/// What books are divided into.
pub(crate) const DIVISIONS: [u16; 4] = lexicon::entries(["act", "book", "chapter", "part"]);

/// Who is told apart by a number: "Unit 7", "Agent 12", "Local 88".
const NUMBERED: [u16; 8] =
    lexicon::entries(["unit", "agent", "number", "subject", "patient", "prisoner", "model", "local"]);

/// Whom somebody sits for: "Ward 7 Councillor Ada Quill".
const SEATS: [u16; 2] = lexicon::entries(["district", "ward"]);

/// What those are called who are not called by name: "Your Grace".
const HONOURS: [u16; 11] = lexicon::entries([
    "grace",
    "majesty",
    "highness",
    "excellency",
    "honor",
    "honour",
    "worship",
    "lordship",
    "ladyship",
    "eminence",
    "holiness",
]);

/// What tells one part of a place's from another, or a new place from an old one.
const PARTS: [u16; 9] =
    lexicon::entries(["north", "south", "east", "west", "northern", "southern", "eastern", "western", "new"]);

const ONESELF: [u16; 2] = lexicon::entries(["himself", "herself"]);

impl Reader<'_> {
    /// Whether the word at `at` is a proper one, so that a name may begin with it.
    pub(super) fn proper(&self, at: usize) -> bool {
        let token = self.token(at);
        if !token.is(TokenKind::Word) || !token.is_capitalised() {
            return token.is(TokenKind::Handle);
        }
        let class = token.class();
        if self.is(at + 1, TokenKind::Number) && self.is_numbered(at) {
            return true;
        }
        if lexicon::is_one_of(self.before(at).word, &DIVISIONS) && self.is_roman(token) {
            return false;
        }
        if token.word == word::GOD && !self.reports(at) {
            return false;
        }
        let peculiar = if class.any(PECULIAR) { self.proper_peculiarly(at, token, class) } else { None };
        if let Some(proper) = peculiar {
            return proper;
        }
        if token.word == 0
            && (token.len > 6 && self.is_compound(token)
                || token.len < 5 && token.is_numbered(self.text)
                || self.is_party(at, token))
        {
            return false;
        }
        if self.title || self.opens(at) || (token.has(Flags::CAPITALS) && class.any(Class::COMMON)) {
            // MR. STONE
            const LOUD: Flags = Flags::DOTTED.with(Flags::CAPITALS);
            let titled = |before: &Token| before.has(LOUD) && before.class().any(Class::TITLE);
            if token.has(Flags::CAPITALS) && titled(self.before(at)) {
                return true;
            }
            return self.is_incorporated(at) || self.proper_anywhere(at, token, class);
        }
        true
    }

    /// "Bolt Ltd. said", "Vantage Pumps, Inc. said": what stands before such letters is a firm's name.
    fn is_incorporated(&self, at: usize) -> bool {
        let firm = Class::SUFFIX.or(Class::ORGANISATION);
        let letters = |at: usize| self.class(at).all(firm) && (self.capital(at) || self.word(at, word::PLC));
        let behind = |at: usize| letters(at) || self.is(at, TokenKind::Comma) && letters(at + 1);
        behind(at + 1) || self.capital(at + 1) && behind(at + 2)
    }

    /// "God said", "said God"; but "my God", "God knows" and "for God's sake" tell of nobody.
    fn reports(&self, at: usize) -> bool {
        let tells = |token: &Token| token.class().any(Class::TAG.or(Class::SPEECH));
        tells(self.token(at + 1)) || tells(self.before(at))
    }

    /// "Unit 7", "JUROR 8", "Robot 12": a number, and no date, tells one from the others.
    #[cold]
    pub(super) fn is_numbered(&self, at: usize) -> bool {
        const LONG: u16 = 3;
        let (token, number) = (self.token(at), self.token(at + 1));
        let told = lexicon::is_one_of(token.word, &NUMBERED)
            || lexicon::is_one_of(token.word, &SEATS) && self.capital(at + 2)
            || token.class().any(Class::ROLE.or(Class::PERSON)) && number.len <= LONG;
        token.is_capitalised() && told && self.token(at + 1).space_before()
    }

    /// "CHAPTER V. Anna's Lesson"
    fn is_roman(&self, token: &Token) -> bool {
        let word = self.text.get(token.span().range()).unwrap_or_default();
        word.trim_end_matches('.').bytes().all(|digit| matches!(digit, b'I' | b'V' | b'X' | b'L' | b'C'))
    }

    /// "Rep. Hal Brandt, R-Okla.,": a party and the place that somebody sits for.
    fn is_party(&self, at: usize, token: &Token) -> bool {
        let word = self.text.get(token.span().range()).unwrap_or_default().as_bytes();
        matches!(word, [b'D' | b'I' | b'R', b'-', b'A'..=b'Z', ..])
            && matches!(self.before(at).kind, TokenKind::Comma | TokenKind::Open)
    }

    /// "Nine-year-old Alfie Marsh", "London-based Halden & Pryce": no part of the name.
    fn is_compound(&self, token: &Token) -> bool {
        let word = self.text.get(token.span().range()).unwrap_or_default().as_bytes();
        matches!(word.last(), Some(b'd'))
            && ["-year-old", "-based"].iter().any(|end| word.ends_with(end.as_bytes()))
    }

    /// The same of a capital that may be there for another reason than its place, where that decides.
    fn proper_peculiarly(&self, at: usize, token: &Token, class: Class) -> Option<bool> {
        let given = class.any(Class::GIVEN);
        if class.any(Class::ADDRESS) && self.is_honour(at)
            || class.any(Class::ADJECTIVE) && self.is_honour(at + 1)
        {
            return Some(false);
        }
        if class.any(FUNCTION) && !(given && !self.opens(at)) {
            // "Will" and "May" can be people, where the text says so; "Faith" and "Joy" are otherwise only cried.
            let enough = if class.any(Class::INTERJECTION) { 0 } else { 1 };
            return Some(
                given
                    && self.usage.capitalised(token) > enough
                    && self.verb(at + 1)
                    && !self.class(at + 1).any(Class::PRONOUN),
            );
        }
        if class.any(Class::TITLE) && self.named(at + 1) {
            return Some(true);
        }
        if given && class.any(Class::TIME) && self.dates(at) {
            return Some(false);
        }
        if class.any(Class::TIME) && !given {
            return Some(
                self.named(at + 1)
                    && !self.opens(at)
                    && !self.class(at + 1).any(Class::TIME)
                    && !self.is_when(at),
            );
        }
        None
    }

    /// "Your Grace", "Her Royal Highness", but not "her Grace Darling".
    pub(super) fn is_honour(&self, at: usize) -> bool {
        let token = self.token(at);
        // "Her ladyship" is she herself, whereas "her grace" may be what she moves with.
        let alone = lexicon::is_one_of(token.word, &[word::LADYSHIP, word::LORDSHIP]);
        lexicon::is_one_of(token.word, &HONOURS)
            && (token.is_capitalised() || alone)
            && !token.has(Flags::CLITIC)
            && !self.capital(at + 1)
            && (self.before(at).class().any(Class::POSSESSIVE)
                || self.before(at.wrapping_sub(1)).class().any(Class::POSSESSIVE)
                    && self.before(at).class().any(Class::ADJECTIVE)
                    && self.before(at).is_capitalised())
    }

    /// "On Tuesday Kerensky said", "all that Friday Martin slept", but not "in the Sunday Times".
    fn is_when(&self, at: usize) -> bool {
        let next = self.class(at + 1);
        let somebody = next.any(Class::GIVEN) && !next.any(Class::COMMON);
        let dated = self.dates(at) || lexicon::is_one_of(self.before(at).word, &[word::ON, word::THIS]);
        somebody || dated && (next.is_none() || next.any(Class::TITLE))
    }

    /// Whether a month stands here as a month: "in August", "late June", "May 7".
    fn dates(&self, at: usize) -> bool {
        let before = self.before(at);
        let within = [
            word::IN,
            word::OF,
            word::SINCE,
            word::UNTIL,
            word::BY,
            word::LAST,
            word::NEXT,
            word::EARLY,
            word::LATE,
        ];
        self.is(at + 1, TokenKind::Number)
            || before.is(TokenKind::Number)
            || lexicon::is_one_of(before.word, &within)
            || before.class().any(Class::TIME)
    }

    /// The same where the capital tells nothing.
    fn proper_anywhere(&self, at: usize, token: &Token, class: Class) -> bool {
        let listed = !class.is_none();
        if class.any(Class::PLACE) && !class.any(Class::COMMON) {
            return true;
        }
        // "Moody's said": what an adjective cannot own.
        let does = self.class(at + 1);
        let says =
            does.any(Class::REPORTS) && does.any(Class::PAST) || does.all(Class::AUXILIARY.or(Class::THIRD));
        if token.has(Flags::CLITIC) && class.any(Class::ADJECTIVE) && !class.any(Class::NOUN) && says {
            return true;
        }
        if self.is(at + 1, TokenKind::Symbol) && self.tied(at + 1) {
            return true;
        }
        if !class.any(Class::COMMON) {
            let lower = self.usage.lower(token);
            if class.any(Class::GIVEN) {
                return lower <= self.usage.capitalised(token).saturating_add(2);
            }
            if listed && !class.any(Class::KIN.or(Class::TITLE)) {
                return self.usage.is_name(token) || (self.capital(at + 1) && lower == 0 && !self.title);
            }
            if class.any(Class::KIN.or(Class::TITLE)) {
                return self.usage.capitalised(token) > 0 && (self.verb(at + 1) || self.capital(at + 1));
            }
            // Unknown to the lexicon and to the rest of the text: a name unless its ending says otherwise.
            return if lower > 0 {
                self.usage.is_name(token)
            } else {
                self.usage.capitalised(token) > 0
                    || token.has(Flags::CLITIC)
                    || self.capital(at + 1)
                    || !self.derived(token)
            };
        }
        let capitalised = self.usage.capitalised(token);
        if class.any(Class::GIVEN) {
            // "Mark Tolliver": an ordinary word, too, but nothing else stands before a capital.
            return capitalised > 0 && (self.usage.is_name(token) || self.verb(at + 1))
                || !self.title && self.usage.lower(token) == 0 && self.behaves(at, class)
                || !self.title
                    && self.capital(at + 1)
                    && !class.any(Class::SUFFIX)
                    && !self.class(at + 1).any(Class::TIME);
        }
        // "Crisp, who rates the shares", "Stone, told of it, said": of an ordinary word nothing else is told so.
        let somebody = || {
            let told = self.class(at + 2).any(Class::PARTICIPLE) && self.class(at + 2).any(Class::REPORTS);
            self.usage.lower(token) == 0
                && self.is(at + 1, TokenKind::Comma)
                && (self.word(at + 2, word::WHO) || self.word(at + 2, word::WHOSE) || told)
                && !class.any(SOURCE.or(Class::PLURAL))
        };
        capitalised > 1 && self.usage.is_name(token)
            || capitalised > 0 && somebody()
            || self.is_introduced(at, token, class)
            || self.begins_office(at, class)
            || capitalised > 0 && self.speaks(at, token, class)
            || self.begins_firm(at, class)
            || self.begins_body(at, class)
            || self.begins_place(at, token)
            || (!self.title
                && class.any(Class::NOUN.or(Class::ADJECTIVE))
                && self.named(at + 1)
                && (class.any(Class::TITLE.or(Class::ROLE).or(Class::ORGANISATION))
                    // "Transport Minister Ada Osk"
                    || self.class(at + 1).any(Class::TITLE) && self.named(at + 2)))
    }

    /// "Pep Reyes, who had seen it": before a surname that the text uses elsewhere an ordinary noun is a given name.
    fn is_introduced(&self, at: usize, token: &Token, class: Class) -> bool {
        let surname = self.token(at + 1);
        let who = self.word(at + 3, word::WHO) || self.word(at + 3, word::WHOSE);
        !self.title
            && self.capital(at + 1)
            && self.is(at + 2, TokenKind::Comma)
            && who
            && class.any(Class::NOUN)
            && !class.any(SOURCE.or(Class::PLURAL).or(Class::TITLE).or(Class::ADJECTIVE).or(Class::DEMONYM))
            && surname.class().without(Class::PLACE).is_none()
            && self.usage.lower(token) == 0
            && self.usage.capitalised(surname) > 1
    }

    /// "Director of Education Ada Quill": an office with what it is of before a given name and a surname.
    fn begins_office(&self, at: usize, class: Class) -> bool {
        let (of, given, surname) = (self.class(at + 2), self.class(at + 3), self.class(at + 4));
        !self.title
            && class.any(Class::ROLE)
            && self.word(at + 1, word::OF)
            && (at + 2..at + 5).all(|at| self.capital(at))
            && of.any(Class::NOUN)
            && !of.any(Class::PLACE.or(Class::GIVEN))
            && (given.is_none() || given.any(Class::GIVEN))
            && !surname.any(SOURCE.or(FUNCTION))
    }

    /// "Strand herself", "Home wrote": where the text has somebody of the name, an ordinary noun that does what people do.
    fn speaks(&self, at: usize, token: &Token, class: Class) -> bool {
        let next = self.class(at + 1);
        let writes = next.any(Class::SPEECH.or(Class::WRITING)) && next.any(Class::PAST.or(Class::THIRD));
        let oneself = next.any(Class::PRONOUN) && lexicon::is_one_of(self.token(at + 1).word, &ONESELF);
        // "Hare rolled up her sleeves": so does hardly anything else that has a capital elsewhere.
        let acts = next.any(Class::PAST) && !next.any(Class::PARTICIPLE.or(Class::BASE).or(Class::AUXILIARY))
            || self.gestures(at + 1);
        // "Bush would not say", "Stone has denied it", "Stone denied it"
        let behind = self.class(at + 2);
        let helped = next.any(Class::MODAL.or(Class::AUXILIARY))
            && (behind.any(Class::NEGATION.or(Class::REPORTS)) || behind.any(Class::PARTICIPLE));
        let reports = next.any(Class::REPORTS) && next.any(Class::PAST) && !next.any(Class::NOUN);
        !self.title
            && class.any(Class::NOUN)
            && !class.any(SOURCE.or(Class::PLURAL))
            && self.usage.lower(token) == 0
            && (oneself || writes || acts || helped || reports)
    }

    /// "Rob looked up", "Mark and Kate were packing", "Dawn shook her head", but not "Dawn broke": what a given name does
    /// and the ordinary word does not. No man's name is the word for a substance or a time.
    fn behaves(&self, at: usize, class: Class) -> bool {
        let next = self.class(at + 1);
        let past = next.any(Class::PAST)
            && !next.any(Class::AUXILIARY.or(Class::MODAL).or(Class::NOUN).or(Class::PLURAL));
        let pair = self.word(at + 1, word::AND)
            && self.capital(at + 2)
            && self.class(at + 2).any(Class::GIVEN)
            && !self.class(at + 2).any(Class::COMMON)
            && self.verb(at + 3);
        class.any(Class::MALE) && !class.any(Class::FEMALE) && past || pair || self.gestures(at + 1)
    }

    /// "shrugged", "closed her laptop": what people alone do.
    fn gestures(&self, at: usize) -> bool {
        let (verb, object) = (self.class(at), self.class(at + 1));
        let own = object.any(Class::POSSESSIVE) && object.any(Class::MALE.or(Class::FEMALE));
        verb.any(Class::PAST)
            && !verb.any(Class::AUXILIARY.or(Class::MODAL))
            && (verb.any(Class::MANNER) && !self.word(at, word::BROKE) || own)
    }

    /// "National Lines", "Island Lines": before an ordinary noun with a capital all is a name.
    fn begins_firm(&self, at: usize, class: Class) -> bool {
        let next = self.class(at + 1);
        let noun = class.any(Class::NOUN) && !class.any(SOURCE.or(Class::PLURAL));
        !self.title
            && (class.any(Class::ADJECTIVE) || noun)
            && self.capital(at + 1)
            && next.all(Class::COMMON)
            && next.any(Class::NOUN.or(Class::PLURAL))
            && !next.any(SOURCE.or(Class::TITLE).or(Class::GIVEN).or(Class::TIME))
    }

    /// "Prima Bank said": an ordinary noun before a body with a capital that does something.
    fn begins_body(&self, at: usize, class: Class) -> bool {
        let body = self.class(at + 1);
        !self.title
            && class.any(Class::NOUN.or(Class::ADJECTIVE))
            && !class.any(SOURCE.or(Class::PLURAL).or(FUNCTION))
            && self.capital(at + 1)
            && body.any(Class::ORGANISATION)
            && !body.any(Class::SOMEBODY.or(Class::MANY))
            && (self.verb(at + 2) || self.is(at + 2, TokenKind::Open))
    }

    /// "South Korea said", "New Zealand has": a part of the world before a place.
    fn begins_place(&self, at: usize, token: &Token) -> bool {
        let of = self.class(at + 1);
        !self.title
            && lexicon::is_one_of(token.word, &PARTS)
            && self.capital(at + 1)
            && of.any(Class::PLACE)
            && !of.any(Class::GIVEN)
    }

    /// An ending that makes ordinary words: -ly, -ing, -ed, -tion, -ness.
    fn derived(&self, token: &Token) -> bool {
        let word = self.text.get(token.span().range()).unwrap_or_default();
        ["ly", "ing", "ed", "tion", "tions", "ness", "ment", "able", "less", "ful", "ous"]
            .iter()
            .any(|end| word.ends_with(end))
    }
}
