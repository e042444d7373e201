//! Who sees a shared list: every visibility before every viewer; what is not for somebody does not exist.

use axum::http::Method;
use domain::{ListId, WishId};
use people::NewMember;
use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use crate::answer::Answer;
use crate::hand::{Hand, led};
use crate::harness::{As, Town, text};
use crate::telling::page::{DAY, Sale};

/// A list of somebody, with wishes by title and number.
pub async fn a_list(owner: &Hand<'_>, name: &str, wishes: &[(&str, i64)]) -> (String, Vec<String>) {
    let app = &owner.t.app;
    let mut tx = app.write().await.unwrap();
    let list = wish::list::create(&mut tx, app, owner.id, name).await.unwrap();
    tx.commit().await.unwrap();
    let mut ids = Vec::new();
    for (title, quantity) in wishes {
        let id = owner.wishes(title, None).await;
        stands(owner, &id, Some(list.id), *quantity).await;
        ids.push(id);
    }
    (list.id.to_string(), ids)
}

/// Puts a wish on a list, so many of it.
pub async fn stands(owner: &Hand<'_>, wish: &str, list: Option<ListId>, quantity: i64) {
    let id: WishId = wish.parse().unwrap();
    let mut tx = owner.t.app.write().await.unwrap();
    let beside = wish::detail(&mut tx, id).await.unwrap();
    let beside = wish::Detail { list, quantity, note: "Taille M, en bleu".into(), ..beside };
    wish::set_detail(&mut tx, owner.id, id, &beside).await.unwrap();
    tx.commit().await.unwrap();
}

pub async fn shares(owner: &Hand<'_>, list: &str, visibility: &str) {
    owner.put(&format!("/api/v1/lists/{list}/share"), json!({"visibility": visibility})).await.want(200);
}

/// A link of a list, spent by others.
pub async fn link(owner: &Hand<'_>, list: &str) -> String {
    let made = owner.post(&format!("/api/v1/lists/{list}/share/link"), json!({})).await.want(201).json();
    let secret = text(&made["url"]).rsplit('/').next().unwrap().to_owned();
    owner.t.keep_secret(secret.clone());
    secret
}

pub async fn comes(who: &Hand<'_>, secret: &str, name: &str) {
    who.post("/api/v1/shared/open", json!({"secret": secret, "name": name})).await.want(200);
}

/// A circle of somebody, which others joined under their names.
pub async fn a_circle(founder: &Hand<'_>, others: &[(&Hand<'_>, &str)]) -> String {
    let circle = founder
        .post("/api/v1/circles", json!({"circle": "La famille", "name": "Maman"}))
        .await
        .want(201)
        .id();
    let made = founder.post(&format!("/api/v1/circles/{circle}/invite"), json!({})).await.want(201).json();
    let secret = text(&made["url"]).rsplit('/').next().unwrap().to_owned();
    founder.t.keep_secret(secret.clone());
    for (other, name) in others {
        other.post("/api/v1/circles/join", json!({"secret": secret, "name": name})).await.want(200);
    }
    circle
}

pub async fn reserves(who: &Hand<'_>, list: &str, wish: &str, ask: Value) -> Answer {
    who.post(&format!("/api/v1/shared/{list}/wishes/{wish}/reservations"), ask).await
}

/// The wish as somebody sees it on a shared list.
pub async fn seen(who: &Hand<'_>, list: &str, wish: &str) -> Value {
    let all = who.get(&format!("/api/v1/shared/{list}")).await.want(200).json();
    let found = all["wishes"].as_array().unwrap().iter().find(|one| one["id"] == json!(wish)).cloned();
    found.unwrap_or(Value::Null)
}

