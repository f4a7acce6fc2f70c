//! Every quotation mark with what stands on either side of it, and which marks open and close in this text.

use alloc::vec::Vec;

use crate::lexer::{Flags, Mark, Token, TokenKind};
use crate::lexicon::Class;
use crate::options::{Marks, Options};
use crate::segment::Segment;

use super::Style;

/// The marks that can pair with one another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Family {
    Double,
    Single,
    Guillemet,
    Angle,
    Corner,
    WhiteCorner,
}

impl Family {
    pub(super) const COUNT: usize = 6;

    pub(super) const fn of(mark: Mark) -> Family {
        match mark {
            Mark::Double
            | Mark::LeftDouble
            | Mark::RightDouble
            | Mark::LowDouble
            | Mark::Backticks
            | Mark::Apostrophes => Family::Double,
            Mark::Single | Mark::LeftSingle | Mark::RightSingle | Mark::LowSingle | Mark::Backtick => {
                Family::Single
            }
            Mark::LeftGuillemet | Mark::RightGuillemet => Family::Guillemet,
            Mark::LeftAngle | Mark::RightAngle => Family::Angle,
            Mark::LeftCorner | Mark::RightCorner => Family::Corner,
            Mark::LeftWhiteCorner | Mark::RightWhiteCorner => Family::WhiteCorner,
        }
    }

    pub(super) const fn style(self) -> Style {
        match self {
            Family::Double => Style::Double,
            Family::Single => Style::Single,
            Family::Guillemet | Family::Angle => Style::Guillemet,
            Family::Corner | Family::WhiteCorner => Style::Corner,
        }
    }
}

/// What stands next to a mark, other marks and emphasis between them left out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Side {
    /// White space, or the paragraph's end.
    Space,
    Word,
    Number,
    /// Punctuation that ends or divides a sentence.
    Point,
    Dash,
    Open,
    Close,
}

/// A mark in its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Site {
    pub(super) token: u32,
    pub(super) mark: Mark,
    pub(super) before: Side,
    pub(super) after: Side,
    pub(super) edge: Edge,
}

/// What the word beside a single mark says about an apostrophe there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Edge {
    /// Nothing.
    Plain,
    /// The mark stands before ‘em’, ‘tis’, ‘ll’ and the like, or before a year's digits.
    Elided,
    /// The mark stands after goin’, o’, th’.
    Clipped,
    /// The mark stands after a word that ends in s.
    Possessive,
    /// The mark stands before a word in capitals, or with a capital.
    Capital,
}

impl Site {
    /// Whether a mark here can hardly do anything but open.
    pub(super) fn leads(&self) -> bool {
        matches!(self.before, Side::Space | Side::Open | Side::Dash)
            && !matches!(self.after, Side::Space | Side::Close)
    }

    /// Whether a mark here can hardly do anything but close.
    pub(super) fn trails(&self) -> bool {
        !matches!(self.before, Side::Space | Side::Open)
            && matches!(self.after, Side::Space | Side::Point | Side::Dash | Side::Close)
    }
}

/// What a mark does in this text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    Opens,
    Closes,
    /// Position decides.
    Either,
}

/// Which marks do what here: counted over the whole text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Convention {
    roles: [Role; Mark::ALL.len()],
    /// Single marks are seen to enclose something, somewhere.
    pub(super) singles_quote: bool,
    /// How many marks seem to open.
    pub(super) openings: u32,
}

impl Convention {
    pub(super) fn role(&self, mark: Mark) -> Role {
        self.roles.get(mark as usize).copied().unwrap_or(Role::Either)
    }
}

/// Words whose end is often clipped before an apostrophe; with a dropped g beside.
const CLIPPED: [&[u8]; 17] = [
    b"o", b"an", b"th", b"wi", b"ol", b"t", b"d", b"lil", b"mo", b"jus", b"fo", b"de", b"las", b"mos",
    b"wid", b"y", b"ha",
];

/// What is left of a verb or pronoun after an apostrophe, where the apostrophe was set apart from its word; and words
/// that lose their beginning.
const ELIDED: [&[u8]; 24] = [
    b"ll", b"s", b"re", b"ve", b"d", b"m", b"t", b"n", b"em", b"er", b"un", b"im", b"ow", b"ud", b"bout",
    b"cause", b"cos", b"round", b"til", b"till", b"twas", b"tis", b"twere", b"way",
];

/// Tens of years, as they begin "forty-five".
const YEARS: [&[u8]; 8] =
    [b"twenty", b"thirty", b"forty", b"fifty", b"sixty", b"seventy", b"eighty", b"ninety"];

