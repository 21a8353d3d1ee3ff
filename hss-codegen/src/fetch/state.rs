//! The state of a cache: one JSON object per line; the last line of a document counts.

use serde_json::{Map, Value, json};

/// A document of the cache.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Its address, in the form that the site has.
    pub(super) address: String,
    /// The file of its text in the cache; empty if it was never read.
    pub(super) file: String,
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
    /// The hash of its text.
    pub(super) hash: String,
    /// The run of its last response.
    pub(super) run: u64,
    /// The runs in a row in which the site did not have it.
    pub(super) missing: u32,
}

/// A line of the file.
pub(super) enum Line {
    /// A run, and the seconds since 1970 at its start.
    Run { number: u64, started: u64, is_finished: bool },
    /// A document by its key.
    Document(String, Entry),
    /// Operations that the index has listed, and those of them that it did not list in the last run.
    Listed(Vec<String>, Vec<String>),
}

impl Line {
    pub(super) fn write(&self) -> String {
        let value = match self {
            Self::Run { number, started, is_finished } => {
                json!({ "run": number, "started": started, "finished": is_finished })
            }
            Self::Document(key, entry) => json!({
                "document": key,
                "address": entry.address,
                "file": entry.file,
                "etag": entry.etag,
                "last_modified": entry.last_modified,
                "sha256": entry.hash,
                "run": entry.run,
                "missing": entry.missing,
            }),
            Self::Listed(ids, unlisted) => json!({ "listed": ids, "unlisted": unlisted }),
        };
        format!("{value}\n")
    }

    /// Reads a line; `None` for a truncated one, or one from a later version.
    pub(super) fn read(line: &str) -> Option<Self> {
        let value: Map<String, Value> = serde_json::from_str(line).ok()?;
        let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        let number = |key: &str| value.get(key).and_then(Value::as_u64);
        let ids = |key: &str| -> Option<Vec<String>> {
            let ids = value.get(key)?.as_array()?.iter();
            Some(ids.filter_map(|id| id.as_str().map(str::to_owned)).collect())
        };
        if let Some(listed) = ids("listed") {
            return Some(Self::Listed(listed, ids("unlisted").unwrap_or_default()));
        }
        let Some(key) = text("document") else {
            let is_finished = value.get("finished")?.as_bool()?;
            return Some(Self::Run { number: number("run")?, started: number("started")?, is_finished });
        };
        let entry = Entry {
            address: text("address")?,
            file: text("file")?,
            etag: text("etag"),
            last_modified: text("last_modified"),
            hash: text("sha256")?,
            run: number("run")?,
            missing: u32::try_from(number("missing")?).ok()?,
        };
        Some(Self::Document(key, entry))
    }
}
