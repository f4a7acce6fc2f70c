//! Reading annotated corpora: JSON lines, plain or gzipped.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use anyhow::{Context, ensure};
use clap::ValueEnum;
use serde::de::DeserializeOwned;

/// Reads every document of the file.
pub fn load<D: DeserializeOwned>(path: &Path) -> anyhow::Result<Vec<D>> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let plain: Box<dyn Read> = if path.extension().is_some_and(|e| e == "gz") {
        Box::new(flate2::read::GzDecoder::new(file))
    } else {
        Box::new(file)
    };
    let mut documents = Vec::new();
    for (number, line) in BufReader::new(plain).lines().enumerate() {
        let line = line.with_context(|| format!("cannot read {}", path.display()))?;
        if !line.trim().is_empty() {
            let document = serde_json::from_str(&line)
                .with_context(|| format!("line {} of {}", number + 1, path.display()))?;
            documents.push(document);
        }
    }
    Ok(documents)
}

/// The texts of our own that stand in the files of a folder, one after the other behind lines of `===`, in the order of the
/// files' names: each with its name, `file/number`.
pub fn parts(folder: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot open {}", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let mut parts = Vec::new();
    for path in paths {
        let file = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read {}", path.display()))?
            .replace("\r\n", "\n");
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let behind = file.split("===\n").skip(1).zip(1..);
        parts.extend(behind.map(|(part, number)| (format!("{name}/{number}"), part.trim_end().to_owned())));
    }
    ensure!(!parts.is_empty(), "no texts in {}", folder.display());
    Ok(parts)
}

/// A half of a corpus, divided by document.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Half {
    A,
    B,
}

/// The half that a document falls in: the same division as the scorer's.
pub fn half(id: &str) -> Half {
    if checksum(id) >> 3 & 1 == 0 { Half::A } else { Half::B }
}

/// A number that divides documents the same way on every run.
pub fn checksum(id: &str) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(id.as_bytes());
    crc.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_follow_the_checksum_of_the_name() {
        // CRC-32 of "123456789" is 0xCBF43926, whose fourth bit is clear; of "a" 0xE8B7BE43, likewise.
        assert_eq!(half("123456789"), Half::A);
        assert_eq!(half("a"), Half::A);
        // CRC-32 of "b" is 0x71BEEFF9: the fourth bit is set.
        assert_eq!(half("b"), Half::B);
    }
}
