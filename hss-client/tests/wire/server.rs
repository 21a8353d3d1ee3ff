//! An in-memory server that records its requests.

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use hss_client::{
    BoxFuture, Builder, Client, Credentials, ExponentialBackoff, Transport, TransportError,
    TransportErrorKind,
};

pub(crate) const PROJECT: &str = "0123456789abcdef0123456789abcdef";

/// More requests than any test has a reason for.
const MOST_REQUESTS: usize = 10_000;

/// The server's reaction to a request, given the number of earlier ones.
type Behaviour = dyn Fn(usize, &http::Request<Bytes>) -> Outcome + Send + Sync;

pub(crate) enum Outcome {
    Response(http::Response<Bytes>),
    Fail(TransportErrorKind),
    Hang,
}

/// A server that records its requests.
#[derive(Clone)]
pub(crate) struct Server {
    behaviour: Arc<Behaviour>,
    seen: Arc<Mutex<Vec<http::Request<Bytes>>>>,
}

impl Server {
    pub(crate) fn new(
        behaviour: impl Fn(usize, &http::Request<Bytes>) -> Outcome + Send + Sync + 'static,
    ) -> Self {
        Server { behaviour: Arc::new(behaviour), seen: Arc::default() }
    }

    /// Always sends the same response.
    pub(crate) fn always(status: u16, body: &'static str) -> Self {
        Server::new(move |_, _| response(status, body))
    }

    /// Responds with these statuses in turn, then always with the last one.
    pub(crate) fn statuses(statuses: &'static [u16]) -> Self {
        Server::new(move |index, _| response(statuses[index.min(statuses.len() - 1)], "{}"))
    }

    pub(crate) fn seen(&self) -> Vec<http::Request<Bytes>> {
        self.seen.lock().unwrap().clone()
    }

    pub(crate) fn count(&self) -> usize {
        self.seen.lock().unwrap().len()
    }

    /// The reaction to a request, without recording it.
    pub(crate) fn outcome(&self, index: usize, request: &http::Request<Bytes>) -> Outcome {
        (self.behaviour)(index, request)
    }

    /// A client of it with short waits.
    pub(crate) fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    pub(crate) fn builder(&self) -> Builder {
        Client::builder()
            .region("cn-north-4")
            .credentials(Credentials::new("AKEXAMPLE", "SKEXAMPLE"))
            .project_id(PROJECT)
            .retry(ExponentialBackoff::default().seed(1))
            .clock(noon)
            .transport(self.clone())
    }
}

impl Transport for Server {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let index = self.count();
            // A listing or a retry without end fails, instead of the time limit of all tests.
            assert!(index < MOST_REQUESTS, "{index} requests");
            let outcome = (self.behaviour)(index, &request);
            self.seen.lock().unwrap().push(request);
            match outcome {
                Outcome::Response(response) => Ok(response),
                Outcome::Fail(kind) => Err(TransportError::new(kind, "as the test wants it")),
                Outcome::Hang => std::future::pending().await,
            }
        })
    }
}

/// A server whose responses to certain requests take time.
pub(crate) struct Delayed {
    pub(crate) server: Server,
    pub(crate) delay: fn(&http::Request<Bytes>) -> Duration,
}

impl Transport for Delayed {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let response = self.server.send(request.clone()).await;
            tokio::time::sleep((self.delay)(&request)).await;
            response
        })
    }
}

pub(crate) fn response(status: u16, body: impl Into<Bytes>) -> Outcome {
    response_with(status, &[], body)
}

pub(crate) fn response_with(status: u16, headers: &[(&str, &str)], body: impl Into<Bytes>) -> Outcome {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    Outcome::Response(response.body(body.into()).unwrap())
}

/// 2025-08-29 12:00:00 UTC, the time of the signing vectors.
pub(crate) fn noon() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_756_468_800)
}
