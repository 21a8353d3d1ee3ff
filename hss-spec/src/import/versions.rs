//! Several versions of a service in one spec, with distinct names of operations and models.
//!
//! - Where documents of one import have an operation of one id at paths of different versions, the lowest version keeps
//!   the id, and the others have their version appended: `ListLamps`, `ListLampsV3`. Later imports of either document
//!   know them by method and path.
//! - Where the spec has such an operation, a document that lacks others of that version is one of a further version, not
//!   the successor: its operation gets the version appended to its id, and the spec's keeps its own.
//! - A model that two of them describe differently in one group has the version appended to its name, except that of the
//!   lowest version, or that which the spec has.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::group::is_version;
use super::{DocumentModels, Draft, example};
use crate::model::{ConstraintKind, Enumeration, Field, Model, Operation, Spec, Type, check_operation_id};
use crate::place::{NoteKind, Problem};

/// Derives ids from the pages' titles for operations without an id of their own that have the same method and path. If
/// two have the same title, the second one is a duplicate, which is an error as usual.
pub(super) fn tell_titles_apart(drafts: &mut [Draft]) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for draft in drafts.iter() {
        *counts.entry(draft.operation.id.clone()).or_default() += 1;
    }
    for draft in drafts {
        let Some(title) = draft.title.take() else { continue };
        let title: String = title.chars().filter(char::is_ascii_alphanumeric).take(60).collect();
        if counts.get(&draft.operation.id).is_some_and(|count| *count > 1) && !title.is_empty() {
            let from = draft.operation.id.clone();
            let id = format!("{from}{title}");
            if check_operation_id(&id).is_err() {
                continue;
            }
            for body in ["RequestBody", "Response"] {
                draft.rename_model(&format!("{from}{body}"), &format!("{id}{body}"));
            }
            draft.operation.id = id;
        }
    }
}

/// The numbers of a version, in the order of versions.
type Version = Vec<u64>;

/// The version in a path: `v2.1`.
fn version(path: &str) -> Option<Version> {
    let segment = path.split('/').find(|segment| is_version(segment))?;
    let numbers = segment.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    numbers.map(|number| number.parse().ok()).collect()
}

/// A name with a version as its suffix: `ListLampsV21`.
fn with_version(name: &str, version: &Version) -> String {
    let numbers: String = version.iter().map(u64::to_string).collect();
    format!("{name}V{numbers}")
}

/// Returns true if two paths differ in their version and in nothing else.
pub(super) fn are_versions(one: &str, other: &str) -> bool {
    let apart = |path: &str| {
        let mut segments: Vec<String> = path.split('/').map(str::to_owned).collect();
        let version = segments.iter().position(|segment| is_version(segment))?;
        Some((segments.remove(version), segments))
    };
    match (apart(one), apart(other)) {
        (Some((one, rest)), Some((other, other_rest))) => one != other && rest == other_rest,
        _ => false,
    }
}

/// An id with the version of a path appended.
pub(super) fn id(id: &str, path: &str) -> Option<String> {
    Some(with_version(id, &version(path)?))
}

/// Gives operations of one id at paths of several versions ids of their own.
pub(super) fn tell_operations_apart(spec: &Spec, drafts: &mut [Draft]) {
    let known: BTreeMap<&str, &Operation> =
        spec.operations().map(|(_, operation)| (operation.id.as_str(), operation)).collect();
    let mut versions: BTreeMap<String, Vec<Option<Version>>> = BTreeMap::new();
    for draft in drafts.iter() {
        versions.entry(draft.operation.id.clone()).or_default().push(version(&draft.operation.path));
    }
    // The versions with operations that the documents lack.
    let left: BTreeSet<Version> = known
        .iter()
        .filter(|(id, _)| !versions.contains_key(**id))
        .filter_map(|(_, operation)| version(&operation.path))
        .collect();
    for draft in drafts {
        let Some(own) = version(&draft.operation.path) else { continue };
        let id = draft.operation.id.clone();
        let others = versions.get(&id).map_or(&[][..], Vec::as_slice);
        let is_alone = others.iter().filter(|other| other.as_ref() == Some(&own)).count() == 1;
        let is_later = others.iter().flatten().any(|other| *other < own);
        let to = with_version(&id, &own);
        let is_known = known_id(&known, &draft.operation).is_some();
        if !versions.contains_key(&to)
            && (is_known || (is_alone && is_later))
            && check_operation_id(&to).is_ok()
        {
            draft.operation.id = to;
        } else if let Some(before) = known.get(id.as_str())
            && others.len() == 1
            && let Some(other) = version(&before.path).filter(|before| *before != own)
        {
            let is_beside = draft.document.is_some() && left.contains(&other);
            if is_beside && !known.contains_key(to.as_str()) && check_operation_id(&to).is_ok() {
                let message = format!(
                    "operation `{id}` is at `{}` in the spec, and the document lacks others of that version: the one at \
                     `{}` is `{to}`, beside it",
                    before.path, draft.operation.path
                );
                draft.notes.push(Problem::note(&draft.operation.place, message).of(NoteKind::Renamed));
                draft.operation.id = to;
                continue;
            }
            let message = format!(
                "operation `{id}` is at `{}` in the spec and at `{}` here, which is another version: it is taken as \
                 moved. To keep both, import the documents of both versions at once; this one is `{to}` then",
                before.path, draft.operation.path
            );
            draft.notes.push(Problem::note(&draft.operation.place, message).of(NoteKind::Renamed));
        }
    }
}

