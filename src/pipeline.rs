//! The way of the data: every stage in its order, and the space that they work in.

use alloc::vec::Vec;

use crate::attribution::{self, Relation};
use crate::clause::{self, Clause};
use crate::diagnostic::{Diagnostic, DiagnosticKind};
use crate::entity::{self, Entity};
use crate::lexer::{self, Flags, Token, TokenKind};
use crate::lexicon::Class;
use crate::mention::{self, Mention};
use crate::model::Learnt;
use crate::options::{Genre, Options};
use crate::quotation::{self, Quotation};
use crate::segment::{self, Segment};
use crate::span::{MaybeIndex, Run};
use crate::{Span, genre, speaker};

/// What a text is made of, in vectors that the next text uses again.
#[derive(Default)]
pub(crate) struct Layout {
    pub(crate) tokens: Vec<Token>,
    pub(crate) paragraphs: Vec<Segment>,
    pub(crate) sentences: Vec<Segment>,
    english: bool,
}

impl Layout {
    /// For the later stages to read, beside the text.
    pub(crate) fn prose<'s>(&'s self, text: &'s str) -> Prose<'s> {
        let Layout { tokens, paragraphs, sentences, english } = self;
        Prose { text, tokens, paragraphs, sentences, english: *english }
    }
}

/// A text with its tokens, paragraphs and sentences: what the later stages read.
#[derive(Clone, Copy)]
pub(crate) struct Prose<'s> {
    pub(crate) text: &'s str,
    pub(crate) tokens: &'s [Token],
    pub(crate) paragraphs: &'s [Segment],
    pub(crate) sentences: &'s [Segment],
    /// Whether its first words are English.
    pub(crate) english: bool,
}

/// How many words are looked at to tell whether a text is English, how many it takes to tell, and up to how many whether
/// the lexicon has them tells as well.
const SAMPLE: usize = 256;
const ENOUGH: usize = 10;
const SENTENCE: usize = 24;

impl Prose<'_> {
    /// The bytes of a run that names somebody: without the last token's 's or 'll.
    pub(crate) fn name(self, run: Run) -> Option<Span> {
        let first = self.tokens.get(run.start as usize)?;
        let last = self.tokens.get((run.end as usize).checked_sub(1)?)?;
        let text = self.text.get(first.start as usize..last.end() as usize)?;
        let cut = lexer::clitic_of_name(text, last.has(Flags::CLITIC));
        Some(Span::new(first.start, last.end() - cut as u32))
    }
}

/// Whether the first words are English: two in five of English prose are of the closed classes, and half of those in
/// lower case, hardly one in ten of other languages, code and tables. A few words alone are taken for English; of one
/// sentence more must be listed at all.
fn is_english(tokens: &[Token]) -> bool {
    let closed = Class::DETERMINER
        .or(Class::PREPOSITION)
        .or(Class::CONJUNCTION)
        .or(Class::SUBORDINATOR)
        .or(Class::PRONOUN)
        .or(Class::AUXILIARY)
        .or(Class::MODAL);
    let (mut known, mut all, mut known_small, mut small, mut listed) = (0, 0, 0, 0, 0);
    for token in tokens.iter().filter(|token| token.is(TokenKind::Word)).take(SAMPLE) {
        all += 1;
        let (closed, lower) = (token.class().any(closed), !token.is_capitalised());
        known += usize::from(closed);
        // Names are of every language.
        small += usize::from(lower);
        known_small += usize::from(closed && lower);
        listed += usize::from(lower && token.word != 0);
        // However many others follow.
        if known * 4 >= SAMPLE {
            return true;
        }
    }
    all < ENOUGH || known * 4 >= all || known_small * 3 >= small || all < SENTENCE && listed * 2 >= small
}

