//! The engine from outside: every lock by one helper, and random towns against an oracle that has no index.

mod locks;
mod oracle;
mod presence;
mod properties;
mod signals;
mod strategies;
mod town;
