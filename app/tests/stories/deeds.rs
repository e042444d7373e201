//! What people may do on a random day.

use proptest::prelude::*;
use serde_json::{Value, json};

/// What is wished for and offered.
pub const WORDS: [&str; 3] = ["brioche", "cidre", "miel"];

/// Something somebody does; numbers choose among what is there.
#[derive(Debug, Clone)]
pub enum Deed {
    Wish { who: usize, word: usize, top: Option<i64>, only: Option<usize> },
    WishState { who: usize, which: usize, state: &'static str },
    DropWish { who: usize, which: usize },
    Offer { shop: usize, word: usize, cents: i64, stock: Option<u32>, reach: u32 },
    ChangeOffer { which: usize, change: Value },
    CloseOffer { which: usize },
    Attention { who: usize, change: Value },
    Consent { who: usize, consent: Value, shop: Option<usize> },
    Withdraw { who: usize, which: usize },
    Walk { who: usize, east: i32, north: i32 },
    Outcome { who: usize, which: usize, outcome: &'static str },
    Confirm { shop: usize, which: usize },
    Cancel { who: usize, which: usize },
    Erase { who: usize },
    Wait { secs: i64 },
    Tidy,
    Turn,
}

fn offer_change() -> impl Strategy<Value = Value> {
    prop_oneof![
        (0_u32..3).prop_map(|stock| json!({ "stock": stock })),
        Just(json!({ "stock": null })),
        (100_i64..900).prop_map(|minor| json!({"price": {"minor": minor, "currency": "EUR"}})),
        prop::sample::select(vec!["open", "paused"]).prop_map(|state| json!({ "state": state })),
        (50_u32..900).prop_map(|reach| json!({ "reach_m": reach })),
    ]
}

fn attention() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => Just(json!({"on": true})),
        2 => Just(json!({"on": false})),
        1 => (1_u16..4).prop_map(|per_day| json!({ "per_day": per_day })),
        1 => Just(json!({"quiet_from": "11:00", "quiet_to": "12:20"})),
        1 => Just(json!({"quiet_from": null, "quiet_to": null})),
    ]
}

fn consent() -> impl Strategy<Value = Value> {
    let kinds =
        vec![("deny", "suggest"), ("allow", "suggest"), ("allow", "recognise"), ("deny", "recognise")];
    prop::sample::select(kinds).prop_map(|(effect, purpose)| json!({"effect": effect, "purpose": purpose}))
}

pub fn deed() -> impl Strategy<Value = Deed> {
    let (who, shop, which, word) = (0..3_usize, 0..2_usize, 0..8_usize, 0..3_usize);
    let states = prop::sample::select(vec!["open", "paused", "fulfilled"]);
    let outcomes = prop::sample::select(vec!["shown", "saved", "dismissed", "taken", "taken", "taken"]);
    prop_oneof![
        4 => (who.clone(), word.clone(), prop::option::of(200_i64..900), prop::option::weighted(0.3, shop.clone()))
            .prop_map(|(who, word, top, only)| Deed::Wish { who, word, top, only }),
        1 => (who.clone(), which.clone(), states).prop_map(|(who, which, state)| Deed::WishState { who, which, state }),
        1 => (who.clone(), which.clone()).prop_map(|(who, which)| Deed::DropWish { who, which }),
        4 => (shop.clone(), word, 100_i64..900, prop::option::of(0_u32..3), 50_u32..900)
            .prop_map(|(shop, word, cents, stock, reach)| Deed::Offer { shop, word, cents, stock, reach }),
        2 => (which.clone(), offer_change()).prop_map(|(which, change)| Deed::ChangeOffer { which, change }),
        1 => which.clone().prop_map(|which| Deed::CloseOffer { which }),
        5 => (who.clone(), attention()).prop_map(|(who, change)| Deed::Attention { who, change }),
        2 => (who.clone(), consent(), prop::option::weighted(0.8, shop.clone()))
            .prop_map(|(who, consent, shop)| Deed::Consent { who, consent, shop }),
        1 => (who.clone(), which.clone()).prop_map(|(who, which)| Deed::Withdraw { who, which }),
        8 => (who.clone(), -250..350_i32, -250..350_i32).prop_map(|(who, east, north)| Deed::Walk { who, east, north }),
        5 => (who.clone(), which.clone(), outcomes).prop_map(|(who, which, outcome)| Deed::Outcome { who, which, outcome }),
        2 => (shop, which.clone()).prop_map(|(shop, which)| Deed::Confirm { shop, which }),
        1 => (who, which).prop_map(|(who, which)| Deed::Cancel { who, which }),
        1 => Just(Deed::Erase { who: 2 }),
        2 => (1_i64..9_000).prop_map(|secs| Deed::Wait { secs }),
        2 => Just(Deed::Tidy),
        3 => Just(Deed::Turn),
    ]
}
