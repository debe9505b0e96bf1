//! A plan as text.

use kling::geometry::{Plan, Step, Steps};
use kling::images::estimate_expansions;

/// Aligned lines, without a line break at the end. The last step makes `count` pictures.
pub(crate) fn to_text(steps: &Steps, count: u32) -> String {
    let mut lines = vec![line("picture", steps.source())];
    match steps.as_slice() {
        [only] => lines.extend(lines_of(only.plan(), only)),
        several => {
            for (number, step) in (1..).zip(several) {
                lines.push(String::new());
                lines.push(line("step", format_args!("{number} of {}", steps.count())));
                lines.extend(lines_of(step.plan(), step));
            }
            lines.push(String::new());
        }
    }
    let images = steps.images(count);
    let pictures = if images == 1 { String::new() } else { format!("{images} pictures, ") };
    lines.extend(estimate_expansions(images).map(|estimate| line("cost", format_args!("{pictures}{estimate}"))));
    lines.join("\n")
}

fn lines_of(plan: &Plan, step: &Step) -> [String; 7] {
    let (expansion, origin) = (plan.expansion(), step.origin());
    let (w, h) = (plan.source().width(), plan.source().height());
    let exactness = if plan.canvas_is_exact() { "" } else { "  (about: it depends on how the service rounds)" };
    [
        line("canvas", format_args!("{}{exactness}", plan.canvas())),
        line("origin", format_args!("x {}, y {}", origin.x, origin.y)),
        line("up", format_args!("{:<8} of {h} px", expansion.up().to_string())),
        line("down", format_args!("{:<8} of {h} px", expansion.down().to_string())),
        line("left", format_args!("{:<8} of {w} px", expansion.left().to_string())),
        line("right", format_args!("{:<8} of {w} px", expansion.right().to_string())),
        line("area", format_args!("{}x", plan.area_multiple())),
    ]
}

fn line(label: &str, value: impl std::fmt::Display) -> String {
    format!("{label:<8} {value}")
}
