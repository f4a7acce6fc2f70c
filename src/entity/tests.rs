//! Who is who: names of one person put together, names of two kept apart.

use std::string::{String, ToString};
use std::vec::Vec;
use std::{assert_eq, format};

/// The names under which the tags of a text are counted, in the order of its quotations.
fn speakers(text: &str) -> Vec<String> {
    let document = crate::attribute(text);
    document.quotes().map(|quote| quote.speaker().map_or("-".into(), |who| who.name().to_string())).collect()
}

/// Everybody in a text.
fn names(text: &str) -> Vec<String> {
    crate::attribute(text).entities().map(|entity| entity.name().to_string()).collect()
}

/// The name of whoever is mentioned by these words first.
fn name_of(text: &str, words: &str) -> String {
    let document = crate::attribute(text);
    let found = document
        .entities()
        .find(|entity| entity.mentions().any(|mention| mention.text().trim_end_matches("'s") == words));
    found.map_or("-".into(), |entity| entity.name().to_string())
}

#[test]
fn a_father_is_not_the_son_beside_him() {
    let scene = "Mr. Tolland nodded to Edmund, and Edmund looked away. ";
    let text = format!(
        "Edmund Tolland came in late. {}“Sit down,” said Mr. Tolland. “I would rather stand,” said Edmund.",
        scene.repeat(6)
    );
    assert_eq!(speakers(&text), ["Mr. Tolland", "Edmund Tolland"]);
}

#[test]
fn a_man_goes_by_his_surname_too() {
    let text = "Edmund Tolland came in late. “Sit down,” said his aunt. “I would rather stand,” said Mr. Tolland. \
                “As you like,” she said. “Thank you,” said Tolland.";
    let said = speakers(text);
    assert_eq!([&said[1], &said[3]], ["Edmund Tolland", "Edmund Tolland"]);
}

#[test]
fn the_mother_is_not_the_wife_of_her_son() {
    let visits = "Mrs. Tolland poured the tea and counted the spoons. ".repeat(8);
    let text = format!(
        "{visits}“The future Mrs. Edmund Tolland will want better cups,” said Mrs. Tolland. “Mother,” said Edmund Tolland."
    );
    assert_eq!(speakers(&text), ["Mrs. Tolland", "Edmund Tolland"]);
}

#[test]
fn mother_with_a_surname_is_nobody_who_has_a_given_name() {
    let text = "“It broke,” said Dot Brannigan. “When?” said Mother Brannigan. “At Easter,” Dot said.";
    assert_eq!(speakers(text), ["Dot Brannigan", "Mother Brannigan", "Dot Brannigan"]);
    let text = "“Sit down,” said Mother Mary Hanlon. “Thank you, Mother Hanlon,” said the girl.";
    assert_eq!(name_of(text, "Mother Hanlon"), "Mother Mary Hanlon");
}

#[test]
fn a_wife_goes_by_her_own_given_name_and_by_her_husbands_surname() {
    let visits = "Mrs. Tolland poured the tea and counted the spoons. ".repeat(8);
    let text = format!(
        "Mrs. Clara Tolland kept a shop. {visits}“Sit down,” said Mrs. Clara to the boy. “Thank you, Mrs. Tolland,” he said. \
         Mrs. Clara Tolland knew what Mrs. Clara wanted. “Drink up,” said Mrs. Tolland."
    );
    let said = speakers(&text);
    assert_eq!([&said[0], &said[2]], ["Mrs. Clara Tolland", "Mrs. Clara Tolland"]);
}

#[test]
fn pet_names_are_the_people_who_answer_to_them() {
    let text = "Elizabeth Crane shut the door. “Lizzie, you are late,” said her father. “I know it,” said Elizabeth. \
                “Lizzie, come here,” said her father.";
    assert_eq!(name_of(text, "Lizzie"), "Elizabeth Crane");
}

#[test]
fn what_leads_to_a_name_does_not_reach_over_a_preposition() {
    let text = "The study first appeared on Global Harbour Review, Ada Quill said.";
    assert_eq!(name_of(text, "Global Harbour Review"), "Global Harbour Review");
}

