//! The state of a running explorer: its client, unfinished listings, and files in transit.

use axum::body::Bytes;
use hss_runtime::dynamic::JsonPages;

use super::attempts::Attempts;
use super::checked_form::{CheckedForm, Setting};
use super::recent::RecentValues;
use super::site::Site;
use super::upload::Upload;
use crate::connection::Connection;
use crate::dry_run::Unsent;
use crate::failure::Failure;
use crate::options::Options;

/// The most that downloads take together, in bytes; the latest is kept in any case.
const DOWNLOADS: usize = 256 << 20;

/// A listing that may go on.
pub(super) struct Listing {
    /// The form, to make the call again.
    pub(super) form: CheckedForm,
    pub(super) pages: JsonPages,
}

pub(super) struct Session {
    pub(super) site: Site,
    pub(super) connection: Connection,
    /// Shows a request without sending it; without credentials, the reason why it cannot.
    pub(super) unsent: Result<tokio::sync::Mutex<Unsent>, String>,
    /// The region of the client, for operations that have it as a parameter.
    region: Option<String>,
    pub(super) listings: RecentValues<Listing>,
    pub(super) downloads: RecentValues<Bytes>,
    pub(super) uploads: RecentValues<Upload>,
}

impl Session {
    /// A session with the client of these options.
    pub(super) fn open(site: Site, options: &Options<'_>) -> Result<Self, Failure> {
        let connection = Connection::open_with(&site.program, options, |builder| builder.hook(Attempts))?;
        let unsent = Unsent::open(&site.program, options).map(tokio::sync::Mutex::new);
        let unsent = unsent.map_err(|failure| failure.text(&site.program));
        let example = || site.program.example_region().map(str::to_owned).filter(|_| site.uses_mock);
        let region = options.region()?.map(|region| region.as_str().to_owned()).or_else(example);
        Ok(Self {
            connection,
            unsent,
            region,
            listings: RecentValues::default(),
            downloads: RecentValues::default(),
            uploads: RecentValues::default(),
            site,
        })
    }

    /// The client that checks forms, and the files that they name.
    pub(super) fn setting(&self) -> Setting<'_> {
        let client = &self.connection.client;
        Setting { client, region: self.region.as_deref(), uploads: &self.uploads }
    }

    /// Keeps a listing for its next page.
    pub(super) fn keep_listing(&self, listing: Listing) -> u64 {
        self.listings.put(listing, |_| true)
    }

    /// Keeps a file of a response for its download.
    pub(super) fn keep_download(&self, bytes: Bytes) -> u64 {
        self.downloads.put(bytes, |kept| kept.values().map(Bytes::len).sum::<usize>() <= DOWNLOADS)
    }
}
