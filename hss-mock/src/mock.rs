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
    /// Settings of a mock, to be started with [`Builder::start`].
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// The start of a URL, without a slash at the end: `http://127.0.0.1:PORT`.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The address it listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The requests so far, in the order in which they arrived; the oldest may be forgotten, see
    /// [`Builder::record_limit`].
    ///
    /// A request whose response has reached its caller is always there.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.state.record.requests()
    }

    /// Forgets the requests so far.
    pub fn clear_requests(&self) {
        self.state.record.clear();
    }

    /// Adds a fault from now on. The first fault that applies to a request decides its response; delays add up.
    pub fn fault(&self, fault: Fault) {
        self.state.faults.add(fault);
    }

    /// Advances the mock's time: running scans progress and end, throttling windows pass.
    pub fn advance(&self, time: Duration) {
        self.state.time.advance(time);
    }

    /// Ends all faults.
    pub fn clear_faults(&self) {
        self.state.faults.clear();
    }
}

impl Builder {
    /// Starts the mock on its own thread.
    ///
    /// # Errors
    ///
    /// The bundled spec can't be read (when none is given), the address can't be listened on, or the thread can't be
    /// started.
    pub fn start(self) -> Result<Mock, StartError> {
        let listener = std::net::TcpListener::bind(self.listen).map_err(StartError::Listen)?;
        let address = listener.local_addr().map_err(StartError::Listen)?;
        listener.set_nonblocking(true).map_err(StartError::Listen)?;
        let state = Arc::new(State::new(self, address).map_err(StartError::Spec)?);
        // Its own runtime on its own thread serves every kind of test: those without a runtime, and those of any runtime
        // whose threads may block on the response.
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(StartError::Thread)?;
        let (stop, stopped) = oneshot::channel();
        let serving = state.clone();
        let thread = thread::Builder::new()
            .name("hss-mock".to_owned())
            .spawn(move || runtime.block_on(server::serve(listener, serving, stopped)))
            .map_err(StartError::Thread)?;
        Ok(Mock {
            state,
            address,
            base_url: format!("http://{address}"),
            stop: Some(stop),
            thread: Some(thread),
        })
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
            // Fails only if the thread has already ended.
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Failure to start a mock.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// The bundled spec can't be read.
    Spec(Problems),
    /// The address can't be listened on.
    Listen(io::Error),
    /// The thread can't be started.
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
