//! Quotation attribution for English news and fiction: who said what.
#![cfg_attr(not(any(test, feature = "std")), no_std)]
#![forbid(unsafe_code)]

extern crate alloc;

mod attribution;
mod clause;
mod entity;
mod lexer;
mod lexicon;
mod mention;
mod quotation;
mod segment;
mod span;

pub use attribution::AttributionKind;
pub use entity::EntityKind;
pub use lexer::{Mark, Token, TokenKind};
pub use mention::Gender;
pub use quotation::QuoteKind;
pub use span::Span;
