//! Whom a tale describes and never names: who acts where somebody speaks, and whom the pronoun of a tag stands for.

use alloc::vec::Vec;

pub(super) mod thing;

use super::description::{Described, is_bare, words};
use super::fact::{Head, Role, acts_as_person, described, owner, role, told};
use super::frame::Fit;
use crate::Gender;
use crate::attribution::Relation;
use crate::entity::{Entity, EntityKind};
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::mention::{Mention, MentionKind};
use crate::pipeline::Prose;
use crate::quotation::{Quotation, QuoteKind};
use crate::span::Run;

/// Finds the descriptions of somebody who does something in a paragraph in which somebody speaks: *A porter stopped. “…”*
///
/// In a `short` tale "the girl" is somebody by herself where nobody has a name who could be described so.
pub(super) fn act(
    prose: Prose<'_>,
    quotations: &[Quotation],
    mentions: &[Mention],
    relations: &[Relation],
    entities: &[Entity],
    short: bool,
    mut found: impl FnMut(u32),
) {
    let mut named = named(prose, mentions, entities);
    let mut sources: Option<Vec<u32>> = None;
    let spoken = quotations.iter().filter(|quotation| quotation.parent().is_none());
    let mut spoken = spoken.filter(|quotation| quotation.kind != QuoteKind::Scare).peekable();
    let may = |mention: &Mention| {
        mention.kind == MentionKind::Nominal
            && mention.entity().is_none()
            && mention.quotation().is_none()
            && !mention.plural
    };
    let mut known = None;
    let part = if short { told } else { role };
    for (index, mention) in (0..).zip(mentions).filter(|(_, mention)| may(mention)) {
        let tokens = mention.tokens();
        let paragraph = |quotation: &Quotation| {
            prose.paragraphs.get(quotation.paragraph as usize).map(|paragraph| paragraph.tokens)
        };
        while spoken
            .next_if(|quotation| paragraph(quotation).is_none_or(|run| run.end <= tokens.start))
            .is_some()
        {}
        let Some(next) = spoken.peek() else { break };
        let Some(here) = paragraph(next) else { break };
        let (new, head) = described(prose.tokens, mention);
        // A porter who comes and goes before somebody speaks may be gone.
        let first = short && (!new || shows(prose.tokens, tokens)) && next.tokens.start <= here.start + 1;
        // "The girl" may be anybody who has a name; "a girl" and "the waiter" hardly, and neither is "my brother".
        let mut alone = false;
        let somebody = match (new, head) {
            (true, Head::Person) | (_, Head::Role) => true,
            // "One of the fishermen".
            (true, Head::Other) => short && is_one_of_them(prose.tokens, mention),
            // "The landlady" is one, too, and "the woman across the way"; and "the girl", where no woman has a name.
            (false, Head::Person) => {
                let noun = prose.tokens.get(mention.head().start as usize);
                // "The woman, who had gone before, sighed" is told by no more than that.
                let tail = prose.tokens.get(mention.head().end as usize);
                let told = is_newcomer(prose.tokens, mention)
                    || tokens.end > mention.head().end && !tail.is_some_and(|tail| tail.is(TokenKind::Comma))
                    || noun.is_some_and(|noun| noun.class().any(Class::ROLE));
                let known = told
                    || short
                        && match named(mention.gender, is_child(prose.tokens, mention)) {
                            Named::Nobody => true,
                            // “Sit down,” said Tom, who is the only man with a name: "the old man" is not he.
                            Named::One(only) if mention.gender != Gender::Unknown => {
                                let sources = sources.get_or_insert_with(|| sources_of(relations));
                                has_spoken(prose, mentions, sources, index, here, only)
                            }
                            // Nor is "the dragon" anybody who is known for a man or a woman.
                            _ => {
                                is_no_human(prose.tokens, mention)
                                    && named(Gender::Other, false) == Named::Nobody
                            }
                        };
                alone = !told && known && is_bare(prose.tokens, mention);
                known
            }
            (_, Head::Kin) => {
                is_narrators(prose.tokens, mention)
                    || is_called_so(prose.tokens, mention)
                    || short
                        && begins_sentence(prose.tokens, tokens)
                        && is_owned(prose.tokens, mention)
                        && match named(mention.gender, false) {
                            Named::Nobody => true,
                            // Her sister is not she.
                            Named::One(she) => {
                                let known = entities.get(she as usize).map(|she| she.gender);
                                known == Some(owner(prose.tokens, tokens.start as usize))
                            }
                            Named::Several => false,
                        }
            }
            _ => false,
        };
        // "Such a man must fail": any man of the kind.
        let kind = prose.tokens.get(tokens.start as usize).is_some_and(|such| such.word == SUCH);
        if somebody
            && !kind
            && begins(prose, here, first) <= tokens.start
            && (part(prose.tokens, tokens.start as usize, tokens.end as usize) == Role::Subject
                || new && comes_in(prose.tokens, tokens)
                || short && shows(prose.tokens, tokens))
        {
            let noun = noun_of(prose.tokens, mention).filter(|_| alone);
            let first = noun.and_then(|noun| {
                let firsts = known.get_or_insert_with(|| firsts(prose, mentions));
                let at = firsts.binary_search_by_key(&noun, |first| first.0).ok()?;
                firsts.get(at).map(|first| first.1)
            });
            found(first.unwrap_or(index));
        }
    }
}

