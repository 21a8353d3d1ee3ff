//! The extension with what OpenAPI has no keywords for.

use crate::json::line::{Entries, Item};

/// The extension's key.
pub(super) const EXTENSION: &str = "x-hss";

/// The extension of a variable of a server.
pub(super) fn mark(key: &str) -> Item {
    let mut mark = Entries::default();
    mark.flag(key, true);
    mark.into_line()
}
