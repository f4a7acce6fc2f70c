//! Reporting clauses around quotations, parsed by nom productions over tokens.
//!
//! Each production reads a window of tokens on one side of a quotation. The windows are bounded, so the work for a
//! quotation does not depend on the length of the text.

use alloc::vec::Vec;
use core::ops::Range;

use crate::attribution::Method;
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{entries, entry, is_one_of};
use crate::mention::Mention;
use crate::near::partition_near;
use crate::pipeline::Prose;
use crate::quotation::{Quotation, Style};
use crate::room::make_room;
use crate::segment::Segment;
use crate::span::{MaybeIndex, Run};

mod adjunct;
mod aim;
mod beat;
mod gesture;
mod headline;
mod lead;
mod noun;
mod phrase;
mod registry;
mod relay;
mod reported;
mod reveal;
mod script;
mod sign;
mod subject;
mod tag;
mod tokens;
mod utterance;
mod verb;
mod word;

use registry::{Found, REGISTRY, Side};
use sign::Signs;
use tag::Tagged;
use tokens::{Ending, Scene, Tokens};
pub(crate) use utterance::join;

/// Tokens of a tag, or of a lead-in, that are looked at.
const WINDOW: usize = 64;
/// How many quotations to either side are looked over.
const NEAR: usize = 12;
/// Tokens of a sentence that only tells who speaks next.
const SENTENCE: usize = 24;
/// Tokens of a sign-off on a line of its own.
const SIGN_OFF: usize = 17;

/// A reporting clause that belongs to a quotation: its cue and its source, and the production that took it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Clause {
    /// The quotation that it reports (the first, where the clause stands inside an interrupted one).
    pub(crate) quotation: u32,
    /// The verb with its auxiliaries and particle, or "according to", or a colon.
    pub(crate) cue: Run,
    /// The source's mention, where there is one: "it was said" has none.
    pub(crate) source: MaybeIndex,
    /// The source as a phrase, with what follows its mention; empty where nobody is named.
    pub(crate) phrase: Run,
    /// The object of told, asked, warned: who is spoken to.
    pub(crate) addressee: MaybeIndex,
    /// The production's index in the registry; its name is what `method()` shows.
    pub(crate) production: u8,
}

/// The name of a production, by its index.
pub(crate) fn production_name(index: u8) -> &'static str {
    REGISTRY.get(index as usize).map_or("", |production| production.name)
}

/// Whether a production asks for so much around a quotation that nothing else can be meant.
pub(crate) fn is_narrow(index: u8) -> bool {
    production_name(index) == aim::AIM.name
}

/// Whether it is the agent behind a passive that says it: *was called “a disgrace” by the mayor*.
pub(crate) fn is_agentive(method: Method) -> bool {
    matches!(method, Method::Production(index) if production_name(index) == adjunct::BY_AGENT.name)
}

/// Whether the label of a script line decided.
pub(crate) fn is_label(method: Method) -> bool {
    matches!(method, Method::Production(index) if production_name(index) == script::LABEL.name)
}

/// Whether a production reports a whole quotation beside it, rather than words inside a clause.
pub(crate) fn is_tag(index: u8) -> bool {
    REGISTRY
        .get(index as usize)
        .is_some_and(|production| matches!(production.side, Side::After | Side::Before | Side::Sentence))
}

/// Appends at most one clause for each quotation, in text order.
#[inline(never)]
pub(crate) fn find(prose: Prose<'_>, quotations: &[Quotation], mentions: &[Mention], out: &mut Vec<Clause>) {
    let mut passed = 0;
    for index in 0..quotations.len() {
        if let Some((production, found)) = clause(prose, quotations, mentions, index, &mut passed) {
            make_room(out, index, quotations.len());
            out.push(Clause {
                quotation: index as u32,
                cue: found.cue,
                source: found.source.mention.into(),
                phrase: found.source.phrase,
                addressee: found.addressee.into(),
                production,
            });
        }
    }
}

