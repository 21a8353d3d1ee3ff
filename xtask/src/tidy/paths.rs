//! Paths in a file that lead to other modules of the same crate.

use std::collections::BTreeSet;

use super::mask::masked;
use super::tokens::{Token, tokens};

/// A path, and the line it is on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reference {
    pub(crate) line: usize,
    /// The last one is `*` for a glob.
    pub(crate) segments: Vec<String>,
    /// The name that the path has in the module: `d` for `a::b as d`.
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
    /// A path within an expression, type or bound, also inside a macro.
    Inline,
    /// The path of a macro that is called.
    Macro,
}

/// A file, or an inline module of it.
#[derive(Debug, Default)]
pub(crate) struct Part {
    /// The names of the inline modules around it; empty for the file.
    pub(crate) path: Vec<String>,
    pub(crate) references: Vec<Reference>,
    /// The items that are written here.
    pub(crate) items: BTreeSet<String>,
    /// The macros with `#[macro_export]` that are written here.
    pub(crate) macros: BTreeSet<String>,
    /// The words that may be the name of an imported item: types, constants, and functions and macros that are called.
    pub(crate) used: BTreeSet<String>,
}

/// The file, then its inline modules. Left out is what a macro makes of its variables, and a function that is passed by a
/// name alone, without a path.
pub(crate) fn parts(text: &str) -> Vec<Part> {
    let masked = masked(text);
    let mut reader = Reader { tokens: tokens(&masked), parts: vec![Part::default()], open: vec![(0, 0)] };
    let (mut at, mut depth) = (0, 0);
    while at < reader.tokens.len() {
        match reader.tokens[at].text {
            "{" => depth += 1,
            "}" => {
                depth -= 1;
                reader.close(depth);
            }
            _ => {}
        }
        at = reader.read(at, &mut depth);
    }
    reader.parts
}

struct Reader<'t> {
    tokens: Vec<Token<'t>>,
    parts: Vec<Part>,
    /// The part that each open module is, and the number of braces around it; the file is the first.
    open: Vec<(usize, i32)>,
}

impl<'t> Reader<'t> {
    fn text(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |token| token.text)
    }

    fn before(&self, at: usize) -> &'t str {
        at.checked_sub(1).map_or("", |before| self.text(before))
    }

    fn part(&mut self) -> &mut Part {
        let index = self.open.last().map_or(0, |(index, _)| *index);
        &mut self.parts[index]
    }

    fn close(&mut self, depth: i32) {
        if self.open.len() > 1 && self.open.last().is_some_and(|(_, around)| *around == depth) {
            self.open.pop();
        }
    }

    /// Reads what starts at a token; returns the place after it.
    fn read(&mut self, at: usize, depth: &mut i32) -> usize {
        match self.text(at) {
            "use" if self.text(at + 1) != "<" => self.use_item(at),
            "mod" if self.text(at + 2) == "{" => {
                let mut path = self.part().path.clone();
                path.push(self.text(at + 1).to_owned());
                self.open.push((self.parts.len(), *depth));
                self.parts.push(Part { path, ..Part::default() });
                *depth += 1;
                at + 3
            }
            "macro_rules" => {
                let name = self.text(at + 2).to_owned();
                let start = at.saturating_sub(2);
                if self.tokens[start..at].iter().map(|token| token.text).eq(["macro_export", "]"]) {
                    self.part().macros.insert(name);
                }
                at + 3
            }
            "struct" | "enum" | "trait" | "fn" | "type" | "const" | "static" | "union" | "mod"
                if self.tokens.get(at + 1).is_some_and(Token::is_word) =>
            {
                let name = self.text(at + 1).to_owned();
                let is_modified = matches!(self.text(at + 1), "fn" | "unsafe" | "mut");
                self.part().items.insert(name);
                if is_modified { at + 1 } else { at + 2 }
            }
            _ if self.tokens[at].is_word() => self.path(at),
            _ => at + 1,
        }
    }

    fn use_item(&mut self, at: usize) -> usize {
        let kind = match self.before(at) {
            "pub" | ")" => ReferenceKind::ReExport,
            _ => ReferenceKind::Import,
        };
        let length = self.tokens[at..].iter().position(|token| token.text == ";");
        let end = length.map_or(self.tokens.len(), |length| at + length);
        let words: Vec<&str> = self.tokens[at + 1..end].iter().map(|token| token.text).collect();
        let line = self.tokens[at].line;
        for (segments, alias) in branches(&words.join(" ")) {
            self.part().references.push(Reference { line, segments, alias, kind });
        }
        end + 1
    }

    /// A path of several segments is a reference, a single word the use of a name.
    fn path(&mut self, at: usize) -> usize {
        let mut segments = vec![self.text(at).to_owned()];
        let mut end = at + 1;
        while self.text(end) == "::" && self.tokens.get(end + 1).is_some_and(Token::is_word) {
            segments.push(self.text(end + 1).to_owned());
            end += 2;
        }
        let is_visibility = self.before(at) == "in" && self.before(at - 1) == "(";
        if is_visibility || matches!(self.before(at), "::" | ".") {
            return end;
        }
        let is_macro = self.text(end) == "!" && self.text(end + 1) != "=";
        let is_type = segments[0].starts_with(char::is_uppercase);
        if segments.len() > 1 {
            let kind = if is_macro { ReferenceKind::Macro } else { ReferenceKind::Inline };
            let alias = segments.last().cloned().unwrap_or_default();
            let line = self.tokens[at].line;
            self.part().references.push(Reference { line, segments, alias, kind });
        } else if is_type || is_macro || self.text(end) == "(" {
            self.part().used.extend(segments);
        }
        end
    }
}

