//! Scenes annotated where they stand, one after the other in a file: `===`, the cast, an empty line, the text.
//!
//! ```text
//! ===
//! 1: Josiah Wherrit | Mr. Wherrit | the old man
//! 2: the doctor
//!
//! “{1}What is the hour?” Mr. Wherrit asked.
//!
//! “{2}Past three,” said the doctor under a sign that read “{0}Knock twice”.
//! ```
//!
//! Behind a quotation's opening mark stands who says it, by the number in the cast; `{0}` where nobody does, `{?}` where
//! a reader cannot tell. A narrator is called `I` in the cast.

use std::path::Path;

use anyhow::{Context, bail};

use super::corpus::{Character, Form, Novel, Quote};
use crate::corpus;

/// Reads every scene of the files of a folder, in the order of their names.
pub fn load(folder: &Path) -> anyhow::Result<Vec<Novel>> {
    let parts = corpus::parts(folder)?;
    parts.iter().map(|(id, part)| read(id, part).with_context(|| format!("in scene {id}"))).collect()
}

fn read(id: &str, scene: &str) -> anyhow::Result<Novel> {
    let (cast, marked) = scene.split_once("\n\n").context("an empty line follows the cast")?;
    let cast = cast.lines().map(character).collect::<anyhow::Result<Vec<_>>>()?;
    let (text, quotes) = unmark(marked.trim_end(), &cast)?;
    Ok(Novel { id: id.to_owned(), text, cast, quotes, form: Form::Scene })
}

/// `1: Josiah Wherrit | Mr. Wherrit`
fn character(line: &str) -> anyhow::Result<Character> {
    let (number, names) = line.split_once(": ").with_context(|| format!("no cast line: {line:?}"))?;
    let mut names: Vec<String> = names.split('|').map(|name| name.trim().to_owned()).collect();
    let narrator = names.iter().any(|name| name == "I");
    names.retain(|name| name != "I");
    Ok(Character {
        id: number.to_owned(),
        name: names.first().cloned().unwrap_or_default(),
        aliases: names,
        gender: "U".to_owned(),
        narrator,
    })
}

/// The text without its markers, and where each of them shows somebody speaking. Words quoted within a quotation are its
/// speaker's, too: only the marks with which the scene begins are looked at.
fn unmark(marked: &str, cast: &[Character]) -> anyhow::Result<(String, Vec<Quote>)> {
    let (mut text, mut quotes) = (String::new(), Vec::new());
    let mut convention = None;
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('{') {
        let (speaker, after) = after.split_once('}').context("a brace is open")?;
        text.push_str(before);
        rest = after;
        let mark = text.chars().last().context("a marker stands before every mark")?;
        let outer = mark == '—' || *convention.get_or_insert(mark) == mark;
        match speaker {
            "0" | "?" => continue,
            _ if cast.iter().any(|character| character.id == speaker) => {}
            _ => bail!("{{{speaker}}} is not in the cast"),
        }
        if outer {
            let at = text.len() as u32;
            let first = after.chars().next().map_or(0, char::len_utf8) as u32;
            quotes.push(Quote {
                spans: vec![(at, at + first)],
                sort: None,
                speaker: Some(speaker.to_owned()),
            });
        }
    }
    text.push_str(rest);
    Ok((text, quotes))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCENE: &str = "1: Josiah Wherrit | Mr. Wherrit\n2: I | Tom\n\n“{1}What,” asked Mr. Wherrit, “{1}is that?”\n\n\
                         “{2}He told me, ‘{1}Knock twice,’” I said. The sign read “{0}Knock once”.\n";

    #[test]
    fn markers_tell_who_speaks() {
        let scene = read("a/1", SCENE).unwrap();
        assert!(scene.text.starts_with("“What,” asked Mr. Wherrit, “is that?”\n\n“He told me, ‘Knock"));
        let said: Vec<(&str, &str)> = scene
            .quotes
            .iter()
            .map(|quote| {
                let (from, to) = quote.spans[0];
                (quote.speaker.as_deref().unwrap(), &scene.text[from as usize..to as usize])
            })
            .collect();
        assert_eq!(said, [("1", "W"), ("1", "i"), ("2", "H")]);
        assert_eq!(scene.cast[0].aliases, ["Josiah Wherrit", "Mr. Wherrit"]);
        assert!(scene.cast[1].narrator && scene.cast[1].name == "Tom");
    }

    #[test]
    fn strangers_to_the_cast_are_refused() {
        assert!(read("a/1", "1: Ann\n\n“{2}Hello,” said Bo.").is_err());
        assert!(read("a/1", "Ann\n\n“{1}Hello,” said Ann.").is_err());
    }
}
