//! Every route as every role: refused exactly where its access forbids, and never a failure of ours.

use axum::http::Method;
use domain::OrganisationId;
use kit::{Access, RouteInfo};
use people::NewMember;
use serde_json::json;
use store::both;
use store::testing::TestDb;

use crate::answer::Answer;
use crate::hand::{Hand, Shop};
use crate::harness::{As, Town, spot, text};
use crate::sharing::Shared;
use crate::telling::page::{Sale, news_of};

/// Who may call, as the design says it; written here once more so that the house is not its own witness.
const TABLE: [(Access, [bool; 7]); 5] = [
    (Access::Anyone, [true, true, true, true, true, true, true]),
    (Access::Member, [false, true, true, true, true, true, false]),
    (Access::Associate, [false, false, false, true, true, false, false]),
    (Access::Placemaster, [false, false, false, false, false, true, false]),
    (Access::Device, [false, false, false, false, false, false, true]),
];

/// The roles, in the order of [`TABLE`]; the one who may remove most comes last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Nobody,
    Guest,
    Member,
    Associate,
    OtherAssociate,
    Placemaster,
    Device,
}

pub const ROLES: [Role; 7] = [
    Role::Nobody,
    Role::Guest,
    Role::Member,
    Role::OtherAssociate,
    Role::Device,
    Role::Associate,
    Role::Placemaster,
];

fn may(role: Role, access: Access) -> bool {
    TABLE.iter().any(|(named, who)| *named == access && who[role as usize])
}

/// News of a page that somebody wished from: a price that had stood since morning fell.
async fn a_fall(camille: &Hand<'_>) -> String {
    let (clock, morning) = (&camille.t.app.clock, 7 * 3_600);
    clock.advance_secs(-morning);
    let sale = Sale::opens(camille.t, "https://norda.example/x200", 8_000).await;
    clock.advance_secs(morning);
    sale.wished_by(camille, None).await;
    sale.costs(6_000).await;
    text(&news_of(camille).await[0]["id"])
}

/// Real things to name in addresses.
pub struct Things {
    pub organisation: OrganisationId,
    pub place: String,
    pub offer: String,
    pub wish: String,
    pub list: String,
    pub suggestion: String,
    pub encounter: String,
    pub consent: String,
    pub device: String,
    pub opportunity: String,
    pub subscription: String,
    pub shared: Shared,
    pub feed: String,
    /// The code of a tag, and its id.
    pub tag: (String, String),
    /// The name of a picture's file, and the listing that shows it.
    pub picture: (String, String),
    /// The names of the files of a member's own pictures: of their wish, and of one on a shared list.
    pub own_pictures: [String; 2],
}

/// Gives a wish a picture of one's own; gives the name of its file.
async fn an_own_picture(camille: &Hand<'_>, wish: &str) -> String {
    let shrunk = product::Shrunk { small: vec![1], large: vec![2], width: 2, height: 1 };
    let mut tx = camille.t.app.write().await.unwrap();
    let wish = wish.parse().unwrap();
    let made = wish::set_picture(&mut tx, &camille.t.app, camille.id, wish, &shrunk).await.unwrap();
    tx.commit().await.unwrap();
    made.file(product::Size::Small)
}

/// A tag of the shop: its code and its id.
async fn a_tag(shop: &Shop<'_>) -> (String, String) {
    let base = format!("/shop/{}/tags", shop.organisation);
    let form = format!("label=Vitrine&marks={}&once=tag", shop.place);
    shop.associate.form(&base, &form).await.want(303);
    let page = shop.associate.page(&base, "en").await.want(200).text;
    let after = |mark: &str, end: &str| {
        let rest = page.split(mark).nth(1).unwrap_or_else(|| panic!("{mark} in {page}"));
        rest.split(end).next().unwrap_or_default().to_owned()
    };
    (after("<code>", "</code>"), after(&format!("{base}/tag_"), "/"))
}

/// The picture of a page that this house read.
async fn a_picture(t: &Town) -> (String, String) {
    let at = "https://norda.example/picture.jpg".to_owned();
    let seen = product::Seen {
        url: "https://norda.example/pictured".into(),
        retailer: "norda.example".into(),
        title: "Perceuse illustrée".into(),
        brand: None,
        gtin: None,
        model: None,
        category: None,
        picture: Some(at.clone()),
        price: None,
        list_price: None,
        availability: domain::Availability::In,
        known: product::Known::default(),
        besides: product::Besides::default(),
    };
    let mut tx = t.app.write().await.unwrap();
    let listing = product::note(&mut tx, &t.app, seen, None).await.unwrap();
    let shrunk = product::Shrunk { small: vec![1], large: vec![2], width: 2, height: 1 };
    assert!(product::keep_picture(&mut tx, &t.app, listing.id, &at, &shrunk).await.unwrap());
    let picture = product::picture(&mut tx, listing.id, None).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    let url = picture.url(product::Size::Large);
    (url.rsplit('/').next().unwrap_or_default().to_owned(), listing.id.to_string())
}

