//! Everything has an end: time, bytes, what the bytes unpack to.

use std::time::{Duration, Instant};

use crate::help::{Answer, NOW, Reply, Site, Web, page, reply};
use async_compression::Level;
use async_compression::tokio::write::{BrotliEncoder, GzipEncoder, ZstdEncoder};
use fetch::{Purpose, Refused};
use tokio::io::AsyncWriteExt;

const HTML: &str = "Content-Type: text/html";
const MIB: usize = 1024 * 1024;

/// One answer to everything, fetched once for a purpose.
async fn fetched(
    purpose: Purpose,
    answer: impl Fn() -> Reply + Send + Sync + 'static,
) -> Result<Vec<u8>, Refused> {
    let site = Site::start("127.0.0.1:0", move |_, _| answer()).await;
    let web = Web::new(&[&site], |settings| settings.total = Duration::from_secs(5));
    Ok(web.get(&site.url("shop.example", "/"), purpose, NOW).await?.body)
}

async fn packed(encoding: &str, plain: &[u8]) -> Vec<u8> {
    macro_rules! pack {
        ($encoder:ident) => {{
            let mut encoder = $encoder::with_quality(Vec::new(), Level::Fastest);
            encoder.write_all(plain).await.unwrap();
            encoder.shutdown().await.unwrap();
            encoder.into_inner()
        }};
    }
    match encoding {
        "gzip" => pack!(GzipEncoder),
        "br" => pack!(BrotliEncoder),
        "zstd" => pack!(ZstdEncoder),
        _ => plain.to_vec(),
    }
}

async fn served(encoding: &'static str, bytes: Vec<u8>) -> Result<Vec<u8>, Refused> {
    let header = format!("Content-Encoding: {encoding}");
    fetched(Purpose::Page, move || reply("200 OK", &[HTML, &header], &bytes)).await
}

#[tokio::test]
async fn a_hundred_megabytes_are_not_read() {
    let limit = Purpose::Page.wire_bytes();
    let head = format!("HTTP/1.1 200 OK\r\n{HTML}\r\nContent-Length: {}\r\n\r\n", 100 * MIB);
    let announced = move || Reply::Repeat(head.clone().into(), vec![b'a'; MIB], 100, Duration::ZERO);
    assert_eq!(fetched(Purpose::Page, announced).await, Err(Refused::TooBig { limit }));
    let head = format!("HTTP/1.1 200 OK\r\n{HTML}\r\nTransfer-Encoding: chunked\r\n\r\n");
    let mut chunk = format!("{MIB:x}\r\n").into_bytes();
    chunk.extend(vec![b'a'; MIB]);
    chunk.extend(b"\r\n");
    let unannounced = move || Reply::Repeat(head.clone().into(), chunk.clone(), 100, Duration::ZERO);
    assert_eq!(fetched(Purpose::Page, unannounced).await, Err(Refused::TooBig { limit }));
    let head = format!("HTTP/1.1 200 OK\r\n{HTML}\r\n\r\n");
    let until_closed = move || Reply::Repeat(head.clone().into(), vec![b'a'; MIB], 100, Duration::ZERO);
    assert_eq!(fetched(Purpose::Page, until_closed).await, Err(Refused::TooBig { limit }));
}

#[tokio::test]
async fn packed_pages_are_unpacked() {
    let plain = "<p>été</p>".repeat(1_000).into_bytes();
    for encoding in ["gzip", "br", "zstd", "identity"] {
        let bytes = packed(encoding, &plain).await;
        assert_eq!(served(encoding, bytes).await.as_deref(), Ok(plain.as_slice()), "{encoding}");
    }
    let bytes = packed("gzip", &plain).await;
    assert_eq!(served("X-GZIP", bytes).await.as_deref(), Ok(plain.as_slice()));
    for encoding in ["gzip", "br", "zstd"] {
        assert_eq!(served(encoding, Vec::new()).await.as_deref(), Ok(&[][..]), "{encoding} of nothing");
    }
}

#[tokio::test]
async fn bombs_stop_at_the_limit() {
    let plain = vec![b' '; 12 * MIB];
    for encoding in ["gzip", "br", "zstd"] {
        let bytes = packed(encoding, &plain).await;
        assert!(bytes.len() < MIB / 8, "{encoding}: {}", bytes.len());
        let limit = Purpose::Page.body_bytes();
        assert_eq!(served(encoding, bytes).await, Err(Refused::TooBig { limit }), "{encoding}");
    }
}

#[tokio::test]
async fn what_is_not_packed_as_it_says_is_refused() {
    let plain = "<p>été</p>".repeat(1_000).into_bytes();
    for encoding in ["gzip", "br", "zstd"] {
        let whole = packed(encoding, &plain).await;
        assert_eq!(served(encoding, plain.clone()).await, Err(Refused::Broken), "{encoding} is plain");
        for cut in [whole.len() / 2, whole.len() - 1] {
            assert_eq!(served(encoding, whole[..cut].to_vec()).await, Err(Refused::Broken), "{encoding} cut");
        }
    }
    for encoding in ["deflate", "compress", "gzip, br", "gzip, gzip", "aes128gcm"] {
        assert_eq!(served(encoding, plain.clone()).await, Err(Refused::Broken), "{encoding}");
    }
}

