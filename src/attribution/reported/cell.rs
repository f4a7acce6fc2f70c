//! What the models see of each token: its word, a guess at its part of speech, its quotation.

use alloc::vec::Vec;

use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::pipeline::Prose;
use crate::quotation::Quotation;

/// No quotation, no token.
pub(crate) const NONE: u32 = u32::MAX;

/// A coarse part of speech, guessed from the lexicon's classes, the form and the word before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub(crate) enum Part {
    Edge,
    Determiner,
    Possessive,
    Subject,
    Pronoun,
    Preposition,
    To,
    Conjunction,
    That,
    Subordinator,
    Modal,
    Be,
    Auxiliary,
    Negation,
    Relative,
    Number,
    Name,
    Noun,
    Plural,
    Base,
    Third,
    Past,
    Participle,
    Gerund,
    Adjective,
    Adverb,
    Time,
    Title,
    Comma,
    Stop,
    Colon,
    Dash,
    Open,
    Close,
    Quote,
    Other,
}

impl Part {
    pub(crate) const fn is_verb(self) -> bool {
        matches!(self, Part::Base | Part::Third | Part::Past | Part::Participle | Part::Gerund)
    }

    pub(crate) const fn is_finite(self) -> bool {
        matches!(self, Part::Third | Part::Past | Part::Modal | Part::Be | Part::Auxiliary)
    }

    pub(crate) const fn is_nominal(self) -> bool {
        matches!(
            self,
            Part::Name
                | Part::Noun
                | Part::Plural
                | Part::Title
                | Part::Number
                | Part::Pronoun
                | Part::Subject
        )
    }
}

/// One token as the models see it. Counts run from the text's start, so that a difference counts a stretch.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cell {
    pub(crate) word: u32,
    /// The base form of a listed verb, else the word.
    pub(crate) lemma: u32,
    /// The last three letters.
    pub(crate) suffix: u32,
    /// The quotation that it stands in or marks.
    pub(crate) quote: u32,
    pub(crate) commas: u32,
    pub(crate) verbs: u32,
    pub(crate) nouns: u32,
    /// Cues found before it.
    pub(crate) cues: u32,
    /// The lexicon's classes and the capital, as one number.
    pub(crate) tag: u16,
    pub(crate) part: Part,
    pub(crate) kind: TokenKind,
    /// The heart of a cue.
    pub(crate) cue: bool,
    /// A line begins with it.
    pub(crate) begins: bool,
}

impl Cell {
    /// Before the text and after it.
    pub(crate) const EDGE: Cell = Cell {
        word: 0x2_0000,
        lemma: 0x2_0000,
        suffix: 0,
        quote: NONE,
        commas: 0,
        verbs: 0,
        nouns: 0,
        cues: 0,
        tag: 0,
        part: Part::Edge,
        kind: TokenKind::Symbol,
        cue: false,
        begins: true,
    };

    /// Whether a span may begin here: no mark that a reader would trim off.
    pub(crate) const fn opens(&self) -> bool {
        matches!(
            self.kind,
            TokenKind::Word
                | TokenKind::Number
                | TokenKind::Url
                | TokenKind::Handle
                | TokenKind::Emoji
                | TokenKind::Symbol
                | TokenKind::Open
        )
    }

    /// Whether a span may end here.
    pub(crate) const fn closes(&self) -> bool {
        matches!(
            self.kind,
            TokenKind::Word
                | TokenKind::Number
                | TokenKind::Url
                | TokenKind::Handle
                | TokenKind::Emoji
                | TokenKind::Symbol
                | TokenKind::Close
                | TokenKind::Question
                | TokenKind::Exclamation
        )
    }
}