/// What each stage makes of one text, in vectors that the next text uses again. The stages' functions are kept out of
/// line: in one function with all others their loops would have too few registers.
#[derive(Default)]
pub(crate) struct Stages {
    /// No text comes after this one: what no later stage reads goes at once.
    once: bool,
    pub(crate) layout: Layout,
    /// As what the text is read, once that is known.
    pub(crate) genre: Genre,
    /// The tokens that paragraphs, sentences and quotations may begin or end at.
    points: Vec<u32>,
    pub(crate) quotations: Vec<Quotation>,
    quotation_work: quotation::Work,
    pub(crate) mentions: Vec<Mention>,
    mention_work: mention::Work,
    pub(crate) clauses: Vec<Clause>,
    pub(crate) relations: Vec<Relation>,
    /// The content stretches of all relations, each relation's next to one another.
    pub(crate) content: Vec<Span>,
    /// For each quotation the relation that it belongs to.
    pub(crate) relation_of: Vec<MaybeIndex>,
    pub(crate) entities: Vec<Entity>,
    /// The names of entities beyond the first of each, by entity.
    pub(crate) aliases: Vec<(u32, Span)>,
    /// What the text says that entities are, by entity.
    pub(crate) roles: Vec<(u32, Span)>,
    entity_work: entity::Work,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// What the speaker stage alone works in.
    pub(crate) speakers: speaker::Work,
    pub(crate) learnt: Learnt,
    /// What the statements' stage alone works in.
    reported: attribution::reported::Space,
}

