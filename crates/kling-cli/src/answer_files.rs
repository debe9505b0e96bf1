//! The files that the answer of a call names.

use kling::runtime::{Content, picture_extension};
use serde_json::Value;

use crate::made::RemoteFile;

/// The files that an answer can name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AnswerFiles {
    pub(crate) files: &'static [AnswerFile],
    /// Whether they show how things stand, so that those of a later call take their place.
    pub(crate) are_replaced: bool,
}

/// One kind of file that an answer can name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AnswerFile {
    /// What tells it from the others.
    pub(crate) name: &'static str,
    pub(crate) content: Content,
}

/// The parts that are cut out of a picture.
pub(crate) static SEGMENTS: AnswerFiles = AnswerFiles {
    files: &[
        AnswerFile { name: "object_seg", content: Content::Picture },
        AnswerFile { name: "head_seg", content: Content::Picture },
        AnswerFile { name: "face_seg", content: Content::Picture },
        AnswerFile { name: "cloth_seg", content: Content::Picture },
    ],
    are_replaced: false,
};

/// What shows the marks of an editing session.
pub(crate) static PREVIEW: AnswerFiles = AnswerFiles {
    files: &[
        AnswerFile { name: "video", content: Content::Video },
        AnswerFile { name: "video_cover", content: Content::Picture },
    ],
    are_replaced: true,
};

impl AnswerFile {
    /// Where it lies; `None` when the answer does not name it.
    pub(crate) fn find(self, data: &Value) -> Option<RemoteFile> {
        let url = self.address_in(data).filter(|url| !url.is_empty())?;
        let extension = if self.content == Content::Video { "mp4" } else { picture_extension(url) };
        Some(RemoteFile { url: url.to_owned(), name: self.name.to_owned(), extension, content: self.content })
    }

    /// The member of this name, or the address of the item of this type.
    fn address_in(self, value: &Value) -> Option<&str> {
        match value {
            Value::Object(members) => match members.get(self.name) {
                Some(Value::String(url)) => Some(url),
                _ if members.get("type").is_some_and(|kind| kind == self.name) => members.get("url")?.as_str(),
                _ => members.values().find_map(|member| self.address_in(member)),
            },
            Value::Array(items) => items.iter().find_map(|item| self.address_in(item)),
            _ => None,
        }
    }
}