/// The first production that takes the quotation, with what it found; `passed` goes along with how many mentions stand
/// before its windows.
fn clause(
    prose: Prose<'_>,
    quotations: &[Quotation],
    mentions: &[Mention],
    index: usize,
    passed: &mut usize,
) -> Option<(u8, Found)> {
    let quotation = quotations.get(index)?;
    let (open, close) = (quotation.tokens.start as usize, quotation.tokens.end as usize);
    let near = quotations.get(index.saturating_sub(NEAR)..quotations.len().min(index + NEAR + 1))?;
    let windows = Windows::around(prose, quotations, near.split_at_checked(index.min(NEAR))?, quotation);
    let label = quotation.label.get().map_or(open, |label| label.start as usize);
    let first = windows.lead.start.min(windows.sentence).min(label).min(open.saturating_sub(SENTENCE));
    let from = begun(mentions, first, *passed);
    let to = begun(mentions, windows.tag.max(first), from);
    *passed = from;
    let scene = Scene {
        prose,
        mentions: mentions.get(from..to)?,
        first: from,
        quotations: near,
        level: quotation.parent(),
        quotation: quotation.tokens,
        ending: ending(prose.tokens, quotation),
        resumes: windows.resumes,
    };
    let after = behind_reference(prose.tokens, close);
    // The sides whose signs have been read, as bits.
    let mut read = 0u8;
    let mut tagged = None;
    let mut sentence = None;
    let mut left = registry::ALL;
    while left != 0 {
        let production = left.trailing_zeros() as usize;
        left &= left - 1;
        let Some(entry) = REGISTRY.get(production) else { break };
        let (start, end) = match entry.side {
            Side::After => (after, windows.tag),
            Side::Before => (windows.lead.start, windows.lead.end),
            Side::Within if windows.lead.is_empty() => (windows.sentence, open),
            Side::Within => (windows.sentence, windows.lead.end),
            Side::Sentence => *sentence.get_or_insert_with(|| Windows::last_sentence(prose, quotation)),
            Side::Label => match quotation.label.get() {
                Some(label) => (label.start as usize, label.end as usize),
                None => (open, open),
            },
        };
        if start >= end {
            left &= !entry.side.productions();
            continue;
        }
        let led = matches!(entry.side, Side::Before | Side::Within);
        let lead = || Tokens::new(&scene, windows.lead.start, windows.lead.end);
        if led {
            match *tagged.get_or_insert_with(|| tag::tagged(lead())) {
                Tagged::No => {}
                Tagged::Inverted => {
                    left &= !(Side::Before.productions() | Side::Within.productions());
                    continue;
                }
                Tagged::Straight(found) => {
                    let own = REGISTRY.iter().position(|entry| entry.name == lead::LEAD_IN.name);
                    return Some((own.unwrap_or(production) as u8, found));
                }
            }
        }
        let window = Tokens::new(&scene, start, end);
        if entry.needs != Signs::ANY && read >> entry.side as u8 & 1 == 0 {
            read |= 1 << entry.side as u8;
            let fitting = registry::fitting(Signs::of(window)) | !entry.side.productions();
            #[cfg(test)]
            registry::tests::take_nothing(window, (left | 1 << production) & !fitting);
            left &= fitting;
            if fitting >> production & 1 == 0 {
                continue;
            }
        }
        if let Ok((_, found)) = (entry.parse)(window) {
            return Some((production as u8, found));
        }
    }
    None
}

/// How many mentions begin before a token, looked for from so many on.
fn begun(mentions: &[Mention], token: usize, near: usize) -> usize {
    partition_near(mentions, near, |mention| (mention.tokens().start as usize) < token)
}

/// The stretches of tokens that productions read, by index.
struct Windows {
    /// The end of what follows, up to the next quotation.
    tag: usize,
    /// What comes before, from the last quotation or sentence on.
    lead: Range<usize>,
    /// The beginning of the sentence that the quotation stands in.
    sentence: usize,
    resumes: bool,
}

