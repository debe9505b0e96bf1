//! What the crate writes, read again by decoders of others; what others wrote, read by the crate.

mod decoders;
mod painting;
mod probing;
mod sounds;
mod streams;
mod videos;
