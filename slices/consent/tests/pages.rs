//! The switch and the page of consents, on both databases.

#![expect(clippy::unwrap_used, reason = "a test's panic is its report")]

mod story;

use axum::http::StatusCode;
use domain::{Effect, Mode, Purpose};
use kit::Lang;
use kit::testing::NOON;
use store::both;
use store::testing::TestDb;
use story::{Hand, Street, street};

both!(
    the_switch_leads_back_to_where_it_was_touched,
    the_switch_goes_off_whatever_else_is_sent,
    the_page_says_what_stands_in_both_languages,
    the_forms_give_what_they_say,
    a_refused_form_comes_back_as_typed,
    one_touch_silences_a_shop,
    the_rhythm_is_kept
);

async fn mode_of(street: &Street) -> Mode {
    let mut tx = street.app.read().await.unwrap();
    consent::attention(&mut tx, street.camille).await.unwrap().mode
}

async fn the_switch_leads_back_to_where_it_was_touched(t: TestDb) {
    let street = street(&t).await;
    let me = street.hand(street.camille);
    let on = me.form_from("/map?near=1", "/me/shopper-mode", "mode=on").await;
    assert_eq!((on.status, on.location(), on.said()), (StatusCode::SEE_OTHER, "/map", "said-mode-on"));
    assert_eq!(mode_of(&street).await, Mode::On { until: None });
    let hour = me.form("/me/shopper-mode", "mode=on&until=1h").await;
    assert_eq!(hour.location(), "/me");
    assert_eq!(mode_of(&street).await, Mode::On { until: Some(NOON.plus_secs(3600)) });
    me.form("/me/shopper-mode", "mode=on").await;
    assert_eq!(mode_of(&street).await, Mode::On { until: Some(NOON.plus_secs(3600)) }, "an end is kept");
}

async fn the_switch_goes_off_whatever_else_is_sent(t: TestDb) {
    let street = street(&t).await;
    let me = street.hand(street.camille);
    for body in ["", "mode=off", "mode=", "until=never", "mode=off&until=1h&per_day=900"] {
        me.form("/me/shopper-mode", "mode=on").await;
        assert!(mode_of(&street).await.on_at(NOON));
        let off = me.form("/me/shopper-mode", body).await;
        assert_eq!((off.status, off.said()), (StatusCode::SEE_OTHER, "said-mode-off"), "{body}");
        assert_eq!(mode_of(&street).await, Mode::Off, "{body}");
    }
    let odd = me.form("/me/shopper-mode", "mode=on&until=never").await;
    assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(mode_of(&street).await, Mode::Off);
}

async fn the_page_says_what_stands_in_both_languages(t: TestDb) {
    let street = street(&t).await;
    for lang in [Lang::Fr, Lang::En] {
        let me = Hand { lang, ..street.hand(street.camille) };
        let page = me.get("/me/consents").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains(&lang.t("consent-none-text")));
        assert!(!page.text.contains(">consent-") && !page.text.contains("\"consent-"), "a key shows itself");
    }
    let me = street.hand(street.camille);
    me.form("/me/consents/deny", &format!("organisation={}", street.other_shop)).await;
    me.form("/me/consents/deny", "category=food/wine").await;
    let page = me.get("/me/consents").await.text;
    assert!(page.contains("L’Épicerie du Port ne vous parle pas."));
    assert!(page.contains("On ne vous parle pas de «\u{a0}Vin\u{a0}»."));
    let english = Hand { lang: Lang::En, ..street.hand(street.camille) };
    assert!(english.get("/me/consents").await.text.contains("Nobody speaks to you about “Wine”."));
    let robin = street.hand(street.robin).get("/me/consents").await.text;
    assert!(!robin.contains("ne vous parle pas"), "nobody sees another one's consents");
}

