//! Prints calls and their answers, a line of JSON for each: what a browser has to answer too.
//!
//! The questions are those that the firmware is asked. `tests/web` asks them of the module in Chromium and in Node.

use std::io::{self, BufWriter, Write};

use kling_geometry::{
    Anchor, Size, Wish,
    limits::{self, InputError},
    plan, plan_steps,
};
use kling_geometry_cases::{Bounded, Case, cases};
use kling_geometry_wasm::{AsJson, StepsFor};

fn main() -> io::Result<()> {
    let mut output = BufWriter::new(io::stdout().lock());
    writeln!(output, r#"{{"call":"limits","arguments":[],"answer":{}}}"#, AsJson(limits::BOUNDS))?;
    for case in cases() {
        for line in lines(case) {
            writeln!(output, "{line}")?;
        }
    }
    output.flush()
}

/// The largest whole number that JavaScript counts to without gaps.
const MAX_SAFE_INTEGER: u64 = (1 << f64::MANTISSA_DIGITS) - 1;

/// The calls that ask the question: none where no function takes it.
fn lines(case: Case) -> Vec<String> {
    match case {
        Case::Plan { source, wish, anchor } | Case::Steps { source, wish, anchor } => {
            vec![plan_line(source, &wish, anchor), steps_line(source, &wish, anchor)]
        }
        Case::Bounded(Bounded::InputSize(size)) => {
            vec![check_line(size.width(), size.height(), "", limits::check_input_size(size))]
        }
        Case::Bounded(Bounded::InputBytes(bytes)) if bytes <= MAX_SAFE_INTEGER => {
            vec![check_line(300, 300, &format!(r#","bytes":{bytes}"#), limits::check_input_bytes(bytes))]
        }
        Case::Bounded(Bounded::Count(count)) => {
            vec![check_line(300, 300, &format!(r#","count":{count}"#), limits::check_count(count))]
        }
        _ => Vec::new(),
    }
}

fn plan_line(source: Size, wish: &Wish, anchor: Anchor) -> String {
    let answer = match plan(source, wish, anchor) {
        Ok(plan) => AsJson(&plan).to_string(),
        Err(impossible) => AsJson(&impossible).to_string(),
    };
    let arguments = format!("{},{},{}", AsJson(source), AsJson(wish), AsJson(anchor));
    format!(r#"{{"call":"plan","arguments":[{arguments}],"answer":{answer}}}"#)
}

fn steps_line(source: Size, wish: &Wish, anchor: Anchor) -> String {
    const COUNT: u32 = 3;
    let answer = match plan_steps(source, wish, anchor) {
        Ok(steps) => AsJson(StepsFor { steps: &steps, count: COUNT }).to_string(),
        Err(unreachable) => AsJson(&unreachable).to_string(),
    };
    let arguments = format!("{},{},{},{COUNT}", AsJson(source), AsJson(wish), AsJson(anchor));
    format!(r#"{{"call":"planSteps","arguments":[{arguments}],"answer":{answer}}}"#)
}

fn check_line(width: u32, height: u32, others: &str, checked: Result<(), InputError>) -> String {
    let refusals = Vec::from_iter(checked.err());
    let answer = AsJson(&*refusals);
    format!(r#"{{"call":"checkInput","arguments":[{{"width":{width},"height":{height}{others}}}],"answer":{answer}}}"#)
}
