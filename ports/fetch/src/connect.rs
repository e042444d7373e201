//! One connection to one checked address, one request on it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};

use crate::refused::Refused;
use crate::target::Target;

/// Headers of an answer, at most: browsers accept a few hundred, sites send thirty.
const HEADERS: usize = 128;
/// Bytes of an answer's head, at most.
const HEAD_BYTES: usize = 64 * 1024;

/// A connection that may be read and written.
pub trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

/// How private connections are made: Mozilla's roots, ring's ciphers, TLS 1.2 and 1.3.
///
/// # Errors
/// When the ciphers know none of these versions, which a test excludes.
pub fn tls() -> Result<TlsConnector, tokio_rustls::rustls::Error> {
    trusting(RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() })
}

fn trusting(roots: RootCertStore) -> Result<TlsConnector, tokio_rustls::rustls::Error> {
    let mut config = ClientConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsConnector::from(Arc::new(config)))
}

/// Connects to the first of these addresses that answers, within `limit`.
///
/// # Errors
/// `TooSlow`, `Unreachable` or `Tls`.
pub async fn open(
    target: &Target,
    addresses: &[SocketAddr],
    limit: Duration,
    tls: &TlsConnector,
) -> Result<Box<dyn Stream>, Refused> {
    // No address may use up the time of those after it.
    let share = limit / u32::try_from(addresses.len()).unwrap_or(1).max(1);
    let mut refused = Refused::Unreachable;
    for address in addresses {
        match timeout(share, reach(target, *address, tls)).await {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(error)) => refused = error,
            Err(_) => refused = Refused::TooSlow,
        }
    }
    Err(refused)
}

async fn reach(target: &Target, address: SocketAddr, tls: &TlsConnector) -> Result<Box<dyn Stream>, Refused> {
    let stream = TcpStream::connect(address).await.map_err(|_| Refused::Unreachable)?;
    if !target.tls {
        return Ok(Box::new(stream));
    }
    let name = match target.literal {
        Some(address) => ServerName::from(address),
        None => ServerName::try_from(target.host.clone()).map_err(|_| Refused::Tls)?,
    };
    Ok(Box::new(tls.connect(name, stream).await.map_err(|_| Refused::Tls)?))
}

/// An answer whose body is still to be read. Dropping it closes the connection.
#[derive(Debug)]
pub struct Answer {
    /// Status, headers and body.
    pub response: Response<Incoming>,
    /// Keeps the connection open.
    pub driver: Driver,
}

/// The task that moves the bytes of one connection, ended with it.
#[derive(Debug)]
pub struct Driver(JoinHandle<()>);

impl Drop for Driver {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Sends the one request of a connection.
///
/// # Errors
/// `Broken`, also for a head beyond all measure.
pub async fn ask(stream: Box<dyn Stream>, request: Request<Full<Bytes>>) -> Result<Answer, Refused> {
    let mut builder = http1::Builder::new();
    builder.max_headers(HEADERS).max_header_size(HEAD_BYTES);
    let (mut sender, connection) =
        builder.handshake(TokioIo::new(stream)).await.map_err(|_| Refused::Broken)?;
    let driver = Driver(tokio::spawn(async move {
        // Its end is told to whoever waits for the answer or reads the body.
        let _ = connection.await;
    }));
    let response = sender.send_request(request).await.map_err(|_| Refused::Broken)?;
    Ok(Answer { response, driver })
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;
    use tokio_rustls::TlsAcceptor;
    use tokio_rustls::rustls::ServerConfig;
    use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

    use super::*;
    use crate::settings::Settings;

    /// A server that greets over TLS under the name `shop.example`; its address and its certificate.
    async fn greeter() -> (SocketAddr, CertificateDer<'static>) {
        let made = rcgen::generate_simple_self_signed(vec!["shop.example".into()]).unwrap();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
        let certificate = made.cert.der().clone();
        let config = ServerConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.clone()], key)
            .unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                if let Ok(mut stream) = acceptor.accept(stream).await {
                    stream.write_all(b"hello").await.unwrap();
                    stream.shutdown().await.unwrap();
                }
            }
        });
        (address, certificate)
    }

    async fn greeting(host: &str, at: SocketAddr, tls: &TlsConnector) -> Result<String, Refused> {
        let target = Target::read(&format!("https://{host}/"), &Settings::new("x"))?;
        let mut stream = open(&target, &[at], Duration::from_secs(5), tls).await?;
        let mut heard = String::new();
        stream.read_to_string(&mut heard).await.map_err(|_| Refused::Broken)?;
        Ok(heard)
    }

    #[tokio::test]
    async fn certificates_are_verified() {
        let (at, certificate) = greeter().await;
        let mut roots = RootCertStore::empty();
        roots.add(certificate).unwrap();
        let knowing = trusting(roots).unwrap();
        assert_eq!(greeting("shop.example", at, &knowing).await.as_deref(), Ok("hello"));
        assert_eq!(greeting("other.example", at, &knowing).await, Err(Refused::Tls), "another's name");
        assert_eq!(greeting("shop.example", at, &tls().unwrap()).await, Err(Refused::Tls), "nobody vouches");
    }
}
