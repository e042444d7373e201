//! Manners: `robots.txt`, pauses, patience, and asking only for what is new.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::help::{Answer, NOW, Reply, Site, Web, moved, page, reply};
use fetch::{Answered, Conditional, Purpose, Refused};

/// A site whose `robots.txt` is answered so, and whose every other page is there.
async fn site(robots: impl Fn() -> Reply + Send + Sync + 'static) -> Site {
    Site::with_robots("127.0.0.1:0", move |path, _| match path {
        "/robots.txt" => robots(),
        "/to-closed" => moved("/closed"),
        _ => page("there"),
    })
    .await
}

fn rules(text: &str) -> Reply {
    reply("200 OK", &["Content-Type: text/plain"], text.as_bytes())
}

#[tokio::test]
async fn robots_are_asked_first_and_respected() {
    let site = site(|| rules("User-agent: *\nDisallow: /closed")).await;
    let web = Web::new(&[&site], |_| {});
    assert_eq!(web.page(&site.url("shop.example", "/closed/p")).await, Err(Refused::Robots));
    assert_eq!(web.page(&site.url("shop.example", "/to-closed")).await, Err(Refused::Robots));
    assert!(web.page(&site.url("shop.example", "/open")).await.is_ok());
    assert_eq!(site.paths(), ["/to-closed", "/open"]);
    assert_eq!(site.count(), 3, "the rules are asked for once");
    // Another name is another site, and tomorrow is another day.
    assert!(web.page(&site.url("other.example", "/open")).await.is_ok());
    assert_eq!(site.count(), 5);
    let tomorrow = NOW.plus_secs(90_000);
    assert!(web.get(&site.url("shop.example", "/open"), Purpose::Page, tomorrow).await.is_ok());
    assert_eq!(site.count(), 7);
}

