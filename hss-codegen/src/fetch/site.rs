//! All documents of a run, fetched concurrently.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::address::Url;
use super::cache::Cache;
use super::client::{Client, Got};
use super::progress;
use super::state::Entry;

/// Consecutive failures after which no more requests are sent to a site.
const FAILURES_IN_A_ROW: usize = 25;

/// A document to fetch.
pub(crate) struct Wanted {
    /// Its name in the cache without an extension: `pages/ListLanternJobs`.
    pub(crate) key: String,
    /// Its addresses, the preferred form first; none if only the cache is read.
    pub(crate) addresses: Vec<Url>,
    /// The extension of its file if no address has one.
    pub(crate) ending: &'static str,
}

/// The result for a [`Wanted`] document.
pub(crate) enum Fetched<T> {
    /// It was read; true if its text has changed since the last run.
    Read(T, bool),
    /// The site does not have it.
    Missing,
    /// It could not be fetched.
    Failed(String),
    /// It was fetched, but is not a document of its kind.
    Unreadable(String),
}

/// Reads the text of a document: its name for messages, and its bytes.
type Reader<'r, T> = &'r (dyn Fn(&Wanted, &str, &[u8]) -> Result<T, String> + Sync);

/// A site and the cache of its documents. Without a client, only the cache is read.
pub(crate) struct Site<'c> {
    pub(crate) client: Option<&'c Client>,
    pub(crate) cache: &'c Cache,
}

