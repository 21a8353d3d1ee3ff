//! Drafts merged into a spec: constraints and attributes come from the drafts, docs and names written by hand are kept.

use std::collections::{BTreeMap, BTreeSet};

use super::distribute::{Distribution, distribute};
use super::join::{join, join_known};
use super::keep::{
    keep_client_headers, keep_encoding, keep_explored, keep_listed_values, keep_sources, keep_unread,
    keep_what_pages_lack,
};
use super::naming::Naming;
use super::secret::{mark_models, mark_parameters};
use super::share::share;
use super::unit::Unit;
use super::unlisted::Listed;
use super::{DocumentModels, Draft, dispute, example, fixup, group, known_names, type_names, versions};
use crate::model::{Definitions, Enumeration, Field, Model, Operation, SourceForm, Spec};
use crate::place::{Problem, Problems};

/// A spec with drafts merged into it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Imported {
    /// The new spec.
    pub spec: Spec,
    /// The imported operations, each as `group/OperationId`.
    pub operations: Vec<String>,
    /// Notes on unread text, dead fixups, and models that pages describe differently.
    pub notes: Vec<Problem>,
    /// Constraints and attributes that the spec has and the documents no longer state in words that are understood;
    /// they are kept.
    pub unread: Vec<Problem>,
}

/// Merges drafts into a spec. `group` is the group of them all; without it, an operation stays in the group that the
/// spec has it in, and a new one gets its document's, else the one of its path.
///
/// Docs, given names, and the date where the page has none are kept from the spec. The spec itself is not changed: all
/// drafts are merged or none.
///
/// # Errors
///
/// Fixups that do not fit their documents, an operation that two documents describe, or an invalid name of a group.
pub fn import(spec: &Spec, drafts: Vec<Draft>, group: Option<&str>) -> Result<Imported, Problems> {
    let mut problems = Vec::new();
    let is_of_export = |draft: &Draft| draft.document.as_ref().is_some_and(|known| known.is_exported);
    let is_exported = !drafts.is_empty() && drafts.iter().all(is_of_export);
    let mut drafts = drafts;
    versions::tell_titles_apart(&mut drafts);
    versions::tell_operations_apart(spec, &mut drafts);
    let mut with_groups = group::assign(spec, drafts, group, &mut problems);
    group::join_spellings(spec, &mut with_groups);
    versions::tell_models_apart(spec, &mut with_groups);
    let Distribution { mut groups, mut shared } = distribute(spec, with_groups);
    shared.models.values_mut().for_each(|model| model.stated_name = None);
    for unit in groups.values_mut().flatten() {
        unit.settle_stated_names();
        unit.each(|draft| {
            problems.extend(fixup::apply(draft, &spec.fixups));
            mark_parameters(&mut draft.operation);
        });
        // Fixups call models by the names of their documents.
        if let Some(draft) = unit.single() {
            type_names::settle(draft);
        }
        mark_models(&mut unit.draft_mut().models);
    }
    mark_models(&mut shared.models);
    let mut problems = Problems(problems);
    if problems.has_errors() {
        problems.sort();
        return Err(problems);
    }
    let imported: BTreeSet<&str> =
        groups.values().flatten().flat_map(Unit::operations).map(|one| one.id.as_str()).collect();
    let mut merge = Merge {
        kept_shared: shared_by_others(spec, &imported),
        old: spec,
        spec: spec.clone(),
        notes: problems.0,
        listed: Listed::default(),
        operations: Vec::new(),
        unread: Vec::new(),
        is_exported,
    };
    let shared = merge.shared(shared, &groups);
    for (group, units) in groups {
        merge.group(&group, units, &shared);
    }
    let Merge { mut spec, mut operations, mut notes, unread, listed, old, .. } = merge;
    share(&mut spec);
    listed.settle(old, &mut spec);
    notes.extend(example::settle(&mut spec));
    operations.sort();
    let mut notes = Problems(notes);
    notes.sort();
    let mut unread = Problems(unread);
    unread.sort();
    Ok(Imported { spec, operations, notes: notes.0, unread: unread.0 })
}

/// The shared types that operations outside an import use.
fn shared_by_others(spec: &Spec, imported: &BTreeSet<&str>) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for (name, group) in spec.groups.iter().filter(|_| !spec.shared.is_empty()) {
        let others = group.operations.values().filter(|operation| !imported.contains(operation.id.as_str()));
        let reached = spec.reach(name, others.flat_map(|operation| operation.types()));
        used.extend(reached.into_iter().filter(|name| spec.shared.contains(name)).map(str::to_owned));
    }
    used
}

struct Merge<'s> {
    old: &'s Spec,
    /// The shared types that operations outside this import use.
    kept_shared: BTreeSet<String>,
    spec: Spec,
    listed: Listed,
    operations: Vec<String>,
    notes: Vec<Problem>,
    unread: Vec<Problem>,
    /// True if all documents are exported specs.
    is_exported: bool,
}

