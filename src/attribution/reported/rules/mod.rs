//! What grammar knows of statements that the models choose word by word: whose one is, how far its words reach, where what is
//! said begins and ends, and which ones cannot be.
//!
//! The tables below name every rule, in the order in which they are asked, with the texts that it is for: `reports`, `tales`
//! or `both`. A rule is a function; what it is for stands above it, with an example in which `|` shows the bounds that it
//! moves. To add one, write it in the file of what it mends, name it in the table where it belongs, and put sentences that need
//! it, and such as it must leave alone, into the `CASES` of its file: one test asks what comes out with it and without.

use alloc::vec::Vec;

use super::Statement;
use super::view::Block;
use crate::span::Run;

mod adjunct;
mod deed;
mod end;
mod mind;
mod neighbour;
mod nobody;
mod parenthetical;
mod passive;
mod reject;
mod relative;
mod seeming;
mod source;
mod start;
mod subject;
mod table;
mod tale;

pub(super) use start::ASIDE;
use table::rules;

rules! {
    /// Mends what later rules read, and which statements there are.
    mend prepare {
        tales tale::narrow,
        tales tale::lead,
        tales tale::keep_to_sentence,
        reports parenthetical::around_hearer,
        reports mind::own_view,
        reports mind::own_case,
        reports source::before_semicolon,
        both source::before_quotation,
        both subject::not_said,
        both subject::not_called,
    }

    /// Reads a statement with the one before it, if there is one.
    follow follow {
        reports adjunct::around_citing,
    }

    /// Whether nobody states anything here: one that finds so is enough.
    reject is_nothing {
        both reject::is_question,
        both reject::is_mention,
        both reject::is_setting,
        both reject::is_order,
        both reject::is_told,
        both reject::is_quoting,
        both reject::is_quoted,
        both reject::is_time,
        both reject::is_list,
        both nobody::is_dateline,
        both nobody::is_object,
        both nobody::is_hearer,
        both nobody::is_place,
        both nobody::is_stance,
        both nobody::is_namesake,
        both reject::is_torn,
        both reject::is_modifier,
        both nobody::is_nobody,
        both nobody::is_subject,
        both nobody::is_toll,
        both reject::is_name,
        both nobody::is_owned,
        both nobody::is_hearsay,
        both reject::is_article,
        both reject::is_gap,
        both reject::is_aside,
        both nobody::is_heard,
        both reject::is_claimed,
        both seeming::is_manner,
        both seeming::is_thought_of,
        both seeming::is_within,
        both seeming::is_listed,
        both seeming::is_example,
        both seeming::is_adverbial,
        reports nobody::is_done_by,
        reports nobody::is_unnamed,
        tales deed::is_deed,
    }

    /// Finds who says it, and what stands before the cue. `before_late` is asked twice, since the rules between may find
    /// another source.
    mend mend {
        reports adjunct::whole_clause,
        reports parenthetical::before_late,
        reports parenthetical::around_late,
        reports parenthetical::behind_part,
        reports parenthetical::without_manner,
        both source::behind_dateline,
        both source::own_suffix,
        both source::own_noun,
        both source::own_name,
        both source::own_station,
        both source::own_asker,
        both source::behind_label,
        both parenthetical::straight,
        both parenthetical::inverse,
        both relative::own_relative,
        both relative::own_antecedent,
        reports adjunct::own_papers,
        both relative::own_head,
        both subject::own_subject,
        both mind::own_mind,
        both subject::own_apposed,
        reports relative::own_gap,
        reports subject::own_letter,
        reports subject::not_within,
        reports subject::second,
        reports source::before_rise,
        both subject::own_clause,
        both subject::own_conjunct,
        both source::before_adverb,
        both passive::agent,
        both passive::complement,
        both passive::as_saying,
        both passive::overheard,
        reports passive::unnamed,
        both passive::told,
        both start::ordered,
        reports passive::behind_opener,
        reports parenthetical::before_late,
        reports adjunct::behind_as,
        both passive::undergo,
        both start::without_bracket,
        both start::without_occasion,
        reports start::with_when,
    }

    /// Where what stands behind the cue begins: the first that knows decides.
    edge start {
        reports start::behind_when,
        both start::behind_hearer,
        both start::behind_aside,
        both start::behind_told,
        both start::behind_place,
        reports start::behind_title,
    }

    /// How far its clause reaches: the first that knows decides.
    edge reach {
        both end::before_main,
        tales end::before_next,
        reports end::behind_quotation,
        both end::with_second,
        reports end::with_verb,
    }

    /// Where in that clause something else begins: the first that knows decides.
    edge end {
        both end::before_bracket,
        both end::behind_relative,
        both end::behind_claim,
        reports end::behind_teller,
        both end::before_so,
        both end::behind_nothing,
        both end::before_manner,
    }

    /// Ends what one statement says where the next begins; asked of the last two statements first.
    bound before_next {
        both neighbour::before_outer,
        both neighbour::before_own,
        both neighbour::before_other,
        reports neighbour::before_part,
    }

    /// Tells whose the words are that two neighbours share: the first that finds some decides.
    share share {
        reports neighbour::within_cue,
        both neighbour::behind_that,
        both neighbour::adding,
        both neighbour::not_source,
    }

    /// Gives what was said its other half.
    mend complete {
        both relative::gapped,
        both relative::not_lone,
        both relative::filler,
        both parenthetical::interrupted,
        both relative::with_filler,
        both relative::behind_filler,
    }
}

/// Asks every rule of the statements of a stretch. Those of which nothing is left are taken out.
pub(super) fn settle(block: &Block<'_>, statements: &mut Vec<Statement>, report: bool) {
    let mut before = None;
    for statement in statements.iter_mut() {
        prepare(report, block, statement);
        follow(report, block, statement, before.as_ref());
        before = Some(*statement);
    }
    statements.retain(|statement| !is_nothing(report, block, statement));
    for statement in statements.iter_mut() {
        mend(report, block, statement);
        bound(report, block, statement);
    }
    for at in (1..statements.len()).rev() {
        if let Some([statement, after]) = statements.get_mut(at - 1..=at) {
            before_next(report, block, statement, after);
            share(report, block, statement, after);
        }
    }
    statements.iter_mut().for_each(|statement| complete(report, block, statement));
    statements.retain(|statement| statement.left.is_some() || statement.right.is_some());
}

/// Moves the edges of what stands behind the cue.
fn bound(report: bool, block: &Block<'_>, statement: &mut Statement) {
    let Some(mut right) = statement.right else { return };
    right.start = start(report, block, statement, right).unwrap_or(right.start);
    right.end = reach(report, block, statement, right).unwrap_or(right.end);
    right.end = end(report, block, statement, right).unwrap_or(right.end);
    statement.right = Some(right);
}

#[cfg(test)]
mod tests;
