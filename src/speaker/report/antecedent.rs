//! What a pronoun in a report stands for: the subject before it, or the nearest that agrees.

use super::{LOOK, Report};
use crate::Gender;
use crate::entity::EntityKind;
use crate::lexer::{Token, TokenKind};
use crate::lexicon::Class;
use crate::mention::{Mention, MentionKind};
use crate::speaker::fact::{self, Role};

/// How many sentences back a pronoun reaches.
const SENTENCES: usize = 4;

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
        let entry = self.entries.begin(pronoun.tokens().start);
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
            if !self.may_be(pronoun, at, mention, rival) {
                continue;
            }
            if sentence == begun && self.is_passed(pronoun, mention, begun) {
                passed = passed.or(Some(at));
                continue;
            }
            if self.is_out_of_sight(pronoun, at, mention, sentence, begun) {
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
            if mention.tokens().start < entry {
                // From an entry of a live blog to the one before only where there is nobody else.
                let only =
                    mention.entity().filter(|_| topic.is_none_or(|topic| Some(topic) == mention.entity()));
                if best.is_some() || only.is_none() {
                    let (.., known) = best?;
                    return self.mention(known).filter(|one| one.tokens().start >= entry).map(|_| known);
                }
                topic = only;
            }
            if self.is_own_thing(mention) || self.is_predicate(mention) {
                continue;
            }
            let (subject, object) = self.roles(mention, sentence);
            if self.is_new(mention) && (object && !subject || self.is_supposed(mention)) {
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

    /// Whether a mention before a pronoun agrees with it and is nobody who is known to be another.
    fn may_be(&self, pronoun: &Mention, at: u32, mention: &Mention, rival: Option<u32>) -> bool {
        let is = |other: Option<u32>| other.is_some() && mention.entity() == other;
        !is(self.teller)
            && !is(rival)
            && self.agrees(pronoun, mention)
            && !self.is_opposed(pronoun, at, mention)
            && !self.acts_on(pronoun, mention)
            && mention.quotation() == pronoun.quotation()
            && mention.tokens().end <= pronoun.tokens().start
    }

    /// Whether a mention of a pronoun's own sentence stands where the sentence does not tell of it.
    fn is_passed(&self, pronoun: &Mention, mention: &Mention, sentence: usize) -> bool {
        self.is_interrupted(pronoun, mention)
            || self.is_asker(mention)
            || self.is_aside(mention, sentence)
            || self.is_modifier(mention)
    }

    /// Whether a mention names a place or a thing, or what belongs to somebody else whom the text tells of.
    fn is_out_of_sight(
        &self,
        pronoun: &Mention,
        at: u32,
        mention: &Mention,
        sentence: usize,
        begun: usize,
    ) -> bool {
        let is_somebody = matches!(pronoun.gender, Gender::Male | Gender::Female);
        let nobody = || self.is_home(mention) || self.is_nobody(mention) || self.is_site(mention, sentence);
        is_somebody && (nobody() || self.is_named_behind(pronoun, mention))
            // *His father sold rope. ¶ At twenty he was a clerk.*
            || self.belongs(at, pronoun) && self.paragraph_of(mention) < self.paragraph_of(pronoun)
            || self.is_apposed(mention, sentence)
            || self.dateline(mention.tokens().start).is_some()
            || self.is_agent(mention, sentence, begun)
            || sentence == begun && (self.belongs(at, pronoun) || self.is_owner(mention))
    }

    /// Whether a mention is the subject of its clause, and whether its object.
    fn roles(&self, mention: &Mention, sentence: usize) -> (bool, bool) {
        let run = mention.tokens().range();
        let role = fact::role(self.prose.tokens, run.start, run.end);
        let subject = role == Role::Subject && !self.is_second(mention)
            || self.is_apart(mention, sentence)
            || self.is_there(mention)
            || self.is_of_relative(mention);
        (subject, role == Role::Object)
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

    /// Who said something in the sentence before and has no name, where that may be one whom the pronoun stands for: *One
    /// of the clerks said …. “…,” they said*, *A diner said …. “…,” she said*.
    pub(super) fn said_just_now(&self, pronoun: &Mention) -> Option<u32> {
        let (found, source) = self.named.filter(|_| pronoun.quotation().is_none())?;
        let known = self.entities.get(found.entity as usize)?;
        let source = self.run(source);
        let here = self.sentence(pronoun.tokens().start);
        let whose = found.mention.and_then(|at| self.mention(at));
        let described = whose.is_none_or(|whose| whose.kind == MentionKind::Nominal);
        let one = known.kind == EntityKind::Person && known.roles == 0;
        let agrees = match pronoun.gender {
            Gender::Male | Gender::Female => {
                found.mention.is_none()
                    && matches!(known.gender, gender if gender == Gender::Unknown || gender == pronoun.gender)
            }
            _ => pronoun.plural && known.gender == Gender::Unknown,
        };
        let before = self.sentence(source.start);
        // What they say may stand between.
        let near = before < here
            && self.paragraph_of_token(source.start) == self.paragraph_of_token(pronoun.tokens().start);
        (near && one && described && agrees).then_some(found.entity)
    }

    /// Whether a mention stands before the sentence in which somebody said something last.
    pub(super) fn is_farther(&self, mention: u32) -> bool {
        let Some((_, source)) = self.named else { return false };
        let said = self.sentence(self.run(source).start);
        self.mention(mention).is_some_and(|mention| self.sentence(mention.tokens().start) < said)
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
}
