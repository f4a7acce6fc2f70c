//! Texts for the benches: generated from a seed at the proportions of real prose, with the answers they must give.
//!
//! A novel has about one quotation in 330 bytes, a third of them tagged with a name and a quarter with a pronoun;
//! news has about one attribution in 190 bytes. Lines of the novel wrap at 72 columns, as Project Gutenberg's do.
#![allow(dead_code, reason = "each bench uses some of these")]

use std::fmt::Write as _;

/// A generated text, and how many quotations its maker put into it.
pub(crate) struct Made {
    pub(crate) text: String,
    pub(crate) quotations: usize,
}

const GIVEN: &[(&str, char)] = &[
    ("Margaret", 'F'),
    ("Henry", 'M'),
    ("Lucy", 'F'),
    ("Thomas", 'M'),
    ("Clara", 'F'),
    ("Edward", 'M'),
    ("Harriet", 'F'),
    ("Philip", 'M'),
    ("Susan", 'F'),
    ("Walter", 'M'),
    ("Rachel", 'F'),
    ("Martin", 'M'),
];
const SURNAMES: &[&str] = &[
    "Aldous",
    "Brandreth",
    "Calloway",
    "Dunmore",
    "Eastlake",
    "Farrow",
    "Gresham",
    "Holloway",
    "Ingram",
    "Kestrel",
    "Lorimer",
    "Marchbanks",
    "Norwood",
    "Ormsby",
    "Pettigrew",
    "Quillan",
    "Rowntree",
    "Selwyn",
    "Tarrant",
    "Umfrey",
];
const TAGS: &[&str] =
    &["said", "said", "said", "said", "asked", "replied", "cried", "answered", "whispered", "returned"];
const ROLES: &[&str] = &[
    "a spokeswoman for the harbour board",
    "the county's chief engineer",
    "who runs a bakery near the station",
    "a lecturer in marine law",
    "the council's deputy leader",
];
const NARRATION: &[&str] = &[
    "The rain had stopped before noon, and a thin light lay along the wet slates of the stable roof.",
    "Nothing moved in the lane except a cart that had lost one wheel and waited for another.",
    "It was the custom of the house to dine late on Thursdays, when the post came up from the coast.",
    "On the table stood a lamp, two cups without saucers, and the letter that had begun the whole trouble.",
    "For some minutes they walked beside the wall without a word, each of them counting the gates.",
    "The garden had been let go, and roses climbed where the pear trees used to be.",
    "A dog barked twice behind the chapel, thought better of it, and lay down again in the dust.",
    "There was a smell of varnish in the hall, and somewhere above a clock was being wound.",
];
const SPEECH: &[&str] = &[
    "I have not the least idea where he keeps it",
    "You might have told me before the boat went",
    "It is a long way to carry a piano",
    "Nobody in this parish would lend him a spade",
    "We could be there by Friday if the road holds",
    "They never asked me what I wanted",
    "There is more money in eels than you would think",
    "Leave the window open, for the heat is dreadful",
];
const BEATS: &[&str] = &[
    "put down the basket",
    "looked out at the yard",
    "laughed a little",
    "turned the page",
    "drew on a glove",
];
const STATEMENTS: &[&str] = &[
    "the ferry would sail again once the pier has been inspected",
    "the new tariff will cost an average household forty crowns a year",
    "no decision had been taken on the school's future",
    "the figures for March were better than the ministry feared",
    "repairs to the viaduct should be finished before the first frost",
];
const NEWS_QUOTES: &[&str] = &[
    "We have waited eleven years for this bridge",
    "Nobody told the residents what was in the water",
    "This budget leaves our smallest harbours with nothing",
    "It is the right plan at the wrong price",
    "The numbers do not support that conclusion",
];
const REPORTED: &[&str] = &["said", "said", "said", "argued", "warned", "added", "suggested", "insisted"];

/// A generator of pseudo-random numbers: xorshift, so that every machine makes the same text.
struct Seed(u64);

impl Seed {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % below
    }

    fn pick<'t, T: ?Sized>(&mut self, from: &[&'t T]) -> &'t T {
        from[self.next(from.len())]
    }
}

/// The people of a generated text: given name, surname, gender.
fn people(count: usize) -> Vec<(&'static str, &'static str, char)> {
    (0..count)
        .map(|i| {
            let (given, gender) = GIVEN[i % GIVEN.len()];
            (given, SURNAMES[(i + i / GIVEN.len()) % SURNAMES.len()], gender)
        })
        .collect()
}

