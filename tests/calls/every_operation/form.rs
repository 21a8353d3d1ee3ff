//! Multipart forms (RFC 7578), taken apart.

use crate::expected::Part;

/// The parts of a form whose content is text; `None` if the body is not a form.
pub(crate) fn parts(content_type: &str, body: &[u8]) -> Option<Vec<Part>> {
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=")?;
    let body = std::str::from_utf8(body).ok()?;
    let body = body.strip_suffix("--\r\n")?.strip_suffix(&format!("\r\n--{boundary}"))?;
    let body = format!("\r\n{body}");
    body.split(&format!("\r\n--{boundary}\r\n")).skip(1).map(part).collect()
}

fn part(text: &str) -> Option<Part> {
    let (headers, content) = text.split_once("\r\n\r\n")?;
    let disposition =
        headers.lines().find_map(|line| line.strip_prefix("Content-Disposition: form-data; "))?;
    let name = disposition.strip_prefix("name=\"")?.split('"').next()?;
    let is_file = disposition.contains("; filename=\"");
    Some(Part { name: name.to_owned(), is_file, content: content.to_owned() })
}
