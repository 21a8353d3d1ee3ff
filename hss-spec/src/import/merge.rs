//! Taking drafts into a spec: facts come from the drafts, what was written here by hand stays.

use std::collections::{BTreeMap, BTreeSet};

use super::naming::{Naming, join};
use super::secret::is_secret;
use super::share::share;
use super::{Draft, fixup, known_names};
use crate::model::{
    Definitions, Enumeration, Field, Location, Model, Operation, Service, Source, SourceForm, Sources, Spec,
    Type, check_group_name, folded, group_name,
};
use crate::place::{Problem, Problems};

/// A spec with drafts taken into it.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The new spec.
    pub spec: Spec,
    /// The imported operations, each as `family/OperationId`.
    pub operations: Vec<String>,
    /// Unread text, dead fixups, and differences between pages on a model that they share.
    pub notes: Vec<Problem>,
}

/// Takes drafts into a spec. `family` is the family of them all; without it, each goes by its path.
///
/// Docs, given names and the date of a page that carries none are kept from the spec. The spec itself is not changed:
/// all of it succeeds or nothing.
///
/// # Errors
///
/// Fixups that do not fit their documents, an operation that two documents describe, a name that no family may have.
pub fn import(spec: &Spec, drafts: Vec<Draft>, family: Option<&str>) -> Result<Imported, Problems> {
    let mut problems = Vec::new();
    let mut by_family: BTreeMap<String, Vec<Draft>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for mut draft in drafts {
        let (id, place) = (draft.operation.id.clone(), draft.operation.place.clone());
        if !seen.insert(id.clone()) {
            problems.push(Problem::error(
                &place,
                format!("operation `{id}` is described by two of the documents"),
            ));
            continue;
        }
        problems.extend(fixup::apply(&mut draft, &spec.fixups));
        mark_secrets(&mut draft);
        problems.append(&mut draft.notes);
        let known = spec.operation(&id).map(|(family, _)| family.to_owned());
        let by_path = || family_of(&spec.service, &draft.operation.path);
        let family = family.map(str::to_owned).or(known).unwrap_or_else(by_path);
        match check_group_name(&family) {
            Ok(()) => by_family.entry(family).or_default().push(draft),
            Err(error) => {
                let message = format!("`{family}` can't be the name of a family: {error}");
                problems.push(Problem::error(&place, message));
            }
        }
    }
    let mut problems = Problems(problems);
    if problems.has_errors() {
        problems.sort();
        return Err(problems);
    }
    let mut merge = Merge { old: spec, spec: spec.clone(), notes: problems.0, operations: Vec::new() };
    for (family, drafts) in one_spelling(spec, by_family) {
        merge.family(&family, drafts);
    }
    let Merge { mut spec, mut operations, notes, .. } = merge;
    share(&mut spec);
    operations.sort();
    let mut notes = Problems(notes);
    notes.sort();
    Ok(Imported { spec, operations, notes: notes.0 })
}

/// The family of a path: what the service says, else its first segment that is neither a version nor a placeholder, else
/// its first placeholder, else its version; `root` where it has no segments. Characters that no family's name may hold
/// become `-`.
pub fn family_of(service: &Service, path: &str) -> String {
    if let Some(family) = service.families.get(path) {
        return family.clone();
    }
    let is_version = |segment: &str| {
        let number = segment.strip_prefix(['v', 'V']);
        number.is_some_and(|number| number.starts_with(|digit: char| digit.is_ascii_digit()))
    };
    let segments = path.split('/').filter(|segment| !segment.is_empty());
    let unversioned = segments.clone().filter(|segment| !is_version(segment));
    let mut words = unversioned.clone().filter(|segment| !segment.starts_with('{'));
    let name = words.find_map(group_name).or_else(|| unversioned.chain(segments).find_map(group_name));
    name.unwrap_or_else(|| "root".to_owned())
}

