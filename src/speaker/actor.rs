//! Whom a tale describes and never names: who acts where somebody speaks, and whom the pronoun of a tag stands for.

use alloc::vec::Vec;

use super::description::{Described, is_bare, words};
use super::fact::{Head, Role, acts_as_person, described, role};
use super::frame::Fit;
use crate::Gender;
use crate::attribution::Relation;
use crate::entity::{Entity, EntityKind};
use crate::lexer::{Token, TokenKind};
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
    entities: &[Entity],
    short: bool,
    mut found: impl FnMut(u32),
) {
    let mut nameless = nameless(prose, mentions, entities);
    let spoken = quotations.iter().filter(|quotation| quotation.parent().is_none());
    let mut spoken = spoken.filter(|quotation| quotation.kind != QuoteKind::Scare).peekable();
    let may = |mention: &Mention| {
        mention.kind == MentionKind::Nominal
            && mention.entity().is_none()
            && mention.quotation().is_none()
            && !mention.plural
    };
    let mut known = None;
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
        let first = short && !new && next.tokens.start <= here.start + 1;
        // "The girl" may be anybody who has a name; "a girl" and "the waiter" hardly, and neither is "my brother".
        let mut alone = false;
        let somebody = match (new, head) {
            (true, Head::Person) | (_, Head::Role) => true,
            // "The landlady" is one, too, and "the woman across the way"; and "the girl", where no woman has a name.
            (false, Head::Person) => {
                let noun = prose.tokens.get(mention.head().start as usize);
                let told = is_newcomer(prose.tokens, mention)
                    || tokens.end > mention.head().end
                    || noun.is_some_and(|noun| noun.class().any(Class::ROLE));
                let known = told || short && nameless(mention);
                alone = !told && known && is_bare(prose.tokens, mention);
                known
            }
            (_, Head::Kin) => is_narrators(prose.tokens, mention) || is_called_so(prose.tokens, mention),
            _ => false,
        };
        // "Such a man must fail": any man of the kind.
        let kind = prose.tokens.get(tokens.start as usize).is_some_and(|such| such.word == SUCH);
        if somebody
            && !kind
            && begins(prose, here, first) <= tokens.start
            && role(prose.tokens, tokens.start as usize, tokens.end as usize) == Role::Subject
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
fn is_child(tokens: &[Token], described: &Mention) -> bool {
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

/// Tells of descriptions whether nobody has a name who could be described so.
fn nameless<'t>(
    prose: Prose<'t>,
    mentions: &'t [Mention],
    entities: &'t [Entity],
) -> impl FnMut(&Mention) -> bool + 't {
    // By gender, and whether it is a child's: each is asked for once.
    let mut named = [[None; 2]; Gender::Unknown as usize + 1];
    move |described| {
        let child = is_child(prose.tokens, described);
        let known = named.get_mut(described.gender as usize).and_then(|of| of.get_mut(usize::from(child)));
        let find = || has_name(prose, mentions, entities, described.gender, child);
        !known.is_some_and(|known| *known.get_or_insert_with(find))
    }
}

/// Whether anybody in narration has a name who could be described with this gender, as a child or not.
fn has_name(
    prose: Prose<'_>,
    mentions: &[Mention],
    entities: &[Entity],
    gender: Gender,
    child: bool,
) -> bool {
    let names = || mentions.iter().filter(|m| m.kind == MentionKind::Name && m.quotation().is_none());
    let titled = |mention: &&Mention| mention.tokens().start < mention.head().start;
    // Whoever goes by a title is grown up, by a name alone as well.
    let mut grown: Vec<u32> = names().filter(|m| child && titled(m)).filter_map(Mention::entity).collect();
    grown.sort_unstable();
    names().any(|name| {
        let entity = name.entity().filter(|entity| grown.binary_search(entity).is_err());
        let entity = entity.and_then(|entity| entities.get(entity as usize));
        entity.is_some_and(|entity| {
            acts_as_person(prose.tokens, entity.kind, name) && Fit::of(entity.gender, gender) != Fit::Differs
        })
    })
}

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
    let listed = || {
        let mut sources: Vec<u32> = relations.iter().filter_map(|relation| relation.mention.get()).collect();
        sources.sort_unstable();
        sources
    };
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
    let before = segments.partition_point(|segment| segment.tokens.end < here.start);
    segments.get(before).map_or(here.start, |before| before.tokens.start)
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
