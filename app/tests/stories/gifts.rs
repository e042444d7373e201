//! Promises: whole, in part, together, secretly, undone; never more than is wished, however many press at once.

use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use crate::hand::Hand;
use crate::harness::{Town, text};
use crate::sharing::{a_list, comes, link, reserves, seen, shares, stands};

/// Camille's list for people, before three who came by its link.
async fn evening<'t>(t: &'t Town, wishes: &[(&str, i64)]) -> (Hand<'t>, [Hand<'t>; 3], String, Vec<String>) {
    let camille = t.member("Camille").await;
    let all = [t.member("Noor").await, t.member("Yann").await, t.member("Ana").await];
    let (list, ids) = a_list(&camille, "Noël", wishes).await;
    shares(&camille, &list, "people").await;
    let secret = link(&camille, &list).await;
    for (hand, name) in all.iter().zip(["Noor", "Yann", "Ana"]) {
        comes(hand, &secret, name).await;
    }
    (camille, all, list, ids)
}

async fn never_bought_twice(db: TestDb) {
    let t = Town::new(db).await;
    let (_, [noor, yann, ana], list, ids) = evening(&t, &[("un vélo", 1), ("des verres", 3)]).await;
    let (bike, glasses) = (&ids[0], &ids[1]);
    let first = reserves(&noor, &list, bike, json!({})).await.want(201).id();
    reserves(&yann, &list, bike, json!({})).await.refused(409, "just-taken");
    reserves(&noor, &list, bike, json!({})).await.refused(409, "already-promised");
    assert_eq!(seen(&yann, &list, bike).await["free"], json!(0));
    let page = yann.page(&format!("/lists/{list}"), "en").await.want(200).words();
    assert!(page.contains("Already taken") && page.contains("Given by Noor"));
    // The page of the wish tells it kindly.
    let form = format!("/lists/{list}/wishes/{bike}/reserve");
    let late = yann.form(&form, "how=whole&once=k1").await.want(409);
    assert!(late.text.contains("vient") || late.text.contains("devancé"), "{}", late.text);
    yann.delete(&format!("/api/v1/reservations/{first}")).await.refused(404, "not-found");
    noor.delete(&format!("/api/v1/reservations/{first}")).await.want(204);
    yann.form(&form, "how=whole&once=k1").await.want(303);
    yann.form(&form, "how=whole&once=k1").await.want(303);

    for (units, code) in [(0, "invalid"), (4, "invalid"), (-1, "invalid")] {
        reserves(&noor, &list, glasses, json!({"units": units})).await.refused(422, code);
    }
    reserves(&noor, &list, glasses, json!({"units": 2})).await.want(201);
    reserves(&yann, &list, glasses, json!({"units": 2})).await.refused(409, "just-taken");
    let two = reserves(&yann, &list, glasses, json!({"units": 1, "secretly": true})).await.want(201).json();
    assert_eq!((&two["units"], &two["secretly"]), (&json!(1), &json!(true)));
    assert_eq!(seen(&ana, &list, glasses).await["free"], json!(0));
    let page = ana.page(&format!("/lists/{list}/wishes/{glasses}"), "en").await.want(200).words();
    assert!(page.contains("Given by Noor") && !page.contains("Yann"), "a secret giver is not named");
    t.end().await;
}

async fn at_once(db: TestDb) {
    let t = Town::new(db).await;
    let (_, [noor, yann, ana], list, ids) = evening(&t, &[("un vélo", 1), ("des verres", 2)]).await;
    for round in 0..6 {
        let (wish, most) = if round % 2 == 0 { (&ids[0], 1) } else { (&ids[1], 2) };
        let ask =
            || if round == 4 { json!({"amount": {"minor": 500, "currency": "EUR"}}) } else { json!({}) };
        let answers = tokio::join!(
            reserves(&noor, &list, wish, ask()),
            reserves(&yann, &list, wish, json!({})),
            reserves(&ana, &list, wish, json!({})),
        );
        let answers = [answers.0, answers.1, answers.2];
        let won = answers.iter().filter(|answer| answer.status == 201).count();
        assert_eq!(won, most, "round {round}: {:?}", answers.map(|answer| (answer.status, answer.code())));
        let (hands, mut undone) = ([&noor, &yann, &ana], 0);
        for hand in hands {
            let mine = hand.get("/api/v1/reservations").await.want(200).json();
            for one in mine["items"].as_array().unwrap() {
                hand.delete(&format!("/api/v1/reservations/{}", text(&one["id"]))).await.want(204);
                undone += 1;
            }
        }
        assert_eq!(undone, most);
    }
    t.end().await;
}

