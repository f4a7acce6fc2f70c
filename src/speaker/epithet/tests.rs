use alloc::string::String;

use crate::speaker::tests::speakers;

#[test]
fn the_colonel_is_whoever_has_that_title() {
    let text =
        "Colonel Fitzroy came in with Mrs. Dale. “A warm evening,” said the colonel. “Very,” said Mrs. Dale.";
    assert_eq!(speakers(text), ["Colonel Fitzroy", "Mrs. Dale"]);
}

#[test]
fn a_colonel_may_be_anybody() {
    let text =
        "Colonel Fitzroy came in with Mrs. Dale. “A warm evening,” said a colonel from the next table.";
    assert_eq!(speakers(text), ["a colonel from the next table"]);
}

#[test]
fn the_colonel_of_many_chapters_ago_is_forgotten() {
    let text = |days: usize| {
        let quiet = "It rained all day and nobody came to the house by the river.\n\n".repeat(days);
        alloc::format!(
            "Colonel Fitzroy sold the house to Mrs. Dale.\n\n{quiet}“A fine roof,” said the colonel."
        )
    };
    assert_eq!(speakers(&text(3)), ["Colonel Fitzroy"]);
    assert_ne!(speakers(&text(700)), ["Colonel Fitzroy"]);
}

#[test]
fn a_doctor_is_written_short_before_a_name() {
    let text =
        "Dr. Lamb shut the door. Mrs. Dale sat up. “Well?” said Mrs. Dale. “You will live,” said the doctor.";
    assert_eq!(speakers(text), ["Mrs. Dale", "Dr. Lamb"]);
}

#[test]
fn captain_is_what_the_captain_is_called() {
    let text = "Captain had not slept. “You sent for me?” said Tobin. “I did,” said Captain. Tobin waited. “Well, \
                go on,” said the captain.";
    assert_eq!(speakers(text), ["Tobin", "Captain", "Captain"]);
}

#[test]
fn the_duchess_is_the_last_duchess_of_anything() {
    let text = "The Duchess of Harwick was at dinner. “Soup?” asked Mr. Dale. “Never,” said the duchess. In spring came the \
                Duchess of Lorne. “Fish?” asked Mr. Dale. “Always,” said the duchess.";
    assert_eq!(speakers(text), ["Mr. Dale", "Duchess of Harwick", "Mr. Dale", "Duchess of Lorne"]);
}

#[test]
fn what_stands_beside_a_name_describes_its_bearer() {
    let text = "Mrs. Pell, an old lady of eighty, lived at the top with a parrot. “You are very good,” said the old \
                lady. “Not at all,” said Simon.";
    assert_eq!(speakers(text), ["Mrs. Pell", "Simon"]);
    let text =
        "My brother Finn was at the table. “Shut up,” I said. “Busted,” said my brother. “Stop it,” I said.";
    assert_eq!(speakers(text), ["I", "Finn", "I"]);
    let text = "There was once a watchmaker named Martin who could not sleep. “Tick,” said the watchmaker. “Tock,” \
                said his wife.";
    assert_eq!(speakers(text), ["Martin", "his wife"]);
}

#[test]
fn whose_name_is_told_is_described() {
    let text = "In the end the bosun, whose name was Gosling, was pushed to the front. “Well?” said Mrs. Dale. “It's the \
                parrot,” said the bosun.";
    assert_eq!(speakers(text), ["Mrs. Dale", "Gosling"]);
}

#[test]
fn what_stands_beside_two_names_describes_neither() {
    let text = "Ada Quill, a nurse, came in with Ben Stone, a nurse. “Sit down,” said the nurse. “No,” said Mrs. Dale.";
    assert_eq!(speakers(text), ["the nurse", "Mrs. Dale"]);
    let text =
        "Mr. Dale, a man of fifty, was asleep. Mrs. Dale let the plumber in. “Where is it?” asked the man.";
    assert_ne!(speakers(text), ["Mr. Dale"]);
}

#[test]
fn his_wife_has_his_surname() {
    let text = "Mr. Ashby read the letter. Mrs. Ashby poured the tea. “He is coming,” said Mr. Ashby. “Is he?” said his \
                wife. “On Thursday,” said her husband.";
    assert_eq!(speakers(text), ["Mr. Ashby", "Mrs. Ashby", "Mr. Ashby"]);
    let text = "Mr. Ashby had brought Mr. Cole and Mrs. Ashby. “Is it far?” asked Mr. Cole. “Very,” said Mr. Ashby's wife.";
    assert_eq!(speakers(text), ["Mr. Cole", "Mrs. Ashby"]);
}

#[test]
fn his_wife_is_no_other_mans() {
    let text = "Mrs. Ashby had gone up to bed. In the hall sat Mr. Cole and his wife. “Is it far?” asked Mr. Cole. “Very,” \
                said his wife.";
    assert_eq!(speakers(text), ["Mr. Cole", "his wife"]);
}

#[test]
fn her_father_has_her_surname() {
    let text = "Clara Ashby shut the piano. Mr. Ashby looked up. “Go on,” said her father. “I am tired,” said Miss Ashby. \
                Mrs. Ashby sighed. “So are we all,” said Clara's mother.";
    assert_eq!(speakers(text), ["Mr. Ashby", "Clara Ashby", "Mrs. Ashby"]);
}

