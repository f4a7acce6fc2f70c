//! A novel as the model sees it, with the answers.

use std::fmt;
use std::iter::Sum;
use std::ops::AddAssign;

use inquit::train::speaker::{self, Limits, Node, Slot, Talk, talk};

use super::corpus::{Form, Novel};
use super::network::Network;

/// A novel with or without its cast.
pub struct Sample {
    pub novel: usize,
    pub closed: bool,
    pub talk: Talk,
    /// For each utterance, which of its candidates are right; none where the answer is not known or not among them.
    pub right: Vec<Vec<bool>>,
    /// For each gold quotation its sort and the utterance that covers most of it.
    quotes: Vec<(usize, Option<usize>)>,
}

/// An answer: how probable the model took it to be, and whether it was right.
#[derive(Clone, Copy)]
pub struct Answer {
    pub probability: f32,
    pub right: bool,
    /// By which sort of tag it was settled, where it was.
    pub settled: Option<usize>,
}

impl Sample {
    pub fn new(index: usize, novel: &Novel, closed: bool) -> Sample {
        let cast: Vec<speaker::Member> = if closed {
            novel
                .cast
                .iter()
                .map(|c| (c.name.as_str(), c.aliases.clone(), c.gender.as_str(), c.narrator))
                .collect()
        } else {
            Vec::new()
        };
        let talk = talk(&novel.text, &cast);
        let bearers: Vec<Vec<usize>> = talk
            .people
            .iter()
            .map(|person| {
                person
                    .name
                    .as_ref()
                    .map_or_else(Vec::new, |name| novel.bearers(name, novel.form != Form::Novel))
            })
            .collect();
        let mut spans: Vec<(u32, u32, usize)> = Vec::new();
        for (at, utterance) in talk.utterances.iter().enumerate() {
            spans.extend(utterance.spans.iter().map(|s| (s.start, s.end, at)));
        }
        spans.sort_unstable();
        let mut right: Vec<Vec<bool>> =
            talk.utterances.iter().map(|u| vec![false; u.candidates.len()]).collect();
        let mut quotes = Vec::new();
        for quote in &novel.quotes {
            let Some(id) = &quote.speaker else { continue };
            let covering = quote.spans.iter().find_map(|&(from, to)| {
                let first = spans.partition_point(|s| s.1 <= from);
                let overlap = |s: &&(u32, u32, usize)| s.1.min(to).saturating_sub(s.0.max(from));
                let near = spans[first..].iter().take_while(|s| s.0 < to);
                near.max_by_key(overlap).filter(|s| overlap(s) * 2 >= to - from).map(|s| s.2)
            });
            let sort = match quote.sort.as_deref() {
                Some("Explicit") => 0,
                Some("Anaphoric") => 1,
                Some(_) => 2,
                // What nobody has sorted goes by its tag.
                None => match covering.map(|at| talk.utterances[at].tag) {
                    Some(1 | 2 | 4) => 0,
                    Some(3) => 1,
                    _ => 2,
                },
            };
            quotes.push((sort, covering));
            let Some(character) = novel.cast.iter().position(|c| c.id == *id) else { continue };
            let Some(at) = covering else { continue };
            for ((entity, _), right) in talk.utterances[at].candidates.iter().zip(&mut right[at]) {
                let person = &talk.people[*entity as usize];
                *right |= if closed {
                    person.cast == Some(character as u32)
                } else {
                    bearers[*entity as usize].contains(&character)
                        || person.narrator && novel.cast[character].narrator
                };
            }
        }
        Sample { novel: index, closed, talk, right, quotes }
    }

    /// How many of the answers are among the candidates.
    pub fn reach(&self) -> Tally {
        let mut tally = Tally::default();
        for &(sort, at) in &self.quotes {
            tally.count(sort, at.is_some_and(|at| self.right[at].contains(&true)));
        }
        tally
    }

    /// The lattice of some utterances, every path open.
    pub fn lattice(&self, network: &Network, range: std::ops::Range<usize>) -> (Vec<Node>, Vec<Slot>) {
        let (mut nodes, mut slots) = (Vec::new(), Vec::new());
        for utterance in &self.talk.utterances[range] {
            let from = slots.len() as u32;
            let shared = network.sum(&utterance.shared);
            for (entity, rows) in &utterance.candidates {
                slots.push(Slot {
                    entity: *entity,
                    score: network.score(&shared, rows),
                    probability: 0.0,
                    open: true,
                });
            }
            nodes.push(Node { slots: (from, slots.len() as u32), moves: network.moves(&utterance.shared) });
        }
        (nodes, slots)
    }

