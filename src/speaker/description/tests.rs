use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::speaker::tests::{sources, speakers};
use crate::{Attributor, Character, Gender, Genre};

#[test]
fn a_description_is_shortened_once_it_is_known() {
    let text = "A gravelly voice answered from the stairs. “Plumber.”\n\n“We called no plumber,” said Denny.\n\n\
                “Somebody did,” said the voice.";
    assert_eq!(speakers(text), ["A gravelly voice", "Denny", "A gravelly voice"]);
}

#[test]
fn how_and_when_somebody_spoke_describes_nobody() {
    let text = "“Master?” said the old weaver at last.\n\n“Yes, sir,” said the housemaid wonderingly.";
    assert_eq!(speakers(text), ["the old weaver", "the housemaid"]);
    let text = "Having said this, Otto sat down. “A fine day,” said Greta.";
    assert_eq!(speakers(text), ["Greta"]);
}

#[test]
fn the_old_lady_is_the_old_woman() {
    let text =
        "“Who is it?” asked the old woman.\n\n“The post,” said Denny.\n\n“At last!” said the old lady.";
    assert_eq!(speakers(text), ["the old woman", "Denny", "the old woman"]);
}

#[test]
fn that_lady_has_a_name() {
    let text =
        "Mrs. Pell put down her fan.\n\n“You are late, Mrs. Pell,” said Otto.\n\n“I am,” replied that lady.";
    assert_eq!(speakers(text), ["Otto", "Mrs. Pell"]);
}

#[test]
fn his_valet_is_the_valet() {
    let text = "“There is a person below,” said his valet.\n\n“Let him wait,” said Lord Orme.\n\n“He has,” said the valet.";
    assert_eq!(speakers(text), ["his valet", "Lord Orme", "his valet"]);
}

#[test]
fn one_of_several_is_told_from_the_others() {
    let text = "A miller had three daughters, and the youngest was Annis.\n\n“Not I,” said the eldest daughter.\n\n“I \
                will,” said Annis.\n\n“Go, then,” said the others.";
    assert_eq!(speakers(text), ["the eldest daughter", "Annis", "the others"]);
}

#[test]
fn somebody_is_no_one_else() {
    let text = "“Bread!” somebody shouted.\n\n“Louder!” called a woman. Ada Quill put up her umbrella.";
    assert_eq!(speakers(text), ["somebody", "a woman"]);
}

#[test]
fn what_two_can_be_called_is_neither() {
    let text =
        "“Sit,” said the old porter. “Stand,” said the young porter. Ada laughed. “Run,” said the porter.";
    assert_eq!(speakers(text), ["the old porter", "the young porter", "the porter"]);
}

#[test]
fn he_is_the_man_who_has_no_name() {
    let text = "The man by the window had been watching the girl for some time.\n\n“Is that the Tuesday paper?” he said.\n\n\
                “Wednesday,” said the girl.\n\n“Might I have it when you’ve finished?”\n\nShe pushed it across.";
    let him = "The man by the window";
    assert_eq!(speakers(text), [him, "the girl", him]);
}

#[test]
fn what_speaks_once_is_somebody_everywhere() {
    let text = "The tortoise was king of the waterhole.\n\n“Who drinks at night?” said the tortoise.\n\n“Not I,” said the \
                zebra. The tortoise thought about this. “Then who?” he said.\n\n“Us,” said the mosquitoes.";
    assert_eq!(speakers(text), ["the tortoise", "the zebra", "the tortoise", "the mosquitoes"]);
}

#[test]
fn the_man_acts_where_no_man_has_a_name() {
    let text = "“Have you got it?” said the woman.\n\nThe man sighed. “There’s only the one copy.”\n\n“I know,” said the \
                woman.\n\nA schoolboy came up the stairs and went down again.\n\n“I never read it,” he said.";
    assert_eq!(speakers(text), ["the woman", "The man", "the woman", "The man"]);
    let text = "“There is water in the pit,” said Mrs. Binns.\n\nMr. Thackray came down. The boy held his cap. “Please, \
                sir,” he said. “Me dad sent me.”\n\n“I see,” said Mr. Thackray.";
    assert_eq!(speakers(text), ["Mrs. Binns", "The boy", "The boy", "Mr. Thackray"]);
}

