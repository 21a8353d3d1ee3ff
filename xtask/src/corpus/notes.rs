//! The importer's notes, and the reason why an operation is left out.

use serde_json::Value;

use super::document::Operation;

/// A note of the importer on a part of the document.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Note {
    /// Its kind in the report, such as `operation-left-out`.
    pub(crate) kind: String,
    /// The JSON pointer of the part; empty for the document.
    pub(crate) pointer: String,
    pub(crate) message: String,
}

impl Note {
    /// The problems of a report as JSON; none if it is not a report.
    pub(crate) fn all(report: &str) -> Vec<Self> {
        let report: Value = serde_json::from_str(report).unwrap_or_default();
        let text = |problem: &Value, key: &str| problem[key].as_str().unwrap_or_default().to_owned();
        let problems = report["problems"].as_array().into_iter().flatten();
        problems
            .map(|problem| {
                let (kind, message) = (text(problem, "kind"), text(problem, "message"));
                match message.split_once(": ") {
                    Some((pointer, message)) if pointer.starts_with('#') => {
                        Self { kind, pointer: pointer.to_owned(), message: message.to_owned() }
                    }
                    _ => Self { kind, pointer: String::new(), message },
                }
            })
            .collect()
    }

    fn is_within(&self, pointer: &str) -> bool {
        self.pointer.strip_prefix(pointer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The message without the names that it quotes; media types stay.
    pub(crate) fn pattern(&self) -> String {
        let is_media_type =
            |text: &str| text.find('/').is_some_and(|at| at > 0) && !text.contains([' ', '{', '#']);
        let parts = self.message.split('`').enumerate();
        let shown = |(index, part)| if index % 2 == 0 || is_media_type(part) { part } else { "…" };
        parts.map(shown).collect::<Vec<_>>().join("`")
    }
}

/// An operation that is left out, with the importer's reason.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Left {
    pub(crate) operation: Operation,
    pub(crate) reason: Note,
}

/// The operations that are left out, according to the notes; the reason is a parameter that is left out, else the
/// note itself. Includes operations that are missing without a note.
pub(crate) fn left(operations: &[Operation], taken: &[Operation], notes: &[Note]) -> Vec<Left> {
    let left_out = |kind: &'static str| notes.iter().filter(move |note| note.kind == kind);
    let reason = |operation: &Operation| {
        let (pointer, path) = (operation.pointer(), operation.path_pointer());
        let own =
            left_out("operation-left-out").find(|note| note.pointer == pointer || note.pointer == path)?;
        let part = left_out("parameter-left-out").find(|note| note.is_within(&pointer));
        Some(part.filter(|_| own.message.contains("parameter")).unwrap_or(own).clone())
    };
    let unknown = |operation: &Operation| {
        let is_taken =
            taken.iter().any(|one| one.method == operation.method && one.path == operation.sent_path());
        (!is_taken).then(|| Note {
            pointer: operation.pointer(),
            message: "no note".to_owned(),
            ..Note::default()
        })
    };
    operations
        .iter()
        .filter_map(|operation| Some((operation, reason(operation).or_else(|| unknown(operation))?)))
        .map(|(operation, reason)| Left { operation: operation.clone(), reason })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_has_media_types_and_no_names() {
        let pattern = |message: &str| Note { message: message.to_owned(), ..Note::default() }.pattern();
        assert_eq!(pattern("`A` has a body of `text/plain`"), "`…` has a body of `text/plain`");
        assert_eq!(pattern("path `/a/{b}` is left out"), "path `…` is left out");
    }

    #[test]
    fn the_reason_is_the_part_that_is_left_out() {
        let operation =
            |method: &str, path: &str| Operation { method: method.to_owned(), path: path.to_owned() };
        let operations = [
            operation("GET", "/a?x=1"),
            operation("POST", "/a"),
            operation("GET", "/b"),
            operation("GET", "/c"),
        ];
        let taken = [operation("GET", "/a")];
        let notes = Note::all(
            r##"{ "problems": [
                { "kind": "response-unread", "message": "#/paths/~1a/post/responses: `y` is not read" },
                { "kind": "operation-left-out", "message": "#/paths/~1a/post: `P` is left out: a parameter" },
                { "kind": "parameter-left-out", "message": "#/paths/~1a/post/parameters/0: it has no text form" },
                { "kind": "operation-left-out", "message": "#/paths/~1b: the operations of this path are left out" }
            ] }"##,
        );
        let left = left(&operations, &taken, &notes);
        let reasons: Vec<&str> = left.iter().map(|left| left.reason.message.as_str()).collect();
        assert_eq!(reasons, ["it has no text form", "the operations of this path are left out", "no note"]);
    }
}
