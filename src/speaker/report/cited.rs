//! Who a relation's source is: the mention that heads it, the name that explains it, or what the mentions do not know.

use super::position::INDEFINITE;
use super::{Found, LOOK, OF, Report};
use crate::attribution::Relation;
use crate::clause;
use crate::entity::EntityKind;
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::mention::{Mention, MentionKind};
use crate::span::Run;
use crate::speaker::description::Described;
use crate::speaker::relative;
use crate::{Gender, Span};

/// How many mentions before a source may hold it.
const AROUND: usize = 8;
/// How surely the right speaker is known of a phrase that the mention stage knows nothing of.
const PHRASE: f32 = 0.85;

/// Pronouns that bring in somebody new: *Another called it “a crime.”*
const OTHERS: [u16; 8] =
    lexicon::entries(["another", "others", "some", "one", "many", "each", "someone", "somebody"]);

const THE: u16 = lexicon::entry("the");
const ONE: u16 = lexicon::entry("one");
const WHO: u16 = lexicon::entry("who");
/// What stands before what a quantity is of is no longer than this.
const QUANTITY: usize = 5;

/// How many words may tell when a document was made.
const TIMES: u32 = 4;

/// The words that tie a document to those who made or saw it: *a poll by the Castle Institute*.
const BY: [u16; 2] = lexicon::entries(["by", "from"]);