/// Real things of sharing to name in addresses: a list for people, with everything that can be beside it.
pub struct Shared {
    names: Vec<(&'static str, String)>,
}

impl Shared {
    /// Camille's circle, and her list with a promise of somebody else and a comment.
    pub async fn of(t: &Town, camille: &Hand<'_>) -> Self {
        let noor = t.member("Noor").await;
        let circle = a_circle(camille, &[(&noor, "Noor")]).await;
        let made =
            camille.post(&format!("/api/v1/circles/{circle}/invite"), json!({})).await.want(201).json();
        let join = text(&made["url"]).rsplit('/').next().unwrap().to_owned();
        let (list, wishes) = a_list(camille, "Noël", &[("un bonnet", 1), ("des chaussettes", 2)]).await;
        shares(camille, &list, "people").await;
        let secret = link(camille, &list).await;
        comes(&noor, &secret, "Noor").await;
        let reservation = reserves(&noor, &list, &wishes[0], json!({})).await.want(201).id();
        let path = format!("/api/v1/shared/{list}/wishes/{}/comments", wishes[0]);
        let comment = noor.post(&path, json!({"room": "owner", "words": "Bleu ?"})).await.want(201).id();
        let names = vec![
            ("circles/{id}", format!("circles/{circle}")),
            ("circles/join/{secret}", format!("circles/join/{join}")),
            ("members/{member}", format!("members/{}", noor.id)),
            ("people/{member}", format!("people/{}", noor.id)),
            ("lists/{id}", format!("lists/{list}")),
            ("shared/{id}", format!("shared/{list}")),
            ("lists/open/{secret}", format!("lists/open/{secret}")),
            ("{wish}", wishes[0].clone()),
            ("gifts/{id}", format!("gifts/{reservation}")),
            ("reservations/{id}", format!("reservations/{reservation}")),
            ("comments/{id}", format!("comments/{comment}")),
        ];
        Self { names }
    }

    pub fn name(&self, path: &str) -> String {
        self.names.iter().fold(path.to_owned(), |path, (kind, real)| path.replace(kind, real))
    }
}

async fn every_visibility_before_every_viewer(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let [invited, mate, passer] = [t.member("Noor").await, t.member("Yann").await, t.member("Ana").await];
    let guest = t.somebody(NewMember { guest: true, ..NewMember::default() }).await;
    let circle = a_circle(&camille, &[(&mate, "Yann")]).await;
    let (list, wishes) = a_list(&camille, "Noël", &[("un bonnet", 1)]).await;
    shares(&camille, &list, "people").await;
    let secret = link(&camille, &list).await;
    comes(&invited, &secret, "Noor").await;
    let all = [&camille, &invited, &mate, &passer, &guest];
    for (visibility, may) in [
        ("private", [true, false, false, false, false, false]),
        ("counted", [true, false, false, false, false, false]),
        ("people", [true, true, false, false, false, false]),
        ("circle", [true, false, true, false, false, false]),
        ("public", [true, true, true, true, true, true]),
    ] {
        let choice = json!({"visibility": visibility, "circles": [circle]});
        camille.put(&format!("/api/v1/lists/{list}/share"), choice).await.want(200);
        let hidden = format!("/lists/list_{}", "0".repeat(32));
        for (at, may) in may.iter().enumerate() {
            let stranger = As::Nobody;
            let who = all.get(at).map_or(&stranger, |hand| &hand.cookie);
            let page = [("accept", "text/html"), ("accept-language", "en")];
            let see = async |path: &str| t.call(Method::GET, path, who, &page, "").await;
            for path in [format!("/lists/{list}"), format!("/lists/{list}/wishes/{}", wishes[0])] {
                let answer = see(&path).await;
                assert_eq!(answer.status == 200, *may, "{visibility} before viewer {at}: {}", answer.status);
                if !may {
                    // As if there were no such list.
                    let (there, gone) = (answer.without_once(), see(&hidden).await);
                    assert_eq!(there.replace(&path, &hidden), gone.without_once());
                    assert_eq!(answer.headers.keys().count(), gone.headers.keys().count());
                }
            }
            let Some(hand) = all.get(at) else { continue };
            let given = reserves(hand, &list, &wishes[0], json!({})).await;
            match (at, may) {
                (0, _) => drop(given.refused(409, "own-list")),
                (_, true) => {
                    let promise = given.want(201).id();
                    hand.delete(&format!("/api/v1/reservations/{promise}")).await.want(204);
                }
                (_, false) => drop(given.refused(404, "not-found")),
            }
        }
    }
    t.end().await;
}

async fn a_link_is_made_only_where_it_opens_something(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, noor) = (t.member("Camille").await, t.member("Noor").await);
    let circle = a_circle(&camille, &[(&noor, "Noor")]).await;
    let (list, _) = a_list(&camille, "Noël", &[("un bonnet", 1)]).await;
    let (share, way) = (format!("/api/v1/lists/{list}/share"), format!("/api/v1/lists/{list}/share/link"));
    for visibility in ["private", "counted", "circle", "public"] {
        let choice = json!({"visibility": visibility, "circles": [circle]});
        camille.put(&share, choice).await.want(200);
        camille.post(&way, json!({})).await.refused(409, "not-by-link");
        camille.form(&format!("/me/lists/{list}/share/link"), "").await.want(409);
        assert_eq!(camille.get(&share).await.want(200).json()["link_ends"], Value::Null, "{visibility}");
    }
    shares(&camille, &list, "people").await;
    comes(&noor, &link(&camille, &list).await, "Noor").await;
    let mut tx = t.app.write().await.unwrap();
    wish::list::archive(&mut tx, camille.id, list.parse().unwrap(), true).await.unwrap();
    tx.commit().await.unwrap();
    camille.post(&way, json!({})).await.refused(409, "not-by-link");
    t.end().await;
}

