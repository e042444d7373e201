//! Stories through the whole house, each on both databases: what a person does, and what must never happen.
//!
//! PostgreSQL by `HYPERLIEU_TEST_POSTGRES`, as everywhere.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a panic is the report of a test")]

mod agenda;
mod answer;
mod asked;
mod bare_links;
mod capture;
mod captured;
mod circles;
mod corrected;
mod currencies;
mod day;
mod deeds;
mod elsewhere;
mod figures;
mod gifts;
mod hand;
mod harness;
mod heard;
mod held;
mod imports;
mod inputs;
mod journey;
mod kept;
mod listening;
mod nearest;
mod never;
mod offline;
mod only_here;
mod own;
mod own_picture;
mod pages;
mod pictures;
mod polite;
mod random;
mod refusals;
mod resolver;
mod roles;
mod sellers;
mod shared_again;
mod shared_live;
mod sharing;
mod simulated;
mod site;
mod surprise;
mod tags;
mod taking;
mod telling;
mod time;
mod today;
mod touch;
mod typed_beside;
mod walks;
mod watch;
mod words;