impl Things {
    /// A shop and a member among whom everything has happened once.
    pub async fn of(shop: &Shop<'_>, camille: &Hand<'_>) -> Self {
        let offer = shop.offers("Brioche au beurre", 400, json!({"stock": 9})).await;
        let wish = camille.wishes("une brioche", None).await;
        camille.form("/me/lists", "name=Noël").await.want(303);
        let list = text(&camille.get("/api/v1/list").await.json()["lists"][0]["id"]);
        let consent = camille.consents(json!({"effect": "deny", "category": "leisure"})).await;
        camille.mode_on().await;
        assert_eq!(camille.walks_to(spot(0, 40)).await, 1);
        let suggestion = camille.suggestion().await;
        let encounter = camille.takes(&suggestion).await.want(201).id();
        let page = camille.page("/me/devices", "en").await.want(200).text;
        let device =
            page.split("/me/devices/").nth(1).and_then(|rest| rest.split('/').next()).unwrap().to_owned();
        let opportunity = a_fall(camille).await;
        let key = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
        let keys = json!({"p256dh": key, "auth": "BTBZMqHH6r4Tts7J_aSIgg"});
        let browser = json!({"endpoint": "https://push.example/x", "keys": keys, "label": "phone"});
        let subscription = camille.post("/api/v1/me/subscriptions", browser).await.want(201).id();
        let shared = Shared::of(shop.associate.t, camille).await;
        let mut tx = camille.t.app.write().await.unwrap();
        let feed = agenda::NewFeed {
            name: "Salle".into(),
            url: "https://salle.example/a.ics".into(),
            kind: agenda::FeedKind::Calendar,
            venue: String::new(),
        };
        let feed = agenda::add_feed(&mut tx, &camille.t.app, feed).await.unwrap().to_string();
        tx.commit().await.unwrap();
        let (organisation, place) = (shop.organisation, shop.place.clone());
        let (tag, picture) = (a_tag(shop).await, a_picture(camille.t).await);
        let given = shared.name("/lists/{id}/wishes/{wish}");
        let given = given.rsplit('/').next().unwrap_or_default();
        let own_pictures = [an_own_picture(camille, &wish).await, an_own_picture(camille, given).await];
        Self {
            own_pictures,
            tag,
            picture,
            organisation,
            place,
            offer,
            wish,
            list,
            suggestion: text(&suggestion["id"]),
            encounter,
            consent,
            device,
            opportunity,
            subscription,
            shared,
            feed,
        }
    }

    /// The address of a route, with real things named in it.
    pub fn address(&self, path: &str) -> String {
        let kinds = [
            ("encounters/{id}", &self.encounter),
            ("offers/{id}", &self.offer),
            ("places/{id}", &self.place),
            ("wishes/{id}", &self.wish),
            ("lists/{id}", &self.list),
            ("suggestions/{id}", &self.suggestion),
            ("consents/{id}", &self.consent),
            ("devices/{id}", &self.device),
            ("opportunities/{id}", &self.opportunity),
            ("subscriptions/{id}", &self.subscription),
            ("feeds/{id}", &self.feed),
        ];
        let op = "00000000-0000-7000-8000-000000000000";
        let path = path.replace("overruled/{of}/{op}", &format!("overruled/{}/{op}", self.wish));
        let mut address = self.shared.name(&path).replace("{organisation}", &self.organisation.to_string());
        for (kind, id) in kinds {
            address = address.replace(kind, &kind.replace("{id}", id));
        }
        let own = &self.own_pictures[usize::from(path.starts_with("/lists/"))];
        address = address.replace("picture/{file}", &format!("picture/{own}"));
        let none = "0".repeat(32);
        for (kind, id) in [
            ("{code}", self.tag.0.clone()),
            ("{file}", self.picture.0.clone()),
            ("of/{listing}", format!("of/{}", self.picture.1)),
            ("tags/{id}", format!("tags/tag_{}", self.tag.1)),
            ("vouchers/{id}", format!("vouchers/voucher_{none}")),
        ] {
            address = address.replace(kind, &id);
        }
        let address = address.replace("{secret}", &"a".repeat(43)).replace("{*rest}", "03017620422003");
        assert!(!address.contains('{'), "{path}: nothing is known to name in {address}");
        if address == "/api/v1/why" { format!("/api/v1/why?offer={}", self.offer) } else { address }
    }
}