#[test]
fn two_alike_names_in_the_narration_are_two_people() {
    let text = "Kate Crane sat by the fire. Catherine Lowe sat by the window. Kate laughed at Catherine, and Catherine \
                laughed at Kate. “Well?” said Kate. “Well,” said Catherine.";
    assert_eq!(speakers(text), ["Kate Crane", "Catherine Lowe"]);
}

#[test]
fn names_that_merely_meet_are_two() {
    let text = "Ada smiled at Corvel. Corvel bowed to Ada. On Ada Corvel made no impression. Ada yawned, and Corvel \
                coughed. “Good day,” said Ada. “Good day,” said Corvel.";
    assert_eq!(speakers(text), ["Ada", "Corvel"]);
}

#[test]
fn a_name_is_shown_as_the_sentences_write_it() {
    let text = "CHAPTER ONE. MR. ABEL FENNICK\n\nThe rain had stopped. Mr. Abel Fennick looked out.\n\n“Fine weather,” said Mr. Fennick.";
    assert_eq!(speakers(text), ["Mr. Abel Fennick"]);
}

#[test]
fn an_officer_goes_by_a_surname() {
    let text = "Colonel Fitzroy came with Mr. Fitzroy Dale. Colonel Fitzroy bowed. Colonel Fitzroy sat down, and Mr. Dale \
                stood. “A warm evening,” said Fitzroy. “Very,” said Mr. Dale.";
    assert_eq!(speakers(text), ["Colonel Fitzroy", "Mr. Fitzroy Dale"]);
}

#[test]
fn pronouns_tell_a_surname_from_the_given_name_of_another() {
    let text = "Regina Dallow left early. Dallow lost his hat. Dallow found his coat. Dallow called for his horse. Regina \
                lost her fan. Regina asked for her shawl. “Is it late?” said Regina. “Very,” said Dallow.";
    let said = speakers(text);
    assert_eq!(said[0], "Regina Dallow");
    assert_ne!(said[1], said[0]);
}

#[test]
fn roles_stay_with_the_name() {
    let text = "Transport Minister Lena Osk said the line would open in May. “It will be dry,” said Ruben Tal, a nurse \
                from the county hospital. Osk said she hoped so. Mr. Tal laughed.";
    let document = crate::attribute(text);
    let roles = |name: &str| -> Vec<&str> {
        document.entities().filter(|who| who.name() == name).flat_map(|who| who.roles()).collect()
    };
    assert_eq!(roles("Lena Osk"), ["Transport Minister"]);
    assert_eq!(roles("Ruben Tal"), ["a nurse from the county hospital"]);
}

#[test]
fn months_are_months() {
    let text = "He came back in August. It was warm for late June, and on May 7 it had snowed. “Shut the door,” he said.";
    let document = crate::attribute(text);
    assert!(!document.entities().any(|who| ["August", "June", "May"].contains(&who.name())));
}

#[test]
fn places_are_no_people() {
    let text = "She had lived in Harwick for years, and nobody in Harwick knew her. She liked Harwick. She was at home there. \
                “Good,” said Ada. She left Harwick in spring. She died.";
    let document = crate::attribute(text);
    let place = document.entities().find(|who| who.name() == "Harwick");
    assert!(place.is_none_or(|who| who.kind() != crate::EntityKind::Person));
}

#[test]
fn a_rank_of_two_parts_is_no_name() {
    let text = "Detective-Inspector Pratt knocked. “Come in,” said James Pratt. “There are two of us,” said Ada Crewe. \
                Detective-Inspector Pratt laughed.";
    assert_eq!(name_of(text, "Detective-Inspector Pratt"), "James Pratt");
}

/// The member of the cast that goes by these words.
fn member_of(text: &str, words: &str) -> Option<String> {
    let cast = [
        crate::Character::new("lucy", "Miss Crane").alias("Lucy Grey").gender(crate::Gender::Female),
        crate::Character::new("mother", "Mrs. Crane"),
        crate::Character::new("edmund", "Edmund Tolland"),
    ];
    let attributor = crate::Attributor::builder().cast(cast).build().unwrap();
    let document = attributor.attribute(text);
    let who = document.entities().find(|who| who.mentions().any(|mention| mention.text() == words))?;
    who.character().map(|member| member.id().to_string())
}

