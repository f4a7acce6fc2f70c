//! Where what is said ends, as the sentence around it tells: the grammar lets it reach to the end of its sentence, and
//! models choose word by word.

use super::{AttributionKind, Output, owner};
use crate::Span;
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class, Frames};
use crate::pipeline::Prose;
use crate::quotation::Quotation;

const JOINTS: [u16; 2] = [lexicon::entry("and"), lexicon::entry("but")];

/// How many quotations around an end are looked at, and how many tokens of a stretch.
const NEAR: usize = 8;
const FAR: usize = 96;

/// Moves the ends of what relations of a report say: behind a quotation that they are in, and before what is no part of it.
pub(super) fn bound(prose: Prose<'_>, quotations: &[Quotation], out: &mut Output<'_>) {
    for index in 0..out.relations.len() {
        let Some(relation) = out.relations.get(index).filter(|r| r.kind != AttributionKind::Direct) else {
            continue;
        };
        let (mixed, content) = (relation.kind == AttributionKind::Mixed, relation.content.clone());
        let Some(cue) = relation.cue.get() else { continue };
        let stretch = |piece| Stretch::new(prose, quotations, piece);
        // *“It is late,” she said, | and promised a bell*
        if let Some(relation) = out.relations.get_mut(index)
            && mixed
            && content.len() > 1
        {
            let owned = |at| owner(out.relation_of, at) == Some(index as u32);
            relation.keep(out.content, |piece| {
                let stretch = stretch(piece);
                piece.start < cue.end || !stretch.is_conjunct(cue) || stretch.holds_behind(piece.start, owned)
            });
        }
        for at in out.relations.get(index).map_or(0..0, |relation| relation.content.clone()) {
            let Some(mut piece) = out.content.get(at as usize).copied() else { break };
            piece.end = behind_quotation(quotations, piece, cue);
            piece.end = behind_list(prose, quotations, out, index as u32, piece);
            if cue.end <= piece.start {
                let owned = |at| owner(out.relation_of, at) == Some(index as u32);
                let stretch = stretch(piece);
                let predicate = || if mixed { stretch.before_predicate(cue) } else { None };
                let whole = || stretch.before_conjunct(cue, mixed).or_else(predicate);
                let end = stretch.before_gerund().or_else(whole);
                if let Some(end) = end.filter(|&end| !stretch.holds_behind(end, owned)) {
                    piece.end = end;
                    if let Some(relation) = out.relations.get_mut(index).filter(|_| !stretch.quotes(end)) {
                        relation.kind = AttributionKind::Indirect;
                    }
                }
            }
            if let Some(known) = out.content.get_mut(at as usize) {
                *known = piece;
            }
        }
    }
}

/// *the bank was “not there | yet” |*: the end of the last quotation that begins in a piece which ends within it.
fn behind_quotation(quotations: &[Quotation], piece: Span, cue: Span) -> u32 {
    let behind = quotations.partition_point(|quotation| quotation.inner.start < piece.end);
    let near = quotations.get(behind.saturating_sub(NEAR)..behind).unwrap_or_default().iter().rev();
    let split = near
        .take_while(|q| q.span.start >= piece.start)
        .filter(|q| q.span.end > piece.end && !q.span.overlaps(cue));
    split.map(|quotation| quotation.span.end).max().unwrap_or(piece.end)
}

