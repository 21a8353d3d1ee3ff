//! The order of imports: the standard library, other crates, then `crate`, `super` and `self`, separated by blank lines.

use super::Finding;
use super::mask::masked;
use super::sources::Source;

/// The groups, in their order.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Group {
    Standard,
    External,
    Own,
}

/// The `use` items that follow each other without another item in between.
struct Block {
    /// The index of the first line, and the one after the last.
    lines: (usize, usize),
    /// Each item's lines, including the attributes and comments before it.
    items: Vec<(Group, (usize, usize))>,
}

/// Finds blocks of imports that are not in order.
pub(crate) fn check(source: &Source, findings: &mut Vec<Finding>) {
    let lines: Vec<&str> = source.text.lines().collect();
    for block in blocks(&source.text) {
        if lines[block.lines.0..block.lines.1] != ordered(&lines, &block) {
            let message = "imports are not in order (std, other crates, crate/super/self; a blank line between): \
                           run `cargo xtask tidy --fix`";
            findings.push(source.finding(block.lines.0 + 1, message));
        }
    }
}

/// The text with its imports in order; `None` if they already are.
pub(crate) fn sorted(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let mut sorted: Vec<&str> = Vec::new();
    let mut done = 0;
    for block in blocks(text) {
        sorted.extend(&lines[done..block.lines.0]);
        sorted.extend(ordered(&lines, &block));
        done = block.lines.1;
    }
    sorted.extend(&lines[done..]);
    (sorted != lines).then(|| sorted.join("\n") + "\n")
}

/// The lines of a block in their order. The order within a group is left to rustfmt.
fn ordered<'a>(lines: &[&'a str], block: &Block) -> Vec<&'a str> {
    let mut ordered = Vec::new();
    for group in [Group::Standard, Group::External, Group::Own] {
        let mut items = block.items.iter().filter(|(of, _)| *of == group).peekable();
        if items.peek().is_some() && !ordered.is_empty() {
            ordered.push("");
        }
        for (_, (from, to)) in items {
            ordered.extend(&lines[*from..*to]);
        }
    }
    ordered
}

/// The blocks of unindented private imports. The order of re-exports is that of the module's page.
fn blocks(text: &str) -> Vec<Block> {
    let masked = masked(text);
    let code: Vec<&str> = masked.lines().collect();
    let lines: Vec<&str> = text.lines().collect();
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<Block> = None;
    let mut at = 0;
    while at < code.len() {
        let Some((group, from, to)) = item(&lines, &code, at) else {
            if !code[at].trim().is_empty() || lines[at].trim_start().starts_with("//") {
                blocks.extend(open.take());
            }
            at += 1;
            continue;
        };
        let block = open.get_or_insert(Block { lines: (from, to), items: Vec::new() });
        block.lines.1 = to;
        block.items.push((group, (from, to)));
        at = to;
    }
    blocks.extend(open);
    blocks
}

/// The import whose attributes and comments, or itself, start at this line.
fn item(lines: &[&str], code: &[&str], at: usize) -> Option<(Group, usize, usize)> {
    let is_note =
        |line: &&&str| line.starts_with("#[") || (line.starts_with("//") && !line.starts_with("//!"));
    let start = at + lines[at..].iter().take_while(is_note).count();
    let tree = code.get(start)?.strip_prefix("use ")?;
    let length = code[start..].iter().position(|line| line.contains(';'))? + 1;
    let first = tree.trim_start_matches("::").split([':', ';', ' ', '{']).next().unwrap_or_default();
    let group = match first {
        "std" | "core" | "alloc" => Group::Standard,
        "crate" | "super" | "self" => Group::Own,
        name if is_own(code, name) => Group::Own,
        _ => Group::External,
    };
    Some((group, at, start + length))
}

/// True if the file declares a module of this name.
fn is_own(code: &[&str], name: &str) -> bool {
    let declared = |line: &&str| {
        let rest =
            line.split_once("mod ").filter(|(before, _)| before.is_empty() || before.starts_with("pub"));
        rest.is_some_and(|(_, rest)| rest.trim_end_matches([';', ' ', '{']) == name)
    };
    code.iter().any(declared)
}

#[cfg(test)]
mod tests {
    use super::sorted;

    #[test]
    fn groups_are_put_in_order_with_their_attributes() {
        let text =
            "//! Doc.\n\nuse crate::a;\n#[cfg(unix)]\nuse http::{\n    b,\n};\nuse std::c;\n\nfn d() {}\n";
        let expected = "//! Doc.\n\nuse std::c;\n\n#[cfg(unix)]\nuse http::{\n    b,\n};\n\n\
                        use crate::a;\n\nfn d() {}\n";
        assert_eq!(sorted(text).as_deref(), Some(expected));
        assert_eq!(sorted(expected), None);
    }

    #[test]
    fn modules_of_the_file_count_as_its_own_and_re_exports_stay() {
        assert_eq!(
            sorted("mod a;\n\nuse http::B;\n\nuse a::C;\n\npub use std::d;\npub use crate::e;\n"),
            None
        );
    }
}