#[test]
fn the_mother_of_a_husband_is_not_his_wife() {
    let text = "Mr. Ashby read the letter to Mrs. Ashby, and then to his mother. “He is coming,” said Mr. Ashby. “Is he?” \
                said his mother.";
    assert_ne!(speakers(text).last().map(String::as_str), Some("Mrs. Ashby"));
}

#[test]
fn whoever_it_was_spoke() {
    let text = "“That is tact for you,” said a voice from the door. It was Dr. Amin, in evening dress.\n\n“Good evening,” \
                said Hale.";
    assert_eq!(speakers(text), ["Dr. Amin", "Hale"]);
    let text = "“That is tact for you,” said a voice from the door. It was raining, and Dr. Amin slept.\n\n“Good \
                evening,” said Hale.";
    assert_eq!(speakers(text), ["a voice from the door", "Hale"]);
}

#[test]
fn my_mother_is_called_mam() {
    let text = "My mother was on the roof again.\n\n“Come down, Mam,” I shouted.\n\n“I am talking to the chimney man!” my \
                mother shouted back.\n\n“Mam,” I said, “it is teatime.”";
    assert_eq!(speakers(text), ["I", "Mam", "I", "I"]);
    let text = "“Where is your mother?” said Ada Quill.\n\n“My father is out, Mother,” said Ben.\n\n“I see,” said my \
                father.";
    assert_eq!(speakers(text).last().map(String::as_str), Some("my father"));
}

#[test]
fn her_ladyship_is_the_last_lady() {
    let text = "Lady Marsden put down her fan. “My dear Sir Hugh,” said her ladyship, “you are asleep.” “Never,” said Sir \
                Hugh.";
    assert_eq!(speakers(text), ["Lady Marsden", "Lady Marsden", "Sir Hugh"]);
    let text = "Lord Pell sat down beside Captain Pell. “Soup,” his lordship said. “Fish,” said the captain.";
    assert_eq!(speakers(text), ["Lord Pell", "Captain Pell"]);
}

#[test]
fn whoever_is_called_so_is_described() {
    let text = "The colonel's nephew had come down with a towel. He was called Octave. “Is it late?” said the nephew. “No,” \
                said Mrs. Dale.";
    assert_eq!(speakers(text), ["Octave", "Mrs. Dale"]);
    let text =
        "The nurse had a warm voice. Her name was Ada Quill. “Is it late?” she said. “No,” said Mr. Dale.";
    assert_eq!(speakers(text), ["Ada Quill", "Mr. Dale"]);
    // Nothing tells who "he" is.
    let text = "The nurse had brought Simon. He was called Octave at home. “Is it late?” said the nurse.";
    assert_ne!(speakers(text), ["Octave"]);
}

#[test]
fn whose_sister_she_is_may_be_told() {
    let text = "Varvara Lind put down a card. She was his sister, and kept his house. “Well?” said Otto Lind. “I have no \
                trumps,” said his sister.";
    assert_eq!(speakers(text), ["Otto Lind", "Varvara Lind"]);
    let text =
        "Greta put down a card. She saw his sister. “Well?” said Otto. “I have no trumps,” said his sister.";
    assert_ne!(speakers(text).last().map(String::as_str), Some("Greta"));
}

#[test]
fn her_uncle_is_called_uncle() {
    let text = "“Uncle Boone is asleep,” said Clara. Uncle Boone sat up. “I am not,” said her uncle.";
    assert_eq!(speakers(text), ["Clara", "Uncle Boone"]);
    let text = "“Good night,” said Clara. Granny Orme sat up. “I am awake,” said Granny Orme. “Well,” said Clara. “I am,” \
                said her grandmother.";
    assert_eq!(speakers(text), ["Clara", "Granny Orme", "Clara", "Granny Orme"]);
}

#[test]
fn who_stood_there_had_spoken() {
    let text = "“It is not,” said somebody behind them, and they turned, for there in the doorway stood Rab.\n\n“Come in,” \
                said Clara.";
    assert_eq!(speakers(text), ["Rab", "Clara"]);
}

#[test]
fn the_child_is_who_is_called_little() {
    let text = "“Run!” cried little Ada, on the steps. Clara looked round. “He has a beard,” said the child.";
    assert_eq!(speakers(text), ["Ada", "Ada"]);
    let text = "“Run!” cried little Ada to little Ben. A child sat on the wall. Clara looked round. “He has a beard,” said the child.";
    assert_ne!(speakers(text), ["Ada", "Ada"]);
}

#[test]
fn a_surname_needs_no_given_name_that_a_list_knows() {
    let text = "Thornley Marsh put down the paper. Mrs. Marsh went on with her knitting. “There will be rain,” said Thornley. “There \
                was rain on Monday,” said his wife. “So there was,” said Mr. Marsh.";
    assert_eq!(speakers(text), ["Thornley Marsh", "Mrs. Marsh", "Thornley Marsh"]);
}
