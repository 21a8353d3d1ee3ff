//! Connections of blocking calls.
//!
//! A pooled connection is driven by a task of the runtime that opened it. A blocking call on a thread of that runtime would
//! wait for a task that it blocks. So blocking calls have a separate pool, driven by the runtime thread of
//! the process.

use std::cell::Cell;
use std::sync::{Arc, Mutex, PoisonError};

use crate::error::TransportError;
use crate::transport::connections::Connections;
use crate::transport::proxy::Proxies;

thread_local! {
    /// True while this thread polls a blocking call.
    static IS_BLOCKING: Cell<bool> = const { Cell::new(false) };
}

/// Marks the calls that this thread polls as blocking ones until it is dropped.
pub(crate) struct BlockingCall {
    was_blocking: bool,
}

impl BlockingCall {
    pub(crate) fn enter() -> Self {
        BlockingCall { was_blocking: IS_BLOCKING.replace(true) }
    }
}

impl Drop for BlockingCall {
    fn drop(&mut self) {
        IS_BLOCKING.set(self.was_blocking);
    }
}

/// True while this thread polls a blocking call.
pub(super) fn is_blocking() -> bool {
    IS_BLOCKING.get()
}

/// Pool of blocking calls, opened by the first one.
#[derive(Clone, Debug)]
pub(super) struct BlockingPool {
    settings: Connections,
    proxies: Proxies,
    client: Arc<Mutex<Option<reqwest::Client>>>,
}

impl BlockingPool {
    pub(super) fn new(settings: Connections, proxies: Proxies) -> Self {
        BlockingPool { settings, proxies, client: Arc::default() }
    }

    /// The client of the pool within a blocking call; `None` elsewhere.
    pub(super) fn client(&self) -> Option<Result<reqwest::Client, TransportError>> {
        if !is_blocking() {
            return None;
        }
        let mut client = self.client.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(client) = &*client {
            return Some(Ok(client.clone()));
        }
        let opened = self.settings.client(&self.proxies);
        *client = opened.as_ref().ok().cloned();
        Some(opened)
    }
}