async fn a_link_ends_and_people_are_let_out(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, noor, yann) = (t.member("Camille").await, t.member("Noor").await, t.member("Yann").await);
    let (list, wishes) = a_list(&camille, "Noël", &[("un bonnet", 1)]).await;
    shares(&camille, &list, "people").await;
    let first = link(&camille, &list).await;
    comes(&noor, &first, "Tante Noor").await;
    let second = link(&camille, &list).await;
    let open = async |who: &Hand<'_>, secret: &str| {
        who.post("/api/v1/shared/open", json!({"secret": secret, "name": "Y"})).await
    };
    open(&yann, &first).await.refused(410, "link-used");
    t.app.clock.advance_secs(domain::limits::CIRCLE_INVITE_DAYS * 86_400);
    open(&yann, &second).await.refused(410, "link-used");
    let third = link(&camille, &list).await;
    shares(&camille, &list, "private").await;
    open(&yann, &third).await.refused(410, "link-used");
    noor.get(&format!("/api/v1/shared/{list}")).await.refused(404, "not-found");
    shares(&camille, &list, "people").await;
    let promise = reserves(&noor, &list, &wishes[0], json!({})).await.want(201).id();
    let people = camille.page(&format!("/me/lists/{list}/share"), "en").await.want(200).text;
    assert!(people.contains("Tante Noor"));
    camille.form(&format!("/me/lists/{list}/share/people/{}/remove", noor.id), "").await.want(303);
    noor.get(&format!("/api/v1/shared/{list}")).await.refused(404, "not-found");
    open(&noor, &third).await.refused(410, "link-used");
    // What was promised stays the giver's, under the last title they knew.
    camille.patch(&format!("/api/v1/wishes/{}", wishes[0]), json!({"title": "un secret"})).await.want(200);
    let kept = noor.page("/me/gifts", "en").await.want(200).text;
    assert!(kept.contains("un bonnet") && kept.contains("no longer shared") && !kept.contains("un secret"));
    noor.delete(&format!("/api/v1/reservations/{promise}")).await.want(204);
    t.end().await;
}

async fn nobody_comes_by_a_link_under_the_name_of_another(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, noor, yann) = (t.member("Camille").await, t.member("Noor").await, t.member("Yann").await);
    let (list, ids) = a_list(&camille, "Noël", &[("un bonnet", 1)]).await;
    shares(&camille, &list, "people").await;
    let way = link(&camille, &list).await;
    comes(&noor, &way, "Tante Noor").await;
    for name in ["camille", "Camille ", "CAMILLE", "tante noor", "Tánte Noor"] {
        let refused = yann.post("/api/v1/shared/open", json!({"secret": way, "name": name})).await;
        assert_eq!(refused.status.as_u16(), 422, "{name}: {}", refused.text);
        assert_eq!(refused.json()["fields"][0]["code"], json!("name-taken"), "{}", refused.text);
    }
    let page = yann.form(&format!("/lists/open/{way}"), "name=Camille").await.want(422).words();
    assert!(page.contains("s’y appelle déjà ainsi") && page.contains("value=\"Camille\""), "{page}");
    // A stranger who is refused stays one.
    let door = format!("/lists/open/{way}");
    let ours = [
        ("content-type", "application/x-www-form-urlencoded"),
        ("accept", "text/html"),
        ("sec-fetch-site", "same-origin"),
    ];
    let stranger = t.call(Method::POST, &door, &As::Nobody, &ours, "name=Camille").await.want(422);
    assert_eq!(stranger.header("set-cookie"), "", "no guest was made");
    // By one's own name one may come again, and by another; whose list it is by any.
    comes(&noor, &way, "tante Noor").await;
    comes(&noor, &way, "Noor").await;
    comes(&camille, &way, "Camille").await;
    comes(&yann, &way, "Tante Noor").await;

    let words = format!("/api/v1/shared/{list}/wishes/{}/comments", ids[0]);
    for (who, said) in [(&camille, "En bleu"), (&yann, "Quelle taille ?")] {
        who.post(&words, json!({"room": "owner", "words": said})).await.want(201);
    }
    let told = noor.get(&words).await.want(200).json();
    assert_eq!((&told["items"][0]["owner"], &told["items"][1]["owner"]), (&json!(true), &json!(false)));
    let page = noor.page(&format!("/lists/{list}/wishes/{}", ids[0]), "fr").await.want(200).words();
    assert_eq!(page.matches("à qui est la liste</").count(), 1, "the owner's words are marked: {page}");
    t.end().await;
}

