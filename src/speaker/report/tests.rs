use crate::speaker::tests::sources as speakers;
use crate::{Attributor, Genre};
use alloc::vec::Vec;

#[test]
fn a_pronoun_is_the_subject_of_the_sentence_before_it() {
    let text = "“The dam held,” said Marcus Thrale.\n\n\
                Judge Emeka Sandoval, who leads the inquiry, was not satisfied. He said the rota was missing.";
    assert_eq!(speakers(text), ["Marcus Thrale", "Emeka Sandoval"]);
    let text = "Lena Brandt met the mayor of Tarn on Monday. “We talked,” she said.";
    assert_eq!(speakers(text), ["Lena Brandt"]);
    // Of two clauses the last one's.
    let text = "The coroner did not come, and Lena Brandt blamed nobody. “They were tired,” she said.";
    assert_eq!(speakers(text).last().unwrap(), "Lena Brandt");
}

#[test]
fn a_description_is_the_name_that_explains_it() {
    let text = "“It was a test,” said the owner’s neighbour, Tom Abara. Abara said he had heard the siren.";
    assert_eq!(speakers(text), ["Tom Abara", "Tom Abara"]);
}

#[test]
fn whoever_is_named_behind_an_office_bears_it() {
    let text =
        "The Secretary of State for Health, Jane Roe, called the plan “dead”. Roe said nobody would miss it.";
    assert_eq!(speakers(text), ["Jane Roe", "Jane Roe"]);
}

#[test]
fn people_who_are_not_named_are_not_what_they_know_of() {
    let text =
        "Two people familiar with the talks said the offer had lapsed. A person close to the family said so.";
    assert_eq!(speakers(text), ["Two people familiar with the talks", "A person close to the family"]);
}

#[test]
fn the_last_thing_so_called_is_meant() {
    let text = "According to a report by the fire service, the alarm came at noon. The report calls the delay “odd.”";
    assert_eq!(speakers(text), ["a report", "a report"]);
    let text = "Officials at Corrie Bank declined to comment. In May the bank said it would lend again.";
    assert_eq!(speakers(text).last().unwrap(), "Corrie Bank");
    let text =
        "“We are out of soup,” Lena Brandt wrote on Facebook.\n\nThe harbor board said the ferry would sail.";
    assert_eq!(speakers(text), ["Lena Brandt", "The harbor board"]);
    let text = "“We saw smoke,” a spokesman said. “We saw none,” a spokeswoman for the mill said.";
    assert_eq!(speakers(text), ["a spokesman", "a spokeswoman for the mill"]);
}

#[test]
fn a_firm_is_not_its_spokesman_and_a_guest_is_who_the_guest_is() {
    let text = "“We are looking into it,” said a spokesman for the shipping company, Seaways.";
    assert_eq!(speakers(text), ["a spokesman for the shipping company"]);
    let text = "“We are looking into it,” said a spokesman for the shipping company, Tom Abara.";
    assert_eq!(speakers(text), ["Tom Abara"]);
    let text = "Our guest this week is late.\n\nOur guest is Lena Brandt, a painter. “I paint,” she says.";
    assert_eq!(speakers(text), ["Lena Brandt"]);
}

#[test]
fn who_spoke_last_goes_on() {
    let text = "“The dam held,” Marcus Thrale said on Monday.\n\n“Nobody was hurt. That is what counts.”\n\n\
                The gates were opened in May. “We learned from it.”";
    let attributor = Attributor::builder().genre(Genre::News).build().unwrap();
    let doc = attributor.attribute(text);
    assert_eq!(doc.quotes().count(), 3);
    assert!(doc.quotes().all(|quote| quote.speaker().is_some_and(|who| who.name() == "Marcus Thrale")));
}

#[test]
fn a_relative_clause_says_it_of_the_name_before_it() {
    let text = "Lena Brandt, who said the dam would hold, left on Monday. The mill hired Tom Abara, who promised \
                to stay.";
    assert_eq!(speakers(text), ["Lena Brandt", "Tom Abara"]);
}

#[test]
fn both_parts_of_an_interrupted_quotation_are_said() {
    let text =
        "“You can sell a boat,” Captain Ruth Maddox told the meeting on Tuesday, “but not buy one back.”";
    let doc = crate::attribute(text);
    let contents: Vec<&str> =
        doc.attributions().flat_map(|said| said.contents()).map(|part| part.text()).collect();
    assert_eq!(contents, ["You can sell a boat,", "but not buy one back."]);
}

#[test]
fn nobody_is_spoken_to_whom_no_clause_names() {
    let text = "“The dam held,” Marcus Thrale said in Chile.\n\n“It leaked,” said Lena Brandt.\n\n“It held,” Thrale said.";
    let attributor = crate::Attributor::builder().genre(crate::Genre::News).build().unwrap();
    let doc = attributor.attribute(text);
    assert_eq!(doc.quotes().filter(|quote| quote.speaker().is_some()).count(), 3);
    assert!(doc.quotes().all(|quote| quote.addressee().is_none()));
}

#[test]
fn whom_a_phrase_belongs_to_does_not_say_what_others_say() {
    let text = "Leland Brandt is shy. His enemies say he would sell his mother. Mr. Brandt's defenders say he is kind.";
    assert_eq!(speakers(text), ["His enemies", "Mr. Brandt's defenders"]);
    let text = "The border is shut, its foreign minister said. Ada Quill said she was taken by surprise.";
    assert_eq!(speakers(text)[0], "its foreign minister");
}

