//! What can be ordered.

use core::fmt;

use crate::{Pack, Standard};

/// One thing that can be ordered from the API.
///
/// ```
/// use kling_models::{Pack, Product};
///
/// assert_eq!(Product::ImageExpansion.name(), "image-expansion");
/// assert_eq!(Product::from_name("text-to-video"), Some(Product::TextToVideo));
/// assert_eq!(Product::Speech.pack(), Pack::Video);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Product {
    /// Pictures from text or from a picture.
    ImageGeneration,
    /// Pictures from text, pictures and elements together, single or as a series.
    OmniImage,
    /// Pictures from several pictures of subjects.
    ReferenceImage,
    /// A picture continued beyond its edges.
    ImageExpansion,
    /// A person dressed in a garment, by the operation of `/v1`.
    VirtualTryOn,
    /// Other views of what one frontal picture shows.
    MultiShot,
    /// A video from text.
    TextToVideo,
    /// A video from a first frame, a last frame or both.
    ImageToVideo,
    /// A video from text, pictures, elements and another video together.
    OmniVideo,
    /// A video from several pictures of subjects.
    ReferenceVideo,
    /// A video in which a picture moves as another video does.
    MotionControl,
    /// A video in which something is added, swapped or removed.
    MultiElements,
    /// A video continued by some seconds.
    VideoExtension,
    /// A video whose mouth follows a sound.
    LipSync,
    /// The faces of a video, as lip sync needs them.
    FaceIdentification,
    /// A speaking person from a picture and a sound.
    Avatar,
    /// A video by one of the vendor's templates.
    Effect,
    /// The parts of a picture: main object, head, face, clothing.
    ImageRecognition,
    /// A sound effect from text.
    TextToAudio,
    /// A sound for a video.
    VideoToAudio,
    /// Speech from text.
    Speech,
    /// A voice of one's own.
    Voice,
    /// An element of one's own: a subject that creates refer to.
    Element,
    /// A person dressed in a garment, by the solution of September 2026.
    VirtualTryOn3,
    /// A presenter speaking, with or without products.
    VideoCommerce,
    /// A video about a garment after the model of another.
    ApparelReplicator,
    /// A video about a product from its pictures.
    GoodsStudio,
    /// A short drama with English subtitles.
    DramaSubtitle,
}

impl Product {
    /// Every product.
    pub const ALL: &'static [Self] = &[
        Self::ImageGeneration,
        Self::OmniImage,
        Self::ReferenceImage,
        Self::ImageExpansion,
        Self::VirtualTryOn,
        Self::MultiShot,
        Self::TextToVideo,
        Self::ImageToVideo,
        Self::OmniVideo,
        Self::ReferenceVideo,
        Self::MotionControl,
        Self::MultiElements,
        Self::VideoExtension,
        Self::LipSync,
        Self::FaceIdentification,
        Self::Avatar,
        Self::Effect,
        Self::ImageRecognition,
        Self::TextToAudio,
        Self::VideoToAudio,
        Self::Speech,
        Self::Voice,
        Self::Element,
        Self::VirtualTryOn3,
        Self::VideoCommerce,
        Self::ApparelReplicator,
        Self::GoodsStudio,
        Self::DramaSubtitle,
    ];

    /// The name, as task handles spell it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ImageGeneration => "image-generation",
            Self::OmniImage => "omni-image",
            Self::ReferenceImage => "reference-image",
            Self::ImageExpansion => "image-expansion",
            Self::VirtualTryOn => "virtual-try-on",
            Self::MultiShot => "multi-shot",
            Self::TextToVideo => "text-to-video",
            Self::ImageToVideo => "image-to-video",
            Self::OmniVideo => "omni-video",
            Self::ReferenceVideo => "reference-video",
            Self::MotionControl => "motion-control",
            Self::MultiElements => "multi-elements",
            Self::VideoExtension => "video-extension",
            Self::LipSync => "lip-sync",
            Self::FaceIdentification => "face-identification",
            Self::Avatar => "avatar",
            Self::Effect => "effect",
            Self::ImageRecognition => "image-recognition",
            Self::TextToAudio => "text-to-audio",
            Self::VideoToAudio => "video-to-audio",
            Self::Speech => "speech",
            Self::Voice => "voice",
            Self::Element => "element",
            Self::VirtualTryOn3 => "virtual-try-on-3",
            Self::VideoCommerce => "video-commerce",
            Self::ApparelReplicator => "apparel-replicator",
            Self::GoodsStudio => "goods-studio",
            Self::DramaSubtitle => "drama-subtitle",
        }
    }

    /// The product of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|product| product.name() == name)
    }

    /// The kind of pack that pays for it. Sound, voices and elements draw on the video pack, which was seen in accounts for speech,
    /// voices and avatars.
    pub const fn pack(self) -> Pack {
        match self {
            Self::ImageGeneration
            | Self::OmniImage
            | Self::ReferenceImage
            | Self::ImageExpansion
            | Self::MultiShot
            | Self::VirtualTryOn3 => Pack::Image,
            Self::VirtualTryOn => Pack::TryOn,
            _ => Pack::Video,
        }
    }

    /// Whether it is ordered in this standard.
    pub const fn is_in(self, standard: Standard) -> bool {
        match standard {
            Standard::V1 => !self.is_solution(),
            Standard::Tasks => {
                matches!(self, Self::TextToVideo | Self::ImageToVideo | Self::OmniVideo | Self::MotionControl)
            }
            Standard::Solutions => self.is_solution(),
        }
    }

    const fn is_solution(self) -> bool {
        matches!(
            self,
            Self::VirtualTryOn3
                | Self::VideoCommerce
                | Self::ApparelReplicator
                | Self::GoodsStudio
                | Self::DramaSubtitle
        )
    }
}

impl fmt::Display for Product {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