/// One cell for each token, and for each token the outermost quotation around it.
pub(crate) fn cells(prose: Prose<'_>, quotations: &[Quotation], out: &mut Vec<Cell>) {
    out.clear();
    out.reserve(prose.tokens.len());
    let mut previous = Part::Edge;
    let (mut commas, mut verbs, mut nouns) = (0, 0, 0);
    let mut ahead = prose.tokens.iter().skip(1);
    for token in prose.tokens {
        let part = part(token, ahead.next(), previous, prose.text);
        previous = part;
        let class = token.class();
        let word = match token.kind {
            TokenKind::Word => u32::from(token.hash),
            TokenKind::Number => 0x1_0100,
            kind => 0x1_0000 + kind as u32,
        };
        let lemma = if token.kind == TokenKind::Word && token.word != 0 { lemma(token.word) } else { word };
        out.push(Cell {
            word,
            lemma,
            suffix: suffix(token, prose.text),
            quote: NONE,
            commas,
            verbs,
            nouns,
            cues: 0,
            cue: false,
            begins: token.has(Flags::LINE),
            tag: tag(class, token),
            part,
            kind: token.kind,
        });
        commas += u32::from(part == Part::Comma);
        verbs += u32::from(part.is_finite());
        nouns += u32::from(part.is_nominal());
    }
    for (index, quotation) in quotations.iter().enumerate() {
        if quotation.parent.is_none() {
            for cell in out.get_mut(quotation.tokens.range()).unwrap_or_default() {
                cell.quote = index as u32;
            }
        }
    }
}

/// The base form of a listed verb, as cells have it.
pub(crate) fn lemma(entry: u16) -> u32 {
    0x3_0000 + u32::from(lexicon::lemma(entry))
}

/// The last three bytes of a word in lower case.
fn suffix(token: &Token, text: &str) -> u32 {
    if token.kind != TokenKind::Word {
        return 0;
    }
    let mut end = token.end() as usize;
    if token.has(Flags::CLITIC) {
        end = end.saturating_sub(if token.has(Flags::WIDE) { 4 } else { 2 });
    }
    let start = end.saturating_sub(3).max(token.start as usize);
    let last = text.as_bytes().get(start..end).unwrap_or_default();
    last.iter().fold(0, |packed, byte| packed << 8 | u32::from(byte.to_ascii_lowercase()))
}

/// The classes that tell words apart, folded, with the capital.
fn tag(class: Class, token: &Token) -> u16 {
    const KNOWN: u64 = (1 << 41) - 1;
    let folded = (class.0 & KNOWN).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48;
    folded as u16
        ^ if token.has(Flags::CAPITAL) { 0x5bd1 } else { 0 }
        ^ if token.has(Flags::CLITIC) { 0x2f0b } else { 0 }
}

fn part(token: &Token, next: Option<&Token>, previous: Part, text: &str) -> Part {
    match token.kind {
        TokenKind::Word => word(token, next, previous, text),
        TokenKind::Number => Part::Number,
        TokenKind::Comma => Part::Comma,
        TokenKind::Stop | TokenKind::Question | TokenKind::Exclamation | TokenKind::Ellipsis => Part::Stop,
        TokenKind::Colon | TokenKind::Semicolon => Part::Colon,
        TokenKind::Dash => Part::Dash,
        TokenKind::Open => Part::Open,
        TokenKind::Close => Part::Close,
        TokenKind::Mark => Part::Quote,
        TokenKind::Url | TokenKind::Handle => Part::Name,
        _ => Part::Other,
    }
}

/// The likeliest part of speech of a word: closed classes first, then what the word before expects.
fn word(token: &Token, next: Option<&Token>, previous: Part, text: &str) -> Part {
    let class = token.class();
    let form = text.get(token.span().range()).unwrap_or_default();
    let capital = token.has(Flags::CAPITAL);
    let begins =
        matches!(previous, Part::Edge | Part::Stop | Part::Quote | Part::Colon) || token.has(Flags::LINE);
    if token.has(Flags::CLITIC) && capital && !class.any(Class::PRONOUN) {
        return Part::Name;
    }
    if form.eq_ignore_ascii_case("that") {
        return Part::That;
    }
    if form.eq_ignore_ascii_case("to") {
        return Part::To;
    }
    if class.any(Class::POSSESSIVE) {
        return Part::Possessive;
    }
    if class.any(Class::WH) {
        return Part::Relative;
    }
    if class.any(Class::SUBJECT) {
        return Part::Subject;
    }
    if class.any(Class::MODAL) && (!capital || begins) {
        return Part::Modal;
    }
    if class.any(Class::AUXILIARY) {
        return if form.len() <= 5
            && matches!(form.as_bytes().first(), Some(b'b' | b'B' | b'i' | b'I' | b'a' | b'A' | b'w' | b'W'))
        {
            Part::Be
        } else {
            Part::Auxiliary
        };
    }
    if class.any(Class::NEGATION) {
        return Part::Negation;
    }
    if capital && !begins {
        return if class.any(Class::TITLE) {
            Part::Title
        } else if class.any(Class::TIME) {
            Part::Time
        } else {
            Part::Name
        };
    }
    if class.any(Class::DETERMINER) {
        return Part::Determiner;
    }
    if class.any(Class::CONJUNCTION) {
        return Part::Conjunction;
    }
    if class.any(Class::PREPOSITION) && !class.any(Class::VERB) {
        return Part::Preposition;
    }
    if class.any(Class::SUBORDINATOR) {
        return Part::Subordinator;
    }
    if class.any(Class::PRONOUN) {
        return Part::Pronoun;
    }
    if class.any(Class::NUMERAL) {
        return Part::Number;
    }
    if class.any(Class::TIME) {
        return Part::Time;
    }
    let follows =
        next.is_some_and(|n| n.class().any(Class::DETERMINER.or(Class::PRONOUN).or(Class::POSSESSIVE)));
    open_class(class, capital, form, previous, follows)
}