const SUCH: u16 = lexicon::entry("such");
const IT: u16 = lexicon::entry("it");

/// The noun of a description.
type Noun = (u16, u16);

fn noun_of(tokens: &[Token], mention: &Mention) -> Option<Noun> {
    tokens.get(mention.head().start as usize).map(|noun| (noun.word, noun.hash))
}

/// The first description by each noun alone, in the order of nouns: "a man in the armchair", who is "the man" later.
fn firsts(prose: Prose<'_>, mentions: &[Mention]) -> Vec<(Noun, u32)> {
    let bare = |(_, mention): &(u32, &Mention)| {
        mention.kind == MentionKind::Nominal
            && mention.entity().is_none()
            && mention.quotation().is_none()
            && !mention.plural
            && words(prose.tokens, Described::of(mention).tokens).count() == 1
    };
    let found = (0..).zip(mentions).filter(bare);
    let mut firsts: Vec<(Noun, u32)> =
        found.filter_map(|(index, mention)| Some((noun_of(prose.tokens, mention)?, index))).collect();
    firsts.sort_unstable();
    firsts.dedup_by_key(|first| first.0);
    firsts
}

/// "The boy", whom nobody calls Mr. Thackray.
pub(super) fn is_child(tokens: &[Token], described: &Mention) -> bool {
    const CHILDREN: [u16; 10] = lexicon::entries([
        "boy",
        "girl",
        "lad",
        "lass",
        "child",
        "kid",
        "youngster",
        "urchin",
        "schoolboy",
        "schoolgirl",
    ]);
    let noun = tokens.get(described.head().start as usize);
    noun.is_some_and(|noun| lexicon::is_one_of(noun.word, &CHILDREN))
}

/// "Her sister", "his mother": somebody's, of a gender that the word tells.
fn is_owned(tokens: &[Token], mention: &Mention) -> bool {
    mention.gender != Gender::Unknown && owner(tokens, mention.tokens().start as usize) != Gender::Unknown
}

/// *A girl in a school blazer stood there*: who has just come, wherever the verb stands.
fn comes_in(tokens: &[Token], newcomer: Run) -> bool {
    let next = tokens.get(newcomer.end as usize);
    let goes_on = || next.is_some_and(|next| next.class().any(Class::PREPOSITION.or(Class::VERB)));
    if begins_sentence(tokens, newcomer) { goes_on() } else { enters(tokens, newcomer) }
}

/// *A girl stood there*, *there was a woman at the window*: a sentence begins with who has just come.
pub(super) fn enters(tokens: &[Token], newcomer: Run) -> bool {
    begins_sentence(tokens, newcomer) || shows(tokens, newcomer)
}

