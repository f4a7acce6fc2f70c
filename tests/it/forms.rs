//! Texts whose form is unlike that of novels and articles: odd marks and dashes, markup and broken lines, plays and
//! subtitles, chats and mails, records of what was said, old prose, and texts in which nobody speaks.
//!
//! The files under `forms/` have the format of `newsroom/`.

use inquit::Genre;

use crate::newsroom::cases;

cases! {
    "forms", Genre::Detect, but []; marks, dashes, layout, stage, chat, record, old, mute, short, second, modern, shelves, rooms, torn, fireside, essays, threads,
scraps, }