#[tokio::test]
async fn a_window_beyond_the_web_is_refused() {
    // A zstd frame that asks for a window of 1 GiB (RFC 8878, section 3.1.1.1.2: exponent 20, mantissa 0).
    let mut frame = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 20 << 3];
    frame.extend_from_slice(&[0x01, 0x00, 0x00]);
    assert_eq!(served("zstd", frame).await, Err(Refused::Broken));
}

#[tokio::test]
async fn answers_that_break_off_are_refused() {
    for bytes in [
        format!("HTTP/1.1 200 OK\r\n{HTML}\r\nContent-Length: 100\r\n\r\nonly this"),
        format!("HTTP/1.1 200 OK\r\n{HTML}\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nonly this"),
        format!("HTTP/1.1 200 OK\r\n{HTML}"),
        "\0\u{1}nonsense\r\n\r\n".to_string(),
        String::new(),
        format!("HTTP/1.1 200 OK\r\n{HTML}\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef"),
        format!("HTTP/1.1 200 OK\r\n{HTML}\r\nX: {}\r\n\r\n", "a".repeat(MIB)),
        format!("HTTP/1.1 200 OK\r\n{HTML}\r\n{}\r\n", "X: y\r\n".repeat(1_000)),
    ] {
        let shown = bytes.chars().take(70).collect::<String>();
        let refused = fetched(Purpose::Page, move || Reply::Bytes(bytes.clone().into())).await;
        assert_eq!(refused, Err(Refused::Broken), "{shown}");
    }
}

#[tokio::test]
async fn slow_servers_are_left() {
    let head = format!("HTTP/1.1 200 OK\r\n{HTML}\r\nContent-Length: 10000\r\n\r\n");
    let cases: [(&str, Answer); 3] = [
        ("hang", Box::new(|| Reply::Hang)),
        (
            "drip of the head",
            Box::new(|| Reply::Repeat(Vec::new(), b"H".into(), 9_000, Duration::from_millis(5))),
        ),
        (
            "drip of the body",
            Box::new(move || {
                Reply::Repeat(head.clone().into(), b"a".into(), 9_000, Duration::from_millis(5))
            }),
        ),
    ];
    for (name, answer) in cases {
        let site = Site::start("127.0.0.1:0", move |_, _| answer()).await;
        let web = Web::new(&[&site], |settings| settings.total = Duration::from_millis(300));
        let began = Instant::now();
        assert_eq!(web.page(&site.url("shop.example", "/")).await, Err(Refused::TooSlow), "{name}");
        assert!(began.elapsed() < Duration::from_secs(3), "{name}");
    }
}

#[tokio::test]
async fn redirects_share_one_time() {
    let site = Site::start("127.0.0.1:0", |path, _| {
        let head = format!("HTTP/1.1 302 Found\r\nLocation: {path}x\r\nContent-Length: 0\r\n\r");
        Reply::Repeat(head.into(), b"\n".into(), 1, Duration::from_millis(200))
    })
    .await;
    let web = Web::new(&[&site], |settings| settings.total = Duration::from_millis(500));
    assert_eq!(web.page(&site.url("shop.example", "/")).await, Err(Refused::TooSlow));
    assert!(site.paths().len() <= 3, "{:?}", site.paths());
}

#[tokio::test]
async fn only_what_was_asked_for_is_read() {
    let of = |kind: &'static str, body: &'static str| move || reply("200 OK", &[kind], body.as_bytes());
    for (purpose, kind, body, expected) in [
        (Purpose::Page, "Content-Type: TEXT/HTML;charset=x", "<p>", None),
        (Purpose::Page, "Content-Type: application/xhtml+xml", "<p>", None),
        (Purpose::Page, "X: y", " \n<p>", None),
        (Purpose::Page, "X: y", "%PDF", Some("")),
        (Purpose::Page, "Content-Type: video/mp4", "<p>", Some("video/mp4")),
        (Purpose::Page, "Content-Type: image/svg+xml", "<svg>", Some("image/svg+xml")),
        (Purpose::Picture, "Content-Type: image/png", "x", None),
        (Purpose::Picture, "Content-Type: image/svg+xml", "<svg>", Some("image/svg+xml")),
        (Purpose::Picture, "Content-Type: text/html", "<p>", Some("text/html")),
        (Purpose::Feed, "Content-Type: application/rss+xml", "<rss>", None),
        (Purpose::Calendar, "Content-Type: text/calendar", "BEGIN:VCALENDAR", None),
        (Purpose::Calendar, "Content-Type: text/html", "<p>", Some("text/html")),
    ] {
        let found = fetched(purpose, of(kind, body)).await;
        let wanted = match expected {
            None => Ok(body.as_bytes().to_vec()),
            Some(kind) => Err(Refused::WrongType { content_type: kind.into() }),
        };
        assert_eq!(found, wanted, "{purpose:?} {kind}");
    }
}

#[tokio::test]
async fn a_head_within_bounds_is_read() {
    let many = format!("HTTP/1.1 200 OK\r\n{HTML}\r\n{}\r\n<p>", "X: y\r\n".repeat(100));
    assert_eq!(fetched(Purpose::Page, move || Reply::Bytes(many.clone().into())).await.unwrap(), b"<p>");
    assert_eq!(fetched(Purpose::Page, || page("<p>")).await.unwrap(), b"<p>");
}
