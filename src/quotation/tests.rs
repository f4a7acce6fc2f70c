//! Tables of texts, one a line, with their quotations marked by ⟦ and ⟧; ⟦> goes on with a quotation of the paragraph
//! before, ¶ stands for a blank line, ↵ for a line break.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::*;
use crate::pipeline::Stages;

fn stages(text: &str) -> Stages {
    let mut stages = Stages::default();
    stages.run(text, &Options::default());
    stages
}

/// Who says what, where somebody does.
pub(super) fn said(text: &str) -> Vec<(String, String)> {
    let document = crate::attribute(text);
    let line = |quote: crate::Quote<'_, '_>| {
        Some((quote.speaker()?.name().to_string(), quote.inner().text().to_string()))
    };
    document.quotes().filter_map(line).collect()
}

/// The text with its quotations marked.
fn marked(text: &str) -> String {
    let stages = stages(text);
    let mut edges: Vec<(u32, u8, u32, &str)> = Vec::new();
    for (at, quotation) in (0u32..).zip(&stages.quotations) {
        let opening = if quotation.continues().is_some() { "⟦>" } else { "⟦" };
        edges.push((quotation.span.start, 1, at, opening));
        // Of those that end together the inner one ends first.
        edges.push((quotation.span.end, 0, u32::MAX - at, "⟧"));
    }
    edges.sort_unstable();
    let mut out = String::new();
    let mut from = 0;
    for (at, _, _, edge) in edges {
        out.push_str(&text[from..at as usize]);
        out.push_str(edge);
        from = at as usize;
    }
    out.push_str(&text[from..]);
    out
}

