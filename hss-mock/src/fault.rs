//! Faults on demand.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::error_body::Refusal;
use crate::response::Response;

/// A fault in the response to requests of an operation.
///
/// A fault affects every request of its operation, or the number set by [`Fault::times`], after the number set by
/// [`Fault::after`] has passed. The operation `"*"` means every request, including those for which the spec
/// has no operation.
///
/// A fault also has a text, which the header `X-Mock-Fault` of a single request carries and which a command line can
/// take; see its [`FromStr`](std::str::FromStr).
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// `None`: every request.
    operation: Option<String>,
    kind: Kind,
    after: u32,
    times: Option<u32>,
    retry_after: Option<u64>,
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Delay(Duration),
    Throttle { quota: u32, window: Duration },
    Damage(Damage),
}

/// The response that replaces the regular one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FaultResponse {
    status: u16,
    body: FaultBody,
    location: Option<String>,
    retry_after: Option<u64>,
}

#[derive(Clone, Debug, PartialEq)]
enum FaultBody {
    /// The API's error body, with the usual error of the status.
    ByStatus,
    /// The API's error body.
    Error { code: String, message: String },
    /// The throttling error, with its quota.
    Throttled { quota: u32, window: Duration },
    /// Anything.
    Content { content_type: String, bytes: Vec<u8> },
}

const HTML: &str = "<!DOCTYPE html>\n<html><head><title>Bad gateway</title></head><body><h1>Bad gateway</h1>\
                    </body></html>\n";

impl Fault {
    fn new(operation: impl Into<String>, kind: Kind) -> Self {
        let operation = Some(operation.into()).filter(|operation| operation != "*");
        Self { operation, kind, after: 0, times: None, retry_after: None }
    }

    /// Responds with a status (200 to 999; another one becomes the nearest of these) and the API's error body; see
    /// [`Fault::error`] and [`Fault::body`].
    pub fn status(operation: impl Into<String>, status: u16) -> Self {
        // After an informational status, the caller would wait for the final response.
        let response = FaultResponse {
            status: status.clamp(200, 999),
            body: FaultBody::ByStatus,
            location: None,
            retry_after: None,
        };
        Self::new(operation, Kind::Damage(Damage::Response(response)))
    }

    /// Responds with a status and an HTML page, as a broken gateway does.
    pub fn html(operation: impl Into<String>, status: u16) -> Self {
        Self::status(operation, status).body("text/html; charset=utf-8", HTML)
    }

    /// Delays the response. The delays of several faults add up.
    pub fn delay(operation: impl Into<String>, delay: Duration) -> Self {
        Self::new(operation, Kind::Delay(delay))
    }

    /// Lets `quota` requests pass in each window of time and responds to the others with status 429 and the vendor's
    /// throttling text (`… over ratelimit,limit:5,time:1 minute`). A window starts with the first request after
    /// the previous one; [`Mock::advance`](crate::Mock::advance) ends it.
    pub fn throttle(operation: impl Into<String>, quota: u32, window: Duration) -> Self {
        Self::new(operation, Kind::Throttle { quota, window })
    }

    /// Sends only half of the body that the response's `Content-Length` announces, then closes the connection.
    pub fn truncate(operation: impl Into<String>) -> Self {
        Self::new(operation, Kind::Damage(Damage::Truncate))
    }

    /// Sends half of the body and then nothing more, the connection staying open.
    pub fn stall(operation: impl Into<String>) -> Self {
        Self::new(operation, Kind::Damage(Damage::Stall))
    }

    /// Sends the body byte by byte, with a pause before each.
    pub fn drip(operation: impl Into<String>, pause: Duration) -> Self {
        Self::new(operation, Kind::Damage(Damage::Drip(pause)))
    }

    /// Responds with status 302 and a `Location`.
    pub fn redirect(operation: impl Into<String>, location: impl Into<String>) -> Self {
        let response = FaultResponse {
            status: 302,
            body: FaultBody::Content { content_type: "text/html".to_owned(), bytes: Vec::new() },
            location: Some(location.into()),
            retry_after: None,
        };
        Self::new(operation, Kind::Damage(Damage::Response(response)))
    }

    /// Resets the connection instead of a response.
    pub fn reset(operation: impl Into<String>) -> Self {
        Self::new(operation, Kind::Damage(Damage::Reset))
    }

    /// Responds with the regular status and type, but a body that isn't JSON.
    pub fn malformed(operation: impl Into<String>) -> Self {
        Self::new(operation, Kind::Damage(Damage::Malformed))
    }

    /// The code and message of the error body of [`Fault::status`]; without effect on other kinds.
    #[must_use]
    pub fn error(mut self, code: impl Into<String>, message: impl Into<String>) -> Self {
        if let Kind::Damage(Damage::Response(response)) = &mut self.kind {
            response.body = FaultBody::Error { code: code.into(), message: message.into() };
        }
        self
    }

    /// The whole body of [`Fault::status`], instead of an error body; without effect on other kinds.
    #[must_use]
    pub fn body(mut self, content_type: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        if let Kind::Damage(Damage::Response(response)) = &mut self.kind {
            response.body = FaultBody::Content { content_type: content_type.into(), bytes: bytes.into() };
        }
        self
    }

