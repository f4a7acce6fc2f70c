//! Lead-ins: reporting clauses that come before their quotation. She said: “…”

use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

use super::noun::is_reply_noun;
use super::phrase::{Source, adverbs, comma, hearer, subject, told};
use super::registry::{Found, Production, Side};
use super::sign::Signs;
use super::subject::{antecedent, inverted_subject, subject_of};
use super::tokens::{Parsed, Tokens};
use super::verb::{SPEAKS, Verb, group, reports, verbs};
use super::word::{any_word, end, fail, token, word};
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{Class, entries, entry};
use crate::mention::{Mention, MentionKind};
use crate::span::Run;

/// How far back from the quotation its verb may stand.
const REACH: usize = 30;

const SAY: u16 = entry("say");

/// Anna turned, put down the cup and said: “…”
pub(super) fn lead_in(input: Tokens<'_>) -> Parsed<'_, Found> {
    let ends = input
        .last()
        .is_some_and(|last| matches!(last.kind, TokenKind::Comma | TokenKind::Colon | TokenKind::Dash));
    for verb in verbs(input, SPEAKS.or(Class::THOUGHT), if ends { REACH } else { 6 }).take(3) {
        let rest = input.from(verb.cue.end as usize);
        let (rest, addressee) = opt(told(verb)).parse(rest)?;
        if tail(rest, ends).is_err() || gesture(rest, &verb) || !ends && names(input, &verb) {
            continue;
        }
        if verb.passive {
            let source = agent(input.from(verb.cue.end as usize));
            let hearer = subject_of(input, &verb).and_then(|subject| subject.mention);
            if let Some(source) = source {
                return Ok((input.from(input.end()), Found { cue: verb.cue, source, addressee: hearer }));
            }
            continue;
        }
        let source = if ends { antecedent(input, &verb) } else { None }
            .or_else(|| subject_of(input, &verb))
            .or_else(|| inverted_subject(input, &verb));
        match source {
            Some(source) => {
                let found = Found { cue: verb.cue, source, addressee: addressee.flatten() };
                return Ok((input.from(input.end()), found));
            }
            None if ends => {
                let source = poster(input, &verb).unwrap_or_default();
                let found = Found { cue: verb.cue, source, addressee: addressee.flatten() };
                return Ok((input.from(input.end()), found));
            }
            None => {}
        }
    }
    fail(input)
}

/// *The boat, called “Ann,” sank*, *a boat called “Ann” sank*: what has a name given to it calls nothing.
fn names(input: Tokens<'_>, verb: &Verb) -> bool {
    let start = verb.cue.start as usize;
    let called =
        input.get(verb.main).is_some_and(|main| input.is_any(main, const { &entries(["called", "dubbed"]) }));
    called
        && start == verb.main
        && start + 1 == input.end()
        && start.checked_sub(1).and_then(|before| input.get(before)).is_some_and(|before| {
            let class = before.class();
            let thing = class.any(Class::NOUN.or(Class::PLURAL)) && !class.any(Class::HUMAN.or(Class::GROUP));
            before.is(TokenKind::Comma) || thing && !before.is_capitalised()
        })
}

pub(super) const LEAD_IN: Production = Production {
    name: "source-verb-quote",
    side: Side::Before,
    needs: Signs::VERB,
    parse: lead_in,
    yes: &[
        "[The cook] <said>: {“The bread is burnt.”}",
        "Tobias scratched his head, and [the cook] <said>: {“The bread is burnt.”}",
        "[Henrik] <shouted>, {“Shut the gate!”}",
        "[The widow] sat down by him, and with a face of great concern <asked>: {“Is it you?”}",
        "[Tobias] <said>, {“The horse is lame.”}",
        "[Wilfred] <asked>, {“Is it far?”}",
        "[He] <whispered>: {“Do not look round.”}",
        "[The mayor] <said>, and I quote, {“Nobody was told.”}",
        "Then [Harlow] <told> me, and here I quote him again, {“Not while I live.”}",
        "[The clerk] <answered>, {“Three shillings.”}",
        "[Mr. Pargeter] <replied>, {“I have no brother.”}",
        r#"[The mayor] <told> the council: {"The money is gone."}"#,
        "[She] <shouted>: {“Run!”}",
        "[Clara] <thought>, {“He has forgotten me.”}",
        r#"[Kolozs] <said>: {"The pumps were old."}"#,
        "[I] <asked>, {“Who sent you?”}",
        "The landlady said: ‘Mind the step.’ Then [she] <added>: {‘And the dog.’}",
        r#"[Henrik Sol] <said>, {"We ate what we grew."}"#,
        "[She] opened the door and <called>, {“Supper!”}",
        "[Clara, shaking the rain from her hat], <began>: {“The ferry is not running.”}",
        "He passed the jar to [the baker], who <remarked> mildly: {“They only sting on Sundays.”}",
        "He was stopped at the gate by [Clara], who, seizing his arm, <cried>, {“The mill is on fire!”}",
        "Anna turned to [the porter], who shook his head and <said>, {“No trains today.”}",
        "[Anna] turned to the porter, who shook his head, and <said>, {“No trains today, then.”}",
        "[Mrs. Treadgold] counted the plates, and, after a few minutes, <said>, {“There is one missing.”}",
        "[Tobias], towards evening, rowed out to the buoy where Anna and Clara had moored, and <said>, {“The tide has turned.”}",
        "Then [Clara] <said> to the miller, with her crooked, patient smile: {“I shall buy both.”}",
        "[He] took the letter, folded it and <said>, {“So be it.”}",
        "[They] <cried>, {“Long live the queen!”}",
        "[The old general] <said>: {“We leave at dawn.”}",
        "[She] <said>, {“Sit down.”}",
        "He told me, “You will win it.” [I] <said>, {“Just pass the ball.”}",
        "[He] <told> me, {“You will win it.”} I said, “Just pass the ball.”",
        "[Anna] looked at him and <said>, {“I know who you are.”}",
        "[She] put down the cup, crossed the room and <said>, {“That will do.”}",
        "At last [he] <said>: {“It was never mine.”}",
        "<Then said> [Clara], {“Let us begin.”}",
        r#"[Harlow] <told> reporters: {"We will rebuild the pier."}"#,
        r#"[Ruth Ellery, who also serves as harbour secretary], <said>: {"The money is there."}"#,
        r#"Asked whether the pier would open in May, [Harlow] <replied>: {"Ask me in April."}"#,
        r#"Asked about the delay, [the mayor] <said>, {"We ran out of steel."}"#,
        "[He] <cried out>, {“Stop the mill!”}",
        "[Mrs. Treadgold] leaned over the fence and, in a low voice, <added>: {“He drinks.”}",
        "[Tobias] rose, <saying>, {“I had better go.”}",
        "[The constable] turned to the boy and <asked>: {“Whose dog is this?”}",
        "[My aunt] <always used to say>, {“Feed the hens first.”}",
        "[The miller] wiped his hands, nodded to the others and <went on>: {“We sell on Monday.”}",
        "[I] <said>, {“Nobody lives there now.”}",
        r#"[The report] <said>: {"Two of the four pumps had failed."}"#,
        "[A voice from the gallery] <shouted>, {“Louder!”}",
        "[Wilfred] <wrote back>: {‘Send no more money.’}",
        "[She] turned to her mother and\n<whispered>,\n{“He has found the key.”}",
        "The doctor took off his hat.\n\n[Clara] <said>:\n\n{“We had better begin at once.”}",
        "The lamps were lit one by one; and, when the last of them burned, [Clara] <said>,\n\n{“Now we can begin, Tobias.”}",
        "[The miller, whose boots were still wet], <said>--\n\n{“Three inches since noon.”}",
        "The twins went on counting aloud; but [Mr. Pargeter], deeply hurt, shut the piano, and <said>, {“No more.”}",
        "I had begun to hope again, but [Kolozs] spoiled the day <by remarking>: {“It is Sunday.”}",
        "Clara was picking beans, when [Tobias] climbed over the wall and <said>, {“It is settled.”}",
        "Clara had the pen in her hand, when [Mr. Pargeter] stopped her, <by saying>, {“No.”}",
        "He was still wiping his boots when [the maid] hurried in, <announcing>, {“Mrs. Treadgold!”}",
        "He counted the sails until [Tobias, leaning over to learn what had happened], <said> with a yawn, {“Four.”}",
        "[Wilfred] carried the eel into the kitchen where she and Clara were shelling peas, and <said>, {“Supper.”}",
        "[The miller] saw Clara, as she climbed the ladder, and <called out>, {“Not those!”}",
        "[His sister] waved; and, while he was tying up the boat, <added>, {“Mind the hens.”}",
        "Mrs. Treadgold brought cake; but [Lady Wexcombe] very slowly, and not without a sigh, pushed it away; and then standing up, <said> to Clara, {“Come.”}",
        "The whole street grumbled, and [May] <answered> cheerfully: {“It will pass.”}",
        "The cart had begun to move, when [Mrs. Treadgold] <called out>,\n\n{“You have left the cat!”}",
        "The lamp went out again.\n\n[gulliblehrn] <wrote>: {“It is the fuse.”}",
    ],
    no: &[
        "{“Two hundred and four,”} Clara said; and then, because Tobias did not speak, {“I can add.”}",
        "Since the miller didn't answer, {“It is my turn,”} said Clara.",
        "{“We leave at dawn,”} said the old general.",
        "Anna said nothing. {“Very well,”} said Tobias.",
        "The old general never said where he kept the {“Blue Book”} of the regiment.",
        "He was told by nobody that the inn was called {“The Plough”} in those days.",
        "The boat, called {“Ann,”} will sail in May.",
    ],
};

/// The name that somebody goes by on a forum, which is no word, at the beginning of a line: *wattsnext wrote: …*
fn poster(input: Tokens<'_>, verb: &Verb) -> Option<Source> {
    let at = (verb.cue.start as usize).checked_sub(1).filter(|&at| at >= input.at)?;
    let name = input.get(at)?;
    let opens = name.has(Flags::LINE) || input.before(at).is_some_and(|sign| sign.is(TokenKind::Symbol));
    let unknown = name.word == 0 && name.is(TokenKind::Word);
    (opens && unknown).then(|| Source { mention: None, phrase: Run::new(at, at + 1) })
}

/// *puffing out his chest*: a verb of manner with an object is what somebody does while they speak.
fn gesture(rest: Tokens<'_>, verb: &Verb) -> bool {
    verb.participle
        && verb.class.any(Class::MANNER)
        && rest.first().is_some_and(|next| next.class().any(Class::DETERMINER.or(Class::POSSESSIVE)))
}

/// Anna heard the boy whisper, “…”; it made her say, “…”: a bare infinitive after the one who speaks.
pub(super) fn infinitive(input: Tokens<'_>) -> Parsed<'_, Found> {
    for at in (input.end().saturating_sub(10).max(input.at)..input.end()).rev() {
        let base = input.get(at).is_some_and(|token| token.class().any(Class::BASE.or(Class::GERUND)));
        // *heard her say*: "her say" is what she has in a thing, but not here.
        let say = input.get(at).is_some_and(|token| token.word == SAY);
        if !base || !say && !reports(input, at, SPEAKS) {
            continue;
        }
        let (rest, cue) = match group(SPEAKS).parse(input.from(at)) {
            Ok((rest, verb)) => (rest, verb.cue),
            Err(_) if say => (input.from(at + 1), Run::new(at, at + 1)),
            Err(_) => continue,
        };
        let before =
            input.until(at).mentions_backwards().find(|(_, mention)| mention.tokens().end as usize == at);
        if let Some((index, mention)) = before
            && perceived(input, mention.tokens().start as usize)
        {
            let (_, addressee) = opt(hearer).parse(rest)?;
            let source = Source { mention: Some(index), phrase: mention.tokens() };
            let found = Found { cue, source, addressee: addressee.flatten() };
            return Ok((input.from(input.end()), found));
        }
    }
    fail(input)
}

pub(super) const INFINITIVE: Production = Production {
    name: "heard-source-say",
    side: Side::Before,
    needs: Signs::VERB,
    parse: infinitive,
    yes: &[
        "Then I heard [the old woman] <mutter>, {“There it goes again.”}",
        "She had once heard [Tobias] <say>: {“The sea takes what it likes.”}",
        "The news made [the miller] <exclaim>, {“Not before time!”}",
        "They listened to [the foreman] <shouting>, {“Lift, you idlers!”}",
        "Tobias drew the bolt, and heard [the cook] <say>, {“It is open already.”}",
        "He had never heard [her] <say>, {“I was wrong.”}",
        "Wilfred heard [the Walrus] <say> to Clara, {“That was my chair.”}",
    ],
    no: &[
        "She heard a bell. {“That will be the doctor,”} said Clara.",
        "Anna said: {“I heard the old woman mutter.”}",
    ],
};

/// Her neighbour was blunter: “…”; Harlow had one answer: “…”; Ellery hesitates: “…”. What somebody is like or does,
/// before a colon, brings in their words.
pub(super) fn manner_colon(input: Tokens<'_>) -> Parsed<'_, Found> {
    let colon = input.end().saturating_sub(1);
    if !input.last().is_some_and(|last| last.is(TokenKind::Colon)) {
        return fail(input);
    }
    let opener = token(|_, token| token.class().any(Class::CONJUNCTION.or(Class::ADVERB)));
    let (rest, _) = opt(opener).parse(input)?;
    let (rest, _) = comma(rest)?;
    let (rest, source) = subject(rest)?;
    if !source
        .mention
        .and_then(|mention| input.mention(mention))
        .is_some_and(|mention| speaks(input, mention))
    {
        return fail(input);
    }
    if told_of(rest, colon) {
        let found = Found { cue: Run::new(colon, colon + 1), source, addressee: None };
        return Ok((input.from(input.end()), found));
    }
    let phrase = aside_end(rest).unwrap_or(rest.at);
    let (rest, _) = comma(input.from(phrase))?;
    let found = Found { cue: Run::new(rest.at, colon), source: source.up_to(phrase), addressee: None };
    if let Ok((after, _)) = finite(rest).and_then(|(rest, _)| adverbs(rest))
        && after.at == colon
    {
        return Ok((input.from(input.end()), found));
    }
    if let Ok((sent, _)) = any_word(SENDS).parse(rest)
        && is_letter(sent.until(colon))
    {
        return Ok((input.from(input.end()), found));
    }
    let (rest, has) = alt((any_word(BEING).map(|_| false), any_word(HAVING).map(|_| true))).parse(rest)?;
    let said_of = rest.until(colon);
    let plain = |token: &Token| {
        token.is(TokenKind::Word)
            && !token.class().any(Class::SUBJECT.or(Class::GERUND).or(Class::WH).or(Class::SUBORDINATOR))
    };
    let words = said_of.slice();
    let answers = words.iter().any(|token| is_reply_noun(said_of, token));
    if words.is_empty() || words.len() > MANNER || !words.iter().all(plain) || has && !answers {
        return fail(input);
    }
    Ok((input.from(input.end()), found))
}

/// What is done with a letter: *sent us a postcard: “…”*, *left a note on the door: “…”*.
const SENDS: &[u16] = &entries([
    "sent", "sends", "left", "leaves", "passed", "passes", "handed", "hands", "slipped", "slips", "pinned",
    "dashed",
]);

/// *us a postcard*, *a note on the door*: somebody's words stand there.
fn is_letter(sent: Tokens<'_>) -> bool {
    const LETTERS: &[u16] = &entries([
        "letter", "note", "postcard", "card", "message", "telegram", "text", "email", "memo", "cable",
    ]);
    let words = sent.slice();
    let plain =
        |token: &Token| token.is(TokenKind::Word) && !token.class().any(Class::WH.or(Class::SUBORDINATOR));
    let ends = |next: Option<&Token>| next.is_none_or(|next| next.class().any(Class::PREPOSITION));
    let letter = words.iter().position(|token| sent.is_any(token, LETTERS));
    words.len() <= MANNER && words.iter().all(plain) && letter.is_some_and(|at| ends(words.get(at + 1)))
}

pub(super) const MANNER_COLON: Production = Production {
    name: "manner-colon",
    side: Side::Before,
    needs: Signs::COLON,
    parse: manner_colon,
    yes: &[
        r#"[Her neighbour] <was blunter>: {"They can all go hang."}"#,
        "[Harlow] <was less polite>: {“He sold us a hulk.”}",
        "[The mayor] <was unmoved>: {“The pier stays shut.”}",
        "But [Clara] <was quite sure>: {“It was the same man.”}",
        "[Ruth Ellery, the harbour secretary], <was more hopeful>: {“We have until May.”}",
        "[She] <had a question of her own>: {“Who pays?”}",
        "[Tobias] <had an answer ready>: {“Ask the miller.”}",
        "[Ruth Ellery] <hesitates>: {“We checked for that.”}",
        "[The miller] <hesitated briefly>: {“Perhaps on Monday.”}",
        "[Tobias], who won the race<:> {“I never looked back.”}",
        "[Ruth Ellery, a member since May], <sent us a postcard>: {“Mind the paint.”}",
        "[The miller] <left a note on the door>: {“Gone fishing.”}",
    ],
    no: &[
        "The choice was simple: {“Blue Boy,”} the clock or the spoon.",
        "Harlow had two boats: {“Patience”} and a dinghy.",
        "Harlow opened the tin: {“Patience,”} said the label.",
        "Harlow, who keeps a dinghy, had two boats: {“Patience”} and that.",
        "He was reading what the sign said: {“No Entry.”}",
        "It was cold. {“Shut the door,”} said Clara.",
        "The miller sent two boats to the harbour: {“Patience”} and a dinghy.",
    ],
};

/// Here's Harlow again: “…”; This is the mayor: “…”: words that the writer hands on.
pub(super) fn presents(input: Tokens<'_>) -> Parsed<'_, Found> {
    let colon = input.end().saturating_sub(1);
    if !input.last().is_some_and(|last| last.is(TokenKind::Colon)) {
        return fail(input);
    }
    let (rest, _) = opt(word("and")).parse(input)?;
    let (rest, first) =
        token(|input, token| ["here", "here's", "here’s", "this"].iter().any(|word| input.is(token, word)))
            .parse(rest)?;
    let whole = input.get(first).is_some_and(|token| token.has(Flags::CLITIC));
    let (rest, is) = opt(any_word(const { &entries(["is", "was"]) })).parse(rest)?;
    let (rest, source) = subject(rest)?;
    let named = source.mention.and_then(|mention| input.mention(mention));
    let (rest, ()) = adverbs(rest)?;
    let presented = (whole || is.is_some()) && rest.at == colon;
    if !presented || !named.is_some_and(|mention| speaks(input, mention)) {
        return fail(input);
    }
    Ok((input.from(input.end()), Found { cue: Run::new(colon, colon + 1), source, addressee: None }))
}

pub(super) const PRESENTS: Production = Production {
    name: "here-is-source",
    side: Side::Before,
    needs: Signs::COLON,
    parse: presents,
    yes: &[
        "Here's [Harlow] again<:> {“I said fifty, and I was wrong.”}",
        "This is [Ruth Ellery]<:> {“We have until May.”}",
        "Here is [the mayor] again<:> {“The pier stays shut.”}",
        "And here is [Harlow] again<:> {“The pier was never shut.”}",
    ],
    no: &[
        "Here is the plan again: {“Open Harbour,”} with two quays.",
        "This is the name of the inn: {“The Plough.”}",
    ],
};

/// *, who scored the penalty:* what stands between somebody and the colon is a relative clause.
fn told_of(input: Tokens<'_>, colon: usize) -> bool {
    let [comma, who, clause @ ..] = input.until(colon).slice() else { return false };
    let parts = |token: &Token| !token.is(TokenKind::Word) && !token.is(TokenKind::Number);
    comma.is(TokenKind::Comma)
        && input.is(who, "who")
        && clause.first().is_some_and(|verb| verb.class().any(Class::FINITE))
        && !clause.iter().any(parts)
}

/// A verb in a finite form that reports nothing by itself: *hesitated*, *shivers*.
fn finite(input: Tokens<'_>) -> Parsed<'_, usize> {
    let finite = Class::PAST.or(Class::THIRD);
    token(|_, token| {
        let class = token.class();
        class.any(finite) && !class.any(SPEAKS.or(Class::THOUGHT)) && !token.has(Flags::CAPITAL)
    })
    .parse(input)
}

const BEING: &[u16] = &entries(["was", "is", "were", "are", "sounded", "seemed", "remained"]);
const HAVING: &[u16] = &entries(["had", "has", "have"]);
/// What is said of somebody before their words is short.
const MANNER: usize = 6;

/// Whether words are somebody's who is named so: a person, or people.
fn speaks(input: Tokens<'_>, mention: &Mention) -> bool {
    let head = input.get(mention.head().end.saturating_sub(1) as usize);
    match mention.kind {
        MentionKind::Name | MentionKind::First => true,
        MentionKind::Pronoun => !head.is_some_and(|token| input.is(token, "it")),
        _ => head.is_some_and(|token| token.class().any(Class::PEOPLE)),
    }
}

/// The comma that ends an apposition: *Ruth Ellery, the harbour secretary, was*.
fn aside_end(input: Tokens<'_>) -> Option<usize> {
    const LONG: usize = 24;
    let comma = |at: &usize| input.get(*at).is_some_and(|token| token.is(TokenKind::Comma));
    (input.at..input.end().min(input.at + LONG)).rev().find(comma).filter(|_| comma(&input.at))
}

/// From the verb to the quotation: adverbs, phrases, a comma or a colon, and no other clause.
fn tail(input: Tokens<'_>, ends: bool) -> Parsed<'_, ()> {
    if let Ok(done) = end(input) {
        return Ok(done);
    }
    let stops = input.slice().iter().enumerate().any(|(index, token)| {
        matches!(token.kind, TokenKind::Stop | TokenKind::Semicolon)
            || token.class().any(Class::SUBJECT) && !token.class().any(Class::WH)
            || token.is(TokenKind::Colon) && input.at + index + 1 != input.end()
    });
    let open = !ends
        && input
            .slice()
            .iter()
            .any(|token| !(token.class().any(Class::ADVERB.or(Class::TIME)) || input.is(token, "that")));
    if stops || open { fail(input) } else { Ok((input.from(input.end()), ())) }
}

/// *was told by her brother*.
fn agent(input: Tokens<'_>) -> Option<Source> {
    let (rest, _) = any_word(const { &entries(["by", "from"]) }).parse(input).ok()?;
    subject(rest).ok().map(|(_, source)| source)
}

/// Whether a verb stands right before: *heard* the boy say, *made* her say, *listened to* him say.
fn perceived(input: Tokens<'_>, start: usize) -> bool {
    let at = input.until(start);
    let verb = |token: &crate::lexer::Token| {
        token
            .class()
            .any(Class::PAST.or(Class::BASE).or(Class::THIRD).or(Class::PARTICIPLE).or(Class::GERUND))
            && !token.class().any(Class::CONJUNCTION.or(Class::SUBORDINATOR).or(Class::PREPOSITION))
    };
    let (Some(last), before) = (at.last(), at.until(start.saturating_sub(1)).last()) else { return false };
    verb(last) || input.is_any(last, const { &entries(["to", "at"]) }) && before.is_some_and(verb)
}
