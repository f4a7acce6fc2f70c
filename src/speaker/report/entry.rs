//! Entries of a live blog: what a time begins stands apart from what stands before it.

use alloc::vec::Vec;

use crate::lexer::{Flags, Token, TokenKind};
use crate::pipeline::Prose;

/// How many times of day make a live blog.
const ENOUGH: usize = 3;

/// Where entries begin, as tokens; empty in texts of any other kind.
#[derive(Default)]
pub(super) struct Entries(Vec<u32>);

impl Entries {
    pub(super) fn find(prose: Prose<'_>) -> Entries {
        let begins = prose.paragraphs.iter().map(|paragraph| paragraph.tokens);
        let stamped = |start: u32| is_time(prose, prose.tokens.get(start as usize..).unwrap_or_default());
        let entries: Vec<u32> = begins.map(|run| run.start).filter(|start| stamped(*start)).collect();
        Entries(if entries.len() < ENOUGH { Vec::new() } else { entries })
    }

    /// Where the entry of a token begins, or the text.
    pub(super) fn begin(&self, token: u32) -> u32 {
        let next = self.0.partition_point(|entry| *entry <= token);
        next.checked_sub(1).and_then(|at| self.0.get(at)).copied().unwrap_or(0)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// *14:05*, *2.15pm*, *10.02 pm*, *9 a.m.*
fn is_time(prose: Prose<'_>, tokens: &[Token]) -> bool {
    let text = |token: &Token| prose.text.get(token.span().range()).unwrap_or_default();
    let half = |word: &str| {
        ["am", "pm", "a.m.", "p.m.", "a.m", "p.m"].iter().any(|half| word.eq_ignore_ascii_case(half))
    };
    let [time, rest @ ..] = tokens else { return false };
    if !time.is(TokenKind::Number) || !time.has(Flags::LINE) && time.start > 0 {
        return false;
    }
    let word = text(time);
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
    let clock = digits.split_once([':', '.']).is_some_and(|(hours, minutes)| {
        let hours = hours.len() <= 2 && hours.parse().is_ok_and(|hours: u32| hours < 24);
        hours && minutes.len() == 2 && minutes.parse().is_ok_and(|minutes: u32| minutes < 60)
    });
    let halved =
        half(&word[digits.len().min(word.len())..]) || rest.first().is_some_and(|next| half(text(next)));
    clock && word.contains(':') || (clock || digits.len() <= 2) && halved
}
