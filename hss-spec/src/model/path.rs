//! Paths: segments of text and placeholders, `/jobs/{id}:cancel`.

/// A part of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PathPart<'p> {
    /// Text that is sent as it is.
    Text(&'p str),
    /// The name of a placeholder, which a value replaces.
    Placeholder(&'p str),
}

/// The parts of a path, in order.
///
/// ```
/// use hss_spec::model::{PathPart, path_parts};
///
/// let parts: Vec<_> = path_parts("/jobs/{id}:cancel").collect();
/// assert_eq!(parts, [PathPart::Text("/jobs/"), PathPart::Placeholder("id"), PathPart::Text(":cancel")]);
/// ```
pub fn path_parts(path: &str) -> impl Iterator<Item = PathPart<'_>> {
    let mut rest = path;
    std::iter::from_fn(move || {
        let (part, after) = match (rest.strip_prefix('{'), rest.find('{')) {
            (Some(inner), _) => {
                let (name, after) = inner.split_once('}').unwrap_or((inner, ""));
                (PathPart::Placeholder(name), after)
            }
            (None, Some(start)) => {
                let (text, after) = rest.split_at(start);
                (PathPart::Text(text), after)
            }
            (None, None) if rest.is_empty() => return None,
            (None, None) => (PathPart::Text(rest), ""),
        };
        rest = after;
        Some(part)
    })
}

/// The path with `{}` in place of each placeholder.
pub fn bare_path(path: &str) -> String {
    let bare = path_parts(path).map(|part| match part {
        PathPart::Text(text) => text,
        PathPart::Placeholder(_) => "{}",
    });
    bare.collect()
}

/// The reason why no request can be sent to a path, as the predicate of a sentence about it.
pub fn path_defect(path: &str) -> Option<&'static str> {
    let dots = "has a segment `.` or `..`, which HTTP clients resolve before they send a request";
    path_syntax_defect(path).or_else(|| has_dot_segment(path).then_some(dots))
}

/// The reason why a text is not a path, as the predicate of a sentence about it.
pub fn path_syntax_defect(path: &str) -> Option<&'static str> {
    if !path.starts_with('/') {
        return Some("does not start with `/`");
    }
    if path.matches('{').count() != path.matches('}').count() {
        return Some("has a `{` without a `}`, or a `}` without a `{`");
    }
    path_parts(path).find_map(|part| match part {
        PathPart::Text(text) if text.contains('}') => Some("has a `}` before its `{`"),
        PathPart::Text(text) if text.contains(['?', '#', ' ']) || text.contains(char::is_control) => {
            Some("has a `?`, a `#`, a space or a control character")
        }
        PathPart::Placeholder(name) if name.is_empty() || name.contains(['{', '/']) => {
            Some("has a placeholder that is not `{name}` within its segment")
        }
        PathPart::Placeholder(name) if name.contains(char::is_control) => {
            Some("has a placeholder whose name has control characters")
        }
        _ => None,
    })
}

/// Returns true if a path has a segment `.` or `..`, even percent-encoded: HTTP clients resolve it first, so they would
/// call another path.
fn has_dot_segment(path: &str) -> bool {
    let is_dots =
        |segment: &str| matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..");
    path.split(['/', '\\']).any(is_dots)
}
