//! The sentence before a quotation, where it tells who speaks next without a comma or a colon: *A voice came down the
//! well. “…”*, *The mate spoke up. “…”*; and how people tell what was said in talk: *She goes, “…”*.

use nom::Parser;
use nom::combinator::opt;

use super::phrase::{Source, adverbs, comma, predicate, subject};
use super::registry::{Found, Production, Side};
use super::sign::Signs;
use super::tokens::{Parsed, Tokens};
use super::word::{any_word, class, fail, token};
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{Class, entries};
use crate::mention::MentionKind;
use crate::span::Run;

/// Anna's voice came down the well. “…”; The radio crackled. “…”: what is heard says what follows.
pub(super) fn heard(input: Tokens<'_>) -> Parsed<'_, Found> {
    let (rest, source) = opening(input)?;
    let Some(last) = input.get(rest.at.saturating_sub(1)) else { return fail(input) };
    let (rest, ()) = adverbs(rest)?;
    let (_, verb) = if input.is(last, "voice") {
        token(|_, token| {
            let class = token.class();
            class.any(Class::PAST.or(Class::THIRD)) && !class.any(Class::AUXILIARY.or(Class::MODAL))
        })
        .parse(rest)?
    } else if input.is_any(last, const { &entries(["radio", "phone", "telephone", "speaker", "computer"]) })
        || ["intercom", "loudspeaker", "tannoy"].iter().any(|device| input.is(last, device))
    {
        token(|input, token| {
            ["crackled", "squawked", "hissed", "blared", "boomed", "spoke"]
                .iter()
                .any(|verb| input.is(token, verb))
        })
        .parse(rest)?
    } else {
        return fail(input);
    };
    Ok((input.from(input.end()), Found { cue: Run::new(verb, verb + 1), source, addressee: None }))
}

pub(super) const HEARD: Production = Production {
    name: "voice-came",
    side: Side::Sentence,
    needs: Signs::ANY,
    parse: heard,
    yes: &[
        "[A woman's voice] <came> down the well. {“Is anyone there?”}",
        "[Wilfred's voice] <shook>. {“I never touched it.”}",
        "Then [a tiny voice] <spoke> from the hedge. {“Please may I have a biscuit?”}",
        "[The radio] <crackled>. {“Lightship Corran, this is Coastguard.”}",
        "And [the intercom] <squawked> again. {“Would the doctor come at once?”}",
    ],
    no: &[
        "A woman's voice came down the well. {“Hold on,”} Clara shouted up.",
        "The radio was on. {“Turn that off,”} said Tobias.",
        "He had no voice left. {“Then write it down,”} said the doctor.",
    ],
};

/// The mate spoke up. “…”; Anna answered. “…”: a verb of speech ends the sentence, and says nothing yet.
pub(super) fn spoke(input: Tokens<'_>) -> Parsed<'_, Found> {
    let (rest, source) = opening(input)?;
    let (rest, (end, verb)) = predicate(Class::SPEECH, 2).parse(rest)?;
    const NOBODY: &[u16] = &entries(["nobody", "none", "neither", "no", "nothing", "few"]);
    let nobody = input
        .get(source.phrase.start as usize)
        .is_some_and(|first| first.class().any(Class::WH) || input.is_any(first, NOBODY));
    let denies = |at: usize| input.get(at).is_some_and(|token| token.class().any(Class::NEGATION));
    let denied = nobody || verb.cue.range().any(denies);
    // *Her heart | hammered.*
    let body = (source.phrase.end as usize).checked_sub(1).and_then(|last| input.get(last));
    let body = body.is_some_and(|last| BODY.iter().any(|part| input.is(last, part)));
    // What somebody answers in a paragraph without a word of it may be all that they say.
    if parted(input) && !input.get(verb.main).is_some_and(|main| input.is_any(main, BEGINS)) {
        return fail(input);
    }
    if !ends(rest) || denied || body || verb.passive || verb.participle || !speaks_alone(input, source) {
        return fail(input);
    }
    Ok((input.from(input.end()), Found { cue: verb.cue, source: source.up_to(end), addressee: None }))
}

/// What may hammer, sing or cry out in somebody, and has no words.
const BODY: [&str; 16] = [
    "heart", "hearts", "pulse", "blood", "head", "stomach", "belly", "knees", "bones", "joints", "lungs",
    "nerves", "muscles", "temples", "ears", "body",
];

/// Verbs after which somebody's words must come.
const BEGINS: &[u16] = &entries(["began", "spoke", "continued", "resumed", "went", "broke", "cut"]);

/// Whether the quotation begins another paragraph.
fn parted(input: Tokens<'_>) -> bool {
    let mark = input.scene.prose.tokens.get(input.scene.quotation.start as usize);
    mark.is_some_and(|mark| mark.has(Flags::BLANK))
}

/// The subject that begins a sentence, behind *but then* and the like.
fn opening(input: Tokens<'_>) -> Parsed<'_, Source> {
    let opener = || opt(class(Class::CONJUNCTION.or(Class::ADVERB)));
    let (rest, _) = opener().parse(input)?;
    let (rest, _) = opener().parse(rest)?;
    let (rest, _) = comma(rest)?;
    subject(rest)
}

/// Whether nothing but how or where somebody speaks stands before the full stop: *at last*, *from the stairs*.
fn ends(input: Tokens<'_>) -> bool {
    const PHRASE: usize = 6;
    let Ok((rest, ())) = adverbs(input) else { return false };
    let stops = rest.slice().last().is_some_and(|stop| stop.is(TokenKind::Stop));
    let placed = any_word(const { &entries(["at", "from", "after", "without", "in", "with", "through"]) })
        .parse(rest)
        .is_ok_and(|(rest, _)| {
            let words = rest.slice().split_last().map_or(&[][..], |(_, words)| words);
            words.len() <= PHRASE
                && words.iter().all(|token| {
                    token.is(TokenKind::Word) && !token.class().any(Class::SUBJECT.or(Class::SUBORDINATOR))
                })
        });
    stops && (rest.len() == 1 || placed)
}

pub(super) const SPOKE: Production = Production {
    name: "source-spoke",
    side: Side::Sentence,
    needs: Signs::VERB,
    parse: spoke,
    yes: &[
        "[The mate] <spoke up>. {“It was the boy, sir.”}",
        "[The old general, who had been asleep], <cut in>. {“Nonsense.”}",
        "[She] <answered> at last. {“Not while I live.”}",
        "[Henrik] <softly replied>. {“You are quite right.”}",
        "But then [Tobias] <broke in>. {“Ask her about the letters.”}",
        "Nobody moved, and Clara closed the book. [Mrs. Treadgold] <began again>.\n\n{“There was once a goose.”}",
        "[Anna, who hardly ever opened her mouth at table], <spoke> now.\n\n{“I broke the jug.”}",
    ],
    no: &[
        "Nobody answered. {“Very well,”} said Clara.",
        "Clara had seen the letter. Her heart hammered. {“Is it from Tobias?”}",
        "She did not reply. {“Very well.”}",
        "Anna asked the way. {“Left at the mill.”}",
        "They argued. {“It was mine!”}",
        "He called for help. {“Where are you?”}",
        "She asked about the boat. {“Sunk,”} said Tobias.",
        "The clerk had been told. {“Three shillings.”}",
        "Clara laughed.\n\n{“It was not so funny,”} said Tobias.",
        "Anna answered.\n\n{“Then it is settled.”}",
    ],
};

/// One who can speak by themselves.
fn speaks_alone(input: Tokens<'_>, source: Source) -> bool {
    source.mention.and_then(|mention| input.mention(mention)).is_some_and(|mention| {
        let it = input.get(mention.head().start as usize).is_some_and(|token| input.is(token, "it"));
        !mention.plural && !(mention.kind == MentionKind::Pronoun && it)
    })
}

/// And she goes, “…”; so I'm like, “…”; he was all, “…”
pub(super) fn goes(input: Tokens<'_>) -> Parsed<'_, Found> {
    let comma = input.last().is_some_and(|last| matches!(last.kind, TokenKind::Comma | TokenKind::Colon));
    let end = input.end() - usize::from(comma);
    let behind = |start: usize| -> Option<usize> {
        let words = input.from(start).until(end);
        let went = any_word(const { &entries(["goes", "went", "go"]) }).parse(words);
        let (rest, _) = match went {
            Ok(_) if comma => went,
            _ => {
                let be = const { &entries(["was", "is", "were", "are"]) };
                // "I'm like": the verb stands in the subject's own token.
                let contracted = input.before(start).is_some_and(|t| t.class().any(Class::AUXILIARY));
                let rest = match any_word(be).parse(words) {
                    Ok((rest, _)) => rest,
                    Err(_) if contracted => words,
                    Err(_) => return None,
                };
                let (rest, all) = opt(any_word(const { &entries(["all"]) })).parse(rest).ok()?;
                let (rest, ()) = adverbs(rest).ok()?;
                let like = any_word(const { &entries(["like"]) }).parse(rest);
                match like {
                    Ok((rest, at)) => Ok((rest, at)),
                    Err(_) if all.is_some() && comma => Ok((rest, rest.at)),
                    Err(_) => return None,
                }
            }
        }
        .ok()?;
        (rest.at == end).then_some(start)
    };
    for start in (end.saturating_sub(10).max(input.at)..end).rev() {
        let joined = |before: &Token| {
            before.is(TokenKind::Comma) || before.class().any(Class::CONJUNCTION.or(Class::ADVERB))
        };
        if start > input.at && !input.before(start).is_some_and(joined) {
            continue;
        }
        let Ok((rest, source)) = subject(input.from(start)) else { continue };
        if !speaks_alone(input, source) {
            continue;
        }
        if let Some(verb) = behind(rest.at) {
            return Ok((
                input.from(input.end()),
                Found { cue: Run::new(verb, end), source, addressee: None },
            ));
        }
    }
    fail(input)
}

pub(super) const GOES: Production = Production {
    name: "source-goes",
    side: Side::Before,
    needs: Signs::ANY,
    parse: goes,
    yes: &[
        "So I am standing in the queue, right, and [this woman] <goes>, {“Are you in the line?”}",
        "Then [he] <went>, {“Not likely,”} and shut the window.",
        "And [I] <was like>, {“No, I am a statue.”}",
        "So [Clara] <was all>, {“There's no need to be rude.”}",
        "And [the man] <was just like> {“whatever, mate”} the whole time.",
    ],
    no: &[
        "In the end he went {“home,”} as he called it.",
        "It was like {“Hamlet”} without the prince.",
        "The road went, {“Nowhere,”} said Clara.",
    ],
};
