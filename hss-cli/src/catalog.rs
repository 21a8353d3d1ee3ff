//! The operations by their names on the command line.

use std::collections::BTreeMap;

use hss_runtime::schema::{self, Api, Field, Operation};
use hss_spec::names;

/// The built-in commands, whose names no group can have.
pub(crate) const OWN: [&str; 8] =
    ["call", "completions", "describe", "explore", "help", "man", "mock", "ops"];

/// An operation and the name of its command: `list-image-scan-task`.
#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) operation: &'static Operation,
    pub(crate) command: String,
}

/// A group with its operations, and the name of its command.
#[derive(Clone)]
pub(crate) struct Group {
    pub(crate) name: &'static str,
    /// The line about it; empty if there is none.
    pub(crate) doc: &'static str,
    pub(crate) command: String,
    pub(crate) operations: Vec<Entry>,
}

/// The operations of an API.
#[derive(Clone)]
pub(crate) struct Catalog {
    groups: Vec<Group>,
}

impl Catalog {
    /// All groups in the order of the tables, which is that of their names.
    pub(crate) fn of(api: &'static Api) -> Self {
        Self { groups: api.groups.iter().map(group).collect() }
    }

    pub(crate) fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// All operations, in the order of groups and ids.
    pub(crate) fn operations(&self) -> impl Iterator<Item = &'static Operation> {
        self.entries().map(|(_, entry)| entry.operation)
    }

    fn entries(&self) -> impl Iterator<Item = (&Group, &Entry)> {
        self.groups.iter().flat_map(|group| group.operations.iter().map(move |entry| (group, entry)))
    }

    /// The operation with this command in the group with that one.
    pub(crate) fn in_group(&self, group: &str, command: &str) -> Option<&'static Operation> {
        let group = self.groups.iter().find(|known| known.command == group)?;
        Some(group.operations.iter().find(|known| known.command == command)?.operation)
    }

    /// The command of an operation, without that of its group.
    pub(crate) fn command(&self, operation: &Operation) -> &str {
        self.words(operation).1
    }

    /// The words that call an operation: `image list-image-scan-task`.
    pub(crate) fn words(&self, operation: &Operation) -> (&str, &str) {
        let is_it =
            |entry: &Entry| entry.operation.group == operation.group && entry.operation.id == operation.id;
        let found = self.entries().find(|(_, entry)| is_it(entry));
        found.map_or((operation.group, operation.id), |(group, entry)| (&*group.command, &*entry.command))
    }

    /// The operations in whose ids, groups, paths and descriptions all of these words occur, in lower case.
    pub(crate) fn search<'a>(&'a self, words: &'a [String]) -> impl Iterator<Item = &'static Operation> + 'a {
        let has_all = move |entry: &Entry| {
            let Entry { operation, command } = entry;
            let (id, group, method) = (operation.id, operation.group, operation.method.as_str());
            let (path, title, doc) = (operation.path, operation.title, operation.doc);
            let text = format!("{id} {command} {group} {method} {path} {title} {doc}").to_lowercase();
            words.iter().all(|word| text.contains(word.as_str()))
        };
        self.entries()
            .map(|(_, entry)| entry)
            .filter(move |entry| has_all(entry))
            .map(|entry| entry.operation)
    }

    /// The operations in whose commands all of these words occur, in the group with this command if one is given.
    pub(crate) fn with_words<'a>(&'a self, group: Option<&'a str>, words: &[String]) -> Vec<&'a Entry> {
        let has = |entry: &Entry, word: &String| entry.command.split('-').any(|known| known == word);
        self.in_scope(group).filter(|entry| words.iter().all(|word| has(entry, word))).collect()
    }

    /// The word in the commands of operations that is nearest to a mistyped one.
    pub(crate) fn nearest_word(&self, group: Option<&str>, word: &str) -> Option<String> {
        nearest(word, self.in_scope(group).flat_map(|entry| entry.command.split('-')))
    }

    /// The operations of the group with this command; those of all groups without one.
    fn in_scope<'a>(&'a self, group: Option<&'a str>) -> impl Iterator<Item = &'a Entry> {
        let is_in = move |known: &Group| group.is_none_or(|group| known.command == group);
        self.entries().filter(move |(known, _)| is_in(known)).map(|(_, entry)| entry)
    }

    /// The operation of this id or command name, in any spelling: `ListImageScanTask`, `list-image-scan-task`,
    /// `image/list-image-scan-task`. Otherwise the id of one with a similar name, if there is one.
    pub(crate) fn find(&self, text: &str) -> Result<&'static Operation, Option<String>> {
        let (group, name) = match text.rsplit_once(['/', ' ']) {
            Some((group, name)) => (Some(group), name),
            None => (None, text),
        };
        let plain = |text: &str| text.replace(['-', '_'], "").to_ascii_lowercase();
        let wanted = plain(name);
        let is_in = |known: &Group| group.is_none_or(|group| known.name == group || known.command == group);
        let fits = |entry: &Entry| plain(entry.operation.id) == wanted || plain(&entry.command) == wanted;
        // The exact id first, since two ids may differ only in their spelling.
        let mut found = self.entries().filter(|(group, entry)| is_in(group) && fits(entry));
        let exact = self.entries().find(|(group, entry)| is_in(group) && entry.operation.id == name);
        if let Some((_, entry)) = exact.or_else(|| found.next()) {
            return Ok(entry.operation);
        }
        let ids = self.operations().map(|operation| operation.id);
        Err(nearest(name, ids).or_else(|| {
            let commands = self.entries().map(|(_, entry)| &entry.command);
            let near = nearest(&name.to_ascii_lowercase(), commands)?;
            let entry = self.entries().find(|(_, entry)| entry.command == near);
            entry.map(|(_, entry)| entry.operation.id.to_owned())
        }))
    }
}

/// A few words about an operation, without a full stop: its title, else its description.
pub(crate) fn title(operation: &Operation) -> &'static str {
    if operation.title.is_empty() { operation.doc.trim_end_matches('.') } else { operation.title }
}

fn group(group: &schema::Group) -> Group {
    let operations: Vec<&Operation> = group.operations().collect();
    let ids: Vec<String> = operations.iter().map(|operation| operation.id.to_owned()).collect();
    let mut commands: BTreeMap<&str, String> = names::operations(&ids)
        .into_iter()
        .map(|(id, names)| (id, names.method.text.replace('_', "-")))
        .collect();
    let operations = operations
        .into_iter()
        .map(|operation| Entry { operation, command: commands.remove(operation.id).unwrap_or_default() });
    let operations = operations.collect();
    let (name, doc) = (group.name, group.doc);
    let command = if OWN.contains(&name) { format!("group-{name}") } else { name.to_owned() };
    Group { name, doc, command, operations }
}

/// The name of a parameter's or a field's option, without its dashes: `task-type`.
pub(crate) fn option_name(field: &Field) -> String {
    dashed(field.name)
}

/// A wire name as the name of an option.
pub(crate) fn dashed(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join("-").to_lowercase();
    if name.is_empty() { "value".to_owned() } else { name }
}

/// The known name nearest to a mistyped one.
pub(crate) fn nearest<T: AsRef<str>>(text: &str, known: impl Iterator<Item = T>) -> Option<String> {
    let rated = known.map(|known| (strsim::jaro_winkler(text, known.as_ref()), known.as_ref().to_owned()));
    rated
        .filter(|(likeness, _)| *likeness > 0.85)
        .max_by(|one, two| one.0.total_cmp(&two.0))
        .map(|(_, known)| known)
}
