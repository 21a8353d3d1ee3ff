//! Settings of a mock.

use std::collections::BTreeMap;
use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use hss_spec::model::Spec;

use crate::clock::Clock;
use crate::fault::Fault;
use crate::session_time::ClockSpeed;

/// Settings of a mock; made by [`Mock::builder`](crate::Mock::builder).
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
    pub(crate) read_timeout: Duration,
    pub(crate) record_limit: usize,
    pub(crate) record_bytes: usize,
    pub(crate) creation_limit: usize,
    pub(crate) clock: Option<Clock>,
    pub(crate) clock_speed: ClockSpeed,
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
            read_timeout: Duration::from_secs(30),
            record_limit: 10_000,
            record_bytes: 64 << 20,
            creation_limit: 1_000,
            clock: None,
            clock_speed: ClockSpeed::default(),
        }
    }
}

impl Builder {
    /// The spec; the bundled HSS spec by default.
    #[must_use]
    pub fn spec(mut self, spec: impl Into<Arc<Spec>>) -> Self {
        self.spec = Some(spec.into());
        self
    }

    /// The address to listen on; a free port of `127.0.0.1` by default.
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

    /// The total number of items that an operation lists; `"*"` is every operation without a specific number. By
    /// default, a listing with pages has 23 items, another one 3.
    ///
    /// Only the items of the requested page are generated, so that a large number costs nothing; a filter, however, generates
    /// all of them.
    #[must_use]
    pub fn items(mut self, operation: impl Into<String>, count: u32) -> Self {
        self.items.insert(operation.into(), count);
        self
    }

    /// The size of the file that an operation sends, in bytes; `"*"` is every operation without a specific size. A few
    /// thousand by default.
    #[must_use]
    pub fn file_size(mut self, operation: impl Into<String>, bytes: usize) -> Self {
        self.file_sizes.insert(operation.into(), bytes);
        self
    }

    /// The delay of every response; zero by default.
    #[must_use]
    pub fn latency(mut self, latency: Duration) -> Self {
        self.latency = latency;
        self
    }

    /// Adds a key pair. Once a key or a token is given, an unknown access key, a wrong signature and an unknown token are
    /// refused; otherwise only the form of `Authorization` and `X-Auth-Token` is checked.
    #[must_use]
    pub fn key(mut self, access_key: impl Into<String>, secret_key: impl Into<String>) -> Self {
        self.keys.insert(access_key.into(), secret_key.into());
        self
    }

    /// Adds a token. Once a key or a token is given, other credentials are refused, save the token that
    /// `POST /v3/auth/tokens` of this mock issues.
    #[must_use]
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.tokens.push(token.into());
        self
    }

    /// Adds a fault from the start; see [`Mock::fault`](crate::Mock::fault).
    #[must_use]
    pub fn fault(mut self, fault: Fault) -> Self {
        self.faults.push(fault);
        self
    }

    /// The largest accepted request body, in bytes; 8 MiB by default. A larger one is refused with status 413.
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// The time in which the head of a request must arrive, and then its body; 30 seconds by default. A connection whose
    /// head is late is closed; a late body is refused with status 408.
    #[must_use]
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.read_timeout = timeout;
        self
    }

    /// The number of requests kept on record; 10,000 by default. The oldest are forgotten first.
    #[must_use]
    pub fn record_limit(mut self, requests: usize) -> Self {
        self.record_limit = requests;
        self
    }

    /// The memory for requests on record, in bytes of their paths, queries, headers and bodies; 64 MiB by default. The
    /// oldest are forgotten first; the latest is always kept.
    #[must_use]
    pub fn record_bytes(mut self, bytes: usize) -> Self {
        self.record_bytes = bytes;
        self
    }

    /// The number of created resources that listings show; 1,000 by default. The oldest are forgotten first. Of each, at
    /// most 64 fields are remembered, with strings of up to 1,024 bytes.
    #[must_use]
    pub fn creation_limit(mut self, resources: usize) -> Self {
        self.creation_limit = resources;
        self
    }

    /// Sets the mock's clock this many seconds ahead of this machine's (behind it, if negative): the header `Date` shows it,
    /// and a signature whose time is more than 15 minutes away from it is refused. Without this, the time of a signature
    /// is not checked.
    #[must_use]
    pub fn clock_ahead(mut self, seconds: i64) -> Self {
        self.clock = Some(Clock(seconds));
        self
    }

    /// Sets the speed of scans and everything else with a progress, as a factor to real time. Without this, they do not move
    /// until [`Mock::advance`](crate::Mock::advance) is called, so that tests are deterministic.
    #[must_use]
    pub fn speed(mut self, speed: u32) -> Self {
        self.clock_speed.factor = speed;
        self
    }

    /// Advances the mock's time with each request, for progress that depends only on the requests.
    #[must_use]
    pub fn step(mut self, step: Duration) -> Self {
        self.clock_speed.step = step;
        self
    }
}

impl fmt::Debug for Builder {
    /// Shows everything except the secret keys and the tokens.
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
            .field("read_timeout", &self.read_timeout)
            .field("record_limit", &self.record_limit)
            .field("record_bytes", &self.record_bytes)
            .field("creation_limit", &self.creation_limit)
            .finish_non_exhaustive()
    }
}
