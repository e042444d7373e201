//! Chores of the house as commands: `cargo xtask tidy`, `cargo xtask test`, `cargo xtask postgres`.
//!
//! Knows the tree as text and the tools around it; depends on nothing, ours or not, so that it builds in seconds.

use std::path::PathBuf;
use std::process::ExitCode;

mod count;
mod manifest;
mod measure;
mod postgres;
mod rules;
mod rust;
mod test;
mod tidy;
mod tree;

const HELP: &str = "\
cargo xtask tidy [--tighten]   the house rules, each refusal with its mend; --tighten lowers xtask/ratchet.txt
cargo xtask test [ARGS]        all tests on SQLite and on a throw-away PostgreSQL; ARGS go to the test runner
cargo xtask postgres           a throw-away PostgreSQL until Ctrl-C, its address printed";

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let command = args.next().unwrap_or_default();
    let rest: Vec<String> = args.collect();
    let root = root();
    let done = match command.as_str() {
        "tidy" => tidy::run(&root, rest.iter().any(|arg| arg == "--tighten")),
        "test" => test::run(&root, &rest),
        "postgres" => postgres::serve(),
        "help" | "--help" | "-h" | "" => {
            println!("{HELP}");
            Ok(true)
        }
        other => Err(format!("no command `{other}`\n{HELP}")),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(why) => {
            eprintln!("xtask: {why}");
            ExitCode::FAILURE
        }
    }
}

/// The root of the house: the nearest folder above us that holds this crate.
fn root() -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    here.ancestors().find(|folder| folder.join("xtask/Cargo.toml").is_file()).unwrap_or(&here).to_path_buf()
}
