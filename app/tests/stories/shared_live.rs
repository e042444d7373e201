//! Open pages of a shared list stir when what their viewer sees is another; the owner's never by a promise.

use axum::http::Method;
use serde_json::json;
use store::both;
use store::testing::TestDb;

use crate::answer::Live;
use crate::hand::Hand;
use crate::harness::{As, Town};
use crate::sharing::{a_list, comes, link, reserves, shares, stands};

pub async fn looks(who: &Hand<'_>, list: &str) -> Live {
    who.t.live(&format!("/api/v1/stream/lists/{list}"), &who.cookie, &[]).await
}

/// Whether a page stirs, and how often, until it is quiet for a second.
pub async fn stirs(live: &mut Live) -> usize {
    let mut count = 0;
    while let Some(event) = live.next().await {
        assert_eq!((event.kind.as_str(), event.data.as_str()), ("refresh", r#"{"what":"shared"}"#));
        count += 1;
    }
    count
}

async fn givers_pages_stir_and_the_owners_does_not(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, noor, yann) = (t.member("Camille").await, t.member("Noor").await, t.member("Yann").await);
    let (list, ids) = a_list(&camille, "Noël", &[("un vélo", 1), ("un livre", 2)]).await;
    let secret = camille.wishes("rien pour vous", None).await;
    shares(&camille, &list, "people").await;
    let way = link(&camille, &list).await;
    for (hand, name) in [(&noor, "Noor"), (&yann, "Yann")] {
        comes(hand, &way, name).await;
    }
    t.turn().await;
    let (mut owner, mut own, mut giver) =
        (looks(&camille, &list).await, camille.opens_page().await, looks(&yann, &list).await);
    for live in [&mut owner, &mut own, &mut giver] {
        while live.next().await.is_some() {}
    }

    let promise = reserves(&noor, &list, &ids[0], json!({})).await.want(201).id();
    let comments = format!("/api/v1/shared/{list}/wishes/{}/comments", ids[0]);
    t.turn().await;
    assert_eq!(
        (stirs(&mut giver).await, stirs(&mut owner).await, own.next().await),
        (1, 0, None),
        "promised"
    );
    noor.post(&comments, json!({"room": "givers", "words": "À deux ?"})).await.want(201);
    t.turn().await;
    assert_eq!((stirs(&mut giver).await, stirs(&mut owner).await, own.next().await), (1, 0, None), "written");
    noor.delete(&format!("/api/v1/reservations/{promise}")).await.want(204);
    t.turn().await;
    assert_eq!((stirs(&mut giver).await, stirs(&mut owner).await, own.next().await), (1, 0, None), "undone");
    // To its owner one speaks aloud.
    noor.post(&comments, json!({"room": "owner", "words": "Quelle taille ?"})).await.want(201);
    t.turn().await;
    assert_eq!((stirs(&mut giver).await, stirs(&mut owner).await), (1, 1));

    // The owner's hand is seen where it shows something, and nowhere else.
    camille
        .patch(&format!("/api/v1/wishes/{}", ids[1]), json!({"title": "un livre de recettes"}))
        .await
        .want(200);
    t.turn().await;
    assert_eq!((stirs(&mut giver).await, stirs(&mut owner).await), (1, 1));
    camille.patch(&format!("/api/v1/wishes/{secret}"), json!({"title": "rien du tout"})).await.want(200);
    camille.patch(&format!("/api/v1/wishes/{}", ids[1]), json!({"note": "à moi seule"})).await.want(200);
    t.turn().await;
    assert_eq!(stirs(&mut giver).await, 0, "another list, and a note that is not shown");
    camille.patch(&format!("/api/v1/wishes/{}", ids[1]), json!({"secret": true})).await.want(200);
    t.turn().await;
    assert_eq!(stirs(&mut giver).await, 1);
    camille.patch(&format!("/api/v1/wishes/{}", ids[1]), json!({"quantity": 5})).await.want(200);
    t.turn().await;
    assert_eq!(stirs(&mut giver).await, 0, "what is hidden changes for nobody");

    t.end().await;
}

async fn what_is_looked_at_again_is_a_part_of_the_page(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, yann) = (t.member("Camille").await, t.member("Yann").await);
    let (list, ids) = a_list(&camille, "Noël", &[("un vélo", 1)]).await;
    shares(&camille, &list, "people").await;
    let way = link(&camille, &list).await;
    comes(&yann, &way, "Yann").await;
    for path in [
        "?part=1".to_owned(),
        format!("/wishes/{}?part=card", ids[0]),
        format!("/wishes/{}?part=give", ids[0]),
        format!("/wishes/{}?part=givers", ids[0]),
    ] {
        let part = yann.page(&format!("/lists/{list}{path}"), "fr").await.want(200).text;
        assert!(!part.contains("<html"), "{path}");
        let shown = "<script type=\"module\" src=\"/assets/live";
        assert!(yann.page(&format!("/lists/{list}"), "fr").await.text.contains(shown));
    }
    camille.page(&format!("/lists/{list}/wishes/{}?part=givers", ids[0]), "fr").await.want(404);
    t.end().await;
}

