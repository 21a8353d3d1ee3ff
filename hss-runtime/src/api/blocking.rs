//! Calls without `async`: the same builders, and methods that wait.
//!
//! ```no_run
//! use hss_client::blocking::prelude::*;
//! use hss_client::{Client, Credentials};
//!
//! # fn run() -> Result<(), hss_client::Error> {
//! use hss_client::image::TaskKind;
//!
//! let hss = Client::builder().region("cn-north-4").credentials(Credentials::new("ak", "sk")).build()?;
//! let page = hss.image().list_image_scan_task(TaskKind::ImageScan).limit(50).send_blocking()?;
//! for task in hss.image().list_image_scan_task(TaskKind::ImageScan).items_blocking() {
//!     println!("{:?}", task?.task_id);
//! }
//! # Ok(()) }
//! ```
//!
//! All calls of a process are driven by one thread, which is started with the first. A call may be made from any
//! thread; one that belongs to an `async` runtime is held up by it like by any other work.

use crate::api::download::Download;
use crate::api::paging::{Items, Paged, Pages};
use crate::api::request::{Request, Response};
use crate::client::Client;
use crate::error::Error;
use crate::schema::Service;
use bytes::Bytes;
use std::pin::pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use tokio::runtime::Handle;

/// The traits whose methods every operation has: `use hss_client::blocking::prelude::*;`.
pub mod prelude {
    pub use super::{BlockingPaged, BlockingRequest};
    pub use crate::api::paging::Paged;
    pub use crate::api::request::Request;
}

/// Sends a call and waits for its answer.
pub trait BlockingRequest: Request {
    /// Checks the call, sends it and waits for the answer: [`Request::send`].
    ///
    /// # Errors
    /// Any of [`Error`], but for [`Error::OffsetLimit`].
    fn send_blocking(self) -> Result<Self::Response, Error> {
        wait_for(self.send())?
    }

    /// The same, and the answer comes with what came around it: [`Request::send_with_metadata`].
    ///
    /// # Errors
    /// Any of [`Error`], but for [`Error::OffsetLimit`].
    fn send_with_metadata_blocking(self) -> Result<Response<Self::Response>, Error> {
        wait_for(self.send_with_metadata())?
    }
}

impl<T: Request> BlockingRequest for T {}

/// Reads a listing and waits for each page.
pub trait BlockingPaged: Paged {
    /// All pages, each fetched when it is asked for: [`Paged::pages`].
    fn pages_blocking(self) -> BlockingPages<Self> {
        BlockingPages { listing: self.pages(), is_stuck: false }
    }

    /// All items, their pages fetched when they are asked for: [`Paged::items`].
    fn items_blocking(self) -> BlockingItems<Self> {
        BlockingItems { listing: self.items(), is_stuck: false }
    }
}

impl<T: Paged> BlockingPaged for T {}

impl Client {
    /// [`Client::from_env`], waited for.
    ///
    /// # Errors
    /// As for [`Client::from_env`].
    pub fn from_env_blocking(service: &'static Service) -> Result<Client, Error> {
        wait_for(Client::from_env(service))?
    }
}

/// Defines what a generated crate's client can do without `async`.
#[doc(hidden)]
#[macro_export]
macro_rules! blocking_client {
    ($service:path) => {
        impl Client {
            /// [`Client::from_env`], waited for.
            ///
            /// # Errors
            /// As for [`Client::from_env`].
            pub fn from_env_blocking() -> ::core::result::Result<Client, $crate::Error> {
                $crate::Client::from_env_blocking(&$service).map(Client)
            }
        }
    };
}

impl Download {
    /// The next piece of the file, waited for: [`Download::next`].
    ///
    /// # Errors
    /// As for [`Download::next`].
    pub fn next_blocking(&mut self) -> Option<Result<Bytes, Error>> {
        wait_for(self.next()).unwrap_or_else(|error| Some(Err(error)))
    }

    /// Writes what is left of the file, waiting for each piece: [`Download::write_to`].
    ///
    /// # Errors
    /// As for [`Download::write_to`].
    pub fn write_to_blocking(&mut self, writer: impl std::io::Write) -> Result<u64, Error> {
        wait_for(self.write_to(writer))?
    }

    /// The pieces of the file, each waited for.
    pub fn pieces_blocking(self) -> BlockingPieces {
        BlockingPieces { download: self, is_stuck: false }
    }
}

/// The pieces of a file, as an iterator.
#[derive(Debug)]
#[must_use = "nothing is read before it is asked for"]
pub struct BlockingPieces {
    download: Download,
    is_stuck: bool,
}

impl BlockingPieces {
    /// The file behind it, which knows how much of it has come.
    pub fn download(&self) -> &Download {
        &self.download
    }
}

impl Iterator for BlockingPieces {
    type Item = Result<Bytes, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        next_of(&mut self.is_stuck, self.download.next())
    }
}

/// The pages of a listing, as an iterator.
#[derive(Debug)]
#[must_use = "nothing is fetched before it is asked for"]
pub struct BlockingPages<R: Paged> {
    listing: Pages<R>,
    is_stuck: bool,
}

impl<R: Paged> BlockingPages<R> {
    /// The listing behind it, which knows its total and where it is.
    pub fn listing(&self) -> &Pages<R> {
        &self.listing
    }
}

impl<R: Paged> Iterator for BlockingPages<R> {
    type Item = Result<R::Response, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        next_of(&mut self.is_stuck, self.listing.next())
    }
}

/// The items of a listing, as an iterator.
#[derive(Debug)]
#[must_use = "nothing is fetched before it is asked for"]
pub struct BlockingItems<R: Paged> {
    listing: Items<R>,
    is_stuck: bool,
}

impl<R: Paged> BlockingItems<R> {
    /// The listing behind it, which knows its total and where it is.
    pub fn listing(&self) -> &Items<R> {
        &self.listing
    }
}

impl<R: Paged> Iterator for BlockingItems<R> {
    type Item = Result<R::Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        next_of(&mut self.is_stuck, self.listing.next())
    }
}

/// The next element; an error in waiting itself ends the listing, which would meet it for ever.
fn next_of<T>(
    is_stuck: &mut bool,
    next: impl Future<Output = Option<Result<T, Error>>>,
) -> Option<Result<T, Error>> {
    if *is_stuck {
        return None;
    }
    wait_for(next).unwrap_or_else(|error| {
        *is_stuck = true;
        Some(Err(error))
    })
}

/// Wakes a thread that waits.
struct Waiting(Thread);

impl Wake for Waiting {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Polls a future on this thread until it is done, its sockets and timers driven by the process's one runtime.
/// `Handle::block_on` would do the same, but panics on a thread that belongs to a runtime.
fn wait_for<F: Future>(future: F) -> Result<F::Output, Error> {
    let _context = runtime()?.enter();
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Waiting(thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return Ok(output),
            Poll::Pending => thread::park(),
        }
    }
}

/// The runtime that drives all calls, on a thread of its own.
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
