//! Routes, each stating who may call it; the table is what the reference shows and what a test walks.

use axum::Router;
use axum::http::Method;
use axum::middleware::from_fn;
use axum::routing::MethodRouter;
use utoipa::openapi::OpenApi;
use utoipa::openapi::extensions::Extensions;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};

use crate::access::Access;
use crate::app::App;

/// One route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteInfo {
    /// The method.
    pub method: Method,
    /// The path with its `{parameters}`.
    pub path: String,
    /// Who may call it.
    pub access: Access,
}

/// Routes being gathered: API routes with their reference, page routes without.
pub struct Routes {
    router: OpenApiRouter<App>,
    table: Vec<RouteInfo>,
}

impl Default for Routes {
    fn default() -> Self {
        Self { router: OpenApiRouter::new(), table: Vec::new() }
    }
}

impl Routes {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds API handlers of one path, as `utoipa_axum::routes!` gives them, for those who may call them.
    #[must_use]
    pub fn api(mut self, access: Access, routes: UtoipaMethodRouter<App>) -> Self {
        let (schemas, mut paths, handlers) = routes;
        for (path, item) in &mut paths.paths {
            for (method, operation) in operations(item) {
                self.table.push(RouteInfo { method, path: path.clone(), access });
                let named = Extensions::builder().add("x-who-may-call", access.name()).build();
                operation.extensions.get_or_insert_default().merge(named);
            }
        }
        let guarded = handlers.route_layer(from_fn(move |request, next| access.enforce(request, next)));
        self.router = self.router.routes((schemas, paths, guarded));
        self
    }

    /// Adds a page or a form's target. `path` in axum's form, `/wishes/{id}`.
    #[must_use]
    pub fn page(mut self, access: Access, method: Method, path: &str, handler: MethodRouter<App>) -> Self {
        self.table.push(RouteInfo { method, path: path.to_owned(), access });
        let guarded = handler.route_layer(from_fn(move |request, next| access.enforce(request, next)));
        self.router = self.router.route(path, guarded);
        self
    }

    /// Adds all routes of another room.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.table.extend(other.table);
        self.router = self.router.merge(other.router);
        self
    }

    /// The router, the OpenAPI document of its API routes, and the table of all routes.
    pub fn split(self) -> (Router<App>, OpenApi, Vec<RouteInfo>) {
        let (router, document) = self.router.split_for_parts();
        (router, document, self.table)
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = (Method, &mut Operation)> {
    let all = [
        (Method::GET, &mut item.get),
        (Method::PUT, &mut item.put),
        (Method::POST, &mut item.post),
        (Method::DELETE, &mut item.delete),
        (Method::PATCH, &mut item.patch),
    ];
    all.into_iter().filter_map(|(method, operation)| operation.as_mut().map(|operation| (method, operation)))
}
