//! Reports annotated where they stand, one after the other in a file behind lines of `===`:
//!
//! ```text
//! ===
//! [1S The mayor of Kelso] [1C said] [1Q the bridge would reopen on Monday]. “[2Q We have heard it before],” [2S she] [2C added].
//! ```
//!
//! The source, cue and content of an attribution have its number; brackets nest, and a part may stand in several.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, ensure};

use super::gold::{Attribution, Document};
use crate::corpus;

/// Reports.
pub const REPORTS: &str = "train/data/press";
/// Where reports stand, and other prose annotated like them.
pub const FOLDERS: [&str; 2] = [REPORTS, "train/data/prose"];

/// Reads every text of the files of some folders, in the order of their names.
pub fn load(folders: &[impl AsRef<Path>]) -> anyhow::Result<Vec<Document>> {
    let mut documents = Vec::new();
    for folder in folders {
        for (id, part) in corpus::parts(folder.as_ref())? {
            documents.push(read(&id, &part).with_context(|| format!("in {id}"))?);
        }
    }
    Ok(documents)
}

fn read(id: &str, marked: &str) -> anyhow::Result<Document> {
    let (mut text, mut open) = (String::with_capacity(marked.len()), Vec::new());
    let mut found: BTreeMap<u32, Attribution> = BTreeMap::new();
    let mut rest = marked;
    while let Some(at) = rest.find(['[', ']']) {
        text.push_str(&rest[..at]);
        let (bracket, behind) = rest[at..].split_at(1);
        rest = behind;
        if bracket == "[" {
            // A bracket of the text itself opens nothing.
            let Some((number, role, behind)) = label(behind) else {
                text.push('[');
                continue;
            };
            open.push((number, role, text.len()));
            rest = behind;
        } else {
            let (number, role, start) = open.pop().context("a bracket closes nothing")?;
            let Attribution { source, cue, content } = found.entry(number).or_default();
            let spans = match role {
                'S' => source,
                'C' => cue,
                _ => content,
            };
            spans.push((start, text.len()));
        }
    }
    text.push_str(rest);
    ensure!(open.is_empty(), "a bracket is open");
    let whole = |attribution: &Attribution| !attribution.cue.is_empty() && !attribution.content.is_empty();
    let attributions = found.into_values().filter(whole).collect();
    Ok(Document { id: id.to_owned(), text, attributions, own: true })
}

/// `12S ` and what follows it.
fn label(text: &str) -> Option<(u32, char, &str)> {
    let letter = text.find(|c: char| !c.is_ascii_digit())?;
    let number = text[..letter].parse().ok()?;
    let role = text[letter..].chars().next().filter(|role| matches!(role, 'S' | 'C' | 'Q'))?;
    let behind = &text[letter + 1..];
    Some((number, role, behind.strip_prefix(' ').unwrap_or(behind)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_tell_who_says_what() {
        let marked = "[1S Kit] [1C said] [1Q [2S Ann] [2C denied] [2Q it]] [1C again] [sic]";
        // A bracket of the text itself must be closed by none: ours close each other.
        assert!(read("a/1", marked).is_err());
        let report = read("a/1", &marked[..marked.len() - 6]).unwrap();
        assert_eq!(report.text, "Kit said Ann denied it again");
        let words = |spans: &[(usize, usize)]| -> Vec<String> {
            spans.iter().map(|&(start, end)| report.text[start..end].to_owned()).collect()
        };
        let said: Vec<_> = report
            .attributions
            .iter()
            .map(|a| (words(&a.source), words(&a.cue), words(&a.content)))
            .collect();
        let strings = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            said,
            [
                (strings(&["Kit"]), strings(&["said", "again"]), strings(&["Ann denied it"])),
                (strings(&["Ann"]), strings(&["denied"]), strings(&["it"])),
            ]
        );
    }

    #[test]
    fn what_lacks_a_cue_or_a_content_is_none() {
        assert!(read("a/1", "[1S Kit] [1C said] nothing.").unwrap().attributions.is_empty());
        assert!(read("a/1", "[1S Kit said").is_err());
    }
}
