//! What the trainer sees of quotations.

use alloc::vec::Vec;

use super::QuoteKind;
use super::kinds::{self, Linear, View};
use crate::Span;
use crate::attribution::review;
use crate::model::{Learnt, List};
use crate::options::Options;
use crate::pipeline::Stages;

/// A quotation with its features.
#[derive(Clone, Debug)]
pub struct Quoted {
    /// Marks included.
    pub span: Span,
    /// Whether it stands in another one.
    pub nested: bool,
    /// Whether the first look took it to report something.
    pub kept: bool,
    /// Indices into the weights of the first look.
    pub features: Vec<u32>,
    /// Indices into the weights of the second look, where it gets one.
    pub review: Option<Vec<u32>>,
}

/// How many features the first look has.
pub const FEATURES: usize = kinds::FEATURES;
/// The bits of the second look's table.
pub const REVIEW_BITS: u32 = review::BITS;

/// Weights in the place of the crate's.
#[derive(Clone, Copy, Debug)]
pub struct Models {
    /// Of the first look.
    pub bias: i32,
    /// Of the first look's features.
    pub kinds: &'static [i8],
    /// The tables of the statements.
    pub statements: &'static [u8],
}

/// Finds the quotations of a text. With models it tells what the second look sees after them, without it the first look's
/// features alone.
#[must_use]
pub fn quoted(text: &str, models: Option<Models>) -> Vec<Quoted> {
    let mut stages = Stages::default();
    let options = Options::default();
    if let Some(Models { bias, kinds, statements }) = models {
        stages.learnt = Learnt { kinds: Linear { bias, weights: kinds }, statements, review: None };
        stages.relate(text, &options);
    } else {
        stages.run_to_quotations(text, &options);
    }
    let prose = stages.layout.prose(text);
    let dialogue = kinds::is_dialogue(&stages.quotations);
    let mut out = Vec::with_capacity(stages.quotations.len());
    for (index, quotation) in stages.quotations.iter().enumerate() {
        let mut features = Vec::new();
        if let Some(view) = View::new(prose, &stages.quotations, index) {
            view.features(prose, &stages.quotations, index, dialogue, |feature| {
                features.push(feature as u32);
            });
        }
        let review = (models.is_some() && review::doubtful(quotation)).then(|| {
            let mut list = List::default();
            let known = review::Known::of(index, &stages.relations, &stages.relation_of, &stages.content);
            review::features(prose, &stages.quotations, known, index, &mut list);
            list.0.into_iter().map(|feature| feature >> (32 - review::BITS)).collect()
        });
        out.push(Quoted {
            span: quotation.span,
            nested: quotation.parent().is_some(),
            kept: quotation.kind != QuoteKind::Scare,
            features,
            review,
        });
    }
    out
}
