//! Where a source begins and ends: the models now and then leave out half of it, or take along what stands beside it.

use super::Report;
use crate::Span;
use crate::attribution::Relation;
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::mention::{Mention, MentionKind};
use crate::span::Run;

/// Between a subject and the end of its relative clause stand no more tokens.
const RELATIVE: u32 = 24;

/// How many tokens a subject has that the mention stage knows nothing of.
const PHRASE: u32 = 5;

/// What begins a relative clause whose subject it is.
const WHO: [u16; 3] = lexicon::entries(["who", "which", "that"]);

const BY: u16 = lexicon::entry("by");
const TEAM: u16 = lexicon::entry("team");

const ON: u16 = lexicon::entry("on");

impl Report<'_> {
    /// The source as a reader would mark it, before a cue or behind it.
    pub(super) fn whole(&self, run: Run, cue: Option<Span>) -> Run {
        let cue = cue.map(|cue| self.run(cue));
        let run = Run { start: cue.and_then(|cue| self.with_relative(run, cue)).unwrap_or(run.start), ..run };
        let run = self.before_brackets(run).or_else(|| self.before_emphasis(run)).unwrap_or(run);
        let run = Run { start: self.after_dateline(run), ..run };
        let run = self.after_when(run).unwrap_or(run);
        let run = Run { start: self.explained(run, cue).unwrap_or(run.start), ..run };
        let run =
            Run { start: self.belonging(run).or_else(|| self.of_party(run)).unwrap_or(run.start), ..run };
        let run = Run { start: self.complemented(run, cue).unwrap_or(run.start), ..run };
        let run = Run {
            start: self.after_adjunct(run).or_else(|| self.after_day(run)).unwrap_or(run.start),
            ..run
        };
        let run = Run { end: self.before_deed(run, cue).unwrap_or(run.end), ..run };
        let run = Run { end: self.before_time(run), ..run };
        self.trimmed(run, cue)
    }

    /// *It has been argued that …*: somebody argued, and nobody is named.
    pub(super) fn is_expletive(&self, relation: &Relation, source: Run) -> bool {
        const IT: u16 = lexicon::entry("it");
        const BEING: [u16; 5] = lexicon::entries(["is", "was", "been", "be", "being"]);
        let it = source.len() == 1 && self.is_word(source.start, IT);
        let Some(cue) = relation.cue.get().filter(|_| it) else { return false };
        let cue = self.tokens(self.run(cue));
        let passive = cue.iter().any(|token| lexicon::is_one_of(token.word, &BEING));
        passive && cue.last().is_some_and(|last| last.class().any(Class::PARTICIPLE))
    }

    /// Where somebody ends who does something else before they speak: *my editor | likes to say*, *an officer | flagged the
    /// payment, writing …*.
    fn before_deed(&self, run: Run, cue: Option<Run>) -> Option<u32> {
        const TO: u16 = lexicon::entry("to");
        let cue = cue?;
        let goes_on =
            self.token(cue.start).is_some_and(|cue| cue.word == TO || cue.class().any(Class::GERUND));
        if !goes_on || cue.start < run.end {
            return None;
        }
        let from = self.mentions.partition_point(|mention| mention.tokens().start < run.start);
        let begins =
            |mention: &&Mention| mention.tokens().start == run.start && mention.tokens().end < run.end;
        let end = self.mentions.get(from..)?.iter().take(4).find(begins)?.tokens().end;
        let finite =
            |token: &Token| token.class().any(Class::PAST.or(Class::THIRD)) && !token.has(Flags::CAPITAL);
        self.token(end).is_some_and(finite).then_some(end)
    }

    /// Where the subject begins of whose relative clause a source is only the end: *| a plumber who shot at a drone over
    /// his garden told …* Behind a preposition, or a verb, stands no subject.
    fn with_relative(&self, run: Run, cue: Run) -> Option<u32> {
        let closed = self.is_comma(run.end);
        if run.end + u32::from(closed) != cue.start {
            return None;
        }
        let start = self.prose.sentences.get(self.sentence(run.start))?.tokens.start;
        if closed && let Some(start) = self.with_list(run, start) {
            return Some(start);
        }
        let governor = self.class(run.start.checked_sub(1)?);
        if !governor.any(Class::VERB.or(Class::PREPOSITION)) || governor.any(Class::SUBORDINATOR) {
            return None;
        }
        // *Documents | released under the act | show*, *a note, | signed by the clerk, | says*: a participle alone tells as
        // much of a noun.
        let reduced = |at: u32| {
            let before = at.checked_sub(1 + u32::from(self.is_comma(at.saturating_sub(1))));
            let noun = before.filter(|&noun| noun >= start);
            let of = noun.map(|at| self.class(at)).unwrap_or_default();
            // "A team led by Ada Quill" is spoken for by her.
            // "A remark made by | a clerk | lamenting it" tells of the clerk.
            let team = self.is_word(at + 1, BY)
                && (self.class(cue.start).any(Class::GERUND)
                    || noun.and_then(|at| self.token(at)).is_some_and(|noun| noun.word == TEAM));
            // "The quay is safe, insisted | Ada Quill |, adding …": she is whom the verb has for its subject.
            self.class(at).any(Class::PARTICIPLE)
                && at + 1 < run.start
                && !team
                && !self.class(at).any(Class::ADJECTIVE.or(Class::NOUN).or(Class::PREPOSITION))
                && of.any(Class::NOUN.or(Class::PLURAL).or(Class::NAMED_PEOPLE))
                && !of.any(Class::AUXILIARY)
        };
        let mut clause = (start.max(run.start.saturating_sub(RELATIVE))..run.start).rev();
        let relative = clause.find(|&at| {
            let ends =
                self.token(at).is_none_or(|token| !token.is(TokenKind::Word) && !token.is(TokenKind::Number));
            ends || self.is_one_of(at, &WHO) || reduced(at)
        })?;
        // *A note, | dated May 4 and signed by the clerk, | says*
        let made = run
            .start
            .checked_sub(2)
            .is_some_and(|made| self.class(made).any(Class::PARTICIPLE) && self.is_word(made + 1, BY));
        let several =
            closed && made && self.is_comma(relative) && self.class(relative + 1).any(Class::PARTICIPLE);
        let relative = relative + u32::from(several);
        let adverb = u32::from(
            self.class(relative + 1).any(Class::ADVERB) && !self.class(relative + 1).any(Class::FINITE),
        );
        let finite = self.class(relative + 1 + adverb).any(Class::FINITE) || several || reduced(relative);
        let aside = self.is_comma(relative.checked_sub(1)?);
        if !self.token(relative)?.is(TokenKind::Word) || !finite || aside != closed {
            return None;
        }
        let end = relative - u32::from(aside);
        let from = self.begun(start);
        let before = self.mentions.get(from..)?.iter().take_while(|mention| mention.tokens().start < end);
        let mut heads = before.filter(|mention| mention.tokens().end == end || mention.head().end == end);
        let opens = |at: &u32| self.class(*at).any(Class::DETERMINER.or(Class::POSSESSIVE));
        let bare = || (start.max(end.saturating_sub(PHRASE))..end).rev().find(opens);
        let alone = || {
            (end == start + 1 && self.class(start).any(Class::PLURAL.or(Class::DOCUMENT).or(Class::MANY)))
                .then_some(start)
        };
        heads.next().map(|mention| mention.tokens().start).or_else(bare).or_else(alone)
    }

    /// The same of a list that ends such a clause: *| the board, which owns the tower, the cottages and | the tin, | says*.
    fn with_list(&self, run: Run, sentence: u32) -> Option<u32> {
        let subject = self.mentions.get(self.begun(sentence))?;
        let end = subject.head().end;
        let who = self.is_one_of(end + 1, &WHO);
        let does = self.class(end + 2).any(Class::FINITE);
        let begins =
            subject.tokens().start == sentence && self.is_comma(end) && who && does && end + 2 < run.start;
        let plain = |at: u32| {
            self.token(at).is_some_and(|token| token.is(TokenKind::Word) || token.is(TokenKind::Comma))
        };
        let words = run.start <= end + RELATIVE && (end..run.start).all(plain);
        // *| The board, which owns the tower, sold it, and the buyer, | says*
        let goes_on = |at: u32| {
            self.token(at).is_some_and(|word| {
                word.class().any(Class::FINITE) && !word.class().any(Class::NOUN.or(Class::PLURAL))
            })
        };
        let words = words && !(end + 3..run.start).any(goes_on);
        (begins && words && !(run.start..run.end).any(|at| self.is_comma(at))).then_some(sentence)
    }

    /// *CAIRO — | Egypt's interior ministry*.
    fn after_dateline(&self, run: Run) -> u32 {
        self.dateline(run.start).map(|line| line.end).filter(|end| *end < run.end).unwrap_or(run.start)
    }

    /// The subject behind a clause of which a source is only the beginning: *When | cautioned, | he | said*.
    fn after_when(&self, run: Run) -> Option<Run> {
        const NEAR: u32 = 8;
        let when = run.len() == 1 && self.class(run.start).any(Class::SUBORDINATOR);
        if !when || !self.class(run.end).any(Class::PARTICIPLE) {
            return None;
        }
        let comma = (run.end..run.end + NEAR).find(|&at| self.is_comma(at))?;
        let subject = self.mentions.get(self.begun(comma + 1))?;
        (subject.tokens().start == comma + 1).then(|| subject.tokens())
    }

    /// The dateline that a token stands in.
    pub(super) fn dateline(&self, token: u32) -> Option<Run> {
        let before = self.datelines.partition_point(|dateline| dateline.end <= token);
        self.datelines.get(before).copied().filter(|dateline| dateline.start <= token)
    }

    /// Who stands before brackets that a source is only the end of: *| Brigadier Tom Leslie (Letters, June 3) asserts*.
    fn before_brackets(&self, run: Run) -> Option<Run> {
        const BRACKETS: u32 = 20;
        // *Brenlow (NYSE: | BRW), a maker of pumps, | says*
        let close =
            (run.start..run.end).find(|&at| self.is(at, TokenKind::Close) || self.is(at, TokenKind::Open));
        let close = close.filter(|&close| self.is(close, TokenKind::Close))?;
        let open = (close.saturating_sub(BRACKETS)..close).rev().find(|&at| self.is(at, TokenKind::Open))?;
        let from = self.mentions.partition_point(|mention| mention.tokens().start < open);
        let before = self.mentions.get(from.saturating_sub(8)..from)?.iter();
        let end = self.before_others(open);
        let ends = |mention: &&Mention| mention.tokens().end == end || mention.head().end == end;
        let start = before.filter(ends).map(|mention| mention.tokens().start).min()?;
        (open < run.start).then_some(Run { start, ..run })
    }

    /// Where a name ends before *et al.*, and what ends there else: *Quill | et al. | (2019)*.
    fn before_others(&self, end: u32) -> u32 {
        let text = |at: u32| self.token(at).and_then(|token| self.prose.text.get(token.span().range()));
        let stop = end.checked_sub(1).filter(|&stop| text(stop) == Some(".")).unwrap_or(end);
        let others = stop.checked_sub(2).filter(|&et| text(et) == Some("et"));
        others.filter(|et| text(et + 1).is_some_and(|al| al.trim_end_matches('.') == "al")).unwrap_or(end)
    }

    /// Who stands before a title in emphasis that a source is only the end of: *| A spokesman for \*The Ledger\* said*.
    fn before_emphasis(&self, run: Run) -> Option<Run> {
        let sign = |at: u32| self.is(at, TokenKind::Emphasis);
        let tie = run.start.checked_sub(2).filter(|_| sign(run.start - 1))?;
        if !self.token(tie)?.class().any(Class::PREPOSITION) {
            return None;
        }
        let from = self.begun(tie);
        let mut before = self.mentions.get(from.saturating_sub(4)..from)?.iter().rev();
        let start = before.find(|whose| whose.head().end == tie && !self.owns(whose))?.tokens().start;
        let somebody = self.token(tie - 1)?.class().any(Class::SOMEBODY);
        somebody.then(|| Run { start, end: run.end + u32::from(sign(run.end)) })
    }

    /// Where the description begins that a source's name explains: *her lawyer, | Bruce Tannen*, *said his brother, | Mark*.
    fn explained(&self, run: Run, cue: Option<Run>) -> Option<u32> {
        let comma = run.start.checked_sub(1)?;
        let name = |mention: &Mention| {
            mention.tokens().start == run.start && mention.kind == MentionKind::Name && !mention.plural
        };
        if !self.token(comma)?.is(TokenKind::Comma) {
            return None;
        }
        let from = self.begun(run.start);
        let before = self.mentions.get(from.saturating_sub(8)..from)?;
        if !self.mentions.get(from).is_some_and(name) {
            return None;
        }
        let described = before.iter().rev().find(|mention| {
            let head = self.head_class(mention);
            mention.kind == MentionKind::Nominal
                && mention.tokens().end == comma
                && mention.head().end == comma
                && head.any(Class::SOMEBODY)
        })?;
        let start = described.tokens().start;
        let sentence = self.prose.sentences.get(self.sentence(start))?.tokens.start;
        let free = start == sentence
            || cue.is_some_and(|cue| cue.end == start)
            || self
                .token(start.checked_sub(1)?)
                .is_some_and(|before| before.class().any(Class::CONJUNCTION) || before.is(TokenKind::Comma));
        free.then_some(start)
    }

    /// Where the name begins to which a source only tells where somebody belongs: *as Priya from | the payments team pointed out*.
    fn belonging(&self, run: Run) -> Option<u32> {
        let preposition = run.start.checked_sub(1)?;
        let ties = |token: &Token| token.class().any(Class::PREPOSITION) && !token.has(Flags::CAPITAL);
        if !ties(self.token(preposition)?) {
            return None;
        }
        let from = self.begun(preposition);
        let before = self.mentions.get(from.saturating_sub(4)..from)?;
        let name = before.iter().rev().find(|mention| {
            mention.kind == MentionKind::Name && mention.tokens().end == preposition && !self.owns(mention)
        })?;
        let start = name.tokens().start;
        let sentence = self.prose.sentences.get(self.sentence(start))?.tokens.start;
        // "Meanwhile | Tomasz from Cork asks"
        let adverb = start == sentence + 1 && self.token(sentence)?.class().any(Class::ADVERB);
        let opens = |before: &Token| before.class().any(Class::SUBORDINATOR.or(Class::CONJUNCTION));
        (start == sentence || adverb || self.token(start.checked_sub(1)?).is_some_and(opens)).then_some(start)
    }

    /// Where the name begins of whom a source tells the party, and more: *| Representative Ada Quill, | Democrat of Tarn, whose
    /// seat …, said*.
    fn of_party(&self, run: Run) -> Option<u32> {
        const PARTIES: [u16; 2] = lexicon::entries(["democrat", "republican"]);
        const OF: [u16; 2] = lexicon::entries(["of", "from"]);
        let comma = run.start.checked_sub(1).filter(|&comma| self.is_comma(comma))?;
        let from = self.begun(comma);
        let before = self.mentions.get(from.saturating_sub(4)..from)?;
        let named = |mention: &&Mention| mention.kind == MentionKind::Name && mention.head().end == comma;
        let name = before.iter().rev().find(named)?;
        (self.is_one_of(run.start, &PARTIES) && self.is_one_of(run.start + 1, &OF))
            .then_some(name.tokens().start)
    }

    /// Where the subject begins whose complement a source is: *| a study in | the Lancet | found …*.
    fn complemented(&self, run: Run, cue: Option<Run>) -> Option<u32> {
        let tie = self.token_before(run.start)?;
        let verb = cue.filter(|cue| cue.start == run.end).and_then(|cue| self.token(cue.start))?;
        if verb.class().any(Class::GERUND)
            || !tie.class().any(Class::PREPOSITION)
            || tie.class().any(Class::SUBORDINATOR)
        {
            return None;
        }
        let from = self.begun(run.start);
        let before = self.mentions.get(from.saturating_sub(4)..from)?;
        // *Farmers in | St. Elizabeth | say*: what she would say has an s.
        let single = self
            .mentions
            .get(from)
            .is_some_and(|name| name.tokens() == run && name.kind == MentionKind::Name && !name.plural);
        let several =
            single && verb.class().any(Class::BASE) && !verb.class().any(Class::PAST.or(Class::THIRD));
        let subject = before.iter().find(|subject| {
            subject.kind == MentionKind::Nominal
                && (subject.tokens().end == run.end && subject.head().end < run.start
                    || several && subject.plural && subject.tokens().end + 1 == run.start)
                && !self.owns(subject)
        })?;
        Some(subject.tokens().start)
    }

    /// Where a source ends but for the day that something was said: *the foreign ministry | on Monday*.
    fn before_time(&self, run: Run) -> u32 {
        let words = self.tokens(run);
        let [first, .., before, last] = words else { return run.end };
        let day = last.class().any(Class::TIME) && !last.class().any(Class::GIVEN);
        // "A man who came here on Tuesday" came then.
        let clause = || words.iter().any(|word| word.class().any(Class::WH));
        // "A poll released on Monday" is cut nowhere.
        let told = words.iter().rev().nth(2).is_some_and(|told| {
            told.class().any(Class::PARTICIPLE) && !told.class().any(Class::NOUN.or(Class::ADJECTIVE))
        });
        let cut =
            if day && !told && !clause() && before.word == ON && before.start > first.start { 2 } else { 0 };
        run.end - cut
    }

    /// Where somebody's name begins behind a day: *last Monday | Brandt*.
    fn after_day(&self, run: Run) -> Option<u32> {
        /// "All that Friday".
        const WORDS: u32 = 3;
        let day = (run.start..run.end.min(run.start + WORDS))
            .find(|&at| self.class(at).any(Class::TIME) && !self.class(at).any(Class::GIVEN))?;
        let name = self.mentions.get(self.begun(day + 1))?;
        let begins = name.tokens().start == day + 1 && name.kind == MentionKind::Name;
        (begins && name.tokens().end <= run.end).then_some(day + 1)
    }

    /// Where somebody's name begins behind a phrase that tells of a time or place: *after the hearing | Detective Lucy Haigh*.
    fn after_adjunct(&self, run: Run) -> Option<u32> {
        if !self.class(run.start.checked_sub(1)?).any(Class::PREPOSITION)
            || !self.class(run.start).any(Class::DETERMINER)
        {
            return None;
        }
        let from = self.begun(run.start + 1);
        let mut within = self.mentions.get(from..)?.iter().take_while(|inner| inner.tokens().start < run.end);
        let start = within.find(|mention| mention.kind == MentionKind::Name)?.tokens().start;
        let last = start.checked_sub(1)?;
        let noun =
            self.class(last).any(Class::NOUN) && !self.class(last).any(Class::PEOPLE.or(Class::ORGANISATION));
        let adjunct = !(run.start..start).any(|at| self.class(at).any(Class::PREPOSITION));
        // "An interview | his brother Tom gave" goes on.
        let bare = !self.class(start).any(Class::DETERMINER.or(Class::POSSESSIVE));
        (noun && adjunct && bare).then_some(start)
    }
}

