//! Blocking calls: the same request builders, with methods that wait for the response.
//!
//! ```no_run
//! use hss_runtime::prelude::*;
//!
//! fn print_all<R: Paged<Item: std::fmt::Debug>>(request: R) -> Result<(), hss_runtime::Error> {
//!     for item in request.items_blocking() {
//!         println!("{:?}", item?);
//!     }
//!     Ok(())
//! }
//! ```
//!
//! A single thread, started by the first call, drives all calls of the process. Calls may be made from any thread; on a
//! thread of an `async` runtime, a call blocks that thread until it ends.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use bytes::Bytes;
use futures_core::Stream;
use tokio::runtime::Handle;

use crate::api::download::Download;
use crate::api::paging::{Items, Paged, Pages};
use crate::api::request::Request;
use crate::api::response::{FromResponse, Response};
#[cfg(feature = "streams")]
use crate::api::stream::{Events, JsonLines};
use crate::client::{Client, ServiceClient};
use crate::error::Error;
use crate::schema::Service;
use crate::transport::BlockingCall;
use crate::value::slot::Content;

/// Sends a request and waits for the response.
pub trait BlockingRequest: Request {
    /// Blocking form of [`Request::send`].
    ///
    /// # Errors
    ///
    /// Any [`Error`] except [`Error::OffsetLimit`].
    fn send_blocking(self) -> Result<Self::Response, Error> {
        wait_for(self.send())?
    }

    /// Blocking form of [`Request::send_as`].
    ///
    /// # Errors
    ///
    /// Any [`Error`] except [`Error::OffsetLimit`].
    fn send_as_blocking<R: FromResponse>(self, media_type: &str) -> Result<R, Error> {
        wait_for(self.send_as(media_type))?
    }

    /// Blocking form of [`Request::send_with_metadata`].
    ///
    /// # Errors
    ///
    /// Any [`Error`] except [`Error::OffsetLimit`].
    fn send_with_metadata_blocking(self) -> Result<Response<Self::Response>, Error> {
        wait_for(self.send_with_metadata())?
    }
}

impl<T: Request> BlockingRequest for T {}

/// Reads a listing and waits for each result page.
pub trait BlockingPaged: Paged {
    /// Blocking form of [`Paged::pages`].
    fn pages_blocking(self) -> BlockingPages<Self> {
        BlockingPages { listing: self.pages(), has_failed: false }
    }

    /// Blocking form of [`Paged::items`].
    fn items_blocking(self) -> BlockingItems<Self> {
        BlockingItems { listing: self.items(), has_failed: false }
    }
}

impl<T: Paged> BlockingPaged for T {}

impl Client {
    /// Blocking form of [`Client::from_env`].
    ///
    /// # Errors
    ///
    /// As for [`Client::from_env`].
    pub fn from_env_blocking(service: &'static Service) -> Result<Client, Error> {
        wait_for(Client::from_env(service))?
    }

    /// [`from_env_blocking`](Self::from_env_blocking) for a generated client.
    #[doc(hidden)]
    pub fn from_env_blocking_as<C: ServiceClient>(service: &'static Service) -> Result<C, Error> {
        wait_for(Client::from_env_as(service))?
    }
}

/// Defines the blocking methods of a generated crate's client.
#[doc(hidden)]
#[macro_export]
macro_rules! blocking_client {
    ($service:path) => {
        impl Client {
            /// Blocking form of [`Client::from_env`].
            ///
            /// # Errors
            ///
            /// As for [`Client::from_env`].
            pub fn from_env_blocking() -> ::core::result::Result<Client, $crate::Error> {
                $crate::Client::from_env_blocking_as(&$service)
            }
        }
    };
}

impl Download {
    /// Blocking form of [`Download::next`].
    ///
    /// # Errors
    ///
    /// As for [`Download::next`].
    pub fn next_blocking(&mut self) -> Option<Result<Bytes, Error>> {
        wait_for(self.next()).unwrap_or_else(|error| Some(Err(error)))
    }

    /// Blocking form of [`Download::write_to`].
    ///
    /// # Errors
    ///
    /// As for [`Download::write_to`].
    pub fn write_to_blocking(&mut self, writer: impl std::io::Write) -> Result<u64, Error> {
        wait_for(self.write_here(writer))?
    }

    /// Returns a blocking iterator over the chunks of the file.
    pub fn chunks_blocking(self) -> BlockingChunks {
        BlockingChunks { download: self, has_failed: false }
    }
}

