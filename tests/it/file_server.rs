//! A server of one file, on a plain socket, that answers exactly what a test says.

use std::io::Write;
use std::net::TcpListener;
use std::thread;

use crate::raw_vendor::Request;

/// Answers every request with this; the address of the file.
pub(crate) fn serve(status: &str, headers: &str, body: &[u8]) -> String {
    serve_in_turn(&[(status, headers, body)])
}

/// Answers the first request with the first of these, and so on; the last one stays. A header `X-Cut: n` closes the connection
/// after `n` bytes of the body.
pub(crate) fn serve_in_turn(answers: &[(&str, &str, &[u8])]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/file.png", listener.local_addr().unwrap());
    let answers: Vec<Vec<u8>> = answers.iter().map(|(status, headers, body)| answer(status, headers, body)).collect();
    thread::spawn(move || {
        for (number, connection) in listener.incoming().flatten().enumerate() {
            if Request::read(&connection).is_some() {
                let answer = answers.get(number).or(answers.last()).unwrap();
                // A client that has read enough hangs up.
                let _ = (&connection).write_all(answer);
            }
        }
    });
    address
}

fn answer(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let cut = headers.split("X-Cut: ").nth(1).and_then(|rest| rest.split_whitespace().next()?.parse().ok());
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\n{headers}Connection: close\r\n\r\n");
    [head.as_bytes(), &body[..cut.unwrap_or(length)]].concat()
}
