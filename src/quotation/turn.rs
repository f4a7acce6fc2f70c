//! Labels that open a paragraph and say whose turn it is: `NAME:`, `SEN. ADA QUILL (I-ME):`, `Q:`, `@handle:`, `NORA.`,
//! `[10:02] nora:`, `<nora>`

use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::Class;
use crate::segment::Segment;
use crate::span::Run;

/// How many words a name in a label has at most, and how many tokens stand before its end.
const WORDS: usize = 4;
const TOKENS: usize = 20;
/// How many tokens a stage direction has at most.
const DIRECTION: usize = 16;
/// How many bytes of a number are read.
const FIGURES: usize = 8;

/// What a label shows by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sort {
    /// `Q` or `A`.
    Letter,
    /// `@handle`.
    Handle,
    /// A message of a chat, with its time or between angle brackets: `[10:02] nora`.
    Post,
    /// A given name with a surname, or what people are: `Interviewer`.
    Person,
    /// All in capitals.
    Capitals,
    /// Any word with a capital: `Anna`, but `Note` as well.
    Plain,
}

impl Sort {
    /// Whether whoever is named so says just this.
    pub(super) const fn speaks_for_itself(self) -> bool {
        matches!(self, Sort::Handle | Sort::Post)
    }
}

/// What ends a label.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum End {
    Colon,
    Stop,
}

/// A paragraph that a label opens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Turn {
    pub(super) paragraph: u32,
    pub(super) label: Run,
    /// The tokens said.
    pub(super) speech: Run,
    pub(super) sort: Sort,
    pub(super) end: End,
    /// The label's words, as one number.
    pub(super) name: u64,
    /// Its last word, which a speaker keeps from label to label: `SEN. ADA QUILL`, `QUILL`.
    pub(super) last: u16,
}

/// What a label has shown so far.
#[derive(Default)]
struct Label {
    from: Option<usize>,
    to: usize,
    words: usize,
    name: u64,
    last: u16,
    capitals: bool,
    class: Class,
    given: bool,
}

/// A name's words so far, as one number, and one more.
pub(super) fn with_word(name: u64, word: &Token) -> u64 {
    with_hash(name, word.hash)
}

const fn with_hash(name: u64, hash: u16) -> u64 {
    name.rotate_left(7) ^ hash as u64
}

/// What figures in a label are known by: they tell Speaker 1 from Speaker 2.
#[cold]
fn figures(text: &str, token: &Token) -> u16 {
    let figures = text.get(token.span().range()).unwrap_or_default().bytes().take(FIGURES);
    figures.fold(1, |sum: u16, byte| sum.wrapping_mul(31) ^ u16::from(byte))
}

impl Label {
    fn is_office(&self) -> bool {
        self.class.any(Class::ROLE.or(Class::TITLE))
    }

    #[inline(always)]
    fn take(&mut self, text: &str, step: usize, token: &Token) {
        let first = self.from.is_none();
        self.from.get_or_insert(step);
        self.to = step + 1;
        self.words += 1;
        self.last = if token.is(TokenKind::Number) { figures(text, token) } else { token.hash };
        self.name = with_hash(self.name, self.last);
        self.capitals =
            (first || self.capitals) && (token.has(Flags::CAPITALS) || token.is(TokenKind::Number));
        self.class = self.class.or(token.class());
        self.given |= first && token.class().any(Class::GIVEN);
    }

    fn sort(&self, text: &str, first: &Token) -> Sort {
        if first.is(TokenKind::Handle) {
            Sort::Handle
        } else if self.words == 1 && is_letter(text, first) {
            Sort::Letter
        } else if self.given && self.words > 1 || self.class.any(Class::SOMEBODY) {
            Sort::Person
        } else if self.capitals {
            Sort::Capitals
        } else {
            Sort::Plain
        }
    }
}

/// The part in an interview that a label gives its speaker.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Part {
    Asks,
    Answers,
}

impl Part {
    /// The part that a label tells: `Q:`, `Answer:`, `Interviewer:`.
    pub(crate) fn of(text: &str, tokens: &[Token], label: Run) -> Option<Part> {
        let [only] = tokens.get(label.range())? else { return None };
        match text.get(only.span().range())? {
            "Q" | "Q." | "Question" | "QUESTION" | "Interviewer" | "INTERVIEWER" => Some(Part::Asks),
            "A" | "A." | "Answer" | "ANSWER" | "Interviewee" | "INTERVIEWEE" => Some(Part::Answers),
            _ => None,
        }
    }
}

/// `Q`, `A`, `Q.`, `A.`
fn is_letter(text: &str, token: &Token) -> bool {
    text.get(token.span().range()).is_some_and(|word| ["Q", "A", "Q.", "A."].contains(&word))
}

/// The number of a question before the name of who puts it: `Q14`.
fn is_number(text: &str, token: &Token, next: Option<&Token>) -> bool {
    token.is_numbered(text) && next.is_some_and(|next| next.is(TokenKind::Word) && next.has(Flags::CAPITAL))
}

