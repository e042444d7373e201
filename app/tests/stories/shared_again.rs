//! An open page of a shared list reads all of it only when something changed for its viewer: whatever people do in whatever order,
//! nothing that is shown changes unnoticed.

use domain::ids::Id;
use domain::{Availability, ListId, MemberId, Money};
use kit::Chance;
use product::{Known, Seen};
use serde_json::{Value, json};
use share::Look;
use store::testing::TestDb;
use store::{Statement, both, execute};

use crate::hand::Hand;
use crate::harness::{As, Town};
use crate::shared_live::{looks, stirs};
use crate::sharing::{a_circle, a_list, comes, link, reserves, shares};

/// Makes the row of a comment one that makes no sense, or mends it: whoever reads the whole list stumbles over it meanwhile.
async fn lies_in(t: &Town, comment: &str, room: &str) {
    let mut tx = t.app.write().await.unwrap();
    let by_hand = Statement::new("BY_HAND", "UPDATE comment SET room = $1 WHERE id = $2");
    let id: domain::CommentId = comment.parse().unwrap();
    assert_eq!(execute!(&mut tx, by_hand, room, id.uuid()).unwrap(), 1);
    tx.commit().await.unwrap();
}

async fn what_shows_nothing_else_reads_nothing(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, noor, yann) = (t.member("Camille").await, t.member("Noor").await, t.member("Yann").await);
    let (list, ids) = a_list(&camille, "Noël", &[("un vélo", 1), ("un livre", 2)]).await;
    let (_, others) = a_list(&camille, "Maison", &[("une lampe", 1)]).await;
    let hidden = camille.wishes("rien pour vous", None).await;
    shares(&camille, &list, "people").await;
    let way = link(&camille, &list).await;
    for (hand, name) in [(&noor, "Noor"), (&yann, "Yann")] {
        comes(hand, &way, name).await;
    }
    let path = format!("/api/v1/shared/{list}/wishes/{}/comments", ids[1]);
    let said = noor.post(&path, json!({"room": "owner", "words": "Lequel ?"})).await.want(201).id();
    t.turn().await;
    let (mut owner, mut giver) = (looks(&camille, &list).await, looks(&yann, &list).await);
    for live in [&mut owner, &mut giver] {
        while live.next().await.is_some() {}
    }

    lies_in(&t, &said, "nowhere").await;
    for wish in [&hidden, &others[0]] {
        camille.patch(&format!("/api/v1/wishes/{wish}"), json!({"title": "autre chose"})).await.want(200);
    }
    t.turn().await;
    assert_eq!((stirs(&mut giver).await, stirs(&mut owner).await), (0, 0), "other lists");
    lies_in(&t, &said, "owner").await;
    camille.patch(&format!("/api/v1/wishes/{}", ids[0]), json!({"title": "un vélo bleu"})).await.want(200);
    t.turn().await;
    assert_eq!(
        (stirs(&mut giver).await, stirs(&mut owner).await),
        (1, 1),
        "both pages live: neither read the list"
    );

    lies_in(&t, &said, "nowhere").await;
    reserves(&noor, &list, &ids[0], json!({})).await.want(201);
    t.turn().await;
    assert!(giver.ends().await, "a giver's page reads the list, and stumbles");
    // Meanwhile the owner's has looked again by itself.
    assert_eq!(stirs(&mut owner).await, 0);
    lies_in(&t, &said, "owner").await;
    camille.patch(&format!("/api/v1/wishes/{}", ids[0]), json!({"title": "un vélo vert"})).await.want(200);
    t.turn().await;
    assert_eq!(stirs(&mut owner).await, 1, "the owner's page lives: by a promise it reads nothing");
    t.end().await;
}

