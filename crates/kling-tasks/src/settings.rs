//! The settings that the creates of the models take: one method and one line of translation for each.

use std::time::Duration;

use kling_models::RequestSound;

use crate::generated::types::AudioSource;

/// A table of the creates of one kind: for each model its create, the body, and the settings it takes.
///
/// A setting that a model's create does not take is no method of the builder for that model.
macro_rules! video_models {
    (
        $builder:ident makes $capability:ident of $member:ident;
        $($model:ident: $create:ident($request:ident) { $($setting:ident),* $(,)? })*
    ) => {$(
        impl $crate::models::Makes<$capability> for $model {
            type Request = $crate::generated::types::$request;

            fn start(start: <$capability as $crate::video_kind::VideoKind>::Start) -> Self::Request {
                Self::Request::new(start)
            }

            fn contents(request: &Self::Request) -> &<$capability as $crate::video_kind::VideoKind>::Contents {
                &request.$member
            }

            fn contents_mut(
                request: &mut Self::Request,
            ) -> &mut <$capability as $crate::video_kind::VideoKind>::Contents {
                &mut request.$member
            }

            fn options(request: &mut Self::Request) -> &mut ::kling_runtime::wire::CreateOptions {
                request.options.get_or_insert_default()
            }

            fn seconds(request: &mut Self::Request) -> Option<&mut Option<u32>> {
                Some(&mut request.settings.get_or_insert_default().duration)
            }

            fn check(request: &Self::Request) -> Result<(), ::kling_runtime::Error> {
                request.check()
            }

            fn uses(request: &Self::Request) -> ::kling_models::Request<'_> {
                let mut uses = ::kling_models::Request::new();
                if let Some(settings) = &request.settings {
                    $($crate::settings::use_setting!($setting, settings, uses);)*
                }
                uses
            }

            async fn create(
                wire: &$crate::generated::Client,
                request: &Self::Request,
            ) -> Result<::kling_runtime::wire::UnifiedTaskCreated, ::kling_runtime::Error> {
                wire.$create(request).await?.into_data()
            }
        }

        impl $builder<$model> {
            $($crate::settings::with_setting!($setting);)*
        }
    )*};
}
pub(crate) use video_models;

/// What a setting asks for, in the words of the capability table.
macro_rules! use_setting {
    (resolution, $settings:ident, $uses:ident) => {
        $uses.resolution = $settings.resolution.as_ref().map($crate::generated::types::OutputResolution::as_str)
    };
    (aspect_ratio, $settings:ident, $uses:ident) => {
        $uses.aspect_ratio = $settings.aspect_ratio.as_ref().map($crate::generated::types::OutputAspectRatio::as_str)
    };
    (seconds, $settings:ident, $uses:ident) => {
        $uses.duration = $settings.duration.map($crate::settings::seconds)
    };
    (multi_shot, $settings:ident, $uses:ident) => {
        $uses.multi_shot = $settings.multi_shot
    };
    ($sound:ident, $settings:ident, $uses:ident) => {
        $uses.sound = $settings.audio.as_ref().and_then($crate::settings::sound)
    };
}
pub(crate) use use_setting;

/// The method that sets a setting.
macro_rules! with_setting {
    (resolution) => {
        /// `720p` or `1080p`; with Kling 3.0 and 3.0 Omni also `4k`. The server's default is `720p`.
        pub fn with_resolution(mut self, resolution: impl Into<$crate::generated::types::OutputResolution>) -> Self {
            self.draft.request().settings.get_or_insert_default().resolution = Some(resolution.into());
            self
        }
    };
    (aspect_ratio) => {
        /// Width to height: `16:9`, `9:16` or `1:1`. The server's default is `16:9`.
        pub fn with_aspect_ratio(
            mut self,
            aspect_ratio: impl Into<$crate::generated::types::OutputAspectRatio>,
        ) -> Self {
            self.draft.request().settings.get_or_insert_default().aspect_ratio = Some(aspect_ratio.into());
            self
        }
    };
    (seconds) => {
        /// How long the video is to be, in whole seconds: 3 to 15 with Kling 3.0, 3.0 Turbo and 3.0 Omni, 3 to 10 with O1, 5 or 10
        /// with 2.6 and 2.5 Turbo. The server's default is 5.
        pub fn with_seconds(mut self, seconds: u32) -> Self {
            self.draft.request().settings.get_or_insert_default().duration = Some(seconds);
            self
        }
    };
    (multi_shot) => {
        /// Whether shots that the prompt tells become shots of the video. The server's default is true.
        pub fn with_multi_shot(mut self, multi_shot: bool) -> Self {
            self.draft.request().settings.get_or_insert_default().multi_shot = Some(multi_shot);
            self
        }
    };
    (sound) => {
        /// Whether sound is made with the pictures; with Kling 2.6 only at `1080p`. The server's default is a silent video.
        pub fn with_sound(mut self, sound: bool) -> Self {
            let audio = if sound { $crate::AudioSource::Native } else { $crate::AudioSource::Off };
            self.draft.request().settings.get_or_insert_default().audio = Some(audio);
            self
        }
    };
    (original_sound) => {
        /// Whether the sound of the input video is kept. The server's default is a silent video.
        pub fn with_original_sound(mut self, is_kept: bool) -> Self {
            let audio = if is_kept { $crate::AudioSource::Original } else { $crate::AudioSource::Off };
            self.draft.request().settings.get_or_insert_default().audio = Some(audio);
            self
        }
    };
    (audio) => {
        /// Where the sound comes from: made with the pictures (`native`), kept from the video that is edited (`original`), or none
        /// (`off`). With a video to follow only `off`, with one to edit not `native`. The server's default is `off`.
        pub fn with_audio(mut self, audio: impl Into<$crate::AudioSource>) -> Self {
            self.draft.request().settings.get_or_insert_default().audio = Some(audio.into());
            self
        }
    };
}
pub(crate) use with_setting;

pub(crate) fn seconds(seconds: u32) -> Duration {
    Duration::from_secs(seconds.into())
}

/// A word that is not known is not judged.
pub(crate) fn sound(audio: &AudioSource) -> Option<RequestSound> {
    match audio {
        AudioSource::Native => Some(RequestSound::Native),
        AudioSource::Original => Some(RequestSound::Original),
        AudioSource::Off => Some(RequestSound::Off),
        _ => None,
    }
}
