//! Quotation attribution for English news and fiction: who said what.
#![cfg_attr(not(any(test, feature = "std")), no_std)]
#![forbid(unsafe_code)]
#![allow(dead_code)] // until every stage is joined to the next

extern crate alloc;

mod attribution;
mod attributor;
mod clause;
mod diagnostic;
mod document;
mod entity;
mod error;
mod lexer;
mod lexicon;
mod mention;
mod model;
mod offsets;
mod options;
mod pipeline;
mod quotation;
#[cfg(feature = "serde")]
mod record;
mod segment;
mod span;
mod speaker;
#[cfg(feature = "train")]
#[doc(hidden)]
pub mod train;

pub use attribution::AttributionKind;
pub use attributor::{Attributor, Builder, Scratch, attribute};
pub use diagnostic::{Diagnostic, DiagnosticKind};
pub use document::{
    Aliases, Attribution, Attributions, Contents, Document, Entities, Entity, Excerpt, Mention, Mentions,
    OwnedDocument, Quote, Quotes, Reference, Speakers,
};
pub use entity::EntityKind;
pub use error::Error;
pub use lexer::{Mark, Token, TokenKind, Tokens, tokens};
pub use mention::{Gender, MentionKind};
pub use offsets::{Offsets, Unit};
pub use options::{Character, Genre, Marks};
pub use quotation::QuoteKind;
#[cfg(feature = "serde")]
pub use record::{AttributionRecord, EntityRecord, QuoteRecord, Record, SpanRecord};
pub use segment::{Paragraphs, Sentences, paragraphs, sentences};
pub use span::Span;