async fn a_promise_on_a_wish_that_moved_is_seen_where_it_stands(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, noor, yann) = (t.member("Camille").await, t.member("Noor").await, t.member("Yann").await);
    let (first, ids) = a_list(&camille, "Noël", &[("un vélo", 1)]).await;
    let (second, _) = a_list(&camille, "Maison", &[]).await;
    shares(&camille, &first, "public").await;
    shares(&camille, &second, "public").await;
    let promise = reserves(&noor, &first, &ids[0], json!({})).await.want(201).id();
    camille.patch(&format!("/api/v1/wishes/{}", ids[0]), json!({"list": second})).await.want(200);
    t.turn().await;
    let mut giver = looks(&yann, &second).await;
    while giver.next().await.is_some() {}
    noor.delete(&format!("/api/v1/reservations/{promise}")).await.want(204);
    t.turn().await;
    assert_eq!(stirs(&mut giver).await, 1);
    t.end().await;
}

/// A list, its owner, and those before it.
struct Before<'t> {
    t: &'t Town,
    chance: Chance,
    owner: Hand<'t>,
    givers: Vec<Hand<'t>>,
    circle: String,
    list: String,
    other: String,
    wishes: Vec<String>,
    listing: product::Listing,
    promises: Vec<(usize, String)>,
    comments: Vec<(usize, String)>,
}

/// A page of a shop that shows a bicycle at a price.
fn page(minor: i64) -> Seen {
    Seen {
        url: "https://velo.example/cargo".into(),
        retailer: "velo.example".into(),
        title: "Vélo cargo".into(),
        brand: None,
        gtin: None,
        model: None,
        category: None,
        picture: None,
        price: Some(Money::eur(minor)),
        list_price: None,
        availability: Availability::In,
        known: Known::default(),
        besides: product::Besides::default(),
    }
}

impl<'t> Before<'t> {
    async fn begins(t: &'t Town, seed: u64) -> Self {
        let owner = t.member("Camille").await;
        let givers = vec![t.member("Noor").await, t.member("Yann").await, t.member("Ana").await];
        let circle = a_circle(&owner, &[(&givers[1], "Yann")]).await;
        let (list, wishes) =
            a_list(&owner, "Noël", &[("un vélo", 1), ("des verres", 3), ("un livre", 1)]).await;
        let (other, _) = a_list(&owner, "Maison", &[]).await;
        shares(&owner, &list, "people").await;
        let way = link(&owner, &list).await;
        comes(&givers[0], &way, "Noor").await;
        let mut tx = t.app.write().await.unwrap();
        let listing = product::note(&mut tx, &t.app, page(90_000), None).await.unwrap();
        let bike = wishes[0].parse().unwrap();
        let beside = wish::detail(&mut tx, bike).await.unwrap();
        let beside = wish::Detail { listing: Some(listing.id), ..beside };
        wish::set_detail(&mut tx, owner.id, bike, &beside).await.unwrap();
        tx.commit().await.unwrap();
        let chance = Chance::seeded(seed);
        let (promises, comments) = (Vec::new(), Vec::new());
        Self { t, chance, owner, givers, circle, list, other, wishes, listing, promises, comments }
    }

    fn below(&self, limit: usize) -> usize {
        usize::try_from(self.chance.below(limit as u64)).unwrap()
    }

    fn any_wish(&self) -> String {
        self.wishes[self.below(self.wishes.len())].clone()
    }

    /// Something of a wish is said otherwise by its owner; some of it is refused, as it would be to anybody.
    async fn owner_edits(&mut self, number: u32) {
        let wish = self.any_wish();
        let until = self.t.app.now().plus_secs(7_200).to_rfc3339();
        let changes = [
            json!({"title": format!("titre {number}")}),
            json!({"note": format!("note {number}")}),
            json!({"quantity": 1 + self.below(4)}),
            json!({"priority": (["someday", "usual", "dearly"][self.below(3)])}),
            json!({"secret": self.below(2) == 0}),
            json!({"archived": self.below(2) == 0}),
            json!({"list": ([Value::Null, json!(self.list), json!(self.other)][self.below(3)])}),
            json!({"list": self.list}),
            json!({"state": (["open", "paused", "fulfilled"][self.below(3)])}),
            json!({"state": "open", "until": until}),
        ];
        let change = changes[self.below(changes.len())].clone();
        self.owner.patch(&format!("/api/v1/wishes/{wish}"), change).await;
    }

