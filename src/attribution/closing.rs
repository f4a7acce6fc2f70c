//! *…, a court heard.*, *…, the affidavit states.*: a clause at the end of its sentence, where the models saw no statement.

use alloc::vec::Vec;

use super::{Output, Rule};
use crate::lexer::{Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::pipeline::Prose;
use crate::quotation::{Quotation, outermost, reaching};
use crate::segment::dateline;
use crate::span::Run;

const CONFIDENCE: f32 = 0.8;

/// How many words a source has at most, and how many tokens a statement at least.
const SOURCE: usize = 5;
const STATEMENT: usize = 3;

const HEARD: u16 = lexicon::entry("heard");
const TOLD: u16 = lexicon::entry("told");
const INQUEST: u16 = lexicon::entry("inquest");

/// Makes a relation of each sentence without quotations that ends so, and whose last verb is the cue of none.
pub(super) fn append(prose: Prose<'_>, quotations: &[Quotation], out: &mut Output<'_>) {
    let (mut cues, mut outer) = (None, None);
    for run in prose.sentences.iter().map(|sentence| sentence.tokens) {
        let Some(sentence) = prose.tokens.get(run.range()) else { continue };
        let Some(closing) = read(sentence) else { continue };
        let span = |from: usize, to: usize| Run { start: from as u32, end: to as u32 }.span(sentence);
        let (content, source) = (span(closing.start, closing.comma), span(closing.comma + 1, closing.cue));
        let (Some(content), Some(cue)) = (content, span(closing.cue, closing.verb + 1)) else { continue };
        // Hardly any text has such a clause.
        let outer: &Vec<u32> = outer.get_or_insert_with(|| {
            let mut outer = Vec::new();
            outermost(quotations, &mut outer);
            outer
        });
        if reaching(quotations, outer, run).next().is_some()
            || Output::is_cue(cues.get_or_insert_with(|| out.cues()), cue)
        {
            continue;
        }
        let source = source.filter(|_| closing.cue == closing.verb);
        out.state([content], Some(cue), source, None, Rule::Closing, CONFIDENCE);
    }
}

/// Where a sentence has what its last clause hands on.
struct Closing {
    /// Where what is said begins, and the comma behind it.
    start: usize,
    comma: usize,
    /// The clause's verb, and what helps it: whoever *was told* is no source.
    cue: usize,
    verb: usize,
}

fn read(sentence: &[Token]) -> Option<Closing> {
    let class = |at: usize| sentence.get(at).map(Token::class).unwrap_or_default();
    let verb = last_verb(sentence)?;
    let word = sentence.get(verb)?.word;
    let told = word == TOLD;
    let cue = verb.checked_sub(usize::from(told))?;
    let head = cue.checked_sub(1)?;
    let hears = Class::ORGANISATION.or(Class::GROUP);
    let says = if word == HEARD || told && class(cue).all(Class::AUXILIARY.or(Class::PAST)) {
        class(head).any(hears) || sentence.get(head)?.word == INQUEST
    } else {
        !told && class(head).any(Class::DOCUMENT)
    };
    let first = head.saturating_sub(SOURCE);
    let comma = (first..head).rev().find(|&at| sentence.get(at).is_some_and(|t| !t.is(TokenKind::Word)))?;
    let apart = Class::PREPOSITION.or(Class::FINITE).or(Class::CONJUNCTION).or(Class::WH);
    let phrase = sentence.get(comma)?.is(TokenKind::Comma)
        && (comma + 1..head).all(|at| !class(at).any(apart) || class(at).any(Class::DETERMINER));
    let start = dateline(sentence);
    let finite = sentence.get(start..comma)?.iter().any(|token| token.class().any(Class::FINITE));
    (says && phrase && finite && start + STATEMENT <= comma).then_some(Closing { start, comma, cue, verb })
}

/// The verb that ends a sentence, before a day at most: *heard on Tuesday*.
fn last_verb(sentence: &[Token]) -> Option<usize> {
    const ON: u16 = lexicon::entry("on");
    let mut at =
        sentence.len().checked_sub(2).filter(|_| sentence.last().is_some_and(|s| s.is(TokenKind::Stop)))?;
    if sentence.get(at)?.class().any(Class::TIME) {
        at = at.checked_sub(1)?;
        at = at.checked_sub(usize::from(sentence.get(at)?.word == ON))?;
    }
    let verb = sentence.get(at)?;
    let states = verb.class().all(Class::SPEECH.or(Class::THIRD));
    (states || verb.word == HEARD || verb.word == TOLD).then_some(at)
}
