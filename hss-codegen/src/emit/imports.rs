//! The imports of a program.

use std::collections::{BTreeMap, BTreeSet};

use super::layout::WIDTH;

/// Names that the program needs for something other than types of the API; a type with such a name is written with its
/// path.
const NEEDED: [&str; 13] = [
    "BlockingPaged",
    "BlockingRequest",
    "Box",
    "Client",
    "Err",
    "Error",
    "Ok",
    "Option",
    "Paged",
    "Request",
    "Result",
    "String",
    "Vec",
];

/// The crates that a program imports from.
pub(crate) struct Crates<'a> {
    /// The path of the module with the client.
    pub(crate) api: &'a str,
    /// The name of the group's module in it.
    pub(crate) module: &'a str,
    /// The path of the items that a client needs besides its own.
    pub(crate) runtime: &'a str,
}

/// The imports of a program.
pub(super) struct Imports<'a> {
    crates: &'a Crates<'a>,
    /// The path of each imported name.
    names: BTreeMap<String, String>,
}

impl<'a> Imports<'a> {
    pub(super) fn of(crates: &'a Crates<'a>) -> Self {
        Self { crates, names: BTreeMap::new() }
    }

    pub(super) fn crates(&self) -> &'a Crates<'a> {
        self.crates
    }

    /// The text for a path: the part from its first type on, which is imported, or the whole path if that name is
    /// taken.
    pub(super) fn path(&mut self, segments: &[String]) -> String {
        let is_type = |segment: &String| segment.starts_with(|letter: char| letter.is_ascii_uppercase());
        let Some(at) = segments.iter().position(is_type) else { return segments.join("::") };
        let mut whole = segments.to_vec();
        if whole.first().is_some_and(|first| first == "hss_runtime") {
            self.crates.runtime.clone_into(&mut whole[0]);
        }
        if at == 0 {
            return whole.join("::");
        }
        let (name, path) = (whole[at].clone(), whole[..=at].join("::"));
        if NEEDED.contains(&&*name) || self.names.get(&name).is_some_and(|known| *known != path) {
            return whole.join("::");
        }
        self.names.insert(name, path);
        whole[at..].join("::")
    }

    pub(super) fn lines(&self) -> String {
        let Crates { api, runtime, .. } = self.crates;
        let mut lines: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        let always = [("Client", format!("{api}::Client")), ("*", format!("{runtime}::prelude::*"))];
        let always = always.iter().map(|(name, path)| (*name, path));
        for (name, path) in self.names.iter().map(|(name, path)| (&**name, path)).chain(always) {
            let module = path.strip_suffix(name).unwrap_or(path).trim_end_matches("::");
            lines.entry(module.to_owned()).or_default().insert(name);
        }
        let line = |(module, names): (String, BTreeSet<&str>)| {
            let list = names.iter().copied().collect::<Vec<_>>().join(", ");
            let one_line = format!("use {module}::{{{list}}};\n");
            match names.len() {
                1 => format!("use {module}::{list};\n"),
                _ if one_line.trim_end().chars().count() < WIDTH => one_line,
                _ => format!("use {module}::{{\n{}}};\n", filled(&names)),
            }
        };
        let mut lines: Vec<String> = lines.into_iter().map(line).collect();
        // As rustfmt sorts them: a list after the modules next to it.
        lines.sort_unstable();
        lines.concat()
    }
}

/// Lines with as many names as there is room for.
fn filled(names: &BTreeSet<&str>) -> String {
    let (mut text, mut line) = (String::new(), String::new());
    for name in names {
        if !line.is_empty() && 4 + line.chars().count() + 2 + name.chars().count() > WIDTH {
            text.push_str(&format!("    {}\n", line.trim_end()));
            line.clear();
        }
        line.push_str(&format!("{name}, "));
    }
    format!("{text}    {}\n", line.trim_end())
}
