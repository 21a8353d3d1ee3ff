//! One request, with its redirects and retries.

use std::hash::{BuildHasher as _, RandomState};
use std::io::Read as _;
use std::time::{Duration, SystemTime};

use reqwest::StatusCode;
use reqwest::blocking::{self, Response};
use reqwest::header::{
    ACCEPT, ETAG, HeaderMap, HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED, LOCATION,
    RETRY_AFTER,
};
use reqwest::redirect::Policy;

use super::address::{self, Url};
use super::rate_limiter::RateLimiter;
use super::state::Entry;

/// Maximum number of redirects.
const REDIRECTS: usize = 5;

/// The first delay before a retry; it doubles with each.
const FIRST_DELAY: Duration = Duration::from_millis(250);

/// The longest wait that a site may request.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// Requests per second to a site that is not on this machine, unless another rate is given.
const RATE: u32 = 20;

/// The limits of a run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Maximum number of concurrent requests.
    pub(crate) connections: usize,
    /// Maximum number of requests per second.
    pub(crate) rate: Option<u32>,
    /// Retries of a request.
    pub(crate) retries: u32,
    /// The timeout of a response with its body.
    pub(crate) timeout: Duration,
    /// Maximum size of a document in bytes.
    pub(crate) size: u64,
}

/// Requests documents.
pub(crate) struct Client {
    client: blocking::Client,
    pub(super) limits: Limits,
    /// The rate limit of sites elsewhere, and that of sites on this machine.
    limiters: [RateLimiter; 2],
}

/// The response to a request for a document.
pub(crate) enum Got {
    /// The document; an [`Entry`] with its validators.
    Document(Entry, Vec<u8>),
    /// The document has not changed.
    Unchanged,
    /// The site does not have it (404, 410).
    Missing,
}

/// A failed request.
struct Failure {
    reason: String,
    /// `None` if a retry is pointless; the inner time is the one from `Retry-After`.
    retry_after: Option<Option<Duration>>,
}

impl Client {
    /// # Errors
    ///
    /// The TLS library or a proxy's address is not usable, as a message.
    pub(crate) fn new(limits: Limits) -> Result<Self, String> {
        let client = blocking::Client::builder()
            .user_agent(concat!(
                "hss-codegen/",
                env!("CARGO_PKG_VERSION"),
                " (+",
                env!("CARGO_PKG_REPOSITORY"),
                ")"
            ))
            .redirect(Policy::none())
            .connect_timeout(limits.timeout.min(Duration::from_secs(10)))
            .timeout(limits.timeout)
            .pool_max_idle_per_host(limits.connections)
            .build()
            .map_err(|error| with_causes(&error))?;
        let limiters = [RateLimiter::new(Some(limits.rate.unwrap_or(RATE))), RateLimiter::new(limits.rate)];
        Ok(Self { client, limits, limiters })
    }

    /// Requests a document, unless it is still the `known` one.
    ///
    /// # Errors
    ///
    /// The error of the last attempt as a message.
    pub(crate) fn get(&self, address: &Url, known: Option<&Entry>) -> Result<Got, String> {
        let mut attempt = 0;
        loop {
            let limiter = &self.limiters[usize::from(address::is_loopback(address))];
            limiter.wait();
            let Failure { reason, retry_after } = match self.attempt(address, known) {
                Ok(got) => return Ok(got),
                Err(failure) => failure,
            };
            let Some(wait) = retry_after else { return Err(reason) };
            if attempt == self.limits.retries {
                return Err(match attempt {
                    0 => reason,
                    1 => format!("{reason}, after 1 retry"),
                    _ => format!("{reason}, after {attempt} retries"),
                });
            }
            if let Some(wait) = wait {
                if wait > LONGEST_WAIT {
                    return Err(format!("{reason}; the site asks to wait {} s", wait.as_secs()));
                }
                limiter.pause(wait);
            } else {
                std::thread::sleep(delay(attempt));
            }
            attempt += 1;
        }
    }

    fn attempt(&self, address: &Url, known: Option<&Entry>) -> Result<Got, Failure> {
        let mut address = address.clone();
        for _ in 0..=REDIRECTS {
            let response = self.send(&address, known);
            // Without the address, since every message has that of the document.
            let response = response.map_err(|error| Failure::temporary(with_causes(&error.without_url())))?;
            let status = response.status();
            if matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308) {
                let location =
                    header(&response, &LOCATION).ok_or_else(|| Failure::permanent(status.to_string()))?;
                address = address::redirected(&address, &location).map_err(Failure::permanent)?;
                continue;
            }
            return match status {
                StatusCode::OK => self.document(response),
                StatusCode::NOT_MODIFIED if known.is_some() => Ok(Got::Unchanged),
                StatusCode::NOT_FOUND | StatusCode::GONE => Ok(Got::Missing),
                StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS => Err(Failure::of(&response)),
                status if status.is_server_error() && status != StatusCode::NOT_IMPLEMENTED => {
                    Err(Failure::of(&response))
                }
                status => Err(Failure::permanent(status.to_string())),
            };
        }
        Err(Failure::permanent(format!("redirected more than {REDIRECTS} times")))
    }

    fn send(&self, address: &Url, known: Option<&Entry>) -> reqwest::Result<Response> {
        let mut request =
            self.client.get(address.clone()).header(ACCEPT, "text/markdown, application/json, */*;q=0.8");
        if let Some(known) = known {
            if let Some(etag) = &known.etag {
                request = request.header(IF_NONE_MATCH, etag);
            }
            if let Some(time) = &known.last_modified {
                request = request.header(IF_MODIFIED_SINCE, time);
            }
        }
        request.send()
    }

    fn document(&self, response: Response) -> Result<Got, Failure> {
        let entry = Entry {
            etag: header(&response, &ETAG),
            last_modified: header(&response, &LAST_MODIFIED),
            ..Entry::default()
        };
        let limit = self.limits.size;
        let mut text = Vec::new();
        let read = response.take(limit + 1).read_to_end(&mut text);
        read.map_err(|error| {
            Failure::temporary(format!("the response is truncated: {}", with_causes(&error)))
        })?;
        if text.len() as u64 > limit {
            return Err(Failure::permanent(format!("the document has more than {limit} bytes (--max-size)")));
        }
        Ok(Got::Document(entry, text))
    }
}

impl Failure {
    fn temporary(reason: String) -> Self {
        Self { reason, retry_after: Some(None) }
    }

    fn permanent(reason: String) -> Self {
        Self { reason, retry_after: None }
    }

    /// The failure for an error status.
    fn of(response: &Response) -> Self {
        Self { reason: response.status().to_string(), retry_after: Some(retry_after(response.headers())) }
    }
}

/// The wait that a site requests, as seconds or as a date.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = httpdate::parse_http_date(text).ok()?;
    Some(date.duration_since(SystemTime::now()).unwrap_or_default())
}

/// Exponential backoff with full jitter.
fn delay(attempt: u32) -> Duration {
    let longest = FIRST_DELAY * 2_u32.saturating_pow(attempt.min(6));
    let jitter = RandomState::new().hash_one(attempt) % 1000;
    longest.mul_f64((jitter + 1) as f64 / 1000.0)
}

fn header(response: &Response, name: &HeaderName) -> Option<String> {
    Some(response.headers().get(name)?.to_str().ok()?.to_owned())
}

/// The message of an error with those of its causes; the last one is the most specific.
fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let of_cause = error.to_string();
        if !text.contains(&of_cause) {
            text = format!("{text}: {of_cause}");
        }
        cause = error.source();
    }
    text
}
