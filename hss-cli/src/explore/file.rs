//! Files of responses: their names, and what the page shows of them.

use axum::body::Bytes;
use hss_runtime::schema::Operation;
use serde::Serialize;

use super::session::Session;

/// The most of a file that is shown, in bytes.
const SHOWN: usize = 4_000;

/// A file that was received.
#[derive(Serialize)]
pub(super) struct File {
    number: u64,
    /// The name to save it under.
    name: String,
    size: usize,
    /// Its start, if it is text.
    text: Option<String>,
}

impl File {
    /// Keeps a file for its download.
    pub(super) fn kept(session: &Session, name: String, bytes: Bytes) -> Self {
        let start = bytes.get(..bytes.len().min(SHOWN)).unwrap_or_default();
        let text = match std::str::from_utf8(start) {
            Ok(text) => Some(text),
            // A character may be cut in two.
            Err(error) if error.error_len().is_none() => {
                std::str::from_utf8(&start[..error.valid_up_to()]).ok()
            }
            Err(_) => None,
        };
        let text = text.filter(|text| !text.is_empty() && !text.contains('\0')).map(str::to_owned);
        let size = bytes.len();
        Self { number: session.keep_download(bytes), name, size, text }
    }
}

/// The name to save a file under: the one that the server suggests, if that is a plain name, or that of the operation.
pub(super) fn file_name(
    operation: &Operation,
    content_type: Option<&str>,
    content_disposition: Option<&str>,
) -> String {
    content_disposition
        .and_then(suggested)
        .unwrap_or_else(|| format!("{}.{}", operation.id, extension(content_type.unwrap_or_default())))
}

fn suggested(disposition: &str) -> Option<String> {
    let (_, rest) = disposition.split_once("filename=")?;
    let name = match rest.strip_prefix('"') {
        Some(rest) => rest.split('"').next()?,
        None => rest.split(';').next()?,
    };
    let name: String = name.rsplit(['/', '\\']).next()?.trim().chars().filter(is_plain).take(100).collect();
    let name = name.trim_start_matches('.');
    (!name.is_empty()).then(|| name.to_owned())
}

fn is_plain(letter: &char) -> bool {
    letter.is_alphanumeric() || " ._-()".contains(*letter)
}

fn extension(media_type: &str) -> &'static str {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        "application/json" => "json",
        "application/pdf" => "pdf",
        "application/zip" => "zip",
        "application/xml" | "text/xml" => "xml",
        "text/csv" => "csv",
        "text/html" => "html",
        other if other.starts_with("text/") => "txt",
        _ => "bin",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suggested_name_is_a_plain_one() {
        let name = |text: &str| suggested(text).unwrap_or_default();
        assert_eq!(name("attachment; filename=\"hosts of May.csv\"; x=1"), "hosts of May.csv");
        assert_eq!(name("attachment; filename=hosts.csv; x=1"), "hosts.csv");
        assert_eq!(name("attachment; filename=\"../../.ssh/authorized_keys\""), "authorized_keys");
        assert_eq!(name("attachment; filename=\"C:\\\\a\\b<\u{202e}.csv\""), "b.csv");
        for nothing in ["attachment", "filename=", "filename=\"..\"", "filename=\"/\""] {
            assert_eq!(name(nothing), "", "{nothing}");
        }
    }
}