/// Nouns, verbs, adjectives and adverbs; `object` where the next word begins a noun phrase.
fn open_class(class: Class, capital: bool, form: &str, previous: Part, object: bool) -> Part {
    let class =
        if class.any(Class::VERB.or(Class::NOUN).or(Class::PLURAL).or(Class::ADJECTIVE).or(Class::ADVERB)) {
            class
        } else if capital {
            return Part::Name;
        } else {
            by_ending(form)
        };
    let nominal_place = matches!(
        previous,
        Part::Determiner | Part::Possessive | Part::Adjective | Part::Preposition | Part::Number
    );
    if matches!(previous, Part::To | Part::Modal) && class.any(Class::BASE) {
        return Part::Base;
    }
    if class.any(Class::ADVERB) && !class.any(Class::NOUN.or(Class::VERB)) {
        return Part::Adverb;
    }
    if class.any(Class::ADJECTIVE)
        && (nominal_place || !class.any(Class::VERB))
        && !(class.any(Class::NOUN) && object)
    {
        return Part::Adjective;
    }
    if nominal_place && !object {
        if class.any(Class::PLURAL) {
            return Part::Plural;
        }
        if class.any(Class::NOUN) {
            return Part::Noun;
        }
    }
    if matches!(previous, Part::Be | Part::Auxiliary) && class.any(Class::PARTICIPLE) {
        return Part::Participle;
    }
    if class.any(Class::PAST) {
        return Part::Past;
    }
    if class.any(Class::GERUND) {
        return Part::Gerund;
    }
    if class.any(Class::PARTICIPLE) {
        return Part::Participle;
    }
    let subject_before =
        matches!(previous, Part::Noun | Part::Name | Part::Subject | Part::Relative | Part::Pronoun);
    if class.any(Class::THIRD) && (object || subject_before || !class.any(Class::PLURAL)) {
        return Part::Third;
    }
    if class.any(Class::BASE)
        && (object
            || matches!(previous, Part::Subject | Part::Plural | Part::Adverb | Part::Relative)
            || !class.any(Class::NOUN))
    {
        return Part::Base;
    }
    if class.any(Class::PLURAL) {
        return Part::Plural;
    }
    if class.any(Class::NOUN) {
        return Part::Noun;
    }
    if class.any(Class::ADVERB) {
        return Part::Adverb;
    }
    Part::Noun
}

/// What an unlisted word in lower case is likely to be.
fn by_ending(form: &str) -> Class {
    let ends = |ending: &str| form.len() > ending.len() + 2 && form.ends_with(ending);
    if ends("ly") {
        Class::ADVERB
    } else if ends("ing") {
        Class::GERUND
    } else if ends("ed") {
        Class::PAST.or(Class::PARTICIPLE)
    } else if ends("ous") || ends("ful") || ends("ive") || ends("able") || ends("ible") || ends("less") {
        Class::ADJECTIVE
    } else if ends("s") && !ends("ss") {
        Class::PLURAL.or(Class::THIRD)
    } else {
        Class::NOUN
    }
}
