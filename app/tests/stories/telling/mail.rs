//! Mail: asked for, confirmed, gathered at the hour, ended with one click.

use std::time::Duration;

use axum::http::Method;
use hyperlieu::rounds::{Round, Rounds};
use serde_json::json;
use store::both;
use store::testing::TestDb;

use super::page::{DAY, Sale, news_of};
use super::smtp::{Server, link};
use crate::hand::Hand;
use crate::harness::{As, Town};

pub const TO: &str = "camille@post.example";

pub async fn town(db: TestDb, server: &Server) -> Town {
    let smtp = format!("smtp://{}", server.at);
    let mail = kit::Mail { smtp, from: "Redon <lieu@redon.example>".into() };
    Town::set(db, |settings| settings.mail = Some(mail)).await
}

pub async fn asks_and_confirms(t: &Town, server: &Server, camille: &Hand<'_>) {
    t.keep_secret(TO);
    camille.form("/me/channels", "news=mail&hour=18").await.want(422);
    let refused = camille.form("/me/channels/mail", "address=nowhere&news=mail&hour=7").await.want(422);
    assert!(
        refused.text.contains("<option value=\"mail\" selected>"),
        "what was chosen beside it stays: {}",
        refused.text
    );
    assert!(refused.text.contains("f-address-error") && refused.text.contains("value=\"nowhere\""));
    // What is chosen beside the address is kept with it; nothing is sent there before it is confirmed.
    let all = "address=camille%40post.example&news=mail&digest=weekly&hour=7";
    camille.form("/me/channels/mail", all).await.want(303);
    let stands = camille.get("/api/v1/me/channels").await.json();
    assert_eq!(
        (&stands["news"], &stands["digest"], &stands["hour"]),
        (&json!("mail"), &json!("weekly"), &json!(7))
    );
    camille.form("/me/channels/mail", "address=camille%40post.example").await.want(429);
    let first = server.letters(TO);
    assert_eq!(first.len(), 1);
    let confirm = link(&first[0], "/mail/confirm/");

    // To look changes nothing; the button confirms, once, and needs nobody signed in.
    for _ in 0..2 {
        t.call(Method::GET, &confirm, &As::Nobody, &[("accept", "text/html")], "").await.want(200);
    }
    t.call(Method::POST, &confirm, &As::Nobody, &[("accept", "text/html")], "").await.want(200);
    t.call(Method::POST, &confirm, &As::Nobody, &[("accept", "text/html")], "").await.want(410);
    t.call(Method::GET, &confirm, &As::Nobody, &[("accept", "text/html")], "").await.want(410);
    camille.form("/me/channels", "news=mail&digest=daily&hour=18").await.want(303);
}

async fn one_click_ends_it(t: &Town, camille: &Hand<'_>, stop: &str) {
    // One click, from a mail program that knows nobody.
    let wrong = format!("{}AAAA", &stop[..stop.len() - 4]);
    t.call(Method::GET, stop, &As::Nobody, &[("accept", "text/html")], "").await.want(200);
    let form = [("content-type", "application/x-www-form-urlencoded")];
    t.call(Method::POST, &wrong, &As::Nobody, &form, "List-Unsubscribe=One-Click").await.want(200);
    assert_eq!(
        camille.get("/api/v1/me/channels").await.json()["news"],
        json!("mail"),
        "a forged link ends nothing"
    );
    t.call(Method::POST, stop, &As::Nobody, &form, "List-Unsubscribe=One-Click").await.want(200);
    assert_eq!(camille.get("/api/v1/me/channels").await.json()["news"], json!("page"));
    t.call(Method::POST, "/mail/stop/nonsense", &As::Nobody, &[("accept", "text/html")], "").await.want(410);
}

