//! Ids that only this crate's calls take.

kling_runtime::text_ids! {
    /// The id of an [`EditingSession`](crate::EditingSession). It lives 24 hours and stays the same while the session is edited.
    EditingSessionId;
    /// The id of the session in which faces were found. How long it lives is not documented.
    FaceSessionId;
    /// The id of a face within its session.
    FaceId;
}