/// *called it “slow,” | “confused” and “late”*, *said it was “cold” | and that he was “hungry”*: the end of the last quotation
/// of the relation that goes on behind one which ends a piece.
fn behind_list(prose: Prose<'_>, quotations: &[Quotation], out: &Output<'_>, of: u32, piece: Span) -> u32 {
    const BETWEEN: usize = 16;
    let mut end = piece.end;
    let owned = |at| owner(out.relation_of, at) == Some(of);
    let behind = quotations.partition_point(|quotation| quotation.span.start < end);
    let from = behind.saturating_sub(NEAR);
    let mut near = quotations.get(from..).unwrap_or_default().iter().zip(from..).take(2 * NEAR);
    let mut before = near.by_ref().take(behind - from);
    let Some((mut last, _)) = before.find(|(q, at)| q.span.end == end && owned(*at)) else { return end };
    let joins = |token: &Token| token.is(TokenKind::Comma) || token.class().any(Class::CONJUNCTION);
    let inside = |token: &Token| matches!(token.kind, TokenKind::Word | TokenKind::Number | TokenKind::Comma);
    for (next, at) in near {
        let between =
            prose.tokens.get(last.tokens.end as usize..next.tokens.start as usize).unwrap_or_default();
        let goes_on = between.first().is_some_and(joins) && between.iter().all(inside);
        if !owned(at) || !goes_on || between.len() > BETWEEN {
            break;
        }
        (last, end) = (next, next.span.end);
    }
    end
}

/// A piece of what a relation says behind its cue.
#[derive(Clone, Copy)]
struct Stretch<'s> {
    prose: Prose<'s>,
    quotations: &'s [Quotation],
    piece: Span,
    /// Its first token.
    first: usize,
    /// Its tokens, as far as they are looked at.
    tokens: &'s [Token],
}

