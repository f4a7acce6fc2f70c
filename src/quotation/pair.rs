//! Labelled marks to quotations: a sweep with a stack over each paragraph.

use alloc::vec::Vec;

use super::label::{Around, Label, Reader};
use super::marks::{Convention, Family, Role, Side, Site};
use super::{Quotation, QuoteKind, torn};
use crate::Span;
use crate::diagnostic::{Diagnostic, DiagnosticKind};
use crate::lexer::{Mark, Token, TokenKind};
use crate::room::make_room;
use crate::segment::Segment;
use crate::span::{MaybeIndex, MaybeRun, Run};

/// How many quotations may be left open at a paragraph's end; what is nested deeper is no quotation.
const LEFT_OPEN: usize = 4;

/// How deep quotations nest; a mark that would open one deeper opens none, so that a heap of openers costs little.
const DEPTH: usize = 32;

/// How many tokens back the beginning of a sentence is looked for.
const SENTENCE: u32 = 64;

/// How many paragraphs without marks a quotation may run through before the mark that closes it.
const UNMARKED: usize = 3;

/// A quotation that is open.
#[derive(Clone, Copy)]
struct Open {
    quotation: u32,
    family: Family,
    /// The first quotation of its own family that opened directly in it.
    inner: Option<u32>,
}

/// A quotation that the paragraph before left open.
#[derive(Clone, Copy)]
struct Pending {
    quotation: u32,
    family: Family,
    mark: Span,
    /// It breaks off with a dash, and somebody else opens the next one.
    broken: bool,
    /// What somebody tells at length, so that there are tags in it.
    told: bool,
}

pub(super) struct Pairing<'p> {
    pub(super) tokens: &'p mut [Token],
    pub(super) paragraphs: &'p [Segment],
    pub(super) convention: Convention,
    pub(super) out: &'p mut Vec<Quotation>,
    pub(super) diagnostics: &'p mut Vec<Diagnostic>,
    /// The token behind the last quotation that was closed.
    pub(super) covered: u32,
    /// How many quotations are known to lack their closing mark.
    pub(super) torn: usize,
    /// The paragraph goes on with what somebody tells at length.
    pub(super) goes_on: bool,
}

/// What is reused from text to text.
#[derive(Default)]
pub(super) struct Work {
    reader: Reader,
    stack: Stack,
    pending: Vec<Pending>,
}

#[derive(Default)]
struct Stack {
    open: Vec<Open>,
    counts: [u32; Family::COUNT],
}

impl Stack {
    fn push(&mut self, open: Open) {
        if let Some(top) = self.open.last_mut()
            && top.family == open.family
        {
            top.inner.get_or_insert(open.quotation);
        }
        self.count(open.family, 1);
        self.open.push(open);
    }

    fn pop(&mut self) -> Option<Open> {
        let open = self.open.pop()?;
        self.count(open.family, -1);
        Some(open)
    }

    fn count(&mut self, family: Family, by: i32) {
        if let Some(count) = self.counts.get_mut(family as usize) {
            *count = count.saturating_add_signed(by);
        }
    }

    fn holds(&self, family: Family) -> bool {
        self.counts.get(family as usize).is_some_and(|count| *count > 0)
    }
}