fn euros(amount: i64) -> Value {
    json!({"minor": amount * 100, "currency": "EUR"})
}

async fn together(db: TestDb) {
    let t = Town::new(db).await;
    let (_, [noor, yann, ana], list, ids) = evening(&t, &[("un vélo", 1)]).await;
    let bike = &ids[0];
    let open = json!({"amount": euros(60), "goal": euros(100)});
    let first = reserves(&noor, &list, bike, open).await.want(201).id();
    reserves(&yann, &list, bike, json!({})).await.refused(409, "just-taken");
    reserves(&yann, &list, bike, json!({"amount": euros(50)})).await.refused(422, "invalid");
    reserves(&yann, &list, bike, json!({"amount": {"minor": 1, "currency": "USD"}}))
        .await
        .refused(422, "invalid");
    reserves(&yann, &list, bike, json!({"units": 1, "together": true})).await.refused(422, "invalid");
    reserves(&yann, &list, bike, json!({"amount": euros(30), "secretly": true})).await.want(201);
    let pot = seen(&ana, &list, bike).await["pot"].clone();
    assert_eq!((&pot["givers"], &pot["missing"]["minor"]), (&json!(2), &json!(1_000)));
    let outside = ana.page(&format!("/lists/{list}/wishes/{bike}"), "en").await.want(200).words();
    assert!(
        !outside.contains("€60") && !outside.contains("Given by"),
        "who said what is for those in the pot"
    );
    assert!(outside.contains("€10.00 still missing"));
    let inside = noor.page(&format!("/lists/{list}/wishes/{bike}"), "en").await.want(200).words();
    assert!(inside.contains("somebody (€30.00)") && !inside.contains("Yann"));
    let form = format!("/lists/{list}/wishes/{bike}/reserve");
    let wrong = ana.form(&form, "how=together&amount=beaucoup").await.want(422);
    assert!(wrong.text.contains("value=\"beaucoup\"") && wrong.text.contains("f-amount-error"));
    ana.form(&form, "how=together&amount=10").await.want(303);
    let full = yann.page(&format!("/lists/{list}/wishes/{bike}"), "en").await.want(200).words();
    assert!(full.contains("It is all there"));
    noor.delete(&format!("/api/v1/reservations/{first}")).await.want(204);
    assert_eq!(seen(&ana, &list, bike).await["pot"]["missing"]["minor"], json!(6_000));
    t.end().await;
}

async fn a_pot_counts_in_the_money_of_who_began_it(db: TestDb) {
    let t = Town::new(db).await;
    let (_, [noor, yann, ana], list, ids) = evening(&t, &[("un vélo", 1), ("une lampe", 1)]).await;
    let francs = |amount: i64| json!({"minor": amount * 100, "currency": "CHF"});
    reserves(&noor, &list, &ids[0], json!({"amount": francs(60)})).await.want(201);
    let page = yann.page(&format!("/lists/{list}/wishes/{}", ids[0]), "fr").await.want(200).words();
    assert!(page.contains("Votre part (CHF)") && page.contains("Ce que cela coûte (CHF)"), "{page}");
    let form = format!("/lists/{list}/wishes/{}/reserve", ids[0]);
    let euros_typed = yann.form(&form, "how=together&currency=CHF&amount=10+%E2%82%AC").await.want(422);
    assert!(euros_typed.text.contains("value=\"10 €\"") && euros_typed.text.contains("f-amount-error"));
    yann.form(&form, "how=together&currency=CHF&amount=10+CHF&goal=100").await.want(303);
    assert_eq!(
        seen(&ana, &list, &ids[0]).await["pot"]["missing"],
        francs(30),
        "the second said what it costs"
    );
    let again = json!({"amount": francs(5), "goal": francs(90)});
    let again = reserves(&ana, &list, &ids[0], again).await.want(422).json();
    assert_eq!(again["fields"][0]["code"], json!("goal-said"), "{again}");
    // Whoever joined without an amount binds nobody to euros.
    reserves(&noor, &list, &ids[1], json!({"together": true})).await.want(201);
    reserves(&ana, &list, &ids[1], json!({"amount": francs(5)})).await.want(201);
    t.end().await;
}

