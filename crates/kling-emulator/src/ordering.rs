//! The way of every create: the document's check, the product's own reading, the price, the task, the work.

use std::sync::Arc;

use axum::response::Response;
use futures_util::future::BoxFuture;
use image::RgbImage;
use kling_models::{
    Product, Request, Resolution, RetirementBasis, Severity, Standard, Units, Use, check, default_model, estimate,
    find_capability, find_model,
};
use kling_runtime::ApiCode;
use url::Url;

use crate::account::Bill;
use crate::app::App;
use crate::call::Call;
use crate::callbacks::Callbacks;
use crate::document::Described;
use crate::envelope::{self, Refusal};
use crate::inputs::{Footage, Picture, PictureRule, Source};
use crate::lenient::{Node, illegal};
use crate::output::Output;
use crate::studio::Studio;
use crate::tasks::{NewTask, Outcome};
use crate::views::Family;

/// What a product makes of a body.
pub(crate) type Plan = for<'a> fn(&'a Asking<'a>) -> BoxFuture<'a, Result<Order, Refusal>>;

/// What a synchronous call answers.
pub(crate) type Answer = for<'a> fn(&'a Asking<'a>) -> BoxFuture<'a, Result<Response, Refusal>>;

/// The work of a task. It computes on a thread of its own, and fails with the reason that the task will tell.
pub(crate) type Work = Box<dyn FnOnce(&Studio) -> Result<Vec<Output>, String> + Send>;

/// A create that breaks no rule.
pub(crate) struct Order {
    pub(crate) bill: Bill,
    pub(crate) slots: u32,
    /// The video it is made from, where the answers tell it.
    pub(crate) parent: Option<Footage>,
    pub(crate) work: Work,
}

impl Order {
    /// An order of one slot.
    pub(crate) fn new(bill: Bill, work: impl FnOnce(&Studio) -> Result<Vec<Output>, String> + Send + 'static) -> Self {
        Self { bill, slots: 1, parent: None, work: Box::new(work) }
    }

    pub(crate) fn with_slots(mut self, slots: u32) -> Self {
        self.slots = slots;
        self
    }

    pub(crate) fn with_parent(mut self, parent: Footage) -> Self {
        self.parent = Some(parent);
        self
    }
}

/// A body that agrees with the document, and what a product needs to judge the rest.
pub(crate) struct Asking<'a> {
    pub(crate) app: &'a Arc<App>,
    pub(crate) call: &'a Call,
    pub(crate) product: Product,
    pub(crate) body: &'a Node<'a>,
    path: &'static str,
}

/// Runs an asynchronous create.
pub(crate) async fn order(
    call: &Call,
    described: &'static Described,
    body: &Node<'_>,
    product: Product,
    plan: Plan,
) -> Result<Response, Refusal> {
    let asking = Asking { app: &call.app, call, product, body, path: described.path };
    let options = match Family::of(described.path) {
        Family::V1 => body,
        Family::Tasks | Family::Solutions => body.get("options"),
    };
    let receiver = callback(options)?;
    let external_id = options.get("external_task_id").text().map(str::to_owned);
    let Order { bill, slots, parent, work } = plan(&asking).await?;
    let mark = ["watermark_info", "watermark"].map(|name| options.get(name).get("enabled").flag());
    let takes_mark = described.takes("watermark_info") || Family::of(described.path) != Family::V1;
    let watermark = takes_mark.then(|| mark.contains(&Some(true)));
    let app = Arc::clone(&call.app);
    let key = call.key.clone();
    let news = receiver.map(|receiver| Callbacks::open(&app, receiver));
    let stamp = Studio::stamp(product, &bill, watermark == Some(true));
    let new = NewTask { operation: described, external_id, slots, watermark, bill, parent, key, news, doomed: None };
    let task = app.submit(new)?;
    if !task.is_doomed {
        let studio = Studio::new(&app, task.id.to_string(), stamp);
        tokio::spawn(async move {
            let outcome = match app.work(move || work(&studio)).await {
                Ok(outputs) => Outcome::Made(outputs),
                Err(reason) => Outcome::Failure(reason),
            };
            app.finish_work(task.id, outcome);
        });
    }
    Ok(envelope::succeed(task.created))
}

/// Runs a synchronous call.
pub(crate) async fn call(
    call: &Call,
    described: &'static Described,
    body: &Node<'_>,
    product: Product,
    answer: Answer,
) -> Result<Response, Refusal> {
    answer(&Asking { app: &call.app, call, product, body, path: described.path }).await
}

fn callback(options: &Node<'_>) -> Result<Option<Url>, Refusal> {
    let Some(text) = options.get("callback_url").text() else { return Ok(None) };
    let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    url.map(Some).ok_or_else(|| illegal("callback_url", "must be an http or https URL"))
}

