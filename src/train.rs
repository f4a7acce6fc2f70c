//! What the trainer needs of the stages and of the models' features. No part of the public API: it changes at will.

pub use crate::quotation::quoted::{FEATURES, Models, Quoted, REVIEW_BITS, quoted};

pub mod genre;
pub mod news;
/// The conversations of fiction.
pub mod speaker {
    pub use crate::speaker::train::*;
}