async fn what_becomes_of_a_promise(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, [noor, yann, ana], list, ids) =
        evening(&t, &[("un vélo", 1), ("des verres", 2), ("un livre", 1), ("un bonnet", 1)]).await;
    let still = async |hand: &Hand<'_>| {
        let all = hand.get("/api/v1/reservations").await.want(200).json();
        let all = all["items"].as_array().unwrap().clone();
        let of =
            |wish: &String| all.iter().find(|one| one["wish"] == json!(wish)).map(|one| text(&one["still"]));
        ids.iter().filter_map(of).collect::<Vec<_>>()
    };
    for wish in &ids {
        reserves(&noor, &list, wish, json!({})).await.want(201);
    }
    reserves(&yann, &list, &ids[1], json!({})).await.want(201);
    let list_id = list.parse().unwrap();
    stands(&camille, &ids[1], Some(list_id), 1).await;
    assert_eq!(seen(&ana, &list, &ids[1]).await["free"], json!(0), "fewer are wished than promised");
    reserves(&ana, &list, &ids[1], json!({})).await.refused(409, "just-taken");
    camille.delete(&format!("/api/v1/wishes/{}", ids[0])).await.want(204);
    camille.patch(&format!("/api/v1/wishes/{}", ids[2]), json!({"state": "fulfilled"})).await.want(200);
    assert_eq!(still(&noor).await, ["no-longer", "wished", "no-longer", "wished"]);
    let page = noor.page("/me/gifts", "en").await.want(200).words();
    assert!(
        page.contains("no longer on the list") && page.contains("un vélo") && page.contains("for Camille")
    );
    shares(&camille, &list, "private").await;
    assert_eq!(still(&noor).await, ["unshared"; 4]);
    // Moved to another list they see, it is the same wish and the same promise.
    let (other, _) = a_list(&camille, "Autre", &[]).await;
    shares(&camille, &other, "public").await;
    stands(&camille, &ids[3], Some(other.parse().unwrap()), 1).await;
    assert_eq!(still(&noor).await, ["unshared", "unshared", "unshared", "wished"]);
    reserves(&yann, &other, &ids[3], json!({})).await.refused(409, "just-taken");
    t.end().await;
}

async fn words_in_two_rooms(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, [noor, yann, ana], list, ids) = evening(&t, &[("un vélo", 1)]).await;
    let path = format!("/api/v1/shared/{list}/wishes/{}/comments", ids[0]);
    let write = async |hand: &Hand<'_>, room: &str, words: &str| {
        hand.post(&path, json!({"room": room, "words": words})).await
    };
    write(&noor, "owner", " ").await.refused(422, "invalid");
    write(&noor, "owner", &"x".repeat(domain::limits::COMMENT_CHARS + 1)).await.refused(422, "invalid");
    let asked = write(&noor, "owner", "Rouge\nou <b>bleu</b> ?").await.want(201).id();
    let hushed = write(&yann, "givers", "On se cotise ?").await.want(201).id();
    write(&camille, "givers", "Coucou").await.refused(404, "not-found");
    camille.get(&format!("{path}?room=givers")).await.refused(404, "not-found");
    camille.delete(&format!("/api/v1/comments/{hushed}")).await.refused(404, "not-found");
    camille
        .patch(&format!("/api/v1/comments/{asked}"), json!({"words": "Vert"}))
        .await
        .refused(404, "not-found");
    let page = camille.page(&format!("/lists/{list}/wishes/{}", ids[0]), "fr").await.want(200).text;
    assert!(page.contains("ou &lt;b&gt;bleu") || page.contains("ou &#60;b&#62;bleu"), "words stay text");
    assert!(!page.contains("cotise"));
    assert_eq!(
        ana.get(&format!("{path}?room=givers")).await.want(200).json()["items"][0]["name"],
        json!("Yann")
    );
    noor.patch(&format!("/api/v1/comments/{asked}"), json!({"words": "Bleu ?"})).await.want(200);
    noor.delete(&format!("/api/v1/comments/{hushed}")).await.refused(404, "not-found");
    camille.form(&format!("/comments/{asked}/remove"), "").await.want(303);
    yann.form(&format!("/comments/{hushed}"), "words=Oui").await.want(303);
    yann.delete(&format!("/api/v1/comments/{hushed}")).await.want(204);
    for number in 0..domain::limits::COMMENTS_PER_HOUR {
        let answer = write(&ana, "givers", &format!("{number}")).await;
        assert_eq!(answer.status, 201, "{number}");
    }
    write(&ana, "givers", "encore").await.refused(429, "too-often");
    t.app.clock.advance_secs(3_601);
    write(&ana, "givers", "encore").await.want(201);
    let mut tx = t.app.write().await.unwrap();
    wish::list::remove(&mut tx, camille.id, list.parse().unwrap()).await.unwrap();
    tx.commit().await.unwrap();
    t.turn().await;
    assert!(!format!("{:?}", t.rows().await).contains("encore"), "words go with their list");
    t.end().await;
}

both!(
    a_pot_counts_in_the_money_of_who_began_it,
    never_bought_twice,
    at_once,
    together,
    what_becomes_of_a_promise,
    words_in_two_rooms
);