async fn a_public_list_is_read_by_machines_and_by_strangers(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let (list, _) = a_list(&camille, "Noël </script><b>", &[("un bonnet <i>bleu</i>", 1)]).await;
    shares(&camille, &list, "public").await;
    let path = format!("/lists/{list}");
    let see =
        async || t.call(Method::GET, &path, &As::Nobody, &[("accept", "text/html")], "").await.want(200).text;
    let page = see().await;
    assert!(page.contains("noindex") && page.contains("og:title") && !page.contains("Taille M"));
    let linked = page.split("application/ld+json\">").nth(1).unwrap().split("</script>").next().unwrap();
    let linked: Value = serde_json::from_str(linked).unwrap();
    assert_eq!((&linked["@type"], &linked["numberOfItems"]), (&json!("ItemList"), &json!(1)));
    assert_eq!(linked["name"], json!("Noël </script><b>"));
    assert_eq!(linked["itemListElement"][0]["item"]["name"], json!("un bonnet <i>bleu</i>"));
    assert!(!page.contains("<i>bleu"), "a title stays text");

    let choice = json!({"visibility": "public", "found": true, "notes": true});
    camille.put(&format!("/api/v1/lists/{list}/share"), choice).await.want(200);
    let page = see().await;
    assert!(!page.contains("noindex") && page.contains("Taille M, en bleu"));

    // A stranger says a name, and may then promise.
    let ours = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
    let enter = format!("{path}/enter");
    let unnamed = t.call(Method::POST, &enter, &As::Nobody, &ours, "name=+").await.want(422);
    assert!(unnamed.text.contains("f-name-error"));
    let named = t.call(Method::POST, &enter, &As::Nobody, &ours, "name=Oncle+Jo").await;
    assert_eq!(led(&named), path);
    let cookies = named.headers.get_all("set-cookie").iter().filter_map(|one| one.to_str().ok());
    let cookie = cookies.filter_map(|one| one.split(';').next()).find(|one| one.starts_with("hyperlieu="));
    let jo = As::Cookie(cookie.unwrap().to_owned());
    let page = t.call(Method::GET, &path, &jo, &[("accept", "text/html")], "").await.want(200).text;
    assert!(page.contains("Oncle Jo") && page.contains("/reserve"));
    t.end().await;
}

async fn what_is_private_stays_off_a_shared_list(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, noor) = (t.member("Camille").await, t.member("Noor").await);
    let (list, wishes) =
        a_list(&camille, "Noël", &[("un bonnet", 1), ("des gants", 1), ("un livre", 1)]).await;
    shares(&camille, &list, "public").await;
    let titles = async || {
        let all = noor.get(&format!("/api/v1/shared/{list}")).await.want(200).json();
        all["wishes"].as_array().unwrap().iter().map(|one| text(&one["title"])).collect::<Vec<_>>().len()
    };
    assert_eq!(titles().await, 3);
    let id: WishId = wishes[0].parse().unwrap();
    let mut tx = t.app.write().await.unwrap();
    let beside = wish::detail(&mut tx, id).await.unwrap();
    wish::set_detail(&mut tx, camille.id, id, &wish::Detail { secret: true, ..beside }).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(titles().await, 2, "a wish marked secret");
    camille.patch(&format!("/api/v1/wishes/{}", wishes[1]), json!({"state": "paused"})).await.want(200);
    assert_eq!(titles().await, 1, "nobody brings up what is paused");
    camille.delete(&format!("/api/v1/wishes/{}", wishes[2])).await.want(204);
    assert_eq!(titles().await, 0);
    for wish in &wishes {
        reserves(&noor, &list, wish, json!({})).await.refused(404, "not-found");
        noor.page(&format!("/lists/{list}/wishes/{wish}"), "en").await.want(404);
    }
    t.end().await;
}