impl<'s> Stretch<'s> {
    fn new(prose: Prose<'s>, quotations: &'s [Quotation], piece: Span) -> Stretch<'s> {
        let first = prose.tokens.partition_point(|token| token.start < piece.start);
        let tokens = prose.tokens.get(first..).unwrap_or_default();
        let len = tokens.iter().take(FAR).take_while(|token| token.end() <= piece.end).count();
        Stretch { prose, quotations, piece, first, tokens: tokens.get(..len).unwrap_or_default() }
    }

    /// The quotations from its start on.
    fn quotations(&self) -> &'s [Quotation] {
        let from = self.quotations.partition_point(|quotation| quotation.span.start < self.piece.start);
        self.quotations.get(from..).unwrap_or_default()
    }

    /// Whether a quotation begins before a place.
    fn quotes(&self, end: u32) -> bool {
        self.quotations().first().is_some_and(|quotation| quotation.span.start < end)
    }

    /// Whether one of some quotations stands in what a cut would leave out.
    fn holds_behind(&self, end: u32, which: impl FnMut(usize) -> bool) -> bool {
        let from = self.quotations.partition_point(|quotation| quotation.span.start < end);
        let behind = self.quotations.get(from..).unwrap_or_default().iter();
        let inside = behind.take_while(|quotation| quotation.span.end <= self.piece.end).take(NEAR).count();
        (from..from + inside).any(which)
    }

    /// The tokens outside quotations, as far as they are looked at, each with its index.
    fn outside(&self) -> impl Iterator<Item = (usize, &'s Token)> + use<'s> {
        let mut quotations = self.quotations().iter().peekable();
        (self.first..).zip(self.tokens).filter(move |(_, token)| {
            while quotations.next_if(|quotation| quotation.span.end <= token.start).is_some() {}
            quotations.peek().is_none_or(|quotation| quotation.span.start > token.start)
        })
    }

    /// The tokens from one of the text on.
    fn from(&self, at: usize) -> &'s [Token] {
        self.prose.tokens.get(at..).unwrap_or_default()
    }

    /// *said the plan was “a mistake” | and urged them to reject it*, *|, but also called for …*: behind *and* the sentence goes
    /// on with another verb of whoever speaks.
    fn before_conjunct(&self, cue: Span, mixed: bool) -> Option<u32> {
        const ADVERBS: [u16; 4] = lexicon::entries(["also", "later", "then", "instead"]);
        let joint = |token: &Token| JOINTS.contains(&token.word);
        if !self.tokens.iter().any(joint) {
            return None;
        }
        let says = self.verb(cue)?;
        let mut verbs = 0;
        for (at, token) in self.outside() {
            let class = token.class();
            if joint(token) {
                let behind = self.from(at + 1);
                let adverbs = behind.iter().take_while(|t| ADVERBS.contains(&t.word)).count();
                let conjunct = behind.get(adverbs..)?;
                // Models mostly know where words without marks end.
                let likely = mixed
                    || conjunct
                        .first()
                        .is_some_and(|verb| !verb.class().any(Class::ATTITUDE) || takes(verb, Frames::THAT));
                if likely && (verbs > 0 || !takes(says, Frames::THAT)) && goes_on(says, conjunct) {
                    return self.trimmed(at);
                }
            }
            // *said the mayor called it “a toy” and promised …*: who promised?
            if class.all(Class::SPEECH.or(Class::PAST)) && !class.any(Class::AUXILIARY) {
                return None;
            }
            verbs += usize::from(is_verb(token));
        }
        None
    }

    /// Whether the piece begins with *and* and another verb of whoever speaks.
    fn is_conjunct(&self, cue: Span) -> bool {
        self.from(self.first).split_first().is_some_and(|(joint, conjunct)| {
            JOINTS.contains(&joint.word) && self.verb(cue).is_some_and(|says| goes_on(says, conjunct))
        })
    }

    /// *said workers were “furious” |, adding that …*: whoever speaks says that, too.
    fn before_gerund(&self) -> Option<u32> {
        const THAT: u16 = lexicon::entry("that");
        let gerund = |token: &Token| token.class().all(Class::SPEECH.or(Class::GERUND));
        if !self.tokens.iter().any(gerund) {
            return None;
        }
        let speaks = |at: usize, token: &Token| {
            gerund(token)
                && takes(token, Frames::THAT)
                && (token.class().any(Class::TAG)
                    || self.from(at + 1).first().is_some_and(|next| next.word == THAT))
        };
        let mut verbs = 0;
        for (at, token) in self.outside() {
            if verbs > 0 && speaks(at, token) && self.behind_comma(at) {
                return self.trimmed(at);
            }
            verbs += usize::from(is_verb(token));
        }
        None
    }

    /// Whether a comma stands before a token, or at the end of the quotation before it.
    fn behind_comma(&self, at: usize) -> bool {
        let before = |back: usize| at.checked_sub(back).and_then(|at| self.prose.tokens.get(at));
        let is = |back: usize, kind| before(back).is_some_and(|token: &Token| token.is(kind));
        is(1, TokenKind::Comma) || is(1, TokenKind::Mark) && is(2, TokenKind::Comma)
    }

    /// *His remark that voters were “sheep” | cost him the leadership*: behind the clause comes the verb of the noun that begins
    /// the sentence.
    fn before_predicate(&self, cue: Span) -> Option<u32> {
        const SUBJECT: usize = 8;
        const THAT: u16 = lexicon::entry("that");
        let tokens = self.prose.tokens;
        let behind = tokens.partition_point(|token| token.start < cue.end);
        let noun = tokens.get(behind.checked_sub(1)?)?.class();
        let sentence = self.prose.sentences.partition_point(|s| s.tokens.end as usize <= behind);
        let start = self.prose.sentences.get(sentence)?.tokens.start as usize;
        let subject = tokens.get(start..behind).filter(|subject| subject.len() <= SUBJECT)?;
        let owned = subject.iter().any(|token| {
            token.class().any(Class::DETERMINER.or(Class::POSSESSIVE)) || token.has(Flags::CLITIC)
        });
        let bare = subject.split_last()?.1.iter().all(|token| !token.class().any(Class::FINITE));
        let that = tokens.get(behind)?.word == THAT;
        if !(noun.any(Class::NOUN.or(Class::PLURAL)) && owned && bare && that) {
            return None;
        }
        // Whatever *what* or *who* begins has a verb of its own.
        let (mut open, mut verbs) = (1, 0);
        let inside = self.quotations().iter().take(NEAR);
        let mut at = behind + 1;
        for quotation in inside.take_while(|quotation| quotation.span.end <= self.piece.end) {
            for token in tokens.get(at..quotation.tokens.end as usize).unwrap_or_default().iter().take(FAR) {
                open += u32::from(token.class().any(Class::WH.or(Class::SUBORDINATOR)));
                verbs += u32::from(is_verb(token));
            }
            at = quotation.tokens.end as usize;
            let next = tokens.get(at).map(Token::class).unwrap_or_default();
            if verbs >= open && next.any(Class::FINITE) && !next.any(Class::CONJUNCTION) {
                return Some(quotation.span.end);
            }
        }
        None
    }

    /// The end of the last token before another that is no comma.
    fn trimmed(&self, at: usize) -> Option<u32> {
        let mut before = self.prose.tokens.get(at.saturating_sub(NEAR)..at)?.iter().rev();
        before.find(|token| !token.is(TokenKind::Comma)).map(Token::end)
    }

    /// The last verb of a cue.
    fn verb(&self, cue: Span) -> Option<&'s Token> {
        let behind = self.prose.tokens.partition_point(|token| token.start < cue.end);
        let near = self.prose.tokens.get(behind.saturating_sub(NEAR)..behind)?;
        near.iter()
            .rev()
            .take_while(|token| token.start >= cue.start)
            .find(|token| token.class().any(Class::REPORTS))
    }
}

