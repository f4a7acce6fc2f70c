//! What speech tells of who somebody is: whoever answers to a name has it, and whoever gives their own.
//!
//! *“Mould, there is a person in the shrubbery.” “Yes, my lord,” said his valet.* *“My name is Ilse Brandt,” said the girl.*

mod name;
mod turn;

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use super::SHORT;
use super::actor::is_child;
use super::description::{Described, key};
use super::fact::{self, Head, Role, described, role};
use super::frame::Fit;
use super::lattice::NOBODY;
use crate::Gender;
use crate::attribution::Relation;
use crate::entity::{Entity, EntityKind};
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class, entry};
use crate::mention::{Mention, MentionKind};
use crate::pipeline::Prose;
use crate::quotation::{Quotation, QuoteKind};
use crate::span::MaybeIndex;
use turn::{Asks, SEVERAL, Turn, Voice};

/// Somebody who is called by name answers within so many paragraphs.
const ANSWERS: u32 = 2;

const IS: u16 = entry("is");
const IT: u16 = entry("it");
const IT_IS: u16 = entry("it's");
const THAT: u16 = entry("that");
const VOICE: u16 = entry("voice");
/// Kin who may be children.
const YOUNG: [u16; 8] =
    lexicon::entries(["brother", "sister", "son", "daughter", "cousin", "nephew", "niece", "sis"]);

/// Who is who, as far as speech tells.
#[derive(Default)]
pub(super) struct Told {
    /// Mentions that describe somebody, and whom.
    pub(super) described: Vec<(u32, u32)>,
    /// Relations in which somebody gives their own name, in their order, and who that is.
    pub(super) named: Vec<(u32, u32)>,
    /// Who says "My name is" in a turn that no tag gives to anybody.
    gives: Vec<u32>,
    /// Whom others call where the narrator answers, and nobody else answers to.
    pub(super) narrator: Option<u32>,
    /// In how many turns "I" say something, or do something while I speak.
    pub(super) narrates: u32,
}

impl Told {
    /// Whoever speaks in a relation gives a name.
    fn give(&mut self, voice: Voice, relation: u32, entity: u32) {
        match voice {
            Voice::Unknown => self.named.push((relation, entity)),
            Voice::Described(description) => self.described.push((description, entity)),
            Voice::Narrator => self.narrator = self.narrator.or(Some(entity)),
            Voice::Named(_) => {}
        }
    }
}

/// "It's".
pub(super) fn is_it_is(token: &Token) -> bool {
    token.word == IT_IS || token.word == IT && token.has(Flags::CLITIC)
}

pub(super) fn read(
    prose: Prose<'_>,
    quotations: &[Quotation],
    mentions: &[Mention],
    relations: &[Relation],
    relation_of: &[MaybeIndex],
    entities: &[Entity],
) -> Told {
    let mut told = Told::default();
    let cast = entities.iter().any(|entity| entity.cast.is_some());
    let text = Text { prose, mentions, relations, entities, short: relations.len() < SHORT, cast };
    // In a novel that nobody tells as "I" there is nothing to find.
    if !text.short && !cast && !text.says_i() {
        return told;
    }
    let turns = text.turns(quotations, relation_of, &mut told);
    told.narrates = turns.iter().map(|turn| u32::from(turn.voice == Voice::Narrator)).sum();
    let called = turns.iter().any(|turn| turn.first.0 < SEVERAL);
    if !called && told.named.is_empty() {
        return told;
    }
    // Where each is named in narration for the first time.
    let mut shown = alloc::vec![u32::MAX; entities.len()];
    for mention in mentions {
        if mention.kind == MentionKind::Name
            && mention.quotation().is_none()
            && let Some(shown) = mention.entity().and_then(|entity| shown.get_mut(entity as usize))
        {
            *shown = mention.tokens().start.min(*shown);
        }
    }
    // Anybody else who gives a name is called by it from then on.
    let unseen = |who: &u32| shown.get(*who as usize).is_some_and(|shown| *shown == u32::MAX);
    let own = told.gives.iter().copied().find(unseen).filter(|_| told.narrates > 0);
    told.narrator = told.narrator.or(own);
    text.narrator(&turns, &shown, &mut told);
    if text.short {
        // In a novel too many people come and go between two mentions of "the visitor".
        text.answers(&turns, &shown, &mut told);
    }
    told
}

