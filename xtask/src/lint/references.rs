use crate::document::{COMMON, Document};
use crate::reference::{Reference, text_of};
use crate::walk;

use super::Findings;

/// Every `$ref` stands alone, names something that exists, in this document or in the common one, and every component
/// of a client document is used.
pub(super) fn check(documents: &[Document], findings: &mut Findings) {
    let Some(common) = documents.iter().find(|document| document.stem == COMMON) else { return };
    for document in documents {
        let mut used = Vec::new();
        walk::objects(&document.value, &mut |pointer, object| {
            let Some(text) = text_of(object) else { return };
            if object.len() > 1 {
                findings.add(document, pointer, "nothing may stand beside a $ref; wrap it in allOf to describe it");
            }
            let Some(reference) = Reference::parse(text) else {
                findings.add(document, pointer, format!("{text} is not a reference to a component"));
                return;
            };
            let home = match reference.file.as_deref() {
                None => document,
                Some(file) if file == format!("{COMMON}.yaml") && document.stem != COMMON => common,
                Some(file) => {
                    findings.add(document, pointer, format!("{file}: documents refer to {COMMON}.yaml only"));
                    return;
                }
            };
            if reference.find(&home.value).is_none() {
                findings.add(document, pointer, format!("{text} does not exist"));
            }
            if reference.file.is_none() {
                used.push(reference);
            }
        });
        if document.stem != COMMON {
            for (name, _) in walk::schemas(&document.value) {
                if !used.iter().any(|reference| reference.section == "schemas" && reference.name == name) {
                    findings.add(document, &format!("/components/schemas/{name}"), "nothing refers to it");
                }
            }
        }
    }
}
