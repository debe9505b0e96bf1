//! The Kling AI API on a local port: stateful, strict like the vendor, with faults on demand. No account, no charge.
//!
//! It exists so that everything that talks to the API can be run and tested without one: in-process in a Rust test, or as a server
//! for anything else (`klingctl emulator`). It is written from the documented and observed facts of the wire, not from this
//! project's clients, so that the two are a check on each other.
//!
//! ```
//! use kling_emulator::{Emulator, Fault, When};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let emulator = Emulator::builder().api_key("secret").speed(60.0).start().await?;
//!
//! // Any client, in any language:
//! let url = format!("{}/v1/videos/text2video?pageSize=10", emulator.base_url());
//! let tasks: serde_json::Value = reqwest::Client::new().get(&url).bearer_auth("secret").send().await?.json().await?;
//! assert_eq!(tasks["message"], "SUCCEED");
//!
//! // What a test needs beyond the wire:
//! let control = emulator.control();
//! control.inject(Fault::hang_up(When::After))?;
//! assert!(reqwest::Client::new().get(&url).bearer_auth("secret").send().await.is_err());
//! assert_eq!(control.count_tasks(), 0);
//! emulator.shutdown().await;
//! # Ok(())
//! # }
//! ```
//!
//! # What it imitates
//!
//! | | |
//! |---|---|
//! | operations | every one of the documents: `/v1`, `/account`, the newer standard with `/tasks`, `/solutions` |
//! | credentials | opaque API keys, and HS256 tokens of AccessKey pairs; codes 1000 to 1004; API keys alone where the vendor takes no others |
//! | validation | the documents (required, types, bounds, words), the table of capabilities, each product's own rules, media by their content; 1201 with a message that names the field |
//! | leniency | `null`, `""` and `[]` as absent, numbers as strings, unknown members, any order, a slash at the end of a path |
//! | tasks | [`SUBMITTED_FOR`] submitted, [`PROCESSING_FOR`] processing, then `succeed` or `failed`; on the emulator's own clock |
//! | ids | `external_task_id` unique over the account for good; ids of videos, sounds, voices, elements and sessions lead from one call to the next |
//! | account | packs of each kind with units and slots; 1102 and 1303; exact units by the price list; ledgers of every deduction |
//! | results | pictures as PNG, videos as MP4, sounds as MP3 and WAV on plain GET, HEAD, Range, If-Range; gone [`RESULTS_LAST_FOR`] after the task ended |
//! | callbacks | every change of status in the words of its standard, unsigned or as Standard Webhooks |
//!
//! # Where the vendor's behaviour has no source
//!
//! Then something had to be chosen, and a test should not lean on it: lists run from the newest task to the oldest; a page number or
//! size out of range is 1201; four ratios of zero are accepted; a failed task costs nothing and keeps its external id; packs pay in
//! the order in which they expire, and must be able to pay for what is under way as well; a lack of units is noticed before a lack
//! of slots; results answer 404 once expired; each callback is sent once, the next after the last was answered or ten seconds have
//! passed; a deleted voice leaves the list of `/v1` and its task can still be queried, and a deleted element of the older family leaves
//! its list; EXIF orientation is not applied; the wording of messages that nobody has recorded; how many pixels a grade and a shape
//! are; a series of `auto` has four pictures; face sessions last a day; what has no known price costs nothing; tasks of `/solutions`
//! are not shown under `/tasks`; words outside a closed list are 1201.
//!
//! # What it does not imitate
//!
//! - The models. Pictures are painted from the words, or made from the given pictures; a video shows its first frame while a bar
//!   fills; a sound is a tune. Sizes, lengths, shapes and kinds are right. A border of an expansion is continued from the picture.
//! - Recognition. One face is found in every video, every part in every picture, and a selection is a disc around its point. Frames of
//!   videos that were not made here are not decoded: a painted picture stands for them, as for WebP.
//! - Time. Tasks take a fixed time, and there is no queue.
//! - Retired models, but for `kling-v1`, which the vendor was seen to refuse by name: they still work.
//! - Content policy (1300, 1301), rate limits (1302), whitelists (1304), post-payment (1101): inject them as faults.
//! - HTTPS, HTTP/2, regions, key management, the console, the cash balance: its ledger is empty.
//!
//! # On a network
//!
//! URLs of results name the address that is listened on. An emulator that listens on every address, as in a container, names the host
//! that the request named in `Host`. Behind a proxy, or when callbacks go to another machine, say [`Builder::public_url`].
//!
//! What the emulator itself sends, callbacks and requests for media given by URL, goes out directly: the system's proxy settings
//! (`HTTP_PROXY` and the like) are not read.
//!
//! # Limits of its own
//!
//! Bodies above 40 MB are answered 413, bodies nested deeper than 32 or of more than 100,000 values are refused. A picture above 36
//! megapixels makes a task that fails. Time ends with the year 9999.
//!
//! Results are files where the system keeps temporary ones, about 2.5 MB for an expanded photograph of 1920x1080. Each is deleted when
//! it expires, and all of them when the [`Emulator`] is dropped, or, after it was killed, when the next one starts on the machine. An
//! upload is held until the work on its task is done; as many tasks are worked on at a time as there are processors.
//! Records of tasks, about a kilobyte each, are kept as long as the emulator runs.
#![deny(missing_docs)]

mod account;
mod amounts;
mod app;
mod auth;
mod builder;
mod call;
mod callbacks;
mod clock;
mod control;
mod dispatch;
mod document;
mod envelope;
mod faults;
mod holdings;
mod ids;
mod inputs;
mod journal;
mod lenient;
mod operation;
mod ordering;
mod outpaint;
mod output;
mod products;
mod queries;
mod result_urls;
mod results;
mod results_folder;
mod router;
mod server;
mod studio;
mod tasks;
mod views;

/// The OpenAPI document that the emulator follows: all documents of the folder `openapi` in one, as JSON.
pub const OPENAPI: &str = include_str!("openapi.json");

pub use account::{Pack, PackChange, PackKind, PackStatus, PackSummary};
pub use app::Shape;
pub use builder::{
    Builder, DEFAULT_ACCESS_KEY, DEFAULT_API_KEY, DEFAULT_SECRET_KEY, Emulator, ReadyRecord, StartError,
};
pub use clock::UnixMillis;
pub use control::{Control, MAX_SPEED, UnknownPack, UnusableSpeed};
pub use faults::{Effect, Fault, Stage, UnusableFault, When};
pub use holdings::RESULTS_LAST_FOR;
pub use journal::JournalEntry;
pub use kling_models::Units;
pub use operation::Operation;
pub use tasks::{PROCESSING_FOR, SUBMITTED_FOR, TaskStatus, TaskSummary};
