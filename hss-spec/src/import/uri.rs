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
    let bare = line.split_once(':').map_or(
        line,
        |(label, behind)| {
            if is_one_of(&URIS, label) { behind } else { line }
        },
    );
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

/// Labels of the URI.
const URIS: [&str; 12] = [
    "uri",
    "url",
    "uri format",
    "request uri",
    "request url",
    "path",
    "request path",
    "请求uri",
    "请求url",
    "接口uri",
    "请求路径",
    "资源路径",
];

/// Labels of the method.
const METHODS: [&str; 7] =
    ["method", "http method", "request method", "请求方法", "请求方式", "http方法", "http请求方法"];

fn is_one_of(labels: &[&str], text: &str) -> bool {
    labels.contains(&text.trim().to_lowercase().as_str())
}

/// A line with one half of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Half {
    /// A label alone.
    Label,
    Method(String),
    Path(String),
}

/// The half of a call on a line of its own: `Method: GET`, `URI: /v1/lamps`, `GET`, `/v1/lamps`.
pub(super) fn half(line: &str) -> Option<Half> {
    let line = line.trim();
    if is_one_of(&URIS, line.trim_end_matches(':')) || is_one_of(&METHODS, line.trim_end_matches(':')) {
        return Some(Half::Label);
    }
    let (label, text) = line.split_once(':').map_or(("", line), |(label, text)| (label, text.trim()));
    if is_one_of(&METHODS, label) {
        let method = text.to_ascii_uppercase();
        return Method::from_name(&method).map(|_| Half::Method(method));
    }
    let text = if is_one_of(&URIS, label) { text } else { line };
    let is_upper_case = text == text.to_ascii_uppercase();
    if is_upper_case && Method::from_name(text).is_some() {
        return Some(Half::Method(text.to_owned()));
    }
    // `/v1/lamps` as words of a call.
    let call = format!("GET {text}");
    let call = self::call(&call).unwrap_or(call);
    let path = call.strip_prefix("GET ").filter(|path| path.starts_with('/') && !path.contains(' '))?;
    Some(Half::Path(path.to_owned()))
}

/// The half of a call in two cells, a label and its text.
pub(super) fn labelled(label: &str, text: &str) -> Option<Half> {
    let is_label = half(label) == Some(Half::Label);
    let half = half(&format!("{}: {text}", label.trim_end_matches(':'))).filter(|_| is_label);
    half.filter(|half| *half != Half::Label)
}

/// The calls in the rows of a table, each with the index of its row: in a cell of its own, in cells next to each other, or
/// in rows with labels.
pub(super) fn calls_in(rows: &[Vec<String>]) -> Vec<(usize, String)> {
    let is_known =
        |line: &String| line.split(' ').next().is_some_and(|method| Method::from_name(method).is_some());
    let whole =
        |line: String| Some(call(&line).unwrap_or(line)).filter(|line| is_call(line) && is_known(line));
    let in_row = |cells: &Vec<String>| {
        let pairs = cells.windows(2).map(|pair| pair.join(" "));
        let reversed = cells.windows(2).map(|pair| format!("{} {}", pair[1], pair[0]));
        cells.iter().cloned().chain(pairs).chain(reversed).find_map(whole)
    };
    let calls: Vec<(usize, String)> =
        rows.iter().enumerate().filter_map(|(index, cells)| Some((index, in_row(cells)?))).collect();
    if !calls.is_empty() {
        return calls;
    }
    let halves = rows.iter().filter_map(|cells| match cells.as_slice() {
        [label, text, ..] => labelled(label, text),
        _ => None,
    });
    let (mut method, mut path) = (None, None);
    for half in halves {
        match half {
            Half::Method(text) if method.is_none() => method = Some(text),
            Half::Path(text) if path.is_none() => path = Some(text),
            _ => return Vec::new(),
        }
    }
    method.zip(path).map(|(method, path)| (0, format!("{method} {path}"))).into_iter().collect()
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
    use super::{Half, call, calls_in, half};

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

    #[test]
    fn a_line_may_have_half_a_call() {
        let method = |text: &str| Some(Half::Method(text.to_owned()));
        let path = |text: &str| Some(Half::Path(text.to_owned()));
        for (line, expected) in [
            ("Method: GET", method("GET")),
            ("请求方法: post", method("POST")),
            ("DELETE", method("DELETE")),
            ("URI: /v1/lamps/<lamp_id>", path("/v1/lamps/{lamp_id}")),
            ("URL: https://{endpoint}/v1/lamps", path("/v1/lamps")),
            ("/v1/lamps", path("/v1/lamps")),
            ("URI", Some(Half::Label)),
            ("HTTP Method:", Some(Half::Label)),
            ("Method: the usual one", None),
            ("get", None),
            ("/v1/lamps lists lamps", None),
            ("Note: /v1/lamps", None),
        ] {
            assert_eq!(half(line), expected, "{line}");
        }
    }

    #[test]
    fn the_calls_of_a_table_are_in_its_rows() {
        let calls = |rows: &[&str]| {
            let rows: Vec<Vec<String>> =
                rows.iter().map(|row| row.split('|').map(str::to_owned).collect()).collect();
            calls_in(&rows)
                .into_iter()
                .map(|(row, call)| format!("{row} {call}"))
                .collect::<Vec<_>>()
                .join(", ")
        };
        assert_eq!(
            calls(&["Method|URI", "GET|/v1/lamps", "PUT|/v1/lamps"]),
            "1 GET /v1/lamps, 2 PUT /v1/lamps"
        );
        assert_eq!(calls(&["URI|Method", "/v1/lamps|GET"]), "1 GET /v1/lamps");
        assert_eq!(calls(&["GET /v1/lamps"]), "0 GET /v1/lamps");
        assert_eq!(calls(&["Method|GET", "URI|/v1/lamps"]), "0 GET /v1/lamps");
        assert_eq!(calls(&["Method|GET", "Method|PUT", "URI|/v1/lamps"]), "");
        assert_eq!(calls(&["Name|Value", "lamp|/v1/lamps"]), "");
    }
}
