//! Which path is which operation: the document says.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::routing::{MethodFilter, MethodRouter, on};
use axum::{Router, extract::DefaultBodyLimit};

use crate::app::App;
use crate::call::{refuse_method, refuse_path, run_call};
use crate::control;
use crate::document;
use crate::operation::Operation;
use crate::results;

/// The wire, and the control plane beside it.
pub(crate) fn router(app: &Arc<App>) -> Router {
    let mut paths: BTreeMap<&str, MethodRouter<Arc<App>>> = BTreeMap::new();
    for described in document::operations() {
        let method = if described.is_post { MethodFilter::POST } else { MethodFilter::GET };
        let route = operation(Operation::of(described), method);
        let methods = paths.remove(described.path).unwrap_or_default();
        paths.insert(described.path, methods.merge(route));
    }
    let results = format!("{}/{{name}}", results::PATH);
    paths.insert(&results, operation(Operation::DOWNLOAD_RESULT, MethodFilter::GET));
    paths
        .into_iter()
        .fold(Router::new(), |router, (path, methods)| with_and_without_slash(router, path, methods))
        .merge(control::http::routes())
        .fallback(refuse_path)
        // `run_call` has read the body within its own limit.
        .layer(DefaultBodyLimit::disable())
        .with_state(Arc::clone(app))
}

fn operation(operation: Operation, method: MethodFilter) -> MethodRouter<Arc<App>> {
    on(method, move |State(app): State<Arc<App>>, request: Request| run_call(app, operation, request))
}

/// Samples of the vendor end some paths with a slash.
fn with_and_without_slash(router: Router<Arc<App>>, path: &str, methods: MethodRouter<Arc<App>>) -> Router<Arc<App>> {
    let methods = methods.fallback(refuse_method);
    router.route(path, methods.clone()).route(&format!("{path}/"), methods)
}