async fn a_mail_gathers_what_came_and_one_click_ends_it(db: TestDb) {
    let server = Server::open().await;
    let t = town(db, &server).await;
    let camille = t.member("Camille").await;
    asks_and_confirms(&t, &server, &camille).await;

    let mut sales = Vec::new();
    for n in 0..3 {
        let sale = Sale::opens(&t, &format!("https://norda.example/{n}"), 8_000).await;
        sale.wished_by(&camille, None).await;
        sales.push(sale);
    }
    t.waits(DAY).await;
    sales[0].costs(6_000).await;
    sales[1].costs(6_000).await;
    assert_eq!((t.sends().await, news_of(&camille).await.len()), (0, 2), "not before six");
    // One went up again meanwhile: nothing that is no longer so is written.
    sales[1].costs(8_000).await;
    t.waits(6 * 3_600 + 60).await;
    server.takes(false);
    assert_eq!(t.sends().await, 0, "the server takes none now");
    server.takes(true);
    assert_eq!((t.sends().await, t.sends().await), (1, 0), "once");
    let letters = server.letters(TO);
    assert_eq!(letters.len(), 2);
    for part in [
        "Subject: ",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        "Moins cher chez norda.example",
        "60,00 €",
        "20,00 € de moins",
        "text/html",
        "Lu sur sa page",
    ] {
        assert!(letters[1].contains(part), "{part}: {}", letters[1]);
    }
    assert_eq!(
        letters[1].matches("/opportunities/").count(),
        2,
        "one piece of news, in both forms: {}",
        letters[1]
    );

    // Nothing new, no mail; something new, the next day at six.
    t.waits(DAY).await;
    assert_eq!(t.sends().await, 0);
    sales[2].costs(6_000).await;
    assert_eq!(t.sends().await, 1, "after the hour, the mail of the day goes at once");
    sales[0].costs(4_000).await;
    assert_eq!(t.sends().await, 0, "at most one a day");

    one_click_ends_it(&t, &camille, &link(&letters[1], "/mail/stop/")).await;
    t.waits(DAY).await;
    assert_eq!((t.sends().await, server.letters(TO).len()), (0, 3));
    t.end().await;
}

async fn quiet_hours_hold_for_mail_and_a_week_is_a_week(db: TestDb) {
    let server = Server::open().await;
    let t = town(db, &server).await;
    let camille = t.member("Camille").await;
    camille.post("/api/v1/me/mail", json!({"address": TO})).await.want(202);
    let confirm = link(&server.letters(TO)[0], "/mail/confirm/");
    t.call(Method::POST, &confirm, &As::Nobody, &[("accept", "text/html")], "").await.want(200);
    camille.form("/me/channels", "news=mail&digest=weekly&hour=13").await.want(303);
    camille.attention(json!({"quiet_from": "13:00", "quiet_to": "15:00"})).await;
    let sale = Sale::opens(&t, "https://norda.example/x200", 8_000).await;
    sale.wished_by(&camille, None).await;
    t.waits(DAY).await;
    sale.costs(6_000).await;
    t.waits(3_600 + 60).await;
    assert_eq!(t.sends().await, 0, "quiet");
    t.waits(2 * 3_600).await;
    assert_eq!(t.sends().await, 1);
    t.waits(DAY).await;
    sale.costs(4_000).await;
    for _ in 0..5 {
        t.waits(DAY).await;
        assert_eq!(t.sends().await, 0, "less than a week");
    }
    t.waits(DAY).await;
    assert_eq!(t.sends().await, 1);
    camille.delete("/api/v1/me/mail").await.want(204);
    assert_eq!(camille.get("/api/v1/me/channels").await.json()["news"], json!("page"));
    t.end().await;
}

async fn a_strangers_address_is_not_flooded(db: TestDb) {
    let server = Server::open().await;
    let t = town(db, &server).await;
    for n in 0..5 {
        let somebody = t.member(&format!("Anne {n}")).await;
        let expected = if n < 3 { 202 } else { 429 };
        somebody.post("/api/v1/me/mail", json!({"address": TO})).await.want(expected);
    }
    assert_eq!(server.letters(TO).len(), 3);
    t.end().await;
}

