//! The record of what a mock was asked.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::request::Request;

/// A request that a mock has received.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// The id of the operation that it asked for; none where the spec has no such path and method.
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
    /// The status of the answer; none while there is no answer yet, and where a fault reset the connection instead.
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

/// The number of a request, by which its answer's status finds it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry(u64);

pub(crate) struct Record {
    limit: usize,
    requests: Mutex<Requests>,
}

#[derive(Default)]
struct Requests {
    next: u64,
    kept: VecDeque<(Entry, RecordedRequest)>,
}

impl Record {
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit, requests: Mutex::default() }
    }

    fn lock(&self) -> MutexGuard<'_, Requests> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn add(&self, request: &Request, operation: Option<&str>) -> Entry {
        let mut requests = self.lock();
        let entry = Entry(requests.next);
        requests.next += 1;
        requests.kept.push_back((entry, RecordedRequest::of(request, operation)));
        while requests.kept.len() > self.limit {
            requests.kept.pop_front();
        }
        entry
    }

    pub(crate) fn answered(&self, entry: Entry, status: u16) {
        let mut requests = self.lock();
        if let Some((_, request)) = requests.kept.iter_mut().rev().find(|(kept, _)| *kept == entry) {
            request.status = Some(status);
        }
    }

    pub(crate) fn requests(&self) -> Vec<RecordedRequest> {
        self.lock().kept.iter().map(|(_, request)| request.clone()).collect()
    }

    pub(crate) fn clear(&self) {
        self.lock().kept.clear();
    }
}
