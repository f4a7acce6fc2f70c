//! One sentence of tokens, read with bounds: what is a proper word here, and how far a name reaches.

use super::creature::Creatures;
use super::reach::Reach;
use super::usage::{self, Usage};
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::span::Run;

/// Nouns that can stand for whoever speaks.
pub(super) const SOURCE: Class =
    Class::ROLE.or(Class::KIN).or(Class::PERSON).or(Class::GROUP).or(Class::ORGANISATION).or(Class::DOCUMENT);
/// Nouns for people alone.
pub(super) const PEOPLE: Class =
    Class::ROLE.or(Class::KIN).or(Class::PERSON).or(Class::GROUP).or(Class::TITLE);
/// Words that build sentences: with a capital they are titles of works or verse, not names.
pub(super) const FUNCTION: Class = Class::DETERMINER
    .or(Class::CONJUNCTION)
    .or(Class::PREPOSITION)
    .or(Class::SUBORDINATOR)
    .or(Class::WH)
    .or(Class::MODAL)
    .or(Class::AUXILIARY)
    .or(Class::NEGATION)
    .or(Class::PRONOUN)
    .or(Class::FIRST)
    .or(Class::SECOND)
    .or(Class::POSSESSIVE)
    .or(Class::INTERJECTION);

/// Words that may have a capital for another reason than that they name somebody.
const PECULIAR: Class = FUNCTION.or(Class::ADDRESS).or(Class::ADJECTIVE).or(Class::TITLE).or(Class::TIME);

/// Who is told apart by a number: "Unit 7", "Agent 12".
const NUMBERED: [u16; 7] =
    lexicon::entries(["unit", "agent", "number", "subject", "patient", "prisoner", "model"]);

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

const ONESELF: [u16; 2] = lexicon::entries(["himself", "herself"]);

/// No phrase is longer.
pub(super) const LONGEST: usize = 16;

static NOTHING: Token =
    Token { start: 0, len: 0, word: 0, hash: 0, kind: TokenKind::Symbol, flags: Flags(0) };

/// The words that phrases are built with, as the lexicon numbers them.
pub(super) mod word {
    use crate::lexicon::entry;

    pub(in crate::mention) const A: u16 = entry("a");
    pub(in crate::mention) const AN: u16 = entry("an");
    pub(in crate::mention) const AND: u16 = entry("and");
    /// A lady's title in Italy, and a given name everywhere else.
    pub(in crate::mention) const DONNA: u16 = entry("donna");
    pub(in crate::mention) const ANOTHER: u16 = entry("another");
    pub(in crate::mention) const AS: u16 = entry("as");
    pub(in crate::mention) const AT: u16 = entry("at");
    pub(in crate::mention) const EACH: u16 = entry("each");
    pub(in crate::mention) const FOR: u16 = entry("for");
    pub(in crate::mention) const FROM: u16 = entry("from");
    pub(in crate::mention) const BY: u16 = entry("by");
    pub(in crate::mention) const EARLY: u16 = entry("early");
    pub(in crate::mention) const LATE: u16 = entry("late");
    pub(in crate::mention) const GOD: u16 = entry("god");
    pub(in crate::mention) const HEAD: u16 = entry("head");
    pub(in crate::mention) const IN: u16 = entry("in");
    pub(in crate::mention) const LADYSHIP: u16 = entry("ladyship");
    pub(in crate::mention) const LORDSHIP: u16 = entry("lordship");
    pub(in crate::mention) const LAST: u16 = entry("last");
    pub(in crate::mention) const NAME: u16 = entry("name");
    pub(in crate::mention) const NEXT: u16 = entry("next");
    /// A noun now and then, but hardly behind another: "they heard the cook say".
    pub(in crate::mention) const SAY: u16 = entry("say");
    pub(in crate::mention) const SINCE: u16 = entry("since");
    pub(in crate::mention) const UNTIL: u16 = entry("until");
    pub(in crate::mention) const IT: u16 = entry("it");
    pub(in crate::mention) const ITS: u16 = entry("its");
    pub(in crate::mention) const ITSELF: u16 = entry("itself");
    pub(in crate::mention) const OF: u16 = entry("of");
    pub(in crate::mention) const ONE: u16 = entry("one");
    pub(in crate::mention) const OTHERS: u16 = entry("others");
    pub(in crate::mention) const THAT: u16 = entry("that");
    pub(in crate::mention) const THE: u16 = entry("the");
    pub(in crate::mention) const THEN: u16 = entry("then");
    pub(in crate::mention) const THIS: u16 = entry("this");
    pub(in crate::mention) const TO: u16 = entry("to");
    pub(in crate::mention) const WHO: u16 = entry("who");
    pub(in crate::mention) const WHOSE: u16 = entry("whose");
}

