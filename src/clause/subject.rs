//! The subject of a verb that stands before it, next to it or across what the sentence says of the subject first.

use nom::Parser;

use super::phrase::{Source, predicate, subject};
use super::tokens::Tokens;
use super::verb::{SAYS, Verb};
use super::word::{is_finite, kind, word};
use crate::lexer::{Token, TokenKind};
use crate::lexicon::{self, Class, Frames, entries};
use crate::mention::MentionKind;
use crate::span::Run;

/// How far behind a subject its first verb may stand.
const BEHIND: usize = 10;

/// The subject of a verb, before it: next to it, or across what the sentence says of the subject first.
pub(super) fn subject_of(input: Tokens<'_>, verb: &Verb) -> Option<Source> {
    let verb_start = verb.cue.start as usize;
    let window = input.until(verb_start);
    if let Some(sender) = sender(window) {
        return Some(sender);
    }
    let mut subordinate = None;
    let mut reach = usize::MAX;
    for (index, mention) in window.mentions_backwards().take(16) {
        let start = mention.tokens().start as usize;
        let from = mention.tokens().end as usize;
        if !input.nominative(mention) || input.in_hole(start) {
            continue;
        }
        // A mention inside the phrase of a longer one that was already weighed.
        if from > reach {
            continue;
        }
        // *a Western | diplomat*: the name only tells which; but *the British playwright who wrote* says nothing here.
        let noun = |next: &Token| {
            next.class().any(Class::NAMED_PEOPLE) && !next.is_capitalised() && !next.class().any(Class::PAST)
        };
        let relative = |behind: &Token| behind.class().any(Class::WH);
        if mention.kind == MentionKind::Name
            && input.get(from).is_some_and(noun)
            && !input.get(from + 1).is_some_and(relative)
        {
            continue;
        }
        let before = if start > input.at { input.before(start) } else { None };
        // *after a few minutes*: no whole phrase.
        let determined = |token: &Token| token.class().any(Class::DETERMINER);
        if mention.tokens().len() == 1
            && input.get(start).is_some_and(determined)
            && before.is_some_and(determined)
        {
            continue;
        }
        let pronoun = mention.tokens().len() == 1
            && input.get(start).is_some_and(|token| token.class().any(Class::SUBJECT));
        // *The court threw it out, with Judge Ruth Ellery remarking that …*
        let with = |before: &Token| input.is(before, "with");
        if verb.participle && from == verb_start && before.is_some_and(with) {
            let source = Source { mention: Some(index), phrase: mention.tokens() };
            return Some(longest(window, source, start));
        }
        if !pronoun && before.is_some_and(leads_phrase) {
            continue;
        }
        // *Clara, embracing her sister, began*: the object of a participle is not who began.
        if !pronoun
            && before.is_some_and(|before| before.class().any(Class::GERUND))
            && after_comma(input, start)
        {
            reach = reach.min(from);
            continue;
        }
        // *A nurse who treated | the boy | said*: nobody in that clause says it.
        if !pronoun && let Some(who) = relative_around(input, start) {
            let mut owners = window.mentions_backwards().take(16);
            if from == verb_start
                && let Some((index, owner)) = owners.find(|(_, owner)| owner.tokens().end as usize == who)
            {
                let source = Source { mention: Some(index), phrase: owner.tokens() };
                return Some(longest(window, source.up_to(verb_start), owner.tokens().start as usize));
            }
            reach = reach.min(from);
            continue;
        }
        let source = Source { mention: Some(index), phrase: mention.tokens() };
        // The object of another verb: took *the letter*, folded it and said.
        let object = !pronoun
            && before.is_some_and(|before| {
                before.class().any(Class::PAST.or(Class::THIRD).or(Class::GERUND))
                    && !before.class().any(Class::CONJUNCTION.or(Class::SUBORDINATOR))
            });
        let apart = object && input.get(from).is_some_and(|next| next.is(TokenKind::Comma));
        if !apart
            && let Ok((_, (end, found))) = predicate(SAYS, 2).parse(input.from(from))
            && found.main == verb.main
        {
            return Some(longest(window, source.up_to(end), start));
        }
        if !object && coordinated(input, from, verb) {
            let source = longest(window, source, start);
            if !dependent(input, source.phrase, verb) {
                return Some(source);
            }
            subordinate = subordinate.or(Some(source));
        }
        reach = reach.min(from);
    }
    subordinate.or_else(|| bare_subject(window, verb))
}

/// Whose address in angle brackets the window ends with: *Ines Roy <ines@example.com> | wrote*.
fn sender(window: Tokens<'_>) -> Option<Source> {
    let [.., open, address, close] = window.slice() else { return None };
    if address.kind != TokenKind::Url || window.text(open) != "<" || window.text(close) != ">" {
        return None;
    }
    let end = window.end() - 3;
    let mut near = window.until(end).mentions_backwards().take(4);
    let (index, mention) = near.find(|(_, mention)| mention.tokens().end as usize == end)?;
    Some(Source { mention: Some(index), phrase: mention.tokens() })
}

