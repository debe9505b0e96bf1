//! Callbacks: every change of a task's status, posted to its `callback_url`.

use std::fmt;
use std::sync::{Arc, Weak};
use std::time::Duration;

use reqwest::header::CONTENT_TYPE;
use serde_json::Value;
use standardwebhooks::{HEADER_WEBHOOK_ID, HEADER_WEBHOOK_SIGNATURE, HEADER_WEBHOOK_TIMESTAMP, Webhook, WebhookError};
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use url::Url;
use uuid::Uuid;

use crate::app::App;
use crate::faults::{Effect, Stage};
use crate::journal::JournalEntry;
use crate::operation::Operation;

/// How long a receiver may take to answer, in real time. The vendor's limit has no source.
const TIMEOUT: Duration = Duration::from_secs(10);

/// How callbacks leave: over which client, and signed or not.
pub(crate) struct Callbacks {
    client: reqwest::Client,
    signer: Option<Webhook>,
}

impl Callbacks {
    /// Signs with `secret` (`whsec_` and base64) where there is one.
    pub(crate) fn new(client: reqwest::Client, secret: Option<&str>) -> Result<Self, WebhookError> {
        Ok(Self { client, signer: secret.map(Webhook::new).transpose()? })
    }

    /// A line to one receiver, for the news of one task. They are delivered one after the other, each once: the vendor's policy on
    /// repeats has no source.
    pub(crate) fn open(app: &Arc<App>, receiver: Url) -> UnboundedSender<Value> {
        let (sender, news) = mpsc::unbounded_channel();
        tokio::spawn(deliver(Arc::downgrade(app), receiver, news));
        sender
    }

    async fn post(&self, receiver: Url, callback: &Signed) -> Option<u16> {
        let mut request =
            self.client.post(receiver).timeout(TIMEOUT).header(CONTENT_TYPE, "application/json; charset=utf-8");
        if let Some(signature) = &callback.signature {
            request = request
                .header(HEADER_WEBHOOK_ID, &callback.id)
                .header(HEADER_WEBHOOK_TIMESTAMP, callback.timestamp)
                .header(HEADER_WEBHOOK_SIGNATURE, signature);
        }
        match request.body(callback.body.clone()).send().await {
            Ok(response) => Some(response.status().as_u16()),
            Err(error) => {
                tracing::warn!(error = %error.without_url(), "a callback was not received");
                None
            }
        }
    }

    fn sign(&self, body: String, wall: Duration) -> Result<Signed, WebhookError> {
        let id = Uuid::now_v7().to_string();
        let timestamp = i64::try_from(wall.as_secs()).unwrap_or(i64::MAX);
        let signature = self.signer.as_ref().map(|signer| signer.sign(&id, timestamp, body.as_bytes())).transpose()?;
        Ok(Signed { id, timestamp, signature, body })
    }
}

struct Signed {
    id: String,
    timestamp: i64,
    signature: Option<String>,
    body: String,
}

async fn deliver(app: Weak<App>, receiver: Url, mut news: UnboundedReceiver<Value>) {
    while let Some(task) = news.recv().await {
        let Some(app) = app.upgrade() else { return };
        if let Some(Effect::Delay { milliseconds }) = app.take_fault(Operation::DELIVER_CALLBACK, Stage::Time) {
            tokio::time::sleep(Duration::from_millis(milliseconds)).await;
        }
        let callback = match app.callbacks.sign(task.to_string(), app.clock.wall()) {
            Ok(callback) => callback,
            Err(error) => {
                tracing::error!(%error, "a callback could not be signed");
                continue;
            }
        };
        let twice = app.take_fault(Operation::DELIVER_CALLBACK, Stage::Transport).is_some();
        for _ in 0..=u8::from(twice) {
            let at = app.clock.now();
            let status = app.callbacks.post(receiver.clone(), &callback).await;
            app.record(JournalEntry { at, operation: Some(Operation::DELIVER_CALLBACK), status, code: None });
        }
    }
}

impl fmt::Debug for Callbacks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Callbacks").field("signed", &self.signer.is_some()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vendor's published vector.
    #[test]
    fn signs_as_the_vendor_does() {
        let signer = Webhook::new("whsec_dGVzdHNlY3JldHRlc3RzZWNyZXR0ZXN0c2VjcmV0MTI=").expect("a secret");
        let body = r#"{"id":"1234567890","status":"succeeded","message":"","create_time":1781080778802,"update_time":1781080794151}"#;
        let signature = signer.sign("9876543210", 1_781_080_794, body.as_bytes()).expect("a signature");
        assert_eq!(signature, "v1,UsKlJP00XoQyOn410NM9xv34sP+Gl0jnOO9Lcpr7NJ4=");
    }
}
