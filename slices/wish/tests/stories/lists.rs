//! Named lists: theirs, in their order, and what others may see of them.

use crate::support::Home;
use domain::ids::Id;
use domain::{ListId, ListVisibility, Priority, Visibility, WishId, WishState, limits};
use kit::Refusal;
use store::Tx;
use store::both;
use store::testing::TestDb;
use wish::{Detail, NewWish, WishChange};

async fn wished(tx: &mut Tx, home: &Home, title: &str, beside: &Detail) -> WishId {
    home.app.clock.advance_secs(1);
    let wish = wish::add(tx, &home.app, home.me, NewWish::told(title)).await.unwrap();
    wish::set_detail(tx, home.me, wish.id, beside).await.unwrap();
    wish.id
}

async fn visibility(tx: &mut Tx, id: WishId) -> Visibility {
    wish::wish(tx, id).await.unwrap().unwrap().visibility
}

async fn lists_are_made_called_moved_and_put_away(db: TestDb) {
    let home = Home::new(db).await;
    let mut tx = home.app.write().await.unwrap();
    let mut made = Vec::new();
    for name in ["Noël", " La  maison ", "Livres"] {
        made.push(wish::list::create(&mut tx, &home.app, home.me, name).await.unwrap());
    }
    let names = async |tx: &mut Tx| -> Vec<String> {
        wish::lists_of(tx, home.me).await.unwrap().into_iter().map(|list| list.name).collect()
    };
    assert_eq!(names(&mut tx).await, ["Noël", "La maison", "Livres"]);
    wish::list::shift(&mut tx, home.me, made[2].id, true).await.unwrap();
    assert_eq!(names(&mut tx).await, ["Noël", "Livres", "La maison"]);
    wish::list::shift(&mut tx, home.me, made[0].id, false).await.unwrap();
    wish::list::shift(&mut tx, home.me, made[1].id, false).await.unwrap();
    assert_eq!(names(&mut tx).await, ["Livres", "Noël", "La maison"], "the last one stays the last");
    wish::list::rename(&mut tx, home.me, made[0].id, "Noël 2026").await.unwrap();
    let away = wish::list::archive(&mut tx, home.me, made[0].id, true).await.unwrap();
    assert_eq!(away.archived_at, Some(tx.now()));
    let list = wish::list(&mut tx, made[0].id).await.unwrap().unwrap();
    assert_eq!(list, away);
    assert_eq!(list.name, "Noël 2026");
    wish::list::archive(&mut tx, home.me, made[0].id, false).await.unwrap();
    assert_eq!(wish::list(&mut tx, made[0].id).await.unwrap().unwrap().archived_at, None);
}

async fn a_neighbour_s_list_does_not_exist(db: TestDb) {
    let home = Home::new(db).await;
    let neighbour = home.neighbour().await;
    let mut tx = home.app.write().await.unwrap();
    let list = wish::list::create(&mut tx, &home.app, home.me, "Noël").await.unwrap().id;
    let gone = Refusal::new("not-found");
    assert_eq!(wish::list::rename(&mut tx, neighbour, list, "À moi").await.unwrap_err(), gone);
    assert_eq!(wish::list::archive(&mut tx, neighbour, list, true).await.unwrap_err(), gone);
    assert_eq!(wish::list::shift(&mut tx, neighbour, list, true).await.unwrap_err(), gone);
    assert_eq!(wish::list::remove(&mut tx, neighbour, list).await.unwrap_err(), gone);
    let public = wish::set_visibility(&mut tx, neighbour, list, ListVisibility::Public).await;
    assert_eq!(public.unwrap_err(), gone);
    let own = wish::add(&mut tx, &home.app, neighbour, NewWish::told("vélo")).await.unwrap();
    let beside = Detail { list: Some(list), ..Detail::default() };
    let refused = wish::set_detail(&mut tx, neighbour, own.id, &beside).await.unwrap_err();
    assert_eq!(refused, Refusal::invalid("list", "unknown"));
}

