//! Texts of the documents, in the words of the command line.

use clap::Arg;
use serde_json::Value;

use crate::member_names::MemberNames;
use crate::product_table::VERBS;
use crate::request_flags::Flag;

/// What the documents say of a file that goes into a body. The program reads the file itself.
const IN_BASE64: &str = ", or the file in Base64 without any `data:` prefix";

/// The words of one command line.
pub(crate) struct HelpText<'a> {
    pub(crate) flags: &'a [Flag],
}

impl HelpText<'_> {
    /// A text with commands in the place of operations, and options in the place of members.
    pub(crate) fn translate(&self, text: &str) -> String {
        let mut text = text.replace(IN_BASE64, ", or a file");
        for verb in VERBS {
            if let Some(operation) = verb.operation() {
                text = text.replace(&format!("`{operation}`"), &format!("`klingctl {verb:?}`"));
            }
        }
        let label = |flag: &Flag| Some(flag.label());
        MemberNames { flags: self.flags, body: &Value::Null, name: &label }.translate(&text)
    }

    /// An option with its help translated.
    pub(crate) fn translate_help_of(&self, option: Arg) -> Arg {
        let help = option.get_help().map(|help| self.translate(&help.to_string()));
        let long_help = option.get_long_help().map(|help| self.translate(&help.to_string()));
        let option = help.map_or(option.clone(), |help| option.help(help));
        match long_help {
            Some(long_help) => option.long_help(long_help),
            None => option,
        }
    }
}
