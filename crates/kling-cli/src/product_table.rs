//! The one table of commands that order something: `klingctl GROUP VERB`.

use std::fmt;
use std::marker::PhantomData;

use kling::assets::{ElementCreation, MultiShot, VoiceCreation};
use kling::audio::{TextToAudio, VideoToAudio};
use kling::images::{ImageExpansion, ImageGeneration, OmniImage, ReferenceImage, VirtualTryOn};
use kling::models::Product;
use kling::solutions::{self, Solutions};
use kling::tasks::unified::{AnyTask, Ordered};
use kling::tasks::{self, Kling25Turbo, Kling26, Kling30, Kling30Omni, Kling30Turbo, KlingO1, Tasks, VideoOrder};
use kling::videos::{
    AvatarVideo, ImageToVideo, LipSync, MotionControl, MultiElementsEdit, OmniVideo, ReferenceVideo, TextToVideo,
    VideoEffect, VideoExtension,
};

use crate::direct_call::{self, Direct};
use crate::followed::{Followed, FollowedList, Of};
use crate::library::Library;
use crate::orders::Orders;

/// A group of commands.
pub(crate) struct Group {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
}

/// One command that orders or asks something.
pub(crate) struct Verb {
    pub(crate) group: &'static str,
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    /// What it orders, where the capability table has it.
    pub(crate) product: Option<Product>,
    /// The options that need no name, in their order. Where ways name the same thing differently, all names.
    pub(crate) positional: &'static [&'static [&'static str]],
    pub(crate) call: Call,
    /// By the newer standard, for models that have it.
    pub(crate) newer: &'static [NewerWay],
}

/// How a command does what it does.
pub(crate) enum Call {
    /// Creates a task.
    Order { operation: &'static str, orders: &'static dyn Orders },
    /// Asks, and has the answer at once.
    Direct(&'static Direct),
    /// Speaks a text: the sound is in the answer.
    Speak,
    /// Shows what there is.
    List(Library),
}

/// The same by the newer standard.
pub(crate) struct NewerWay {
    pub(crate) model: &'static str,
    pub(crate) operation: &'static str,
    pub(crate) orders: &'static dyn Orders,
}

impl Verb {
    /// The operation that the command is named after; `None` for lists.
    pub(crate) fn operation(&self) -> Option<&'static str> {
        match self.call {
            Call::Order { operation, .. } => Some(operation),
            Call::Direct(direct) => Some(direct.operation),
            Call::Speak => Some(direct_call::SPEECH),
            Call::List(_) => None,
        }
    }
}

impl fmt::Debug for Verb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.group, self.name)
    }
}

pub(crate) const GROUPS: &[Group] = &[
    Group { name: "image", about: "Make pictures, and take them apart" },
    Group { name: "video", about: "Make videos, and change them" },
    Group { name: "audio", about: "Make sounds and speech" },
    Group { name: "voice", about: "Make, show and delete voices for videos" },
    Group { name: "element", about: "Make, show and delete elements: subjects that prompts refer to" },
    Group { name: "solution", about: "Order ready-made solutions of the vendor" },
];

macro_rules! order {
    ($operation:literal, $product:ty) => {
        Call::Order { operation: $operation, orders: &Of::<$product>(PhantomData) }
    };
}

macro_rules! newer {
    ($($model:literal: $operation:literal, $kind:ident, $type:ident;)*) => {
        &[$(NewerWay {
            model: $model,
            operation: $operation,
            orders: &Of::<Ordered<VideoOrder<tasks::$kind, $type>>>(PhantomData),
        }),*]
    };
}

/// A line reads: group and verb, what it does, the product, what needs no option name, how, and by which newer models.
macro_rules! verbs {
    ($($group:literal $name:literal $about:literal, $product:expr, [$($positional:expr),*], $call:expr $(, $newer:expr)?;)*) => {
        pub(crate) const VERBS: &[Verb] = &[$(Verb {
            group: $group, name: $name, about: $about, product: $product, positional: &[$(&$positional),*], call: $call,
            newer: verbs!(@newer $($newer)?),
        }),*];
    };
    (@newer) => { &[] };
    (@newer $newer:expr) => { $newer };
}

