//! How the camera moves.

use kling_runtime::Error;

use crate::generated::types::{CameraControl, CameraControlType, CameraMovement};

/// How the camera moves: along or around one axis, or in a movement that has a name.
///
/// Numbers go from -10 to 10, and 0 is no movement. The unit is not documented.
///
/// `kling-v1` takes every movement on text to video in `std`, `kling-v1-5` those with a number on image to video in `pro`, both for
/// 5 seconds. Whether `kling-v3` takes any is disputed.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Camera {
    /// Moves along the x axis; negative is left.
    Horizontal(f64),
    /// Moves along the y axis; negative is down.
    Vertical(f64),
    /// Turns around the y axis; negative is left. One client has pan and tilt the other way round.
    Pan(f64),
    /// Turns around the x axis; negative is down.
    Tilt(f64),
    /// Turns around the z axis; negative is against the clock.
    Roll(f64),
    /// Changes the focal length; negative makes it longer and the view narrower.
    Zoom(f64),
    /// Sinks and draws back.
    DownBack,
    /// Goes forward and tilts up.
    ForwardUp,
    /// Turns right and goes forward.
    RightTurnForward,
    /// Turns left and goes forward.
    LeftTurnForward,
}

impl From<Camera> for CameraControl {
    /// A movement with a number is written with all six numbers: whether the zeros may be missing is not documented.
    fn from(camera: Camera) -> Self {
        let zero = Some(0.0);
        let still = CameraMovement { horizontal: zero, vertical: zero, pan: zero, tilt: zero, roll: zero, zoom: zero };
        let (kind, config) = match camera {
            Camera::Horizontal(by) => simple(CameraMovement { horizontal: Some(by), ..still }),
            Camera::Vertical(by) => simple(CameraMovement { vertical: Some(by), ..still }),
            Camera::Pan(by) => simple(CameraMovement { pan: Some(by), ..still }),
            Camera::Tilt(by) => simple(CameraMovement { tilt: Some(by), ..still }),
            Camera::Roll(by) => simple(CameraMovement { roll: Some(by), ..still }),
            Camera::Zoom(by) => simple(CameraMovement { zoom: Some(by), ..still }),
            Camera::DownBack => (CameraControlType::DownBack, None),
            Camera::ForwardUp => (CameraControlType::ForwardUp, None),
            Camera::RightTurnForward => (CameraControlType::RightTurnForward, None),
            Camera::LeftTurnForward => (CameraControlType::LeftTurnForward, None),
        };
        Self { type_: Some(kind), config }
    }
}

fn simple(movement: CameraMovement) -> (CameraControlType, Option<CameraMovement>) {
    (CameraControlType::Simple, Some(movement))
}

/// A movement with a number has exactly one that is not 0; one with a name has no numbers.
pub(crate) fn check_camera(control: Option<&CameraControl>) -> Result<(), Error> {
    let Some(control) = control else { return Ok(()) };
    match (&control.type_, &control.config) {
        (Some(CameraControlType::Simple), None) => {
            Err(Error::invalid_input("camera_control.config is missing; the type simple needs it"))
        }
        (Some(CameraControlType::Simple), Some(movement)) => {
            let CameraMovement { horizontal, vertical, pan, tilt, roll, zoom } = movement;
            let moved = [horizontal, vertical, pan, tilt, roll, zoom]
                .into_iter()
                .filter(|axis| axis.is_some_and(|by| by != 0.0));
            match moved.count() {
                1 => Ok(()),
                count => Err(Error::invalid_input(format!(
                    "camera_control.config moves along {count} axes; exactly one number is not 0"
                ))),
            }
        }
        (Some(CameraControlType::Unknown(_)) | None, _) | (_, None) => Ok(()),
        (Some(kind), Some(_)) => {
            Err(Error::invalid_input(format!("camera_control.config is given; the type {kind} takes none")))
        }
    }
}

/// The word of the movement; without one but with numbers it can only be the simple one.
pub(crate) fn camera_word(control: Option<&CameraControl>) -> Option<&str> {
    control.map(|control| control.type_.as_ref().map_or("simple", CameraControlType::as_str))
}
