use core::time::Duration;

use kling_models::{ShotProblem, ToldShots};
use proptest::prelude::*;

fn check(prompt: &str, seconds: u64) -> Result<u32, ShotProblem> {
    ToldShots::of(prompt).expect("a prompt that begins with a shot").check(Some(Duration::from_secs(seconds)))
}

#[test]
fn what_does_not_begin_with_a_shot_tells_none() {
    for prompt in
        ["", " ", ";", "shot", "a shot", "shot of a boat", "shots 1, 5, a boat", "镜头", "1, 5, a boat", "sho镜1"]
    {
        assert_eq!(ToldShots::of(prompt), None, "{prompt}");
    }
}

#[test]
fn shots_are_told_in_several_spellings() {
    for prompt in
        ["shot 1, 5, a boat;", " SHOT1,5,a boat , and a pier", "镜头 1, 5, 船;", "shot 1, 2, a boat; 镜头 2, 3, 船 ;  "]
    {
        assert!(check(prompt, 5).is_ok(), "{prompt}: {:?}", check(prompt, 5));
    }
}

#[test]
fn what_is_not_clear_is_told_before_what_is_wrong() {
    for (prompt, place) in [
        ("shot 1, five, a boat", 1),
        ("shot 1, 2.5, a boat;", 1),
        ("shot 1, 2", 1),
        ("shot 1, 2, ;", 1),
        ("shot 1, 2, a boat；shot 2, 3, a pier", 0),
        ("shot 7, 0, a boat; and a pier", 2),
        ("shot 1, 5, a boat;;", 2),
        ("shot 99999999999999999999, 5, a boat", 1),
    ] {
        let expected = if place == 0 {
            Err(ShotProblem::Together { seconds: 2, video: Duration::from_secs(5) })
        } else {
            Err(ShotProblem::Unclear { place })
        };
        assert_eq!(check(prompt, 5), expected, "{prompt}");
    }
}

#[test]
fn each_rule_has_its_problem() {
    let six: String = (1..=6).map(|number| format!("shot {number}, 1, a boat;")).collect();
    assert_eq!(check(&six, 6), Ok(6));
    assert_eq!(check(&format!("{six}shot 7, 1, a pier;"), 7), Err(ShotProblem::TooMany { shots: 7 }));
    assert_eq!(check("shot 0, 5, a boat", 5), Err(ShotProblem::Misplaced { place: 1, number: 0 }));
    assert_eq!(check("shot 1, 2, a; shot 1, 3, b", 5), Err(ShotProblem::Misplaced { place: 2, number: 1 }));
    assert_eq!(check("shot 1, 5, a; shot 2, 0, b", 5), Err(ShotProblem::TooShort { place: 2 }));
    assert_eq!(check(&format!("shot 1, 5, {}", "船".repeat(512)), 5), Ok(1));
    assert_eq!(
        check(&format!("shot 1, 5, {}", "船".repeat(513)), 5),
        Err(ShotProblem::TooLong { place: 1, chars: 513 })
    );
    assert_eq!(
        check("shot 2, 2, a; shot 7, 3, b", 5),
        Err(ShotProblem::Misplaced { place: 2, number: 7 }),
        "a number that no shot has is told first"
    );
    let endless = format!("shot 1, {0}, a; shot 2, {0}, b", u64::MAX);
    let together = ShotProblem::Together { seconds: u64::MAX, video: Duration::from_secs(5) };
    assert_eq!(check(&endless, 5), Err(together));
    assert_eq!(ToldShots::of(&endless).map(|shots| shots.check(None)), Some(Ok(2)));
}

#[test]
fn of_a_confirmed_problem_it_is_documented_that_the_api_refuses_it() {
    for (prompt, is_confirmed) in [
        ("shot 1, five, a boat", false),
        ("shot 2, 2, a; shot 1, 3, b", false),
        ("shot 1, 2, a; shot 1, 3, b", false),
        ("shot 6, 5, a", false),
        ("shot 0, 5, a", true),
        ("shot 7, 5, a", true),
        ("shot 2, 2, a; shot 7, 3, b", true),
        ("shot 1, 5, a; shot 2, 0, b", true),
        ("shot 1, 4, a", true),
    ] {
        let problem = check(prompt, 5).unwrap_err();
        assert_eq!(problem.is_confirmed(), is_confirmed, "{prompt}: {problem}");
    }
}

proptest! {
    #[test]
    fn every_prompt_is_read_and_every_problem_told(prompt in "(shot|镜头|Shot)? ?[0-9]{0,3}[, ;@a-z镜0-9]{0,60}", seconds in 0_u64..20) {
        if let Some(Err(problem)) = ToldShots::of(&prompt).map(|shots| shots.check(Some(Duration::from_secs(seconds)))) {
            prop_assert!(!problem.to_string().is_empty());
        }
    }

    #[test]
    fn well_told_shots_are_counted(lengths in prop::collection::vec(1_u64..10, 1..=6)) {
        let prompt: String = (1..).zip(&lengths).map(|(number, seconds)| format!("shot {number}, {seconds}, a boat; ")).collect();
        prop_assert_eq!(check(&prompt, lengths.iter().sum()), Ok(lengths.len() as u32));
    }
}
