//! Members, organisations and credentials on both databases.

#![expect(clippy::unwrap_used, reason = "a test panics to fail")]

use kit::testing;
use people::{CredentialKind, NewMember};
use store::both;
use store::testing::TestDb;

both!(
    a_link_opens_once_and_not_late,
    a_secret_is_never_kept,
    another_ones_credential_is_not_found,
    erasing_takes_all
);

fn camille() -> NewMember {
    NewMember { name: "Camille".into(), lang: "fr".into(), ..NewMember::default() }
}

async fn a_link_opens_once_and_not_late(t: TestDb) {
    let app = testing::app(t.db.clone());
    let mut tx = app.write().await.unwrap();
    let member = people::create_member(&mut tx, &app, camille()).await.unwrap();
    let link = people::issue_link(&mut tx, &app, member.id).await.unwrap();
    let late = people::issue_link(&mut tx, &app, member.id).await.unwrap();
    tx.commit().await.unwrap();
    let secret = |link: &str| link.rsplit('/').next().unwrap().to_owned();
    let mut tx = app.write().await.unwrap();
    let (who, _) = people::actions::spend_link(&mut tx, &app, &secret(&link)).await.unwrap();
    assert_eq!(who, member.id);
    let again = people::actions::spend_link(&mut tx, &app, &secret(&link)).await.unwrap_err();
    assert_eq!(again.code, "link-used");
    tx.commit().await.unwrap();
    app.clock.advance_secs(domain::limits::LINK_MINUTES * 60);
    let mut tx = app.write().await.unwrap();
    let late = people::actions::spend_link(&mut tx, &app, &secret(&late)).await.unwrap_err();
    assert_eq!(late.code, "link-used");
}

async fn a_secret_is_never_kept(t: TestDb) {
    let app = testing::app(t.db.clone());
    let mut tx = app.write().await.unwrap();
    let member = people::create_member(&mut tx, &app, camille()).await.unwrap();
    let (user, password) = people::add_device(&mut tx, &app, member.id, "Mon téléphone").await.unwrap();
    let devices = people::devices(&mut tx, member.id).await.unwrap();
    assert_eq!(devices.len(), 1);
    assert!(user.starts_with("credential_") && password.len() == 43);
    assert!(!format!("{devices:?}").contains(&password));
}

async fn another_ones_credential_is_not_found(t: TestDb) {
    let app = testing::app(t.db.clone());
    let mut tx = app.write().await.unwrap();
    let mine = people::create_member(&mut tx, &app, camille()).await.unwrap();
    let other = people::create_member(&mut tx, &app, NewMember::default()).await.unwrap();
    let (token, _) = people::issue(&mut tx, &app, CredentialKind::Bearer, mine.id, "").await.unwrap();
    let refused = people::revoke(&mut tx, other.id, token).await.unwrap_err();
    assert_eq!(refused.code, "not-found");
    people::revoke(&mut tx, mine.id, token).await.unwrap();
}

async fn erasing_takes_all(t: TestDb) {
    let app = testing::app(t.db.clone());
    let mut tx = app.write().await.unwrap();
    let member = people::create_member(&mut tx, &app, camille()).await.unwrap();
    let shop = people::create_organisation(&mut tx, &app, "Épicerie", Some("node/1")).await.unwrap();
    let twice = people::organisation_by_osm(&mut tx, "node/1").await.unwrap();
    assert_eq!(twice.map(|found| found.id), Some(shop));
    people::add_associate(&mut tx, shop, member.id).await.unwrap();
    people::add_device(&mut tx, &app, member.id, "x").await.unwrap();
    people::erase(&mut tx, member.id).await.unwrap();
    assert_eq!(people::member(&mut tx, member.id).await.unwrap(), None);
    assert!(people::devices(&mut tx, member.id).await.unwrap().is_empty());
    assert!(people::works_for(&mut tx, member.id).await.unwrap().is_empty());
    assert!(people::organisation(&mut tx, shop).await.unwrap().is_some());
}
