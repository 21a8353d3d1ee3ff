//! Writing statements into a spec.

use std::collections::BTreeSet;

use super::super::Draft;
use super::super::example;
use super::super::openapi::tree::short;
use super::adopt;
use super::statements::{Addition, At, Side, Statement, Statements};
use crate::model::{
    Candidate, Constraint, ConstraintKind, EnumKind, Enumeration, Field, Fixup, Literal, Location, Number,
    Operation, Source, Spec, Type,
};
use crate::place::{NoteKind, Problem, Problems};

/// Result of applying definitions to a spec.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Explored {
    /// The operations whose definitions were read, each as `group/OperationId`.
    pub operations: Vec<String>,
    /// Notes: operations and types that only the Explorer has, and what is disputed.
    pub notes: Vec<Problem>,
}

/// Applies definitions of the API Explorer to a spec. An operation that the spec doesn't have is a note.
pub fn apply_explorer(spec: &mut Spec, definitions: &[Draft]) -> Explored {
    if definitions.is_empty() {
        return Explored::default();
    }
    let (mut explored, additions, exchanges) = apply_statements(spec, definitions);
    if !additions.is_empty() || !exchanges.is_empty() {
        adopt::additions(spec, definitions, additions, &mut explored.notes);
        adopt::exchanges(spec, definitions, exchanges, &mut explored.notes);
        // Applies the statements about the additions as well.
        let (again, ..) = apply_statements(spec, definitions);
        explored.notes.extend(again.notes);
    }
    explored.notes.extend(example::settle(spec));
    let mut notes = Problems(explored.notes);
    notes.sort();
    notes.0.dedup();
    explored.notes = notes.0;
    explored
}

/// Content of a request or a response that only a definition has.
type Exchange = (String, String, usize, Side);

/// Applies the statements of definitions about fields of the spec; returns the fields that the spec lacks.
fn apply_statements(spec: &mut Spec, definitions: &[Draft]) -> (Explored, Vec<Addition>, Vec<Exchange>) {
    let mut explored = Explored::default();
    let mut statements = Statements::default();
    let mut read: BTreeSet<String> = BTreeSet::new();
    for (index, draft) in definitions.iter().enumerate() {
        let Draft { operation: theirs, .. } = draft;
        let Some((group, operation)) = spec.operation(&theirs.id) else {
            let message = format!(
                "`{}`: no page and no document of the spec has this operation; not added",
                short(&theirs.id)
            );
            explored.notes.push(Problem::note(&theirs.place, message).of(NoteKind::Operation));
            continue;
        };
        if !is_same_call(operation, theirs) {
            let message = format!(
                "`{}`: the Explorer calls {} {}, the spec {} {}; not read",
                short(&theirs.id),
                theirs.method.name(),
                short(&theirs.path),
                operation.method.name(),
                operation.path
            );
            explored.notes.push(Problem::note(&theirs.place, message).of(NoteKind::Operation));
            continue;
        }
        read.insert(theirs.id.clone());
        explored.operations.push(format!("{group}/{}", theirs.id));
        statements.add(spec, group, operation, index, draft);
    }
    explored.notes.append(&mut statements.notes);
    let shared = SharedByOthers::new(spec, &read);
    let additions = std::mem::take(&mut statements.additions);
    for (at, statement) in std::mem::take(&mut statements.by_place) {
        write(spec, &at, statement, &shared, &mut explored.notes);
    }
    for (group, id) in std::mem::take(&mut statements.optional_bodies) {
        let operation = spec.groups.get_mut(&group).and_then(|group| group.operations.get_mut(&id));
        if let Some(body) = operation.and_then(|operation| operation.body.as_mut()) {
            body.required = false;
            body.optional_by = Some(Source::Explorer);
            let message = format!("`{id}`: the Explorer calls the body optional; it is optional");
            explored.notes.push(Problem::note(&body.place, message));
        }
    }
    explored.operations.sort();
    explored.operations.dedup();
    (explored, additions, statements.exchanges)
}

/// Returns true if two operations have the same method and path, regardless of the names of placeholders.
fn is_same_call(ours: &Operation, theirs: &Operation) -> bool {
    let shape = |path: &str| -> Vec<String> {
        let is_open = |part: &str| part.starts_with('{');
        let name = |part: &str| if is_open(part) { "{}".to_owned() } else { part.to_owned() };
        path.trim_end_matches('/').split('/').map(name).collect()
    };
    ours.method == theirs.method && shape(&ours.path) == shape(&theirs.path)
}

