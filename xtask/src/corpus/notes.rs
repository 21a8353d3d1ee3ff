//! The importer's notes, and the reason why an operation is left out.

use std::collections::{BTreeMap, BTreeSet};

use super::document::Operation;

/// A line of the importer on a part of the document.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Note {
    /// The JSON pointer of the part; empty for the document.
    pub(super) pointer: String,
    pub(super) message: String,
}

impl Note {
    /// The notes among the lines of an output.
    pub(super) fn all(output: &str) -> Vec<Self> {
        let notes = output.lines().filter_map(|line| Some(line.split_once(": note: ")?.1));
        notes
            .map(|rest| match rest.split_once(": ") {
                Some((pointer, message)) if pointer.starts_with('#') => {
                    Self { pointer: pointer.to_owned(), message: message.to_owned() }
                }
                _ => Self { pointer: String::new(), message: rest.to_owned() },
            })
            .collect()
    }

    fn is_within(&self, pointer: &str) -> bool {
        self.pointer.strip_prefix(pointer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The message without the names that it quotes; media types stay.
    pub(super) fn kind(&self) -> String {
        let is_media_type =
            |text: &str| text.find('/').is_some_and(|at| at > 0) && !text.contains([' ', '{', '#']);
        let parts = self.message.split('`').enumerate();
        let shown = |(index, part)| if index % 2 == 0 || is_media_type(part) { part } else { "…" };
        parts.map(shown).collect::<Vec<_>>().join("`")
    }
}

/// An operation that is left out, and its reason as the importer says it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Left {
    pub(super) operation: Operation,
    pub(super) reason: Note,
}

/// The reason of each operation that is left out: the first note on a part of it of a kind that no taken operation has,
/// else the note on itself or on its path.
pub(super) fn left(operations: &[Operation], taken: &BTreeSet<Operation>, notes: &[Note]) -> Vec<Left> {
    let mut by_path: BTreeMap<&str, Vec<&Note>> = BTreeMap::new();
    for note in notes {
        by_path.entry(path_of(&note.pointer)).or_default().push(note);
    }
    let around =
        |operation: &Operation| by_path.get(operation.path_pointer().as_str()).into_iter().flatten().copied();
    let inside = |operation: &Operation| {
        around(operation)
            .filter({
                let pointer = operation.pointer();
                move |note| note.is_within(&pointer)
            })
            .collect::<Vec<_>>()
    };
    let harmless: BTreeSet<String> = taken.iter().flat_map(inside).map(Note::kind).collect();
    let missing = operations.iter().filter(|operation| !taken.contains(operation));
    missing
        .map(|operation| {
            let (pointer, inside) = (operation.pointer(), inside(operation));
            let part = inside.iter().find(|note| note.pointer != pointer && !harmless.contains(&note.kind()));
            let own = inside.iter().find(|note| note.pointer == pointer && !harmless.contains(&note.kind()));
            let path = around(operation).find(|note| note.pointer == operation.path_pointer());
            let unknown = Note { pointer, message: "no note".to_owned() };
            let reason = part.or(own).copied().or(path).cloned().unwrap_or(unknown);
            Left { operation: operation.clone(), reason }
        })
        .collect()
}

/// The pointer of the path item that a pointer leads into.
fn path_of(pointer: &str) -> &str {
    let end = pointer.match_indices('/').nth(2).map_or(pointer.len(), |(end, _)| end);
    &pointer[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_has_media_types_and_no_names() {
        let kind = |message: &str| Note { pointer: String::new(), message: message.to_owned() }.kind();
        assert_eq!(kind("`A` has a body of `text/plain`"), "`…` has a body of `text/plain`");
        assert_eq!(kind("path `/a/{b}` is left out"), "path `…` is left out");
    }

    #[test]
    fn the_reason_is_the_note_that_taken_operations_do_not_have() {
        let operation =
            |method: &str, path: &str| Operation { method: method.to_owned(), path: path.to_owned() };
        let operations =
            [operation("GET", "/a"), operation("POST", "/a"), operation("GET", "/b"), operation("GET", "/c")];
        let taken = BTreeSet::from([operations[0].clone()]);
        let notes = Note::all(
            "d.json:1:1: note: #/paths/~1a/get/responses: `x` is not read\n\
             d.json:2:1: note: #/paths/~1a/post: operation `P` is left out\n\
             d.json:3:1: note: #/paths/~1a/post/responses: `y` is not read\n\
             d.json:4:1: note: #/paths/~1a/post/requestBody: a body of `text/plain` can't be sent\n\
             d.json:5:1: note: #/paths/~1b: the operations of this path are left out\n\
             A: new\n",
        );
        let reasons: Vec<_> =
            left(&operations, &taken, &notes).into_iter().map(|left| left.reason.message).collect();
        assert_eq!(
            reasons,
            ["a body of `text/plain` can't be sent", "the operations of this path are left out", "no note"]
        );
    }
}
