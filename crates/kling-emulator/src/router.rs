//! Which path is which operation.

use std::sync::Arc;

use axum::handler::Handler;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodFilter, MethodRouter, on};
use axum::{Router, extract::DefaultBodyLimit};

use crate::account::costs::get_account_costs;
use crate::app::App;
use crate::call::{Call, refuse_method, refuse_path, run_call};
use crate::control;
use crate::images::{create_image_expansion, get_image_expansion, list_image_expansions};
use crate::operation::Operation;
use crate::results::{self, download_result};

/// The wire, and the control plane beside it.
pub(crate) fn router(app: &Arc<App>) -> Router {
    let get = MethodFilter::GET;
    let one = |path: &str, methods: MethodRouter<Arc<App>>| with_and_without_slash(path, methods);
    let expand = operation(app, Operation::CreateImageExpansion, MethodFilter::POST, create_image_expansion)
        .merge(operation(app, Operation::ListImageExpansions, get, list_image_expansions));
    Router::new()
        .merge(one("/v1/images/editing/expand", expand))
        .merge(one(
            "/v1/images/editing/expand/{id}",
            operation(app, Operation::GetImageExpansion, get, get_image_expansion),
        ))
        .merge(one("/account/costs", operation(app, Operation::GetAccountCosts, get, get_account_costs)))
        .merge(one(
            &format!("{}/{{name}}", results::PATH),
            operation(app, Operation::DownloadResult, get, download_result),
        ))
        .merge(control::http::routes())
        .fallback(refuse_path)
        // `run_call` has read the body within its own limit.
        .layer(DefaultBodyLimit::disable())
        .with_state(Arc::clone(app))
}

fn operation<H, T>(app: &Arc<App>, operation: Operation, method: MethodFilter, handler: H) -> MethodRouter<Arc<App>>
where
    H: Handler<T, Arc<App>>,
    T: 'static,
{
    let call = Call { app: Arc::clone(app), operation };
    on(method, handler).route_layer(from_fn_with_state(call, run_call))
}

/// Samples of the vendor end some paths with a slash.
fn with_and_without_slash(path: &str, methods: MethodRouter<Arc<App>>) -> Router<Arc<App>> {
    let methods = methods.fallback(refuse_method);
    Router::new().route(path, methods.clone()).route(&format!("{path}/"), methods)
}