#[cfg(test)]
mod tests {
    use crate::speaker::tests::sources;

    #[test]
    fn it_has_been_said_by_somebody() {
        let text = "Lena Brandt left early. It has been argued that the term is too strong.";
        assert_eq!(sources(text).last().unwrap(), "-");
        let text = "The harbour board met on Monday. It argued that the term was too strong.";
        assert_eq!(sources(text).last().unwrap(), "The harbour board");
    }

    #[test]
    fn a_day_is_no_part_of_a_name() {
        let text = "Last Monday Brandt denied the claim. On Tuesday Kerensky said the bridge would close. The Sunday Times \
                    said it had seen the letter.";
        assert_eq!(sources(text), ["Brandt", "Kerensky", "Sunday Times"]);
    }

    #[test]
    fn what_somebody_has_seen_says_nothing() {
        let text = "Two people who have seen the documents said they were forged.";
        assert_eq!(sources(text), ["Two people who have seen the documents"]);
        let text = "Officials who had read the report said it was thin.";
        assert_eq!(sources(text), ["Officials who had read the report"]);
        let text = "Ada Quill is ill. Her co-star Dominic Pell recalls that she once threw a kettle at him.";
        assert_eq!(sources(text), ["Dominic Pell"]);
    }

    #[test]
    fn a_name_before_its_noun_is_nobody() {
        let text = "Mr. Abara was ill. In an interview with a St. Louis television station last week, he said that he was well.";
        assert_eq!(sources(text), ["Mr. Abara"]);
    }
}
