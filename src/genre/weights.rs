//! What each sort of token weighs: written by the trainer, `cargo run -rp inquit-train -- genre`.

#[rustfmt::skip]
pub(super) static WEIGHTS: [i8; super::SORTS] = [-11, -32, -2, 10, 79, 77, -6, -7, -61, 29, 127, 102, 50, 46, 45, -52, -4, 24, 110, 3, -79, -84, -17];