/// The turn that a paragraph is, if a label opens it and something is said after it.
pub(super) fn read(text: &str, tokens: &[Token], paragraph: &Segment, number: u32) -> Option<Turn> {
    let run = tokens.get(paragraph.tokens.range())?;
    let stamp = stamp(run);
    // <nora>, [nora]
    let angle =
        run.get(stamp).is_some_and(|sign| sign.is(TokenKind::Symbol)) && is_sign(text, run, stamp, "<");
    let post = stamp > 0 || angle;
    let (label, end, step) = label(text, run, stamp, angle)?;
    let first = run.get(label.from?)?;
    // Emphasis around a name may close behind the colon: **Name:** line.
    let behind = run
        .iter()
        .skip(step + 1)
        .take_while(|token| token.is(TokenKind::Emphasis) && !token.space_before())
        .count();
    let speech = spoken(text, run, step + 1 + behind);
    run.get(speech.start as usize)?;
    // <Media omitted>
    let placed =
        post && is_sign(text, run, speech.start as usize, "<") && is_sign(text, run, run.len() - 1, ">");
    if placed || is_sound(text, run.get(label.from?..label.to)?) {
        return None;
    }
    let at =
        |run: Run| Run { start: paragraph.tokens.start + run.start, end: paragraph.tokens.start + run.end };
    Some(Turn {
        paragraph: number,
        label: at(Run::new(label.from?, label.to)),
        speech: at(speech),
        sort: if post { Sort::Post } else { label.sort(text, first) },
        end,
        name: label.name,
        last: label.last,
    })
}

/// Whether the token at a place is this sign.
fn is_sign(text: &str, run: &[Token], at: usize, sign: &str) -> bool {
    run.get(at).is_some_and(|token: &Token| text.get(token.span().range()) == Some(sign))
}

/// The label that a paragraph begins with behind its stamp, what ends it, and the last token of that. `angle`: it begins
/// with an angle bracket.
fn label(text: &str, run: &[Token], stamp: usize, angle: bool) -> Option<(Label, End, usize)> {
    let is = |at: usize, sign: &str| is_sign(text, run, at, sign);
    let square = stamp > 0 && is(stamp, "[");
    let post = stamp > 0 || angle;
    let mut label = Label::default();
    let titled = |first: &Token| first.is_capitalised() && first.class().any(Class::DETERMINER);
    // 3. Ada Quill (Harrow):
    let numbered =
        matches!(run, [number, stop, ..] if number.is(TokenKind::Number) && stop.is(TokenKind::Stop));
    let item = if numbered { 2 } else { 0 };
    let office = if run.first().is_some_and(titled) { office(run) } else { 0 };
    // A stage direction (HAMLET (aside):) and what follows a comma (ADA QUILL, CHAIR:) are no part of the name.
    let (mut aside, mut described) = (false, false);
    for (step, token) in run.iter().enumerate().skip(stamp.max(office).max(item)).take(TOKENS) {
        let end = match token.kind {
            // 10:02 [nora] are you in
            TokenKind::Open if square && step == stamp => continue,
            TokenKind::Close if square && label.words > 0 && !aside => End::Colon,
            TokenKind::Open if label.words > 0 => {
                aside = true;
                continue;
            }
            TokenKind::Close if aside => {
                aside = false;
                continue;
            }
            _ if aside => continue,
            TokenKind::Close if office > 0 && label.words > 0 => continue,
            TokenKind::Emphasis => continue,
            // <v Ada Quill> in subtitles
            TokenKind::Word if angle && step == stamp + 1 && is(step, "v") && !is(step + 1, ">") => {
                continue;
            }
            // Q14 Chair:
            TokenKind::Word if label.words == 0 && is_number(text, token, run.get(step + 1)) => continue,
            // >> THE OPERATOR:
            TokenKind::Symbol if label.words == 0 => continue,
            TokenKind::Symbol if angle && is(step, ">") => End::Colon,
            TokenKind::Word if described && token.has(Flags::CAPITALS) => continue,
            TokenKind::Word if described && token.class().any(Class::CONJUNCTION.or(Class::PREPOSITION)) => {
                continue;
            }
            TokenKind::Comma if label.capitals && label.words > 0 => {
                described = true;
                continue;
            }
            TokenKind::Word | TokenKind::Number if described => return None,
            TokenKind::Handle if label.words == 0 => {
                label.take(text, step, token);
                continue;
            }
            TokenKind::Word | TokenKind::Number
                if token.has(Flags::CAPITAL)
                    || post && (label.words == 0 || !token.space_before())
                    || (label.words > 0 && token.is(TokenKind::Number)) =>
            {
                label.take(text, step, token);
                if label.words > WORDS {
                    return None;
                }
                if label.words > 1 || !token.has(Flags::DOTTED) || !is_letter(text, token) {
                    continue;
                }
                End::Stop
            }
            // The Leader of the House:
            TokenKind::Word if label.is_office() && within_office(token, run.get(step + 1)) => continue,
            TokenKind::Colon if label.words > 0 => End::Colon,
            // NORA. He has put the lamp out.
            TokenKind::Stop if label.capitals && ends_label(run.get(step + 1)) => End::Stop,
            TokenKind::Stop if label.words == 1 => continue,
            _ => return None,
        };
        return Some((label, end, step));
    }
    None
}

