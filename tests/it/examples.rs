//! The examples as programs: what they print, how they end, what they leave behind.

use std::fs;
use std::io::Write;
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
    says(&["--genre", "opera", &good], "news or fiction");
    says(&["--min-confidence", "2", &good], "from 0 to 1");
    says(&["--nonsense"], "usage: attribute");
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
    }
    let run = example("jsonl").arg(folder.path()).output().unwrap();
    assert_eq!(run.status.code(), Some(2));
    assert!(text(&run.stderr).contains("it is a directory"));
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
    if fs::write(locked.join("probe"), "").is_ok() {
        return; // root writes anywhere
    }
    let run = example("jsonl").arg("-o").arg(locked.join("out.jsonl")).arg(&input).output().unwrap();
    assert_eq!(run.status.code(), Some(2));
    assert!(text(&run.stderr).contains("cannot write"), "{}", text(&run.stderr));
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_failure() {
    let line = format!("{}\n", serde_json::json!({"id": 1, "text": "“No,” said Ada. ".repeat(200)}));
    let folder = tempfile::tempdir().unwrap();
    let input = file(&folder, "in.jsonl", line.repeat(200));
    for command in [
        {
            let mut c = example("jsonl");
            c.arg(&input);
            c
        },
        {
            let mut c = example("attribute");
            c.arg(&input);
            c
        },
    ] {
        let mut command = command;
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let run = child.wait_with_output().unwrap();
        assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
        assert_eq!(text(&run.stderr), "");
    }
}
