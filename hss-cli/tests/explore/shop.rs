//! A small API with bodies of all kinds, and a server of it that records what it gets.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};

use tempfile::TempDir;

use crate::Explorer;

const OPERATIONS: [&str; 10] = [
    r#"{ "operation": "CreateOrder", "method": "POST", "path": "/orders",
         "body": { "content": "json", "type": "Order", "required": true },
         "response": { "status": 200, "type": "Receipt" },
         "models": {
           "Order": { "fields": [
             { "name": "customer", "type": "string", "required": true, "length": "1..=10" },
             { "name": "items", "type": "[Item]", "items": "1..=3" },
             { "name": "address", "type": "Address" },
             { "name": "pass_phrase", "type": "string", "secret": true } ] },
           "Item": { "fields": [
             { "name": "count", "type": "integer", "required": true, "range": "1..=5" },
             { "name": "tags", "type": "[string]" } ] },
           "Address": { "fields": [ { "name": "city", "type": "string", "length": "2..=20" } ] },
           "Receipt": { "fields": [ { "name": "number", "type": "integer" }, { "name": "note", "type": "string" } ] } } }"#,
    r#"{ "operation": "Enter", "method": "POST", "path": "/enter",
         "body": { "content": "urlencoded", "type": "Entry", "required": true }, "response": { "status": 204 },
         "models": { "Entry": { "fields": [
           { "name": "user", "type": "string", "required": true },
           { "name": "pin", "type": "string", "secret": true } ] } } }"#,
    r#"{ "operation": "SendForm", "method": "POST", "path": "/form",
         "body": { "content": "multipart", "type": "Form", "required": true, "parts": { "cover": { "headers": [
           { "name": "X-Checksum", "type": "string", "required": true }, { "name": "X-Angle", "type": "integer" }] } } },
         "response": { "status": 204 },
         "models": { "Form": { "fields": [
           { "name": "title", "type": "string", "required": true },
           { "name": "cover", "type": "file", "required": true },
           { "name": "pages", "type": "[file]" } ] } } }"#,
    r#"{ "operation": "SendPicture", "method": "PUT", "path": "/picture",
         "body": { "content": "bytes", "media_type": "image/png", "type": "file", "required": true },
         "response": { "status": 204 } }"#,
    r#"{ "operation": "SendNote", "method": "PUT", "path": "/note",
         "body": { "content": "bytes", "media_type": "text/plain", "type": "file", "required": true },
         "response": { "status": 204 } }"#,
    r#"{ "operation": "Choose", "method": "POST", "path": "/choose",
         "body": { "content": "json", "type": "Choice", "required": true,
                   "also": [{ "content": "urlencoded", "type": "Choice" }] },
         "response": { "status": 204 },
         "models": { "Choice": { "fields": [ { "name": "color", "type": "string", "required": true } ] } } }"#,
    r#"{ "operation": "Pay", "method": "POST", "path": "/payments",
         "body": { "content": "json", "type": "Payment", "required": true },
         "response": { "status": 200, "type": "Paid" },
         "other_responses": [{ "status": "202", "type": "Waiting" }, { "status": "2XX", "type": "file", "media_type": "text/plain" }],
         "models": {
           "Payment": { "fields": [
             { "name": "number", "type": "integer", "required": true },
             { "name": "way", "type": "Way", "required": true },
             { "name": "parts", "type": "[Way]", "items": "..=3" } ] },
           "Way": { "union": { "tag": "kind", "values": { "card": "Card", "cash": "Cash" } }, "fields": [
             { "name": "Card", "type": "Card" }, { "name": "Cash", "type": "Cash" } ] },
           "Card": { "fields": [
             { "name": "digits", "type": "string", "required": true, "length": "4..=8" },
             { "name": "code", "type": "string", "secret": true } ] },
           "Cash": { "fields": [ { "name": "coins", "type": "[integer]", "required": true, "range": "1..=9" } ] },
           "Waiting": { "fields": [ { "name": "minutes", "type": "integer" } ] },
           "Paid": { "fields": [ { "name": "total", "type": "integer" } ] } } }"#,
    r#"{ "operation": "Tree", "method": "PUT", "path": "/tree",
         "body": { "content": "json", "type": "Branch", "required": true }, "response": { "status": 204 },
         "models": { "Branch": { "fields": [
           { "name": "name", "type": "string", "required": true },
           { "name": "left", "type": "[Branch]" }, { "name": "right", "type": "[Branch]" },
           { "name": "other", "type": "[Branch]" }, { "name": "last", "type": "[Branch]" } ] } } }"#,
    r#"{ "operation": "ReadFile", "method": "GET", "path": "/file",
         "parameters": [{ "name": "kind", "in": "query", "type": "string" },
                         { "name": "X-Mark", "in": "header", "type": "string" }],
         "response": { "status": 200, "type": "file" } }"#,
    r#"{ "operation": "ShowTable", "method": "GET", "path": "/table",
         "response": { "status": 200, "type": "Paid", "also": [{ "media_type": "text/csv", "type": "file" }] } }"#,
];

/// Writes the spec of the shop.
pub(crate) fn spec() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path());
    folder
}

fn write(folder: &Path) {
    fs::create_dir_all(folder.join("shop")).unwrap();
    let service = r#"{ "name": "shop", "title": "The Shop", "endpoint": "http://shop.example" }"#;
    fs::write(folder.join("service.json"), service).unwrap();
    for operation in OPERATIONS {
        let id = operation.split('"').nth(3).unwrap();
        fs::write(folder.join(format!("shop/{id}.json")), operation).unwrap();
    }
}

/// An explorer of the shop that calls this server.
pub(crate) fn explore(spec: &TempDir, server: &Server) -> Explorer {
    Explorer::start(&["--spec", spec.path().to_str().unwrap(), "--endpoint", &server.url])
}

/// A server that records requests, and responds to all of them in the same way.
pub(crate) struct Server {
    pub(crate) url: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// A server with this response: its head without the length, and its body.
    pub(crate) fn start(head: &'static str, body: impl Into<String>) -> Self {
        let body = body.into();
        Self::with(move |_| (head, body.clone()))
    }

    /// A server whose response depends on the number of requests before.
    pub(crate) fn with(respond: impl Fn(usize) -> (&'static str, String) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let record = Arc::clone(&requests);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let request = read(&mut stream);
                let count = record.lock().unwrap().len();
                record.lock().unwrap().push(request);
                let (head, body) = respond(count);
                let length = match head.contains(" 204 ") {
                    true => String::new(),
                    false => format!("Content-Length: {}\r\n", body.len()),
                };
                let _ = write!(stream, "{head}\r\nConnection: close\r\n{length}\r\n{body}");
            }
        });
        Self { url, requests }
    }

    /// The latest request, with its head and body.
    pub(crate) fn latest(&self) -> String {
        self.requests.lock().unwrap().last().cloned().unwrap_or_default()
    }
}

/// A whole request, whose length is announced or which is in chunks.
fn read(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut piece = [0; 8_192];
    loop {
        let count = stream.read(&mut piece).unwrap();
        bytes.extend_from_slice(&piece[..count]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let head = head.to_ascii_lowercase();
        let length =
            head.split("content-length: ").nth(1).and_then(|rest| rest.lines().next()?.trim().parse().ok());
        let is_whole = match length {
            Some(length) => body.len() >= length,
            None if head.contains("transfer-encoding: chunked") => body.ends_with("0\r\n\r\n"),
            None => true,
        };
        if is_whole || count == 0 {
            return text;
        }
    }
}
