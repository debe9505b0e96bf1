//! `POST /account/billing/package` and `/account/billing/balance`: what was deducted, task by task.

use axum::response::Response;
use kling_models::{Product, Units};
use kling_runtime::ApiCode;
use serde_json::{Value, json};

use super::packs::Payment;
use super::{PackKind, Packs};
use crate::call::Call;
use crate::clock::UnixMillis;
use crate::envelope::{self, Refusal};
use crate::lenient::Node;

const DEFAULT_LIMIT: usize = 500;

/// What a task costs, and what of it the ledger tells beside the amount.
#[derive(Clone, Debug)]
pub(crate) struct Bill {
    pub(crate) product: Product,
    pub(crate) units: Units,
    pub(crate) model: Option<String>,
    pub(crate) resolution: Option<&'static str>,
    pub(crate) seconds: Option<f64>,
    pub(crate) refers_to_video: bool,
    /// `native`, `original`, `off`.
    pub(crate) sound: &'static str,
    pub(crate) names_voices: bool,
}

impl Bill {
    /// A bill that tells no more than the product and the amount.
    pub(crate) fn plain(product: Product, units: Units) -> Self {
        Self {
            product,
            units,
            model: None,
            resolution: None,
            seconds: None,
            refers_to_video: false,
            sound: "off",
            names_voices: false,
        }
    }

    pub(crate) fn pack(&self) -> PackKind {
        self.product.pack().into()
    }
}

/// The task, or the call that answers at once, that something is deducted for.
pub(crate) struct Charged<'a> {
    pub(crate) id: &'a str,
    pub(crate) created: UnixMillis,
    /// The name of the API key that it was made with.
    pub(crate) key: &'a str,
}

#[derive(Debug)]
struct Entry {
    task_id: String,
    task_created: UnixMillis,
    api_key_name: String,
    at: UnixMillis,
    bill: Bill,
    payment: Payment,
}

/// Every deduction, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Ledger(Vec<Entry>);

impl Ledger {
    /// Takes what a bill says from the packs and writes it down.
    pub(crate) fn charge(&mut self, packs: &mut Packs, charged: &Charged<'_>, bill: &Bill, at: UnixMillis) {
        for payment in packs.deduct(bill.pack(), bill.units, at) {
            self.0.push(Entry {
                task_id: charged.id.to_owned(),
                task_created: charged.created,
                api_key_name: charged.key.to_owned(),
                at,
                bill: bill.clone(),
                payment,
            });
        }
    }
}

impl Entry {
    fn value(&self, filter: &str) -> Option<&str> {
        match filter {
            "api_key_name" => Some(&self.api_key_name),
            "product_type" => Some(self.bill.pack().word()),
            "package_name" => Some(&self.payment.pack_name),
            "package_id" => Some(&self.payment.pack_id),
            _ => None,
        }
    }

    fn view(&self) -> Value {
        let bill = &self.bill;
        let mut detail = json!({
            "task_id": self.task_id,
            "api_key_name": self.api_key_name,
            "product_function": bill.product.name().split('-').map(capitalised).collect::<Vec<_>>().join(" "),
            "model_name": bill.model.as_deref().unwrap_or_default(),
            "resolution": bill.resolution.unwrap_or_default(),
            "deduction_time": self.at.to_string(),
            "deduction_amount": self.payment.amount.as_f64(),
            "package_id": self.payment.pack_id,
            "product_type": bill.pack().word(),
            "unit_before_deduction": self.payment.before.as_f64(),
            "unit_after_deduction": self.payment.after.as_f64(),
        });
        if let (PackKind::Video, Some(seconds)) = (bill.pack(), bill.seconds) {
            detail["duration"] = json!(seconds.to_string());
            detail["refer_video_input"] = json!(bill.refers_to_video);
            detail["video_sound"] = json!(bill.sound);
            detail["voice_control"] = json!(bill.names_voices);
        }
        detail
    }
}