/// A sentence, and what the whole text tells about its words.
pub(super) struct Reader<'s> {
    pub(super) text: &'s str,
    /// Up to the sentence's end.
    pub(super) tokens: &'s [Token],
    pub(super) usage: &'s Usage,
    pub(super) reach: &'s Reach,
    pub(super) creatures: &'s Creatures,
    /// The sentence's first token and the one after its last.
    pub(super) sentence: Run,
    /// Every longer word has a capital, as in a headline.
    pub(super) title: bool,
}

impl Reader<'_> {
    /// The token, or a symbol that matches nothing behind the sentence. What may stand before it is asked of
    /// [`Reader::before`].
    #[inline]
    pub(super) fn token(&self, at: usize) -> &Token {
        self.tokens.get(at).unwrap_or(&NOTHING)
    }

    /// The token before this one, or the symbol where the sentence begins.
    #[inline]
    pub(super) fn before(&self, at: usize) -> &Token {
        if at > self.sentence.start as usize { self.token(at - 1) } else { &NOTHING }
    }

    #[inline]
    pub(super) fn class(&self, at: usize) -> Class {
        self.token(at).class()
    }

    /// Whether the token is of the kind, which is not [`TokenKind::Symbol`].
    #[inline]
    pub(super) fn is(&self, at: usize, kind: TokenKind) -> bool {
        self.token(at).is(kind)
    }

    /// Whether the token is the word of this entry of the lexicon.
    #[inline]
    pub(super) fn word(&self, at: usize, entry: u16) -> bool {
        self.token(at).word == entry
    }

    /// Whether the word has a capital because of its place, whatever it is.
    pub(super) fn opens(&self, at: usize) -> bool {
        if at <= self.sentence.start as usize {
            return true;
        }
        let before = self.token(at - 1);
        match before.kind {
            // A closing mark stands off from the word after it.
            TokenKind::Mark => !self.token(at).space_before(),
            TokenKind::Emphasis | TokenKind::Symbol | TokenKind::Apostrophe => {
                at < 2 || at - 1 <= self.sentence.start as usize || usage::opens(self.token(at - 2), false)
            }
            // A line of verse after a comma.
            TokenKind::Comma | TokenKind::Semicolon => self.token(at).has(Flags::LINE),
            _ => usage::opens(before, false),
        }
    }

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
            return self.proper_anywhere(at, token, class);
        }
        true
    }

    /// "God said", "said God"; but "my God", "God knows" and "for God's sake" tell of nobody.
    fn reports(&self, at: usize) -> bool {
        let tells = |token: &Token| token.class().any(Class::TAG.or(Class::SPEECH));
        tells(self.token(at + 1)) || tells(self.before(at))
    }

    /// "Unit 7", "JUROR 8", "Robot 12": a number, and no date, tells one from the others.
    #[cold]
    fn is_numbered(&self, at: usize) -> bool {
        const LONG: u16 = 3;
        let (token, number) = (self.token(at), self.token(at + 1));
        let told = lexicon::is_one_of(token.word, &NUMBERED)
            || token.class().any(Class::ROLE.or(Class::PERSON)) && number.len <= LONG;
        token.is_capitalised() && told && self.token(at + 1).space_before()
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
            // "Will" and "May" can be people, where the text says so.
            return Some(
                given
                    && self.usage.capitalised(token) > 1
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
            return Some(self.named(at + 1) && !self.opens(at) && !self.class(at + 1).any(Class::TIME));
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
            || capitalised > 0 && self.speaks(at, token, class)
            || self.begins_firm(at, class)
            || (!self.title
                && class.any(Class::NOUN.or(Class::ADJECTIVE))
                && self.named(at + 1)
                && (class.any(Class::TITLE.or(Class::ROLE).or(Class::ORGANISATION))
                    // "Transport Minister Ada Osk"
                    || self.class(at + 1).any(Class::TITLE) && self.named(at + 2)))
    }

    /// "Strand herself", "Home wrote": where the text has somebody of the name, an ordinary noun that does what people do.
    fn speaks(&self, at: usize, token: &Token, class: Class) -> bool {
        let next = self.class(at + 1);
        let writes = next.any(Class::SPEECH.or(Class::WRITING)) && next.any(Class::PAST.or(Class::THIRD));
        let oneself = next.any(Class::PRONOUN) && lexicon::is_one_of(self.token(at + 1).word, &ONESELF);
        // "Hare rolled up her sleeves": so does hardly anything else that has a capital elsewhere.
        let acts = next.any(Class::PAST) && !next.any(Class::PARTICIPLE.or(Class::BASE).or(Class::AUXILIARY));
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

    /// An ending that makes ordinary words: -ly, -ing, -ed, -tion, -ness.
    fn derived(&self, token: &Token) -> bool {
        let word = self.text.get(token.span().range()).unwrap_or_default();
        ["ly", "ing", "ed", "tion", "tions", "ness", "ment", "able", "less", "ful", "ous"]
            .iter()
            .any(|end| word.ends_with(end))
    }

    /// A capitalised word that builds no sentences.
    #[inline]
    pub(super) fn capital(&self, at: usize) -> bool {
        let token = self.token(at);
        token.is(TokenKind::Word)
            && token.is_capitalised()
            && (!token.class().any(FUNCTION) || token.class().any(Class::GIVEN) || self.is_called_so(at))
    }

    /// "Lim Ah Kow", "Ms. Oh": between words with a capital nobody exclaims.
    #[cold]
    fn is_called_so(&self, at: usize) -> bool {
        let before = self.before(at);
        let title = before.class().all(Class::TITLE.or(Class::ABBREVIATION));
        let within = before.is_capitalised() && self.token(at + 1).is_capitalised();
        self.class(at).any(Class::INTERJECTION)
            && !self.class(at).any(FUNCTION.without(Class::INTERJECTION))
            && before.is(TokenKind::Word)
            && !before.class().any(FUNCTION)
            && (title || within && self.is(at + 1, TokenKind::Word))
    }

    /// A name goes on here: a capital, or one or two particles before one.
    pub(super) fn named(&self, at: usize) -> bool {
        self.capital(at) || self.particles(at) > 0
    }

    /// How many particles stand before the rest of a name: de, van der.
    fn particles(&self, at: usize) -> usize {
        let particle = |k| self.class(k).any(Class::PARTICLE) && !self.token(k).is_capitalised();
        match (particle(at), self.capital(at + 1)) {
            (true, true) => 1,
            (true, false) if particle(at + 1) && self.capital(at + 2) => 2,
            _ => 0,
        }
    }

    /// A finite verb, perhaps with an adverb before.
    pub(super) fn verb(&self, at: usize) -> bool {
        let class = self.class(at);
        class.any(Class::FINITE) || (class.any(Class::ADVERB) && self.class(at + 1).any(Class::FINITE))
    }

    /// Whether a word stands apart in speech, as whoever is called does: “Yes, monsieur.”
    pub(super) fn calls(&self, phrase: Run) -> bool {
        let apart = |token: &Token| {
            matches!(
                token.kind,
                TokenKind::Comma
                    | TokenKind::Mark
                    | TokenKind::Stop
                    | TokenKind::Question
                    | TokenKind::Exclamation
                    | TokenKind::Dash
            )
        };
        let start = phrase.start as usize;
        let opens = start.checked_sub(1).map_or(&NOTHING, |before| self.token(before));
        apart(opens) && apart(self.token(phrase.end as usize))
    }

    /// Whether a reporting verb stands next to the phrase.
    pub(super) fn reported(&self, phrase: Run) -> bool {
        let (start, end) = (phrase.start as usize, phrase.end as usize);
        let cue = Class::REPORTS.or(Class::TAG);
        let finite = Class::PAST.or(Class::THIRD);
        let reports = |class: Class| class.any(cue) && class.any(finite);
        let after = self.class(end);
        reports(after)
            || reports(self.before(start).class())
            || (after.any(Class::ADVERB) && reports(self.class(end + 1)))
    }

    /// The end of the name that begins at `start`, which is proper or a title.
    pub(super) fn name_end(&self, start: usize) -> usize {
        // The first word is in whatever it is.
        let mut end = start + 1;
        while end < start + LONGEST && (!self.token(end - 1).has(Flags::CLITIC) || self.is_seat(end)) {
            let token = self.token(end);
            let class = token.class();
            if token.is(TokenKind::Word) {
                let particles = || if class.any(Class::PARTICLE) { self.particles(end) } else { 0 };
                end += if self.goes_on(end, token, class) {
                    1
                } else if let more @ 1.. = particles() {
                    more + 1
                } else if token.word == word::OF && self.takes_of(end - 1) && !self.is_member(start, end) {
                    let the = usize::from(self.word(end + 1, word::THE));
                    if !self.capital(end + 1 + the) {
                        break;
                    }
                    2 + the
                } else {
                    break;
                };
                continue;
            }
            end = match token.kind {
                TokenKind::Comma if self.class(end + 1).any(Class::SUFFIX) && self.capital(end + 1) => {
                    end + 2
                }
                TokenKind::Number if end == start + 1 && self.is_numbered(start) => end + 1,
                TokenKind::Symbol if self.tied(end) => end + 2,
                TokenKind::Apostrophe if self.of_several(end) => end + 2,
                TokenKind::Mark => match self.nickname(end) {
                    Some(after) => after,
                    None => break,
                },
                _ => break,
            };
        }
        end.min(self.sentence.end as usize)
    }

    /// "Presque County Sheriff's | Office", "Attorney General's | Office"
    fn is_seat(&self, at: usize) -> bool {
        self.class(at).any(Class::ORGANISATION)
            && self.capital(at)
            && self.class(at - 1).any(Class::ROLE.or(Class::TITLE))
            && !self.capital(at + 1)
    }

    /// Whether the name before the word runs on over it.
    #[inline]
    fn goes_on(&self, at: usize, token: &Token, class: Class) -> bool {
        if !token.is_capitalised() {
            return false;
        }
        let name = self.capital(at) && !self.breaks(at, class) && (!self.title || self.proper(at));
        name || class.any(Class::SUFFIX) && !class.any(Class::FIRST)
    }

    /// A capitalised word that no name runs into.
    fn breaks(&self, at: usize, class: Class) -> bool {
        // "Mayor June Parker"
        let given =
            || class.any(Class::GIVEN) && self.capital(at + 1) && !self.class(at + 1).any(Class::TIME);
        class.any(Class::TIME) && !given() || self.opens(at)
    }

    /// "Duke of Harley", "Department of Justice".
    fn takes_of(&self, at: usize) -> bool {
        let heads = SOURCE.or(Class::TITLE).or(Class::NOUN).or(Class::PLURAL).or(Class::COMMON);
        let class = self.class(at);
        class.any(heads) && !class.any(Class::TIME)
    }

    /// "Tom Hill of the Range Council", "Sen. Josie Hale of Kansas": whom a given name names belongs there, whatever else
    /// the surname means.
    fn is_member(&self, start: usize, end: usize) -> bool {
        let first = (start..end).find(|&at| !self.office(at) || self.class(at).any(Class::GIVEN));
        let last = self.class(end - 1);
        first.is_some_and(|first| {
            let given = self.class(first);
            first + 1 < end
                && given.any(Class::GIVEN)
                && !given.any(Class::PLACE.or(Class::TITLE).or(Class::TIME))
                && !last.any(SOURCE.or(Class::TITLE).or(Class::PLACE))
        })
    }

    /// "Plasterers' Union", "Bus Employees' Federation".
    fn of_several(&self, at: usize) -> bool {
        let organisation = |at: usize| self.capital(at) && self.class(at).any(Class::ORGANISATION);
        !self.token(at).space_before()
            && (organisation(at + 1) || self.capital(at + 1) && organisation(at + 2))
    }

    /// "Johnson & Johnson".
    fn tied(&self, at: usize) -> bool {
        let span = self.token(at).span();
        matches!(self.text.get(span.range()), Some("&" | "&amp;")) && self.capital(at + 1)
    }

    /// The end of a name with a nickname in quotation marks inside: `William "Bill" Smith`.
    fn nickname(&self, at: usize) -> Option<usize> {
        let close = if self.is(at + 2, TokenKind::Mark) { at + 2 } else { at + 3 };
        (self.is(at, TokenKind::Mark)
            && self.token(at).space_before()
            && !self.token(at + 1).space_before()
            && self.capital(at + 1)
            && self.is(close, TokenKind::Mark)
            && !self.token(close).space_before()
            && self.capital(close + 1))
        .then_some(close + 2)
    }

    /// The bare name in a run of a name's tokens: what follows the last title or office.
    pub(super) fn bare(&self, name: Run) -> Run {
        let (start, end) = (name.start as usize, name.end as usize);
        // Mr. Banks is nobody's bank.
        let titled = end - start == 2 && self.class(start).all(Class::TITLE.or(Class::ABBREVIATION));
        if self.class(end.saturating_sub(1)).any(Class::ORGANISATION) && !titled {
            return name;
        }
        let mut bare = start;
        let mut at = start;
        while at + 1 < end {
            if self.word(at + 1, word::OF) {
                // "Secretary of State Marco Rubio": the office's complement ends where a given name begins.
                let office_of = self.office(at);
                let given = (at + 3..end.saturating_sub(1)).find(|&k| self.begins_person(k));
                match given {
                    Some(given) if office_of => (bare, at) = (given, given),
                    _ => break,
                }
            } else if self.office(at)
                && !self.is_name_here(at, bare)
                && !self.is_of_name(at)
                && !self.is_of_people(at)
            {
                bare = at + 1;
            }
            at += 1;
        }
        Run::new(bare, end)
    }

    /// A title, an office or a people before a name; of "Detective-Inspector" the last part tells.
    fn office(&self, at: usize) -> bool {
        let office = Class::TITLE.or(Class::ROLE).or(Class::KIN).or(Class::DEMONYM).or(Class::GROUP);
        let token = self.token(at);
        let class = token.class();
        if !class.is_none() {
            return class.any(office);
        }
        let word = self.text.get(token.span().range()).unwrap_or_default();
        word.rsplit_once('-').is_some_and(|(before, last)| {
            // "Mum-of-three"
            let part = before.strip_suffix("-of").unwrap_or(last);
            let (entry, _) = lexicon::look_up(part.as_bytes());
            lexicon::class(entry).any(Class::TITLE.or(Class::ROLE).or(Class::KIN))
        })
    }

    /// "The African Observatory for Rights": before an ordinary word a people belongs to the name.
    fn is_of_people(&self, at: usize) -> bool {
        let persons = Class::TITLE.or(Class::ROLE).or(Class::KIN).or(Class::GROUP).or(Class::GIVEN);
        let (class, next) = (self.class(at), self.class(at + 1));
        class.any(Class::DEMONYM)
            && !class.any(Class::TITLE.or(Class::ROLE).or(Class::KIN))
            && next.all(Class::COMMON.or(Class::NOUN))
            && !next.any(persons)
    }

    /// "Dean" in "Dean Swift" may be either; inside a name after a given name it is no office.
    fn is_name_here(&self, at: usize, bare: usize) -> bool {
        // "Manager Donna Reyes", "Coach Don Hill"
        const GIVEN: [u16; 3] = lexicon::entries(["don", "donna", "earl"]);
        let behind = self.before(at).class().any(Class::ROLE.or(Class::TITLE));
        at > bare && !self.token(at).has(Flags::DOTTED) && self.class(bare).any(Class::GIVEN)
            || at == bare
                && (behind || self.word(at, word::DONNA))
                && lexicon::is_one_of(self.token(at).word, &GIVEN)
    }

    /// "General Motors", "Fisher & Holt", "Unit 7": what could be a people or an office belongs to the name.
    fn is_of_name(&self, at: usize) -> bool {
        let persons = Class::TITLE.or(Class::ROLE).or(Class::KIN).or(Class::GROUP);
        let next = self.class(at + 1);
        // Mr. Wells, Captain Rivers: only what is an ordinary word, too, may be no title.
        let thing = self.class(at).any(Class::ADJECTIVE)
            && next.any(Class::PLURAL)
            && !next.any(persons.or(Class::GIVEN));
        self.is(at + 1, TokenKind::Number) || self.is(at + 1, TokenKind::Symbol) || thing
    }

    fn begins_person(&self, at: usize) -> bool {
        let token = self.token(at);
        token.is_capitalised()
            && (token.class().any(Class::GIVEN) || (token.has(Flags::DOTTED) && token.len == 2))
    }
}
