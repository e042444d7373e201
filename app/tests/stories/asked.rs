//! What others ask beside a wish comes to its owner where they look: on their page, on the row of the list, on the page of the wish. What is
//! said among those who give comes nowhere.

use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use crate::answer::Live;
use crate::hand::Hand;
use crate::harness::Town;
use crate::sharing::{a_list, comes, link, reserves, shares};

/// Camille's list with two wishes, which her aunt sees.
struct Asked<'t> {
    camille: Hand<'t>,
    noor: Hand<'t>,
    list: String,
    ids: Vec<String>,
}

impl<'t> Asked<'t> {
    async fn of(t: &'t Town) -> Self {
        let (camille, noor) = (t.member("Camille").await, t.member("Noor").await);
        let (list, ids) = a_list(&camille, "Noël", &[("un vélo", 1), ("un livre", 2)]).await;
        shares(&camille, &list, "people").await;
        let secret = link(&camille, &list).await;
        comes(&noor, &secret, "Tante Noor").await;
        t.turn().await;
        Self { camille, noor, list, ids }
    }

    /// Where its owner looks: their page and its part, the list, the page of the first wish and its part.
    fn paths(&self) -> [String; 5] {
        [
            "/me".to_owned(),
            "/me/questions".to_owned(),
            format!("/me/lists/{}", self.list),
            format!("/me/wishes/{}", self.ids[0]),
            format!("/me/wishes/{}?part=asked", self.ids[0]),
        ]
    }

    /// What its owner sees there.
    async fn shown(&self) -> [String; 5] {
        let mut shown = Vec::new();
        for path in self.paths() {
            shown.push(self.camille.page(&path, "fr").await.want(200).words());
        }
        shown.try_into().unwrap()
    }

    async fn writes(&self, who: &Hand<'_>, said: Value) {
        let path = format!("/api/v1/shared/{}/wishes/{}/comments", self.list, self.ids[0]);
        who.post(&path, said).await.want(201);
    }
}

/// What a page of one's own is told to look at again, until it is quiet.
async fn looked_at(live: &mut Live) -> Vec<String> {
    let mut told = Vec::new();
    while let Some(event) = live.next().await {
        told.push(event.data);
    }
    told
}

async fn what_givers_say_comes_nowhere(db: TestDb) {
    let t = Town::new(db).await;
    let it = Asked::of(&t).await;
    let mut live = it.camille.opens_page().await;
    looked_at(&mut live).await;
    reserves(&it.noor, &it.list, &it.ids[0], json!({})).await.want(201);
    it.writes(&it.noor, json!({"room": "givers", "words": "À deux ?"})).await;
    t.turn().await;
    assert_eq!(looked_at(&mut live).await, Vec::<String>::new());
    for (page, path) in it.shown().await.iter().zip(it.paths()) {
        for told in ["À deux", "sur vos listes", "1 question", "Ce qu’on vous demande"] {
            assert!(!page.contains(told), "{path}: {told}");
        }
    }
    t.end().await;
}

async fn a_question_comes_to_the_owner(db: TestDb) {
    let t = Town::new(db).await;
    let it = Asked::of(&t).await;
    let mut live = it.camille.opens_page().await;
    looked_at(&mut live).await;
    it.writes(&it.noor, json!({"room": "owner", "words": "Quelle taille ?"})).await;
    t.turn().await;
    assert_eq!(looked_at(&mut live).await, [r#"{"what":"list"}"#]);
    let [me, part, rows, wish, beside] = it.shown().await;
    for page in [me, part] {
        assert!(page.contains("Une question sur vos listes") && page.contains("Quelle taille ?"), "{page}");
        assert!(page.contains("Tante Noor · un vélo"), "{page}");
    }
    assert!(rows.contains("1 question"), "{rows}");
    let there = format!("href=\"/lists/{}/wishes/{}#room-owner\"", it.list, it.ids[0]);
    for page in [wish, beside] {
        assert!(page.contains("Tante Noor") && page.contains("Quelle taille ?"), "{page}");
        assert!(page.contains(&there), "it leads to where it is answered: {page}");
    }
    let other = it.camille.page(&format!("/me/wishes/{}", it.ids[1]), "fr").await.want(200).words();
    assert!(!other.contains("Quelle taille"), "beside this wish alone");
    let hers = it.noor.page("/me", "fr").await.want(200).words();
    assert!(!hers.contains("sur vos listes"), "for whose list it is alone");
    t.end().await;
}

async fn what_was_answered_waits_no_more(db: TestDb) {
    let t = Town::new(db).await;
    let it = Asked::of(&t).await;
    it.writes(&it.noor, json!({"room": "owner", "words": "Quelle taille ?"})).await;
    t.app.clock.advance_secs(1);
    it.writes(&it.camille, json!({"room": "owner", "words": "Du 54."})).await;
    let [me, _, rows, wish, _] = it.shown().await;
    assert!(!me.contains("sur vos listes") && !rows.contains("1 question"), "{me} {rows}");
    assert!(wish.contains("Quelle taille ?") && wish.contains("Répondu"), "{wish}");

    // What others no longer see is not asked after: where it was answered there is nothing.
    t.app.clock.advance_secs(1);
    it.writes(&it.noor, json!({"room": "owner", "words": "Et la couleur ?"})).await;
    assert!(it.shown().await[0].contains("Et la couleur ?"));
    let hidden = json!({"secret": true});
    it.camille.patch(&format!("/api/v1/wishes/{}", it.ids[0]), hidden).await.want(200);
    let [me, ..] = it.shown().await;
    assert!(!me.contains("sur vos listes"), "{me}");
    t.end().await;
}

both!(what_givers_say_comes_nowhere, a_question_comes_to_the_owner, what_was_answered_waits_no_more);
