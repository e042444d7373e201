//! A throw-away PostgreSQL from the system's own binaries: quick, unsafe for data, gone with the process that started it.
//!
//! A guard, a small shell in its own process group, waits for our end of a pipe to close, which the kernel does however
//! we die; then it stops the server and removes its folder.

use std::fs;
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Settings that trade safety for speed; `--sync-only` safety is the business of real servers.
const QUICK: &[&str] = &[
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=300",
    "shared_buffers=128MB",
];

/// Waits for the pipe to close, then stops the server and removes its folder.
const GUARD: &str =
    r#"trap '' INT TERM HUP; cat >/dev/null; dir=$1; shift; "$@" >/dev/null 2>&1 || :; rm -rf "$dir""#;

/// A running throw-away server.
#[derive(Debug)]
pub struct Cluster {
    /// Where it listens.
    pub url: String,
    guard: Child,
}

impl Cluster {
    /// Starts one, or says why not.
    pub fn start() -> Result<Cluster, String> {
        let bin = binaries().ok_or("no PostgreSQL server binaries (initdb, pg_ctl) found")?;
        let folder = std::env::temp_dir().join(format!("hyperlieu-postgres-{}", std::process::id()));
        fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let user = User::find()?;
        let stop = user.command(&bin.join("pg_ctl"));
        let guard = guard(&folder, &stop)?;
        let cluster = Cluster { url: String::new(), guard };
        if user.is_other() {
            quietly(Command::new("chown").arg("postgres:").arg(&folder))?;
        }
        let data = folder.join("data");
        // French ICU order on purpose: a key that forgot COLLATE "C" sorts differently from SQLite here, as it would at home.
        let mut init = user.command(&bin.join("initdb"));
        init.args([
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--no-sync",
            "--no-instructions",
        ]);
        init.args(["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=fr-FR", "--pgdata"]).arg(&data);
        quietly(&mut init)?;
        for _ in 0..5 {
            // Another process may take the port between our look and the start: then try the next.
            let port = free_port()?;
            if quietly(&mut start(&user, &bin, &folder, port)).is_ok() {
                return Ok(Cluster {
                    url: format!("postgres://postgres@127.0.0.1:{port}/postgres"),
                    ..cluster
                });
            }
        }
        let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
        Err(format!("PostgreSQL does not start:\n{log}"))
    }

    /// Stops it and waits until its folder is gone.
    pub fn stop(mut self) {
        drop(self.guard.stdin.take());
        // A guard that cannot be waited for still does its work.
        let _ = self.guard.wait();
    }
}

/// Runs a server until Ctrl-C.
pub fn serve() -> Result<bool, String> {
    let cluster = Cluster::start()?;
    println!("export HYPERLIEU_TEST_POSTGRES={}", cluster.url);
    eprintln!("A throw-away PostgreSQL; Ctrl-C stops it and removes its data.");
    loop {
        std::thread::park();
    }
}

fn start(user: &User, bin: &Path, folder: &Path, port: u16) -> Command {
    let mut options =
        format!("-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={}", folder.display());
    for setting in QUICK {
        options += &format!(" -c {setting}");
    }
    let mut command = user.command(&bin.join("pg_ctl"));
    command.arg("--pgdata").arg(folder.join("data")).arg("--log").arg(folder.join("log"));
    command.args(["--wait", "--timeout=60", "--options", &options, "start"]);
    command
}

fn guard(folder: &Path, stop: &Command) -> Result<Child, String> {
    let mut guard = Command::new("sh");
    guard.args(["-c", GUARD, "guard"]).arg(folder).arg(stop.get_program()).args(stop.get_args());
    guard.arg("--pgdata").arg(folder.join("data")).args(["--mode=immediate", "--wait", "stop"]);
    guard.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0).current_dir("/");
    guard.spawn().map_err(|error| format!("sh: {error}"))
}

/// The folder of the newest server binaries: Debian's place, then the PATH.
pub fn binaries() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut debian: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    debian.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let places = debian.into_iter().rev().map(|(_, bin)| bin).chain(std::env::split_paths(&path));
    places.into_iter().find(|bin| bin.join("initdb").is_file() && bin.join("pg_ctl").is_file())
}

fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|error| error.to_string())?;
    listener.local_addr().map(|address| address.port()).map_err(|error| error.to_string())
}

/// Runs a command; its output is shown only if it fails.
fn quietly(command: &mut Command) -> Result<(), String> {
    let program = command.get_program().to_string_lossy().into_owned();
    // `pg_ctl start` hands its output on to the server, which would keep a pipe open: give it none.
    let starts = command.get_args().any(|arg| arg == "start");
    command.stdin(Stdio::null()).current_dir("/");
    if starts {
        let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
        return match status.map_err(|error| format!("{program}: {error}"))?.success() {
            true => Ok(()),
            false => Err(format!("{program} failed")),
        };
    }
    let output = command.output().map_err(|error| format!("{program}: {error}"))?;
    match output.status.success() {
        true => Ok(()),
        false => Err(format!("{program} failed: {}", String::from_utf8_lossy(&output.stderr))),
    }
}

/// Who runs the server: PostgreSQL refuses root, so then the system's `postgres`.
#[derive(Debug)]
struct User {
    /// The words before a command that make it run as the other user; empty when we are not root.
    prefix: Vec<String>,
}

impl User {
    fn find() -> Result<User, String> {
        let id = Command::new("id").arg("-u").output().map_err(|error| format!("id: {error}"))?;
        if id.stdout != b"0\n" {
            return Ok(User { prefix: Vec::new() });
        }
        let ways: [&[&str]; 2] = [
            &["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"],
            &["runuser", "-u", "postgres", "--"],
        ];
        let works = |way: &&&[&str]| {
            Command::new(way[0])
                .args(&way[1..])
                .arg("true")
                .output()
                .is_ok_and(|output| output.status.success())
        };
        let way = ways
            .iter()
            .find(works)
            .ok_or("we are root, PostgreSQL refuses root, and we cannot become `postgres`")?;
        Ok(User { prefix: way.iter().map(ToString::to_string).collect() })
    }

    fn is_other(&self) -> bool {
        !self.prefix.is_empty()
    }

    fn command(&self, program: &Path) -> Command {
        match self.prefix.split_first() {
            None => Command::new(program),
            Some((first, rest)) => {
                let mut command = Command::new(first);
                command.args(rest).arg(program);
                command
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_ports_can_be_bound() {
        let port = free_port().unwrap();
        assert!(TcpListener::bind(("127.0.0.1", port)).is_ok());
    }

    #[test]
    fn the_guard_clears_the_folder_when_the_pipe_closes() {
        let folder = std::env::temp_dir().join(format!("hyperlieu-guard-{}", std::process::id()));
        fs::create_dir_all(folder.join("data")).unwrap();
        let mut child = guard(&folder, &Command::new("false")).unwrap();
        assert!(folder.exists());
        drop(child.stdin.take());
        child.wait().unwrap();
        assert!(!folder.exists());
    }
}