impl Pairing<'_> {
    /// Pairs the marks of every paragraph.
    pub(super) fn run(&mut self, sites: &[Site], work: &mut Work) {
        // Each paragraph leaves the stack empty, and the last one leaves nothing pending.
        let Work { reader, stack, pending } = work;
        let mut unmarked = 0;
        let of = |sites: &[Site], paragraph: Option<&Segment>| {
            let end = paragraph.map_or(0, |paragraph| paragraph.tokens.end);
            sites.iter().take_while(|site| site.token < end).count()
        };
        let (mut rest, mut count) = (sites, of(sites, self.paragraphs.first()));
        for (number, paragraph) in self.paragraphs.iter().enumerate() {
            let here;
            (here, rest) = rest.split_at_checked(count).unwrap_or((rest, &[]));
            count = of(rest, self.paragraphs.get(number + 1));
            if here.is_empty() {
                unmarked += 1;
                if unmarked > UNMARKED {
                    self.give_up(pending);
                }
                continue;
            }
            let next = rest.get(..count).unwrap_or_default();
            let next_start = self.paragraphs.get(number + 1).map_or(0, |next| next.tokens.start);
            self.goes_on = pending.iter().any(|pending| pending.told && !pending.broken);
            let reopened = self.reopened(here, paragraph.tokens.start, pending);
            let carried =
                |family| reopened == 0 && pending.first().is_some_and(|first| first.family == family);
            let around = Around {
                carried_double: carried(Family::Double),
                carried_single: carried(Family::Single),
                next_double: self.begins(next, next_start, Family::Double),
                next_single: self.begins(next, next_start, Family::Single),
            };
            let reading = reader.read(here, &self.convention, around);
            // Quotations that go on only where nothing stood between the paragraphs, or nothing opened again.
            let first = self.out.len();
            let from = pending.first().copied();
            let leading = if unmarked == 0 { reopened } else { 0 };
            if let (Some(family), Some(from)) = (reading.carried, from) {
                self.resume(number, paragraph, family, from, stack);
                pending.remove(0);
                self.give_up(pending);
            }
            self.sweep(number, paragraph, here, &reader.labels, stack);
            for (slot, origin) in pending.iter().take(leading).enumerate() {
                if !origin.broken
                    && let Some(quotation) = self.out.get_mut(first + slot)
                    && quotation.tokens.start <= paragraph.tokens.start + 2 * slot as u32 + 1
                {
                    quotation.continues = MaybeIndex::from(Some(origin.quotation));
                }
            }
            pending.drain(..leading.min(pending.len()));
            self.give_up(pending);
            self.finish(paragraph, first, stack, pending);
            unmarked = 0;
        }
        self.give_up(pending);
        torn::part(self.tokens, self.paragraphs, self.out, self.torn);
        self.compact();
    }

    /// How many of the quotations that are pending the paragraph's first marks open again.
    fn reopened(&self, sites: &[Site], start: u32, pending: &[Pending]) -> usize {
        let mut count = 0;
        for (site, pending) in sites.iter().zip(pending) {
            let near = site.token <= start + 2 * count as u32 + 1;
            if near && site.leads() && Family::of(site.mark) == pending.family {
                count += 1;
            } else {
                break;
            }
        }
        count
    }

    /// Whether the paragraph begins with a mark of the family that can open.
    fn begins(&self, sites: &[Site], start: u32, family: Family) -> bool {
        sites
            .iter()
            .take(2)
            .enumerate()
            .take_while(|(at, site)| site.token <= start + 2 * *at as u32 + 1)
            .any(|(_, site)| {
                Family::of(site.mark) == family
                    && site.leads()
                    && self.convention.role(site.mark) != Role::Closes
            })
    }

    /// Opens at the paragraph's start what the paragraph before left open and this one does not open again.
    fn resume(
        &mut self,
        number: usize,
        paragraph: &Segment,
        family: Family,
        from: Pending,
        stack: &mut Stack,
    ) {
        let at = self.open(number, paragraph.tokens.start, family, stack);
        if let Some(quotation) = self.out.get_mut(at as usize) {
            quotation.inner.start = quotation.span.start;
            quotation.continues = MaybeIndex::from(Some(from.quotation));
        }
    }

    fn sweep(
        &mut self,
        number: usize,
        paragraph: &Segment,
        sites: &[Site],
        labels: &[Label],
        stack: &mut Stack,
    ) {
        for (site, label) in sites.iter().zip(labels) {
            let family = Family::of(site.mark);
            match label {
                Label::Opens | Label::Nests => {
                    // A straight mark tells no direction: the quotation before it lacks its closing mark.
                    if *label == Label::Opens
                        && self.convention.role(site.mark) == Role::Either
                        && stack.open.last().is_some_and(|top| top.family == family)
                        && let Some(top) = stack.pop()
                    {
                        if top.quotation as usize + 1 == self.out.len() {
                            let _ = self.cut(top, site.token);
                        } else {
                            self.close(top, site.token, site.token);
                        }
                        self.report(top.quotation, DiagnosticKind::Unclosed);
                        self.forget(top, stack);
                    }
                    if stack.open.len() < DEPTH {
                        let _ = self.open(number, site.token, family, stack);
                    }
                }
                Label::Closes if stack.holds(family) => {
                    while let Some(top) = stack.pop() {
                        if top.family == family {
                            self.close(top, site.token, site.token + 1);
                            self.forget(top, stack);
                            break;
                        }
                        self.close(top, site.token, site.token);
                        self.report(top.quotation, DiagnosticKind::Unclosed);
                    }
                }
                Label::Closes => {
                    self.diagnostics.push(Diagnostic {
                        span: self.span(site.token as usize),
                        kind: DiagnosticKind::Unopened,
                    });
                    if stack.open.is_empty() {
                        self.recover(number, paragraph, site, family);
                    }
                }
                Label::Other if family == Family::Single => {
                    if let Some(token) = self.tokens.get_mut(site.token as usize) {
                        token.kind = TokenKind::Apostrophe;
                    }
                }
                Label::Other => {}
            }
        }
    }

    /// Makes a quotation that begins at a token.
    fn open(&mut self, number: usize, token: u32, family: Family, stack: &mut Stack) -> u32 {
        let at = self.out.len() as u32;
        let mark = self.span(token as usize);
        let start = mark.start;
        // Of two single marks the second belongs to the word, whose beginning it stands for.
        let word = if family == Family::Single && self.mark(token) == Some(Mark::Apostrophes) {
            start + 1
        } else {
            self.start(token as usize + 1)
        };
        make_room(self.out, token as usize, self.tokens.len());
        self.out.push(Quotation {
            span: Span::new(start, start),
            inner: Span::new(word, start),
            tokens: Run { start: token, end: token },
            style: family.style(),
            kind: QuoteKind::Direct,
            parent: MaybeIndex::from(stack.open.last().map(|top| top.quotation)),
            paragraph: number as u32,
            score: 0,
            continues: MaybeIndex::NONE,
            label: MaybeRun::NONE,
        });
        stack.push(Open { quotation: at, family, inner: None });
        at
    }

    /// Ends a quotation: its words end before the token `inner`, it ends before the token `end`.
    fn close(&mut self, open: Open, inner: u32, end: u32) {
        let (inner_end, span_end) = (self.end_before(inner), self.end_before(end));
        if let Some(quotation) = self.out.get_mut(open.quotation as usize) {
            quotation.inner.end = inner_end;
            quotation.span.end = span_end;
            quotation.tokens.end = end;
            self.covered = self.covered.max(end);
            // Nothing between the marks: no quotation.
            if quotation.inner.start >= quotation.inner.end {
                quotation.tokens.end = quotation.tokens.start;
            }
        }
    }

    /// Ends a quotation that nothing closes: before the tag that stands in it, if one does, or before the token `until`.
    /// Whether there is a tag.
    fn cut(&mut self, open: Open, until: u32) -> bool {
        let start = self.out.get(open.quotation as usize).map_or(until, |open| open.tokens.start + 1);
        let run = self.tokens.get(start as usize..until as usize).unwrap_or_default();
        // Who tells a long story tells what others said in it.
        let tag = if self.goes_on { None } else { torn::before_tag(run) };
        let until = tag.map_or(until, |said| start + said as u32);
        self.torn += usize::from(tag.is_some());
        self.close(open, until, until);
        tag.is_some()
    }

    /// Whether a paragraph ends with a dash behind a word.
    fn breaks_off(&self, end: u32) -> bool {
        let end = end as usize;
        matches!(self.tokens.get(end.saturating_sub(2)..end), Some([word, dash])
            if dash.is(TokenKind::Dash) && word.is(TokenKind::Word))
    }

    /// Takes back a quotation that turned out to hold nothing, where none was opened after it: a run of marks leaves
    /// none behind.
    fn forget(&mut self, closed: Open, stack: &mut Stack) {
        let last = self.out.last().is_some_and(|quotation| quotation.tokens.is_empty());
        if last && closed.quotation as usize + 1 == self.out.len() {
            self.out.pop();
            if let Some(top) = stack.open.last_mut()
                && top.inner == Some(closed.quotation)
            {
                top.inner = None;
            }
        }
    }

    /// A closing mark that nothing opened, after a sentence's punctuation: what it closes begins with the paragraph, or
    /// with the first sentence that began after the quotation before.
    fn recover(&mut self, number: usize, paragraph: &Segment, site: &Site, family: Family) {
        if site.before != Side::Point {
            return;
        }
        let mut start = paragraph.tokens.start.max(self.covered);
        if start > paragraph.tokens.start {
            start = start.max(site.token.saturating_sub(SENTENCE));
            let between = self.tokens.get(start as usize..site.token as usize).unwrap_or(&[]);
            // The sentence's own stop, before the mark, is not looked at.
            let sentence = || {
                let mut pairs = between.windows(2).take(between.len().saturating_sub(2));
                let stop = |pair: &[Token]| matches!(pair, [stop, next] if stop.is(TokenKind::Stop) && next.is_capitalised());
                pairs.position(stop).map(|stop| stop + 1)
            };
            let Some(begins) = torn::behind_tag(between).or_else(sentence) else { return };
            start += begins as u32;
        } else {
            let before = self.tokens.get(start as usize..site.token as usize).unwrap_or(&[]);
            start += torn::behind_narration(before) as u32;
        }
        self.torn += 1;
        let mut stack = Stack::default();
        let at = self.open(number, start, family, &mut stack);
        if let Some(quotation) = self.out.get_mut(at as usize) {
            quotation.inner.start = quotation.span.start;
        }
        if let Some(open) = stack.pop() {
            self.close(open, site.token, site.token + 1);
        }
    }

    /// Ends what is still open at the paragraph's end.
    fn finish(&mut self, paragraph: &Segment, first: usize, stack: &mut Stack, pending: &mut Vec<Pending>) {
        if stack.open.is_empty() {
            return;
        }
        let mut cut = false;
        let end = paragraph.tokens.end;
        for (depth, open) in stack.open.iter().copied().enumerate() {
            // Another of its kind opened in it: that one's closing mark is there, its own is missing before.
            let limit =
                open.inner.and_then(|inner| self.out.get(inner as usize)).map(|inner| inner.tokens.start);
            cut |= limit.is_some();
            let told = self.cut(open, limit.unwrap_or(end));
            cut |= told;
            if depth >= LEFT_OPEN {
                if let Some(quotation) = self.out.get_mut(open.quotation as usize) {
                    quotation.tokens.end = quotation.tokens.start;
                }
            } else if limit.is_some() || told {
                self.report(open.quotation, DiagnosticKind::Unclosed);
            } else if let Some(quotation) = self.out.get(open.quotation as usize) {
                let mark = self.span(quotation.tokens.start as usize);
                let broken = self.breaks_off(end);
                let told = self.goes_on || !torn::is_short(quotation);
                self.torn += usize::from(broken);
                pending.push(Pending { quotation: open.quotation, family: open.family, mark, broken, told });
            }
        }
        stack.open.clear();
        stack.counts = Default::default();
        if cut {
            self.reparent(first);
        }
    }

    /// Lifts out of quotations that were cut short what stands behind them. Outer quotations come first, so that each
    /// parent is settled before its children.
    fn reparent(&mut self, first: usize) {
        for at in first..self.out.len() {
            let Some(quotation) = self.out.get(at) else { break };
            let start = quotation.tokens.start;
            let Some(parent) = quotation.parent() else { continue };
            let Some(above) = self.out.get(parent as usize).copied() else { continue };
            if above.tokens.end <= start
                && let Some(quotation) = self.out.get_mut(at)
            {
                quotation.parent = above.parent;
            }
        }
    }

    fn give_up(&mut self, pending: &mut Vec<Pending>) {
        for pending in pending.drain(..) {
            self.diagnostics.push(Diagnostic { span: pending.mark, kind: DiagnosticKind::Unclosed });
        }
    }

    /// Leaves out the quotations that turned out to hold nothing, and makes one of two that turned out to be the same:
    /// what goes on from the paragraph before without a mark, and a mark that opens there.
    fn compact(&mut self) {
        let empty = self.out.iter().any(|quotation| quotation.tokens.is_empty());
        let twins = |pair: &[Quotation]| matches!(pair, [one, other] if one.tokens == other.tokens);
        if !empty && !self.out.windows(2).any(twins) {
            return;
        }
        let mut kept = 0u32;
        // Where each quotation goes; one that is left out passes its children on to its parent.
        let mut places: Vec<Option<u32>> = Vec::with_capacity(self.out.len());
        let place = |places: &[Option<u32>], old: Option<u32>| {
            old.and_then(|old| places.get(old as usize).copied()).flatten()
        };
        for at in 0..self.out.len() {
            let Some(quotation) = self.out.get_mut(at) else { break };
            quotation.parent = MaybeIndex::from(place(&places, quotation.parent()));
            quotation.continues = MaybeIndex::from(place(&places, quotation.continues()));
            let moved = *quotation;
            if moved.tokens.is_empty() {
                places.push(moved.parent());
                continue;
            }
            let last = kept.checked_sub(1).and_then(|last| self.out.get_mut(last as usize));
            if let Some(last) = last.filter(|last| last.tokens == moved.tokens) {
                (last.inner, last.style) = (moved.inner, moved.style);
                places.push(Some(kept - 1));
                continue;
            }
            places.push(Some(kept));
            if let Some(slot) = self.out.get_mut(kept as usize) {
                *slot = moved;
            }
            kept += 1;
        }
        self.out.truncate(kept as usize);
    }

    fn report(&mut self, quotation: u32, kind: DiagnosticKind) {
        let token = self.out.get(quotation as usize).map_or(0, |quotation| quotation.tokens.start);
        self.diagnostics.push(Diagnostic { span: self.span(token as usize), kind });
    }

    fn mark(&self, token: u32) -> Option<Mark> {
        self.tokens.get(token as usize).and_then(Token::mark)
    }

    fn span(&self, token: usize) -> Span {
        self.tokens.get(token).map_or(Span::default(), Token::span)
    }

    fn start(&self, token: usize) -> u32 {
        self.tokens.get(token).map_or_else(|| self.end_before(token as u32), |token| token.start)
    }

    fn end_before(&self, token: u32) -> u32 {
        (token as usize).checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(0, Token::end)
    }
}
