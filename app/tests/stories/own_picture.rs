//! A picture of one's own beside a wish: kept without what it tells of its taking, shown to whom the wish is shown, gone when it should.

use std::convert::Infallible;
use std::io::Cursor;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;

use axum::body::Body;
use axum::http::{HeaderMap, Method};
use domain::{WishId, limits};
use http_body_util::BodyExt;
use image::codecs::jpeg::JpegEncoder;
use image::{ImageEncoder, ImageFormat, Rgb, RgbImage};
use serde_json::json;
use store::both;
use store::testing::TestDb;

use crate::answer::Answer;
use crate::hand::Hand;
use crate::harness::{As, Town, text};
use crate::sharing::{a_list, comes, link, shares};

/// A photo whose left half is red, held upright: its camera turned it, and noted where that was.
fn photo() -> Vec<u8> {
    let dots =
        RgbImage::from_fn(400, 200, |x, _| if x < 200 { Rgb([220, 20, 20]) } else { Rgb([20, 20, 220]) });
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new(&mut bytes);
    // Orientation 6, and a maker's note.
    let exif = b"MM\x00\x2a\x00\x00\x00\x08\x00\x02\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\
        \x01\x0f\x00\x02\x00\x00\x00\x06\x00\x00\x00\x26\x00\x00\x00\x00Redon\0";
    encoder.set_exif_metadata(exif.to_vec()).unwrap();
    encoder.encode_image(&dots).unwrap();
    // Behind its end: an archive, as a file of two kinds has it.
    bytes.extend_from_slice(b"PK\x03\x04 and <script>alert(1)</script>");
    bytes
}

fn png() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::from_pixel(30, 20, Rgb([90, 140, 60])).write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

async fn sends(who: &Hand<'_>, wish: &str, bytes: Vec<u8>) -> Answer {
    let path = format!("/api/v1/wishes/{wish}/picture");
    who.t.call(Method::PUT, &path, &who.bearer, &[("content-type", "image/jpeg")], bytes).await
}

/// Sends the form of the page, its two fields of files among which one is empty.
async fn sends_form(who: &Hand<'_>, wish: &str, bytes: &[u8]) -> Answer {
    let part = |name: &str, file: &str| {
        format!(
            "--line\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: image/jpeg\r\n\r\n"
        )
    };
    let mut body = format!("{}\r\n{}", part("picture", ""), part("photo", "IMG_0042.jpg")).into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--line--\r\n");
    let headers = [
        ("content-type", "multipart/form-data; boundary=line"),
        ("accept", "text/html"),
        ("sec-fetch-site", "same-origin"),
    ];
    who.t.call(Method::POST, &format!("/me/wishes/{wish}/picture?lang=fr"), &who.cookie, &headers, body).await
}

/// What is kept, as it is served.
async fn served(t: &Town, wish: &str, address: &str) -> Vec<u8> {
    let wish: WishId = wish.parse().unwrap();
    let file = address.rsplit('/').next().unwrap();
    let mut tx = t.app.read().await.unwrap();
    let answer = wish::picture_file(&mut tx, wish, file, &HeaderMap::new()).await.unwrap();
    answer.into_body().collect().await.unwrap().to_bytes().to_vec()
}

