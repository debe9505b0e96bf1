//! Deletes: own voices and own elements. An element of the newer family stays visible as deleted, a voice and an
//! element of the older one, which have no word for it, leave their lists.

use axum::response::Response;
use futures_util::future::BoxFuture;
use serde_json::json;

use crate::envelope::{self, Refusal};
use crate::ordering::Asking;

pub(super) fn delete_voice<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Response, Refusal>> {
    Box::pin(async move {
        let id = asking.body.get("voice_id").text().unwrap_or_default();
        {
            let mut state = asking.app.settled();
            let voice = state.holdings.voices.get_mut(id).filter(|voice| !voice.is_preset);
            let voice = voice.ok_or_else(|| Refusal::illegal_value("Voice id not found"))?;
            if std::mem::replace(&mut voice.is_deleted, true) {
                return Err(Refusal::illegal_value(format!("voice_id {id} already be deleted")));
            }
        }
        Ok(done(asking))
    })
}

/// Both paths delete from both families.
pub(super) fn delete_element<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Response, Refusal>> {
    Box::pin(async move {
        let id = asking.body.get("element_id").text().unwrap_or_default();
        {
            let mut state = asking.app.settled();
            let element = id.parse().ok().and_then(|id| state.holdings.elements.get_mut(&id));
            let element = element.filter(|element| !element.is_preset);
            let element = element.ok_or_else(|| Refusal::illegal_value(format!("element_id {id} not found")))?;
            if std::mem::replace(&mut element.is_deleted, true) {
                return Err(Refusal::illegal_value(format!("element_id {id} already be deleted")));
            }
        }
        Ok(done(asking))
    })
}

/// A task that nothing can query.
fn done(asking: &Asking<'_>) -> Response {
    envelope::succeed(json!({ "task_id": asking.app.next_id().to_string(), "task_status": "succeed" }))
}