    /// A device of the owner's says something, perhaps of what was dropped.
    async fn device_edits(&mut self, number: u32) {
        let (field, value) = [
            ("state", json!("dropped")),
            ("title", json!(format!("appareil {number}"))),
            ("order", json!("i")),
        ][self.below(3)]
        .clone();
        let now = self.t.app.now().to_rfc3339();
        let op = domain::WishId::make(self.t.app.now(), self.chance.bytes()).uuid().to_string();
        let edit = json!({"op": op, "at": now, "wish": self.any_wish(), "field": field, "value": value});
        self.owner.post("/api/v1/list/edits", json!({"sent_at": now, "edits": [edit]})).await.want(200);
    }

    /// The list itself is called, shared or put away otherwise.
    async fn list_changes(&mut self, number: u32) {
        let list = &self.list;
        match self.below(4) {
            0 => drop(
                self.owner
                    .form(&format!("/me/lists/{list}/edit"), &format!("name=Liste+{number}"))
                    .await
                    .want(303),
            ),
            1 => {
                let act = ["act=away", "act=out", "act=up", "act=out"][self.below(4)];
                self.owner.form(&format!("/me/lists/{list}/act"), act).await.want(303);
            }
            _ => {
                let visibility = ["people", "circle", "public", "public", "private"][self.below(5)];
                let reveal = self.t.app.now().plus_secs(10_000).to_rfc3339();
                let choice = json!({"visibility": visibility, "circles": [self.circle], "notes": self.below(2) == 0,
                    "pages": self.below(2) == 0, "reveal_at": reveal});
                self.owner.put(&format!("/api/v1/lists/{list}/share"), choice).await.want(200);
            }
        }
    }

    /// Somebody promises, takes it back, or says that it was given.
    async fn giver_gives(&mut self) {
        let who = self.below(self.givers.len());
        if self.promises.is_empty() || self.below(2) == 0 {
            let ask = [
                json!({}),
                json!({"secretly": true}),
                json!({"together": true}),
                json!({"amount": {"minor": 500, "currency": "EUR"}}),
            ][self.below(4)]
            .clone();
            let made = reserves(&self.givers[who], &self.list, &self.any_wish(), ask).await;
            if made.status == 201 {
                self.promises.push((who, made.id()));
            }
            return;
        }
        let (who, promise) = self.promises.swap_remove(self.below(self.promises.len()));
        let path = format!("/api/v1/reservations/{promise}");
        if self.below(3) == 0 {
            self.givers[who].post(&format!("{path}/given"), json!({})).await.want(204);
        } else {
            self.givers[who].delete(&path).await.want(204);
        }
    }

    /// Somebody writes in a room, says it otherwise, or takes it away.
    async fn somebody_writes(&mut self, number: u32) {
        let who = self.below(self.givers.len());
        if self.comments.is_empty() || self.below(2) == 0 {
            let words =
                json!({"room": (["owner", "givers"][self.below(2)]), "words": format!("mots {number}")});
            let path = format!("/api/v1/shared/{}/wishes/{}/comments", self.list, self.any_wish());
            let made = self.givers[who].post(&path, words).await;
            if made.status == 201 {
                self.comments.push((who, made.id()));
            }
            return;
        }
        let at = self.below(self.comments.len());
        let (who, comment) = self.comments[at].clone();
        let path = format!("/api/v1/comments/{comment}");
        if self.below(2) == 0 {
            self.givers[who].patch(&path, json!({"words": format!("plutôt {number}")})).await;
        } else {
            self.givers[who].delete(&path).await.want(204);
            self.comments.swap_remove(at);
        }
    }

