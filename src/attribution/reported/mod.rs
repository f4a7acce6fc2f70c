//! Statements in running text, found by models: a cue, then its source, then its content.
//!
//! Each decision chooses among tokens with a linear model of its own; none looks further than a bounded number of
//! tokens, and only words that may be a cue are looked at closely.

use alloc::vec::Vec;

pub(crate) mod cell;
pub(crate) mod choice;
pub(crate) mod content;
pub(crate) mod cue;
mod join;
mod part;
mod settle;
pub(crate) mod source;
pub(crate) mod view;

use crate::Span;
use crate::lexer::{Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::model::{Sum, Table, probability};
use crate::pipeline::Prose;
use crate::span::Run;
use cell::{Cell, NONE};
use choice::{Choice, Sieve};
use cue::Cue;
pub(crate) use join::append;
use view::{Block, View};

/// The weights that the trainer wrote: [`HEARTS`], then each sieve, then each table.
pub(crate) static WEIGHTS: &[u8] = include_bytes!("../../model/weights/news.bin");

/// The least probability of a cue that makes a statement.
const LEAST: f32 = 0.4;
/// The least probability of a cue that takes a quotation, and that other decisions hear of, as the trainer has it.
const MARKED: f32 = 0.4;
/// The least probability of a cue beside a quotation that lacks one.
const FAINT: f32 = 0.15;

/// The bytes of the table of words that can be hearts of cues.
pub(crate) const HEARTS: usize = 1 << 14;
/// How many decisions there are.
pub(crate) const DECISIONS: usize = 9;
/// The bits of the length of a table.
pub(crate) const BITS: u32 = 15;
pub(crate) const TABLE: usize = 1 << BITS;
/// The bytes of the file of weights.
pub(crate) const SIZE: usize = HEARTS + DECISIONS * (Sieve::SIZE + TABLE);

/// What the lexicon says of words that report.
pub(crate) const REPORTS: Class = Class::REPORTS.or(Class::CUE_NOUN);

/// Every table of the cascade.
#[derive(Clone, Copy)]
pub(crate) struct Models<'w> {
    /// Two bits a word's hash: 0 where it is rare and the lexicon is asked, 1 where it is never the heart of a cue,
    /// 2 where it may be.
    hearts: &'w [u8],
    sieves: [Sieve<'w>; DECISIONS],
    tables: [Table<'w, TABLE>; DECISIONS],
}

/// The decisions, as indices of the tables.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Decision {
    Anchor,
    CueStart,
    CueEnd,
    SourceEnd,
    SourceStart,
    RightStart,
    RightEnd,
    LeftEnd,
    LeftStart,
}

impl<'w> Models<'w> {
    /// Cuts the file of weights into its tables; nothing where it is too short.
    pub(crate) const fn new(weights: &'w [u8]) -> Models<'w> {
        let mut models =
            Models { hearts: &[], sieves: [Sieve::new(&[]); DECISIONS], tables: [Table::EMPTY; DECISIONS] };
        if weights.len() < SIZE {
            return models;
        }
        let (hearts, mut rest) = weights.split_at(HEARTS);
        models.hearts = hearts;
        let mut i = 0;
        while i < DECISIONS {
            let (sieve, others) = rest.split_at(Sieve::SIZE);
            models.sieves[i] = Sieve::new(sieve);
            rest = others;
            i += 1;
        }
        i = 0;
        while i < DECISIONS {
            if let Some((table, others)) = rest.split_first_chunk::<TABLE>() {
                models.tables[i] = Table::new(table);
                rest = others;
            }
            i += 1;
        }
        models
    }

    #[inline]
    pub(crate) fn table(&self, decision: Decision) -> Table<'w, TABLE> {
        self.tables.get(decision as usize).copied().unwrap_or(Table::EMPTY)
    }

    #[inline]
    pub(crate) fn sieve(&self, decision: Decision) -> Sieve<'w> {
        self.sieves.get(decision as usize).copied().unwrap_or(Sieve::new(&[]))
    }

    /// Whether a token can be the heart of a cue at all.
    #[inline]
    pub(crate) fn may_cue(&self, token: &Token) -> bool {
        match token.kind {
            TokenKind::Word => {
                let place = (token.hash & 3) * 2;
                let known = self.hearts.get((token.hash >> 2) as usize).map_or(0, |byte| (byte >> place) & 3);
                known > 1 || known == 0 && token.class().any(REPORTS)
            }
            TokenKind::Colon => true,
            _ => false,
        }
    }
}

