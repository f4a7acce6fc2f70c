//! What the trainer sees of a text's genre.

use alloc::vec;
use alloc::vec::Vec;

use crate::genre::sort;
use crate::lexer;

/// How many sorts of tokens there are.
pub const SORTS: usize = crate::genre::SORTS;

/// How many tokens of each sort stand in a text.
#[must_use]
pub fn sorts(text: &str) -> Vec<u32> {
    let tokens: Vec<_> = lexer::tokens(text).collect();
    let mut counts = vec![0; SORTS];
    for token in &tokens {
        counts[sort(token)] += 1;
    }
    counts
}