/// A novel of at least `bytes`, with straight double marks, hard-wrapped.
pub(crate) fn novel(bytes: usize, seed: u64) -> Made {
    let mut seed = Seed(seed | 1);
    let cast = people(24);
    let (mut text, mut quotations) = (String::with_capacity(bytes + 4096), 0);
    let mut scene = 0;
    while text.len() < bytes {
        if seed.next(12) == 0 {
            scene = seed.next(cast.len());
        }
        let who = cast[(scene + seed.next(2)) % cast.len()];
        let mut paragraph = String::new();
        match seed.next(9) {
            0 | 1 => {
                for _ in 0..2 + seed.next(5) {
                    let _ = write!(paragraph, "{} ", seed.pick(NARRATION));
                }
                let _ = write!(paragraph, "{} {}.", who.0, seed.pick(BEATS));
            }
            2 | 3 => {
                let _ = write!(paragraph, "\"{},\" {} {}.", seed.pick(SPEECH), seed.pick(TAGS), who.0);
                quotations += 1;
            }
            4 => {
                let she = if who.2 == 'F' { "she" } else { "he" };
                let _ = write!(
                    paragraph,
                    "\"{},\" {she} {}. \"{}.\"",
                    seed.pick(SPEECH),
                    seed.pick(TAGS),
                    seed.pick(SPEECH)
                );
                quotations += 2;
            }
            5 => {
                let _ =
                    write!(paragraph, "{} {} {}. \"{}!\"", who.0, who.1, seed.pick(BEATS), seed.pick(SPEECH));
                quotations += 1;
            }
            _ => {
                let _ = write!(paragraph, "\"{}. {}.\"", seed.pick(SPEECH), seed.pick(SPEECH));
                quotations += 1;
            }
        }
        wrap(&paragraph, 72, &mut text);
        text.push('\n');
    }
    Made { text, quotations }
}

/// A news article of about 3.5 KB with curly marks, one paragraph a line.
pub(crate) fn article(seed: u64) -> Made {
    let mut seed = Seed(seed | 1);
    let (mut text, mut quotations) = (String::with_capacity(4096), 0);
    let cast = people(GIVEN.len());
    let main = cast[seed.next(cast.len())];
    let _ = writeln!(text, "Council weighs new rules for the harbour\n");
    while text.len() < 3500 {
        let who = if seed.next(3) == 0 { cast[seed.next(cast.len())] } else { main };
        let (verb, say) = (seed.pick(REPORTED), seed.pick(NEWS_QUOTES));
        match seed.next(6) {
            0 => {
                let _ = writeln!(
                    text,
                    "“{say},” {} {} {verb} on Tuesday. “{}.”\n",
                    who.0,
                    who.1,
                    seed.pick(NEWS_QUOTES)
                );
                quotations += 2;
            }
            1 => {
                let _ = writeln!(text, "“{say},” {verb} {} {}, {}.\n", who.0, who.1, seed.pick(ROLES));
                quotations += 1;
            }
            2 => {
                let _ = writeln!(text, "{} {} that {}.\n", who.1, verb, seed.pick(STATEMENTS));
            }
            3 => {
                let _ = writeln!(
                    text,
                    "According to {} {}, {}. {}\n",
                    who.0,
                    who.1,
                    seed.pick(STATEMENTS),
                    seed.pick(NARRATION)
                );
            }
            4 => {
                let _ = writeln!(
                    text,
                    "{} {} The committee meets again in May.\n",
                    seed.pick(NARRATION),
                    seed.pick(NARRATION)
                );
            }
            _ => {
                let she = if who.2 == 'F' { "she" } else { "he" };
                let _ =
                    writeln!(text, "{} {} called the plan a mistake. “{say},” {she} {verb}.\n", who.0, who.1);
                quotations += 1;
            }
        }
    }
    Made { text, quotations }
}

/// A stream of news articles of at least `bytes` in all.
pub(crate) fn stream(bytes: usize) -> Vec<Made> {
    let mut made: Vec<Made> = Vec::new();
    let mut size = 0;
    while size < bytes {
        let next = article(7919 * (made.len() as u64 + 1));
        size += next.text.len();
        made.push(next);
    }
    made
}

/// A message of about 500 bytes: what an alert or a chat line costs.
pub(crate) fn message() -> Made {
    let mut text = String::from(
        "Ferry services between Port Ellery and the islands stay suspended until Thursday, the operator said. \
         “We know what this means for the farms,” harbour master Judith Calloway told reporters at the quay. She \
         added that a relief vessel would leave at dawn with feed and post. The council has asked for a report, and \
         suggested that it be published. “Nobody should have to guess,” Councillor Edward Farrow said. His party \
         wants the old pier closed for good.",
    );
    text.push('\n');
    Made { text, quotations: 2 }
}

