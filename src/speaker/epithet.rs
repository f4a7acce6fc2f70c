//! Descriptions of those who have names: "the colonel" is Colonel Fitzroy, "the old lady" Mrs. Pell, an old lady of
//! eighty, and Mr. Harper's wife is Mrs. Harper.

mod family;
mod old;
mod shown;

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::description::{Described, THE, key};
use super::frame::Fit;
use super::told::Told;
use crate::entity::Entity;
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class, GRANDFATHERS, GRANDMOTHERS, entries, entry, is_one_of};
use crate::mention::{Mention, MentionKind};
use crate::pipeline::Prose;
use crate::span::Run;
use family::Families;
use old::is_old_person;
use shown::{is_whose, revealed, so_called};

/// Between a description and the name that it introduces.
pub(super) const SO_NAMED: [u16; 2] = entries(["named", "called"]);

const MOTHERS: [u16; 10] =
    entries(["mother", "mom", "mum", "mam", "mama", "mamma", "mommy", "mummy", "momma", "ma"]);
const AUNTS: [u16; 2] = entries(["aunt", "auntie"]);
const FATHERS: [u16; 6] = entries(["father", "dad", "daddy", "papa", "pa", "pop"]);
const MOTHER: u16 = entry("mother");
const MY: u16 = entry("my");
const OF: u16 = entry("of");
const WHOSE: u16 = entry("whose");
const NAME: u16 = entry("name");
/// Tokens between a description and a name in "the bosun, whose name was Gosling".
const WHOSE_NAME_IS: usize = 4;
const IS: u16 = entry("is");
const WAS: u16 = entry("was");

const LITTLE: u16 = entry("little");
const CHILD: u16 = entry("child");
const LADYSHIP: u16 = entry("ladyship");
const LORDSHIP: u16 = entry("lordship");
/// Who is called "her ladyship", and "his lordship".
const LADIES: [u16; 7] =
    entries(["lady", "duchess", "countess", "marchioness", "viscountess", "baroness", "dowager"]);
const LORDS: [u16; 8] =
    entries(["lord", "duke", "earl", "marquis", "marquess", "viscount", "baron", "justice"]);

/// How many mentions before "his wife" are looked at for him.
const LOOK: usize = 48;

/// After so many tokens without her, "the duchess" need not be whoever was a duchess before.
const FORGOTTEN: u32 = 8000;

/// Nouns for somebody that tell who it is.
const TELLING: Class = Class::ROLE.or(Class::KIN).or(Class::TITLE);

/// What is somebody's, if it is nobody else's, too.
#[derive(Clone, Copy)]
struct Only(Option<u32>);

/// Whose each of so many things is.
type Owners<K> = BTreeMap<K, Only>;

fn note<K: Ord>(owners: &mut Owners<K>, key: K, entity: u32) {
    let only = owners.entry(key).or_insert(Only(Some(entity)));
    if only.0 != Some(entity) {
        only.0 = None;
    }
}

/// What the names of a text tell of who is described how.
#[derive(Default)]
struct Epithets {
    /// The last who was named with a title, and where.
    titled: BTreeMap<u16, (u32, u32)>,
    /// Who is called little before a name: "little Ada".
    little: Option<Only>,
    /// Who is called old before a name, or Granny: "old Tuttle".
    old: Vec<u32>,
    /// The last lady, and the last lord, who was named.
    peers: [Option<u32>; 2],
    /// Whom the words of a description stand beside.
    called: Owners<u64>,
    families: Families,
    /// Who is called Mother, and who Father.
    parents: Owners<bool>,
    /// Who is called Uncle, and who Aunt, before a name.
    relatives: Owners<u16>,
    /// So few people that "his valet" and "the man" are always the same.
    short: bool,
}

/// "A robot | named Trundle": the description of whom a mention with this number, which begins at a token, names.
fn so_named<'m>(prose: Prose<'_>, mentions: &'m [Mention], at: usize, start: u32) -> Option<&'m Mention> {
    let named = (start as usize).checked_sub(1).and_then(|before| prose.tokens.get(before))?;
    let described = mentions.get(at.saturating_sub(1))?;
    let beside = described.kind == MentionKind::Nominal && described.head().end + 1 == start;
    (beside && is_one_of(named.word, &SO_NAMED)).then_some(described)
}

/// "The bosun, | whose name was Gosling", likewise.
fn whose_name_is<'m>(
    prose: Prose<'_>,
    mentions: &'m [Mention],
    at: usize,
    start: u32,
) -> Option<&'m Mention> {
    let from = (start as usize).saturating_sub(WHOSE_NAME_IS);
    let [comma, whose, name, is] = prose.tokens.get(from..start as usize)? else { return None };
    if !comma.is(TokenKind::Comma)
        || whose.word != WHOSE
        || name.word != NAME
        || !is_one_of(is.word, &[IS, WAS])
    {
        return None;
    }
    mentions
        .get(..at)?
        .iter()
        .rev()
        .take(2)
        .find(|described| described.kind == MentionKind::Nominal && described.tokens().end as usize == from)
}

