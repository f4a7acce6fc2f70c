//! Script lines, transcripts and interviews: `NAME: line`, `Q:` and `A:`, where the text shows the pattern again and again.

use alloc::vec::Vec;

use super::Style;
use super::stretch::Stretch;
use super::turn::{self, End, Sort, Turn};
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::Class;
use crate::segment::Segment;

/// How many paragraphs without a label may go on a turn, and how many of their tokens are looked at.
const CONTINUED: usize = 3;
const LOOK: usize = 48;
/// How many lines below a label are looked at.
const LINES: usize = 40;

/// Appends a stretch for each script line.
pub(super) fn find(text: &str, tokens: &[Token], paragraphs: &[Segment], out: &mut Vec<Stretch>) {
    let mut turns: Vec<Turn> = Vec::new();
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let turn = turn::read(text, tokens, paragraph, number as u32);
        turns.extend(turn.filter(|turn| !is_heading(tokens, turn)));
    }
    if turns.is_empty() {
        return;
    }
    // Posts speak for themselves; a text of labels has colons or full stops after them, hardly ever both.
    let handles = turns.iter().filter(|turn| turn.sort == Sort::Handle);
    let mut lines: Vec<Turn> = handles.copied().collect();
    lines.extend(posts(&turns));
    for end in [End::Colon, End::Stop] {
        // Q. and A. stand beside THE COURT: in records of courts.
        let ends = |turn: &Turn| turn.end == end || end == End::Colon && turn.sort == Sort::Letter;
        let named = turns.iter().filter(|turn| !turn.sort.speaks_for_itself() && ends(turn));
        let named: Vec<Turn> = named.copied().collect();
        if let Some(shown) = shown(&named, paragraphs.len()) {
            lines.extend(shown);
            break;
        }
    }
    lines.sort_unstable_by_key(|line| line.paragraph);
    let blocks = lines.iter().all(|line| heads_block(tokens, paragraphs, line.paragraph as usize));
    for (at, line) in lines.iter().enumerate() {
        out.push(Stretch {
            tokens: line.speech,
            opener: 0,
            paragraph: line.paragraph,
            style: Style::Script,
            label: Some(line.label),
            continues: false,
        });
        let next = lines.get(at + 1).map(|next| next.paragraph);
        let open = line.sort != Sort::Plain && !line.sort.speaks_for_itself();
        let (mut lines, mut below) = (blocks || line.sort == Sort::Post, 0);
        let behind = paragraphs.get(line.paragraph as usize + 1..).unwrap_or_default();
        for (segment, paragraph) in behind.iter().zip(line.paragraph + 1..).take(LINES) {
            if next.is_some_and(|next| next <= paragraph) {
                break;
            }
            lines &= is_next_line(tokens, segment);
            below += usize::from(!lines);
            if !lines && !(open && next.is_some() && below <= CONTINUED && goes_on(tokens, segment)) {
                break;
            }
            out.push(Stretch {
                tokens: segment.tokens,
                opener: 0,
                paragraph,
                style: Style::Script,
                label: None,
                continues: true,
            });
        }
    }
}

/// *Flooding: Lower Severn*: words in capitals that no stop ends head what stands below, where nobody is named.
fn is_heading(tokens: &[Token], turn: &Turn) -> bool {
    let speech = tokens.get(turn.speech.range()).unwrap_or_default();
    let small = Class::DETERMINER.or(Class::PREPOSITION).or(Class::CONJUNCTION);
    let titled = |word: &Token| {
        matches!(word.kind, TokenKind::Word | TokenKind::Hyphen | TokenKind::Comma)
            && (!word.is(TokenKind::Word) || word.is_capitalised() || word.class().any(small))
    };
    turn.sort == Sort::Plain && turn.end == End::Colon && speech.len() > 1 && speech.iter().all(titled)
}

/// Whether a labelled paragraph begins a block of lines: after a blank line, or after the times of a subtitle.
fn heads_block(tokens: &[Token], paragraphs: &[Segment], at: usize) -> bool {
    let Some(first) = paragraphs.get(at).map(|paragraph| paragraph.tokens.start as usize) else {
        return false;
    };
    let before = first.checked_sub(1).and_then(|last| tokens.get(last));
    tokens.get(first).is_some_and(|first| first.has(Flags::BLANK))
        || before.is_some_and(|last| last.is(TokenKind::Number))
}