/// The id, with the version as its suffix, under which the spec has an operation of a document.
pub(super) fn known_id(known: &BTreeMap<&str, &Operation>, operation: &Operation) -> Option<String> {
    let id = with_version(&operation.id, &version(&operation.path)?);
    let is_same = |one: &&Operation| one.method == operation.method && one.path == operation.path;
    known.get(id.as_str()).copied().filter(is_same).map(|_| id)
}

/// A document of the import.
struct OfDocument {
    models: Arc<DocumentModels>,
    version: Option<Version>,
    groups: BTreeSet<String>,
}

/// Gives models that documents of several versions describe differently in one group names of their own.
pub(super) fn tell_models_apart(spec: &Spec, drafts: &mut [(String, Draft)]) {
    let imported: BTreeSet<String> = drafts.iter().map(|(_, draft)| draft.operation.id.clone()).collect();
    let mut documents: Vec<OfDocument> = Vec::new();
    for (group, draft) in drafts.iter() {
        let Some(models) = &draft.document else { continue };
        let version = version(&draft.operation.path);
        match documents.iter_mut().rev().find(|known| Arc::ptr_eq(&known.models, models)) {
            Some(known) => {
                known.groups.insert(group.clone());
                known.version = known.version.take().max(version);
            }
            None => documents.push(OfDocument {
                models: models.clone(),
                version,
                groups: BTreeSet::from([group.clone()]),
            }),
        }
    }
    for document in &documents {
        let Some(own) = &document.version else { continue };
        let lower = documents.iter().filter(|other| {
            other.version.as_ref().is_some_and(|version| version < own)
                && !other.groups.is_disjoint(&document.groups)
        });
        let mut names: BTreeSet<&str> = BTreeSet::new();
        for other in lower {
            names.extend(differing(&document.models, &other.models));
        }
        for group in &document.groups {
            names.extend(unlike_known(spec, group, &imported, own, &document.models));
        }
        let to: BTreeMap<&str, String> = names
            .into_iter()
            .map(|name| (name, with_version(name, own)))
            .filter(|(_, to)| documents.iter().all(|one| !one.models.models.contains_key(to)))
            .collect();
        if to.is_empty() {
            continue;
        }
        let renamed = Arc::new(renamed(&document.models, &to));
        for (_, draft) in drafts.iter_mut() {
            if draft.document.as_ref().is_some_and(|models| Arc::ptr_eq(models, &document.models)) {
                draft.document = Some(renamed.clone());
                draft.operation.types_mut().for_each(|ty| rename(ty, &to));
            }
        }
    }
}

/// The models of one document that another describes differently, and those that refer to them.
fn differing<'a>(one: &'a DocumentModels, other: &DocumentModels) -> BTreeSet<&'a str> {
    let values = |models: &DocumentModels, name: &str| {
        let start = format!("{name}.");
        let from_start = models.values.range(start.clone()..);
        let own = from_start.take_while(|(place, _)| place.starts_with(&start));
        own.map(|(place, values)| {
            (place.clone(), values.values.iter().map(|one| one.value.clone()).collect())
        })
        .collect::<Vec<(String, Vec<String>)>>()
    };
    let found = one.models.iter().filter(|(name, model)| {
        other.models.get(*name).is_some_and(|known| {
            example::without(known) != example::without(model) || values(one, name) != values(other, name)
        })
    });
    let found = found.map(|(name, _)| name.as_str()).collect();
    with_users(one, found, |name| other.models.contains_key(name))
}