#[tokio::test]
async fn what_becomes_of_robots_that_are_not_there() {
    let large = format!("User-agent: *\nDisallow: /p\n{}\nDisallow: /", "# x\n".repeat(200_000));
    let cases: Vec<(&str, Answer, bool)> = vec![
        ("404", Box::new(|| reply("404 Not Found", &[], b"")), true),
        ("403", Box::new(|| reply("403 Forbidden", &[], b"")), true),
        ("401", Box::new(|| reply("401 Unauthorized", &[], b"")), true),
        ("500", Box::new(|| reply("500 Oops", &[], b"")), false),
        (
            "cut",
            Box::new(|| Reply::Bytes(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nUser".to_vec())),
            false,
        ),
        ("a page instead", Box::new(|| page("<html>User-agent: nothing</html>")), true),
        ("too large, and read in part", Box::new(move || rules(&large)), true),
        ("around", Box::new(|| moved("/robots.txt")), true),
        ("inside", Box::new(|| moved("http://10.0.0.1/robots.txt")), false),
    ];
    for (name, robots, allowed) in cases {
        let site = site(robots).await;
        let web = Web::new(&[&site], |_| {});
        let found = web.page(&site.url("shop.example", "/open")).await;
        let wanted = if allowed { Ok(b"there".to_vec()) } else { Err(Refused::RobotsUnread) };
        assert_eq!(found.map(|fetched| fetched.body), wanted, "{name}");
    }
}

#[tokio::test]
async fn a_site_that_is_busy_with_everything_says_nothing_of_robots() {
    for (status, code) in [("503 Busy", 503), ("429 Busy", 429)] {
        let site = site(move || reply(status, &["Retry-After: 90"], b"")).await;
        let web = Web::new(&[&site], |_| {});
        let (url, until) = (site.url("shop.example", "/open"), NOW.plus_secs(90));
        assert_eq!(web.page(&url).await, Err(Refused::Busy { status: code, until }));
        assert_eq!(web.page(&url).await, Err(Refused::Wait { until }));
        assert_eq!(site.count(), 1, "nothing is sent meanwhile");
    }
}

#[tokio::test]
async fn robots_are_followed_to_where_they_are() {
    let elsewhere = site(|| rules("User-agent: Hyperlieu\nDisallow: /open")).await;
    let url = elsewhere.url("other.example", "/robots.txt");
    let site = site(move || moved(&url)).await;
    let web = Web::new(&[&site, &elsewhere], |_| {});
    assert_eq!(web.page(&site.url("shop.example", "/open")).await, Err(Refused::Robots));
    assert!(web.page(&site.url("shop.example", "/else")).await.is_ok());
}

#[tokio::test]
async fn robots_that_fail_are_asked_again_soon() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    let site = site(move || match count.fetch_add(1, Ordering::Relaxed) {
        0 => reply("500 Oops", &[], b""),
        _ => rules("User-agent: *\nAllow: /"),
    })
    .await;
    let web = Web::new(&[&site], |_| {});
    let url = site.url("shop.example", "/open");
    assert_eq!(web.page(&url).await, Err(Refused::RobotsUnread));
    assert_eq!(web.page(&url).await, Err(Refused::RobotsUnread));
    assert!(web.get(&url, Purpose::Page, NOW.plus_secs(601)).await.is_ok());
    assert_eq!(asked.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn visits_are_paused_as_long_as_the_host_asks() {
    let slow = site(|| rules("User-agent: *\nCrawl-delay: 7")).await;
    let web = Web::new(&[&slow], |_| {});
    assert!(web.page(&slow.url("shop.example", "/to-closed")).await.is_ok());
    assert_eq!(web.pace.waited(), Duration::ZERO, "a redirect within a site is one visit");
    assert!(web.page(&slow.url("shop.example", "/b")).await.is_ok());
    assert_eq!(web.pace.waited(), Duration::from_secs(7));
    assert!(web.page(&slow.url("other.example", "/c")).await.is_ok());
    assert_eq!(web.pace.waited(), Duration::from_secs(7), "another host has its own pauses");
    assert!(web.get(&slow.url("shop.example", "/d"), Purpose::Page, NOW.plus_secs(60)).await.is_ok());
    assert_eq!(web.pace.waited(), Duration::from_secs(7), "the pause is over by itself");

    let slower = site(|| rules("User-agent: *\nCrawl-delay: 3600")).await;
    let web = Web::new(&[&slower], |_| {});
    assert!(web.page(&slower.url("shop.example", "/a")).await.is_ok());
    let until = NOW.plus_secs(3_600);
    let next = slower.url("shop.example", "/b");
    assert_eq!(web.page(&next).await, Err(Refused::Wait { until }));
    let soon = web.get(&next, Purpose::Page, until.plus_secs(-60)).await;
    assert!(matches!(soon, Err(Refused::Wait { .. })), "an hour is waited for, and not a minute: {soon:?}");
    assert_eq!(slower.paths(), ["/a"], "nothing is sent meanwhile");
    assert!(web.get(&next, Purpose::Page, until.plus_secs(1)).await.is_ok());
}

#[tokio::test]
async fn a_host_is_visited_by_one_at_a_time() {
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (inside, peak) = (now.clone(), most.clone());
    let site = Site::start("127.0.0.1:0", move |_, _| {
        peak.fetch_max(inside.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        let ended = inside.clone();
        tokio::spawn(async move {
            tokio::time::sleep(Duration::from_millis(15)).await;
            ended.fetch_sub(1, Ordering::SeqCst);
        });
        let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1\r\n\r\n".to_vec();
        Reply::Repeat(head, b"<".into(), 1, Duration::from_millis(30))
    })
    .await;
    let web = Web::new(&[&site], |_| {});
    let url = site.url("shop.example", "/");
    let all = futures::future::join_all((0..8).map(|_| web.page(&url))).await;
    assert!(all.iter().all(Result::is_ok), "{all:?}");
    assert_eq!(most.load(Ordering::SeqCst), 1);
    assert_eq!(web.pace.waited(), Duration::from_secs(14), "seven pauses of two seconds");
}

#[tokio::test]
async fn who_waits_too_long_is_told_so() {
    let site = Site::start("127.0.0.1:0", |_, _| Reply::Hang).await;
    let web = Web::new(&[&site], |settings| {
        settings.patience = Duration::from_millis(100);
        settings.total = Duration::from_millis(600);
    });
    let url = site.url("shop.example", "/");
    let (first, second) = tokio::join!(web.page(&url), web.page(&url));
    assert_eq!(first, Err(Refused::TooSlow));
    assert!(matches!(second, Err(Refused::Wait { .. })), "{second:?}");
    assert_eq!(site.paths().len(), 1);
}

#[tokio::test]
async fn patience_is_given_to_who_asks_for_it() {
    for (status, header, secs) in [
        ("429 Too Many Requests", "Retry-After: 120", 120),
        ("503 Unavailable", "Retry-After: Fri, 15 Jan 2027 08:10:00 GMT", 600),
        ("503 Unavailable", "X: y", 60),
        ("429 Too Many Requests", "Retry-After: 99999999", 86_400),
    ] {
        let site = Site::start("127.0.0.1:0", move |path, _| match path {
            "/busy" => reply(status, &[header], b""),
            _ => page("there"),
        })
        .await;
        let web = Web::new(&[&site], |_| {});
        let until = NOW.plus_secs(secs);
        let code = status[..3].parse().unwrap();
        let busy = web.page(&site.url("shop.example", "/busy")).await;
        assert_eq!(busy, Err(Refused::Busy { status: code, until }), "{header}");
        let count = site.count();
        assert_eq!(web.page(&site.url("shop.example", "/a")).await, Err(Refused::Wait { until }));
        assert_eq!(site.count(), count, "nothing is sent meanwhile");
        assert!(web.page(&site.url("other.example", "/a")).await.is_ok());
        assert!(web.get(&site.url("shop.example", "/a"), Purpose::Page, until).await.is_ok());
    }
}

#[tokio::test]
async fn refusals_of_the_site_are_told_apart() {
    let site = Site::start("127.0.0.1:0", |path, _| match path {
        "/challenge" => reply("200 OK", &["Content-Type: text/html", "CF-Mitigated: challenge"], b"<p>"),
        path => reply(&format!("{} X", &path[1..]), &["Content-Type: text/html"], b"<p>"),
    })
    .await;
    let web = Web::new(&[&site], |_| {});
    let blocked = |status| Refused::Blocked { status, retry: None };
    for (path, refused) in [
        ("/404", Refused::NotFound),
        ("/410", Refused::Gone),
        ("/401", blocked(401)),
        ("/403", blocked(403)),
        ("/451", blocked(451)),
        ("/challenge", blocked(200)),
        ("/500", Refused::Failing { status: 500 }),
        ("/418", Refused::Failing { status: 418 }),
        ("/206", Refused::Failing { status: 206 }),
        ("/304", Refused::Failing { status: 304 }),
        ("/300", Refused::Failing { status: 300 }),
    ] {
        assert_eq!(web.page(&site.url("shop.example", path)).await, Err(refused), "{path}");
    }
}

#[tokio::test]
async fn a_wall_is_a_wall_though_it_answers_as_if_it_were_busy() {
    let site = Site::start("127.0.0.1:0", |_, _| reply("503 X", &["CF-Mitigated: challenge"], b"")).await;
    let web = Web::new(&[&site], |_| {});
    let retry = Some(NOW.plus_secs(60));
    let refused = web.page(&site.url("shop.example", "/")).await;
    assert_eq!(refused, Err(Refused::Blocked { status: 503, retry }));
}

#[tokio::test]
async fn what_can_never_be_fetched_is_told_before_anything_is_asked() {
    let web = Web::new(&[], |_| {});
    for (url, refused) in [
        ("http://10.0.0.1/", Refused::PrivateAddress),
        ("https://me:secret@shop.example/", Refused::BadAddress),
        ("https://", Refused::BadAddress),
        ("ftp://shop.example/", Refused::BadAddress),
    ] {
        assert_eq!(web.fetcher.may_get(url).err(), Some(refused), "{url}");
    }
    assert!(web.fetcher.may_get("https://shop.example/drill").is_ok());
}

#[tokio::test]
async fn what_did_not_change_is_not_sent_again() {
    let site = Site::start("127.0.0.1:0", |_, head| {
        let head = head.to_ascii_lowercase();
        if head.contains("if-none-match: \"v1\"\r\n") || head.contains("if-modified-since: fri, 01 jan 2027")
        {
            return Reply::Bytes(b"HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n\r\n".to_vec());
        }
        let headers = [
            "Content-Type: text/html",
            "ETag: \"v1\"",
            "Last-Modified: Fri, 01 Jan 2027 00:00:00 GMT",
            "Cache-Control: max-age=300",
        ];
        reply("200 OK", &headers, b"<p>")
    })
    .await;
    let web = Web::new(&[&site], |_| {});
    let url = site.url("shop.example", "/p");
    let first = web.page(&url).await.unwrap();
    assert_eq!(first.max_age, Some(300));
    for known in [
        first.known.clone(),
        Conditional { etag: None, ..first.known.clone() },
        Conditional { last_modified: None, ..first.known },
    ] {
        let answered = web.fetcher.get(&url, Purpose::Page, &known, NOW).await.unwrap();
        assert_eq!(answered, Answered::NotModified { final_url: url.clone() }, "{known:?}");
    }
    let odd = Conditional { etag: Some("a\r\nEvil: 1".into()), last_modified: None };
    assert!(matches!(web.fetcher.get(&url, Purpose::Page, &odd, NOW).await, Ok(Answered::Fetched(_))));
    assert!(!site.seen.lock().unwrap().iter().any(|head| head.contains("Evil")));
}

#[tokio::test]
async fn only_so_many_are_visited_at_once() {
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (inside, peak) = (now.clone(), most.clone());
    let site = Site::start("127.0.0.1:0", move |_, _| {
        peak.fetch_max(inside.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        let ended = inside.clone();
        tokio::spawn(async move {
            tokio::time::sleep(Duration::from_millis(15)).await;
            ended.fetch_sub(1, Ordering::SeqCst);
        });
        let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1\r\n\r\n".to_vec();
        Reply::Repeat(head, b"<".into(), 1, Duration::from_millis(30))
    })
    .await;
    let web = Web::new(&[&site], |settings| settings.at_once = 3);
    let names: Vec<String> = (0..12).map(|number| format!("n{number}.example")).collect();
    names.iter().for_each(|name| web.names.tell(name, &[&["127.0.0.1"]]));
    let all = names.iter().map(|name| async { web.page(&site.url(name, "/")).await });
    let all = futures::future::join_all(all).await;
    assert!(all.iter().all(Result::is_ok), "{all:?}");
    assert!((1..=3).contains(&most.load(Ordering::SeqCst)), "{most:?}");
}
