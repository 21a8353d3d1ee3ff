//! The attempts of a call, the waits between them, and their log entries.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use http::StatusCode;
use tokio::time::error::Elapsed;
use tokio::time::{Instant, sleep, timeout};
use tracing::field::Empty;
use tracing::{Instrument, Span};

use crate::auth::Recovery;
use crate::error::Error;
use crate::pipeline::attempt::{Attempt, Failure, Next};
use crate::pipeline::context::Shared;
use crate::pipeline::encoded::{BodyMode, EncodedCall};
use crate::pipeline::hook::AttemptEnd;
use crate::pipeline::received::{Deadline, ReceivedResponse};
use crate::retry::{self, FailedAttempt};
use crate::transport::{Chunks, RawResponse, TimedBody};

/// The attempts of one call.
pub(crate) struct Exchange {
    shared: Arc<Shared>,
    call: EncodedCall,
    start: Instant,
    attempts: u32,
    /// Recoveries used so far.
    used: Vec<Recovery>,
}

impl Exchange {
    /// Creates the exchange of a call, whose deadline counts from `start`.
    pub(crate) fn new(shared: Arc<Shared>, call: EncodedCall, start: Instant) -> Self {
        Exchange { shared, call, start, attempts: 0, used: Vec::new() }
    }

    /// Runs the call in a span that records its outcome.
    pub(crate) async fn run(mut self) -> Result<ReceivedResponse, Error> {
        let span = tracing::info_span!(
            "call",
            operation = self.call.operation.id,
            status = Empty,
            attempts = Empty,
            request_id = Empty,
            elapsed_ms = Empty,
        );
        let result = self.run_attempts().instrument(span.clone()).await;
        let (status, request_id) = outcome(&result);
        record(&span, status, request_id, self.start.elapsed());
        span.record("attempts", self.attempts);
        if result.is_ok() {
            self.shared.budget.refund();
        }
        result
    }

    async fn run_attempts(&mut self) -> Result<ReceivedResponse, Error> {
        loop {
            let failure = match self.attempt().await {
                Ok(received) => return Ok(received),
                Err(failure) => failure,
            };
            match self.wait_after(&failure) {
                Some(wait) => sleep(wait).await,
                None => return Err(failure.error),
            }
        }
    }

    fn left(&self) -> Duration {
        self.call.deadline.saturating_sub(self.start.elapsed())
    }

    /// Runs one attempt, in a separate span, once the rate limit and the connection limit permit it.
    async fn attempt(&mut self) -> Result<ReceivedResponse, Failure> {
        let shared = &self.shared;
        let permits = async {
            // The rate limit first: its wait may be long, and no connection is held meanwhile.
            let rate = match &shared.rate_limiter {
                Some(limiter) => Some(limiter.acquire(self.call.operation.id).await),
                None => None,
            };
            // Before the connection, so that a call that waits for the end of a download does not hold a connection.
            let download = match self.call.mode {
                BodyMode::Stream => shared.downloads.get().clone().acquire_owned().await.ok(),
                BodyMode::Buffer => None,
            };
            (rate, download, shared.connections.get().clone().acquire_owned().await)
        };
        let Ok((_rate, download, _connection)) = timeout(self.left(), permits).await else {
            return Err(Failure::last(self.out_of_time()));
        };
        self.attempts += 1;
        let span = tracing::debug_span!(
            "attempt",
            operation = self.call.operation.id,
            attempt = self.attempts,
            status = Empty,
            request_id = Empty,
            elapsed_ms = Empty,
        );
        let start = Instant::now();
        let result = self.timed_attempt().instrument(span.clone()).await;
        let result = result.map(|(response, chunks)| {
            let (host, idle_timeout) = (self.call.endpoint.host(), self.call.timeout);
            let stream = chunks
                .map(|chunks| TimedBody::new(chunks, host, idle_timeout, self.shared.min_rate, download));
            ReceivedResponse { response, stream, deadline: self.deadline() }
        });
        self.report(&span, &result, start.elapsed());
        result
    }

