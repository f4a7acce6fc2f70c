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

/// Who says each thing that is said in a report, in text order, "-" for nobody.
pub(super) fn sources(text: &str) -> Vec<String> {
    let attributor = Attributor::builder().genre(Genre::News).build().unwrap();
    let document = attributor.attribute(text);
    let name =
        |said: crate::Attribution<'_, '_>| said.speaker().map_or("-".into(), |who| who.name().to_string());
    document.attributions().map(name).collect()
}
