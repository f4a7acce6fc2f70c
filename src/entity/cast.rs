//! The user's cast: entities that are there before the text is read.

use alloc::vec::Vec;

use super::form::{self, Form};
use super::registry::{Registry, Sketch};
use crate::Gender;
use crate::lexer;
use crate::lexicon::Class;
use crate::options::Character;
use crate::span::Run;

/// The members of a cast as entities, in its order, with all names and descriptions that they go by: what every text
/// begins with.
#[derive(PartialEq, Debug, Default)]
pub(crate) struct Roster(pub(super) Registry);

impl Roster {
    pub(crate) fn of(cast: &[Character]) -> Roster {
        let mut registry = Registry::default();
        let mut tokens = Vec::new();
        for (index, character) in cast.iter().enumerate() {
            let gender = match character.gender {
                Gender::Other => Gender::Unknown,
                gender => gender,
            };
            let sketch = Sketch { cast: Some(index as u32).into(), gender, ..Sketch::default() };
            let entity = registry.found(sketch);
            for name in core::iter::once(&character.name).chain(&character.aliases) {
                tokens.clear();
                tokens.extend(lexer::tokens(name));
                let titles = tokens
                    .iter()
                    .take(tokens.len().saturating_sub(1))
                    .take_while(|t| t.class().any(Class::TITLE.or(Class::DETERMINER)))
                    .count();
                // "Duchess of Harwick" is no "of Harwick" with a title.
                let of = tokens.get(titles).is_some_and(|token| token.class().any(Class::PREPOSITION));
                let titles = titles - usize::from(of && titles > 0);
                let bare = Run::new(titles, tokens.len());
                let all = Run::new(0, tokens.len());
                let mut shown = tokens.iter().map(|token| Gender::of(token.class()));
                let shown = shown.find(|gender| *gender != Gender::Unknown);
                registry.describe(entity, form::phrase(name, &tokens));
                if let Some(form) = Form::of(name, &tokens, all, bare, shown.unwrap_or_default()) {
                    registry.list(entity, &form);
                }
            }
        }
        registry.seal();
        Roster(registry)
    }
}
