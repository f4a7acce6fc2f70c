//! What the mentions tell of each entity: its name, its kind, its gender.

use alloc::vec::Vec;

use super::form::{self, Shape, Title};
use super::names::{Name, is_single_name};
use super::registry::Sketch;
use super::{Entity, EntityKind, Output};
use crate::lexer::{Flags, Token, TokenKind};
use crate::lexicon::{Class, entries, is_one_of};
use crate::mention::Mention;
use crate::pipeline::Prose;
use crate::span::Run;
use crate::{Gender, Span};

/// How many times as often a shorter name may be used before it is what the entity is called.
const COMMONER: u32 = 85;
/// The same where the full name occurs only once, or with a title alone: "Miss Ada Harper".
const RARE: u32 = 25;

/// What the names of an entity add up to.
#[derive(Clone, Copy, Default)]
struct Profile {
    class: Class,
    pronouns: [u32; 2],
    /// How many names are known.
    aliases: u8,
    /// How often it is named, and how often as a place.
    count: u32,
    located: u32,
    /// Whether a body has its name from an office: "the Justice Department".
    body: bool,
    /// The name to show so far: how full it is, and how often it is used.
    best: (Fullness, u32),
}

/// How well a name tells who somebody is, the better the greater.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
enum Fullness {
    /// What shows somebody only where no other name does: a title, by which others may go, too, "Coach"; initials and a
    /// surname in capitals, as on a plate, "W. RABBIT".
    #[default]
    Makeshift,
    /// A single word, perhaps with a title.
    Single,
    /// Given name and surname with a title that others lack: "Miss Ada Harper".
    Titled,
    /// Given name and surname, or a title that belongs to them: "Ada Harper", "Sir John Harper".
    Full,
}

/// Whether a shorter name is used so often that the full one is hardly what the entity is called.
fn is_commoner(short: u32, (fullness, count): (Fullness, u32)) -> bool {
    let times = if count > 1 && fullness == Fullness::Full { COMMONER } else { RARE };
    short > count.saturating_mul(times)
}

/// Room for those whom descriptions alone tell of.
const DESCRIBED: usize = 4;

/// Of nobody more is told.
const MOST_ROLES: u8 = 2;

/// What is left of a form once it is known whose it is.
pub(super) struct Label {
    class: Class,
    /// The mention that shows it.
    shown: u32,
    count: u32,
    pronouns: [u16; 2],
    located: u16,
    fullness: Fullness,
    titled: bool,
    /// The title shows the gender.
    gendered: bool,
    acronym: bool,
    /// A handle that stands behind another form.
    handle: bool,
}

impl Label {
    pub(super) fn of(prose: Prose<'_>, mentions: &[Mention], name: &Name) -> Label {
        let form = &name.form;
        let shown =
            mentions.get(name.shown as usize).and_then(|shown| prose.tokens.get(shown.head().range()));
        Label {
            class: form::class(shown.unwrap_or_default()),
            shown: name.shown,
            count: name.count,
            pronouns: name.pronouns,
            located: name.located,
            fullness: fullness(name, shown.unwrap_or_default()),
            titled: form.title != Title::None,
            gendered: form.titled_gender && !form.title.is_seat(),
            acronym: form.shape == Shape::Acronym && !form.given,
            handle: name.handle_of.is_some(),
        }
    }
}

/// Nobody goes by more names.
const MOST_ALIASES: u8 = 64;

/// One in so many mentions says where something is: the name is a place's.
const PLACED: u32 = 3;

/// Makes the entities, of which little is known yet.
pub(super) fn begin(sketches: &[Sketch], entities: &mut Vec<Entity>) {
    entities.reserve_exact(sketches.len() + DESCRIBED);
    entities.extend(sketches.iter().map(|sketch| Entity {
        cast: sketch.cast,
        full: sketch.full,
        ..Entity::new(EntityKind::Unknown, sketch.gender)
    }));
}