/// Who reads the notes is said on the very setting, as it stands and not as it is being chosen.
async fn the_setting_says_who_reads_the_notes(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let (list, _) = a_list(&camille, "Noël", &[("un bonnet", 1)]).await;
    let path = format!("/me/lists/{list}/share");
    let said = async || camille.page(&path, "en").await.want(200).words();
    let alone = said().await;
    assert!(alone.contains("you alone read them, for you alone see this list"), "{alone}");
    camille.form(&path, "visibility=public").await.want(303);
    let off = said().await;
    assert!(off.contains("you alone read them: this is not ticked"), "{off}");
    let refused = camille.form(&path, "visibility=public&notes=on&reveal=x").await.want(422).text;
    assert!(
        refused.contains("aria-describedby=\"notes-now\" checked"),
        "what was ticked stays ticked: {refused}"
    );
    assert!(said().await.contains("you alone read them"), "and is not kept yet");
    camille.form(&path, "visibility=public&notes=on").await.want(303);
    let read = said().await;
    assert!(read.contains("whoever sees this list reads them, too: everybody."), "{read}");
    t.end().await;
}

/// Who gives is never told an old price as one of now, nor is a machine, and neither is sent to the shop for a picture.
async fn a_price_says_on_which_day_it_was_read(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, noor) = (t.member("Camille").await, t.member("Noor").await);
    let (list, _) = a_list(&camille, "Noël", &[]).await;
    shares(&camille, &list, "public").await;
    let sale = Sale::opens(&t, "https://norda.example/x200", 10_000).await;
    let wish = sale.wished_by(&camille, None).await;
    stands(&camille, &wish, list.parse().ok(), 1).await;
    let path = format!("/lists/{list}");
    let shown = async || noor.page(&path, "fr").await.want(200);
    let offered = |page: &Answer| {
        let linked = page.text.split("application/ld+json\">").nth(1).unwrap();
        let linked: Value = serde_json::from_str(linked.split("</script>").next().unwrap()).unwrap();
        linked["itemListElement"][0]["item"]["offers"].clone()
    };
    let first = shown().await;
    assert!(first.words().contains("<strong>100,00 €</strong>"), "{}", first.text);
    assert!(first.words().contains("lu le 21 novembre 2026"), "{}", first.text);
    assert_eq!(offered(&first)["price"], json!("100.00"));

    t.waits(20 * DAY).await;
    let old = shown().await;
    assert!(old.words().contains("<strong>100,00 €</strong>"), "{}", old.text);
    assert!(old.words().contains("lu le 21 novembre 2026"), "{}", old.text);
    let offer = offered(&old);
    assert_eq!((&offer["price"], &offer["url"]), (&Value::Null, &json!("https://norda.example/x200")));
    let one = noor.page(&format!("{path}/wishes/{wish}"), "en").await.want(200).words();
    assert!(one.contains("read on 21 November 2026"), "{one}");

    sale.costs(8_000).await;
    let new = shown().await;
    assert!(new.words().contains("<strong>80,00 €</strong>"), "{}", new.text);
    assert!(new.words().contains("lu le 11 décembre 2026"), "{}", new.text);
    assert_eq!(offered(&new)["price"], json!("80.00"));
    t.end().await;
}

both!(
    nobody_comes_by_a_link_under_the_name_of_another,
    a_price_says_on_which_day_it_was_read,
    the_setting_says_who_reads_the_notes,
    every_visibility_before_every_viewer,
    a_link_is_made_only_where_it_opens_something,
    a_link_ends_and_people_are_let_out,
    a_public_list_is_read_by_machines_and_by_strangers,
    what_is_private_stays_off_a_shared_list
);