/// Whether the words before tell that somebody is there now: *there was | a woman*, *in came | the porter*, *on the heap
/// stood | a creature*, *it was | the registrar*; but neither *it was | a man's* nor *there sat | the Voss girl*, who has a name.
pub(super) fn shows(tokens: &[Token], newcomer: Run) -> bool {
    /// So many words lead to the verb.
    const MOST: usize = 12;
    let start = newcomer.start as usize;
    let described = tokens.get(start + 1..newcomer.end as usize).unwrap_or_default();
    let named = tokens.get(start).is_some_and(|first| !first.is_capitalised())
        && described.iter().any(|word| word.is(TokenKind::Word) && word.is_capitalised());
    if named || described.iter().any(|word| word.has(Flags::CLITIC)) {
        return false;
    }
    let Some((is, lead)) = tokens.get(start.saturating_sub(MOST)..start).and_then(|words| words.split_last())
    else {
        return false;
    };
    let finite = is.class().any(Class::PAST.or(Class::THIRD).or(Class::AUXILIARY));
    let boundary = |word: &Token| {
        word.ends_sentence()
            || word.is(TokenKind::Mark)
            || word.is(TokenKind::Semicolon)
            || word.class().any(Class::CONJUNCTION)
    };
    let Some(last) = lead.last().filter(|_| finite) else { return false };
    // *It was | the registrar*, but not *that it was*.
    let opens = || lead.len().checked_sub(2).and_then(|at| lead.get(at)).is_none_or(boundary);
    if last.word == IT && is.class().any(Class::AUXILIARY) {
        return opens();
    }
    if last.word == THERE {
        return true;
    }
    if !lexicon::is_one_of(is.word, &COMES) {
        return false;
    }
    if lexicon::is_one_of(last.word, &WAYS) {
        return opens();
    }
    // *On the rug, on a heap of paper, stood | a creature*
    let from = lead.iter().rposition(boundary).map_or(0, |at| at + 1);
    lead.get(from..)
        .unwrap_or_default()
        .first()
        .is_some_and(|first| first.class().any(Class::PREPOSITION) && first.word != lexicon::entry("to"))
        && !lead.get(from..).unwrap_or_default().iter().any(|word| word.class().any(Class::SUBJECT))
}

/// Where somebody comes: *in* came the porter.
const WAYS: [u16; 16] = lexicon::entries([
    "in", "out", "up", "down", "over", "back", "along", "here", "through", "off", "forth", "forward",
    "inside", "behind", "next", "then",
]);

/// What is said before somebody who has come.
const COMES: [u16; 24] = lexicon::entries([
    "came", "comes", "went", "goes", "stood", "stands", "sat", "sits", "lay", "lies", "walked", "walks",
    "ran", "strode", "burst", "stepped", "marched", "swept", "rushed", "appeared", "appears", "emerged",
    "waited", "rose",
]);

/// Whether a sentence begins with it.
fn begins_sentence(tokens: &[Token], phrase: Run) -> bool {
    let before = (phrase.start as usize).checked_sub(1).and_then(|before| tokens.get(before));
    before.is_none_or(|before| before.ends_sentence() || before.is(TokenKind::Mark))
}

/// "The dragon": whoever is so described is neither man nor woman; and "the stranger" is nobody whom the reader knows.
fn is_no_human(tokens: &[Token], described: &Mention) -> bool {
    const OTHERS: [u16; 27] = lexicon::entries([
        "alien", "android", "creature", "cyborg", "demon", "djinn", "dragon", "droid", "elf", "fairy", "fox",
        "genie", "ghost", "goblin", "griffin", "mermaid", "ogre", "ogress", "phantom", "pixie", "robot",
        "stranger", "troll", "unicorn", "zombie", "newcomer", "dwarf",
    ]);
    let noun = tokens.get(described.head().start as usize);
    noun.is_some_and(|noun| lexicon::is_one_of(noun.word, &OTHERS))
}

/// Who has a name and could be described in some way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Named {
    Nobody,
    One(u32),
    Several,
}

/// Tells who has a name and could be described with a gender, as a child or not; with [`Gender::Other`] who is not known
/// for a man or a woman.
fn named<'t>(
    prose: Prose<'t>,
    mentions: &'t [Mention],
    entities: &'t [Entity],
) -> impl FnMut(Gender, bool) -> Named + 't {
    // Each is asked for once.
    let mut known = [[None; 2]; Gender::Unknown as usize + 1];
    move |gender, child| {
        let known = known.get_mut(gender as usize).and_then(|of| of.get_mut(usize::from(child)));
        let find = || have_names(prose, mentions, entities, gender, child);
        known.map_or(Named::Several, |known| *known.get_or_insert_with(find))
    }
}

