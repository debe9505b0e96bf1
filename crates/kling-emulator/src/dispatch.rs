//! Which handler an operation has.

use axum::response::{IntoResponse, Response};
use kling_runtime::ApiCode;

use crate::account::{costs::get_account_costs, ledger};
use crate::call::Call;
use crate::document;
use crate::envelope::Refusal;
use crate::lenient::Node;
use crate::operation::Operation;
use crate::ordering;
use crate::products::{self, Handler};
use crate::queries;
use crate::results::download_result;

/// Answers a call.
pub(crate) async fn dispatch(call: Call) -> Result<Response, Refusal> {
    let Some(described) = call.operation.described() else {
        debug_assert_eq!(call.operation, Operation::DOWNLOAD_RESULT);
        return Ok(download_result(call).await.into_response());
    };
    if !described.is_post {
        return match described.name {
            "get_account_costs" => get_account_costs(&call),
            "get_tasks" | "get_solutions" => queries::by_ids(&call, described),
            _ if described.is_single_query() => queries::single(&call, described),
            name => match products::preset_list(name) {
                Some(list) => list(&call).await,
                None => queries::list(&call, described),
            },
        };
    }
    let body = call.body.clone();
    let body = Node::read(&body)?;
    document::check_body(described, &body)?;
    match described.name {
        "list_unit_deductions" => ledger::list_unit_deductions(&call, &body),
        "list_balance_deductions" => ledger::list_balance_deductions(&body),
        "list_tasks" | "list_solutions" => queries::page(&call, described, &body),
        name => match products::handler(name) {
            Some(Handler::Order(product, plan)) => ordering::order(&call, described, &body, product, plan).await,
            Some(Handler::Call(product, answer)) => ordering::call(&call, described, &body, product, answer).await,
            None => Err(Refusal::new(ApiCode::INTERNAL_ERROR, format!("The emulator does not do {name} yet"))),
        },
    }
}