/// Gives descriptions to whom the names around them tell that they are.
pub(super) fn link(
    prose: Prose<'_>,
    mentions: &mut [Mention],
    entities: &[Entity],
    told: &Told,
    short: bool,
) {
    let families = Families::of(prose, mentions, entities.len());
    let mut epithets = Epithets { families, short, ..Epithets::default() };
    if short {
        epithets.elders(prose, mentions);
    }
    for &(description, entity) in &told.described {
        let Some(mention) = mentions.get_mut(description as usize) else { continue };
        note(&mut epithets.called, key(prose.tokens, Described::of(mention).tokens), entity);
        mention.stands_for(Some(entity));
    }
    for at in 0..mentions.len() {
        let Some(mention) = mentions.get(at) else { break };
        match (mention.kind, mention.entity()) {
            (MentionKind::Name, Some(entity)) if !mention.plural => {
                epithets.learn(prose, mentions, at, mention, entity);
                if short && let Some(words) = is_whose(prose, mentions, entities, at) {
                    epithets.call(prose.tokens, words, entity);
                }
                for shown in [revealed(prose.tokens, mentions, at), so_called(prose, mentions, at)] {
                    if let Some(shown) = shown
                        && let Some(described) = mentions.get_mut(shown)
                    {
                        described.stands_for(Some(entity));
                        let words = Described::of(described).tokens;
                        epithets.call(prose.tokens, words, entity);
                    }
                }
            }
            (MentionKind::Nominal, None) => {
                let known = epithets.bearer(prose, mentions, entities, at, mention);
                if let (Some(known), Some(mention)) = (known, mentions.get_mut(at)) {
                    mention.stands_for(Some(known));
                }
            }
            _ => {}
        }
    }
}

impl Epithets {
    /// Notes what stands beside a name.
    fn learn(&mut self, prose: Prose<'_>, mentions: &[Mention], at: usize, name: &Mention, entity: u32) {
        let (whole, head) = (name.tokens(), name.head());
        let words = |run: Run| prose.tokens.get(run.range()).unwrap_or_default();
        let prefix = Run { start: whole.start, end: head.start };
        let (before, bare) = (words(prefix), words(head));
        let adjective = (whole.start as usize).checked_sub(1).and_then(|at| prose.tokens.get(at));
        if before.iter().chain(adjective).any(|word| word.word == LITTLE) {
            let only = self.little.get_or_insert(Only(Some(entity)));
            if only.0 != Some(entity) {
                only.0 = None;
            }
        }
        self.learn_titles(before, bare, entity, whole.start);
        self.learn_kin(before, bare, entity);
        // "Mother rang at ten", where she is Mother to whom she speaks.
        if let ([], [kin]) = (before, bare)
            && kin.class().any(Class::KIN)
        {
            self.call(prose.tokens, head, entity);
        }
        if let Some(apposed) = apposed(prose.tokens, name) {
            self.call(prose.tokens, apposed, entity);
        }
        // "My brother Finn", "the poet Ada Quill".
        if before.first().is_some_and(|first| first.class().any(Class::DETERMINER.or(Class::POSSESSIVE)))
            && before.last().is_some_and(|last| last.class().any(TELLING))
        {
            self.call(prose.tokens, prefix, entity);
        }
        if let Some(described) = so_named(prose, mentions, at, whole.start) {
            self.call(prose.tokens, described.tokens(), entity);
        }
        if let Some(described) = whose_name_is(prose, mentions, at, whole.start) {
            self.call(prose.tokens, described.tokens(), entity);
        }
    }

    /// The titles of a name, which begins at a token, before its bare words or among them.
    fn learn_titles(&mut self, before: &[Token], bare: &[Token], entity: u32, at: u32) {
        for title in before {
            for (peer, titles) in self.peers.iter_mut().zip([&LADIES[..], &LORDS]) {
                if is_one_of(lexicon::long_title(title.word), titles) {
                    *peer = Some(entity);
                }
            }
        }
        // "The lady" is any lady.
        for title in before.iter().filter(|t| t.class().any(Class::TITLE) && !t.class().any(Class::PERSON)) {
            self.titled.insert(lexicon::long_title(title.word), (entity, at));
        }
        // "Captain" by itself, "the Duchess of Harwick".
        let office = |title: &Token| {
            title.class().any(Class::TITLE)
                && !title.class().any(Class::PERSON.or(Class::KIN).or(Class::GIVEN))
        };
        match bare {
            [title] if before.is_empty() && office(title) => {
                self.titled.entry(lexicon::long_title(title.word)).or_insert((entity, at));
            }
            [title, of, ..] if of.word == OF && office(title) => {
                self.titled.insert(lexicon::long_title(title.word), (entity, at));
            }
            _ => {}
        }
    }

