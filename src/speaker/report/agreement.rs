//! Whether a mention agrees with a pronoun: number, gender, and what it is.

use super::Report;
use crate::Gender;
use crate::entity::{Entity, EntityKind};
use crate::lexer::{Flags, Token};
use crate::lexicon::{self, Class};
use crate::mention::{Mention, MentionKind};
use crate::speaker::description::COMPANIES;
use crate::speaker::frame::Fit;
use crate::speaker::reference::is_where;

impl Report<'_> {
    pub(super) fn agrees(&self, pronoun: &Mention, mention: &Mention) -> bool {
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

    /// "Chinese", of "Chinese ships".
    fn is_people(&self, mention: &Mention) -> bool {
        let words = self.tokens(mention.tokens());
        mention.kind == MentionKind::Name && words.iter().all(|word| word.class().any(Class::DEMONYM))
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

    /// Whether the name that explains a description is of another gender: not *he*, of *a nurse named Ada Quill*.
    pub(super) fn is_opposed(&self, pronoun: &Mention, index: u32, mention: &Mention) -> bool {
        let new = mention.entity().is_none() && mention.kind == MentionKind::Nominal;
        let named = || self.entities.get(self.apposed(index, mention)? as usize).map(|known| known.gender);
        let opposed = |gender| Fit::of(pronoun.gender, gender) == Fit::Differs;
        new && named().is_some_and(opposed)
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
}

/// Whether nothing tells that a name is a person's.
pub(super) fn unlike_person(entity: &Entity) -> bool {
    entity.kind == EntityKind::Unknown && entity.gender == Gender::Unknown && entity.roles == 0
}