async fn a_photo_is_kept_beside_a_wish_and_tells_nothing_of_its_taking(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, noor) = (t.member("Camille").await, t.member("Noor").await);
    let wish = camille.wishes("un fauteuil comme celui-ci", None).await;
    assert_eq!(camille.get("/api/v1/list").await.json()["wishes"][0]["picture"], json!(null));
    assert_eq!(
        sends_form(&camille, &wish, &photo()).await.want(303).header("location"),
        format!("/me/wishes/{wish}")
    );
    let small = text(&camille.get("/api/v1/list").await.json()["wishes"][0]["picture"]);
    let large = small.replace("-160.jpg", "-640.jpg");
    assert!(small.starts_with(&format!("/me/wishes/{wish}/picture/picture_")), "{small}");
    let page = camille.page(&format!("/me/wishes/{wish}"), "fr").await.want(200).words();
    assert!(page.contains(&format!("src=\"{large}\" width=\"100\" height=\"200\"")), "{page}");
    assert!(page.contains("Votre photo : un fauteuil comme celui-ci"));
    assert!(camille.page("/me/wishes", "fr").await.want(200).text.contains(&format!("src=\"{small}\"")));
    for address in [&small, &large] {
        let kept = served(&t, &wish, address).await;
        let dots = image::load_from_memory_with_format(&kept, ImageFormat::Jpeg).unwrap().to_rgb8();
        assert!(dots.height() > dots.width(), "turned as it was held");
        assert!(dots.get_pixel(dots.width() / 2, 5).0[0] > 180, "its left side is above now");
        for trace in [&b"Redon"[..], b"Exif", b"PK\x03\x04", b"script"] {
            assert!(!kept.windows(trace.len()).any(|part| part == trace), "{trace:?} is left in it");
        }
    }
    // It is asked each time who looks.
    let seen = camille.page(&large, "fr").await.want(200);
    assert_eq!(
        (seen.header("content-type"), seen.header("cache-control")),
        ("image/jpeg", "private, no-cache")
    );
    assert_eq!(seen.header("x-content-type-options"), "nosniff");
    let again = [("if-none-match", seen.header("etag"))];
    t.call(Method::GET, &large, &camille.cookie, &again, "").await.want(304);
    t.call(Method::GET, &large, &noor.cookie, &again, "").await.want(404);
    t.call(Method::GET, &large, &As::Nobody, &again, "").await.want(401);
    let file = large.rsplit('/').next().unwrap();
    t.call(Method::GET, &format!("/pictures/{file}"), &camille.cookie, &[], "").await.want(404);
    noor.page(&format!("/me/wishes/{}/picture/{file}", noor.wishes("autre chose", None).await), "fr")
        .await
        .want(404);
    // Another one takes its place, under another address; taken away, it is gone.
    let put = sends(&camille, &wish, png()).await.want(200).json();
    assert_eq!((&put["width"], &put["height"]), (&json!(30), &json!(20)));
    camille.page(&large, "fr").await.want(404);
    camille.page(&text(&put["small"]), "fr").await.want(200);
    noor.delete(&format!("/api/v1/wishes/{wish}/picture")).await.refused(404, "not-found");
    camille.form(&format!("/me/wishes/{wish}/picture/remove"), "").await.want(303);
    camille.page(&text(&put["small"]), "fr").await.want(404);
    camille.delete(&format!("/api/v1/wishes/{wish}/picture")).await.want(204);
    t.end().await;
}

async fn it_is_shown_to_whom_the_wish_is_shown(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, noor, yann) = (t.member("Camille").await, t.member("Noor").await, t.member("Yann").await);
    let (list, ids) = a_list(&camille, "Noël", &[("un fauteuil", 1), ("un tapis", 1)]).await;
    let wish = &ids[0];
    sends(&camille, wish, png()).await.want(200);
    shares(&camille, &list, "people").await;
    comes(&noor, &link(&camille, &list).await, "Noor").await;
    let shown = noor.get(&format!("/api/v1/shared/{list}")).await.json();
    let address = shown["wishes"].as_array().unwrap().iter().map(|one| text(&one["picture"])).max().unwrap();
    assert!(address.starts_with(&format!("/lists/{list}/wishes/{wish}/picture/")), "{shown}");
    assert!(noor.page(&format!("/lists/{list}"), "fr").await.text.contains(&format!("src=\"{address}\"")));
    let looks = async |who: &As| t.call(Method::GET, &address, who, &[], "").await.status.as_u16();
    assert_eq!(looks(&noor.cookie).await, 200);
    for who in [&yann.cookie, &As::Nobody] {
        assert_eq!(looks(who).await, 404, "for whom the list is not");
    }
    let file = address.rsplit('/').next().unwrap();
    noor.page(&format!("/me/wishes/{wish}/picture/{file}"), "fr").await.want(404);
    noor.page(&format!("/lists/{list}/wishes/{}/picture/{file}", ids[1]), "fr").await.want(404);
    shares(&camille, &list, "public").await;
    assert_eq!(looks(&As::Nobody).await, 200);
    // Secret, it is not there; nor when the list is shared no more.
    camille.patch(&format!("/api/v1/wishes/{wish}"), json!({"secret": true})).await.want(200);
    assert_eq!(looks(&noor.cookie).await, 404);
    camille.patch(&format!("/api/v1/wishes/{wish}"), json!({"secret": false})).await.want(200);
    assert_eq!(looks(&noor.cookie).await, 200);
    shares(&camille, &list, "private").await;
    assert_eq!((looks(&noor.cookie).await, looks(&camille.cookie).await), (404, 200));
    t.end().await;
}

