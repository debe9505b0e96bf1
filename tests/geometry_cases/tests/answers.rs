//! The answers on this machine are those in `answers.txt`. `SNAPSHOTS=overwrite cargo test -p kling-geometry-cases` renews it:
//! read the difference, because every target and every user sees it.

use std::fmt::Write;

use kling_geometry_cases::cases;
use snapbox::{IntoData, assert_data_eq, file};

#[test]
fn every_answer_is_the_one_on_record() {
    let mut answers = String::new();
    for case in cases() {
        writeln!(answers, "{case}").expect("a String takes any text");
    }
    assert_data_eq!(answers.raw(), file!["../answers.txt"].raw());
}
