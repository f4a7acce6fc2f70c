//! Messages copied from a programme: a line with who wrote and when, and below it what was written:
//! `mira  9:41 AM`, `ada — Today at 9:41`, `Ada Quill @quill · Mar 4`.

use alloc::vec::Vec;

use super::Style;
use super::stretch::Stretch;
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::Class;
use crate::segment::Segment;
use crate::span::Run;

/// How many words a name has at most, and how many tokens stand in its line.
const WORDS: usize = 4;
const TOKENS: usize = 16;
/// How many messages show that a text is written so.
const MESSAGES: usize = 2;
/// How many paragraphs of a message are looked at.
const LINES: usize = 40;

/// Appends a stretch for each paragraph of a message.
pub(super) fn find(text: &str, tokens: &[Token], paragraphs: &[Segment], out: &mut Vec<Stretch>) {
    let heads = || {
        let numbered = paragraphs.iter().zip(0u32..);
        numbered.filter_map(|(paragraph, number)| Some((number, head(text, tokens, paragraph)?)))
    };
    if heads().take(MESSAGES).count() < MESSAGES {
        return;
    }
    let (mut messages, known) = (0, out.len());
    let mut heads = heads().peekable();
    while let Some((number, (label, below))) = heads.next() {
        let next = heads.peek().map_or(u32::MAX, |(next, _)| *next);
        let first = out.len();
        let from = paragraphs.get(number as usize..).unwrap_or_default();
        for (paragraph, at) in from.iter().zip(number..).take(LINES) {
            let own = at == number;
            let start = if own { below } else { paragraph.tokens.start };
            let blank = tokens.get(start as usize).is_some_and(|first| first.has(Flags::BLANK));
            // A blank line may stand above a message; one behind it ends it.
            if at >= next || blank && out.len() > first {
                break;
            }
            if start < paragraph.tokens.end {
                out.push(Stretch {
                    tokens: Run { start, end: paragraph.tokens.end },
                    opener: 0,
                    paragraph: at,
                    style: Style::Script,
                    label: Some(label).filter(|_| out.len() == first),
                    continues: out.len() > first,
                });
            }
        }
        messages += usize::from(out.len() > first);
    }
    if messages < MESSAGES {
        out.truncate(known);
    }
}

/// The name in a message's first line, and the token behind that line.
fn head(text: &str, tokens: &[Token], paragraph: &Segment) -> Option<(Run, u32)> {
    const CLOSED: Class = Class::DETERMINER
        .or(Class::PREPOSITION)
        .or(Class::PRONOUN)
        .or(Class::AUXILIARY)
        .or(Class::CONJUNCTION)
        .or(Class::SUBORDINATOR);
    let run = tokens.get(paragraph.tokens.range())?;
    // **Ada Quill** @quill
    let bold = run.iter().take_while(|token| token.is(TokenKind::Emphasis)).count();
    let run = run.get(bold..)?;
    let words = run.iter().take(WORDS + 1).take_while(|token| token.is(TokenKind::Word)).count();
    let closed = |token: &Token| token.class().any(CLOSED) || token.class().all(Class::TIME);
    let stamped = run.get(words).is_some_and(|next| !next.ends_sentence());
    if words == 0 || words > WORDS || !stamped || run.iter().take(words).any(closed) {
        return None;
    }
    let rest = run.get(words..)?;
    let time = |token: &Token| match token.kind {
        TokenKind::Number
        | TokenKind::Comma
        | TokenKind::Dash
        | TokenKind::Hyphen
        | TokenKind::Open
        | TokenKind::Close
        | TokenKind::Emphasis
        | TokenKind::Symbol
        | TokenKind::Handle => true,
        TokenKind::Word => {
            let word = text.get(token.span().range()).unwrap_or_default();
            let half = ["at", "am", "pm", "a.m.", "p.m."];
            token.class().any(Class::TIME) || half.iter().any(|half| word.eq_ignore_ascii_case(half))
        }
        _ => false,
    };
    let clock = |token: &Token| {
        token.is(TokenKind::Handle)
            || token.is(TokenKind::Number)
                && text.get(token.span().range()).is_some_and(|figures| figures.contains(':'))
    };
    let line = rest.iter().take(TOKENS).take_while(|token| !token.has(Flags::LINE) && time(token)).count();
    let (stamp, below) = rest.split_at_checked(line)?;
    let ends = below.first().is_none_or(|next| next.has(Flags::LINE));
    let start = paragraph.tokens.start + bold as u32;
    let holds = ends && stamp.iter().any(clock);
    holds.then(|| (Run { start, end: start + words as u32 }, start + (words + line) as u32))
}

#[cfg(test)]
mod tests {
    use crate::quotation::tests::said;
    use alloc::vec::Vec;

    #[test]
    fn a_name_with_a_time_heads_a_message() {
        let said = said(
            "mira  9:41 AM\nthe build is red again\n\njonas  9:43 AM\nit was green when I left\nwho touched it\n\n\
             Ada Quill — Today at 9:44 AM\n\nI did.\n",
        );
        let said: Vec<(&str, &str)> = said.iter().map(|(who, what)| (who.as_str(), what.as_str())).collect();
        assert_eq!(said[0], ("mira", "the build is red again"));
        assert_eq!(said[1].0, "jonas");
        assert_eq!(said.last(), Some(&("Ada Quill", "I did.")));
    }

    #[test]
    fn names_may_be_bold_and_i_is_whoever_posts() {
        let text = "**Ada Quill** @quill · 2h\nI said \"crabs can count\" and nobody minded.\n\n**Bo Farrow** @bo · \
                    1h\nReplying to @quill\nTo what?\n\n**Ada Quill** @quill · 58m\nTo ten.\n";
        let said = said(text);
        let said: Vec<(&str, &str)> = said.iter().map(|(who, what)| (who.as_str(), what.as_str())).collect();
        assert!(said.contains(&("Ada Quill", "crabs can count")), "{said:?}");
        assert!(said.contains(&("Ada Quill", "To ten.")), "{said:?}");
    }

    #[test]
    fn lists_of_times_and_names_say_nothing() {
        for text in [
            "Ada Quill 2:03:11\nBo Farrow 2:04:40\nImre Vale 2:09:02\n",
            "By Ada Quill @quill\n\nThe ferry was late.\n\nBy Bo Farrow @bo\n\nThe bus was late, too.\n",
            "The ferry leaves at 10:02.\n\nNobody minds.\n\nThe bus leaves at 11:15.\n\nNobody takes it.\n",
        ] {
            assert_eq!(said(text), []);
        }
    }
}
