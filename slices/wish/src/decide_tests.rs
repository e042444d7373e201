//! Each part of a wish, each step, and the limits, as tables.

use domain::ids::Id;
use domain::{Kind, Money, PlaceId};
use kit::testing::NOON;

use super::*;

fn wish(state: WishState) -> Wish {
    let (id, member) = (WishId::make(NOON, [1; 10]), MemberId::make(NOON, [2; 10]));
    let made = add(id, member, NewWish::told("Une perceuse"), 0, NOON).unwrap();
    Wish { state, ..made }
}

fn added(new: NewWish) -> Result<Wish, Refused> {
    let wish = wish(WishState::Open);
    add(wish.id, wish.member, new, 0, NOON)
}

#[test]
fn nobody_fills_the_house_with_pictures() {
    let (half, most) = (limits::PICTURES_WITH_GUESTS, limits::PICTURES);
    for (guest, own, all, may) in [
        (false, 0, most - 1, true),
        (false, 0, most, false),
        (false, limits::PICTURES_PER_MEMBER - 1, half, true),
        (false, limits::PICTURES_PER_MEMBER, half, false),
        (true, limits::PICTURES_PER_GUEST - 1, half - 1, true),
        (true, limits::PICTURES_PER_GUEST, 100, false),
        (true, 0, half, false),
    ] {
        assert_eq!(one_more_picture(guest, own, all).is_ok(), may, "{guest} {own} {all}");
    }
}

#[test]
fn each_part_is_checked() {
    let base = || NewWish::told("chocolat noir");
    let only = |subject| NewWish { title: "?!".into(), subject, ..base() };
    let bare = || Subject::told(Kind::Product, "");
    let table: Vec<(&str, NewWish, Option<Refused>)> = vec![
        ("plain", base(), None),
        ("blank", NewWish { title: " \n ".into(), ..base() }, Some(Refused::NoTitle)),
        ("long", NewWish { title: "a".repeat(141), ..base() }, Some(Refused::TooLong)),
        ("just fits", NewWish { title: "é".repeat(140), ..base() }, None),
        ("control", NewWish { title: "a\u{0}b".into(), ..base() }, Some(Refused::NotText)),
        ("no words", NewWish::told("à la"), Some(Refused::Empty)),
        ("only a category", only(Subject { category: "food".parse().ok(), ..bare() }), None),
        ("only a barcode", only(Subject { gtin: "3017620422003".parse().ok(), ..bare() }), None),
        ("only a brand", only(Subject { brand: Some("lindt".into()), ..bare() }), None),
        (
            "many words",
            NewWish { subject: Subject::told(Kind::Product, &many()), ..base() },
            Some(Refused::TooLong),
        ),
        ("below zero", NewWish { top_price: Some(Money::eur(-1)), ..base() }, Some(Refused::Price)),
        ("for nothing", NewWish { top_price: Some(Money::eur(0)), ..base() }, None),
        ("beyond sense", NewWish { top_price: Some(Money::eur(i64::MAX)), ..base() }, Some(Refused::Price)),
        ("over", NewWish { until: Some(NOON), ..base() }, Some(Refused::Past)),
        ("ahead", NewWish { until: Some(NOON.plus_secs(1)), ..base() }, None),
        ("nowhere", NewWish { distance_m: 0, ..base() }, Some(Refused::Distance)),
        ("another town", NewWish { distance_m: 5001, ..base() }, Some(Refused::Distance)),
        ("many places", NewWish { places: places(0..20), ..base() }, None),
        ("too many", NewWish { places: places(0..21), ..base() }, Some(Refused::ManyPlaces)),
        ("one, often", NewWish { places: places([3; 30]), ..base() }, None),
    ];
    for (name, new, refused) in table {
        assert_eq!(added(new).err(), refused, "{name}");
    }
}

fn places(numbers: impl IntoIterator<Item = u8>) -> Vec<PlaceId> {
    numbers.into_iter().map(|n| PlaceId::make(NOON, [n; 10])).collect()
}

#[test]
fn places_are_sorted_each_once_and_changed_whole() {
    let made = added(NewWish { places: places([3, 1, 3]), ..NewWish::told("vin") }).unwrap();
    assert_eq!(made.places, places([1, 3]));
    let change = |wish: &Wish, places| {
        change(wish.clone(), WishChange { places, ..WishChange::default() }, 0, NOON).unwrap().places
    };
    assert_eq!(change(&made, None), places([1, 3]));
    assert_eq!(change(&made, Some(places([2]))), places([2]));
    assert_eq!(change(&made, Some(Vec::new())), []);
}

/// Three hundred letters in forty different words.
fn many() -> String {
    (100..140).map(|n| format!("mot{n}ab ")).collect()
}

#[test]
fn states_go_where_they_may() {
    use WishState::{Dropped, Fulfilled, Open, Paused};
    let all = [Open, Paused, Fulfilled, Dropped];
    let refused: Vec<_> = all
        .iter()
        .flat_map(|from| all.iter().map(move |to| (*from, *to)))
        .filter(|(from, to)| !may(*from, *to))
        .collect();
    assert_eq!(refused, [(Fulfilled, Paused), (Dropped, Open), (Dropped, Paused), (Dropped, Fulfilled)]);
    let again = change(wish(Fulfilled), WishChange::state(Open), 0, NOON).unwrap();
    assert_eq!(again.state, Open);
    let gone = change(wish(Dropped), WishChange::default(), 0, NOON);
    assert_eq!(gone, Err(Refused::NotThere), "what was dropped does not come back");
}

#[test]
fn a_full_list_takes_no_more() {
    let full = limits::WISHES_PER_MEMBER;
    let one = wish(WishState::Open);
    assert_eq!(add(one.id, one.member, NewWish::told("vélo"), full, NOON), Err(Refused::TooMany));
    assert!(add(one.id, one.member, NewWish::told("vélo"), full - 1, NOON).is_ok());
    let again = |state| change(wish(state), WishChange::state(WishState::Open), full, NOON);
    assert_eq!(again(WishState::Fulfilled), Err(Refused::TooMany));
    assert!(again(WishState::Paused).is_ok(), "a paused wish is counted already");
}

#[test]
fn words_follow_the_title_unless_others_were_said() {
    let title = |title: &str| WishChange { title: Some(title.into()), ..WishChange::default() };
    let renamed = change(wish(WishState::Open), title("Un vélo bleu"), 0, NOON).unwrap();
    assert_eq!(
        (renamed.title.as_str(), renamed.subject.words),
        ("Un vélo bleu", vec!["bleu".into(), "velo".into()])
    );
    let mut own = wish(WishState::Open);
    own.subject.words = vec!["percussion".into()];
    let renamed = change(own, title("Pour le garage"), 0, NOON).unwrap();
    assert_eq!(renamed.subject.words, ["percussion"]);
}

#[test]
fn an_end_that_passed_does_not_block_other_changes_and_ends_with_wishing_again() {
    let over = Wish { until: Some(NOON.plus_secs(-60)), ..wish(WishState::Fulfilled) };
    let same = WishChange { until: Some(over.until), distance_m: Some(300), ..WishChange::default() };
    assert_eq!(change(over.clone(), same, 0, NOON).unwrap().distance_m, 300);
    let past = WishChange { until: Some(Some(NOON.plus_secs(-1))), ..WishChange::default() };
    assert_eq!(change(over.clone(), past, 0, NOON), Err(Refused::Past));
    assert_eq!(change(over, WishChange::state(WishState::Open), 0, NOON).unwrap().until, None);
}