verbs! {
    "image" "generate" "Make pictures from words, or from words and a picture", Some(Product::ImageGeneration), [["prompt"]],
        order!("create_image_generation", ImageGeneration);
    "image" "omni" "Make pictures from words, pictures and elements together, alone or as a series", Some(Product::OmniImage),
        [["prompt"], ["image-list"]], order!("create_omni_image", OmniImage);
    "image" "reference" "Make a picture of up to four subjects, in a scene and a style", Some(Product::ReferenceImage),
        [["subject-image-list"]], order!("create_reference_image", ReferenceImage);
    "image" "try-on" "Dress a person in other clothes", Some(Product::VirtualTryOn), [["human-image"], ["cloth-image"]],
        order!("create_virtual_try_on", VirtualTryOn);
    "image" "segments" "Cut main object, head, face and clothes out of a picture", Some(Product::ImageRecognition), [["image"]],
        Call::Direct(&direct_call::RECOGNIZE_IMAGE);

    "video" "text" "Make a video from words", Some(Product::TextToVideo), [["prompt"]], order!("create_text_to_video", TextToVideo),
        newer! {
            "kling-2.5-turbo": "create_text_to_video_2_5_turbo", TextToVideo, Kling25Turbo;
            "kling-2.6": "create_text_to_video_2_6", TextToVideo, Kling26;
            "kling-3.0": "create_text_to_video_3_0", TextToVideo, Kling30;
            "kling-3.0-turbo": "create_text_to_video_3_0_turbo", TextToVideo, Kling30Turbo;
        };
    "video" "image" "Make a video from its first picture, its last or both", Some(Product::ImageToVideo),
        [["image", "first-frame"], ["prompt"]], order!("create_image_to_video", ImageToVideo),
        newer! {
            "kling-2.5-turbo": "create_image_to_video_2_5_turbo", ImageToVideo, Kling25Turbo;
            "kling-2.6": "create_image_to_video_2_6", ImageToVideo, Kling26;
            "kling-3.0": "create_image_to_video_3_0", ImageToVideo, Kling30;
            "kling-3.0-turbo": "create_image_to_video_3_0_turbo", ImageToVideo, Kling30Turbo;
        };
    "video" "omni" "Make a video from any mix of words, pictures, elements and a video", Some(Product::OmniVideo), [["prompt"]],
        order!("create_omni_video", OmniVideo),
        newer! {
            "kling-3.0-omni": "create_omni_video_3_0", OmniVideo, Kling30Omni;
            "kling-o1": "create_omni_video_o1", OmniVideo, KlingO1;
        };
    "video" "reference" "Make a video of what up to four pictures show", Some(Product::ReferenceVideo), [["image-list"]],
        order!("create_reference_video", ReferenceVideo);
    "video" "motion" "Make a picture move as the person of a video does", Some(Product::MotionControl),
        [["image-url", "image"], ["video-url", "video"]], order!("create_motion_control", MotionControl),
        newer! {
            "kling-2.6": "create_motion_control_2_6", MotionControl, Kling26;
            "kling-3.0": "create_motion_control_3_0", MotionControl, Kling30;
        };
    "video" "extend" "Make a video longer", Some(Product::VideoExtension), [["video-id"]],
        order!("create_video_extension", VideoExtension);
    "video" "faces" "Find the faces of a video, for lip-sync", Some(Product::FaceIdentification), [["video-url"]],
        Call::Direct(&direct_call::IDENTIFY_FACES);
    "video" "lip-sync" "Make a mouth follow a sound, in a session that faces has opened", Some(Product::LipSync), [["session-id"]],
        order!("create_lip_sync", LipSync);
    "video" "avatar" "Make a picture speak", Some(Product::Avatar), [["image"]], order!("create_avatar_video", AvatarVideo);
    "video" "effect" "Put persons into a ready-made scene", Some(Product::Effect), [["effect-scene"]],
        order!("create_video_effect", VideoEffect);
    "video" "select-start" "Open an editing session on a video, to mark what edit changes", None, [["video-url"]],
        Call::Direct(&direct_call::INIT_SELECTION);
    "video" "select-add" "Mark an area of a frame", None, [["session-id"]], Call::Direct(&direct_call::ADD_SELECTION);
    "video" "select-remove" "Take points off an area", None, [["session-id"]], Call::Direct(&direct_call::DELETE_SELECTION);
    "video" "select-clear" "Take all marks off", None, [["session-id"]], Call::Direct(&direct_call::CLEAR_SELECTION);
    "video" "select-preview" "See what is marked, as pictures and a video", None, [["session-id"]], Call::Direct(&direct_call::PREVIEW_SELECTION);
    "video" "edit" "Add, swap or remove what is marked in an editing session", Some(Product::MultiElements), [["session-id"]],
        order!("create_multi_elements_edit", MultiElementsEdit);
    "video" "lip-sync-old" "Move lips by the older call; lip-sync has taken its place", None, [], Call::Direct(&direct_call::LEGACY_LIP_SYNC);

    "audio" "make" "Make a sound from words", Some(Product::TextToAudio), [["prompt"]], order!("create_text_to_audio", TextToAudio);
    "audio" "for-video" "Make sounds for a video", Some(Product::VideoToAudio), [["video-url"]],
        order!("create_video_to_audio", VideoToAudio);
    "audio" "speak" "Speak a text", Some(Product::Speech), [["text"]], Call::Speak;

    "voice" "create" "Clone a voice, for videos to speak with", Some(Product::Voice), [["voice-name"], ["voice-url"]],
        order!("create_voice", VoiceCreation);
    "voice" "list" "Show your own voices", None, [], Call::List(Library::Voices);
    "voice" "presets" "Show the official voices of videos", None, [], Call::List(Library::PresetVoices);
    "voice" "delete" "Delete a voice of your own", None, [["voice-id"]], Call::Direct(&direct_call::DELETE_VOICE);

    "element" "create" "Make an element from pictures or from a video", Some(Product::Element),
        [["element-name"], ["element-description"]], order!("create_element", ElementCreation);
    "element" "list" "Show your own elements", None, [], Call::List(Library::Elements);
    "element" "presets" "Show the official elements", None, [], Call::List(Library::PresetElements);
    "element" "delete" "Delete an element of your own", None, [["element-id"]], Call::Direct(&direct_call::DELETE_ELEMENT);
    "element" "delete-advanced" "Delete an element by the other path that the vendor's pages name", None, [["element-id"]],
        Call::Direct(&direct_call::DELETE_ADVANCED_ELEMENT);
    "element" "shots" "Show one thing from other angles: AI Multi-Shot", Some(Product::MultiShot), [["element-frontal-image"]],
        order!("create_multi_shot", MultiShot);
    "element" "create-old" "Make an element by the older call; create has taken its place", None,
        [["element-name"], ["element-description"]], Call::Direct(&direct_call::LEGACY_ELEMENT);

    "solution" "try-on" "Dress a person in other clothes, by virtual try-on 3.0", Some(Product::VirtualTryOn3),
        [["person-image"], ["product-image"]], order!("create_virtual_try_on_3", Ordered<solutions::VirtualTryOn3>);
    "solution" "commerce" "Make a presenter speak about goods", Some(Product::VideoCommerce), [["speech-script"]],
        order!("create_talking_agent", Ordered<solutions::VideoCommerce>);
    "solution" "apparel" "Make a video about a garment after the model of another video", Some(Product::ApparelReplicator),
        [["product-info"]], order!("create_clothing_dupe", Ordered<solutions::ApparelReplicator>);
    "solution" "goods" "Make a video about goods from their pictures", Some(Product::GoodsStudio), [["ref-image"]],
        order!("create_goods_studio", Ordered<solutions::GoodsStudio>);
    "solution" "subtitles" "Give a short drama English subtitles", Some(Product::DramaSubtitle), [["source-video"]],
        order!("create_drama_subtitle", Ordered<solutions::DramaSubtitle>);
}

