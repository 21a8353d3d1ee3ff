//! What a mock is started with.

use std::collections::BTreeMap;
use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use hss_spec::model::Spec;

use crate::clock::Clock;
use crate::fault::Fault;
use crate::mock::{Mock, StartError};
use crate::session_time::Pace;

/// Settings of a mock; made by [`Mock::builder`].
#[derive(Clone)]
pub struct Builder {
    pub(crate) spec: Option<Arc<Spec>>,
    pub(crate) listen: SocketAddr,
    pub(crate) seed: u64,
    pub(crate) items: BTreeMap<String, u32>,
    pub(crate) file_sizes: BTreeMap<String, usize>,
    pub(crate) latency: Duration,
    pub(crate) keys: BTreeMap<String, String>,
    pub(crate) tokens: Vec<String>,
    pub(crate) faults: Vec<Fault>,
    pub(crate) body_limit: usize,
    pub(crate) record_limit: usize,
    pub(crate) clock: Option<Clock>,
    pub(crate) pace: Pace,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            spec: None,
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            seed: 0,
            items: BTreeMap::new(),
            file_sizes: BTreeMap::new(),
            latency: Duration::ZERO,
            keys: BTreeMap::new(),
            tokens: Vec::new(),
            faults: Vec::new(),
            body_limit: 8 << 20,
            record_limit: 10_000,
            clock: None,
            pace: Pace::default(),
        }
    }
}

impl Builder {
    /// The spec to answer from; the bundled HSS spec when it isn't given.
    #[must_use]
    pub fn spec(mut self, spec: impl Into<Arc<Spec>>) -> Self {
        self.spec = Some(spec.into());
        self
    }

    /// The address to listen on; a free port of `127.0.0.1` when it isn't given.
    #[must_use]
    pub fn listen(mut self, address: SocketAddr) -> Self {
        self.listen = address;
        self
    }

    /// The seed of all data; equal seeds give equal data, in every run and on every machine.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// How many items an operation lists in all; `"*"` stands for every operation that has no number of its own.
    /// Without it, a listing with pages has 23 items, another one 3.
    ///
    /// Only the items of the page asked for are made, so that a large number costs nothing; a filter looks at all of
    /// them, though.
    #[must_use]
    pub fn items(mut self, operation: impl Into<String>, count: u32) -> Self {
        self.items.insert(operation.into(), count);
        self
    }

    /// How large the file is that an operation sends, in bytes; `"*"` stands for every operation that has no number of
    /// its own. Without it, a few thousand.
    #[must_use]
    pub fn file_size(mut self, operation: impl Into<String>, bytes: usize) -> Self {
        self.file_sizes.insert(operation.into(), bytes);
        self
    }

    /// How long every answer is held back; not at all by default.
    #[must_use]
    pub fn latency(mut self, latency: Duration) -> Self {
        self.latency = latency;
        self
    }

    /// A key pair that signatures are checked with. Once any is given, an unknown access key and a wrong signature
    /// are refused; without one, only the form of the `Authorization` header is looked at.
    #[must_use]
    pub fn key(mut self, access_key: impl Into<String>, secret_key: impl Into<String>) -> Self {
        self.keys.insert(access_key.into(), secret_key.into());
        self
    }

    /// A token that `X-Auth-Token` may carry. Once any is given, other tokens are refused, save those that
    /// `POST /v3/auth/tokens` of this mock has handed out.
    #[must_use]
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.tokens.push(token.into());
        self
    }

    /// A fault that is there from the start; see [`Mock::fault`].
    #[must_use]
    pub fn fault(mut self, fault: Fault) -> Self {
        self.faults.push(fault);
        self
    }

    /// The largest request body that is taken, in bytes; 8 MiB by default. A larger one is refused with status 413.
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// How many requests are kept on record; 10,000 by default. The oldest are forgotten first.
    #[must_use]
    pub fn record_limit(mut self, requests: usize) -> Self {
        self.record_limit = requests;
        self
    }

    /// Has a clock that is so many seconds ahead of this machine's (behind it, if negative), tells it in the header
    /// `Date`, and refuses a signature whose time is more than 15 minutes away from it. Without this, the time of a
    /// signature is not looked at.
    #[must_use]
    pub fn clock_ahead(mut self, seconds: i64) -> Self {
        self.clock = Some(Clock(seconds));
        self
    }

    /// Lets scans and whatever else has a progress go on, so many times faster than real time. Without this they stand
    /// still until [`Mock::advance`] is called, so that tests see the same whenever they look.
    #[must_use]
    pub fn speed(mut self, speed: u32) -> Self {
        self.pace.speed = speed;
        self
    }

    /// Lets each request move the mock's time on by so much, for progress that depends on nothing but the requests.
    #[must_use]
    pub fn step(mut self, step: Duration) -> Self {
        self.pace.step = step;
        self
    }

    /// Starts the mock on a thread of its own.
    ///
    /// # Errors
    ///
    /// The bundled spec can't be read (when none is given), the address can't be listened on, or no thread can be
    /// started.
    pub fn start(self) -> Result<Mock, StartError> {
        Mock::start(self)
    }
}

impl fmt::Debug for Builder {
    /// Everything but the secret keys and the tokens.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("has_spec", &self.spec.is_some())
            .field("listen", &self.listen)
            .field("seed", &self.seed)
            .field("items", &self.items)
            .field("file_sizes", &self.file_sizes)
            .field("latency", &self.latency)
            .field("access_keys", &self.keys.keys())
            .field("faults", &self.faults)
            .field("body_limit", &self.body_limit)
            .field("record_limit", &self.record_limit)
            .finish_non_exhaustive()
    }
}