/// Joins families whose names differ in the case of letters only, which not every file system keeps apart: under the
/// spelling of the spec, else under the first in the order of characters.
fn one_spelling(spec: &Spec, families: BTreeMap<String, Vec<Draft>>) -> BTreeMap<String, Vec<Draft>> {
    let mut spellings: BTreeMap<String, String> =
        spec.families.keys().map(|name| (folded(name), name.clone())).collect();
    let mut joined: BTreeMap<String, Vec<Draft>> = BTreeMap::new();
    for (name, drafts) in families {
        let spelling = spellings.entry(folded(&name)).or_insert(name);
        joined.entry(spelling.clone()).or_default().extend(drafts);
    }
    joined
}

struct Merge<'s> {
    old: &'s Spec,
    spec: Spec,
    operations: Vec<String>,
    notes: Vec<Problem>,
}

impl Merge<'_> {
    fn family(&mut self, family: &str, mut drafts: Vec<Draft>) {
        drafts.sort_by(|a, b| a.operation.id.cmp(&b.operation.id));
        for draft in &mut drafts {
            known_names::keep(self.old, family, draft);
        }
        let naming = Naming::new(self.old, family, &drafts);
        let imported: BTreeSet<String> = drafts.iter().map(|draft| draft.operation.id.clone()).collect();
        let others = self.used_by_others(family, &imported);
        let mut new = Definitions::default();
        for mut draft in drafts {
            let enums = naming.apply(&mut draft);
            for (name, enumeration) in enums {
                match new.enums.get_mut(&name) {
                    Some(known) => join(known, enumeration),
                    None => {
                        new.enums.insert(name, enumeration);
                    }
                }
            }
            for (name, model) in draft.models {
                match new.models.get_mut(&name) {
                    Some(known) => self.join_model(&name, known, model),
                    None => {
                        new.models.insert(name, model);
                    }
                }
            }
            self.operation(family, draft.operation);
        }
        for (name, model) in new.models {
            self.model(family, name, model, &others);
        }
        for (name, enumeration) in new.enums {
            self.enumeration(family, name, enumeration, &others);
        }
        self.drop_unused(family);
    }

    /// The types that operations outside this import use.
    fn used_by_others(&self, family: &str, imported: &BTreeSet<String>) -> BTreeSet<String> {
        let Some(old) = self.old.families.get(family) else { return BTreeSet::new() };
        let others = old.operations.iter().filter(|(id, _)| !imported.contains(*id));
        let used = self.old.reach(family, others.flat_map(|(_, operation)| operation.types()));
        used.into_iter().map(str::to_owned).collect()
    }

    fn operation(&mut self, family: &str, mut operation: Operation) {
        let old = self.old.families.get(family).and_then(|family| family.operations.get(&operation.id));
        if let Some(old) = old {
            operation.doc = operation.doc.or_else(|| old.doc.clone());
            operation.page = operation.page.or_else(|| old.page.clone());
            operation.date = operation.date.or_else(|| old.date.clone());
            for parameter in &mut operation.parameters {
                if let Some(old) = old.parameter(parameter.location, &parameter.field.name) {
                    keep_what_pages_lack(&mut parameter.field, &old.field);
                }
            }
            keep_client_headers(&mut operation, old, &self.old.service);
        }
        self.operations.push(format!("{family}/{}", operation.id));
        let family = self.spec.families.entry(family.to_owned()).or_default();
        family.operations.insert(operation.id.clone(), operation);
    }

    fn model(&mut self, family: &str, name: String, mut model: Model, others: &BTreeSet<String>) {
        if let Some(old) = self.old.model(family, &name) {
            model.doc = model.doc.or_else(|| old.doc.clone());
            for field in &mut model.fields {
                if let Some(old) = old.field(&field.name) {
                    keep_what_pages_lack(field, old);
                }
            }
            if others.contains(&name) {
                self.join_model(&name, &mut model, old.clone());
            }
        }
        self.home(family, |definitions| definitions.models.contains_key(&name)).models.insert(name, model);
    }

    fn enumeration(&mut self, family: &str, name: String, mut new: Enumeration, others: &BTreeSet<String>) {
        if let Some(old) = self.old.enumeration(family, &name) {
            new.doc = new.doc.or_else(|| old.doc.clone());
            new.range_name = new.range_name.or_else(|| old.range_name.clone());
            for value in &mut new.values {
                if let Some(old) = old.values.iter().find(|old| old.value == value.value) {
                    value.name = value.name.take().or_else(|| old.name.clone());
                    value.doc = value.doc.take().or_else(|| old.doc.clone());
                }
            }
            if others.contains(&name) {
                join(&mut new, old.clone());
            }
        }
        self.home(family, |definitions| definitions.enums.contains_key(&name)).enums.insert(name, new);
    }

    /// The definitions that hold it already, else those of the group.
    fn home(&mut self, family: &str, stands_in: impl Fn(&Definitions) -> bool) -> &mut Definitions {
        if stands_in(&self.spec.shared) {
            &mut self.spec.shared
        } else {
            &mut self.spec.families.entry(family.to_owned()).or_default().definitions
        }
    }

    /// Two pages describe one model: it has the fields of both.
    fn join_model(&mut self, name: &str, into: &mut Model, from: Model) {
        for field in from.fields {
            if into.field(&field.name).is_none() {
                let message = format!(
                    "model `{name}`: not every page that describes it has `{}`; it is kept",
                    field.name
                );
                self.notes.push(Problem::note(&into.place, message));
                into.fields.push(field);
            }
        }
    }

    fn drop_unused(&mut self, family: &str) {
        let Some(current) = self.spec.families.get(family) else { return };
        let types = current.operations.values().flat_map(|operation| operation.types());
        let used: BTreeSet<String> = self.spec.reach(family, types).into_iter().map(str::to_owned).collect();
        if let Some(current) = self.spec.families.get_mut(family) {
            current.definitions.models.retain(|name, _| used.contains(name));
            current.definitions.enums.retain(|name, _| used.contains(name));
        }
    }
}