/// The head of a picture of so many dots, and none of them.
fn bomb() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image::codecs::png::PngEncoder::new(&mut bytes)
        .write_image(&[7; 3], 1, 1, image::ExtendedColorType::Rgb8)
        .unwrap();
    let mut bytes = bytes.into_inner();
    bytes[16..24].copy_from_slice(&[0, 0, 0xc3, 0x50, 0, 0, 0xc3, 0x50]);
    // The check sum of the head (PNG, section 5.5).
    let mut sum = u32::MAX;
    for byte in &bytes[12..29] {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 };
        }
    }
    bytes[29..33].copy_from_slice(&(!sum).to_be_bytes());
    bytes
}

async fn what_is_no_picture_is_told_beside_its_field(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, noor) = (t.member("Camille").await, t.member("Noor").await);
    let wish = camille.wishes("un fauteuil", None).await;
    let png = png();
    for (bytes, status, code, said) in [
        (
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".to_vec(),
            422,
            "invalid",
            "que nous savons lire",
        ),
        (b"PK\x03\x04 an archive".to_vec(), 422, "invalid", "que nous savons lire"),
        (bomb(), 422, "invalid", "25 millions de points"),
        (png[..png.len() / 2].to_vec(), 422, "invalid", "abîmée"),
        (Vec::new(), 422, "invalid", "ne peut pas rester vide"),
        (vec![0xff; limits::PHOTO_BYTES + 1], 413, "too-large", "dépasse la taille"),
    ] {
        let page = sends_form(&camille, &wish, &bytes).await.want(status);
        assert!(page.text.contains("id=\"f-picture-error\"") && page.text.contains(said), "{said}");
        assert!(page.text.contains("value=\"un fauteuil\""), "the page is still filled");
        sends(&camille, &wish, bytes).await.refused(status, code);
    }
    assert_eq!(
        camille.get("/api/v1/list").await.json()["wishes"][0]["picture"],
        json!(null),
        "nothing is kept"
    );
    sends(&noor, &wish, png.clone()).await.refused(404, "not-found");
    sends_form(&noor, &wish, &png).await.want(404);
    let form = [("content-type", "text/plain"), ("sec-fetch-site", "same-origin")];
    let path = format!("/me/wishes/{wish}/picture");
    t.call(Method::POST, &path, &camille.cookie, &form, "picture=x").await.want(415);
    let foreign = [("content-type", "multipart/form-data; boundary=line"), ("sec-fetch-site", "cross-site")];
    t.call(Method::POST, &path, &camille.cookie, &foreign, "--line--").await.want(403);
    // Decoding has its measure.
    let mut tx = t.app.write().await.unwrap();
    while product::count_page(&mut tx, camille.id).await.is_ok() {}
    tx.commit().await.unwrap();
    assert!(sends_form(&camille, &wish, &png).await.want(429).text.contains("images comprises"));
    sends(&camille, &wish, png).await.refused(429, "too-many-pages");
    t.end().await;
}

async fn it_goes_with_its_wish_and_with_its_member(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let [dropped, kept] = [camille.wishes("un fauteuil", None).await, camille.wishes("un tapis", None).await];
    for wish in [&dropped, &kept] {
        sends(&camille, wish, png()).await.want(200);
    }
    let count = async || {
        let mut tx = t.app.read().await.unwrap();
        let mut count = 0;
        for wish in [&dropped, &kept] {
            count += usize::from(wish::own_picture(&mut tx, wish.parse().unwrap()).await.unwrap().is_some());
        }
        count
    };
    let sweep = async || {
        let mut tx = t.app.write().await.unwrap();
        wish::sweep(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
    };
    camille.delete(&format!("/api/v1/wishes/{dropped}")).await.want(204);
    t.app.clock.advance_secs((limits::DROPPED_PICTURE_DAYS - 1) * 86_400);
    sweep().await;
    assert_eq!(count().await, 2, "another device may bring it back");
    t.app.clock.advance_secs(2 * 86_400);
    sweep().await;
    assert_eq!(count().await, 1);
    camille.delete("/api/v1/me").await.want(204);
    assert_eq!(count().await, 0);
    assert!(t.rows().await.get("wish_picture").is_none_or(Vec::is_empty), "nothing of it is left");
    t.turn().await;
    t.end().await;
}

/// A body nobody should ask for.
fn unread() -> (Body, Arc<AtomicBool>) {
    let asked = Arc::new(AtomicBool::new(false));
    let seen = asked.clone();
    let body = futures::stream::poll_fn(move |_| {
        seen.store(true, Ordering::Relaxed);
        Poll::Ready(None::<Result<Vec<u8>, Infallible>>)
    });
    (Body::from_stream(body), asked)
}

async fn no_byte_is_read_for_whom_it_is_not(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, noor) = (t.member("Camille").await, t.member("Noor").await);
    let wish = camille.wishes("un fauteuil", None).await;
    let path = format!("/api/v1/wishes/{wish}/picture");
    let puts = async |who: &Hand<'_>| {
        let (body, asked) = unread();
        let answer = t.call(Method::PUT, &path, &who.bearer, &[("content-type", "image/png")], body).await;
        (answer, asked.load(Ordering::Relaxed))
    };
    let (answer, asked) = puts(&noor).await;
    answer.refused(404, "not-found");
    assert!(!asked, "a stranger's bytes");
    let (answer, asked) = puts(&camille).await;
    answer.refused(422, "invalid");
    assert!(asked, "one's own are read");
    let mut tx = t.app.write().await.unwrap();
    while product::count_page(&mut tx, camille.id).await.is_ok() {}
    tx.commit().await.unwrap();
    let (answer, asked) = puts(&camille).await;
    answer.refused(429, "too-many-pages");
    assert!(!asked, "beyond the measure");
    t.end().await;
}

