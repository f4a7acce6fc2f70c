//! Block quotations: lines behind `>` that a colon brings in, as in mails and markdown.
//!
//! ```text
//! On 3 May Ada wrote:
//! > The lamp is out.
//! ```

use alloc::vec::Vec;

use super::Style;
use super::stretch::Stretch;
use crate::lexer::{Flags, Token, TokenKind};
use crate::segment::Segment;
use crate::span::Run;

/// Appends a stretch for each paragraph of lines behind `>`, where a colon brings them in.
pub(super) fn find(text: &str, tokens: &[Token], paragraphs: &[Segment], out: &mut Vec<Stretch>) {
    let is_quoting = |token: &Token| {
        token.is(TokenKind::Symbol) && token.has(Flags::LINE) && text.get(token.span().range()) == Some(">")
    };
    let is_colon =
        |at: Option<usize>| at.and_then(|at| tokens.get(at)).is_some_and(|token| token.is(TokenKind::Colon));
    // The paragraph before is one of these.
    let mut within = false;
    for (paragraph, number) in paragraphs.iter().zip(0..) {
        let Run { start, end } = paragraph.tokens;
        let run = tokens.get(paragraph.tokens.range()).unwrap_or_default();
        let goes_on = within && run.first().is_some_and(is_quoting);
        let led = |at: &usize| {
            run.get(*at).is_some_and(is_quoting) && is_colon((start as usize + at).checked_sub(1))
        };
        let first = if goes_on { Some(0) } else { (0..run.len()).find(led) };
        within = first.is_some();
        let Some(first) = first else { continue };
        let lines = run.iter().skip(first + 1);
        let last = lines.clone().position(|token| token.has(Flags::LINE) && !is_quoting(token));
        let end = last.map_or(end, |last| start + (first + 1 + last) as u32);
        // What has marks of its own is quoted by them.
        if lines.clone().next().is_some_and(|next| next.is(TokenKind::Mark)) {
            continue;
        }
        let tokens = Run { start: start + first as u32 + 1, end };
        if tokens.start < tokens.end {
            out.push(Stretch {
                tokens,
                opener: 1,
                paragraph: number,
                style: Style::Block,
                label: None,
                continues: goes_on,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::quotation::tests::said;

    #[test]
    fn what_a_colon_brings_in_is_quoted() {
        let text = "On 3 May, Lydia Bram wrote:\n\n> The lamp is out again.\n>\n> Nobody has oil.\n\nThe harbour \
                    board was not amused, and told her so in June.\n";
        let said = said(text);
        assert!(said.iter().all(|(who, _)| who == "Lydia Bram"), "{said:?}");
        assert_eq!(said.first().map(|(_, what)| what.starts_with("The lamp")), Some(true));
    }

    #[test]
    fn other_lines_behind_the_sign_are_nobodys() {
        for text in [
            "The sums of the week.\n\n> 5 and more\n\nThat was all, the clerk said.\n",
            "The rule is this: 7 > 5, and 5 > 3, as every child knows.\n",
        ] {
            assert_eq!(said(text), []);
        }
    }
}