/// Where *who* stands, or *whose*, of whose verb what begins here is the object, with no comma between.
fn relative_around(input: Tokens<'_>, start: usize) -> Option<usize> {
    const WHO: [u16; 2] = entries(["who", "whose"]);
    let verb = start.checked_sub(1).filter(|&verb| verb > input.at)?;
    let object = input.get(verb).is_some_and(|verb| {
        let past = is_finite(input, verb);
        // "A man who said | the boy | told him": somebody of whom it is said.
        let that = lexicon::verb(verb.word).is_some_and(|verb| verb.frames.any(Frames::THAT));
        past && !that && !verb.class().any(Class::CONJUNCTION.or(Class::SUBORDINATOR))
    });
    if !object {
        return None;
    }
    let word = |at: &usize| input.get(*at).is_some_and(|token| token.is(TokenKind::Word));
    let mut before = (start.saturating_sub(BEHIND).max(input.at)..verb).rev().take_while(word);
    before.find(|&at| input.get(at).is_some_and(|token| input.is_any(token, &WHO)))
}

/// The mention that a relative clause with this verb belongs to, whatever it is in its own clause: *turned to the porter,
/// who shook his head and said*; *was met by Clara, who, seeing him, cried*.
pub(super) fn antecedent(input: Tokens<'_>, verb: &Verb) -> Option<Source> {
    let window = input.until(verb.cue.start as usize);
    let (index, mention) = window.mentions_backwards().take(16).find(|(_, mention)| {
        let (start, from) = (mention.tokens().start as usize, mention.tokens().end as usize);
        !input.in_hole(start) && relative(input, from, verb)
    })?;
    let source = Source { mention: Some(index), phrase: mention.tokens() };
    Some(longest(window, source, mention.tokens().start as usize))
}

/// Whether *, who* stands here, and the verb is what it does.
fn relative(input: Tokens<'_>, from: usize, verb: &Verb) -> bool {
    let Ok((rest, _)) = kind(TokenKind::Comma).parse(input.from(from)) else { return false };
    let Ok((rest, _)) = word("who").parse(rest) else { return false };
    if predicate(SAYS, 2).parse(rest).is_ok_and(|(_, (_, found))| found.main == verb.main) {
        return true;
    }
    // "…, who wept, and said": the main clause goes on.
    let start = verb.cue.start as usize;
    let before = |at: usize| input.before(at);
    before(start).is_some_and(|and| and.class().any(Class::CONJUNCTION))
        && start.checked_sub(1).and_then(before).is_some_and(|token| !token.is(TokenKind::Comma))
        && coordinated(input, rest.at, verb)
}

/// Whether the word before `start` follows a comma, with an adverb between at most.
fn after_comma(input: Tokens<'_>, start: usize) -> bool {
    let comma = |at: usize| input.before(at).is_some_and(|token| token.is(TokenKind::Comma));
    let Some(verb) = start.checked_sub(1) else { return false };
    comma(verb)
        || input.before(verb).is_some_and(|token| token.class().any(Class::ADVERB))
            && verb.checked_sub(1).is_some_and(comma)
}

/// Of the mentions that end where this one does, the one that begins first.
fn longest(window: Tokens<'_>, source: Source, start: usize) -> Source {
    let end = window.mention(source.mention.unwrap_or_default()).map_or(0, |mention| mention.tokens().end);
    let mut best = source;
    for (index, mention) in window.mentions_backwards().take(24) {
        if mention.tokens().end == end
            && (mention.tokens().start as usize) < start
            && window.nominative(mention)
            && !relates(window, mention.tokens().start as usize, start)
        {
            best = Source {
                mention: Some(index),
                phrase: Run { start: mention.tokens().start, ..source.phrase },
            };
        }
    }
    best
}

/// *a tackle that | the coach described*: a relative clause whose subject begins at `to` opens behind `from`.
fn relates(window: Tokens<'_>, from: usize, to: usize) -> bool {
    let between = window.from(from).until(to).slice();
    let opener = between.iter().rposition(|token| token.class().any(Class::WH) || window.is(token, "that"));
    let inside = opener.and_then(|at| between.get(at + 1..));
    inside.is_some_and(|inside| !inside.iter().any(|token| token.class().any(Class::FINITE)))
}

/// A subject that the mention stage knows nothing of: *The walrus-like man said*.
fn bare_subject(window: Tokens<'_>, verb: &Verb) -> Option<Source> {
    for start in (window.end().saturating_sub(8).max(window.at)..window.end()).rev() {
        let opens = window.get(start).is_some_and(|token| {
            token.class().any(Class::DETERMINER.or(Class::POSSESSIVE)) || token.is_capitalised()
        });
        // *with a face of great concern asked him*
        let led = start > window.at && window.before(start).is_some_and(leads_phrase);
        if !opens || led {
            continue;
        }
        if let Ok((rest, source)) = subject(window.from(start))
            && rest.at == verb.cue.start as usize
        {
            return Some(source);
        }
    }
    None
}

