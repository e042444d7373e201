//! An address as a person wrote it, or as a server redirects to it, checked before anything is sent.

use domain::reach::may_reach;
use std::net::{IpAddr, SocketAddr};

use url::{Host, Url};

use crate::refused::Refused;
use crate::settings::Settings;

/// The longest address followed, in bytes: what browsers and servers agree on with room to spare.
pub const ADDRESS_BYTES: usize = 8_192;

/// An address that may be asked for, as far as can be told without looking its name up.
#[derive(Debug, Clone)]
pub struct Target {
    /// The address without its fragment.
    pub url: Url,
    /// The name or literal address of the server, in small letters, without the final dot.
    pub host: String,
    /// The port.
    pub port: u16,
    /// Whether the connection is private (https).
    pub tls: bool,
    /// The server's address where the URL holds it literally.
    pub literal: Option<IpAddr>,
}

impl Target {
    /// Checks an address.
    ///
    /// # Errors
    /// `BadAddress`, and `PrivateAddress` where the URL holds a literal address outside the public internet, in any of its
    /// spellings: the URL standard reads decimal, octal, hexadecimal and shortened forms as one.
    pub fn read(text: &str, settings: &Settings) -> Result<Self, Refused> {
        if text.len() > ADDRESS_BYTES {
            return Err(Refused::BadAddress);
        }
        Self::check(Url::parse(text.trim()).map_err(|_| Refused::BadAddress)?, settings)
    }

    /// Checks where a redirect leads.
    ///
    /// # Errors
    /// As `read`.
    pub fn follow(&self, location: &str, settings: &Settings) -> Result<Self, Refused> {
        if location.len() > ADDRESS_BYTES {
            return Err(Refused::BadAddress);
        }
        Self::check(self.url.join(location.trim()).map_err(|_| Refused::BadAddress)?, settings)
    }

    fn check(mut url: Url, settings: &Settings) -> Result<Self, Refused> {
        let tls = match url.scheme() {
            "https" => true,
            "http" => false,
            _ => return Err(Refused::BadAddress),
        };
        if !url.username().is_empty() || url.password().is_some() || url.as_str().len() > ADDRESS_BYTES {
            return Err(Refused::BadAddress);
        }
        let port = url.port_or_known_default().ok_or(Refused::BadAddress)?;
        let literal = match url.host().ok_or(Refused::BadAddress)? {
            Host::Domain(_) => None,
            Host::Ipv4(address) => Some(IpAddr::V4(address)),
            Host::Ipv6(address) => Some(IpAddr::V6(address)),
        };
        let listed = settings.allow_private.iter().any(|address| address.port() == port);
        if !settings.ports.contains(&port) && !listed {
            return Err(Refused::BadAddress);
        }
        if literal.is_some_and(|address| !may_reach(SocketAddr::new(address, port), &settings.allow_private))
        {
            return Err(Refused::PrivateAddress);
        }
        let host = url.host_str().unwrap_or_default().trim_end_matches('.').to_ascii_lowercase();
        if host.is_empty() || host.len() > 253 {
            return Err(Refused::BadAddress);
        }
        url.set_fragment(None);
        Ok(Self { url, host, port, tls, literal })
    }

    /// Scheme, host and port, as one text: what one `robots.txt` speaks for.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("{}://{}:{}", self.url.scheme(), self.host, self.port)
    }

    /// The path with its query, as it is asked for.
    #[must_use]
    pub fn path(&self) -> String {
        match self.url.query() {
            Some(query) => format!("{}?{query}", self.url.path()),
            None => self.url.path().to_string(),
        }
    }

    /// The `Host` header: the port stands there only if it is unusual.
    #[must_use]
    pub fn authority(&self) -> String {
        match self.url.port() {
            Some(port) => format!("{}:{port}", self.host),
            None => self.host.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Target, Refused> {
        Target::read(text, &Settings::new("https://lieu.example/contact"))
    }

    #[test]
    fn web_addresses_pass() {
        let target = read("  https://Shop.Example./p?a=1#top ").unwrap();
        assert_eq!((target.host.as_str(), target.port, target.tls), ("shop.example", 443, true));
        assert_eq!((target.path().as_str(), target.authority().as_str()), ("/p?a=1", "shop.example"));
        assert_eq!(read("http://café.example/").unwrap().host, "xn--caf-dma.example");
        assert_eq!(read("http://1.1.1.1/").unwrap().literal, "1.1.1.1".parse().ok());
        assert_eq!(read("http://[2606:4700::1]:443/").unwrap().authority(), "[2606:4700::1]:443");
    }

    #[test]
    fn what_is_no_web_address_is_refused() {
        let long = format!("https://shop.example/{}", "a".repeat(ADDRESS_BYTES));
        for text in [
            "",
            "shop.example",
            "/p",
            "ftp://shop.example/",
            "file:///etc/passwd",
            "gopher://shop.example:70/",
            "javascript:alert(1)",
            "data:text/html,x",
            "https://",
            "https:///",
            "http://user@shop.example/",
            "http://user:word@shop.example/",
            "http://:word@shop.example/",
            "http://shop.example:22/",
            "http://shop.example:8080/",
            "https://shop.example:6379/",
            "http://shop.example:0/",
            "http://shop.example:99999/",
            "http://[fe80::1%25eth0]/",
            "http://[::1/",
            "http://sh op.example/",
            "http://./",
            "http://../",
            &long,
        ] {
            assert_eq!(read(text).err(), Some(Refused::BadAddress), "{text}");
        }
    }

    #[test]
    fn every_spelling_of_a_private_address_is_refused() {
        for text in [
            "http://127.0.0.1/",
            "http://127.1/",
            "http://2130706433/",
            "http://0x7f000001/",
            "http://0x7f.1/",
            "http://017700000001/",
            "http://0177.0.0.01/",
            "http://127.0.0.1./",
            "http://0/",
            "http://0.0.0.0/",
            "http://①②⑦.⓪.⓪.①/",
            "http://１２７.0.0.1/",
            "http://127。0。0。1/",
            "http://%31%32%37.0.0.1/",
            "http://[::1]/",
            "http://[0:0:0:0:0:0:0:1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:7f00:1]/",
            "http://[::127.0.0.1]/",
            "http://[64:ff9b::127.0.0.1]/",
            "http://[2002:7f00:1::]/",
            "http://[fd00::1]/",
            "http://[fe80::1]/",
            "http://169.254.169.254/latest",
            "http://0xa9fea9fe/",
            "http://10.0.0.1:443/",
            "http:\\\\127.0.0.1\\",
            "http:127.0.0.1",
            "http://\t127.0.0.1/",
        ] {
            assert_eq!(read(text).err(), Some(Refused::PrivateAddress), "{text}");
        }
    }

    #[test]
    fn redirects_are_checked_as_the_first_address() {
        let settings = Settings::new("https://lieu.example/contact");
        let target = read("https://shop.example/a/b").unwrap();
        assert_eq!(target.follow("../c", &settings).unwrap().url.as_str(), "https://shop.example/c");
        assert_eq!(target.follow("//other.example", &settings).unwrap().host, "other.example");
        assert_eq!(target.follow("http://localhost:22", &settings).err(), Some(Refused::BadAddress));
        assert_eq!(target.follow("//127.1/", &settings).err(), Some(Refused::PrivateAddress));
        assert_eq!(target.follow("file:///etc/passwd", &settings).err(), Some(Refused::BadAddress));
        assert_eq!(target.follow("//a:b@shop.example/", &settings).err(), Some(Refused::BadAddress));
    }
}