/// An OpenAPI document leaves out the headers by which callers prove who they are; what a page said of those that the
/// client fills in stays.
fn keep_client_headers(operation: &mut Operation, old: &Operation, service: &Service) {
    if operation.source != Some(SourceForm::OpenApi) {
        return;
    }
    for (index, known) in old.parameters.iter().enumerate() {
        let is_filled_in = service.client_parameters.contains(&known.field.name);
        if is_filled_in
            && known.location == Location::Header
            && operation.parameter(Location::Header, &known.field.name).is_none()
        {
            let index = index.min(operation.parameters.len());
            operation.parameters.insert(index, known.clone());
        }
    }
}

/// Keeps what a doc page never says: the English docs and the secrecy, which are written here, and what the machine-readable
/// source claims.
fn keep_what_pages_lack(field: &mut Field, old: &Field) {
    field.doc = field.doc.take().or_else(|| old.doc.clone());
    field.secret |= old.secret;
    keep_machine(&mut field.required, &old.required);
    for (kind, sources) in old.constraints.iter() {
        if let (None, Some(machine)) = (field.constraints.machine(kind), &sources.machine) {
            field.constraints.set(Source::Machine, machine.clone());
        }
    }
    keep_machine(&mut field.default, &old.default);
}

fn keep_machine<T: Clone>(claims: &mut Sources<T>, old: &Sources<T>) {
    claims.machine = claims.machine.take().or_else(|| old.machine.clone());
}

fn mark_secrets(draft: &mut Draft) {
    let parameters = draft.operation.parameters.iter_mut().map(|parameter| &mut parameter.field);
    let fields = draft.models.values_mut().flat_map(|model| &mut model.fields);
    for field in parameters.chain(fields) {
        field.secret |= *field.ty.innermost() == Type::String && is_secret(&field.name);
    }
}