    async fn timed_attempt(&self) -> Result<(RawResponse, Option<Chunks>), Failure> {
        let attempt =
            Attempt { shared: &self.shared, call: &self.call, number: self.attempts, used: &self.used };
        let draft = attempt.draft();
        // Fetching credentials may take longer than an attempt, so only the deadline limits it.
        let Ok(authorization) = timeout(self.left(), attempt.authorize(&draft)).await else {
            return Err(Failure::last(self.out_of_time()));
        };
        let authorization = authorization?;
        let left = self.left();
        let allowed = self.call.timeout.min(left);
        match self.timed(allowed, attempt.run(draft, authorization)).await {
            Ok(result) => result,
            Err(_) if left <= self.call.timeout => Err(Failure::last(self.out_of_time())),
            Err(_) => Err(attempt.timed_out(allowed)),
        }
    }

    /// Limits the time of an attempt; for a streamed body, the time between its pieces.
    async fn timed<F: Future>(&self, allowed: Duration, attempt: F) -> Result<F::Output, Elapsed> {
        if !self.call.body.is_streamed() {
            return timeout(allowed, attempt).await;
        }
        let mut attempt = pin!(attempt);
        loop {
            let sent = self.call.sent.load(Ordering::Relaxed);
            let result = timeout(allowed.min(self.left()), &mut attempt).await;
            let is_going_on = self.call.sent.load(Ordering::Relaxed) != sent && !self.left().is_zero();
            if result.is_ok() || !is_going_on {
                return result;
            }
        }
    }

    /// Reports the outcome of an attempt to the log and the hooks.
    fn report(&self, span: &Span, result: &Result<ReceivedResponse, Failure>, elapsed: Duration) {
        let (status, request_id) = match result {
            Ok(received) => (Some(received.response.status), received.response.request_id.as_deref()),
            Err(failure) => (failure.error.status(), failure.error.request_id()),
        };
        record(span, status, request_id, elapsed);
        let end = AttemptEnd {
            operation: self.call.operation,
            attempt: self.attempts,
            status,
            request_id,
            error: result.as_ref().err().map(|failure| &failure.error),
            elapsed,
        };
        for hook in &self.shared.hooks {
            hook.after(&end);
        }
    }

    /// Time to wait before the next attempt; `None` if the call fails.
    fn wait_after(&mut self, failure: &Failure) -> Option<Duration> {
        if !self.call.body.is_replayable() {
            return None;
        }
        match failure.next {
            Next::Never => None,
            Next::AtOnce(recovery) => {
                self.used.push(recovery);
                self.charge(&failure.error).then_some(Duration::ZERO)
            }
            Next::ByPolicy(retry_after) => self.wait_by_policy(&failure.error, retry_after),
        }
    }

    fn wait_by_policy(&self, error: &Error, retry_after: Option<Duration>) -> Option<Duration> {
        let shared = &self.shared;
        let operation = self.call.operation;
        let failed = FailedAttempt {
            operation,
            is_idempotent: retry::is_idempotent(operation.method),
            attempts: self.attempts,
            error,
            retry_after,
            elapsed: self.start.elapsed(),
        };
        let wait = shared.retry.wait(&failed).filter(|wait| *wait < self.left())?;
        if !self.charge(error) {
            return None;
        }
        tracing::debug!(operation = operation.id, attempt = self.attempts, ?wait, %error, "retrying");
        Some(wait)
    }

    /// Pays for another attempt. Returns false if the budget is exhausted.
    fn charge(&self, error: &Error) -> bool {
        let in_budget = self.shared.budget.charge();
        if !in_budget {
            let (operation, attempt) = (self.call.operation.id, self.attempts);
            tracing::warn!(operation, attempt, %error, "not retried: the retry budget is exhausted");
        }
        in_budget
    }

    fn out_of_time(&self) -> Error {
        self.call.timed_out(&*self.shared.transport, self.attempts, self.call.deadline, true)
    }

    fn deadline(&self) -> Deadline {
        Deadline {
            operation: self.call.operation,
            host: self.call.endpoint.host().to_owned(),
            attempts: self.attempts,
            start: self.start,
            allowed: self.call.deadline,
        }
    }
}

fn outcome(result: &Result<ReceivedResponse, Error>) -> (Option<StatusCode>, Option<&str>) {
    match result {
        Ok(received) => (Some(received.response.status), received.response.request_id.as_deref()),
        Err(error) => (error.status(), error.request_id()),
    }
}

fn record(span: &Span, status: Option<StatusCode>, request_id: Option<&str>, elapsed: Duration) {
    if let Some(status) = status {
        span.record("status", status.as_u16());
    }
    if let Some(request_id) = request_id {
        span.record("request_id", request_id);
    }
    span.record("elapsed_ms", u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX));
}
