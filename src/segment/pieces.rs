//! The public face: paragraphs and sentences as pieces that tile the text.

use alloc::vec::{self, Vec};

use super::Segment;
use crate::lexer::{self, Token};

/// The sentences of `text`, each with the white space that follows it: joined together they are the text again.
///
/// Boundaries lie where Unicode's rules (UAX 29) see them, save that a sentence goes on after abbreviations and
/// initials, after a closing mark that a reporting clause follows, and over wrapped lines; and that none goes on over
/// a paragraph's end.
///
/// ```
/// let text = "“Where is Mr. Adeyemi?” she asked. Nobody knew.";
/// let sentences: Vec<&str> = inquit::sentences(text).collect();
/// assert_eq!(sentences, ["“Where is Mr. Adeyemi?” she asked. ", "Nobody knew."]);
/// ```
#[must_use]
pub fn sentences(text: &str) -> Sentences<'_> {
    let (mut tokens, mut points) = (Vec::new(), Vec::new());
    let mut paragraphs = Vec::new();
    let mut segments = Vec::new();
    lexer::tokenize(text, &mut tokens, &mut points);
    super::find_paragraphs(text, &tokens, &points, &mut paragraphs);
    super::find_sentences(text, &tokens, &points, &paragraphs, &mut segments);
    Sentences { pieces: Pieces::new(text, &tokens, segments) }
}

/// The paragraphs of `text`, each with the white space that follows it: joined together they are the text again.
///
/// Blank lines part paragraphs. In a text that does not wrap its lines every line is a paragraph; in one that wraps
/// them and leaves no blank lines an indented line begins one.
///
/// ```
/// let text = "The ferry was late\nagain, and nobody\nminded.\n\nIt rained.\n";
/// let paragraphs: Vec<&str> = inquit::paragraphs(text).collect();
/// assert_eq!(paragraphs, ["The ferry was late\nagain, and nobody\nminded.\n\n", "It rained.\n"]);
/// ```
#[must_use]
pub fn paragraphs(text: &str) -> Paragraphs<'_> {
    let (mut tokens, mut points) = (Vec::new(), Vec::new());
    let mut segments = Vec::new();
    lexer::tokenize(text, &mut tokens, &mut points);
    super::find_paragraphs(text, &tokens, &points, &mut segments);
    Paragraphs { pieces: Pieces::new(text, &tokens, segments) }
}

macro_rules! pieces {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name<'a> {
            pieces: Pieces<'a>,
        }

        impl<'a> $name<'a> {
            /// What has not been given yet.
            #[must_use]
            pub fn as_str(&self) -> &'a str {
                self.pieces.text.get(self.pieces.at..).unwrap_or("")
            }

            /// Where the next piece begins, in bytes.
            #[must_use]
            pub fn offset(&self) -> usize {
                self.pieces.at
            }
        }

        impl<'a> Iterator for $name<'a> {
            type Item = &'a str;

            fn next(&mut self) -> Option<&'a str> {
                self.pieces.next()
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                self.pieces.size_hint()
            }
        }

        impl core::iter::FusedIterator for $name<'_> {}
    };
}

pieces! {
    /// The sentences of a text: what [`sentences`](crate::sentences) returns.
    Sentences
}

pieces! {
    /// The paragraphs of a text: what [`paragraphs`](crate::paragraphs) returns.
    Paragraphs
}

/// Segments stretched to where the next one begins; the first also takes the white space before it.
#[derive(Clone, Debug)]
struct Pieces<'a> {
    text: &'a str,
    at: usize,
    /// Where each of those that have not been given begins.
    starts: vec::IntoIter<u32>,
}

impl<'a> Pieces<'a> {
    fn new(text: &'a str, tokens: &[Token], segments: Vec<Segment>) -> Pieces<'a> {
        let starts: Vec<u32> = segments.into_iter().map(|segment| segment.span(tokens).start).collect();
        Pieces { text, at: 0, starts: starts.into_iter() }
    }

    fn next(&mut self) -> Option<&'a str> {
        self.starts.next();
        let end = self.starts.as_slice().first().map_or(self.text.len(), |start| *start as usize);
        let piece = self.text.get(self.at..end)?;
        self.at = end;
        (!piece.is_empty()).then_some(piece)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.starts.len();
        (left, Some(left.max(1)))
    }
}
