//! The shop's offers, as an associate sees and changes them.

mod form;
mod list;
mod single;
mod upload;

use axum::extract::DefaultBodyLimit;
use axum::http::Method;
use axum::routing::{get, post};
use domain::{Category, OrganisationId};
use kit::{Access, Me, Page, Result, Routes, wire};
use store::{StoreError, Tx};

/// A value and what a list calls it.
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) label: String,
}

/// What every page of a shop's offers shows around them.
pub(crate) struct Shop {
    pub(crate) id: OrganisationId,
    pub(crate) name: String,
    pub(crate) places: Vec<Choice>,
    pub(crate) categories: Vec<Choice>,
}

impl Shop {
    pub(crate) async fn load(tx: &mut Tx, page: &Page, id: OrganisationId) -> Result<Self, StoreError> {
        let name = people::organisation(tx, id).await?.map(|found| found.name).unwrap_or_default();
        let places = place::of_organisation(tx, id).await?;
        let place = |place: domain::Place| Choice { value: place.id.to_string(), label: place.name };
        let category = |category: Category| Choice {
            value: category.path().to_owned(),
            label: page.t(&category.label_key()),
        };
        let mut categories: Vec<Choice> = Category::all().map(category).collect();
        categories.sort_by_cached_key(|choice| domain::text::fold(&choice.label));
        Ok(Self { id, name, places: places.into_iter().map(place).collect(), categories })
    }

    /// The address of its offers.
    pub(crate) fn offers(&self) -> String {
        format!("/shop/{}/offers", self.id)
    }

    /// The address of one of them.
    pub(crate) fn offer(&self, id: &str) -> String {
        format!("/shop/{}/offers/{id}", self.id)
    }

    /// Where it is asked whether one of them is to be closed.
    pub(crate) fn closing(&self, id: &str) -> String {
        format!("{}/close", self.offer(id))
    }

    /// The form of a new one like one of them.
    pub(crate) fn again(&self, id: &str) -> String {
        format!("{}?like={id}#add", self.offers())
    }

    /// Where its tags are made.
    pub(crate) fn tags(&self) -> String {
        format!("/shop/{}/tags", self.id)
    }

    /// Where a file of offers is sent.
    pub(crate) fn import(&self) -> String {
        format!("/shop/{}/import", self.id)
    }
}

/// The shop of a path, for those who act for it.
pub(crate) fn shop_of(Me(me): &Me, organisation: &str) -> Result<OrganisationId> {
    let id = wire::path_id(organisation)?;
    me.acts_for(id)?;
    Ok(id)
}

pub(crate) fn routes() -> Routes {
    let a = Access::Associate;
    Routes::new()
        .page(a, Method::GET, "/shop/{organisation}/offers", get(list::show))
        .page(a, Method::POST, "/shop/{organisation}/offers", post(list::add))
        .page(a, Method::GET, "/shop/{organisation}/offers/{id}", get(single::show))
        .page(a, Method::POST, "/shop/{organisation}/offers/{id}", post(single::save))
        .page(a, Method::POST, "/shop/{organisation}/offers/{id}/stock", post(single::stock))
        .page(a, Method::GET, "/shop/{organisation}/offers/{id}/close", get(single::ask_close))
        .page(a, Method::POST, "/shop/{organisation}/offers/{id}/state", post(single::state))
        .page(a, Method::GET, "/shop/{organisation}/import", get(upload::show))
        .page(
            a,
            Method::POST,
            "/shop/{organisation}/import",
            post(upload::take).layer(DefaultBodyLimit::max(upload::BYTES)),
        )
}