/// Tells what the names and their mentions know of the entities.
pub(super) fn draw(prose: Prose<'_>, mentions: &[Mention], labels: Vec<Label>, out: Output<'_>) {
    let Output { entities, aliases, roles } = out;
    let mut profiles: Vec<Profile> = alloc::vec![Profile::default(); entities.len()];
    for label in labels {
        let Some(mention) = mentions.get(label.shown as usize) else { continue };
        let Some(at) = mention.entity().map(|e| e as usize) else { continue };
        let (Some(entity), Some(profile)) = (entities.get_mut(at), profiles.get_mut(at)) else { continue };
        profile.class = profile.class.or(label.class);
        // QUILL, of Ada Quill, is no acronym.
        if label.acronym && !entity.full {
            profile.class = profile.class.or(Class::ORGANISATION);
        }
        let firm_s = mention.is_firm_s(prose.tokens);
        if firm_s || is_paper(prose, mention) || is_firm(prose, mention) {
            profile.class = profile.class.or(Class::ORGANISATION);
        }
        profile.body |= is_body(prose, mention);
        if label.titled {
            profile.class = profile.class.or(Class::TITLE);
        }
        profile.count = profile.count.saturating_add(label.count);
        profile.located = profile.located.saturating_add(label.located.into());
        for (sum, count) in profile.pronouns.iter_mut().zip(label.pronouns) {
            *sum = sum.saturating_add(count.into());
        }
        let fullness = label.fullness;
        let (full, single) = (fullness > Fullness::Single, profile.best.0 <= Fullness::Single);
        let own = (fullness, label.count);
        let bare = if firm_s { mention.head().span(prose.tokens) } else { prose.name(mention.head()) };
        let better = match (full, single) {
            (true, true) => !is_commoner(profile.best.1, own),
            (false, false) => is_commoner(label.count, profile.best),
            _ => own > profile.best,
        };
        if (better && !label.handle) || entity.name.is_none() {
            profile.best = own;
            entity.name = called(prose, mention, bare, full && !label.gendered).into();
        }
        if profile.aliases < MOST_ALIASES
            && let Some(bare) = bare
        {
            profile.aliases += 1;
            match entity.alias.get() {
                Some(_) => aliases.push((at as u32, bare)),
                None => entity.alias = Some(bare).into(),
            }
        }
    }
    aliases.sort_by_key(|alias| alias.0);
    keep_distinct(prose, entities, aliases);
    for (entity, profile) in entities.iter_mut().zip(profiles) {
        settle(entity, profile);
    }
    for mention in mentions.iter().filter(|mention| is_single_name(mention)) {
        let described =
            mention.tokens().start < mention.head().start || mention.tokens().end > mention.head().end;
        if described
            && let Some(id) = mention.entity()
            && let Some(entity) = entities.get_mut(id as usize)
        {
            note_roles(prose, mention, &mut entity.roles, |role| roles.push((id, role)));
        }
    }
    roles.sort_by_key(|role| role.0);
}

/// Takes out names that are there already, however their lines are broken; those of one entity stand together.
fn keep_distinct(prose: Prose<'_>, entities: &[Entity], aliases: &mut Vec<(u32, Span)>) {
    let words = |span: Span| prose.text.get(span.range()).unwrap_or_default().split_whitespace();
    let (mut first, mut kept) = (0, 0);
    for at in 0..aliases.len() {
        let Some(&(owner, name)) = aliases.get(at) else { break };
        let known = aliases.get(first..kept).unwrap_or_default();
        let known = if known.first().is_some_and(|known| known.0 == owner) { known } else { &[] };
        if known.is_empty() {
            first = kept;
        }
        let main = entities.get(owner as usize).and_then(|entity| entity.alias.get());
        let same = |other: Span| words(other).eq(words(name));
        if !main.is_some_and(same) && !known.iter().any(|known| same(known.1)) {
            aliases.swap(kept, at);
            kept += 1;
        }
    }
    aliases.truncate(kept);
}

/// Keeps what a mention says of the bearer beside the name: "Transport Minister", "a nurse from the county hospital".
fn note_roles(prose: Prose<'_>, mention: &Mention, known: &mut u8, mut note: impl FnMut(Span)) {
    let tells = |run: Run| {
        let tokens = prose.tokens.get(run.range()).unwrap_or_default();
        tokens.iter().map(Token::class).any(|class| {
            // Mr. and Lady are no offices.
            let courtesy = class.any(Class::MALE.or(Class::FEMALE)) && !class.any(Class::ROLE);
            class.any(Class::ROLE.or(Class::KIN).or(Class::TITLE)) && !courtesy
        })
    };
    let before = Run { start: mention.tokens().start, end: mention.head().start };
    let after = Run { start: mention.head().end.saturating_add(1), end: mention.tokens().end };
    for run in [before, after] {
        if run.start < run.end
            && tells(run)
            && *known < MOST_ROLES
            && let Some(role) = prose.name(run)
        {
            *known += 1;
            note(role);
        }
    }
}

/// How well a name tells who somebody is that is shown with these tokens.
fn fullness(name: &Name, shown: &[Token]) -> Fullness {
    let form = &name.form;
    let plate = matches!(shown, [initial, .., last]
        if initial.has(Flags::DOTTED) && initial.len <= 2 && last.has(Flags::CAPITALS));
    match form.words {
        _ if plate => Fullness::Makeshift,
        0 | 1 if form.title == Title::None && name.is_office() => Fullness::Makeshift,
        0 | 1 => Fullness::Single,
        // Mrs. Charles Harper is not Charles Harper.
        _ if form.title.is_courtesy() && !form.wife() => Fullness::Titled,
        _ => Fullness::Full,
    }
}

