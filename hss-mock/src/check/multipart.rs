//! A `multipart/form-data` body: its parts.

/// A part of a form.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part<'b> {
    pub(super) name: String,
    /// The headers, with their names in lower case.
    headers: Vec<(String, String)>,
    pub(super) content: &'b [u8],
}

impl Part<'_> {
    /// The value of a header, by its name in any case.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// True if its media type is one of JSON.
    pub(super) fn is_json(&self) -> bool {
        let essence = self.header("content-type").unwrap_or_default().split(';').next().unwrap_or_default();
        let essence = essence.trim().to_ascii_lowercase();
        essence.ends_with("/json") || essence.ends_with("+json")
    }
}

/// The parts that have a name; `None` if the body is not of its content type.
pub(super) fn parts<'b>(content_type: &str, body: &'b [u8]) -> Option<Vec<Part<'b>>> {
    let (kind, parameters) = content_type.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let boundary =
        format!("--{}", parameter(parameters, "boundary").filter(|boundary| !boundary.is_empty())?);
    let end = format!("\r\n{boundary}");
    let mut parts = Vec::new();
    let mut rest = body.get(find(body, boundary.as_bytes())? + boundary.len()..)?;
    while let Some(part) = rest.strip_prefix(b"\r\n") {
        let (head, content) = split(part, b"\r\n\r\n")?;
        let (content, after) = split(content, end.as_bytes())?;
        let head = String::from_utf8_lossy(head);
        let headers = head.lines().filter_map(|line| {
            let (name, value) = line.split_once(':')?;
            Some((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
        });
        let part = Part { name: String::new(), headers: headers.collect(), content };
        let disposition = part.header("content-disposition").and_then(|value| value.split_once(';'));
        if let Some(name) = disposition.and_then(|(_, parameters)| parameter(parameters, "name")) {
            parts.push(Part { name, ..part });
        }
        rest = after;
    }
    rest.starts_with(b"--").then_some(parts)
}

/// The value of a header's parameter, without its quotes.
fn parameter(parameters: &str, name: &str) -> Option<String> {
    parameters.split(';').find_map(|parameter| {
        let (known, value) = parameter.split_once('=')?;
        known.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// The bytes before and after the first `mark`.
fn split<'b>(bytes: &'b [u8], mark: &[u8]) -> Option<(&'b [u8], &'b [u8])> {
    let start = find(bytes, mark)?;
    Some((bytes.get(..start)?, bytes.get(start + mark.len()..)?))
}

fn find(bytes: &[u8], mark: &[u8]) -> Option<usize> {
    bytes.windows(mark.len()).position(|window| window == mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPE: &str = "multipart/form-data; boundary=XX";

    #[test]
    fn parts_are_found_with_their_headers_and_their_content() {
        let body = b"--XX\r\nContent-Disposition: form-data; name=\"logo\"; filename=\"a.png\"\r\n\
                     Content-Type: image/png\r\n\r\n\x89PNG\r\n\r\n\x00\r\n--XX\r\n\
                     content-disposition: form-data; name=\"title\"\r\n\r\n\r\n--XX--\r\n";
        let parts = parts(TYPE, body).unwrap();
        let [logo, title] = parts.as_slice() else { panic!("{parts:?}") };
        assert_eq!((logo.name.as_str(), logo.content), ("logo", &b"\x89PNG\r\n\r\n\x00"[..]));
        assert_eq!((logo.header("Content-TYPE"), logo.is_json()), (Some("image/png"), false));
        assert_eq!((title.name.as_str(), title.content), ("title", &b""[..]));
        assert_eq!(super::parts(TYPE, b"--XX--"), Some(Vec::new()));
    }

    #[test]
    fn anything_else_is_no_multipart_body() {
        for (content_type, body) in [
            ("application/json", &b"{}"[..]),
            ("multipart/form-data", b"--XX--"),
            ("multipart/form-data; boundary=", b"----"),
            (TYPE, b""),
            (TYPE, b"--XX"),
            (TYPE, b"--XX\r\nno end of headers"),
            (TYPE, b"--XX\r\nContent-Disposition: form-data; name=a\r\n\r\nunfinished"),
        ] {
            assert_eq!(parts(content_type, body), None, "{content_type} {body:?}");
        }
    }
}
