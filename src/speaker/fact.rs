//! Mentions as the features see them: who, where, and in which part of the sentence.

use alloc::vec::Vec;

use super::narrator::Narrators;
use crate::entity::EntityKind;
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{Class, entries, entry, is_one_of};
use crate::mention::{DIVISIONS, Gender, Mention, MentionKind, may_be_owned};
use crate::pipeline::Prose;
use crate::quotation::{Quotation, QuoteKind};
use crate::span::{MaybeIndex, Run};

/// The part that a mention plays in its sentence, or in its quotation; told of pronouns and of whoever is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(super) enum Role {
    /// A verb follows, or what shows somebody's feelings and a verb: *Harry's face fell*.
    Subject = 0,
    /// Anything else.
    Other = 1,
    /// A preposition or a verb stands before.
    Object = 2,
    /// Ends in 's, or is his, her, my.
    Possessor = 3,
}

/// A mention with what its neighbours tell, in sixteen bytes, since there is one for each mention of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fact {
    /// Its first token.
    pub(super) token: u32,
    len: u16,
    entity: MaybeIndex,
    pub(super) kind: MentionKind,
    pub(super) gender: Gender,
    pub(super) role: Role,
    /// Bits: [`PLURAL`], [`SPOKEN`], [`VOCATIVE`], [`NEW`], and from [`HEAD`] on the description's head.
    traits: u8,
    /// A description that begins with his or her.
    pub(super) owner: Gender,
}

const ARTICLES: [u16; 3] = entries(["a", "an", "another"]);
/// Words for somebody new that stand by themselves.
const ANYBODY: [u16; 2] = entries(["somebody", "someone"]);
const ANOTHER: u16 = entry("another");
const WHO: u16 = entry("who");
const VOICE: u16 = entry("voice");

/// What shows in somebody's stead how they feel: whose it is acts.
const SHOWING: [u16; 20] = entries([
    "brow",
    "brows",
    "cheek",
    "cheeks",
    "chin",
    "colour",
    "countenance",
    "expression",
    "eye",
    "eyes",
    "face",
    "gaze",
    "glance",
    "heart",
    "jaw",
    "lip",
    "lips",
    "mouth",
    "smile",
    "voice",
]);

const PLURAL: u8 = 1;
const SPOKEN: u8 = 2;
const VOCATIVE: u8 = 4;
const NEW: u8 = 8;
const HEAD: u8 = 4;

/// What sort of noun a description has as its head.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(super) enum Head {
    /// An animal, a ship, a voice.
    Other = 0,
    /// man, girl, stranger: anybody can be called so.
    Person = 1,
    Kin = 2,
    /// barkeep, navigator: mostly somebody who has no other name.
    Role = 3,
}

impl Fact {
    pub(super) const fn end(&self) -> u32 {
        self.token + self.len as u32
    }

    pub(super) const fn plural(&self) -> bool {
        self.traits & PLURAL != 0
    }

    /// Inside a quotation that is speech.
    #[inline]
    pub(super) const fn spoken(&self) -> bool {
        self.traits & SPOKEN != 0
    }

    /// In speech: calls someone by name.
    #[inline]
    pub(super) const fn vocative(&self) -> bool {
        self.traits & VOCATIVE != 0
    }

    /// A description of somebody who was not there before: "a porter", "one of the twins".
    pub(super) const fn is_new(&self) -> bool {
        self.traits & NEW != 0
    }

    pub(super) const fn head(&self) -> Head {
        match self.traits >> HEAD {
            0 => Head::Other,
            1 => Head::Person,
            2 => Head::Kin,
            _ => Head::Role,
        }
    }

    /// Whom it stands for, where that is known.
    #[inline]
    pub(super) const fn entity(&self) -> Option<u32> {
        self.entity.get()
    }
}

/// Appends a fact for each mention, in the same order; `short` tells of a short tale.
pub(super) fn gather(
    prose: Prose<'_>,
    quotations: &[Quotation],
    mentions: &[Mention],
    narrators: &Narrators,
    short: bool,
    out: &mut Vec<Fact>,
) {
    out.reserve_exact(mentions.len());
    let mut paragraphs = prose.paragraphs.iter();
    let mut paragraph = Run::default();
    let mut heading = false;
    out.extend(mentions.iter().map(|mention| {
        while paragraph.end <= mention.tokens().start
            && let Some(next) = paragraphs.next()
        {
            paragraph = next.tokens;
            heading = is_heading(prose.tokens.get(paragraph.range()).unwrap_or_default());
        }
        // Whom a heading tells of has not come yet.
        fact(prose, quotations, mention, mention.entity().filter(|_| !heading), narrators, short)
    }));
}

