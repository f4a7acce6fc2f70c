//! Which marks open, which close, and which are no quotation marks: the cheapest reading of a paragraph's marks.
//!
//! A mark alone is often ambiguous (a straight mark, or an apostrophe in speech between single marks), but a paragraph
//! seldom is. So each label of each mark has a cost by its place, each step between states of nesting has one, and the
//! sequence of least cost wins (Viterbi). Nesting deeper than the states here know only makes ambiguous marks harder to
//! read: pairing follows the labels to any depth.

use alloc::vec::Vec;

use super::marks::{Convention, Edge, Family, Role, Side, Site};
use crate::lexer::Mark;

/// What a mark does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Label {
    Opens,
    Closes,
    /// An apostrophe, a sign for inches or feet, or a stray mark.
    Other,
    /// Opens within a quotation of its own kind.
    Nests,
}

const LABELS: [Label; 4] = [Label::Opens, Label::Closes, Label::Other, Label::Nests];

/// States of nesting: which families are open, outermost first.
const STATES: usize = 8;
const NOTHING: usize = 0;
const DOUBLE: usize = 1;
const SINGLE: usize = 2;
const DOUBLE_SINGLE: usize = 3;
const SINGLE_DOUBLE: usize = 4;
const DOUBLE_SINGLE_DOUBLE: usize = 5;
const SINGLE_DOUBLE_SINGLE: usize = 6;
const DOUBLE_DOUBLE: usize = 7;

// Costs, in half points of surprise.
/// A mark opens though one of its kind is open: the closing mark of that one is missing.
const MISSING: u32 = 8;
/// A straight mark opens within a quotation of its own kind.
const NESTED: u32 = 8;
/// A mark closes an outer quotation while an inner one is open.
const CROSSING: u32 = 8;
/// A mark closes what nothing opened.
const UNOPENED: u32 = 10;
/// The paragraph ends in a quotation, and the next one does not go on with it.
const UNCLOSED: u32 = 6;
/// The paragraph ends in a quotation that the next one opens again.
const CONTINUED: u32 = 1;
/// The paragraph goes on with the quotation of the one before without opening it again.
const CARRIED: u32 = 5;
const NEVER: u32 = 1 << 20;

/// Marks read at once; a longer paragraph is read piece by piece.
const WINDOW: usize = 1024;

/// What surrounds a paragraph.
#[derive(Clone, Copy, Default)]
pub(super) struct Around {
    /// The paragraph before left a quotation between double marks open, and this one does not open it again.
    pub(super) carried_double: bool,
    pub(super) carried_single: bool,
    /// The next paragraph begins with a double mark that opens.
    pub(super) next_double: bool,
    pub(super) next_single: bool,
}

/// The reading of one paragraph's marks.
pub(super) struct Reading {
    /// The double quotation that the paragraph before left open goes on at the start.
    pub(super) carried: Option<Family>,
}

/// Reused from paragraph to paragraph.
#[derive(Default)]
pub(super) struct Reader {
    /// For each mark and state the state before and the label, packed.
    back: Vec<[u8; STATES]>,
    pub(super) labels: Vec<Label>,
}

impl Reader {
    /// Labels the marks of one paragraph.
    pub(super) fn read(&mut self, sites: &[Site], convention: &Convention, around: Around) -> Reading {
        if self.read_plainly(sites, convention, around) {
            return Reading { carried: None };
        }
        self.labels.clear();
        let mut costs = [NEVER; STATES];
        costs[NOTHING] = 0;
        if around.carried_double {
            costs[DOUBLE] = CARRIED;
        }
        if around.carried_single {
            costs[SINGLE] = CARRIED;
        }
        let mut first = None;
        let windows = sites.len().div_ceil(WINDOW);
        for (number, window) in sites.chunks(WINDOW).enumerate() {
            self.back.clear();
            for site in window {
                let weights = weigh(site, convention);
                costs = self.step(Family::of(site.mark), weights, &costs);
            }
            if number + 1 == windows {
                for (state, cost) in costs.iter_mut().enumerate() {
                    *cost += at_end(state, around);
                }
            }
            let (start, end) = self.trace(&costs);
            first.get_or_insert(start);
            costs = [NEVER; STATES];
            costs[end] = 0;
        }
        let carried = match first {
            Some(DOUBLE) => Some(Family::Double),
            Some(SINGLE) => Some(Family::Single),
            _ => None,
        };
        Reading { carried }
    }

