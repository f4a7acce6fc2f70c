//! Quotations whose closing mark is missing: where they end all the same.

use super::{Quotation, Style};
use crate::lexer::{Token, TokenKind};
use crate::lexicon::Class;
use crate::segment::Segment;
use crate::span::MaybeIndex;

/// How many tokens of such a quotation are looked over.
const REACH: usize = 48;
/// How many words a tag's subject has at most, before or behind its verb.
const SUBJECT: usize = 5;
/// One quotation in so many shows that marks are missing all over a text.
const RARE: usize = 8;
/// How many tokens a quotation has at most that is left open for want of a mark, and not since it goes on in the next
/// paragraph.
const SHORT: usize = 24;
/// How many tokens a line has at most with which nobody begins to speak at length.
const LINE: usize = 10;

/// How many tokens are said before the tag in a quotation that nothing closes: *“There are stairs, | said Mr Pettifer.*
pub(super) fn before_tag(run: &[Token]) -> Option<usize> {
    let ends =
        |token: &Token| matches!(token.kind, TokenKind::Comma | TokenKind::Question | TokenKind::Exclamation);
    let mut sentence = 0;
    for (at, token) in run.iter().enumerate().take(REACH) {
        if token.is(TokenKind::Mark) {
            break;
        }
        if ends(token) && is_tag(run.get(at + 1..)?) && !hangs(run.get(sentence..at)?) {
            return Some(at + 1);
        }
        if token.ends_sentence() {
            sentence = at + 1;
        }
    }
    None
}

/// Whether what is said hangs on what would be its tag: *“When I came in, he said …*
fn hangs(said: &[Token]) -> bool {
    const OTHER: Class = Class::CONJUNCTION.or(Class::PRONOUN).or(Class::DETERMINER).or(Class::ADVERB);
    let hangs = |class: Class| class.any(Class::SUBORDINATOR.or(Class::PREPOSITION)) && !class.any(OTHER);
    said.first().is_some_and(|first| hangs(first.class()))
}

/// Whether a tag stands here, and nothing that is said by it: *said the old man.*, *she called back.*
fn is_tag(run: &[Token]) -> bool {
    let behind = match run {
        [verb, rest @ ..] if rest.first().is_some_and(|subject| stands_behind(verb, subject)) => {
            1 + phrase(rest)
        }
        [subject, ..] if is_subject(subject) || is_teller(subject) => {
            let words = phrase(run);
            // “…,” she quietly said
            let adverb = run.get(words).is_some_and(|word| word.class().any(Class::ADVERB) && !is_verb(word));
            let verb = words + usize::from(adverb);
            if !run.get(verb).is_some_and(is_verb) {
                return false;
            }
            verb + 1
        }
        _ => return false,
    };
    closes(run.get(behind..).unwrap_or_default())
}

/// Whether a tag may end before these tokens.
fn closes(rest: &[Token]) -> bool {
    const ADJUNCT: Class = Class::ADVERB.or(Class::PREPOSITION).or(Class::GERUND).or(Class::SUBORDINATOR);
    rest.first().is_none_or(|next| match next.kind {
        TokenKind::Stop | TokenKind::Dash | TokenKind::Semicolon => true,
        TokenKind::Comma => rest.get(1).is_none_or(|behind| !behind.is(TokenKind::Mark)),
        TokenKind::Word => next.class().any(ADJUNCT) && !next.class().any(Class::PRONOUN),
        _ => false,
    })
}

/// How many tokens the name, the pronoun or the description is long that begins here.
fn phrase(run: &[Token]) -> usize {
    let Some(first) = run.first() else { return 0 };
    if first.class().any(Class::PRONOUN) {
        return 1;
    }
    let words = run.iter().take(SUBJECT + 1).take_while(|word| word.is(TokenKind::Word) && !is_verb(word));
    if first.is_capitalised() {
        return words.take_while(|word| word.is_capitalised()).count();
    }
    // *the old man at the desk*: up to its noun, and behind it what closes a tag.
    let noun = Class::HUMAN.or(Class::NOUN);
    let noun = words.enumerate().skip(1).find(|(_, word)| {
        word.class().any(noun) && !word.class().any(Class::ADJECTIVE) || word.is_capitalised()
    });
    noun.map_or(1, |(at, _)| at + 1)
}

/// A verb in the past that nothing but a tag has beside speech.
fn is_verb(token: &Token) -> bool {
    let class = token.class();
    class.any(Class::TAG.or(Class::SPEECH)) && class.any(Class::PAST) && !token.is_capitalised()
}

/// Whether a subject may begin with this token behind its verb: *said he*, but not *said I*, which people tell.
fn stands_behind(verb: &Token, subject: &Token) -> bool {
    is_verb(verb) && verb.class().any(Class::TAG) && is_subject(subject)
}

/// *I said*, where the tale is told by whoever speaks.
fn is_teller(token: &Token) -> bool {
    token.class().all(Class::FIRST.or(Class::SUBJECT).or(Class::PRONOUN))
}

