//! Fields and parameters that only the Explorer lists, with the models that they need.

use std::collections::BTreeMap;

use heck::ToUpperCamelCase;

use super::super::Draft;
use super::super::openapi::tree::short;
use super::super::secret::is_secret;
use super::apply::field_mut;
use super::statements::{AddTo, Addition, At, Side};
use crate::model::{Definitions, EnumKind, Enumeration, Field, Model, Parameter, Source, Spec, Type};
use crate::place::Problem;

/// Headers of every call, which the client sets.
const OF_EVERY_CALL: [&str; 3] = ["Content-Type", "Accept", "Host"];

/// Adds everything that only the Explorer lists; each is optional, since the page accepts a request without it.
pub(super) fn additions(
    spec: &mut Spec,
    definitions: &[Draft],
    additions: Vec<Addition>,
    notes: &mut Vec<Problem>,
) {
    let mut adopted: BTreeMap<(usize, String, String), Option<String>> = BTreeMap::new();
    for Addition { group, definition, field, to, is_sent } in additions {
        let Some(draft) = definitions.get(definition) else { continue };
        let owner = match &to {
            AddTo::Operation(id, _) => id.clone(),
            AddTo::Model(name) => name.clone(),
        };
        let mut adoption = Adoption { spec, draft, group: &group, definition, adopted: &mut adopted };
        let mut new = adoption.field(&field, &owner);
        if is_sent {
            // The page accepts a request without it.
            new.required.page = Some(false);
        }
        if is_known(spec, &group, &to, &new.name) {
            continue;
        }
        let message = format!(
            "`{}.{}`: only the Explorer lists it; it is added and optional",
            short(&owner),
            short(&field.name)
        );
        match to {
            AddTo::Operation(id, location) => {
                let is_plain = matches!(innermost(&new.ty), Type::String | Type::Boolean | Type::Number)
                    || innermost(&new.ty).is_integer();
                let is_of_client = OF_EVERY_CALL.iter().any(|name| name.eq_ignore_ascii_case(&new.name))
                    || spec.service.client_parameters.iter().any(|name| name.eq_ignore_ascii_case(&new.name));
                let operation = spec.groups.get_mut(&group).and_then(|group| group.operations.get_mut(&id));
                let Some(operation) = operation.filter(|_| is_plain && !is_of_client) else { continue };
                operation.parameters.push(Parameter::new(location, new));
            }
            AddTo::Model(name) => {
                let definitions = definitions_mut(spec, &group);
                let Some(model) = definitions.and_then(|all| all.models.get_mut(&name)) else { continue };
                model.fields.push(new);
            }
        }
        notes.push(Problem::note(&field.place, message));
    }
}

/// Adds bodies and contents of responses that only the Explorer has. A body is optional, since the page accepts a request
/// without it.
pub(super) fn exchanges(
    spec: &mut Spec,
    definitions: &[Draft],
    exchanges: Vec<(String, String, usize, Side)>,
    notes: &mut Vec<Problem>,
) {
    let mut adopted = BTreeMap::new();
    for (group, id, definition, side) in exchanges {
        let Some(draft) = definitions.get(definition) else { continue };
        let theirs = &draft.operation;
        let ty = match side {
            Side::Request => theirs.body.as_ref().map(|body| body.ty.clone()),
            Side::Response => theirs.response.ty.clone(),
        };
        let field = if side == Side::Request { "RequestBody" } else { "Response" };
        let Some(ty) = ty else { continue };
        let mut adoption = Adoption { spec, draft, group: &group, definition, adopted: &mut adopted };
        let ty = adoption.ty(&ty, &id, field);
        let operation = spec.groups.get_mut(&group).and_then(|group| group.operations.get_mut(&id));
        let Some(operation) = operation else { continue };
        let (place, what) = match (side, &theirs.body) {
            (Side::Request, Some(body)) => {
                let mut new = body.clone();
                new.ty = ty;
                new.required = false;
                new.optional_by = Some(Source::Explorer);
                operation.body = Some(new);
                (&body.place, "gives the request a body; it is added and optional")
            }
            _ => {
                operation.response.ty = Some(ty);
                (&theirs.response.place, "gives the response content; it is added")
            }
        };
        notes.push(Problem::note(place, format!("`{}`: only the Explorer {what}", short(&id))));
    }
}

/// Gives a string, or a list of strings, the values that only the Explorer lists: an open set, since the page accepts any
/// text. False if the field is of another type, or no name is left.
pub(super) fn values(spec: &mut Spec, group: &str, owner: &str, at: &At, mut values: Enumeration) -> bool {
    let Some(field) = field_mut(spec, at) else { return false };
    if *field.ty.innermost() != Type::String || values.kind != EnumKind::String {
        return false;
    }
    let (ty, name) = (field.ty.clone(), field.name.to_upper_camel_case());
    // `ExportLampsRequestBody` is named after its operation.
    let of = ["RequestBody", "RequestInfo"].iter().find_map(|end| owner.strip_suffix(end)).unwrap_or(owner);
    let candidates = [of, owner].map(|of| format!("{}{name}", of.to_upper_camel_case()));
    let is_free = |candidate: &&String| {
        let groups = spec.groups.iter().filter(|(known, _)| group.is_empty() || *known == group);
        let mut all = groups.map(|(_, group)| &group.definitions).chain([&spec.shared]);
        matches!(candidate.parse(), Ok(Type::Named(_))) && !all.any(|one| one.contains(candidate))
    };
    let Some(name) = candidates.iter().find(is_free).cloned() else { return false };
    values.open = true;
    values.values.iter_mut().for_each(|value| value.listed_by = Some(Source::Explorer));
    let Some(definitions) = definitions_mut(spec, group) else { return false };
    definitions.enums.insert(name.clone(), values);
    if let Some(field) = field_mut(spec, at) {
        field.ty = ty.with_innermost(Type::Named(name));
    }
    true
}

