//! How far a name reaches, and what is bare in it: the name without titles and offices.

use super::reader::{LONGEST, Reader, SOURCE, word};
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::span::Run;

impl Reader<'_> {
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
                } else if token.word == word::FOR && self.takes_for(end) {
                    2 + usize::from(self.word(end + 1, word::THE))
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
            return token.word == word::PLC;
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

    /// "Centre for Urban Futures", "Society for the Protection of Birds"; but "left the Bank for Tarn".
    fn takes_for(&self, at: usize) -> bool {
        let behind = at + 1 + usize::from(self.word(at + 1, word::THE));
        let class = self.class(behind);
        self.class(at - 1).any(Class::ORGANISATION)
            && self.capital(at - 1)
            && self.capital(behind)
            && !class.any(Class::PLACE.or(Class::TITLE).or(Class::TIME).or(Class::DEMONYM))
            && (self.capital(behind + 1) || !class.is_none() && !class.any(Class::GIVEN))
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
            if self.word(at + 1, word::FOR) {
                break;
            }
            if self.word(at + 1, word::OF) {
                // "Secretary of State Marco Rubio": the office's complement ends where a given name begins.
                let office_of = self.office(at);
                let given = (at + 3..end.saturating_sub(1))
                    .find(|&k| self.begins_person(k) || k == at + 3 && self.begins_stranger(at + 2, end));
                match given {
                    Some(given) if office_of => (bare, at) = (given, given),
                    _ => break,
                }
            } else if self.office(at)
                // "St. Clair Gower" would be another without it.
                && !self.word(at, word::ST)
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

    /// "The African Observatory for Rights", "Saudi Arabia": before an ordinary word, or a place, a people belongs to the name.
    fn is_of_people(&self, at: usize) -> bool {
        let persons = Class::TITLE.or(Class::ROLE).or(Class::KIN).or(Class::GROUP).or(Class::GIVEN);
        let (class, next) = (self.class(at), self.class(at + 1));
        class.any(Class::DEMONYM)
            && !class.any(Class::TITLE.or(Class::ROLE).or(Class::KIN))
            && (next.all(Class::COMMON.or(Class::NOUN)) || next.any(Class::PLACE))
            && !next.any(persons)
    }

    /// "Dean" in "Dean Swift" may be either; inside a name after a given name it is no office.
    fn is_name_here(&self, at: usize, bare: usize) -> bool {
        // "Manager Donna Reyes", "Coach Don Hill"
        const GIVEN: [u16; 3] = lexicon::entries(["don", "donna", "earl"]);
        // "Finn Abara" is no Finn.
        const ALWAYS: [u16; 2] = lexicon::entries(["donna", "finn"]);
        let behind = self.before(at).class().any(Class::ROLE.or(Class::TITLE));
        at > bare && !self.token(at).has(Flags::DOTTED) && self.class(bare).any(Class::GIVEN)
            || at == bare
                && (behind && lexicon::is_one_of(self.token(at).word, &GIVEN)
                    || lexicon::is_one_of(self.token(at).word, &ALWAYS))
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

    /// "Director of Education Krishna Reyes-Holt": behind an ordinary noun stands a name of which nothing is known.
    fn begins_stranger(&self, noun: usize, end: usize) -> bool {
        let known = self.class(noun);
        known.any(Class::NOUN)
            && !known.any(Class::PLACE.or(Class::GIVEN))
            && (noun + 1..end).all(|at| self.token(at).is(TokenKind::Word) && self.class(at).is_none())
    }

    fn begins_person(&self, at: usize) -> bool {
        let token = self.token(at);
        token.is_capitalised()
            && (token.class().any(Class::GIVEN) || (token.has(Flags::DOTTED) && token.len == 2))
    }
}
