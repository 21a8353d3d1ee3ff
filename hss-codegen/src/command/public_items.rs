//! The public items of the generated code that differ between two specs.

use std::collections::BTreeSet;
use std::thread;

use hss_codegen::Generator;
use hss_spec::model::{Group, Spec};
use hss_spec::names;
use similar::{ChangeTag, TextDiff};

use super::side_by_side::result_of;

/// The separator between a line and its parents.
const SEPARATOR: &str = "\n";

/// The lines of [`Generator::signatures`] that are added or removed, below their parents.
pub(super) struct PublicItems {
    text: String,
    added: usize,
    removed: usize,
}

impl PublicItems {
    /// Compares the public items of the code of two specs; `None` if either spec has no code.
    pub(super) fn compare(old: &Spec, new: &Spec) -> Option<Self> {
        let same = same_groups(old, new);
        let signatures = |spec| Generator::new(spec).signatures_of(|group| !same.contains(group)).ok();
        let (old, new) = thread::scope(|threads| {
            let old = threads.spawn(|| signatures(old));
            let new = signatures(new);
            (result_of(old), new)
        });
        let (old, new) = (old?, new?);
        let mut items = Self { text: String::new(), added: 0, removed: 0 };
        // Each line with its parents, so that equal lines of different items differ.
        let (old, new) = (with_parents(&old), with_parents(&new));
        let old: Vec<&str> = old.iter().map(String::as_str).collect();
        let new: Vec<&str> = new.iter().map(String::as_str).collect();
        let diff = TextDiff::from_slices(&old, &new);
        let mut last: Vec<&str> = Vec::new();
        for change in diff.iter_all_changes() {
            let sign = match change.tag() {
                ChangeTag::Equal => continue,
                ChangeTag::Insert => '+',
                ChangeTag::Delete => '-',
            };
            let path: Vec<&str> = change.value().split(SEPARATOR).collect();
            let Some((line, above)) = path.split_last() else { continue };
            let common = last.iter().zip(above).take_while(|(one, other)| one == other).count();
            above[common..].iter().for_each(|line| items.push(' ', line));
            items.push(sign, line);
            last = path;
        }
        Some(items)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.added + self.removed == 0
    }

    /// The numbers of added and removed lines.
    pub(super) fn figures(&self) -> String {
        format!("{} added, {} removed", self.added, self.removed)
    }

    /// The lines as a diff.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    fn push(&mut self, sign: char, line: &str) {
        self.added += usize::from(sign == '+');
        self.removed += usize::from(sign == '-');
        self.text.push(sign);
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }
}

/// The groups whose public items are the same, since everything that determines them is. Most changes concern a few
/// groups, and listing the items of all others would take most of the time.
fn same_groups<'s>(old: &'s Spec, new: &Spec) -> BTreeSet<&'s str> {
    let is_same_beside =
        old.shared == new.shared && old.service.client_parameters == new.service.client_parameters;
    if !is_same_beside {
        return BTreeSet::new();
    }
    let (old_names, new_names) = (names::groups(old.groups.keys()), names::groups(new.groups.keys()));
    let is_same = |(name, group): &(&'s String, &Group)| {
        let name = name.as_str();
        new.groups.get(name) == Some(*group) && old_names.get(name) == new_names.get(name)
    };
    old.groups.iter().filter(is_same).map(|(name, _)| name.as_str()).collect()
}

/// The lines, each preceded by its parents.
fn with_parents(text: &str) -> Vec<String> {
    let mut above: Vec<&str> = Vec::new();
    let lines = text.lines().map(|line| {
        while above.last().is_some_and(|last| depth(last) >= depth(line)) {
            above.pop();
        }
        above.push(line);
        above.join(SEPARATOR)
    });
    lines.collect()
}

fn depth(line: &str) -> usize {
    line.len() - line.trim_start().len()
}
