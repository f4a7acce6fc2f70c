//! Relative pronouns as sources: "Olga Brenn, who had told the club …".

use crate::Span;
use crate::attribution::Relation;
use crate::lexer::{Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::mention::{Mention, MentionKind};
use crate::pipeline::Prose;

/// How many tokens before the pronoun the mention may begin.
const REACH: u32 = 40;

/// No relative pronoun has more bytes.
const LONGEST: usize = 5;

const THAT: u16 = lexicon::entry("that");

/// How many tokens stand in brackets between a name and its pronoun.
const BRACKETS: usize = 8;

/// Where a name ends that brackets follow: of *Ada Quill (2018), who* that is before them.
fn before_brackets(tokens: &[Token], end: usize) -> usize {
    let is = |at: usize, kind: TokenKind| tokens.get(at).is_some_and(|token| token.is(kind));
    let Some(close) = end.checked_sub(1).filter(|&close| is(close, TokenKind::Close)) else { return end };
    (close.saturating_sub(BRACKETS)..close).rev().find(|&at| is(at, TokenKind::Open)).unwrap_or(end)
}

/// Gives each relation whose source is *who* or *that* the mention that it stands for: *a sign that said “…”*.
pub(super) fn settle(prose: Prose<'_>, mentions: &[Mention], relations: &mut [Relation]) {
    for relation in relations.iter_mut().filter(|relation| relation.cue.is_some()) {
        let Some(source) = relation.source.get() else { continue };
        let own = relation.mention.get().and_then(|own| mentions.get(own as usize));
        if own.is_none_or(|own| own.kind == MentionKind::Pronoun) && source.len() <= LONGEST {
            relation.mention = antecedent(prose, mentions, source).or(relation.mention.get()).into();
        }
    }
}

/// What a source that is *who* or *which* stands for: the mention that ends right before it, over a comma.
pub(super) fn antecedent(prose: Prose<'_>, mentions: &[Mention], source: Span) -> Option<u32> {
    let at = prose.tokens.partition_point(|token| token.start < source.start);
    let relative = prose.tokens.get(at)?;
    if !relative.class().any(Class::WH) && relative.word != THAT || relative.end() < source.end {
        return None;
    }
    let over = at.checked_sub(1)?;
    let comma = prose.tokens.get(over)?.is(TokenKind::Comma);
    let end = before_brackets(prose.tokens, if comma { over } else { at }) as u32;
    let from = mentions.partition_point(|mention| mention.tokens().start < end.saturating_sub(REACH));
    let near = mentions.get(from..)?.iter().take_while(|mention| mention.tokens().start < end);
    let ends =
        near.enumerate().filter(|(_, mention)| mention.head().end == end || mention.tokens().end == end);
    let told = ends.map(|(index, _)| (from + index) as u32).next();
    if comma { told } else { explained(prose, mentions, at).or(told) }
}

/// *Ada Quill, a miller | who …*: the name whose apposition goes on with the pronoun.
fn explained(prose: Prose<'_>, mentions: &[Mention], at: usize) -> Option<u32> {
    let from = mentions.partition_point(|mention| mention.tokens().start < at as u32);
    let before = mentions.get(from.saturating_sub(NEAR)..from)?;
    let name = before.iter().rposition(|name| {
        let (whole, head) = (name.tokens(), name.head());
        name.kind == MentionKind::Name && head.end < at as u32 && whole.end > at as u32
    })?;
    let head = before.get(name)?.head();
    // "Ada Quill, a miller from a town that …" is a town.
    let ties = |token: &Token| token.is(TokenKind::Comma) || token.class().any(Class::PREPOSITION);
    let apposed = prose.tokens.get(head.end as usize + 1..at)?;
    (!apposed.iter().any(ties)).then_some((from - before.len() + name) as u32)
}

/// How many mentions before the pronoun are looked at.
const NEAR: usize = 4;

#[cfg(test)]
mod tests {
    use crate::speaker::tests::{sources, speakers};

    #[test]
    fn who_says_it_stands_before_the_pronoun() {
        let text = "Mary came in with a man who said, “Do not feed the hawk.” “Well,” said Hugh.";
        assert_eq!(speakers(text), ["a man", "Hugh"]);
        let text =
            "Mary came in. There was a sign that said “PLEASE DO NOT FEED THE HAWK”. “Well,” said Hugh.";
        assert_eq!(speakers(text), ["a sign", "Hugh"]);
        let text =
            "She took up a suggestion by Oduya (2018), who proposes that the order depends on the post.";
        assert_eq!(sources(text), ["Oduya"]);
    }

    #[test]
    fn that_may_begin_a_clause_of_its_own() {
        let text = "Mary found that Hugh had gone, and said, “That was quick.”";
        assert_eq!(speakers(text), ["Mary"]);
        let text = "Hugh looked up. “That is that,” said Mary.";
        assert_eq!(speakers(text), ["Mary"]);
    }
}
