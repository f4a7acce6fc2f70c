//! Whether a text reports or narrates: what the caller says, or else what its words suggest.
//!
//! News names offices, places, days and sums; fiction has people who speak to each other. Every word of the text's
//! beginning adds what its sort weighs, and the sum's sign decides.

mod weights;

use crate::lexer::{ROWS, SIGNS, Token, TokenKind};
use crate::lexicon::{self, Class};
use crate::options::Genre;
use crate::segment::Segment;
use weights::WEIGHTS;

/// How many tokens are looked at: a longer text has told by then.
const LOOK: usize = 4096;

/// How long a paragraph is in which somebody says a line, in tokens, how many such lines make a conversation, and of how
/// many paragraphs they are one: reports have such lines, too, where each sentence is a paragraph. Where all are such
/// lines nobody narrates: somebody's sayings are listed.
const LINE: usize = 20;
const LINES: usize = 3;
const SHARE: usize = 2;

/// What each word of a text of so many paragraphs weighs besides where nobody says a line: an obituary or a review uses
/// the words of a tale.
const SILENT: usize = 4;
const SILENCE: i32 = 1;

/// What each age behind a name weighs, as reports give it, in a text of no more tokens.
const AGED: i32 = 300;
const SHORT: usize = 256;

/// Whether the text is a report rather than a tale; `labelled` where labels tell who speaks, as in a script.
#[inline(never)]
pub(crate) fn is_report(tokens: &[Token], paragraphs: &[Segment], labelled: bool, genre: Genre) -> bool {
    match genre {
        Genre::News => true,
        Genre::Fiction => false,
        Genre::Detect => {
            let (lines, all) = lines(tokens, paragraphs);
            if lines >= LINES && lines * SHARE >= all && lines < all {
                return false;
            }
            let silence = if lines == 0 && !labelled && all >= SILENT { SILENCE } else { 0 };
            let tokens = tokens.get(..LOOK).unwrap_or(tokens);
            let aged = if tokens.len() <= SHORT { AGED * ages(tokens) as i32 } else { 0 };
            tokens.iter().map(weight).sum::<i32>() + silence * tokens.len() as i32 + aged > 0
        }
    }
}

/// How many ages stand between commas behind a name: "Ada Quill, 61,".
fn ages(tokens: &[Token]) -> usize {
    let aged = |near: &&[Token]| {
        matches!(near, [name, comma, age, behind]
            if name.is_capitalised()
                && comma.is(TokenKind::Comma)
                && age.is(TokenKind::Number)
                && age.len <= 2
                && matches!(behind.kind, TokenKind::Comma | TokenKind::Stop))
    };
    tokens.windows(4).filter(aged).count()
}

/// How many of the first paragraphs are lines of a conversation: short, and opened by a mark or a dash. Reports quote at
/// length.
fn lines(tokens: &[Token], paragraphs: &[Segment]) -> (usize, usize) {
    let first = paragraphs.iter().take_while(|paragraph| (paragraph.tokens.start as usize) < LOOK);
    let speaks = |paragraph: &&Segment| {
        let opens = tokens.get(paragraph.tokens.start as usize);
        // A headline that begins with what somebody says in the text is no line.
        let last = paragraph.tokens.end.checked_sub(1).and_then(|last| tokens.get(last as usize));
        paragraph.tokens.len() <= LINE
            && last.is_some_and(|last| !last.is(TokenKind::Word))
            && opens.is_some_and(|token| matches!(token.kind, TokenKind::Mark | TokenKind::Dash))
    };
    (first.clone().filter(speaks).count(), first.count())
}

/// What a token's sort weighs.
#[inline]
fn weight(token: &Token) -> i32 {
    i32::from(OF_ROW[token.row()])
}

/// The same by the tokens' rows.
static OF_ROW: [i8; ROWS] = {
    use TokenKind::*;
    let mut weights = [WEIGHTS[sign(Symbol)]; ROWS];
    let mut block = 0;
    while block < lexicon::BLOCKS {
        let class = lexicon::block_class(block);
        weights[2 * block] = WEIGHTS[word(class, false)];
        weights[2 * block + 1] = WEIGHTS[word(class, true)];
        block += 1;
    }
    let telling = [Number, Mark, Question, Exclamation, Dash, Semicolon];
    let mut at = 0;
    while at < telling.len() {
        weights[SIGNS + telling[at] as usize] = WEIGHTS[sign(telling[at])];
        at += 1;
    }
    weights
};

/// How many sorts of tokens are told apart.
pub(crate) const SORTS: usize = SORT_OF.len() + 7;

/// Words by class: the first that fits.
const SORT_OF: [Class; 27] = [
    Class::FIRST,
    Class::SECOND,
    Class::PRONOUN.or(Class::POSSESSIVE),
    Class::TIME,
    Class::PLACE,
    Class::DEMONYM,
    Class::TITLE,
    Class::KIN,
    Class::INTERJECTION.or(Class::ADDRESS),
    Class::ROLE,
    Class::GROUP,
    Class::ORGANISATION,
    Class::DOCUMENT,
    Class::GIVEN,
    Class::PERSON,
    Class::MANNER,
    Class::TAG,
    Class::SPEECH,
    Class::AUXILIARY.or(Class::MODAL),
    Class::PAST,
    Class::THIRD,
    Class::NUMERAL,
    Class::CUE_NOUN,
    Class::PREPOSITION,
    Class::DETERMINER,
    Class::ADVERB,
    Class::ADJECTIVE,
];