    /// Answers every quotation.
    pub fn measure(&self, network: &Network, novel: &Novel, errors: usize) -> (Tally, Vec<Answer>) {
        let (nodes, mut slots) = self.lattice(network, 0..self.talk.utterances.len());
        speaker::Lattice::default().run(&nodes, &mut slots, Limits::default(), 0, None);
        let picks: Vec<Option<(usize, f32)>> = nodes
            .iter()
            .map(|n| {
                let own = &slots[n.slots.0 as usize..n.slots.1 as usize];
                let best = own.iter().enumerate().max_by(|x, y| x.1.probability.total_cmp(&y.1.probability));
                best.map(|(place, slot)| (place, slot.probability))
            })
            .collect();
        let mut tally = Tally::default();
        let mut answers = Vec::new();
        let mut shown = 0;
        let mut last = None;
        for (&(sort, at), gold) in
            self.quotes.iter().zip(novel.quotes.iter().filter_map(|q| q.speaker.as_ref()))
        {
            let pick = at.and_then(|at| Some((at, picks[at]?)));
            let right = pick.is_some_and(|(at, (place, _))| self.right[at][place]);
            tally.count(sort, right);
            if let Some((at, (_, probability))) = pick {
                answers.push(Answer { probability, right, settled: self.talk.utterances[at].settled });
            }
            if !right
                && shown < errors
                && at != last
                && let Some(at) = at
            {
                shown += 1;
                last = Some(at);
                self.show(novel, at, pick.map(|p| p.1), sort, gold);
            }
        }
        (tally, answers)
    }

    fn show(&self, novel: &Novel, at: usize, pick: Option<(usize, f32)>, sort: usize, gold: &str) {
        let gold = novel.cast.iter().find(|c| c.id == *gold).map(|c| c.name.as_str());
        let utterance = &self.talk.utterances[at];
        let name = |place: usize| {
            let person = &self.talk.people[utterance.candidates[place].0 as usize];
            match person.cast {
                Some(cast) => novel.cast[cast as usize].name.clone(),
                None => person.name.clone().unwrap_or_else(|| "(narrator)".into()),
            }
        };
        let want: Vec<String> =
            (0..utterance.candidates.len()).filter(|&p| self.right[at][p]).map(name).collect();
        let (start, end) = (utterance.spans[0].start as usize, utterance.spans.last().unwrap().end as usize);
        let bytes = novel.text.as_bytes();
        let near = String::from_utf8_lossy(&bytes[start.saturating_sub(400)..(end + 150).min(bytes.len())])
            .replace('\n', " ");
        println!(
            "- {} {} {} tag {} gold {gold:?} want {want:?} got {:?} | {near}",
            if self.closed { "closed" } else { "open" },
            novel.id,
            Tally::SORTS[sort],
            utterance.tag,
            pick.map(|(place, p)| (name(place), p)),
        );
    }
}

/// Right answers of all, by sort of quotation.
#[derive(Clone, Copy, Default)]
pub struct Tally([(u32, u32); 3]);

impl Tally {
    const SORTS: [&str; 3] = ["explicit", "anaphoric", "implicit"];

    fn count(&mut self, sort: usize, right: bool) {
        self.0[sort].0 += u32::from(right);
        self.0[sort].1 += 1;
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            mine.0 += theirs.0;
            mine.1 += theirs.1;
        }
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Tally>>(tallies: I) -> Tally {
        let mut all = Tally::default();
        tallies.for_each(|t| all += t);
        all
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |(right, all): (u32, u32)| f64::from(right) / f64::from(all.max(1));
        let all = self.0.iter().fold((0, 0), |sum, n| (sum.0 + n.0, sum.1 + n.1));
        write!(f, "all {:.3} of {}", share(all), all.1)?;
        for (sort, n) in Tally::SORTS.iter().zip(self.0) {
            write!(f, ", {sort} {:.3}", share(n))?;
        }
        Ok(())
    }
}
