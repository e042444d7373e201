//! The shop's pages: what is shown, typed, refused and sent as a file.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::Money;
use offer::NewOffer;
use store::both;
use store::testing::TestDb;

use crate::Street;
use crate::http::{ask, served};

both!(
    the_list_shows_and_the_form_adds_once,
    a_form_tells_everything_that_is_wrong,
    buttons_count_pause_and_close,
    what_is_closed_is_asked_first_and_found_again,
    a_file_is_read_and_told_line_by_line,
    nobody_sees_the_shop_next_door
);

async fn get(router: &Router, path: &str) -> (StatusCode, String) {
    let request = Request::get(path).header(header::ACCEPT, "text/html").body(Body::empty()).unwrap();
    ask(router, request).await
}

async fn post(router: &Router, path: &str, form: &str) -> (StatusCode, String) {
    let request = Request::post(path)
        .header(header::ACCEPT, "text/html")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    ask(router, request.body(Body::from(form.to_owned())).unwrap()).await
}

fn typed(street: &Street) -> String {
    format!(
        "once=abc&place={}&title=Th%C3%A9+vert&price=4%2C50&reference_price=6&stock=2&until=&category=food%2Ftea-coffee&brand=Redon&gtin=&reach_m=500&zone=window",
        street.place
    )
}

async fn the_list_shows_and_the_form_adds_once(db: TestDb) {
    let street = Street::of(db).await;
    let shop = served(&street, Some(street.shop), street.app.id());
    let list = format!("/shop/{}/offers", street.shop);
    let (status, empty) = get(&shop, &list).await;
    assert!(status == StatusCode::OK && empty.contains("La vitrine est vide"), "{empty}");
    for _ in 0..2 {
        assert_eq!(post(&shop, &list, &typed(&street)).await.0, StatusCode::SEE_OTHER);
    }
    let shelf = street.shelf().await;
    assert_eq!(shelf.len(), 1, "a double click is one offer");
    assert_eq!((shelf[0].price, shelf[0].stock, shelf[0].zone.name()), (Money::eur(450), Some(2), "window"));
    let (_, shown) = get(&shop, &list).await;
    for part in ["Thé vert", "4,50\u{a0}€", "<s>6,00\u{a0}€</s>", "sans fin", "ouverte"] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
    let one = format!("{list}/{}", shelf[0].id);
    let (status, edit) = get(&shop, &one).await;
    assert!(status == StatusCode::OK && edit.contains("value=\"4,50\""), "{edit}");
    let changed = typed(&street).replace("price=4%2C50", "price=5") + "&stock_shown=2";
    assert_eq!(post(&shop, &one, &changed).await.0, StatusCode::SEE_OTHER);
    assert_eq!(street.shelf().await[0].price, Money::eur(500));
}

async fn a_form_tells_everything_that_is_wrong(db: TestDb) {
    let street = Street::of(db).await;
    let shop = served(&street, Some(street.shop), street.app.id());
    let list = format!("/shop/{}/offers", street.shop);
    let form = format!("once=abc&place={}&title=&price=cher&stock=-1&reach_m=x&until=hier", street.place);
    let (status, shown) = post(&shop, &list, &form).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(shown.matches("class=\"field-error\"").count(), 5, "{shown}");
    assert!(shown.contains("value=\"cher\"") && shown.contains("name=\"once\" value=\"abc\""));
    let mended = typed(&street);
    assert_eq!(
        post(&shop, &list, &mended).await.0,
        StatusCode::SEE_OTHER,
        "the key serves for the mended form"
    );
    let id = street.shelf().await[0].id;
    let (status, shown) = post(&shop, &format!("{list}/{id}"), &form).await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && shown.contains("value=\"cher\""));
    assert_eq!(street.shelf().await[0].title, "Thé vert");
}

