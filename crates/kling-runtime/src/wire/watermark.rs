//! The member that says whether a watermarked copy is made.

use super::WatermarkInfo;

/// True asks for the watermarked copy, false says that there is to be none. What the server makes of an absent member has been told in
/// two ways.
impl From<bool> for WatermarkInfo {
    fn from(is_wanted: bool) -> Self {
        Self { enabled: Some(is_wanted) }
    }
}