/// A mention of somebody as a fact.
#[inline]
fn fact(
    prose: Prose<'_>,
    quotations: &[Quotation],
    mention: &Mention,
    entity: Option<u32>,
    narrators: &Narrators,
    short: bool,
) -> Fact {
    let spoken = mention
        .quotation()
        .and_then(|q| quotations.get(q as usize))
        .is_some_and(|q| q.kind != QuoteKind::Scare || q.parent().is_some());
    let entity = match mention.kind {
        MentionKind::First if !spoken && !mention.plural => narrators.at(mention.tokens().start),
        _ => entity,
    };
    let (start, end) = (mention.tokens().start as usize, mention.tokens().end as usize);
    let nominal = mention.kind == MentionKind::Nominal;
    let calls = nominal || mention.kind == MentionKind::Name;
    let (new, head) = described(prose.tokens, mention);
    Fact {
        token: mention.tokens().start,
        len: u16::try_from(mention.tokens().len()).unwrap_or(u16::MAX),
        entity: MaybeIndex::from(entity),
        kind: mention.kind,
        gender: mention.gender,
        role: if entity.is_some() || mention.kind == MentionKind::Pronoun {
            if short { told(prose.tokens, start, end) } else { role(prose.tokens, start, end) }
        } else {
            Role::Other
        },
        traits: (u8::from(mention.plural) * PLURAL)
            | (u8::from(spoken) * SPOKEN)
            | (u8::from(spoken && calls && vocative(prose.tokens, start, end)) * VOCATIVE)
            | (u8::from(new) * NEW)
            | ((head as u8) << HEAD),
        owner: if nominal { owner(prose.tokens, start) } else { Gender::Unknown },
    }
}

/// Chapter II. The Borrowed Piano.
fn is_heading(paragraph: &[Token]) -> bool {
    const LONGEST: usize = 20;
    let numbered = |token: &Token| {
        token.is(TokenKind::Number)
            || token.has(Flags::CAPITALS)
            || token.class().any(Class::NUMERAL)
            || token.len == 1
    };
    matches!(paragraph, [first, number, ..] if is_one_of(first.word, &DIVISIONS)
        && first.is_capitalised()
        && numbered(number)
        && paragraph.len() <= LONGEST)
}

/// Whether a description is of somebody new, and the sort of its head.
pub(super) fn described(tokens: &[Token], mention: &Mention) -> (bool, Head) {
    if mention.kind != MentionKind::Nominal {
        return (false, Head::Other);
    }
    let class = |at: u32| tokens.get(at as usize).map(Token::class).unwrap_or_default();
    let head = class(mention.head().start);
    let sort = if head.any(Class::KIN) {
        Head::Kin
    } else if head.any(Class::PERSON) {
        Head::Person
    } else if head.any(Class::ROLE.or(Class::TITLE)) {
        Head::Role
    } else {
        Head::Other
    };
    let first = tokens.get(mention.tokens().start as usize);
    let article = first.is_some_and(|first| is_one_of(first.word, &ARTICLES));
    let counted = first.is_some_and(|first| first.class().any(Class::NUMERAL));
    let alone = |first: &Token| first.word == ANOTHER && mention.tokens().len() == 1;
    let anybody = first.is_some_and(|first| is_one_of(first.word, &ANYBODY) || alone(first));
    (counted || anybody || article && sort != Head::Other, sort)
}

/// Whose the description is that begins here.
pub(super) fn owner(tokens: &[Token], start: usize) -> Gender {
    match tokens.get(start).map(Token::class) {
        Some(class) if class.all(Class::POSSESSIVE.or(Class::MALE)) => Gender::Male,
        Some(class) if class.all(Class::POSSESSIVE.or(Class::FEMALE)) => Gender::Female,
        _ => Gender::Unknown,
    }
}

fn before(tokens: &[Token], at: usize) -> Option<&Token> {
    tokens.get(at.checked_sub(1)?)
}

