//! The line with the method and the path of a call, in the spellings of pages.

use crate::model::Method;

/// Returns true if a line is a method and a path.
pub(super) fn is_call(line: &str) -> bool {
    line.split_once(' ').is_some_and(|(method, path)| {
        path.trim_start().starts_with('/') && method.bytes().all(|letter| letter.is_ascii_uppercase())
    })
}

/// The call of a line that says more than its method and path: `URI: GET /v1/lamps`, `GET https://{endpoint}/v1/lamps
/// HTTP/1.1`, `GET /v1/lamps/<lamp_id>`. `None` if the line is not a call, or nothing else.
pub(super) fn call(line: &str) -> Option<String> {
    let bare = line.split_once(':').map_or(line, |(label, behind)| {
        let label = label.trim().to_lowercase();
        let is_label =
            ["uri", "url", "uri format", "请求uri", "请求url", "接口uri"].contains(&label.as_str());
        if is_label { behind } else { line }
    });
    let (method, target) = bare.trim().split_once(char::is_whitespace)?;
    Method::from_name(method)?;
    let target = target.trim();
    let target = match target.rsplit_once(' ') {
        Some((target, version)) if version.starts_with("HTTP/") => target.trim_end(),
        _ => target,
    };
    let path = with_braces(behind_host(target).trim_end_matches(['.', '。']));
    let call = format!("{method} {path}");
    (path.starts_with('/') && call != line).then_some(call)
}

/// The path after a host: `https://{endpoint}/v1/lamps`, `{endpoint}/v1/lamps`.
fn behind_host(target: &str) -> &str {
    let behind_scheme = ["https://", "http://"].iter().find_map(|scheme| target.strip_prefix(scheme));
    let is_host = || {
        let first = target.split('/').next().unwrap_or_default().to_lowercase();
        first.starts_with('{') && first.contains("endpoint")
    };
    match behind_scheme.or_else(|| is_host().then_some(target)) {
        Some(host) => host.find('/').map_or("", |start| &host[start..]),
        None => target,
    }
}

/// A path whose placeholders are in braces: `/v1/lamps/<lamp_id>`.
fn with_braces(path: &str) -> String {
    let segments = path.split('/').map(|segment| {
        let name = segment.strip_prefix('<').and_then(|name| name.strip_suffix('>'));
        let is_name = |name: &&str| name.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c));
        name.filter(is_name).map_or_else(|| segment.to_owned(), |name| format!("{{{name}}}"))
    });
    segments.collect::<Vec<String>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::call;

    #[test]
    fn a_call_is_found_among_the_words_around_it() {
        for (line, expected) in [
            ("URI: GET /v1/lamps", "GET /v1/lamps"),
            ("GET https://{endpoint}/v1/lamps", "GET /v1/lamps"),
            ("GET {Endpoint}/v1/lamps", "GET /v1/lamps"),
            ("POST /v1/lamps HTTP/1.1", "POST /v1/lamps"),
            ("DELETE /v1/lamps/<lamp_id>.", "DELETE /v1/lamps/{lamp_id}"),
        ] {
            assert_eq!(call(line).as_deref(), Some(expected), "{line}");
        }
        for line in ["GET /v1/lamps", "The path is /v1/lamps", "GET the lamps", "Note: read /v1/lamps"] {
            assert_eq!(call(line), None, "{line}");
        }
    }
}