/// Who in narration has a name and could be described with this gender, as a child or not.
fn have_names(
    prose: Prose<'_>,
    mentions: &[Mention],
    entities: &[Entity],
    gender: Gender,
    child: bool,
) -> Named {
    let names = || mentions.iter().filter(|m| m.kind == MentionKind::Name && m.quotation().is_none());
    let titled = |mention: &&Mention| mention.tokens().start < mention.head().start;
    // Whoever goes by a title is grown up, by a name alone as well.
    let mut grown: Vec<u32> = names().filter(|m| child && titled(m)).filter_map(Mention::entity).collect();
    grown.sort_unstable();
    let fits = |name: &Mention| {
        let index = name.entity().filter(|entity| grown.binary_search(entity).is_err())?;
        let entity = entities.get(index as usize)?;
        let fits = match gender {
            Gender::Other => !matches!(entity.gender, Gender::Female | Gender::Male),
            _ => Fit::of(entity.gender, gender) != Fit::Differs,
        };
        (fits && acts_as_person(prose.tokens, entity.kind, name)).then_some(index)
    };
    let mut fitting = names().filter_map(fits);
    match fitting.next() {
        None => Named::Nobody,
        Some(one) if fitting.all(|other| other == one) => Named::One(one),
        Some(_) => Named::Several,
    }
}

/// The mentions that reporting clauses have as their sources, in their order.
fn sources_of(relations: &[Relation]) -> Vec<u32> {
    let mut sources: Vec<u32> = relations.iter().filter_map(|relation| relation.mention.get()).collect();
    sources.sort_unstable();
    sources
}

/// How many mentions back the tag of the paragraph before is looked for.
const LOOK: usize = 48;

/// Whether a tag in the paragraph before `here` names somebody.
fn has_spoken(
    prose: Prose<'_>,
    mentions: &[Mention],
    sources: &[u32],
    index: u32,
    here: Run,
    who: u32,
) -> bool {
    let before = prose.paragraphs.partition_point(|paragraph| paragraph.tokens.end < here.start);
    let Some(before) = prose.paragraphs.get(before).map(|paragraph| paragraph.tokens) else { return false };
    let earlier = mentions.get(..index as usize).unwrap_or_default();
    let earlier = (0..index).rev().zip(earlier.iter().rev()).take(LOOK);
    let mut there = earlier
        .skip_while(|(_, mention)| mention.tokens().start >= here.start)
        .take_while(|(_, mention)| mention.tokens().start >= before.start)
        .filter(|(at, _)| sources.binary_search(at).is_ok());
    there.next().is_some_and(|(_, tag)| tag.kind == MentionKind::Name && tag.entity() == Some(who))
}

const THERE: u16 = lexicon::entry("there");

/// So many tokens back somebody is still whom "he" stands for.
const RECENT: u32 = 300;

/// Somebody without a name.
#[derive(Clone, Copy)]
struct Unnamed {
    index: u32,
    at: u32,
    subject: bool,
}

/// Finds the descriptions that the pronoun of a tag stands for, where nobody who has a name could be meant: *My uncle
/// brought home a parrot. “It talks,” he said.* `told` are the descriptions, sorted, of whom more is told.
pub(super) fn stand_for(
    prose: Prose<'_>,
    mentions: &[Mention],
    relations: &[Relation],
    entities: &[Entity],
    told: &[u32],
    mut found: impl FnMut(u32),
) {
    // In their order, once anybody asks: where people have names, nobody does.
    let mut sources: Option<Vec<u32>> = None;
    let listed = || sources_of(relations);
    // For "he" and for "she": whether anybody has a name, and whoever has none.
    let mut genders = [(Gender::Male, false, None::<Unnamed>), (Gender::Female, false, None)];
    for (index, mention) in (0..).zip(mentions) {
        if genders.iter().all(|(_, named, _)| *named) {
            break;
        }
        if mention.plural || mention.quotation().is_some() {
            continue;
        }
        let at = mention.tokens().start;
        let entity = mention.entity().and_then(|entity| entities.get(entity as usize));
        let somebody = entity.is_some_and(|entity| {
            entity.kind == EntityKind::Narrator || acts_as_person(prose.tokens, entity.kind, mention)
        });
        for (gender, named, unnamed) in &mut genders {
            let near = unnamed.filter(|known| at - known.at <= RECENT);
            match (mention.kind, entity) {
                (_, Some(entity)) => *named |= somebody && Fit::of(entity.gender, *gender) != Fit::Differs,
                // Who speaks by this description may speak as "he".
                (MentionKind::Nominal, None)
                    if mention.gender == *gender && told.binary_search(&index).is_ok() =>
                {
                    *named = true;
                }
                (MentionKind::Pronoun, None) if mention.gender == *gender => {
                    if let Some(near) = near.filter(|_| !*named)
                        && sources.get_or_insert_with(listed).binary_search(&index).is_ok()
                    {
                        found(near.index);
                    }
                }
                (MentionKind::Nominal, None)
                    if Fit::of(mention.gender, *gender) != Fit::Differs
                        && is_somebody(prose.tokens, mention)
                        && !is_told_of(prose.tokens, mention) =>
                {
                    let subject =
                        role(prose.tokens, at as usize, mention.tokens().end as usize) == Role::Subject;
                    // "The nurse had a warm voice": the nurse.
                    if subject || !near.is_some_and(|near| near.subject) {
                        *unnamed = Some(Unnamed { index, at, subject });
                    }
                }
                _ => {}
            }
        }
    }
}