/// Whether a paragraph is a line right below another one, and no message or direction of its own.
fn is_next_line(tokens: &[Token], paragraph: &Segment) -> bool {
    tokens.get(paragraph.tokens.start as usize).is_some_and(|first| {
        !first.has(Flags::BLANK)
            && !matches!(
                first.kind,
                TokenKind::Open | TokenKind::Number | TokenKind::Symbol | TokenKind::Dash | TokenKind::Handle
            )
    })
}

/// The messages of a chat, if there are several people in it and one writes again.
fn posts(turns: &[Turn]) -> impl Iterator<Item = Turn> + '_ {
    let mut names: Vec<u64> =
        turns.iter().filter(|turn| turn.sort == Sort::Post).map(|turn| turn.name).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    let chat = names.len() > 1 && names.len() < all;
    turns.iter().filter(move |turn| chat && turn.sort == Sort::Post).copied()
}

/// Whether a paragraph between two labelled ones goes on with the turn: it speaks of itself or to somebody, and quotes
/// nobody as narration would.
fn goes_on(tokens: &[Token], paragraph: &Segment) -> bool {
    let run = tokens.get(paragraph.tokens.range()).unwrap_or_default();
    let speaks = |token: &Token| token.class().any(Class::FIRST.or(Class::SECOND));
    !run.first().is_some_and(|first| first.is(TokenKind::Open))
        && !run.iter().any(|token| token.is(TokenKind::Mark))
        && run.iter().take(LOOK).any(speaks)
}

/// The labelled paragraphs that are turns, of so many paragraphs in all; nothing where the labels are no speakers'
/// (`Note:`, `Ingredients:`).
fn shown(lines: &[Turn], all_paragraphs: usize) -> Option<impl Iterator<Item = Turn> + '_> {
    let mut names: Vec<u16> = lines.iter().map(|line| line.last).collect();
    names.sort_unstable();
    // Speakers speak again; headings do not take turns.
    let repeated = move |line: &Turn| {
        let from = names.partition_point(|other| *other < line.last);
        names.get(from + 1) == Some(&line.last)
    };
    let turns = lines.iter().filter(|line| repeated(line));
    let mut speakers: Vec<u64> = turns.clone().map(|line| line.name).collect();
    let turns = speakers.len();
    speakers.sort_unstable();
    speakers.dedup();
    let of = |sorts: &[Sort]| lines.iter().filter(|line| sorts.contains(&line.sort)).count();
    let all = |sorts: &[Sort]| of(sorts) == lines.len();
    let paragraphs =
        lines.last().map_or(0, |last| last.paragraph) - lines.first().map_or(0, |first| first.paragraph);
    let dense = lines.len() * 4 >= (paragraphs as usize + 1) * 3;

    let exchange = turns >= 4 && speakers.len() >= 2 && turns * 3 >= lines.len() * 2;
    let interview = of(&[Sort::Letter]) >= 2 && all(&[Sort::Letter, Sort::Person, Sort::Capitals]);
    let people = turns >= 2 && all(&[Sort::Person]);
    let hearing = turns >= 2
        && lines.len() >= 4
        && lines.iter().any(|line| Some(line.last) != lines.first().map(|first| first.last))
        && dense
        && all(&[Sort::Letter, Sort::Person, Sort::Capitals]);
    // Two who take turns, and nothing beside what they say.
    let others = lines.windows(2).all(|pair| matches!(pair, [one, next] if one.name != next.name));
    let returns = matches!(lines, [first, _, third, ..] if first.name == third.name);
    let scrap = lines.len() == all_paragraphs && others && returns;
    // A word with a full stop after it says less than one with a colon.
    let stopped = lines.iter().any(|line| line.end == End::Stop && line.sort != Sort::Letter)
        || lines.iter().all(|line| line.end == End::Stop);
    let holds =
        if stopped { exchange || interview } else { exchange || interview || people || hearing || scrap };
    let first = lines.iter().position(&repeated).unwrap_or(0);
    let last = lines.iter().rposition(&repeated).unwrap_or(lines.len());
    let keep = move |&(at, line): &(usize, &Turn)| {
        line.sort != Sort::Plain || repeated(line) || (first..last).contains(&at)
    };
    holds.then(|| lines.iter().enumerate().filter(keep).map(|(_, line)| *line))
}
