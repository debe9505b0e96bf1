//! The program from outside: what it prints, what it leaves behind, how it exits.

mod commands;
mod emulator_process;
mod expansion;
mod faults;
mod interruption;
mod models;
mod ordering;
mod orders;
mod picture;
mod playground;
mod program;
mod steps;
mod surface;
mod tasks;
