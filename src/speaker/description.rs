//! Descriptions that speak: "the old general" is one person wherever the same words stand.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::SHORT;
use super::actor;
use super::epithet;
use super::fact::{Head, described, owner};
use super::frame::Fit;
use super::limb;
use super::told::Told;
use crate::Gender;
use crate::attribution::{AttributionKind, Relation};
use crate::entity::{Entity, EntityKind};
use crate::lexer::{Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::mention::{Mention, MentionKind};
use crate::options::Options;
use crate::pipeline::Prose;
use crate::quotation::Quotation;
use crate::span::Run;

/// Organisations that are groups of people by their other sense.
pub(super) const COMPANIES: [u16; 2] = lexicon::entries(["company", "firm"]);

/// No description is told by more words.
const WORDS: usize = 6;

/// So many tokens after "the new lodger" he is still "the lodger".
const NEAR: u32 = 1000;

/// The entities that descriptions stand for, by their words.
#[derive(Default)]
pub(super) struct Descriptions {
    known: BTreeMap<u64, u32>,
    /// Bits for their last words, so that hardly another description is looked up.
    heads: [u64; HEADS],
}

/// A novel describes people by a hundred words or two.
const HEADS: usize = 16;

impl Descriptions {
    /// The entity of a description: the one that the same words have stood for, or a new one.
    pub(super) fn entity(&mut self, prose: Prose<'_>, mention: &Mention, entities: &mut Vec<Entity>) -> u32 {
        let described = Described::of(mention);
        // "The porter, a big man" is called the porter.
        let words = mention.tokens();
        let comma = |at: &u32| prose.tokens.get(*at as usize).is_some_and(|token| token.is(TokenKind::Comma));
        let end = (described.tokens.end..words.end).find(comma).unwrap_or(words.end);
        self.entity_of(prose, &described, Run { end, ..words }, entities)
    }

    /// The same for a phrase, with the words by which a new one is to be known.
    pub(super) fn entity_of(
        &mut self,
        prose: Prose<'_>,
        described: &Described,
        words: Run,
        entities: &mut Vec<Entity>,
    ) -> u32 {
        let (word, bit) = described.head_bit(prose.tokens);
        if let Some(heads) = self.heads.get_mut(word) {
            *heads |= bit;
        }
        *self.known.entry(described.key(prose.tokens)).or_insert_with(|| {
            entities.push(described.entity(prose, words));
            entities.len() as u32 - 1
        })
    }

    fn known(&self, tokens: &[Token], mention: &Mention) -> Option<u32> {
        let described = Described::of(mention);
        let (word, bit) = described.head_bit(tokens);
        let may = self.heads.get(word).is_some_and(|heads| heads & bit != 0);
        if may { self.known.get(&described.key(tokens)).copied() } else { None }
    }
}

/// A description up to its head.
#[derive(Clone, Copy)]
pub(super) struct Described {
    pub(super) tokens: Run,
    pub(super) head: u32,
    pub(super) gender: Gender,
    pub(super) plural: bool,
    /// Where the description ends that goes on behind its head.
    pub(super) end: u32,
}

impl Described {
    pub(super) fn of(mention: &Mention) -> Described {
        let head = mention.head();
        let end = head.end.max(mention.tokens().start + 1);
        let tokens = Run { start: mention.tokens().start, end };
        let Mention { gender, plural, .. } = *mention;
        Described { tokens, head: head.start, gender, plural, end: mention.tokens().end }
    }

    /// An entity that is known by a description alone.
    fn entity(&self, prose: Prose<'_>, words: Run) -> Entity {
        let word = prose.tokens.get(self.head as usize);
        let head = word.map(Token::class).unwrap_or_default();
        let company = word.is_some_and(|word| lexicon::is_one_of(word.word, &COMPANIES));
        let kind = if head.any(Class::DOCUMENT) && !head.any(Class::HUMAN.or(Class::GROUP)) {
            EntityKind::Work
        } else if company || head.any(Class::ORGANISATION) && !head.any(Class::HUMAN) && !self.plural {
            EntityKind::Organization
        } else if self.plural || head.any(Class::GROUP) {
            EntityKind::Group
        } else {
            EntityKind::Person
        };
        let mut entity = Entity::new(kind, self.gender);
        entity.name = prose.name(with_emphasis(prose.tokens, words)).into();
        entity.alias = entity.name;
        entity
    }

    /// A bit for the last word, and where it is kept.
    fn head_bit(&self, tokens: &[Token]) -> (usize, u64) {
        // Nouns that are as good as one another have one bit.
        let last = words(tokens, self.tokens).next_back();
        let hash = last.map_or(0, |last| alike(last).unwrap_or(last.hash));
        (usize::from(hash / 64) % HEADS, 1 << (hash % 64))
    }

    /// A number for the words.
    fn key(&self, tokens: &[Token]) -> u64 {
        key(tokens, self.tokens) ^ u64::from(self.side(tokens)) << 48
    }

    /// "The guard | on the left" is not the one on the right.
    fn side(&self, tokens: &[Token]) -> u16 {
        const SIDES: [u16; 2] = lexicon::entries(["left", "right"]);
        match tokens.get(self.tokens.end as usize..self.end as usize) {
            Some([_, the, side]) if the.word == THE && lexicon::is_one_of(side.word, &SIDES) => side.word,
            _ => 0,
        }
    }
}

/// *The narrator of \*The Tenement\**: with the sign that closes emphasis, where one opens it.
fn with_emphasis(tokens: &[Token], run: Run) -> Run {
    let sign = |token: &&Token| token.is(TokenKind::Emphasis);
    let open = tokens.get(run.range()).unwrap_or_default().iter().filter(sign).count() % 2 == 1;
    let close = tokens.get(run.end as usize).filter(sign).is_some_and(|close| !close.space_before());
    Run { end: run.end + u32::from(open && close), ..run }
}

/// The words that tell a description apart: articles are left out.
pub(super) fn words(tokens: &[Token], run: Run) -> impl DoubleEndedIterator<Item = &Token> {
    let words = tokens.get(run.range()).unwrap_or_default();
    words.get(words.len().saturating_sub(WORDS)..).unwrap_or_default().iter().filter(|token| {
        let class = token.class();
        !class.any(Class::DETERMINER) || class.any(Class::POSSESSIVE)
    })
}

/// A number for the words of a description.
///
/// "The old lady" is the old woman, while the lady need not be the woman.
pub(super) fn key(tokens: &[Token], run: Run) -> u64 {
    let told = || words(tokens, run).count() > 1;
    // "Another" is not "each".
    let bare = if words(tokens, run).next().is_none() { tokens.get(run.range()) } else { None };
    let bare = bare.unwrap_or_default().iter().take(WORDS);
    words(tokens, run).chain(bare).fold(0xcbf2_9ce4_8422_2325, |sum: u64, token| {
        let word = match alike(token) {
            Some(same) if told() => u64::from(same) << 32,
            _ => u64::from(token.hash) << 16 | u64::from(token.word),
        };
        (sum ^ word).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The number of a noun that others use for the same people.
fn alike(token: &Token) -> Option<u16> {
    const ALIKE: [(u16, u16); 8] = [
        (lexicon::entry("lady"), 1),
        (lexicon::entry("woman"), 1),
        (lexicon::entry("gentleman"), 2),
        (lexicon::entry("man"), 2),
        (lexicon::entry("lad"), 3),
        (lexicon::entry("boy"), 3),
        (lexicon::entry("girl"), 4),
        (lexicon::entry("lass"), 4),
    ];
    let known = || ALIKE.iter().find(|(word, _)| *word == token.word).map(|(_, same)| *same);
    if token.class().any(Class::PERSON) { known() } else { None }
}

/// Makes an entity for each description that is the source of a relation and has none, and gives it to every mention
/// with the same words. With a cast, descriptions are for the model to match, but for those in a short tale that can be
/// nobody whom it leaves to be named.
pub(super) fn link(
    prose: Prose<'_>,
    mentions: &mut [Mention],
    relations: &[Relation],
    quotations: &[Quotation],
    options: &Options,
    told: &Told,
    entities: &mut Vec<Entity>,
) {
    epithet::link(prose, mentions, entities, told, relations.len() < SHORT);
    if !options.cast.is_empty() && relations.len() >= SHORT {
        return;
    }
    let missing = missing(mentions, entities);
    let mut descriptions = Descriptions::default();
    let speaks = |relation: &Relation| {
        let index = relation.mention.get()?;
        let mention = mentions.get(index as usize)?;
        let describes = mention.entity().is_none() && mention.kind == MentionKind::Nominal;
        // “Us too,” said the mosquitoes: in a tale whatever speaks is somebody.
        let tells = relations.len() < SHORT && relation.kind == AttributionKind::Direct;
        let somebody = describes && (tells || !are_things(prose, mention));
        let stated = relation.kind == AttributionKind::Indirect;
        let short = relations.len() < SHORT;
        let named = || may_have_name(prose.tokens, mentions, index, mention, entities, [stated, short]);
        // In a novel many think something who never speak.
        let silent = || stated && relations.len() >= SHORT && !says(prose.tokens, relation);
        (somebody && !named() && !silent()).then_some(index)
    };
    let mut wanted: Vec<u32> = relations.iter().filter_map(speaks).collect();
    // "One of them" and "the other" are two by themselves; else "the other" is whoever did not speak last.
    let of = |index: &u32, told: fn(&[Token], &Mention) -> bool| {
        mentions.get(*index as usize).is_some_and(|mention| told(prose.tokens, mention))
    };
    if !wanted.iter().any(|index| of(index, is_one)) {
        wanted.retain(|index| !of(index, is_of_two));
    }
    let short = relations.len() < SHORT;
    let tagged = wanted.len();
    actor::act(prose, quotations, mentions, relations, entities, short, |index| wanted.push(index));
    let mut told = wanted.clone();
    told.sort_unstable();
    actor::stand_for(prose, mentions, relations, entities, &told, |index| wanted.push(index));
    if short {
        actor::thing::stand_for(prose, mentions, relations, entities, |index| wanted.push(index));
    }
    // “…” His knees cracked: nobody speaks who but acts so.
    let acting = wanted.split_off(tagged);
    wanted.extend(
        acting.into_iter().filter(|index| {
            mentions.get(*index as usize).is_some_and(|mention| !limb::is_limb(prose, mention))
        }),
    );
    wanted.retain(|index| {
        let gender = mentions.get(*index as usize).map_or(Gender::Unknown, |mention| mention.gender);
        !missing.iter().any(|missing| Fit::of(*missing, gender) != Fit::Differs)
    });
    if wanted.is_empty() {
        return;
    }
    let longer = wanted
        .iter()
        .filter_map(|index| mentions.get(*index as usize))
        .filter(|m| is_longer(prose.tokens, m));
    for mention in longer {
        descriptions.entity(prose, mention, entities);
    }
    shorten(prose, mentions, &descriptions);
    for mention in wanted.iter().filter_map(|index| mentions.get(*index as usize)) {
        if mention.entity().is_none() {
            descriptions.entity(prose, mention, entities);
        }
    }
    for mention in mentions.iter_mut() {
        if mention.kind == MentionKind::Nominal && mention.entity().is_none() {
            mention.stands_for(descriptions.known(prose.tokens, mention));
        }
    }
}

/// Whether a cue is a verb of speech.
fn says(tokens: &[Token], relation: &Relation) -> bool {
    relation.cue.get().is_some_and(|cue| {
        let from = tokens.partition_point(|token| token.start < cue.start);
        let cue = tokens.get(from..).unwrap_or_default().iter().take_while(|token| token.start < cue.end);
        cue.into_iter().any(|token| token.class().any(Class::SPEECH.or(Class::WRITING)))
    })
}

/// The genders of those of the cast whom the text never names: who is described may be one of them.
fn missing(mentions: &[Mention], entities: &[Entity]) -> Vec<Gender> {
    if entities.iter().all(|entity| entity.cast.is_none()) {
        return Vec::new();
    }
    let mut named = alloc::vec![false; entities.len()];
    for entity in mentions.iter().filter_map(Mention::entity) {
        if let Some(named) = named.get_mut(entity as usize) {
            *named = true;
        }
    }
    let missing = entities.iter().zip(named).filter(|(entity, named)| entity.cast.is_some() && !named);
    let mut genders: Vec<Gender> = missing.map(|(entity, _)| entity.gender).collect();
    genders.sort_unstable();
    genders.dedup();
    genders
}

/// How many mentions back somebody is looked for who may be "that lady".
const NEAR_BY: usize = 48;

/// "That gentleman", "his companion": words for somebody who is there. Where somebody near by has a name that fits, the
/// conversation tells who is meant.
fn may_have_name(
    tokens: &[Token],
    mentions: &[Mention],
    index: u32,
    mention: &Mention,
    entities: &[Entity],
    [stated, short]: [bool; 2],
) -> bool {
    const FELLOWS: [u16; 6] =
        lexicon::entries(["companion", "friend", "guest", "host", "hostess", "visitor"]);
    const THAT: u16 = lexicon::entry("that");
    let Some([first, .., noun]) = tokens.get(mention.tokens().range()) else { return false };
    let owned = owner(tokens, mention.tokens().start as usize) != Gender::Unknown;
    // *The visitor saw that it was so*
    // “Certainly,” said my friend, who has a name; in a novel the narrator may have more than one.
    let mine =
        short && mention.quotation().is_none() && first.class().all(Class::POSSESSIVE.or(Class::FIRST));
    let fellow = (owned || mine || stated) && lexicon::is_one_of(noun.word, &FELLOWS);
    if mention.plural || !(first.word == THAT || fellow) {
        return false;
    }
    let near = mentions.get((index as usize).saturating_sub(NEAR_BY)..index as usize).unwrap_or_default();
    let mut named = near.iter().filter(|near| near.kind == MentionKind::Name && near.quotation().is_none());
    let mut whose = None;
    named.any(|near| {
        let Some(known) = near.entity().and_then(|entity| entities.get(entity as usize)) else {
            return false;
        };
        // His companion is not he: two at least.
        let another = first.word == THAT || !owned || *whose.get_or_insert(near.entity()) != near.entity();
        let told = matches!(known.gender, Gender::Female | Gender::Male);
        let fits = if mention.gender == Gender::Unknown { told } else { known.gender == mention.gender };
        known.kind == EntityKind::Person && fits && another
    })
}

/// "One of them", "the one with the jam".
fn is_one(tokens: &[Token], mention: &Mention) -> bool {
    const ONE: u16 = lexicon::entry("one");
    let words = tokens.get(mention.tokens().range()).unwrap_or_default();
    words.iter().take(2).any(|word| word.word == ONE)
}

/// "The other", "the latter": one of those who talk, told from the one who was named last.
fn is_of_two(tokens: &[Token], mention: &Mention) -> bool {
    const OF_TWO: [u16; 4] = lexicon::entries(["other", "latter", "former", "speaker"]);
    matches!(tokens.get(mention.tokens().range()), Some([the, other])
        if the.word == THE && lexicon::is_one_of(other.word, &OF_TWO))
}

/// "The lodger", and no more.
pub(super) fn is_bare(tokens: &[Token], mention: &Mention) -> bool {
    let run = mention.tokens();
    matches!(tokens.get(run.range()), Some([the, _]) if the.word == THE) && !mention.plural
}

/// "The new lodger": more than a noun, and whose that is; but "his valet" is the valet.
fn is_longer(tokens: &[Token], mention: &Mention) -> bool {
    let role = described(tokens, mention).1 == Head::Role;
    let own = |word: &&Token| role || !word.class().any(Class::POSSESSIVE);
    words(tokens, Described::of(mention).tokens).filter(own).count() > 1
}

/// Whether all words of "the bald gentleman" are among those of "a bald, melancholy gentleman".
fn is_part(tokens: &[Token], mention: &Mention, longer: Run) -> bool {
    let known =
        |word: &Token| words(tokens, longer).any(|other| (other.word, other.hash) == (word.word, word.hash));
    let described = Described::of(mention).tokens;
    let first = tokens.get(described.start as usize);
    first.is_some_and(|first| first.word == THE)
        && described == mention.tokens()
        && words(tokens, described).count() > 1
        && words(tokens, described).all(known)
}

/// Gives "the lodger" to the new lodger, where nobody else near by is called a lodger, and "the bald gentleman" to a bald,
/// melancholy one.
fn shorten(prose: Prose<'_>, mentions: &mut [Mention], descriptions: &Descriptions) {
    /// Who was described last by a noun, unless several were near there, where, and by which words.
    struct Last {
        entity: Option<u32>,
        place: u32,
        words: Run,
    }
    let mut by_noun: BTreeMap<u32, Last> = BTreeMap::new();
    for mention in mentions.iter_mut().filter(|m| m.kind == MentionKind::Nominal && !m.plural) {
        let at = mention.tokens().start;
        let head = mention.head();
        let Some(noun) = prose.tokens.get(head.start as usize).filter(|_| head.len() == 1) else { continue };
        let noun = u32::from(noun.word) << 16 | u32::from(noun.hash);
        let open = mention.entity().is_none();
        let bare = open && is_bare(prose.tokens, mention);
        let known = || mention.entity().or_else(|| descriptions.known(prose.tokens, mention));
        let entity = if bare { None } else { known() };
        let entity = entity.filter(|_| is_longer(prose.tokens, mention));
        let last = by_noun.get_mut(&noun);
        let near = last.as_ref().is_some_and(|last| at.saturating_sub(last.place) < NEAR);
        if let Some(Last { entity: Some(known), place, words }) = last
            && (near && open)
            && (bare || entity != Some(*known) && is_part(prose.tokens, mention, *words))
        {
            *place = at;
            mention.stands_for(Some(*known));
        } else if !bare {
            let same = !near || by_noun.get(&noun).is_some_and(|last| last.entity == entity);
            let words = Described::of(mention).tokens;
            by_noun.insert(noun, Last { entity: entity.filter(|_| same), place: at, words });
        }
    }
}

/// "The springs sang": several things that are no people, whatever they do.
fn are_things(prose: Prose<'_>, mention: &Mention) -> bool {
    let people = Class::HUMAN.or(Class::GROUP).or(Class::TITLE).or(Class::DOCUMENT);
    let head = prose.tokens.get(mention.head().range()).and_then(|head| head.last());
    head.is_some_and(|head| head.class().any(Class::PLURAL) && !head.class().any(people))
}

pub(super) const THE: u16 = lexicon::entry("the");

#[cfg(test)]
mod tests;
