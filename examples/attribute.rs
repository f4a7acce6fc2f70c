//! Shows who says what in one text: each quotation and reported statement, the text with its marks, and the speakers.
//!
//!     cargo run --release --example attribute
//!     cargo run --release --example attribute -- article.txt
//!     cargo run --release --example attribute -- --json - < article.txt

use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fmt, str};

use anstyle::{AnsiColor, Style};
use inquit::{Attribution, Attributor, Character, Document, Genre, Quote, QuoteKind, Record, Span};

#[path = "support/html.rs"]
mod html;
#[path = "support/output.rs"]
mod output;
use output::Output;

const SAMPLE: &str = include_str!("data/article.txt");

const USAGE: &str = "usage: attribute [options] [FILE | -]

Shows who says what in FILE, in standard input (-), or in a sample article.
      --cast FILE.json       the characters: [{\"id\": \"1\", \"name\": \"…\", \"aliases\": [\"…\"], \"gender\": \"F\"}, …]
      --genre news|fiction   instead of looking at the text
      --min-confidence P     leave out attributions that are less sure, from 0 to 1
      --json                 write everything as one JSON object
      --html FILE            write the text as a page with quotations, cues and sources marked";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("attribute: {message}");
            ExitCode::from(2)
        }
    }
}

#[derive(Default)]
struct Arguments {
    input: Option<PathBuf>,
    cast: Option<PathBuf>,
    html: Option<PathBuf>,
    genre: Genre,
    min_confidence: f32,
    json: bool,
    help: bool,
}

fn arguments() -> Result<Arguments, lexopt::Error> {
    use lexopt::prelude::*;
    let mut found = Arguments::default();
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => found.help = true,
            Long("json") => found.json = true,
            Long("cast") => found.cast = Some(parser.value()?.into()),
            Long("html") => found.html = Some(parser.value()?.into()),
            Long("min-confidence") => found.min_confidence = parser.value()?.parse()?,
            Long("genre") => {
                found.genre = match parser.value()?.string()?.as_str() {
                    "news" => Genre::News,
                    "fiction" => Genre::Fiction,
                    other => return Err(format!("no genre {other:?}: news or fiction").into()),
                }
            }
            Value(path) if found.input.is_none() => found.input = Some(path.into()),
            other => return Err(other.unexpected()),
        }
    }
    Ok(found)
}

fn run() -> Result<(), String> {
    let arguments = arguments().map_err(|error| format!("{error}\n{USAGE}"))?;
    let mut out = Output::open(None)?;
    if arguments.help {
        return writeln!(out, "{USAGE}").or_else(output::closed_or);
    }
    let text = match arguments.input.as_deref() {
        None => SAMPLE.to_owned(),
        Some(path) => read(path)?,
    };
    let mut builder = Attributor::builder().genre(arguments.genre).min_confidence(arguments.min_confidence);
    if let Some(path) = arguments.cast.as_deref() {
        let cast: Vec<Character> = serde_json::from_str(&read(path)?)
            .map_err(|error| format!("{} is not a cast: {error}", path.display()))?;
        builder = builder.cast(cast);
    }
    let attributor = builder.build().map_err(|error| error.to_string())?;
    let doc = attributor.try_attribute(&text).map_err(|error| error.to_string())?;

    if let Some(path) = arguments.html.as_deref() {
        let mut page = Output::open(Some(path))?;
        write!(page, "{}", html::Page(&doc)).or_else(output::closed_or)?;
        return page.finish();
    }
    let shown = if arguments.json {
        serde_json::to_string_pretty(&Record::from(&doc)).map_err(|error| error.to_string())? + "\n"
    } else {
        let colour = io::stdout().is_terminal() && env::var_os("NO_COLOR").is_none_or(|set| set.is_empty());
        Shown { doc: &doc, paint: Paint(colour) }.to_string()
    };
    out.write_all(shown.as_bytes()).or_else(output::closed_or)?;
    out.finish()
}

fn read(path: &Path) -> Result<String, String> {
    let mut bytes = Vec::new();
    let (name, read) = if path == Path::new("-") {
        ("standard input".to_owned(), io::stdin().read_to_end(&mut bytes))
    } else {
        let cannot = |error: io::Error| format!("cannot read {}: {error}", path.display());
        if path.is_dir() {
            return Err(format!("cannot read {}: it is a directory; name a file in it", path.display()));
        }
        (path.display().to_string(), File::open(path).map_err(cannot)?.read_to_end(&mut bytes))
    };
    read.map_err(|error| format!("cannot read {name}: {error}"))?;
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = 1 + error.as_bytes()[..valid].iter().filter(|&&byte| byte == b'\n').count();
        format!("{name} is not UTF-8: invalid at byte offset {valid}, on line {line}")
    })
}

/// Colours where they are wanted.
#[derive(Clone, Copy)]
struct Paint(bool);

impl Paint {
    fn with(self, style: Style, text: impl fmt::Display) -> String {
        if self.0 { format!("{style}{text}{style:#}") } else { text.to_string() }
    }