impl Windows {
    fn around(
        prose: Prose<'_>,
        quotations: &[Quotation],
        (before, behind): (&[Quotation], &[Quotation]),
        quotation: &Quotation,
    ) -> Windows {
        let (open, close) = (quotation.tokens.start as usize, quotation.tokens.end as usize);
        let mut scope = prose
            .paragraphs
            .get(quotation.paragraph as usize)
            .map_or(open..close, |paragraph| paragraph.tokens.range());
        if let Some(parent) = quotation.parent().and_then(|parent| quotations.get(parent as usize)) {
            // No mark opens a script line.
            let opener = usize::from(parent.style != Style::Script);
            scope = (parent.tokens.start as usize + opener).max(scope.start)
                ..(parent.tokens.end as usize).min(scope.end);
        }
        // Those inside the same quotation, as this one is: they stand in text order, and none in another.
        let sibling = |other: &&Quotation| other.parent() == quotation.parent();
        let token = |at: usize| prose.tokens.get(at);
        let tokens = |run: Range<usize>| prose.tokens.get(run).unwrap_or_default();
        let ends = |at: usize| token(at).is_some_and(Token::ends_sentence);
        // Forward: to the sentence's end, or to the next quotation.
        let limit = scope.end.min(close + WINDOW);
        let next = behind.iter().filter(sibling).find(|other| other.tokens.end as usize > close);
        let next = next.map(|next| next.tokens.start as usize);
        let mut tag = close.min(limit);
        if close < limit && !ends(close) {
            let upto = next.map_or(limit, |next| limit.min(next));
            let end = tokens(close + 1..upto).iter().position(Token::ends_sentence);
            tag = end.map_or(upto.max(close), |end| close + 1 + end);
        }
        let resumes = next.is_some_and(|next| next <= tag) && tag < limit && !ends(tag);
        if close == scope.end
            && quotation.parent().is_none()
            && !matches!(quotation.style, Style::Dash | Style::Block)
        {
            tag = Windows::next_line(prose, quotation).unwrap_or(tag);
        }
        // Back: to the sentence's beginning, and to the last quotation.
        let mut sentence = open;
        let limit = scope.start.max(open.saturating_sub(WINDOW));
        let mut last = None;
        let mut holes = before
            .iter()
            .rev()
            .filter(sibling)
            .skip_while(|other| other.tokens.start as usize >= open)
            .peekable();
        while sentence > limit && !ends(sentence - 1) {
            match holes.next_if(|hole| hole.tokens.end as usize >= sentence) {
                Some(other) => {
                    last = last.or(Some(sentence));
                    if closed(prose.tokens, other) && token(sentence).is_none_or(|token| !continues(token)) {
                        break;
                    }
                    sentence = other.tokens.start as usize;
                }
                None => {
                    let from = holes.peek().map_or(limit, |hole| limit.max(hole.tokens.end as usize));
                    let end = tokens(from..sentence - 1).iter().rposition(Token::ends_sentence);
                    sentence = end.map_or(from, |end| from + end + 1);
                }
            }
        }
        let sentence = sentence.max(limit);
        let mut lead = last.unwrap_or(sentence)..open;
        if lead.is_empty() && open == scope.start && quotation.parent().is_none() {
            lead = Windows::last_line(prose, quotation).unwrap_or(lead);
        }
        lead.end = before_own_words(prose, &lead);
        Windows { tag, lead, sentence, resumes }
    }

    /// The sentence before a quotation that begins one, in its paragraph or at the end of the one above, with no other
    /// quotation in it or before it.
    fn last_sentence(prose: Prose<'_>, quotation: &Quotation) -> (usize, usize) {
        let open = quotation.tokens.start as usize;
        let scope =
            prose.paragraphs.get(quotation.paragraph as usize).map_or(open, |p| p.tokens.start as usize);
        let is = |at: usize, kind: TokenKind| prose.tokens.get(at).is_some_and(|token| token.is(kind));
        let none = (open, open);
        // A quotation that is its paragraph's first may follow one.
        let above = (quotation.paragraph as usize).checked_sub(1).and_then(|at| prose.paragraphs.get(at));
        let scope = match above {
            Some(above) if open == scope => above.tokens.start as usize,
            _ => scope,
        };
        if quotation.parent().is_some() || open <= scope || !is(open - 1, TokenKind::Stop) {
            return none;
        }
        let first = scope.max(open.saturating_sub(SENTENCE));
        match last_end(prose.tokens, first..open - 1) {
            Some(at) if is(at, TokenKind::Mark) => none,
            Some(at) => (at + 1, open),
            None if first == scope => (first, open),
            None => none,
        }
    }

    /// The end of the next paragraph, where a dash begins it, or where it is a name in capitals on the next line: a sign-off.
    fn next_line(prose: Prose<'_>, quotation: &Quotation) -> Option<usize> {
        let next = prose.paragraphs.get(quotation.paragraph as usize + 1)?;
        let first = prose.tokens.get(next.tokens.start as usize)?;
        let dashed = matches!(first.kind, TokenKind::Dash | TokenKind::Hyphen);
        let loud = first.has(Flags::CAPITALS) && !first.has(Flags::BLANK);
        if !(dashed || loud) || next.tokens.len() > SIGN_OFF {
            return None;
        }
        // A list follows, and no sign-off.
        let behind = prose.paragraphs.get(quotation.paragraph as usize + 2);
        let again = behind.and_then(|behind| prose.tokens.get(behind.tokens.start as usize));
        if again.is_some_and(|again| again.is(first.kind) && !again.has(Flags::BLANK)) {
            return None;
        }
        Some(next.tokens.end as usize)
    }

