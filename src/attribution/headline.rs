//! Headlines that name their source with a colon: *Mayor: harbour plan is dead*, *Harbour plan is dead: mayor*.

use super::{AttributionKind, Output, Rule};
use crate::Span;
use crate::lexer::{Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::mention::{Mention, MentionKind};
use crate::pipeline::Prose;
use crate::span::Run;

const CONFIDENCE: f32 = 0.7;

/// How many paragraphs of a text may be its headlines, and how many words name a source there.
const PARAGRAPHS: usize = 2;
const WORDS: u32 = 4;
/// How many words a statement has at least.
const STATEMENT: u32 = 3;

/// Things in headlines that state what follows them; *Analysis* and *Video* say what the article is.
const STATING: [u16; 8] =
    lexicon::entries(["report", "poll", "survey", "study", "inquiry", "police", "officials", "audit"]);

/// Makes a relation of each headline whose colon has its source on one side and a statement on the other.
pub(super) fn append(prose: Prose<'_>, mentions: &[Mention], out: &mut Output<'_>) {
    for paragraph in prose.paragraphs.iter().take(PARAGRAPHS).filter(|p| p.is_heading(prose.tokens)) {
        let run = paragraph.tokens;
        let tokens = prose.tokens.get(run.range()).unwrap_or_default();
        let colon = |token: &Token| token.is(TokenKind::Colon);
        let marked = tokens.iter().any(|token| token.is(TokenKind::Mark));
        let Some(at) = tokens.iter().position(colon).filter(|_| !marked) else { continue };
        let at = run.start + at as u32;
        let cue = prose.tokens.get(at as usize).map(|colon| Span::new(colon.start, colon.end()));
        // What the models of running text make of a headline's colon is left out.
        let mut spoken = false;
        for relation in out.relations.iter_mut().filter(|relation| relation.cue.get() == cue) {
            match relation.kind {
                AttributionKind::Indirect => relation.content.end = relation.content.start,
                // A label: what follows is said.
                _ => spoken = true,
            }
        }
        if spoken {
            continue;
        }
        let (left, right) = (Run { start: run.start, end: at }, Run { start: at + 1, end: run.end });
        let sides = if is_source(prose, mentions, left) && is_statement(prose, right) {
            Some((left, right))
        } else if is_source(prose, mentions, right) && is_statement(prose, left) {
            Some((right, left))
        } else {
            None
        };
        let Some((source, content)) = sides else { continue };
        // A name has no ending of somebody's; what is said may end with one.
        let spans = (prose.name(source), content.span(prose.tokens));
        let (Some(source_span), Some(content)) = spans else { continue };
        let is_source = |mention: &Mention| mention.span(prose.tokens) == source_span;
        let mention = mentions.iter().position(is_source).map(|at| at as u32);
        out.state([content], cue, Some(source_span), mention, Rule::Headline, CONFIDENCE);
    }
}

/// Somebody by office, a group of people, somebody named, or a thing that states.
fn is_source(prose: Prose<'_>, mentions: &[Mention], run: Run) -> bool {
    let tokens = prose.tokens.get(run.range()).unwrap_or_default();
    let Some(last) = tokens.last().filter(|_| run.len() as u32 <= WORDS) else { return false };
    let words =
        tokens.iter().all(|token| token.is(TokenKind::Word) && !token.class().any(Class::PREPOSITION));
    // A name that the text gives an office, or that is a person's by itself.
    let entity = mentions.iter().find(|mention| mention.tokens() == run).and_then(Mention::entity);
    let person = |mention: &Mention| {
        let before = mention.tokens().start..mention.head().start;
        let words = prose.tokens.get(before.start as usize..mention.head().end as usize).unwrap_or_default();
        words.iter().any(|token| token.class().any(Class::TITLE.or(Class::ROLE).or(Class::GIVEN)))
    };
    let named = entity.is_some()
        && mentions
            .iter()
            .take(LOOK)
            .filter(|mention| mention.kind == MentionKind::Name && mention.entity() == entity)
            .any(person);
    words
        && (last.class().any(Class::NAMED_PEOPLE.or(Class::TITLE))
            || lexicon::is_one_of(last.word, &STATING)
            || named)
}

/// How many mentions tell who a headline's name is.
const LOOK: usize = 48;

/// A clause with a verb, or an order, and no question.
fn is_statement(prose: Prose<'_>, run: Run) -> bool {
    const NOMINAL: Class = Class::NOUN.or(Class::PLURAL).or(Class::ADJECTIVE);
    const FINITE: Class = Class::PAST.or(Class::THIRD);
    const HELPS: Class = Class::MODAL.or(Class::AUXILIARY);
    let tokens = prose.tokens.get(run.range()).unwrap_or_default();
    let opens = |class: Class| tokens.first().is_some_and(|first| first.class().any(class));
    run.len() as u32 >= STATEMENT
        && !opens(Class::WH)
        && !tokens.last().is_some_and(|last| last.is(TokenKind::Question))
        && (opens(Class::BASE) && !opens(Class::NOUN.or(Class::ADJECTIVE))
            || tokens
                .iter()
                .skip(1)
                .map(Token::class)
                .any(|class| class.any(HELPS) || class.any(FINITE) && !class.any(NOMINAL)))
}

#[cfg(test)]
mod tests {
    use crate::{Attributor, Genre};

    fn said(text: &str) -> Option<(alloc::string::String, alloc::string::String)> {
        let attributor = Attributor::builder().genre(Genre::News).build().unwrap();
        let document = attributor.attribute(text);
        let found = document.attributions().find(|said| said.cue().is_some_and(|cue| cue.text() == ":"))?;
        let content = found.contents().next()?.text().into();
        Some((found.source()?.text().into(), content))
    }

    #[test]
    fn a_colon_parts_the_source_from_what_it_says() {
        let body =
            "\n\nThe plan to fill the inner harbour is dead, Mayor Joan Ferris told the council on Thursday.";
        for (headline, source, content) in [
            ("Mayor: harbour plan is dead", "Mayor", "harbour plan is dead"),
            ("Harbour plan is dead: mayor", "mayor", "Harbour plan is dead"),
            ("Ferris: We will not sell", "Ferris", "We will not sell"),
            ("Poll: most voters would keep the trams", "Poll", "most voters would keep the trams"),
        ] {
            let found = said(&alloc::format!("{headline}{body}"));
            assert_eq!(found, Some((source.into(), content.into())), "{headline}");
        }
    }

    #[test]
    fn a_colon_after_a_topic_attributes_nothing() {
        for headline in [
            "Analysis: the long road to the second runway",
            "Opinion: why we should keep the pound",
            "Harbour plan: what the mayor knew",
            "Live: Rovers beat United",
            "The mayor: a life in pictures",
        ] {
            assert_eq!(
                said(&alloc::format!("{headline}\n\nThe plan was dropped on Monday.")),
                None,
                "{headline}"
            );
        }
    }
}
