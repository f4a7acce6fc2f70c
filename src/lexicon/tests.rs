use super::generate::{FREQUENT, LISTS, Lexicon, NICKNAMES, PHRASAL, VERBS, lines};
use super::look_up::key;
use super::*;
use std::string::ToString;

fn at(word: &str) -> u16 {
    look_up(word.as_bytes()).0
}

#[test]
fn tables_are_made_from_the_lists() {
    let source = Lexicon::read().source();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/lexicon/tables.rs");
    if std::env::var_os("INQUIT_REGENERATE").is_some() {
        std::fs::write(path, &source).unwrap();
    }
    assert!(source == std::fs::read_to_string(path).unwrap(), "run INQUIT_REGENERATE=1 cargo test lexicon");
}

#[test]
fn lists_are_sorted_and_hold_no_word_twice() {
    let more = [("verbs", VERBS), ("nicknames", NICKNAMES), ("phrasal", PHRASAL)];
    for (name, list) in LISTS.iter().chain(&more) {
        let entries: std::vec::Vec<_> = lines(list).collect();
        for pair in entries.windows(2) {
            let (first, second) = (&pair[0], &pair[1]);
            let sorted = if *name == "nicknames" { first < second } else { first.0 < second.0 };
            assert!(sorted, "{name}: {first:?} stands before {second:?}");
        }
    }
}

#[test]
fn every_listed_word_is_found_in_every_case() {
    let all = Lexicon::read();
    for (word, expected) in &all.classes {
        let mut capital = word.clone();
        if let Some(first) = capital.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        let (entry, hash) = look_up(word.as_bytes());
        assert_ne!(entry, 0, "{word}");
        assert_eq!(class(entry), *expected, "{word}");
        for form in [capital, word.to_uppercase(), word.replace('\'', "’")] {
            assert_eq!(look_up(form.as_bytes()), (entry, hash), "{form}");
        }
    }
}

#[test]
fn frequent_words_are_listed() {
    let words: std::vec::Vec<&str> = lines(FREQUENT).map(|(word, _)| word).collect();
    for (index, word) in words.iter().enumerate() {
        assert_ne!(at(word), 0, "{word}");
        assert!(!words[..index].contains(word), "{word} stands there twice");
    }
}

#[test]
fn unlisted_words_are_not_found() {
    for word in ["", "zq", "qqx", "blorf", "saidd", "antidisestablishmentarianismically", "señorx", "éé"] {
        assert_eq!(at(word), 0, "{word}");
    }
    assert_ne!(look_up(b"blorf").1, look_up(b"blorp").1);
}

#[test]
fn irregular_verbs_have_all_their_forms() {
    for forms in [
        "say says said saying",
        "tell tells told telling",
        "think thinks thought thinking",
        "write writes wrote written writing",
        "speak speaks spoke spoken speaking",
        "begin begins began begun beginning",
        "know knows knew known knowing",
        "find finds found finding",
        "hear hears heard hearing",
        "swear swears swore sworn swearing",
        "admit admits admitted admitting",
        "reply replies replied replying",
    ] {
        let base = at(forms.split(' ').next().unwrap());
        for form in forms.split(' ') {
            assert_eq!(verb(at(form)).map(|verb| verb.lemma), Some(base), "{form}");
            assert!(class(at(form)).any(Class::VERB) && class(at(form)).any(Class::REPORTS), "{form}");
        }
    }
}

#[test]
fn there_are_more_than_six_hundred_reporting_verbs() {
    let verbs = lines(VERBS).filter(|(word, _)| class(at(word)).any(Class::REPORTS)).count();
    assert!(verbs >= 600, "{verbs}");
}

#[test]
fn words_are_what_they_can_be() {
    for (word, expected) in [
        ("said", Class::PAST.or(Class::PARTICIPLE).or(Class::SPEECH).or(Class::TAG)),
        ("she", Class::PRONOUN.or(Class::SUBJECT).or(Class::FEMALE)),
        ("don’t", Class::AUXILIARY.or(Class::NEGATION)),
        ("Mr", Class::TITLE.or(Class::MALE).or(Class::ABBREVIATION)),
        ("spokeswoman", Class::ROLE.or(Class::FEMALE)),
        ("Elizabeth", Class::GIVEN.or(Class::FEMALE)),
        ("tis", Class::ELISION),
        ("nodded", Class::MANNER.or(Class::PAST)),
        ("of", Class::PREPOSITION),
        ("u.s", Class::PLACE.or(Class::ABBREVIATION)),
    ] {
        assert!(class(at(word)).all(expected), "{word}: {:?}", class(at(word)));
    }
    assert!(!class(at("he")).any(Class::FEMALE.or(Class::NOUN)));
}

#[test]
fn particles_and_nicknames_go_with_their_words() {
    assert!(takes_particle(at("pointed"), at("out")) && takes_particle(at("went"), at("on")));
    assert!(!takes_particle(at("said"), at("out")));
    assert!(same_given(at("Lizzy"), at("Elizabeth")) && same_given(at("Lizzy"), at("Eliza")));
    assert!(same_given(at("Dick"), at("Richard")) && !same_given(at("Jane"), at("Elizabeth")));
    assert!(!same_given(0, 0));
}

#[test]
fn frames_are_the_verbs_own() {
    let told = verb(at("told")).unwrap();
    assert!(told.frames.any(Frames::HEARER) && !told.frames.any(Frames::INVERTS));
    assert!(verb(at("table".to_string().as_str())).is_none_or(|verb| !verb.senses.any(Class::TAG)));
}

#[test]
fn what_models_know_a_word_by_is_a_function_of_its_text_alone() {
    let all = Lexicon::read();
    for word in all.classes.keys() {
        let (entry, own) = look_up(word.as_bytes());
        assert_eq!(own, key(word).hash(), "{word}");
        let base = all.lemmas.get(word).unwrap_or(word);
        assert_eq!(stem(entry), key(base).hash(), "{word}");
    }
    // What weights learnt with other lists know these words by.
    let known = [("say", 42178), ("said", 42178), ("officials", 12967), ("mayor", 40363)];
    for (word, expected) in known {
        assert_eq!(stem(at(word)), expected, "{word}");
    }
}

#[test]
fn what_is_no_word_has_no_class() {
    assert!(class(0).is_none());
    for mark in crate::lexer::Mark::ALL {
        assert!(class(mark.word()).is_none(), "{mark:?}");
    }
}
