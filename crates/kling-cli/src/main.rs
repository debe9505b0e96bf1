//! `klingctl`: the Kling AI API at the terminal.

mod answer_files;
mod answer_text;
mod async_runtime;
mod cli;
mod command_words;
mod commands;
mod connection;
mod destination;
mod direct_call;
mod direct_run;
mod drawing;
mod exit_code;
mod expansion_job;
mod expansion_record;
mod followed;
mod foreign_options;
mod global_options;
mod help_text;
mod implied_members;
mod input;
mod interruption;
mod json_argument;
mod json_schema;
mod ledger_table;
mod library;
mod logging;
mod made;
mod manual;
mod media_argument;
mod media_rules;
mod member_names;
mod missing_members;
mod model_table;
mod object_notation;
mod open_words;
mod openapi_document;
mod order_options;
mod order_record;
mod order_run;
mod orders;
mod plan_record;
mod plan_table;
mod product_command;
mod product_table;
mod progress;
mod report;
mod request_body;
mod request_flags;
mod request_schema;
mod speaking;
mod stdout;
mod task_stage;
mod task_summary;
mod text_table;
mod timestamp;
mod typed_value;
mod units;
mod unknown_words;
mod verb_definition;
mod wait_timeout;
mod waiting;
mod wish;

fn main() -> std::process::ExitCode {
    cli::run().into()
}
