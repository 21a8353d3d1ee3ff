//! A call on its way: its attempts, the waits between them, and what is known of it in the log.

use crate::auth::huawei::project;
use crate::client::Client;
use crate::error::{Error, TimeoutError};
use crate::pipeline::attempt::{Attempt, Failure, Next};
use crate::pipeline::hook::AttemptEnd;
use crate::retry::{self, FailedAttempt};
use crate::schema::Operation;
use crate::transport::Chunks;
use crate::transport::body::Incoming;
use crate::transport::endpoint::Endpoint;
use crate::transport::raw_response::{Arrival, RawResponse};
use crate::value::Values;
use crate::wire::encode;
use bytes::Bytes;
use http::HeaderMap;
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout};
use tracing::field::Empty;
use tracing::{Instrument, Span};

/// A call, encoded. Each attempt signs it anew: a signature holds the time.
pub(crate) struct Outgoing {
    pub(crate) operation: &'static Operation,
    pub(crate) endpoint: Endpoint,
    pub(crate) path: Path,
    /// Not escaped yet.
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) reading: Reading,
    /// For one attempt; of a response that is read as it comes, until its head is there and then for each piece.
    pub(crate) timeout: Duration,
    /// For all.
    pub(crate) deadline: Duration,
}

/// How the body of a successful response is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// All of it, before the call is done.
    Whole,
    /// By the caller, once the call is done.
    AsItComes,
}

/// The path of a call.
pub(crate) enum Path {
    /// Escaped, the endpoint's own path included.
    Known(String),
    /// It needs the project's id, which has yet to be looked up.
    AwaitsProject(Values),
}

/// The attempts of one call.
pub(crate) struct Exchange {
    client: Client,
    outgoing: Outgoing,
    start: Instant,
    attempts: u32,
    /// What was put right once and is not put right again.
    clock_was_corrected: bool,
    credentials_were_renewed: bool,
}

impl Exchange {
    pub(crate) fn new(client: Client, outgoing: Outgoing) -> Self {
        Exchange {
            client,
            outgoing,
            start: Instant::now(),
            attempts: 0,
            clock_was_corrected: false,
            credentials_were_renewed: false,
        }
    }

    /// Makes the call, within a span that in the end says how it went.
    pub(crate) async fn run(mut self) -> Result<Arrival, Error> {
        let span = tracing::info_span!(
            "call",
            operation = self.outgoing.operation.id,
            status = Empty,
            attempts = Empty,
            request_id = Empty,
            elapsed_ms = Empty,
        );
        self.start = Instant::now();
        let result = self.make().instrument(span.clone()).await;
        let (status, request_id) = known_of(&result);
        record(&span, status, request_id, self.start.elapsed());
        span.record("attempts", self.attempts);
        if result.is_ok() {
            self.client.shared().budget.give_back();
        }
        result
    }

    async fn make(&mut self) -> Result<Arrival, Error> {
        let path = self.path().await?;
        loop {
            let failure = match self.attempt(&path).await {
                Ok(arrival) => return Ok(arrival),
                Err(failure) => failure,
            };
            match self.wait_after(&failure) {
                Some(wait) => sleep(wait).await,
                None => return Err(failure.error),
            }
        }
    }

    fn left(&self) -> Duration {
        self.outgoing.deadline.saturating_sub(self.start.elapsed())
    }

    /// The path, once the project is known.
    async fn path(&mut self) -> Result<String, Error> {
        let values = match &mut self.outgoing.path {
            Path::Known(path) => return Ok(std::mem::take(path)),
            Path::AwaitsProject(values) => std::mem::take(values),
        };
        let shared = self.client.shared();
        let left = self.left();
        let find = shared.found_project_id.get_or_try_init(|| project::look_up(&self.client, left));
        let id = timeout(left, find).await.map_err(|_| self.out_of_time())??;
        let operation = self.outgoing.operation;
        let path = encode::path(operation, &values, &|name| (name == "project_id").then_some(id.as_str()))
            .map_err(|problem| Error::config(format!("{}: {problem}", operation.id)))?;
        Ok(self.outgoing.endpoint.path(&path))
    }

