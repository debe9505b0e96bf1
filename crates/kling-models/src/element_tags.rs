//! The tags that an element can carry.

/// A tag of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ElementTag {
    /// The value of `tag_id`; element results call it `id`.
    pub id: &'static str,
    /// What it stands for.
    pub name: &'static str,
}

const fn tag(id: &'static str, name: &'static str) -> ElementTag {
    ElementTag { id, name }
}

/// The tags, by the vendor's documents of April 2026.
///
/// ```
/// use kling_models::ELEMENT_TAGS;
///
/// assert!(ELEMENT_TAGS.iter().any(|tag| tag.id == "o_102" && tag.name == "character"));
/// ```
pub const ELEMENT_TAGS: &[ElementTag] = &[
    tag("o_101", "hottest"),
    tag("o_102", "character"),
    tag("o_103", "animal"),
    tag("o_104", "item"),
    tag("o_105", "costume"),
    tag("o_106", "scene"),
    tag("o_107", "effect"),
    tag("o_108", "others"),
];