/// The texts that break parsers which look back or ahead without a bound, each about `bytes` long.
pub(crate) fn pathological(bytes: usize) -> Vec<(&'static str, String)> {
    let repeat = |unit: &str| unit.repeat(bytes.div_ceil(unit.len()));
    let behind = |first: &str, unit: &str| first.to_owned() + &repeat(unit);
    vec![
        ("one mark", repeat("\"")),
        ("alternating marks", repeat("“‘")),
        ("alternating straight marks", repeat("\"'")),
        ("nested openers", repeat("“a ")),
        ("said said said", repeat("said ")),
        ("one name", repeat("Anna Brandt ")),
        ("different names", distinct(bytes, |name| format!("{name} and "))),
        ("a word a paragraph", repeat("word\n\n")),
        ("one endless paragraph", repeat("“Yes,” he said, and she left. ")),
        ("one endless token", repeat("a")),
        ("different speakers", distinct(bytes, |name| format!("“So it is,” said {name}.\n\n"))),
        ("untagged turns", repeat("“Then go.”\n\n“I will not.”\n\n")),
        ("unclosed paragraphs", repeat("“And then\n\n")),
        ("apostrophes", repeat("'tis the boys' ")),
        ("empty brackets", behind("“a ", "()")),
        ("a narrator's dashes", behind("—Hi, said Tam. He was ", "— b ")),
        ("stone after stone", behind("He said ", "the stone ")),
        ("according to", repeat("according to the mayor, ")),
        ("quotations in a quotation", behind("He said “", "‘yes,’ said he, ")),
        ("quotations that lines cut off", behind("He said\n", "“a\n")),
        ("titles in one sentence", repeat("he had a book called “A” and “B”, ")),
        ("clauses in one sentence", repeat("he said that it was late, she thought, and ")),
        ("tags before open speech", repeat("“And so,” he said. “Then.\n\n")),
        ("everybody asks", distinct(bytes, |name| format!("“Why?” said {name}.\n\n“What?”\n\n"))),
    ]
}

/// The texts whose cost a byte must not grow: prose, and what breaks parsers.
pub(crate) fn growing(bytes: usize) -> Vec<(&'static str, String)> {
    let prose = [("novel", novel(bytes, 11).text), ("untagged novel", conversation(bytes))];
    prose.into_iter().chain(pathological(bytes)).collect()
}

/// People talk on and on, and nobody says who; now and then a name falls. All of them speak at the start, since more
/// people to choose from cost more.
fn conversation(bytes: usize) -> String {
    let mut seed = Seed(17);
    let mut text = String::with_capacity(bytes + 4096);
    for (name, _) in GIVEN {
        let _ = writeln!(text, "“{},” said {name}.\n", seed.pick(SPEECH));
    }
    while text.len() < bytes {
        let _ = writeln!(text, "“{}.”\n", seed.pick(SPEECH));
        if seed.next(40) == 0 {
            let _ = writeln!(text, "“{},” said {}.\n", seed.pick(SPEECH), GIVEN[seed.next(GIVEN.len())].0);
        }
    }
    text
}

/// Ever new people, each in a line of its own making.
fn distinct(bytes: usize, line: impl Fn(&str) -> String) -> String {
    let mut text = String::with_capacity(bytes + 64);
    let mut n = 0usize;
    while text.len() < bytes {
        let mut name = String::from("B");
        let mut rest = n;
        for _ in 0..4 {
            name.push(char::from(b"aeiou"[rest % 5]));
            name.push(char::from(b"bdfklmnrst"[rest / 5 % 10]));
            rest /= 50;
        }
        text.push_str(&line(&name));
        n += 1;
    }
    text
}

/// A user's own text, where `INQUIT_BENCH_TEXT` names a file.
pub(crate) fn own() -> Option<String> {
    let path = std::env::var_os("INQUIT_BENCH_TEXT")?;
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(text),
        Err(error) => panic!("INQUIT_BENCH_TEXT={}: {error}", path.to_string_lossy()),
    }
}

fn wrap(paragraph: &str, columns: usize, out: &mut String) {
    let mut column = 0;
    for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
        if column > 0 && column + 1 + word.len() > columns {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += word.len();
    }
    out.push('\n');
}
