//! The examples as programs: what they print, how they end, what they leave behind.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Once;

use serde_json::Value;

/// Cargo builds the examples before it runs all tests; where one test was asked for alone they are built here.
fn example(name: &str) -> Command {
    static BUILT: Once = Once::new();
    let folder = std::env::current_exe()
        .expect("a test binary")
        .parent()
        .and_then(Path::parent)
        .expect("deps")
        .join("examples");
    BUILT.call_once(|| {
        let mut build = Command::new(env!("CARGO"));
        build.args([
            "build",
            "--quiet",
            "--examples",
            "--manifest-path",
            concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"),
        ]);
        if !cfg!(debug_assertions) {
            build.arg("--release");
        }
        assert!(build.status().expect("cargo runs").success());
    });
    let mut command = Command::new(folder.join(name));
    command.env_remove("NO_COLOR").stdin(Stdio::null());
    command
}

fn fed(mut command: Command, input: &[u8]) -> Output {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // Beside the reading: a pipe holds little, and the example answers before it has read everything.
    std::thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(input).unwrap());
        child.wait_with_output().unwrap()
    })
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("the examples write UTF-8")
}

fn file(folder: &tempfile::TempDir, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, content).unwrap();
    path
}

#[test]
fn attribute_shows_its_sample() {
    let shown = example("attribute").output().unwrap();
    assert!(shown.status.success());
    let shown = text(&shown.stdout);
    assert!(shown.contains("Ruth Maddox"), "{shown}");
    assert!(shown.contains("source: Captain Ruth Maddox; cue: told"), "{shown}");
    assert!(
        shown.contains("“{You can sell a boat in an afternoon,}” [Captain Ruth Maddox] <told>"),
        "{shown}"
    );
    assert!(!shown.contains('\u{1b}'), "no colour where output is no terminal");
}

#[test]
fn colour_is_for_those_who_want_it() {
    let coloured = |arguments: &[&str], unwanted: bool| {
        let mut command = example("attribute");
        if unwanted {
            command.env("NO_COLOR", "1");
        }
        let shown = command.args(arguments).output().unwrap();
        text(&shown.stdout).contains("\u{1b}[32m")
    };
    assert!(!coloured(&[], false), "no terminal");
    assert!(!coloured(&[], true));
    assert!(coloured(&["--color", "always"], true), "asked for by name");
    assert!(!coloured(&["--color", "never"], false));
    let folder = tempfile::tempdir().unwrap();
    let input = file(&folder, "a.txt", "“\u{1b}[31mRed,” said \u{1b}]0;Ada\u{7}.");
    let shown = example("attribute").arg(&input).output().unwrap();
    assert!(shown.status.success());
    assert!(!text(&shown.stdout).contains(['\u{1b}', '\u{7}']), "what the text holds moves no terminal");
}

#[test]
fn help_tells_all() {
    for (name, words) in [
        (
            "attribute",
            [
                "--cast <FILE.json>",
                "--min-confidence <P>",
                "--html <FILE.html>",
                "exit status",
                "attribute --json -",
            ],
        ),
        (
            "jsonl",
            ["--output <FILE>", "--threads <N>", "standard input", "exit status", "\"error\": \"line 3"],
        ),
    ] {
        let shown = example(name).arg("--help").output().unwrap();
        assert!(shown.status.success() && shown.stderr.is_empty());
        for word in words {
            assert!(text(&shown.stdout).contains(word), "{name} --help says {word}");
        }
    }
}

#[test]
fn attribute_reads_files_and_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "a.txt", "“The ledger is gone,” said Ada Quill.");
    let from_file = example("attribute").arg(&path).output().unwrap();
    let mut command = example("attribute");
    command.arg("-");
    let from_pipe = fed(command, &fs::read(&path).unwrap());
    assert!(from_file.status.success() && text(&from_file.stdout).contains("source: Ada Quill; cue: said"));
    assert_eq!(from_file.stdout, from_pipe.stdout);

    let json = example("attribute").arg("--json").arg(&path).output().unwrap();
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["quotes"][0]["text"], "“The ledger is gone,”");

    let cast =
        file(&folder, "cast.json", r#"[{"id": "7", "name": "Adelaide Quill", "aliases": ["Ada Quill"]}]"#);
    let json = example("attribute").arg("--json").arg("--cast").arg(&cast).arg(&path).output().unwrap();
    assert!(text(&json.stdout).contains("\"cast\": \"7\""), "{}", text(&json.stdout));

    let none = example("attribute").arg(file(&folder, "empty.txt", "")).output().unwrap();
    assert!(none.status.success());
    assert_eq!(text(&none.stdout), "no quotations and no reported statements\n");
}

