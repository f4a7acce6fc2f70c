//! Transcripts of calls: a line with a name, perhaps with what that one is, and below it what is said:
//! `Ada Quill -- Chief Executive`, `Operator`.

use alloc::vec::Vec;

use super::Style;
use super::stretch::Stretch;
use super::turn::with_word;
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::Class;
use crate::segment::Segment;
use crate::span::Run;

/// How many words a name has at most, and how many tokens stand in its line.
const WORDS: usize = 4;
const TOKENS: usize = 20;
/// How many turns show that a text is written so.
const TURNS: usize = 4;

/// A line that tells who speaks below it.
#[derive(Clone, Copy)]
struct Header {
    paragraph: u32,
    label: Run,
    /// The name's words, as one number.
    name: u64,
    sort: Sort,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// `Ada Quill -- Chief Executive`, `Ada Quill, Chief Executive`.
    Titled,
    /// `Ada Quill`.
    Named,
    /// `Operator`.
    Role,
    /// Any other words with capitals.
    Plain,
}

/// Appends a stretch for each paragraph that is said below a name, where people take turns.
pub(super) fn find(tokens: &[Token], paragraphs: &[Segment], out: &mut Vec<Stretch>) {
    let found =
        || paragraphs.iter().zip(0..).filter_map(|(paragraph, number)| header(tokens, paragraph, number));
    // Most texts have hardly a heading, for which no list need be made.
    if found().take(TURNS).count() < TURNS {
        return;
    }
    let mut headers: Vec<Header> = found().collect();
    if !take_turns(&mut headers) {
        return;
    }
    for (at, header) in headers.iter().enumerate() {
        let next = headers.get(at + 1).map_or(paragraphs.len(), |next| next.paragraph as usize);
        let mut label = Some(header.label);
        let below = header.paragraph as usize + 1;
        for (number, paragraph) in paragraphs.iter().enumerate().take(next).skip(below) {
            let run = tokens.get(paragraph.tokens.range()).unwrap_or_default();
            // [Operator instructions]
            if run.first().is_some_and(|first| first.is(TokenKind::Open)) && is_closed(run) {
                continue;
            }
            if !ends(run) {
                break;
            }
            out.push(Stretch {
                tokens: paragraph.tokens,
                opener: 0,
                paragraph: number as u32,
                style: Style::Script,
                label,
                continues: label.is_none(),
            });
            label = None;
        }
    }
}

/// A paragraph that is nothing but a name, or a name and what that one is.
fn header(tokens: &[Token], paragraph: &Segment, number: u32) -> Option<Header> {
    let run = tokens.get(paragraph.tokens.range())?;
    if run.len() > TOKENS || ends(run) {
        return None;
    }
    let named =
        |token: &&Token| token.is(TokenKind::Word) && token.is_capitalised() && !token.has(Flags::CLITIC);
    let words = run.iter().take(WORDS + 1).take_while(named).count();
    let name = run.get(..words).filter(|name| !name.is_empty() && words <= WORDS)?;
    let rest = run.get(words + 1..).unwrap_or_default();
    let office = Class::ROLE.or(Class::TITLE);
    let sort = match run.get(words).map(|token| token.kind) {
        Some(TokenKind::Dash | TokenKind::Hyphen)
            if words > 1 && rest.first().is_some_and(Token::is_capitalised) =>
        {
            Sort::Titled
        }
        Some(TokenKind::Comma) if words > 1 && rest.iter().any(|token| token.class().any(office)) => {
            Sort::Titled
        }
        Some(_) => return None,
        None if words > 1 && name.first()?.class().any(Class::GIVEN) => Sort::Named,
        None if words == 1 && name.first()?.class().any(Class::ROLE) => Sort::Role,
        None => Sort::Plain,
    };
    let label = Run { start: paragraph.tokens.start, end: paragraph.tokens.start + words as u32 };
    let name = name.iter().fold(0, with_word);
    Some(Header { paragraph: number, label, name, sort })
}

/// Whether people take turns under these names; leaves the headers that are theirs.
fn take_turns(headers: &mut Vec<Header>) -> bool {
    let names = |sort: Sort| {
        let mut names: Vec<u64> =
            headers.iter().filter(|header| header.sort == sort).map(|header| header.name).collect();
        names.sort_unstable();
        names
    };
    let again =
        |names: &[u64]| names.chunk_by(|one, other| one == other).filter(|turns| turns.len() > 1).count();
    let (titled, named) = (names(Sort::Titled), names(Sort::Named));
    let speakers = titled.chunk_by(|one, other| one == other).count();
    // Headings do not come again; of those who are introduced somebody does.
    if again(&named) < 2 && (speakers < 2 || again(&titled) + again(&named) == 0) {
        return false;
    }
    headers.retain(|header| match header.sort {
        Sort::Titled | Sort::Named | Sort::Role => true,
        Sort::Plain => titled.binary_search(&header.name).is_ok(),
    });
    headers.len() >= TURNS
}

/// Whether a paragraph ends as a sentence does.
fn ends(run: &[Token]) -> bool {
    let last = run.iter().rev().find(|token| !matches!(token.kind, TokenKind::Mark | TokenKind::Emphasis));
    last.is_some_and(|last| {
        last.ends_sentence() || matches!(last.kind, TokenKind::Dash | TokenKind::Ellipsis | TokenKind::Colon)
    })
}

fn is_closed(run: &[Token]) -> bool {
    run.last().is_some_and(|last| last.is(TokenKind::Close))
}

#[cfg(test)]
mod tests {
    use crate::quotation::tests::said;
    use alloc::vec::Vec;

    #[test]
    fn whoever_a_line_names_speaks_below_it() {
        let text = "Tarn Holdings first quarter call\n\nOperator\n\nGood morning. The first to speak is Ada Quill.\n\nAda \
                    Quill -- Chief Executive\n\nThank you. Orders rose.\n\nI will hand over to Ben.\n\nBen Stell -- Chief \
                    Financial Officer\n\nSales were flat.\n\nOperator\n\n[Operator instructions] Next comes Max Corrie of \
                    Vane.\n\nMax Corrie -- Vane -- Analyst\n\nWhy were they flat?\n\nBen Stell -- Chief Financial Officer\n\nIt \
                    rained.\n";
        let said = said(text);
        let said: Vec<(&str, &str)> = said.iter().map(|(who, what)| (who.as_str(), what.as_str())).collect();
        assert_eq!(
            said[1..4],
            [
                ("Ada Quill", "Thank you. Orders rose."),
                ("Ada Quill", "I will hand over to Ben."),
                ("Ben Stell", "Sales were flat."),
            ]
        );
        assert_eq!(said[5..], [("Max Corrie", "Why were they flat?"), ("Ben Stell", "It rained.")]);
    }

    #[test]
    fn headings_and_lists_of_people_say_nothing() {
        let text = "Present\n\nAda Quill, Chair\n\nBen Stell, Clerk\n\nMax Corrie, Treasurer\n\nThe meeting opened at \
                    seven.\n\nThe Old Mill\n\nIt is to be sold.\n\nThe New Mill\n\nIt is to be let.\n";
        assert_eq!(said(text), []);
    }
}
