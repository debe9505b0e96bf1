//! A plan as text.

use kling::geometry::Plan;

/// Aligned lines, without a line break at the end.
pub(crate) fn to_text(plan: &Plan) -> String {
    let (expansion, origin) = (plan.expansion(), plan.origin());
    let (w, h) = (plan.source().width(), plan.source().height());
    let exactness = if plan.canvas_is_exact() { "" } else { "  (about: it depends on how the service rounds)" };
    let lines = [
        ("picture", plan.source().to_string()),
        ("canvas", format!("{}{exactness}", plan.canvas())),
        ("origin", format!("x {}, y {}", origin.x, origin.y)),
        ("up", format!("{:<8} of {h} px", expansion.up().to_string())),
        ("down", format!("{:<8} of {h} px", expansion.down().to_string())),
        ("left", format!("{:<8} of {w} px", expansion.left().to_string())),
        ("right", format!("{:<8} of {w} px", expansion.right().to_string())),
        ("area", format!("{}x", plan.area_multiple())),
    ];
    lines.map(|(label, value)| format!("{label:<8} {value}")).join("\n")
}
