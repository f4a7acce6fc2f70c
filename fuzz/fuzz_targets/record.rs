//! JSON to the owned record and back: what can be read is written the same again, and nothing panics.
#![no_main]

use inquit::Record;

libfuzzer_sys::fuzz_target!(|json: &[u8]| {
    let Ok(record) = serde_json::from_slice::<Record<'_>>(json) else { return };
    let written = serde_json::to_string(&record).expect("a record can always be written");
    let again: Record<'_> = serde_json::from_str(&written).expect("what was written can be read");
    assert_eq!(again, record);
});
