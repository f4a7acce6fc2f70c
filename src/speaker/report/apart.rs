//! Whom a pronoun in a report does not stand for, near as they are.

use super::Report;
use super::agreement::unlike_person;
use super::position::INDEFINITE;
use crate::Gender;
use crate::lexer::{Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::mention::{Mention, MentionKind};
use crate::span::Run;

const BY: u16 = lexicon::entry("by");

impl Report<'_> {
    /// *Angara's president, he pointed out, had …*: whom a sentence is about is not the one who says it in its midst.
    pub(super) fn is_interrupted(&self, pronoun: &Mention, mention: &Mention) -> bool {
        const TAG: u32 = 5;
        const LONG: u32 = 16;
        let (start, end) = (pronoun.tokens().start, pronoun.tokens().end);
        let before = start.checked_sub(1).filter(|&before| self.is_comma(before));
        let says = self.class(end).any(Class::REPORTS);
        // *A creature that dreams, she says, is …*: of what begins the sentence something is said.
        let begins = || {
            let sentence =
                self.prose.sentences.get(self.sentence(start)).map(|sentence| sentence.tokens.start);
            let near = before
                .is_some_and(|before| before > mention.tokens().end && before < mention.tokens().end + LONG);
            let words = |before: u32| {
                let between = Run { start: mention.tokens().end, end: before };
                self.prose
                    .tokens
                    .get(between.range())
                    .is_some_and(|words| words.iter().all(|word| word.is(TokenKind::Word)))
            };
            near && sentence == Some(mention.tokens().start) && before.is_some_and(words)
        };
        (before == Some(mention.tokens().end) || begins())
            && mention.kind != MentionKind::Pronoun
            && pronoun.quotation().is_none()
            && says
            && (end..end + TAG).any(|at| self.is_comma(at))
    }

    /// *No witness was late*, *where that figure came from*, *the sort of question*, *middle C*, *My Lords*: nobody whom a
    /// pronoun for one person stands for.
    pub(super) fn is_nobody(&self, mention: &Mention) -> bool {
        const NO: u16 = lexicon::entry("no");
        const FIGURE: u16 = lexicon::entry("figure");
        const STREETS: [u16; 5] = lexicon::entries(["street", "road", "lane", "avenue", "square"]);
        const THIS: u16 = lexicon::entry("this");
        /// Who writes the text calls themselves so.
        const WRITERS: [u16; 5] =
            lexicon::entries(["reviewer", "writer", "author", "correspondent", "reporter"]);
        const WORKS: [u16; 7] =
            lexicon::entries(["picture", "play", "album", "sequel", "opera", "painting", "exhibition"]);
        const SORTS: [u16; 3] = lexicon::entries(["sort", "kind", "type"]);
        const DATES: [u16; 6] = lexicon::entries(["is", "was", "in", "since", "until", "last"]);
        let before = |back: u32| mention.tokens().start.checked_sub(back).and_then(|at| self.token(at));
        let Some((first, head)) = self.token(mention.tokens().start).zip(self.token(mention.head().start))
        else {
            return false;
        };
        match mention.kind {
            MentionKind::Nominal => {
                first.word == NO
                    || lexicon::is_one_of(head.word, &SORTS)
                    || first.word == THIS && lexicon::is_one_of(head.word, &WRITERS)
                    || self.is_of_kin(mention)
                    || head.word == FIGURE
                        && mention.head().start == mention.tokens().start + 1
                        && first.class().any(Class::DETERMINER)
            }
            MentionKind::Name => {
                let lone = mention.head().len() == 1 && mention.head() == mention.tokens();
                let peers = mention.head().len() == 1
                    && head.class().all(Class::PLURAL)
                    && first.class().any(Class::POSSESSIVE);
                let last = self.token(mention.head().end.saturating_sub(1));
                let street = last.is_some_and(|last| lexicon::is_one_of(last.word, &STREETS));
                // "It was April."
                let month = lone
                    && head.class().any(Class::TIME)
                    && before(1).is_some_and(|before| lexicon::is_one_of(before.word, &DATES));
                // "There is now a book, Rise, and …"
                let titled = before(1).is_some_and(|comma| comma.is(TokenKind::Comma))
                    && self.is_comma(mention.tokens().end)
                    && before(2).is_some_and(|book| {
                        let work = book.class().any(Class::DOCUMENT) || lexicon::is_one_of(book.word, &WORKS);
                        work && !book.class().any(Class::SOMEBODY)
                    })
                    && mention.entity().and_then(|entity| self.entities.get(entity as usize)).is_some_and(
                        |known| {
                            let articled = self.class(mention.tokens().start).any(Class::DETERMINER);
                            unlike_person(known) || articled && known.gender == Gender::Unknown
                        },
                    );
                lone && head.len == 1 || peers || street || month || titled
            }
            _ => false,
        }
    }

    /// *He grew up in Tarn, the son of | a bus driver*: nobody but a part of what somebody is.
    fn is_of_kin(&self, mention: &Mention) -> bool {
        const OF: u16 = lexicon::entry("of");
        let Run { start, .. } = mention.tokens();
        let of = start.checked_sub(1).is_some_and(|of| self.is_word(of, OF));
        of && start.checked_sub(2).is_some_and(|kin| self.class(kin).any(Class::KIN))
            && self.is_one_of(start, &INDEFINITE)
    }

    /// *On the dresser there is a photograph*: where something is tells of nobody.
    pub(super) fn is_site(&self, mention: &Mention, sentence: usize) -> bool {
        const PLACES: [u16; 8] =
            lexicon::entries(["on", "in", "at", "under", "above", "behind", "beside", "near"]);
        let start = self.prose.sentences.get(sentence).map(|sentence| sentence.tokens.start);
        let first = start.and_then(|first| self.token(first));
        mention.kind == MentionKind::Nominal
            && start.is_some_and(|start| start + 1 == mention.tokens().start)
            && first.is_some_and(|first| lexicon::is_one_of(first.word, &PLACES))
    }

    /// *The police held that | a boy | without papers was guilty*: somebody of whom anything is only supposed.
    pub(super) fn is_supposed(&self, mention: &Mention) -> bool {
        const THAT: [u16; 3] = lexicon::entries(["that", "if", "whether"]);
        let before = self.token_before(mention.tokens().start);
        before.is_some_and(|that| lexicon::is_one_of(that.word, &THAT))
    }

    /// The paragraph that a mention stands in.
    pub(super) fn paragraph_of(&self, mention: &Mention) -> usize {
        self.paragraph(self.start(mention))
    }

    /// The same of a token.
    pub(super) fn paragraph_of_token(&self, token: u32) -> usize {
        self.paragraph(self.token(token).map_or(0, |token| token.start))
    }

    /// *When she cautioned him, | he …*: in one sentence he is nobody who is she.
    pub(super) fn rival(&self, index: u32, pronoun: &Mention) -> Option<u32> {
        let sentence = self.sentence(pronoun.tokens().start);
        let other = match pronoun.gender {
            Gender::Male => Gender::Female,
            Gender::Female => Gender::Male,
            _ => return None,
        };
        let here = self.before(index);
        let mut here = here.take_while(|(_, near)| self.sentence(near.tokens().start) == sentence);
        // "If you see him, she says", "He is late, she says": whoever does nothing, or whom she tells of, may be anybody.
        let does = |near: &Mention| {
            let start = near.tokens().start as usize;
            let class = |at: Option<usize>| {
                at.and_then(|at| self.prose.tokens.get(at)).map(Token::class).unwrap_or_default()
            };
            class(Some(start)).any(Class::SUBJECT)
                && class(start.checked_sub(1)).any(Class::SUBORDINATOR.or(Class::WH))
        };
        let (at, rival) = here.find(|(_, near)| {
            near.kind == MentionKind::Pronoun
                && near.gender == other
                && near.quotation() == pronoun.quotation()
                && does(near)
        })?;
        rival.entity().or_else(|| self.mention(self.antecedent_but(at, rival, None)?)?.entity())
    }

    /// *A couple from Tartu*: where somebody comes from is nobody, where nothing else is known of it.
    /// *In Saint Louis*: a saint's name there is a town's.
    pub(super) fn is_home(&self, mention: &Mention) -> bool {
        const FROM: [u16; 3] = lexicon::entries(["from", "in", "near"]);
        const SAINT: u16 = lexicon::entry("saint");
        /// "Tuen Mun", "San Pedro Sula".
        const LONG: usize = 3;
        let before = self.token_before(mention.tokens().start);
        let known = mention.entity().and_then(|entity| self.entities.get(entity as usize));
        let words = self.tokens(mention.tokens());
        let saint = matches!(words, [saint, _] if saint.word == SAINT);
        let several = || words.len() <= LONG && !words.iter().any(|word| word.class().any(Class::GIVEN));
        mention.kind == MentionKind::Name
            && before.is_some_and(|before| lexicon::is_one_of(before.word, &FROM))
            && (saint || (words.len() == 1 || several()) && known.is_some_and(unlike_person))
    }

    /// Whom the sentence names behind the pronoun that is its subject, and which of them is somebody else for it: *he said |
    /// Rossi | had a cold*.
    pub(super) fn is_named_behind(&self, pronoun: &Mention, mention: &Mention) -> bool {
        const FAR: u32 = 12;
        const MANY: usize = 6;
        let start = pronoun.tokens().start;
        let person = matches!(pronoun.gender, Gender::Male | Gender::Female);
        let (Some(entity), true) = (mention.entity(), person && self.class(start).any(Class::SUBJECT)) else {
            return false;
        };
        let Some(end) = self.prose.sentences.get(self.sentence(start)).map(|sentence| sentence.tokens.end)
        else {
            return false;
        };
        // "While he said so, Rossi left" may be of one: behind the comma is another clause.
        let end = end.min(start + FAR);
        let end = (start..end).find(|&at| self.is_comma(at)).unwrap_or(end);
        let behind = self.mentions.get(self.begun(start + 1)..).unwrap_or_default();
        let near = behind.iter().take(MANY).take_while(|name| name.tokens().start < end);
        let plain = |name: &&Mention| {
            name.kind == MentionKind::Name
                && name.quotation() == pronoun.quotation()
                && name.entity() == Some(entity)
                // "He backed a Rossi campaign"
                && !self.is_modifier(name)
        };
        near.into_iter().any(|name| plain(&name))
    }

    /// *Asked by Ada Quill why …, she*: who did it is not to whom it was done, of whom the sentence goes on.
    pub(super) fn is_agent(&self, mention: &Mention, sentence: usize, begun: usize) -> bool {
        let first = self.prose.sentences.get(sentence).map_or(0, |sentence| sentence.tokens.start);
        let class = self.class(first);
        let by = self.token_before(mention.tokens().start);
        // *Questioned by the widow's lawyer, | Ada Quill, he said*
        const LONG: usize = 10;
        let start = mention.tokens().start as usize;
        let apposed = || {
            let words = self.prose.tokens.get(first as usize..start).unwrap_or_default();
            let by = words.iter().take(LONG).position(|word| word.word == BY);
            sentence == begun
                && mention.kind == MentionKind::Name
                && words.last().is_some_and(|comma| comma.is(TokenKind::Comma))
                && by.is_some_and(|by| {
                    words.len() < LONG
                        && !words
                            .iter()
                            .skip(by)
                            .any(|word| word.class().any(Class::FINITE) && !word.class().any(Class::NOUN))
                })
        };
        class.any(Class::PARTICIPLE) && (by.is_some_and(|by| by.word == BY) || apposed())
    }
}