/// *of* and *the* in the name of an office.
fn within_office(word: &Token, next: Option<&Token>) -> bool {
    let small = Class::PREPOSITION.or(Class::DETERMINER);
    word.class().any(small) && next.is_some_and(Token::begins_phrase)
}

/// How many tokens stand before a name that follows its bearer's office in brackets, as parliaments print it: *The Secretary
/// of State for Fisheries (Sir Basil Cutmore):*.
#[inline(never)]
fn office(run: &[Token]) -> usize {
    let word = |token: &&Token| matches!(token.kind, TokenKind::Word | TokenKind::Comma);
    let words = run.iter().take(TOKENS).take_while(word).count();
    let (office, name) = run.split_at_checked(words).unwrap_or_default();
    let [open, name @ ..] = name else { return 0 };
    let named = name.iter().take_while(|token| token.is(TokenKind::Word) && token.is_capitalised()).count();
    let closed = matches!(name.get(named..), Some([close, colon, ..])
        if close.is(TokenKind::Close) && colon.is(TokenKind::Colon));
    let of = |class: Class| office.iter().any(|token| token.class().any(class));
    let holds = open.is(TokenKind::Open) && closed && named > 1;
    if holds && of(Class::ROLE.or(Class::TITLE)) { words + 1 } else { 0 }
}

/// Whether a label in a script for the ear tells what is heard, and not who speaks.
fn is_sound(text: &str, label: &[Token]) -> bool {
    const HEARD: [&str; 5] = ["SOUND", "SOUNDS", "MUSIC", "SFX", "FX"];
    matches!(label, [only] if text.get(only.span().range()).is_some_and(|word| HEARD.contains(&word)))
}

/// How many tokens at a message's beginning tell when it was sent: `[10:02]`, `10:02`, `[12/05/2023, 10:02 pm]`,
/// `12/05/2023, 10:02 -`.
fn stamp(run: &[Token]) -> usize {
    const LONGEST: usize = 8;
    let open = usize::from(run.first().is_some_and(|first| first.is(TokenKind::Open)));
    if !run.get(open).is_some_and(|first| first.is(TokenKind::Number)) {
        return 0;
    }
    let tells = |token: &&Token| {
        matches!(token.kind, TokenKind::Number | TokenKind::Comma | TokenKind::Colon)
            || token.is(TokenKind::Word) && token.len == 2 && token.class().any(Class::TIME)
    };
    let end = open + run.iter().skip(open).take(LONGEST).take_while(tells).count();
    match run.get(end).map(|token| token.kind) {
        Some(TokenKind::Close) if open > 0 => end + 1,
        Some(TokenKind::Dash | TokenKind::Hyphen) if open == 0 => end + 1,
        Some(TokenKind::Word | TokenKind::Symbol | TokenKind::Handle | TokenKind::Open)
            if open == 0 && end == 1 =>
        {
            end
        }
        _ => 0,
    }
}

/// Whether a full stop before this token may end a label rather than an abbreviation.
fn ends_label(next: Option<&Token>) -> bool {
    next.is_some_and(|next| {
        next.has(Flags::CAPITAL) && !next.has(Flags::CAPITALS)
            || next.is(TokenKind::Open)
            || next.is(TokenKind::Mark)
    })
}

/// What is said in a paragraph from a token on: without the directions at either end.
fn spoken(text: &str, run: &[Token], start: usize) -> Run {
    let is = |at: usize, kind: TokenKind| run.get(at).is_some_and(|token| token.is(kind));
    let (mut from, mut to) = (start, run.len());
    // **Q. What now?**
    let emphasis = |at: &usize| is(*at, TokenKind::Emphasis);
    if to > from && emphasis(&(to - 1)) && (from..to).filter(emphasis).count() % 2 == 1 {
        to -= 1;
    }
    // NORA: (at the window) He has gone. NORA: [Rising.] He has gone. But not: NORA: [He] has gone.
    let round = run.get(start).is_some_and(|open| text.as_bytes().get(open.start as usize) == Some(&b'('));
    let apart = |close: usize| {
        let named = Class::DETERMINER.or(Class::PRONOUN).or(Class::POSSESSIVE);
        let own = run.get(start + 1).is_some_and(|first| first.class().any(named));
        is(close - 1, TokenKind::Stop) || !own && run.get(close + 1).is_some_and(Token::is_capitalised)
    };
    if is(start, TokenKind::Open)
        && let Some(close) = (start + 1..to.min(start + DIRECTION)).find(|&at| is(at, TokenKind::Close))
        && (round || apart(close))
    {
        from = (close + 1..to).find(|&at| !is(at, TokenKind::Stop)).unwrap_or(to);
    }
    // … on the quay, ma'am. (LAUGHTER)
    if to > from
        && is(to - 1, TokenKind::Close)
        && let Some(open) =
            (from.max(to.saturating_sub(DIRECTION))..to).rev().find(|&at| is(at, TokenKind::Open))
        && open > from
        && !is(open - 1, TokenKind::Word)
    {
        to = open;
    }
    Run::new(from, to)
}
