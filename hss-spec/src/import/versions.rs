//! Several versions of a service in one spec, with distinct names of operations and models.
//!
//! - Where documents of one import have an operation of one id at paths of different versions, the lowest version keeps
//!   the id, and the others have their version behind it: `ListLamps`, `ListLampsV3`. Later imports of either document
//!   know them by method and path.
//! - A model that two of them describe differently in one group has the version behind its name, except that of the
//!   lowest version.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::group::is_version;
use super::{DocumentModels, Draft};
use crate::model::{Operation, Spec, Type, check_operation_id};
use crate::place::{NoteKind, Problem};

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

/// Gives operations with the same id at paths of several versions distinct ids.
pub(super) fn tell_operations_apart(spec: &Spec, drafts: &mut [Draft]) {
    let known: BTreeMap<&str, &Operation> =
        spec.operations().map(|(_, operation)| (operation.id.as_str(), operation)).collect();
    let mut versions: BTreeMap<String, Vec<Option<Version>>> = BTreeMap::new();
    for draft in drafts.iter() {
        versions.entry(draft.operation.id.clone()).or_default().push(version(&draft.operation.path));
    }
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
            && version(&before.path).is_some_and(|before| before != own)
        {
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

/// Gives models that documents of several versions describe differently in one group distinct names.
pub(super) fn tell_models_apart(drafts: &mut [(String, Draft)]) {
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
    if documents.len() < 2 {
        return;
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
    let mut found: BTreeSet<&str> = one
        .models
        .iter()
        .filter(|(name, model)| {
            other
                .models
                .get(*name)
                .is_some_and(|known| *known != **model || values(one, name) != values(other, name))
        })
        .map(|(name, _)| name.as_str())
        .collect();
    loop {
        let users = one.models.iter().filter(|(name, model)| {
            other.models.contains_key(*name)
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
    let model = |(from, model): (&String, &crate::model::Model)| {
        let mut model = model.clone();
        model.fields.iter_mut().for_each(|field| rename(&mut field.ty, to));
        (name(from), model)
    };
    DocumentModels {
        models: models.models.iter().map(model).collect(),
        values: models.values.iter().map(|(at, values)| (place(at), values.clone())).collect(),
    }
}

fn rename(ty: &mut Type, to: &BTreeMap<&str, String>) {
    if let Some(name) = ty.name().and_then(|name| to.get(name)) {
        *ty = ty.with_innermost(Type::Named(name.clone()));
    }
}
