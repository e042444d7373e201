//! `cargo xtask test`: every test of the workspace, the database ones on SQLite and on a throw-away PostgreSQL.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::count::Count;
use crate::postgres::{Cluster, binaries};

/// Where the tests look for a PostgreSQL.
const ADDRESS: &str = "HYPERLIEU_TEST_POSTGRES";
/// Where the summary is left for whoever prints it again at the end of a longer run.
const SUMMARY: &str = "tests.txt";

/// Runs the tests; true when all passed.
pub fn run(root: &Path, args: &[String]) -> Result<bool, String> {
    let given = std::env::var(ADDRESS).ok().filter(|address| !address.is_empty());
    let cluster = match given {
        Some(_) => None,
        None if binaries().is_some() => Some(Cluster::start()?),
        None if is_required() => return Err("PostgreSQL is required here: apt-get install postgresql".into()),
        None => {
            boxed(&[
                "PostgreSQL is missing: the tests on PostgreSQL are left out.",
                "To run them too: apt-get install postgresql",
            ]);
            None
        }
    };
    let address = given.or_else(|| cluster.as_ref().map(|cluster| cluster.url.clone()));
    let done = tests(root, args, address.as_deref());
    if let Some(cluster) = cluster {
        cluster.stop();
    }
    let (passed, count) = done?;
    let left_out = if address.is_none() { " (PostgreSQL is missing)" } else { "" };
    let summary = format!("{count}{left_out}");
    println!("{summary}");
    fs::write(target_folder().join(SUMMARY), format!("{summary}\n")).map_err(|error| error.to_string())?;
    Ok(passed && count.failed == 0)
}

/// Whether a run without PostgreSQL is a failure: always where nobody reads the warning.
fn is_required() -> bool {
    let is_on = |name| std::env::var(name).is_ok_and(|value| matches!(value.as_str(), "1" | "true"));
    is_on("CI") || is_on("HYPERLIEU_REQUIRE_POSTGRES")
}

fn tests(root: &Path, args: &[String], address: Option<&str>) -> Result<(bool, Count), String> {
    let has_nextest =
        cargo(root).args(["nextest", "--version"]).output().is_ok_and(|output| output.status.success());
    let mut command = cargo(root);
    command.args(if has_nextest { &["nextest", "run"][..] } else { &["test", "--no-fail-fast"][..] });
    let chosen = args.iter().any(|arg| arg == "-p" || arg.starts_with("--package"));
    command.args((!chosen).then_some("--workspace")).args(args);
    match address {
        Some(address) => command.env(ADDRESS, address),
        None => {
            let separator = if args.iter().any(|arg| arg == "--") { &[][..] } else { &["--"][..] };
            command.env_remove(ADDRESS).args(separator).args(["--skip", "::postgres"])
        }
    };
    if !has_nextest {
        println!(
            "cargo-nextest is missing (cargo install cargo-nextest --locked): running `cargo test` instead"
        );
        return tee(&mut command);
    }
    // nextest keeps its reports here wherever Cargo builds.
    let report = root.join("target/nextest/default/junit.xml");
    // A report of an earlier run must not be counted for this one; there may be none.
    let _ = fs::remove_file(&report);
    let status = command.status().map_err(|error| format!("cargo nextest: {error}"))?;
    let mut count = Count::of_junit(&fs::read_to_string(report).unwrap_or_default());
    if !status.success() || !args.is_empty() {
        return Ok((status.success(), count));
    }
    let docs = examples(root)?;
    count.passed += docs.passed;
    count.failed += docs.failed;
    Ok((docs.failed == 0, count))
}

/// Runs the examples in the docs, which nextest does not; their output is shown only when one fails.
fn examples(root: &Path) -> Result<Count, String> {
    let mut command = cargo(root);
    command.args(["test", "--workspace", "--doc", "--no-fail-fast"]);
    let output = command.output().map_err(|error| format!("cargo test --doc: {error}"))?;
    let told = String::from_utf8_lossy(&output.stdout);
    let mut count = Count::default();
    told.lines().for_each(|line| count.add_line(line));
    if !output.status.success() {
        println!("{told}{}", String::from_utf8_lossy(&output.stderr));
        // A doc that does not even build fails too, though no test of it was told.
        count.failed = count.failed.max(1);
    }
    Ok(count)
}

/// Runs a command, showing its output and counting the tests it tells of.
fn tee(command: &mut Command) -> Result<(bool, Count), String> {
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|error| error.to_string())?;
    let mut count = Count::default();
    let mut out = std::io::stdout();
    for line in child.stdout.take().into_iter().flat_map(|stdout| BufReader::new(stdout).lines()) {
        let line = line.map_err(|error| error.to_string())?;
        count.add_line(&line);
        writeln!(out, "{line}").map_err(|error| error.to_string())?;
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    Ok((status.success(), count))
}

/// Cargo without what `cargo xtask` itself was given, which would make build scripts run again.
fn cargo(root: &Path) -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(root);
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        let ours = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_", "CARGO_PRIMARY_"];
        if name == "CARGO" || name == "LD_LIBRARY_PATH" || ours.iter().any(|prefix| name.starts_with(prefix))
        {
            command.env_remove(&name);
        }
    }
    command
}

/// The folder Cargo builds into: this program lies in `debug` below it.
fn target_folder() -> PathBuf {
    let program = std::env::current_exe().unwrap_or_default();
    program.parent().and_then(Path::parent).map(Path::to_path_buf).unwrap_or_default()
}

fn boxed(lines: &[&str]) {
    let width = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    println!("┌─{}─┐", "─".repeat(width));
    for line in lines {
        println!("│ {line:<width$} │");
    }
    println!("└─{}─┘", "─".repeat(width));
}
