//! The state of a running explorer: its client, listings that go on, files on their way.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::body::Bytes;
use hss_runtime::dynamic::JsonPages;
use hss_runtime::schema::Operation;
use tempfile::TempDir;

use super::attempts::Attempts;
use super::site::Site;
use crate::command::Options;
use crate::connection::Connection;
use crate::dry_run::Unsent;
use crate::failure::Failure;

/// Listings and files that are kept for their next page or their download; older ones are dropped.
const KEPT: usize = 16;

/// A listing that may go on.
pub(super) struct Listing {
    pub(super) operation: &'static Operation,
    pub(super) pages: JsonPages,
}

pub(super) struct Session {
    pub(super) site: Site,
    pub(super) connection: Connection,
    /// Shows a request without sending it. Without credentials, there is none, and the reason instead.
    pub(super) unsent: Result<tokio::sync::Mutex<Unsent>, String>,
    /// The region of the client, for operations that have it as a parameter.
    pub(super) region: Option<String>,
    listings: Mutex<BTreeMap<u64, Listing>>,
    downloads: Mutex<BTreeMap<u64, Bytes>>,
    uploads: Mutex<BTreeMap<u64, PathBuf>>,
    folder: TempDir,
    number: AtomicU64,
}

impl Session {
    /// A session with the client of these options.
    pub(super) fn open(site: Site, options: &Options<'_>) -> Result<Self, Failure> {
        let connection = Connection::open_with(&site.program, options, |builder| builder.hook(Attempts))?;
        let unsent = Unsent::open(&site.program, options).map(tokio::sync::Mutex::new);
        let unsent = unsent.map_err(|failure| failure.text(&site.program));
        let example = || site.program.example_region().map(str::to_owned).filter(|_| site.uses_mock);
        let region = options.region().map(|region| region.as_str().to_owned()).or_else(example);
        Ok(Self {
            connection,
            unsent,
            region,
            listings: Mutex::default(),
            downloads: Mutex::default(),
            uploads: Mutex::default(),
            folder: TempDir::new()?,
            number: AtomicU64::default(),
            site,
        })
    }

    fn next_number(&self) -> u64 {
        self.number.fetch_add(1, Ordering::Relaxed)
    }

    /// Keeps a listing for its next page.
    pub(super) fn keep_listing(&self, listing: Listing) -> u64 {
        keep(&self.listings, self.next_number(), listing)
    }

    /// Takes a listing, to read its next page.
    pub(super) fn take_listing(&self, number: u64) -> Option<Listing> {
        self.listings.lock().ok()?.remove(&number)
    }

    /// Keeps a file of a response for its download.
    pub(super) fn keep_download(&self, bytes: Bytes) -> u64 {
        keep(&self.downloads, self.next_number(), bytes)
    }

    pub(super) fn download(&self, number: u64) -> Option<Bytes> {
        self.downloads.lock().ok()?.get(&number).cloned()
    }

    /// Keeps a file that a form will send, under its own name in a folder of its own.
    pub(super) fn keep_upload(&self, name: &str, bytes: &[u8]) -> io::Result<u64> {
        let number = self.next_number();
        let folder = self.folder.path().join(number.to_string());
        std::fs::create_dir(&folder)?;
        let is_plain = |letter: &char| !letter.is_control() && !"/\\:".contains(*letter);
        let name: String = name.chars().filter(is_plain).take(100).collect();
        let name = if name.trim_matches('.').is_empty() { "file" } else { &name };
        let path = folder.join(name);
        std::fs::File::create_new(&path)?.write_all(bytes)?;
        Ok(keep(&self.uploads, number, path))
    }

    pub(super) fn upload(&self, number: u64) -> Option<PathBuf> {
        self.uploads.lock().ok()?.get(&number).cloned()
    }
}

fn keep<T>(place: &Mutex<BTreeMap<u64, T>>, number: u64, value: T) -> u64 {
    if let Ok(mut kept) = place.lock() {
        kept.insert(number, value);
        while kept.len() > KEPT {
            kept.pop_first();
        }
    }
    number
}
