//! A `multipart/form-data` body: which parts it has.

/// The names of the parts; `None` if the body is not of its content type.
pub(super) fn part_names(content_type: &str, body: &[u8]) -> Option<Vec<String>> {
    let (kind, parameters) = content_type.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let boundary =
        format!("--{}", parameter(parameters, "boundary").filter(|boundary| !boundary.is_empty())?);
    let mut names = Vec::new();
    let mut rest = after(body, boundary.as_bytes())?;
    while let Some(part) = rest.strip_prefix(b"\r\n") {
        let headers = part.get(..find(part, b"\r\n\r\n")?)?;
        let headers = String::from_utf8_lossy(headers);
        let disposition = headers.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.trim().eq_ignore_ascii_case("content-disposition").then_some(value)
        });
        names.extend(disposition.and_then(|value| parameter(value.split_once(';')?.1, "name")));
        rest = after(part, format!("\r\n{boundary}").as_bytes())?;
    }
    rest.starts_with(b"--").then_some(names)
}

/// The value of a header's parameter, without its quotes.
fn parameter(parameters: &str, name: &str) -> Option<String> {
    parameters.split(';').find_map(|parameter| {
        let (known, value) = parameter.split_once('=')?;
        known.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// The bytes after the first `mark`.
fn after<'b>(bytes: &'b [u8], mark: &[u8]) -> Option<&'b [u8]> {
    bytes.get(find(bytes, mark)? + mark.len()..)
}

fn find(bytes: &[u8], mark: &[u8]) -> Option<usize> {
    bytes.windows(mark.len()).position(|window| window == mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPE: &str = "multipart/form-data; boundary=XX";

    #[test]
    fn parts_are_found_by_name() {
        let body = b"--XX\r\nContent-Disposition: form-data; name=\"logo\"; filename=\"a.png\"\r\n\
                     Content-Type: image/png\r\n\r\n\x89PNG\r\n\r\n\x00\r\n--XX\r\n\
                     content-disposition: form-data; name=\"title\"\r\n\r\nhello\r\n--XX--\r\n";
        assert_eq!(part_names(TYPE, body), Some(vec!["logo".to_owned(), "title".to_owned()]));
        assert_eq!(part_names(TYPE, b"--XX--"), Some(Vec::new()));
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
            assert_eq!(part_names(content_type, body), None, "{content_type} {body:?}");
        }
    }
}