/// Models that operations without a definition in this import also use: earlier statements about them stay.
struct SharedByOthers(BTreeSet<(String, String)>);

impl SharedByOthers {
    fn new(spec: &Spec, read: &BTreeSet<String>) -> Self {
        let mut models = BTreeSet::new();
        for (name, group) in &spec.groups {
            let others = group.operations.values().filter(|one| !read.contains(&one.id));
            for model in spec.reach(name, others.flat_map(Operation::types)) {
                let is_own = spec.is_own_type(name, model);
                models.insert((if is_own { name.clone() } else { String::new() }, model.to_owned()));
            }
        }
        Self(models)
    }

    fn has(&self, at: &At) -> bool {
        matches!(at, At::Field(home, model, _) if self.0.contains(&(home.clone(), model.clone())))
    }
}

/// Writes a statement to its place.
fn write(spec: &mut Spec, at: &At, statement: Statement, shared: &SharedByOthers, notes: &mut Vec<Problem>) {
    let (group, owner) = match at {
        At::Parameter(group, id, ..) => (group.clone(), id.clone()),
        At::Field(group, model, _) => (group.clone(), model.clone()),
    };
    let Some(field) = field_mut(spec, at) else { return };
    let (ty, name) = (field.ty.clone(), field.name.clone());
    let enumeration = ty.name().and_then(|name| spec.enumeration(&group, name)).cloned();
    let fixups = spec.fixups.clone();
    let Some(field) = field_mut(spec, at) else { return };
    for kind in ConstraintKind::ALL {
        let earlier = field.constraints.by_source(Source::Explorer, kind).cloned().filter(|_| shared.has(at));
        let stated = statement.constraints.get(&kind).map(|one| corrected(one, &fixups));
        field.constraints.remove(Source::Explorer, kind);
        let joined = match (stated, earlier) {
            (Some(stated), Some(earlier)) if stated != earlier => stated.wider(&earlier),
            (stated, earlier) => stated.or(earlier),
        };
        let usable = joined.filter(|one| {
            kind.applies_to(&ty, enumeration.as_ref()) && one.defect().is_none() && one.caveat().is_none()
        });
        let Some(constraint) = usable else { continue };
        let is_alone = field.constraints.get(kind).is_none();
        // In responses, bounds refuse nothing.
        let own = statement.example.as_ref().filter(|_| statement.required.is_some() && !field.secret);
        let own = own.filter(|one| kind != ConstraintKind::Pattern && example::is_plain(one));
        let own =
            own.filter(|one| !kind.is_of_collection() && !constraint.admits(one)).map(ToString::to_string);
        let refused = refused(&constraint, field, enumeration.as_ref()).or(own);
        match refused.filter(|_| is_alone) {
            Some(value) => {
                let message = format!(
                    "disputed: the Explorer's {} {constraint} of `{owner}.{name}` refuses `{}`, which a source names; it \
                     is not used",
                    kind.label(),
                    short(&value)
                );
                notes.push(Problem::note(&statement.place, message));
            }
            None => field.constraints.set(Source::Explorer, constraint),
        }
    }
    if let Some(required) = statement.required {
        let earlier = field.required.explorer.filter(|_| shared.has(at));
        // A spec file does not record that a page calls something optional.
        if field.listed_by.is_none() && field.required.page.is_none() && field.required.machine.is_none() {
            field.required.page = Some(false);
        }
        field.required.explorer = Some(required && earlier.unwrap_or(true));
    }
    field.default.explorer = statement.default.filter(|default| fits(default, field, enumeration.as_ref()));
    if let Some(example) = statement.example {
        field.example.explorer = Some(example);
    }
    if let Some(values) = statement.values {
        take_values(spec, &group, &owner, at, values, notes);
    }
}

