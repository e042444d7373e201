//! Only the public internet is spoken to, whatever the name, the redirect or the next answer of the resolver says.

use crate::help::{NOW, Site, Web, moved, page};
use fetch::{Purpose, Refused};
use tokio::io::AsyncWriteExt;

#[tokio::test]
async fn a_page_is_fetched_and_says_who_asks() {
    let site = Site::start("127.0.0.1:0", |_, _| page("<p>bonjour</p>")).await;
    let web = Web::new(&[&site], |_| {});
    let fetched = web.page(&site.url("shop.example", "/p?a=1#part")).await.unwrap();
    assert_eq!(fetched.body, b"<p>bonjour</p>");
    assert_eq!(fetched.content_type, "text/html; charset=utf-8");
    assert_eq!(fetched.final_url, site.url("shop.example", "/p?a=1"));
    let head = site.seen.lock().unwrap().last().unwrap().to_ascii_lowercase();
    assert!(head.starts_with("get /p?a=1 http/1.1\r\n"), "{head}");
    assert!(
        head.contains("user-agent: hyperlieu/") && head.contains("(+https://lieu.example/contact)"),
        "{head}"
    );
    assert!(head.contains(&format!("host: shop.example:{}\r\n", site.address.port())), "{head}");
    assert!(!head.contains("cookie") && !head.contains("referer"), "{head}");
}

#[tokio::test]
async fn private_addresses_are_never_connected_to() {
    let site = Site::start("127.0.0.1:0", |_, _| page("secret")).await;
    let port = site.address.port();
    let web = Web::new(&[], |settings| settings.ports.push(port));
    for address in
        ["127.0.0.1", "::ffff:127.0.0.1", "::1", "0.0.0.0", "10.1.2.3", "64:ff9b::7f00:1", "fd00::1"]
    {
        web.names.tell("inside.example", &[&[address]]);
        let refused = web.page(&site.url("inside.example", "/")).await;
        assert_eq!(refused, Err(Refused::PrivateAddress), "{address}");
    }
    for host in
        ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0"]
    {
        assert_eq!(web.page(&site.url(host, "/")).await, Err(Refused::PrivateAddress), "{host}");
    }
    assert_eq!(site.count(), 0);
}

#[tokio::test]
async fn a_name_that_changes_its_answer_gains_nothing() {
    // 127.0.0.2 plays the public server: the list names it. 127.0.0.1 plays what is inside, at the same port.
    let inside = Site::start("127.0.0.1:0", |_, _| page("secret")).await;
    let outside = Site::start(&format!("127.0.0.2:{}", inside.address.port()), |_, _| page("public")).await;
    let web = Web::new(&[&outside], |_| {});
    let url = inside.url("rebind.example", "/");

    web.names.tell("rebind.example", &[&["127.0.0.2"], &["127.0.0.1"]]);
    // `robots.txt` takes the first answer, the page the second.
    assert_eq!(web.page(&url).await, Err(Refused::PrivateAddress));
    web.names.tell("rebind.example", &[&["127.0.0.2"], &["127.0.0.1"]]);
    // The rules are remembered: the page takes the first answer, and nothing asks twice for the same request.
    assert_eq!(web.page(&url).await.unwrap().body, b"public");
    assert_eq!(web.page(&url).await, Err(Refused::PrivateAddress));
    assert_eq!(*web.names.asked.lock().unwrap(), 4);
    // Both in one answer: what is inside is left out, also where the other does not answer.
    web.names.tell("rebind.example", &[&["127.0.0.1", "127.0.0.2"]]);
    assert_eq!(web.page(&url).await.unwrap().body, b"public");
    assert_eq!(inside.count(), 0);
}

#[tokio::test]
async fn redirects_are_checked_like_the_first_address() {
    let inside = Site::start("127.0.0.1:0", |_, _| page("secret")).await;
    let secret = inside.address.port();
    let site = Site::start("127.0.0.1:0", move |path, _| match path {
        "/literal" => moved(&format!("http://127.0.0.1:{secret}/")),
        "/decimal" => moved(&format!("http://2130706433:{secret}/")),
        "/name" => moved(&format!("http://inside.example:{secret}/")),
        "/metadata" => moved("http://169.254.169.254/latest/meta-data/"),
        "/file" => moved("file:///etc/passwd"),
        "/port" => moved("http://shop.example:22/"),
        "/login" => moved("http://user:word@shop.example/"),
        "/ok" => moved("/p?q=caf\u{e9}"),
        _ => page("public"),
    })
    .await;
    let web = Web::new(&[&site], |settings| settings.ports.push(secret));
    web.names.tell("inside.example", &[&["127.0.0.1"]]);
    for (path, refused) in [
        ("/literal", Refused::PrivateAddress),
        ("/decimal", Refused::PrivateAddress),
        ("/name", Refused::PrivateAddress),
        ("/metadata", Refused::PrivateAddress),
        ("/file", Refused::BadAddress),
        ("/port", Refused::BadAddress),
        ("/login", Refused::BadAddress),
    ] {
        assert_eq!(web.page(&site.url("shop.example", path)).await, Err(refused), "{path}");
    }
    let fetched = web.page(&site.url("shop.example", "/ok")).await.unwrap();
    assert_eq!(fetched.final_url, site.url("shop.example", "/p?q=caf%C3%A9"));
    assert_eq!(inside.count(), 0);
}