struct Text<'t> {
    prose: Prose<'t>,
    mentions: &'t [Mention],
    relations: &'t [Relation],
    entities: &'t [Entity],
    short: bool,
    cast: bool,
}

impl Text<'_> {
    fn says_i(&self) -> bool {
        let sources = self.relations.iter().filter_map(|relation| relation.mention.get());
        let mut sources = sources.filter_map(|source| self.mentions.get(source as usize));
        sources
            .any(|source| source.kind == MentionKind::First && !source.plural && source.quotation().is_none())
    }

    /// The turns of a text, and, on the way, who gives their own name.
    fn turns(&self, quotations: &[Quotation], relation_of: &[MaybeIndex], told: &mut Told) -> Vec<Turn> {
        let mut turns: Vec<Turn> = Vec::new();
        let (mut at, mut asks) = (0, Asks::Nothing);
        let most = if self.short || self.cast { usize::MAX } else { EARLY };
        for (at_quotation, (quotation, of)) in (0..).zip(quotations.iter().zip(relation_of)).take(most) {
            if quotation.parent().is_some() || quotation.kind == QuoteKind::Scare {
                continue;
            }
            let Some(index) = of.get() else { continue };
            let Some(relation) = self.relations.get(index as usize) else { continue };
            if turns.last().is_none_or(|turn| turn.paragraph != quotation.paragraph) {
                turns.push(Turn::opened_by(quotation));
            }
            let own_name = matches!(asks, Asks::Name { yours: true });
            let heard = if own_name { self.heard(&turns) } else { None };
            let Some(turn) = turns.last_mut() else { break };
            let asked = core::mem::replace(&mut asks, self.asks(quotation));
            if turn.voice == Voice::Unknown {
                turn.voice = self.voice(relation, quotation);
                turn.tagged = relation.cue.is_some();
            }
            while self.mentions.get(at).is_some_and(|m| m.tokens().start < quotation.tokens.start) {
                at += 1;
            }
            while let Some(mention) =
                self.mentions.get(at).filter(|m| m.tokens().start < quotation.tokens.end)
            {
                at += 1;
                turn.sibling |= self.is_sibling(mention);
                // Whom they call in what is quoted here is not there.
                if mention.kind != MentionKind::Name
                    || mention.plural
                    || mention.quotation() != Some(at_quotation)
                {
                    continue;
                }
                let Some(entity) = mention.entity() else { continue };
                let first = self.answers_with(mention, quotation);
                if first && !matches!(asked, Asks::Nothing) {
                    turn.own = entity;
                }
                if first && own_name {
                    told.give(turn.voice, index, entity);
                    told.described.extend(heard.map(|voice| (voice, entity)));
                } else if !self.is_own(turn, entity, mention) && self.calls(mention, asked) {
                    let head = self.prose.tokens.get(mention.head().start as usize);
                    turn.call(mention, (entity, head.map_or(0, |head| head.word)), quotation, asks);
                } else if self.gives(mention) || self.announces(turn.voice, mention) {
                    told.give(turn.voice, index, entity);
                    // “I am Ada Quill,” she said: that is not I.
                    if turn.voice == Voice::Unknown && !turn.tagged {
                        told.gives.push(entity);
                    }
                }
            }
        }
        // Quotations that the models tied to a later relation come in another order; the first name counts.
        told.named.sort_by_key(|named| named.0);
        told.named.dedup_by_key(|named| named.0);
        turns
    }

    /// "Your brother".
    fn is_sibling(&self, mention: &Mention) -> bool {
        matches!(self.prose.tokens.get(mention.tokens().range()), Some([your, kin])
            if your.class().all(Class::POSSESSIVE.or(Class::SECOND)) && lexicon::is_one_of(kin.word, &YOUNG))
    }

    /// "Number Nine", "Bus Guy": what somebody is known for is no name.
    fn is_name(&self, entity: u32) -> bool {
        let name = self.entities.get(entity as usize).and_then(|entity| entity.name.get());
        let Some(name) = name else { return false };
        let from = self.prose.tokens.partition_point(|token| token.start < name.start);
        let words = self
            .prose
            .tokens
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take_while(|token| token.start < name.end);
        let nouns = Class::NUMERAL.or(Class::PERSON);
        words.into_iter().all(|word| {
            !word.is(TokenKind::Number)
                && (!word.class().any(nouns) || word.class().any(Class::GIVEN.or(Class::TITLE)))
        })
    }

    /// “I did,” said a voice. “And who are you?” “Ada Quill”: the voice, before its name was asked for.
    fn heard(&self, turns: &[Turn]) -> Option<u32> {
        let [.., heard, asks, answers] = turns else { return None };
        let near = |earlier: &Turn, later: &Turn| later.paragraph.abs_diff(earlier.paragraph) <= ANSWERS;
        let Voice::Described(voice) = heard.voice else { return None };
        let is_voice = self.mentions.get(voice as usize).is_some_and(|mention| self.is_voice(mention));
        (is_voice && near(heard, asks) && near(asks, answers)).then_some(voice)
    }

    fn voice(&self, relation: &Relation, quotation: &Quotation) -> Voice {
        let source = relation.cue.get().and(relation.mention.get());
        let Some(index) = source else {
            return if self.short { self.actor(quotation) } else { Voice::Unknown };
        };
        let Some(mention) = self.mentions.get(index as usize) else { return Voice::Unknown };
        match (mention.kind, mention.entity()) {
            (_, Some(entity)) => Voice::Named(entity),
            (MentionKind::First, _) if !mention.plural => Voice::Narrator,
            (MentionKind::Nominal, _)
                if self.is_somebody(mention)
                    || self.is_voice(mention)
                    || self.is_new(mention) && !mention.plural =>
            {
                Voice::Described(index)
            }
            // "The tall man stopped. “How do you know?” he said."
            (MentionKind::Pronoun, _) if self.short => match self.actor(quotation) {
                Voice::Described(actor) if self.agrees(actor, mention) => Voice::Described(actor),
                _ => Voice::Unknown,
            },
            _ => Voice::Unknown,
        }
    }

    fn agrees(&self, actor: u32, pronoun: &Mention) -> bool {
        let actor = self.mentions.get(actor as usize);
        actor.is_some_and(|actor| Fit::of(pronoun.gender, actor.gender) != Fit::Differs)
    }

    /// "The voice at the other end".
    fn is_voice(&self, mention: &Mention) -> bool {
        let head = self.prose.tokens.get(mention.head().start as usize);
        !mention.plural && head.is_some_and(|head| head.word == VOICE)
    }

    /// Whoever does something in a paragraph in which there is no tag: *The tall man stopped laughing. “…”*
    fn actor(&self, quotation: &Quotation) -> Voice {
        let Some(paragraph) = self.prose.paragraphs.get(quotation.paragraph as usize) else {
            return Voice::Unknown;
        };
        let within = |at: u32| self.mentions.partition_point(|mention| mention.tokens().start < at);
        let (from, to) = (within(paragraph.tokens.start), within(paragraph.tokens.end));
        let acts = |mention: &Mention| {
            let run = mention.tokens();
            let before = (run.start as usize).checked_sub(1).and_then(|at| self.prose.tokens.get(at));
            // "A hand went up, and a small girl stood on her chair."
            let thing = mention.kind == MentionKind::Nominal
                && mention.entity().is_none()
                && described(self.prose.tokens, mention).1 == Head::Other;
            mention.quotation().is_none()
                && !thing
                && !before.is_some_and(|before| before.class().any(Class::SUBORDINATOR.or(Class::WH)))
                && fact::told(self.prose.tokens, run.start as usize, run.end as usize) == Role::Subject
        };
        let here = (from as u32..).zip(self.mentions.get(from..to).unwrap_or_default());
        match here.into_iter().find(|(_, mention)| acts(mention)) {
            Some((index, first)) if first.entity().is_none() => match first.kind {
                MentionKind::First if !first.plural => Voice::Narrator,
                MentionKind::Nominal if self.is_somebody(first) => Voice::Described(index),
                _ => Voice::Unknown,
            },
            _ => Voice::Unknown,
        }
    }

    /// "The girl", "his valet", "a porter", but not several.
    fn is_somebody(&self, mention: &Mention) -> bool {
        // "That lady" is whoever was told of last.
        let first = self.prose.tokens.get(mention.tokens().start as usize);
        !mention.plural
            && described(self.prose.tokens, mention).1 != Head::Other
            && !first.is_some_and(|first| first.word == THAT)
    }

    /// "A porter", who has just come.
    fn is_new(&self, mention: &Mention) -> bool {
        described(self.prose.tokens, mention).0
    }

    /// Pairs whoever is called, and not told of so far, with the description in the next turn, or in the one before.
    fn answers(&self, turns: &[Turn], shown: &[u32], told: &mut Told) {
        let description = |turn: &Turn| match turn.voice {
            Voice::Described(index) => self.mentions.get(index as usize).map(|mention| (index, mention)),
            _ => None,
        };
        let near = |one: &Turn, other: &Turn| one.paragraph.abs_diff(other.paragraph) <= ANSWERS;
        let words = |mention: &Mention| key(self.prose.tokens, Described::of(mention).tokens);
        let mut found: Vec<(u32, u64, u32)> = Vec::new();
        // Who speaks beside whom is somebody else.
        let mut others: BTreeSet<(u64, u32)> = BTreeSet::new();
        for (at, pair) in turns.windows(2).enumerate() {
            let [one, other] = pair else { break };
            if !near(one, other) {
                continue;
            }
            for (this, that, beyond) in [
                (one, other, turns.get(at + 2)),
                (other, one, at.checked_sub(1).and_then(|before| turns.get(before))),
            ] {
                let Some((index, mention)) = description(that) else { continue };
                // Whoever comes into a talk only then was not called before.
                let talks =
                    || at.checked_sub(1).and_then(|at| turns.get(at)).is_some_and(|before| near(before, one));
                let joins = || talks() && !that.tagged && !self.was_there(index, mention);
                let comes = || !this.asks_for && (self.is_new(mention) || joins());
                if that.token > this.token && comes() {
                    continue;
                }
                if let Voice::Named(entity) = this.voice {
                    others.insert((words(mention), entity));
                }
                // Who has just spoken is called first, and who is asked to, last.
                let forth = that.token > this.token;
                let (entity, word) = if forth { this.last } else { this.first };
                if entity == NOBODY || !forth && !this.replies {
                    continue;
                }
                let own = match this.voice {
                    Voice::Named(voice) => voice == entity,
                    Voice::Described(own) => self
                        .mentions
                        .get(own as usize)
                        .is_some_and(|own| own.tokens() == mention.tokens() || words(own) == words(mention)),
                    _ => false,
                };
                // No child is anybody's mother; and whoever is called over what somebody else does need not be who spoke.
                let elder = lexicon::class(word).any(Class::KIN) && !lexicon::is_one_of(word, &YOUNG);
                if elder && is_child(self.prose.tokens, mention) || !forth && self.parted(that, this) {
                    continue;
                }
                let narrates = told.narrator == Some(entity);
                let own_name = |turn: Option<&Turn>| turn.is_some_and(|t| t.voice == Voice::Named(entity));
                let answers = own_name(beyond) || !forth && own_name(turns.get(at + 2));
                let unseen = shown.get(entity as usize).is_some_and(|shown| *shown > this.token);
                let fits = self.entities.get(entity as usize).is_some_and(|known| {
                    Fit::of(mention.gender, known.gender) != Fit::Differs && self.may_answer(entity, shown)
                });
                // Whom they call "Duchess" is the duchess by that title.
                let title = self.prose.tokens.get(mention.head().start as usize);
                let same = title.is_some_and(|title| title.word == word && title.word != 0);
                if !own && !narrates && !answers && unseen && fits && !same {
                    found.push((index, words(mention), entity));
                }
            }
        }
        found.retain(|(_, words, entity)| !others.contains(&(*words, *entity)));
        // Of two who may have answered the first did.
        let mut answered: BTreeMap<u32, u64> = BTreeMap::new();
        found.retain(|&(_, words, entity)| *answered.entry(entity).or_insert(words) == words);
        told.described.extend(found.iter().map(|(index, _, entity)| (*index, *entity)));
    }

    /// Whether somebody else does something in the paragraphs between two turns.
    fn parted(&self, one: &Turn, other: &Turn) -> bool {
        let paragraph = |at: u32| self.prose.paragraphs.get(at as usize).map_or(0, |at| at.tokens.start);
        let (start, end) = (paragraph(one.paragraph + 1), paragraph(other.paragraph));
        let from = self.mentions.partition_point(|mention| mention.tokens().start < start);
        let between = self.mentions.get(from..).unwrap_or_default().iter();
        let mut between = between.take_while(|mention| mention.tokens().start < end);
        between.any(|mention| {
            let run = mention.tokens();
            mention.quotation().is_none()
                && matches!(mention.gender, Gender::Female | Gender::Male)
                && matches!(mention.kind, MentionKind::Name | MentionKind::Pronoun)
                && role(self.prose.tokens, run.start as usize, run.end as usize) == Role::Subject
        })
    }

    /// Whether the same words describe somebody before.
    fn was_there(&self, index: u32, mention: &Mention) -> bool {
        let words = |mention: &Mention| key(self.prose.tokens, Described::of(mention).tokens);
        let own = words(mention);
        let before = self.mentions.get(..index as usize).unwrap_or_default().iter();
        before.rev().filter(|before| before.kind == MentionKind::Nominal).any(|before| words(before) == own)
    }

    /// Whether it is somebody, and not what only looks like a name where speech begins: *Nowt, sir*. Of a cast none but its
    /// members are anybody.
    fn may_answer(&self, entity: u32, shown: &[u32]) -> bool {
        self.entities.get(entity as usize).is_some_and(|known| match known.kind {
            _ if self.cast && known.cast.is_none() => false,
            EntityKind::Person => true,
            EntityKind::Unknown => shown.get(entity as usize).is_some_and(|shown| *shown < u32::MAX),
            _ => false,
        })
    }

    /// The narrator is who is called in the turns around "I said", is never called there, and never told of.
    fn narrator(&self, turns: &[Turn], shown: &[u32], told: &mut Told) {
        if told.narrator.is_some() {
            return;
        }
        let least = if self.short { 1 } else { CALLED };
        let mut times: BTreeMap<u32, u32> = BTreeMap::new();
        let own = turns.iter().filter(|turn| turn.voice == Voice::Narrator && turn.called < SEVERAL);
        // Whom I call is not I.
        times.extend(own.map(|turn| (turn.called, NEVER)));
        for pair in turns.windows(2) {
            let [one, other] = pair else { break };
            for (this, that) in [(one, other), (other, one)] {
                let called = that.called;
                let fits = self.may_answer(called, shown) && self.is_name(called);
                let unseen = shown.get(called as usize).is_some_and(|shown| *shown == u32::MAX);
                // "They all do," I told her: that she calls me Mummy is no name.
                let kin = lexicon::class(that.last.1).any(Class::KIN);
                let answers = this.voice == Voice::Narrator
                    && !kin
                    // “He has a bag,” I said. “Clara, take your brother down,” said Dad: her brother may be I.
                    && !(that.sibling && that.token > this.token)
                    && that.voice != Voice::Narrator
                    && this.paragraph.abs_diff(that.paragraph) <= ANSWERS;
                if answers && unseen && fits {
                    *times.entry(called).or_default() += 1;
                }
            }
        }
        let named = times.into_iter().filter(|(_, times)| (least..NEVER).contains(times));
        told.narrator =
            named.max_by_key(|(entity, times)| (*times, core::cmp::Reverse(*entity))).map(|(e, _)| e);
    }
}

/// How often the narrator of a novel is called by name beside "I said" before that is a name.
const CALLED: u32 = 3;
/// Of so many quotations of a novel that "I" tell some have my name, if I have one.
const EARLY: usize = 512;
/// More than any count.
const NEVER: u32 = 1 << 16;

#[cfg(test)]
mod tests;
