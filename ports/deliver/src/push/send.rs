//! Posting a sealed message to a push service, and what its answer means.

use domain::Instant;
use fetch::header::{AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, HeaderName, HeaderValue};
use fetch::{Fetcher, Posted, Refused};

use super::encrypt::{NotSealed, seal};
use super::{Signer, Subscription};

/// How often a key is drawn before chance itself is doubted.
const DRAWS: usize = 4;

/// How soon a message matters (RFC 8030, section 5.3): a phone short of power waits with the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// News that may wait for the charger.
    Low,
    /// Something for today.
    Normal,
    /// Something for now.
    High,
}

/// What is sent.
#[derive(Debug, Clone, Copy)]
pub struct Message<'a> {
    /// What the browser's worker reads.
    pub text: &'a [u8],
    /// Seconds for which the push service keeps it for a browser that is away; after that it is worth nothing.
    pub ttl_s: u32,
    /// How soon it matters.
    pub urgency: Urgency,
    /// At most 32 characters of URL-safe base64: a later message of the same topic replaces one not yet delivered.
    pub topic: Option<&'a str>,
}

/// What became of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    /// The push service has it.
    Accepted,
    /// The browser wants no more: forget the subscription.
    Gone,
    /// Not now; send again at this instant, or when it seems right.
    Later(Option<Instant>),
    /// The service could not be spoken to: nor could it for another message.
    Away,
    /// It will not be taken, however often it is sent: the message or the signature is at fault.
    Faulty,
}

/// Seals a message for a browser and posts it. `draw` gives bytes nobody can foresee.
///
/// # Errors
/// `TooLong`, and `NoKey` when what is drawn is never a key.
pub async fn send(
    way: &Fetcher,
    signer: &Signer,
    to: &Subscription,
    message: Message<'_>,
    mut draw: impl FnMut() -> [u8; 48],
    now: Instant,
) -> Result<Sent, NotSealed> {
    let mut body = Err(NotSealed::NoKey);
    for _ in 0..DRAWS {
        let drawn = draw();
        let (mut key, mut salt) = ([0; 32], [0; 16]);
        key.copy_from_slice(&drawn[..32]);
        salt.copy_from_slice(&drawn[32..]);
        body = seal(to, message.text, &key, &salt);
        if body != Err(NotSealed::NoKey) {
            break;
        }
    }
    let body = body?;
    let posted = match headers(signer, to, message, way, now) {
        Ok(headers) => way.post(to.endpoint(), &headers, body, now).await,
        Err(refused) => Err(refused),
    };
    Ok(meaning(posted))
}

fn headers(
    signer: &Signer,
    to: &Subscription,
    message: Message<'_>,
    way: &Fetcher,
    now: Instant,
) -> Result<Vec<(HeaderName, HeaderValue)>, Refused> {
    let origin = way.may_post(to.endpoint())?.url.origin().ascii_serialization();
    let urgency = match message.urgency {
        Urgency::Low => "low",
        Urgency::Normal => "normal",
        Urgency::High => "high",
    };
    let value = |text: &str| HeaderValue::from_str(text).map_err(|_| Refused::BadAddress);
    let mut headers = vec![
        (AUTHORIZATION, value(&signer.authorization(&origin, now))?),
        (CONTENT_ENCODING, HeaderValue::from_static("aes128gcm")),
        (CONTENT_TYPE, HeaderValue::from_static("application/octet-stream")),
        (HeaderName::from_static("ttl"), HeaderValue::from(message.ttl_s)),
        (HeaderName::from_static("urgency"), HeaderValue::from_static(urgency)),
    ];
    if let Some(topic) = message.topic {
        headers.push((HeaderName::from_static("topic"), value(topic)?));
    }
    Ok(headers)
}

