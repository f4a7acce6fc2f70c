//! Who says what in the texts of [`snapshots`](super::snapshots): what a reader would answer.
//!
//! Each quotation is known by words of it, each speaker by a part of the name; several names are parted by `|`, and "" is
//! nobody. What is still answered wrongly is marked so, and must be wrong: where a change mends it, the mark goes.

use inquit::{Entity, Quote, attribute};

enum Answer {
    /// As a reader would say.
    Right,
    /// Not yet.
    Wrong,
}
use Answer::{Right, Wrong};

type Case = (&'static str, &'static str, Answer);

fn check(text: &str, cases: &[Case]) {
    let doc = attribute(text);
    let mut surprises = Vec::new();
    for (words, who, expected) in cases {
        let holds = |quote: &Quote<'_, '_>| quote.text().replace('\n', " ").contains(words);
        let quote = doc
            .quotes()
            .filter(holds)
            .min_by_key(|quote| quote.text().len())
            .unwrap_or_else(|| panic!("no quotation holds {words:?}"));
        let found = quote.speaker().map_or("", Entity::name);
        let right =
            if who.is_empty() { found.is_empty() } else { who.split('|').any(|name| found.contains(name)) };
        match (right, expected) {
            (false, Right) => surprises.push(format!("{words:?}: {found:?} speaks, not {who:?}")),
            (true, Wrong) => {
                surprises.push(format!("{words:?}: {found:?} speaks, as it should: take the mark away"));
            }
            _ => {}
        }
    }
    assert!(surprises.is_empty(), "{surprises:#?}");
}

#[test]
fn newswire() {
    check(
        include_str!("texts/newswire.txt"),
        &[
            ("I wrote it down", "Delphine Okoro", Right),
            ("for reasons of economy", "Delphine Okoro", Right),
            ("always met or exceeded", "Skellen Power", Right),
            ("Hindsight is", "Marcus Thrale", Right),
            ("None of us had", "Marcus Thrale", Right),
            ("difficult to explain", "report", Right),
            ("One man, two dams", "Priya Lindqvist", Right),
            ("You will hear that", "Marcus Thrale", Right),
            ("not ask twice", "Emeka Sandoval", Right),
            ("They keep saying", "Wilhelmina Pryce", Right),
            ("It always was", "Tom Abara", Right),
            ("answer every question", "spokesman for the ministry", Right),
            ("The minister has answered", "Joao Whitcombe", Right),
            ("Skellen gate", "", Right),
        ],
    );
}

#[test]
fn feature() {
    check(
        include_str!("texts/feature.txt"),
        &[
            ("Everyone sweeps", "Osgood Bell", Right),
            ("People think bronze", "Osgood Bell", Right),
            ("for one summer", "Constance", Right),
            ("the television", "Osgood Bell", Wrong),
            ("Dad pours", "Constance", Right),
            ("The bell does", "Constance", Wrong),
            ("handed in", "Osgood Bell", Right),
            ("thirty-nine months", "Constance", Right),
            ("whispering it", "Rosalind Achebe", Right),
            ("I thought she said", "Rosalind Achebe", Wrong),
            ("small ones", "retired surveyor", Right),
            ("mind your head", "", Right),
            ("You make it", "Osgood Bell", Right),
        ],
    );
}

#[test]
fn british_novel() {
    check(
        include_str!("texts/british-novel.txt"),
        &[
            ("Mr. Pellew is not at home", "housekeeper|Grice", Right),
            ("So I was told", "Lavinia", Right),
            ("At which window", "housekeeper|Grice", Right),
            ("The one above", "Lavinia", Right),
            ("That would be", "Grice|housekeeper", Right),
            ("I did not know", "Lavinia", Wrong),
            ("No more did we", "Grice|housekeeper", Right),
            ("I say, Grice", "young man|Jasper", Right),
            ("She is,", "Lavinia", Right),
            ("Oh, Lord", "young man|Jasper", Right),
            ("Then you are not", "Lavinia", Right),
            ("The drains?", "young man|Jasper", Right),
            ("Pray sit down", "Lavinia", Right),
            ("He isn't afraid", "young man|Jasper", Right),
            ("Sold it", "Lavinia", Right),
            ("He says the vicar", "young man|Jasper", Right),
            ("Your uncle", "Lavinia", Right),
            ("By water", "Jasper", Right),
            ("He has forgotten", "Lavinia", Right),
            ("You know,", "Jasper", Right),
            ("I should like it", "Lavinia|Thorne", Right),
            ("Mr. Pellew, sir", "Grice", Right),
        ],
    );
}

