//! A running mock.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use hss_spec::place::Problems;
use tokio::sync::oneshot;

use crate::builder::Builder;
use crate::fault::Fault;
use crate::record::RecordedRequest;
use crate::server;
use crate::state::State;

/// A server that runs until it is dropped.
pub struct Mock {
    state: Arc<State>,
    address: SocketAddr,
    base_url: String,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Mock {
    /// The settings of a mock that is yet to be started.
    pub fn builder() -> Builder {
        Builder::default()
    }

    pub(crate) fn start(settings: Builder) -> Result<Self, StartError> {
        let listener = std::net::TcpListener::bind(settings.listen).map_err(StartError::Listen)?;
        let address = listener.local_addr().map_err(StartError::Listen)?;
        listener.set_nonblocking(true).map_err(StartError::Listen)?;
        let state = Arc::new(State::new(settings, address).map_err(StartError::Spec)?);
        // A runtime of its own, on a thread of its own, serves tests of every kind: plain ones, and those of any
        // runtime, whose threads may block on the answer.
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(StartError::Thread)?;
        let (stop, stopped) = oneshot::channel();
        let serving = state.clone();
        let thread = thread::Builder::new()
            .name("hss-mock".to_owned())
            .spawn(move || runtime.block_on(server::serve(listener, serving, stopped)))
            .map_err(StartError::Thread)?;
        Ok(Self {
            state,
            address,
            base_url: format!("http://{address}"),
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// Where it listens, as the start of a URL without a slash at the end: `http://127.0.0.1:PORT`.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The requests so far, in the order in which they arrived; the oldest may be forgotten, see
    /// [`Builder::record_limit`].
    ///
    /// A request whose answer has reached its caller is always there.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.state.record.requests()
    }

    /// Forgets the requests so far.
    pub fn clear_requests(&self) {
        self.state.record.clear();
    }

    /// Makes requests fail from now on, in addition to the faults that are there already; the first one that applies
    /// to a request decides its answer, while delays add up.
    pub fn fault(&self, fault: Fault) {
        self.state.faults.add(fault);
    }

    /// Moves the mock's time on: scans that are under way progress, and end.
    pub fn advance(&self, time: Duration) {
        self.state.time.advance(time);
    }

    /// Ends all faults.
    pub fn clear_faults(&self) {
        self.state.faults.clear();
    }
}

impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mock").field("base_url", &self.base_url).finish_non_exhaustive()
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // It fails only if the thread has ended already.
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Why a mock could not start.
#[derive(Debug)]
pub enum StartError {
    /// The bundled spec is wrong.
    Spec(Problems),
    /// The address can't be listened on.
    Listen(io::Error),
    /// Its thread can't be started.
    Thread(io::Error),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Spec(problems) => write!(f, "the bundled spec can't be read:\n{problems}"),
            Self::Listen(error) => write!(f, "the mock can't listen: {error}"),
            Self::Thread(error) => write!(f, "the mock's thread can't be started: {error}"),
        }
    }
}

impl std::error::Error for StartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Spec(problems) => Some(problems),
            Self::Listen(error) | Self::Thread(error) => Some(error),
        }
    }
}