#[cfg(test)]
mod tests {
    use crate::speaker::tests::sources as speakers;

    #[test]
    fn whom_a_sentence_is_about_does_not_say_it_in_its_midst() {
        let text = "Tom Abara said the talks were over. Emil Brandt, he pointed out, had left on Monday.";
        assert!(speakers(text).iter().all(|who| who == "Tom Abara"), "{:?}", speakers(text));
    }

    #[test]
    fn where_somebody_comes_from_is_nobody() {
        let text = "“I saw him,” said Maarja Tamm. Liis Tamm laughed. A couple from Tarvik came by on Sunday. “I asked \
                    them in,” she said.";
        assert_ne!(speakers(text).last().unwrap(), "Tarvik");
    }

    #[test]
    fn whose_question_it_was_does_not_answer_it() {
        let text = "The director, Simon Latch, denied it. Questioned by the widow's lawyer, Imran Reyes, he said that he \
                    had sent them on.";
        assert_eq!(speakers(text).last().unwrap(), "Simon Latch");
    }

    #[test]
    fn who_states_something_goes_on_in_the_quotation_behind_it() {
        let text = "“He was helping them,” said Lena Brandt.\n\nA relative, who cannot be named, told the Herald that one \
                    of the men had been a guest. “We slaughtered a goat.”";
        assert_eq!(speakers(text)[1..], ["A relative", "A relative"]);
    }

