//! Calls whose answer is the result: no task is made.

use kling::models::{Product, Request, Standard, estimate};
use kling::runtime::check_video_members;
use kling::{Error, ErrorKind, Kling, TaskTrace};
use serde_json::Value;

use crate::answer_files::{AnswerFiles, PREVIEW, SEGMENTS};
use crate::exit_code::ExitCode;
use crate::followed::Later;
use crate::orders::read_request;
use crate::price::Price;
use crate::report::Failure;

/// The operation that speaks.
pub(crate) const SPEECH: &str = "create_speech";

/// The older operation that moves lips, with the voices of speech.
pub(crate) const LEGACY_LIP_SYNC_OPERATION: &str = "create_legacy_lip_sync";

/// A call that answers at once, and its operation.
pub(crate) struct Direct {
    pub(crate) operation: &'static str,
    pub(crate) call: &'static dyn DirectCall,
}

/// A call that answers at once, with its types behind a trait.
pub(crate) trait DirectCall: Sync {
    /// False where nothing can be charged.
    fn may_be_charged(&self) -> bool;

    /// The files that its answer can name, which are saved.
    fn files(&self) -> Option<&'static AnswerFiles>;

    /// Refuses what the API would refuse.
    fn check(&self, body: &Value) -> Result<CheckedCall, Error>;

    /// Sends it, and tells the data of the answer.
    fn send<'a>(&self, kling: &'a Kling, body: &'a Value) -> Later<'a, Value>;
}

/// A call that may be sent.
pub(crate) struct CheckedCall {
    /// The body as it will be sent.
    pub(crate) request: Value,
    pub(crate) price: Price,
    pub(crate) warnings: Vec<String>,
}

/// What a call costs.
#[derive(Clone, Copy)]
enum Cost {
    /// What the price list says of this product.
    Listed(Product),
    /// Something, perhaps: each answer tells what was taken.
    Unlisted,
    Nothing,
}

impl Cost {
    fn price(self) -> Price {
        match self {
            Self::Listed(product) => Price::new(estimate(product, Standard::V1, None, &Request::new()), None),
            Self::Unlisted => Price::Unknown,
            Self::Nothing => Price::Nothing,
        }
    }
}

/// A line reads: the call, the client crate, the operation, its request, what it costs, what its request must be besides what the
/// document bounds, what its answer must be, and the files that it can name.
macro_rules! direct_calls {
    ($($call:ident: $client:ident.$operation:ident($request:ident), $cost:expr, $review:expr, $judge:expr $(, $files:expr)?;)*) => {
        mod calls {
            $(#[expect(non_camel_case_types, reason = "named after the operation")] pub(super) struct $operation;)*
        }
        $(
            pub(crate) static $call: Direct = Direct { operation: stringify!($operation), call: &calls::$operation };

            impl calls::$operation {
                const COST: Cost = $cost;
            }

            impl DirectCall for calls::$operation {
                fn may_be_charged(&self) -> bool {
                    !matches!(Self::COST, Cost::Nothing)
                }

                fn files(&self) -> Option<&'static AnswerFiles> {
                    let files: &[&AnswerFiles] = &[$(&$files)?];
                    files.first().copied()
                }

                fn check(&self, body: &Value) -> Result<CheckedCall, Error> {
                    let request = read_request::<kling::$client::wire::$request>(body)?;
                    request.check()?;
                    let review: fn(&kling::$client::wire::$request) -> Result<Vec<String>, Error> = $review;
                    let warnings = review(&request)?;
                    let request = serde_json::to_value(&request).unwrap_or_default();
                    Ok(CheckedCall { request, price: Self::COST.price(), warnings })
                }

                fn send<'a>(&self, kling: &'a Kling, body: &'a Value) -> Later<'a, Value> {
                    Box::pin(async move {
                        let request = read_request::<kling::$client::wire::$request>(body)?;
                        let answer = kling.$client().wire().$operation(&request).await?;
                        let data = match Self::COST {
                            Cost::Nothing => serde_json::to_value(&answer.into_inner().data),
                            Cost::Listed(_) | Cost::Unlisted => {
                                let data = answer.into_data()?;
                                judge(&data, $judge)?;
                                serde_json::to_value(data)
                            }
                        };
                        Ok(data.unwrap_or_default())
                    })
                }
            }
        )*
    };
}

direct_calls! {
    RECOGNIZE_IMAGE: videos.recognize_image(RecognizeImageRequest), Cost::Listed(Product::ImageRecognition),
        |_| Ok(Vec::new()), |data| data.check_success(), SEGMENTS;
    IDENTIFY_FACES: videos.identify_faces(IdentifyFacesRequest), Cost::Listed(Product::FaceIdentification),
        |request| one_video(request.video_id.as_deref(), request.video_url.as_deref()),
        |data| data.check_success();
    INIT_SELECTION: videos.init_selection(InitSelectionRequest), Cost::Unlisted,
        |request| one_video(request.video_id.as_deref(), request.video_url.as_deref()),
        |data| data.check_success();
    ADD_SELECTION: videos.add_selection(AddSelectionRequest), Cost::Unlisted,
        |_| Ok(Vec::new()), |data| data.check_success();
    DELETE_SELECTION: videos.delete_selection(DeleteSelectionRequest), Cost::Unlisted,
        |_| Ok(Vec::new()), |data| data.check_success();
    CLEAR_SELECTION: videos.clear_selection(ClearSelectionRequest), Cost::Unlisted,
        |_| Ok(Vec::new()), |data| data.check_success();
    PREVIEW_SELECTION: videos.preview_selection(PreviewSelectionRequest), Cost::Unlisted,
        |_| Ok(Vec::new()), |data| data.check_success(), PREVIEW;
    LEGACY_LIP_SYNC: videos.create_legacy_lip_sync(CreateLegacyLipSyncRequest), Cost::Unlisted,
        |request| request.review().map(|review| review.warnings), |_| Ok(());
    DELETE_VOICE: assets.delete_voice(DeleteVoiceRequest), Cost::Nothing, |_| Ok(Vec::new()), |_| Ok(());
    DELETE_ELEMENT: assets.delete_element(DeleteElementRequest), Cost::Nothing, |_| Ok(Vec::new()), |_| Ok(());
    DELETE_ADVANCED_ELEMENT: assets.delete_advanced_element(DeleteElementRequest), Cost::Nothing, |_| Ok(Vec::new()), |_| Ok(());
    LEGACY_ELEMENT: assets.create_legacy_element(CreateLegacyElementRequest), Cost::Listed(Product::Element), |_| Ok(Vec::new()), |_| Ok(());
}

/// Refuses a request that does not name exactly one video.
fn one_video(id: Option<&str>, url: Option<&str>) -> Result<Vec<String>, Error> {
    check_video_members(id, url).map(|()| Vec::new())
}

/// What to tell when the program is interrupted before the answer is there.
pub(crate) fn interruption(may_be_charged: bool) -> Failure {
    let error = Error::new(ErrorKind::StillPending, "interrupted before the answer came");
    let error = error.with_task(TaskTrace::Untraceable);
    let error = match may_be_charged {
        true => error.with_advice("its answer cannot be found again, and sending it again may be charged again"),
        false => error,
    };
    Failure::from(error).with_exit_code(ExitCode::Interrupted)
}

/// Holds an answer against what it must be. The type of the one tells the other what it looks at.
fn judge<T>(data: &T, judge: impl FnOnce(&T) -> Result<(), Error>) -> Result<(), Error> {
    judge(data)
}
