//! The library and its examples from the outside, in one binary.

mod api;
mod check;
mod corpus;
mod examples;
mod forms;
mod newsroom;
mod properties;
mod record;
mod snapshots;
mod speakers;
mod tales;
mod unlike;