#[tokio::test]
async fn redirects_end() {
    let site = Site::start("127.0.0.1:0", |path, _| match path {
        "/around" => moved("/around"),
        "/nowhere" => crate::help::reply("302 Found", &[], b""),
        path => match path[1..].parse::<u32>() {
            Ok(0) => page("there"),
            Ok(left) => moved(&format!("/{}", left - 1)),
            Err(_) => moved(&format!("{path}x")),
        },
    })
    .await;
    let web = Web::new(&[&site], |_| {});
    let page = async |path: &str| web.page(&site.url("shop.example", path)).await;
    assert_eq!(page("/around").await, Err(Refused::TooManyRedirects));
    assert_eq!(page("/longer").await, Err(Refused::TooManyRedirects));
    assert_eq!(page("/5").await.unwrap().body, b"there");
    assert_eq!(page("/6").await, Err(Refused::TooManyRedirects));
    assert_eq!(page("/nowhere").await, Err(Refused::Broken));
}

#[tokio::test]
async fn servers_that_cannot_be_reached_are_told_apart() {
    let web = Web::new(&[], |_| {});
    assert_eq!(web.page("https://nobody.example/").await, Err(Refused::UnknownHost));

    let plain = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = plain.local_addr().unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = plain.accept().await.unwrap();
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
    });
    let web = Web::new(&[], |settings| settings.allow_private = vec![address]);
    assert_eq!(web.page(&format!("https://{address}/")).await, Err(Refused::Tls), "it speaks no TLS");

    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let web = Web::new(&[], |settings| settings.allow_private = vec![closed]);
    assert_eq!(web.page(&format!("http://{closed}/")).await, Err(Refused::Unreachable));
}

#[tokio::test]
async fn posts_are_guarded_too() {
    let site = Site::start("127.0.0.1:0", |path, head| match path {
        "/busy" => crate::help::reply("429 Too Many Requests", &["Retry-After: 30"], b""),
        "/moved" => moved("http://127.0.0.1:1/"),
        _ if head.contains("ttl: 60") => crate::help::reply("201 Created", &[], b""),
        _ => crate::help::reply("400 Bad Request", &[], b""),
    })
    .await;
    let web = Web::new(&[&site], |_| {});
    let headers = [(fetch::header::HeaderName::from_static("ttl"), "60".parse().unwrap())];
    let post = async |url: &str| web.fetcher.post(url, &headers, vec![1; 100], NOW).await;
    assert_eq!(post(&site.url("shop.example", "/")).await.unwrap().status, 201);
    assert!(site.seen.lock().unwrap()[0].contains("content-length: 100"));
    assert_eq!(post(&site.url("shop.example", "/moved")).await.unwrap().status, 302);
    assert_eq!(post("http://shop.example/").await, Err(Refused::BadAddress), "not private");
    web.names.tell("inside.example", &[&["10.0.0.1"]]);
    assert_eq!(post("https://inside.example/").await, Err(Refused::PrivateAddress));
    let until = NOW.plus_secs(30);
    assert_eq!(post(&site.url("shop.example", "/busy")).await.unwrap().retry, Some(until));
    assert_eq!(post(&site.url("shop.example", "/")).await, Err(Refused::Wait { until }));
}

#[tokio::test]
async fn a_service_that_takes_a_post_again_is_at_peace() {
    let site = Site::start("127.0.0.1:0", |path, _| match path {
        "/busy" => crate::help::reply("503 Busy", &[], b""),
        _ => crate::help::reply("201 Created", &[], b""),
    })
    .await;
    let web = Web::new(&[&site], |_| {});
    let post = async |path: &str, s: i64| {
        let url = site.url("shop.example", path);
        web.fetcher.post(&url, &[], vec![1], NOW.plus_secs(s)).await.unwrap()
    };
    let pause = |s: i64| Some(NOW.plus_secs(s));
    assert_eq!(post("/busy", 0).await.retry, pause(60));
    assert_eq!(post("/busy", 60).await.retry, pause(60 + 120), "each longer than the one before");
    assert_eq!(post("/", 200).await.status, 201);
    assert_eq!(post("/busy", 300).await.retry, pause(300 + 60), "and the first again");
}

#[tokio::test]
async fn where_one_address_is_dead_the_next_is_tried() {
    let site = Site::start("127.0.0.1:0", |_, _| page("there")).await;
    let dead = format!("127.0.0.3:{}", site.address.port()).parse().unwrap();
    let web = Web::new(&[&site], |settings| settings.allow_private.push(dead));
    web.names.tell("two.example", &[&["127.0.0.3", "127.0.0.1"]]);
    let fetched = web.get(&site.url("two.example", "/"), Purpose::Page, NOW).await;
    assert_eq!(fetched.unwrap().body, b"there");
}
