//! Reading a body, unpacking it on the way, and stopping at the limits of both.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use async_compression::tokio::write::{BrotliDecoder, GzipDecoder, ZstdDecoder};
use async_compression::zstd::DParameter;
use http_body_util::BodyExt;
use hyper::HeaderMap;
use hyper::body::Incoming;
use hyper::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use tokio::io::{AsyncWrite, AsyncWriteExt};

use crate::refused::Refused;

/// What we say we can unpack.
pub const ENCODINGS: &str = "gzip, br, zstd";
/// The largest zstd window on the web, as a power of two (RFC 9659): a body cannot make us reserve more.
const ZSTD_WINDOW: u32 = 23;

/// How much of a body is read.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes as sent.
    pub wire: usize,
    /// Bytes once unpacked.
    pub body: usize,
    /// Whether what is beyond is left unread, instead of refusing the whole.
    pub cut: bool,
}

/// Unpacked bytes up to a limit.
#[derive(Debug)]
struct Sink {
    bytes: Vec<u8>,
    limit: usize,
    full: bool,
}

impl AsyncWrite for Sink {
    fn poll_write(mut self: Pin<&mut Self>, _: &mut Context<'_>, data: &[u8]) -> Poll<io::Result<usize>> {
        let room = self.limit - self.bytes.len();
        self.bytes.extend_from_slice(&data[..room.min(data.len())]);
        if data.len() > room {
            self.full = true;
            return Poll::Ready(Err(io::Error::other("more than the limit")));
        }
        Poll::Ready(Ok(data.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

/// What a body passes through on its way.
enum Unpacker {
    Plain(Sink),
    Gzip(Box<GzipDecoder<Sink>>),
    Brotli(Box<BrotliDecoder<Sink>>),
    Zstd(Box<ZstdDecoder<Sink>>),
}

impl Unpacker {
    fn of(headers: &HeaderMap, sink: Sink) -> Result<Self, Refused> {
        let mut named = headers.get_all(CONTENT_ENCODING).iter();
        let name =
            named.next().map_or(Ok("identity"), |value| value.to_str()).map_err(|_| Refused::Broken)?;
        if named.next().is_some() {
            return Err(Refused::Broken);
        }
        Ok(match name.trim().to_ascii_lowercase().as_str() {
            "identity" | "" => Self::Plain(sink),
            "gzip" | "x-gzip" => Self::Gzip(Box::new(GzipDecoder::new(sink))),
            "br" => Self::Brotli(Box::new(BrotliDecoder::new(sink))),
            "zstd" => {
                let window = [DParameter::window_log_max(ZSTD_WINDOW)];
                Self::Zstd(Box::new(ZstdDecoder::with_params(sink, &window)))
            }
            // Packed twice, or in a way we did not say we know.
            _ => return Err(Refused::Broken),
        })
    }

    async fn write(&mut self, data: &[u8]) -> io::Result<()> {
        match self {
            Self::Plain(sink) => sink.write_all(data).await,
            Self::Gzip(decoder) => decoder.write_all(data).await,
            Self::Brotli(decoder) => decoder.write_all(data).await,
            Self::Zstd(decoder) => decoder.write_all(data).await,
        }
    }

    /// Writes what the unpacking still holds back; an error when the packed text is not complete.
    async fn finish(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(_) => Ok(()),
            Self::Gzip(decoder) => decoder.shutdown().await,
            Self::Brotli(decoder) => decoder.shutdown().await,
            Self::Zstd(decoder) => decoder.shutdown().await,
        }
    }

    fn into_sink(self) -> Sink {
        match self {
            Self::Plain(sink) => sink,
            Self::Gzip(decoder) => decoder.into_inner(),
            Self::Brotli(decoder) => decoder.into_inner(),
            Self::Zstd(decoder) => decoder.into_inner(),
        }
    }
}

/// Reads a body.
///
/// # Errors
/// `TooBig` beyond a limit (unless `cut`), `Broken` when it breaks off, is not packed as it says, or says what we do not know.
pub async fn read(headers: &HeaderMap, mut body: Incoming, limits: Limits) -> Result<Vec<u8>, Refused> {
    let announced = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if !limits.cut && announced.is_some_and(|bytes| bytes > limits.wire as u64) {
        return Err(Refused::TooBig { limit: limits.wire });
    }
    let mut unpacker = Unpacker::of(headers, Sink { bytes: Vec::new(), limit: limits.body, full: false })?;
    let (mut wire, mut failed, mut over) = (0_usize, false, false);
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| Refused::Broken)?.into_data() else { continue };
        over = data.len() > limits.wire - wire;
        let data = &data[..data.len().min(limits.wire - wire)];
        wire += data.len();
        failed = unpacker.write(data).await.is_err();
        if failed || over {
            break;
        }
    }
    if !failed && !over && wire > 0 {
        failed = unpacker.finish().await.is_err();
    }
    let sink = unpacker.into_sink();
    match (sink.full, over) {
        (true, _) | (_, true) if limits.cut => Ok(sink.bytes),
        (true, _) => Err(Refused::TooBig { limit: limits.body }),
        (_, true) => Err(Refused::TooBig { limit: limits.wire }),
        _ if failed => Err(Refused::Broken),
        _ => Ok(sink.bytes),
    }
}