/// Appends every mark's site.
pub(super) fn sites(
    text: &str,
    tokens: &[Token],
    points: &[u32],
    paragraphs: &[Segment],
    sites: &mut Vec<Site>,
) {
    let mut points = points.iter().copied().peekable();
    for paragraph in paragraphs {
        let first = paragraph.tokens.start;
        let run = tokens.get(paragraph.tokens.range()).unwrap_or_default();
        while let Some(point) = points.next_if(|point| *point < paragraph.tokens.end) {
            let at = (point - first) as usize;
            let Some(token) = run.get(at).filter(|token| token.is(TokenKind::Mark)) else { continue };
            let Some(mark) = token.mark() else { continue };
            let before = before(run, at);
            let after = after(run, at);
            let edge = match Family::of(mark) {
                Family::Single => edge(text, run, at, before, after),
                _ => Edge::Plain,
            };
            sites.push(Site { token: point, mark, before, after, edge });
        }
    }
}

/// About how many quotations there will be: no more than pairs of marks, nor than marks that lead; of a run of the same
/// mark no pair encloses anything.
pub(super) fn expected(sites: &[Site]) -> usize {
    let next = sites.iter().skip(1).map(Some).chain([None]);
    let opens = |(site, next): &(&Site, Option<&Site>)| {
        let run = next.is_some_and(|next| next.mark == site.mark && next.token == site.token + 1);
        site.leads() && !run
    };
    sites.iter().zip(next).filter(opens).count().min(sites.len().div_ceil(2))
}

/// How many neighbouring marks are looked over for what stands beside them all.
const REACH: usize = 4;

fn before(run: &[Token], at: usize) -> Side {
    for back in 0..REACH {
        let Some(here) = at.checked_sub(back) else { return Side::Space };
        if here == 0 || run.get(here).is_none_or(|token| token.space_before()) {
            return Side::Space;
        }
        let Some(previous) = run.get(here - 1) else { return Side::Space };
        if !matches!(previous.kind, TokenKind::Mark | TokenKind::Emphasis) {
            return side(previous.kind);
        }
    }
    Side::Word
}

fn after(run: &[Token], at: usize) -> Side {
    for next in run.iter().skip(at + 1).take(REACH) {
        if next.space_before() {
            return Side::Space;
        }
        if !matches!(next.kind, TokenKind::Mark | TokenKind::Emphasis) {
            return side(next.kind);
        }
    }
    if at + 1 + REACH > run.len() { Side::Space } else { Side::Word }
}

const fn side(kind: TokenKind) -> Side {
    match kind {
        TokenKind::Number => Side::Number,
        TokenKind::Comma
        | TokenKind::Stop
        | TokenKind::Question
        | TokenKind::Exclamation
        | TokenKind::Colon
        | TokenKind::Semicolon
        | TokenKind::Ellipsis => Side::Point,
        TokenKind::Dash | TokenKind::Hyphen => Side::Dash,
        TokenKind::Open => Side::Open,
        TokenKind::Close => Side::Close,
        _ => Side::Word,
    }
}

fn edge(text: &str, run: &[Token], at: usize, before: Side, after: Side) -> Edge {
    if before != Side::Word && matches!(after, Side::Word | Side::Number) {
        return run.get(at + 1).map_or(Edge::Plain, |next| leading(text, next));
    }
    if before == Side::Word {
        return at
            .checked_sub(1)
            .and_then(|last| run.get(last))
            .map_or(Edge::Plain, |last| trailing(text, last));
    }
    Edge::Plain
}

fn leading(text: &str, next: &Token) -> Edge {
    let word = text.get(next.span().range()).unwrap_or("").as_bytes();
    if next.is(TokenKind::Number) {
        return if word.iter().take(2).all(u8::is_ascii_digit) && matches!(word.len(), 2 | 3) {
            Edge::Elided
        } else {
            Edge::Plain
        };
    }
    // In the year 'forty-five.
    let year = || {
        YEARS.iter().any(|ten| {
            let rest = word.get(ten.len()..).unwrap_or_default();
            word.starts_with(ten) && rest.first() == Some(&b'-')
        })
    };
    if year() {
        return Edge::Elided;
    }
    // A contraction's own apostrophe is no part of the comparison: ’twasn’t.
    if next.class().any(Class::ELISION) || ELIDED.iter().any(|elided| elided.eq_ignore_ascii_case(word)) {
        Edge::Elided
    } else if next.has(Flags::CAPITAL) {
        Edge::Capital
    } else {
        Edge::Plain
    }
}

fn trailing(text: &str, last: &Token) -> Edge {
    if !last.is(TokenKind::Word) {
        return Edge::Plain;
    }
    let word = text.get(last.span().range()).unwrap_or("").as_bytes();
    if CLIPPED.iter().any(|clipped| clipped.eq_ignore_ascii_case(word))
        || (word.len() > 3 && word.ends_with(b"in"))
    {
        Edge::Clipped
    } else if word.ends_with(b"s") || word.ends_with(b"S") {
        Edge::Possessive
    } else {
        Edge::Plain
    }
}

/// How often a mark stands where one opens, and where one closes.
#[derive(Clone, Copy, Default)]
struct Count {
    leading: u32,
    trailing: u32,
}

