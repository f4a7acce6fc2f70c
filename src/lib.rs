//! Quotation attribution for English news and fiction: who said what.
#![cfg_attr(not(any(test, feature = "std")), no_std)]
#![forbid(unsafe_code)]
#![allow(dead_code)] // until every stage is joined to the next

extern crate alloc;

mod attribution;
mod clause;
mod diagnostic;
mod entity;
mod lexer;
mod lexicon;
mod mention;
mod model;
mod options;
mod pipeline;
mod quotation;
mod segment;
mod span;
mod speaker;
#[cfg(feature = "train")]
#[doc(hidden)]
pub mod train;

pub use attribution::AttributionKind;
pub use diagnostic::{Diagnostic, DiagnosticKind};
pub use entity::EntityKind;
pub use lexer::{Mark, Token, TokenKind, Tokens, tokens};
pub use mention::Gender;
pub use options::{Character, Genre, Marks};
pub use quotation::QuoteKind;
pub use segment::{Paragraphs, Sentences, paragraphs, sentences};
pub use span::Span;