async fn the_form_goes_from_an_open_page_once_all_is_promised(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, noor, yann) = (t.member("Camille").await, t.member("Noor").await, t.member("Yann").await);
    let (list, ids) = a_list(&camille, "Noël", &[("un vélo", 1)]).await;
    shares(&camille, &list, "people").await;
    let way = link(&camille, &list).await;
    for (hand, name) in [(&noor, "Noor"), (&yann, "Yann")] {
        comes(hand, &way, name).await;
    }
    let wish = format!("/lists/{list}/wishes/{}", ids[0]);
    let part = format!("{wish}?part=give");
    let open = yann.page(&part, "fr").await.want(200).words();
    assert!(open.contains("Je l’offre") && open.contains("Offrir ensemble"), "{open}");
    let page = yann.page(&wish, "fr").await.want(200).text;
    assert!(page.contains("part=give") && page.contains("<template data-gone>"), "{page}");
    let promise = reserves(&noor, &list, &ids[0], json!({})).await.want(201).id();
    let taken = yann.page(&part, "fr").await.want(200).words();
    assert!(!taken.contains("<form") && taken.contains("data-over"), "{taken}");
    assert!(taken.contains("Tout est promis"), "{taken}");
    assert!(yann.page(&part, "en").await.want(200).words().contains("All of it is promised"));
    let own = noor.page(&part, "fr").await.want(200).words();
    assert!(own.contains("data-over") && !own.contains("Tout est promis"), "their own: {own}");
    noor.delete(&format!("/api/v1/reservations/{promise}")).await.want(204);
    assert!(yann.page(&part, "fr").await.want(200).words().contains("Je l’offre"));
    // Whose list it is has no such part on the page.
    let owners = camille.page(&wish, "fr").await.want(200).text;
    assert!(!owners.contains("part=give"), "{owners}");
    t.end().await;
}

async fn a_stream_is_for_who_sees_the_list(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, noor) = (t.member("Camille").await, t.member("Noor").await);
    let (list, ids) = a_list(&camille, "Noël", &[("un vélo", 1)]).await;
    let path = format!("/api/v1/stream/lists/{list}");
    noor.get(&path).await.refused(404, "not-found");
    shares(&camille, &list, "public").await;
    t.call(Method::GET, &path, &As::Nobody, &[], "").await.want(401);
    t.turn().await;
    let mut live = looks(&noor, &list).await;
    while live.next().await.is_some() {}
    shares(&camille, &list, "private").await;
    t.turn().await;
    assert_eq!(stirs(&mut live).await, 1, "a last word: who looks again finds nothing, and shows it no more");
    noor.page(&format!("/lists/{list}?part=1"), "fr").await.want(404);
    noor.get(&path).await.refused(404, "not-found");
    stands(&camille, &ids[0], None, 1).await;
    t.turn().await;
    assert_eq!(stirs(&mut live).await, 0);
    t.end().await;
}

async fn what_stands_beside_a_hidden_wish_stirs_nobody(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, noor, yann) = (t.member("Camille").await, t.member("Noor").await, t.member("Yann").await);
    let (list, ids) = a_list(&camille, "Noël", &[("un vélo", 1), ("un livre", 2)]).await;
    shares(&camille, &list, "people").await;
    let way = link(&camille, &list).await;
    for (hand, name) in [(&noor, "Noor"), (&yann, "Yann")] {
        comes(hand, &way, name).await;
    }
    let comments = format!("/api/v1/shared/{list}/wishes/{}/comments", ids[1]);
    let said = noor.post(&comments, json!({"room": "givers", "words": "Lequel ?"})).await.want(201).id();
    let promise = reserves(&noor, &list, &ids[0], json!({})).await.want(201).id();
    t.turn().await;
    let mut giver = looks(&yann, &list).await;
    while giver.next().await.is_some() {}
    let comment = format!("/api/v1/comments/{said}");
    noor.patch(&comment, json!({"words": "Lequel des deux ?"})).await.want(200);
    t.turn().await;
    assert_eq!(stirs(&mut giver).await, 1, "of a wish that is shown");
    camille.patch(&format!("/api/v1/wishes/{}", ids[1]), json!({"secret": true})).await.want(200);
    t.turn().await;
    assert_eq!(stirs(&mut giver).await, 1);
    noor.delete(&comment).await.want(204);
    t.turn().await;
    assert_eq!(stirs(&mut giver).await, 0, "of one that is not");
    noor.post(&format!("/api/v1/reservations/{promise}/given"), json!({})).await.want(204);
    t.turn().await;
    assert_eq!(stirs(&mut giver).await, 1, "given");
    t.end().await;
}

both!(
    the_form_goes_from_an_open_page_once_all_is_promised,
    what_stands_beside_a_hidden_wish_stirs_nobody,
    givers_pages_stir_and_the_owners_does_not,
    what_is_looked_at_again_is_a_part_of_the_page,
    a_stream_is_for_who_sees_the_list
);
