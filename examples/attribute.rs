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
use clap::{Parser, ValueEnum};
use inquit::{Attribution, Character, Document, Quote, QuoteKind, Record, Span};

#[path = "support/html.rs"]
mod html;
#[path = "support/output.rs"]
mod output;
#[path = "support/settings.rs"]
mod settings;
use output::Output;
use settings::Settings;

const SAMPLE: &str = include_str!("data/article.txt");

/// Shows who says what in a text: each quotation and reported statement, the passages with their marks, the speakers
#[derive(Parser)]
#[command(name = "attribute", after_help = AFTER_HELP)]
struct Arguments {
    /// The text, in UTF-8; "-" is standard input, and none is a sample article
    file: Option<PathBuf>,

    /// The characters, as JSON: [{"id": "1", "name": "Ada Quill", "aliases": ["Ada"], "gender": "F"}, …]
    #[arg(long, value_name = "FILE.json")]
    cast: Option<PathBuf>,

    #[command(flatten)]
    settings: Settings,

    /// Write quotations, attributions and entities as one JSON object
    #[arg(long)]
    json: bool,

    /// Write the text as a page with quotations, cues and sources marked
    #[arg(long, value_name = "FILE.html", conflicts_with = "json")]
    html: Option<PathBuf>,

    /// Colour the output; auto: where it is a terminal and NO_COLOR is not set
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = When::Auto)]
    color: When,
}

const AFTER_HELP: &str = "\
Examples:
  attribute article.txt
  attribute --json - < article.txt
  attribute --genre fiction --cast cast.json --html novel.html novel.txt

In the passages {content} stands between braces, <cue> and [source] as shown here.
The exit status is 0, or 2 where something could not be read or written; a file is written whole or not at all.";

#[derive(Clone, Copy, ValueEnum)]
enum When {
    Auto,
    Always,
    Never,
}

impl When {
    fn coloured(self) -> bool {
        match self {
            When::Auto => {
                io::stdout().is_terminal() && env::var_os("NO_COLOR").is_none_or(|set| set.is_empty())
            }
            When::Always => true,
            When::Never => false,
        }
    }
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("attribute: {message}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let text = match arguments.file.as_deref() {
        None => SAMPLE.to_owned(),
        Some(path) => read(path)?,
    };
    let mut builder = arguments.settings.builder();
    if let Some(path) = arguments.cast.as_deref() {
        let cast: Vec<Character> = serde_json::from_str(&read(path)?)
            .map_err(|error| format!("{} is not a cast: {error}", path.display()))?;
        builder = builder.cast(cast);
    }
    let attributor = builder.build().map_err(|error| error.to_string())?;
    let doc = attributor.try_attribute(&text).map_err(|error| error.to_string())?;

    let mut out = Output::open(arguments.html.as_deref())?;
    let written = if arguments.html.is_some() {
        write!(out, "{}", html::Page(&doc))
    } else if arguments.json {
        let json = serde_json::to_string_pretty(&Record::from(&doc)).map_err(|error| error.to_string())?;
        writeln!(out, "{json}")
    } else {
        let shown = Shown { doc: &doc, paint: Paint(arguments.color.coloured()) };
        out.write_all(shown.to_string().as_bytes())
    };
    match written {
        Ok(()) => out.finish(),
        Err(error) => output::closed_or(error),
    }
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

    fn dim(self, text: impl fmt::Display) -> String {
        self.with(Style::new().dimmed(), text)
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
        let doc = self.doc;
        let bare = doc.quotes().filter(|quote| quote.attribution().is_none()).map(Item::Bare);
        let mut items: Vec<Item<'_>> = doc.attributions().map(Item::Said).chain(bare).collect();
        items.sort_by_key(Item::start);
        if items.is_empty() {
            writeln!(f, "no quotations and no reported statements")?;
        }
        for item in &items {
            match item {
                Item::Said(said) => self.said(f, *said)?,
                Item::Bare(quote) => self.bare(f, *quote)?,
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
        write!(f, "{}: {}", paint.bold(one_line(speaker)), said.kind())?;
        if let Some(who) = said.addressee() {
            write!(f, " to {}", one_line(who.name()))?;
        }
        writeln!(f, "{}", paint.dim(format_args!(", {:.2} by {}", said.confidence(), said.method())))?;
        for content in said.contents() {
            writeln!(f, "    {}", paint.quote(one_line(&content)))?;
        }
        write!(f, "    source: {}", said.source().map_or("none".into(), |s| paint.source(one_line(&s))))?;
        writeln!(f, "; cue: {}\n", said.cue().map_or("none".into(), |cue| paint.cue(one_line(&cue))))
    }

    fn bare(&self, f: &mut fmt::Formatter<'_>, quote: Quote<'_, '_>) -> fmt::Result {
        let kind = if quote.kind() == QuoteKind::Scare { "words" } else { "quotation" };
        writeln!(f, "{}: {kind}", self.paint.bold("(nobody)"))?;
        writeln!(f, "    {}\n", self.paint.quote(one_line(quote.text())))
    }

    /// The paragraphs in which somebody says something.
    fn passages(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let marks = html::marks(self.doc);
        let mut marks = marks.as_slice();
        if !marks.is_empty() {
            writeln!(f, "{}\n", self.paint.bold("In the text: {content}, <cue>, [source]"))?;
        }
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
        if self.doc.speakers().len() > 0 {
            writeln!(f, "{}\n", self.paint.bold("How much each says"))?;
        }
        for who in self.doc.speakers() {
            let words: usize = who
                .attributions()
                .flat_map(inquit::Attribution::contents)
                .map(|c| c.split_whitespace().count())
                .sum();
            let (times, name) = (who.attributions().len(), one_line(who.name()));
            write!(
                f,
                "{:>5} word{} in {times}: {}",
                words,
                if words == 1 { " " } else { "s" },
                self.paint.bold(name)
            )?;
            for role in who.roles() {
                write!(f, ", {}", one_line(role))?;
            }
            writeln!(f)?;
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