    #[test]
    fn of_ones_own_whom_one_told_of_one_says_she() {
        let text = "“My mother asked me what I do,” Tomas Reyes said. “I told her, ‘I listen.’ She said, ‘Then who \
                    talks?’”";
        assert_eq!(speakers(text).last().unwrap(), "My mother");
    }

    #[test]
    fn the_noun_before_a_relative_clause_makes_the_claim() {
        let text = "The court threw out a challenge by breeders who contended that the fights were an art.";
        assert!(speakers(text).iter().any(|who| who == "breeders"), "{:?}", speakers(text));
        let text = "It was a setback for a leadership team that had insisted that it had the votes.";
        assert_eq!(speakers(text), ["a leadership team"]);
    }

    #[test]
    fn one_of_them_is_whoever_is_named() {
        let text = "Campaigners held up bottles. One of them, Dot Fairweather of Wess Watch, said that the water was brown.";
        assert_eq!(speakers(text), ["Dot Fairweather"]);
    }

    #[test]
    fn an_age_behind_a_comma_is_another_s() {
        let text = "Ada Quill told reporters that the jail was full.\n\nThe family of the inmate, 23-year-old Jon Reyes, \
                    has said that he begged for help.";
        assert_ne!(speakers(text).last().unwrap(), "Ada Quill");
    }
}
