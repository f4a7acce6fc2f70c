//! Whom a mention in a report stands for: itself, or the last person or thing so called.

use super::agreement::unlike_person;
use super::{Found, LOOK, OF, Report};
use crate::Gender;
use crate::entity::EntityKind;
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::mention::{Mention, MentionKind};
use crate::span::Run;
use crate::speaker::description::Described;
use crate::speaker::epithet::SO_NAMED;

/// How surely the right speaker is known, by how the text refers to them.
const NAMED: f32 = 0.97;
const DESCRIBED: f32 = 0.93;
const SAME_NOUN: f32 = 0.8;
const PRONOUN: f32 = 0.8;

/// How many words may stand before a name's title.
const NEAR: u32 = 4;

impl Report<'_> {
    /// Whom a mention stands for; `words` are those by which a description is known.
    pub(super) fn who(&mut self, index: u32, words: Option<Run>) -> Option<Found> {
        let mention = self.mention(index)?;
        let found = |entity, sure| Some(Found { entity, mention: Some(index), sure });
        let found = match (mention.entity(), mention.kind) {
            (Some(_), MentionKind::Name) if self.epithet(words.unwrap_or(mention.tokens())) => {
                let words = words.unwrap_or(mention.tokens());
                let whom = self.bearer(words, index as usize, Gender::Unknown);
                found(whom.or(mention.entity())?, SAME_NOUN)
            }
            (Some(entity), MentionKind::Name) if self.is_office(&mention) => {
                let whom = self.apposed(index, &mention).or_else(|| {
                    // "The MP", "the Labour MP".
                    let office = self.token(mention.head().end.saturating_sub(1));
                    let proper = office.is_some_and(|office| office.has(Flags::CAPITAL));
                    let alone = mention.tokens().end == mention.head().end;
                    (alone && (proper || mention.tokens().len() == 2))
                        .then(|| self.bearer(mention.tokens(), index as usize, mention.gender))?
                });
                found(whom.unwrap_or(entity), SAME_NOUN)
            }
            (Some(entity), _) => found(entity, NAMED),
            (None, MentionKind::Nominal) => match self.named_by(index, &mention, words) {
                Some(entity) => found(entity, NAMED),
                None => match self
                    .same_noun(index, &mention)
                    .or_else(|| self.bears(index, &mention))
                    .or_else(|| self.named_later(mention.tokens(), index))
                {
                    Some(entity) => {
                        self.is_organisation(entity, &mention);
                        found(entity, SAME_NOUN)
                    }
                    None => {
                        let described = Described::of(&mention);
                        let words = self.words(&mention, words);
                        let entity =
                            self.descriptions.entity_of(self.prose, &described, words, self.entities);
                        found(entity, DESCRIBED)
                    }
                },
            },
            (None, MentionKind::Pronoun) => {
                let antecedent = self.antecedent(index, &mention);
                let nearer = antecedent.is_none_or(|antecedent| self.is_farther(antecedent));
                let just_now = self.said_just_now(&mention).filter(|_| nearer);
                let antecedent =
                    just_now.or_else(|| self.who_plainly(antecedent?)).or_else(|| self.said_last(&mention));
                let entity = self.told_by(&mention, antecedent).or(antecedent)?;
                self.is_person(entity, mention.gender);
                found(entity, PRONOUN)
            }
            (None, _) => None,
        }?;
        if let Some(mention) = self.mentions.get_mut(index as usize) {
            mention.stands_for(Some(found.entity));
        }
        Some(found)
    }

    /// Whose name explains a description, or who is called so for once: "the mother of five".
    fn named_by(&self, index: u32, mention: &Mention, words: Option<Run>) -> Option<u32> {
        let explained = || {
            let sentence = self.prose.sentences.get(self.sentence(mention.tokens().start))?.tokens;
            self.mention(self.explaining(index, sentence)?)?.entity()
        };
        let called = || {
            let words = words.filter(|&words| self.epithet(words))?;
            self.bearer(words, index as usize, mention.gender)
        };
        self.apposed(index, mention).or_else(explained).or_else(called)
    }

    /// Whether a name is that of an office: "the Minister", "General Secretary", "the Secretary of State".
    pub(super) fn is_office(&self, name: &Mention) -> bool {
        let words = Run { start: name.tokens().start, end: name.head().end };
        let words = self.tokens(words);
        let of = words.iter().position(|word| word.word == OF).unwrap_or(words.len());
        let words = words.get(..of).unwrap_or_default();
        let listed = |word: &Token| {
            word.word != 0 && !word.class().any(Class::GIVEN.or(Class::PLACE)) && !word.has(Flags::CLITIC)
        };
        let office = words.last().is_some_and(|last| {
            last.class().any(Class::ROLE.or(Class::TITLE)) && !last.class().any(Class::ORGANISATION)
        });
        office && words.iter().all(listed)
    }

    /// Who bears the office that a description names, with nothing behind it.
    fn bears(&self, index: u32, mention: &Mention) -> Option<u32> {
        let alone = !mention.plural && mention.tokens().end == mention.head().end;
        alone.then(|| self.bearer(mention.tokens(), index as usize, mention.gender))?
    }

    /// Notes what "the company" tells of a name that tells nothing by itself.
    fn is_organisation(&mut self, entity: u32, mention: &Mention) {
        let head = self.head_class(mention);
        if let Some(known) = self.entities.get_mut(entity as usize)
            && known.kind == EntityKind::Unknown
            && head.any(Class::ORGANISATION)
        {
            known.kind = EntityKind::Organization;
        }
    }

    /// Notes what "he" or "she" tells of a name that tells nothing by itself.
    fn is_person(&mut self, entity: u32, gender: Gender) {
        if let Some(known) = self.entities.get_mut(entity as usize)
            && known.kind == EntityKind::Unknown
            && matches!(gender, Gender::Male | Gender::Female)
        {
            known.kind = EntityKind::Person;
            known.gender = gender;
        }
    }

    /// Notes what descriptions between commas tell of those whose names tell nothing: "the landlady, Eteri, …".
    pub(super) fn learn(&mut self) {
        for index in 0..self.mentions.len() as u32 {
            let Some(mention) = self.mention(index) else { break };
            let gender = mention.gender;
            let one = mention.kind == MentionKind::Nominal && !mention.plural && !self.owns(&mention);
            if !one
                || !matches!(gender, Gender::Male | Gender::Female)
                || !self.head_class(&mention).any(Class::SOMEBODY)
                || !self.is_comma(mention.head().end)
            {
                continue;
            }
            let name = self.mentions.get(index as usize + 1).copied();
            let name = name.filter(|name| {
                name.tokens().start == mention.head().end + 1
                    && name.kind == MentionKind::Name
                    && self.is_comma(name.head().end)
                    && !self.names_body(&mention, name)
            });
            if let Some(entity) = name.and_then(|name| name.entity()) {
                self.is_person(entity, gender);
            }
        }
    }

    /// Whom a mention stands for that is no pronoun.
    pub(super) fn who_plainly(&mut self, index: u32) -> Option<u32> {
        let mention = self.mention(index)?;
        if mention.kind == MentionKind::Pronoun {
            return mention.entity();
        }
        self.who(index, None).map(|found| found.entity)
    }

    /// The name that a description is explained by: "its chief engineer, Ada Quill".
    pub(super) fn apposed(&self, index: u32, mention: &Mention) -> Option<u32> {
        let led = self.is_led(mention.tokens());
        self.mentions
            .get(index as usize + 1..)?
            .iter()
            .take(LOOK)
            .take_while(|inner| inner.tokens().start <= mention.tokens().end + 1 + NEAR)
            .find(|inner| {
                let start = self.told_from(inner);
                inner.kind == MentionKind::Name
                    && start <= mention.tokens().end + 1
                    && (inner.tokens().start > mention.head().end
                        && (self.is(start.saturating_sub(1), TokenKind::Comma)
                            && !self.is_introduced(inner)
                            && !self.names_body(mention, inner)
                            || self.so_named(inner)
                            || self.is_so_called(mention, inner))
                        || self.carries(mention, inner))
                    && !self.owns(inner)
                    && !(led && self.begins_clause(mention, inner))
            })?
            .entity()
    }

    /// *According to | the clerk*, *according to court | papers*
    fn is_led(&self, phrase: Run) -> bool {
        const ACCORDING: u16 = lexicon::entry("according");
        let start = phrase.start as usize;
        let before = self.prose.tokens.get(start.saturating_sub(NEAR as usize)..start).unwrap_or_default();
        let words = before.iter().rev().take_while(|token| token.is(TokenKind::Word));
        words.into_iter().any(|led| led.word == ACCORDING)
    }

    /// *According to the lawsuit, Brandt fled. | It says …*: a document that told the last sentence, or else what did so
    /// before a name of which nothing is known.
    fn told_by(&self, pronoun: &Mention, antecedent: Option<u32>) -> Option<u32> {
        let (found, source) = self.named?;
        let source = self.run(source);
        let known = |entity: u32| self.entities.get(entity as usize);
        let thing = !pronoun.plural && !matches!(pronoun.gender, Gender::Male | Gender::Female);
        let kind = known(found.entity)?.kind;
        let told = matches!(kind, EntityKind::Work | EntityKind::Organization);
        let led =
            self.is_led(source) && self.sentence(source.start) + 1 == self.sentence(pronoun.tokens().start);
        let open = kind == EntityKind::Work || antecedent.and_then(known).is_none_or(unlike_person);
        (thing && told && led && open && pronoun.quotation().is_none()).then_some(found.entity)
    }

    /// *According to police, | Brandt | fled*, *according to her brother, | Ada Quill | never ate eels*: behind such a phrase
    /// and a comma begins what is said, unless the name explains one person and ends with a comma of its own.
    fn begins_clause(&self, led: &Mention, name: &Mention) -> bool {
        const FAR: usize = 12;
        let head = self.class(led.head().start);
        let one = !led.plural && head.any(Class::SOMEBODY);
        let behind = self.prose.tokens.get(name.head().end as usize..).unwrap_or_default();
        let words = behind.iter().take(FAR).take_while(|token| token.is(TokenKind::Word));
        let verb = |token: &Token| token.class().any(Class::FINITE) && !token.has(Flags::CAPITAL);
        self.is_comma(led.head().end) && (!one || words.into_iter().any(verb))
    }

    /// Where a name begins with what stands before its title: "the genial | Lord Tranter".
    fn told_from(&self, name: &Mention) -> u32 {
        let start = name.tokens().start;
        let adjectives = (start.saturating_sub(NEAR)..start).rev();
        let first = adjectives.take_while(|&at| self.class(at).any(Class::ADJECTIVE)).last().unwrap_or(start);
        let article = first.checked_sub(1).filter(|&at| self.class(at).any(Class::DETERMINER));
        article.filter(|_| self.class(start).any(Class::TITLE)).unwrap_or(start)
    }

    /// "The charity Tidewatch", "the newspaper El Mirador".
    fn carries(&self, mention: &Mention, name: &Mention) -> bool {
        let head = self.head_class(mention);
        name.tokens().start == mention.head().end && head.any(Class::ORGANISATION)
    }

    /// *Our guest is Ada Quill*.
    fn is_so_called(&self, mention: &Mention, name: &Mention) -> bool {
        const BEING: [u16; 2] = lexicon::entries(["is", "was"]);
        let head = self.head_class(mention);
        let person = name.entity().and_then(|entity| self.entities.get(entity as usize));
        name.tokens().start == mention.tokens().end + 1
            && self.is_one_of(mention.tokens().end, &BEING)
            && head.any(Class::SOMEBODY)
            && !mention.plural
            && person.is_some_and(|person| person.kind == EntityKind::Person)
    }

    /// *A spokesman for the line, Coastways*, *a sheriff in Marlow County, Georgia*: the name is the firm's or the county's,
    /// not the spokesman's.
    pub(super) fn names_body(&self, mention: &Mention, name: &Mention) -> bool {
        let Some(body) = name.tokens().start.checked_sub(2).filter(|&body| body >= mention.head().end) else {
            return false;
        };
        let place = || {
            self.token(body).is_some_and(Token::is_capitalised)
                && self.class(name.head().start).any(Class::PLACE)
        };
        let firm = || {
            !self.class(name.head().start).any(Class::GIVEN)
                && self.class(body).any(Class::ORGANISATION)
                && !self.class(body).any(Class::SOMEBODY)
        };
        name.tokens().len() == 1 && (firm() || place())
    }

    /// *The clerk asked her to go; | she …*, *A tutor told him that …. | He …*: whoever says something to her is somebody else.
    pub(super) fn acts_on(&self, pronoun: &Mention, mention: &Mention) -> bool {
        const HIM: u16 = lexicon::entry("him");
        const HER: u16 = lexicon::entry("her");
        let end = mention.tokens().end as usize;
        let Some([verb, object, next]) = self.prose.tokens.get(end..end + 3) else { return false };
        let known = mention.entity().and_then(|entity| self.entities.get(entity as usize));
        let unknown = known.map_or(mention.gender, |known| known.gender) == Gender::Unknown;
        let whom = match pronoun.gender {
            Gender::Male => HIM,
            Gender::Female => HER,
            _ => return false,
        };
        // "Told | her | mother"
        let alone = !next.is(TokenKind::Word)
            || next
                .class()
                .any(Class::PREPOSITION.or(Class::SUBORDINATOR).or(Class::WH).or(Class::DETERMINER));
        unknown
            && mention.kind != MentionKind::Pronoun
            && object.word == whom
            && verb.class().any(Class::REPORTS)
            && verb.class().any(Class::PAST.or(Class::THIRD))
            && alone
    }

    /// "A commuter named Graham Pell".
    fn so_named(&self, name: &Mention) -> bool {
        let before = self.prose.tokens.get(name.tokens().start as usize - 1);
        before.is_some_and(|before| lexicon::is_one_of(before.word, &SO_NAMED))
    }
}
