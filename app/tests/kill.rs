//! Killed in the middle: what was acknowledged is there afterwards, once, and whoever sends everything again doubles
//! nothing.

#![expect(clippy::unwrap_used, reason = "a test's panic is its report")]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use kit::Chance;
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;
use tokio::task::JoinSet;

/// Wishes in all, shared by the members.
const WISHES: usize = 1_000;
const MEMBERS: usize = 4;
const CONNECTIONS: usize = 8;

both!(nothing_acknowledged_is_lost_or_doubled);

/// The id under which each acknowledged wish was answered, by its number.
type Acknowledged = BTreeMap<usize, String>;

async fn nothing_acknowledged_is_lost_or_doubled(t: TestDb) {
    let seed = match std::env::var("HYPERLIEU_TEST_SEED") {
        Ok(seed) => seed.parse().unwrap(),
        Err(_) => u64::from_le_bytes(Chance::system().bytes()),
    };
    println!("HYPERLIEU_TEST_SEED={seed}");
    let chance = Chance::seeded(seed);
    // Only the server holds the database, so that its death is everybody's.
    t.db.close().await;
    let tokens: Arc<[String]> = (0..MEMBERS).map(|number| token(&t.address, number)).collect();
    let enough = 100 + usize::try_from(chance.below(800)).unwrap();

    let mut server = Server::start(&t.address);
    let (acknowledged, refused) = post_all(&server.base, &tokens, Some((&mut server.child, enough))).await;
    server.child.wait().unwrap();
    assert!(refused.is_empty(), "{refused:?}");
    let count = acknowledged.len();
    assert!((enough..WISHES).contains(&count), "killed after {enough} answers, {count} were acknowledged");

    let server = Server::start(&t.address);
    let kept = listed(&server.base, &tokens).await;
    let lost: Vec<_> =
        acknowledged.iter().filter(|(number, id)| kept.get(number) != Some(&vec![(*id).clone()])).collect();
    assert!(lost.is_empty(), "acknowledged, and now missing, doubled or another: {lost:?}");

    let (again, refused) = post_all(&server.base, &tokens, None).await;
    assert!(refused.is_empty(), "{refused:?}");
    let listed = listed(&server.base, &tokens).await;
    assert_eq!(listed.len(), WISHES);
    for (number, ids) in &listed {
        assert_eq!(ids, &[again[number].clone()], "wish {number} is not there exactly once");
        if let Some(first) = acknowledged.get(number) {
            assert_eq!(first, &again[number], "wish {number} was answered under two ids");
        }
    }
}

/// The real binary, killed when dropped.
struct Server {
    child: Child,
    base: String,
}

impl Server {
    fn start(database: &str) -> Self {
        let mut command = hyperlieu(database);
        let mut child =
            command.args(["serve", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let base = line
            .trim()
            .strip_prefix("listening on ")
            .unwrap_or_else(|| panic!("it said {line:?}"))
            .to_owned();
        Self { child, base }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Dead already is as well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn hyperlieu(database: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hyperlieu"));
    command.args(["--database", database]).env("HYPERLIEU_LOG_LEVEL", "error");
    command
}

fn token(database: &str, number: usize) -> String {
    let made =
        hyperlieu(database).args(["token", "--new-member", &format!("Membre {number}")]).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    String::from_utf8(made.stdout).unwrap().trim().to_owned()
}

/// Posts every wish under its own key; with a child, kills it once that many answers came. Gives what was acknowledged,
/// and what was answered otherwise.
async fn post_all(
    base: &str,
    tokens: &Arc<[String]>,
    kill: Option<(&mut Child, usize)>,
) -> (Acknowledged, Vec<String>) {
    let answered = Arc::new(AtomicUsize::new(0));
    let mut lanes = JoinSet::new();
    for lane in 0..CONNECTIONS {
        let (base, tokens, answered) = (base.to_owned(), tokens.clone(), answered.clone());
        lanes.spawn(async move { post_some(lane, &base, &tokens, &answered).await });
    }
    if let Some((child, enough)) = kill {
        while answered.load(Ordering::Relaxed) < enough && !lanes.is_empty() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        // SIGKILL: no handler runs, no buffer is flushed.
        child.kill().unwrap();
    }
    let (mut acknowledged, mut refused) = (Acknowledged::new(), Vec::new());
    for (some, other) in lanes.join_all().await {
        acknowledged.extend(some);
        refused.extend(other);
    }
    (acknowledged, refused)
}

/// One connection's share; a broken connection ends it.
async fn post_some(
    lane: usize,
    base: &str,
    tokens: &[String],
    answered: &AtomicUsize,
) -> (Acknowledged, Vec<String>) {
    let client = Client::builder().pool_max_idle_per_host(1).build().unwrap();
    let (mut acknowledged, mut refused) = (Acknowledged::new(), Vec::new());
    for number in (lane..WISHES).step_by(CONNECTIONS) {
        let request = client
            .post(format!("{base}/api/v1/wishes"))
            .bearer_auth(&tokens[number % MEMBERS])
            .header("idempotency-key", format!("wish-{number}"))
            .json(&json!({ "title": title(number) }));
        let Ok(answer) = request.send().await else { break };
        let status = answer.status();
        // An answer cut short acknowledged nothing that anybody could have read.
        let Ok(body) = answer.json::<Value>().await else { break };
        if status == StatusCode::CREATED {
            acknowledged.insert(number, body["id"].as_str().unwrap().to_owned());
        } else {
            refused.push(format!("wish {number}: {status} {body}"));
        }
        answered.fetch_add(1, Ordering::Relaxed);
    }
    (acknowledged, refused)
}

fn title(number: usize) -> String {
    format!("Souhait {number}")
}

/// The ids of every wish that is listed, by its number.
async fn listed(base: &str, tokens: &[String]) -> BTreeMap<usize, Vec<String>> {
    let client = Client::new();
    let mut all = BTreeMap::<usize, Vec<String>>::new();
    for token in tokens {
        let mut next = String::new();
        loop {
            let answer =
                client.get(format!("{base}/api/v1/wishes{next}")).bearer_auth(token).send().await.unwrap();
            let page: Value = answer.error_for_status().unwrap().json().await.unwrap();
            for wish in page["items"].as_array().unwrap() {
                let number =
                    wish["title"].as_str().unwrap().strip_prefix("Souhait ").unwrap().parse().unwrap();
                all.entry(number).or_default().push(wish["id"].as_str().unwrap().to_owned());
            }
            match page["next"].as_str() {
                Some(after) => next = format!("?after={after}"),
                None => break,
            }
        }
    }
    all
}