/// A statement: what the models found, with their probabilities.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Statement {
    pub(crate) cue: Cue,
    pub(crate) source: Option<Run>,
    /// The content before the cue.
    pub(crate) left: Option<Run>,
    /// The content after the cue.
    pub(crate) right: Option<Run>,
    pub(crate) confidence: f32,
}

/// What one text's search leaves behind for the next.
#[derive(Default)]
pub(crate) struct Space {
    cells: Vec<Cell>,
    hearts: Vec<Heart>,
    sketches: Vec<(u32, i32)>,
    statements: Vec<Statement>,
    /// The cues of quotations that the grammar has settled, in text order.
    tagged: Vec<Span>,
}

/// The word at the heart of a cue.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Heart {
    pub(crate) token: usize,
    pub(crate) sentence: usize,
    /// What the lexicon says that it takes.
    pub(crate) frames: u32,
    pub(crate) sure: f32,
}

/// Finds the hearts of cues in these sentences of a block.
pub(crate) fn hearts(
    block: Block<'_>,
    tokens: &[Token],
    sentences: core::ops::Range<usize>,
    models: &Models<'_>,
    threshold: f32,
    out: &mut Vec<Heart>,
) {
    out.clear();
    for index in sentences {
        let Some(view) = View::new(block, index) else { continue };
        let run = view.sentence.range();
        let first = run.start;
        for (i, token) in tokens.get(run).unwrap_or_default().iter().enumerate() {
            if models.may_cue(token) {
                let frames = frames(token);
                let token = first + i;
                let mut sum = Sum::new(models.table(Decision::Anchor));
                cue::anchor(&view, token, frames, &mut sum);
                let sure = probability(sum.total);
                if sure >= threshold {
                    out.push(Heart { token, sentence: index, frames, sure });
                }
            }
        }
    }
}

/// What the lexicon says of a verb that reports: its frames, and that it is one; 0 for any other word.
pub(crate) fn frames(token: &Token) -> u32 {
    if token.class().any(Class::REPORTS) {
        lexicon::verb(token.word).map_or(0, |verb| 1 + u32::from(verb.frames.0))
    } else {
        0
    }
}

/// Appends the statements whose cues have these hearts, in their order.
pub(crate) fn find(
    block: Block<'_>,
    hearts: &[Heart],
    models: &Models<'_>,
    sketches: &mut Vec<(u32, i32)>,
    out: &mut Vec<Statement>,
) {
    let mut judge = Judge { models, sketches };
    let mut previous: Option<(usize, Run)> = None;
    let mut taken = 0;
    for heart in hearts {
        let Some(view) = View::new(block, heart.sentence) else { continue };
        if heart.token < taken || (heart.sure < LEAST && view.quotes().next().is_none()) {
            continue;
        }
        let before = previous.filter(|&(sentence, _)| sentence == heart.sentence).map(|(_, source)| source);
        let Some(statement) = state(&view, heart, before, &mut judge) else { continue };
        taken = statement.cue.run.end as usize;
        previous = statement.source.or(before).map(|source| (heart.sentence, source));
        out.push(statement);
    }
}

/// The models, and where they keep what they have seen of a choice.
struct Judge<'j> {
    models: &'j Models<'j>,
    sketches: &'j mut Vec<(u32, i32)>,
}

impl Judge<'_> {
    fn choose(&mut self, decision: Decision, choice: &impl Choice) -> Option<u32> {
        choice.choose(self.models.sieve(decision), self.models.table(decision), self.sketches)
    }
}

