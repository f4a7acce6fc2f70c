//! Texts above their tokens and kinds; agreement with Unicode's words; what holds of every text.

use alloc::string::String;
use alloc::vec::Vec;

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::gap::is_unseen;
use super::{Flags, Lexer, Token, TokenKind, tokenize};

fn lex(text: &str) -> Vec<Token> {
    super::tokens(text).collect()
}

/// One sign for each kind; `.` and `'` after a word for its full stops and its clitic.
fn code(token: &Token) -> String {
    let mut code = String::from(match token.kind {
        TokenKind::Word => "W",
        TokenKind::Number => "#",
        TokenKind::Url => "U",
        TokenKind::Handle => "@",
        TokenKind::Emoji => "E",
        TokenKind::Comma => ",",
        TokenKind::Stop => ".",
        TokenKind::Question => "?",
        TokenKind::Exclamation => "!",
        TokenKind::Colon => ":",
        TokenKind::Semicolon => ";",
        TokenKind::Dash => "—",
        TokenKind::Hyphen => "-",
        TokenKind::Ellipsis => "…",
        TokenKind::Open => "(",
        TokenKind::Close => ")",
        TokenKind::Mark => "M",
        TokenKind::Apostrophe => "A",
        TokenKind::Emphasis => "_",
        TokenKind::Symbol => "S",
    });
    if token.has(Flags::DOTTED) {
        code.push('.');
    }
    if token.has(Flags::CLITIC) {
        code.push('\'');
    }
    code
}

/// The tokens on one line, and under each its kind.
fn view(text: &str) -> [String; 2] {
    let [mut words, mut kinds] = [String::new(), String::new()];
    for token in lex(text) {
        let (word, kind) = (&text[token.span()], code(&token));
        let width = word.chars().count().max(kind.chars().count()) + 1;
        words.push_str(&format!("{word:<width$}"));
        kinds.push_str(&format!("{kind:<width$}"));
    }
    [words, kinds].map(|line| String::from(line.trim_end()))
}

#[test]
fn texts_stand_above_their_tokens() {
    let cases = include_str!("tests.txt");
    let mut failures = String::new();
    let mut count = 0;
    for case in cases.split("\n\n") {
        let lines: Vec<&str> = case.lines().filter(|line| !line.starts_with("## ")).collect();
        let [text, words, kinds] = lines[..] else { panic!("three lines to a case: {case}") };
        let found = view(text);
        if found != [words, kinds] {
            failures.push_str(&format!("{text}\n{}\n{}\n\n", found[0], found[1]));
        }
        count += 1;
    }
    assert!(count >= 50);
    assert!(failures.is_empty(), "\n{failures}");
}

/// Where the words of an ASCII text begin and end by Unicode's rules, beside ours with their joins undone.
#[test]
fn words_of_plain_text_are_those_of_unicode() {
    let plain = |text: &str| {
        let tokens = lex(text);
        let words = tokens.iter().filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number));
        words.map(|token| (token.start as usize, String::from(&text[token.span()]))).collect::<Vec<_>>()
    };
    let text = "She hadn't slept; they'd been 12,500 miles off, and O'Shea's boat (a sloop) was gone! Why? \"It's late.\"";
    let unicode: Vec<_> = text.unicode_word_indices().map(|(at, word)| (at, String::from(word))).collect();
    assert_eq!(plain(text), unicode);
}

