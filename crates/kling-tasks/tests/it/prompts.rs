//! What prompts may say: shots, and references to items.

use std::sync::LazyLock;

use kling_fixtures::{assert_refused, offline};
use kling_runtime::ElementId;
use kling_tasks::{Kling25Turbo, Kling30, Kling30Omni, ShotScript, Tasks};
use proptest::prelude::*;
use tokio::runtime::Runtime;

use crate::Outcome;

const PICTURE: &str = "https://example.com/a.png";

#[tokio::test]
async fn shots_are_as_long_as_the_video() -> Outcome {
    let tasks = Tasks::new(&offline());
    let two = ShotScript::customize([("a boat leaves", 2), ("the captain", 4)]);
    let prepared = tasks.text_to_video(Kling30, two.clone()).prepare().await?;
    assert_eq!(prepared.request().settings.as_ref().and_then(|settings| settings.duration), Some(6));
    assert_refused(tasks.text_to_video(Kling30, two.clone()).with_seconds(7).prepare().await, "6 s together");
    assert_refused(tasks.text_to_video(Kling30, two.to_string()).prepare().await, "5 s");
    assert_refused(tasks.text_to_video(Kling30, "镜头 1, 2, 船; 镜头 2, 2, 船长;").prepare().await, "4 s together");
    let told = tasks.text_to_video(Kling30, two.to_string()).with_seconds(6).prepare().await?;
    assert_eq!(told.warnings(), [""; 0]);
    Ok(())
}

#[tokio::test]
async fn shots_that_the_api_would_refuse_are_refused() -> Outcome {
    let tasks = Tasks::new(&offline());
    let shots = |count: usize| ShotScript::customize(vec![("a boat", 1); count]);
    assert_refused(tasks.text_to_video(Kling30, shots(7)).prepare().await, "7 shots");
    let long = ShotScript::customize([("b".repeat(513), 5)]);
    assert_refused(tasks.text_to_video(Kling30, long).prepare().await, "513 characters");
    let none = ShotScript::customize([("a boat", 0), ("a pier", 5)]);
    assert_refused(tasks.text_to_video(Kling30, none).prepare().await, "0 s");
    let torn = || ShotScript::customize([("a boat; a pier", 2), ("the captain", 3)]);
    assert_refused(tasks.text_to_video(Kling30, torn()).prepare().await, "shot 1 have a semicolon");
    assert_refused(tasks.image_to_video(Kling30, PICTURE, torn()).prepare().await, "semicolon");
    assert_refused(tasks.omni(Kling30Omni, torn()).prepare().await, "semicolon");
    let wordless = ShotScript::customize([("a boat", 2), (" ", 3)]);
    assert_refused(tasks.text_to_video(Kling30, wordless).prepare().await, "shot 2 has no words");
    assert_refused(tasks.omni(Kling30Omni, shots(0)).prepare().await, "no shots");
    let edit = tasks.omni(Kling30Omni, ShotScript::customize([("a boat", 5)]));
    let edit = edit.with_base_video("https://example.com/v.mp4", None).with_multi_shot(true);
    assert_refused(edit.prepare().await, "base_video");
    Ok(())
}

#[tokio::test]
async fn shots_in_vain_are_warned_of() -> Outcome {
    let tasks = Tasks::new(&offline());
    let one = ShotScript::customize([("a boat", 5)]);
    let warned = tasks.text_to_video(Kling25Turbo, one.clone()).prepare().await?;
    assert!(warned.warnings()[0].contains("kling-2.5-turbo"), "{:?}", warned.warnings());
    let warned = tasks.text_to_video(Kling30, one).with_multi_shot(false).prepare().await?;
    assert!(warned.warnings()[0].contains("multi_shot"), "{:?}", warned.warnings());
    let warned = tasks.text_to_video(Kling30, "shot 1, five, a boat").prepare().await?;
    assert!(warned.warnings()[0].contains("shot 1"), "{:?}", warned.warnings());
    let fine = tasks.text_to_video(Kling30, "shot of a boat; slow").prepare().await?;
    assert_eq!(fine.warnings(), [""; 0]);
    Ok(())
}

