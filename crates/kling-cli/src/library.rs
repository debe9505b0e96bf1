//! What there is: voices and elements, of one's own and official.

use std::pin::Pin;

use futures_util::{Stream, StreamExt as _, TryStreamExt as _};
use kling::{Error, Kling};
use serde_json::{Value, json};

use crate::global_options::GlobalOptions;
use crate::made::Described;
use crate::report::Failure;
use crate::{stdout, text_table};

/// What can be shown.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Library {
    Voices,
    PresetVoices,
    Elements,
    PresetElements,
}

impl Library {
    /// Asks for all of it, and prints it.
    pub(crate) async fn print(self, kling: &Kling, options: &GlobalOptions) -> Result<(), Failure> {
        let items: Vec<Value> = self.items(kling).try_collect().await?;
        let (noun, id) = match self {
            Self::Voices | Self::PresetVoices => ("voices", "voice_id"),
            Self::Elements | Self::PresetElements => ("elements", "element_id"),
        };
        if options.json {
            return stdout::print_json(&json!({ noun: items }));
        }
        if items.is_empty() {
            return stdout::print(format!("no {noun}"));
        }
        let text = |item: &Value, member: &str| item[member].as_str().unwrap_or_default().to_owned();
        let rows = items.iter().map(|item| {
            let state = if item["is_deleted"] == true { "deleted" } else { "" };
            [text(item, id), text(item, "name"), text(item, "owned_by"), state.to_owned()]
        });
        stdout::print(text_table::to_text(["id", "name", "owned by", ""], &[], rows))
    }

    fn items(self, kling: &Kling) -> Pin<Box<dyn Stream<Item = Result<Value, Error>>>> {
        let assets = kling.assets();
        match self {
            Self::Voices => Box::pin(assets.voices().map(json_of)),
            Self::PresetVoices => Box::pin(assets.preset_voices().map(json_of)),
            Self::Elements => Box::pin(assets.elements().map(json_of)),
            Self::PresetElements => Box::pin(assets.preset_elements().map(json_of)),
        }
    }
}

fn json_of<T: Described>(item: Result<T, Error>) -> Result<Value, Error> {
    item.map(|item| item.to_json())
}