    /// Whose relative somebody is called.
    fn learn_kin(&mut self, before: &[Token], bare: &[Token], entity: u32) {
        if let ([], [parent_word]) = (before, bare)
            && let Some(parent) = is_mother(parent_word.word)
        {
            note(&mut self.parents, parent, entity);
        }
        // "Uncle Femi" is "my uncle", as long as there is but one.
        if let [kin] = before
            && kin.class().all(Class::KIN.or(Class::TITLE))
        {
            note(&mut self.relatives, relative(kin.word), entity);
        }
        // "Granny" is her grandmother.
        if let ([], [kin]) = (before, bare)
            && (is_one_of(kin.word, &GRANDMOTHERS) || is_one_of(kin.word, &GRANDFATHERS))
            && kin.class().any(Class::KIN)
        {
            note(&mut self.relatives, relative(kin.word), entity);
        }
    }

    /// Notes that somebody is described by these words.
    fn call(&mut self, tokens: &[Token], words: Run, entity: u32) {
        let Some(noun) = tokens.get(words.range()).and_then(|words| words.last()) else { return };
        // "The man" may be any man, of whomever it was said.
        let anybody = noun.class().any(Class::PERSON) && !noun.class().any(TELLING);
        if words.len() > 2 || !anybody {
            note(&mut self.called, key(tokens, words), entity);
        }
    }

    /// Who is meant by a description.
    fn bearer(
        &mut self,
        prose: Prose<'_>,
        mentions: &[Mention],
        entities: &[Entity],
        at: usize,
        mention: &Mention,
    ) -> Option<u32> {
        let tokens = mention.tokens();
        let words = prose.tokens.get(tokens.range())?;
        let first = words.first()?;
        let own = first.class().any(Class::POSSESSIVE);
        let entity = if first.word == THE {
            match words {
                // Of a child that is told of by name.
                [_, child] if child.word == CHILD && self.short && self.little.is_some() => self.little?.0,
                [_, old, noun] if !self.old.is_empty() && is_old_person(old, noun) => {
                    let called = || self.called.get(&key(prose.tokens, Described::of(mention).tokens))?.0;
                    self.old_one(entities, mention.gender).or_else(called)
                }
                [_, title] if self.titled.contains_key(&lexicon::long_title(title.word)) => {
                    let (entity, place) = self.titled.get_mut(&lexicon::long_title(title.word))?;
                    let near = tokens.start.saturating_sub(*place) < FORGOTTEN;
                    *place = if near { tokens.start } else { *place };
                    near.then_some(*entity)
                }
                _ => self.called.get(&key(prose.tokens, Described::of(mention).tokens))?.0,
            }
        } else if let [my, noun] = words
            && my.word == MY
            && mention.quotation().is_none()
            && let Some(only) = match is_mother(noun.word) {
                Some(parent) => self.parents.get(&parent),
                None => self.relatives.get(&relative(noun.word)).filter(|_| self.short),
            }
        {
            only.0
        } else if let [_, honour] = words
            && own
            && is_one_of(honour.word, &[LADYSHIP, LORDSHIP])
        {
            *self.peers.get(usize::from(honour.word == LORDSHIP))?
        } else if own && !first.class().any(Class::MALE.or(Class::FEMALE)) {
            self.called.get(&key(prose.tokens, Described::of(mention).tokens))?.0
        } else {
            let called =
                || self.called.get(&key(prose.tokens, Described::of(mention).tokens)).filter(|_| self.short);
            // "Her uncle" is Uncle Boone, as long as there is no other.
            let relative = || match words {
                [_, noun] if self.short => self.relatives.get(&relative(noun.word))?.0,
                _ => None,
            };
            self.families
                .relative(prose, mentions, entities, at, mention)
                .or_else(|| called()?.0)
                .or_else(relative)
        }?;
        let gender = entities.get(entity as usize)?.gender;
        (Fit::of(mention.gender, gender) != Fit::Differs && !mention.plural).then_some(entity)
    }
}

/// The word that stands for all of the same relation.
fn relative(word: u16) -> u16 {
    for same in [&GRANDMOTHERS[..], &GRANDFATHERS, &AUNTS] {
        if is_one_of(word, same) {
            return same.first().copied().unwrap_or(word);
        }
    }
    word
}

/// Which parent a word is for: mothers are true.
fn is_mother(word: u16) -> Option<bool> {
    if is_one_of(word, &MOTHERS) { Some(true) } else { is_one_of(word, &FATHERS).then_some(false) }
}

/// The noun phrase behind a name and a comma, up to its noun: "an old lady | of eighty".
fn apposed(tokens: &[Token], name: &Mention) -> Option<Run> {
    let mut start = name.head().end + 1;
    let end = name.tokens().end;
    let token = |at: u32| tokens.get(at as usize);
    if start >= end || !token(start - 1)?.is(TokenKind::Comma) {
        return None;
    }
    if token(start)?.is(TokenKind::Number) && token(start + 1)?.is(TokenKind::Comma) {
        start += 2;
    }
    let words = tokens.get(start as usize..end as usize)?;
    let goes_on = |token: &&Token| {
        token.is(TokenKind::Word)
            && !token.class().any(Class::PREPOSITION.or(Class::WH).or(Class::CONJUNCTION))
    };
    let len = words.iter().take_while(goes_on).count() as u32;
    let owned = words.iter().take(len as usize).any(|token| token.has(Flags::CLITIC));
    (len > 0 && !owned).then_some(Run { start, end: start + len })
}

#[cfg(test)]
mod tests;
