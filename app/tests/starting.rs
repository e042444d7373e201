//! What a server says while it starts, to a file or a pipe: lines that a program can read.

#![expect(clippy::unwrap_used, reason = "a test's panic is its report")]

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

/// Starts a server, waits until it listens, and gives what it logged until then and a little after.
fn logged(name: &str, format: &str) -> String {
    let file = std::env::temp_dir().join(format!("hyperlieu-starting-{name}-{}.sqlite", std::process::id()));
    let mut command = Command::new(env!("CARGO_BIN_EXE_hyperlieu"));
    command.arg("--database").arg(&file).args(["serve", "--listen", "127.0.0.1:0"]);
    command.env("HYPERLIEU_LOG_LEVEL", "info").env("HYPERLIEU_LOG_FORMAT", format).env_remove("NO_COLOR");
    let mut server = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut said = BufReader::new(server.stderr.take().unwrap());
    let mut line = String::new();
    said.read_line(&mut line).unwrap();
    server.kill().unwrap();
    server.wait().unwrap();
    said.read_to_string(&mut line).unwrap();
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", file.display()));
    }
    line
}

#[test]
fn a_pipe_is_told_no_colours() {
    let said = logged("plain", "text");
    assert!(said.contains("listening") && !said.contains('\u{1b}'), "{said:?}");
}

#[test]
fn a_log_of_json_is_json_throughout() {
    let said = logged("json", "json");
    for line in said.lines() {
        assert!(serde_json::from_str::<serde_json::Value>(line).is_ok_and(|line| line.is_object()), "{line}");
    }
    assert!(said.contains("listening"), "{said:?}");
}
