//! The models of the newer standard, each a type of its own.

use std::fmt;
use std::future::Future;

use kling_models::Request;
use kling_runtime::Error;
use kling_runtime::wire::{CreateOptions, UnifiedTaskCreated};

use crate::generated::Client;
use crate::video_kind::VideoKind;

pub(crate) mod sealed {
    pub trait Sealed {}
}

/// A model of the newer standard.
pub trait Model: sealed::Sealed + Copy + fmt::Debug + Send + Sync + 'static {
    /// Its name in paths and in the capability table.
    const NAME: &'static str;
    /// Whether its prompts can tell shots.
    #[doc(hidden)]
    const HAS_SHOTS: bool;
}

/// A model that has a create of this kind: `Kling30: Makes<TextToVideo>`.
///
/// What its create takes are the `with_*` methods of the builder for this model.
pub trait Makes<C: VideoKind>: Model {
    /// The body of the create.
    type Request: Clone + fmt::Debug + Send + Sync + 'static;

    #[doc(hidden)]
    fn start(start: C::Start) -> Self::Request;
    #[doc(hidden)]
    fn contents(request: &Self::Request) -> &C::Contents;
    #[doc(hidden)]
    fn contents_mut(request: &mut Self::Request) -> &mut C::Contents;
    #[doc(hidden)]
    fn options(request: &mut Self::Request) -> &mut CreateOptions;
    /// The length, where the create takes one.
    #[doc(hidden)]
    fn seconds(request: &mut Self::Request) -> Option<&mut Option<u32>>;
    /// Holds the request against the bounds of its document.
    #[doc(hidden)]
    fn check(request: &Self::Request) -> Result<(), Error>;
    /// What the settings ask for.
    #[doc(hidden)]
    fn uses(request: &Self::Request) -> Request<'_>;
    #[doc(hidden)]
    fn create(wire: &Client, request: &Self::Request)
    -> impl Future<Output = Result<UnifiedTaskCreated, Error>> + Send;
}

macro_rules! models {
    ($($(#[$doc:meta])* $model:ident = $name:literal, shots $has_shots:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub struct $model;

        impl sealed::Sealed for $model {}

        impl Model for $model {
            const NAME: &'static str = $name;
            const HAS_SHOTS: bool = $has_shots;
        }
    )*};
}

models! {
    /// Kling 2.5 Turbo: `kling-2.5-turbo`, `kling-v2-5-turbo` under `/v1`. Silent.
    Kling25Turbo = "kling-2.5-turbo", shots false;
    /// Kling 2.6: `kling-2.6`, `kling-v2-6` under `/v1`. Native sound at 1080p, and named voices from a picture.
    Kling26 = "kling-2.6", shots false;
    /// Kling 3.0: `kling-3.0`, `kling-v3` under `/v1`.
    Kling30 = "kling-3.0", shots true;
    /// Kling 3.0 Turbo: `kling-3.0-turbo`. Always with sound.
    Kling30Turbo = "kling-3.0-turbo", shots true;
    /// Kling 3.0 Omni: `kling-3.0-omni`, `kling-v3-omni` under `/v1`.
    Kling30Omni = "kling-3.0-omni", shots true;
    /// Kling O1: `kling-o1`, `kling-video-o1` under `/v1`. Without native sound.
    KlingO1 = "kling-o1", shots false;
}