impl Site<'_> {
    /// Fetches and reads the documents. The results are in the order of `wanted`.
    pub(crate) fn fetch<T: Send>(&self, wanted: &[Wanted], read: Reader<'_, T>) -> Vec<Fetched<T>> {
        let threads =
            self.client.map_or_else(cores, |client| client.limits.connections).clamp(1, wanted.len().max(1));
        let next = AtomicUsize::new(0);
        let failures_in_a_row = AtomicUsize::new(0);
        let failures = AtomicUsize::new(0);
        let results: Mutex<Vec<Option<Fetched<T>>>> = Mutex::new(wanted.iter().map(|_| None).collect());
        let bar = progress::bar(wanted.len());
        bar.set_message("0 failed");
        let work = || {
            while let Some((index, one)) = {
                let index = next.fetch_add(1, Ordering::Relaxed);
                wanted.get(index).map(|one| (index, one))
            } {
                let fetched = if failures_in_a_row.load(Ordering::Relaxed) >= FAILURES_IN_A_ROW {
                    Fetched::Failed(format!("not requested, after {FAILURES_IN_A_ROW} consecutive failures"))
                } else {
                    self.one(one, read)
                };
                match fetched {
                    Fetched::Failed(_) => {
                        failures_in_a_row.fetch_add(1, Ordering::Relaxed);
                        let failed = failures.fetch_add(1, Ordering::Relaxed) + 1;
                        bar.set_message(format!("{failed} failed"));
                    }
                    _ => failures_in_a_row.store(0, Ordering::Relaxed),
                }
                if let Some(slot) = results.lock().unwrap_or_else(PoisonError::into_inner).get_mut(index) {
                    *slot = Some(fetched);
                }
                bar.inc(1);
            }
        };
        thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(work);
            }
        });
        bar.finish_and_clear();
        let results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
        let unfinished = || Fetched::Failed("not requested".to_owned());
        results.into_iter().map(|result| result.unwrap_or_else(unfinished)).collect()
    }

    /// A document that another one refers to; `None` if the site never had it, or did not have it in two runs.
    ///
    /// # Errors
    ///
    /// The reason in words.
    pub(crate) fn referred(&self, wanted: &Wanted) -> Result<Option<Vec<u8>>, String> {
        let was_there = self.cache.entry(&wanted.key).is_some_and(|entry| !entry.file.is_empty());
        match self.one(wanted, &|_, _, text| Ok(text.to_owned())) {
            Fetched::Read(text, _) => Ok(Some(text)),
            Fetched::Missing if was_there && self.cache.missing(&wanted.key) == 1 => {
                Err("the site no longer has it".to_owned())
            }
            Fetched::Missing => Ok(None),
            Fetched::Failed(reason) | Fetched::Unreadable(reason) => Err(reason),
        }
    }

    fn one<T>(&self, wanted: &Wanted, read: Reader<'_, T>) -> Fetched<T> {
        let fetched = match (self.client, self.cache.of_this_run(&wanted.key)) {
            (Some(client), None) => self.request(client, wanted, read),
            (Some(_), Some(entry)) => Ok(self.stored(wanted, &entry, read)),
            (None, _) => match self.cache.entry(&wanted.key) {
                Some(entry) => Ok(self.stored(wanted, &entry, read)),
                None => Err("not in the cache".to_owned()),
            },
        };
        fetched.unwrap_or_else(Fetched::Failed)
    }

    /// The document from the cache.
    fn stored<T>(&self, wanted: &Wanted, entry: &Entry, read: Reader<'_, T>) -> Fetched<T> {
        if entry.missing > 0 {
            return Fetched::Missing;
        }
        match self.cache.text(entry) {
            Some(text) => match read(wanted, &entry.file, &text) {
                Ok(document) => Fetched::Read(document, false),
                Err(reason) => Fetched::Unreadable(reason),
            },
            None => Fetched::Failed(format!("`{}` in the cache is missing or was changed", entry.file)),
        }
    }

    fn request<T>(
        &self,
        client: &Client,
        wanted: &Wanted,
        read: Reader<'_, T>,
    ) -> Result<Fetched<T>, String> {
        let old = self.cache.entry(&wanted.key);
        let known = old.as_ref().filter(|old| old.missing == 0);
        let known = known.and_then(|old| Some((old, self.cache.text(old)?)));
        let last = wanted.addresses.len().saturating_sub(1);
        let mut is_another = false;
        for (index, address) in wanted.addresses.iter().enumerate() {
            let conditional =
                known.as_ref().map(|(old, _)| *old).filter(|old| old.address == address.as_str());
            match client.get(address, conditional)? {
                Got::Missing => {}
                // A site that has no Markdown may return HTML for that address.
                Got::Document(_, text) if index < last && is_other_form(address, &text) => {
                    // If the document was there before, it may be a login page.
                    is_another |= old.as_ref().is_some_and(|old| old.address == address.as_str());
                }
                Got::Unchanged => {
                    let Some((old, text)) = &known else { continue };
                    let document = match read(wanted, &old.file, text) {
                        Ok(document) => document,
                        Err(reason) => return Ok(Fetched::Unreadable(reason)),
                    };
                    self.cache.keep(&wanted.key, (*old).clone())?;
                    return Ok(Fetched::Read(document, false));
                }
                Got::Document(mut entry, mut text) => {
                    if known.as_ref().is_some_and(|(_, old)| is_beginning(&text, old))
                        && let Got::Document(of_second, second) = client.get(address, None)?
                    {
                        (entry, text) = (of_second, second);
                    }
                    entry.address = address.to_string();
                    entry.file = format!("{}.{}", wanted.key, ending(address).unwrap_or(wanted.ending));
                    let document = match read(wanted, &entry.file, &text) {
                        Ok(document) => document,
                        Err(reason) => return Ok(Fetched::Unreadable(reason)),
                    };
                    let is_changed = known.as_ref().is_none_or(|(_, old)| *old != text);
                    self.cache.store(&wanted.key, entry, &text)?;
                    return Ok(Fetched::Read(document, is_changed));
                }
            }
        }
        if is_another {
            let reason = "the site returns an HTML page in its place, and has it in no other form";
            return Ok(Fetched::Unreadable(reason.to_owned()));
        }
        let mut entry = old.unwrap_or_default();
        entry.missing = entry.missing.saturating_add(1);
        self.cache.keep(&wanted.key, entry)?;
        Ok(Fetched::Missing)
    }
}

/// Extensions of documents.
const ENDINGS: [&str; 7] = ["md", "html", "htm", "json", "yaml", "yml", "txt"];

/// The extension of the file in an address.
fn ending(address: &Url) -> Option<&'static str> {
    let (_, ending) = address.path().rsplit_once('.')?;
    ENDINGS.into_iter().find(|known| *known == ending)
}

/// Returns true if Markdown was requested, but the text is HTML.
fn is_other_form(address: &Url, text: &[u8]) -> bool {
    ending(address) == Some("md") && text.trim_ascii_start().starts_with(b"<")
}

/// Returns true if a text is the beginning of the last one. A body without a length ends with the connection, which may
/// have broken, so such a document is requested once more.
fn is_beginning(text: &[u8], old: &[u8]) -> bool {
    text.len() < old.len() && old.starts_with(text)
}

fn cores() -> usize {
    thread::available_parallelism().map_or(1, std::num::NonZero::get)
}
