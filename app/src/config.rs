//! Configuration: one commented file is the source of all defaults; a file, the environment and flags go over it.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use domain::CivilZone;
use serde::Deserialize;

/// The commented default configuration, as shipped.
pub const DEFAULTS: &str = include_str!("../hyperlieu.toml");

/// Every setting.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where and how to serve.
    pub server: Server,
    /// Where the truth lives.
    pub database: Database,
    /// The town.
    pub town: Town,
    /// The way out to the web.
    pub fetch: Fetch,
    /// Messages to browsers.
    pub push: Push,
    /// Mail.
    pub mail: Mail,
    /// What is logged, and how.
    pub log: Log,
}

/// Where and how to serve.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    /// Where it listens.
    pub listen: String,
    /// The address people type; empty for the one above.
    pub base_url: String,
    /// Seconds granted to running requests when asked to stop.
    pub stop_seconds: u64,
}

/// Where the truth lives.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    /// A file for SQLite or a `postgres://` address.
    pub url: String,
    /// `beside`, `off`, or the file in which the town is kept for the next start.
    pub snapshot: String,
}

impl Database {
    /// Where the town is kept for the next start. When it is not to be, what lay beside the database goes.
    ///
    /// # Errors
    /// When that cannot be removed.
    pub fn snapshot(&self) -> std::io::Result<Option<PathBuf>> {
        let file = self.url.strip_prefix("sqlite:").unwrap_or(&self.url);
        let beside = (!file.contains("://")).then(|| PathBuf::from(format!("{file}.snapshot")));
        match self.snapshot.as_str() {
            "beside" => Ok(beside),
            "off" => {
                // One that a fall left unfinished goes too.
                let unfinished = beside.as_ref().map(|beside| beside.with_added_extension("new"));
                for file in beside.into_iter().chain(unfinished).filter(|file| file.exists()) {
                    std::fs::remove_file(file)?;
                }
                Ok(None)
            }
            path => Ok(Some(PathBuf::from(path))),
        }
    }
}

/// The town.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Town {
    /// Its IANA time zone.
    pub zone: String,
}

/// The way out to the web.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fetch {
    /// Addresses with ports, joined by commas, that may be fetched from though they are not public.
    pub allow_private: String,
}

impl Fetch {
    /// The addresses that may be fetched from though they are not public.
    ///
    /// # Errors
    /// When one is no address with a port.
    pub fn allow_private(&self) -> Result<Vec<SocketAddr>, ConfigError> {
        let told = self.allow_private.split(',').map(str::trim).filter(|one| !one.is_empty());
        let read = |one: &str| {
            one.parse().map_err(|_| wrong("fetch.allow_private", format!("{one} is not an address and port")))
        };
        told.map(read).collect()
    }
}

/// Messages to browsers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Push {
    /// At which address push services reach the placemaster; empty for the public address of the server.
    pub contact: String,
}

impl Push {
    /// At which address push services reach the placemaster of a house at `base_url`; empty when browsers are sent nothing.
    #[must_use]
    pub fn contact(&self, base_url: &str) -> String {
        match self.contact.as_str() {
            "" if base_url.starts_with("https://") => format!("{base_url}/"),
            told => told.to_owned(),
        }
    }
}

/// Mail.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// The server's address, with its password; empty for no mail.
    pub smtp: String,
    /// From whom.
    pub from: String,
}

impl Mail {
    /// How mail is sent, if it is.
    #[must_use]
    pub fn settings(&self) -> Option<kit::Mail> {
        let set = kit::Mail { smtp: self.smtp.clone(), from: self.from.clone() };
        Some(set).filter(|set| !set.smtp.is_empty())
    }
}

/// The password enters no log.
impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mail").field("from", &self.from).finish_non_exhaustive()
    }
}

/// What is logged, and how.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    /// The level or filter.
    pub level: String,
    /// `text` or `json`.
    pub format: String,
}

/// A configuration that cannot be used, told so that it can be mended.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read {path}: {why}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        why: std::io::Error,
    },
    /// The file is no TOML, or has a key or value we do not know.
    #[error("{origin}: {why}")]
    Wrong {
        /// The file or variable.
        origin: String,
        /// What is wrong.
        why: String,
    },
}