/// Checks one text a line.
pub(super) fn check(table: &str) {
    let cases: Vec<&str> = table.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let mut wrong = Vec::new();
    for case in &cases {
        let want = case.replace('¶', "\n\n").replace('↵', "\n");
        let got = marked(&want.replace("⟦>", "").replace(['⟦', '⟧'], ""));
        if got != want {
            wrong.push(alloc::format!("want {want}\n got {got}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} are wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n\n"));
}

#[test]
fn straight_double_marks() {
    check(
        r#"
        ⟦"Leave the gate,"⟧ said Orla.
        ⟦"Leave the gate,"⟧ said Orla, ⟦"and come inside."⟧
        Orla said, ⟦"Leave the gate."⟧ Nobody moved.
        ⟦"Where?"⟧ ⟦"There!"⟧ ⟦"I see nothing."⟧
        Orla asked (⟦"Are you deaf?"⟧) and waited.
        (⟦"Are you deaf?"⟧ she asked.)
        The ⟦"plan"⟧ was a napkin with a drawing on it.
        ⟦"Wait--"⟧ he began.
        ⟦"I told him--"⟧--here she coughed--⟦"that it was mine."⟧
        He cried out--⟦"Thieves!"⟧--and ran.
        ⟦"_You_ may stay,"⟧ she said. ⟦"_They_ may not."⟧
        _⟦"Closed for lunch"⟧_, read the card.
        ⟦"...and so to bed,"⟧ he finished.
        ⟦"And so..."⟧ He slept.
        ⟦"Forty (or fifty) sacks,"⟧ said the miller.
        ⟦"It says [sic] ⟦'soon'⟧,"⟧ wrote the clerk.
        ⟦"Is it true?"⟧--⟦"Quite true."⟧
        ⟦"One,"⟧ she counted; ⟦"two,"⟧ she counted; ⟦"three."⟧
        Her note said: ⟦"Gone to the mill"⟧.
        ⟦"Gone to the mill"⟧, her note said.
        ⟦"It reached↵from the weir↵to the bridge,"⟧ said Tam.
        He called it ⟦"a nuisance"⟧; she, ⟦"a disgrace"⟧: both were right.
        ⟦"Who said ⟦'never'⟧?"⟧ asked Tam.
        ⟦"⟦'Never'⟧ is a long time,"⟧ said Tam.
        ⟦"He told me, ⟦'Go home.'⟧"⟧ Tam shrugged.
        ⟦"⟦'Bread or stone?'⟧ he asked me, and I said, ⟦'Bread.'⟧"⟧
        The plank was 6" wide and the nail 2" long.
        ⟦"I want it 6" wide,"⟧ said Tam.
        ⟦"I tried to say ⟦"the river is wide,"⟧ but it came out wrong!"⟧ said Tam.
        ⟦"Good-night!"⟧ (This to the cat.) ⟦"Sleep well!"⟧
        "#,
    );
}

#[test]
fn curly_double_marks() {
    check(
        r#"
        ⟦“Leave the gate,”⟧ said Orla.
        Orla said: ⟦“Leave the gate.”⟧
        ⟦“Leave the gate,”⟧ said Orla, ⟦“and come inside.”⟧ She went in.
        The ⟦“plan”⟧ was a napkin.
        ⟦“Who said ⟦‘never’⟧?”⟧ asked Tam.
        ⟦“He told me, ⟦‘Go home.’⟧”⟧ Tam shrugged.
        ⟦“⟦‘Go home,’⟧ he told me,”⟧ said Tam.
        ⟦“She said ⟦‘they call it ⟦“home”⟧ here’⟧ to me,”⟧ said Tam.
        ⟦“She said ⟦“home”⟧ to me,”⟧ said Tam.
        ⟦“One ⟦“two ⟦“three”⟧ two”⟧ one”⟧ is how it was printed.
        ⟦“The boys’ coats are wet,”⟧ said Orla.
        ⟦“’Tis the boys’ turn,”⟧ said Orla.
        ⟦“I saw ’em in ’76,”⟧ said Tam, ⟦“goin’ up the hill.”⟧
        ⟦“Wait—”⟧ he began, but ⟦“Go!”⟧ was all she said.
        Her answer—⟦“Perhaps”⟧—pleased nobody.
        ⟦“Hello,“⟧ she said.
        ⟦“Nobody asked,”⟧ he said. She said ⟦”Go,”⟧ and went.
        "#,
    );
}

#[test]
fn single_marks_outside() {
    check(
        r#"
        ⟦‘Leave the gate,’⟧ said Orla.
        ⟦‘Leave the gate,’⟧ said Orla, ⟦‘and come inside.’⟧
        ⟦‘Don’t you dare,’⟧ said Orla. ⟦‘They’re the boys’ coats.’⟧
        ⟦‘The boys’ coats are wet,’⟧ said Orla.
        ⟦‘Those are the millers’,’⟧ said Orla. ⟦‘Not ours.’⟧
        ⟦‘’Tis cold,’⟧ said Orla. ⟦‘Take ’em in.’⟧
        ⟦‘He called it ⟦“home”⟧ once,’⟧ said Tam.
        ⟦‘⟦“Go home,”⟧ he told me,’⟧ said Tam.
        ⟦‘He told me, ⟦“Go home.”⟧’⟧ Tam shrugged.
        ⟦‘He told me ⟦“they say ⟦‘soon’⟧ there”⟧,’⟧ said Tam.
        ⟦‘I was goin’ up the hill wi’ Tam an’ Ned,’⟧ said Orla.
        ⟦‘I’ve a pint o’ milk,’⟧ said Orla, ⟦‘and th’ bread’s stale.’⟧
        Orla’s ⟦‘plan’⟧ was a napkin. ⟦‘Look!’⟧ she said.
        ⟦‘Wait—’⟧ he began. ⟦‘I only—’⟧
        ⟦‘Where are the girls?’⟧ ⟦‘At the Hendersons’.’⟧
        ⟦'Leave the gate,'⟧ said Orla.
        ⟦'Leave the gate,'⟧ said Orla, ⟦'and come inside.'⟧
        ⟦'Don't you dare,'⟧ said Orla. ⟦'They're the boys' coats.'⟧
        ⟦'The boys' coats are wet,'⟧ said Orla.
        ⟦'Well, 'tis cold,'⟧ said Orla. ⟦'Take 'em in.'⟧
        ⟦'He called it ⟦"home"⟧ once,'⟧ said Tam.
        ⟦'I was goin' up the hill wi' Tam,'⟧ said Orla. ⟦'Come along.'⟧
        ⟦'You'll find 'em in the barn,'⟧ said Tam. ⟦'Mind the dog.'⟧
        ⟦'What's that?'⟧ she said. ⟦'Is it James's?'⟧ ⟦'No, it's James' brother's.'⟧
        "#,
    );
}

#[test]
fn apostrophes() {
    check(
        r#"
        The boys' coats and the girls' hats hung together.
        He took 'em out in '76 and lost 'em in '81.
        Rock 'n' roll, said the sign at the Hendersons' barn.
        They were singin' and dancin' all night long.
        ’Twas late, and the miller’s sons’ lamps were out.
        It was the '90s, and the players' bus was late.
        ⟦"The boys' coats,"⟧ she said, ⟦"and the girls' hats."⟧
        ⟦"Take 'em,"⟧ he said, ⟦"an' be off wi' you."⟧
        ⟦"'Cause it begins at one,"⟧ said the boy.
        ⟦"I ain't got nothin' to say 'bout that,"⟧ said Ned.
        The wall was 6' high, and the door 7' 2" at most.
        ⟦“I’ll take ’em all,”⟧ he said of the boys’ marbles.
        Mayor pitches ⟦'garden'⟧ tax as shoppers' anger grows
        "#,
    );
}

#[test]
fn other_conventions() {
    check(
        r#"
        ⟦„Geh nach Hause“⟧, sagte Orla. ⟦„Sofort!“⟧
        ⟦„Er sagte ⟦‚nie‘⟧ zu mir“⟧, sagte Tam.
        ⟦»Geh nach Hause«⟧, sagte Orla. ⟦»Sofort!«⟧
        ⟦»Er sagte ⟦›nie‹⟧ zu mir«⟧, sagte Tam.
        ⟦« Rentrez »⟧, dit Orla. ⟦« Tout de suite ! »⟧
        ⟦«Rentrez»⟧, dit Orla. ⟦«Tout de suite!»⟧
        ⟦« Il a dit ⟦« jamais »⟧ hier »⟧, dit Tam.
        ⟦«Er sagte ⟦‹nie›⟧ zu mir»⟧, sagte Tam.
        ⟦”Gå hem”⟧, sade Orla. ⟦”Genast!”⟧
        ⟦»Gå hem»⟧, sade Orla. ⟦»Genast!»⟧
        ⟦’Gå hem’⟧, sade Orla. ⟦’Genast!’⟧
        ⟦「帰りなさい」⟧と言った。⟦「彼は⟦『いや』⟧と言った」⟧
        ⟦``Go home,''⟧ said Orla. ⟦``At once!''⟧
        ⟦``He said ⟦`never'⟧ to me,''⟧ said Tam.
        ⟦`Go home,'⟧ said Orla. ⟦`At once!'⟧
        ⟦"I saw `em go,"⟧ said Ned. ⟦"All of `em."⟧
        ⟦„Idź do domu”⟧, powiedziała. ⟦„Natychmiast!”⟧
        "#,
    );
}

#[test]
fn over_paragraphs() {
    check(
        r#"
        ⟦“First the mill burned.⟧¶⟦>“Then the bridge fell,”⟧ said Orla.
        ⟦"First the mill burned.⟧¶⟦>"Then the bridge fell.⟧¶⟦>"Then we left."⟧ She sat down.
        ⟦‘First the mill burned.⟧¶⟦>‘Then the bridge fell,’⟧ said Orla.
        ⟦'First the mill burned.⟧¶⟦>'Then the bridge fell,'⟧ said Orla. ⟦'It did.'⟧
        She said, ⟦“First the mill burned.⟧¶⟦>“Then the bridge fell.”⟧
        ⟦“He told me, ⟦‘First the mill burned.⟧⟧¶⟦>“⟦>‘Then the bridge fell.’⟧ That was all.”⟧
        ⟦“First the mill burned.”⟧¶⟦“Then the bridge fell,”⟧ said Orla.
        ⟦“I said, ⟦‘Go.’⟧⟧¶⟦>“Then I went.”⟧
        ⟦"He sang this:⟧¶The river is wide¶⟦>And the boats are few."⟧ She laughed.
        ⟦«First the mill burned.⟧¶⟦>«Then the bridge fell»⟧, said Orla. ⟦«Yes.»⟧
        "#,
    );
}

#[test]
fn recovered() {
    check(
        r#"
        ⟦“I am going home,⟧ he said.¶She stayed.
        ⟦"I am going home,⟧ he said.¶She stayed.
        ⟦“I am going,⟧ he said. ⟦“Will you come?”⟧
        ⟦"I am going,⟧ he said. ⟦"Will you come?"⟧ She would not.
        ⟦I am going home,”⟧ he said.
        ⟦I am going home,"⟧ he said.¶She stayed.
        ⟦“Go,”⟧ she said. ⟦I am going,”⟧ he said.
        ⟦"Hello, "⟧she said. Nobody spoke.
        ⟦"Hello,"⟧she said. ⟦"Go."⟧
        He said,⟦"Hello."⟧ She left.
        ⟦“He said ⟦‘go and find Orla,⟧”⟧ said Tam.
        ⟦" I am here, "⟧ he said.
        The word ”here was never written.
        "#,
    );
}

#[test]
fn dashes() {
    check(
        r#"
        ⟦—Where is the boat?⟧¶⟦—Gone, sir.⟧
        ⟦—Where is the boat?⟧ asked Tam.¶⟦—I sold it,⟧ said Orla.
        ⟦—I am going,⟧ said Tam, ⟦and I will not return.⟧¶⟦—Then go,⟧ Orla said.
        ⟦—I am going,⟧ he said. ⟦I will not return.⟧¶⟦—Will you write?⟧ she asked, turning to the window.
        ⟦— I am going,⟧ said Tam.¶⟦— Will you write?⟧
        ⟦— Maybe,⟧ said Tam, ⟦and maybe I am the king.⟧¶⟦— Will you write?⟧ he asked, and slowly went out.
        ⟦—Look!⟧ he cried. ⟦Is that your boat?⟧¶⟦—No,⟧ she said, and went in.
        ⟦—They call it ⟦“home”⟧ here,⟧ he said.¶⟦—Do you?⟧¶The rain went on.
        ⟦--I am going,⟧ said Tam.¶⟦--Will you write?⟧
        ⟦— Is it you?⟧ asked Tam.¶She came out to him. ⟦— You were late,⟧ she said.¶⟦— I was.⟧
        ⟦— I was not,⟧ said Tam. She sat — or fell — into the chair.¶⟦— Were you not?⟧
        ⟦—I was hungry⟧ —said Tam, and he lifted the lid—. ⟦And cold.⟧¶⟦—Eat, then⟧ —said Orla.
        — Two sacks of flour¶— Three jars of honey¶— A yard of rope
        ⟦“Go,”⟧ she said.¶— Her answer to all of us.¶⟦“Stay,”⟧ he said.
        "#,
    );
}

#[test]
fn script_lines() {
    check(
        r#"
        ORLA: ⟦Where is the boat?⟧¶TAM: ⟦Gone.⟧¶ORLA: ⟦Gone where?⟧¶TAM: ⟦To the weir.⟧
        Q: ⟦When did you sell it?⟧¶A: ⟦In the spring.⟧
        Orla Finch: ⟦Where is the boat?⟧¶Tam Reed: ⟦Gone.⟧¶Orla Finch: ⟦Where?⟧¶Tam Reed: ⟦Down the weir.⟧
        ORLA (aside): ⟦Where is it?⟧¶TAM: ⟦Gone.⟧¶ORLA: ⟦Where?⟧¶TAM: ⟦I say ⟦“lost”⟧, not gone.⟧
        Note: the boat was sold.¶Update: it was bought again.
        Note: the boat was sold.¶The mayor had one answer: more boats.¶Correction: it was a raft.
        "#,
    );
}

#[test]
fn a_script_line_keeps_its_label() {
    let text = "ORLA: Where?\n\nTAM: “Gone.”\n\nORLA: Gone where?\n\nTAM: To the weir.";
    let stages = stages(text);
    let labels: Vec<_> = stages
        .quotations
        .iter()
        .map(|quotation| {
            let label = quotation.label.get().expect("every line has one");
            let tokens = &stages.layout.tokens[label.range()];
            &text[tokens[0].start as usize..tokens[tokens.len() - 1].end() as usize]
        })
        .collect();
    assert_eq!(labels, ["ORLA", "TAM", "ORLA", "TAM"]);
}

#[test]
fn kinds() {
    use QuoteKind::{Direct, Scare};
    for (text, want) in [
        ("“Leave the gate,” said Orla.", Direct),
        ("Orla said, “Leave the gate.”", Direct),
        ("“Where is the boat?”", Direct),
        ("The so-called “plan” was a napkin with a drawing on it.", Scare),
        ("They knew him as Ned “Blue” Marsh.", Scare),
        ("The word “weir” is older than the mill.", Scare),
        ("She had read “The Miller of Dunholm” twice that winter.", Scare),
    ] {
        assert_eq!(kind(text), want, "{text}");
    }
}

/// The kind of a text's first quotation.
fn kind(text: &str) -> QuoteKind {
    let mut stages = Stages::default();
    stages.run(text, &Options::default());
    stages.quotations[0].kind
}

#[test]
fn diagnostics_name_the_mark() {
    use crate::DiagnosticKind::{Unclosed, Unopened};
    let cases: [(&str, &[(u32, crate::DiagnosticKind)]); 9] = [
        ("\"All is well,\" he said.", &[]),
        ("\"All is well, he said.", &[(0, Unclosed)]),
        ("He said, \"All is well.\n\nShe left.", &[(9, Unclosed)]),
        ("All is well,\" he said.", &[(12, Unopened)]),
        ("“All is well.\n\n“Come in,” he said.", &[]),
        ("“All is well, he said. “Come in.”", &[(0, Unclosed)]),
        ("“All is ‘well,” he said.", &[(10, Unclosed)]),
        ("The boys’ coats and the girls’ hats.", &[]),
        ("»All is well, er sagte. »Ja«, sie sagte. »Nein«", &[(0, Unclosed)]),
    ];
    for (text, want) in cases {
        let got: Vec<_> = stages(text)
            .diagnostics
            .iter()
            .map(|diagnostic| (diagnostic.span.start, diagnostic.kind))
            .collect();
        assert_eq!(got, want, "{text}");
    }
}

#[test]
fn marks_that_are_apostrophes_say_so() {
    for (text, want) in [
        ("‘The boys’ coats,’ said Orla. ‘Take ’em in.’", 2),
        ("'The boys' coats,' said Orla. 'Take 'em in.'", 2),
        ("“He saw ’em,” said Ned, goin’ home.", 2),
        ("“Gone,” she said.", 0),
    ] {
        let stages = stages(text);
        let got =
            stages.layout.tokens.iter().filter(|token| token.kind == crate::TokenKind::Apostrophe).count();
        assert_eq!(got, want, "{text}");
    }
}

/// What holds for every text.
fn sound(text: &str) {
    let stages = stages(text);
    let mut last = (0, 0);
    for (at, quotation) in stages.quotations.iter().enumerate() {
        let span = quotation.span;
        assert!(text.get(span.range()).is_some_and(|text| !text.is_empty()), "{text:?}: {quotation:?}");
        assert!(
            text.get(quotation.inner.range()).is_some_and(|text| !text.is_empty()),
            "{text:?}: {quotation:?}"
        );
        assert!(span.contains(quotation.inner), "{text:?}: {quotation:?}");
        let order = (span.start, u32::MAX - span.end);
        assert!(at == 0 || last < order, "{text:?}: order at {quotation:?}");
        last = order;
        let tokens = &stages.layout.tokens[quotation.tokens.range()];
        assert_eq!((tokens[0].start, tokens[tokens.len() - 1].end()), (span.start, span.end), "{text:?}");
        let paragraph = &stages.layout.paragraphs[quotation.paragraph as usize];
        assert!(paragraph.span(&stages.layout.tokens).contains(span), "{text:?}: {quotation:?}");
        if let Some(parent) = quotation.parent() {
            assert!((parent as usize) < at, "{text:?}");
            let parent = &stages.quotations[parent as usize];
            assert!(
                parent.span.contains(span) && parent.paragraph == quotation.paragraph,
                "{text:?}: {quotation:?} {parent:?}"
            );
        }
        if let Some(origin) = quotation.continues() {
            assert!((origin as usize) < at, "{text:?}");
            assert!(stages.quotations[origin as usize].paragraph < quotation.paragraph, "{text:?}");
        }
    }
    // Two quotations lie apart or one within the other.
    let mut open: Vec<Span> = Vec::new();
    for quotation in &stages.quotations {
        while open.last().is_some_and(|outer| outer.end <= quotation.span.start) {
            open.pop();
        }
        assert!(
            open.last().is_none_or(|outer| outer.contains(quotation.span)),
            "{text:?}: {quotation:?} crosses"
        );
        open.push(quotation.span);
    }
}

#[test]
fn what_goes_on_and_opens_at_once_is_one_quotation() {
    for text in ["``\n\n「‚Orla«」'''',`“", "'Orla\n\n\"‚‚\"‘‘—‚“Orla\"‘"] {
        sound(text);
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 3000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn sound_on_any_marks(parts in proptest::collection::vec(proptest::sample::select(PARTS), 0..40)) {
        sound(&parts.concat());
    }
}

const PARTS: &[&str] = &[
    "\"", "'", "“", "”", "‘", "’", "„", "‚", "«", "»", "‹", "›", "「", "」", "『", "』", "``", "''", "`",
    " ", " ", " ", "\n\n", "\n", "Orla", "said", "boys", "tis", "goin", "o", ",", ".", "?", "—", "--", "(",
    ")", "TAM:", "Q:", "A:", "_", "6", "é",
];

/// Long texts of one kind take their time in proportion: each is read in a moment even without optimisation.
#[test]
fn long_texts_of_marks() {
    let count = 20_000;
    for unit in [
        "\"", "“", "”", "‘", "’", "'", "“‘", "”’", "“ a", "a” ", "a.” ", "\" a ", "« ", "»a", "„a“ ", "—",
        "「", "“a\n\n", "a”\n\n", "`", "``",
    ] {
        let text = unit.repeat(count);
        sound_in_size(&text);
    }
    let nested = alloc::format!("{}deep{}", "“".repeat(count), "”".repeat(count));
    sound_in_size(&nested);
    let nested = alloc::format!("{}deep{}", "“a ‘b ".repeat(count), " c’ d”".repeat(count));
    sound_in_size(&nested);
}

/// Each quotation has a mark of its own; how long it takes, `.ci/growth.py` tells.
fn sound_in_size(text: &str) {
    let stages = stages(text);
    assert!(stages.quotations.len() <= text.len() / 2 + 1);
}

#[test]
fn a_direction_in_brackets_divides_what_is_said() {
    check(
        r#"
        ⟦“Well,⟧ (turning to Ada,) ⟦>what is to be done?”⟧
        ⟦"I dare say--⟧(lowering her voice)--⟦>he has not paid for the horse."⟧
        ⟦“You⟧ (blushing as she said it) ⟦>cannot think so of me.”⟧
        ⟦“You,⟧ (to Mr. Fenn), ⟦>I shall not forgive.”⟧ He bowed.
        ⟦“No!⟧ (with a bitter smile) ⟦>It was the clerk,⟧ (still smiling.) ⟦>Not you.”⟧
        ⟦“He may come.⟧ (In a tone of some alarm.) ⟦>Is he not here?”⟧ cried Orla.
        ⟦“She told me, ⟦‘Go,’⟧ and I went;⟧ (shaking his head) ⟦>and ⟦‘stay’⟧ never came.”⟧
        ⟦“Leave it;⟧ (rising) ⟦>we shall be late.⟧¶⟦>“Come, both of you.”⟧
        "#,
    );
}

#[test]
fn a_speakers_own_brackets_divide_nothing() {
    check(
        r#"
        ⟦“The mill (turning a profit at last, I am told) is to be sold.”⟧
        ⟦“All of us (speaking for my brothers too) are glad.”⟧
        ⟦“The whole street (including the baker) was awake.”⟧
        ⟦“We drove (with some luggage) to the station.”⟧
        ⟦“They went (in a hired cart) to Dunholm.”⟧
        ⟦“He sailed (to Calais) in June.”⟧
        ⟦“(Laughing.) Nobody knows.”⟧
        ⟦“Nobody knows (shrugging).”⟧
        ⟦“She wrote, ⟦‘Come (smiling) or do not come at all,’⟧ and I went.”⟧
        The clerk (nodding) took ⟦“the key”⟧ (smiling) and left.
        "#,
    );
}
