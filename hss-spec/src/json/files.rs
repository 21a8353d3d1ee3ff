//! Conversion between a spec and the texts of its files.

use std::collections::BTreeMap;

use jsonc_parser::ast::Value;

use super::layout::Layout;
use super::read_field::read_definitions;
use super::reader::Reader;
use super::{read_glossary, read_operation, read_service, write};
use crate::model::{Definitions, Spec};
use crate::place::{Place, Problem, Problems};

/// The texts of a spec's files by their paths inside its folder, with `/` between folders.
pub type Files = BTreeMap<String, String>;

/// The name of the index, which does not end with `.json`: it is not part of the spec.
pub(super) const INDEX: &str = "index.txt";

impl Spec {
    /// Reads a spec from the texts of its files.
    ///
    /// Messages prefix the files' paths with `root`. The order of the files does not matter.
    ///
    /// # Errors
    ///
    /// All problems of all files, each with file, line and column.
    pub fn from_files<'a>(
        root: &str,
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Problems> {
        let mut files: Vec<_> = files.into_iter().collect();
        files.sort_unstable();
        let mut reading = Reading { spec: Self::default(), problems: Vec::new() };
        let mut has_service = false;
        for (path, text) in files {
            has_service |= path == "service.json";
            reading.file(root, path, text);
        }
        if !has_service {
            let place = Place::file(join(root, "service.json"));
            reading
                .problems
                .push(Problem::error(&place, "the file is missing; every spec has one with at least `name`"));
        }
        let mut problems = Problems(reading.problems);
        problems.sort();
        if problems.has_errors() { Err(problems) } else { Ok(reading.spec) }
    }

    /// The texts of the spec's files; equal specs give equal texts.
    pub fn to_files(&self) -> Files {
        let mut files = Files::new();
        files.insert("service.json".to_owned(), write::service(&self.service));
        if !self.fixups.is_empty() {
            files.insert("fixups.json".to_owned(), write::fixups(&self.fixups));
        }
        if !self.names.enums.is_empty() || !self.names.values.is_empty() {
            files.insert("names.json".to_owned(), write::names(&self.names));
        }
        if !self.glossary.is_empty() {
            files.insert("glossary.json".to_owned(), write::glossary(&self.glossary));
        }
        if !self.shared.is_empty() {
            files.insert("types.json".to_owned(), write::types(&self.shared));
        }
        for (name, group) in &self.groups {
            let layout = Layout::of(self, name, group);
            if !layout.by_group.is_empty() {
                files.insert(format!("{name}/types.json"), write::types(&layout.by_group));
            }
            let none = Definitions::default();
            for (id, operation) in &group.operations {
                let definitions = layout.by_operation.get(id).unwrap_or(&none);
                files.insert(format!("{name}/{id}.json"), write::operation(operation, definitions));
            }
        }
        files
    }
}

fn join(root: &str, path: &str) -> String {
    if root.is_empty() { path.to_owned() } else { format!("{}/{path}", root.trim_end_matches('/')) }
}

struct Reading {
    spec: Spec,
    problems: Vec<Problem>,
}

impl Reading {
    fn file(&mut self, root: &str, path: &str, text: &str) {
        let name = join(root, path);
        let Some((mut reader, value)) = Reader::parse(&name, text, &mut self.problems) else { return };
        let spec = &mut self.spec;
        match path.split_once('/') {
            None => match path {
                "service.json" => spec.service = read_service::read_service(&mut reader, &value).unwrap_or_default(),
                "fixups.json" => spec.fixups = read_service::read_fixups(&mut reader, &value),
                "names.json" => spec.names = read_service::read_names(&mut reader, &value).unwrap_or_default(),
                "glossary.json" => spec.glossary = read_glossary::read_glossary(&mut reader, &value),
                "types.json" => spec.shared = types(&mut reader, &value),
                _ => reader.error(
                    &value,
                    "not a file of a spec; `service.json`, `fixups.json`, `names.json`, `glossary.json`, `types.json` \
                     and one folder per group are expected",
                ),
            },
            Some((group, file)) => {
                let group = spec.groups.entry(group.to_owned()).or_default();
                let stem = file.strip_suffix(".json").unwrap_or(file);
                let definitions = if stem == "types" {
                    types(&mut reader, &value)
                } else {
                    match read_operation::read_operation(&mut reader, &value, stem) {
                        Some((operation, definitions)) => {
                            group.operations.insert(operation.id.clone(), operation);
                            definitions
                        }
                        None => return,
                    }
                };
                merge(&mut group.definitions, definitions, &mut self.problems);
            }
        }
    }
}

fn types<'p>(reader: &mut Reader<'p>, value: &Value<'p>) -> Definitions {
    match reader.object(value, "a file of types", &["models", "enums"]) {
        Some(object) => read_definitions(reader, object),
        None => Definitions::default(),
    }
}

/// Adds a file's definitions to its group's; a name in two files is an error.
fn merge(into: &mut Definitions, from: Definitions, problems: &mut Vec<Problem>) {
    let mut twice = |name: &str, first: &Place, second: &Place| {
        let message = format!(
            "`{name}` is defined twice; the first is at {first} (types that several operations use are in \
             the group's types.json)"
        );
        problems.push(Problem::error(second, message));
    };
    for (name, model) in from.models {
        if let Some(first) = into.models.get(&name) {
            twice(&name, &first.place, &model.place);
        }
        into.models.insert(name, model);
    }
    for (name, enumeration) in from.enums {
        if let Some(first) = into.enums.get(&name) {
            twice(&name, &first.place, &enumeration.place);
        }
        into.enums.insert(name, enumeration);
    }
}