/// Whether the verb is not a further one of this subject, though one of its clause could be: *the buoy where she and Anna
/// had moored, and said*; *Clara, as he rose, went on and said*; *nodded when he bowed to her, and then said*. But what
/// happens *when* or *before* something else does is told as what comes next: *had hardly sat down, when Tobias came in and
/// said*.
fn dependent(input: Tokens<'_>, subject: Run, verb: &Verb) -> bool {
    const GOES_ON: [u16; 5] = entries(["when", "whereupon", "until", "till", "before"]);
    const MEANWHILE: [u16; 3] = entries(["while", "whilst", "as"]);
    let before = |at: usize| if at > input.at { input.before(at) } else { None };
    let comma = |at: usize| before(at).is_some_and(|token| token.is(TokenKind::Comma));
    // *where she and | Anna sat*
    let mut start = subject.start as usize;
    if before(start).is_some_and(|and| and.class().any(Class::CONJUNCTION)) {
        let and = start - 1;
        let mut mentions = input.until(and).mentions_backwards().take(4);
        let partner = mentions.find(|(_, mention)| mention.tokens().end as usize == and);
        start = partner.map_or(start, |(_, mention)| mention.tokens().start as usize);
    }
    let Some(opener) = before(start) else { return false };
    let subordinate = opener.class().any(Class::WH.or(Class::SUBORDINATOR))
        || input.is_any(opener, const { &entries(["that", "if"]) });
    if !subordinate {
        return false;
    }
    // A comma closes the clause, and none that opened behind its subject.
    let at = verb.cue.start as usize;
    // *heard that Brandt had come home and told …*: that goes on as it began.
    let had = input.get(subject.end as usize).is_some_and(|had| input.is(had, "had"));
    let and = before(at).is_some_and(|and| and.class().any(Class::CONJUNCTION)) && !comma(at - 1);
    let participle = input.get(verb.main).is_some_and(|main| main.class().any(Class::PARTICIPLE));
    if had && and && participle && input.is(opener, "that") {
        return false;
    }
    let aside = input.get(subject.end as usize).is_some_and(|next| next.is(TokenKind::Comma));
    let resumes = !verb.participle && !aside && comma(at);
    let and = at - usize::from(before(at).is_some_and(|then| input.is(then, "then")));
    let joined =
        !aside && before(and).is_some_and(|and| and.class().any(Class::CONJUNCTION)) && comma(and - 1);
    // *sat down, when Tobias came in, and said*
    let apart = start.checked_sub(1).is_some_and(comma);
    let goes_on =
        (input.is_any(opener, &GOES_ON) && (apart || !joined)) || input.is_any(opener, &MEANWHILE) && !joined;
    resumes || !goes_on
}

/// Whether the verb is a further one of a subject that ends at `from`: *put down the cup, … and said*.
fn coordinated(input: Tokens<'_>, from: usize, verb: &Verb) -> bool {
    let start = verb.cue.start as usize;
    let Some(before) = input.before(start) else { return false };
    let joined = before.class().any(Class::CONJUNCTION)
        || before.is(TokenKind::Comma)
        || before.is(TokenKind::Dash)
        || verb.participle
        || before.class().any(Class::ADVERB)
        || input.is_any(before, const { &entries(["then", "to", "by", "with", "without"]) })
        || behind_phrase(input, start);
    // The subject has a verb of its own, before this one.
    joined
        && (from..start.min(from + BEHIND)).any(|at| {
            !input.in_hole(at)
                && input
                    .get(at)
                    .is_some_and(|token| is_finite(input, token) || token.class().any(Class::BASE))
        })
}

/// A preposition, and no conjunction: no subject stands behind it.
fn leads_phrase(before: &Token) -> bool {
    let class = before.class();
    class.any(Class::PREPOSITION) && !class.any(Class::SUBORDINATOR.or(Class::CONJUNCTION))
}

/// *sat down, and with a face of great concern | asked him*
fn behind_phrase(input: Tokens<'_>, start: usize) -> bool {
    let phrase = (start.saturating_sub(BEHIND).max(input.at)..start).rev();
    let mut phrase = phrase.map_while(|at| input.get(at).map(|token| (at, token)));
    let and = phrase.find(|(_, token)| token.class().any(Class::CONJUNCTION) || !token.is(TokenKind::Word));
    and.is_some_and(|(at, and)| {
        and.class().any(Class::CONJUNCTION) && input.get(at + 1).is_some_and(leads_phrase)
    })
}

/// Then said Anna, “…”
pub(super) fn inverted_subject(input: Tokens<'_>, verb: &Verb) -> Option<Source> {
    if verb.passive || verb.participle {
        return None;
    }
    let (_, source) = subject(input.from(verb.cue.end as usize)).ok()?;
    let mention = input.mention(source.mention?)?;
    let pronoun = input.get(mention.tokens().start as usize)?.class().any(Class::PRONOUN);
    (!pronoun || input.nominative(mention)).then_some(source)
}