/// Whether a word is a finite verb and nothing else.
fn is_verb(token: &Token) -> bool {
    let class = token.class();
    class.any(Class::AUXILIARY.or(Class::MODAL))
        || class.any(Class::FINITE) && !class.any(Class::NOUN.or(Class::PLURAL).or(Class::ADJECTIVE))
}

fn takes(verb: &Token, frame: Frames) -> bool {
    lexicon::verb(verb.word).is_some_and(|known| known.frames.any(frame))
}

/// Whether a sentence goes on here with another verb of speech in the form of the one before, and with what it takes: *urged
/// them*, *promised to*; but not *was “tired” and told to leave*.
fn goes_on(says: &Token, conjunct: &[Token]) -> bool {
    const WITHOUT: [u16; 6] = lexicon::entries(["called", "calls", "calling", "warned", "warns", "warning"]);
    const DOING: [u16; 6] =
        lexicon::entries(["admitted", "admits", "denied", "denies", "suggested", "suggests"]);
    const THINKS: [u16; 3] = lexicon::entries(["thought", "thinks", "thinking"]);
    const TO: u16 = lexicon::entry("to");
    const PROMISED: u16 = lexicon::entry("promised");
    const OBJECT: Class = Class::DETERMINER
        .or(Class::PRONOUN)
        .or(Class::POSSESSIVE)
        .or(Class::SUBORDINATOR)
        .or(Class::NUMERAL)
        .or(Class::NOUN)
        .or(Class::PLURAL)
        .or(Class::ADJECTIVE);
    let [verb, next, ..] = conjunct else { return false };
    let (form, class, then) = (says.class(), verb.class(), next.class());
    let finite = if form.any(Class::PAST) { Class::PAST } else { Class::THIRD };
    let agrees = [finite, Class::GERUND].iter().any(|&shape| form.any(shape) && class.any(shape));
    let speaks = class.any(Class::SPEECH.or(Class::WRITING)) && !class.any(Class::AUXILIARY.or(Class::MODAL));
    // *said he was “ill” and thought it was the heat*
    if !agrees || !speaks || lexicon::is_one_of(verb.word, &THINKS) {
        return false;
    }
    if next.word == TO {
        // *apologised to the families*
        let whom = !takes(verb, Frames::OBJECT) && conjunct.get(2).is_some_and(Token::begins_phrase);
        return (takes(verb, Frames::TO) || whom) && (verb.word == PROMISED || !takes(verb, Frames::HEARER));
    }
    if then.any(Class::PREPOSITION) && !then.any(OBJECT) {
        return WITHOUT.contains(&verb.word) || !(takes(verb, Frames::OBJECT) || takes(verb, Frames::HEARER));
    }
    let doing = then.any(Class::GERUND) && lexicon::is_one_of(verb.word, &DOING);
    doing
        || next.is_capitalised()
        || next.is(TokenKind::Number)
        || then.any(OBJECT)
        || next.is(TokenKind::Mark) && class.any(Class::TAG)
}
