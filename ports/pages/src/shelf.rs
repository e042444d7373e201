//! Whether the thing can be had, as the page shows it: words of stock near the headline, and the button that buys.

use domain::text::fold;

use crate::page::{Page, names};
use crate::reading::{Availability, Reading};
use crate::script::{self, Pair};
use crate::stock;
use crate::text::line;
use crate::tree::Id;

/// Bytes of an element that says something of stock and nothing else.
const SHORT: usize = 160;

/// Reads stock from the page as it is shown.
pub fn read(page: &Page, buttons: &[Id], pairs: &[Pair], reading: &mut Reading) {
    words(page, reading);
    let near: Vec<Id> = buttons
        .iter()
        .copied()
        .filter(|id| page.behind_headline(*id).is_none_or(|behind| (-400..6_000).contains(&behind)))
        .collect();
    let shown: Vec<Id> = near.iter().copied().filter(|id| !page.is_hidden(*id)).collect();
    if let Some(first) = shown.first() {
        let off = shown.iter().all(|id| disabled(page, *id));
        let close = shown
            .iter()
            .any(|id| page.behind_headline(*id).is_some_and(|behind| (0..2_500).contains(&behind)));
        let (state, sure) = match (off, close) {
            // Buttons wait, switched off, for a size or a colour to be chosen: then they say nothing.
            (true, _) => (Availability::Out, if has_choices(page) { 15 } else { 34 }),
            (false, true) => (Availability::In, 60),
            (false, false) => (Availability::In, 45),
        };
        // Data speak of one variant, or of yesterday; a button that can be pressed speaks of now. Words of the page against it are stronger still.
        let denied = reading
            .availability
            .candidates()
            .iter()
            .any(|one| one.value == Availability::Out && one.source.starts_with("heuristic"));
        if !off && close && !denied {
            reading.availability.doubt(|one| if one.value == Availability::Out { 35 } else { 0 });
        }
        let said = line(&page.tree.text(*first, 60), 40);
        reading.availability.add(
            state,
            format!("heuristic: buy button “{said}”{}", if off { ", switched off" } else { "" }),
            sure,
        );
    }
    let told =
        script::tally(pairs, &["availability", "stockstatus", "instock", "isinstock", "productavailability"]);
    if told.len() == 1
        && let Some((pair, _)) = told.first()
        && let Some(state) = stock::machine(&pair.value)
    {
        reading.availability.add(state, format!("script {}, {}", pair.script, pair.name), 45);
    }
}

/// Whether something is to be chosen near the headline.
fn has_choices(page: &Page) -> bool {
    page.tree.elements().any(|(id, node)| {
        let choice =
            node.name == "select" || (node.name == "input" && node.attribute("type") == Some("radio"));
        choice
            && !page.is_aside(id)
            && page.behind_headline(id).is_some_and(|behind| (0..3_000).contains(&behind))
    })
}

fn disabled(page: &Page, id: Id) -> bool {
    let node = page.tree.node(id);
    node.attribute("disabled").is_some()
        || node.attribute("aria-disabled") == Some("true")
        || names(node).iter().any(|name| name == "disabled" || name == "inactive")
}

fn words(page: &Page, reading: &mut Reading) {
    let mut best: Option<(u8, Availability, String)> = None;
    for (id, node) in page.tree.elements() {
        let leaf = node.end - id <= 12;
        if !leaf
            || page.is_hidden(id)
            || page.is_aside(id)
            || matches!(node.name.as_str(), "option" | "select" | "h1" | "a")
        {
            continue;
        }
        let behind = page.behind_headline(id);
        if behind.is_some_and(|behind| !(-300..8_000).contains(&behind)) {
            continue;
        }
        let text = page.tree.text(id, SHORT);
        if text.len() > SHORT || text.len() < 4 {
            continue;
        }
        let folded = fold(&line(&text, SHORT));
        let Some((state, phrase)) = stock::answered(&folded).or_else(|| stock::phrase(&folded)) else {
            continue;
        };
        let own = std::iter::once(id).chain(page.tree.ancestors(id)).take(3).any(|at| {
            let all = names(page.tree.node(at));
            all.iter().any(|name| {
                matches!(
                    name.as_str(),
                    "availability"
                        | "stock"
                        | "inventory"
                        | "verfugbarkeit"
                        | "disponibilite"
                        | "dispo"
                        | "lager"
                        | "instock"
                        | "outofstock"
                        | "unavailable"
                        | "soldout"
                        | "buybox"
                )
            })
        });
        let near = behind.is_none_or(|behind| (0..2_000).contains(&behind));
        let alone = folded.chars().count() <= phrase.chars().count() + 25;
        let sure = 30 + if own { 22 } else { 0 } + if near { 8 } else { 0 } + if alone { 12 } else { 0 };
        if best.as_ref().is_none_or(|(most, _, _)| sure > *most) {
            best = Some((sure, state, line(&text, 60)));
        }
    }
    if let Some((sure, state, said)) = best {
        reading.availability.add(state, format!("heuristic: words “{said}”"), sure);
    }
}
