//! The binary `hyperlieu`.

use std::process::ExitCode;

use clap::Parser;
use hyperlieu::commands::Command;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    match Command::parse().run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("hyperlieu: {why}");
            ExitCode::FAILURE
        }
    }
}