async fn the_forms_give_what_they_say(t: TestDb) {
    let street = street(&t).await;
    let me = street.hand(street.camille);
    let talk = format!(
        "rule=talk&talk_effect=allow&talk_organisation={}&talk_category=&talk_day=sa&talk_day=su&talk_from=09%3A00\
         &talk_to=12%3A30&talk_zone=window&talk_per_day=1&talk_until=2026-12-24T18%3A00",
        street.shop
    );
    let given = me.form("/me/consents", &talk).await;
    assert_eq!((given.location(), given.said()), ("/me/consents", "said-consent-given"));
    me.form("/me/consents", &talk).await;
    street.app.clock.advance_secs(1);
    me.form("/me/consents", &format!("rule=know&know_organisation={}", street.shop)).await;
    let mut tx = street.app.read().await.unwrap();
    let grants = consent::grants(&mut tx, street.camille).await.unwrap();
    let [talk, know] = &grants[..] else { panic!("a double click is one grant: {grants:?}") };
    assert_eq!((talk.effect, talk.purpose, talk.per_day), (Effect::Allow, Purpose::Suggest, Some(1)));
    assert_eq!((talk.times.days, talk.times.window.map(|w| (w.from, w.to))), (0b110_0000, Some((540, 750))));
    assert_eq!(talk.until.map(|until| until.to_rfc3339()).as_deref(), Some("2026-12-24T17:00:00Z"));
    assert_eq!(
        (know.effect, know.purpose, know.organisation),
        (Effect::Allow, Purpose::Recognise, Some(street.shop))
    );
    let gone = me.form(&format!("/me/consents/{}/withdraw", know.id), "").await;
    assert_eq!((gone.location(), gone.said()), ("/me/consents", "said-consent-withdrawn"));
    let strange = street.hand(street.robin).form(&format!("/me/consents/{}/withdraw", talk.id), "").await;
    assert_eq!(strange.status, StatusCode::NOT_FOUND);
    let mut tx = street.app.read().await.unwrap();
    assert_eq!(consent::grants(&mut tx, street.camille).await.unwrap(), grants[..1]);
}

async fn a_refused_form_comes_back_as_typed(t: TestDb) {
    let street = street(&t).await;
    let me = street.hand(street.camille);
    let typed = format!(
        "rule=talk&talk_effect=allow&talk_organisation={}&talk_day=mo&talk_from=09%3A00&talk_to=09%3A00",
        street.shop
    );
    let page = me.form("/me/consents", &typed).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains(&Lang::Fr.t("field-hours")));
    assert!(page.text.contains(&format!("<option value=\"{}\" selected>", street.shop)));
    assert!(page.text.contains("name=\"talk_day\" value=\"mo\" checked"));
    assert_eq!(
        page.text.matches("<details class=\"card card--sunken\" open>").count(),
        1,
        "the limits of that form alone are shown"
    );
    let empty = me.form("/me/consents", "rule=know&know_organisation=").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text.contains(&Lang::Fr.t("field-required")));
    let mut tx = street.app.read().await.unwrap();
    assert_eq!(consent::grants(&mut tx, street.camille).await.unwrap(), []);
}

async fn one_touch_silences_a_shop(t: TestDb) {
    let street = street(&t).await;
    let me = street.hand(street.camille);
    let touch = format!("organisation={}", street.shop);
    let denied = me.form_from("/me", "/me/consents/deny", &touch).await;
    assert_eq!((denied.location(), denied.said()), ("/me", "said-consent-denied"));
    let empty = me.form("/me/consents/deny", "").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY, "an empty touch does not silence everybody");
    let mut tx = street.app.read().await.unwrap();
    let grants = consent::grants(&mut tx, street.camille).await.unwrap();
    assert_eq!(grants.len(), 1);
    assert_eq!((grants[0].effect, grants[0].organisation), (Effect::Deny, Some(street.shop)));
}

async fn the_rhythm_is_kept(t: TestDb) {
    let street = street(&t).await;
    let me = street.hand(street.camille);
    me.form("/me/shopper-mode", "mode=on").await;
    let kept = me.form("/me/attention", "quiet=on&quiet_from=22%3A00&quiet_to=07%3A00&per_day=8").await;
    assert_eq!((kept.location(), kept.said()), ("/me/consents", "said-rhythm"));
    let mut tx = street.app.read().await.unwrap();
    let stands = consent::attention(&mut tx, street.camille).await.unwrap();
    drop(tx);
    assert_eq!((stands.quiet.map(|q| (q.from, q.to)), stands.per_day), (Some((1320, 420)), 8));
    assert!(stands.mode.on_at(NOON), "the switch stays");
    for (body, told) in [
        ("quiet_from=22%3A00&quiet_to=07%3A00&per_day=99", "field-range"),
        ("per_day=lots", "field-number"),
        ("quiet=on&quiet_from=22%3A00&quiet_to=&per_day=8", "field-hours"),
    ] {
        let refused = me.form("/me/attention", body).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains(&Lang::Fr.t(told)), "{told}");
    }
    me.form("/me/attention", "per_day=8").await;
    let mut tx = street.app.read().await.unwrap();
    assert_eq!(
        consent::attention(&mut tx, street.camille).await.unwrap().quiet,
        None,
        "an empty box is none"
    );
}
