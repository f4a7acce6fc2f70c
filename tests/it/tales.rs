//! What storytellers print, in cases as [`newsroom`](super::newsroom) has them: speech of many times and kinds, names of
//! many sorts, and what looks like a name or a speaker and is none.

use inquit::Genre;

use crate::newsroom::cases;

cases! {
    "tales", Genre::Fiction, but [];
    names, tags, heard, today, company, shelf, rooms, tables, strangers, fables, starships, precincts, hearts, trails, wires,
    dashes, kitchens, boards, mixed, manners, classics, openings, parlours, voyages, landings, lodgings, orchards,
    quarters, seasons, scenes, newcomers, porches, verandas, arrivals,
}