/// Hears the name of each stage as it ends, so that the benches can say what each costs.
pub(crate) type Watch<'w> = &'w mut dyn FnMut(&'static str);

impl Stages {
    /// For one text alone.
    pub(crate) fn once() -> Stages {
        Stages { once: true, ..Stages::default() }
    }

    /// Runs every stage over `text`; what an earlier text left behind is gone afterwards.
    pub(crate) fn run(&mut self, text: &str, options: &Options) {
        self.run_watched(text, options, &mut |_| ());
    }

    pub(crate) fn run_watched(&mut self, text: &str, options: &Options, watch: Watch<'_>) {
        self.relate_watched(text, options, watch);
        let prose = self.layout.prose(text);
        // Who: pronouns, descriptions and quotations without a clause, over whole conversations.
        speaker::resolve(
            prose,
            &self.quotations,
            &mut self.mentions,
            options,
            &mut self.entities,
            &mut self.relations,
            &self.relation_of,
            &mut self.speakers,
            self.genre == Genre::News,
        );
        watch("speakers");
        if self.once {
            self.speakers = speaker::Work::default();
        }
    }

    /// A list for its user to keep: where another text needs its space, a copy.
    pub(crate) fn give<T: Clone>(&mut self, list: impl Fn(&mut Stages) -> &mut Vec<T>) -> Vec<T> {
        let once = self.once;
        let list = list(self);
        if once { core::mem::take(list) } else { list.clone() }
    }

    /// The bytes of the paragraphs and of the sentences: the last that is asked of tokens and mentions.
    pub(crate) fn spans(&mut self) -> (Vec<Span>, Vec<Span>) {
        let (paragraphs, sentences) = (
            self.give(|stages| &mut stages.layout.paragraphs),
            self.give(|stages| &mut stages.layout.sentences),
        );
        let spans =
            |list: Vec<Segment>| list.into_iter().map(|segment| segment.span(&self.layout.tokens)).collect();
        let spans = (spans(paragraphs), spans(sentences));
        if self.once {
            (self.layout.tokens, self.mentions) = Default::default();
        }
        spans
    }

    /// Runs every stage but the last: the relations are known, their speakers are not.
    #[cfg(feature = "train")]
    pub(crate) fn relate(&mut self, text: &str, options: &Options) {
        self.relate_watched(text, options, &mut |_| ());
    }

    fn relate_watched(&mut self, text: &str, options: &Options, watch: Watch<'_>) {
        self.find_quotations(text, options, watch);
        self.layout.english = is_english(&self.layout.tokens);
        if !self.layout.english {
            self.diagnostics.insert(0, Diagnostic { span: Span::default(), kind: DiagnosticKind::Foreign });
        }
        let prose = self.layout.prose(text);
        let asked = |quotation: &quotation::Quotation| quotation.part(text, &self.layout.tokens).is_some();
        let labelled = self.quotations.iter().any(|quotation| quotation.label.is_some());
        // An interview is no tale, however much its two talk.
        let report = genre::is_report(&self.layout.tokens, &self.layout.paragraphs, labelled, options.genre)
            || options.genre == Genre::Detect && self.quotations.iter().any(asked);
        self.genre = if report { Genre::News } else { Genre::Fiction };
        // Parts of a divided quotation are judged as the trainer sees them.
        quotation::direction::divide(text, &self.layout.tokens, &mut self.quotations);
        quotation::kinds::decide(prose, self.learnt.kinds, report, &mut self.quotations);
        watch("kinds");
        mention::find(prose, &self.quotations, &mut self.mention_work, &mut self.mentions);
        watch("mentions");
        if self.once {
            self.mention_work = mention::Work::default();
        }
        clause::find(prose, &self.quotations, &self.mentions, &mut self.clauses);
        watch("clauses");
        entity::link(
            prose,
            &mut self.mentions,
            options,
            &mut self.entity_work,
            self.once,
            entity::Output {
                entities: &mut self.entities,
                aliases: &mut self.aliases,
                roles: &mut self.roles,
            },
        );
        watch("entities");
        if self.once {
            self.entity_work = entity::Work::default();
        }
        // Decides each quotation's kind, ties quotations to clauses, and finds reported statements.
        attribution::relate(
            prose,
            &mut self.quotations,
            &self.mentions,
            &self.clauses,
            self.learnt,
            report,
            attribution::Output {
                relations: &mut self.relations,
                content: &mut self.content,
                relation_of: &mut self.relation_of,
                space: &mut self.reported,
                once: self.once,
            },
        );
        watch("attributions");
        if self.once {
            self.clauses = Vec::new();
        }
    }

    /// Stops where the quotations' spans are known.
    pub(crate) fn run_to_quotations(&mut self, text: &str, options: &Options) {
        self.find_quotations(text, options, &mut |_| ());
        quotation::direction::divide(text, &self.layout.tokens, &mut self.quotations);
    }

    fn find_quotations(&mut self, text: &str, options: &Options, watch: Watch<'_>) {
        self.clear();
        lexer::tokenize(text, &mut self.layout.tokens, &mut self.points);
        options.teach(text, &mut self.layout.tokens);
        watch("tokens");
        segment::find_paragraphs(text, &self.layout.tokens, &self.points, &mut self.layout.paragraphs);
        let paragraphs = &self.layout.paragraphs;
        segment::find_sentences(
            text,
            &self.layout.tokens,
            &self.points,
            paragraphs,
            &mut self.layout.sentences,
        );
        watch("sentences");
        // Turns marks that are apostrophes into TokenKind::Apostrophe.
        quotation::find(
            text,
            &mut self.layout.tokens,
            &self.points,
            &self.layout.paragraphs,
            options,
            &mut self.quotation_work,
            &mut self.quotations,
            &mut self.diagnostics,
        );
        watch("quotations");
        if self.once {
            (self.points, self.quotation_work) = Default::default();
        }
    }

    fn clear(&mut self) {
        self.layout.tokens.clear();
        self.points.clear();
        self.layout.paragraphs.clear();
        self.layout.sentences.clear();
        self.quotations.clear();
        self.mentions.clear();
        self.clauses.clear();
        self.relations.clear();
        self.content.clear();
        self.relation_of.clear();
        self.entities.clear();
        self.aliases.clear();
        self.roles.clear();
        self.diagnostics.clear();
        self.genre = Genre::Detect;
    }
}
