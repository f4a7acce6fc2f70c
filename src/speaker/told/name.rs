//! How speech has a name in it: asked for, called, given as one's own.

use super::{Asks, IS, IT, Text, Turn, Voice, is_it_is};
use crate::entity::EntityKind;
use crate::lexer::{Token, TokenKind};
use crate::lexicon::{self, Class, entry, is_one_of};
use crate::mention::Mention;
use crate::quotation::Quotation;
use crate::speaker::fact::vocative;

const AM: u16 = entry("am");
const I_AM: u16 = entry("i'm");
const ARE: u16 = entry("are");
const YOU: u16 = entry("you");
const YOU_ARE: u16 = entry("you're");
const THIS: u16 = entry("this");
/// “Who's there?” “Who goes there?” “Who are you?”
const WHO: [u16; 2] = lexicon::entries(["who", "who's"]);
const WHAT: [u16; 2] = lexicon::entries(["what", "what's"]);
const MIGHT: [u16; 2] = lexicon::entries(["may", "might"]);
const THERE: u16 = entry("there");
const BE: u16 = entry("be");
const ARTICLES: [u16; 2] = lexicon::entries(["a", "an"]);
const HOLY: u16 = entry("holy");
/// How somebody greets whom they ring up.
const GREETINGS: [u16; 3] = lexicon::entries(["hi", "hello", "hey"]);
const I: u16 = entry("i");
const NAME: u16 = entry("name");