fn is_subject(token: &Token) -> bool {
    const FIRST: Class = Class::FIRST.or(Class::SECOND).or(Class::WH);
    let class = token.class();
    token.is(TokenKind::Word)
        && !class.any(FIRST)
        && (token.is_capitalised() && !class.any(Class::AUXILIARY)
            || class.all(Class::PRONOUN.or(Class::SUBJECT))
            || class.any(Class::DETERMINER))
}

/// How many tokens stand before the words that go on behind a tag, whose opening mark is missing: *“Then,” said Clara,
/// | where do we put the boat?”*
pub(super) fn behind_tag(between: &[Token]) -> Option<usize> {
    let verb = between.iter().take(SUBJECT + 2).position(is_verb)?;
    let mut rest = between.iter().enumerate().skip(verb + 1).take(REACH);
    let part = rest.find_map(|(at, token)| match token.kind {
        TokenKind::Colon | TokenKind::Semicolon | TokenKind::Stop => Some(at + 1),
        TokenKind::Comma if !narrates(between.get(at + 1..)?) => Some(at + 1),
        _ => None,
    });
    part.filter(|&at| at + 1 < between.len())
}

/// Whether the narrator goes on behind a comma: *said Clara, taking off her hat, with a sigh, | where …*
fn narrates(rest: &[Token]) -> bool {
    const LINKS: Class =
        Class::CONJUNCTION.or(Class::PREPOSITION).or(Class::SUBORDINATOR).or(Class::WH).or(Class::ADVERB);
    const NEAR: usize = 6;
    let Some(class) = rest.first().map(Token::class) else { return false };
    let own = |token: &Token| token.class().any(Class::FIRST.or(Class::SECOND));
    if class.any(Class::FIRST.or(Class::SECOND)) {
        return false;
    }
    // “…,” said Clara, | and if I tire …”
    let near = rest.iter().take(NEAR).take_while(|token| token.is(TokenKind::Word));
    class.any(Class::GERUND.or(Class::PARTICIPLE).or(Class::POSSESSIVE))
        || class.any(LINKS) && !near.clone().any(own)
}

/// How many tokens are told before the words that the first closing mark of a paragraph closes: *She laughed. | I never
/// said so!”*, *He asked in a low voice: | Is that yours?”*
pub(super) fn behind_narration(run: &[Token]) -> usize {
    let mut told = 0;
    for (at, token) in run.iter().enumerate().take(REACH) {
        let sentence = run.get(told..at).unwrap_or_default();
        match token.kind {
            TokenKind::Colon if sentence.iter().any(is_verb) => return at + 1,
            TokenKind::Stop if is_narration(sentence) => told = at + 1,
            TokenKind::Stop | TokenKind::Question | TokenKind::Exclamation => break,
            _ => {}
        }
    }
    // What is left is somebody's own words, and not only the last of what they say.
    let own = |token: &Token| {
        token.class().any(Class::FIRST.or(Class::SECOND))
            || matches!(token.kind, TokenKind::Question | TokenKind::Exclamation)
    };
    let rest = run.get(told..).unwrap_or_default();
    if rest.iter().take(REACH).any(own) { told } else { 0 }
}

/// Whether a sentence tells what somebody else did: *Henrik looked at the sky.*
fn is_narration(sentence: &[Token]) -> bool {
    const SPOKEN: Class = Class::FIRST.or(Class::SECOND).or(Class::THIRD);
    let verb = |token: &Token| token.class().any(Class::PAST) && !token.is_capitalised();
    sentence.first().is_some_and(is_subject)
        && sentence.iter().any(verb)
        && !sentence.iter().any(|token| token.class().any(SPOKEN) && !token.class().any(Class::PLURAL))
}

/// Whether a quotation is too short to be left open since it goes on.
pub(super) fn is_short(quotation: &Quotation) -> bool {
    quotation.tokens.len() < SHORT && quotation.style == Style::Double
}

/// Where marks are missing in many places, a short quotation that is left open at its paragraph's end lacks its mark, too,
/// and does not go on in the next paragraph; elsewhere a line of a few words does not.
pub(super) fn part(tokens: &[Token], paragraphs: &[Segment], quotations: &mut [Quotation], signs: usize) {
    let torn = signs > 0 && signs * RARE >= quotations.len();
    for at in 0..quotations.len() {
        let Some(quotation) = quotations.get(at) else { break };
        let before = quotation.continues().and_then(|before| quotations.get(before as usize));
        let parts = |before: &Quotation| {
            torn && is_short(before)
                || is_line(tokens, paragraphs, before) && is_closed(tokens, paragraphs, quotation)
        };
        if before.is_some_and(parts)
            && let Some(quotation) = quotations.get_mut(at)
        {
            quotation.continues = MaybeIndex::NONE;
        }
    }
}

