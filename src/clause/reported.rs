//! Words quoted inside a clause that is reported: Harlow said the pier was “beyond saving.”

use nom::Parser;
use nom::combinator::opt;

use super::phrase::told;
use super::registry::{Found, Production, Side};
use super::sign::Signs;
use super::subject::subject_of;
use super::tokens::{Parsed, Tokens};
use super::verb::{SAYS, Verb, verbs};
use super::word::fail;
use crate::lexer::{Token, TokenKind};
use crate::lexicon::{Class, entries, entry};

/// The mayor said that the plan was “dead” …: the words quoted stand in a clause that is reported.
pub(super) fn reported(input: Tokens<'_>) -> Parsed<'_, Found> {
    if named_so(input) {
        return fail(input);
    }
    for verb in verbs(input, SAYS, 60).take(4).map(|verb| without_subject(input, verb)) {
        if verb.passive
            || undergone(input, &verb)
            || compound(input, &verb)
            || !crosses(input, verb.cue.end as usize)
        {
            continue;
        }
        if let Some(source) = subject_of(input, &verb) {
            let (_, addressee) = opt(told(verb)).parse(input.from(verb.cue.end as usize))?;
            let found = Found { cue: verb.cue, source, addressee: addressee.flatten() };
            return Ok((input.from(input.end()), found));
        }
    }
    fail(input)
}

pub(super) const REPORTED: Production = Production {
    name: "reported-clause",
    side: Side::Within,
    needs: Signs::VERB,
    parse: reported,
    yes: &[
        "[Kolozs] <said> the pumps were {“older than the town.”}",
        "[She] <said> that her brother was {“a born sailor.”}",
        "[The mayor] <promised> that the pier would be {“open to all.”}",
        "[Henrik Sol] <called> the winter {“a thief.”}",
        "[The union] <said> the offer was {“an insult”} to its members.",
        "[He] <admitted> that the letter was {“not his best work.”}",
        "[Miss Abernathy] <wrote> that the house was {“full of clocks.”}",
        "[Ellery] <argued> that a second bridge would be {“money well spent.”}",
        "[Harlow] <said> the pier was {“beyond saving.”}",
        "[Ruth Ellery] <said> that the fund was {“close to empty”} after two bad winters.",
        "[The mayor] <called> the plan {“a toy for tourists.”}",
        "[She] <told> the committee that drivers were {“a little too fond”} of the bus lane.",
        "[Dale Hutchins, a farmer from Colby], <described> the winter as {“the worst since the flood.”}",
        "[The union] <accused> the firm of {“playing for time.”}",
        "[The report] <warned> that two pumps were {“near the end of their lives.”}",
        "[He] <has repeatedly insisted> that the sale was {“clean.”}",
        "[Police] <said> the boy had been {“very lucky.”}",
        "[Critics] <say> the bridge is {“a gift to builders.”}",
        "[A Colby official, who wished to be left unnamed], <said> the pier had been {“sold twice over.”}",
        "The court threw out the case, with [Judge Ruth Ellery] <remarking> that it was {“a waste of candles.”}",
        "[An adjuster] <wrote> in his report that the cow was {“unharmed.”}",
        "[A man who lives near the mill] <said> that it was {“a disgrace.”}",
        "[A nurse who treated the boy] <said> he was {“very lucky.”}",
        "[The pilot whose plane struck the tower] <wrote> that the fog had been {“thick as wool.”}",
        "[A former clerk who left the mill in March] <said> that it was {“a disgrace.”}",
        "A woman who said [the boy] <told> her it was {“a disgrace”} has left.",
        "[Ruth Ellery] <said> it was time to {“let the pier go.”}",
        "[Ruth Ellery] <told> brokers on a call that orders had {“paused, not vanished.”}",
    ],
    no: &[
        "The so-called {“vassal towns”} pay no rates, Harlow said.",
        "Everyone in Colby knows the inn they call {“The Plough”} by its chimney.",
        "The word {“patience”} has a long history, which Harlow knew.",
        "A miller accused of setting fire to his own barn had a {“blazing row”} with his brother.",
        "The crew rule had {“no basis in fact,”} by the railway's own count.",
        "A mayor criticised by the dockers as {“asleep at the wheel”} lost his seat.",
        "Joan Barlow, the British playwright who wrote {“Peter Flew,”} has left the show.",
    ],
};

/// *said | it was time to “move on”*: what has a verb behind it is no part of the verb before.
fn without_subject(input: Tokens<'_>, mut verb: Verb) -> Verb {
    const IT: u16 = entry("it");
    let end = verb.cue.end as usize;
    let helps = Class::AUXILIARY.or(Class::MODAL);
    let subject = end > verb.main + 1
        && input.get(end - 1).is_some_and(|it| it.word == IT)
        && input.get(end).is_some_and(|next| next.class().any(helps));
    verb.cue.end -= u32::from(subject);
    verb
}

/// *A miller accused of theft*, *a mayor criticised by all*: whoever this is done to says nothing.
fn undergone(input: Tokens<'_>, verb: &Verb) -> bool {
    const OF: &[u16] = &entries(["accused", "suspected"]);
    let next = |words: &[u16]| input.get(verb.main + 1).is_some_and(|next| input.is_any(next, words));
    let alone = verb.cue.start as usize == verb.main;
    input.get(verb.main).is_some_and(|main| {
        main.class().any(Class::PARTICIPLE)
            && alone
            && (next(const { &[entry("by")] }) && !main.class().any(Class::TAG)
                || next(const { &[entry("of")] }) && input.is_any(main, OF))
    })
}

/// *said the crew rule had “no basis in data”*: what has a verb right behind it is a noun.
fn compound(input: Tokens<'_>, verb: &Verb) -> bool {
    let class = |at: usize| input.get(at).map(Token::class).unwrap_or_default();
    class(verb.main).all(Class::NOUN.or(Class::BASE))
        && !class(verb.main).any(Class::PAST.or(Class::THIRD))
        && class(verb.main + 1).any(Class::AUXILIARY)
        && class(verb.main + 1).any(Class::PAST.or(Class::THIRD))
}

/// Whether a reported clause that begins here can reach the quotation.
pub(super) fn crosses(input: Tokens<'_>, from: usize) -> bool {
    !input.from(from).slice().iter().any(|token| matches!(token.kind, TokenKind::Stop | TokenKind::Semicolon))
}

/// *so-called*, *known as*, *entitled*: what follows is a name, not speech.
pub(super) fn named_so(input: Tokens<'_>) -> bool {
    let from = input.end().saturating_sub(3).max(input.at);
    input.from(from).slice().iter().any(|token| NAMED.iter().any(|word| input.is(token, word)))
}

/// Before a name; some are too rare for the lexicon.
const NAMED: &[&str] = &[
    "so-called",
    "entitled",
    "titled",
    "nicknamed",
    "named",
    "known",
    "word",
    "term",
    "phrase",
    "headlined",
];
