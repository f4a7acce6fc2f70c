//! A coarse part of speech for each token, guessed from the lexicon's classes, the form and the word before.

use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class};

/// A coarse part of speech.
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
    /// How many there are.
    pub(crate) const COUNT: usize = Part::Other as usize + 1;
    /// The bits that tell them apart.
    pub(crate) const BITS: u32 = 6;

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

const THAT: u16 = lexicon::entry("that");
const TO: u16 = lexicon::entry("to");

/// What one of the lexicon's sets of classes tells of its words.
#[derive(Clone, Copy)]
pub(super) struct Known {
    /// The classes folded into fifteen bits, the lowest clear.
    pub(super) tag: u16,
    /// The part of speech where the set alone tells it; elsewhere [`Part::Edge`].
    in_lower_case: Part,
    /// The same for words with a capital inside a sentence.
    capitalised: Part,
}

impl Known {
    #[inline]
    pub(super) fn of(set: usize) -> Known {
        KNOWN.get(set).copied().unwrap_or(KNOWN[0])
    }
}

static KNOWN: [Known; lexicon::SETS] = {
    /// The classes that a tag is made of.
    const TOLD: u64 = (1 << 41) - 1;
    let mut known = [Known { tag: 0, in_lower_case: Part::Edge, capitalised: Part::Edge }; lexicon::SETS];
    let mut set = 0;
    while set < known.len() {
        let class = lexicon::set_class(set);
        known[set] = Known {
            tag: ((class.0 & TOLD).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48) as u16 & !1,
            in_lower_case: alone(class, false),
            capitalised: alone(class, true),
        };
        set += 1;
    }
    known
};

/// The part of speech that the classes alone tell.
const fn alone(class: Class, capital: bool) -> Part {
    match closed(class, capital) {
        Some(part) => part,
        None => lone(class),
    }
}

/// The part of speech of a word of a closed class, and of any name.
const fn closed(class: Class, capital: bool) -> Option<Part> {
    Some(if class.any(Class::POSSESSIVE) {
        Part::Possessive
    } else if class.any(Class::WH) {
        Part::Relative
    } else if class.any(Class::SUBJECT) {
        Part::Subject
    } else if class.any(Class::MODAL) && !capital {
        Part::Modal
    } else if class.any(Class::AUXILIARY) {
        Part::Auxiliary
    } else if class.any(Class::NEGATION) {
        Part::Negation
    } else if capital {
        if class.any(Class::TITLE) {
            Part::Title
        } else if class.any(Class::TIME) {
            Part::Time
        } else {
            Part::Name
        }
    } else if class.any(Class::DETERMINER) {
        Part::Determiner
    } else if class.any(Class::CONJUNCTION) {
        Part::Conjunction
    } else if class.any(Class::PREPOSITION) && !class.any(Class::VERB) {
        Part::Preposition
    } else if class.any(Class::SUBORDINATOR) {
        Part::Subordinator
    } else if class.any(Class::PRONOUN) {
        Part::Pronoun
    } else if class.any(Class::NUMERAL) {
        Part::Number
    } else if class.any(Class::TIME) {
        Part::Time
    } else {
        return None;
    })
}

/// The part of speech of a word of one open class alone.
const fn lone(class: Class) -> Part {
    const OPEN: Class = Class::VERB.or(Class::NOUN).or(Class::PLURAL).or(Class::ADJECTIVE).or(Class::ADVERB);
    let class = class.0 & OPEN.0;
    if class == Class::NOUN.0 {
        Part::Noun
    } else if class == Class::PLURAL.0 {
        Part::Plural
    } else if class == Class::ADVERB.0 {
        Part::Adverb
    } else if class == Class::ADJECTIVE.0 {
        Part::Adjective
    } else {
        Part::Edge
    }
}

/// The likeliest part of speech of a token behind one of part `previous`.
#[inline]
pub(super) fn part(token: &Token, known: Known, next: Option<&Token>, previous: Part, text: &str) -> Part {
    match token.kind {
        TokenKind::Word => word(token, known, next, previous, text),
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

/// Closed classes first, then what the word before expects.
#[inline]
fn word(token: &Token, known: Known, next: Option<&Token>, previous: Part, text: &str) -> Part {
    if token.word == THAT {
        return Part::That;
    }
    if token.word == TO {
        return Part::To;
    }
    let capital = token.has(Flags::CAPITAL)
        && !matches!(previous, Part::Edge | Part::Stop | Part::Quote | Part::Colon)
        && !token.has(Flags::LINE);
    match if capital { known.capitalised } else { known.in_lower_case } {
        Part::Auxiliary if is_be(token.word) => Part::Be,
        Part::Edge => {
            let class = token.class();
            if token.has(Flags::CAPITAL) && (token.has(Flags::CLITIC) || class.is_none()) {
                return Part::Name;
            }
            const BEGINS: Class = Class::DETERMINER.or(Class::PRONOUN).or(Class::POSSESSIVE);
            open(class, token, text, previous, next.is_some_and(|next| next.class().any(BEGINS)))
        }
        part => part,
    }
}

/// Whether a word is a form of "be".
fn is_be(word: u16) -> bool {
    const FORMS: [u16; 8] = [
        lexicon::entry("am"),
        lexicon::entry("are"),
        lexicon::entry("be"),
        lexicon::entry("been"),
        lexicon::entry("being"),
        lexicon::entry("is"),
        lexicon::entry("was"),
        lexicon::entry("were"),
    ];
    FORMS.contains(&word)
}

/// Nouns, verbs, adjectives and adverbs; `object` where the next word begins a noun phrase.
fn open(class: Class, token: &Token, text: &str, previous: Part, object: bool) -> Part {
    const OPEN: Class = Class::VERB.or(Class::NOUN).or(Class::PLURAL).or(Class::ADJECTIVE).or(Class::ADVERB);
    let class = if class.any(OPEN) {
        class
    } else if token.has(Flags::CAPITAL) {
        return Part::Name;
    } else {
        by_ending(text.get(token.span().range()).unwrap_or_default())
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
