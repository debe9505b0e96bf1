//! `klingctl completions`: the shells know models, voices, scenes and products.

use std::process::Command;

use tempfile::tempdir;

use crate::program::{Run, klingctl};

/// What a word that was begun can become: the command line, its last word begun, and one of the words.
const BEGUN: [(&str, &str); 6] = [
    ("video text --model kling-3.0", "kling-3.0-turbo"),
    ("image omni --model kling-v3", "kling-v3-omni"),
    ("audio speak --voice-id oversea", "oversea_male1"),
    ("video effect --effect-scene pet_s", "pet_skateboard"),
    ("models --product text-to", "text-to-video"),
    ("task wait multi", "multi-shot"),
];

fn script(shell: &str) -> String {
    Run::of(klingctl(".".as_ref(), &format!("completions {shell}"))).expect_exit(0).stdout
}

/// Asks bash itself, where it is there.
#[test]
fn bash_completes_words_that_were_begun() {
    if Command::new("bash").args(["-c", "exit"]).status().is_err() {
        return;
    }
    let folder = tempdir().expect("a folder");
    std::fs::write(folder.path().join("klingctl.bash"), script("bash")).expect("a file");
    for (line, expected) in BEGUN {
        let mut bash = Command::new("bash");
        let ask = "source ./klingctl.bash; COMP_WORDS=(klingctl \"$@\"); COMP_CWORD=$#; \
                   _klingctl klingctl \"${COMP_WORDS[COMP_CWORD]}\" \"${COMP_WORDS[COMP_CWORD-1]}\"; \
                   printf '%s\\n' \"${COMPREPLY[@]}\"";
        bash.current_dir(folder.path()).args(["-c", ask, "bash"]).args(line.split_whitespace());
        let offered = Run::of(bash).expect_exit(0).stdout;
        let begun = line.split_whitespace().last().expect("a word");
        assert!(offered.lines().any(|word| word == expected), "{line}: {offered}");
        assert!(offered.lines().all(|word| word.starts_with(begun)), "{line}: {offered}");
    }
}

#[test]
fn zsh_and_fish_offer_the_words_with_their_option() {
    let zsh = script("zsh");
    let fish = script("fish");
    for (option, words) in [
        ("model", ["kling-3.0-turbo", "kling-v3-omni"]),
        ("voice-id", ["oversea_male1", "chat1_female_new-3"]),
        ("effect-scene", ["pet_skateboard", "daily_ootd"]),
        ("product", ["text-to-video", "multi-shot"]),
    ] {
        for word in words {
            let offered = zsh.lines().filter(|line| line.trim_start().starts_with(&format!("'--{option}=[")));
            let offered = offered.filter_map(|line| line.rsplit_once(":(")?.1.split_once(')')).map(|(words, _)| words);
            assert!(
                offered.into_iter().any(|words| words.split(' ').any(|one| one == word)),
                "zsh, --{option}: {word}"
            );

            let offered = fish.split("complete -c klingctl").filter(|one| one.contains(&format!(" -l {option} ")));
            let offered = offered.filter_map(|one| one.split_once(" -a \"")).map(|(_, words)| words);
            let is_offered = |words: &str| words.lines().any(|line| line.split("\\t").next() == Some(word));
            assert!(offered.into_iter().any(is_offered), "fish, --{option}: {word}");
        }
    }
}