/// Pieces that make trouble next to one another.
fn troublesome() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Z]{1,9}",
        1 => "[0-9]{1,4}",
        4 => Just(String::from(" ")),
        3 => prop::sample::select(vec![
            "'", "’", "\"", "“", "”", "‘", "''", "`", "``", ".", "..", "...", "…", ". . .", ",", "?", "!", "-", "--",
            "—", "_", "*", "/", "&", "@", "#", "$", "%", "(", ")", ":", "://", "www.", "Mr.", "U.S.", "J.", "’s", "'s", "I'm", "n’t", "al-S", "d'A", "x-y",
            "\n", "\r\n", "\n\n", "\u{2029}", "\u{a0}", "é", "e\u{301}", "東京", "で", "ไทย", "👩‍👩‍👧", "🇳🇬", "½", "6'2\"",
            "\u{200d}", "\u{feff}", "\0", "«", "」", "ß", "ǅ", "İ", "\u{ad}",
        ]).prop_map(String::from),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn tokens_cover_all_but_white_space(text in troublesome()) {
        let mut at = 0;
        for token in lex(&text) {
            let span = token.span();
            let between = text.get(at..span.start as usize).expect("ascending, on char boundaries");
            prop_assert!(between.chars().all(is_unseen), "{between:?} belongs to no token");
            let piece = text.get(span.range()).expect("on char boundaries");
            prop_assert!(!piece.is_empty());
            prop_assert!(!piece.starts_with(char::is_whitespace) && !piece.ends_with(char::is_whitespace));
            at = span.end as usize;
        }
        prop_assert!(text[at..].chars().all(is_unseen));
    }

    #[test]
    fn flags_tell_what_stands_before(text in troublesome()) {
        let mut at = 0;
        for token in lex(&text) {
            let between = text[at..token.start as usize].replace("\r\n", "\n");
            let breaks = between.matches(['\n', '\r', '\u{85}', '\u{2028}']).count()
                + 2 * between.matches(['\u{c}', '\u{2029}']).count();
            let first = at == 0 && token.start as usize == text.len() - text.trim_start_matches(is_unseen).len();
            prop_assert_eq!(token.has(Flags::SPACE), first || between.contains(char::is_whitespace));
            prop_assert_eq!(token.has(Flags::LINE), first || breaks > 0);
            prop_assert_eq!(token.has(Flags::BLANK), first || breaks > 1);
            at = token.end() as usize;
        }
    }

    #[test]
    fn unicode_never_splits_what_ascii_letters_join(text in "[a-rt-vx-z' .,;!?\n\"()]{0,80}") {
        // Without digits, capitals, signs and the `w` of `www.` ours joins nothing more, but keeps an acronym's last full
        // stop, and an `'s` behind it.
        let ours: Vec<&str> =
            lex(&text).iter().filter(|token| token.is(TokenKind::Word)).map(|token| &text[token.span().range()]).collect();
        let theirs: Vec<&str> = text.unicode_words().collect();
        let ours: Vec<&str> = ours.iter().map(|word| word.trim_end_matches('.')).collect();
        prop_assert_eq!(ours, theirs);
    }

    #[test]
    fn points_are_where_lines_begin_and_sentences_and_quotations_may_end(text in troublesome()) {
        use TokenKind::{Dash, Ellipsis, Exclamation, Mark, Question, Stop};
        let (mut tokens, mut points) = (Vec::new(), Vec::new());
        tokenize(&text, &mut tokens, &mut points);
        prop_assert_eq!(&tokens, &lex(&text));
        for (at, token) in tokens.iter().enumerate() {
            let kind = matches!(token.kind, Stop | Question | Exclamation | Ellipsis | Dash | Mark);
            let expected = kind || token.has(Flags::LINE) || token.has(Flags::DOTTED);
            prop_assert_eq!(points.contains(&(at as u32)), expected, "{:?}", token);
        }
    }

    #[test]
    fn the_short_way_gives_what_the_productions_give(text in troublesome()) {
        let mut lexer = Lexer::new(&text);
        let slowly: Vec<Token> = core::iter::from_fn(|| lexer.any()).collect();
        prop_assert_eq!(slowly, lex(&text));
    }

    #[test]
    fn lexing_can_begin_again_at_any_token(text in troublesome()) {
        let mut tokens = super::tokens(&text);
        let mut spans = Vec::new();
        while let Some(token) = tokens.next() {
            prop_assert!(text.ends_with(tokens.as_str()));
            spans.push(token.span());
        }
        prop_assert_eq!(spans, lex(&text).iter().map(Token::span).collect::<Vec<_>>());
    }
}

#[test]
fn capitals_are_told() {
    let capital = Flags::CAPITAL;
    let capitals = Flags::CAPITAL.with(Flags::CAPITALS);
    for (word, expected) in [
        ("word", Flags(0)),
        ("Word", capital),
        ("I", capital),
        ("NATO", capitals),
        ("NATO's", capitals.with(Flags::CLITIC)),
        ("McKay", capital),
        ("iPod", Flags(0)),
        ("U.S.", capitals.with(Flags::DOTTED)),
        ("F-16", capital),
        ("al-Sayed", capital),
        ("d'Arcy", capital),
        ("al-dente", Flags(0)),
        ("É", capital.with(Flags::WIDE)),
        ("École", capital.with(Flags::WIDE)),
        ("ÉCOLE", capitals.with(Flags::WIDE)),
        ("ǅ", capital.with(Flags::WIDE)),
        ("東京", Flags::WIDE),
    ] {
        let found = lex(word)[0].flags.0 & !(Flags::SPACE.0 | Flags::LINE.0 | Flags::BLANK.0);
        assert_eq!(found, expected.0, "{word}");
    }
}

#[test]
fn clitics_and_final_stops_are_left_out_of_the_hash() {
    let hash = |word: &str| lex(word)[0].hash;
    for (one, other) in
        [("Mara", "Mara's"), ("mara", "MARA’s"), ("corp", "Corp."), ("don't", "don’t"), ("u.s", "U.S.")]
    {
        assert_eq!(hash(one), hash(other), "{one} {other}");
    }
    assert_ne!(hash("Mara"), hash("Marta"));
}

#[test]
fn what_is_too_long_for_a_token_is_cut_at_a_char_boundary() {
    for unit in ["a", "é", "東", "-", "!", "1", "a-", "👍", "😀\u{301}"] {
        let text = unit.repeat(200_000);
        let tokens = lex(&text);
        assert_eq!(tokens.iter().map(|token| usize::from(token.len)).sum::<usize>(), text.len(), "{unit}");
        assert!(tokens.iter().all(|token| text.get(token.span().range()).is_some()));
    }
}

/// That it takes time in proportion to its length, `.ci/growth.py` tells of whole texts.
#[test]
fn a_megabyte_of_one_thing_is_read() {
    for unit in [
        "'", "\"", "“", "'a", "a'", "a.", "A.", ". ", "@", "#1", "http://", "a@", "-'", "1'", "😀",
        "\u{301}", "\u{200d}",
    ] {
        let text = unit.repeat(1_000_000 / unit.len());
        let tokens = lex(&text);
        assert!(!tokens.is_empty());
        assert!(tokens.last().is_some_and(|token| token.end() as usize >= text.trim_end().len()), "{unit:?}");
    }
}
