//! Browsers that take messages, and the push service that carries them: it sees what a real one sees, the browser alone reads.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aes_gcm::aead::Aead;
use aes_gcm::{Aes128Gcm, KeyInit, Nonce};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hkdf::Hkdf;
use p256::elliptic_curve::sec1::ToSec1Point;
use p256::{PublicKey, SecretKey, ecdh};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::hand::Hand;

/// What came for one browser: head and sealed body.
type Came = (String, HeaderMap, Vec<u8>);

/// A push service: what it answers, and all that was posted to it.
#[derive(Clone)]
pub struct Service {
    pub at: SocketAddr,
    answer: Arc<Mutex<u16>>,
    came: Arc<Mutex<Vec<Came>>>,
    /// Whether it keeps everybody waiting for its answer.
    waits: Arc<AtomicBool>,
}

impl Service {
    pub async fn open() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let service =
            Self { at, answer: Arc::new(Mutex::new(201)), came: Arc::default(), waits: Arc::default() };
        let (answer, came, waits) = (service.answer.clone(), service.came.clone(), service.waits.clone());
        let take = move |Path(name): Path<String>, headers: HeaderMap, body: Bytes| async move {
            let status = *answer.lock().unwrap();
            came.lock().unwrap().push((name, headers, body.to_vec()));
            while waits.load(Ordering::Relaxed) {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            StatusCode::from_u16(status).unwrap()
        };
        let router = axum::Router::new().route("/send/{name}", axum::routing::post(take));
        tokio::spawn(async move { axum::serve(listener, router).await });
        service
    }

    /// The same at another address, at which somebody else answers, or nobody.
    pub fn moved_to(&self, at: SocketAddr) -> Self {
        Self { at, ..self.clone() }
    }

    pub fn answers(&self, status: u16) {
        *self.answer.lock().unwrap() = status;
    }

    pub fn keeps_waiting(&self, waits: bool) {
        self.waits.store(waits, Ordering::Relaxed);
    }

    /// How often it was posted to.
    pub fn asked(&self) -> usize {
        self.came.lock().unwrap().len()
    }
}

/// A browser.
pub struct Browser {
    name: String,
    key: SecretKey,
    service: Service,
}

const AUTH: [u8; 16] = [9; 16];

impl Browser {
    pub fn new(service: &Service, name: &str, seed: u8) -> Self {
        let key = SecretKey::from_slice(&[seed; 32]).unwrap();
        Self { name: name.to_owned(), key, service: service.clone() }
    }

    /// What `PushSubscription.toJSON()` gives, with a name for the browser.
    pub fn subscription(&self) -> Value {
        let point = self.key.public_key().to_sec1_point(false);
        json!({"endpoint": format!("http://{}/send/{}", self.service.at, self.name), "expirationTime": null,
            "keys": {"p256dh": URL_SAFE_NO_PAD.encode(point.as_bytes()), "auth": URL_SAFE_NO_PAD.encode(AUTH)},
            "label": self.name})
    }

    /// Subscribes for somebody; gives the id.
    pub async fn subscribes(&self, who: &Hand<'_>) -> String {
        who.t.keep_secret(format!("/send/{}", self.name));
        who.post("/api/v1/me/subscriptions", self.subscription()).await.want(201).id()
    }

    /// The messages that came for it, as its worker reads them.
    pub fn messages(&self) -> Vec<Value> {
        let came = self.service.came.lock().unwrap();
        let mine = came.iter().filter(|(name, ..)| *name == self.name);
        mine.map(|(_, headers, body)| {
            assert_eq!(headers["content-encoding"], "aes128gcm");
            assert!(headers["authorization"].to_str().unwrap().starts_with("vapid t="));
            let text = self.opened(body).expect("only this browser reads it");
            serde_json::from_slice(&text).unwrap()
        })
        .collect()
    }

    /// The one message that came.
    pub fn message(&self) -> Value {
        let mut all = self.messages();
        assert_eq!(all.len(), 1, "{all:?}");
        all.remove(0)
    }

    /// Decrypts with the browser's private key: RFC 8291, section 3, and RFC 8188, read from the other side.
    fn opened(&self, body: &[u8]) -> Option<Vec<u8>> {
        let (header, sealed) = body.split_at_checked(86)?;
        let (salt, sender) = (&header[..16], &header[21..]);
        let shared = ecdh::diffie_hellman(
            self.key.to_nonzero_scalar(),
            PublicKey::from_sec1_bytes(sender).ok()?.as_affine(),
        );
        let own = self.key.public_key().to_sec1_point(false);
        let info = [b"WebPush: info\0", own.as_bytes(), sender].concat();
        let mut input = [0; 32];
        Hkdf::<Sha256>::new(Some(&AUTH), shared.raw_secret_bytes()).expand(&info, &mut input).ok()?;
        let keys = Hkdf::<Sha256>::new(Some(salt), &input);
        let (mut key, mut nonce) = ([0; 16], [0; 12]);
        keys.expand(b"Content-Encoding: aes128gcm\0", &mut key).ok()?;
        keys.expand(b"Content-Encoding: nonce\0", &mut nonce).ok()?;
        let text = Aes128Gcm::new(&key.into()).decrypt(&Nonce::from(nonce), sealed).ok()?;
        let end = text.iter().rposition(|byte| *byte != 0)?;
        (text[end] == 2).then(|| text[..end].to_vec())
    }
}
