//! What storytellers print, in cases as [`newsroom`](super::newsroom) has them: speech of many times and kinds, names of
//! many sorts, and what looks like a name or a speaker and is none.

use inquit::Genre;

use super::newsroom::{check, every_file};

macro_rules! cases {
    ($($name:ident,)*) => {
        const FILES: &[&str] = &[$(stringify!($name)),*];
        $(
        #[test]
        fn $name() {
            check(include_str!(concat!("tales/", stringify!($name), ".txt")), Genre::Fiction);
        }
        )*
    };
}

cases! {
    names, tags, heard, today, company, shelf, rooms, tables, strangers, fables, starships, precincts, hearts, trails, wires,
    dashes, kitchens, boards, mixed, manners, classics, openings, parlours, voyages, lodgings, orchards,
    quarters, seasons, scenes,
}

#[test]
fn no_file_is_left_out() {
    every_file("tales", FILES);
}