fn innermost(ty: &Type) -> &Type {
    match ty {
        Type::List(item) => item.not_null(),
        other => other,
    }
}

fn is_known(spec: &Spec, group: &str, to: &AddTo, name: &str) -> bool {
    match to {
        AddTo::Operation(id, location) => spec
            .groups
            .get(group)
            .and_then(|group| group.operations.get(id))
            .is_some_and(|operation| operation.parameter(*location, name).is_some()),
        AddTo::Model(model) => spec.model(group, model).is_some_and(|model| model.field(name).is_some()),
    }
}

fn definitions_mut<'s>(spec: &'s mut Spec, group: &str) -> Option<&'s mut Definitions> {
    match group {
        "" => Some(&mut spec.shared),
        group => spec.groups.get_mut(group).map(|group| &mut group.definitions),
    }
}

/// The adoption of fields and types from one definition into one group.
struct Adoption<'a> {
    spec: &'a mut Spec,
    draft: &'a Draft,
    /// The group; empty for the shared types.
    group: &'a str,
    definition: usize,
    /// The names that models of definitions got, by group; `None` for one that was not adopted.
    adopted: &'a mut BTreeMap<(usize, String, String), Option<String>>,
}

impl Adoption<'_> {
    /// The field with its type; its statements are written like those of all other fields.
    fn field(&mut self, theirs: &Field, owner: &str) -> Field {
        let ty = self.ty(&theirs.ty, owner, &theirs.name);
        let mut field = Field::new(theirs.name.as_str(), ty);
        field.secret = theirs.secret || (*field.ty.innermost() == Type::String && is_secret(&field.name));
        field.deprecated = theirs.deprecated;
        field.listed_by = Some(Source::Explorer);
        field.place.clone_from(&theirs.place);
        field
    }

    /// The type; a model that can't be adopted becomes any JSON.
    fn ty(&mut self, theirs: &Type, owner: &str, field: &str) -> Type {
        let Some(name) = theirs.name() else { return theirs.clone() };
        match self.model(name, owner, field) {
            Some(name) => theirs.with_innermost(Type::Named(name)),
            None => theirs.with_innermost(Type::Json),
        }
    }

    fn model(&mut self, name: &str, owner: &str, field: &str) -> Option<String> {
        let key = (self.definition, self.group.to_owned(), name.to_owned());
        if let Some(known) = self.adopted.get(&key) {
            return known.clone();
        }
        let theirs = self.draft.models.get(name)?;
        let of_owner = format!("{}{}", owner.to_upper_camel_case(), field.to_upper_camel_case());
        let candidates = [name.to_upper_camel_case(), of_owner];
        for candidate in candidates {
            if !matches!(candidate.parse(), Ok(Type::Named(_))) {
                continue;
            }
            match self.known(&candidate) {
                Some(Some(model)) if has_fields(model, theirs) => {
                    self.adopted.insert(key, Some(candidate.clone()));
                    return Some(candidate);
                }
                Some(_) => {}
                None => {
                    // Registered before its fields, which may refer to it.
                    self.adopted.insert(key, Some(candidate.clone()));
                    let placeholder = Model { place: theirs.place.clone(), ..Model::default() };
                    definitions_mut(self.spec, self.group)?.models.insert(candidate.clone(), placeholder);
                    let fields: Vec<Field> =
                        theirs.fields.iter().map(|field| self.field(field, &candidate)).collect();
                    let model = definitions_mut(self.spec, self.group)?.models.get_mut(&candidate)?;
                    model.fields = fields;
                    return Some(candidate);
                }
            }
        }
        self.adopted.insert(key, None);
        None
    }

    /// The type of that name in the group's scope: none, a model, or something else.
    fn known(&self, name: &str) -> Option<Option<&Model>> {
        let groups: Vec<&Definitions> = match self.group {
            "" => self.spec.groups.values().map(|group| &group.definitions).collect(),
            group => self.spec.groups.get(group).map(|group| &group.definitions).into_iter().collect(),
        };
        let mut all = groups.into_iter().chain([&self.spec.shared]);
        let found = all.find(|definitions| definitions.contains(name))?;
        let is_shared = std::ptr::eq(found, &self.spec.shared);
        Some(found.models.get(name).filter(|_| is_shared || !self.group.is_empty()))
    }
}

/// Returns true if a model has all fields of another, of the same JSON types.
fn has_fields(ours: &Model, theirs: &Model) -> bool {
    theirs.fields.iter().all(|field| ours.field(&field.name).is_some())
}
