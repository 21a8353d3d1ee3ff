//! A small HTTP client: one request per connection.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use hss_mock::Mock;
use serde_json::Value;

/// A request to be sent.
pub(crate) struct Call {
    method: &'static str,
    target: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// A response.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// A request with a token that any mock takes unless it knows tokens of its own.
pub(crate) fn call(method: &'static str, target: impl Into<String>) -> Call {
    let headers = vec![("X-Auth-Token".to_owned(), "token".to_owned())];
    Call { method, target: target.into(), headers, body: Vec::new() }
}

pub(crate) fn get(target: impl Into<String>) -> Call {
    call("GET", target)
}

impl Call {
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn without_token(mut self) -> Self {
        self.headers.retain(|(name, _)| name != "X-Auth-Token");
        self
    }

    pub(crate) fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    pub(crate) fn send(self, mock: &Mock) -> Response {
        self.try_send(mock).unwrap()
    }

    pub(crate) fn try_send(self, mock: &Mock) -> io::Result<Response> {
        let mut connection = connect(mock)?;
        let mut head = format!("{} {} HTTP/1.1\r\nHost: {}\r\n", self.method, self.target, mock.address());
        head.push_str(&format!("Connection: close\r\nContent-Length: {}\r\n", self.body.len()));
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        connection.write_all(format!("{head}\r\n").as_bytes())?;
        connection.write_all(&self.body)?;
        let mut bytes = Vec::new();
        connection.read_to_end(&mut bytes)?;
        Response::parse(&bytes).ok_or_else(|| io::Error::other("not an HTTP response"))
    }
}

pub(crate) fn connect(mock: &Mock) -> io::Result<TcpStream> {
    let connection = TcpStream::connect(mock.address())?;
    connection.set_read_timeout(Some(Duration::from_secs(20)))?;
    Ok(connection)
}

impl Response {
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
        let head = std::str::from_utf8(&bytes[..end]).ok()?;
        let mut lines = head.lines();
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let headers = lines.filter_map(|line| {
            let (name, value) = line.split_once(':')?;
            Some((name.to_ascii_lowercase(), value.trim().to_owned()))
        });
        Some(Self { status, headers: headers.collect(), body: bytes[end + 4..].to_vec() })
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.header("content-type"), Some("application/json"), "{}", self.text());
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// The error body's message, after checking that it is one.
    pub(crate) fn error(&self, status: u16, code: &str) -> String {
        assert_eq!(self.status, status, "{}", self.text());
        let body = self.json();
        assert_eq!(body["error_code"], code, "{body}");
        assert_eq!(body["request_id"].as_str(), self.header("x-request-id"));
        assert_eq!(body["request_id"].as_str().unwrap().len(), 32);
        body["error_msg"].as_str().unwrap().to_owned()
    }
}