/// Counts the evidence and settles what each mark does.
pub(super) fn convention(sites: &mut [Site], options: &Options) -> Convention {
    let mut counts = [Count::default(); Mark::ALL.len()];
    let (mut single_opens, mut single_closes) = (0u32, 0u32);
    for site in sites.iter() {
        let Some(count) = counts.get_mut(site.mark as usize) else { continue };
        let single = Family::of(site.mark) == Family::Single;
        if single && matches!(site.edge, Edge::Elided | Edge::Clipped | Edge::Possessive) {
            continue;
        }
        // French marks stand apart from their words: « Non », dit-il.
        if site.leads() && site.after != Side::Point {
            count.leading += 1;
            single_opens += u32::from(single);
        } else if site.trails() {
            count.trailing += 1;
            single_closes += u32::from(single && site.before == Side::Point);
        }
    }
    let twice = counts[Mark::Apostrophes as usize];
    if twice.leading > 0
        && twice.trailing == 0
        && single_opens > openings(&counts, Family::Double) - twice.leading
    {
        part_apostrophes(sites, &mut counts);
        single_opens += twice.leading;
    }
    let count = |mark: Mark| counts.get(mark as usize).copied().unwrap_or_default();
    let mut roles = [Role::Either; Mark::ALL.len()];
    for (role, mark) in roles.iter_mut().zip(Mark::ALL) {
        *role = settle(mark, count(mark));
    }
    // ” and ’ open too in Swedish and Finnish; then no other mark does.
    let lefts = count(Mark::LeftDouble).leading + count(Mark::LowDouble).leading;
    for (mark, others) in
        [(Mark::RightDouble, lefts), (Mark::RightSingle, lefts + count(Mark::LeftSingle).leading)]
    {
        let seen = count(mark);
        if others == 0 && seen.trailing > 0 && seen.leading * 4 >= seen.trailing {
            roles[mark as usize] = Role::Either;
        }
    }
    let total = |family| openings(&counts, family);
    // Guillemets are a pair of mirrors: what one does, the other undoes.
    for (left, right) in [(Mark::LeftGuillemet, Mark::RightGuillemet), (Mark::LeftAngle, Mark::RightAngle)] {
        let inward = count(left).trailing + count(right).leading;
        let outward = count(left).leading + count(right).trailing;
        let (first, second) = if count(left).leading + count(left).trailing == 0 && count(right).leading > 0 {
            (Role::Either, Role::Either)
        } else if inward > outward {
            (Role::Closes, Role::Opens)
        } else {
            (Role::Opens, Role::Closes)
        };
        roles[left as usize] = first;
        roles[right as usize] = second;
    }
    let (doubles, singles) = (total(Family::Double), single_opens.min(single_closes));
    let single_outside = match options.marks {
        Marks::Single => true,
        Marks::Double => false,
        Marks::Detect => singles > doubles && singles > 0,
    };
    Convention {
        roles,
        singles_quote: single_outside || (single_opens > 0 && single_closes > 0),
        openings: doubles + singles + total(Family::Guillemet) + total(Family::Corner),
    }
}

/// How often marks of a family stand where one opens.
fn openings(counts: &[Count], family: Family) -> u32 {
    let of = Mark::ALL.iter().zip(counts).filter(|(mark, _)| Family::of(**mark) == family);
    of.map(|(_, count)| count.leading).sum()
}

/// Where single marks quote and two of them only ever lead, they are a mark and the apostrophe of a word that has lost its
/// beginning: ''Appen he will,' said Dan.
fn part_apostrophes(sites: &mut [Site], counts: &mut [Count]) {
    for site in sites.iter_mut().filter(|site| site.mark == Mark::Apostrophes && site.leads()) {
        site.mark = Mark::Single;
    }
    let twice = core::mem::take(&mut counts[Mark::Apostrophes as usize]);
    counts[Mark::Single as usize].leading += twice.leading;
}

/// What a mark does, given what it is made for and where it is seen.
fn settle(mark: Mark, seen: Count) -> Role {
    match mark {
        Mark::Double | Mark::Single | Mark::Apostrophes => Role::Either,
        // “ closes after „, and ‘ after ‚.
        Mark::LeftDouble | Mark::LeftSingle => {
            if seen.trailing > 2 * seen.leading {
                Role::Closes
            } else {
                Role::Opens
            }
        }
        Mark::LowDouble
        | Mark::LowSingle
        | Mark::Backticks
        | Mark::Backtick
        | Mark::LeftCorner
        | Mark::LeftWhiteCorner
        | Mark::LeftGuillemet
        | Mark::LeftAngle => Role::Opens,
        Mark::RightDouble
        | Mark::RightSingle
        | Mark::RightCorner
        | Mark::RightWhiteCorner
        | Mark::RightGuillemet
        | Mark::RightAngle => Role::Closes,
    }
}
