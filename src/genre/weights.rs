//! What each sort of token weighs: written by the trainer, `cargo run -rp inquit-train -- genre`.

#[rustfmt::skip]
pub(super) static WEIGHTS: [i8; super::SORTS] = [-19, -35, -5, 24, 76, 63, -1, 6, -33, 56, 107, 86, 62, 16, -13, -17, 67, 54, 8, -14, 26, 3, 49, -22, -4, -10, -6, 5, 27, 127, -8, -85, -78, -15];