#[test]
fn american_novel() {
    check(
        include_str!("texts/american-novel.txt"),
        &[
            ("You got any money", "Dell", Wrong),
            ("Eleven dollars", "Ruthanne", Right),
            ("I know whose", "Dell", Wrong),
            ("Then quit", "Ruthanne", Right),
            ("He could've", "Ruthanne", Right),
            ("Maybe he's got a bad", "Dell", Right),
            ("Maybe he's got sense", "Ruthanne", Right),
            ("Your mother said", "Dell", Wrong),
            ("She said you'd", "Ruthanne", Wrong),
            ("Water pump?", "Lyle", Right),
            ("Could be", "Dell", Right),
            ("It's the water pump", "Lyle", Right),
            ("Well, I'll be", "Lyle", Right),
            ("He tell you", "Ortega", Right),
            ("Yes, ma'am", "Dell", Right),
            ("It's him", "Ortega", Right),
            ("You keep that", "Ortega", Right),
            ("Ruthanne.", "Ruthanne", Right),
            ("That's my sister", "Ortega", Right),
            ("And you.", "Ortega", Right),
            ("I know which end", "Dell", Wrong),
            ("Huh,", "Lyle", Right),
            ("Dell's all right", "Ruthanne", Right),
            ("I'll tell him", "Ortega", Right),
            ("You hear that", "Lyle", Right),
            ("Hand me", "Dell", Wrong),
        ],
    );
}

#[test]
fn interview() {
    check(
        include_str!("texts/interview.txt"),
        &[
            ("You have said", "Hallam", Right),
            ("With the sea", "Vestergaard", Right),
            ("Now you will remember", "skipper", Right),
            ("a love letter", "Critics", Right),
            ("You laughed", "Hallam", Right),
            ("Nothing,", "boy", Right),
            ("What depth", "Vestergaard", Right),
            ("Six and a half", "boy", Right),
            ("Then write", "Vestergaard", Right),
        ],
    );
}

#[test]
fn press_release() {
    check(
        include_str!("texts/press-release.txt"),
        &[
            ("This is not nostalgia", "Oyelaran", Right),
            ("We were asked", "Declan Stead", Right),
            ("Every summer", "Gwendolyn Tait", Right),
            ("shall be carried", "trust", Wrong),
            ("exemplary", "National Heritage Rail Fund", Right),
            ("When I first", "Yusuf Carrow", Right),
            ("I have seldom", "Yusuf Carrow", Right),
            ("One viaduct", "Oyelaran", Right),
            ("Slow but seen", "", Right),
            ("Fernleigh Rail Trust / M", "", Right),
        ],
    );
}

#[test]
fn live_blog() {
    check(
        include_str!("texts/live-blog.txt"),
        &[
            ("We are not going back", "crews", Wrong),
            ("a biscuit", "Morag Tulloch", Right),
            ("kept the biscuit", "Morag Tulloch", Right),
            ("hens will be fed", "@lismoreschool", Right),
            ("kick in the teeth", "Gregor Haldane", Right),
            ("no soldiers", "Gregor Haldane", Right),
            ("tie it up himself", "Effie Rankin", Right),
            ("set foot on a boat", "Morag Tulloch", Right),
            ("the sharp end", "Morag Tulloch", Right),
            ("smoked salmon", "Dougal Frew", Right),
            ("deserve better", "Anselm Kerr", Right),
            ("They have not.", "Morag Tulloch", Right),
        ],
    );
}

#[test]
fn hearing() {
    check(
        include_str!("texts/hearing.txt"),
        &[
            ("come to order", "BRIGHAM", Right),
            ("in the sling", "Orme", Right),
            ("left will do", "BRIGHAM", Right),
            ("how long have you kept", "VANCE", Right),
            ("Thirty-one years", "Orme", Right),
            ("a gate will talk", "Orme", Right),
            ("did it talk to you", "VANCE", Right),
            ("It screamed", "Orme", Right),
            ("report that to anyone", "ASHE", Right),
            ("I rang the district", "Orme", Right),
            ("is it a noise", "young lady", Wrong),
            ("What did she say", "ASHE", Right),
            ("call back in the morning", "Orme", Right),
            ("if I may", "VANCE", Right),
            ("I have the floor", "ASHE", Right),
            ("forty seconds", "BRIGHAM", Right),
            ("calls the hinge", "ASHE", Right),
            ("adequate.", "report", Right),
            ("garden gate", "Fisk", Right),
            ("I had a child", "Fisk", Right),
            ("Congratulations", "BRIGHAM", Right),
            ("very loud", "Fisk", Right),
            ("I yield back", "ASHE", Right),
            ("Orme a chair", "BRIGHAM", Right),
        ],
    );
}