    fn quote(self, text: impl fmt::Display) -> String {
        self.with(AnsiColor::Green.on_default(), text)
    }

    fn cue(self, text: impl fmt::Display) -> String {
        self.with(AnsiColor::Yellow.on_default(), text)
    }

    fn source(self, text: impl fmt::Display) -> String {
        self.with(AnsiColor::Cyan.on_default(), text)
    }

    fn bold(self, text: impl fmt::Display) -> String {
        self.with(Style::new().bold(), text)
    }
}

struct Shown<'d> {
    doc: &'d Document<'d>,
    paint: Paint,
}

/// What stands in the text's order: an attribution, or a quotation that has none.
enum Item<'d> {
    Said(Attribution<'d, 'd>),
    Bare(Quote<'d, 'd>),
}

impl Item<'_> {
    fn start(&self) -> u32 {
        match self {
            Item::Said(said) => said.span().start,
            Item::Bare(quote) => quote.span().start,
        }
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (doc, paint) = (self.doc, self.paint);
        let bare = doc.quotes().filter(|quote| quote.attribution().is_none()).map(Item::Bare);
        let mut items: Vec<Item<'_>> = doc.attributions().map(Item::Said).chain(bare).collect();
        items.sort_by_key(Item::start);
        if items.is_empty() {
            writeln!(f, "no quotations and no reported statements")?;
        }
        for item in &items {
            match item {
                Item::Said(said) => self.said(f, *said)?,
                Item::Bare(quote) => {
                    let kind = if quote.kind() == QuoteKind::Scare { "words" } else { "quotation" };
                    writeln!(
                        f,
                        "{}: {}\n    {}\n",
                        paint.bold("(nobody)"),
                        kind,
                        paint.quote(one_line(quote.text()))
                    )?;
                }
            }
        }
        self.passages(f)?;
        self.speakers(f)?;
        for diagnostic in doc.diagnostics() {
            writeln!(f, "note: {diagnostic}")?;
        }
        Ok(())
    }
}

impl Shown<'_> {
    fn said(&self, f: &mut fmt::Formatter<'_>, said: Attribution<'_, '_>) -> fmt::Result {
        let paint = self.paint;
        let speaker = said.speaker().map_or("(nobody)", |who| who.name());
        write!(f, "{}: {}", paint.bold(one_line(speaker)), format!("{:?}", said.kind()).to_lowercase())?;
        if let Some(who) = said.addressee() {
            write!(f, " to {}", one_line(who.name()))?;
        }
        writeln!(f, ", {:.2} by {}", said.confidence(), said.method())?;
        for content in said.contents() {
            writeln!(f, "    {}", paint.quote(one_line(&content)))?;
        }
        write!(f, "    source: {}", said.source().map_or("none".into(), |s| paint.source(one_line(&s))))?;
        writeln!(f, "; cue: {}\n", said.cue().map_or("none".into(), |cue| paint.cue(one_line(&cue))))
    }

    /// The paragraphs in which somebody says something: ‹quotations›, [sources] and <cues>.
    fn passages(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let marks = html::marks(self.doc);
        let mut marks = marks.as_slice();
        for &paragraph in self.doc.paragraphs() {
            let here = marks.partition_point(|(span, _)| span.end <= paragraph.end);
            let (inside, after) = marks.split_at(here);
            marks = after;
            let inside: Vec<_> = inside.iter().filter(|(span, _)| paragraph.contains(*span)).collect();
            if inside.is_empty() {
                continue;
            }
            let mut at = paragraph.start;
            for &&(span, role) in &inside {
                f.write_str(&one_line(self.slice(Span::new(at, span.start))))?;
                let text = one_line(self.slice(span));
                match role {
                    html::Role::Content => f.write_str(&self.paint.quote(format_args!("{{{text}}}")))?,
                    html::Role::Cue => f.write_str(&self.paint.cue(format_args!("<{text}>")))?,
                    html::Role::Source => f.write_str(&self.paint.source(format_args!("[{text}]")))?,
                }
                at = span.end;
            }
            writeln!(f, "{}\n", one_line(self.slice(Span::new(at, paragraph.end))))?;
        }
        Ok(())
    }

    fn speakers(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for who in self.doc.speakers() {
            let words: usize = who
                .attributions()
                .flat_map(inquit::Attribution::contents)
                .map(|c| c.split_whitespace().count())
                .sum();
            let (times, name) = (who.attributions().len(), one_line(who.name()));
            writeln!(
                f,
                "{:>5} word{} in {times}: {}",
                words,
                if words == 1 { " " } else { "s" },
                self.paint.bold(name)
            )?;
        }
        Ok(())
    }

    fn slice(&self, span: Span) -> &str {
        self.doc.text().get(span.range()).unwrap_or_default()
    }
}

/// Line breaks become spaces, and no control character of the text reaches the terminal.
fn one_line(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() || c.is_whitespace())
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}