impl Text<'_> {
    /// What a quotation ends with.
    pub(super) fn asks(&self, quotation: &Quotation) -> Asks {
        const NEAR: usize = 6;
        const WIDE: usize = 16;
        let words = self.prose.tokens.get(quotation.tokens.range()).unwrap_or_default();
        let end = |most: usize| words.get(words.len().saturating_sub(most)..).unwrap_or_default();
        let last = end(NEAR);
        if !last.iter().rev().take(2).any(|last| last.is(TokenKind::Question)) {
            return Asks::Nothing;
        }
        let wide = end(WIDE);
        let yours = |your: &Token, name: &Token| {
            name.word == NAME && your.class().all(Class::POSSESSIVE.or(Class::SECOND))
        };
        let asks = |words: &[Token]| match words {
            [what, your, name, ..] if is_one_of(what.word, &WHAT) && yours(your, name) => true,
            [what, is, your, name, ..] if is_one_of(what.word, &WHAT) && is.word == IS => yours(your, name),
            [who, ..] if !is_one_of(who.word, &WHO) => false,
            [_, there, stop, ..] if there.word == THERE => !stop.is(TokenKind::Word),
            [_, are, you, ..] if are.word == ARE => is_one_of(you.word, &[YOU, THERE]),
            [_, is, there, ..] if is.word == IS => there.word == THERE,
            [_, may, you, be, ..] if is_one_of(may.word, &MIGHT) => you.word == YOU && be.word == BE,
            _ => false,
        };
        if (0..wide.len()).any(|at| asks(wide.get(at..).unwrap_or_default())) {
            return Asks::Name { yours: true };
        }
        if last.iter().any(|word| word.word == NAME) { Asks::Name { yours: false } } else { Asks::Something }
    }

    /// Whether a voice tells whose it is: *“It's Otto,” said the voice on the telephone*.
    pub(super) fn announces(&self, voice: Voice, name: &Mention) -> bool {
        let Voice::Described(description) = voice else { return false };
        let start = name.tokens().start as usize;
        let before = |back: usize| start.checked_sub(back).and_then(|at| self.prose.tokens.get(at));
        let is = |back: usize, word: u16| before(back).is_some_and(|token| token.word == word);
        let stops = self.prose.tokens.get(name.tokens().end as usize);
        self.mentions.get(description as usize).is_some_and(|mention| self.is_voice(mention))
            && stops.is_none_or(|stop| !stop.is(TokenKind::Word))
            && (before(1).is_some_and(is_it_is) || is(1, IS) && (is(2, IT) || is(2, THIS)))
    }

    /// Whether somebody is called by this name: *Sit down, Ada*; *Ada?*; *You're Ada*. “Ada.” may be an answer.
    pub(super) fn calls(&self, name: &Mention, asked: Asks) -> bool {
        let (start, end) = (name.tokens().start as usize, name.tokens().end as usize);
        let before = |back: usize| start.checked_sub(back).and_then(|at| self.prose.tokens.get(at));
        let is = |back: usize, word: u16| before(back).is_some_and(|token| token.word == word);
        let is_at = |at: usize, kind| self.prose.tokens.get(at).is_some_and(|token| token.is(kind));
        let begins = before(1).is_none_or(|mark| !mark.is(TokenKind::Comma) && !mark.is(TokenKind::Word));
        // “Ada,” said the girl: that is her answer if she was asked for it.
        let whole = is_at(end, TokenKind::Comma) && is_at(end + 1, TokenKind::Mark);
        let answer = begins
            && match asked {
                Asks::Name { .. } => true,
                Asks::Something => whole || is_at(end, TokenKind::Stop),
                Asks::Nothing => is_at(end, TokenKind::Stop),
            };
        let you_are = is(1, YOU_ARE) || is(1, ARE) && is(2, YOU) || is(1, YOU) && is(2, ARE);
        // *Holy Mother* swears.
        let swears = is(1, HOLY) || self.prose.tokens.get(start).is_some_and(|first| first.word == HOLY);
        !answer && !swears && vocative(self.prose.tokens, start, end) || you_are
    }

    /// “Who are you?” “Prado. Juan Prado, of the Star”: where the answer begins with a name, nobody is called by it.
    pub(super) fn is_own(&self, turn: &Turn, entity: u32, name: &Mention) -> bool {
        const NEAR: u32 = 6;
        turn.own == entity && name.tokens().start.saturating_sub(turn.token) <= NEAR
    }

    /// “What's your name, my lad?” “Danny, sir”: the name with which an answer begins.
    pub(super) fn answers_with(&self, name: &Mention, quotation: &Quotation) -> bool {
        let stops = self.prose.tokens.get(name.tokens().end as usize);
        let person = name.entity().and_then(|entity| self.entities.get(entity as usize));
        name.tokens().start == quotation.tokens.start + 1
            && stops
                .is_some_and(|stop| matches!(stop.kind, TokenKind::Comma | TokenKind::Stop | TokenKind::Mark))
            && person.is_some_and(|person| {
                // “No-o-o, sir” is no name.
                let alone = || stops.is_some_and(|stop| !stop.is(TokenKind::Comma));
                (person.kind == EntityKind::Person || person.kind == EntityKind::Unknown && alone())
                    && (!self.cast || person.cast.is_some())
            })
    }

    /// *Hi, it's Mum.*
    fn rings(&self, name: &Mention) -> bool {
        let start = name.tokens().start as usize;
        let words = start.checked_sub(5).and_then(|from| self.prose.tokens.get(from..start));
        matches!(words.unwrap_or_default(), [.., mark, hi, comma, it_is]
            if mark.is(TokenKind::Mark)
                && is_one_of(hi.word, &GREETINGS)
                && comma.is(TokenKind::Comma)
                && is_it_is(it_is))
            || matches!(words.unwrap_or_default(), [mark, hi, comma, it, is]
                if mark.is(TokenKind::Mark)
                    && is_one_of(hi.word, &GREETINGS)
                    && comma.is(TokenKind::Comma)
                    && it.word == IT
                    && is.word == IS)
    }

    /// Whether somebody gives this name as their own: *My name is Ada*, *I'm Ada*.
    pub(super) fn gives(&self, name: &Mention) -> bool {
        let start = name.tokens().start as usize;
        let before = |back: usize| start.checked_sub(back).and_then(|at| self.prose.tokens.get(at));
        let is = |back: usize, word: u16| before(back).is_some_and(|token| token.word == word);
        let my =
            |back: usize| before(back).is_some_and(|my| my.class().all(Class::POSSESSIVE.or(Class::FIRST)));
        let ends = |token: &Token| !token.is(TokenKind::Word) && !token.is(TokenKind::Number);
        let alone = self.prose.tokens.get(name.tokens().end as usize).is_none_or(ends);
        let person = name.entity().and_then(|entity| self.entities.get(entity as usize));
        let called = is(1, IS) && is(2, NAME) && my(3) || is(1, NAME) && my(2);
        // "I am an Englishman"
        let kind = self.prose.tokens.get(start).is_some_and(|first| is_one_of(first.word, &ARTICLES));
        alone
            && !kind
            && person.is_some_and(|e| e.kind == EntityKind::Person && (self.short || e.cast.is_some()))
            && (is(1, I_AM) || is(1, AM) && is(2, I) || called || self.rings(name))
    }
}
