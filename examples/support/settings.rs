//! The settings that both examples take.

use clap::{Args, ValueEnum};
use inquit::{Attributor, Builder, Genre, Marks};

#[derive(Args, Clone)]
pub(crate) struct Settings {
    /// What sort of text it is, instead of looking at it
    #[arg(long, value_enum)]
    genre: Option<Sort>,

    /// Which marks stand outside, instead of looking at the text
    #[arg(long, value_enum)]
    marks: Option<Outer>,

    /// Leave out attributions that are less sure than this, from 0 to 1
    #[arg(long, value_name = "P", default_value_t = 0.0)]
    min_confidence: f32,
}

#[derive(Clone, Copy, ValueEnum)]
enum Sort {
    News,
    Fiction,
}

#[derive(Clone, Copy, ValueEnum)]
enum Outer {
    Double,
    Single,
}

impl Settings {
    /// An attributor with these settings, to be given more.
    pub(crate) fn builder(&self) -> Builder {
        let genre = match self.genre {
            None => Genre::Detect,
            Some(Sort::News) => Genre::News,
            Some(Sort::Fiction) => Genre::Fiction,
        };
        let marks = match self.marks {
            None => Marks::Detect,
            Some(Outer::Double) => Marks::Double,
            Some(Outer::Single) => Marks::Single,
        };
        Attributor::builder().genre(genre).marks(marks).min_confidence(self.min_confidence)
    }
}
