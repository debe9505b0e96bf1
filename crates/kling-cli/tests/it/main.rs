//! The program from outside: what it prints, what it leaves behind, how it exits.

mod chains;
mod command_tree;
mod commands;
mod completions;
mod direct_calls;
mod emulator_process;
mod expansion;
mod faults;
mod interruption;
mod json_schemas;
mod manual;
mod media_files;
mod models;
mod operations;
mod ordering;
mod orders;
mod picture;
mod playground;
mod program;
mod refusals;
mod steps;
mod surface;
mod tasks;
mod terminal;
