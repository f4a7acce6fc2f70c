//! What the verb of a tag tells of how its words follow those before: whoever *added* spoke last, whoever *replied* did not.

use crate::attribution::Relation;
use crate::lexicon::{entries, is_one_of};
use crate::near::partition_near;
use crate::pipeline::Prose;

/// How a tag's verb says that somebody takes a turn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(super) enum Verb {
    /// There is no tag.
    None = 0,
    Says = 1,
    /// *added*, *went on*
    GoesOn = 2,
    /// *replied*, *broke in*
    Answers = 3,
    Asks = 4,
}

/// The verbs by which somebody goes on: of "went on" and "goes on" the first word.
const GOES_ON: [u16; 16] = entries([
    "added",
    "adding",
    "adds",
    "concluded",
    "concludes",
    "continued",
    "continues",
    "continuing",
    "finished",
    "finishes",
    "goes",
    "proceeded",
    "pursued",
    "repeated",
    "resumed",
    "went",
]);

/// The verbs by which somebody answers: of "broke in" and "breaks in" the first word.
const ANSWERS: [u16; 22] = entries([
    "agreed",
    "agrees",
    "answered",
    "answers",
    "assented",
    "breaks",
    "broke",
    "countered",
    "echoed",
    "interrupted",
    "interrupts",
    "objected",
    "objects",
    "protested",
    "protests",
    "rejoined",
    "replied",
    "replies",
    "responded",
    "responds",
    "retorted",
    "returned",
]);

const ASKS: [u16; 9] = entries([
    "asked", "asks", "demanded", "demands", "enquired", "inquired", "queried", "wondered", "wonders",
]);

impl Verb {
    /// What the cue of a relation tells, which stands near a token.
    pub(super) fn of(prose: Prose<'_>, relation: &Relation, near: u32) -> Verb {
        let Some(cue) = relation.cue.get() else { return Verb::None };
        let from = partition_near(prose.tokens, near as usize, |token| token.start < cue.start);
        let words = prose.tokens.get(from..).unwrap_or_default();
        let words = words.iter().take_while(|token| token.start < cue.end);
        let sort = |word: u16| match word {
            word if is_one_of(word, &GOES_ON) => Some(Verb::GoesOn),
            word if is_one_of(word, &ANSWERS) => Some(Verb::Answers),
            word if is_one_of(word, &ASKS) => Some(Verb::Asks),
            _ => None,
        };
        words.filter_map(|token| sort(token.word)).next().unwrap_or(Verb::Says)
    }
}

#[cfg(test)]
mod tests {
    use crate::speaker::tests::speakers;

    #[test]
    fn whoever_adds_something_goes_on_and_whoever_replies_does_not() {
        let text = |verb: &str| {
            alloc::format!(
                "Martin and Tobias had the map between them.\n\n“We sail at six,” said Martin.\n\n“Or at seven,” he {verb}."
            )
        };
        assert_eq!(speakers(&text("added")), ["Martin", "Martin"]);
        assert_eq!(speakers(&text("replied")), ["Martin", "Tobias"]);
        assert_eq!(speakers(&text("asked")), ["Martin", "Tobias"]);
    }
}
