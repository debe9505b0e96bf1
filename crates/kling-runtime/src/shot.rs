//! One shot of a video.

/// One shot of several that the caller cuts. A shot may get more members, so it is made by [`new`](Shot::new):
///
/// ```compile_fail
/// let shot = kling_runtime::Shot { prompt: "a boat leaves the pier".to_owned(), seconds: 2 };
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Shot {
    /// What it shows, in 1 to 512 characters. Under the newer standard without a semicolon.
    pub prompt: String,
    /// How long it lasts, in whole seconds: at least 1.
    pub seconds: u32,
}

impl Shot {
    /// A shot that shows this for so many seconds.
    pub fn new(prompt: impl Into<String>, seconds: u32) -> Self {
        Self { prompt: prompt.into(), seconds }
    }
}