async fn a_guest_keeps_a_few_pictures(db: TestDb) {
    let t = Town::new(db).await;
    let guest = t.somebody(people::NewMember { guest: true, ..people::NewMember::default() }).await;
    let shrunk = product::Shrunk { small: vec![1], large: vec![2], width: 2, height: 1 };
    let keep = async |wish: &str| {
        let mut tx = t.app.write().await.unwrap();
        let kept = wish::set_picture(&mut tx, &t.app, guest.id, wish.parse().unwrap(), &shrunk).await;
        tx.commit().await.unwrap();
        kept.map(drop).map_err(|refusal| refusal.code)
    };
    let mut last = String::new();
    for at in 0..limits::PICTURES_PER_GUEST {
        last = guest.wishes(&format!("un fauteuil {at}"), None).await;
        assert_eq!(keep(&last).await, Ok(()));
    }
    assert_eq!(keep(&guest.wishes("un de plus", None).await).await, Err("too-many"));
    assert_eq!(keep(&last).await, Ok(()), "another in its place is none more");
    t.end().await;
}

async fn the_days_of_a_dropped_picture_count_from_when_this_house_learns_of_it(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let wish = camille.wishes("un fauteuil", None).await;
    sends(&camille, &wish, png()).await.want(200);
    t.app.clock.advance_secs(60 * 86_400);
    let now = t.app.now();
    let list = camille.get("/api/v1/list").await.json();
    let stamps = list["wishes"][0]["stamps"].clone();
    // A device says, after weeks without a network, what was dropped on it long ago.
    let edits = json!({
        "sent_at": now.to_rfc3339(), "member": list["member"],
        "edits": [{"op": "0192f0c4-0000-7000-8000-000000000001", "at": now.plus_secs(-50 * 86_400).to_rfc3339(),
            "field": "state", "wish": wish, "value": "dropped", "seen": stamps}],
    });
    let told = camille.post("/api/v1/list/edits", edits).await.want(200).json();
    assert_eq!(told["settled"][0]["as"], "applied", "{told}");
    let left = async |days: i64| {
        t.app.clock.advance_secs(days * 86_400);
        let mut tx = t.app.write().await.unwrap();
        wish::sweep(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = t.app.read().await.unwrap();
        wish::own_picture(&mut tx, wish.parse().unwrap()).await.unwrap().is_some()
    };
    assert!(left(0).await, "another device may still bring it back");
    assert!(left(limits::DROPPED_PICTURE_DAYS - 1).await);
    assert!(!left(2).await);
    t.end().await;
}

both!(
    no_byte_is_read_for_whom_it_is_not,
    a_guest_keeps_a_few_pictures,
    the_days_of_a_dropped_picture_count_from_when_this_house_learns_of_it,
    a_photo_is_kept_beside_a_wish_and_tells_nothing_of_its_taking,
    it_is_shown_to_whom_the_wish_is_shown,
    what_is_no_picture_is_told_beside_its_field,
    it_goes_with_its_wish_and_with_its_member,
);