async fn what_makes_no_list_is_refused(db: TestDb) {
    let home = Home::new(db).await;
    let mut tx = home.app.write().await.unwrap();
    for (name, wrong) in [("  ", "required"), (&"é".repeat(limits::NAME_CHARS + 1), "too-long")] {
        let refused = wish::list::create(&mut tx, &home.app, home.me, name).await.unwrap_err();
        assert_eq!(refused, Refusal::invalid("name", wrong));
    }
    for number in 0..limits::LISTS_PER_MEMBER {
        wish::list::create(&mut tx, &home.app, home.me, &format!("liste {number}")).await.unwrap();
    }
    let refused = wish::list::create(&mut tx, &home.app, home.me, "une de trop").await.unwrap_err();
    assert_eq!(refused, Refusal::new("too-many"));
    let wish = wish::add(&mut tx, &home.app, home.me, NewWish::told("vélo")).await.unwrap().id;
    for (beside, field, wrong) in [
        (Detail { quantity: 0, ..Detail::default() }, "quantity", "range"),
        (Detail { quantity: limits::QUANTITY_MAX + 1, ..Detail::default() }, "quantity", "range"),
        (Detail { order: Some("A b".into()), ..Detail::default() }, "order", "type"),
        (Detail { list: Some(ListId::make(tx.now(), [1; 10])), ..Detail::default() }, "list", "unknown"),
        (Detail { note: "é".repeat(limits::NOTE_CHARS + 1), ..Detail::default() }, "note", "too-long"),
    ] {
        let refused = wish::set_detail(&mut tx, home.me, wish, &beside).await.unwrap_err();
        assert_eq!(refused, Refusal::invalid(field, wrong));
    }
}

async fn others_see_of_a_list_what_is_not_kept_from_them(db: TestDb) {
    let home = Home::new(db).await;
    let mut tx = home.app.write().await.unwrap();
    let list = wish::list::create(&mut tx, &home.app, home.me, "Noël").await.unwrap().id;
    let on = Detail { list: Some(list), ..Detail::default() };
    let book = wished(
        &mut tx,
        &home,
        "un livre",
        &Detail { quantity: 3, priority: Priority::Dearly, note: "en poche".into(), ..on.clone() },
    )
    .await;
    let secret = wished(&mut tx, &home, "une surprise", &Detail { secret: true, ..on.clone() }).await;
    let away =
        wished(&mut tx, &home, "ancien", &Detail { archived_at: Some(home.app.now()), ..on.clone() }).await;
    let dropped = wished(&mut tx, &home, "plus envie", &on).await;
    wish::change(&mut tx, home.me, dropped, WishChange::state(WishState::Dropped)).await.unwrap();
    let scarf = wished(&mut tx, &home, "une écharpe", &on).await;
    wish::change(&mut tx, home.me, scarf, WishChange::state(WishState::Fulfilled)).await.unwrap();
    wished(&mut tx, &home, "ailleurs", &Detail::default()).await;
    let seen = wish::of_list(&mut tx, list).await.unwrap();
    assert_eq!(seen.iter().map(|(wish, _)| wish.id).collect::<Vec<_>>(), [scarf, book], "newest first");
    assert_eq!((seen[1].1.quantity, seen[1].1.priority), (3, Priority::Dearly));
    assert_eq!(wish::whole(&mut tx, home.me).await.unwrap().len(), 5);

    wish::set_visibility(&mut tx, home.me, list, ListVisibility::Counted).await.unwrap();
    assert_eq!(visibility(&mut tx, book).await, Visibility::Counted);
    assert_eq!(visibility(&mut tx, away).await, Visibility::Counted);
    assert_eq!(visibility(&mut tx, secret).await, Visibility::Private, "what is secret counts nowhere");
    wish::set_visibility(&mut tx, home.me, list, ListVisibility::People).await.unwrap();
    assert_eq!(visibility(&mut tx, book).await, Visibility::Private, "seen by name is no crowd");
    wish::set_visibility(&mut tx, home.me, list, ListVisibility::Public).await.unwrap();
    wish::set_detail(&mut tx, home.me, secret, &on).await.unwrap();
    assert_eq!(visibility(&mut tx, secret).await, Visibility::Public, "no secret any more");
    wish::set_detail(&mut tx, home.me, secret, &Detail::default()).await.unwrap();
    assert_eq!(visibility(&mut tx, secret).await, Visibility::Private, "off the list");

    wish::list::remove(&mut tx, home.me, list).await.unwrap();
    assert_eq!(wish::list(&mut tx, list).await.unwrap(), None);
    assert_eq!(wish::detail(&mut tx, book).await.unwrap().list, None, "back on the main list");
    assert_eq!(visibility(&mut tx, book).await, Visibility::Private);
    tx.commit().await.unwrap();
}

both!(lists_are_made_called_moved_and_put_away);
both!(a_neighbour_s_list_does_not_exist);
both!(what_makes_no_list_is_refused);
both!(others_see_of_a_list_what_is_not_kept_from_them);
