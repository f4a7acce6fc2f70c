//! Screenplays: a line with a name in capitals, and below it what that one says.

use alloc::vec::Vec;

use super::Style;
use super::stretch::Stretch;
use super::turn::with_word;
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::Class;
use crate::segment::Segment;
use crate::span::Run;

/// How many words a name has at most, and how many tokens stand in its line with what follows in brackets.
const WORDS: usize = 4;
const TOKENS: usize = 12;
/// How many lines of one block are read.
const LINES: usize = 40;
/// How many turns show that a text is written so.
const TURNS: usize = 4;

/// A block of lines that a name heads.
struct Block {
    /// The name's words, as one number.
    name: u64,
    /// Its stretches: a range of the list of all.
    stretches: core::ops::Range<usize>,
}

/// Appends a stretch for each paragraph that is said below a name, where names take turns.
pub(super) fn find(tokens: &[Token], paragraphs: &[Segment], out: &mut Vec<Stretch>) {
    let mut blocks: Vec<Block> = Vec::new();
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut at = 0;
    while let Some(first) = paragraphs.get(at) {
        let next = paragraphs.iter().skip(at + 1).take(LINES).position(|paragraph| opens(tokens, paragraph));
        let end = next.map_or_else(|| paragraphs.len().min(at + LINES), |next| at + 1 + next);
        let from = stretches.len();
        if let Some((label, name)) = label(tokens, first) {
            for (number, paragraph) in paragraphs.iter().enumerate().take(end).skip(at) {
                stretches.extend(said(tokens, paragraph, number as u32, label));
            }
            if let Some(said) = stretches.get_mut(from) {
                said.label = Some(label);
                said.continues = false;
                blocks.push(Block { name, stretches: from..stretches.len() });
            }
        }
        at = end;
    }
    let mut names: Vec<u64> = blocks.iter().map(|block| block.name).collect();
    names.sort_unstable();
    // Names speak again; headings do not.
    let people = || names.chunk_by(|one, other| one == other);
    let again = people().filter(|turns| turns.len() > 1);
    let turns = again.clone().count() > 1 && again.clone().map(<[u64]>::len).sum::<usize>() >= TURNS;
    // In a play many speak once; then their lines must show that they speak.
    let spoken = || {
        let of =
            |block: &&Block| stretches.get(block.stretches.clone()).is_some_and(|said| speak(tokens, said));
        blocks.iter().filter(of).count() * 2 >= blocks.len()
    };
    let play = || blocks.len() >= TURNS && people().count() > 2 && again.clone().count() > 0 && spoken();
    if !turns && !play() {
        return;
    }
    out.extend(blocks.iter().flat_map(|block| stretches.get(block.stretches.clone()).unwrap_or_default()));
}

/// Whether lines ask, exclaim, or speak of I and you.
fn speak(tokens: &[Token], said: &[Stretch]) -> bool {
    said.iter().any(|stretch| {
        tokens.get(stretch.tokens.range()).unwrap_or_default().iter().any(|token| {
            matches!(token.kind, TokenKind::Question | TokenKind::Exclamation)
                || token.class().any(Class::FIRST.or(Class::SECOND))
        })
    })
}

/// Whether a paragraph begins after a blank line.
fn opens(tokens: &[Token], paragraph: &Segment) -> bool {
    tokens.get(paragraph.tokens.start as usize).is_some_and(|first| first.has(Flags::BLANK))
}

/// The name in capitals that is a paragraph's first line, or all of it: `MR. OKAFOR (V.O.)`.
fn label(tokens: &[Token], paragraph: &Segment) -> Option<(Run, u64)> {
    let start = paragraph.tokens.start as usize;
    let (mut end, mut words, mut name, mut aside) = (start, 0, 0u64, false);
    for (at, token) in tokens.iter().enumerate().skip(start).take(TOKENS) {
        if at > start && token.has(Flags::LINE) {
            let shown = words > 0 && words <= WORDS && !aside;
            return shown.then_some((Run::new(start, end), name));
        }
        match token.kind {
            TokenKind::Open if words > 0 => aside = true,
            TokenKind::Close if aside => aside = false,
            _ if aside => {}
            TokenKind::Word if token.has(Flags::CAPITALS) && end == at => {
                (end, words) = (at + 1, words + 1);
                name = with_word(name, token);
            }
            // MR. OKAFOR
            TokenKind::Stop if words == 1 && end == at => end = at + 1,
            _ => return None,
        }
    }
    None
}

/// What is said in a paragraph of a block, without the name and without directions in brackets.
fn said(tokens: &[Token], paragraph: &Segment, number: u32, label: Run) -> Option<Stretch> {
    let all = paragraph.tokens;
    let line =
        |at: &u32| *at >= label.end && tokens.get(*at as usize).is_some_and(|token| token.has(Flags::LINE));
    let mut start = if all.start == label.start { (all.start..all.end).find(line)? } else { all.start };
    let kind = |at: u32| tokens.get(at as usize).map(|token| token.kind);
    if kind(start) == Some(TokenKind::Open) {
        start = (start..all.end).find(|&at| kind(at) == Some(TokenKind::Close))? + 1;
    }
    (start < all.end).then_some(Stretch {
        tokens: Run { start, end: all.end },
        opener: 0,
        paragraph: number,
        style: Style::Script,
        label: None,
        continues: true,
    })
}

#[cfg(test)]
mod tests {
    use alloc::string::{String, ToString};
    use alloc::vec::Vec;

    fn said(text: &str) -> Vec<(String, String)> {
        let document = crate::attribute(text);
        let line = |quote: crate::Quote<'_, '_>| {
            Some((quote.speaker()?.name().to_string(), quote.inner().text().replace('\n', " ")))
        };
        document.quotes().filter_map(line).collect()
    }

    #[test]
    fn names_above_their_lines_speak() {
        let text = "INT. HARDWARE STORE - DAY\n\nLENA leans on the counter.\n\n          LENA\n     You open Sundays?\n\n          \
                    MR. OKAFOR\n     I'm open now.\n\n          LENA\n     (laughing)\n     It's Saturday.\n\n          \
                    MR. OKAFOR (CONT'D)\n     Then no. Come back when it is\n     Sunday.\n";
        let said = said(text);
        let said: Vec<(&str, &str)> = said.iter().map(|(who, what)| (who.as_str(), what.as_str())).collect();
        assert_eq!(said[0].1, "You open Sundays?");
        assert_eq!(said[2].1, "It's Saturday.");
        assert_eq!(said[0].0, said[2].0);
        assert_eq!(said[1].0, said[3].0);
        assert_ne!(said[0].0, said[1].0);
    }

    #[test]
    fn headings_say_nothing() {
        let text = "HARBOUR\nThe boats were in by noon.\n\nMARKET\nThere was fish, and not much else.\n\nHARBOUR\nAt dusk they \
                    went out again.\n\nCHURCH\nNobody came.\n";
        assert_eq!(said(text), []);
    }
}