/// Everything else about the statement whose cue has this heart.
fn state(view: &View<'_>, heart: &Heart, previous: Option<Run>, judge: &mut Judge<'_>) -> Option<Statement> {
    let anchor = heart.token;
    let start = judge.choose(Decision::CueStart, &cue::Start { view, anchor })? as usize;
    let end =
        judge.choose(Decision::CueEnd, &cue::End { view, anchor, start, frames: heart.frames })? as usize;
    let cue = Cue { anchor, run: Run::new(start, end + 1), frames: heart.frames };
    let source = match judge.choose(Decision::SourceEnd, &source::End { view, cue, previous })? {
        NONE => None,
        end => {
            let start = source::Start { view, cue, end: end as usize, previous };
            let start = judge.choose(Decision::SourceStart, &start)?;
            Some(Run { start, end: end + 1 })
        }
    };
    let frame = content::Frame::new(view, cue, source);
    let begun = judge.choose(Decision::RightStart, &content::RightStart::new(&frame))?;
    let right = match begun {
        NONE => None,
        start => {
            let end = content::RightEnd::new(&frame, start as usize);
            Some(Run { start, end: judge.choose(Decision::RightEnd, &end)? + 1 })
        }
    };
    let left = match judge.choose(Decision::LeftEnd, &content::LeftEnd::new(&frame, begun))? {
        NONE => None,
        end => {
            let start = content::LeftStart::new(&frame, end as usize);
            Some(Run { start: judge.choose(Decision::LeftStart, &start)?, end: end + 1 })
        }
    };
    (left.is_some() || right.is_some()).then_some(Statement {
        cue,
        source,
        left,
        right,
        confidence: heart.sure,
    })
}

/// How many tokens a block has at least, where the text goes on so long.
const BLOCK: usize = 768;
/// How many tokens of a block are looked at: a longer sentence says nothing more.
const LONGEST: usize = 4000;
/// How many tokens behind a block are looked at for what belongs to its last statements.
const AHEAD: usize = 96;

/// The sentences of the block that begins with sentence `first`: up to a paragraph's end, unless it is far; and with
/// those behind it that its last statements may reach.
fn block_from(prose: Prose<'_>, first: usize) -> (usize, usize) {
    let sentences = prose.sentences.get(first..).unwrap_or_default();
    let begin = sentences.first().map_or(0, |s| s.tokens.start as usize);
    let far = |s: &crate::segment::Segment| s.tokens.start as usize - begin;
    let opens = |s: &crate::segment::Segment| {
        prose.tokens.get(s.tokens.start as usize).is_some_and(|t| t.has(crate::lexer::Flags::LINE))
    };
    let last = sentences
        .iter()
        .position(|s| far(s) >= BLOCK && (opens(s) || far(s) >= 2 * BLOCK))
        .unwrap_or(sentences.len());
    let end = sentences.get(last).map_or(0, |s| s.tokens.start as usize);
    let behind = sentences.get(last..).unwrap_or_default();
    let reached = behind.iter().position(|s| s.tokens.start as usize >= end + AHEAD).unwrap_or(behind.len());
    (first + last, first + last + reached)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;
    use crate::pipeline::Stages;

    /// Source, cue and content of each relation.
    fn relations(text: &str) -> Vec<(&str, &str, &str)> {
        let mut stages = Stages::default();
        stages.run(text, &Options::default());
        let mut out = Vec::new();
        for relation in &stages.relations {
            let part = |span: Option<crate::Span>| span.map_or("", |span| &text[span]);
            let content =
                stages.content[relation.content.start as usize..relation.content.end as usize].first();
            out.push((part(relation.source), part(relation.cue), part(content.copied())));
        }
        out
    }

    #[test]
    fn the_file_of_weights_has_every_table() {
        assert_eq!(WEIGHTS.len(), SIZE);
        assert!(WEIGHTS.len() <= 400 * 1024);
    }

    #[test]
    fn a_plain_statement_has_source_cue_and_content() {
        let found = relations("Mayor Lena Brandt said the bridge would open in May.");
        assert_eq!(found, [("Mayor Lena Brandt", "said", "the bridge would open in May")]);
    }

    #[test]
    fn the_content_may_come_before_its_source() {
        let found = relations("The ferry was two hours late, according to the harbor police.");
        assert_eq!(found, [("the harbor police", "according to", "The ferry was two hours late")]);
    }

    #[test]
    fn the_same_text_gives_the_same_statements() {
        let text = "Officials said the dam held. Residents told reporters that they feared another flood.";
        assert_eq!(relations(text), relations(text));
        assert_eq!(relations(text).len(), 2);
    }

    #[test]
    fn a_quotation_keeps_the_tag_that_the_grammar_read() {
        let found =
            relations("The door stood open.\n\n“The ledger is gone,” Ada Quill replied. “It is all gone.”");
        assert_eq!(found[0], ("Ada Quill", "replied", "The ledger is gone,"));
    }

    #[test]
    fn plain_narration_states_nothing() {
        assert_eq!(relations("The river rose. Two boats lay on the bank."), []);
    }
}