    /// Labels the marks where each has one label that costs nothing and so has the whole reading, as in most paragraphs:
    /// no other reading costs as little.
    fn read_plainly(&mut self, sites: &[Site], convention: &Convention, around: Around) -> bool {
        self.labels.clear();
        let mut state = NOTHING;
        for site in sites {
            let mut free = LABELS.iter().zip(weigh(site, convention)).filter(|(_, weight)| *weight == 0);
            let (Some((label, _)), None) = (free.next(), free.next()) else { return false };
            let (to, step) = arrive(state, Family::of(site.mark), *label);
            if step > 0 {
                return false;
            }
            state = to;
            self.labels.push(*label);
        }
        at_end(state, around) == 0
    }

    fn step(&mut self, family: Family, weights: [u32; 4], costs: &[u32; STATES]) -> [u32; STATES] {
        let mut next = [NEVER; STATES];
        let mut back = [0u8; STATES];
        for (state, cost) in costs.iter().enumerate() {
            if *cost >= NEVER {
                continue;
            }
            for (label, weight) in LABELS.iter().zip(weights) {
                let (to, step) = arrive(state, family, *label);
                let total = cost + weight + step;
                if let (Some(best), Some(from)) = (next.get_mut(to), back.get_mut(to))
                    && total < *best
                {
                    *best = total;
                    *from = (state as u8) << 2 | *label as u8;
                }
            }
        }
        self.back.push(back);
        next
    }

    /// Follows the best path back through the window and appends its labels; its first and last state.
    fn trace(&mut self, costs: &[u32; STATES]) -> (usize, usize) {
        let last = (0..STATES).min_by_key(|state| costs[*state]).unwrap_or(NOTHING);
        let mut state = last;
        let begin = self.labels.len();
        for back in self.back.iter().rev() {
            let packed = back.get(state).copied().unwrap_or(0);
            self.labels.push(LABELS.get(usize::from(packed & 3)).copied().unwrap_or(Label::Other));
            state = usize::from(packed >> 2);
        }
        if let Some(labels) = self.labels.get_mut(begin..) {
            labels.reverse();
        }
        (state, last)
    }
}

/// Where a label leads from a state, and what that costs.
const fn arrive(state: usize, family: Family, label: Label) -> (usize, u32) {
    match (family, label) {
        (Family::Double, Label::Opens) => match state {
            NOTHING => (DOUBLE, 0),
            SINGLE => (SINGLE_DOUBLE, 0),
            DOUBLE_SINGLE => (DOUBLE_SINGLE_DOUBLE, 0),
            other => (other, MISSING),
        },
        (Family::Double, Label::Closes) => match state {
            DOUBLE => (NOTHING, 0),
            SINGLE_DOUBLE => (SINGLE, 0),
            DOUBLE_SINGLE_DOUBLE => (DOUBLE_SINGLE, 0),
            DOUBLE_SINGLE => (NOTHING, CROSSING),
            SINGLE_DOUBLE_SINGLE => (SINGLE, CROSSING),
            DOUBLE_DOUBLE => (DOUBLE, 0),
            other => (other, UNOPENED),
        },
        (Family::Double, Label::Nests) => match state {
            DOUBLE => (DOUBLE_DOUBLE, 0),
            other => (other, NEVER),
        },
        (Family::Single, Label::Opens) => match state {
            NOTHING => (SINGLE, 0),
            DOUBLE => (DOUBLE_SINGLE, 0),
            SINGLE_DOUBLE => (SINGLE_DOUBLE_SINGLE, 0),
            other => (other, MISSING),
        },
        (Family::Single, Label::Closes) => match state {
            SINGLE => (NOTHING, 0),
            DOUBLE_SINGLE => (DOUBLE, 0),
            SINGLE_DOUBLE_SINGLE => (SINGLE_DOUBLE, 0),
            SINGLE_DOUBLE => (NOTHING, CROSSING),
            DOUBLE_SINGLE_DOUBLE => (DOUBLE, CROSSING),
            other => (other, UNOPENED),
        },
        (_, Label::Nests) => (state, NEVER),
        (_, _) => (state, 0),
    }
}