    /// The sentence that ends the paragraph before, where it ends with a colon, a comma or a dash.
    fn last_line(prose: Prose<'_>, quotation: &Quotation) -> Option<Range<usize>> {
        // Nothing stands in a line behind > that parts a block quotation from the words before it.
        let above = prose.paragraphs.get(..quotation.paragraph as usize)?.iter().rev().take(2);
        let empty = |line: &&Segment| {
            line.tokens.len() == 1
                && prose.tokens.get(line.tokens.start as usize).is_some_and(|sign| sign.is(TokenKind::Symbol))
        };
        let before = above.clone().find(|line| !empty(line))?;
        let end = before.tokens.end as usize;
        let last = prose.tokens.get(end.checked_sub(1)?)?;
        if !matches!(last.kind, TokenKind::Colon | TokenKind::Comma | TokenKind::Dash) {
            return None;
        }
        let first = (before.tokens.start as usize).max(end.saturating_sub(WINDOW));
        let start = last_end(prose.tokens, first..end).map_or(first, |at| at + 1);
        Some(start..end)
    }
}

/// The token behind the number of a note that stands right behind a closing mark: *“We lost nine clocks,”12 she wrote*.
fn behind_reference(tokens: &[Token], close: usize) -> usize {
    let is = |at: usize, kind: TokenKind| {
        tokens.get(at).is_some_and(|token| token.is(kind) && !token.has(Flags::SPACE))
    };
    let behind = if is(close, TokenKind::Number) {
        close + 1
    } else if is(close, TokenKind::Open)
        && is(close + 1, TokenKind::Number)
        && is(close + 2, TokenKind::Close)
    {
        close + 3
    } else {
        return close;
    };
    let mark = close.checked_sub(1).and_then(|mark| tokens.get(mark));
    if mark.is_some_and(|mark| mark.is(TokenKind::Mark)) { behind } else { close }
}

/// The end of a lead-in without *and I quote*, *and here I quote him again*: whoever hands words on says who said them
/// before that.
fn before_own_words(prose: Prose<'_>, lead: &Range<usize>) -> usize {
    const LONG: usize = 8;
    const I: u16 = entry("i");
    const QUOTE: u16 = entry("quote");
    const JOINTS: [u16; 2] = entries(["and", "here"]);
    let near = lead.end.saturating_sub(LONG).max(lead.start);
    let word = |at: usize| prose.tokens.get(at).map_or(0, |token| token.word);
    let Some(own) = (near..lead.end).rev().find(|&at| word(at) == QUOTE && word(at.wrapping_sub(1)) == I)
    else {
        return lead.end;
    };
    let joined = (lead.start..own - 1).rev().take_while(|&at| is_one_of(word(at), &JOINTS)).count();
    if joined == 0 { lead.end } else { own - 1 - joined }
}

/// The last token in a stretch that ends a sentence or is a quotation's mark.
fn last_end(tokens: &[Token], within: Range<usize>) -> Option<usize> {
    use TokenKind::{Exclamation, Mark, Question, Stop};
    let ends = |token: &Token| matches!(token.kind, Stop | Question | Exclamation | Mark);
    within.rev().find(|&at| tokens.get(at).is_some_and(ends))
}

/// Whether a sentence goes on with this token after a quotation that closes with a full stop or the like.
fn continues(token: &Token) -> bool {
    match token.kind {
        TokenKind::Word => !token.is_capitalised(),
        TokenKind::Mark => false,
        _ => true,
    }
}

/// Whether a quotation ends as a sentence does.
fn closed(tokens: &[Token], quotation: &Quotation) -> bool {
    matches!(ending(tokens, quotation), Ending::Stop | Ending::Open)
}

fn ending(tokens: &[Token], quotation: &Quotation) -> Ending {
    let close = quotation.tokens.end as usize;
    let inner = (quotation.tokens.start as usize..close)
        .rev()
        .filter_map(|at| tokens.get(at))
        .find(|token| !matches!(token.kind, TokenKind::Mark | TokenKind::Emphasis));
    let ending = match inner.map(|token| token.kind) {
        Some(TokenKind::Comma) => Ending::Comma,
        Some(TokenKind::Question | TokenKind::Exclamation) => Ending::Open,
        Some(TokenKind::Dash | TokenKind::Ellipsis | TokenKind::Hyphen) => Ending::Broken,
        Some(TokenKind::Stop) => Ending::Stop,
        Some(TokenKind::Close) => Ending::Bare,
        _ => Ending::Bare,
    };
    match (ending, tokens.get(close)) {
        (Ending::Bare, Some(next)) if next.is(TokenKind::Comma) => Ending::Comma,
        (Ending::Bare, Some(next)) if next.is(TokenKind::Dash) => Ending::Broken,
        _ => ending,
    }
}
