//! Relative pronouns as sources: "Olga Brenn, who had told the club …".

use crate::Span;
use crate::lexer::TokenKind;
use crate::lexicon::Class;
use crate::mention::Mention;
use crate::pipeline::Prose;

/// How many tokens before the pronoun the mention may begin.
const REACH: u32 = 40;

/// What a source that is *who* or *which* stands for: the mention that ends right before it, over a comma.
pub(super) fn antecedent(prose: Prose<'_>, mentions: &[Mention], source: Span) -> Option<u32> {
    let at = prose.tokens.partition_point(|token| token.start < source.start);
    let relative = prose.tokens.get(at)?;
    if !relative.class().any(Class::WH) || relative.end() < source.end {
        return None;
    }
    let over = at.checked_sub(1)?;
    let comma = prose.tokens.get(over)?.is(TokenKind::Comma);
    let end = if comma { over } else { at } as u32;
    let from = mentions.partition_point(|mention| mention.tokens().start < end.saturating_sub(REACH));
    let near = mentions.get(from..)?.iter().take_while(|mention| mention.tokens().start < end);
    let ends =
        near.enumerate().filter(|(_, mention)| mention.head().end == end || mention.tokens().end == end);
    ends.map(|(index, _)| (from + index) as u32).next()
}
