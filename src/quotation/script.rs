//! Script lines and interviews: `NAME: line`, `Q:` and `A:`, where the text shows the pattern again and again.

use alloc::vec::Vec;

use super::Style;
use super::stretch::Stretch;
use crate::lexer::{Flags, Token, TokenKind};
use crate::segment::Segment;
use crate::span::Run;

/// How many words a label has at most, and how many tokens stand before its colon.
const WORDS: usize = 4;
const TOKENS: usize = 12;

/// A paragraph that may be a script line.
#[derive(Clone, Copy)]
struct Line {
    paragraph: u32,
    label: Run,
    /// The first token behind the colon.
    speech: u32,
    /// The label's words, as one number.
    name: u64,
}

/// Appends a stretch for each script line.
pub(super) fn find(tokens: &[Token], paragraphs: &[Segment], out: &mut Vec<Stretch>) {
    let mut lines: Vec<Line> = Vec::new();
    for (number, paragraph) in paragraphs.iter().enumerate() {
        if let Some(line) = line(tokens, paragraph, number as u32) {
            lines.push(line);
        }
    }
    if lines.len() < 2 {
        return;
    }
    let mut names: Vec<u64> = lines.iter().map(|line| line.name).collect();
    names.sort_unstable();
    // Speakers speak again; headings such as "Note:" or "Ingredients:" do not take turns.
    let repeated = |name: u64| {
        let from = names.partition_point(|other| *other < name);
        names.get(from + 1) == Some(&name)
    };
    let turns = lines.iter().filter(|line| repeated(line.name)).count();
    let mut distinct = names.clone();
    distinct.dedup();
    let speakers = distinct.iter().filter(|name| repeated(**name)).count();
    let interview = lines.iter().filter(|line| is_letter(line.name)).count();
    let shown = (turns >= 4 && speakers >= 2 && turns * 3 >= lines.len() * 2)
        || (interview >= 2 && interview == lines.len());
    if !shown {
        return;
    }
    for line in &lines {
        let Some(paragraph) = paragraphs.get(line.paragraph as usize) else { continue };
        out.push(Stretch {
            tokens: Run { start: line.speech, end: paragraph.tokens.end },
            opener: 0,
            paragraph: line.paragraph,
            style: Style::Script,
            label: Some(line.label),
        });
    }
}

/// Whether a name is `Q` or `A`.
const fn is_letter(name: u64) -> bool {
    name >> 48 == LETTER
}

const LETTER: u64 = 0xffff;

/// A paragraph that begins with a label, a colon and something said.
fn line(tokens: &[Token], paragraph: &Segment, number: u32) -> Option<Line> {
    let run = tokens.get(paragraph.tokens.range())?;
    let at = |at: usize| paragraph.tokens.start + at as u32;
    let mut label: Option<(usize, usize)> = None;
    let (mut words, mut name, mut aside) = (0, 0u64, false);
    for (step, token) in run.iter().enumerate().take(TOKENS) {
        match token.kind {
            // A stage direction: HAMLET (aside):
            TokenKind::Open if words > 0 => aside = true,
            TokenKind::Close if aside => aside = false,
            _ if aside => {}
            TokenKind::Emphasis => {}
            TokenKind::Word | TokenKind::Number
                if token.has(Flags::CAPITAL) || (words > 0 && token.is(TokenKind::Number)) =>
            {
                words += 1;
                name = name.rotate_left(7) ^ u64::from(token.hash);
                label = Some((label.map_or(step, |label| label.0), step + 1));
                if words > WORDS {
                    return None;
                }
            }
            TokenKind::Stop if words == 1 => {}
            TokenKind::Colon if words > 0 => {
                let (from, to) = label?;
                // Emphasis around a name may close behind the colon: **Name:** line.
                let behind = run
                    .iter()
                    .skip(step + 1)
                    .take_while(|token| token.is(TokenKind::Emphasis) && !token.space_before())
                    .count();
                let speech = step + 1 + behind;
                run.get(speech)?;
                let letter = words == 1 && run.get(from).is_some_and(|word| word.len == 1);
                let name = name & !(LETTER << 48) | if letter { LETTER << 48 } else { 0 };
                return Some(Line {
                    paragraph: number,
                    label: Run { start: at(from), end: at(to) },
                    speech: at(speech),
                    name,
                });
            }
            _ => return None,
        }
    }
    None
}
