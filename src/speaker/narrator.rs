//! Who "I" is: one narrator of the whole text, or another in each part that a heading gives to somebody: *Rook's POV*.

use alloc::vec::Vec;

use crate::entity::{Entity, EntityKind};
use crate::lexer::{Token, TokenKind};
use crate::mention::{Mention, MentionKind};
use crate::pipeline::Prose;

/// The narrators of a text.
#[derive(Default)]
pub(super) struct Narrators {
    /// Whose "I" it is where no heading tells.
    pub(super) one: Option<u32>,
    /// Where the parts begin, and who tells them.
    parts: Vec<(u32, u32)>,
}

impl Narrators {
    /// Who tells what stands at a token.
    #[inline]
    pub(super) fn at(&self, token: u32) -> Option<u32> {
        if self.parts.is_empty() {
            return self.one;
        }
        let before = self.parts.partition_point(|(start, _)| *start <= token);
        before.checked_sub(1).and_then(|at| self.parts.get(at)).map(|(_, who)| *who).or(self.one)
    }

    /// Reads the headings.
    pub(super) fn read(
        one: Option<u32>,
        prose: Prose<'_>,
        mentions: &[Mention],
        entities: &[Entity],
    ) -> Narrators {
        let mut narrators = Narrators { one, parts: Vec::new() };
        if one.is_none() {
            return narrators;
        }
        let mut bare = Vec::new();
        for paragraph in prose.paragraphs.iter().filter(|paragraph| paragraph.tokens.len() <= LONGEST) {
            let words = prose.tokens.get(paragraph.tokens.range()).unwrap_or_default();
            // What people say has marks and stops.
            if words.iter().any(|word| word.is(TokenKind::Mark) || word.is(TokenKind::Comma)) {
                continue;
            }
            let view = words.iter().any(|word| is_view(prose.text, word));
            if !view && words.iter().any(|word| !matches!(word.kind, TokenKind::Word | TokenKind::Emphasis)) {
                continue;
            }
            let from = mentions.partition_point(|mention| mention.tokens().start < paragraph.tokens.start);
            let here = mentions.get(from..).unwrap_or_default().iter();
            let here = here.take_while(|mention| mention.tokens().start < paragraph.tokens.end);
            let mut named = here.filter(|mention| mention.kind == MentionKind::Name && !mention.plural);
            let named = named.find(|mention| {
                let head = prose.tokens.get(mention.head().range()).unwrap_or_default();
                !head.iter().any(|word| is_view(prose.text, word))
            });
            let Some((named, who)) = named.and_then(|named| Some((named, named.entity()?))) else { continue };
            let count = words.iter().filter(|word| word.is(TokenKind::Word)).count();
            if view {
                narrators.parts.push((paragraph.tokens.end, who));
            } else if named.head().len() == count
                && !words.iter().all(|word| is_numeral(prose.text, word))
                && entities.get(who as usize).is_some_and(is_person)
            {
                bare.push((paragraph.tokens.end, who));
            }
        }
        // Of a cast the narrator is known. A name by itself is a heading where others stand so, too.
        let several = bare.first().is_some_and(|first| bare.iter().any(|other| other.1 != first.1));
        let known = one.and_then(|one| entities.get(one as usize)).is_some_and(|one| one.cast.is_some());
        if narrators.parts.is_empty() && several && !known {
            narrators.parts = bare;
        }
        narrators
    }
}

fn is_person(entity: &Entity) -> bool {
    entity.kind == EntityKind::Person
}

/// A heading is no longer.
const LONGEST: usize = 8;

/// "XIV".
fn is_numeral(text: &str, token: &Token) -> bool {
    let word = text.get(token.span().range()).unwrap_or_default();
    word.bytes().all(|letter| b"IVXLC".contains(&letter))
}

/// "POV" and "P.O.V."
fn is_view(text: &str, token: &Token) -> bool {
    let word = text.get(token.span().range()).unwrap_or_default();
    token.is(TokenKind::Word) && ["POV", "P.O.V.", "P.O.V", "pov", "Pov"].contains(&word)
}

#[cfg(test)]
mod tests {
    use crate::speaker::tests::speakers;

    #[test]
    fn a_heading_tells_whose_i_it_is() {
        let text = "Rook's POV\n\n“You will catch cold,” I said.\n\n“Vampires can't,” said Wren.\n\nWren's POV\n\n“Come in,” \
                    said Rook.\n\n“Make me,” I said.";
        assert_eq!(speakers(text), ["Rook", "Wren", "Rook", "Wren"]);
        let text = "Liam\n\n“Go home,” I told her.\n\n“I am home,” said Emma.\n\nEmma\n\n“Are you all right?” said Liam.\n\n\
                    “No,” I said.";
        assert_eq!(speakers(text), ["Liam", "Emma", "Liam", "Emma"]);
    }

    #[test]
    fn a_number_is_nobody() {
        let text =
            "V\n\n“Go home,” I told her.\n\n“I am home,” said Emma.\n\nEmma laughed.\n\nX\n\n“No,” I said.";
        assert_eq!(speakers(text), ["I", "Emma", "I"]);
    }
}
