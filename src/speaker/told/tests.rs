use crate::speaker::tests::speakers;

#[test]
fn whoever_answers_to_a_name_has_it() {
    let text = "“Come in, Tobias,” said Lord Orme.\n\n“Yes, my lord,” said his valet.\n\n“Where have you been?”\n\n“In the \
                well,” said the valet.";
    assert_eq!(speakers(text), ["Lord Orme", "Tobias", "Lord Orme", "Tobias"]);
    let text = "“Who was that?” her mother called.\n\n“Nobody, Mum,” said Greta.";
    assert_eq!(speakers(text), ["Mum", "Greta"]);
    let text = "The tall man sat down.\n\n“You should know that, Mr. Lind,” said Ilse.\n\nThe tall man looked at the door. \
                “Who told you?” he said.";
    assert_eq!(speakers(text), ["Ilse", "Mr. Lind"]);
}

#[test]
fn somebody_else_may_answer() {
    let text = "“Where are you, Tobias?” cried Lady Orme.\n\n“He is out,” said the old woman.\n\n“I am not,” said Tobias.";
    assert_eq!(speakers(text), ["Lady Orme", "the old woman", "Tobias"]);
    let text = "Tobias lay asleep in the hay.\n\n“Get up, Tobias,” said Lady Orme.\n\n“He is ill,” said the old woman.";
    assert_eq!(speakers(text), ["Lady Orme", "the old woman"]);
    let text = "“Who was it?” said the old woman.\n\n“Tobias.” Greta shut the window.";
    assert_eq!(speakers(text).first().map(AsRef::as_ref), Some("the old woman"));
}

#[test]
fn whoever_joins_a_talk_was_not_called_before() {
    let text = "“You knew her,” said Bell.\n\n“I know that, Arthur,” said Mona.\n\nThe sergeant put his head in. “Divers want \
                to go home.”";
    assert_eq!(speakers(text), ["Bell", "Mona", "The sergeant"]);
    let text = "“The wind can’t whistle ‘Danny Boy’,” said Mrs. Poole.\n\n“It can,” said the lodger.";
    assert_eq!(speakers(text).last().map(AsRef::as_ref), Some("the lodger"));
}

#[test]
fn who_gives_a_name_has_it() {
    let text = "“Sit down,” said the girl in the red scarf. “My name is Ilse Brandt.”\n\n“I see,” said Otto.\n\n“Eat,” said \
                Ilse.";
    assert_eq!(speakers(text), ["Ilse Brandt", "Ilse Brandt", "Otto", "Ilse Brandt"]);
    let text = "“It's me,” said the voice on the line. “It's Otto.”\n\n“Who?” said Greta.";
    assert_eq!(speakers(text), ["Otto", "Otto", "Greta"]);
    let text = "“I'm Scottish,” said the girl. Otto laughed.";
    assert_eq!(speakers(text), ["the girl"]);
}

#[test]
fn who_is_asked_for_a_name_and_says_one_has_it() {
    let text = "“And what's your name, my lad?” said Captain Orme.\n\n“Tobias, sir. Tobias Lind.”\n\n“Can you swim?” \
                said the captain.";
    assert_eq!(speakers(text), ["Captain Orme", "Tobias Lind", "Captain Orme"]);
    let text = "“I did,” said a voice.\n\n“And who might you be?” said Captain Orme.\n\n“Ilse Brandt. I do the flowers.”";
    assert_eq!(speakers(text), ["Ilse Brandt", "Captain Orme", "Ilse Brandt"]);
    // It is somebody else's.
    let text = "“What's her name?” said Captain Orme.\n\n“Ilse Brandt, sir,” said Tobias.";
    assert_eq!(speakers(text), ["Captain Orme", "Tobias"]);
    let text = "“I am an Englishman,” I said.\n\n“I see,” said Otto.";
    assert_eq!(speakers(text), ["I", "Otto"]);
}

#[test]
fn who_is_summoned_has_not_spoken() {
    let text = "“She is asleep,” said the old woman.\n\n“Greta!” called Lord Orme.\n\nNobody came. “Not here,” said Lord \
                Orme.";
    assert_eq!(speakers(text), ["the old woman", "Lord Orme", "Lord Orme"]);
}

#[test]
fn the_narrator_has_a_name_if_others_use_it() {
    let text = "“What's your name?” he said.\n\n“Fenn, sir,” I said.\n\n“Speak up, Mr. Fenn,” said Hallam.\n\n“Yes, sir,” I said.";
    assert_eq!(speakers(text).last().map(AsRef::as_ref), Some("Fenn"));
    let text = "“Is it going to hurt?” asked Dee.\n\n“No,” I said.\n\n“You lied to me, Mummy,” said Dee.\n\n“I did,” I said.";
    assert_eq!(speakers(text), ["Dee", "I", "Dee", "I"]);
    let text = "“Fenn is late, Dee,” I said.\n\n“He is always late,” said Dee.";
    assert_eq!(speakers(text), ["I", "Dee"]);
}

#[test]
fn whoever_acts_where_i_speak_may_be_i() {
    let text =
        "“You are late,” said Mona.\n\n“The bus.” I sat down and took off my hat. “Is there any left?”";
    assert_eq!(speakers(text), ["Mona", "I", "I"]);
}

#[test]
fn who_is_called_last_is_asked_and_who_is_called_first_has_spoken() {
    let text = "“It is cold,” said a woman by the door.\n\n“So it is, Polly. And what do you say, Tobias?” asked Mrs. \
                Dale.\n\n“Nothing,” said the porter.";
    assert_eq!(speakers(text), ["Polly", "Mrs. Dale", "Tobias"]);
    // Who answers to it by name is none who spoke before.
    let text = "“He is shy,” said the beadle.\n\n“Did you eat it, Wick?” asked Mrs. Dale.\n\n“Half,” said Joseph Wick.";
    assert_eq!(speakers(text), ["the beadle", "Mrs. Dale", "Joseph Wick"]);
    // Nobody else can answer to a name that is all that is asked.
    let text = "“Tobias Orme?” asked the lawyer.\n\n“The same, sir,” replied a little man in an apron.";
    assert_eq!(speakers(text), ["the lawyer", "Tobias Orme"]);
}

#[test]
fn a_name_that_explains_who_it_is_calls_nobody() {
    let text = "Tom sat down beside Lucy. “A cousin of ours, Ned Pell, keeps bees on the hill,” he said.\n\n“How many hives?”\n\n\
                “Eleven.”\n\n“I am afraid of bees,” said Lucy.";
    assert_eq!(speakers(text), ["Tom", "Lucy", "Tom", "Lucy"]);
}

#[test]
fn whom_somebody_points_at_is_not_called() {
    let text = "The cook looked at a sergeant in the corner. “Bolt the windows,” said the sergeant. “Quickly.”\n\n“And that Tall \
                Captain, sir?” asked the cook.\n\n“Him too,” said the sergeant.";
    assert_eq!(speakers(text)[3], "the sergeant");
}

#[test]
fn she_who_gives_her_name_is_not_i() {
    let text = "The door opened, and a tall woman looked in at us.\n\n“I am Penelope Garth,” she said.\n\n“I never bit \
                anybody,” I said.";
    assert_ne!(speakers(text).last().unwrap(), "Penelope Garth");
}
