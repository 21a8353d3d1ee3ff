//! The record of requests.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::request::Request;

/// A request that a mock has received.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// The id of the operation; `None` if the spec has no such path and method.
    pub operation: Option<String>,
    /// The method, as sent.
    pub method: String,
    /// The path, percent-encoded as sent, without the query.
    pub path: String,
    /// The query's keys and values, decoded, in the order in which they were sent.
    pub query: Vec<(String, String)>,
    /// The headers with their names in lower case. They carry credentials if the request did.
    pub headers: Vec<(String, String)>,
    /// The body; empty if there was none.
    pub body: Vec<u8>,
    /// The status of the response; `None` while there is no response yet, and where a fault reset the connection.
    pub status: Option<u16>,
}

impl RecordedRequest {
    /// The value of a header, by its name in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// The first value of a query key.
    pub fn query_value(&self, key: &str) -> Option<&str> {
        self.query.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }

    /// The bytes of its texts and its body, which make up nearly all of its memory.
    fn bytes(&self) -> usize {
        let pairs = self.query.iter().chain(&self.headers).map(|(name, value)| name.len() + value.len());
        self.method.len() + self.path.len() + self.body.len() + pairs.sum::<usize>()
    }

    fn of(request: &Request, operation: Option<&str>) -> Self {
        let headers = request.headers.iter().map(|(name, value)| {
            (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        });
        Self {
            operation: operation.map(str::to_owned),
            method: request.method.clone(),
            path: request.path.clone(),
            query: request.query.clone(),
            headers: headers.collect(),
            body: request.body.to_vec(),
            status: None,
        }
    }
}

/// The number of a recorded request.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry(u64);

pub(crate) struct Record {
    /// Maximum number of requests.
    limit: usize,
    /// Maximum number of bytes of all requests.
    byte_limit: usize,
    requests: Mutex<Requests>,
}

#[derive(Default)]
struct Requests {
    next: u64,
    bytes: usize,
    kept: VecDeque<(Entry, RecordedRequest)>,
}

impl Record {
    pub(crate) fn new(limit: usize, byte_limit: usize) -> Self {
        Self { limit, byte_limit, requests: Mutex::default() }
    }

    fn lock(&self) -> MutexGuard<'_, Requests> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn add(&self, request: &Request, operation: Option<&str>) -> Entry {
        let recorded = RecordedRequest::of(request, operation);
        let mut requests = self.lock();
        let entry = Entry(requests.next);
        requests.next += 1;
        requests.bytes += recorded.bytes();
        requests.kept.push_back((entry, recorded));
        while requests.kept.len() > self.limit || requests.kept.len() > 1 && requests.bytes > self.byte_limit
        {
            let Some((_, oldest)) = requests.kept.pop_front() else { break };
            requests.bytes -= oldest.bytes();
        }
        entry
    }

    pub(crate) fn set_status(&self, entry: Entry, status: u16) {
        let mut requests = self.lock();
        if let Some((_, request)) = requests.kept.iter_mut().rev().find(|(kept, _)| *kept == entry) {
            request.status = Some(status);
        }
    }

    pub(crate) fn requests(&self) -> Vec<RecordedRequest> {
        self.lock().kept.iter().map(|(_, request)| request.clone()).collect()
    }

    pub(crate) fn clear(&self) {
        let mut requests = self.lock();
        requests.kept.clear();
        requests.bytes = 0;
    }
}
