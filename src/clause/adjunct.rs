//! Sources in a phrase of their own: *according to Harlow*, *as the mayor put it*, *by the mayor*, and sign-offs.

use nom::Parser;
use nom::combinator::opt;
use nom::sequence::pair;

use super::noun::answer;
use super::phrase::{according, comma, predicate, subject};
use super::registry::{Found, Production, Side};
use super::sign::Signs;
use super::tokens::{Ending, Parsed, Tokens};
use super::verb::SAYS;
use super::word::{any_word, class, fail, is_finite, kind, token, word};
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{Class, entries};
use crate::mention::MentionKind;
use crate::span::Run;

/// “…,” according to the mayor; “…,” as the mayor put it; “…,” in the words of the mayor.
pub(super) fn after(input: Tokens<'_>) -> Parsed<'_, Found> {
    let (start, _) = comma(input)?;
    source_adjunct(start)
}

pub(super) const AFTER: Production = Production {
    name: "quote-according-to",
    side: Side::After,
    needs: Signs::ADJUNCT,
    parse: after,
    yes: &[
        r#"{"The roof was sound in May,"} <according to> [Harlow]."#,
        "{“The vote was close,”} as [the mayor] <put it>.",
        r#"{"Nothing was stolen,"} <according to> [a report]."#,
        r#"{"The strike is over,"} <per> [a senior official]."#,
        "{“We are all tenants here,”} as [her grandmother] <used to say>.",
        "{“A slow flood,”} <in the words of> [Ruth Ellery].",
    ],
    no: &[
        "{“The vote was close,”} said the mayor, according to two people in the room.",
        "{“As you like,”} she said.",
    ],
};

/// As the mayor put it: “…”; In the words of the mayor, “…”
pub(super) fn before(input: Tokens<'_>) -> Parsed<'_, Found> {
    let (rest, found) = opening(input)?;
    if rest.len() == 1
        && rest.slice().iter().all(|token| matches!(token.kind, TokenKind::Comma | TokenKind::Colon))
        || rest.is_empty()
    {
        return Ok((input.from(input.end()), found));
    }
    fail(input)
}

/// According to the treasurer, the fund is “close to empty.”
pub(super) fn frame(input: Tokens<'_>) -> Parsed<'_, Found> {
    let (rest, found) = opening(input)?;
    let (_, _) = kind(TokenKind::Comma).parse(rest)?;
    Ok((input.from(input.end()), found))
}

/// The last adjunct of the window that names a source.
fn opening(input: Tokens<'_>) -> Parsed<'_, Found> {
    for start in (input.at..input.end()).rev().take(48) {
        let opens = input
            .get(start)
            .is_some_and(|token| input.is_any(token, const { &entries(["according", "as", "in"]) }));
        if opens
            && !input.in_hole(start)
            && let Ok(found) = source_adjunct(input.from(start))
        {
            return Ok(found);
        }
    }
    fail(input)
}

pub(super) const FRAME: Production = Production {
    name: "clause-according-to",
    side: Side::Within,
    needs: Signs::ADJUNCT,
    parse: frame,
    yes: &[
        "<According to> [the treasurer], the fund is {“close to empty.”}",
        "<According to> [Harlow], the roof was {“sound as a bell”} in May.",
        "The pier will open in June and, <according to> [Ruth Ellery], it will {“pay its own way.”}",
        "As [Dale Hutchins] <tells it>, the low farms were {“left to drown.”}",
    ],
    no: &[
        "According to the sign, the inn was open. {“Come in,”} said the landlord.",
        "As the rain came on, the {“Patience”} turned for home.",
    ],
};

pub(super) const BEFORE: Production = Production {
    name: "according-to-quote",
    side: Side::Before,
    needs: Signs::ADJUNCT,
    parse: before,
    yes: &[
        r#"<According to> [Harlow], {"the roof was sound in May."}"#,
        "As [the mayor] <put it>: {“We are all tenants here.”}",
        "As [her grandmother] <said>, {“Feed the hens first.”}",
        "<In the words of> [Ruth Ellery], {“a slow flood.”}",
        "In [the mayor's] <words>, {“a toy for tourists.”}",
    ],
    no: &[
        "As she crossed the yard, {“Good morning,”} said the miller.",
        "In the morning they read {“The Colby Herald”} together.",
    ],
};

pub(super) fn source_adjunct(start: Tokens<'_>) -> Parsed<'_, Found> {
    if let Ok((rest, cue)) = according(start) {
        let (rest, source) = subject(rest)?;
        return Ok((rest, Found { cue, source, addressee: None }));
    }
    if let Ok((rest, _)) = word("as").parse(start) {
        let (rest, source) = subject(rest)?;
        let (rest, (end, verb)) = predicate(SAYS, 1).parse(rest)?;
        return Ok((rest, Found { cue: verb.cue, source: source.up_to(end), addressee: None }));
    }
    let (rest, _) = word("in").parse(start)?;
    if let Ok((after, _)) = word("the").parse(rest) {
        let (after, _) = word("words").parse(after)?;
        let (after, _) = word("of").parse(after)?;
        let cue = start.to(after);
        let (rest, source) = subject(after)?;
        return Ok((rest, Found { cue, source, addressee: None }));
    }
    let (rest, source) = answer(rest)?;
    Ok((rest, Found { cue: Run::new(start.at, start.at + 1), source, addressee: None }))
}

/// … was called “a disgrace” by the mayor.
pub(super) fn by_agent(input: Tokens<'_>) -> Parsed<'_, Found> {
    let opening = input.scene.quotation.start as usize;
    let before = Tokens::new(input.scene, opening.saturating_sub(4), opening);
    // *said he was “moved” by the plan*: nobody says so but him.
    let joins = |token: &Token| {
        token.class().any(Class::DETERMINER) || before.is_any(token, const { &entries(["as", "of", "for"]) })
    };
    let joined = before.slice().iter().rev().take_while(|token| joins(token)).count();
    let Some(cue) = opening.checked_sub(joined + 1) else { return fail(input) };
    if !before
        .get(cue)
        .is_some_and(|verb| verb.class().all(Class::PARTICIPLE) && verb.class().any(Class::REPORTS))
    {
        return fail(input);
    }
    // *condemned as “cruel” | on Monday | by the dockers*
    let (rest, _) = opt(pair(opt(word("on")), class(Class::TIME))).parse(input)?;
    let (rest, _) = word("by").parse(rest)?;
    let (rest, source) = subject(rest)?;
    // *by both | sides*
    let whole = |noun: &Token| {
        const OTHER: Class = Class::FINITE.or(Class::PREPOSITION).or(Class::CONJUNCTION).or(Class::ADVERB);
        let lower = noun.is(TokenKind::Word) && !noun.is_capitalised();
        lower && (noun.class().any(Class::PLURAL) || !noun.class().any(OTHER))
    };
    let both = source.phrase.len() == 1
        && rest.at == source.phrase.end as usize
        && input.get(source.phrase.start as usize).is_some_and(|first| first.class().any(Class::DETERMINER));
    let source = if both && rest.first().is_some_and(whole) { source.up_to(rest.at + 1) } else { source };
    Ok((rest, Found { cue: Run::new(cue, cue + 1), source, addressee: None }))
}

pub(super) const BY_AGENT: Production = Production {
    name: "called-by",
    side: Side::After,
    needs: Signs::ANY,
    parse: by_agent,
    yes: &[
        "The plan was <called> {“a disgrace”} by [Ruth Ellery].",
        "The verdict was <described> as {“a relief”} by [the family].",
        "The pier was <denounced> as {“a toy for tourists”} by [the mayor].",
        "The plan was <condemned> as {“cruel”} on Monday by [Ruth Ellery].",
        "The truce, <praised> as {“overdue”} by [both camps], was signed at dawn.",
    ],
    no: &[
        "The pub {“The Plough”} was bought by Ruth Ellery.",
        "Dale Hutchins said he was {“troubled”} by the report.",
        "{“A disgrace,”} said Ruth Ellery by telephone.",
    ],
};

/// “…” — Anna Hollis, baker: the sign-off of a press release.
pub(super) fn sign_off(input: Tokens<'_>) -> Parsed<'_, Found> {
    if matches!(input.scene.ending, Ending::Comma | Ending::Broken) {
        return fail(input);
    }
    // “…” (Anna Hollis, 1921), where the words are an item by themselves.
    let enclosed = input.first().is_some_and(|first| first.is(TokenKind::Open)) && is_item(input);
    let opens = |token: &Token| {
        matches!(token.kind, TokenKind::Dash | TokenKind::Hyphen) || enclosed && token.is(TokenKind::Open)
    };
    let (rest, cue) = match token(|_, token| opens(token)).parse(input) {
        Ok((rest, at)) => (rest, Run::new(at, at + 1)),
        // A name in capitals on the next line.
        Err(_) if is_loud(input) => (input, Run::default()),
        Err(error) => return Err(error),
    };
    let (rest, _) = opt(pair(any_word(ASCRIBED), word("to"))).parse(rest)?;
    let (rest, source) = subject(rest)?;
    // "— harbour master Ken Oates"
    let titled = source.mention.and_then(|mention| input.mention(mention)).map(|mention| mention.kind);
    let name = titled == Some(MentionKind::Name)
        || input.get(source.phrase.start as usize).is_some_and(Token::is_capitalised);
    let closed =
        enclosed && input.len() <= LONG && input.last().is_some_and(|last| last.is(TokenKind::Close));
    let (rest, ()) = if closed { (input.from(input.end()), ()) } else { to_paragraph_end(rest)? };
    if !name {
        return fail(input);
    }
    Ok((rest, Found { cue, source, addressee: None }))
}

/// How many tokens tell who signs.
const LONG: usize = 16;

/// *— attributed to Ada Quill*
const ASCRIBED: &[u16] = &entries(["attributed"]);

/// Whether nothing but a list's number or dot stands before the quotation in its paragraph.
fn is_item(input: Tokens<'_>) -> bool {
    let open = input.scene.quotation.start as usize;
    let before = input.scene.prose.tokens.get(..open).unwrap_or_default();
    let begins = |token: &Token| token.has(Flags::LINE);
    let near = before.iter().rev().take(3).position(begins).map_or(0, |back| back + 1);
    let first = before.get(before.len() - near..).unwrap_or_default();
    input.scene.prose.tokens.get(open).is_some_and(begins)
        || near > 0 && first.iter().all(|token| !token.is(TokenKind::Word))
}

/// Whether the window is a line of words in capitals right below the quotation.
fn is_loud(input: Tokens<'_>) -> bool {
    // "THE WEEKEND'S MATCHES" is a heading.
    let first = input.first().is_some_and(|first| {
        first.has(Flags::LINE) && !first.has(Flags::BLANK) && !first.class().any(Class::DETERMINER)
    });
    let words = input.slice().iter().take_while(|token| token.has(Flags::CAPITALS)).count();
    first && words > 1 && input.slice().get(words).is_none_or(|next| next.is(TokenKind::Comma))
}

pub(super) const SIGN_OFF: Production = Production {
    name: "quote-sign-off",
    side: Side::After,
    needs: Signs::ANY,
    parse: sign_off,
    yes: &[
        "{“The best bread north of the river.”} <—> [Anna Hollis, baker]",
        r#"{"I would hire them again tomorrow."} <-> [Dale Hutchins], Colby"#,
        "{“Three boats, eleven jobs, no nonsense.”}\n\n<—> [Councillor Ruth Ellery]",
        "{“We did it before.”} <-> [harbour master Dale Hutchins], speaking to our reporter",
        "{“No map has ever apologised to me.”} <—> attributed to [Dale Hutchins]",
        "1. {“Never trust a wet mule.”} <(>[Dale Hutchins], 1863)",
    ],
    no: &[
        "{“Wait for me.”} — The door had closed behind him.",
        "{“Wait for me—”} Anna began.",
        "He sang {“Blue Tuesday”} (Atlantic, 1961)",
        "{“The pumps hold.”}\nTHE WEEKEND'S MATCHES",
    ],
};

fn to_paragraph_end(input: Tokens<'_>) -> Parsed<'_, ()> {
    if input.len() > LONG || input.scene.resumes {
        return fail(input);
    }
    let verbs = input.slice().iter().any(|token| is_finite(input, token) && !token.is_capitalised());
    if verbs { fail(input) } else { Ok((input.from(input.end()), ())) }
}
