//! Names to addresses, and of these only what may be reached. What is checked here is what is connected to: nothing looks
//! the name up a second time, so a name that answers differently the next moment gains nothing by it.

use domain::reach::may_reach;
use std::io;
use std::net::{IpAddr, SocketAddr};

use futures::future::BoxFuture;

use crate::refused::Refused;
use crate::target::Target;

/// Looks names up.
pub trait Lookup: Send + Sync {
    /// The addresses of a name, in the order in which to try them.
    fn lookup<'a>(&'a self, host: &'a str) -> BoxFuture<'a, io::Result<Vec<IpAddr>>>;
}

/// The resolver of the system.
#[derive(Debug, Clone, Copy)]
pub struct System;

impl Lookup for System {
    fn lookup<'a>(&'a self, host: &'a str) -> BoxFuture<'a, io::Result<Vec<IpAddr>>> {
        Box::pin(async move {
            // The final dot keeps the machine's own search domains out of it.
            let absolute = if host.contains('.') { format!("{host}.") } else { host.to_string() };
            Ok(tokio::net::lookup_host((absolute, 0)).await?.map(|address| address.ip()).collect())
        })
    }
}

/// The addresses of a target that may be reached, at most four.
///
/// # Errors
/// `UnknownHost` when the name has no address; `PrivateAddress` when it has none of the public internet.
pub async fn addresses(
    target: &Target,
    lookup: &dyn Lookup,
    allow_private: &[SocketAddr],
) -> Result<Vec<SocketAddr>, Refused> {
    let found = match target.literal {
        Some(address) => vec![address],
        None => lookup.lookup(&target.host).await.map_err(|_| Refused::UnknownHost)?,
    };
    if found.is_empty() {
        return Err(Refused::UnknownHost);
    }
    let mut reachable: Vec<SocketAddr> = Vec::new();
    for address in found.into_iter().map(|address| SocketAddr::new(address, target.port)) {
        if may_reach(address, allow_private) && !reachable.contains(&address) && reachable.len() < 4 {
            reachable.push(address);
        }
    }
    if reachable.is_empty() { Err(Refused::PrivateAddress) } else { Ok(reachable) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;

    struct Table(&'static [&'static str]);

    impl Lookup for Table {
        fn lookup<'a>(&'a self, _: &'a str) -> BoxFuture<'a, io::Result<Vec<IpAddr>>> {
            Box::pin(async { Ok(self.0.iter().map(|text| text.parse().unwrap()).collect()) })
        }
    }

    async fn resolved(table: &'static [&'static str]) -> Result<Vec<String>, Refused> {
        let target = Target::read("https://shop.example/", &Settings::new("x")).unwrap();
        let found = addresses(&target, &Table(table), &[]).await?;
        Ok(found.iter().map(ToString::to_string).collect())
    }

    #[tokio::test]
    async fn only_public_addresses_are_left() {
        assert_eq!(resolved(&["1.1.1.1"]).await.unwrap(), ["1.1.1.1:443"]);
        let mixed = resolved(&["127.0.0.1", "::ffff:10.0.0.1", "2606:4700::1", "1.1.1.1", "1.1.1.1"]).await;
        assert_eq!(mixed.unwrap(), ["[2606:4700::1]:443", "1.1.1.1:443"]);
        assert_eq!(resolved(&["127.0.0.1", "::1", "fe80::1"]).await, Err(Refused::PrivateAddress));
        assert_eq!(resolved(&[]).await, Err(Refused::UnknownHost));
        let many = resolved(&["1.1.1.1", "1.1.1.2", "1.1.1.3", "1.1.1.4", "1.1.1.5"]).await;
        assert_eq!(many.unwrap().len(), 4);
    }
}