/// The models of a document that the spec's operations of other versions know differently, and those that refer to them.
fn unlike_known<'a>(
    spec: &Spec,
    group: &str,
    imported: &BTreeSet<String>,
    own: &Version,
    document: &'a DocumentModels,
) -> BTreeSet<&'a str> {
    let is_other = |operation: &&Operation| {
        !imported.contains(&operation.id) && version(&operation.path).is_some_and(|other| other != *own)
    };
    let mut used = BTreeSet::new();
    for (name, known) in &spec.groups {
        let others = known.operations.values().filter(is_other).flat_map(|operation| operation.types());
        let reached = spec.reach(name, others);
        // Models of other groups have names of their own, unless the groups share them.
        used.extend(reached.into_iter().filter(|model| name == group || spec.shared.contains(model)));
    }
    let is_unlike = |name: &str, model: &Model| {
        spec.model(group, name).is_some_and(|known| {
            known.fields.len() != model.fields.len()
                || model.fields.iter().any(|field| {
                    let values = document.values.get(&format!("{name}.{}", field.name));
                    known
                        .field(&field.name)
                        .is_none_or(|known| !is_like_known(spec, group, field, values, known))
                })
        })
    };
    let found =
        document.models.iter().filter(|(name, model)| used.contains(name.as_str()) && is_unlike(name, model));
    let found = found.map(|(name, _)| name.as_str()).collect();
    with_users(document, found, |name| used.contains(name))
}

/// Returns true if the spec's field is as a document describes it: its type or its values, its bounds, and whether it
/// is required.
fn is_like_known(
    spec: &Spec,
    group: &str,
    field: &Field,
    values: Option<&Enumeration>,
    known: &Field,
) -> bool {
    let of =
        |values: &Enumeration| values.values.iter().map(|one| one.value.clone()).collect::<BTreeSet<_>>();
    let known_values = known.ty.name().and_then(|name| spec.enumeration(group, name));
    let is_type = match (values, known_values) {
        (Some(values), Some(known)) => of(values) == of(known),
        (None, None) => field.ty == known.ty,
        _ => false,
    };
    let are_bounds = ConstraintKind::ALL
        .into_iter()
        .all(|kind| field.constraints.page(kind) == known.constraints.page(kind));
    let is_mark = field.required.page.unwrap_or_default() == known.required.page.unwrap_or_default();
    is_type && are_bounds && is_mark
}

/// Some models of a document, and those that refer to them, as far as the other side has them.
fn with_users<'a>(
    one: &'a DocumentModels,
    mut found: BTreeSet<&'a str>,
    is_known: impl Fn(&str) -> bool,
) -> BTreeSet<&'a str> {
    loop {
        let users = one.models.iter().filter(|(name, model)| {
            is_known(name)
                && !found.contains(name.as_str())
                && model.fields.iter().filter_map(|field| field.ty.name()).any(|used| found.contains(used))
        });
        let users: Vec<&str> = users.map(|(name, _)| name.as_str()).collect();
        if users.is_empty() {
            return found;
        }
        found.extend(users);
    }
}

fn renamed(models: &DocumentModels, to: &BTreeMap<&str, String>) -> DocumentModels {
    let name = |name: &String| to.get(name.as_str()).unwrap_or(name).clone();
    let place = |place: &String| match place.split_once('.') {
        Some((owner, field)) => format!("{}.{field}", to.get(owner).map_or(owner, String::as_str)),
        None => place.clone(),
    };
    let model = |(from, model): (&String, &Model)| {
        let mut model = model.clone();
        model.fields.iter_mut().for_each(|field| rename(&mut field.ty, to));
        (name(from), model)
    };
    DocumentModels {
        models: models.models.iter().map(model).collect(),
        values: models.values.iter().map(|(at, values)| (place(at), values.clone())).collect(),
        is_exported: models.is_exported,
    }
}

fn rename(ty: &mut Type, to: &BTreeMap<&str, String>) {
    if let Some(name) = ty.name().and_then(|name| to.get(name)) {
        *ty = ty.with_innermost(Type::Named(name.clone()));
    }
}
