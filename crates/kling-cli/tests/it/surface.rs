//! Help, messages and plans as golden files. `TRYCMD=overwrite cargo test -p kling-cli surface` renews them.

use crate::program::VARIABLES;

#[test]
fn surface() {
    let cases = trycmd::TestCases::new();
    // An empty variable counts as not set.
    for name in VARIABLES {
        cases.env(name, "");
    }
    cases.env("LC_ALL", "C.UTF-8").env("NO_COLOR", "1").case("tests/surface/*.trycmd");
}