/// Whether a paragraph is nothing but a sentence of a few words: *“Smaller.*
fn is_line(tokens: &[Token], paragraphs: &[Segment], quotation: &Quotation) -> bool {
    let words = tokens.get(quotation.tokens.start as usize + 1..quotation.tokens.end as usize);
    let words = words.filter(|words| words.len() < LINE).unwrap_or_default();
    is_whole(paragraphs, quotation)
        && quotation.continues().is_none()
        && quotation.style == Style::Double
        && words.last().is_some_and(Token::ends_sentence)
        && !words.iter().any(|token| token.is(TokenKind::Mark))
}

/// Whether a quotation is all that stands in its paragraph.
fn is_whole(paragraphs: &[Segment], quotation: &Quotation) -> bool {
    paragraphs.get(quotation.paragraph as usize).is_some_and(|own| own.tokens == quotation.tokens)
}

/// Whether a quotation ends with a mark, and its paragraph with it: a tag would be of both.
fn is_closed(tokens: &[Token], paragraphs: &[Segment], quotation: &Quotation) -> bool {
    let last = quotation.tokens.end.checked_sub(1).filter(|&last| last > quotation.tokens.start);
    let last = last.and_then(|last| tokens.get(last as usize));
    is_whole(paragraphs, quotation) && last.is_some_and(|last| last.is(TokenKind::Mark))
}

#[cfg(test)]
mod tests {
    use crate::quotation::tests::{check, said};

    #[test]
    fn a_quotation_that_nothing_closes_ends_before_its_tag() {
        check(
            "⟦“There are stairs,⟧ said Mr Pettifer. He put down the trunk.¶⟦“It is a tower,”⟧ said Lucinda.
             ⟦“Only ninety more,⟧ she called back. ⟦“And a ladder.”⟧
             ⟦\"Gone out!⟧ said Mrs. Lively. ⟦\"It has no hat.\"⟧
             ⟦\"Who is there?⟧ asked the old porter at the gate.¶⟦\"Nobody,\"⟧ said Clara.
             ⟦“It fed them,⟧ Dr Quist said on Monday. ⟦“We doubt the rest.”⟧
             ⟦“Not so fast,⟧ cried the miller, and shut the door.
             ⟦“Good heavens,⟧ I said, ⟦“is that the lot?”⟧
             ⟦“We never sent the bill,⟧ she quietly said.
             ⟦“That is a matter for the harbour board,⟧ said the Gull.¶⟦“I see,”⟧ said Clara.",
        );
    }

    #[test]
    fn a_tag_of_its_own_tells_that_somebody_else_speaks() {
        let text =
            "“Nothing,” said Owen Marsh. “It has gone out.\n\n“Gone?” said Clara Holm. “It has no hat.”\n";
        assert_eq!(said(text).last().unwrap().0, "Clara Holm");
        let text = "“Nothing,” said Owen Marsh. “It has gone out.\n\n“Gone,” said Owen. “It has no hat.”\n";
        assert!(said(text).iter().all(|(who, _)| who == "Owen Marsh"));
    }

    #[test]
    fn words_without_an_opening_mark_begin_behind_what_is_told() {
        check(
            "⟦“In that case,”⟧ said Clara, ⟦where do we put the boat?”⟧
             ⟦“It floats,”⟧ said Clara stiffly; ⟦but I would not call it a boat.”⟧
             ⟦“I shall row,”⟧ said Clara, taking off her hat, ⟦and if I tire, you can bail.”⟧
             Henrik looked at the sky. ⟦I told you it would hail!”⟧ he said. ⟦“Look at it.”⟧
             The porter coughed and asked in a low voice: ⟦Is that your goat?”⟧
             ⟦We put the rope away,”⟧ said Ifan. ⟦“It was wet.”⟧
             ⟦I told you so. He never came. You knew it,”⟧ said Ifan.",
        );
    }

    #[test]
    fn what_is_told_in_a_quotation_is_no_tag() {
        check(
            "⟦“When I came in, he said nothing of it.⟧¶⟦>“Then he left.”⟧
             ⟦“I asked him, she said she had gone, and I wept.⟧¶⟦>“Then I went home.”⟧
             ⟦“So I told her no, said I, and that was that.⟧¶⟦>“She never wrote.”⟧
             ⟦“After the war, he said, ⟦‘Go home.’⟧ So we did.⟧¶⟦>“We had no shoes.”⟧",
        );
    }

    #[test]
    fn where_marks_are_missing_somebody_else_speaks_next() {
        check(
            "⟦“There are stairs,⟧ said Owen.¶⟦“I see,”⟧ said Clara.¶⟦“Not built by monks.⟧¶⟦“Monks,”⟧ said Owen.
             ⟦“How are yours?”⟧ asked Owen.¶⟦“Smaller.⟧¶⟦“They look it.”⟧¶⟦“They are packed.”⟧
             ⟦“There was a flood,”⟧ said Owen, ⟦“and the bridge—⟧¶⟦“There was no flood.”⟧ Clara put down the lamp.
             ⟦“I was born here,”⟧ said Owen, ⟦“by the mill.⟧¶⟦>“We had a pig.”⟧¶⟦“Had you?”⟧ asked Clara.",
        );
    }
}
