//! Tags: reporting clauses that follow their quotation. “…,” she said.

use nom::Parser;
use nom::combinator::opt;

use super::phrase::{adverbs, comma, hearer, predicate, subject, told};
use super::registry::{Found, Production, Side};
use super::sign::Signs;
use super::tokens::{Ending, Parsed, Tokens};
use super::verb::{SAYS, group};
use super::word::{any_word, class, fail, is_adverb, is_finite, kind, token, word};
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{Class, entries, is_one_of};
use crate::mention::{Mention, MentionKind};

/// “…,” said the old general.
pub(super) fn inverted(input: Tokens<'_>) -> Parsed<'_, Found> {
    // “…,”--observed Clara
    let (rest, _) = opt(kind(TokenKind::Dash)).parse(input)?;
    let (rest, _) = comma(rest)?;
    let (rest, _) = adverbs(rest)?;
    let (rest, verb) = group(SAYS).parse(rest)?;
    // ‘Ghost ship’ found off Orkney
    let silent = input.ending_is_bare() && !verb.class.any(Class::TAG);
    // “…,” like a man in a dream
    let like = verb.class.any(Class::PREPOSITION);
    if verb.participle
        || verb.passive
        || silent
        || like
        || !stands_in_sentence(input, verb.cue.start as usize)
    {
        return fail(input);
    }
    let (rest, ()) = aside(rest).or_else(|_| adverbs(rest))?;
    let (rest, source) = subject(rest)?;
    // “…,” state Senator Ruth Ellery said: no one person *state*.
    let bare = input
        .get(verb.main)
        .is_some_and(|main| main.class().any(Class::BASE) && !main.class().any(Class::PAST.or(Class::THIRD)));
    let one = |mention: &Mention| mention.kind == MentionKind::Name && !mention.plural;
    if bare && source.mention.and_then(|at| input.mention(at)).is_some_and(one) {
        return fail(input);
    }
    // “…,” said she; but “…” says he would not go: a subject with a verb of its own is no source.
    if rest.first().is_some_and(|next| input.ending_is_bare() && is_finite(rest, next)) {
        return fail(input);
    }
    let (rest, addressee) = opt(spoken_to).parse(rest)?;
    Ok((rest, Found { cue: verb.cue, source, addressee: addressee.flatten() }))
}

pub(super) const INVERTED: Production = Production {
    name: "quote-verb-source",
    side: Side::After,
    needs: Signs::VERB,
    parse: inverted,
    yes: &[
        "{“Shut the gate,”} <said> [Henrik].",
        "{“Where have they put the oars?”} <asked> [Clara].",
        "{“The bread is burnt,”} <said> [her sister].",
        "{“I had a dog once,”} <said> [the prisoner].",
        "{“Take the lower road,”} <said> [the shepherd].",
        "{“I have brought the letters,”} <said> [Clara].",
        r#"{"Prices will fall by autumn,"} <said> [Henrik Sol]."#,
        "{“What a dreadful hat!”} <exclaimed> [Lady Wexcombe].",
        "{“Is nobody at home?”} <called> [the postman].",
        "{“There is a smell of gas,”} <said> [Clara], and the postman nodded.",
        "{“We are quite lost,”} <said> [Clara, Tobias, and the postman].",
        "{“You promised,”} <sobbed> [the child].",
        "{‘It was raining,’} <said> [Wilfred].",
        "{‘Where is my brother?’} <demanded> [Tobias].",
        r#"{"We are short of nurses,"} <said> [Dr. Imre Kolozs]."#,
        "{“Hush!”} <whispered> [Anna].",
        "{“The tide has turned,”} <observed> [the ferryman].",
        "{“Poor thing,”} <thought> [Miss Abernathy].",
        "{“Three shillings,”} <muttered> [the clerk].",
        "{“I shall write to him,”} <declared> [my aunt].",
        "{“Bring a lamp,”} <ordered> [the doctor].",
        "{“Not so fast!”} <roared> [the farmer].",
        "{“It cannot be helped,”} <sighed> [Mr. Pargeter].",
        "{“He has gone to sea,”} <said> [his mother].",
        "{“Mother, look,”} <said> [Clara].",
        "{“We will vote it down,”} <say> [the councillors].",
        "{“No, Tobias,”} <said> [Anna].",
        "{“We leave at dawn,”} <said> [the old general].",
        "{“My brother has the front room,”} <said> [young Tobias].",
        "{“It has been raining since Monday,”} <said> [poor old Mr. Pargeter].",
        "{“Nobody touched the ledger,”} <said> [Ottilie Marsh].",
        r#"{"The bridge will hold,"} <says> [Mayor Ruth Ellery]."#,
        "{‘I never liked him,’} <said> [Mr. Pargeter] slowly.",
        "{“Who took my spade?”} <asked> [Wilfred].",
        "{“Run!”} <cried> [the nurse].",
        "{“Mind my feathers!”} <said> [the young Heron], and stalked off.",
        "{“Twice as many as last year,”} <put in> [Clara], who kept the books.",
        "{“Nobody has seen it since Tuesday!”} <broke in> [Lord Wexcombe].",
        "{“So are we all,”} <chimed in> [the old porter].",
        "{“It is a matter of taste,”} <replied> [she], and closed the piano.",
        "{“We have no comment,”} <said> [a spokesman for the harbour board] on Tuesday.",
        r#"{"We lost four barns in one night,"} <said> [Dale Hutchins], who farms outside the town."#,
        "{“You are late, Anna,”} <said> [Tobias] to his sister.",
        "{“Then I shall walk,”} <answered> [Lady Wexcombe] coldly.",
        "{“Come in, come in!”} <shouted> [Uncle Barnaby] from the kitchen.",
        "{“There is no money left,”} quietly <added> [Mrs. Treadgold].",
        "{“The valve failed,”} <explained> [Dr. Imre Kolozs, the plant's chief engineer].",
        "{“I wonder,”} <thought> [Clara], “whether he knows.”",
        "{‘No trains today,’} <said> [the porter], ‘nor tomorrow.’",
        "{“Perhaps,”} <murmured> [his brother], “we should wait.”",
        "{“In that case,”} <said> [Tobias], while Clara was still counting the oars, “somebody will have to swim.”",
        "{“Because,”} <said> [the robin], puffing out his chest, “somebody has to start.”",
        r#"{"They paid us in potatoes,"} <recalled> [Henrik Sol, 81, a retired miner]."#,
        "{“Not guilty,”} <whispered> [the boy] at the back.",
        "{“You may keep\nthe change,”} <said>\n[Miss Abernathy], and turned\nto the window.",
        "{“We can't go back,”} <said> **[Clara]**.",
        "{“Keep to the left,”} <advised> [Tobias], laughing.",
        "{“Not on a Sunday,”} <put in>, rather stiffly, [the organist].",
        "{“That is a great deal of rope for one goat,”}--<observed> [Clara] to the miller.",
    ],
    no: &[
        "{“The shepherd said so,”} Clara told the clerk.",
        "In those days {“Hush”} was the name of a lapdog.",
        "The sign above the door read {“No Dogs”} and nobody minded it.",
        "{“We leave at dawn.”} The old general looked at the map.",
        "He wrote {“said the spider”} across the page in green ink.",
        "{“They will come,”} Anna said.",
        "{‘Ghost ship’} found off Orkney",
        "Wilfred said, {“Huh,”} like a man who has found a penny.",
    ],
};

/// “…,” put in, rather sadly, the porter: the manner between verb and source, set apart.
fn aside(input: Tokens<'_>) -> Parsed<'_, ()> {
    let (rest, _) = kind(TokenKind::Comma).parse(input)?;
    let (after, ()) = adverbs(rest)?;
    let (end, _) = kind(TokenKind::Comma).parse(after)?;
    if after.at == rest.at { fail(input) } else { Ok((end, ())) }
}

/// “…,” Anna said; “…,” the old general, who had slept badly, told his daughter.
pub(super) fn straight(input: Tokens<'_>) -> Parsed<'_, Found> {
    let (start, _) = comma(input)?;
    let (start, ()) = adverbs(start)?;
    let (rest, source) = subject(start)?;
    let (rest, (end, verb)) = predicate(SAYS, 2).parse(rest)?;
    let gesture =
        input.scene.ending != Ending::Comma && verb.class.any(Class::MANNER) && !verb.class.any(Class::TAG);
    // “… dead.” Yesterday you voted: the adverb begins a sentence.
    let begins = input.scene.ending == Ending::Stop
        && start.at > input.at
        && input.first().is_some_and(|first| first.is_capitalised());
    // “…?” Tom asked Harry.
    let heard = || told(verb).parse(rest).is_ok_and(|(rest, _)| closes(rest));
    let tag = may_be_tag(input, start, verb.class, rest, heard);
    if verb.participle || verb.passive || gesture || begins || !tag {
        return fail(input);
    }
    if is_title(input) || input.scene.ending != Ending::Comma && reports_another(rest) {
        return fail(input);
    }
    let (rest, addressee) = opt(told(verb)).parse(rest)?;
    Ok((rest, Found { cue: verb.cue, source: source.up_to(end), addressee: addressee.flatten() }))
}

pub(super) const STRAIGHT: Production = Production {
    name: "quote-source-verb",
    side: Side::After,
    needs: Signs::VERB,
    parse: straight,
    yes: &[
        "{“The oars are gone,”} [he] <cried>.",
        r#"{"There is no plan,"} [she] <said>."#,
        "{“The bread is burnt,”} [the cook] <said>.",
        "{“Shut the gate,”} [I] <told> him.",
        "{“I told them that I would score,”} [the 22-year-old] <laughed>.",
        "{“The horse is lame,”} [Wilfred] <said>.",
        "{“The pier is a shambles,”} [the Colby Weekly] <said>.",
        "{“I will not sign,”} [Mrs. Treadgold] <said>.",
        r#"{"The grant ran out in March,"} [Kolozs] <said>."#,
        "{“Who told you that?”} [she] <asked>.",
        "{“Give it back!”} [the boy] <shouted>.",
        "{‘We were young,’} [she] <said>.",
        "{‘Is it heavy?’} [he] <asked>.",
        "{“Go and see,”} [Anna] <said> to the boy.",
        r#"{"They never called us,"} [he] <said> Monday."#,
        "{“You must be tired,”} [the landlady] <said>.",
        "{“I never learned to swim,”} [Tobias] <admitted>.",
        "{“We ought to turn back,”} [he] <suggested>.",
        "{“Yes, Clara,”} [he] <said>.",
        r#"{"It is a fair price,"} [she] <added>."#,
        "{“My hands are cold,”} [the girl] <complained>.",
        "{“Stay where you are,”} [the constable] <said>.",
        "{“And then it rained,”} [she] <continued>.",
        "{“It is the only way,”} [Miss Abernathy] <insisted>.",
        "{“We leave at dawn,”} [the old general] <said>.",
        r#"{"We will rebuild the pier,"} [Harlow] <said> Friday."#,
        "{“I have nothing to add,”} [he] <said>, turning to Anna.",
        "{“It was not me,”} [she] <whispered>.",
        "{“Is it far?”} [Wilfred] <asked>.",
        r#"{"The tests were clean,"} [Dr. Imre Kolozs, the plant's chief engineer], <said> in a statement."#,
        r#"{"We were never told,"} [Maria Benning, 34, a nurse from Colby], <said>."#,
        "{“You can have the boat,”} [I] <said>.",
        "{“It is only the wind,”} [Tobias] <told> the children.",
        "{“We shall see,”} [Mr. Pargeter] <had replied>.",
        r#"{"No one was hurt,"} [police] <said>."#,
        "{“Sit down,”} [Mrs. Treadgold] <softly added>.",
        "{“Is there a key?”} [Tobias] <asked> the porter.",
        "{“Is the kettle on?”} [Bill] <asked> Clara.",
        "{“Will you come?”} [Will] <asked>.",
        "{“Not in my kitchen!”} [Clara] <told> them over her shoulder.",
        "{‘The road is closed,’} [the constable] <told> them.",
        r#"{"We will rebuild it,"} [Harlow] <was quoted as saying> by the paper."#,
        "{“Oh dear!”} [she] <cried>.",
        "{“I should never have sold it,”} [the farmer] <went on>.",
        "{“Nonsense,”} [her mother] <snapped>, and shut the book.",
        "{“Well,”} [he] <began>, “it was like this.”",
        r#"{"The city broke its word,"} [Ellery] <wrote> in a letter to the board."#,
        r#"{"Our members want a vote,"} [Ruth Ellery, who leads the dockers' union], <told> reporters."#,
        "{“All the same,”} [Clara] <thought>, “I like him.”",
        "{“We can't go back,”} **[Clara]** <replied>.",
        "_{“It isn't there now,”}_ [Tobias] <said>.",
    ],
    no: &[
        "{“The horse is lame.”} Wilfred looked away.",
        "{“Stay.”} The constable had left his lamp at home.",
        "{“We leave at noon,”} said the young general.",
        "{“Who goes there?”} He said nothing more for an hour.",
        "{“Is the well dry?”} Wilfred began to think of moving house.",
        "It means {“rain that is too lazy to fall.”} I have never found it in a book.",
        "{“Enough.”} Anna had never told them about the letter.",
        "{“Is there a key?”} Tobias asked him for a candle.",
        "{“Not in my kitchen!”} Clara told them that she had cooked for a bishop.",
        "You said that the bill was {“paved over.”} Yesterday you admitted that it lives.",
        "In her memoir, {“Small Green Things,”} Ruth Ellery wrote that moss is patient.",
        "The clerk asked, {“Is it heavy?”} I said, “Not very.”",
        "On the wall hung a sampler with the words {“Home, Sweet Home”} which he said was his aunt's.",
    ],
};

/// “…,” he turned and said; “…,” she laughed, adding.
pub(super) fn second_verb(input: Tokens<'_>) -> Parsed<'_, Found> {
    if input.scene.ending != Ending::Comma {
        return fail(input);
    }
    let (rest, _) = comma(input)?;
    let (rest, source) = subject(rest)?;
    let (rest, ()) = adverbs(rest)?;
    let (mut rest, _) = token(is_finite).parse(rest)?;
    for _ in 0..10 {
        let Some(next) = rest.first() else { break };
        if matches!(next.kind, TokenKind::Stop | TokenKind::Colon | TokenKind::Semicolon)
            || next.class().any(Class::SUBJECT)
        {
            break;
        }
        if next.is(TokenKind::Comma) || next.class().any(Class::CONJUNCTION) {
            let (after, _) = opt(class(Class::CONJUNCTION)).parse(rest.from(rest.at + 1))?;
            if let Ok((after, verb)) = group(Class::SPEECH.or(Class::TAG)).parse(after)
                && !input.scene.resumes
            {
                return Ok((after, Found { cue: verb.cue, source, addressee: None }));
            }
        }
        rest = rest.from(rest.at + 1);
    }
    fail(input)
}

pub(super) const SECOND_VERB: Production = Production {
    name: "quote-source-second-verb",
    side: Side::After,
    needs: Signs::VERB,
    parse: second_verb,
    yes: &[
        "{“I saw him go,”} [Anna] turned and <said>.",
        "{“Very well,”} [he] stood up and <replied>.",
        "{“Not a penny,”} [the miller] shook his head and <said>.",
        "{“Leave it there,”} [she] put down the tray and <whispered>.",
    ],
    no: &[
        "{“I saw him go,”} said Anna, who turned and wept.",
        "{“I saw him go.”} Anna turned and said that it was late.",
    ],
};

/// “…,” Tobias heard Clara say: whoever is heard speaks.
pub(super) fn heard(input: Tokens<'_>) -> Parsed<'_, Found> {
    let (start, _) = comma(input)?;
    let (rest, _) = subject(start)?;
    let (rest, ()) = adverbs(rest)?;
    let (rest, _) = any_word(const { &entries(["heard", "hears", "overheard"]) }).parse(rest)?;
    let (rest, source) = subject(rest)?;
    let (rest, ()) = adverbs(rest)?;
    let (rest, verb) = group(SAYS).parse(rest)?;
    if !verb.class.any(Class::BASE.or(Class::GERUND)) || !may_be_tag(input, start, verb.class, rest, || false)
    {
        return fail(input);
    }
    let (rest, addressee) = opt(spoken_to).parse(rest)?;
    Ok((rest, Found { cue: verb.cue, source, addressee: addressee.flatten() }))
}

pub(super) const HEARD: Production = Production {
    name: "quote-heard-source-say",
    side: Side::After,
    needs: Signs::VERB,
    parse: heard,
    yes: &[
        "{“He never paid for that pony,”} Tobias heard [Clara] <say> to the miller.",
        "{“Somebody has been at the cake,”} he heard [the cook] <mutter>.",
        "{“Not in this house!”} they heard [Mrs. Treadgold] <shouting>.",
    ],
    no: &["{“He never paid for it,”} Tobias heard.", "{“I never heard her say so,”} said Clara."],
};

/// Whether what stands before a quotation that goes on is the tag of the one before it.
#[derive(Clone, Copy)]
pub(super) enum Tagged {
    No,
    Inverted,
    /// *She said*, with what it tells.
    Straight(Found),
}

/// “Well,” said Anna, when Tobias had read the note, “if it must be”: the words go on, and are the one's who has the tag.
pub(super) fn tagged(input: Tokens<'_>) -> Tagged {
    let behind = input.before(input.at).is_some_and(|mark| mark.is(TokenKind::Mark));
    let goes_on = || {
        let quoted = input.scene.prose.tokens.get(input.scene.quotation.range()).unwrap_or_default();
        quoted.iter().find(|token| token.is(TokenKind::Word)).is_some_and(|first| !first.is_capitalised())
    };
    if !behind || !goes_on() {
        return Tagged::No;
    }
    if inverted(input).is_ok() {
        return Tagged::Inverted;
    }
    match straight(input) {
        // “Well,” she says, before I can speak, “if it must be”; but “Well,” she says, and adds, “if it must be”
        Ok((rest, found)) if is_subordinate(rest) => Tagged::Straight(found),
        _ => Tagged::No,
    }
}

/// What follows a tag is a clause that hangs on it: *before I can speak*.
fn is_subordinate(rest: Tokens<'_>) -> bool {
    let after = comma(rest).map_or(rest, |(rest, _)| rest);
    after.first().is_some_and(|first| first.class().any(Class::SUBORDINATOR) && !first.is_capitalised())
}

/// Whether the words quoted are what a work is called: *in her memoir, “Small Green Things,”*.
pub(super) fn is_title(input: Tokens<'_>) -> bool {
    const WORKS: &[&str] = &[
        "memoir",
        "memoirs",
        "autobiography",
        "book",
        "novel",
        "album",
        "film",
        "song",
        "play",
        "essay",
        "poem",
        "series",
        "documentary",
        "column",
        "article",
        "paper",
        "report",
        "study",
        "debut",
        "podcast",
        "blog",
        "show",
    ];
    let open = input.scene.quotation.start as usize;
    let token = |back: usize| open.checked_sub(back).and_then(|at| input.scene.prose.tokens.get(at));
    let work = token(1).is_some_and(|comma| comma.is(TokenKind::Comma))
        && token(2).is_some_and(|noun| WORKS.iter().any(|work| input.is(noun, work)));
    let quoted = input.scene.prose.tokens.get(input.scene.quotation.range()).unwrap_or_default();
    let mut words = quoted.iter().filter(|token| token.is(TokenKind::Word) && token.len > 3);
    work && words.all(Token::is_capitalised)
}

/// A tag cannot begin a sentence of its own with its verb.
fn stands_in_sentence(input: Tokens<'_>, verb: usize) -> bool {
    input.get(verb).is_some_and(|verb| !verb.is_capitalised() || verb.has(Flags::CAPITALS))
}

/// Whether subject and verb after a quotation are its tag, or a sentence of their own; `heard` tells whether nothing but
/// who was spoken to follows.
fn may_be_tag(
    input: Tokens<'_>,
    start: Tokens<'_>,
    verb: Class,
    rest: Tokens<'_>,
    heard: impl FnOnce() -> bool,
) -> bool {
    // "I" has its capital anywhere: “….” I said. But “….” I have never found it in a book; “….” I said, “…”;
    // she said, “…?” I said, “…”
    let open = (input.scene.quotation.start as usize).checked_sub(1);
    let led = || open.and_then(|at| input.scene.prose.tokens.get(at)).is_some_and(brings_in);
    let whole = match input.scene.ending {
        Ending::Stop => true,
        Ending::Open => led(),
        Ending::Comma | Ending::Broken | Ending::Bare => false,
    };
    let leads = whole && input.scene.resumes && input.last().is_some_and(brings_in);
    let lower = start.first().is_some_and(|first| {
        !first.is_capitalised() || first.class().any(Class::FIRST) && verb.any(Class::TAG) && !leads
    });
    match input.scene.ending {
        Ending::Comma => true,
        Ending::Stop => lower && tag_ends(rest),
        Ending::Open | Ending::Broken => {
            let known = || start.mention_here().is_some_and(|(_, mention)| mention.kind == MentionKind::Name);
            let name = start.first().is_some_and(|first| {
                first.is_capitalised()
                    && (!first.class().any(Class::COMMON.or(Class::PRONOUN).or(Class::DETERMINER)) || known())
            });
            lower || name && (tag_ends(rest) || heard())
        }
        Ending::Bare => tag_ends(rest),
    }
}

/// “…?” I answered that it had been nine weeks: the verb has a content of its own.
fn reports_another(rest: Tokens<'_>) -> bool {
    matches!(rest.slice(), [that, next, ..] if rest.is(that, "that") && !next.class().any(Class::TIME.or(Class::NOUN)))
}

/// What stands right before the quotation that a clause leads in.
fn brings_in(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Comma | TokenKind::Colon)
}

/// What may follow the verb of a tag, rather than its object: not *to think*.
fn tag_ends(rest: Tokens<'_>) -> bool {
    let infinitive = matches!(rest.slice(), [to, verb, ..] if rest.is(to, "to")
        && verb.class().any(Class::BASE)
        && !verb.is_capitalised());
    !infinitive
        && rest.first().is_none_or(|next| {
            !next.is(TokenKind::Word) && !next.is(TokenKind::Mark)
                || next.class().any(
                    Class::ADVERB
                        .or(Class::PREPOSITION)
                        .or(Class::TIME)
                        .or(Class::GERUND)
                        .or(Class::CONJUNCTION),
                )
                || is_adverb(rest, next)
        })
}

/// Whether a clause is at its end: *Tom asked Harry. …*, *Tom told her over his shoulder*, not *Tom asked Harry for money*.
fn closes(input: Tokens<'_>) -> bool {
    const HOW: [u16; 9] =
        entries(["after", "at", "before", "from", "in", "over", "through", "with", "without"]);
    let ends = |rest: Tokens<'_>| {
        rest.first().is_none_or(|next| {
            matches!(next.kind, TokenKind::Stop | TokenKind::Comma | TokenKind::Semicolon | TokenKind::Dash)
                || is_one_of(next.word, &HOW)
        })
    };
    ends(input) || adverbs(input).is_ok_and(|(rest, ())| ends(rest))
}

fn spoken_to(input: Tokens<'_>) -> Parsed<'_, Option<u32>> {
    let (rest, ()) = adverbs(input)?;
    let (_, _) = word("to").parse(rest)?;
    hearer(rest)
}