#[test]
fn someone_who_says_it_is_someone() {
    let text = "The letters were given to The Post by someone who said he was ill.";
    assert_eq!(speakers(text), ["someone"]);
    let text = "Augusta Brandt, a nurse who said that the river was deep, died on Tuesday.";
    assert_eq!(speakers(text), ["Augusta Brandt"]);
}

#[test]
fn whoever_is_asked_answers_and_nobody_in_an_aside() {
    let text = "Senator Ada Quill was late. When a reporter asked her about the report, she replied that it was false.";
    assert_eq!(speakers(text).last().unwrap(), "Ada Quill");
    let text = "Analysts at the Vantage Group say that a war is unlikely. In a note to clients, they argued that it was \
                too dear.";
    assert_eq!(speakers(text).last().unwrap(), "Analysts at the Vantage Group");
}

#[test]
fn a_nominee_is_the_only_one_named() {
    let text = "Gov. Harlan Brandt stood on a wagon. The Republican nominee accused his rival of “arson.”";
    assert_eq!(speakers(text), ["Harlan Brandt"]);
    let text = "Gov. Harlan Brandt met Ada Quill. The Republican nominee accused the press of “arson.”";
    assert_eq!(speakers(text), ["The Republican nominee"]);
}

#[test]
fn a_source_that_opens_with_a_bracket_has_a_name_all_the_same() {
    let text = "officials …':(the old general said warned .warned U.S. “One\n\n“two,” she said. ";
    assert!(speakers(text).iter().all(|name| !name.is_empty()), "{:?}", speakers(text));
    assert!(crate::attribute(text).entities().all(|entity| entity.aliases().all(|alias| !alias.is_empty())));
}

#[test]
fn whoever_is_not_named_is_nobody_who_was() {
    let text = "One minister said it was late. Another, asked whether he should go, said there was time.";
    assert_eq!(speakers(text).last().unwrap(), "Another");
    let text = "The court closed in May. Others see it as a turning point.";
    assert_eq!(speakers(text).last().unwrap(), "Others");
    let text = "The Austrian corps lost. Austrian records put the number of dead at 3,000.";
    assert_eq!(speakers(text).last().unwrap(), "Austrian records");
}

#[test]
fn a_county_names_no_sheriff() {
    let text = "A sheriff in Marlow County, Georgia, announced that drivers would be fined.";
    assert!(speakers(text)[0].starts_with("A sheriff in Marlow County"), "{:?}", speakers(text));
}

#[test]
fn whoever_is_named_between_commas_before_a_verb_is_its_subject() {
    let text = "The road from Pirak to Shuvan is long, and my driver, Mr. Abara, told me that it was shut.\n\nThe priest, he explained, \
                was in the car.";
    assert_eq!(speakers(text).last().unwrap(), "Mr. Abara");
}

#[test]
fn whom_the_team_has_is_whom_the_report_is_about() {
    let text = "Stuart Harkness said he was tired.\n\nThe Calder manager locked the door and admitted that it was late.";
    assert_eq!(speakers(text).last().unwrap(), "Stuart Harkness");
    let text = "Calder were two down, Tom Abara heading in before Luca Rossini was allowed to score. “I felt rude,” the Italian \
                said.";
    assert_eq!(speakers(text).last().unwrap(), "Luca Rossini");
}

#[test]
fn an_office_is_whom_the_text_names_with_it_later() {
    let text = "Gunmen shot at the house of Kasaria's prime minister after he announced that he would go. Prime Minister Joseph \
                Okemba was unharmed.";
    assert!(speakers(text).contains(&"Joseph Okemba".into()), "{:?}", speakers(text));
    // Two of them, or any one of many: nobody can tell.
    let text = "The mayor said that the mill would close. Mayor Ada Brandt left. Mayor Tom Abara came.";
    assert_eq!(speakers(text).first().unwrap(), "The mayor");
}

#[test]
fn whom_somebody_asked_is_he_of_whom_they_tell() {
    let text = "Ellie Brandt asked her assistant, Ray Coe, not to mention it to the players.\n\n“So he mentioned it,” she said. “He \
                said, ‘Lads, forget it.’”";
    assert!(speakers(text).contains(&"Ray Coe".into()), "{:?}", speakers(text));
}

#[test]
fn who_laughs_before_a_quotation_says_it() {
    let text = "“It was small,” Lena Brandt says.\n\nBen Abara, her co-star, laughs at the very idea. “It was a box.”";
    let attributor = Attributor::builder().genre(Genre::News).build().unwrap();
    let doc = attributor.attribute(text);
    assert_eq!(doc.quotes().next_back().unwrap().speaker().unwrap().name(), "Ben Abara");
}

#[test]
fn of_what_begins_the_sentence_somebody_says_something() {
    let text = "Lena Brandt thinks so. A creature that counts its days, she says, “is a creature.”";
    assert_eq!(speakers(text).last().unwrap(), "Lena Brandt");
}

#[test]
fn two_names_are_they() {
    let text = "Brandt and Liu (2014) come near it, although they caution that their sample was small.";
    assert_eq!(speakers(text).last().unwrap(), "Brandt and Liu");
}

#[test]
fn a_second_verb_is_its_subjects() {
    let text = "The clerk told me to wait. He read it twice, and asked who had signed it.";
    assert!(!speakers(text).contains(&"-".into()), "{:?}", speakers(text));
}