/// Neither forgetting the address, nor writing it otherwise, nor a server that takes none frees a limit.
async fn who_forgets_an_address_floods_none(db: TestDb) {
    let server = Server::open().await;
    let t = town(db, &server).await;
    let camille = t.member("Camille").await;
    let asks = async |to: &str| camille.post("/api/v1/me/mail", json!({"address": to})).await.status.as_u16();
    assert_eq!(asks(TO).await, 202);
    camille.delete("/api/v1/me/mail").await.want(204);
    assert_eq!(asks(TO).await, 429, "within two minutes");
    for to in ["Camille@post.example", "CAMILLE@POST.EXAMPLE"] {
        t.waits(121).await;
        assert_eq!(asks(to).await, 202);
        camille.delete("/api/v1/me/mail").await.want(204);
    }
    t.waits(121).await;
    assert_eq!(asks(TO).await, 429, "three a day to one address");
    server.takes(false);
    assert!(asks("a@post.example").await >= 400);
    server.takes(true);
    assert_eq!(asks("a@post.example").await, 429, "a mail that failed was asked for");
    t.waits(121).await;
    assert_eq!(asks("b@post.example").await, 202);
    t.waits(121).await;
    assert_eq!(asks("c@post.example").await, 429, "five a day by one hand");
    t.waits(DAY).await;
    assert_eq!(asks(TO).await, 202, "a day later");
    t.end().await;
}

async fn a_mail_of_the_late_evening_goes_in_the_morning(db: TestDb) {
    let server = Server::open().await;
    let t = town(db, &server).await;
    let camille = t.member("Camille").await;
    camille.post("/api/v1/me/mail", json!({"address": TO})).await.want(202);
    let confirm = link(&server.letters(TO)[0], "/mail/confirm/");
    t.call(Method::POST, &confirm, &As::Nobody, &[("accept", "text/html")], "").await.want(200);
    camille.form("/me/channels", "news=mail&digest=daily&hour=22").await.want(303);
    camille.attention(json!({"quiet_from": "21:00", "quiet_to": "11:30"})).await;
    let sale = Sale::opens(&t, "https://norda.example/x200", 8_000).await;
    sale.wished_by(&camille, None).await;
    let other = Sale::opens(&t, "https://norda.example/x300", 8_000).await;
    let paused = other.wished_by(&camille, None).await;
    t.waits(26 * 3_600).await;
    sale.costs(6_000).await;
    other.costs(6_000).await;
    assert_eq!(news_of(&camille).await.len(), 2);
    t.waits(60).await;
    // By the morning one is a little cheaper still, and the other no longer wished for.
    sale.costs(5_990).await;
    camille.patch(&format!("/api/v1/wishes/{paused}"), json!({"state": "paused"})).await.want(200);
    t.waits(10 * 3_600).await;
    assert_eq!(t.sends().await, 0, "quiet");
    t.waits(12 * 3_600).await;
    assert_eq!((t.sends().await, t.sends().await), (1, 0), "when quiet ends");
    let mail = &server.letters(TO)[1];
    assert!(mail.contains("59,90 €") && mail.contains("20,10 € de moins"), "{mail}");
    assert_eq!(mail.matches("/opportunities/").count(), 2, "one piece of news, in both forms: {mail}");
    t.end().await;
}

/// A mail server that says nothing holds up the mail and nothing else; the house stops all the same.
async fn a_mail_server_that_hangs_delays_no_news(db: TestDb) {
    let server = Server::open().await;
    let t = town(db, &server).await;
    let (camille, anne) = (t.member("Camille").await, t.member("Anne").await);
    asks_and_confirms(&t, &server, &camille).await;
    anne.attention(json!({"quiet_from": "11:00", "quiet_to": "19:00"})).await;
    let sale = Sale::opens(&t, "https://norda.example/x200", 8_000).await;
    sale.wished_by(&camille, None).await;
    sale.wished_by(&anne, None).await;
    t.waits(DAY).await;
    sale.costs(6_000).await;
    t.waits(8 * 3_600).await;
    assert_eq!((news_of(&camille).await.len(), news_of(&anne).await.len()), (1, 0));

    server.hangs(true);
    let (street, post) = (t.house.street.clone(), t.house.post.clone());
    let mut rounds = Rounds::new(t.app.clone(), street, None, post);
    rounds.begin(Round::Mail);
    tokio::time::sleep(Duration::from_millis(300)).await;
    rounds.begin(Round::Tell);
    let told = async {
        while news_of(&anne).await.is_empty() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(5), told).await.expect("Anne's quiet hours are over");
    let letters = server.letters(TO).len();
    t.app.stop.request();
    tokio::time::timeout(Duration::from_secs(8), rounds.end()).await.expect("the house stops");
    assert_eq!((letters, server.letters(TO).len()), (1, 1), "the first letter and no other");
    t.turn().await;
    t.end().await;
}