/// What it costs that a paragraph ends in a state.
const fn at_end(state: usize, around: Around) -> u32 {
    match state {
        NOTHING => 0,
        DOUBLE => {
            if around.next_double {
                CONTINUED
            } else {
                UNCLOSED
            }
        }
        SINGLE => {
            if around.next_single {
                CONTINUED
            } else {
                UNCLOSED
            }
        }
        DOUBLE_SINGLE | SINGLE_DOUBLE => {
            if around.next_double && around.next_single {
                CONTINUED
            } else {
                2 * UNCLOSED
            }
        }
        _ => 3 * UNCLOSED,
    }
}

/// What each label of a mark costs where it stands.
fn weigh(site: &Site, convention: &Convention) -> [u32; 4] {
    let (opens, closes) = match convention.role(site.mark) {
        Role::Opens => (0, 14),
        Role::Closes => (14, 0),
        Role::Either => (0, 0),
    };
    let mut opens = opens + left_of_opening(site.before) + right_of_opening(site.after);
    let mut closes = closes + left_of_closing(site.before) + right_of_closing(site.after);
    let other = match Family::of(site.mark) {
        Family::Double => {
            if site.before == Side::Number && site.mark == Mark::Double {
                3
            } else {
                16
            }
        }
        Family::Single => {
            if matches!(site.edge, Edge::Elided) {
                opens += 5;
            } else if !convention.singles_quote {
                opens += 5;
            }
            if matches!(site.edge, Edge::Clipped) {
                closes += 5;
            } else if matches!(site.edge, Edge::Possessive) && site.after == Side::Space {
                closes += 2;
            }
            apostrophe(site, convention)
        }
        _ => NEVER,
    };
    // Where the mark has a direction, nothing is odd about a quotation in a quotation.
    let nests = opens + if convention.role(site.mark) == Role::Opens { 2 } else { NESTED };
    [opens, closes, other, nests]
}

/// What it costs to take a single mark for an apostrophe.
fn apostrophe(site: &Site, convention: &Convention) -> u32 {
    match site.mark {
        Mark::LowSingle => return 16,
        // A left mark is an apostrophe only where a program has set it wrongly.
        Mark::LeftSingle => return if site.edge == Edge::Elided { 3 } else { 14 },
        _ => {}
    }
    match site.edge {
        Edge::Elided | Edge::Clipped => return 1,
        Edge::Possessive => return 2,
        Edge::Plain | Edge::Capital => {}
    }
    if site.leads() {
        // ’ opens nothing where ‘ does.
        return match (convention.role(site.mark), site.edge) {
            (Role::Closes, _) => 2,
            (_, Edge::Capital) => 10,
            _ => 8,
        };
    }
    match site.before {
        Side::Number => 2,
        Side::Word => 6,
        Side::Space => 4,
        _ => 10,
    }
}

const fn left_of_opening(side: Side) -> u32 {
    match side {
        Side::Space | Side::Open => 0,
        Side::Dash => 2,
        Side::Point => 6,
        Side::Word | Side::Number | Side::Close => 12,
    }
}

const fn right_of_opening(side: Side) -> u32 {
    match side {
        Side::Word | Side::Number | Side::Open => 0,
        Side::Point | Side::Dash => 2,
        Side::Space => 5,
        Side::Close => 12,
    }
}

const fn left_of_closing(side: Side) -> u32 {
    match side {
        Side::Point | Side::Close => 0,
        Side::Dash => 1,
        Side::Word | Side::Number => 2,
        Side::Space => 5,
        Side::Open => 12,
    }
}

const fn right_of_closing(side: Side) -> u32 {
    match side {
        Side::Space | Side::Point | Side::Dash | Side::Close => 0,
        Side::Open => 2,
        Side::Word | Side::Number => 6,
    }
}
