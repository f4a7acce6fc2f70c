//! What stands in a source and is none of it: the clause around it, adverbs of the verb behind it.

use super::{OF, Report};
use crate::lexer::Flags;
use crate::lexicon::{self, Class};
use crate::mention::{Mention, MentionKind};
use crate::span::Run;

/// How far before a source's end its own clause begins.
const LONG: u32 = 16;

/// What begins a clause with a subject of its own.
const RELATIVE: [u16; 5] = lexicon::entries(["that", "what", "which", "whom", "who"]);

impl Report<'_> {
    /// The source without what a reader would not mark: *a step that | one of them | called …*, *the bank | now | believes*.
    pub(super) fn trimmed(&self, run: Run, cue: Option<Run>) -> Run {
        let Some(cue) = cue else { return run };
        let run = Run { end: self.before_adverb(run, cue), ..run };
        let start = self.clause_begun(run).or_else(|| self.noun_begun(run, cue));
        let start = start.or_else(|| self.behind_subordinator(run)).or_else(|| self.helped(run));
        let start = start.or_else(|| self.of_pronoun(run));
        let run = Run { start: start.unwrap_or(run.start), ..run };
        Run { end: self.after_article(run).unwrap_or(run.end), ..run }
    }

    /// *| A member of | it, | asked about the day, told …*: what somebody is a part of.
    fn of_pronoun(&self, run: Run) -> Option<u32> {
        let of = run.start.checked_sub(1).filter(|&of| self.is_word(of, OF))?;
        let pronoun = run.len() == 1 && self.token(run.start)?.class().any(Class::PRONOUN);
        let from = self.begun(of);
        let before = self.mentions.get(from.saturating_sub(4)..from)?;
        let whole =
            before.iter().rev().find(|whole| whole.head().end == of && whole.kind == MentionKind::Nominal)?;
        pronoun.then_some(whole.tokens().start)
    }

    /// Where a phrase ends of which a source is only the article: *told by | a | candid innkeeper |*.
    fn after_article(&self, run: Run) -> Option<u32> {
        let first = self.token(run.start)?.class();
        let article = first.any(Class::DETERMINER) && !first.any(Class::POSSESSIVE);
        let phrase = self.mentions.get(self.begun(run.start))?;
        let longer = phrase.tokens().start == run.start
            && phrase.kind == MentionKind::Nominal
            && phrase.head().end > run.end;
        (article && run.len() == 1 && longer).then_some(phrase.head().end)
    }

    /// *The bank | now | believes*, *scientists | have long | assumed*: adverbs and auxiliaries are the verb's.
    fn before_adverb(&self, run: Run, cue: Run) -> u32 {
        const AFTER: [u16; 10] = lexicon::entries([
            "here",
            "there",
            "elsewhere",
            "else",
            "alike",
            "together",
            "all",
            "both",
            "each",
            "alone",
        ]);
        const HELPS: [u16; 8] = lexicon::entries(["has", "have", "had", "is", "are", "was", "were", "did"]);
        let small = |at: u32| {
            self.token(at).is_some_and(|token| token.class().any(Class::ADVERB) && !token.has(Flags::CAPITAL))
        };
        let nominal =
            Class::NOUN.or(Class::PLURAL).or(Class::ADJECTIVE).or(Class::PREPOSITION).or(Class::SOMEBODY);
        let adverb = |at: u32| {
            small(at)
                && self
                    .token(at)
                    .is_some_and(|word| !word.class().any(nominal) && !lexicon::is_one_of(word.word, &AFTER))
        };
        let Some(last) = run.end.checked_sub(1).filter(|&last| last > run.start && cue.start == run.end)
        else {
            return run.end;
        };
        // "Scientists have | long"
        let helps = |at: u32| self.is_one_of(at, &HELPS);
        let clause = || (run.start..last).any(|at| self.class(at).any(Class::WH));
        if helps(last - 1) && last - 1 > run.start && small(last) && !clause() {
            return last - 1;
        }
        if adverb(last) { last } else { run.end }
    }

    /// Where the subject begins of a clause that a source is cut from: *a step that | one of them | called “…”*, *the minutes
    /// record that | General Quill | warned …*.
    fn clause_begun(&self, run: Run) -> Option<u32> {
        let mut clause = (run.start.max(run.end.saturating_sub(LONG))..run.end).rev();
        let relative = clause.find(|&at| self.is_one_of(at, &RELATIVE))?;
        let before =
            relative.checked_sub(1).filter(|&before| before >= run.start).and_then(|at| self.token(at))?;
        // "Most of that group"
        if before.class().any(Class::PREPOSITION) && !before.class().any(Class::VERB) {
            return None;
        }
        let start = relative + 1;
        // "That | one of them | called"
        let some = self.class(start).any(Class::NUMERAL.or(Class::PRONOUN))
            && self.is_word(start + 1, OF)
            && start + 3 == run.end;
        let subject = self.mentions.get(self.begun(start));
        (some || subject.is_some_and(|subject| self.is_subject(subject, start, run))).then_some(start)
    }

    /// Where the subject begins that stands right behind a noun: *a view | the utility | rejected as “…”*.
    fn noun_begun(&self, run: Run, cue: Run) -> Option<u32> {
        let article = Class::DETERMINER.without(Class::POSSESSIVE);
        if cue.start != run.end || !self.class(run.start).any(article) {
            return None;
        }
        let articled = |at: u32| self.token(at).is_some_and(|word| !lexicon::is_one_of(word.word, &RELATIVE));
        let start = (run.start + 2..run.end).rev().find(|&at| self.class(at).any(article) && articled(at))?;
        // *The last man to mount | a bid*, *a judge handling | a suit*, *a poll | this month*: that goes on.
        let verb = self.class(start - 1).any(Class::GERUND) || self.class(start - 2).any(Class::PREPOSITION);
        if verb || self.class(run.end - 1).any(Class::TIME) {
            return None;
        }
        let noun = self.class(start - 1);
        let bare = noun.any(Class::NOUN)
            && !noun
                .any(Class::PREPOSITION.or(Class::SUBORDINATOR).or(Class::DETERMINER).or(Class::CONJUNCTION))
            && !self.token(start - 1)?.has(Flags::CAPITAL)
            && !self.token(start - 1)?.has(Flags::CLITIC);
        let subject = self.mentions.get(self.begun(start))?;
        (bare && self.is_subject(subject, start, run)).then_some(start)
    }

    /// Where the subject of a subordinate clause begins that a source is cut from: *Stage 2, hours after | its spokesperson,
    /// Ada Quill, | said …*.
    fn behind_subordinator(&self, run: Run) -> Option<u32> {
        let comma = (run.start + 1..run.end).find(|&at| self.is_comma(at))?;
        let near = comma + 1..run.end.min(comma + 5);
        let when = near.clone().find(|&at| {
            self.token(at).is_some_and(|token| {
                token.class().any(Class::SUBORDINATOR) && !lexicon::is_one_of(token.word, &RELATIVE)
            })
        })?;
        let subject = self.mentions.get(self.begun(when + 1))?;
        let named = subject.kind == MentionKind::Nominal
            && subject.tokens().start == when + 1
            && self.explaining(self.begun(when + 1) as u32, Run { start: when + 1, ..run }).is_some();
        named.then_some(when + 1)
    }

    /// Where a description begins that tells for whom somebody speaks whose name is the end of a source: *| counsel to Brandt,
    /// Ms Ada Quill, | submitted …*.
    fn helped(&self, run: Run) -> Option<u32> {
        let tie = run.start.checked_sub(1)?;
        if !self.token(tie)?.class().any(Class::PREPOSITION) {
            return None;
        }
        let (first, last) = (self.begun(run.start), self.begun(run.end));
        let within = self.mentions.get(first..last)?;
        let name = |mention: &&Mention| mention.kind == MentionKind::Name;
        let owner = within.iter().find(|&mention| name(&mention) && mention.tokens().start == run.start)?;
        let end = owner.head().end;
        let comma = self.is_comma(end);
        within.iter().filter(name).find(|mention| comma && mention.tokens().start == end + 1)?;
        let noun = tie.checked_sub(1)?;
        let before = self.mentions.get(first.saturating_sub(4)..first)?;
        let described = before.iter().rev().find(|mention| mention.head().end == tie);
        let head = self.token(noun)?.class();
        (head.any(Class::SOMEBODY) && !head.any(Class::PLURAL))
            .then(|| described.map_or(noun, |described| described.tokens().start))
    }

    /// Whether a mention is all that a source has behind a token.
    fn is_subject(&self, mention: &Mention, start: u32, run: Run) -> bool {
        let (whole, head) = (mention.tokens(), mention.head());
        whole.start == start && (whole.end == run.end || head.end == run.end || self.is_comma(head.end))
    }
}
