//! The scorer's figures that a training run is steered by.

use std::collections::BTreeSet;

use inquit::train::news::{Found, Text};

use super::gold::{Document, trim};

/// Spans found, predicted and annotated.
#[derive(Clone, Copy, Default)]
pub struct Count {
    pub right: usize,
    pub predicted: usize,
    pub gold: usize,
}

impl Count {
    pub fn f1(self) -> f64 {
        2.0 * self.right as f64 / (self.predicted + self.gold).max(1) as f64
    }
}

impl std::fmt::Display for Count {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let p = self.right as f64 / self.predicted.max(1) as f64;
        let r = self.right as f64 / self.gold.max(1) as f64;
        write!(f, "P {p:.3} R {r:.3} F1 {:.3}", self.f1())
    }
}

type Spans = BTreeSet<(usize, usize)>;

/// Source, cue and content.
pub fn add(counts: &mut [Count; 3], document: &Document, text: &Text, found: &[Found]) {
    let raw = &document.text;
    let mut gold: [Spans; 3] = Default::default();
    for a in &document.attributions {
        for (spans, set) in [&a.source, &a.cue, &a.content].into_iter().zip(&mut gold) {
            set.extend(spans.iter().filter_map(|&s| trim(raw, s)));
        }
    }
    let mut predicted: [Spans; 3] = Default::default();
    for f in found {
        let spans = |run: &std::ops::Range<usize>| trim(raw, text.bytes(run));
        predicted[0].extend(f.source.as_ref().and_then(spans));
        predicted[1].extend(spans(&f.cue));
        predicted[2].extend(f.left.as_ref().and_then(spans));
        predicted[2].extend(f.right.as_ref().and_then(spans));
    }
    for ((count, gold), predicted) in counts.iter_mut().zip(&gold).zip(&predicted) {
        count.right += gold.intersection(predicted).count();
        count.gold += gold.len();
        count.predicted += predicted.len();
    }
}
