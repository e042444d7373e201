//! All routes behind the same doors.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::DefaultBodyLimit;
use axum::http::{Method, StatusCode};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use deliver::Post;
use domain::limits;
use fetch::Fetcher;
use kit::{Access, App, Own, Refusal, RouteInfo, Routes, assets, guard, refusal, telemetry};
use store::{Statement, StoreError};
use suggest::Street;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;
use utoipa::openapi::OpenApi;

use crate::demo::Personas;
use crate::waking::Waking;
use crate::{demo, pages};

/// The whole server, before it listens.
pub struct House {
    /// What every handler is given.
    pub app: App,
    /// The World and its listeners.
    pub street: Arc<Street>,
    /// The one way out to the web, if there is one.
    pub web: Option<Arc<Fetcher>>,
    /// What messages and mail are sent with.
    pub post: Arc<Post>,
    /// All routes, with their doors.
    pub router: Router,
    /// The table of all routes.
    pub routes: Arc<Vec<RouteInfo>>,
    /// The reference of the JSON API.
    pub openapi: Arc<OpenApi>,
}

impl House {
    /// Rebuilds the World and puts all rooms behind their doors. `personas` are those of the demonstration, if it is one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn build(app: App, personas: Option<Arc<Personas>>) -> Result<Self, StoreError> {
        let mut waking = Waking::begins();
        let street = Arc::new(Street::open_telling(&app, &mut |progress| waking.tell(progress)).await?);
        waking.ends();
        let web = way_out(&app);
        let post = Arc::new(Post::open(&app, web.clone()).await?);
        let rooms = all_routes(personas.is_some());
        let (router, openapi, routes) = rooms.split();
        let (openapi, routes) = (Arc::new(pages::reference::titled(openapi)), Arc::new(routes));
        let mut router = router
            .route("/assets/{file}", get(assets::serve))
            .fallback(resolver::elsewhere)
            .method_not_allowed_fallback(|| async { Refusal::new("method-not-allowed") })
            .layer(Extension(kit::asked::Questions(share::questions)))
            .layer(Extension(kit::tags::Tags(resolver::tag_path)))
            .layer(Extension(street.clone()))
            .layer(Extension(post.clone()))
            .layer(Extension(openapi.clone()))
            .layer(Extension(routes.clone()));
        if let Some(web) = &web {
            router = router.layer(Extension(web.clone()));
        }
        if let Some(personas) = personas {
            router = router.layer(Extension(personas));
        }
        let router = doors(router, &app).with_state(app.clone());
        Ok(Self { app, street, web, post, router, routes, openapi })
    }
}

/// The way out to the web, by the name and address of this house.
fn way_out(app: &App) -> Option<Arc<Fetcher>> {
    let contact = format!("{}/", app.settings.base_url);
    let settings = fetch::Settings {
        allow_private: app.settings.allow_private.clone(),
        ..fetch::Settings::new(&contact)
    };
    let told = |why: &fetch::Refused| tracing::error!(%why, "pages of shops cannot be read");
    Fetcher::new(settings).inspect_err(told).ok().map(Arc::new)
}

/// Every room's routes.
fn all_routes(demo: bool) -> Routes {
    let rooms = Routes::new()
        .merge(pages::routes())
        .merge(people::routes())
        .merge(consent::routes())
        .merge(place::routes())
        .merge(wish::routes())
        .merge(offer::routes())
        .merge(suggest::routes())
        .merge(encounter::routes())
        .merge(resolver::routes())
        .merge(circle::routes())
        .merge(agenda::routes())
        .merge(share::routes())
        .merge(opportunity::routes())
        .merge(ingest::routes())
        .merge(deliver::routes())
        .page(Access::Anyone, Method::GET, "/house", get(pages::house));
    if demo { rooms.merge(demo::routes()) } else { rooms }
}

/// The doors, from the innermost outwards: who asks comes before what is refused, and both inside what never refuses.
fn doors(router: Router<App>, app: &App) -> Router<App> {
    router
        .layer(DefaultBodyLimit::max(limits::BODY_BYTES))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, Duration::from_secs(120)))
        .layer(from_fn(guard::same_origin))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(app.clone(), refusal::render))
        .layer(from_fn_with_state(app.clone(), people::identify))
        // Once more, for what fails before anybody is known.
        .layer(from_fn_with_state(app.clone(), refusal::render))
        .layer(from_fn(guard::headers))
        .layer(from_fn(telemetry::observe))
        .layer(CompressionLayer::new())
}

fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    tracing::error!("a handler panicked");
    Refusal::new("internal").into_response()
}

/// Every registered statement of the house, for the test that prepares them all.
#[must_use]
pub fn statements() -> Vec<Statement> {
    let rooms = [
        people::STATEMENTS,
        consent::STATEMENTS,
        product::STATEMENTS,
        place::STATEMENTS,
        wish::STATEMENTS,
        offer::STATEMENTS,
        suggest::STATEMENTS,
        encounter::STATEMENTS,
        resolver::STATEMENTS,
        opportunity::STATEMENTS,
        share::STATEMENTS,
        agenda::STATEMENTS,
        channel::STATEMENTS,
        circle::STATEMENTS,
    ];
    store::STATEMENTS.iter().chain(&rooms).flat_map(|all| all.iter().copied()).collect()
}

/// All that the house keeps of a member, part by part, for them to take along.
#[must_use]
pub fn own() -> Vec<Own> {
    let rooms = [
        people::OWN,
        consent::OWN,
        product::OWN,
        wish::OWN,
        suggest::OWN,
        encounter::OWN,
        resolver::OWN,
        opportunity::OWN,
        share::OWN,
        channel::OWN,
        circle::OWN,
    ];
    rooms.iter().flat_map(|own| own.iter().copied()).collect()
}
