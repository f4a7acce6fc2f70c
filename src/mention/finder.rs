//! Phrases to mentions: which of them can be a source, and what is pushed for owners, pronouns, labels and lists.

use alloc::vec::Vec;

use super::phrase::{Head, Phrase};
use super::reader::{self, LONGEST, Reader, word};
use super::{Gender, Mention, MentionKind};
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::quotation::{Enclosing, Part, Quotation};
use crate::room::make_room;
use crate::span::{MaybeIndex, Run};

/// What people are called by those who do not call them by name, here or in their own country.
const ADDRESSES: [u16; 12] = lexicon::entries([
    "ma'am", "madam", "miss", "mister", "monsieur", "mynheer", "sahib", "senor", "signor", "signora",
    "signore", "sir",
]);

/// "Mr. and Mrs. Harper": by itself a title that is written short is nobody.
const SHORT: [u16; 3] = lexicon::entries(["mr", "mrs", "ms"]);

/// The labels of a script, in text order.
pub(super) struct Labels<'s> {
    /// No label begins before this token that has not been given.
    pub(super) next: u32,
    /// The first of them has the label that begins there, if any has one.
    pub(super) quotations: &'s [Quotation],
}

impl Labels<'_> {
    /// The label that begins at the token, those before it passed over.
    #[cold]
    pub(super) fn at(&mut self, at: usize) -> Option<Run> {
        let mut found = None;
        self.next = u32::MAX;
        while let [first, rest @ ..] = self.quotations {
            if let Some(label) = first.label.get().filter(|label| !label.is_empty()) {
                if label.start as usize > at {
                    self.next = label.start;
                    break;
                }
                found = Some(label).filter(|label| label.start as usize == at);
            }
            self.quotations = rest;
        }
        found
    }
}

/// What the scan over the sentences carries along.
pub(super) struct Finder<'s, 'o> {
    pub(super) tokens: &'s [Token],
    pub(super) quotations: Enclosing<'s>,
    /// The list of people that is being read: its first mention and where the last one ends.
    pub(super) chain: Option<Chain>,
    pub(super) out: &'o mut Vec<Mention>,
}

#[derive(Clone, Copy)]
pub(super) struct Chain {
    first: usize,
    start: u32,
    end: u32,
    gender: Gender,
    /// More than one so far.
    several: bool,
}

impl Finder<'_, '_> {
    /// “…,” advised Tobias: behind a quotation such a verb is no adjective before a name.
    pub(super) fn is_tag(&self, at: usize, class: Class) -> bool {
        let token = |at: usize| self.tokens.get(at);
        class.all(Class::ADJECTIVE.or(Class::PAST))
            && class.any(Class::REPORTS)
            && at.checked_sub(1).and_then(token).is_some_and(|before| before.is(TokenKind::Mark))
            && token(at + 1).is_some_and(Token::is_capitalised)
    }

    /// Notes the noun phrase that begins at `at`; returns where the next phrase and the next name may begin.
    pub(super) fn noun_phrase(&mut self, reader: &Reader<'_>, at: usize) -> Option<(usize, usize)> {
        // Not moved out: it would be copied.
        let phrase = reader.phrase(at);
        let phrase = phrase.as_ref()?;
        let first = self.out.len();
        let ends = if let Some(owned) = reader.owned(at, phrase) {
            self.owners(reader, *phrase, owned)
        } else {
            let end = phrase.tokens.end as usize;
            let read = self.emit(reader, phrase, false);
            let name = if read.is_some() && phrase.head == Head::Name { end } else { at };
            (read.map_or(end, |read| read.max(end)), name)
        };
        if self.out.len() > first {
            self.list(reader, first);
        }
        Some(ends)
    }

    /// The same where the phrase owns another: of "Ada's aunt's lawyer" each owner is a phrase of its own, the longest
    /// comes first.
    fn owners(&mut self, reader: &Reader<'_>, opening: Phrase, owned: Phrase) -> (usize, usize) {
        let at = opening.tokens.start as usize;
        let (mut owners, mut last, mut count) = ([opening; 3], owned, 1);
        while let Some(slot) = owners.get_mut(count)
            && let Some(next) = reader.owned(at, &last)
        {
            *slot = last;
            count += 1;
            last = next;
        }
        let whole = Run { end: last.tokens.end, ..opening.tokens };
        let read = self.emit(reader, &Phrase { tokens: whole, ..last }, true);
        for owner in owners.iter().take(count).rev() {
            let tokens = Run { start: whole.start, ..owner.tokens };
            self.emit(reader, &Phrase { tokens, ..*owner }, false);
        }
        let end = whole.end as usize;
        let name = if opening.head == Head::Name { opening.tokens.end as usize } else { at };
        (read.map_or(end, |read| read.max(end)), name)
    }