#[cfg(feature = "streams")]
impl<T: Content> Events<T> {
    /// Returns a blocking iterator over the events.
    pub fn blocking(self) -> BlockingStream<Self> {
        BlockingStream { stream: self, has_failed: false }
    }
}

#[cfg(feature = "streams")]
impl<T: Content> JsonLines<T> {
    /// Returns a blocking iterator over the values.
    pub fn blocking(self) -> BlockingStream<Self> {
        BlockingStream { stream: self, has_failed: false }
    }
}

/// Iterator over the items of a stream.
#[derive(Debug)]
#[must_use = "nothing is read before the iterator is advanced"]
pub struct BlockingStream<S> {
    stream: S,
    has_failed: bool,
}

impl<S> BlockingStream<S> {
    /// The stream, with its state.
    pub fn stream(&self) -> &S {
        &self.stream
    }
}

impl<T, S: Stream<Item = Result<T, Error>> + Unpin> Iterator for BlockingStream<S> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let stream = &mut self.stream;
        next_of(&mut self.has_failed, poll_fn(|context| Pin::new(&mut *stream).poll_next(context)))
    }
}

/// Iterator over the chunks of a file.
#[derive(Debug)]
#[must_use = "nothing is read before the iterator is advanced"]
pub struct BlockingChunks {
    download: Download,
    has_failed: bool,
}

impl BlockingChunks {
    /// The file, with its progress.
    pub fn download(&self) -> &Download {
        &self.download
    }
}

impl Iterator for BlockingChunks {
    type Item = Result<Bytes, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        next_of(&mut self.has_failed, self.download.next())
    }
}

/// Iterator over the result pages of a listing.
#[derive(Debug)]
#[must_use = "nothing is fetched before the iterator is advanced"]
pub struct BlockingPages<R: Paged> {
    listing: Pages<R>,
    has_failed: bool,
}

impl<R: Paged> BlockingPages<R> {
    /// The listing, with its total and position.
    pub fn listing(&self) -> &Pages<R> {
        &self.listing
    }
}

impl<R: Paged> Iterator for BlockingPages<R> {
    type Item = Result<R::Response, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        next_of(&mut self.has_failed, self.listing.next())
    }
}

/// Iterator over the items of a listing.
#[derive(Debug)]
#[must_use = "nothing is fetched before the iterator is advanced"]
pub struct BlockingItems<R: Paged> {
    listing: Items<R>,
    has_failed: bool,
}

impl<R: Paged> BlockingItems<R> {
    /// The listing, with its total and position.
    pub fn listing(&self) -> &Items<R> {
        &self.listing
    }
}

impl<R: Paged> Iterator for BlockingItems<R> {
    type Item = Result<R::Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        next_of(&mut self.has_failed, self.listing.next())
    }
}

/// The next element. A failure to start the runtime thread ends the iteration, since it would recur.
fn next_of<T>(
    has_failed: &mut bool,
    next: impl Future<Output = Option<Result<T, Error>>>,
) -> Option<Result<T, Error>> {
    if *has_failed {
        return None;
    }
    wait_for(next).unwrap_or_else(|error| {
        *has_failed = true;
        Some(Err(error))
    })
}

/// Waker of a blocked thread.
struct ThreadWaker(Thread);

impl Wake for ThreadWaker {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Polls a future on this thread until it is ready. The runtime of the process drives its sockets and timers.
/// `Handle::block_on` would panic on a thread of another runtime.
fn wait_for<F: Future>(future: F) -> Result<F::Output, Error> {
    let _context = runtime()?.enter();
    let _call = BlockingCall::enter();
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(ThreadWaker(thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return Ok(output),
            Poll::Pending => thread::park(),
        }
    }
}

/// The runtime that drives all calls, on its own thread.
fn runtime() -> Result<&'static Handle, Error> {
    static RUNTIME: OnceLock<Result<Handle, String>> = OnceLock::new();
    let start = || -> std::io::Result<Handle> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        thread::Builder::new()
            .name("hss-runtime".to_owned())
            .spawn(move || runtime.block_on(std::future::pending::<()>()))?;
        Ok(handle)
    };
    RUNTIME
        .get_or_init(|| start().map_err(|error| error.to_string()))
        .as_ref()
        .map_err(|error| Error::config(format!("the thread that drives calls cannot be started: {error}")))
}