    /// One attempt, when its turn has come, within a span of its own.
    async fn attempt(&mut self, path: &str) -> Result<Arrival, Failure> {
        let shared = self.client.shared();
        let turn = async {
            // First the rate limit, which may be long: no connection is held meanwhile.
            let turn = match &shared.pace {
                Some(pace) => Some(pace.turn(self.outgoing.operation.id).await),
                None => None,
            };
            (turn, shared.connections.clone().acquire_owned().await)
        };
        let Ok((_turn, connection)) = timeout(self.left(), turn).await else {
            return Err(Failure::last(self.out_of_time()));
        };
        self.attempts += 1;
        let span = tracing::debug_span!(
            "attempt",
            operation = self.outgoing.operation.id,
            attempt = self.attempts,
            status = Empty,
            request_id = Empty,
            elapsed_ms = Empty,
        );
        let start = Instant::now();
        let result = self.timed_attempt(path).instrument(span.clone()).await;
        let result = result.map(|(reply, chunks)| {
            let (host, patience) = (self.outgoing.endpoint.host(), self.outgoing.timeout);
            // What is still on its way keeps its connection.
            let rest = chunks.map(|chunks| Incoming::new(chunks, host, patience, connection.ok()));
            Arrival { reply, rest }
        });
        self.look_back(&span, &result, start.elapsed());
        result
    }

    async fn timed_attempt(&self, path: &str) -> Result<(RawResponse, Option<Chunks>), Failure> {
        let left = self.left();
        let allowed = self.outgoing.timeout.min(left);
        let attempt = Attempt {
            client: &self.client,
            outgoing: &self.outgoing,
            path,
            number: self.attempts,
            may_correct_clock: !self.clock_was_corrected,
            may_renew_credentials: !self.credentials_were_renewed,
        };
        match timeout(allowed, attempt.run()).await {
            Ok(result) => result,
            Err(_) if left <= self.outgoing.timeout => Err(Failure::last(self.out_of_time())),
            Err(_) => Err(attempt.timed_out(allowed)),
        }
    }

    /// Tells the log and the hooks how an attempt went.
    fn look_back(&self, span: &Span, result: &Result<Arrival, Failure>, elapsed: Duration) {
        let (status, request_id) = match result {
            Ok(arrival) => (Some(arrival.reply.status), arrival.reply.request_id.as_deref()),
            Err(failure) => (failure.error.status(), failure.error.request_id()),
        };
        record(span, status, request_id, elapsed);
        let end = AttemptEnd {
            operation: self.outgoing.operation,
            attempt: self.attempts,
            status,
            request_id,
            error: result.as_ref().err().map(|failure| &failure.error),
            elapsed,
        };
        for hook in &self.client.shared().hooks {
            hook.after(&end);
        }
    }

    /// How long to wait before the call is tried again; none if it is not.
    fn wait_after(&mut self, failure: &Failure) -> Option<Duration> {
        match failure.next {
            Next::Never => None,
            Next::ClockWasCorrected => {
                self.clock_was_corrected = true;
                Some(Duration::ZERO)
            }
            Next::CredentialsWereRenewed => {
                self.credentials_were_renewed = true;
                Some(Duration::ZERO)
            }
            Next::AsThePolicySays(retry_after) => self.wait_by_policy(&failure.error, retry_after),
        }
    }

    fn wait_by_policy(&self, error: &Error, retry_after: Option<Duration>) -> Option<Duration> {
        let shared = self.client.shared();
        let operation = self.outgoing.operation;
        let failed = FailedAttempt {
            operation,
            is_idempotent: retry::is_idempotent(operation.method),
            attempts: self.attempts,
            error,
            retry_after,
            elapsed: self.start.elapsed(),
        };
        let wait = shared.retry.wait(&failed).filter(|wait| *wait < self.left())?;
        let in_budget = retry_after.is_some() || shared.budget.take();
        let (operation, attempt) = (operation.id, self.attempts);
        if in_budget {
            tracing::debug!(operation, attempt, ?wait, %error, "trying again");
        } else {
            tracing::warn!(operation, attempt, %error, "not tried again: the retry budget is used up");
        }
        in_budget.then_some(wait)
    }

    fn out_of_time(&self) -> Error {
        Error::Timeout(Box::new(TimeoutError {
            operation: self.outgoing.operation.id,
            host: self.outgoing.endpoint.host().to_owned(),
            attempts: self.attempts,
            allowed: self.outgoing.deadline,
            deadline: true,
        }))
    }
}

fn known_of(result: &Result<Arrival, Error>) -> (Option<http::StatusCode>, Option<&str>) {
    match result {
        Ok(arrival) => (Some(arrival.reply.status), arrival.reply.request_id.as_deref()),
        Err(error) => (error.status(), error.request_id()),
    }
}

fn record(span: &Span, status: Option<http::StatusCode>, request_id: Option<&str>, elapsed: Duration) {
    if let Some(status) = status {
        span.record("status", status.as_u16());
    }
    if let Some(request_id) = request_id {
        span.record("request_id", request_id);
    }
    span.record("elapsed_ms", u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX));
}