impl Config {
    /// Reads the defaults, the file if one is given, and the environment `HYPERLIEU_SECTION_KEY`.
    ///
    /// # Errors
    /// When a source cannot be read, or holds an unknown key or an impossible value.
    pub fn load(
        file: Option<&Path>,
        env: impl Iterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let mut table: toml::Table = parse("the defaults", DEFAULTS)?;
        let known = table.clone();
        if let Some(path) = file {
            let text = std::fs::read_to_string(path)
                .map_err(|why| ConfigError::Unreadable { path: path.to_owned(), why })?;
            overlay(&mut table, parse(&path.display().to_string(), &text)?);
        }
        for (name, value) in env {
            apply_variable(&mut table, &known, &name, &value)?;
        }
        let config: Self =
            table.try_into().map_err(|why: toml::de::Error| wrong("configuration", why.message()))?;
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> Result<(), ConfigError> {
        if CivilZone::named(&self.town.zone).is_none() {
            return Err(wrong("town.zone", format!("{} is no IANA time zone", self.town.zone)));
        }
        if self.server.listen.parse::<std::net::SocketAddr>().is_err() {
            return Err(wrong("server.listen", format!("{} is not an address and port", self.server.listen)));
        }
        if !matches!(self.log.format.as_str(), "text" | "json") {
            return Err(wrong("log.format", "text or json"));
        }
        self.fetch.allow_private()?;
        let contact = self.push.contact.as_str();
        if !contact.is_empty() && !["mailto:", "https://"].iter().any(|start| contact.starts_with(start)) {
            return Err(wrong("push.contact", "mailto:you@… or https://…"));
        }
        if let Some(mail) = self.mail.settings() {
            deliver::mail::Mailer::new(&mail).map_err(|why| wrong("mail", why.to_string()))?;
        }
        let snapshot = self.database.snapshot.as_str();
        if !matches!(snapshot, "beside" | "off") && !snapshot.contains(['/', '\\', '.']) {
            return Err(wrong("database.snapshot", "beside, off, or a file such as data/town.snapshot"));
        }
        let base = &self.server.base_url;
        let web = base.is_empty() || base.starts_with("http://") || base.starts_with("https://");
        if !web || base.ends_with('/') {
            return Err(wrong("server.base_url", "http:// or https://, without a slash at its end"));
        }
        Ok(())
    }

    /// The town's time zone.
    #[must_use]
    pub fn zone(&self) -> CivilZone {
        CivilZone::named(&self.town.zone).unwrap_or_else(CivilZone::utc)
    }
}

fn wrong(origin: &str, why: impl Into<String>) -> ConfigError {
    ConfigError::Wrong { origin: origin.to_owned(), why: why.into() }
}

fn parse(origin: &str, text: &str) -> Result<toml::Table, ConfigError> {
    text.parse().map_err(|why: toml::de::Error| wrong(origin, why.to_string()))
}

fn overlay(under: &mut toml::Table, over: toml::Table) {
    for (key, value) in over {
        match (under.get_mut(&key), value) {
            (Some(toml::Value::Table(below)), toml::Value::Table(above)) => overlay(below, above),
            (_, value) => {
                under.insert(key, value);
            }
        }
    }
}

/// `HYPERLIEU_SERVER_LISTEN` sets `server.listen`. Variables of other sections (tests, tools) are left alone.
fn apply_variable(
    table: &mut toml::Table,
    known: &toml::Table,
    name: &str,
    value: &str,
) -> Result<(), ConfigError> {
    let Some((section, key)) = name.strip_prefix("HYPERLIEU_").and_then(|rest| rest.split_once('_')) else {
        return Ok(());
    };
    let (section, key) = (section.to_lowercase(), key.to_lowercase());
    let Some(toml::Value::Table(keys)) = known.get(&section) else { return Ok(()) };
    let read = match keys.get(&key) {
        None => return Err(wrong(name, format!("there is no setting {section}.{key}"))),
        Some(toml::Value::Integer(_)) => {
            toml::Value::Integer(value.parse().map_err(|_| wrong(name, "a whole number is expected"))?)
        }
        Some(_) => toml::Value::String(value.to_owned()),
    };
    if let Some(toml::Value::Table(keys)) = table.get_mut(&section) {
        keys.insert(key, read);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(file: Option<&str>, env: &[(&str, &str)]) -> Result<Config, ConfigError> {
        let path = file.map(|text| {
            let path = std::env::temp_dir().join(format!("hl_config_{}_{}", std::process::id(), text.len()));
            std::fs::write(&path, text).unwrap();
            path
        });
        let env = env.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let config = Config::load(path.as_deref(), env);
        if let Some(path) = path {
            std::fs::remove_file(path).unwrap();
        }
        config
    }

    #[test]
    fn the_shipped_file_is_the_defaults() {
        let config = load(None, &[]).unwrap();
        assert_eq!(config.server.listen, "127.0.0.1:8080");
        assert_eq!(config.zone().name(), "Europe/Paris");
    }

    #[test]
    fn files_and_variables_go_over_it() {
        let file = "[server]\nlisten = \"0.0.0.0:80\"\nstop_seconds = 3\n";
        let config = load(Some(file), &[("HYPERLIEU_SERVER_STOP_SECONDS", "5"), ("HOME", "x")]).unwrap();
        assert_eq!((config.server.listen.as_str(), config.server.stop_seconds), ("0.0.0.0:80", 5));
    }

    #[test]
    fn a_snapshot_is_beside_the_database_unless_told() {
        let of = |env: &[(&str, &str)]| load(None, env).unwrap().database.snapshot().unwrap();
        assert_eq!(of(&[]), Some(PathBuf::from("data/hyperlieu.sqlite.snapshot")));
        assert_eq!(
            of(&[("HYPERLIEU_DATABASE_URL", "sqlite:a/b.db")]),
            Some(PathBuf::from("a/b.db.snapshot"))
        );
        let postgres = ("HYPERLIEU_DATABASE_URL", "postgres://u@h/d");
        assert_eq!(of(&[postgres]), None);
        assert_eq!(
            of(&[postgres, ("HYPERLIEU_DATABASE_SNAPSHOT", "a/b.snapshot")]),
            Some(PathBuf::from("a/b.snapshot"))
        );
        assert_eq!(of(&[("HYPERLIEU_DATABASE_SNAPSHOT", "off")]), None);
    }

    #[test]
    fn push_services_reach_the_placemaster_at_the_public_address_unless_told() {
        let of = |told: &str, base_url: &str| Push { contact: told.to_owned() }.contact(base_url);
        assert_eq!(of("", "https://redon.example"), "https://redon.example/");
        assert_eq!(of("", "http://127.0.0.1:8080"), "", "without https browsers are sent nothing");
        assert_eq!(of("mailto:you@redon.example", "https://redon.example"), "mailto:you@redon.example");
    }

    #[test]
    fn turned_off_it_goes() {
        let file = std::env::temp_dir().join(format!("hl_off_{}.sqlite", std::process::id()));
        let beside = PathBuf::from(format!("{}.snapshot", file.display()));
        std::fs::write(&beside, b"").unwrap();
        let database = Database { url: file.display().to_string(), snapshot: "off".to_owned() };
        assert_eq!(database.snapshot().unwrap(), None);
        assert!(!beside.exists());
    }

    #[test]
    fn what_is_unknown_or_impossible_is_refused() {
        for (file, env) in [
            (Some("[server]\nlitsen = \"x\"\n"), None),
            (Some("[sever]\n"), None),
            (Some("[town]\nzone = \"Europe/Redon\"\n"), None),
            (Some("[server]\nlisten = \"nowhere\"\n"), None),
            (Some("[database]\nsnapshot = \"on\"\n"), None),
            (Some("[server]\nbase_url = \"https://x.example/\"\n"), None),
            (Some("not toml"), None),
            (Some("[push]\ncontact = \"me@x.example\"\n"), None),
            (Some("[mail]\nsmtp = \"http://x.example\"\nfrom = \"a@x.example\"\n"), None),
            (Some("[mail]\nsmtp = \"smtp://x.example\"\nfrom = \"\"\n"), None),
            (None, Some(("HYPERLIEU_SERVER_LITSEN", "x"))),
            (None, Some(("HYPERLIEU_SERVER_STOP_SECONDS", "soon"))),
        ] {
            let refused = load(file, &env.into_iter().collect::<Vec<_>>());
            assert!(refused.is_err(), "{file:?} {env:?}");
        }
    }
}