impl Merge<'_> {
    /// Merges the models that several groups of this import share, before those of the groups; returns them with
    /// the enumerations of their fields.
    fn shared(&mut self, shared: DocumentModels, groups: &BTreeMap<String, Vec<Unit>>) -> Definitions {
        if shared.models.is_empty() {
            return Definitions::default();
        }
        let units = || groups.values().flatten();
        let names = units().flat_map(|unit| unit.draft().models.keys()).chain(shared.models.keys());
        self.listed.add("", "", &shared.values);
        let none = BTreeMap::new();
        let naming = Naming::of_shared(self.old, &shared, names.cloned().collect(), &none);
        let definitions = naming.apply_to_shared(shared);
        let imported = units().flat_map(Unit::operations).map(|operation| operation.id.clone()).collect();
        let groups = self.old.groups.keys();
        let others: BTreeSet<String> =
            groups.flat_map(|group| self.used_by_others(group, &imported)).collect();
        self.listed.add_known(self.old, "", &others);
        for (name, model) in definitions.models.clone() {
            self.model(None, name, model, &others);
        }
        for (name, enumeration) in definitions.enums.clone() {
            self.enumeration(None, name, enumeration, &others);
        }
        definitions
    }

    fn group(&mut self, group: &str, mut units: Vec<Unit>, shared: &Definitions) {
        units.sort_by(|a, b| a.draft().operation.id.cmp(&b.draft().operation.id));
        for unit in &mut units {
            // Operations that share models have the same names for them in the spec.
            if let Some(draft) = unit.single() {
                known_names::keep(self.old, group, draft);
            }
        }
        let naming = Naming::new(self.old, group, &units, shared);
        let operations = units.iter().flat_map(Unit::operations);
        let imported: BTreeSet<String> = operations.map(|operation| operation.id.clone()).collect();
        let mut others = self.used_by_others(group, &imported);
        others.extend(self.kept_shared.iter().cloned());
        let mut new = Definitions::default();
        for mut unit in units {
            let mut enums = BTreeMap::new();
            unit.each(|draft| {
                self.listed.add(group, &draft.operation.id, &draft.values);
                naming.apply(draft, &mut enums);
            });
            for (name, enumeration) in enums {
                match new.enums.get_mut(&name) {
                    Some(known) => join(known, enumeration),
                    None => {
                        new.enums.insert(name, enumeration);
                    }
                }
            }
            let (draft, operations) = unit.into_parts();
            for (name, model) in draft.models {
                match new.models.get_mut(&name) {
                    Some(known) => self.join_model(&name, known, model),
                    None => {
                        new.models.insert(name, model);
                    }
                }
            }
            for operation in operations.into_iter().chain([draft.operation]) {
                self.operation(group, operation);
            }
        }
        self.listed.add_known(self.old, group, &others);
        for (name, model) in new.models {
            self.model(Some(group), name, model, &others);
        }
        for (name, enumeration) in new.enums {
            self.enumeration(Some(group), name, enumeration, &others);
        }
        self.drop_unused(group);
    }

    /// The types that operations outside this import use.
    fn used_by_others(&self, group: &str, imported: &BTreeSet<String>) -> BTreeSet<String> {
        let Some(old) = self.old.groups.get(group) else { return BTreeSet::new() };
        let others = old.operations.iter().filter(|(id, _)| !imported.contains(*id));
        let used = self.old.reach(group, others.flat_map(|(_, operation)| operation.types()));
        used.into_iter().map(str::to_owned).collect()
    }

    fn operation(&mut self, group: &str, mut operation: Operation) {
        let old = self.old.groups.get(group).and_then(|group| group.operations.get(&operation.id));
        if let Some(old) = old {
            operation.title = operation.title.or_else(|| old.title.clone());
            operation.doc = operation.doc.or_else(|| old.doc.clone());
            operation.page = operation.page.or_else(|| old.page.clone());
            operation.date = operation.date.or_else(|| old.date.clone());
            if self.is_exported {
                (operation.source, operation.fixed) = (old.source, old.fixed.clone());
            }
            let is_page = operation.source != Some(SourceForm::OpenApi);
            for parameter in &mut operation.parameters {
                if let Some(old) = old.parameter(parameter.location, &parameter.field.name) {
                    let unit = self.old.parameter_unit(group, old);
                    self.keep((group, &operation.id), &mut parameter.field, &old.field, unit);
                    if is_page {
                        (parameter.style, parameter.explode) = (old.style, old.explode);
                        parameter.reserved = old.reserved;
                        parameter.media_type.clone_from(&old.media_type);
                    }
                }
            }
            if is_page {
                keep_encoding(&mut operation, old);
            }
            keep_client_headers(&mut operation, old, &self.old.service);
            keep_explored(&mut operation, old, group, self.old);
            if let (Some(new), Some(old)) = (&mut operation.body, &old.body) {
                new.optional_by = old.optional_by;
                new.required &= new.optional_by.is_none();
            }
            for parameter in old.parameters.iter().filter(|one| one.field.listed_by.is_some()) {
                if operation.parameter(parameter.location, &parameter.field.name).is_none() {
                    operation.parameters.push(parameter.clone());
                }
            }
        }
        let is_new = |parameter: &crate::model::Parameter| {
            old.is_none_or(|old| old.parameter(parameter.location, &parameter.field.name).is_none())
        };
        // A new parameter has no earlier attributes.
        operation.parameters.iter_mut().filter(|one| is_new(one)).for_each(|one| one.field.forget_text());
        self.operations.push(format!("{group}/{}", operation.id));
        let group = self.spec.groups.entry(group.to_owned()).or_default();
        group.operations.insert(operation.id.clone(), operation);
    }

    /// Keeps what the spec knows about a field and its document does not state. The owner of the field is an operation
    /// or a model; `unit` is its unit in the spec or the glossary.
    fn keep(&mut self, (group, owner): (&str, &str), field: &mut Field, old: &Field, unit: Option<&str>) {
        if self.is_exported {
            keep_sources(field, old, self.old.default_of(group, old), unit);
        }
        keep_what_pages_lack(field, old);
        keep_listed_values(field, old, group, self.old);
        let enums = |name: &str| self.old.enumeration(group, name);
        let of = format!("{owner}.{}", field.name);
        self.unread.extend(keep_unread(field, old, enums, &of));
        field.unread |= self.is_exported && old.unread;
    }

    /// Merges a model of a group, or one that groups share.
    fn model(&mut self, group: Option<&str>, name: String, mut model: Model, others: &BTreeSet<String>) {
        let known = self.old.model(group.unwrap_or_default(), &name);
        for field in &mut model.fields {
            match known.and_then(|known| known.field(&field.name)) {
                Some(old) => {
                    let group = group.unwrap_or_default();
                    self.keep((group, &name), field, old, self.old.field_unit(group, old));
                }
                // A new field has no earlier attributes.
                None => field.forget_text(),
            }
        }
        if let Some(old) = known {
            model.doc = model.doc.or_else(|| old.doc.clone());
            for field in old.fields.iter().filter(|field| field.listed_by.is_some()) {
                if model.field(&field.name).is_none() {
                    model.fields.push(field.clone());
                }
            }
            if others.contains(&name) {
                self.join_model(&name, &mut model, old.clone());
            }
        }
        self.home(group, |definitions| definitions.models.contains_key(&name)).models.insert(name, model);
    }

    fn enumeration(
        &mut self,
        group: Option<&str>,
        name: String,
        mut new: Enumeration,
        others: &BTreeSet<String>,
    ) {
        if let Some(old) = self.old.enumeration(group.unwrap_or_default(), &name) {
            new.doc = new.doc.or_else(|| old.doc.clone());
            new.range_name = new.range_name.or_else(|| old.range_name.clone());
            if self.is_exported && new.open == old.open {
                new.announced.clone_from(&old.announced);
            }
            for value in &mut new.values {
                if let Some(old) = old.values.iter().find(|old| old.value == value.value) {
                    value.name = value.name.take().or_else(|| old.name.clone());
                    value.doc = value.doc.take().or_else(|| old.doc.clone());
                    value.listed_by = value.listed_by.or(old.listed_by.filter(|_| self.is_exported));
                }
            }
            for value in old.values.iter().filter(|value| value.listed_by.is_some()) {
                if new.values.iter().all(|known| known.value != value.value) {
                    new.values.push(value.clone());
                }
            }
            if others.contains(&name) {
                join_known(&mut new, old);
            }
        }
        self.home(group, |definitions| definitions.enums.contains_key(&name)).enums.insert(name, new);
    }

    /// The definitions that already have the name, else those of the group.
    fn home(&mut self, group: Option<&str>, has_name: impl Fn(&Definitions) -> bool) -> &mut Definitions {
        match group {
            Some(group) if !has_name(&self.spec.shared) => {
                &mut self.spec.groups.entry(group.to_owned()).or_default().definitions
            }
            _ => &mut self.spec.shared,
        }
    }

    /// Adds the fields of a second page that describes the same model.
    fn join_model(&mut self, name: &str, into: &mut Model, from: Model) {
        into.size = into.size.zip(from.size).and_then(|(one, other)| one.wider(other));
        into.field_sets = into.field_sets.take().filter(|sets| from.field_sets.as_ref() == Some(sets));
        self.notes.extend(dispute::types(name, into, &from));
        for field in from.fields {
            if let Some(known) = into.fields.iter_mut().find(|known| known.name == field.name) {
                example::join(&mut known.example, &field.example);
            } else {
                let message = format!(
                    "model `{name}`: not every page that describes it has `{}`; it is kept",
                    field.name
                );
                self.notes.push(Problem::note(&into.place, message));
                into.fields.push(field);
            }
        }
    }

    fn drop_unused(&mut self, group: &str) {
        let Some(current) = self.spec.groups.get(group) else { return };
        let types = current.operations.values().flat_map(|operation| operation.types());
        let used: BTreeSet<String> = self.spec.reach(group, types).into_iter().map(str::to_owned).collect();
        if let Some(current) = self.spec.groups.get_mut(group) {
            current.definitions.models.retain(|name, _| used.contains(name));
            current.definitions.enums.retain(|name, _| used.contains(name));
        }
    }
}