#[test]
fn attribute_says_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let says = |args: &[&str], what: &str| {
        let run = example("attribute").args(args).output().unwrap();
        assert_eq!(run.status.code(), Some(2), "{args:?}");
        assert!(text(&run.stderr).contains(what), "{args:?}: {}", text(&run.stderr));
        assert!(run.stdout.is_empty());
    };
    let path = |path: PathBuf| path.to_str().unwrap().to_owned();
    let good = path(file(&folder, "good.txt", "“No,” he said."));
    says(&["no-such-file.txt"], "cannot read no-such-file.txt");
    says(&[folder.path().to_str().unwrap()], "it is a directory");
    let latin1 = path(file(&folder, "latin1.txt", b"first line\ncaf\xe9"));
    says(&[&latin1], "not UTF-8: invalid at byte offset 14, on line 2");
    says(&["--cast", &good, &good], "is not a cast");
    let empty = path(file(&folder, "cast.json", r#"[{"id": "7", "name": ""}]"#));
    says(&["--cast", &empty, &good], "empty name");
    says(&["--genre", "opera", &good], "possible values: news, fiction");
    says(&["--min-confidence", "2", &good], "from 0 to 1");
    says(&["--jsn"], "a similar argument exists: '--json'");
    says(&[&good, &good], "Usage: attribute");
    says(&["--html", folder.path().join("no/such.html").to_str().unwrap(), &good], "cannot write");
}

#[test]
fn html_escapes_everything() {
    let folder = tempfile::tempdir().unwrap();
    let input = file(&folder, "a.txt", "“<script>alert('x')</script> & more,” said <b>Ada</b> \"Bo\".");
    let page = folder.path().join("page.html");
    let run = example("attribute").arg("--html").arg(&page).arg(&input).output().unwrap();
    assert!(run.status.success(), "{}", text(&run.stderr));
    let page = fs::read_to_string(page).unwrap();
    let body = page.split_once("<body>").unwrap().1;
    assert!(body.contains("&lt;script&gt;alert(&#39;x&#39;)"), "{body}");
    let tags: Vec<_> = body.split('<').skip(1).map(|tag| tag.split('>').next().unwrap()).collect();
    let ours =
        ["span class=\"content\"", "span class=\"cue\"", "span class=\"source\"", "/span", "/body", "/html"];
    assert!(tags.iter().all(|tag| ours.contains(tag)), "{tags:?}");
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 2, "no temporary file is left: {left:?}");
}

#[test]
fn jsonl_keeps_order_and_loses_only_what_is_bad() {
    let mut input = Vec::new();
    for i in 0..300 {
        match i {
            100 => input.extend_from_slice(b"no json\n"),
            200 => input.extend_from_slice(b"{\"id\": 200, \"text\": \"caf\xe9\"}\n"),
            250 => input.extend_from_slice(b"{\"id\": \"d250\", \"text\": 5}\n"),
            _ => {
                let line = serde_json::json!({"id": i, "text": "“No,” said Ada. ".repeat(1 + i * 37 % 50), "more": 1});
                writeln!(input, "{line}").unwrap();
            }
        }
    }
    let run = fed(example("jsonl"), &input);
    assert_eq!(run.status.code(), Some(1));
    assert_eq!(text(&run.stderr), "jsonl: 3 lines could not be read\n");
    let lines: Vec<Value> =
        text(&run.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 300);
    for (i, line) in lines.iter().enumerate() {
        match i {
            100 => assert!(line["error"].as_str().unwrap().starts_with("line 101: ")),
            200 => assert_eq!(line["error"], "line 201: invalid UTF-8 at byte offset 24 of the line"),
            250 => assert!(line["id"] == "d250" && line["error"].as_str().unwrap().starts_with("line 251: ")),
            _ => {
                assert_eq!(line["id"], i);
                assert_eq!(line["quotes"].as_array().unwrap().len(), 1 + i * 37 % 50);
            }
        }
    }
    let mut one = example("jsonl");
    one.args(["--threads", "1", "-"]);
    assert_eq!(fed(one, &input).stdout, run.stdout, "however many threads");
}

