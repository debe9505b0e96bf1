//! `klingctl playground`

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::Stdio;

use crate::emulator_process::send_signal;
use crate::program::klingctl;

/// Status line and headers, and the body, of one GET.
fn get(address: &str, path: &str) -> (String, Vec<u8>) {
    let mut stream = TcpStream::connect(address).expect("it listens");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").expect("it reads");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("it answers");
    let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n").expect("a head");
    (String::from_utf8_lossy(&answer[..end]).into_owned(), answer[end + 4..].to_vec())
}

#[test]
fn the_page_is_served_whole_and_nothing_else_is() {
    let mut command = klingctl(Path::new("."), "playground");
    let mut child = command.stdout(Stdio::piped()).spawn().expect("the program starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("an address");
    let address = line.trim().strip_prefix("http://").and_then(|rest| rest.strip_suffix('/')).expect("an address");

    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/playground");
    let (head, body) = get(address, "/");
    assert!(head.contains("content-type: text/html"), "{head}");
    assert_eq!(body, std::fs::read(page.join("index.html")).expect("the page"));
    for entry in std::fs::read_dir(&page).expect("the folder of the page") {
        let name = entry.expect("a file").file_name().into_string().expect("a plain name");
        if name == "README.md" {
            continue;
        }
        let (head, body) = get(address, &format!("/{name}?version=1"));
        assert!(head.starts_with("HTTP/1.1 200"), "{name}: {head}");
        assert_eq!(body, std::fs::read(page.join(&name)).expect("a file of the page"), "{name}");
    }
    for path in ["/nowhere.html", "/README.md", "/../Cargo.toml", "/%2e%2e/Cargo.toml", "//etc/passwd"] {
        assert!(get(address, path).0.starts_with("HTTP/1.1 404"), "{path}");
    }

    send_signal(&child, "INT");
    assert!(child.wait().expect("it ends").success());
}
