//! Attributes documents by the batch: one JSON object a line in, one a line out, in the same order.
//!
//!     cargo run --release --example jsonl -- in.jsonl > out.jsonl
//!     cargo run --release --example jsonl -- -o out.jsonl in.jsonl
//!
//! A line is `{"id": …, "text": "…", "cast": […]}`, of which only `text` must be there. A line that cannot be read gives
//! `{"id": …, "error": "…"}` in its place, the others go on, and the exit status is then 1; it is 2 where nothing could
//! be read or written at all. Every core works, on as many lines as there are cores and a few more: memory does not grow
//! with the file.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;

use clap::Parser;
use indicatif::{ProgressBar, ProgressStyle};
use inquit::Scratch;

#[path = "support/line.rs"]
mod line;
#[path = "support/output.rs"]
mod output;
#[path = "support/settings.rs"]
mod settings;
use output::Output;
use settings::Settings;

/// Finds who says what in many texts: one JSON object a line in, one a line out, in the same order
#[derive(Parser)]
#[command(name = "jsonl", after_help = AFTER_HELP)]
struct Arguments {
    /// The documents, one a line; standard input where none is named, or "-"
    input: Option<PathBuf>,

    /// Write to this file instead of standard output; it appears under its name once all of it is written
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Work on so many lines at once [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,

    #[command(flatten)]
    settings: Settings,
}

const AFTER_HELP: &str = r#"A line holds a text, and may hold an id and a cast:
  {"id": "a1", "text": "…", "cast": [{"id": "0", "name": "Ada Quill", "aliases": ["Ada"], "gender": "F"}]}
Its answer holds the same id:
  {"id": "a1", "quotes": […], "attributions": […], "entities": […], "genre": "news", "diagnostics": […]}
or, where the line cannot be read, what is wrong with it; the lines after it are read all the same:
  {"id": "a1", "error": "line 3: missing field `text` at column 14"}

The exit status is 0; 1 where lines could not be read; 2 where nothing could be read or written at all."#;

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(bad) => {
            eprintln!("jsonl: {bad} line{} could not be read", if bad == 1 { "" } else { "s" });
            ExitCode::from(1)
        }
        Err(message) => {
            eprintln!("jsonl: {message}");
            ExitCode::from(2)
        }
    }
}

/// How many lines could not be read, or why nothing could be done.
fn run(arguments: &Arguments) -> Result<usize, String> {
    let input = arguments.input.as_deref().filter(|&path| path != Path::new("-"));
    let cores = || thread::available_parallelism().map_or(1, usize::from);
    let threads = arguments.threads.map_or_else(cores, usize::from);
    // What is wrong with a setting is said once, not of every line.
    let _ = arguments.settings.builder().build().map_err(|error| error.to_string())?;
    let name = input.map_or("standard input".into(), |path| path.display().to_string());
    let (input, size) = open(input)?;
    let output = Output::open(arguments.output.as_deref())?;
    let bar = progress(size);

    // Lines go to whoever is free; their answers are awaited in the lines' order.
    let (jobs, waiting) = mpsc::sync_channel::<Job>(0);
    let (promise, promised) = mpsc::sync_channel::<Receiver<Answer>>(4 * threads);
    let waiting = Mutex::new(waiting);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| work(&waiting, &arguments.settings));
        }
        let reader = scope.spawn(move || read(input, &name, &jobs, &promise));
        let mut output = BufWriter::with_capacity(1 << 16, output);
        let written = write(promised, &mut output, &bar);
        // A closed pipe ends the writer first; the reader then finds nobody who waits, and stops.
        let read = reader.join().unwrap_or_else(|_| Err("the reader stopped".into()));
        bar.finish_and_clear();
        let bad = written?;
        read?;
        match output.into_inner() {
            Ok(output) => output.finish()?,
            Err(error) => output::closed_or(error.into_error())?,
        }
        Ok(bad)
    })
}

struct Job {
    line: Vec<u8>,
    number: usize,
    answer: SyncSender<Answer>,
}

struct Answer {
    json: Vec<u8>,
    good: bool,
    read: usize,
}

fn open(path: Option<&Path>) -> Result<(Box<dyn BufRead + Send>, Option<u64>), String> {
    let Some(path) = path else { return Ok((Box::new(BufReader::new(io::stdin())), None)) };
    let cannot = |error: io::Error| format!("cannot read {}: {error}", path.display());
    let file = File::open(path).map_err(cannot)?;
    let about = file.metadata().map_err(cannot)?;
    if about.is_dir() {
        return Err(format!("cannot read {}: it is a directory; name a file in it", path.display()));
    }
    let size = about.is_file().then_some(about.len());
    Ok((Box::new(BufReader::with_capacity(1 << 16, file)), size))
}

fn progress(size: Option<u64>) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let (bar, form) = match size {
        Some(size) => {
            (ProgressBar::new(size), "{bar:30} {bytes}/{total_bytes}, {bytes_per_sec}, {eta} to go")
        }
        None => (ProgressBar::no_length(), "{bytes} read, {bytes_per_sec}"),
    };
    match ProgressStyle::with_template(form) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn read(
    mut input: impl BufRead,
    name: &str,
    jobs: &SyncSender<Job>,
    promise: &SyncSender<Receiver<Answer>>,
) -> Result<(), String> {
    for number in 1.. {
        let mut line = Vec::new();
        let read = input.read_until(b'\n', &mut line);
        if read.map_err(|error| format!("cannot read {name} beyond line {}: {error}", number - 1))? == 0 {
            break;
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let (answer, answered) = mpsc::sync_channel(1);
        if promise.send(answered).is_err() || jobs.send(Job { line, number, answer }).is_err() {
            break;
        }
    }
    Ok(())
}

fn work(waiting: &Mutex<Receiver<Job>>, settings: &Settings) {
    let mut scratch = Scratch::new();
    loop {
        let next = waiting.lock().map(|jobs| jobs.recv());
        let Ok(Ok(Job { line, number, answer })) = next else { break };
        let (json, good) = match line::attribute(&line, number, settings.builder(), &mut scratch) {
            Ok(json) => (json, true),
            Err(failure) => (serde_json::to_vec(&failure).unwrap_or_default(), false),
        };
        // Nobody waits any more where the output was closed.
        let _ = answer.send(Answer { json, good, read: line.len() });
    }
}

/// How many lines were bad.
fn write(
    promised: Receiver<Receiver<Answer>>,
    out: &mut impl Write,
    bar: &ProgressBar,
) -> Result<usize, String> {
    let (mut bad, mut lines) = (0, 0usize);
    for answered in promised {
        lines += 1;
        let Ok(Answer { json, good, read }) = answered.recv() else {
            return Err(format!("the worker on document {lines} stopped"));
        };
        bad += usize::from(!good);
        bar.inc(read as u64);
        if let Err(error) = out.write_all(&json).and_then(|()| out.write_all(b"\n")) {
            output::closed_or(error)?;
            break;
        }
    }
    Ok(bad)
}
