//! Quotation attribution for English news and fiction: who said what, with the words that prove it.
//!
//! [`attribute`] finds every quotation in a text and every reported statement outside quotation marks, says who made
//! it, and shows the words from which that follows. All of it is borrowed from the input: nothing is copied, nothing is
//! downloaded, no text makes it fail.
//!
//! ```
//! let text = "“The ledger is gone,” said Ada Quill, the clerk. “Somebody took it last night.”\n\n\
//!             Harbour master Jon Reyes said the police had been called.";
//! let doc = inquit::attribute(text);
//!
//! let found: Vec<_> = doc
//!     .attributions()
//!     .map(|said| (said.speaker().map_or("nobody", |who| who.name()), said.contents().next().unwrap().text()))
//!     .collect();
//! assert_eq!(
//!     found,
//!     [("Ada Quill", "The ledger is gone,"), ("Jon Reyes", "the police had been called")],
//! );
//!
//! // One attribution, although the reporting clause interrupts it; and the clause that proves it.
//! let said = doc.attributions().next().unwrap();
//! assert_eq!(said.quotes().count(), 2);
//! assert_eq!(said.cue().unwrap(), "said");
//! assert_eq!(said.source().unwrap(), "Ada Quill, the clerk");
//! ```
//!
//! # Overview
//!
//! - A [`Document`] holds what was found: [`quotes`](Document::quotes), [`attributions`](Document::attributions) and
//!   [`entities`](Document::entities). Its views are `Copy` and lead on: [`Quote`] → [`Attribution`] → source, cue,
//!   speaker → [`Entity`] → its mentions, and all that it says.
//! - [`Attributor::builder`] takes what you know better than detection: a cast, more reporting verbs, the genre, which
//!   marks stand outside, the least confidence.
//! - [`Scratch`] is room to work in: with one for each thread, the second text costs no allocation for the stages.
//! - [`tokens`], [`sentences`] and [`paragraphs`] are useful by themselves; their pieces tile the text.
//! - [`Offsets`] turns byte offsets into characters or UTF-16 units for callers in Python, Java or JavaScript.
//! - What was odd about a text, such as a mark that nothing closes, is among its
//!   [`diagnostics`](Document::diagnostics); errors ([`Error`]) are for settings that contradict themselves.
//!
//! The words are those of the field. *Source*, *cue* and *content* are annotated as in PARC 3 (Pareti 2012) and PolNeAR
//! (Newell et al. 2018); *explicit*, *anaphoric* and *implicit* quotations, cast and addressee as in the Project
//! Dialogism Novel Corpus (Vishnubhotla et al. 2022).
//!
//! # Cookbook
//!
//! A novel with a cast that you know:
//!
//! ```
//! use inquit::{Attributor, Character, Gender};
//!
//! let attributor = Attributor::builder()
//!     .character(Character::new("ada", "Ada Quill").aliases(["Miss Quill", "Ada"]).gender(Gender::Female))
//!     .character(Character::new("jon", "Jonathan Reyes").alias("Jon").gender(Gender::Male))
//!     .build()?;
//! let doc = attributor.attribute("“Has it been found?” asked Jon.\n\n“No,” said Miss Quill.");
//! let ids: Vec<_> = doc.quotes().map(|quote| quote.speaker()?.character().map(Character::id)).collect();
//! assert_eq!(ids, [Some("jon"), Some("ada")]);
//! # Ok::<(), inquit::Error>(())
//! ```
//!
//! A cast that you do not know: [`Document::cast`] lists whom the text itself names, to be corrected and given back.
//!
//! Only what is sure, and the rest left open:
//!
//! ```
//! use inquit::Attributor;
//! let sure = Attributor::builder().min_confidence(0.9).build()?;
//! # let _ = sure.attribute("“No,” he said.");
//! # Ok::<(), inquit::Error>(())
//! ```
//!
//! Many texts, one after another:
//!
//! ```
//! use inquit::{Attributor, Scratch};
//! let (attributor, mut scratch) = (Attributor::new(), Scratch::new());
//! let texts = ["“Shut the gate,” said Ada.", "“Which gate?” asked Jon."];
//! let quoted: usize = texts.iter().map(|text| attributor.attribute_with(&mut scratch, text).quotes().count()).sum();
//! assert_eq!(quoted, 2);
//! ```
//!
//! JSON, with the `serde` feature: a [`Document`] serialises as it is; what is read back is a `Record`, which owns its
//! strings.
//!
//! # What it does not do
//!
//! - Other languages than English. Quotation spans follow the marks of German, French, Nordic and CJK texts too, but
//!   names, verbs and pronouns are English: expect quotations without speakers, and [`DiagnosticKind::Foreign`] among
//!   the [diagnostics](Document::diagnostics).
//! - Coreference for its own sake: a pronoun is resolved where it matters for who says something.
//! - Anything about whether what is said is true, or whether the speaker really said it.
//! - Certainty. In fiction [`Attribution::confidence`] is calibrated on novels left out: of what is given 0.9, about one
//!   in ten is wrong. In news it is the grade of the rule, or the probability of the model, that decided.
//!
//! # Features
//!
//! - `std` (on by default): without it the crate needs only `alloc`.
//! - `serde`: `Serialize` for [`Document`], and `Record`, its serialised form as plain data.
#![cfg_attr(not(any(test, feature = "std")), no_std)]
#![forbid(unsafe_code)]

extern crate alloc;

mod attribution;
mod attributor;
mod clause;
mod diagnostic;
mod document;
mod entity;
mod error;
mod genre;
mod lexer;
mod lexicon;
mod mention;
mod model;
mod near;
mod offsets;
mod options;
mod pipeline;
mod quotation;
#[cfg(feature = "serde")]
mod record;
mod room;
mod segment;
mod span;
mod speaker;
#[cfg(feature = "train")]
#[doc(hidden)]
pub mod train;
mod wording;

pub use attribution::AttributionKind;
pub use attributor::{Attributor, Builder, Scratch, attribute};
pub use diagnostic::{Diagnostic, DiagnosticKind};
pub use document::{
    Aliases, Attribution, Attributions, Contents, Document, Entities, Entity, Excerpt, Mention, Mentions,
    OwnedDocument, Quote, Quotes, Reference, Speakers,
};
pub use entity::EntityKind;
pub use error::Error;
pub use lexer::{Mark, Token, TokenKind, Tokens, tokens};
pub use mention::{Gender, MentionKind};
pub use offsets::{Offsets, Unit};
pub use options::{Character, Genre, Marks};
pub use quotation::QuoteKind;
#[cfg(feature = "serde")]
pub use record::{
    AttributionRecord, DiagnosticRecord, EntityRecord, MentionRecord, QuoteRecord, Record, SpanRecord,
};
pub use segment::{Paragraphs, Sentences, paragraphs, sentences};
pub use span::Span;

/// The examples of the README, run as tests of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
