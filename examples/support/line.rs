//! One line in, one line out: a document as JSON becomes what was found in it as JSON.

use std::str;

use inquit::{Attributor, Character, Record, Scratch};
use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Deserialize)]
struct Input {
    #[serde(default)]
    id: Value,
    text: String,
    #[serde(default)]
    cast: Vec<Character>,
}

#[derive(Serialize)]
struct Success<'a> {
    id: &'a Value,
    #[serde(flatten)]
    record: Record<'a>,
}

/// Why a line gave nothing.
#[derive(Serialize)]
pub(crate) struct Failure {
    id: Value,
    error: String,
}

/// What is found in the document of this line, or why it cannot be read.
pub(crate) fn attribute(line: &[u8], number: usize, scratch: &mut Scratch) -> Result<Vec<u8>, Failure> {
    let fail = |id: Value, what: String| Failure { id, error: format!("line {number}: {what}") };
    let line = str::from_utf8(line).map_err(|error| {
        fail(Value::Null, format!("invalid UTF-8 at byte offset {} of the line", error.valid_up_to()))
    })?;
    let input: Input = serde_json::from_str(line).map_err(|error| {
        // The id, if that much can be read, so that the caller knows which document it was.
        let id =
            serde_json::from_str(line).ok().and_then(|mut value: Value| Some(value.get_mut("id")?.take()));
        let what = error.to_string();
        fail(id.unwrap_or_default(), what.replace(" at line 1 column ", " at column "))
    })?;
    let attributor = Attributor::builder().cast(input.cast).build();
    let attributor = attributor.map_err(|error| fail(input.id.clone(), error.to_string()))?;
    let doc = attributor.attribute_with(scratch, &input.text);
    let success = Success { id: &input.id, record: Record::from(&doc) };
    serde_json::to_vec(&success).map_err(|error| fail(input.id.clone(), error.to_string()))
}
