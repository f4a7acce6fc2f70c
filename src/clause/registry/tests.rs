//! Every sentence of every production, through the whole pipeline.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Production, REGISTRY};
use crate::Span;
use crate::clause::tokens::Tokens;
use crate::options::Options;
use crate::pipeline::Stages;

/// Sentences that the grammar reads wrongly so far. One that comes right must leave the list.
const KNOWN_FAILURES: &[&str] = &[
    "{“We are all tenants here,”} as [her grandmother] <used to say>.",
    "In [the mayor's] <words>, {“a toy for tourists.”}",
    "[My aunt] <always used to say>, {“Feed the hens first.”}",
];

/// Productions of a side, as bits, take nothing of its window, since it lacks what they need. Every sentence of the
/// registry, and every text of the unit tests, asks this of every production.
pub(in crate::clause) fn take_nothing(window: Tokens<'_>, productions: u64) {
    for (_, production) in REGISTRY.iter().enumerate().filter(|(at, _)| productions >> at & 1 != 0) {
        assert!(
            (production.parse)(window).is_err(),
            "{} takes a window without what it needs",
            production.name
        );
    }
}

/// A sentence with its marks taken out, and where they stood.
#[derive(Default, Debug)]
struct Marked {
    text: String,
    quotation: Option<Span>,
    cue: Option<Span>,
    source: Option<Span>,
}

fn marked(sentence: &str) -> Marked {
    let mut out = Marked::default();
    let mut starts = [0u32; 3];
    for char in sentence.chars() {
        let at = out.text.len() as u32;
        match char {
            '{' => starts[0] = at,
            '<' => starts[1] = at,
            '[' => starts[2] = at,
            '}' => out.quotation = Some(Span::new(starts[0], at)),
            '>' => out.cue = Some(Span::new(starts[1], at)),
            ']' => out.source = Some(Span::new(starts[2], at)),
            other => out.text.push(other),
        }
    }
    out
}

/// What the pipeline makes of the marked quotation: the production's name, its cue and its source.
#[derive(PartialEq, Debug)]
struct Reading {
    production: &'static str,
    /// None where the source alone tells: a name after an endorsement.
    cue: Option<Span>,
    source: Option<Span>,
}

fn read(marked: &Marked) -> Result<Option<Reading>, String> {
    let mut stages = Stages::default();
    stages.run(&marked.text, &Options::default());
    let wanted = marked.quotation.expect("a sentence marks its quotation with braces");
    let Some(index) = stages.quotations.iter().position(|quotation| quotation.span == wanted) else {
        let found: Vec<&str> =
            stages.quotations.iter().map(|quotation| &marked.text[quotation.span.range()]).collect();
        return Err(format!("no such quotation among {found:?}"));
    };
    let span = |run: crate::span::Run| {
        let tokens = &stages.layout.tokens[run.range()];
        Some(Span::new(tokens.first()?.start, tokens.last()?.end()))
    };
    Ok(stages.clauses.iter().find(|clause| clause.quotation as usize == index).map(|clause| Reading {
        production: crate::clause::production_name(clause.production),
        cue: span(clause.cue),
        source: span(clause.phrase),
    }))
}

/// What is wrong with the reading of a sentence that the production must take.
fn taken(production: &Production, sentence: &str) -> Result<(), String> {
    let marked = marked(sentence);
    let reading = read(&marked)?.ok_or("no clause")?;
    let text = |span: Option<Span>| span.map(|span| &marked.text[span.range()]);
    if reading.production != production.name {
        return Err(format!("decided by {}", reading.production));
    }
    if marked.cue.filter(|cue| !cue.is_empty()) != reading.cue {
        return Err(format!("cue {:?}", text(reading.cue)));
    }
    if marked.source != reading.source {
        return Err(format!("source {:?}", text(reading.source)));
    }
    Ok(())
}

/// What is wrong with the reading of a sentence that the production must leave alone.
fn left(production: &Production, sentence: &str) -> Result<(), String> {
    match read(&marked(sentence))? {
        Some(reading) if reading.production == production.name => Err(format!("taken: {reading:?}")),
        _ => Ok(()),
    }
}

#[test]
fn every_sentence_is_read_as_it_says() {
    let mut wrong = Vec::new();
    let mut mended = Vec::new();
    for production in REGISTRY {
        let yes = production.yes.iter().map(|sentence| (*sentence, taken(production, sentence)));
        let no = production.no.iter().map(|sentence| (*sentence, left(production, sentence)));
        for (sentence, result) in yes.chain(no) {
            match (result, KNOWN_FAILURES.contains(&sentence)) {
                (Err(why), false) => wrong.push(format!("{}: {sentence}\n    {why}", production.name)),
                (Ok(()), true) => mended.push(sentence),
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{} sentences read wrongly:\n{}", wrong.len(), wrong.join("\n"));
    assert!(mended.is_empty(), "no longer failing: {mended:#?}");
}

#[test]
fn every_production_has_sentences_for_and_against() {
    for production in REGISTRY {
        assert!(!production.yes.is_empty(), "{} takes no sentence", production.name);
        assert!(!production.no.is_empty(), "{} leaves no sentence alone", production.name);
        for sentence in production.yes {
            let marked = marked(sentence);
            assert!(marked.quotation.is_some() && marked.cue.is_some(), "unmarked: {sentence}");
        }
        assert!(production.no.iter().all(|sentence| marked(sentence).quotation.is_some()));
    }
}

#[test]
fn no_two_productions_share_a_name() {
    let mut names: Vec<&str> = REGISTRY.iter().map(|production| production.name).collect();
    names.sort_unstable();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all);
}

#[test]
fn no_sentence_is_told_twice_and_failures_are_of_the_registry() {
    let mut sentences: Vec<&str> =
        REGISTRY.iter().flat_map(|production| production.yes.iter().chain(production.no)).copied().collect();
    assert!(KNOWN_FAILURES.iter().all(|failure| sentences.contains(failure)));
    let all = sentences.len();
    sentences.sort_unstable();
    sentences.dedup();
    assert_eq!(sentences.len(), all);
    assert!(all >= 250, "only {all} sentences");
}