/// The paths of a `use` tree such as `a::{b, c as d}`, each with its name in the module.
fn branches(tree: &str) -> Vec<(Vec<String>, String)> {
    let tree = tree.trim().trim_start_matches("::");
    if let Some((prefix, group)) = tree.split_once('{') {
        let group = group.trim_end().strip_suffix('}').unwrap_or(group);
        let prefix: Vec<String> =
            prefix.split("::").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect();
        return split(group)
            .flat_map(branches)
            .map(|(segments, alias)| match (segments.as_slice(), prefix.last()) {
                // `a::{self}` is `a`.
                ([only], Some(last)) if only == "self" => {
                    (prefix.clone(), if alias == "self" { last.clone() } else { alias })
                }
                _ => ([prefix.clone(), segments].concat(), alias),
            })
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

#[cfg(test)]
mod tests {
    use super::{ReferenceKind, parts};

    #[test]
    fn groups_renames_and_inline_paths_are_read() {
        let text = "use crate::a::{B, c::{D as E, self}};\npub(crate) use f::G;\n\n\
                    fn h() -> crate::i::J {\n    $crate::k::l!(n::o(), p.q::<R>())\n}\n";
        let found: Vec<(usize, String, String)> = parts(text)[0]
            .references
            .iter()
            .map(|one| (one.line, one.segments.join("::"), one.alias.clone()))
            .collect();
        let expected = [
            (1, "crate::a::B", "B"),
            (1, "crate::a::c::D", "E"),
            (1, "crate::a::c", "c"),
            (2, "f::G", "G"),
            (4, "crate::i::J", "J"),
            (5, "crate::k::l", "l"),
            (5, "n::o", "o"),
        ];
        assert_eq!(found, expected.map(|(line, path, alias)| (line, path.to_owned(), alias.to_owned())));
        assert_eq!(parts("pub use a::b;")[0].references[0].kind, ReferenceKind::ReExport);
    }

    #[test]
    fn an_inline_module_has_its_own_paths_and_items() {
        let found = parts(
            "fn a() {\n    b()\n}\nmod c {\n    use super::d;\n    mod e {}\n    struct F;\n}\nstruct G(H);\n",
        );
        let paths: Vec<String> = found.iter().map(|part| part.path.join("::")).collect();
        assert_eq!(paths, ["", "c", "c::e"]);
        assert_eq!(found[0].items.iter().collect::<Vec<_>>(), ["G", "a"]);
        assert_eq!(found[0].used.iter().collect::<Vec<_>>(), ["H", "b"]);
        assert_eq!(found[1].items.iter().collect::<Vec<_>>(), ["F"]);
        assert_eq!(found[1].references[0].segments, ["super", "d"]);
    }
}
