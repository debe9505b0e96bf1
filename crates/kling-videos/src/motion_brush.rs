//! Which parts of a first frame move, where to, and which stay still.

use kling_models::Product;
use kling_runtime::{Draft, Error, Picture};

use crate::ImageToVideo;
use crate::generated::types::{DynamicMask, TrajectoryPoint};
use crate::products::picture_member;

/// The most points of a way in a video of 5 seconds.
const MOST_POINTS: usize = 77;

/// Which parts of a first frame move, where to, and which stay still: a picture for each, that marks the part.
///
/// The pictures are PNG or JPEG of at most 10 MB, have the shape of the first frame, and all the same size in pixels. The task fails
/// otherwise, and this is not checked here. Up to 6 parts move.
///
/// `kling-v1` takes this in both modes and `kling-v1-5` in `pro`, for 5 seconds. `kling-v1-6` refuses it; whether `kling-v3` takes
/// it is disputed.
///
/// ```
/// use kling_videos::MotionBrush;
///
/// let brush = MotionBrush::moving("cup-mask.png", [(279, 219), (348, 140), (417, 65)]).and_still("table-mask.png");
/// ```
#[derive(Clone, Debug)]
pub struct MotionBrush {
    still: Option<Picture>,
    moving: Vec<(Picture, Vec<TrajectoryPoint>)>,
}

impl MotionBrush {
    /// A part that moves along points, in the order of the movement. A point is pixels from the left edge and from the bottom edge of
    /// the first frame.
    ///
    /// A way has 2 to 77 points in a video of 5 seconds; how many in one of 10 is not documented.
    pub fn moving(mask: impl Into<Picture>, way: impl IntoIterator<Item = (i32, i32)>) -> Self {
        Self { still: None, moving: Vec::new() }.and_moving(mask, way)
    }

    /// A part that stays still.
    pub fn still(mask: impl Into<Picture>) -> Self {
        Self { still: Some(mask.into()), moving: Vec::new() }
    }

    /// Another part that moves.
    #[must_use]
    pub fn and_moving(mut self, mask: impl Into<Picture>, way: impl IntoIterator<Item = (i32, i32)>) -> Self {
        let way = way.into_iter().map(|(x, y)| TrajectoryPoint::new(x, y)).collect();
        self.moving.push((mask.into(), way));
        self
    }

    /// What stays still. There is one picture for all that does: the last one given counts.
    #[must_use]
    pub fn and_still(mut self, mask: impl Into<Picture>) -> Self {
        self.still = Some(mask.into());
        self
    }

    pub(crate) fn put_into(self, draft: &mut Draft<ImageToVideo>) {
        if let Some(mask) = self.still {
            draft.picture(mask, picture_member(Product::ImageToVideo, "static_mask"), |request, input| {
                request.static_mask = Some(input)
            });
        }
        for (mask, way) in self.moving {
            draft.picture(mask, picture_member(Product::ImageToVideo, "mask"), |request, input| {
                request.dynamic_masks.push(DynamicMask::new(input, way))
            });
        }
    }
}

/// Refuses ways that are too long for a video of 5 seconds.
pub(crate) fn check_ways(masks: &[DynamicMask], is_five_seconds: bool) -> Result<(), Error> {
    for (place, mask) in masks.iter().enumerate() {
        let points = mask.trajectories.len();
        if is_five_seconds && points > MOST_POINTS {
            return Err(Error::invalid_input(format!(
                "dynamic_masks[{place}].trajectories has {points} points; at most {MOST_POINTS} are allowed in 5 seconds"
            )));
        }
    }
    Ok(())
}
