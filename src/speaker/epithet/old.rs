//! "The old man" is old Tuttle, and "the older woman" Granny Orme.

use super::{Epithets, MOTHER};
use crate::Gender;
use crate::entity::Entity;
use crate::lexer::Token;
use crate::lexicon::{Class, GRANDFATHERS, GRANDMOTHERS, entries, is_one_of};
use crate::mention::{Mention, MentionKind};
use crate::pipeline::Prose;
use crate::span::Run;
use crate::speaker::fact::described;
use crate::speaker::frame::Fit;

/// What the old are called before their names.
const OLD: [u16; 2] = entries(["old", "auld"]);
/// What descriptions say of them.
const OLDER: [u16; 4] = entries(["old", "older", "elderly", "aged"]);
/// So many of the old are kept apart; of more, those who come first.
const MOST: usize = 4;

/// Whether these are the words of "the older woman".
pub(super) fn is_old_person(old: &Token, noun: &Token) -> bool {
    is_one_of(old.word, &OLDER) && noun.class().any(Class::PERSON)
}

impl Epithets {
    /// Finds out who is called old, unless somebody comes who is told of as an old man and no more.
    pub(super) fn elders(&mut self, prose: Prose<'_>, mentions: &[Mention]) {
        for mention in mentions.iter().filter(|mention| !mention.plural) {
            let told = mention.quotation().is_none();
            let (whole, head) = (mention.tokens(), mention.head());
            let words = |run: Run| prose.tokens.get(run.range()).unwrap_or_default();
            let any = |words: &[Token], list: &[u16]| words.iter().any(|word| is_one_of(word.word, list));
            let before = words(Run { start: whole.start.saturating_sub(1), end: head.start });
            match (mention.kind, mention.entity()) {
                (MentionKind::Name, Some(entity)) => {
                    let titles = words(Run { start: whole.start, end: head.start });
                    let elder =
                        [&GRANDMOTHERS[..], &GRANDFATHERS, &[MOTHER]].iter().any(|list| any(titles, list));
                    let first = words(head).get(..1).unwrap_or_default();
                    // “Old fellow” need not be old.
                    let old = told && (any(before, &OLD[..]) || any(first, &OLD[..])) || elder;
                    if old && self.old.len() < MOST && !self.old.contains(&entity) {
                        self.old.push(entity);
                    }
                }
                (MentionKind::Nominal, None)
                    if told && any(before, &OLDER[..]) && described(prose.tokens, mention).0 =>
                {
                    self.old.clear();
                    return;
                }
                _ => {}
            }
        }
    }

    /// The one of this gender who is called old.
    pub(super) fn old_one(&self, entities: &[Entity], gender: Gender) -> Option<u32> {
        let fits = |entity: &&u32| {
            entities.get(**entity as usize).is_some_and(|e| Fit::of(gender, e.gender) != Fit::Differs)
        };
        let mut old = self.old.iter().filter(fits);
        let only = old.next()?;
        old.next().is_none().then_some(*only)
    }
}

#[cfg(test)]
mod tests {
    use crate::speaker::tests::speakers;

    #[test]
    fn the_old_man_is_who_is_called_old() {
        let text = "Old Tuttle had his good ear to the table. “What does she say?” asked the old man. “Nothing,” said Clara. “I \
                    thought so,” said Mr. Tuttle.";
        assert_eq!(speakers(text), ["Tuttle", "Clara", "Tuttle"]);
        let text = "“Where is it?” said Mother Harper. “It broke,” said Clara. “It was chipped,” said the older woman.";
        assert_eq!(speakers(text), ["Mother Harper", "Clara", "Mother Harper"]);
    }

    #[test]
    fn an_old_man_is_somebody_else() {
        let text = "Old Tuttle had his good ear to the table when an old man came in. “What does she say?” asked the old man. \
                    “Nothing,” said Clara.";
        assert_eq!(speakers(text), ["the old man", "Clara"]);
        let text =
            "Old Tuttle had an old friend. “Sit down, old Tom,” said Clara. “I will,” said the old woman.";
        assert_ne!(speakers(text)[1], "Tuttle");
    }
}