    /// Pushes the phrase if it can be a source; returns where what belongs to it ends.
    fn emit(&mut self, reader: &Reader<'_>, phrase: &Phrase, owned: bool) -> Option<usize> {
        let core = phrase.tokens;
        let mut tokens = core;
        let mut read = core.end as usize;
        let kind = match phrase.head {
            Head::Name if owned && !reader.class(phrase.bare.start as usize).any(Class::GIVEN) => {
                return None;
            }
            // “Monsieur,” said the servant: whom he calls so is nobody by that name.
            Head::Name
                if core.len() == 1
                    && reader.class(core.start as usize).any(Class::TITLE)
                    && is_no_name(reader, core) =>
            {
                return None;
            }
            // "A Christian": somebody of that kind, and not called so.
            Head::Name
                if core.len() == 2
                    && phrase.bare.len() == 1
                    && lexicon::is_one_of(reader.token(core.start as usize).word, &[word::A, word::AN])
                    && reader.class(phrase.bare.start as usize).any(Class::GIVEN) =>
            {
                return None;
            }
            // "Having said this, …": nobody.
            Head::Bare
                if core.len() == 1
                    && lexicon::is_one_of(
                        reader.token(core.start as usize).word,
                        &[word::THIS, word::THAT],
                    ) =>
            {
                return None;
            }
            Head::Name => MentionKind::Name,
            Head::Noun if phrase.class.any(reader::SOURCE.or(Class::TITLE)) => {
                let bare = !phrase.determined && !owned;
                let several = phrase.plural || phrase.class.any(Class::GROUP);
                let calls =
                    phrase.class.any(Class::KIN) && reader.token(core.start as usize).is_capitalised();
                if bare && !several && !calls && !reader.reported(core) {
                    return None;
                }
                tokens.end = reader.complements(phrase) as u32;
                MentionKind::Nominal
            }
            Head::Noun | Head::Bare => {
                /// The verb stands beside the phrase with its complements; so many tokens hold the longest of them.
                const FAR: usize = 8 * LONGEST;
                let near = (core.start as usize).saturating_sub(1);
                let far = (reader.sentence.end as usize).min(near + FAR);
                let speaks = phrase.head == Head::Noun
                    && reader.creatures.has(reader.token(phrase.bare.start as usize));
                if core.is_empty()
                    || !(phrase.determined || owned)
                    || !speaks && !reader.reach.reports(near, far)
                {
                    return None;
                }
                tokens.end = reader.complements(phrase) as u32;
                if !speaks && !reader.reported(tokens) {
                    return None;
                }
                MentionKind::Nominal
            }
        };
        // "In Leeds, his lawyer, Ada Quill": a place where somebody speaks is nobody's lawyer.
        let place = kind == MentionKind::Name
            && reader.class(phrase.bare.start as usize).any(Class::PLACE)
            && reader.before(core.start as usize).class().any(Class::PREPOSITION);
        if !place
            && !reader.token(tokens.end.saturating_sub(1) as usize).has(Flags::CLITIC)
            && let Some((end, inner)) = reader.apposition(tokens.end as usize)
        {
            tokens.end = end as u32;
            read = inner;
        }
        let gender = match kind {
            MentionKind::Name => reader.gender(core, phrase.bare),
            _ => Gender::of(phrase.class),
        };
        self.push(tokens, phrase.bare, kind, gender, phrase.plural);
        Some(read)
    }

    /// The label of a script line names who speaks, but for the letters of an interview.
    pub(super) fn label(&mut self, reader: &Reader<'_>, label: Run) {
        match Part::of(reader.text, self.tokens, label) {
            None => {
                let bare = reader.bare(label);
                self.push(label, bare, MentionKind::Name, reader.gender(label, bare), false);
            }
            Some(_) if reader.class(label.start as usize).any(Class::ROLE) => {
                self.push(label, label, MentionKind::Nominal, Gender::Unknown, false);
            }
            Some(_) => {}
        }
    }

    pub(super) fn pronoun(&mut self, reader: &Reader<'_>, at: usize, class: Class) {
        let token = reader.token(at);
        let run = Run::new(at, at + 1);
        let third = Class::MALE.or(Class::FEMALE).or(Class::MANY);
        let kind = if class.any(Class::FIRST) {
            MentionKind::First
        } else if class.any(Class::SECOND) {
            MentionKind::Second
        } else if class.any(third) || lexicon::is_one_of(token.word, &[word::IT, word::ITS, word::ITSELF]) {
            MentionKind::Pronoun
        } else if class.any(Class::PRONOUN)
            && !class.any(Class::WH.or(Class::DETERMINER))
            && !(token.word == word::ONE && reader.before(at).word == word::NO)
            && reader.reported(run)
        {
            MentionKind::Nominal
        } else {
            return;
        };
        self.push(run, run, kind, Gender::of(class), class.any(Class::MANY));
    }

    pub(super) fn push(&mut self, tokens: Run, head: Run, kind: MentionKind, gender: Gender, plural: bool) {
        if tokens.is_empty() || tokens.end as usize > self.tokens.len() {
            return;
        }
        make_room(self.out, tokens.start as usize, self.tokens.len());
        let quotation = MaybeIndex::from(self.quotations.at(tokens.start));
        self.out.push(Mention {
            start: tokens.start,
            len: short(tokens.len()),
            before: short(head.start.saturating_sub(tokens.start) as usize),
            head: u8::try_from(head.len()).unwrap_or(u8::MAX),
            kind,
            gender,
            plural,
            quotation,
            entity: MaybeIndex::NONE,
        });
    }

