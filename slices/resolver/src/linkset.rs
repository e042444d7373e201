//! Answers to machines: a linkset, and what this resolver is.

use domain::gs1::{Gs1, Key};
use serde_json::{Value, json};

use crate::stock::Stock;

/// The media type of a linkset (RFC 9264, section 4.2).
pub(crate) const LINKSET: &str = "application/linkset+json";
/// Names of links (GS1 Web Vocabulary).
const VOCABULARY: &str = "https://gs1.org/voc/";

/// The links of a product of this name: its page here, the places that have it, and, when somebody here vouches for it, where that is
/// read. Beside the anchor there is nothing but relations, each with its targets (RFC 9264, section 4.2.2).
pub(crate) fn linkset(stock: &Stock, name: &str, anchor: &str, vouched: bool) -> Value {
    let page = json!({"href": anchor, "title": name, "type": "text/html", "hreflang": ["fr", "en"]});
    let retailers: Vec<Value> = stock
        .had
        .iter()
        .map(|had| {
            let price = had.offer.price;
            let by = had.by.as_ref().map_or(had.place.name.as_str(), |by| by.name.as_str());
            json!({
                "href": format!("{}/places/{}", host(anchor), had.place.id),
                "title": format!("{by}: {} {}", price.plain(), price.currency),
                "type": "text/html",
            })
        })
        .collect();
    let mut links = json!({
        "anchor": anchor,
        format!("{VOCABULARY}defaultLink"): [page.clone()],
        format!("{VOCABULARY}pip"): [page],
    });
    if !retailers.is_empty() {
        links[format!("{VOCABULARY}hasRetailers")] = retailers.into();
    }
    if vouched {
        let read = json!({"href": format!("{anchor}#vouch"), "title": name, "type": "text/html", "hreflang": ["fr", "en"]});
        links[format!("{VOCABULARY}review")] = json!([read]);
    }
    json!({"linkset": [links]})
}

/// Whether a linkset has a link of a kind, by its name in GS1's vocabulary, short (`gs1:pip`, `pip`) or whole.
pub(crate) fn has_link(set: &Value, named: &str) -> bool {
    let spaces = ["gs1:", VOCABULARY, "https://ref.gs1.org/voc/"];
    let name = spaces.iter().find_map(|space| named.strip_prefix(space)).unwrap_or(named);
    set["linkset"][0].get(format!("{VOCABULARY}{name}")).is_some()
}

fn host(anchor: &str) -> &str {
    anchor.rsplit_once("/01/").map_or(anchor, |(host, _)| host)
}

/// What this resolver is (GS1-Conformant Resolver Standard, resolver description file).
pub(crate) fn description(base_url: &str) -> Value {
    json!({
        "resolverRoot": base_url,
        "supportedPrimaryKeys": ["01"],
        "linkTypeDefaultCanBeLinkset": false,
        "supportedLinkType": [{"namespace": VOCABULARY, "prefix": "gs1:"}],
    })
}

/// The address of a product here, without batch, piece or anything else that came along.
pub(crate) fn anchor(gs1: &Gs1, base_url: &str) -> Option<String> {
    match gs1.key() {
        Key::Gtin(gtin) => Some(format!("{base_url}/01/{gtin}")),
        _ => None,
    }
}
