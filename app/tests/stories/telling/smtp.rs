//! A mail server in a few lines (RFC 5321): takes every letter, and keeps it.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// A mail server.
#[derive(Clone)]
pub struct Server {
    pub at: SocketAddr,
    letters: Arc<Mutex<Vec<(String, String)>>>,
    /// Whether it takes letters now.
    open: Arc<Mutex<bool>>,
    /// Whether it says nothing more to anybody.
    hangs: Arc<AtomicBool>,
    /// Whether it takes a letter and hangs up without a word.
    hangs_up: Arc<AtomicBool>,
}

impl Server {
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let open = Arc::new(Mutex::new(true));
        let server =
            Self { at, letters: Arc::default(), open, hangs: Arc::default(), hangs_up: Arc::default() };
        let own = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(own.clone().talk(stream));
            }
        });
        server
    }

    pub fn takes(&self, open: bool) {
        *self.open.lock().unwrap() = open;
    }

    pub fn hangs(&self, hangs: bool) {
        self.hangs.store(hangs, Ordering::Relaxed);
    }

    pub fn hangs_up(&self, hangs_up: bool) {
        self.hangs_up.store(hangs_up, Ordering::Relaxed);
    }

    async fn answers(&self) {
        while self.hangs.load(Ordering::Relaxed) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    async fn talk(self, stream: TcpStream) {
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        self.answers().await;
        write.write_all(b"220 post.example\r\n").await.unwrap();
        let (mut to, mut letter) = (String::new(), None::<String>);
        while let Ok(Some(line)) = lines.next_line().await {
            self.answers().await;
            if let Some(text) = &mut letter {
                if line == "." {
                    self.letters.lock().unwrap().push((to.clone(), text.clone()));
                    letter = None;
                    if self.hangs_up.load(Ordering::Relaxed) {
                        return;
                    }
                    write.write_all(b"250 taken\r\n").await.unwrap();
                } else {
                    text.push_str(line.strip_prefix('.').unwrap_or(&line));
                    text.push('\n');
                }
                continue;
            }
            let verb = line.get(..4).unwrap_or_default().to_ascii_uppercase();
            let open = *self.open.lock().unwrap();
            let answer: &[u8] = match verb.as_str() {
                "EHLO" => b"250-post.example\r\n250 8BITMIME\r\n",
                "MAIL" if !open => b"451 later\r\n",
                "RCPT" => {
                    to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                    b"250 ok\r\n"
                }
                "DATA" => {
                    letter = Some(String::new());
                    b"354 go on\r\n"
                }
                "QUIT" => b"221 bye\r\n",
                _ => b"250 ok\r\n",
            };
            if write.write_all(answer).await.is_err() {
                return;
            }
        }
    }

    /// The letters that came to an address, with quoted-printable read.
    pub fn letters(&self, to: &str) -> Vec<String> {
        let all = self.letters.lock().unwrap();
        all.iter().filter(|(whom, _)| whom == to).map(|(_, text)| plain(text)).collect()
    }
}

/// Reads quoted-printable (RFC 2045, section 6.7), roughly: enough to find sentences.
fn plain(text: &str) -> String {
    let joined = text.replace("=\n", "");
    let (mut bytes, raw) = (Vec::new(), joined.as_bytes());
    let mut at = 0;
    while at < raw.len() {
        let hex = (raw[at] == b'=').then(|| joined.get(at + 1..at + 3)).flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                at += 3;
            }
            None => {
                bytes.push(raw[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&bytes).replace(['\u{a0}', '\u{202f}'], " ")
}

/// The first address in a letter that holds a part.
pub fn link(letter: &str, part: &str) -> String {
    let found = letter.split_whitespace().find(|word| word.contains(part));
    let found = found.unwrap_or_else(|| panic!("no {part} in {letter}"));
    found.trim_matches(['<', '>', '"']).trim_start_matches("http://localhost").to_owned()
}
