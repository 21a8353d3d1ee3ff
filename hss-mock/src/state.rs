//! State shared by all connections of a mock.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use hss_spec::model::{SecurityRequirement, SecurityScheme, Spec};
use hss_spec::place::Problems;

use crate::auth::Credentials;
use crate::builder::Builder;
use crate::clock::Clock;
use crate::creation::Creations;
use crate::data::Seed;
use crate::fault::Faults;
use crate::record::Record;
use crate::route::Routes;
use crate::session_time::SessionTime;

pub(crate) struct State {
    pub(crate) spec: Arc<Spec>,
    pub(crate) routes: Routes,
    pub(crate) address: SocketAddr,
    pub(crate) seed: Seed,
    items: BTreeMap<String, u32>,
    file_sizes: BTreeMap<String, usize>,
    pub(crate) latency: Duration,
    pub(crate) credentials: Credentials,
    /// The security schemes of the service, by name.
    pub(crate) schemes: BTreeMap<String, SecurityScheme>,
    /// True for a service of Huawei Cloud.
    pub(crate) is_huawei: bool,
    /// The default alternatives of a call.
    pub(crate) security: Vec<SecurityRequirement>,
    pub(crate) faults: Faults,
    pub(crate) record: Record,
    pub(crate) body_limit: usize,
    pub(crate) read_timeout: Duration,
    pub(crate) time: SessionTime,
    pub(crate) creations: Creations,
    clock: Option<Clock>,
    request_count: AtomicU64,
}

impl State {
    pub(crate) fn new(settings: Builder, address: SocketAddr) -> Result<Self, Problems> {
        let spec = match settings.spec {
            Some(spec) => spec,
            None => bundled_spec()?,
        };
        let seed = Seed::new(settings.seed);
        let schemes = spec.service.effective_schemes();
        Ok(Self {
            routes: Routes::of(&spec),
            is_huawei: schemes.values().any(|scheme| *scheme == SecurityScheme::Huawei),
            schemes,
            security: spec.service.effective_security(),
            spec,
            address,
            seed,
            items: settings.items,
            file_sizes: settings.file_sizes,
            latency: settings.latency,
            credentials: Credentials::new(settings.keys, settings.tokens, settings.clock, seed),
            faults: Faults::new(settings.faults),
            record: Record::new(settings.record_limit, settings.record_bytes),
            body_limit: settings.body_limit,
            read_timeout: settings.read_timeout,
            time: SessionTime::start(settings.clock_speed),
            creations: Creations::new(settings.creation_limit),
            clock: settings.clock,
            request_count: AtomicU64::new(0),
        })
    }

    /// The number of items that an operation lists, if it was set.
    pub(crate) fn items(&self, operation: &str) -> Option<u32> {
        self.items.get(operation).or_else(|| self.items.get("*")).copied()
    }

    /// The size of the file of an operation, if it was set.
    pub(crate) fn file_size(&self, operation: &str) -> Option<usize> {
        self.file_sizes.get(operation).or_else(|| self.file_sizes.get("*")).copied()
    }

    /// The header `Date`, if the mock has a separate clock.
    pub(crate) fn date(&self) -> Option<String> {
        self.clock.and_then(Clock::date)
    }

    /// The id of the next request: 32 hexadecimal digits, as in the vendor's gateway.
    pub(crate) fn next_request_id(&self) -> String {
        let number = self.request_count.fetch_add(1, Ordering::Relaxed);
        self.seed.text("request id").number(number).hex(32)
    }
}

/// The bundled spec, read once per process, since tests start many mocks.
fn bundled_spec() -> Result<Arc<Spec>, Problems> {
    static BUNDLED: OnceLock<Result<Arc<Spec>, Problems>> = OnceLock::new();
    BUNDLED.get_or_init(|| Spec::bundled().map(Arc::new)).clone()
}