#[test]
fn one_of_the_cast_goes_by_her_given_name_and_either_surname() {
    let text = "Mrs. Crane rang. “Tea, Lucy Crane,” said Edmund Tolland. “Yes,” said Lucy.";
    assert_eq!(member_of(text, "Lucy Crane").as_deref(), Some("lucy"));
    let married = "Lucy Tolland rang for Edmund Tolland. “Tea,” said Lucy Tolland.";
    assert_eq!(member_of(married, "Lucy Tolland").as_deref(), Some("lucy"));
    let another = "Lucy Fennick rang for Edmund Tolland. “Tea,” said Lucy Fennick.";
    assert_eq!(member_of(another, "Lucy Fennick"), None);
}

#[test]
fn one_of_the_cast_may_be_duchess_of_something() {
    for name in ["Duchess of Harwick", "The Duchess Of Harwick"] {
        let attributor =
            crate::Attributor::builder().character(crate::Character::new("1", name)).build().unwrap();
        let text = "The Duchess of Harwick snored. “I do not,” said the Duchess of Harwick.";
        let document = attributor.attribute(text);
        let speaker = document.quotes().next().and_then(|quote| quote.speaker());
        assert!(speaker.is_some_and(|who| who.character().is_some()), "{name}");
    }
}

#[test]
fn a_surname_that_is_an_ordinary_plural_is_a_surname_behind_a_title() {
    for name in ["Mr. Wells", "Mrs. Waters", "Dr. Woods", "Mr. Banks", "Captain Rivers"] {
        let attributor =
            crate::Attributor::builder().character(crate::Character::new("1", name)).build().unwrap();
        let text = alloc::format!("{name} snored. “I do not,” said {name}.");
        let speaker = attributor
            .attribute(&text)
            .quotes()
            .next()
            .and_then(|quote| quote.speaker()?.character().cloned());
        assert_eq!(speaker.map(|known| known.name().to_string()).as_deref(), Some(name));
    }
}

#[test]
fn a_given_name_finds_its_bearer_among_many_names() {
    let others = "Ada Quill met Ben Stone, Carl Wood, Dora Finch, Edmund Tal, Flora Lind, Greta Holm, Hugo Marsh and \
                  Irma Vane. Paul left. Clara left. Rose left. Walter left. ";
    let text = format!("Sheldon Osk came in late. {others}“It is cold,” said Sheldon.");
    assert_eq!(speakers(&text), ["Sheldon Osk"]);
}

#[test]
fn entities_come_in_the_order_of_the_text() {
    let text =
        "Ada Quill met Ben Stone and Carl Wood. Mr. Tal left with Dora Finch. “Good night,” said Miss Lowe.";
    let document = crate::attribute(text);
    let names: Vec<&str> = document.entities().map(|who| who.name()).collect();
    assert_eq!(names, ["Ada Quill", "Ben Stone", "Carl Wood", "Mr. Tal", "Dora Finch", "Miss Lowe"]);
}

#[test]
fn the_head_of_a_family_is_none_of_its_sons() {
    let calls = "Mr. Tolland wound the clock and went up to bed. ".repeat(30);
    let text = format!(
        "Edmund Tolland came in late. Walter Tolland slept. Edmund Tolland yawned. Edmund Tolland sat down. {calls}“Go to \
         bed,” said Mr. Tolland. “I would rather stay,” said Edmund Tolland."
    );
    assert_eq!(speakers(&text), ["Mr. Tolland", "Edmund Tolland"]);
}

#[test]
fn a_place_is_nobodys_surnames() {
    let text =
        "Margaret Harrow Fell lived at Harrow Fell. “It rains at Harrow Fell,” said Margaret Harrow Fell.";
    assert_eq!(name_of(text, "Harrow Fell"), "Harrow Fell");
    let text = "Carmen Harrow Fell left on Monday. “It rains,” said Harrow Fell. “It does,” said Carmen.";
    assert_eq!(speakers(text), ["Carmen Harrow Fell", "Carmen Harrow Fell"]);
}

