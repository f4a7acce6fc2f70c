//! Logistic and softmax regression over hashed features, by AdaGrad, and the rounding to bytes.

use rayon::prelude::*;

/// One decision to learn from: the features of each candidate, the right one; a lone candidate is a yes-or-no
/// question whose answer is 0 for yes.
pub struct Question {
    pub candidates: Vec<Vec<u32>>,
    pub answer: usize,
    /// What it counts: 1 as much as one of the corpus.
    pub share: f32,
}

/// How to learn.
#[derive(Clone, Copy)]
pub struct Schedule {
    pub epochs: usize,
    /// How many orders of the questions are learnt from.
    pub orders: u64,
    pub rate: f32,
    pub decay: f32,
    /// Features of fewer questions than this learn nothing.
    pub least: u32,
}

/// Learns a table of 2^bits weights: the mean of what several orders of the questions give, which depends less on any
/// of them.
pub fn learn(questions: &[Question], bits: u32, schedule: Schedule) -> Vec<f32> {
    let rare = rare(questions, bits, schedule.least);
    let learnt: Vec<Vec<f32>> = (1..=schedule.orders)
        .into_par_iter()
        .map(|order| descend(questions, bits, schedule, &rare, order.wrapping_mul(0x2545_F491_4F6C_DD1D)))
        .collect();
    let mut mean = vec![0f32; 1 << bits];
    for weights in &learnt {
        for (sum, weight) in mean.iter_mut().zip(weights) {
            *sum += weight / schedule.orders as f32;
        }
    }
    mean
}

/// Goes through the questions in random orders that begin with `state`.
fn descend(questions: &[Question], bits: u32, schedule: Schedule, rare: &[bool], mut state: u64) -> Vec<f32> {
    let size = 1usize << bits;
    let shift = 32 - bits;
    let (mut weights, mut squares) = (vec![0f32; size], vec![1e-2f32; size]);
    let mut order: Vec<usize> = (0..questions.len()).collect();
    let mut scores = Vec::new();
    let mut mean = vec![0f32; size];
    for epoch in 0..schedule.epochs {
        for i in (1..order.len()).rev() {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            order.swap(i, (state % (i as u64 + 1)) as usize);
        }
        for &index in &order {
            let question = &questions[index];
            scores.clear();
            for features in &question.candidates {
                scores.push(features.iter().map(|f| weights[(f >> shift) as usize]).sum::<f32>());
            }
            errors(&mut scores, question);
            for (features, &error) in question.candidates.iter().zip(&scores) {
                if error.abs() < 1e-3 {
                    continue;
                }
                for f in features {
                    let at = (f >> shift) as usize;
                    if rare[at] {
                        continue;
                    }
                    let gradient = question.share * (error + schedule.decay * weights[at]);
                    squares[at] += gradient * gradient;
                    weights[at] -= schedule.rate * gradient / squares[at].sqrt();
                }
            }
        }
        // The mean of the later epochs' ends.
        if epoch * 2 >= schedule.epochs {
            for (m, w) in mean.iter_mut().zip(&weights) {
                *m += w;
            }
        }
    }
    let kept = (schedule.epochs - schedule.epochs.div_ceil(2)).max(1) as f32;
    mean.iter().map(|m| m / kept).collect()
}

/// Which weights belong to features that too few questions have.
fn rare(questions: &[Question], bits: u32, least: u32) -> Vec<bool> {
    let mut seen = vec![(0u32, 0u32); 1 << bits];
    for (index, question) in questions.iter().enumerate() {
        for f in question.candidates.iter().flatten() {
            let (last, count) = &mut seen[(f >> (32 - bits)) as usize];
            if *last != index as u32 + 1 {
                (*last, *count) = (index as u32 + 1, *count + 1);
            }
        }
    }
    seen.into_iter().map(|(_, count)| count < least).collect()
}

/// Turns scores into probabilities less what they should be.
fn errors(scores: &mut [f32], question: &Question) {
    if let [score] = scores {
        *score = 1.0 / (1.0 + (-*score).exp()) - if question.answer == 0 { 1.0 } else { 0.0 };
        return;
    }
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut mass = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - top).exp();
        mass += *score;
    }
    for (i, score) in scores.iter_mut().enumerate() {
        *score = *score / mass - if i == question.answer { 1.0 } else { 0.0 };
    }
}

/// The weights in sixteenths, one signed byte each.
pub fn round(weights: &[f32]) -> Vec<u8> {
    weights.iter().map(|w| (w * 16.0).round().clamp(-127.0, 127.0) as i8 as u8).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHEDULE: Schedule = Schedule { epochs: 20, orders: 2, rate: 0.2, decay: 0.0, least: 1 };

    fn score(weights: &[f32], features: &[u32], bits: u32) -> f32 {
        features.iter().map(|f| weights[(f >> (32 - bits)) as usize]).sum()
    }

    #[test]
    fn the_feature_that_tells_gets_the_weight() {
        let (tells, noise) = (7 << 24, 9 << 24);
        let question = |answer: usize| Question {
            candidates: vec![
                vec![if answer == 0 { tells } else { noise }],
                vec![if answer == 1 { tells } else { noise }],
            ],
            answer,
            share: 1.0,
        };
        let questions: Vec<Question> = (0..40).map(|i| question(i % 2)).collect();
        let weights = learn(&questions, 8, SCHEDULE);
        assert!(score(&weights, &[tells], 8) > score(&weights, &[noise], 8) + 1.0);
    }

    #[test]
    fn a_lone_candidate_is_a_question_of_yes_or_no() {
        let (yes, no) = (1 << 24, 2 << 24);
        let questions: Vec<Question> = (0..40)
            .map(|i| Question {
                candidates: vec![vec![if i % 2 == 0 { yes } else { no }]],
                answer: i % 2,
                share: 1.0,
            })
            .collect();
        let weights = learn(&questions, 8, SCHEDULE);
        assert!(score(&weights, &[yes], 8) > 1.0 && score(&weights, &[no], 8) < -1.0);
    }

    #[test]
    fn rounding_keeps_sixteenths_and_the_ends_of_the_range() {
        assert_eq!(round(&[0.0, 1.0, -0.5, 100.0, -100.0]), [0, 16, -8i8 as u8, 127, -127i8 as u8]);
    }
}