    /// Joins the phrase at `first` with those before it: "Ada, Ben and the old porter".
    fn list(&mut self, reader: &Reader<'_>, first: usize) {
        let Some(mention) = self.out.get(first) else { return };
        let joins = |at: u32| {
            let at = at as usize;
            if reader.word(at, word::AND) {
                Some((at + 1, true))
            } else if reader.is(at, TokenKind::Comma) {
                Some(if reader.word(at + 1, word::AND) { (at + 2, true) } else { (at + 1, false) })
            } else {
                None
            }
        };
        let tokens = mention.tokens();
        let own =
            Chain { first, start: tokens.start, end: tokens.end, gender: mention.gender, several: false };
        // Two with a comma before "and" are no list, two clauses rather: "said Ada, and Ben nodded".
        let pair = |chain: &Chain, next: usize| !chain.several && next == chain.end as usize + 2;
        // "I rang the police and the lady said": the first is what somebody did something to, the second does another.
        let verb = |at: u32, class: Class| {
            let class_at = reader.class(at as usize);
            class_at.any(class)
                && !class_at.any(Class::NOUN.or(Class::PLURAL).or(Class::SPEECH).or(Class::TAG))
        };
        let apart = |chain: &Chain| {
            reader.class(own.end as usize).any(Class::PAST.or(Class::THIRD))
                && !chain.several
                && chain.start > reader.sentence.start
                && verb(chain.start - 1, Class::PAST.or(Class::THIRD))
        };
        let step = self
            .chain
            .and_then(|chain| Some((chain, joins(chain.end)?)))
            .filter(|(chain, (next, last))| !(*last && (pair(chain, *next) || apart(chain))));
        self.chain = Some(own);
        if let Some((chain, (next, last))) = step
            && next == mention.tokens().start as usize
        {
            let gender = if chain.gender == mention.gender { chain.gender } else { Gender::Unknown };
            if last && let Some(opening) = self.out.get(chain.first).copied() {
                let whole = Mention {
                    start: chain.start,
                    len: short((own.end - chain.start) as usize),
                    before: short((mention.head().start - chain.start) as usize),
                    kind: MentionKind::Nominal,
                    gender,
                    plural: true,
                    quotation: opening.quotation,
                    ..*mention
                };
                make_room(self.out, own.end as usize, self.tokens.len());
                self.out.insert(chain.first, whole);
                self.chain = None;
            } else {
                self.chain = Some(Chain { end: own.end, gender, several: true, ..chain });
            }
        }
        if reader.token(own.end.saturating_sub(1) as usize).has(Flags::CLITIC) {
            self.chain = None;
        }
    }
}

impl Reader<'_> {
    /// What the phrase, one of those that begin at `at`, owns.
    fn owned(&self, at: usize, owner: &Phrase) -> Option<Phrase> {
        let end = owner.tokens.end as usize;
        // "the workers' leader"
        let several = self.is(end, TokenKind::Apostrophe) && !self.token(end).space_before();
        let owns =
            end > at && (several || self.token(end - 1).has(Flags::CLITIC)) && owner.head != Head::Bare;
        // "Her real name's Millicent"
        let is_called = owns && self.token(end - 1).word == word::NAME && self.capital(end);
        (if owns && !is_called { self.core(end + usize::from(several)) } else { None })
            .filter(|owned| !owned.determined)
    }

    /// The gender that the titles, the description and the given name of a phrase show, the first of them first.
    pub(super) fn gender(&self, phrase: Run, bare: Run) -> Gender {
        let given = || self.class(bare.start as usize).all(Class::GIVEN.or(Class::FEMALE));
        (phrase.start as usize..(bare.start as usize + 1).min(phrase.end as usize))
            .filter(|&at| at == bare.start as usize || !self.token(at).has(Flags::CLITIC))
            .map(|at| self.class(at))
            .filter(|class| !class.any(Class::POSSESSIVE.or(Class::PRONOUN)))
            // "Council chairman Edwina Quill"
            .filter(|class| !(class.all(Class::ROLE.or(Class::MALE)) && given()))
            .map(Gender::of)
            .find(|gender| *gender != Gender::Unknown)
            .unwrap_or_default()
    }
}

/// Whether a title stands alone that names nobody so.
fn is_no_name(reader: &Reader<'_>, title: Run) -> bool {
    let word = reader.token(title.start as usize).word;
    lexicon::is_one_of(word, &ADDRESSES) && reader.calls(title) || lexicon::is_one_of(word, &SHORT)
}

/// Phrases are short; of a label as long as a chapter the first tokens will do.
fn short(tokens: usize) -> u16 {
    u16::try_from(tokens).unwrap_or(u16::MAX)
}