/// The constraint without errors that a fixup corrects in all documents, such as a misprint.
fn corrected(constraint: &Constraint, fixups: &[Fixup]) -> Constraint {
    let kind = constraint.kind();
    let (place, text) = (format!("*.{}", kind.name()), constraint.to_string());
    let is_for_it = |fixup: &&Fixup| {
        fixup.operation == "*" && fixup.at.contains(&place) && fixup.from.as_deref() == Some(&text)
    };
    let to = fixups.iter().find(is_for_it).and_then(|fixup| Constraint::parse(kind, fixup.to.as_deref()?));
    to.unwrap_or_else(|| constraint.clone())
}

/// The parameter or field at a place.
pub(super) fn field_mut<'s>(spec: &'s mut Spec, at: &At) -> Option<&'s mut Field> {
    match at {
        At::Parameter(group, id, location, name) => {
            let operation = spec.groups.get_mut(group)?.operations.get_mut(id)?;
            parameter_mut(operation, *location, name)
        }
        At::Field(group, model, name) => {
            let definitions = match group.as_str() {
                "" => &mut spec.shared,
                group => &mut spec.groups.get_mut(group)?.definitions,
            };
            definitions.models.get_mut(model)?.fields.iter_mut().find(|field| field.name == *name)
        }
    }
}

fn parameter_mut<'o>(operation: &'o mut Operation, location: Location, name: &str) -> Option<&'o mut Field> {
    let mut parameters = operation.parameters.iter_mut();
    parameters.find(|one| one.location == location && one.field.name == name).map(|one| &mut one.field)
}

/// A default or listed value from any source that the constraint refuses.
fn refused(constraint: &Constraint, field: &Field, enumeration: Option<&Enumeration>) -> Option<String> {
    let mut defaults = field.default.known().map(|(_, default)| default);
    if let Some(default) = defaults.find(|default| !constraint.admits(default)) {
        return Some(default.to_string());
    }
    let enumeration = enumeration?;
    let listed = enumeration.values.iter().find(|value| {
        let candidate = match enumeration.kind {
            EnumKind::String => Some(Candidate::String(&value.value)),
            _ => value.number().map(|number| Candidate::Number(Number::Integer(number))),
        };
        candidate.is_some_and(|candidate| constraint.refusal(candidate).is_some())
    });
    listed.map(|value| value.value.clone())
}

fn fits(default: &Literal, field: &Field, enumeration: Option<&Enumeration>) -> bool {
    if let Some(enumeration) = enumeration {
        return enumeration.allows(&default.to_string());
    }
    matches!(
        (default, &field.ty),
        (Literal::String(_), Type::String)
            | (Literal::Boolean(_), Type::Boolean)
            | (Literal::Integer(_), Type::Integer | Type::Long | Type::Number)
            | (Literal::Float(_), Type::Number)
    )
}

/// Adds the values that the page does not list.
fn take_values(
    spec: &mut Spec,
    group: &str,
    owner: &str,
    at: &At,
    values: Enumeration,
    notes: &mut Vec<Problem>,
) {
    let place = values.place.clone();
    let Some(field) = field_mut(spec, at) else { return };
    let field_name = field.name.clone();
    let named = field.ty.name().map(str::to_owned);
    let definitions = match spec.groups.get_mut(group) {
        Some(of_group)
            if named.as_ref().is_some_and(|name| of_group.definitions.enums.contains_key(name)) =>
        {
            &mut of_group.definitions
        }
        _ => &mut spec.shared,
    };
    let Some(known) = named.and_then(|name| definitions.enums.get_mut(&name)) else {
        let what = match adopt::values(spec, group, owner, at, values) {
            true => "only the Explorer lists values; they are offered, and others pass",
            false => "only the Explorer lists values; the page's type is used",
        };
        let message = format!("`{}.{}`: {what}", short(owner), short(&field_name));
        return notes.push(Problem::note(&place, message));
    };
    for mut value in values.values {
        let is_known = match (known.kind, value.number()) {
            (EnumKind::String, _) => known.values.iter().any(|one| one.value == value.value),
            (_, Some(number)) => known.values.iter().any(|one| one.number() == Some(number)),
            (_, None) => true,
        };
        if !is_known {
            let message = format!(
                "`{}.{}`: only the Explorer lists the value `{}`; it is added",
                short(owner),
                short(&field_name),
                short(&value.value)
            );
            notes.push(Problem::note(&value.place, message));
            value.listed_by = Some(Source::Explorer);
            known.values.push(value);
        }
    }
}
