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
mod settle;
pub(crate) mod source;
pub(crate) mod view;

use crate::model::{Sum, Table, probability};
use crate::quotation::Quotation;
use crate::segment::Segment;
use crate::span::Run;
use cell::{Cell, NONE, Part};
use choice::Choice;
use cue::Cue;
pub(crate) use join::append;
use view::View;

/// The weights that the trainer wrote: `common`, then each table.
pub(crate) static WEIGHTS: &[u8] = include_bytes!("../../model/weights/news.bin");

/// The least probability of a cue that makes a statement.
const LEAST: f32 = 0.4;
/// The least probability of a cue beside a quotation that lacks one.
const FAINT: f32 = 0.15;

/// The models in the order of their tables, with the bits of each table's size.
pub(crate) const SIZES: [u32; 9] = [17, 14, 15, 16, 15, 14, 16, 14, 14];
/// The bytes of the set of words that are no cue.
pub(crate) const COMMON: usize = 1 << 13;

/// Every table of the cascade.
#[derive(Clone, Copy)]
pub(crate) struct Models<'w> {
    /// One bit a word hash: set where the word is frequent and never a cue.
    common: &'w [u8],
    pub(crate) tables: [Table<'w>; 9],
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
    /// Cuts the file of weights into its tables; what is missing weighs nothing.
    pub(crate) const fn new(weights: &'w [u8]) -> Models<'w> {
        let mut tables = [Table::new(&[]); 9];
        let (common, mut rest) =
            if weights.len() >= COMMON { weights.split_at(COMMON) } else { (weights, weights) };
        let mut i = 0;
        while i < tables.len() {
            if rest.len() < 1 << SIZES[i] {
                break;
            }
            let (table, others) = rest.split_at(1 << SIZES[i]);
            tables[i] = Table::new(table);
            rest = others;
            i += 1;
        }
        Models { common, tables }
    }

    fn table(&self, decision: Decision) -> Table<'w> {
        self.tables.get(decision as usize).copied().unwrap_or(Table::new(&[]))
    }

    /// Whether a word can be the heart of a cue at all.
    #[inline]
    pub(crate) fn may_cue(&self, cell: &Cell) -> bool {
        let bit = self.common.get((cell.word >> 3) as usize).map_or(0, |byte| byte >> (cell.word & 7) & 1);
        bit == 0 && may_cue(cell)
    }
}

/// Whether a token can be the heart of a cue by what it is.
pub(crate) fn may_cue(cell: &Cell) -> bool {
    matches!(cell.kind, crate::lexer::TokenKind::Word)
        && !matches!(cell.part, Part::Determiner | Part::Possessive | Part::Subject)
        || cell.part == Part::Colon
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

/// Finds the hearts of cues: gives each with its probability, and marks its cell.
pub(crate) fn hearts(
    cells: &mut [Cell],
    quotations: &[Quotation],
    sentences: &[Segment],
    models: &Models<'_>,
    threshold: f32,
    out: &mut Vec<Heart>,
) {
    for index in 0..sentences.len() {
        let Some(view) = View::new(cells, quotations, sentences, index) else { continue };
        for token in view.sentence.range() {
            if models.may_cue(&view.at(token)) {
                let mut sum = Sum::new(models.table(Decision::Anchor));
                cue::anchor(&view, token, &mut sum);
                let sure = probability(sum.total);
                if sure >= threshold {
                    out.push(Heart { token, sentence: index, sure });
                }
            }
        }
    }
    mark(cells, out.iter().filter(|heart| heart.sure >= LEAST).map(|heart| heart.token));
}

/// Marks the cells of the cues, given in text order, and counts them.
pub(crate) fn mark(cells: &mut [Cell], hearts: impl Iterator<Item = usize>) {
    let mut hearts = hearts.peekable();
    let mut cues = 0;
    for (token, cell) in cells.iter_mut().enumerate() {
        cell.cues = cues;
        cell.cue = hearts.peek() == Some(&token);
        if cell.cue {
            hearts.next();
            cues += 1;
        }
    }
}

/// The word at the heart of a cue.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Heart {
    pub(crate) token: usize,
    pub(crate) sentence: usize,
    pub(crate) sure: f32,
}

/// Appends the statements in the order of their cues.
pub(crate) fn find(
    cells: &mut [Cell],
    quotations: &[Quotation],
    sentences: &[Segment],
    models: &Models<'_>,
    threshold: f32,
    out: &mut Vec<Statement>,
) {
    let mut found = Vec::new();
    hearts(cells, quotations, sentences, models, threshold, &mut found);
    let mut totals = Vec::new();
    let mut previous: Option<(usize, Run)> = None;
    let mut taken = 0;
    for heart in found {
        let Some(view) = View::new(cells, quotations, sentences, heart.sentence) else { continue };
        if heart.token < taken {
            continue;
        }
        let before = previous.filter(|&(sentence, _)| sentence == heart.sentence).map(|(_, source)| source);
        let Some(statement) = state(&view, heart.token, before, heart.sure, models, &mut totals) else {
            continue;
        };
        taken = statement.cue.run.end as usize;
        previous = statement.source.or(before).map(|source| (heart.sentence, source));
        out.push(statement);
    }
}

/// Everything else about the statement whose cue has its heart at `anchor`.
fn state(
    view: &View<'_>,
    anchor: usize,
    previous: Option<Run>,
    sure: f32,
    models: &Models<'_>,
    totals: &mut Vec<i32>,
) -> Option<Statement> {
    let (start, _) = cue::Start { view, anchor }.choose(models.table(Decision::CueStart), totals)?;
    let start = start as usize;
    let (end, _) = cue::End { view, anchor, start }.choose(models.table(Decision::CueEnd), totals)?;
    let cue = Cue { anchor, run: Run::new(start, end as usize + 1) };
    let (end, _) = source::End { view, cue, previous }.choose(models.table(Decision::SourceEnd), totals)?;
    let source = if end == NONE {
        None
    } else {
        let end = end as usize;
        let (start, _) =
            source::Start { view, cue, end, previous }.choose(models.table(Decision::SourceStart), totals)?;
        Some(Run::new(start as usize, end + 1))
    };
    let frame = content::Frame { view, cue, source };
    let (right, _) = content::RightStart(frame).choose(models.table(Decision::RightStart), totals)?;
    let after = if right == NONE {
        None
    } else {
        let start = right as usize;
        let (end, _) = content::RightEnd { frame, start }.choose(models.table(Decision::RightEnd), totals)?;
        Some(Run::new(start, end as usize + 1))
    };
    let (left, _) = content::LeftEnd { frame, right }.choose(models.table(Decision::LeftEnd), totals)?;
    let before = if left == NONE {
        None
    } else {
        let end = left as usize;
        let (start, _) =
            content::LeftStart { frame, end }.choose(models.table(Decision::LeftStart), totals)?;
        Some(Run::new(start as usize, end + 1))
    };
    (before.is_some() || after.is_some()).then_some(Statement {
        cue,
        source,
        left: before,
        right: after,
        confidence: sure,
    })
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
        assert_eq!(WEIGHTS.len(), COMMON + SIZES.iter().map(|bits| 1 << bits).sum::<usize>());
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
    fn plain_narration_states_nothing() {
        assert_eq!(relations("The river rose. Two boats lay on the bank."), []);
    }
}
