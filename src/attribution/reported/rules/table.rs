//! How the tables of rules become functions.

/// Makes a function of each table, which asks its rules in their order. It begins with what is done with them:
///
/// - `mend` and `follow`: each may change the statement; `follow` shows it the one before, too
/// - `reject`: whether one of them finds that it is none
/// - `edge`: what the first says that knows
/// - `bound`: each may change the first of two neighbours
/// - `share`: each may change both, until one says that it did
///
/// Every rule is called by name, and not by a pointer, so that it costs no more than code that is written out. The tests see
/// the same tables as data, and can leave a rule out.
macro_rules! rules {
    ($($(#[$doc:meta])* $kind:ident $table:ident { $($texts:ident $file:ident::$rule:ident,)* })*) => {
        $($crate::attribution::reported::rules::table::table! {
            $kind [$(#[$doc])*] $table { $($texts $file::$rule,)* }
        })*

        #[cfg(test)]
        static RULES: &[tests::Rule] = &[$($(tests::Rule {
            table: stringify!($table),
            file: stringify!($file),
            name: stringify!($rule),
            texts: stringify!($texts),
            cases: $file::CASES,
        },)*)*];
    };
}

macro_rules! table {
    (mend [$(#[$doc:meta])*] $table:ident { $($texts:ident $file:ident::$rule:ident,)* }) => {
        $(#[$doc])*
        #[allow(unused_variables, reason = "all rules of a table may be for both sorts of text")]
        fn $table(report: bool, block: &Block<'_>, statement: &mut Statement) {
            $(if table::asks!(report $texts $rule) {
                $file::$rule(block, statement);
            })*
        }
    };
    (follow [$(#[$doc:meta])*] $table:ident { $($texts:ident $file:ident::$rule:ident,)* }) => {
        $(#[$doc])*
        fn $table(report: bool, block: &Block<'_>, statement: &mut Statement, before: Option<&Statement>) {
            $(if table::asks!(report $texts $rule) {
                $file::$rule(block, statement, before);
            })*
        }
    };
    (reject [$(#[$doc:meta])*] $table:ident { $($texts:ident $file:ident::$rule:ident,)* }) => {
        $(#[$doc])*
        fn $table(report: bool, block: &Block<'_>, statement: &Statement) -> bool {
            $(table::asks!(report $texts $rule) && $file::$rule(block, statement))||*
        }
    };
    (edge [$(#[$doc:meta])*] $table:ident { $($texts:ident $file:ident::$rule:ident,)* }) => {
        $(#[$doc])*
        fn $table(report: bool, block: &Block<'_>, statement: &Statement, right: Run) -> Option<u32> {
            $(if table::asks!(report $texts $rule)
                && let Some(edge) = $file::$rule(block, statement, right)
            {
                return Some(edge);
            })*
            None
        }
    };
    (bound [$(#[$doc:meta])*] $table:ident { $($texts:ident $file:ident::$rule:ident,)* }) => {
        $(#[$doc])*
        fn $table(report: bool, block: &Block<'_>, statement: &mut Statement, after: &Statement) {
            $(if table::asks!(report $texts $rule) {
                $file::$rule(block, statement, after);
            })*
        }
    };
    (share [$(#[$doc:meta])*] $table:ident { $($texts:ident $file:ident::$rule:ident,)* }) => {
        $(#[$doc])*
        fn $table(report: bool, block: &Block<'_>, statement: &mut Statement, after: &mut Statement) -> bool {
            $(table::asks!(report $texts $rule) && $file::$rule(block, statement, after))||*
        }
    };
}

/// Whether a rule is for such a text.
macro_rules! asks {
    ($report:ident both $rule:ident) => {
        table::is_in(stringify!($rule))
    };
    ($report:ident reports $rule:ident) => {
        $report && table::is_in(stringify!($rule))
    };
    ($report:ident tales $rule:ident) => {
        !$report && table::is_in(stringify!($rule))
    };
}

pub(super) use {asks, rules, table};

/// Whether a rule is asked at all: only a test leaves one out.
#[cfg(not(test))]
#[inline(always)]
pub(super) const fn is_in(_: &'static str) -> bool {
    true
}

#[cfg(test)]
pub(super) fn is_in(rule: &'static str) -> bool {
    super::tests::is_in(rule)
}
