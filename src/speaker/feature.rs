//! What a reader would look at to tell who speaks: the features of an utterance and of each of its candidates.

/// Every feature has a row of weights for each of its values.
macro_rules! features {
    ($($(#[$doc:meta])* $name:ident = $size:expr;)*) => {
        /// A feature, in the order of its rows in the model.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub(super) enum Feature { $($(#[$doc])* $name),* }
        const SIZES: &[u16] = &[$($size),*];
        /// Each feature's name and number of values.
        #[cfg_attr(not(feature = "train"), allow(dead_code, reason = "the trainer prints them"))]
        pub const NAMES: &[(&str, u16)] = &[$((stringify!($name), $size)),*];
    };
}

features! {
    // Of the utterance alone.
    /// Tag; whether there is one, and of which sort and gender.
    Tagged = 12;
    /// Narration in its paragraph: none, before, after, both.
    Around = 4;
    /// Paragraphs since the quotation before.
    Gap = 6;
    /// How many words it has, in steps.
    Length = 7;
    /// How many turns this talk has lasted.
    Talk = 6;
    /// Nearest turns before and after that a name tags, within the talk.
    Anchors = 25;
    /// Whether the narration right before ends in a colon.
    Colon = 2;
    /// Whether the utterance before asks, and whether this one does.
    Asks = 4;
    /// How it follows the utterance before: how far, by which sort of tag, and whether that asks.
    Turn = 48;
    /// How much is said in the text: a scene's worth, a tale's, a novel's.
    Scale = 3;
    /// What the tag's verb tells of the turn.
    Verb = 5;
    // The tag and the candidate.
    /// The description is the candidate's own, by sort of entity and of the description's head, in a novel and in a tale.
    Hit = 14;
    /// A pronoun's gender and whether the candidate's agrees, by rank among those that do.
    Agree = 24;
    /// Whether the candidate was the subject last, or before that.
    Focus = 5;
    /// A description's gender and the candidate's.
    Described = 6;
    /// The candidate is whom "his" or "her" stands for in the description.
    Owner = 5;
    /// The candidate is who the clause says is spoken to, here or in the turns before.
    Hearer = 3;
    // Narration in the same paragraph.
    /// Where the candidate is mentioned: place, role, order.
    Beat = 48;
    /// The distance to the quotation.
    Reach = 12;
    /// A pronoun as a subject there: place, and whether it can be the candidate.
    BeatPronoun = 15;
    /// What else is tagged in the paragraph: hit or miss by name, agreement by pronoun.
    Beside = 5;
    // Narration between the turn before and this one.
    Before = 32;
    BeforePronoun = 5;
    /// Narration after the paragraph.
    After = 8;
    // Mentions in speech.
    /// Called by name here, or spoken of.
    Inside = 4;
    InsideBefore = 4;
    InsideBefore2 = 4;
    InsideAfter = 4;
    InsideAfter2 = 4;
    /// The turn before, or the next, says sir or madam: gender of that and of the candidate.
    Address = 6;
    // Tags around.
    /// Named by the tag so many turns back, and in the same talk.
    Back = 12;
    Forth = 12;
    /// Gender of a pronoun tag so many turns back.
    BackPronoun = 6;
    ForthPronoun = 6;
    /// How many turns of those around a name gives to the candidate.
    Near = 8;
    /// Turns since and until the candidate is named by a tag.
    Since = 10;
    Until = 10;
    /// Turns since the candidate was called by name.
    Called = 10;
    // Standing.
    /// Rank among those mentioned in narration or called, by last mention.
    Rank = 10;
    /// Rank among all those mentioned, in speech too.
    Heard = 8;
    /// Tokens since the last mention in narration.
    Distance = 10;
    /// How much narration has dwelt on the candidate lately, and how many times more on another.
    Weight = 9;
    Outweighed = 7;
    /// Tokens until the next mention in narration.
    Ahead = 9;
    /// Share of the text's named tags.
    Share = 10;
    /// Share of the text's mentions.
    Fame = 8;
    /// What sort of entity, or which sort of noun describes somebody without a name, by gender.
    Sort = 56;
    /// What it names, and how it is said, against what the candidate is known to say.
    Topics = 9;
    Manner = 9;
    /// The narrator, by tag.
    Narrator = 5;
}

const COUNT: usize = SIZES.len();

const OFFSETS: [u16; COUNT] = {
    let mut offsets = [0; COUNT];
    let (mut at, mut sum) = (0, 0);
    while at < COUNT {
        offsets[at] = sum;
        sum += SIZES[at];
        at += 1;
    }
    offsets
};

/// How many rows there are.
pub const ROWS: usize = OFFSETS[COUNT - 1] as usize + SIZES[COUNT - 1] as usize;

/// How many rows there are of an utterance alone; they come first.
pub const SHARED: usize = OFFSETS[Feature::Hit as usize] as usize;

/// The row of a feature's value; values beyond the last count as the last.
#[inline]
pub(super) fn row(feature: Feature, value: usize) -> u16 {
    let at = feature as usize;
    match (OFFSETS.get(at), SIZES.get(at)) {
        (Some(offset), Some(size)) => offset + (value as u16).min(size - 1),
        _ => 0,
    }
}

/// Steps that double: 0, 1, 2–3, 4–7, …
#[inline]
pub(super) fn steps(n: u32) -> usize {
    (u32::BITS - n.leading_zeros()) as usize
}
