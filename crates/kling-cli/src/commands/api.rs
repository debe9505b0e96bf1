//! `klingctl api`

use clap::Args;
use kling::{Error, ErrorKind};
use reqwest::Method;
use serde_json::json;

use crate::async_runtime::block_on;
use crate::exit_code::ExitCode;
use crate::global_options::GlobalOptions;
use crate::progress::Progress;
use crate::report::Failure;
use crate::{json_argument, stdout};

/// Send any request to the API
///
/// It is signed, and sent again where that is safe. Prints the answer's JSON; when the API refuses, the code, message and
/// request id it refused with. Nothing is checked and nothing is looked up afterwards: for a POST that creates a task, put an
/// external_task_id of your own into the body.
#[derive(Args, Debug)]
pub(crate) struct ApiArgs {
    /// GET, POST, ...
    #[arg(value_name = "METHOD", value_parser = parse_method)]
    method: Method,

    /// A path with its query, such as /v1/images/editing/expand?pageNum=1
    #[arg(value_name = "PATH")]
    path: String,

    /// The body: JSON, @FILE or `-` for stdin
    #[arg(long, value_name = "JSON|@FILE|-", allow_hyphen_values = true)]
    body: Option<String>,
}

fn parse_method(text: &str) -> Result<Method, String> {
    let method = text.to_ascii_uppercase();
    let known = [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE];
    known
        .into_iter()
        .find(|known| known.as_str() == method)
        .ok_or_else(|| "one of GET, POST, PUT, PATCH, DELETE".to_owned())
}

impl ApiArgs {
    pub(crate) fn run(self, options: &GlobalOptions) -> Result<ExitCode, Failure> {
        let body = self.body.as_deref().map(|body| json_argument::read_bytes(body, "the body")).transpose()?;
        block_on(async {
            let connection = options.connection.open(&Progress::on_stderr()).await?;
            let session = connection.kling().session();
            match session.call(self.method, &self.path, body.map(Into::into)).await {
                Ok(answer) => stdout::print(pretty(answer.body())?)?,
                Err(error) => {
                    if let Some(code) = error.code() {
                        stdout::print_json(&json!({
                            "code": code.number(), "message": error.message(), "request_id": error.request_id(),
                        }))?;
                    }
                    return Err(error.into());
                }
            }
            Ok(ExitCode::Done)
        })
    }
}

/// Indented, with members and digits as they came.
fn pretty(json: &[u8]) -> Result<String, Error> {
    let unreadable =
        |source: serde_json::Error| Error::new(ErrorKind::Unreadable, "the answer is not JSON").with_source(source);
    let mut text = Vec::new();
    let mut reader = serde_json::Deserializer::from_slice(json);
    serde_transcode::transcode(&mut reader, &mut serde_json::Serializer::pretty(&mut text)).map_err(unreadable)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}
