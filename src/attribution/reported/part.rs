//! A coarse part of speech for each token, guessed from the lexicon's classes, the form and the word before.

use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::pipeline::Prose;
use crate::span::Run;

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

    /// Whether a noun phrase is made of such words.
    pub(crate) const fn is_of_phrase(self) -> bool {
        self.is_nominal() || matches!(self, Part::Determiner | Part::Possessive | Part::Adjective)
    }
}

const THAT: u16 = lexicon::entry("that");
const TO: u16 = lexicon::entry("to");

/// What one of the lexicon's sets of classes tells of its words.
#[derive(Clone, Copy)]
pub(super) struct Known {
    /// The classes folded into fifteen bits, the lowest clear.
    pub(super) tag: u16,
    /// The part of speech of words with a capital inside a sentence.
    capitalised: Part,
    /// Whether such a word begins a noun phrase.
    begins: bool,
    /// The part of speech in lower case by what stands before, and whether an object follows; [`Part::Edge`] where only the
    /// word's form tells it.
    in_lower_case: [Part; 2 * Before::COUNT],
}

impl Known {
    #[inline]
    pub(super) fn of(word: u16) -> &'static Known {
        KNOWN.get(lexicon::set(word)).unwrap_or(&KNOWN[0])
    }
}

static KNOWN: [Known; lexicon::SETS] = {
    /// The classes that a tag is made of.
    const TOLD: u64 = (1 << 41) - 1;
    const BEGINS: Class = Class::DETERMINER.or(Class::PRONOUN).or(Class::POSSESSIVE);
    const NONE: Known = Known {
        tag: 0,
        capitalised: Part::Name,
        begins: false,
        in_lower_case: [Part::Edge; 2 * Before::COUNT],
    };
    let mut known = [NONE; lexicon::SETS];
    let mut set = 0;
    while set < known.len() {
        let class = lexicon::set_class(set);
        known[set].tag = ((class.0 & TOLD).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48) as u16 & !1;
        if let Some(part) = closed(class, true) {
            known[set].capitalised = part;
        }
        known[set].begins = class.any(BEGINS);
        let mut before = 0;
        while before < Before::COUNT {
            let mut object = 0;
            while object < 2 {
                known[set].in_lower_case[2 * before + object] = match closed(class, false) {
                    Some(part) => part,
                    None if class.any(OPEN) => open(class, Before::ALL[before], object == 1),
                    None => Part::Edge,
                };
                object += 1;
            }
            before += 1;
        }
        set += 1;
    }
    known
};

/// What the word before expects.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Before {
    Nothing,
    /// A noun: *the*, *her*, *old*, *in*.
    Nominal,
    /// A base form: *to*, *will*.
    Base,
    /// A participle: *has*, *was*.
    Participle,
    /// A finite verb in the third person: *the mayor*.
    Third,
    /// Any finite verb: *she*, *who*.
    Finite,
    /// A finite verb in the plural: *residents*, *often*.
    Plural,
}

impl Before {
    const COUNT: usize = 7;
    const ALL: [Before; Before::COUNT] = [
        Before::Nothing,
        Before::Nominal,
        Before::Base,
        Before::Participle,
        Before::Third,
        Before::Finite,
        Before::Plural,
    ];

    #[inline]
    fn of(previous: Part) -> Before {
        BEFORE.get(previous as usize).copied().unwrap_or(Before::Nothing)
    }
}

/// What each part of speech lets expect.
static BEFORE: [Before; Part::COUNT] = {
    let mut before = [Before::Nothing; Part::COUNT];
    let known = [
        (Part::Determiner, Before::Nominal),
        (Part::Possessive, Before::Nominal),
        (Part::Adjective, Before::Nominal),
        (Part::Preposition, Before::Nominal),
        (Part::Number, Before::Nominal),
        (Part::To, Before::Base),
        (Part::Modal, Before::Base),
        (Part::Be, Before::Participle),
        (Part::Auxiliary, Before::Participle),
        (Part::Noun, Before::Third),
        (Part::Name, Before::Third),
        (Part::Pronoun, Before::Third),
        (Part::Subject, Before::Finite),
        (Part::Relative, Before::Finite),
        (Part::Plural, Before::Plural),
        (Part::Adverb, Before::Plural),
    ];
    let mut i = 0;
    while i < known.len() {
        before[known[i].0 as usize] = known[i].1;
        i += 1;
    }
    before
};

/// The classes of words whose part of speech hangs on what stands around them.
const OPEN: Class = Class::VERB.or(Class::NOUN).or(Class::PLURAL).or(Class::ADJECTIVE).or(Class::ADVERB);

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

/// The parts of speech of a sentence's tokens, unless they are known already: no token's is [`Part::Edge`].
pub(crate) fn look(tokens: &[Token], text: &str, parts: &mut [Part]) {
    if parts.first() == Some(&Part::Edge) {
        find(tokens, text, parts);
    }
}