#[test]
fn a_rank_alone_is_who_bears_it() {
    let text = "Lieutenant Mara Quist was made captain in the spring. “Congratulations, Captain,” said Boll. “Don't,” said \
                Quist. “Captain is captain,” said Boll. Captain Quist frowned. “Captain, Captain,” said Captain Quist.";
    assert_eq!(name_of(text, "Captain"), "Mara Quist");
    let text = "Dr. Lamb was out. “Doctor, doctor!” called Ada Quill. “Doctor is out,” said Ben Stone. “I want Doctor now.”";
    assert_eq!(name_of(text, "Doctor"), "Dr. Lamb");
}

#[test]
fn father_alone_is_no_priest() {
    let text = "Father Anselm blew out the candle. “Father is late,” said Ada Quill. “I told Father to hurry,” said her \
                brother. “I saw Father in the lane,” said Father Anselm.";
    assert_ne!(name_of(text, "Father"), "Father Anselm");
}

#[test]
fn a_pet_name_may_have_a_title() {
    let text = "Elizabeth Crane shut the door. “You are late, Miss Lizzy,” said the cook. “I know it,” said Elizabeth. \
                “There is some pie, Miss Lizzy,” said the cook.";
    assert_eq!(name_of(text, "Miss Lizzy"), "Elizabeth Crane");
}

#[test]
fn plain_miss_is_the_eldest_sister() {
    let sisters = "Ada Tolland sewed. Ada Tolland yawned, and Miss Eve Tolland watched her. ".repeat(3);
    let text = format!("{sisters}“It is raining again,” said Miss Tolland. “So it is,” said Eve.");
    assert_eq!(speakers(&text), ["Ada Tolland", "Miss Eve Tolland"]);
}

#[test]
fn a_given_name_is_the_heros_though_others_have_it_for_a_surname() {
    let text = format!(
        "{}“We shall be late,” said Marlow. “You always are,” said Mrs. Marlow.",
        "Marlow Ashby looked for his hat. ".repeat(12)
    );
    assert_eq!(speakers(&text)[0], "Marlow Ashby");
}

/// Who speaks last.
fn last(text: &str) -> String {
    speakers(text).pop().unwrap_or_default()
}

#[test]
fn who_has_two_surnames_goes_by_the_first() {
    let text = "Ramiro Etchegaray Bustos left the court by a side door. “I am innocent,” said Etchegaray.";
    assert_eq!(last(text), "Ramiro Etchegaray Bustos");
    let text = "Ramiro Osk Bustos left with his cousin, Henrik Osk. “We are innocent,” said Osk.";
    assert_eq!(last(text), "Henrik Osk");
}

#[test]
fn all_of_a_name_but_its_end_is_the_same() {
    let text =
        "Ustad Ghulam Qadir Khan closed the door. Ghulam Qadir has no pupils. “Sit,” said Ghulam Qadir.";
    assert_eq!(last(text), name_of(text, "Ustad Ghulam Qadir Khan"));
    let text = "Ada Quill Trust paid for the boat. Ada Quill never saw it. “I never saw it,” said Ada Quill.";
    assert_eq!(last(text), "Ada Quill");
}

#[test]
fn a_surname_may_stand_first() {
    let text = "Choi Hyun-woo, a lawyer, won. Lim Soo-ah lost. “It was close,” said Mr. Choi.";
    assert_eq!(last(text), "Choi Hyun-woo");
    let text = "Thomas Harper lost. “It was close,” said Mr. Thomas.";
    assert_eq!(last(text), "Mr. Thomas");
}

#[test]
fn a_name_may_hold_what_people_cry() {
    assert_eq!(last("“Nobody came,” said rubber farmer Lim Ah Kow, who is 72."), "Lim Ah Kow");
    assert_eq!(last("“Nobody came,” said Ms. Oh. Ah, well."), "Ms. Oh");
    assert_eq!(name_of("“Ah Ada, you came,” said Tom. Ada laughed.", "Ada"), "Ada");
}

#[test]
fn a_chief_is_nobodys_grandmother() {
    let text = "Nana Kwabena Osei-Tutu weaves. Osei-Tutu has woven since he was seven. He likes it. “It is a good trade,” \
                said Osei-Tutu.";
    assert_eq!(last(text), "Kwabena Osei-Tutu");
}

