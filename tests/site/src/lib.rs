//! A site of doc pages on this machine, served by hyper.
//!
//! It has validators (`ETag`, `Last-Modified`), faults that are served instead of a document, and a record of requests.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod body;
mod pages;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use bytes::Bytes;
use hyper::body::Incoming;
use hyper::header::{
    CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED,
    LOCATION, RETRY_AFTER,
};
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

use body::Body;
pub use pages::{index, page};

/// Something that is served in place of a document.
#[derive(Clone, Debug)]
pub enum Fault {
    /// A status without a document.
    Status(u16),
    /// A status, and the value of `Retry-After`.
    RetryAfter(u16, String),
    /// Half of the document, though all of it is announced.
    Cut,
    /// The document after this time.
    Slow(Duration),
    /// A redirect to this address.
    Redirect(String),
    /// Another text with status 200, such as a page to log in.
    Text(String),
    /// These bytes with status 200, in this encoding.
    Encoded(&'static str, Vec<u8>),
}

/// A request that the site received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// The path with the query; host and port where a tunnel is asked for.
    pub path: String,
    /// True if the document was to be sent only if it changed.
    pub is_conditional: bool,
    /// The status of the response.
    pub status: u16,
    /// The time at which it came.
    pub time: Instant,
}

/// The validators that the site sends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Validators {
    /// `ETag`.
    #[default]
    Etag,
    /// `Last-Modified`.
    LastModified,
    /// None: only the content tells.
    None,
}

#[derive(Default)]
struct State {
    documents: BTreeMap<String, (String, u64)>,
    faults: BTreeMap<String, (Fault, usize)>,
    received: Vec<Received>,
    /// The requests without a response, and the largest number of them so far.
    open: usize,
    most_open: usize,
    validators: Validators,
    version: u64,
}

/// A site that is served until the end of the process.
#[derive(Clone)]
pub struct Site {
    state: Arc<Mutex<State>>,
    address: SocketAddr,
}

impl Default for Site {
    fn default() -> Self {
        Self::new()
    }
}

impl Site {
    /// An empty site, on a port of its own.
    pub fn new() -> Self {
        Self::on("127.0.0.1:0".parse().expect("an address"))
    }

