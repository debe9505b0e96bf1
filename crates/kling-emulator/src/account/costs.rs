//! `GET /account/costs`: the packs of the account, in an envelope inside the envelope.

use axum::response::Response;
use kling_runtime::ApiCode;
use serde::Serialize;

use super::{PackStatus, packs::Subscription};
use crate::call::Call;
use crate::clock::UnixMillis;
use crate::envelope::{self, Refusal};

#[derive(Serialize)]
struct Costs {
    code: i64,
    msg: &'static str,
    resource_pack_subscribe_infos: Vec<SubscribeInfo>,
}

#[derive(Serialize)]
struct SubscribeInfo {
    resource_pack_name: String,
    resource_pack_id: String,
    resource_pack_type: &'static str,
    total_quantity: f64,
    remaining_quantity: f64,
    purchase_time: UnixMillis,
    effective_time: UnixMillis,
    invalid_time: UnixMillis,
    status: PackStatus,
}

impl SubscribeInfo {
    fn of(pack: &Subscription, now: UnixMillis) -> Self {
        Self {
            resource_pack_name: pack.name.clone(),
            resource_pack_id: pack.id.clone(),
            resource_pack_type: "decreasing_total",
            total_quantity: pack.total_units.as_f64(),
            remaining_quantity: pack.remaining_units.as_f64(),
            purchase_time: pack.purchased,
            effective_time: pack.purchased,
            invalid_time: pack.expires,
            status: pack.status(now),
        }
    }
}

/// The window selects by the time of purchase, not by validity.
pub(crate) fn get_account_costs(call: &Call) -> Result<Response, Refusal> {
    let app = &call.app;
    // snake_case, unlike the parameters of the lists.
    let from = unix_millis("start_time", call.query("start_time"))?;
    let to = unix_millis("end_time", call.query("end_time"))?;
    let name = call.query("resource_pack_name").filter(|name| !name.is_empty());
    let now = app.clock.now();
    let state = app.settled();
    let packs = state.packs.iter();
    let selected = packs
        .filter(|pack| (from..=to).contains(&pack.purchased))
        .filter(|pack| name.is_none_or(|name| name == pack.name))
        .map(|pack| SubscribeInfo::of(pack, now))
        .collect();
    Ok(envelope::succeed(Costs {
        code: ApiCode::SUCCESS.number(),
        msg: envelope::SUCCEED,
        resource_pack_subscribe_infos: selected,
    }))
}

fn unix_millis(name: &str, value: Option<&str>) -> Result<UnixMillis, Refusal> {
    let text = value.map(str::trim).filter(|text| !text.is_empty());
    let text =
        text.ok_or_else(|| Refusal::new(ApiCode::INVALID_PARAMETERS, format!("Missing Request Parameter: {name}")))?;
    let millis = text.parse();
    millis
        .map(UnixMillis::named)
        .map_err(|_| Refusal::new(ApiCode::INVALID_PARAMETERS, format!("{name} must be Unix milliseconds")))
}