#[test]
fn what_owns_something_as_its_own_is_nobody() {
    let text = "Norvik cut its outlook on Thursday. Norvik blamed its rivals. Norvik shut its shops. Analyst Olivia Duarte \
                was not surprised. Norvik's explanation, she wrote, “raises questions.”";
    assert_eq!(last(text), "Olivia Duarte");
}

#[test]
fn coach_is_what_coach_brandt_is_called() {
    let text = "Coach Brandt had a whistle. “Who was that?” said Brandt. “It was Teller, Coach,” said Manny. “We have heart, \
                Coach,” said Teller. “Again,” said the coach.";
    assert_eq!(speakers(text), ["Coach Brandt", "Manny", "Teller", "Coach Brandt"]);
    let text = "Captain Teague wanted his breakfast. “It's the parrot, Cap'n,” said Gosling. “What about it?” said the captain.";
    assert_eq!(speakers(text), ["Gosling", "Captain Teague"]);
}

#[test]
fn whoever_does_so_to_herself_is_she() {
    let text =
        "Varga pulled herself along to the hatch. Okafor strapped himself in. “Ready?” said the pilot.";
    let document = crate::attribute(text);
    let gender = |name: &str| document.entities().find(|who| who.name() == name).map(|who| who.gender());
    assert_eq!(gender("Varga"), Some(crate::Gender::Female));
    assert_eq!(gender("Okafor"), Some(crate::Gender::Male));
}

#[test]
fn what_people_do_with_their_own_tells_their_gender() {
    let gender = |text: &str, name: &str| {
        let document = crate::attribute(text);
        document.entities().find(|who| who.name() == name).map(|who| who.gender())
    };
    let text = "Reyes took off her helmet. Charlie slowly shook her head. Carol rolled his eyes.";
    assert_eq!(gender(text, "Reyes"), Some(crate::Gender::Female));
    assert_eq!(gender(text, "Charlie"), Some(crate::Gender::Female));
    assert_eq!(gender(text, "Carol"), Some(crate::Gender::Male));
    // A hand that somebody takes may be anybody's.
    let text = "Charlie took her hand. Thomas kissed her head.";
    assert_eq!(gender(text, "Charlie"), Some(crate::Gender::Male));
    assert_eq!(gender(text, "Thomas"), Some(crate::Gender::Male));
}

#[test]
fn whom_a_title_or_a_party_stands_beside_is_named_without_it() {
    let text = "Gov. Marlene Stroud said no. “Yes,” she said. Rep. Hal Brandt, R-Okla., said nothing.";
    assert_eq!(speakers(text), ["Marlene Stroud"]);
    assert_eq!(name_of(text, "R-Okla"), "-");
    assert_eq!(
        name_of("Committee Chairwoman Naomi Feld said no.", "Committee Chairwoman Naomi Feld"),
        "Naomi Feld"
    );
    let text = "Manager Donna Pettifer said that it was late. “It is,” said Pettifer.";
    assert_eq!(speakers(text), ["Donna Pettifer"]);
}

#[test]
fn where_somebody_belongs_is_no_part_of_the_name() {
    let text = "“It was cooked up,” said Pamela Strand of the American Range Council. “Yes,” said Strand.";
    assert_eq!(speakers(text), ["Pamela Strand", "Pamela Strand"]);
    assert_eq!(name_of("Sen. Josie Hale of Kansas said no.", "Sen. Josie Hale"), "Josie Hale");
    assert_eq!(name_of("The Bank of England said no.", "The Bank of England"), "Bank of England");
}

#[test]
fn an_ordinary_word_is_a_name_where_a_clause_tells_of_somebody() {
    let text = "Analyst Oliver Crisp wrote a note. Crisp, who rates the shares, said: “They will fall.”";
    assert_eq!(speakers(text), ["Oliver Crisp"]);
}