fn capitalised(word: &str) -> String {
    match word {
        "to" => word.to_owned(),
        _ => word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect(),
    }
}

/// A page of a ledger: where it begins, and the request that chose it. A cursor overrides everything else in a request.
struct Page {
    skip: usize,
    limit: usize,
    from: UnixMillis,
    to: UnixMillis,
    filters: Vec<(String, Vec<String>)>,
}

impl Page {
    fn read(body: &Node<'_>) -> Result<Self, Refusal> {
        if let Some(cursor) = body.get("cursor").text() {
            return Self::resume(cursor).ok_or_else(|| Refusal::illegal_value(format!("cursor {cursor} is invalid")));
        }
        let time = |name: &str| {
            let missing = || Refusal::new(ApiCode::INVALID_PARAMETERS, format!("Missing Request Parameter: {name}"));
            body.get(name).integer().ok_or_else(missing)
        };
        let (from, to) = (time("start_time")?, time("end_time")?);
        if from >= to {
            return Err(Refusal::illegal_value("start_time must be before end_time"));
        }
        let (from, to) = (UnixMillis::named(from), UnixMillis::named(to));
        let filters: Vec<(String, Vec<String>)> = body.get("filters").items().iter().map(read_filter).collect();
        let names = |key: &str| filters.iter().any(|(name, values)| name == key && !values.is_empty());
        if names("package_name") && names("package_id") {
            return Err(Refusal::illegal_value("filters package_name and package_id exclude each other"));
        }
        let limit = body.get("limit").integer().and_then(|limit| usize::try_from(limit).ok()).unwrap_or(DEFAULT_LIMIT);
        Ok(Self { skip: 0, limit, from, to, filters })
    }

    /// A cursor holds the whole request, because it overrides it.
    fn resume(cursor: &str) -> Option<Self> {
        let (skip, limit, from, to, filters) = serde_json::from_str(cursor).ok()?;
        Some(Self { skip, limit, from: UnixMillis(from), to: UnixMillis(to), filters })
    }

    fn cursor(&self, skip: usize) -> String {
        json!([skip, self.limit, self.from, self.to, self.filters]).to_string()
    }

    /// The window is of the creation of tasks. Values of one key are alternatives, keys narrow each other.
    fn takes(&self, entry: &Entry) -> bool {
        let matches = |(key, values): &(String, Vec<String>)| {
            values.is_empty() || entry.value(key).is_none_or(|value| values.iter().any(|wanted| wanted == value))
        };
        (self.from..=self.to).contains(&entry.task_created) && self.filters.iter().all(matches)
    }

    fn answer(&self, entries: &[Entry]) -> Response {
        let mut matching = entries.iter().filter(|entry| self.takes(entry)).skip(self.skip);
        let detail: Vec<Value> = matching.by_ref().take(self.limit).map(Entry::view).collect();
        let has_more = matching.next().is_some();
        let next = if has_more { self.cursor(self.skip + detail.len()) } else { String::new() };
        envelope::succeed(json!({
            "result": { "count": detail.len(), "detail": detail },
            "next_cursor": next,
            "has_more": has_more,
        }))
    }
}

fn read_filter(filter: &Node<'_>) -> (String, Vec<String>) {
    let values = filter.get("values").items().iter().filter_map(Node::text).map(str::to_owned);
    (filter.get("key").text().unwrap_or_default().to_owned(), values.collect())
}

pub(crate) fn list_unit_deductions(call: &Call, body: &Node<'_>) -> Result<Response, Refusal> {
    let page = Page::read(body)?;
    let state = call.app.settled();
    Ok(page.answer(&state.ledger.0))
}

/// Packs pay for everything here: there is no cash balance, so its ledger is empty.
pub(crate) fn list_balance_deductions(body: &Node<'_>) -> Result<Response, Refusal> {
    Page::read(body).map(|page| page.answer(&[]))
}