    /// The header `Retry-After`, in seconds, of [`Fault::status`], [`Fault::html`] and [`Fault::throttle`].
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// The number of requests that it affects; all by default.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = Some(times);
        self
    }

    /// The number of requests before the first one that it affects; zero by default.
    #[must_use]
    pub fn after(mut self, requests: u32) -> Self {
        self.after = requests;
        self
    }

    fn concerns(&self, operation: Option<&str>) -> bool {
        self.operation.is_none() || self.operation.as_deref() == operation
    }

    /// Its effect on a request; `passed` is the number of requests that its throttle has let pass in this window.
    fn effect(&self, passed: u32) -> Effect {
        let response = |response: FaultResponse| {
            Effect::Damage(Damage::Response(FaultResponse { retry_after: self.retry_after, ..response }))
        };
        match &self.kind {
            Kind::Delay(delay) => Effect::Delay(*delay),
            Kind::Throttle { quota, .. } if passed < *quota => Effect::None,
            Kind::Throttle { quota, window } => {
                let body = FaultBody::Throttled { quota: *quota, window: *window };
                response(FaultResponse { status: 429, body, location: None, retry_after: None })
            }
            Kind::Damage(Damage::Response(fault)) => response(fault.clone()),
            Kind::Damage(damage) => Effect::Damage(damage.clone()),
        }
    }
}

impl FaultResponse {
    /// The refusal whose error body is sent; `None` if the fault has a body.
    pub(crate) fn refusal(&self, service: &str) -> Option<Refusal> {
        match &self.body {
            FaultBody::ByStatus => Some(Refusal::by_status(service, self.status)),
            FaultBody::Error { code, message } => Some(Refusal::chosen(self.status, code, message)),
            FaultBody::Throttled { quota, window } => Some(Refusal::throttled(*quota, *window)),
            FaultBody::Content { .. } => None,
        }
    }

    /// The response, of which `refused` is the error body.
    pub(crate) fn response(&self, refused: Option<Response>) -> Response {
        let own = || match &self.body {
            FaultBody::Content { content_type, bytes } => {
                Response::content(self.status, content_type, bytes.clone())
            }
            _ => Response::empty(self.status),
        };
        let mut response = refused.unwrap_or_else(own);
        response.headers.extend(self.location.clone().map(|location| ("location", location)));
        response.headers.extend(self.retry_after.map(|seconds| ("retry-after", seconds.to_string())));
        response
    }
}

enum Effect {
    None,
    Delay(Duration),
    Damage(Damage),
}

/// The damage to a response.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Damage {
    Truncate,
    Stall,
    Drip(Duration),
    Reset,
    Malformed,
    Response(FaultResponse),
}

/// The effect of all faults together on a request.
#[derive(Debug, Default)]
pub(crate) struct Strike {
    pub(crate) delay: Duration,
    pub(crate) damage: Option<Damage>,
}

impl Strike {
    /// Adds an effect; the first damage stays.
    fn add(&mut self, effect: Effect) {
        match effect {
            Effect::None => {}
            Effect::Delay(delay) => self.delay = self.delay.saturating_add(delay),
            Effect::Damage(damage) => self.damage = Some(self.damage.take().unwrap_or(damage)),
        }
    }
}

/// The active faults, each with its history.
pub(crate) struct Faults(Mutex<Vec<Active>>);

struct Active {
    fault: Fault,
    seen: u32,
    struck: u32,
    window_start: Option<Duration>,
    passed: u32,
}

impl Active {
    fn new(fault: Fault) -> Self {
        Self { fault, seen: 0, struck: 0, window_start: None, passed: 0 }
    }

    fn strike(&mut self, now: Duration) -> Effect {
        self.seen = self.seen.saturating_add(1);
        if self.seen <= self.fault.after || self.fault.times.is_some_and(|times| self.struck >= times) {
            return Effect::None;
        }
        if let Kind::Throttle { window, .. } = self.fault.kind
            && self.window_start.is_none_or(|start| now.saturating_sub(start) >= window)
        {
            self.window_start = Some(now);
            self.passed = 0;
        }
        let effect = self.fault.effect(self.passed);
        match effect {
            Effect::None => self.passed = self.passed.saturating_add(1),
            _ => self.struck = self.struck.saturating_add(1),
        }
        effect
    }
}

impl Faults {
    pub(crate) fn new(faults: Vec<Fault>) -> Self {
        Self(Mutex::new(faults.into_iter().map(Active::new).collect()))
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Active>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn add(&self, fault: Fault) {
        self.lock().push(Active::new(fault));
    }

    pub(crate) fn clear(&self) {
        self.lock().clear();
    }

    /// The effect on a request of this operation at this time of the session; `own` is the fault that the request
    /// itself asks for, which precedes all others.
    pub(crate) fn strike(&self, now: Duration, operation: Option<&str>, own: Option<&Fault>) -> Strike {
        let mut strike = Strike::default();
        // A request that asks for throttling is throttled immediately, since there are no earlier ones to count.
        if let Some(own) = own.filter(|own| own.concerns(operation)) {
            strike.add(own.effect(u32::MAX));
        }
        for active in self.lock().iter_mut().filter(|active| active.fault.concerns(operation)) {
            // A fault that is preceded by another one is kept for later requests.
            if strike.damage.is_none() {
                strike.add(active.strike(now));
            }
        }
        strike
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_add_up_and_the_first_damage_decides() {
        let second = Duration::from_secs(1);
        let faults = Faults::new(vec![
            Fault::delay("List", second),
            Fault::delay("*", second),
            Fault::reset("List"),
            Fault::truncate("List"),
        ]);
        let own = Fault::delay("*", second);
        let strike = faults.strike(Duration::ZERO, Some("List"), Some(&own));
        assert_eq!(strike.delay, 3 * second);
        assert!(matches!(strike.damage, Some(Damage::Reset)));
        let other = faults.strike(Duration::ZERO, Some("Show"), None);
        assert_eq!(other.delay, second);
        assert!(other.damage.is_none());
    }
}
