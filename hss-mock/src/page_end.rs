//! Fields by which a result page says whether another one follows, where the spec does not name them.

use crate::data::{Value, plain};

/// True while there are more pages.
const MORE: &[&str] = &["hasmore", "hasnext", "hasnextpage", "istruncated", "more", "truncated"];

/// True on the last page.
const LAST: &[&str] = &["islast", "islastpage", "lastpage"];

/// The position of the next page.
const NEXT: &[&str] = &[
    "continuationtoken",
    "next",
    "nextcontinuationtoken",
    "nextcursor",
    "nextlink",
    "nextmarker",
    "nextoffset",
    "nextpage",
    "nextpagetoken",
    "nextpageurl",
    "nexttoken",
    "nexturl",
];

/// Makes these fields of a page, and of objects in it, say whether another page follows. After the last page, none is
/// made up, since a reader would follow it.
pub(crate) fn tell(body: &mut Value<'_>, has_next: bool) {
    let Value::Object(fields) = body else { return };
    for (name, value) in fields.iter_mut() {
        let name = plain(name);
        match value {
            Value::Boolean(value) if MORE.contains(&&*name) => *value = has_next,
            Value::Boolean(value) if LAST.contains(&&*name) => *value = !has_next,
            Value::Object(_) => tell(value, has_next),
            _ => {}
        }
    }
    let is_position = |value: &Value<'_>| matches!(value, Value::Text(_) | Value::Integer(_));
    fields.retain(|(name, value)| has_next || !is_position(value) || !NEXT.contains(&&*plain(name)));
}
