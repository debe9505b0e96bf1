//! Elements of the older family: made at once, in a library of their own.

use axum::response::Response;
use futures_util::future::BoxFuture;
use kling_runtime::ApiCode;

use super::element::{save_pictures, shelve, tags};
use crate::envelope::{self, Refusal};
use crate::holdings::Element;
use crate::inputs::PictureRule;
use crate::ordering::Asking;
use crate::studio::Studio;
use crate::views::v1;

pub(super) fn create<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Response, Refusal>> {
    Box::pin(async move {
        let text = |name: &str| asking.body.get(name).text().unwrap_or_default().to_owned();
        let frontal = asking.required_picture("element_frontal_image", PictureRule::V1).await?;
        let references = asking.pictures("element_refer_list", "image_url", PictureRule::V1).await?;
        let app = asking.app;
        let mut element = Element {
            id: 0,
            name: text("element_name"),
            description: text("element_description"),
            frontal: None,
            references: Vec::new(),
            video: None,
            voice: None,
            tags: tags(asking)?,
            is_preset: false,
            is_deleted: false,
            is_legacy: true,
            created: app.clock.now(),
        };
        let studio = Studio::of_call(app, app.next_id().to_string(), asking.product);
        let id = app.work(move || {
            save_pictures(&studio, &mut element, frontal, references)?;
            Ok(shelve(&studio, element))
        });
        let id = id.await.map_err(|reason| Refusal::new(ApiCode::INTERNAL_ERROR, reason))?;
        let results_url = asking.call.results_url();
        let state = app.settled();
        let view = state.holdings.elements.get(&id).map(|element| v1::element(element, &state.holdings, &results_url));
        Ok(envelope::succeed(view))
    })
}
