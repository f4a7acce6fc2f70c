//! What a pronoun in a report stands for: the subject before it, or the nearest that agrees.

use super::{LOOK, Report};
use crate::Gender;
use crate::entity::{Entity, EntityKind};
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::mention::{Mention, MentionKind};
use crate::span::Run;
use crate::speaker::description::COMPANIES;
use crate::speaker::fact::{self, Role};
use crate::speaker::frame::Fit;
use crate::speaker::reference::is_where;

/// How many sentences back a pronoun reaches.
const SENTENCES: usize = 4;

/// Determiners that bring in somebody new.
pub(super) const INDEFINITE: [u16; 5] = lexicon::entries(["a", "an", "another", "one", "some"]);

impl Report<'_> {
    /// The mentions before one, the nearest first.
    pub(super) fn before(&self, index: u32) -> impl Iterator<Item = (u32, &Mention)> {
        let to = index as usize;
        let from = to.saturating_sub(LOOK);
        let near = self.mentions.get(from..to).unwrap_or_default();
        near.iter().enumerate().rev().map(move |(at, mention)| ((from + at) as u32, mention))
    }

    /// The mention that a pronoun stands for: the subject of its sentence before it, or of the sentences before; failing
    /// that the nearest that agrees.
    pub(super) fn antecedent(&self, index: u32, pronoun: &Mention) -> Option<u32> {
        let rival = self.rival(index, pronoun);
        self.antecedent_but(index, pronoun, rival)
    }

    /// The same where somebody is known to be another.
    pub(super) fn antecedent_but(&self, index: u32, pronoun: &Mention, rival: Option<u32>) -> Option<u32> {
        let begun = self.sentence(pronoun.tokens().start);
        let mut here = begun;
        let is_somebody = matches!(pronoun.gender, Gender::Male | Gender::Female);
        let begin = self.entries.begin(pronoun.tokens().start);
        // Of the nearest sentence with somebody who agrees: a subject, and else the nearest.
        let mut best: Option<(usize, bool, u32)> = None;
        let mut topic: Option<u32> = None;
        // Somebody new to whom something is done, where there is nobody else.
        let mut last: Option<(usize, u32)> = None;
        // Whom the pronoun's own words tell of: hardly the one who says them.
        let mut passed = None;
        for (at, mention) in self.before(index) {
            let sentence = self.sentence(mention.tokens().start);
            if sentence + SENTENCES < here || best.is_some_and(|(known, ..)| sentence < known) {
                break;
            }
            if is_somebody && pronoun.quotation().is_none() && mention.quotation().is_some() {
                // What somebody says stands between.
                here = here.min(sentence);
                continue;
            }
            if self.teller.is_some() && mention.entity() == self.teller
                || rival.is_some() && mention.entity() == rival
            {
                continue;
            }
            if !self.agrees(pronoun, mention)
                || self.is_opposed(pronoun, at, mention)
                || self.acts_on(pronoun, mention)
            {
                continue;
            }
            if mention.quotation() != pronoun.quotation() || mention.tokens().end > pronoun.tokens().start {
                continue;
            }
            if sentence == begun && self.is_interrupted(pronoun, mention) {
                passed = passed.or(Some(at));
                continue;
            }
            if sentence == begun
                && (self.is_asker(mention) || self.is_aside(mention, begun) || self.is_modifier(mention))
            {
                passed = passed.or(Some(at));
                continue;
            }
            if is_somebody
                && (self.is_home(mention) || self.is_nobody(mention) || self.is_site(mention, sentence))
            {
                continue;
            }
            // *His father sold rope. ¶ At twenty he was a clerk.*
            if self.belongs(at, pronoun) && self.paragraph_of(mention) < self.paragraph_of(pronoun) {
                continue;
            }
            if self.is_apposed(mention, sentence) || self.dateline(mention.tokens().start).is_some() {
                continue;
            }
            if self.is_agent(mention, sentence, begun)
                || sentence == begun && (self.belongs(at, pronoun) || self.is_owner(mention))
            {
                continue;
            }
            if mention.kind == MentionKind::Pronoun && mention.entity().is_none() {
                // "Does she still think of it?" Whoever that is has been spoken of until here.
                here = sentence;
                // And nobody whom the same sentence names behind the pronoun, unless they do something there.
                // Nor somebody new: "they accused him of …, in which a figure …. | He"
                let new = |at: u32| {
                    mention.gender == pronoun.gender && self.mention(at).is_some_and(|one| self.is_new(&one))
                };
                best = best.filter(|(_, subject, at)| *subject && !self.belongs(*at, pronoun) && !new(*at));
                continue;
            }
            if mention.tokens().start < begin {
                // From an entry of a live blog to the one before only where there is nobody else.
                let only =
                    mention.entity().filter(|_| topic.is_none_or(|topic| Some(topic) == mention.entity()));
                if best.is_some() || only.is_none() {
                    return best
                        .filter(|(.., known)| {
                            self.mentions
                                .get(*known as usize)
                                .is_some_and(|known| known.tokens().start >= begin)
                        })
                        .map(|(.., known)| known);
                }
                topic = only;
            }
            if self.is_own_thing(mention) || self.is_predicate(mention) {
                continue;
            }
            let run = mention.tokens().range();
            let role = fact::role(self.prose.tokens, run.start, run.end);
            let subject =
                role == Role::Subject && !self.is_second(mention) || self.is_apart(mention, sentence);
            let subject = subject || self.is_there(mention);
            let new = (role == Role::Object && !subject || self.is_supposed(mention)) && self.is_new(mention);
            if new {
                last = last.or(Some((sentence, at)));
                continue;
            }
            if best.is_none_or(|(_, known, at)| subject || !known || self.belongs(at, pronoun)) {
                best = Some((sentence, subject, at));
            }
            if subject && sentence < begun && self.is_coordinate(mention) {
                break;
            }
        }
        // Who is new in the sentence before, where the others were spoken of long ago.
        let newer = last.filter(|(new, _)| best.is_none_or(|(known, ..)| known + 1 < *new));
        newer.map(|(_, at)| at).or(best.map(|(.., at)| at)).or(last.map(|(_, at)| at)).or(passed)
    }

    /// *The coroner has not said so, and | Roy | is not angry*: the subject of the last of two clauses that stand side by side.
    fn is_coordinate(&self, mention: &Mention) -> bool {
        let start = mention.tokens().start as usize;
        let before = start.checked_sub(2).and_then(|at| self.prose.tokens.get(at..start));
        matches!(before, Some([comma, and]) if comma.is(TokenKind::Comma) && and.class().any(Class::CONJUNCTION))
    }

    /// *There is a woman in the parish who …*
    fn is_there(&self, mention: &Mention) -> bool {
        const THERE: u16 = lexicon::entry("there");
        const BEING: [u16; 2] = lexicon::entries(["is", "was"]);
        let before = |back: u32| mention.tokens().start.checked_sub(back);
        let word = |back: u32| self.prose.tokens.get(before(back)? as usize).map(|token| token.word);
        word(1).is_some_and(|be| lexicon::is_one_of(be, &BEING)) && word(2) == Some(THERE)
    }

    /// *Ada Quill, who moved the motion, replied*: between it and its verb the sentence tells of its subject first. *My driver,
    /// | Mr. Reyes, | told me*: whoever is named between commas before a verb is its subject.
    fn is_apart(&self, mention: &Mention, sentence: usize) -> bool {
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
    fn is_asker(&self, mention: &Mention) -> bool {
        const ASKED: [u16; 3] = lexicon::entries(["asked", "pressed", "questioned"]);
        let clause = self.token_before(mention.tokens().start);
        self.is_one_of(mention.tokens().end, &ASKED)
            && clause.is_some_and(|when| when.class().any(Class::SUBORDINATOR))
    }

    /// *In an interview with a Tarn television station, he …*: a name between an article and its noun.
    fn is_modifier(&self, mention: &Mention) -> bool {
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
    fn is_aside(&self, mention: &Mention, sentence: usize) -> bool {
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

    /// *her own chair*: not she, whatever it is.
    fn is_own_thing(&self, mention: &Mention) -> bool {
        const OWN: u16 = lexicon::entry("own");
        let second = || self.prose.tokens.get(mention.tokens().start as usize + 1);
        mention.kind == MentionKind::Nominal && second().is_some_and(|second| second.word == OWN)
    }

    /// *who is a manager*: what somebody is, is nobody else.
    fn is_predicate(&self, mention: &Mention) -> bool {
        const BEING: [u16; 5] = lexicon::entries(["is", "was", "become", "became", "becoming"]);
        let before = self.token_before(mention.tokens().start);
        self.is_new(mention) && before.is_some_and(|before| lexicon::is_one_of(before.word, &BEING))
    }

    /// *the Ardmore*, *the Ledger*, *Perth*: with an article and no title a name is no person's, nor a place's.
    fn is_thing(&self, mention: &Mention, known: &Entity) -> bool {
        const THE: u16 = lexicon::entry("the");
        if mention.kind != MentionKind::Name || known.gender != Gender::Unknown || known.roles > 0 {
            return false;
        }
        let persons = Class::PEOPLE.or(Class::GIVEN).or(Class::DEMONYM);
        let head = mention.head();
        let articled = head.start == mention.tokens().start + 1 && self.is_word(mention.tokens().start, THE);
        let place = head.len() == 1 && self.class(head.start).any(Class::PLACE);
        (articled || place) && !head.range().any(|at| self.class(at as u32).any(persons))
    }

    /// Who said the last thing, where that may be several, and nobody else is "they": *Ferry crews say …. They want …*
    pub(super) fn said_last(&self, pronoun: &Mention) -> Option<u32> {
        let (found, source) = self.named.filter(|_| pronoun.plural && pronoun.quotation().is_none())?;
        let known = self.entities.get(found.entity as usize)?;
        let several = matches!(known.kind, EntityKind::Group | EntityKind::Organization);
        let anybody = known.gender == Gender::Unknown && known.kind != EntityKind::Work;
        let from = self.sentence(self.run(source).start);
        let near = from < self.sentence(pronoun.tokens().start)
            && from + SENTENCES > self.sentence(pronoun.tokens().start);
        (near && (several || anybody)).then_some(found.entity)
    }

    /// *Trains between Holm and Visby are late*: the second of two behind a preposition is no subject.
    fn is_second(&self, mention: &Mention) -> bool {
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
    fn is_apposed(&self, mention: &Mention, sentence: usize) -> bool {
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

    /// "A surveyor": somebody who was not spoken of before.
    fn is_new(&self, mention: &Mention) -> bool {
        let first = self.token(mention.tokens().start);
        mention.kind == MentionKind::Nominal
            && mention.entity().is_none()
            && first.is_some_and(|first| lexicon::is_one_of(first.word, &INDEFINITE))
    }

    /// *Norvik's account, she wrote, “…”*: her own would be hers, unless the name is surely a person's.
    fn is_owner(&self, mention: &Mention) -> bool {
        let known = mention.entity().and_then(|entity| self.entities.get(entity as usize));
        self.owns(mention) && known.is_some_and(unlike_person)
    }

    /// Whom a pronoun in somebody's words stands for where these speak of one of the teller's own: “My mother asked me. I
    /// told her. She said, ‘Go.’”
    pub(super) fn told_of(
        &mut self,
        index: u32,
        pronoun: &Mention,
        own: impl Fn(u32) -> bool,
    ) -> Option<u32> {
        if pronoun.plural || !matches!(pronoun.gender, Gender::Male | Gender::Female) {
            return None;
        }
        let here = self.sentence(pronoun.tokens().start);
        let kin = |mention: &Mention| {
            let head = self.token(mention.head().start).map(Token::class);
            mention.kind == MentionKind::Nominal && head.is_some_and(|head| head.any(Class::SOMEBODY))
        };
        let at = self
            .before(index)
            .take_while(|(_, mention)| self.sentence(mention.tokens().start) + SENTENCES >= here)
            .filter(|(_, mention)| mention.quotation().is_some_and(&own) && kin(mention))
            .find(|(_, one)| !one.plural && one.gender == pronoun.gender && !self.owns(one))
            .map(|(at, _)| at)?;
        self.who_plainly(at)
    }

    /// Whom a pronoun in somebody's words stands for that nobody in those words does: the last subject of the text
    /// before who agrees and is not the one who tells it, or whom a nearer sentence has told something.
    pub(super) fn spoken_of(&self, index: u32, pronoun: &Mention, teller: u32) -> Option<u32> {
        if pronoun.plural || !matches!(pronoun.gender, Gender::Male | Gender::Female) {
            return None;
        }
        let here = self.sentence(pronoun.tokens().start);
        let near = self
            .before(index)
            .take_while(|(_, mention)| self.sentence(mention.tokens().start) + 2 * SENTENCES >= here);
        let mut best: Option<(usize, u32)> = None;
        for (_, mention) in near {
            let sentence = self.sentence(mention.tokens().start);
            if best.is_some_and(|(known, _)| sentence < known) {
                break;
            }
            let Some(entity) = mention.entity().filter(|entity| *entity != teller) else { continue };
            if mention.quotation().is_some() || !self.agrees(pronoun, mention) {
                continue;
            }
            let run = mention.tokens().range();
            if fact::role(self.prose.tokens, run.start, run.end) == Role::Subject {
                return Some(entity);
            }
            if best.is_none() && self.is_spoken_to(mention) {
                best = Some((sentence, entity));
            }
        }
        best.map(|(_, entity)| entity)
    }

    /// *She asked her assistant, | Ada Quill, | not to mention it*
    fn is_spoken_to(&self, name: &Mention) -> bool {
        let token = |at: u32| self.prose.tokens.get(at.checked_sub(1)? as usize);
        let is_comma = |at: u32| token(at).is_some_and(|comma| comma.is(TokenKind::Comma));
        let mut start = name.tokens().start;
        if is_comma(start) {
            let from = self.begun(start);
            let before = self.mentions.get(from.saturating_sub(4)..from).unwrap_or_default();
            let described = before.iter().rev().find(|described| described.head().end + 1 == start);
            start = described.map_or(start, |described| described.tokens().start);
        }
        let tells = |verb: &Token| {
            verb.class().any(Class::REPORTS)
                && verb.class().any(Class::PAST.or(Class::THIRD).or(Class::GERUND))
        };
        name.kind == MentionKind::Name && token(start).is_some_and(tells)
    }

    /// Whether a description tells of somebody by whom the pronoun stands for: "his son", of what he asked.
    fn belongs(&self, index: u32, pronoun: &Mention) -> bool {
        let Some(mention) = self.mention(index) else { return false };
        let first = self.class(mention.tokens().start);
        let own = match pronoun.gender {
            Gender::Male => first.any(Class::MALE) && !first.any(Class::FEMALE),
            Gender::Female => first.any(Class::FEMALE) && !first.any(Class::MALE),
            _ => false,
        };
        mention.kind == MentionKind::Nominal && own && first.any(Class::POSSESSIVE)
    }

    /// Whether the name that explains a description is of another gender: not *he*, of *a nurse named Ada Quill*.
    fn is_opposed(&self, pronoun: &Mention, index: u32, mention: &Mention) -> bool {
        let new = mention.entity().is_none() && mention.kind == MentionKind::Nominal;
        let named = || self.entities.get(self.apposed(index, mention)? as usize).map(|known| known.gender);
        let opposed = |gender| Fit::of(pronoun.gender, gender) == Fit::Differs;
        new && named().is_some_and(opposed)
    }

    /// "Chinese", of "Chinese ships".
    fn is_people(&self, mention: &Mention) -> bool {
        let words = self.tokens(mention.tokens());
        mention.kind == MentionKind::Name && words.iter().all(|word| word.class().any(Class::DEMONYM))
    }

    fn agrees(&self, pronoun: &Mention, mention: &Mention) -> bool {
        let opposed = Fit::of(pronoun.gender, mention.gender) == Fit::Differs;
        if opposed && mention.kind == MentionKind::Pronoun {
            return false;
        }
        if mention.kind == MentionKind::Pronoun && mention.entity().is_none() {
            // Those who are "they" change from sentence to sentence.
            return mention.gender == pronoun.gender && !mention.plural && !pronoun.plural;
        }
        let Some(entity) = mention.entity() else { return self.describes(pronoun, mention) };
        let Some(known) = self.entities.get(entity as usize) else { return false };
        let several = matches!(known.kind, EntityKind::Group | EntityKind::Organization);
        if pronoun.plural {
            return (several || mention.plural) && !self.lies(mention);
        }
        match pronoun.gender {
            Gender::Male | Gender::Female if self.is_people(mention) || self.is_thing(mention, known) => {
                false
            }
            Gender::Male | Gender::Female
                if known.gender == Gender::Unknown && is_where(self.prose, mention) =>
            {
                false
            }
            Gender::Male | Gender::Female => {
                matches!(known.kind, EntityKind::Person | EntityKind::Unknown)
                    && !mention.plural
                    && (known.gender == pronoun.gender || known.gender == Gender::Unknown)
            }
            _ => several || known.kind == EntityKind::Work || unlike_person(known),
        }
    }

    /// *A pamphlet printed at | Geneva*, *| Germany's | plants*: where something is.
    fn lies(&self, mention: &Mention) -> bool {
        const PLACES: [u16; 3] = lexicon::entries(["at", "in", "near"]);
        let before = self.token_before(mention.tokens().start);
        let place = self.head_class(mention).any(Class::PLACE);
        mention.kind == MentionKind::Name
            && place
            && mention.head().len() == 1
            && (self.owns(mention) || before.is_some_and(|at| lexicon::is_one_of(at.word, &PLACES)))
    }

    /// "Brandt and Reyes".
    fn are_names(&self, mention: &Mention) -> bool {
        let words = self.tokens(mention.tokens());
        let joins = |word: &&Token| word.class().any(Class::CONJUNCTION);
        words.iter().any(|word| joins(&word))
            && words.iter().filter(|word| !joins(word)).all(|word| word.has(Flags::CAPITAL))
    }

    /// Whether a description that has stood for nobody so far can be what a pronoun stands for: *The skipper* … *he*.
    fn describes(&self, pronoun: &Mention, mention: &Mention) -> bool {
        let head = self.head_class(mention);
        let speaks = match pronoun.gender {
            _ if pronoun.plural => mention.plural && (head.any(Class::PEOPLE) || self.are_names(mention)),
            Gender::Male | Gender::Female => {
                head.any(Class::SOMEBODY)
                    && (mention.gender == pronoun.gender || mention.gender == Gender::Unknown)
            }
            _ => {
                let company = self.token(mention.head().start);
                head.any(Class::ORGANISATION.or(Class::DOCUMENT)) && !head.any(Class::SOMEBODY)
                    || company.is_some_and(|noun| lexicon::is_one_of(noun.word, &COMPANIES))
            }
        };
        // "The 22-year-old has nine goals."
        let aged = !pronoun.plural && self.epithet(mention.tokens());
        mention.kind == MentionKind::Nominal
            && (speaks || aged)
            && mention.plural == pronoun.plural
            && !self.owns(mention)
    }
}

/// Whether nothing tells that a name is a person's.
pub(super) fn unlike_person(entity: &Entity) -> bool {
    entity.kind == EntityKind::Unknown && entity.gender == Gender::Unknown && entity.roles == 0
}
