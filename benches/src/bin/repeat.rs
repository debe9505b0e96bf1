//! Does one thing many times: `repeat CASE TIMES`. Without arguments it names the cases.
//!
//! `benches/compare` measures two runs with different TIMES; what starting and stopping cost cancels out.

use std::{env, hint::black_box, process::ExitCode};

use kling_benches::{ANSWERS, frames_in_reach, kinds_of_wish, photo};
use kling_geometry::{Anchor, plan};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [case, times] = arguments.as_slice() else {
        let wishes = kinds_of_wish();
        let names = ANSWERS.iter().map(|(name, _)| *name).chain(wishes.iter().map(|(name, _)| *name));
        names.for_each(|name| println!("{name}"));
        return ExitCode::SUCCESS;
    };
    let Ok(times) = times.parse() else {
        eprintln!("repeat: {times} is not a number of times");
        return ExitCode::from(2);
    };
    if let Some((_, answer)) = ANSWERS.iter().find(|(name, _)| name == case) {
        frames_in_reach().iter().cycle().take(times).for_each(|frame| answer(*frame));
    } else if let Some((_, wish)) = kinds_of_wish().iter().find(|(name, _)| name == case) {
        for _ in 0..times {
            let _ = black_box(plan(black_box(photo()), black_box(wish), black_box(Anchor::Bottom)));
        }
    } else {
        eprintln!("repeat: no case is named {case}");
        return ExitCode::from(2);
    }
    ExitCode::SUCCESS
}
