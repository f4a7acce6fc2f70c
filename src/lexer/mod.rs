//! Text to tokens.

mod token;
pub use token::{Mark, Token, TokenKind};
pub(crate) use token::Flags;
