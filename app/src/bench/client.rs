//! A keep-alive HTTP/1.1 client of a few lines: a full one would be half of what is measured.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::server::Failure;

/// A connection that is used again and again.
pub(super) struct Client {
    stream: TcpStream,
    read: Vec<u8>,
}

impl Client {
    /// Connects.
    pub(super) async fn open(address: SocketAddr) -> Result<Self, Failure> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, read: Vec::with_capacity(4_096) })
    }

    /// Sends a request and reads its whole answer; gives the status.
    pub(super) async fn exchange(&mut self, request: &[u8]) -> Result<u16, Failure> {
        self.read.clear();
        self.stream.write_all(request).await?;
        let head = self.until(b"\r\n\r\n").await?;
        let text = std::str::from_utf8(&self.read[..head])?;
        let status = text.get(9..12).unwrap_or_default().parse()?;
        let length = text.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>())
        });
        let whole = head + length.ok_or("an answer without its length")??;
        while self.read.len() < whole {
            self.more().await?;
        }
        Ok(status)
    }

    /// Sends a request whose answer never ends.
    pub(super) async fn listen(&mut self, request: &[u8]) -> Result<(), Failure> {
        self.stream.write_all(request).await?;
        Ok(())
    }

    /// Reads until `mark`; gives where it ends. What was read before it is kept.
    pub(super) async fn until(&mut self, mark: &[u8]) -> Result<usize, Failure> {
        let mut from = 0;
        loop {
            if let Some(at) = self.read[from..].windows(mark.len()).position(|part| part == mark) {
                return Ok(from + at + mark.len());
            }
            from = self.read.len().saturating_sub(mark.len());
            self.more().await?;
        }
    }

    async fn more(&mut self) -> Result<(), Failure> {
        if self.stream.read_buf(&mut self.read).await? == 0 {
            return Err("the server closed the connection".into());
        }
        Ok(())
    }
}

/// A request with a token and, when it says something, a JSON body.
pub(super) fn request(method: &str, path: &str, token: Option<&str>, body: &str) -> Vec<u8> {
    let authorization = token.map(|token| format!("authorization: Bearer {token}\r\n")).unwrap_or_default();
    let length = body.len();
    format!(
        "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n{authorization}content-type: application/json\r\n\
         content-length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}