/// Whether a sentence begins here.
fn begins(tokens: &[Token], start: usize) -> bool {
    before(tokens, start).is_none_or(|before| before.ends_sentence() || before.is(TokenKind::Mark))
}

/// The part that the words between `start` and `end` play.
pub(super) fn role(tokens: &[Token], start: usize, end: usize) -> Role {
    let verb = |at: usize| tokens.get(at).is_some_and(|t| t.class().any(Class::FINITE));
    let adverb = |at: usize| tokens.get(at).is_some_and(|t| t.class().any(Class::ADVERB));
    let acts = |at: usize| verb(at) || adverb(at) && verb(at + 1);
    let own = before(tokens, end);
    if own.is_some_and(|t| {
        t.has(Flags::CLITIC) || t.class().any(Class::POSSESSIVE) && !t.class().any(Class::SUBJECT)
    }) {
        // "her" alone can be an object.
        let owns = tokens.get(end).is_some_and(may_be_owned);
        if owns || own.is_some_and(|t| t.has(Flags::CLITIC)) {
            let described = usize::from(tokens.get(end).is_some_and(|t| t.class().any(Class::ADJECTIVE)));
            let shows = |at: usize| tokens.get(at).is_some_and(|t| is_one_of(t.word, &SHOWING));
            let acts = |at: usize| shows(at) && acts(at + 1);
            return if acts(end) || acts(end + described) { Role::Subject } else { Role::Possessor };
        }
    }
    let previous = before(tokens, start).map(Token::class).unwrap_or_default();
    if previous.any(Class::PREPOSITION) && !previous.any(Class::SUBORDINATOR) {
        return Role::Object;
    }
    // "Ada, who was chairing, put on her glasses"
    let relates = || {
        tokens.get(end).is_some_and(|comma| comma.is(TokenKind::Comma))
            && tokens.get(end + 1).is_some_and(|who| who.word == WHO)
            && begins(tokens, start)
    };
    if acts(end) || relates() {
        return Role::Subject;
    }
    if previous.any(Class::VERB) && !previous.any(Class::REPORTS) { Role::Object } else { Role::Other }
}

/// The same in a short tale, where those who have no names are told of at more length: *The butler, by the door, bowed*;
/// *Mum's voice, from the dark*.
pub(super) fn told(tokens: &[Token], start: usize, end: usize) -> Role {
    let plain = role(tokens, start, end);
    if plain == Role::Subject || !opens(tokens, start) {
        return plain;
    }
    // "Ada, a woman of fifty, was asleep": that she did something is not told.
    let deed = Class::PAST.or(Class::THIRD);
    let finite = |at: usize| {
        tokens.get(at).is_some_and(|verb| verb.class().any(deed) && !verb.class().any(Class::AUXILIARY))
    };
    let adverb = |at: usize| tokens.get(at).is_some_and(|adverb| adverb.class().any(Class::ADVERB));
    let acts = |at: usize| finite(at) || adverb(at) && finite(at + 1);
    if interrupted(tokens, start, end).is_some_and(acts) || is_heard(tokens, end) {
        Role::Subject
    } else {
        plain
    }
}

/// Whether a sentence begins here, or no more than where or when stands before: *In the corner | Ada, in black, bowed*.
fn opens(tokens: &[Token], start: usize) -> bool {
    /// No more words tell that.
    const MOST: usize = 5;
    (start.saturating_sub(MOST)..=start).rev().find(|&at| begins(tokens, at)).is_some_and(|first| {
        let lead = tokens.get(first..start).unwrap_or_default();
        let places = Class::PREPOSITION.or(Class::ADVERB).or(Class::CONJUNCTION);
        lead.first().is_none_or(|first| first.class().any(places))
            && lead.iter().all(|word| word.is(TokenKind::Word) && !word.class().any(Class::SUBJECT))
    })
}

/// *Mum's | voice, from the dark.*
fn is_heard(tokens: &[Token], end: usize) -> bool {
    let stops = |token: &Token| matches!(token.kind, TokenKind::Comma | TokenKind::Stop);
    before(tokens, end).is_some_and(|whose| whose.has(Flags::CLITIC))
        && tokens.get(end).is_some_and(|voice| voice.word == VOICE)
        && tokens.get(end + 1).is_some_and(stops)
}

