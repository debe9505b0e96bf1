//! `klingctl playground`

use std::net::{Ipv4Addr, SocketAddr};

use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use clap::Args;
use include_dir::{Dir, include_dir};
use kling::Error;
use serde_json::json;
use tokio::net::TcpListener;

use crate::async_runtime::block_on;
use crate::exit_code::ExitCode;
use crate::global_options::GlobalOptions;
use crate::interruption::Interruption;
use crate::report::Failure;
use crate::stdout;

/// The page, which needs nothing else. The folder is a link to `docs/playground`.
static PAGE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/playground");

/// Serve a page on which to try plans, in a browser on this machine
///
/// Prints its address, with --json as {url}, and serves it until Ctrl-C or SIGTERM. The page computes everything itself; pictures stay in the browser.
#[derive(Args, Debug)]
pub(crate) struct PlaygroundArgs {
    /// The address to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDR", default_value_t = SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))]
    listen: SocketAddr,
}

impl PlaygroundArgs {
    pub(crate) fn run(self, options: &GlobalOptions) -> Result<ExitCode, Failure> {
        block_on(self.serve(options))
    }

    async fn serve(self, options: &GlobalOptions) -> Result<ExitCode, Failure> {
        let interruption = Interruption::listen()?;
        let unable = |source| Error::invalid_input("the page cannot be served").with_source(source);
        let listener = TcpListener::bind(self.listen).await.map_err(unable)?;
        let address = listener.local_addr().map_err(unable)?;
        let url = format!("http://{address}/");
        match options.json {
            true => stdout::print_json_line(&json!({ "url": url }))?,
            false => stdout::print(url)?,
        }
        let server = axum::serve(listener, Router::new().fallback(async |uri: Uri| answer(&uri)));
        server.with_graceful_shutdown(interruption.received()).await.map_err(unable)?;
        Ok(ExitCode::Done)
    }
}

fn answer(uri: &Uri) -> Response {
    let name = match uri.path().trim_start_matches('/') {
        "" => "index.html",
        name => name,
    };
    let Some((file, kind)) = PAGE.get_file(name).zip(content_type(name)) else {
        return (StatusCode::NOT_FOUND, "there is no such page\n").into_response();
    };
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-cache")], file.contents()).into_response()
}

/// What kind of file it is, among the kinds that the page has.
fn content_type(name: &str) -> Option<&'static str> {
    Some(match name.rsplit_once('.')?.1 {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        _ => return None,
    })
}