/// What an answer means (RFC 8030, sections 5 and 7.3).
fn meaning(posted: Result<Posted, Refused>) -> Sent {
    match posted {
        Ok(Posted { status: 200..=299, .. }) => Sent::Accepted,
        Ok(Posted { status: 404 | 410, .. }) => Sent::Gone,
        Ok(Posted { status: 408 | 429 | 500..=599, retry }) => Sent::Later(retry),
        Ok(_) => Sent::Faulty,
        Err(Refused::Wait { until }) => Sent::Later(Some(until)),
        Err(Refused::BadAddress) => Sent::Faulty,
        // Also where a name leads inside today: a resolver's bad day must not cost a subscription.
        Err(_) => Sent::Away,
    }
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;
    use std::sync::Arc;

    use fetch::{Pace, Settings, System};
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;
    use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

    use super::*;
    use crate::push::NotASubscription;

    const KEY: &str =
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";
    const NOW: Instant = Instant::from_secs(1_800_000_000);
    const MESSAGE: Message<'_> =
        Message { text: b"bonjour", ttl_s: 600, urgency: Urgency::High, topic: Some("near") };

    /// A push service that answers one request after another so; where it is, and the heads and sizes of what came.
    async fn service(answers: &'static [&'static str]) -> (SocketAddr, UnboundedReceiver<(String, usize)>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (tell, told) = unbounded_channel();
        tokio::spawn(async move {
            for answer in answers {
                let (mut stream, _) = listener.accept().await.unwrap();
                let (mut came, mut end) = (Vec::new(), None);
                while end.is_none_or(|end| came.len() < end + 358) {
                    stream.read_buf(&mut came).await.unwrap();
                    end = came.windows(4).position(|four| four == b"\r\n\r\n").map(|at| at + 4);
                }
                let end = end.unwrap();
                let head = String::from_utf8_lossy(&came[..end]).to_ascii_lowercase();
                tell.send((head, came.len() - end)).unwrap();
                let answer = format!("HTTP/1.1 {answer}\r\nContent-Length: 0\r\n\r\n");
                stream.write_all(answer.as_bytes()).await.unwrap();
            }
        });
        (address, told)
    }

    fn way(at: &[SocketAddr]) -> Fetcher {
        let settings = Settings::new("https://lieu.example/contact");
        let settings = Settings { allow_private: at.to_vec(), ..settings };
        Fetcher::with(settings, Arc::new(System), Pace::counted()).unwrap()
    }

    #[tokio::test]
    async fn a_message_is_posted_and_its_answer_understood() {
        let answers = &[
            "201 Created",
            "404 Not Found",
            "410 Gone",
            "403 Forbidden",
            "413 Too Large",
            "500 Oops",
            "429 Busy\r\nRetry-After: 90",
        ];
        let (at, mut told) = service(answers).await;
        let way = way(&[at]);
        let signer = Signer::new(&[7; 32], "mailto:placemaster@lieu.example").unwrap();
        let to = Subscription::new(&format!("http://{at}/send/abc"), KEY, AUTH, &way).unwrap();
        let until = Some(NOW.plus_secs(90));
        for expected in [
            Sent::Accepted,
            Sent::Gone,
            Sent::Gone,
            Sent::Faulty,
            Sent::Faulty,
            Sent::Later(None),
            Sent::Later(until),
            Sent::Later(until),
        ] {
            let mut count = 0;
            let draw = || {
                // The first draw is no key.
                count += 1;
                [count - 1; 48]
            };
            assert_eq!(send(&way, &signer, &to, MESSAGE, draw, NOW).await, Ok(expected));
        }
        let (head, size) = told.recv().await.unwrap();
        assert_eq!(size, 358, "sealed and rounded up");
        let token = signer.authorization(&format!("http://{at}"), NOW).to_ascii_lowercase();
        for line in [
            "post /send/abc http/1.1",
            "content-encoding: aes128gcm",
            "ttl: 600",
            "urgency: high",
            "topic: near",
            "content-length: 358",
            &format!("authorization: {token}"),
        ] {
            assert!(head.contains(line), "{line}: {head}");
        }
        assert_eq!(send(&way, &signer, &to, MESSAGE, || [0; 48], NOW).await, Err(NotSealed::NoKey));
    }

    #[test]
    fn only_public_https_is_subscribed_to() {
        let way = way(&[]);
        let new =
            |endpoint: &str, key: &str, auth: &str| Subscription::new(endpoint, key, auth, &way).map(drop);
        assert_eq!(new("https://push.example/x", KEY, AUTH), Ok(()));
        assert_eq!(new("https://push.example/x", &format!("{KEY}="), &format!("{AUTH}==")), Ok(()));
        for endpoint in
            ["http://push.example/x", "https://push.example:8443/x", "https://u@push.example/", "x", ""]
        {
            assert_eq!(
                new(endpoint, KEY, AUTH),
                Err(NotASubscription::Endpoint(Refused::BadAddress)),
                "{endpoint}"
            );
        }
        for endpoint in ["https://127.0.0.1/x", "https://[::ffff:10.0.0.1]/x", "https://2130706433/x"] {
            let refused = NotASubscription::Endpoint(Refused::PrivateAddress);
            assert_eq!(new(endpoint, KEY, AUTH), Err(refused), "{endpoint}");
        }
        let long = format!("https://push.example/{}", "x".repeat(1_024));
        assert!(new(&long, KEY, AUTH).is_err());
        let off_the_curve = KEY.replace("BCVx", "BCVy");
        for (key, auth) in
            [("", AUTH), (&off_the_curve, AUTH), (&KEY[..43], AUTH), (KEY, ""), (KEY, "AAAA"), ("é", AUTH)]
        {
            assert_eq!(new("https://push.example/x", key, auth), Err(NotASubscription::Keys), "{key} {auth}");
        }
        let shown = format!("{:?}", Subscription::new("https://push.example/x", KEY, AUTH, &way).unwrap());
        assert_eq!(shown, "Subscription(…)");
    }
}