/// Somebody new in a role: what they did before never matters.
async fn fresh<'t>(t: &'t Town, role: Role, ours: OrganisationId, theirs: OrganisationId) -> Hand<'t> {
    let new = NewMember {
        guest: role == Role::Guest,
        placemaster: role == Role::Placemaster,
        ..NewMember::default()
    };
    let hand = t.somebody(new).await;
    let organisation = match role {
        Role::Associate => ours,
        Role::OtherAssociate => theirs,
        _ => return hand,
    };
    let mut tx = t.app.write().await.unwrap();
    people::add_associate(&mut tx, organisation, hand.id).await.unwrap();
    tx.commit().await.unwrap();
    hand
}

fn key(hand: &Hand<'_>, role: Role, route: &RouteInfo) -> As {
    match role {
        Role::Nobody => As::Nobody,
        Role::Device => hand.phone.clone(),
        _ if route.path.starts_with("/api") => hand.bearer.clone(),
        _ => hand.cookie.clone(),
    }
}

/// What forbids by role, as told apart from what forbids by the thing named.
fn forbidden(answer: &Answer) -> bool {
    ["sign-in-first", "sign-in-again", "not-for-you", "device-unknown"].contains(&answer.code().as_str())
}

async fn every_route_as_every_role(db: TestDb) {
    let t = Town::new(db).await;
    let shop = t.shop("Au bon pain", "food/bread", spot(0, 0)).await;
    let other = t.shop("Le Cellier", "food/wine", spot(40, 0)).await;
    let camille = t.member("Camille").await;
    let things = Things::of(&shop, &camille).await;
    let mut routes = t.house.routes.to_vec();
    // What removes comes last, so that there is something left to name.
    routes.sort_by_key(|route| {
        (route.method == Method::DELETE || route.path.ends_with("/remove"), route.path.clone())
    });
    assert!(routes.len() > 80, "{} routes", routes.len());
    for role in ROLES {
        let mut hand = fresh(&t, role, shop.organisation, other.organisation).await;
        for route in &routes {
            let (who, address) = (key(&hand, role, route), things.address(&route.path));
            let json = route.path.starts_with("/api");
            let kind = if json { "application/json" } else { "application/x-www-form-urlencoded" };
            let body = if json { "{}" } else { "" };
            let answer = t.call(route.method.clone(), &address, &who, &[("content-type", kind)], body).await;
            let told = format!(
                "{role:?} {} {} ({:?}): {} {}",
                route.method,
                route.path,
                route.access,
                answer.status,
                answer.code()
            );
            assert_ne!(answer.status, 405, "{told}");
            if may(role, route.access) {
                assert!(!forbidden(&answer), "{told}");
            } else {
                let status = if matches!(role, Role::Nobody)
                    || (role, route.access) == (Role::Nobody, Access::Device)
                {
                    401
                } else {
                    403
                };
                assert!(answer.status == status && forbidden(&answer), "{told}");
            }
            if route.method != Method::GET && answer.status.is_success() || answer.status.is_redirection() {
                hand = fresh(&t, role, shop.organisation, other.organisation).await;
            }
            let names_house = route.path.contains("{organisation}");
            if names_house && role == Role::OtherAssociate {
                assert!(matches!(answer.status.as_u16(), 403 | 404), "another house: {told}");
            }
        }
    }
    t.turn().await;
    t.end().await;
}

async fn a_phone_opens_its_own_door_alone(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let As::Device(basic) = &camille.phone else { unreachable!() };
    let (As::Bearer(token), As::Cookie(cookie)) = (&camille.bearer, &camille.cookie) else { unreachable!() };
    let secret = cookie.rsplit('=').next().unwrap();
    for (path, who) in [
        ("/api/v1/me", As::Device(basic.clone())),
        ("/api/v1/me", As::Bearer(secret.into())),
        ("/api/v1/me", As::Cookie(format!("hyperlieu={token}"))),
    ] {
        let answer = t.call(Method::GET, path, &who, &[], "").await;
        assert!(forbidden(&answer), "{who:?}: {}", answer.text);
    }
    for who in [&camille.bearer, &camille.cookie] {
        let same = [("sec-fetch-site", "same-origin")];
        t.call(Method::POST, "/owntracks", who, &same, "[]").await.refused(403, "not-for-you");
    }
    t.end().await;
}

both!(every_route_as_every_role, a_phone_opens_its_own_door_alone);