#[test]
fn jsonl_takes_a_cast_and_says_what_is_wrong_with_it() {
    let input = r#"{"id": "a", "text": "“No,” said Ada.", "cast": [{"id": "7", "name": "Ada Quill", "aliases": ["Ada"], "gender": "F", "narrator": false}]}
{"id": "b", "text": "", "cast": [{"id": "7", "name": "Ada", "aliases": [""]}]}
"#;
    let run = fed(example("jsonl"), input.as_bytes());
    let lines: Vec<Value> =
        text(&run.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0]["entities"][0]["cast"], "7");
    assert_eq!(
        lines[1],
        serde_json::json!({"id": "b", "error": "line 2: character \"7\" has an empty alias: leave it out"})
    );
}

#[test]
fn jsonl_takes_settings_for_all_lines() {
    let input = r#"{"text": "Two schools in the valley will close, council officials said on Monday."}"#;
    let read = |settings: &[&str]| {
        let mut run = example("jsonl");
        run.args(settings);
        fed(run, input.as_bytes())
    };
    let parsed = |settings: &[&str]| serde_json::from_slice::<Value>(&read(settings).stdout).unwrap();
    assert_eq!(parsed(&[])["genre"], "news");
    assert_eq!(parsed(&["--genre", "fiction"])["genre"], "fiction");
    assert_eq!(parsed(&[])["attributions"].as_array().unwrap().len(), 1);
    assert_eq!(parsed(&["--min-confidence", "1"])["attributions"], serde_json::json!([]));
    let mut refused = example("jsonl");
    refused.args(["--min-confidence", "2"]);
    let refused = refused.output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("a number from 0 to 1"), "{}", text(&refused.stderr));
}

#[test]
fn jsonl_writes_a_file_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let input = file(&folder, "in.jsonl", "{\"id\": 1, \"text\": \"“No,” he said.\"}\n");
    let output = folder.path().join("out.jsonl");
    let run = example("jsonl").arg("-o").arg(&output).arg(&input).output().unwrap();
    assert!(run.status.success() && run.stdout.is_empty());
    assert_eq!(fs::read_to_string(&output).unwrap().lines().count(), 1);

    fs::write(&output, "as it was").unwrap();
    let run = example("jsonl").arg("-o").arg(&output).arg(folder.path().join("missing")).output().unwrap();
    assert_eq!(run.status.code(), Some(2));
    assert!(text(&run.stderr).contains("cannot read"), "{}", text(&run.stderr));
    assert_eq!(fs::read_to_string(&output).unwrap(), "as it was");
    let names: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "no temporary file is left: {names:?}");

    for bad in [folder.path().to_owned(), folder.path().join("no/such/folder.jsonl")] {
        let run = example("jsonl").arg("-o").arg(&bad).arg(&input).output().unwrap();
        assert_eq!(run.status.code(), Some(2));
        assert!(text(&run.stderr).contains("cannot write"), "{}", text(&run.stderr));
        assert!(
            !text(&run.stderr).contains("at path"),
            "a name that the caller never gave: {}",
            text(&run.stderr)
        );
    }
    let run = example("jsonl").arg(folder.path()).output().unwrap();
    assert_eq!(run.status.code(), Some(2));
    assert!(text(&run.stderr).contains("it is a directory"));
}

