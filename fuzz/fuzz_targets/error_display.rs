//! Any response, up to the message of the error.

#![no_main]

use std::sync::LazyLock;
use std::sync::{Mutex, PoisonError};

use arbitrary::Arbitrary;
use hss_client::bytes::Bytes;
use hss_client::image::TaskKind;
use hss_client::prelude::*;
use hss_client::{BoxFuture, Client, Credentials, Error, ExponentialBackoff, Transport, TransportError};
use libfuzzer_sys::fuzz_target;
use tokio::runtime::Runtime;

/// Secret that the server may quote.
const SECRET: &str = "SKEXAMPLESECRET";

#[derive(Arbitrary, Debug)]
struct Sent<'a> {
    status: u16,
    headers: Vec<(Header, &'a [u8])>,
    /// The secret is put in front of the body.
    quotes_secret: bool,
    body: &'a [u8],
}

#[derive(Arbitrary, Clone, Copy, Debug)]
enum Header {
    RequestId,
    ContentType,
    Date,
    Location,
    RetryAfter,
}

impl Header {
    fn name(self) -> &'static str {
        match self {
            Header::RequestId => "x-request-id",
            Header::ContentType => "content-type",
            Header::Date => "date",
            Header::Location => "location",
            Header::RetryAfter => "retry-after",
        }
    }
}

/// Responds to every request with the same response.
struct Server;

static RESPONSE: Mutex<Option<http::Response<Bytes>>> = Mutex::new(None);

impl Transport for Server {
    fn send(&self, _: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let response = RESPONSE.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Box::pin(std::future::ready(Ok(response.expect("a response is set before the call"))))
    }
}

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime starts")
});

fn client() -> Client {
    Client::builder()
        .endpoint("https://hss.example.com")
        .credentials(Credentials::new("AKEXAMPLE", SECRET))
        .project_id("0123456789abcdef0123456789abcdef")
        .retry(ExponentialBackoff::none())
        .transport(Server)
        .build()
        .expect("the settings are valid")
}

fn response(sent: &Sent<'_>) -> Option<http::Response<Bytes>> {
    let mut response = http::Response::builder().status(sent.status);
    for (name, value) in &sent.headers {
        response = response.header(name.name(), *value);
    }
    let secret = if sent.quotes_secret { SECRET } else { "" };
    response.body([secret.as_bytes(), sent.body].concat().into()).ok()
}

fuzz_target!(|sent: Sent<'_>| {
    let Some(response) = response(&sent) else { return };
    *RESPONSE.lock().unwrap_or_else(PoisonError::into_inner) = Some(response);
    let call = client().image().list_image_scan_task(TaskKind::ImageScan).send();
    if let Err(error) = RUNTIME.block_on(call) {
        check(&error);
    }
});

fn check(error: &Error) {
    let mut texts =
        vec![error.to_string(), format!("{error:?}"), error.code().unwrap_or_default().to_owned()];
    texts.extend(error.request_id().map(str::to_owned));
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        texts.extend([cause.to_string(), format!("{cause:?}")]);
        source = cause.source();
    }
    if let Error::Api(error) = error {
        texts.extend(error.message.clone());
        texts.extend(error.encoded_authorization_message.clone());
        assert!(!String::from_utf8_lossy(&error.body).contains(SECRET), "the body has the secret");
    }
    for text in texts {
        // The difference of a signature has a line per header.
        let is_unsafe = |letter: char| letter != '\n' && letter.is_control() || is_formatting(letter);
        assert!(!text.contains(is_unsafe), "{text:?}");
        assert!(!text.contains(SECRET), "{text:?}");
    }
}

/// True for bidirectional formatting and for line separators.
fn is_formatting(letter: char) -> bool {
    matches!(u32::from(letter), 0x61c | 0x200e | 0x200f | 0x2028..=0x202e | 0x2066..=0x2069)
}
