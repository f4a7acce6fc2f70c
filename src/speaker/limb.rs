//! Parts of the body as sources: who says something is whose they are. *He leaned his forehead on the door and said, “…”*

use crate::attribution::Relation;
use crate::lexer::Flags;
use crate::lexicon::Class;
use crate::mention::{Mention, MentionKind};
use crate::pipeline::Prose;

/// What has no words of its own; voices and faces are told of otherwise.
const LIMBS: [&str; 38] = [
    "arm",
    "arms",
    "back",
    "belly",
    "brow",
    "brows",
    "cheek",
    "cheeks",
    "chest",
    "chin",
    "elbow",
    "elbows",
    "eyebrow",
    "eyebrows",
    "feet",
    "finger",
    "fingers",
    "fist",
    "fists",
    "foot",
    "forehead",
    "hair",
    "hand",
    "hands",
    "head",
    "heart",
    "knee",
    "knees",
    "leg",
    "legs",
    "neck",
    "nose",
    "shoulder",
    "shoulders",
    "stomach",
    "throat",
    "thumb",
    "toes",
];

/// How many mentions before a part of the body its owner is looked for.
const NEAR: usize = 4;

/// "His knees", "Dev's head", "the forehead"; "The Head" is somebody, and "this muffled and bandaged head" is all that is seen of
/// somebody.
pub(super) fn is_limb(prose: Prose<'_>, mention: &Mention) -> bool {
    let Some(noun) = prose.tokens.get(mention.head().start as usize) else { return false };
    let own = mention.head().start <= mention.tokens().start + 1 || is_owned(prose, mention);
    let word = || prose.text.get(noun.span().range()).unwrap_or_default();
    mention.kind == MentionKind::Nominal && own && !noun.is_capitalised() && LIMBS.contains(&word())
}

/// "Her bony | knees", "Mrs. Pell's | chin".
fn is_owned(prose: Prose<'_>, mention: &Mention) -> bool {
    let before =
        prose.tokens.get(mention.tokens().start as usize..mention.head().start as usize).unwrap_or_default();
    before.iter().any(|word| word.has(Flags::CLITIC) || word.class().any(Class::POSSESSIVE))
}

/// Gives each relation whose source is somebody's forehead its owner as the source.
pub(super) fn settle(prose: Prose<'_>, mentions: &[Mention], relations: &mut [Relation]) {
    for relation in relations.iter_mut().filter(|relation| relation.cue.is_some()) {
        let Some(at) = relation.mention.get().map(|at| at as usize) else { continue };
        let Some(limb) = mentions.get(at).filter(|mention| is_limb(prose, mention)) else { continue };
        let beside = at.saturating_sub(NEAR)..(at + NEAR).min(mentions.len());
        let owner = beside.into_iter().find(|&other| {
            mentions.get(other).is_some_and(|owner| {
                let last =
                    (owner.tokens().end as usize).checked_sub(1).and_then(|last| prose.tokens.get(last));
                other != at
                    && owner.tokens().start == limb.tokens().start
                    && owner.tokens().end <= limb.head().start
                    && last.is_some_and(|last| last.has(Flags::CLITIC) || last.class().any(Class::POSSESSIVE))
            })
        });
        if let Some(owner) = owner {
            relation.mention = Some(owner as u32).into();
            relation.source = mentions.get(owner).map(|owner| owner.span(prose.tokens)).into();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::speaker::tests::speakers;

    #[test]
    fn whose_forehead_it_is_speaks() {
        let text = "“Come out,” said Harold.\n\n“I will not,” said Clara.\n\nHe leaned his forehead on the door and said, “Clara, does \
                    it bite?”";
        assert_eq!(speakers(text), ["Harold", "Clara", "Harold"]);
    }

    #[test]
    fn knees_say_nothing() {
        let text = "“He keeps a goat,” said Clara.\n\nMartin stood up, and his knees cracked. “Go and talk to the wife.”";
        assert_eq!(speakers(text), ["Clara", "Martin"]);
        let text =
            "“Who is it?” said Clara.\n\nMartin's head came round the door. “I am not looking,” he said.";
        assert_eq!(speakers(text), ["Clara", "Martin"]);
    }

    #[test]
    fn the_head_of_a_school_speaks() {
        let text = "“Who did this?” said the Head.\n\n“Nobody,” said Clara.\n\nThe Head sat down. “Nobody,” she said.";
        assert_eq!(speakers(text)[0], "Head");
    }
}
