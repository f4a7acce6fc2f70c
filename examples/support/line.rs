//! One line in, one line out: a document as JSON becomes what was found in it as JSON.

use std::str;

use inquit::{Builder, Character, Record, Scratch};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// As it was written: a number of forty digits is an id too.
type Id = Option<Box<RawValue>>;

#[derive(Deserialize)]
struct Input {
    #[serde(default)]
    id: Id,
    text: String,
    #[serde(default)]
    cast: Vec<Character>,
}

/// What is still read of a line that has no text.
#[derive(Deserialize)]
struct Identified {
    id: Id,
}

#[derive(Serialize)]
struct Success<'a> {
    id: &'a Id,
    #[serde(flatten)]
    record: Record<'a>,
}

/// Why a line gave nothing.
#[derive(Serialize)]
pub(crate) struct Failure {
    id: Id,
    error: String,
}

/// What is found in the document of this line, or why it cannot be read.
pub(crate) fn attribute(
    line: &[u8],
    number: usize,
    settings: Builder,
    scratch: &mut Scratch,
) -> Result<Vec<u8>, Failure> {
    let fail = |id: Id, what: String| Failure { id, error: format!("line {number}: {what}") };
    let line = str::from_utf8(line).map_err(|error| {
        fail(None, format!("invalid UTF-8 at byte offset {} of the line", error.valid_up_to()))
    })?;
    // An array of the three would be read as well.
    if !line.trim_start().starts_with('{') {
        return Err(fail(None, String::from("not a JSON object, such as {\"text\": \"…\"}")));
    }
    let input: Input = serde_json::from_str(line).map_err(|error| {
        // The id, if that much can be read, so that the caller knows which document it was.
        let id = serde_json::from_str(line).ok().and_then(|line: Identified| line.id);
        let what = error.to_string();
        fail(id, what.replace(" at line 1 column ", " at column "))
    })?;
    let attributor = settings.cast(input.cast).build();
    let attributor = attributor.map_err(|error| fail(input.id.clone(), error.to_string()))?;
    let doc = attributor.attribute_with(scratch, &input.text);
    let success = Success { id: &input.id, record: Record::from(&doc) };
    serde_json::to_vec(&success).map_err(|error| fail(input.id.clone(), error.to_string()))
}
