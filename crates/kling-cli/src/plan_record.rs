//! A plan as JSON.

use kling::geometry::{Origin, Size, Step, Steps};
use kling::images::estimate_expansions;
use serde::Serialize;
use serde_json::Value;

use crate::units;

/// The same keys in `plan --json` and in the `plan` member of `expand --json`. Origins say where the picture lies.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PlanRecord {
    canvas: SizeRecord,
    origin: OriginRecord,
    /// All pictures that are made on the way and at the end.
    images: u32,
    units_estimated: Option<Value>,
    steps: Vec<StepRecord>,
}

/// One expansion. The ratios are named as on the wire, and are of the picture that the step before made.
#[derive(Clone, Debug, Serialize)]
struct StepRecord {
    up_expansion_ratio: f64,
    down_expansion_ratio: f64,
    left_expansion_ratio: f64,
    right_expansion_ratio: f64,
    canvas: SizeRecord,
    canvas_is_exact: bool,
    origin: OriginRecord,
    area_multiple: f64,
}

#[derive(Clone, Debug, Serialize)]
struct SizeRecord {
    width: u32,
    height: u32,
}

#[derive(Clone, Debug, Serialize)]
struct OriginRecord {
    x: u32,
    y: u32,
}

impl PlanRecord {
    /// The plan whose last step makes `count` pictures.
    pub(crate) fn new(steps: &Steps, count: u32) -> Self {
        let images = steps.images(count);
        Self {
            canvas: steps.canvas().into(),
            origin: steps.origin().into(),
            images,
            units_estimated: estimate_expansions(images).as_ref().map(units::of_estimate),
            steps: steps.as_slice().iter().map(StepRecord::from).collect(),
        }
    }

    pub(crate) fn images(&self) -> u32 {
        self.images
    }

    pub(crate) fn units_estimated(&self) -> Option<&Value> {
        self.units_estimated.as_ref()
    }
}

impl From<&Step> for StepRecord {
    fn from(step: &Step) -> Self {
        let (plan, expansion) = (step.plan(), step.plan().expansion());
        Self {
            up_expansion_ratio: expansion.up().to_f64(),
            down_expansion_ratio: expansion.down().to_f64(),
            left_expansion_ratio: expansion.left().to_f64(),
            right_expansion_ratio: expansion.right().to_f64(),
            canvas: plan.canvas().into(),
            canvas_is_exact: plan.canvas_is_exact(),
            origin: step.origin().into(),
            area_multiple: plan.area_multiple().to_f64(),
        }
    }
}

impl From<Size> for SizeRecord {
    fn from(size: Size) -> Self {
        Self { width: size.width(), height: size.height() }
    }
}

impl From<Origin> for OriginRecord {
    fn from(origin: Origin) -> Self {
        Self { x: origin.x, y: origin.y }
    }
}