/// A path that reads as another once decoded is drawn into no button.
async fn no_link_leads_a_button_elsewhere(db: TestDb) {
    let server = Server::open().await;
    let t = town(db, &server).await;
    for path in ["/mail/confirm/", "/mail/stop/", "/in/"] {
        for secret in ["..%2F..%2Fleave", "..%2fleave", "a%3Fb", "a%5Cb"] {
            let shown = format!("{path}{secret}");
            t.call(Method::GET, &shown, &As::Nobody, &[("accept", "text/html")], "").await.want(404);
        }
        // One that confirms nothing says so before it is pressed.
        let status = if path == "/mail/confirm/" { 410 } else { 200 };
        let shown = format!("{path}aZ09-_");
        t.call(Method::GET, &shown, &As::Nobody, &[("accept", "text/html")], "").await.want(status);
    }
    t.end().await;
}

/// What was done by a link of a mail leads on: to one's own pages, or home for whoever is not signed in where they read mail.
async fn a_link_of_a_mail_is_no_dead_end(db: TestDb) {
    let server = Server::open().await;
    let t = town(db, &server).await;
    let camille = t.member("Camille").await;
    let asks = async || {
        camille.form("/me/channels/mail", "address=camille%40post.example").await.want(303);
        link(server.letters(TO).last().unwrap(), "/mail/confirm/")
    };
    let done = camille.form(&asks().await, "").await.want(200).text;
    let (_, done) = done.split_once("<main").unwrap();
    assert!(done.contains("href=\"/me/channels\"") && done.contains("href=\"/me/wishes\""), "{done}");
    t.waits(121).await;
    let elsewhere = asks().await;
    let done =
        t.call(Method::POST, &elsewhere, &As::Nobody, &[("accept", "text/html")], "").await.want(200).text;
    let (_, done) = done.split_once("<main").unwrap();
    assert!(done.contains("href=\"/\"") && !done.contains("href=\"/me/"), "{done}");
    t.end().await;
}

/// Whatever of the page is refused, all that was chosen and typed on it comes back, and one sentence leads to the field.
async fn a_refusal_loses_no_choice(db: TestDb) {
    let server = Server::open().await;
    let t = town(db, &server).await;
    let camille = t.member("Camille").await;
    let choices = "suggestions=push&news=mail&digest=weekly&hour=7";
    for (path, address, field) in
        [("/me/channels/mail", "nowhere", "address"), ("/me/channels", "nobody%40nowhere", "address")]
    {
        let refused = camille.form(path, &format!("{choices}&address={address}")).await.want(422).text;
        for kept in ["push", "mail", "weekly", "7"] {
            assert!(refused.contains(&format!("value=\"{kept}\" selected")), "{path} lost {kept}: {refused}");
        }
        assert!(refused.contains(&format!("value=\"{}\"", address.replace("%40", "@"))), "{path}");
        assert!(refused.contains(&format!("href=\"#f-{field}\"")), "{path} leads to no field");
        assert_eq!(refused.matches("autofocus").count(), 1, "the focus is on what was refused");
    }
    // The address is asked for by the button that saves, too: what was typed beside the choices is not dropped.
    camille.form("/me/channels", &format!("{choices}&address=camille%40post.example")).await.want(303);
    assert_eq!(server.letters(TO).len(), 1);
    let stands = camille.get("/api/v1/me/channels").await.json();
    assert_eq!((&stands["suggestions"], &stands["news"]), (&json!("push"), &json!("mail")));
    // Never confirmed, it leads nowhere.
    t.waits(3 * DAY).await;
    t.sends().await;
    assert_eq!(server.letters(TO).len(), 1, "nothing but the first");
    t.end().await;
}

both!(
    a_refusal_loses_no_choice,
    a_link_of_a_mail_is_no_dead_end,
    a_mail_gathers_what_came_and_one_click_ends_it,
    quiet_hours_hold_for_mail_and_a_week_is_a_week,
    a_strangers_address_is_not_flooded,
    who_forgets_an_address_floods_none,
    a_mail_of_the_late_evening_goes_in_the_morning,
    a_mail_server_that_hangs_delays_no_news,
    no_link_leads_a_button_elsewhere,
);