#[test]
fn only_an_object_is_a_line() {
    let run = fed(example("jsonl"), b"[\"a\", \"No.\", []]\nnull\n{\"id\": 3}\n \n");
    let says: Vec<Value> =
        text(&run.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for (number, line) in says[..2].iter().enumerate() {
        let wanted = format!("line {}: not a JSON object, such as {{\"text\": \"…\"}}", number + 1);
        assert_eq!(line["error"], wanted);
    }
    assert_eq!(says[2], serde_json::json!({"id": 3, "error": "line 3: missing field `text` at column 9"}));
    assert_eq!((says.len(), run.status.code()), (3, Some(1)), "a blank line is none");
}

#[test]
fn an_id_comes_back_as_it_was_written() {
    for id in ["123456789012345678901234567890123", "1.10", "\"\\u00e9\"", "{\"a\": [1, null]}", "null"] {
        let input = format!("{{\"id\": {id}, \"text\": \"\"}}\n{{\"id\": {id}}}\n");
        let run = fed(example("jsonl"), input.as_bytes());
        for line in text(&run.stdout).lines() {
            assert!(line.starts_with(&format!("{{\"id\":{id},")), "{line}");
        }
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_written_to_and_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let input = file(&folder, "in.jsonl", "{\"text\": \"“No,” he said.\"}\n");
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let child = example("jsonl").arg("-o").arg(&pipe).arg(&input).spawn().unwrap();
    assert_eq!(fs::read_to_string(&pipe).unwrap().lines().count(), 1);
    assert!(child.wait_with_output().unwrap().status.success());
    assert!(!fs::metadata(&pipe).unwrap().is_file(), "still a pipe");

    let (there, link) = (file(&folder, "out.jsonl", "before"), folder.path().join("link.jsonl"));
    std::os::unix::fs::symlink(&there, &link).unwrap();
    assert!(example("jsonl").arg("-o").arg(&link).arg(&input).status().unwrap().success());
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink(), "still a link");
    assert!(fs::read_to_string(&there).unwrap().starts_with("{\"id\":null"), "the file behind it is new");
}

#[cfg(unix)]
#[test]
fn a_file_that_is_written_anew_keeps_its_rights() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let input = file(&folder, "in.jsonl", "{\"text\": \"“No,” he said.\"}\n");
    let own = file(&folder, "own.jsonl", "before");
    fs::set_permissions(&own, fs::Permissions::from_mode(0o600)).unwrap();
    let new = folder.path().join("new.jsonl");
    let rights = |path: &PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for path in [&own, &new] {
        assert!(example("jsonl").arg("-o").arg(path).arg(&input).status().unwrap().success());
    }
    assert_eq!(rights(&own), 0o600);
    assert_eq!(rights(&new), rights(&input), "as any new file");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_an_error() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let input = file(&folder, "in.jsonl", "{\"text\": \"\"}\n");
    let locked = folder.path().join("locked");
    fs::create_dir(&locked).unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o555)).unwrap();
    // Where root runs the tests every folder can be written but those of the kernel.
    let root = fs::write(locked.join("probe"), "").is_ok();
    let locked = if root { PathBuf::from("/proc") } else { locked };
    let run = example("jsonl").arg("-o").arg(locked.join("out.jsonl")).arg(&input).output().unwrap();
    assert_eq!(run.status.code(), Some(2));
    assert!(text(&run.stderr).contains("cannot write"), "{}", text(&run.stderr));
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    let line = format!("{}\n", serde_json::json!({"id": 1, "text": "“No,” said Ada. ".repeat(20)}));
    let lines = file(&folder, "in.jsonl", line.repeat(50));
    let article = file(&folder, "article.txt", "“No,” said Ada. ".repeat(50));
    for (name, input) in [("jsonl", &lines), ("attribute", &article)] {
        let mut command = example(name);
        let mut child = command.arg(input).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let run = child.wait_with_output().unwrap();
        assert_eq!(run.status.code(), Some(0), "{name}: {}", text(&run.stderr));
        assert_eq!(text(&run.stderr), "");
    }
}

#[test]
fn a_file_may_be_its_own_output() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "a.jsonl", "{\"id\": 1, \"text\": \"“No,” said Ada.\"}\n");
    let run = example("jsonl").arg("-o").arg(&path).arg(&path).output().unwrap();
    assert!(run.status.success());
    let written: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    assert_eq!(written["quotes"][0]["inner"]["text"], "No,");
}

#[test]
fn a_file_that_changes_while_it_is_read_costs_what_changed() {
    let folder = tempfile::tempdir().unwrap();
    let line = format!("{}\n", serde_json::json!({"id": 1, "text": "“No,” said Ada. ".repeat(50)}));
    for cut in [true, false] {
        let input = file(&folder, "in.jsonl", line.repeat(400));
        let mut command = example("jsonl");
        let mut child = command
            .arg("--threads=1")
            .arg(&input)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Once something has come out, the reader has the file open and is far from its end.
        let mut first = [0; 1];
        child.stdout.as_mut().unwrap().read_exact(&mut first).unwrap();
        let open = fs::OpenOptions::new().append(!cut).write(true).open(&input).unwrap();
        if cut {
            open.set_len(line.len() as u64 / 2).unwrap();
        } else {
            (&open).write_all(b"{\"id\": 1, \"te").unwrap();
        }
        let run = child.wait_with_output().unwrap();
        assert!(matches!(run.status.code(), Some(0 | 1)), "{}", text(&run.stderr));
        let rest = text(&run.stdout);
        let answers: Vec<&str> = rest.lines().skip(1).collect();
        assert!(answers.len() <= 400 && rest.ends_with('\n'), "whole lines");
        let bad = answers.iter().filter(|line| line.contains("\"error\"")).count();
        assert!(bad <= 1, "one line at most was cut through");
        for answer in answers {
            serde_json::from_str::<Value>(answer).expect("JSON");
        }
    }
}