#[test]
fn the_man_in_the_red_cap_is_nobody_elses_husband() {
    let text = "“Go home,” said Monsieur Pascal.\n\n“Citizens,” said the man in the red cap.";
    assert_eq!(speakers(text), ["Monsieur Pascal", "the man in the red cap"]);
}

#[test]
fn another_is_another() {
    let text = "“It knows about the map,” called Gosling.\n\n“And about my sister!” shouted another.";
    assert_eq!(speakers(text), ["Gosling", "another"]);
}

#[test]
fn he_is_whoever_has_a_name_where_somebody_has() {
    let text = "Denny had been waiting for an hour. The driver of the van slept.\n\n“Wake him,” said Ada.\n\n“You wake \
                him,” he said.";
    assert_eq!(speakers(text), ["Ada", "Denny"]);
}

#[test]
fn a_name_ends_before_a_year_and_behind_emphasis() {
    let text = "Nakagawa and Price (2014) deny that it matters.";
    assert_eq!(sources(text), ["Nakagawa and Price"]);
    let text = "The narrator of *The Tenement* said that he would lie.";
    assert_eq!(sources(text), ["The narrator of *The Tenement*"]);
    let text = "A spokesman for *The Ledger* said the paper would close.";
    assert_eq!(sources(text), ["A spokesman for *The Ledger*"]);
    let text = "*The Ledger* said the paper would close.";
    assert_eq!(sources(text), ["Ledger"]);
}

#[test]
fn the_uncle_of_the_narrator_answers() {
    let text = "I was nine the summer my uncle brought home the parrot.\n\n“What does it say?” I asked him.\n\n“Nothing \
                fit for a child,” he said, and hung the cage in the kitchen.";
    assert_eq!(speakers(text), ["I", "my uncle"]);
}

#[test]
fn the_other_is_whoever_did_not_speak_last() {
    let text = "“Sit down,” said Ada.\n\n“I had rather not,” said Ben.\n\n“Then stand,” said Ada.\n\n“Thank you,” returned \
                the other.";
    assert_eq!(speakers(text), ["Ada", "Ben", "Ada", "Ben"]);
    let text = "Miss Prewitt looked at the twins.\n\n“He did it,” said the one with the jam.\n\n“I did not,” said the other.";
    assert_eq!(speakers(text), ["the one", "the other"]);
}

/// Who says each quotation of a tale with two people known.
fn speakers_beside_a_cast(text: &str) -> Vec<String> {
    let cast = [
        Character::new("m", "Martha").gender(Gender::Female),
        Character::new("p", "Piet").gender(Gender::Male),
    ];
    let attributor = Attributor::builder().genre(Genre::Fiction).cast(cast).build().unwrap();
    let document = attributor.attribute(text);
    let name = |quote: crate::Quote<'_, '_>| quote.speaker().map_or("-".into(), |who| who.name().to_string());
    document.quotes().map(name).collect()
}

#[test]
fn beside_a_cast_somebody_else_may_speak() {
    let text = "Martha waved. Piet was asleep.\n\n“Soup?” asked the waitress.\n\n“Two,” said Martha.\n\n“It is pea,” said the \
                waitress.";
    assert_eq!(speakers_beside_a_cast(text), ["the waitress", "Martha", "the waitress"]);
    let text = "Piet rang, and Martha held the dog. An old man looked out.\n\n“We are shut,” said the old man.\n\n“It is noon,” \
                said Piet.";
    assert_eq!(speakers_beside_a_cast(text), ["the old man", "Piet"]);
}

#[test]
fn whoever_of_a_cast_is_never_named_may_be_described() {
    let text = "Piet sat down.\n\n“Soup?” asked the waitress.\n\n“One,” said Piet.";
    // She may be Martha: nobody else is made of her.
    assert_eq!(speakers_beside_a_cast(text), ["-", "Piet"]);
}
