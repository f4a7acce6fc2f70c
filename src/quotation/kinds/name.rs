//! Words in marks that are what somebody or something is called, and that nobody says: nicknames, titles, words named as
//! words, mottoes.

use super::View;
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{self, Class};

/// What is done with songs, and with pieces.
const PLAYS: [u16; 9] = lexicon::entries([
    "hummed",
    "humming",
    "played",
    "playing",
    "sang",
    "singing",
    "sung",
    "whistled",
    "whistling",
]);

/// What is done with books.
const READS: [u16; 6] = lexicon::entries(["finished", "read", "reading", "reads", "written", "wrote"]);

/// What words are called.
const NAMES_OF_WORDS: [u16; 4] =
    [lexicon::entry("word"), lexicon::entry("term"), lexicon::entry("phrase"), lexicon::entry("expression")];

/// What phrases are called that are nobody's words of the moment.
const MOTTOES: [u16; 3] = [lexicon::entry("motto"), lexicon::entry("slogan"), lexicon::entry("nickname")];

impl View<'_> {
    /// Whether the words in marks are a name of some sort.
    pub(super) fn is_name(&self) -> bool {
        self.is_nickname()
            || self.is_title()
            || self.is_word_as_word()
            || self.is_so_called()
            || self.is_inscription()
            || self.is_motto()
    }

    /// A name within a name: Ned “Blue” Marsh.
    fn is_nickname(&self) -> bool {
        let named = |token: Option<&Token>| {
            token.is_some_and(|token| token.has(Flags::CAPITAL) && !token.class().any(Class::SUBJECT))
        };
        self.inner.len() <= 3
            && self.inner.iter().all(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
            && self.first().is_some_and(|first| first.has(Flags::CAPITAL))
            && named(self.before.last())
            && named(self.after.first())
    }

    /// The title of a work inside a sentence: had read “The Miller of Dunholm” twice.
    fn is_title(&self) -> bool {
        const SMALL: Class = Class::DETERMINER.or(Class::PREPOSITION).or(Class::CONJUNCTION);
        // A boy went by, whistling “The Miller’s Daughter,” …
        let plays = |before: &Token| lexicon::is_one_of(before.word, &PLAYS);
        let within = self.before.last();
        let named = self.is_named();
        if !within.is_some_and(|before| {
            before.is(TokenKind::Word) && (!before.class().any(Class::TAG) || plays(before) || named)
        }) {
            return false;
        }
        let mut capitals = 0;
        // Mary had never read “The Mill on the Moor,” nor …
        let read = within.is_some_and(|before| lexicon::is_one_of(before.word, &READS));
        let long = self.inner.iter().filter(|token| token.has(Flags::CAPITAL)).count() > 2;
        let inner = match self.inner {
            [inner @ .., end]
                if end.is(TokenKind::Comma) && (named || within.is_some_and(plays) || long && read)
                    || named && end.is(TokenKind::Stop) =>
            {
                inner
            }
            inner => inner,
        };
        let titled = inner.iter().all(|token| {
            let capital = token.has(Flags::CAPITAL);
            capitals += usize::from(capital);
            token.is(TokenKind::Word) && (capital || token.class().any(SMALL))
        });
        let least = if named { 1 } else { 2 };
        titled
            && (least..=8).contains(&capitals)
            && self.first().is_some_and(|first| first.has(Flags::CAPITAL))
    }

    /// A boat called “Ann,” a dish is called “Sorrow.”, a bear, dubbed “Old Tom,” a paper sold as “Morning”: what has a name given
    /// to it, and nobody who calls.
    fn is_named(&self) -> bool {
        const AS: u16 = lexicon::entry("as");
        const CALLED: [u16; 2] = lexicon::entries(["called", "dubbed"]);
        const GIVEN: [u16; 3] = lexicon::entries(["known", "sold", "released"]);
        let [.., before, last] = self.before else { return false };
        let class = before.class();
        let thing = before.is(TokenKind::Comma)
            || class.any(Class::AUXILIARY)
            || class.any(Class::NOUN.or(Class::PLURAL)) && !before.is_capitalised();
        lexicon::is_one_of(last.word, &CALLED) && thing
            || last.word == AS && lexicon::is_one_of(before.word, &GIVEN)
    }

    /// A word named as a word, where a sentence begins with it: The word “weir” is older than the mill. After a verb it
    /// may be somebody's word: She used the word “theft”.
    fn is_word_as_word(&self) -> bool {
        let [rest @ .., article, noun] = self.before else { return false };
        self.inner.len() <= 3
            && self.inner.iter().all(|token| token.is(TokenKind::Word))
            && lexicon::is_one_of(noun.word, &NAMES_OF_WORDS)
            && noun.is(TokenKind::Word)
            && article.class().any(Class::DETERMINER)
            && rest.last().is_none_or(|before| matches!(before.kind, TokenKind::Stop | TokenKind::Question))
    }

    /// What others call so, and the writer would not: the so-called “rescue”.
    fn is_so_called(&self) -> bool {
        const SO_CALLED: u16 = lexicon::entry("so-called");
        self.before.last().is_some_and(|before| before.is(TokenKind::Word) && before.word == SO_CALLED)
    }

    /// What stands on something: a bottle labelled “Poison.”, on which was written “Drink me”. A whole sentence is a sign's.
    fn is_inscription(&self) -> bool {
        const MARKED: [u16; 6] =
            lexicon::entries(["labelled", "labeled", "marked", "inscribed", "entitled", "titled"]);
        const WRITTEN: [u16; 3] = lexicon::entries(["written", "painted", "printed"]);
        let [.., before, last] = self.before else { return false };
        let thing = !before.class().any(Class::PRONOUN) && lexicon::is_one_of(last.word, &MARKED);
        let passive = before.class().any(Class::AUXILIARY) && lexicon::is_one_of(last.word, &WRITTEN);
        last.is(TokenKind::Word) && self.inner.len() <= 6 && (thing || passive)
    }

    /// Words that go by a name: Its motto is “Slow but seen”; the slogan, “Soup, but kinder,” …
    fn is_motto(&self) -> bool {
        let [rest @ .., last] = self.before else { return false };
        let over = last.is(TokenKind::Comma)
            || lexicon::is_one_of(last.word, &const { lexicon::entries(["is", "was"]) });
        let noun = if over { rest.last() } else { Some(last) };
        noun.is_some_and(|noun| noun.is(TokenKind::Word) && lexicon::is_one_of(noun.word, &MOTTOES))
    }
}
