//! Paths in a file that lead to other modules of the same crate.

use super::mask::masked;

/// A path, and the line it is on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reference {
    pub(crate) line: usize,
    pub(crate) segments: Vec<String>,
    /// The name that the path has in the file: `d` for `a::b as d`.
    pub(crate) alias: String,
    pub(crate) kind: ReferenceKind,
}

/// The form of a reference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum ReferenceKind {
    /// `use …;`
    Import,
    /// `pub use …;`
    ReExport,
    /// A path within an expression, type or bound.
    Inline,
}

/// All paths of the file's `use` items, and all others that start with `crate` or `super`.
pub(crate) fn references(text: &str) -> Vec<Reference> {
    let masked = masked(text);
    let mut found = Vec::new();
    let mut rest = String::with_capacity(masked.len());
    let mut lines = masked.lines().enumerate();
    while let Some((index, line)) = lines.next() {
        let Some((kind, start)) = use_item(line) else {
            rest.push_str(line);
            rest.push('\n');
            continue;
        };
        let mut item = start.to_owned();
        let mut breaks = 1;
        while !item.contains(';') {
            let Some((_, line)) = lines.next() else { break };
            item.push_str(line);
            breaks += 1;
        }
        rest.push_str(&"\n".repeat(breaks));
        let tree = item.split(';').next().unwrap_or_default();
        for (segments, alias) in branches(tree) {
            found.push(Reference { line: index + 1, segments, alias, kind });
        }
    }
    found.extend(rest.lines().enumerate().flat_map(|(index, line)| inline(index + 1, line)));
    found
}

/// The kind and the tree of a `use` item that starts on this line.
fn use_item(line: &str) -> Option<(ReferenceKind, &str)> {
    let line = line.trim_start();
    if let Some(tree) = line.strip_prefix("use ") {
        return Some((ReferenceKind::Import, tree));
    }
    let rest = line.strip_prefix("pub")?;
    let rest =
        rest.strip_prefix('(').map_or(Some(rest), |rest| rest.split_once(')').map(|(_, rest)| rest))?;
    Some((ReferenceKind::ReExport, rest.strip_prefix(" use ")?))
}

/// The paths of a `use` tree such as `a::{b, c as d}`, each with its name in the file.
pub(crate) fn branches(tree: &str) -> Vec<(Vec<String>, String)> {
    let tree = tree.trim().trim_start_matches("::");
    if let Some((prefix, group)) = tree.split_once('{') {
        let group = group.trim_end().strip_suffix('}').unwrap_or(group);
        let prefix: Vec<String> =
            prefix.split("::").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect();
        return split(group)
            .flat_map(branches)
            .map(|(segments, alias)| ([prefix.clone(), segments].concat(), alias))
            .collect();
    }
    if tree.is_empty() {
        return Vec::new();
    }
    let (path, alias) = tree.split_once(" as ").map_or((tree, None), |(path, alias)| (path, Some(alias)));
    let segments: Vec<String> = path.split("::").map(|part| part.trim().to_owned()).collect();
    let last = segments.last().cloned().unwrap_or_default();
    vec![(segments, alias.map_or(last, |alias| alias.trim().to_owned()))]
}

/// The members of a group, split at the commas outside of inner groups.
fn split(group: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0;
    group.split(move |letter| {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        letter == ',' && depth == 0
    })
}

/// The paths of a line that start with `crate` or `super`. Those of `$crate` belong to the crate that calls the macro.
fn inline(line: usize, text: &str) -> Vec<Reference> {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut found = Vec::new();
    for start in ["crate::", "super::"] {
        for (at, _) in text.match_indices(start) {
            let before = text[..at].chars().next_back();
            if before.is_some_and(|letter| is_part(letter) || letter == '$' || letter == ':') {
                continue;
            }
            let end = text[at..]
                .find(|letter| !is_part(letter) && letter != ':')
                .map_or(text.len(), |end| at + end);
            let path = text[at..end].trim_end_matches(':');
            let segments: Vec<String> = path.split("::").map(str::to_owned).collect();
            let alias = segments.last().cloned().unwrap_or_default();
            found.push(Reference { line, segments, alias, kind: ReferenceKind::Inline });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{ReferenceKind, references};

    #[test]
    fn groups_renames_and_inline_paths_are_read() {
        let text = "use crate::a::{B, c::{D as E, self}};\npub(crate) use f::G;\n\n\
                    fn h() -> crate::i::J {\n    $crate::k::l()\n}\n";
        let found: Vec<(usize, String, String)> = references(text)
            .iter()
            .map(|one| (one.line, one.segments.join("::"), one.alias.clone()))
            .collect();
        let expected = [
            (1, "crate::a::B", "B"),
            (1, "crate::a::c::D", "E"),
            (1, "crate::a::c::self", "self"),
            (2, "f::G", "G"),
            (4, "crate::i::J", "J"),
        ];
        assert_eq!(found, expected.map(|(line, path, alias)| (line, path.to_owned(), alias.to_owned())));
        assert_eq!(references("pub use a::b;")[0].kind, ReferenceKind::ReExport);
    }
}
