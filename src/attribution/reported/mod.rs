//! Statements in running text, found by models: a cue, then its source, then its content.
//!
//! Each decision chooses among tokens with a linear model of its own; none looks further than a bounded number of
//! tokens, and only words that may be a cue are looked at closely.

use alloc::vec::Vec;

pub(crate) mod cell;
pub(crate) mod choice;
pub(crate) mod content;
pub(crate) mod cue;
pub(crate) mod heart;
mod join;
mod led;
pub(crate) mod part;
mod piece;
mod rival;
mod rules;
pub(crate) mod source;
mod stage;
mod stretch;
pub(crate) mod view;

use crate::Span;
use crate::lexer::{Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::model::{Table, probability};
use crate::span::Run;
use cell::{Cells, NONE, Part};
use choice::{Choice, Edges};
use cue::Cue;
use heart::Heart;
pub(crate) use stage::append;
use view::{Block, View};

/// The weights that the trainer wrote: [`HEARTS`], then [`Edges`], then each table.
pub(crate) static WEIGHTS: &[u8] = include_bytes!("../../model/weights/news.bin");

/// The least score of a heart that makes a statement, takes a quotation, and that other decisions hear of: a
/// probability of 0.39, as the trainer has it.
pub(crate) const LEAST: i16 = -7;
/// The same for a statement that names nobody.
const LEAST_UNNAMED: i16 = 4;
/// The least score of one beside a quotation that lacks one.
const FAINT: i16 = -27;

/// The bytes of the table of words that can be hearts of cues.
pub(crate) const HEARTS: usize = 1 << 14;
/// How many decisions there are.
pub(crate) const DECISIONS: usize = 9;
/// The bits of the length of a table.
pub(crate) const BITS: u32 = 15;
pub(crate) const TABLE: usize = 1 << BITS;
/// The bytes of the file of weights.
pub(crate) const SIZE: usize = HEARTS + Edges::SIZE + DECISIONS * TABLE;

/// What the lexicon says of words that report.
pub(crate) const REPORTS: Class = Class::REPORTS.or(Class::CUE_NOUN);

/// Every table of the cascade.
#[derive(Clone, Copy)]
pub(crate) struct Models<'w> {
    /// Two bits a word's hash: 0 where it is rare and the lexicon is asked, 1 where it is never the heart of a cue,
    /// 2 where it may be.
    hearts: &'w [u8; HEARTS],
    pub(crate) edges: Edges<'w>,
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

impl Decision {
    /// Its bit (of those from [`Decision::CueStart`] to [`Decision::LeftStart`]) among the decisions that choose a span's edge.
    pub(crate) const fn bit(self) -> u8 {
        (1u16 << self as u8 >> 1) as u8
    }

    /// That bit in each of the bytes that are looked at together.
    const fn word(self) -> u64 {
        u64::from_ne_bytes([self.bit(); Edges::AT_ONCE])
    }

    /// Whether it chooses a span's first token, not its last.
    #[cfg(feature = "train")]
    pub(crate) const fn is_start(self) -> bool {
        matches!(
            self,
            Decision::CueStart | Decision::SourceStart | Decision::RightStart | Decision::LeftStart
        )
    }
}

impl<'w> Models<'w> {
    /// Cuts the file of weights into its tables; nothing where it is too short.
    pub(crate) const fn new(weights: &'w [u8]) -> Models<'w> {
        let mut models =
            Models { hearts: &[0; HEARTS], edges: Edges::NONE, tables: [Table::EMPTY; DECISIONS] };
        if weights.len() < SIZE {
            return models;
        }
        let Some((hearts, rest)) = weights.split_first_chunk() else { return models };
        let Some((edges, mut rest)) = rest.split_first_chunk() else { return models };
        models.hearts = hearts;
        models.edges = Edges::new(edges);
        let mut i = 0;
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

    /// Whether a token can be the heart of a cue at all.
    #[inline]
    pub(crate) fn knows(&self, token: &Token) -> bool {
        match token.kind {
            TokenKind::Word => {
                let place = (token.hash & 3) * 2;
                let known = self.hearts.get((token.hash >> 2) as usize).map_or(0, |byte| (byte >> place) & 3);
                known > 1 || known == 0 && token.word != 0 && token.class().any(REPORTS)
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
    /// The score of its heart.
    pub(crate) score: i16,
}

impl Statement {
    /// The content before the cue, then that after it.
    fn pieces(&self) -> impl Iterator<Item = Run> + use<> {
        self.left.into_iter().chain(self.right)
    }

    fn confidence(&self) -> f32 {
        probability(i32::from(self.score))
    }
}

/// What one text's search leaves behind for the next.
#[derive(Default)]
pub(crate) struct Space {
    cells: Cells,
    /// The parts of speech of the text's tokens, [`Part::Edge`] where nobody has looked.
    parts: Vec<Part>,
    hearts: Vec<Heart>,
    sketches: Vec<(u32, i32)>,
    statements: Vec<Statement>,
    /// The cues of quotations that the grammar has settled, in text order.
    tagged: Vec<Span>,
    /// The outermost quotations.
    outer: Vec<u32>,
}

/// What the lexicon says of a verb that reports: its frames, and that it is one; 0 for any other word.
pub(crate) fn frames(token: &Token) -> u16 {
    if token.class().any(Class::REPORTS) {
        lexicon::verb(token.word).map_or(0, |verb| 1 + verb.frames.0)
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
    let mut previous: Option<(u32, Run)> = None;
    let mut taken = 0;
    for heart in hearts.iter().filter(|heart| !heart.is_settled()) {
        let Some(view) = View::new(block, heart.sentence as usize) else { continue };
        if heart.token < taken {
            continue;
        }
        let before = previous.filter(|&(sentence, _)| sentence == heart.sentence).map(|(_, source)| source);
        let Some(statement) = state(&view, heart, before, &mut judge) else { continue };
        taken = statement.cue.run.end;
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
    fn choose(&mut self, decision: Decision, choice: &impl Choice) -> u32 {
        choice.choose(self.models.table(decision), self.sketches)
    }
}

/// Everything else about the statement whose cue has this heart.
fn state(view: &View<'_>, heart: &Heart, previous: Option<Run>, judge: &mut Judge<'_>) -> Option<Statement> {
    let (anchor, frames) = (heart.token as usize, u32::from(heart.frames()));
    let start = judge.choose(Decision::CueStart, &cue::Start::new(view, anchor)) as usize;
    let start = cue::behind_source(view, anchor, start);
    let end = judge.choose(Decision::CueEnd, &cue::End::new(view, anchor, start, frames)) as usize;
    let end = cue::before_source(view, anchor, end);
    let cue = Cue { anchor, run: Run::new(start, end + 1), frames };
    let source = match judge.choose(Decision::SourceEnd, &source::End::new(view, cue, previous)) {
        NONE => None,
        end => {
            let start = source::Start::new(view, cue, end as usize, previous);
            Some(Run { start: judge.choose(Decision::SourceStart, &start), end: end + 1 })
        }
    };
    let astray = source::is_astray(view, cue, source);
    let source = source.map(|source| source::subject(view, cue, source).unwrap_or(source));
    let frame = content::Frame::new(view, cue, source);
    let begun = judge.choose(Decision::RightStart, &content::RightStart::new(&frame));
    let begun = frame.own_clause(begun).unwrap_or(begun);
    let begun = if begun == NONE { frame.plain_clause().unwrap_or(begun) } else { begun };
    let right = match begun {
        NONE => None,
        start => {
            let end = content::RightEnd::new(&frame, start as usize);
            Some(Run { start, end: judge.choose(Decision::RightEnd, &end) + 1 })
        }
    };
    let source = if astray { Some(source::led(view, cue, right)?) } else { source };
    let left = match judge.choose(Decision::LeftEnd, &content::LeftEnd::new(&frame, begun)) {
        NONE => None,
        end => {
            let start = content::LeftStart::new(&frame, end as usize);
            Some(Run { start: judge.choose(Decision::LeftStart, &start), end: end + 1 })
        }
    };
    (left.is_some() || right.is_some() || heart.is_sure()).then_some(Statement {
        cue,
        source,
        left,
        right,
        score: heart.score,
    })
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;
    use crate::options::Options;
    use crate::pipeline::Stages;

    /// What is said in a report, in its pieces.
    pub(super) fn contents(text: &str) -> Vec<alloc::string::String> {
        let attributor = crate::Attributor::builder().genre(crate::Genre::News).build().unwrap();
        let document = attributor.attribute(text);
        document.attributions().flat_map(|said| said.contents()).map(|part| part.text().to_string()).collect()
    }

    /// Source, cue and content of each relation.
    fn relations(text: &str) -> Vec<(&str, &str, &str)> {
        let mut stages = Stages::default();
        stages.run(text, &Options::default());
        let mut out = Vec::new();
        for relation in &stages.relations {
            let part = |span: Option<crate::Span>| span.map_or("", |span| &text[span]);
            let content =
                stages.content[relation.content.start as usize..relation.content.end as usize].first();
            out.push((part(relation.source.get()), part(relation.cue.get()), part(content.copied())));
        }
        out
    }

    #[test]
    fn nobody_says_it_by_being_somebodys() {
        let mum = "I do not know. My mum listened to it and said it sounded like a pool.";
        assert_eq!(relations(mum), [("My mum", "said", "it sounded like a pool")]);
        let heard =
            "It was a gift of Lord Enner, who is said to have remarked that the tenants might be late.";
        assert_eq!(relations(heard), [("who", "is said to have remarked", "that the tenants might be late")]);
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
    fn what_a_verb_of_speech_wants_stands_behind_where_it_was_said() {
        for (text, source) in [
            ("Petrov Mills has said in interviews that the bell is real.", "Petrov Mills"),
            (
                "Petrov Mills said in a letter to the board made public on Monday that the bell is real.",
                "Petrov Mills",
            ),
        ] {
            let found = relations(text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert_eq!((found[0].0, found[0].2), (source, "that the bell is real"), "{text}");
        }
        let text = "A senior clerk, a former pilot, said at least nine boats had been seen.";
        assert_eq!(
            relations(text),
            [("A senior clerk, a former pilot", "said", "at least nine boats had been seen")]
        );
        assert_eq!(
            relations("A senior clerk, a former pilot, said so when nine boats had been seen.").len(),
            1
        );
    }

    #[test]
    fn what_is_so_in_a_view_and_what_evidence_is_given_is_stated() {
        let found = relations("Tom Abara gave evidence that the gate was open.");
        assert_eq!(found, [("Tom Abara", "gave evidence", "that the gate was open")]);
        assert_eq!(contents("In her view, the wall was never his."), ["the wall was never his"]);
        assert_eq!(contents("In her office, the wall was never painted."), [""; 0]);
    }

    #[test]
    fn what_we_find_and_report_is_stated() {
        let found = relations("I find that the fence stands on the other side.");
        assert_eq!(found, [("I", "find", "that the fence stands on the other side")]);
        let found = relations("We report that bees walk farther in spring.");
        assert_eq!(found, [("We", "report", "that bees walk farther in spring")]);
        assert_eq!(relations("A find that the museum made was sold."), []);
    }

    #[test]
    fn plain_narration_states_nothing() {
        assert_eq!(relations("The river rose. Two boats lay on the bank."), []);
    }
}