/// "He was a big, slow man": what somebody is who was there before.
fn is_told_of(tokens: &[Token], mention: &Mention) -> bool {
    let before = (mention.tokens().start as usize).checked_sub(1).and_then(|before| tokens.get(before));
    before.is_some_and(|was| was.class().any(Class::AUXILIARY))
}

/// "The tall man", "my uncle", "a porter".
fn is_somebody(tokens: &[Token], mention: &Mention) -> bool {
    tokens.get(mention.head().start as usize).is_some_and(|head| head.class().any(Class::HUMAN))
}

/// Where what leads in to somebody's words begins: with their paragraph, with the one before that ends in a colon, or, in
/// a short tale where the words `alone` begin the paragraph, with the last sentence before: *The girl shook her head.*
fn begins(prose: Prose<'_>, here: Run, alone: bool) -> u32 {
    let colon = (here.start as usize).checked_sub(1).and_then(|before| prose.tokens.get(before));
    let segments = if colon.is_some_and(|colon| colon.is(TokenKind::Colon)) {
        prose.paragraphs
    } else if alone {
        prose.sentences
    } else {
        return here.start;
    };
    let last = segments.partition_point(|segment| segment.tokens.end < here.start);
    let start = |at: usize| segments.get(at).map_or(here.start, |segment| segment.tokens.start);
    let first = |at: usize| prose.tokens.get(start(at) as usize);
    // *It was a policeman. | He was large. He had to bend.*
    let he = |at: &usize| {
        first(*at).is_some_and(|he| {
            he.class().any(Class::SUBJECT) && he.word != IT && !he.class().any(Class::FIRST)
        })
    };
    let told = (0..=last).rev().take(SENTENCES).take_while(he).count();
    let shown = last.checked_sub(told).filter(|&it| alone && first(it).is_some_and(|it| it.word == IT));
    start(shown.unwrap_or(last))
}

/// So many sentences may tell more of somebody who has come.
const SENTENCES: usize = 3;

/// "One of the fishermen", "one of them".
fn is_one_of_them(tokens: &[Token], mention: &Mention) -> bool {
    const ONE: u16 = lexicon::entry("one");
    const OF: u16 = lexicon::entry("of");
    let people = Class::HUMAN.or(Class::GROUP);
    match tokens.get(mention.tokens().range()) {
        Some([one, of, .., last]) if one.word == ONE && of.word == OF => {
            last.class().any(people) || last.class().all(Class::PRONOUN.or(Class::MANY))
        }
        _ => false,
    }
}

/// "My brother".
fn is_narrators(tokens: &[Token], mention: &Mention) -> bool {
    tokens
        .get(mention.tokens().start as usize)
        .is_some_and(|first| first.class().all(Class::POSSESSIVE.or(Class::FIRST)))
}

/// "Mother came in": a word of kinship by itself is what somebody is called.
fn is_called_so(tokens: &[Token], mention: &Mention) -> bool {
    matches!(tokens.get(mention.tokens().range()), Some([kin]) if kin.is_capitalised())
}

/// "The new girl" has just come.
fn is_newcomer(tokens: &[Token], mention: &Mention) -> bool {
    const NEW: [u16; 3] = lexicon::entries(["new", "other", "second"]);
    let second = tokens.get(mention.tokens().start as usize + 1);
    second.is_some_and(|word| lexicon::is_one_of(word.word, &NEW))
}