/// Looks at each sentence that has tokens of `run`; the parts are those of the whole text.
pub(crate) fn complete(prose: Prose<'_>, run: Run, parts: &mut [Part]) {
    let from = prose.sentences.partition_point(|sentence| sentence.tokens.end <= run.start);
    let near = prose.sentences.get(from..).unwrap_or_default().iter().map(|sentence| sentence.tokens);
    for sentence in near.take_while(|sentence| sentence.start < run.end) {
        let tokens = prose.tokens.get(sentence.range()).unwrap_or_default();
        look(tokens, prose.text, parts.get_mut(sentence.range()).unwrap_or_default());
    }
}

/// The likeliest parts of speech of a sentence's tokens.
fn find(tokens: &[Token], text: &str, parts: &mut [Part]) {
    let mut previous = Part::Edge;
    let Some(((first, rest), (last, all))) = tokens.split_first().zip(tokens.split_last()) else { return };
    // What is known of a word tells of the one before, too: it is looked up once.
    let mut known = Known::of(first.word);
    for ((token, next), part) in all.iter().zip(rest).zip(parts.iter_mut()) {
        let following = Known::of(next.word);
        previous = one(token, known, following.begins, previous, text);
        *part = previous;
        known = following;
    }
    if let Some(part) = parts.get_mut(all.len()) {
        *part = one(last, known, false, previous, text);
    }
}

/// The likeliest part of speech of a token.
#[inline(always)]
fn one(token: &Token, known: &Known, object: bool, previous: Part, text: &str) -> Part {
    match OF_KIND.get(token.kind as usize) {
        Some(&part) if part != Part::Edge => part,
        _ => word(token, known, object, previous, text),
    }
}

/// The part of speech of tokens of each kind; [`Part::Edge`] of words.
static OF_KIND: [Part; TokenKind::Symbol as usize + 1] = {
    let mut of = [Part::Other; TokenKind::Symbol as usize + 1];
    let known = [
        (TokenKind::Word, Part::Edge),
        (TokenKind::Number, Part::Number),
        (TokenKind::Comma, Part::Comma),
        (TokenKind::Stop, Part::Stop),
        (TokenKind::Question, Part::Stop),
        (TokenKind::Exclamation, Part::Stop),
        (TokenKind::Ellipsis, Part::Stop),
        (TokenKind::Colon, Part::Colon),
        (TokenKind::Semicolon, Part::Colon),
        (TokenKind::Dash, Part::Dash),
        (TokenKind::Open, Part::Open),
        (TokenKind::Close, Part::Close),
        (TokenKind::Mark, Part::Quote),
        (TokenKind::Url, Part::Name),
        (TokenKind::Handle, Part::Name),
    ];
    let mut i = 0;
    while i < known.len() {
        of[known[i].0 as usize] = known[i].1;
        i += 1;
    }
    of
};

/// The likeliest part of speech of a word behind a token of part `previous`; `object` where what follows begins a noun
/// phrase.
#[inline(always)]
fn word(token: &Token, known: &Known, object: bool, previous: Part, text: &str) -> Part {
    if token.word == THAT {
        return Part::That;
    }
    if token.word == TO {
        return Part::To;
    }
    let capital = token.has(Flags::CAPITAL);
    let part = if capital && !begins(previous) && !token.has(Flags::LINE) {
        known.capitalised
    } else {
        let before = Before::of(previous);
        let part = known.in_lower_case.get(2 * before as usize + usize::from(object));
        match part.copied().unwrap_or(Part::Edge) {
            Part::Edge => return by_form(token, before, object, text),
            part if capital && token.has(Flags::CLITIC) && token.class().any(OPEN) => {
                if closed(token.class(), false).is_some() { part } else { Part::Name }
            }
            part => part,
        }
    };
    if part == Part::Auxiliary && is_be(token.word) { Part::Be } else { part }
}

/// Whether a capital behind such a token tells nothing.
const fn begins(previous: Part) -> bool {
    matches!(previous, Part::Edge | Part::Stop | Part::Quote | Part::Colon)
}

/// A word that the lists say nothing of.
#[inline(never)]
fn by_form(token: &Token, before: Before, object: bool, text: &str) -> Part {
    if token.has(Flags::CAPITAL) {
        return Part::Name;
    }
    open(by_ending(text.get(token.span().range()).unwrap_or_default()), before, object)
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
const fn open(class: Class, before: Before, object: bool) -> Part {
    let nominal = matches!(before, Before::Nominal);
    if matches!(before, Before::Base) && class.any(Class::BASE) {
        return Part::Base;
    }
    if class.any(Class::ADVERB) && !class.any(Class::NOUN.or(Class::VERB)) {
        return Part::Adverb;
    }
    if class.any(Class::ADJECTIVE)
        && (nominal || !class.any(Class::VERB))
        && !(class.any(Class::NOUN) && object)
    {
        return Part::Adjective;
    }
    if nominal && !object {
        if class.any(Class::PLURAL) {
            return Part::Plural;
        }
        if class.any(Class::NOUN) {
            return Part::Noun;
        }
    }
    if matches!(before, Before::Participle) && class.any(Class::PARTICIPLE) {
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
    let subject = matches!(before, Before::Third | Before::Finite);
    if class.any(Class::THIRD) && (object || subject || !class.any(Class::PLURAL)) {
        return Part::Third;
    }
    if class.any(Class::BASE)
        && (object || matches!(before, Before::Finite | Before::Plural) || !class.any(Class::NOUN))
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