async fn buttons_count_pause_and_close(db: TestDb) {
    let street = Street::of(db).await;
    let id = street.publish(NewOffer { stock: Some(1), ..street.coffee() }).await.unwrap().id;
    let shop = served(&street, Some(street.shop), street.app.id());
    let one = format!("/shop/{}/offers/{id}", street.shop);
    for (by, left) in [("1", 2), ("-1", 1), ("-1", 0), ("-1", 0)] {
        assert_eq!(post(&shop, &format!("{one}/stock"), &format!("by={by}")).await.0, StatusCode::SEE_OTHER);
        assert_eq!(street.shelf().await[0].stock, Some(left));
    }
    for state in ["paused", "open"] {
        assert_eq!(
            post(&shop, &format!("{one}/state"), &format!("state={state}")).await.0,
            StatusCode::SEE_OTHER
        );
        assert_eq!(street.shelf().await[0].state.name(), state);
    }
    for (path, form) in [("stock", "by=x"), ("state", "state=gone")] {
        let refused = post(&shop, &format!("{one}/{path}"), form).await.0;
        assert_eq!(refused, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
    }
    assert_eq!(post(&shop, &format!("{one}/state"), "state=closed").await.0, StatusCode::SEE_OTHER);
    assert!(street.shelf().await.is_empty());
    assert_eq!(post(&shop, &format!("{one}/state"), "state=open").await.0, StatusCode::CONFLICT);
    let (status, shown) = get(&shop, &one).await;
    assert!(status == StatusCode::OK && shown.contains("Cette offre est close"));
}

async fn what_is_closed_is_asked_first_and_found_again(db: TestDb) {
    let street = Street::of(db).await;
    let id = street.publish(NewOffer { stock: Some(1), ..street.coffee() }).await.unwrap().id;
    let title = street.shelf().await[0].title.clone();
    let shop = served(&street, Some(street.shop), street.app.id());
    let list = format!("/shop/{}/offers", street.shop);
    let (_, shown) = get(&shop, &list).await;
    assert!(!shown.contains("value=\"closed\"") && shown.contains(&format!("{list}/{id}/close")), "{shown}");
    let (status, asked) = get(&shop, &format!("{list}/{id}/close")).await;
    assert!(status == StatusCode::OK && asked.contains("value=\"closed\""), "{asked}");
    assert_eq!(street.shelf().await.len(), 1, "to be asked closes nothing");
    assert_eq!(post(&shop, &format!("{list}/{id}/state"), "state=closed").await.0, StatusCode::SEE_OTHER);
    let (_, shown) = get(&shop, &list).await;
    for part in ["Close (1)", title.as_str(), "En faire une pareille"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let (status, form) = get(&shop, &format!("{list}?like={id}")).await;
    assert!(status == StatusCode::OK && form.contains(&format!("value=\"{title}\"")), "{form}");
    let neighbour = served(&street, Some(street.other), street.app.id());
    let theirs = format!("/shop/{}/offers?like={id}", street.other);
    assert_eq!(get(&neighbour, &theirs).await.0, StatusCode::NOT_FOUND);
    assert_eq!(get(&neighbour, &format!("{list}/{id}/close")).await.0, StatusCode::FORBIDDEN);
}

async fn a_file_is_read_and_told_line_by_line(db: TestDb) {
    let street = Street::of(db).await;
    let shop = served(&street, Some(street.shop), street.app.id());
    let path = format!("/shop/{}/import", street.shop);
    assert_eq!(get(&shop, &path).await.0, StatusCode::OK);
    let send = async |file: &str| {
        let body = format!(
            "--xx\r\nContent-Disposition: form-data; name=\"place\"\r\n\r\n{}\r\n--xx\r\nContent-Disposition: form-data; \
             name=\"file\"; filename=\"a.csv\"\r\nContent-Type: text/csv\r\n\r\n{file}\r\n--xx--\r\n",
            street.place
        );
        let request = Request::post(&path)
            .header(header::ACCEPT, "text/html")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=xx");
        ask(&shop, request.body(Body::from(body)).unwrap()).await
    };
    let (status, told) = send("reference;title;price;bio\nA;Pain;1,20\nB;Brioche;\n").await;
    assert_eq!(status, StatusCode::OK);
    assert!(
        told.contains("Ligne 3, colonne price") && told.contains("laissées de côté\u{a0}: bio"),
        "{told}"
    );
    assert_eq!(street.shelf().await.len(), 1);
    let (status, told) = send("reference;title\nA;Pain\n").await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && told.contains("price\u{a0}: "), "{told}");
    let large = "x".repeat(17 * 1024 * 1024);
    assert_eq!(send(&large).await.0, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(post(&shop, &path, "file=x").await.0, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

async fn nobody_sees_the_shop_next_door(db: TestDb) {
    let street = Street::of(db).await;
    let id = street.publish(street.coffee()).await.unwrap().id;
    let neighbour = served(&street, Some(street.other), street.app.id());
    let shop = format!("/shop/{}", street.shop);
    for path in [format!("{shop}/offers"), format!("{shop}/offers/{id}"), format!("{shop}/import")] {
        assert_eq!(get(&neighbour, &path).await.0, StatusCode::FORBIDDEN, "{path}");
        assert_eq!(post(&neighbour, &path, &typed(&street)).await.0, StatusCode::FORBIDDEN, "{path}");
    }
    for path in [format!("{shop}/offers/{id}/stock"), format!("{shop}/offers/{id}/state")] {
        assert_eq!(post(&neighbour, &path, "by=1&state=closed").await.0, StatusCode::FORBIDDEN, "{path}");
    }
    let through_theirs = format!("/shop/{}/offers/{id}", street.other);
    assert_eq!(get(&neighbour, &through_theirs).await.0, StatusCode::NOT_FOUND);
    assert_eq!(post(&neighbour, &through_theirs, &typed(&street)).await.0, StatusCode::NOT_FOUND);
}