/// "The Justice Department", "the Senate Judiciary Committee": the last word tells what it is, an office before that what for.
fn is_body(prose: Prose<'_>, mention: &Mention) -> bool {
    let head = prose.tokens.get(mention.head().range()).unwrap_or_default();
    let [.., office, body] = head else { return false };
    let (office, body) = (office.class(), body.class());
    // Major Banks is nobody's bank.
    let before = mention.head().start.checked_sub(1).and_then(|before| prose.tokens.get(before as usize));
    before.is_some_and(|the| the.class().any(Class::DETERMINER))
        && body.any(Class::ORGANISATION)
        && !body.any(Class::TITLE.or(Class::ROLE).or(Class::GIVEN))
        && office.any(Class::TITLE.or(Class::ROLE))
        && !office.any(Class::GIVEN.or(Class::ABBREVIATION).or(Class::MALE).or(Class::FEMALE))
}

/// "The Guardian", "the Herald", "The Valley Register": offices and things that papers are called after, with a capital and
/// an article.
fn is_paper(prose: Prose<'_>, mention: &Mention) -> bool {
    const PAPERS: [u16; 14] = entries([
        "guardian",
        "herald",
        "times",
        "observer",
        "mirror",
        "sun",
        "express",
        "telegraph",
        "post",
        "journal",
        "chronicle",
        "courier",
        "examiner",
        "standard",
    ]);
    /// The last words of longer names.
    const NAMED: [u16; 8] =
        entries(["register", "times", "post", "journal", "herald", "globe", "dispatch", "star"]);
    let head = prose.tokens.get(mention.head().range()).unwrap_or_default();
    let article = (mention.head().start as usize).checked_sub(1).and_then(|before| prose.tokens.get(before));
    let long = head.len() > 1 && head.last().is_some_and(|word| is_one_of(word.word, &NAMED));
    (long || head.len() == 1 && head.iter().all(|word| is_one_of(word.word, &PAPERS)))
        && article.is_some_and(|article| article.class().any(Class::DETERMINER))
}

/// "Halden & Pryce".
fn is_firm(prose: Prose<'_>, mention: &Mention) -> bool {
    let head = prose.tokens.get(mention.head().range()).unwrap_or_default();
    head.iter().any(|token| token.is(TokenKind::Symbol))
}

/// The name as people use it: with its title where it is a single word, or where the title shows the gender.
fn called(prose: Prose<'_>, mention: &Mention, bare: Option<Span>, untitled: bool) -> Option<Span> {
    if untitled || mention.tokens().start == mention.head().start {
        return bare;
    }
    let title = (mention.tokens().start..mention.head().start).rev().take_while(|&at| {
        prose.tokens.get(at as usize).is_some_and(|t| t.class().any(Class::TITLE) && t.is_capitalised())
    });
    let start = title.last().and_then(|start| prose.tokens.get(start as usize)).map(|token| token.start);
    bare.map(|bare| Span { start: start.unwrap_or(bare.start), ..bare })
}

fn settle(entity: &mut Entity, profile: Profile) {
    let class = profile.class;
    let located = profile.located * PLACED > profile.count;
    // "In Virginia": the state, unless Virginia does more than that.
    let given = class.any(Class::GIVEN) && !(located && class.any(Class::PLACE));
    let private = class.any(Class::TITLE) || given || entity.cast.is_some();
    let place = !private && (class.any(Class::PLACE) || located);
    let [she, he] = profile.pronouns;
    let shown = if she >= 2 && she > 2 * he {
        Gender::Female
    } else if he >= 2 && he > 2 * she {
        Gender::Male
    } else {
        Gender::Unknown
    };
    let strong = she.max(he) >= 6 && she.max(he) > 4 * she.min(he);
    // A given name misleads now and then; a title does not.
    if entity.cast.is_none()
        && !place
        && (entity.gender == Gender::Unknown
            || (strong && !class.any(Class::TITLE) && shown != Gender::Unknown))
    {
        entity.gender = shown;
    }
    let person = private || (!place && entity.gender != Gender::Unknown);
    entity.kind = if entity.cast.is_some() {
        EntityKind::Person
    } else if class.any(Class::ORGANISATION) && (profile.body || !class.any(Class::TITLE)) {
        EntityKind::Organization
    } else if person {
        EntityKind::Person
    } else if class.any(Class::PLACE) {
        EntityKind::Organization
    } else if class.any(Class::GROUP) {
        EntityKind::Group
    } else if class.any(Class::DOCUMENT) {
        EntityKind::Work
    } else if class.any(Class::HUMAN) {
        EntityKind::Person
    } else {
        EntityKind::Unknown
    };
}
