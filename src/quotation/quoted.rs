//! What the trainer sees of quotations.

use alloc::vec::Vec;

use super::{QuoteKind, kinds};
use crate::Span;
use crate::options::Options;
use crate::pipeline::{Prose, Stages};

/// A quotation with its features.
#[derive(Clone, Debug)]
pub struct Quoted {
    /// Marks included.
    pub span: Span,
    /// What the present weights make of it.
    pub kind: QuoteKind,
    /// Whether it stands in another one.
    pub nested: bool,
    /// Indices into the weights.
    pub features: Vec<u32>,
}

/// How many features there are.
pub const FEATURES: usize = kinds::FEATURES;

/// Finds the quotations of a text.
#[must_use]
pub fn quoted(text: &str) -> Vec<Quoted> {
    let mut stages = Stages::default();
    stages.run(text, &Options::default());
    let prose =
        Prose { text, tokens: &stages.tokens, paragraphs: &stages.paragraphs, sentences: &stages.sentences };
    let dialogue = kinds::is_dialogue(&stages.quotations);
    let mut out = Vec::with_capacity(stages.quotations.len());
    for (index, quotation) in stages.quotations.iter().enumerate() {
        let mut features = Vec::new();
        kinds::features(prose, &stages.quotations, index, dialogue, |feature| features.push(feature as u32));
        out.push(Quoted {
            span: quotation.span,
            // Before the attribution stage had its say.
            kind: kinds::guess_kind_in(prose, &stages.quotations, index, dialogue),
            nested: quotation.parent.is_some(),
            features,
        });
    }
    out
}
