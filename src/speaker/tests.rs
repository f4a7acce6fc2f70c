//! What the tests of several files here ask.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::{Attributor, Genre};

/// Who says each quotation of a tale, "-" for nobody.
pub(super) fn speakers(text: &str) -> Vec<String> {
    let attributor = Attributor::builder().genre(Genre::Fiction).build().unwrap();
    let document = attributor.attribute(text);
    let name = |quote: crate::Quote<'_, '_>| quote.speaker().map_or("-".into(), |who| who.name().to_string());
    document.quotes().map(name).collect()
}
