//! `doctor`: looks at the installation and tells what is wrong and how to mend it.

use std::path::Path;

use kit::{App, assets};

use crate::config::Config;
use crate::server::{self, Failure};

/// One finding.
struct Finding {
    good: bool,
    told: String,
}

fn good(told: impl Into<String>) -> Finding {
    Finding { good: true, told: told.into() }
}

fn bad(told: impl Into<String>) -> Finding {
    Finding { good: false, told: told.into() }
}

/// Prints what it finds.
///
/// # Errors
/// When something is wrong, after having told all of it.
pub async fn run(config: &Config) -> Result<(), Failure> {
    let mut findings = vec![bundle(), address(config), folder(config)];
    findings.extend(database(config).await);
    for Finding { good, told } in &findings {
        println!("{} {told}", if *good { "ok   " } else { "WRONG" });
    }
    let wrong = findings.iter().filter(|finding| !finding.good).count();
    if wrong == 0 {
        Ok(())
    } else {
        Err(format!("{wrong} of {} looks found something wrong", findings.len()).into())
    }
}

fn bundle() -> Finding {
    if assets::built() {
        good("pages: scripts and styles are in the binary")
    } else {
        bad("pages: built without scripts and styles; run `make web`, then build again")
    }
}

fn address(config: &Config) -> Finding {
    let base = &config.server.base_url;
    let listen = &config.server.listen;
    let open = !listen.starts_with("127.") && !listen.starts_with("[::1]");
    if open && !base.starts_with("https://") {
        bad(format!(
            "address: {listen} is open to others, but server.base_url is not https: sessions would travel in clear; \
             put a proxy with TLS before it and set server.base_url"
        ))
    } else {
        good(format!("address: listens on {listen}"))
    }
}

fn folder(config: &Config) -> Finding {
    let url = &config.database.url;
    if url.contains("://") {
        return good("data: kept by PostgreSQL");
    }
    let path = Path::new(url.trim_start_matches("sqlite:"));
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let probe = folder.join(".hyperlieu-probe");
    let tried = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&probe, vec![0; 1 << 20]));
    // The probe may not exist; removing it is all that matters.
    let _ = std::fs::remove_file(&probe);
    match tried {
        Ok(()) => good(format!("data: {} can be written", folder.display())),
        Err(why) => bad(format!(
            "data: {} cannot be written ({why}); make room or give the folder to this user",
            folder.display()
        )),
    }
}

async fn listeners(app: &App) -> Finding {
    let aside = async { store::hearing::aside(&mut app.read().await?).await };
    match aside.await {
        Ok(0) => good("facts: every listener took in what it heard"),
        Ok(count) => bad(format!(
            "facts: {count} could not be taken in and are set aside; the log says why (\"set aside\"), and a start tries them once more"
        )),
        Err(why) => bad(format!("facts: {why}")),
    }
}

async fn database(config: &Config) -> Vec<Finding> {
    let app = match server::open(config, String::new(), false).await {
        Ok(app) => app,
        Err(why) => return vec![bad(format!("database: {why}"))],
    };
    let mut findings = vec![good(format!("database: opened, at migration {}", store::latest_migration()))];
    match suggest::load_world(&app).await {
        Ok((world, fact)) => {
            let counts = world.counts();
            findings.push(good(format!(
                "world: {} members, {} wishes, {} offers, {} places, up to fact {fact}",
                counts.members, counts.wishes, counts.offers, counts.places
            )));
            if counts.places == 0 {
                findings.push(bad("town: no place yet; run `hyperlieu import osm FILE`"));
            }
        }
        Err(why) => findings.push(bad(format!("world: {why}"))),
    }
    findings.push(listeners(&app).await);
    app.db.close().await;
    findings
}