#[tokio::test]
async fn shots_next_to_a_reference_video_may_be_of_any_length_until_one_is_set() -> Outcome {
    let tasks = Tasks::new(&offline());
    let four = "shot 1, 2, a boat leaves; shot 2, 2, the captain;";
    let order = || tasks.omni(Kling30Omni, four).with_feature_video("https://example.com/v.mp4", None);
    assert_eq!(order().prepare().await?.warnings(), [""; 0]);
    assert_eq!(order().with_seconds(4).prepare().await?.warnings(), [""; 0]);
    assert_refused(order().with_seconds(5).prepare().await, "4 s together");
    assert_refused(tasks.omni(Kling30Omni, four).prepare().await, "4 s together");
    Ok(())
}

#[tokio::test]
async fn shots_in_another_order_are_warned_of_and_numbers_that_no_shot_has_are_refused() -> Outcome {
    let tasks = Tasks::new(&offline());
    let turned = tasks.text_to_video(Kling30, "shot 2, 2, a boat leaves; shot 1, 3, the captain;").prepare().await?;
    assert!(turned.warnings()[0].contains("shot 2 is in the place of shot 1"), "{:?}", turned.warnings());
    assert_refused(tasks.text_to_video(Kling30, "shot 7, 5, a boat").prepare().await, "shot 7");
    Ok(())
}

#[tokio::test]
async fn names_that_could_be_confused_are_refused() -> Outcome {
    let tasks = Tasks::new(&offline());
    let id = ElementId::new(163);
    for (one, other) in [("Zhang", "ZhangSan"), ("ZhangSan", "Zhang"), ("Mia", "Mia")] {
        let order =
            tasks.image_to_video(Kling30, PICTURE, "@Zhang and @Mia").with_element(one, id).with_element(other, id);
        assert_refused(order.prepare().await, "a part of the other");
    }
    let nameless = tasks.image_to_video(Kling30, PICTURE, "a fox").with_element("", id);
    assert_refused(nameless.prepare().await, "needs a name");
    Ok(())
}

#[tokio::test]
async fn doubtful_references_are_warned_of() -> Outcome {
    let tasks = Tasks::new(&offline());
    let order =
        |prompt: &str| tasks.image_to_video(Kling30, PICTURE, prompt).with_element("gmail", ElementId::new(163));
    let cases = [
        ("@gmail waves", ""),
        ("a sign says ann@gmail.com, and @gmail waves", "within a word"),
        ("@Mia waves at @gmail", "@Mia"),
        ("a sign says ann@example.com", ""),
        ("tickets @ 5", ""),
    ];
    for (prompt, words) in cases {
        let prepared = order(prompt).prepare().await?;
        let warnings = prepared.warnings();
        assert_eq!(warnings.is_empty(), words.is_empty(), "{prompt}: {warnings:?}");
        assert!(warnings.iter().all(|warning| warning.contains(words)), "{prompt}: {warnings:?}");
    }
    Ok(())
}

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("a runtime"));
static TASKS: LazyLock<Tasks> = LazyLock::new(|| Tasks::new(&offline()));

proptest! {
    /// No prompt makes the check panic, and every table of shots is read as it was written.
    #[test]
    fn every_prompt_is_looked_at(prompt in "(shot|镜头|Shot)? ?[0-9]{0,3}[, ;@a-z镜]{0,40}") {
        let _ = RUNTIME.block_on(TASKS.omni(Kling30Omni, prompt).prepare());
    }

    #[test]
    fn shots_are_read_as_they_were_written(shots in prop::collection::vec(("[a-z][a-z,; ]{0,20}", 1_u32..4), 1..=6)) {
        let is_torn = shots.iter().any(|(words, _)| words.contains(';'));
        let shots = ShotScript::customize(shots);
        let seconds = shots.seconds().unwrap_or_default();
        let prepared = RUNTIME.block_on(TASKS.text_to_video(Kling30, shots).prepare());
        prop_assert_eq!(prepared.is_ok(), !is_torn && (3..=15).contains(&seconds), "{} s: {:?}", seconds, prepared);
    }
}
