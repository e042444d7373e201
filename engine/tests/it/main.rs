//! The engine from outside: every lock by one helper, and random towns against an oracle that has no index.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop where it stands")]

mod clocks;
mod contacts;
mod crowds;
mod demand;
mod ground;
mod life;
mod locks;
mod news;
mod oracle;
mod parts;
mod presence;
mod properties;
mod signals;
mod strategies;
mod time;
mod town;