/// The sort of a token: an index into the weights.
#[cfg(feature = "train")]
pub(crate) fn sort(token: &Token) -> usize {
    match token.kind {
        TokenKind::Word => word(token.class(), token.is_capitalised()),
        kind => sign(kind),
    }
}

const fn word(class: Class, capital: bool) -> usize {
    let mut sort = 0;
    while sort < SORT_OF.len() {
        if class.any(SORT_OF[sort]) {
            return sort;
        }
        sort += 1;
    }
    SORT_OF.len() + capital as usize
}

/// The same of what is no word.
const fn sign(kind: TokenKind) -> usize {
    SORT_OF.len()
        + match kind {
            TokenKind::Number => 2,
            TokenKind::Mark => 3,
            TokenKind::Question | TokenKind::Exclamation => 4,
            TokenKind::Dash | TokenKind::Semicolon => 5,
            _ => 6,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reports(text: &str, genre: Genre) -> bool {
        let mut stages = crate::pipeline::Stages::default();
        stages.run(text, &crate::options::Options::default());
        is_report(&stages.layout.tokens, &stages.layout.paragraphs, false, genre)
    }

    const NEWS: &str = "The Tarn Valley council voted 9 to 4 on Monday to close two schools, officials said. Council \
                        leader Ingrid Falk said the decision would save $1.4 million a year.";
    const TALE: &str = "She had hidden the letter under the clock, and now it was gone. “Where did you put it?” she \
                        whispered. He looked at his boots, and then at the door, and said nothing.";

    #[test]
    fn news_and_tales_are_told_apart() {
        assert!(reports(NEWS, Genre::Detect));
        assert!(!reports(TALE, Genre::Detect));
        assert!(!reports("", Genre::Detect));
    }

    #[test]
    fn where_people_talk_in_lines_a_tale_is_told() {
        let talk = "The Coastguard station at Corran called the lightship on Monday.\n\n“Corran here,” said Officer \
                    Skeggs.\n\n“Captain Adeyemi reports force nine.”\n\n“Over,” said the radio.\n\n“Out,” said \
                    Skeggs.\n";
        assert!(!reports(talk, Genre::Detect));
    }

    #[test]
    fn three_lines_are_talk_where_there_is_hardly_more() {
        let talk = "Don Esteban received the banker on the terrace in Cádiz with a glass in his hand.\n\n“At whose expense \
                    is the chapel?” asked Doña Pilar.\n\n“God's, I hope.”\n\n“God has little credit in Cádiz,” said the \
                    banker.\n\nThe council of Cádiz had voted 9 to 4 on Monday to lend $1.4 million a year.\n";
        assert!(!reports(talk, Genre::Detect));
        let release = "The council of Cádiz voted 9 to 4 on Monday to lend the chapel $1.4 million a year.\n\n“It is \
                       needed,” said council leader Pilar Osk.\n\nOfficials said the loan would be paid back by \
                       2031.\n\n“We are grateful,” a spokesman for the diocese said.\n\nThe vote was the third this year.\n";
        assert!(reports(release, Genre::Detect));
    }

    #[test]
    fn a_report_gives_each_sentence_a_paragraph() {
        let report = "The Tarn Valley council voted 9 to 4 on Monday to close two schools.\n\nCouncil leader Ingrid Falk \
                      said the decision would save $1.4 million a year.\n\n\"We had no choice,\" Falk \
                      said.\n\n\"We looked everywhere.\"\n\nParents' group chairman Piet Osk rejected \
                      that.\n\n\"They never looked,\" he said.\n\n\"They counted.\"\n\nThe schools will close on \
                      June 30.\n\nThe council meets again on Tuesday.\n";
        assert!(reports(report, Genre::Detect));
    }

    #[test]
    fn where_nobody_says_a_line_an_obituary_is_a_report() {
        let obituary = "Harriet Quayle, who taught three generations of island children to read, died in her sleep on \
                        the ninth of March. She was ninety-one.\n\nShe was born in the lighthouse at Sker Point, the \
                        fourth of seven. Her father wanted her to go into service.\n\n“She never raised her voice,” \
                        said her niece, Agnes Toller. “She raised one eyebrow, and you would rather have been shouted \
                        at by a sergeant.”\n\nShe kept bees. She is survived by two of the children, eleven \
                        grandchildren and a hive.\n";
        assert!(reports(obituary, Genre::Detect));
    }

    #[test]
    fn an_age_behind_a_name_is_a_reports() {
        let told =
            |age| alloc::format!("“I was ten feet from it,” said Ada Quill{age}. “It just looked at me.”");
        assert!(reports(&told(", 61"), Genre::Detect));
        assert!(!reports(&told(""), Genre::Detect));
    }

    #[test]
    fn the_caller_knows_better() {
        assert!(!reports(NEWS, Genre::Fiction));
        assert!(reports(TALE, Genre::News));
    }
}
