//! News of wishes: a page that falls or is back, told once, by the channel chosen, within the attention its member gives.

mod answers;
mod browser;
mod budget;
mod chosen;
mod dated;
mod dated_found;
mod dated_random;
mod heeded;
mod here;
mod mail;
mod once;
pub mod page;
mod robust;
mod smtp;
mod steady;
mod ways;