/// The products of `/v1`, whose tasks are listed one product at a time.
pub(crate) const LISTED: &[&dyn FollowedList] = &[
    &Of::<ImageExpansion>(PhantomData),
    &Of::<ImageGeneration>(PhantomData),
    &Of::<OmniImage>(PhantomData),
    &Of::<ReferenceImage>(PhantomData),
    &Of::<VirtualTryOn>(PhantomData),
    &Of::<TextToVideo>(PhantomData),
    &Of::<ImageToVideo>(PhantomData),
    &Of::<OmniVideo>(PhantomData),
    &Of::<ReferenceVideo>(PhantomData),
    &Of::<MotionControl>(PhantomData),
    &Of::<MultiElementsEdit>(PhantomData),
    &Of::<VideoExtension>(PhantomData),
    &Of::<LipSync>(PhantomData),
    &Of::<AvatarVideo>(PhantomData),
    &Of::<VideoEffect>(PhantomData),
    &Of::<TextToAudio>(PhantomData),
    &Of::<VideoToAudio>(PhantomData),
    &Of::<VoiceCreation>(PhantomData),
    &Of::<ElementCreation>(PhantomData),
    &Of::<MultiShot>(PhantomData),
];

/// Tasks that are told without their product.
pub(crate) const UNIFIED: &[&dyn Followed] =
    &[&Of::<AnyTask<Tasks>>(PhantomData), &Of::<AnyTask<Solutions>>(PhantomData)];

/// Whose tasks have this name in their handles.
pub(crate) fn find_followed(name: &str) -> Option<&'static dyn Followed> {
    let listed = LISTED.iter().map(|product| *product as &'static dyn Followed);
    listed.chain(UNIFIED.iter().copied()).find(|product| product.name() == name)
}

/// Every name that a handle can begin with.
pub(crate) fn followed_names() -> Vec<&'static str> {
    LISTED.iter().map(|product| product.name()).chain(UNIFIED.iter().map(|product| product.name())).collect()
}
