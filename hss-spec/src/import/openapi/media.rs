//! Media types.

/// A media type without its parameters.
pub(super) struct Media {
    /// In lower case: `application/json`.
    pub(super) essence: String,
}

impl Media {
    pub(super) fn of(name: &str) -> Self {
        let essence = name.split(';').next().unwrap_or_default();
        Self { essence: essence.trim().to_ascii_lowercase() }
    }
}

/// Returns true if content of this type is JSON.
pub(super) fn is_json(name: &str) -> bool {
    let essence = Media::of(name).essence;
    let (kind, form) = essence.split_once('/').unwrap_or_default();
    form == "json" || form.ends_with("+json") || (kind == "*" && form == "*") || essence == "application/*"
}