impl Report<'_> {
    /// The mention that heads a relation's source: one that the source is the end of ("Mayor" and then *Ada Quill*), else
    /// the longest that begins with it and does not own what follows; none where that is only a part of the phrase, as
    /// *the talks* of *everyone close to the talks*.
    pub(super) fn source(&mut self, relation: &Relation, source: Run) -> Option<u32> {
        let from = self.begun(source.start);
        let before = self.mentions.get(from.saturating_sub(AROUND)..from).unwrap_or_default();
        let around = before.iter().rposition(|mention| mention.tokens().end == source.end && !mention.plural);
        // "Councilwoman | Ruth Abrams, who …"
        let titled = || {
            before.iter().rposition(|mention| {
                mention.kind == MentionKind::Name
                    && mention.head().start == source.start
                    && mention.head().end <= source.end
                    && !self.owns(mention)
                    && self.token(mention.head().start.wrapping_sub(1)).is_some_and(|title| {
                        title.has(Flags::CAPITAL) && title.class().any(Class::TITLE.or(Class::ROLE))
                    })
                    && self.token(mention.head().end).is_none_or(|next| {
                        matches!(next.kind, TokenKind::Comma | TokenKind::Open) || next.class().any(Class::WH)
                    })
            })
        };
        if let Some(at) = around.or_else(titled) {
            return Some((from - before.len() + at) as u32);
        }
        // *Another, asked whether he should go, …*, *others see it as …*: whoever that is, nobody has named them.
        let new = |other: &Token| lexicon::is_one_of(other.word, &OTHERS) && other.word != ONE;
        let alone = source.len() == 1 || self.is_comma(source.start + 1);
        if alone && self.token(source.start).is_some_and(new) {
            return None;
        }
        if let Some(name) = self.named_last(source) {
            return Some(name);
        }
        let within = self.mentions.get(from..).unwrap_or_default();
        let mut within = within.iter().take_while(|mention| mention.tokens().start < source.end).take(LOOK);
        // *His | opposite number, Ada Quill*
        let own = |mention: &Mention| {
            let rest = Run { start: mention.tokens().start, end: source.end };
            mention.kind == MentionKind::Pronoun
                && self.tokens(mention.tokens()).iter().any(|first| first.class().any(Class::POSSESSIVE))
                && (self.tokens(rest).iter().any(|word| word.is(TokenKind::Comma))
                    || self.are_others(rest)
                    || self.is_named(rest))
        };
        let heads = |mention: &Mention| !self.owns(mention) && !own(mention);
        let first = within.position(heads).map(|at| (from + at) as u32);
        match first {
            Some(first) if self.is_part(first, source) => {
                self.one_of_them(source).or_else(|| self.named_behind(source))
            }
            Some(first) => {
                let Some(name) = self.explaining(first, source) else { return Some(first) };
                let entity = self.mention(name).and_then(|name| name.entity());
                self.mentions.get_mut(first as usize)?.stands_for(entity);
                Some(name)
            }
            None => relation
                .mention
                .get()
                .filter(|&whose| !self.is_which(whose, source))
                .filter(|&whose| {
                    self.mention(whose).is_none_or(|whose| {
                        let rest = Run { start: whose.tokens().end.max(source.start), end: source.end };
                        !(own(&whose) || self.owns(&whose) && self.are_others(rest))
                    })
                })
                .or_else(|| {
                    let told = relative::antecedent(self.prose, self.mentions, relation.source.get()?)?;
                    (!self.is_which(told, source)).then_some(told)
                }),
        }
    }

    /// *A lawsuit by three wardens | who | say …*: no lawsuit is who says anything.
    fn is_which(&self, told: u32, source: Run) -> bool {
        let who = self.is_word(source.start, WHO);
        let persons = |mention: Mention| {
            let head = self.head_class(&mention);
            mention.kind == MentionKind::Nominal
                && head.any(Class::DOCUMENT)
                && !head.any(Class::NAMED_PEOPLE)
        };
        who && source.len() == 1 && self.mention(told).is_some_and(persons)
    }

    /// *Chair of trustees | Ada Quill*, *Bureau of Weather senior forecaster | Ada Quill*, *the vicar and antiquary | Ada Quill*:
    /// the person whose name ends a source, behind what they are.
    fn named_last(&self, source: Run) -> Option<u32> {
        const AND: u16 = lexicon::entry("and");
        let from = self.begun(source.start + 1);
        let within = self.mentions.get(from..)?.iter().take(AROUND);
        let mut within = within.take_while(|mention| mention.tokens().start < source.end);
        let at = within.position(|name| {
            let known = name.entity().and_then(|entity| self.entities.get(entity as usize));
            name.kind == MentionKind::Name
                && name.head().end == source.end
                && name.head().len() > 1
                && known.is_some_and(|known| matches!(known.kind, EntityKind::Person | EntityKind::Unknown))
        })?;
        let name = self.mention((from + at) as u32)?.head().start;
        let (start, before) = (source.start, name.checked_sub(1).filter(|&before| before > source.start)?);
        let is = self.class(before);
        let small = |at: u32| {
            self.token(at).is_some_and(|word| word.is(TokenKind::Word) && !word.has(Flags::CAPITAL))
        };
        let ties = |at: &u32| self.token(*at).is_some_and(|word| word.word == OF || word.word == AND);
        let words = |at: u32| {
            let does = self.class(at).any(Class::FINITE.or(Class::WH))
                && !self.class(at).any(Class::NOUN.or(Class::PLURAL));
            let tie = self.class(at).any(Class::PREPOSITION.or(Class::CONJUNCTION));
            self.token(at).is_some_and(|word| {
                word.is(TokenKind::Word) && (word.has(Flags::CAPITAL) || !does && (!tie || ties(&at)))
            })
        };
        let tie = (start + 1..before).find(ties)?;
        let role = |at: u32| self.class(at).any(Class::SOMEBODY) && !self.class(at).any(Class::PLURAL);
        let fits = match self.token(tie)?.word {
            // "The vicar and antiquary"
            AND => role(tie - 1) && role(before) && tie + 1 == before,
            // "Widow of actor | Ada Quill" is not she.
            _ if small(tie + 1) => {
                role(tie - 1)
                    && is.any(Class::NOUN.or(Class::PLURAL))
                    && !role(before)
                    && self.class(start).any(Class::SOMEBODY)
            }
            _ => role(before) && !self.class(tie - 1).any(Class::SOMEBODY),
        };
        (small(before) && fits && (start..name).all(words)).then_some((from + at) as u32)
    }

    /// *Counsel to Brandt, | Ms Ada Quill, | …*: whoever is named behind a comma is the helper whom a source begins with.
    fn named_behind(&self, source: Run) -> Option<u32> {
        let comma = (source.start..source.end).find(|&at| self.is(at, TokenKind::Comma))?;
        let role = self.token(source.start)?.class();
        let at = self.begun(comma + 1);
        let name = self.mentions.get(at)?;
        let end = name.head().end;
        let alone = end == source.end || self.is(end, TokenKind::Open) || self.is(end, TokenKind::Comma);
        (role.any(Class::SOMEBODY)
            && !role.any(Class::PLURAL)
            && name.kind == MentionKind::Name
            && name.tokens().start == comma + 1
            && (name.head().len() > 1 || name.tokens() != name.head())
            && !name.plural
            && alone)
            .then_some(at as u32)
    }

    /// *Her | co-star Ada Quill*
    fn is_named(&self, rest: Run) -> bool {
        let from = self.begun(rest.start);
        let mut within = self.mentions.get(from..).unwrap_or_default().iter().take(AROUND);
        within.any(|name| {
            name.kind == MentionKind::Name
                && name.head().end == rest.end
                && name.tokens().start >= rest.start
                && !self.owns(name)
        })
    }

    /// *His | enemies*, *the senator's | defenders*: what a phrase ends with is people, and none of its owner's words.
    fn are_others(&self, rest: Run) -> bool {
        let Some(last) = rest.end.checked_sub(1).filter(|&last| last >= rest.start) else { return false };
        let Some(token) = self.token(last) else { return false };
        let class = token.class();
        let word = self.prose.text.get(token.span().range()).unwrap_or_default();
        let unlisted = token.word == 0 && word.ends_with('s') && !token.is_capitalised();
        (unlisted || class.any(Class::PLURAL.or(Class::NAMED_PEOPLE)))
            && !class.any(Class::DOCUMENT.or(Class::CUE_NOUN).or(Class::FINITE.without(Class::PLURAL)))
    }

    /// *One of them, | Ada Quill*
    fn one_of_them(&self, source: Run) -> Option<u32> {
        self.token(source.start).filter(|one| one.word == ONE)?;
        let from = self.begun(source.start);
        let within = self.mentions.get(from..)?.iter().take(AROUND);
        // *One of them, | Ada Quill of Tidewatch*
        let ends = |end: u32| end == source.end || self.class(end).any(Class::PREPOSITION);
        let last = within.take_while(|mention| mention.tokens().start < source.end).position(|mention| {
            mention.kind == MentionKind::Name
                && ends(mention.head().end)
                && self.is_comma(mention.tokens().start - 1)
        })?;
        Some((from + last) as u32)
    }

    /// The name that explains the description or the office at the beginning of a source, behind what else belongs to
    /// that: *the minister's adviser on media, Ada Quill*.
    pub(super) fn explaining(&self, index: u32, source: Run) -> Option<u32> {
        let described = self.mention(index)?;
        let tokens = self.prose.tokens.get(source.range())?;
        let head = self.head_class(&described);
        // *One of them, | Ada Quill*
        let one = || self.is_word(described.head().start, ONE);
        let somebody = match described.kind {
            MentionKind::Nominal if one() => true,
            MentionKind::Nominal => head.any(Class::SOMEBODY),
            MentionKind::Name => self.is_office(&described),
            _ => false,
        };
        if !somebody || described.plural || described.head().start < source.start {
            return None;
        }
        let after = (described.head().end - source.start) as usize;
        let first = after + tokens.get(after..)?.iter().position(|token| token.is(TokenKind::Comma))?;
        let name = source.start + first as u32 + 1;
        let clause = |token: &Token| {
            token.class().any(Class::FINITE)
                && !token.class().any(Class::PARTICIPLE)
                && !token.has(Flags::CAPITAL)
        };
        // *the dean of Tarn, | the Rev Ada Quill*
        let article = self.is_word(name, THE);
        let name = name + u32::from(article && !self.begins(name));
        let between = tokens.get(after..first)?;
        if between.iter().any(clause) {
            return None;
        }
        // *The president appeared to praise | the coup leader, Esteban Rua*
        let (ends, after) = (source.start + first as u32, described.head().end);
        let nearer = |other: &Mention| {
            let head = self.token(other.head().start).map(Token::class);
            other.head().end == ends
                && other.tokens().start > after
                && other.kind == MentionKind::Nominal
                && head.is_some_and(|head| head.any(Class::NAMED_PEOPLE))
        };
        let does = |token: &Token| token.class().any(Class::PAST) && !token.has(Flags::CAPITAL);
        let mut others = self.mentions.get(index as usize + 1..)?.iter().take(AROUND);
        if between.iter().any(does) && others.any(nearer) {
            return None;
        }
        let name = self.behind_modifiers(name, source).unwrap_or(name);
        let from = self.begun(name);
        let explaining = self.mentions.get(from).filter(|mention| {
            mention.tokens().start == name
                && mention.kind == MentionKind::Name
                && !mention.plural
                && !self.owns(mention)
                // "Her sister, a Democrat"
                && !self.is_introduced(mention)
                && !self.names_body(&described, mention)
                && (mention.head().end >= source.end || self.is_comma(mention.head().end))
        })?;
        let known = self.entities.get(explaining.entity()? as usize)?;
        let goes_on = self.prose.tokens.get(explaining.head().end as usize + 1);
        let listed = explaining.head().end < source.end
            && goes_on.is_some_and(|next| next.class().any(Class::CONJUNCTION));
        let person = matches!(known.kind, EntityKind::Person | EntityKind::Unknown);
        (person && !listed).then_some(from as u32)
    }

    /// Where the name begins that ends a source with more of what somebody is before it: *her coach, | the former world No. 8 |
    /// Ada Quill*.
    fn behind_modifiers(&self, start: u32, source: Run) -> Option<u32> {
        const FAR: u32 = 8;
        if self.begins(start) && self.mentions.get(self.begun(start))?.kind == MentionKind::Name {
            return None;
        }
        let from = self.begun(start);
        let within = self.mentions.get(from..)?.iter().take(AROUND);
        let mut within = within.take_while(|mention| mention.tokens().start < source.end.min(start + FAR));
        let ends = |end: u32| end == source.end || end + 1 == source.end && self.is_comma(end);
        let name = within
            .find(|name| name.kind == MentionKind::Name && name.head().len() > 1 && ends(name.head().end))?;
        let plain = |at: u32| {
            let small = Class::PREPOSITION.or(Class::CONJUNCTION).or(Class::WH).or(Class::FINITE);
            let word = self.is(at, TokenKind::Word) || self.is(at, TokenKind::Number);
            word && (!self.class(at).any(small) || self.class(at).any(Class::NOUN.or(Class::ADJECTIVE)))
        };
        let start = name.tokens().start.min(name.head().start);
        (self.class(start.saturating_sub(1)).any(Class::NAMED_PEOPLE.or(Class::NOUN))
            || self.is(start - 1, TokenKind::Number))
        .then_some(start)
        .filter(|&start| (source.start..start).rev().take_while(|&at| !self.is_comma(at)).all(plain))
    }

    /// "A Democrat": one of many.
    pub(super) fn is_introduced(&self, name: &Mention) -> bool {
        self.prose
            .tokens
            .get(name.tokens().start as usize)
            .is_some_and(|first| lexicon::is_one_of(first.word, &INDEFINITE))
    }

    /// The whole source, where it is cut to the end of *a poll by the Castle Institute*, *a memo seen by the Herald*.
    pub(super) fn document(&self, relation: &Relation, part: Run) -> Option<Span> {
        let token = |back: u32| self.prose.tokens.get(part.start.checked_sub(back)? as usize);
        if !token(1).is_some_and(|by| lexicon::is_one_of(by.word, &BY)) {
            return None;
        }
        // "A report released last month by the board"
        let times = (2..2 + TIMES).take_while(|&back| {
            token(back).is_some_and(|token| {
                let class = token.class();
                let modifies = Class::TIME.or(Class::PREPOSITION).or(Class::ADJECTIVE).or(Class::DETERMINER);
                class.any(modifies) && !class.any(Class::DOCUMENT)
            })
        });
        let behind = 2 + times.count() as u32;
        let seen = |back: u32| token(back).is_some_and(|token| token.class().any(Class::PARTICIPLE));
        let made = if seen(behind) { behind } else { u32::from(seen(2)) + 1 };
        let end = part.start.checked_sub(made)?;
        let from = self.begun(part.start);
        let before = self.mentions.get(from.saturating_sub(AROUND)..from)?;
        let whole = before.iter().rev().find(|mention| {
            let head = mention.head();
            let noun = self.class(head.start);
            head.end == end && noun.any(Class::DOCUMENT) && mention.kind == MentionKind::Nominal
        })?;
        let source = relation.source.get()?;
        // After the cue the document is what the source made: "the Herald said in a report by …".
        let before = relation.cue.get().is_none_or(|cue| cue.start >= source.end);
        before.then(|| whole.span(self.prose.tokens).cover(source))
    }

    /// Whether a mention in a source is only a part of it: behind a preposition, or before a noun for people.
    fn is_part(&self, index: u32, source: Run) -> bool {
        let Some(mention) = self.mention(index) else { return false };
        let (first, end) = (mention.tokens().start as usize, mention.tokens().end);
        let before = self.prose.tokens.get(source.start as usize + 1..first).unwrap_or_default();
        // *The White House* of *a senior White House official*
        let next = self.token(end).filter(|_| end < source.end);
        // *Batovi* of *Batovi airport*, *Austrian* of *Austrian records*
        let body = Class::ORGANISATION.or(Class::DOCUMENT);
        let body = if mention.kind == MentionKind::Name { body } else { Class::NONE };
        let modifies = next
            .is_some_and(|next| next.class().any(Class::NAMED_PEOPLE.or(body)) && !next.has(Flags::CAPITAL));
        // *His opposite number, Ada Quill*
        let apposed = mention.kind == MentionKind::Name
            && before.last().is_some_and(|comma| comma.is(TokenKind::Comma));
        modifies
            || !apposed
                && before
                    .iter()
                    .any(|token| token.class().any(Class::PREPOSITION) && !token.has(Flags::CAPITAL))
    }

    /// The entity of a source that the mention stage knows nothing of: *ferry crews*, *a person familiar with the matter*.
    pub(super) fn described(&mut self, relation: &Relation, source: Run) -> Option<Found> {
        const SILENT: Class =
            Class::PRONOUN.or(Class::WH).or(Class::FIRST).or(Class::SECOND).or(Class::SUBJECT);
        if clause::is_label(relation.method) {
            return None;
        }
        let source = self.told_of_in_relative(source).unwrap_or(source);
        let before = self.begun(source.start);
        if let Some(entity) = self.bearer(source, before, Gender::Unknown) {
            return Some(Found { entity, mention: None, sure: PHRASE });
        }
        let tokens = self.prose.tokens.get(source.range())?;
        let noun = |token: &Token| token.is(TokenKind::Word) || token.is(TokenKind::Handle);
        let ends = |token: &Token| {
            let class = token.class();
            let modifies = class.any(Class::PARTICIPLE.or(Class::GERUND))
                && !class.any(Class::NOUN.or(Class::ADJECTIVE));
            !noun(token) || class.any(Class::PREPOSITION.or(Class::WH)) || modifies
        };
        let open = |token: &Token| token.class().any(Class::DETERMINER.or(Class::POSSESSIVE));
        // "58 per cent of fishermen"
        let counts = |token: &Token| token.is(TokenKind::Number) || token.class().any(Class::NUMERAL);
        let quantity = tokens.iter().take(QUANTITY).position(|token| token.word == OF);
        let quantity = quantity.filter(|_| tokens.first().is_some_and(counts)).map_or(0, |of| of + 1);
        let begin = quantity + tokens.iter().skip(quantity).take_while(|token| open(token)).count();
        let length = tokens.iter().skip(begin).take_while(|token| !ends(token)).count();
        let head = (begin + length).checked_sub(1)?;
        let word = tokens.get(head)?;
        // "One of them"
        let of_them = quantity == 2 && word.class().any(Class::PRONOUN);
        if word.class().any(SILENT) && !of_them && !lexicon::is_one_of(word.word, &OTHERS)
            || word.class().any(Class::POSSESSIVE)
        {
            return None;
        }
        let head = source.start + head as u32;
        let tokens = Run { start: source.start, end: head + 1 };
        let plural = word.class().any(Class::PLURAL.or(Class::MANY));
        let described = Described { tokens, head, gender: Gender::Unknown, plural, end: tokens.end };
        let words = self.named(tokens, Some(source));
        let entity = self.descriptions.entity_of(self.prose, &described, words, self.entities);
        Some(Found { entity, mention: None, sure: PHRASE })
    }

    /// The noun that a relative pronoun stands for: *a challenge by | breeders | who claim …*
    fn told_of_in_relative(&self, source: Run) -> Option<Run> {
        const RELATIVE: [u16; 3] = lexicon::entries(["who", "which", "that"]);
        const WORDS: u32 = 5;
        let relative = self.token(source.start).filter(|_| source.len() == 1)?;
        let head = source.start.checked_sub(1)?;
        let speaks = Class::NAMED_PEOPLE.or(Class::ORGANISATION).or(Class::DOCUMENT).or(Class::PLURAL);
        let noun = self.class(head).any(speaks) && self.class(head).any(Class::NOUN.or(Class::PLURAL));
        // "Breeders" need not be listed.
        let unlisted = |token: &Token| {
            let word = self.prose.text.get(token.span().range()).unwrap_or_default();
            token.word == 0 && !token.is_capitalised() && word.ends_with('s')
        };
        let noun = noun || self.token(head).is_some_and(unlisted);
        // "By someone who said he was ill"
        let someone = |token: &Token| lexicon::is_one_of(token.word, &OTHERS) && token.word != ONE;
        if lexicon::is_one_of(relative.word, &RELATIVE) && self.token(head).is_some_and(someone) {
            return Some(Run { start: head, end: head + 1 });
        }
        if !lexicon::is_one_of(relative.word, &RELATIVE) || !noun || self.class(head).any(Class::TIME) {
            return None;
        }
        let modifies = Class::DETERMINER.or(Class::POSSESSIVE).or(Class::ADJECTIVE).or(Class::NUMERAL);
        let within = |at: &u32| {
            let number = self.is(*at, TokenKind::Number);
            (number || self.class(*at).any(modifies))
                && !self.class(*at).any(Class::PREPOSITION.or(Class::WH))
        };
        let before = head.saturating_sub(WORDS)..head;
        let strict = before.clone().rev().take_while(within).last();
        // *A leadership team that …*: other nouns belong to it where a determiner stands before all.
        let noun = |at: &u32| {
            within(at) || self.class(*at).any(Class::NOUN) && !self.class(*at).any(Class::PREPOSITION)
        };
        let loose = before.rev().take_while(noun).last();
        let determined = |at: &u32| self.class(*at).any(Class::DETERMINER.or(Class::POSSESSIVE));
        let start = loose.filter(determined).or(strict).unwrap_or(head);
        Some(Run { start, end: head + 1 })
    }
}
