//! Did you mean.

use kling_models::closest;

const MODELS: [&str; 5] = ["kling-v1-6", "kling-v2-5-turbo", "kling-v2-6", "kling-v3", "kling-v3-omni"];

#[test]
fn the_meant_word_is_found() {
    for (word, meant) in [
        ("kling-v3-0", Some("kling-v3")),
        ("kling-v2-5", Some("kling-v2-5-turbo")),
        ("Kling_V2.6", Some("kling-v2-6")),
        ("klnig-v3-omni", Some("kling-v3-omni")),
        ("kling-v3", Some("kling-v3")),
        ("sora", None),
        ("", None),
    ] {
        assert_eq!(closest(word, MODELS), meant, "{word}");
    }
    assert_eq!(closest("muti_shot", ["prompt", "multi_shot"]), Some("multi_shot"));
    assert_eq!(closest(&"x".repeat(65), MODELS), None);
    assert_eq!(closest("word", []), None);
}