    /// What happens around the list: names, prices, pictures, what comes true at a counter, hours that pass.
    async fn something_happens(&mut self, number: u32) {
        let (t, wish) = (self.t, self.any_wish());
        match self.below(7) {
            0 => drop(
                self.owner.patch("/api/v1/me", json!({"name": format!("Camille {number}")})).await.want(204),
            ),
            1 => t.app.clock.advance_secs(5_000),
            2 => {
                let mut tx = t.app.write().await.unwrap();
                wish::fulfil(&mut tx, wish.parse().unwrap()).await.unwrap();
                tx.commit().await.unwrap();
            }
            3 => {
                let mut tx = t.app.write().await.unwrap();
                let before = product::kept(&mut tx, self.listing.id).await.unwrap().unwrap();
                let seen = product::Again::Seen(Box::new(page(80_000 + i64::from(number))));
                product::reread(&mut tx, &t.app, before, seen).await.unwrap();
                tx.commit().await.unwrap();
            }
            // Their own word on a price: said and taken back. A wish that is from no page has none.
            4 => {
                let said =
                    if self.below(2) == 0 { format!("price={}", 100 + number) } else { "price=".into() };
                self.owner.form(&format!("/me/wishes/{wish}/said"), &said).await;
            }
            5 => {
                let shrunk = product::Shrunk { small: vec![1], large: vec![2], width: 4, height: 3 };
                let (mut tx, id) = (t.app.write().await.unwrap(), wish.parse().unwrap());
                // A wish that was dropped takes no picture.
                if wish::set_picture(&mut tx, &t.app, self.owner.id, id, &shrunk).await.is_ok() {
                    tx.commit().await.unwrap();
                }
            }
            _ => {
                let (mut tx, id) = (t.app.write().await.unwrap(), wish.parse().unwrap());
                if wish::remove_picture(&mut tx, self.owner.id, id).await.is_ok() {
                    tx.commit().await.unwrap();
                }
            }
        }
    }

    async fn goes_on(&mut self, number: u32) {
        self.t.app.clock.advance_secs(1);
        match self.below(10) {
            0..=3 => self.owner_edits(number).await,
            4 => self.device_edits(number).await,
            5 => self.list_changes(number).await,
            6 | 7 => self.giver_gives().await,
            8 => self.somebody_writes(number).await,
            _ => self.something_happens(number).await,
        }
    }
}

/// Somebody who has the list open, for as long as it is for them to see.
struct Viewer {
    id: MemberId,
    look: Option<Look>,
}

impl Viewer {
    /// Looks again, and whole; gives whether something else is shown.
    async fn looks(&mut self, t: &Town, list: ListId, told: &str) -> bool {
        let mut tx = t.app.read().await.unwrap();
        let fresh = Look::at(&mut tx, self.id, list).await;
        let Some(mut look) = self.look.take() else {
            self.look = fresh.ok();
            return false;
        };
        let was = look.seen.clone();
        match (look.again(&mut tx).await, fresh) {
            (Ok(other), Ok(fresh)) => {
                assert_eq!(other, fresh.seen != was, "{told}");
                assert_eq!(look.seen, fresh.seen, "{told}");
                self.look = Some(look);
                other
            }
            (Err(_), Err(_)) => false,
            (again, fresh) => panic!("{told}: {again:?}, and whole {fresh:?}"),
        }
    }
}

async fn nothing_changes_unnoticed(db: TestDb) {
    let t = Town::new(db).await;
    let mut noticed = 0;
    for seed in 0..4 {
        let mut before = Before::begins(&t, seed).await;
        let list: ListId = before.list.parse().unwrap();
        let ids = [before.owner.id, before.givers[0].id, before.givers[1].id, before.givers[2].id];
        let mut viewers = ids.map(|id| Viewer { id, look: None });
        for step in 0..70 {
            before.goes_on(step).await;
            for (number, viewer) in viewers.iter_mut().enumerate() {
                let told = format!("seed {seed}, step {step}, viewer {number}");
                noticed += usize::from(viewer.looks(&t, list, &told).await);
            }
        }
    }
    assert!(noticed > 100, "too little was seen to show anything: {noticed}");
    t.turn().await;
    t.call(axum::http::Method::GET, "/", &As::Nobody, &[], "").await;
    t.end().await;
}

both!(
    what_shows_nothing_else_reads_nothing,
    a_promise_on_a_wish_that_moved_is_seen_where_it_stands,
    nothing_changes_unnoticed
);
