//! A plan as JSON.

use kling::geometry::Plan;
use serde::Serialize;

/// The same keys in `plan --json` and in the `plan` member of `expand --json`. The ratios are named as on the wire.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PlanRecord {
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

impl From<&Plan> for PlanRecord {
    fn from(plan: &Plan) -> Self {
        let (expansion, canvas, origin) = (plan.expansion(), plan.canvas(), plan.origin());
        Self {
            up_expansion_ratio: expansion.up().to_f64(),
            down_expansion_ratio: expansion.down().to_f64(),
            left_expansion_ratio: expansion.left().to_f64(),
            right_expansion_ratio: expansion.right().to_f64(),
            canvas: SizeRecord { width: canvas.width(), height: canvas.height() },
            canvas_is_exact: plan.canvas_is_exact(),
            origin: OriginRecord { x: origin.x, y: origin.y },
            area_multiple: plan.area_multiple().to_f64(),
        }
    }
}
