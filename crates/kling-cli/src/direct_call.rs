//! Calls whose answer is the result: no task is made.

use kling::models::{Estimate, Product, Request, Standard, estimate};
use kling::{Error, Kling, TaskTrace};
use serde_json::Value;

use crate::followed::Later;
use crate::orders::read_request;
use crate::product_table::Call;

/// The operation that speaks.
pub(crate) const SPEECH: &str = "create_speech";

/// A call that answers at once, with its types behind a trait.
pub(crate) trait DirectCall: Sync {
    /// Holds the body against the bounds of the document. The body as it will be sent, and its price where a list tells.
    fn check(&self, body: &Value) -> Result<(Value, Option<Estimate>), Error>;

    /// Sends it, and tells the data of the answer.
    fn send<'a>(&self, kling: &'a Kling, body: &'a Value) -> Later<'a, Value>;
}

/// A line reads: the call, the client crate, the operation, its request, and the product that prices it.
macro_rules! direct_calls {
    ($($call:ident, $client:ident, $operation:ident, $request:ident $(, $product:ident)?;)*) => {
        mod calls {
            $(#[expect(non_camel_case_types, reason = "named after the operation")] pub(super) struct $operation;)*
        }
        $(
            pub(crate) const $call: Call = Call::Direct { operation: stringify!($operation), call: &calls::$operation };

            impl DirectCall for calls::$operation {
                fn check(&self, body: &Value) -> Result<(Value, Option<Estimate>), Error> {
                    let request = read_request::<kling::$client::wire::$request>(body)?;
                    request.check()?;
                    let price = direct_calls!(@price $($product)?);
                    Ok((serde_json::to_value(&request).unwrap_or_default(), price))
                }

                fn send<'a>(&self, kling: &'a Kling, body: &'a Value) -> Later<'a, Value> {
                    Box::pin(async move {
                        let request = read_request::<kling::$client::wire::$request>(body)?;
                        let answer = kling.$client().wire().$operation(&request).await?.into_inner();
                        let data = serde_json::to_value(&answer.data).unwrap_or_default();
                        $(
                            if data.is_null() {
                                return Err(empty_answer(Product::$product));
                            }
                        )?
                        Ok(data)
                    })
                }
            }
        )*
    };
    (@price) => { None };
    (@price $product:ident) => { estimate(Product::$product, Standard::V1, None, &Request::new()) };
}

direct_calls! {
    RECOGNIZE_IMAGE, videos, recognize_image, RecognizeImageRequest, ImageRecognition;
    IDENTIFY_FACES, videos, identify_faces, IdentifyFacesRequest, FaceIdentification;
    INIT_SELECTION, videos, init_selection, InitSelectionRequest;
    ADD_SELECTION, videos, add_selection, AddSelectionRequest;
    DELETE_SELECTION, videos, delete_selection, DeleteSelectionRequest;
    CLEAR_SELECTION, videos, clear_selection, ClearSelectionRequest;
    PREVIEW_SELECTION, videos, preview_selection, PreviewSelectionRequest;
    LEGACY_LIP_SYNC, videos, create_legacy_lip_sync, CreateLegacyLipSyncRequest;
    DELETE_VOICE, assets, delete_voice, DeleteVoiceRequest;
    DELETE_ELEMENT, assets, delete_element, DeleteElementRequest;
    DELETE_ADVANCED_ELEMENT, assets, delete_advanced_element, DeleteElementRequest;
    LEGACY_ELEMENT, assets, create_legacy_element, CreateLegacyElementRequest;
}

fn empty_answer(product: Product) -> Error {
    let what = format!("the answer to {product} says success but holds no data");
    Error::new(kling::ErrorKind::Unreadable, what).with_task(TaskTrace::Untraceable)
}