    /// An empty site on this address.
    pub fn on(address: SocketAddr) -> Self {
        let state = Arc::new(Mutex::new(State::default()));
        let (tell, address_of) = mpsc::channel();
        let of_thread = state.clone();
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = TcpListener::bind(address).await.unwrap();
                tell.send(listener.local_addr().unwrap()).unwrap();
                while let Ok((stream, _)) = listener.accept().await {
                    let state = of_thread.clone();
                    let service = service_fn(move |request| serve(state.clone(), request));
                    let server = hyper::server::conn::http1::Builder::new();
                    tokio::spawn(server.serve_connection(TokioIo::new(stream), service));
                }
            });
        });
        Self { state, address: address_of.recv().unwrap() }
    }

    /// The address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Puts a document in place.
    pub fn put(&self, path: &str, text: &str) {
        let mut state = self.state();
        state.version += 1;
        let version = state.version;
        state.documents.insert(path.to_owned(), (text.to_owned(), version));
    }

    /// Takes a document away.
    pub fn remove(&self, path: &str) {
        self.state().documents.remove(path);
    }

    /// Serves a fault this many times in place of a document.
    pub fn fault(&self, path: &str, fault: Fault, times: usize) {
        self.state().faults.insert(path.to_owned(), (fault, times));
    }

    /// Serves no more faults.
    pub fn heal(&self) {
        self.state().faults.clear();
    }

    /// Sends these validators.
    pub fn validate_by(&self, validators: Validators) {
        self.state().validators = validators;
    }

    /// The requests since the last call, in order.
    pub fn received(&self) -> Vec<Received> {
        std::mem::take(&mut self.state().received)
    }

    /// The number of requests since the last call of [`received`](Self::received).
    pub fn count(&self) -> usize {
        self.state().received.len()
    }

    /// The largest number of requests that waited for their responses at a time.
    pub fn most_at_a_time(&self) -> usize {
        self.state().most_open
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A response that is ready, and the time after which it is sent.
struct PendingResponse {
    status: u16,
    headers: Vec<(HeaderName, String)>,
    body: Body,
    delay: Duration,
}

async fn serve(state: Arc<Mutex<State>>, request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
    // A tunnel through a proxy is asked for by host and port alone.
    let path = request.uri().path_and_query().map(|path| path.as_str().to_owned());
    let path = path.unwrap_or_else(|| request.uri().to_string());
    let header = |name: HeaderName| Some(request.headers().get(name)?.to_str().ok()?.to_owned());
    let known = header(IF_NONE_MATCH).or_else(|| header(IF_MODIFIED_SINCE));
    let pending = {
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        let pending = state.respond(&path, known.as_deref());
        let is_conditional = known.is_some();
        let time = Instant::now();
        state.received.push(Received { path, is_conditional, status: pending.status, time });
        state.open += 1;
        state.most_open = state.most_open.max(state.open);
        pending
    };
    tokio::time::sleep(pending.delay).await;
    state.lock().unwrap_or_else(PoisonError::into_inner).open -= 1;
    let mut response = Response::builder().status(StatusCode::from_u16(pending.status).expect("a status"));
    for (name, value) in pending.headers {
        response = response.header(name, value);
    }
    Ok(response.body(pending.body).expect("valid headers"))
}

impl State {
    fn respond(&mut self, path: &str, known: Option<&str>) -> PendingResponse {
        let response = |status: u16, text: &str| PendingResponse {
            status,
            headers: Vec::new(),
            body: Body::whole(Bytes::from(text.to_owned())),
            delay: Duration::ZERO,
        };
        let fault = self.faults.get_mut(path).filter(|(_, times)| *times > 0);
        let fault = fault.map(|(fault, times)| {
            *times = times.saturating_sub(1);
            fault.clone()
        });
        let document = || match self.documents.get(path) {
            None => response(404, "<html><title>404</title></html>"),
            Some((text, version)) => {
                let validator = self.validator(text, *version);
                if validator.as_ref().is_some_and(|(_, value)| Some(value.as_str()) == known) {
                    return response(304, "");
                }
                let mut response = response(200, text);
                response.headers.push((CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()));
                response.headers.extend(validator);
                response
            }
        };
        match fault {
            None => document(),
            Some(Fault::Status(status)) => response(status, "<html><title>Error</title></html>"),
            Some(Fault::RetryAfter(status, value)) => {
                let mut response = response(status, "");
                response.headers.push((RETRY_AFTER, value));
                response
            }
            Some(Fault::Cut) => {
                let text = self.documents.get(path).map_or("", |(text, _)| text);
                PendingResponse { body: Body::cut(text), ..response(200, "") }
            }
            Some(Fault::Slow(delay)) => PendingResponse { delay, ..document() },
            Some(Fault::Redirect(to)) => {
                let mut response = response(302, "");
                response.headers.push((LOCATION, to));
                response
            }
            Some(Fault::Text(text)) => response(200, &text),
            Some(Fault::Encoded(encoding, bytes)) => {
                let headers = vec![(CONTENT_ENCODING, encoding.to_owned())];
                PendingResponse { headers, body: Body::whole(Bytes::from(bytes)), ..response(200, "") }
            }
        }
    }

    fn validator(&self, text: &str, version: u64) -> Option<(HeaderName, String)> {
        match self.validators {
            Validators::Etag => {
                let mut hasher = DefaultHasher::new();
                text.hash(&mut hasher);
                Some((ETAG, format!("\"{:x}\"", hasher.finish())))
            }
            Validators::LastModified => {
                let (minute, second) = (version / 60 % 60, version % 60);
                Some((LAST_MODIFIED, format!("Mon, 05 Jan 2026 10:{minute:02}:{second:02} GMT")))
            }
            Validators::None => None,
        }
    }
}