/// Where the sentence goes on behind what is said of whoever it begins with: *The butler, by the door, | bowed*, *The
/// porter, a big man, | nodded*.
fn interrupted(tokens: &[Token], start: usize, end: usize) -> Option<usize> {
    /// No more words are said so.
    const ASIDE: usize = 10;
    let comma = |token: &Token| token.is(TokenKind::Comma);
    let own = tokens.get(start..end).filter(|_| tokens.get(end).is_some_and(comma))?;
    // The mention may hold it already.
    if own.iter().any(comma) {
        return Some(end + 1);
    }
    let aside = tokens.get(end + 1..)?.iter().take(ASIDE);
    let mut aside = aside.take_while(|token| matches!(token.kind, TokenKind::Word | TokenKind::Comma));
    let length = aside.position(comma)?;
    // *Ada, said the porter, bowed*
    let first = tokens.get(end + 1);
    let phrase =
        Class::PREPOSITION.or(Class::DETERMINER).or(Class::POSSESSIVE).or(Class::ADJECTIVE).or(Class::GERUND);
    let told = first.is_some_and(|first| first.class().any(phrase) || first.word == WHO);
    (length > 0 && told).then_some(end + 1 + length + 1)
}

/// Whether whoever is named is somebody: a person, or what does here what a person does.
pub(super) fn acts_as_person(tokens: &[Token], kind: EntityKind, name: &Mention) -> bool {
    let run = name.tokens();
    match kind {
        EntityKind::Person => true,
        EntityKind::Unknown => role(tokens, run.start as usize, run.end as usize) == Role::Subject,
        _ => false,
    }
}

/// Whether the words between `start` and `end` stand apart in speech, as a name does that calls someone.
pub(super) fn vocative(tokens: &[Token], start: usize, end: usize) -> bool {
    let left = match before(tokens, start) {
        None => true,
        Some(t) => match t.kind {
            TokenKind::Comma
            | TokenKind::Mark
            | TokenKind::Dash
            | TokenKind::Stop
            | TokenKind::Question
            | TokenKind::Exclamation
            | TokenKind::Semicolon
            | TokenKind::Colon
            | TokenKind::Ellipsis => true,
            TokenKind::Word => {
                t.class().any(Class::INTERJECTION.or(Class::ADDRESS))
                    || t.class().all(Class::FIRST.or(Class::POSSESSIVE))
            }
            _ => false,
        },
    };
    let right = tokens.get(end).is_none_or(|t| {
        matches!(
            t.kind,
            TokenKind::Comma
                | TokenKind::Mark
                | TokenKind::Dash
                | TokenKind::Stop
                | TokenKind::Question
                | TokenKind::Exclamation
                | TokenKind::Semicolon
                | TokenKind::Ellipsis
        )
    });
    left && right && !points(tokens, start) && !explains(tokens, start, end)
}

/// *And that Captain, what of him?* asks after him, and calls nobody.
fn points(tokens: &[Token], start: usize) -> bool {
    let first = tokens.get(start);
    first.is_some_and(|first| {
        first.class().any(Class::DETERMINER) && !first.class().any(Class::POSSESSIVE.or(Class::ADDRESS))
    })
}

/// *A cousin of ours, Ned Pell, keeps bees*: the name says who that is, and calls nobody.
fn explains(tokens: &[Token], start: usize, end: usize) -> bool {
    const MINE: [u16; 4] = entries(["hers", "mine", "ours", "theirs"]);
    const YOUR: u16 = entry("your");
    let token = |at: usize| tokens.get(at);
    let comma = |at: usize| token(at).is_some_and(|token| token.is(TokenKind::Comma));
    let Some(noun) = start.checked_sub(2).filter(|&noun| comma(noun + 1) && comma(end)) else { return false };
    let somebody = token(noun).is_some_and(|noun| {
        is_one_of(noun.word, &MINE) || noun.class().any(Class::HUMAN) && !noun.is_capitalised()
    });
    let yours = noun.checked_sub(1).and_then(token).is_some_and(|your| your.word == YOUR);
    let does = token(end + 1).map(Token::class).unwrap_or_default();
    somebody && !yours && does.any(Class::THIRD.or(Class::PAST).or(Class::MODAL)) && !does.any(Class::BASE)
}