impl Asking<'_> {
    pub(crate) fn standard(&self) -> Standard {
        match Family::of(self.path) {
            Family::V1 => Standard::V1,
            Family::Tasks => Standard::Tasks,
            Family::Solutions => Standard::Solutions,
        }
    }

    /// The model that is named: in the body under `/v1`, in the path of the newer standard.
    pub(crate) fn model(&self) -> Option<&str> {
        match self.standard() {
            Standard::V1 => self.body.get("model_name").text(),
            Standard::Tasks => self.path.rsplit('/').next(),
            _ => None,
        }
    }

    /// The model that works: the one that is named, or the server's default.
    pub(crate) fn working_model(&self) -> Option<&str> {
        let default =
            || default_model(self.product).filter(|_| self.standard() == Standard::V1).map(|default| default.model);
        self.model().or_else(default)
    }

    /// Holds a request to the table of capabilities, and prices it. A price that nobody knows counts nothing.
    pub(crate) fn judge(&self, request: &Request<'_>) -> Result<Bill, Refusal> {
        let (product, standard, model) = (self.product, self.standard(), self.model());
        if let Some(model) = model
            && find_model(product.pack(), model)
                .and_then(|known| known.retirement)
                .is_some_and(|retirement| retirement.basis == RetirementBasis::Refused)
        {
            let message = format!("The model '{model}' has been discontinued and is no longer available.");
            return Err(Refusal::new(ApiCode::RESOURCE_NOT_FOUND, message));
        }
        if let Some(finding) =
            check(product, standard, model, request).find(|finding| finding.severity == Severity::Refuse)
        {
            return Err(Refusal::illegal_value(finding.to_string().replace('`', "'")));
        }
        let units = estimate(product, standard, model, request).map_or(Units::ZERO, |estimate| estimate.units);
        let default = find_capability(product, standard, self.working_model()).and_then(|row| row.default_seconds);
        let seconds = request.duration.map(|duration| duration.as_secs_f64()).or(default.map(f64::from));
        Ok(Bill {
            model: self.working_model().map(str::to_owned),
            resolution: self.resolution(request.mode.or(request.resolution)).map(Resolution::name),
            seconds,
            refers_to_video: request.video.is_some(),
            sound: match request {
                _ if request.uses(Use::Sound) => "native",
                _ if request.uses(Use::OriginalSound) => "original",
                _ => "off",
            },
            names_voices: request.uses(Use::Voices),
            ..Bill::plain(product, units)
        })
    }

    /// The size that a grade stands for, of the model that works; `None` where nothing is known of either.
    pub(crate) fn resolution(&self, grade: Option<&str>) -> Option<Resolution> {
        let row = find_capability(self.product, self.standard(), self.working_model())
            .or_else(|| find_capability(self.product, self.standard(), None));
        let known = row.and_then(|row| row.tier(grade)).and_then(|tier| tier.resolution);
        known.or(match grade {
            Some("pro" | "1080p") => Some(Resolution::P1080),
            Some("4k") if self.product.pack() == kling_models::Pack::Image => Some(Resolution::K4),
            Some("4k") => Some(Resolution::Video4k),
            Some("2k") => Some(Resolution::K2),
            Some("1k") => Some(Resolution::K1),
            Some(_) => Some(Resolution::P720),
            None => None,
        })
    }

    /// The picture that a node holds, fetched and examined; `None` where the node says nothing.
    pub(crate) async fn picture(
        &self,
        node: &Node<'_>,
        field: &str,
        rule: PictureRule,
    ) -> Result<Option<Picture>, Refusal> {
        let Some(text) = node.text() else { return Ok(None) };
        let bytes = Source::read(text, field)?.fetch(&self.app.http, field, rule.most_bytes).await?;
        Picture::examine(bytes, field, rule).map(Some)
    }

    /// The picture of a member of the body that the document requires.
    pub(crate) async fn required_picture(&self, field: &str, rule: PictureRule) -> Result<Picture, Refusal> {
        self.picture(self.body.at(field), field, rule).await?.ok_or_else(|| illegal(field, "is required"))
    }

    /// The pictures of a list: `member` of every item.
    pub(crate) async fn pictures(&self, list: &str, member: &str, rule: PictureRule) -> Result<Vec<Picture>, Refusal> {
        let mut pictures = Vec::new();
        for (index, item) in self.body.at(list).items().iter().enumerate() {
            let field = format!("{list}[{index}].{member}");
            pictures.extend(self.picture(item.get(member), &field, rule).await?);
        }
        Ok(pictures)
    }

    /// The elements of a list are of the library, and not deleted; returns how many there are and how many are of video.
    pub(crate) async fn elements(&self, ids: &[&str]) -> Result<(u32, u32), Refusal> {
        if ids.is_empty() {
            return Ok((0, 0));
        }
        crate::products::fill_presets(self.app).await?;
        let state = self.app.settled();
        let mut of_video = 0;
        for id in ids {
            let element = id.parse().ok().and_then(|id| state.holdings.element(id));
            let element = element.ok_or_else(|| Refusal::illegal_value(format!("element_id {id} not found")))?;
            of_video += u32::from(element.video.is_some());
        }
        Ok((count(ids.len()), of_video))
    }

    /// The voices of a list are of the library, and not deleted; returns how many there are.
    pub(crate) async fn voices(&self, ids: &[&str]) -> Result<u32, Refusal> {
        if ids.is_empty() {
            return Ok(0);
        }
        crate::products::fill_presets(self.app).await?;
        let state = self.app.settled();
        match ids.iter().find(|id| state.holdings.voice(id).is_none()) {
            Some(_) => Err(Refusal::illegal_value("Voice id not found")),
            None => Ok(count(ids.len())),
        }
    }

    /// The values of one member over a list of the body.
    pub(crate) fn each(&self, list: &str, member: &str) -> Vec<&str> {
        self.body.at(list).items().iter().filter_map(|item| item.get(member).text()).collect()
    }
}

/// Lists of a body are short: their bounds are checked before.
pub(crate) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// The pixels of pictures, or the reason why the task fails.
pub(crate) fn decode_all(pictures: Vec<Picture>) -> Result<Vec<RgbImage>, String> {
    pictures.into_iter().map(|picture| picture.decode().map(|pixels| pixels.into_rgb8())).collect()
}