#[test]
fn a_captain_is_not_the_mrs_beside_him() {
    let text = "“Sit down,” said Captain Averill. “How is Mrs. Averill?” asked Clara. “I am quite well,” said Mrs. \
                Averill.";
    assert_eq!(speakers(text), ["Captain Averill", "Clara", "Mrs. Averill"]);
    let text = "Captain Averill had a shop, and she ran it well. Captain Averill knew what she wanted. Captain Averill said what she \
                thought. “Sit down,” said Captain Averill. “Thank you, Mrs. Averill,” said Tobias.";
    assert_eq!(name_of(text, "Mrs. Averill"), "Captain Averill");
}

#[test]
fn a_lady_is_none_of_her_daughters() {
    let text = "“Sit down,” said Lady Marsden. “I had rather not, Mama,” said Miss Marsden. “Then stand,” said Lady Marsden.";
    assert_eq!(speakers(text), ["Lady Marsden", "Miss Marsden", "Lady Marsden"]);
}

#[test]
fn a_department_of_justice_is_no_judge() {
    let kind = |text: &str| {
        let document = crate::attribute(text);
        document.entities().next().map(|entity| (entity.name().to_string(), entity.kind()))
    };
    let found = kind("The Justice Department took no position. It said the search had cost a great deal.");
    assert_eq!(found, Some(("Justice Department".to_string(), crate::EntityKind::Organization)));
    let found = kind("The Des Moines Register said the search had cost a great deal.");
    assert_eq!(found, Some(("Des Moines Register".to_string(), crate::EntityKind::Organization)));
    let found = kind("Major Banks said the search had cost a great deal.");
    assert_eq!(found.map(|found| found.1), Some(crate::EntityKind::Person));
}

#[test]
fn an_ordinary_word_is_a_surname_where_it_does_what_people_do() {
    for second in
        ["Stone would not say how he would vote.", "Stone, told of the remark, laughed.", "Stone denied it."]
    {
        assert_eq!(names(&format!("Roger Stone said it was not about money.\n\n{second}")), ["Roger Stone"]);
    }
    let text = "Donna Brandt, 61, said she was a victim.\n\n“We do not discuss it,” Ms. Brandt said.";
    assert_eq!(names(text), ["Donna Brandt"]);
}

#[test]
fn a_chapter_s_number_and_a_day_are_no_part_of_a_name() {
    let text = "CHAPTER V. Nora Comes Home\n\n“I know it by heart,” said Nora. On the Friday Nora sang. Last Tuesday Nora danced.";
    assert_eq!(names(text), ["Nora"]);
}

#[test]
fn titles_alone_and_where_people_are_from_are_nobody() {
    let text = "“Certainly, Sir,” said Nora. “No, Ma'am.” Mr. and Mrs. Harper smiled. Two German waiters and a French cook ran in.";
    assert_eq!(names(text), ["Nora", "Mrs. Harper"]);
    assert_eq!(names("“Shut the gate,” said Roman. Roman smiled."), ["Roman"]);
}

#[test]
fn an_initial_is_no_other_word() {
    let text =
        "“The House will sit,” said D. N. Abara. “So be it,” said Mr. A. P. Reyes. “It will,” Abara said.";
    assert_eq!(speakers(text), ["D. N. Abara", "Mr. A. P. Reyes", "D. N. Abara"]);
    // But of oneself one says it with a full stop, too.
    let text = "“Nobody has seen it. Nor have I. It is gone,” said Ada Quill.";
    assert_eq!(speakers(text), ["Ada Quill"]);
}

#[test]
fn letters_behind_a_name_are_no_surname() {
    let text = "“It is over,” said Colm Hanratty SC, for the defence. “It is not,” said Mr. Hanratty.";
    assert_eq!(speakers(text), ["Colm Hanratty SC", "Colm Hanratty SC"]);
}

#[test]
fn his_surname_is_not_his_wifes_name() {
    let text = "Tolland sat down on a box. He was a farmer.\n\n“Emma Tolland is out in the cart,” said Mrs. Nye.\n\n“I told her \
                to come in,” said Tolland. He rubbed his chin.";
    let found = names(text);
    assert!(found.contains(&"Tolland".into()) && found.contains(&"Emma Tolland".into()), "{found:?}");
    let text =
        "Emma Tolland came in. She nodded to Bert.\n\n“Come home,” Tolland said. She took off her coat.";
    assert!(!names(text).contains(&"Tolland".into()));
}
