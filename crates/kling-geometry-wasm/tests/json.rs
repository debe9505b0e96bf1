//! Every answer is JSON, and text in it stays what it was.

use kling_geometry::{limits, plan, plan_steps};
use kling_geometry_cases::{Case, cases};
use kling_geometry_wasm::{AsJson, StepsFor};
use serde_json::{Value, json};

fn parse(text: impl ToString) -> Value {
    let text = text.to_string();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error} in {text}"))
}

#[test]
fn text_is_escaped() {
    for text in ["", "plain", "\"quoted\" and \\", "line\nbreak\ttab\0", "\u{7f}\u{2028}é→𝄞"] {
        assert_eq!(parse(AsJson(text)), json!(text));
    }
    assert_eq!(parse(AsJson(None::<&str>)), Value::Null);
}

#[test]
fn every_answer_can_be_parsed() {
    let mut answers = 0;
    for case in cases() {
        let (Case::Plan { source, wish, anchor } | Case::Steps { source, wish, anchor }) = case else { continue };
        let one = match plan(source, &wish, anchor) {
            Ok(plan) => {
                let answer = parse(AsJson(&plan));
                assert_eq!(answer["request"]["up_expansion_ratio"].as_f64(), Some(plan.expansion().up().to_f64()));
                assert_eq!(answer["areaMultiple"], plan.area_multiple().to_string());
                answer
            }
            Err(impossible) => {
                let answer = parse(AsJson(&impossible));
                assert_eq!(answer["message"], impossible.to_string());
                answer
            }
        };
        let several = match plan_steps(source, &wish, anchor) {
            Ok(steps) => {
                let answer = parse(AsJson(StepsFor { steps: &steps, count: 9 }));
                assert_eq!(answer["images"], steps.images(9));
                assert_eq!(answer["steps"].as_array().map(Vec::len), Some(steps.as_slice().len()));
                answer
            }
            Err(unreachable) => {
                let answer = parse(AsJson(&unreachable));
                assert_eq!(answer["nearest"].is_null(), unreachable.nearest().is_none());
                answer
            }
        };
        for answer in [one, several] {
            let is_other = answer["reason"]["kind"] == "other";
            assert!(answer["possible"].is_boolean() && !is_other, "{answer}");
            answers += 1;
        }
    }
    assert!(answers > 1000);
}

#[test]
fn the_table_of_bounds_is_told_as_it_is() {
    let Value::Array(rows) = parse(AsJson(limits::BOUNDS)) else { panic!("not a list") };
    assert_eq!(rows.len(), limits::BOUNDS.len());
    for (row, bound) in rows.iter().zip(limits::BOUNDS) {
        let limits::Bound { name, field, unit, min, max, source, .. } = *bound;
        assert_eq!(
            *row,
            json!({ "name": name, "field": field, "unit": unit, "min": min, "max": max, "source": source })
        );
    }
}
