//! What newsrooms print, in cases: interviews, press releases, live blogs, posts, headlines, transcripts, unnamed sources.
//!
//! A file under `newsroom/` holds cases between lines of `----`: a text, then what a reader answers, one a line.
//!
//!     quote: words = Name              the last quotation that holds the words is theirs; several names are parted by |
//!     quote: words = nobody            it is nobody's
//!     whole: words                     a quotation holds these words and no more
//!     statement: words = Name, kind    the shortest content that holds the words is theirs; the kind may be left away
//!     nothing: words                   no content holds the words
//!     nobody: Name                     no entity has this name
//!     role: Name = words               the words are one of their roles
//!
//! `wrong:` before such a line says that it is not so yet: where a change mends it, the mark goes.

use inquit::{Attributor, Document, Entity, Genre};

/// A test for each of a folder's files, and one that no file is left out but those that have tests of their own.
macro_rules! cases {
    ($folder:literal, $genre:expr, but $own:expr; $($name:ident),* $(,)?) => {
        $(
            #[test]
            fn $name() {
                $crate::newsroom::check(
                    include_str!(concat!($folder, "/", stringify!($name), ".txt")),
                    $genre,
                );
            }
        )*

        #[test]
        fn no_file_is_left_out() {
            let own: &[&str] = &$own;
            $crate::newsroom::every_file($folder, &[own, &[$(stringify!($name)),*]].concat());
        }
    };
}
pub(crate) use cases;

cases! { "newsroom", Genre::Detect, but ["subjects", "clauses", "whose"]; bureaus, editions, interviews, releases, live, posts, headlines, transcripts, sources, markets, courts, magazine, offices, abroad, reference, sport, lists, voices, today, beats, desks, pages, world, columns, wires, chambers, stands, letters, shelf, dispatches, trail, galleys, almanac, annals, quarters, seasons, persons, }

/// Sentences too short to tell that they are of a report.
#[test]
fn subjects() {
    check(include_str!("newsroom/subjects.txt"), Genre::News);
}

/// How far what is said reaches in a sentence, and which of its words in marks belong to it.
#[test]
fn clauses() {
    check(include_str!("newsroom/clauses.txt"), Genre::News);
}

/// The same of whose the words are.
#[test]
fn whose() {
    check(include_str!("newsroom/whose.txt"), Genre::News);
}

const KEYS: [&str; 7] = ["quote: ", "whole: ", "statement: ", "nothing: ", "nobody: ", "role: ", "wrong: "];

pub(crate) fn check(cases: &str, genre: Genre) {
    let attributor = Attributor::builder().genre(genre).build().unwrap();
    let mut surprises = Vec::new();
    for case in cases.split("\n----\n") {
        let begins = |line: &&str| KEYS.iter().any(|key| line.starts_with(key));
        let count = case.trim_end().lines().rev().take_while(begins).count();
        let lines: Vec<&str> = case.trim_end().lines().collect();
        let (text, answers) = lines.split_at(lines.len() - count);
        assert!(!answers.is_empty(), "nothing is asked of {case:?}");
        // A forgotten line of dashes would make answers of one case the text of the next.
        assert!(!text.iter().any(begins), "an answer stands in the text of {case:?}");
        let text = text.join("\n");
        let doc = attributor.attribute(text.trim_end());
        for line in answers {
            let (wrong, line) = line.strip_prefix("wrong: ").map_or((false, *line), |line| (true, line));
            let words =
                line.split_once(": ").map(|(_, rest)| rest.rsplit_once(" = ").map_or(rest, |of| of.0));
            let held = |words: &str| line.starts_with("role: ") || flat(&text).contains(words);
            assert!(words.is_some_and(held), "no such words in the text: {line}");
            match (answer(&doc, line), wrong) {
                (Err(found), false) => surprises.push(format!("{line}: found {found}")),
                (Ok(()), true) => surprises.push(format!("{line}: as it should be, take the mark away")),
                _ => {}
            }
        }
    }
    assert!(surprises.is_empty(), "{surprises:#?}");
}

/// Whether all files of cases in a folder are run.
pub(crate) fn every_file(folder: &str, run: &[&str]) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it").join(folder);
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    let mut run = run.to_vec();
    files.sort_unstable();
    run.sort_unstable();
    assert_eq!(files, run);
}

/// What was found instead, where the line does not hold.
fn answer(doc: &Document<'_>, line: &str) -> Result<(), String> {
    let (key, rest) = line.split_once(": ").expect("a line has a key");
    if key == "nothing" {
        let found =
            doc.attributions().find(|said| said.contents().any(|part| flat(part.text()).contains(rest)));
        return found.map_or(Ok(()), |found| Err(format!("{found:?}")));
    }
    if key == "whole" {
        let holds = doc.quotes().any(|quote| flat(quote.inner().text()) == rest);
        return if holds { Ok(()) } else { Err("no such quotation".to_owned()) };
    }
    if key == "nobody" {
        let found = doc.entities().find(|entity| entity.aliases().any(|name| flat(name) == rest));
        return found.map_or(Ok(()), |found| Err(format!("{found:?}")));
    }
    let (words, who) = rest.rsplit_once(" = ").expect("an answer follows the words");
    if key == "role" {
        let entity = doc.entities().find(|entity| entity.name() == words);
        let roles: Vec<&str> = entity.into_iter().flat_map(Entity::roles).collect();
        return if roles.contains(&who) { Ok(()) } else { Err(format!("{roles:?}")) };
    }
    let speaker = match key {
        "quote" => {
            let quote = doc.quotes().rfind(|quote| flat(quote.text()).contains(words));
            quote.ok_or("no such quotation")?.speaker()
        }
        "statement" => {
            let holds = |said: &inquit::Attribution<'_, '_>| {
                said.contents().any(|part| flat(part.text()).contains(words))
            };
            let length = |said: &inquit::Attribution<'_, '_>| {
                said.contents().map(|part| part.text().len()).sum::<usize>()
            };
            let said = doc.attributions().filter(holds).min_by_key(length);
            said.ok_or("no such statement")?.speaker()
        }
        _ => panic!("no such key: {key}"),
    };
    let kinds = ["person", "group", "organization", "work"];
    let (who, kind) = match who.rsplit_once(", ") {
        Some((who, kind)) if kinds.contains(&kind) => (who, Some(kind)),
        _ => (who, None),
    };
    let name = speaker.map_or("nobody".to_owned(), |who| flat(who.name()));
    let found = speaker.map_or(String::new(), |who| format!("{:?}", who.kind()).to_lowercase());
    if who.split('|').any(|who| who == name) && kind.is_none_or(|kind| kind == found) {
        Ok(())
    } else {
        Err(format!("{name}, {found}"))
    }
}

fn flat(words: &str) -> String {
    words.replace('\n', " ")
}
