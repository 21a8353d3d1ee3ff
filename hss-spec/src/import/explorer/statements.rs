//! The statements of definitions, by the places of the spec that they are about.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Draft;
use super::super::openapi::tree::short;
use crate::model::{
    Constraint, ConstraintKind, Enumeration, Field, Literal, Location, Operation, Parameter, Source, Spec,
    Type,
};
use crate::place::{Place, Problem};

/// The place of a parameter or a field in a spec.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum At {
    /// Group, operation, location and name.
    Parameter(String, String, Location, String),
    /// Group (empty for a shared model), model and field.
    Field(String, String, String),
}

/// The statements about one parameter or field.
#[derive(Clone, Debug, Default)]
pub(super) struct Statement {
    pub(super) constraints: BTreeMap<ConstraintKind, Constraint>,
    /// Kinds whose bounds in two definitions have no common part.
    unbounded: BTreeSet<ConstraintKind>,
    /// Stated only for what is sent.
    pub(super) required: Option<bool>,
    pub(super) default: Option<Literal>,
    pub(super) example: Option<Literal>,
    pub(super) values: Option<Enumeration>,
    pub(super) place: Place,
}

impl Statement {
    /// The statements of a definition about a field.
    fn of(field: &Field, values: Option<&Enumeration>, is_sent: bool) -> Self {
        let constraints = field.constraints.iter().filter_map(|(kind, sources)| {
            let constraint = sources.get(Source::Page)?.clone();
            (!says_nothing(&constraint)).then_some((kind, constraint))
        });
        Self {
            constraints: constraints.collect(),
            unbounded: BTreeSet::new(),
            required: field.required.page.filter(|_| is_sent),
            default: field.default.page.clone(),
            example: field.example.page.clone(),
            values: values.cloned(),
            place: field.place.clone(),
        }
    }

    /// Adds the statement of another definition about the same field: the wider bound, and no mark that one of them denies.
    fn join(&mut self, other: Self) {
        for (kind, constraint) in other.constraints {
            let joined = match self.constraints.get(&kind) {
                None if self.unbounded.contains(&kind) => None,
                None => Some(constraint),
                Some(known) if *known == constraint => Some(constraint),
                Some(known) => known.wider(&constraint),
            };
            match joined {
                Some(joined) => {
                    self.constraints.insert(kind, joined);
                }
                None => {
                    self.constraints.remove(&kind);
                    self.unbounded.insert(kind);
                }
            }
        }
        self.required = match (self.required, other.required) {
            (Some(one), Some(other)) => Some(one && other),
            (one, other) => one.or(other),
        };
        if self.default.is_some() && other.default.is_some() && self.default != other.default {
            self.default = None;
        }
        self.example = self.example.take().or(other.example);
        match (&mut self.values, other.values) {
            (Some(known), Some(other)) => super::super::join::join(known, other),
            (known, other) => *known = known.take().or(other),
        }
    }
}

/// Returns true if a pattern matches every text, apart from line breaks, which its author likely did not consider.
fn says_nothing(constraint: &Constraint) -> bool {
    let Constraint::Pattern(pattern) = constraint else { return false };
    ["^.*$", ".*", "^.*", ".*$", "^.+$", ".+", "^[\\s\\S]*$", "^[\\S\\s]*$"].contains(&pattern.as_str())
}

/// A field or a parameter that only a definition lists.
pub(super) struct Addition {
    pub(super) group: String,
    /// The definition that has it, by its index.
    pub(super) definition: usize,
    pub(super) field: Field,
    pub(super) to: AddTo,
    pub(super) is_sent: bool,
}

/// The owner that a field is added to.
pub(super) enum AddTo {
    /// An operation, by id and location.
    Operation(String, Location),
    /// A model, by name.
    Model(String),
}

/// The side of an exchange that only a definition gives content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Request,
    Response,
}

/// All statements of some definitions.
#[derive(Default)]
pub(super) struct Statements {
    pub(super) by_place: BTreeMap<At, Statement>,
    pub(super) additions: Vec<Addition>,
    /// Requests and responses that only a definition gives content: group, operation, and the definition's index.
    pub(super) exchanges: Vec<(String, String, usize, Side)>,
    pub(super) notes: Vec<Problem>,
    /// Operations whose body is optional according to a definition.
    pub(super) optional_bodies: Vec<(String, String)>,
}

/// A comparison of a definition with an operation.
struct Compared<'s> {
    spec: &'s Spec,
    group: &'s str,
    index: usize,
    draft: &'s Draft,
    /// Pairs of models that have been compared, each as sent or returned.
    seen: BTreeSet<(String, String, bool)>,
}

impl Statements {
    /// Compares a definition with its operation.
    pub(super) fn add(
        &mut self,
        spec: &Spec,
        group: &str,
        operation: &Operation,
        index: usize,
        draft: &Draft,
    ) {
        let mut compared = Compared { spec, group, index, draft, seen: BTreeSet::new() };
        for theirs in &draft.operation.parameters {
            self.parameter(&mut compared, operation, theirs);
        }
        match (&operation.body, &draft.operation.body) {
            (Some(ours), Some(theirs)) => {
                if ours.required && !theirs.required {
                    self.optional_bodies.push((group.to_owned(), operation.id.clone()));
                }
                compared.types(self, &ours.ty, &theirs.ty, true);
            }
            (None, Some(_)) => {
                self.exchanges.push((group.to_owned(), operation.id.clone(), index, Side::Request))
            }
            _ => {}
        }
        match (&operation.response.ty, &draft.operation.response.ty) {
            (Some(ours), Some(theirs)) => compared.types(self, ours, theirs, false),
            (None, Some(_)) => {
                self.exchanges.push((group.to_owned(), operation.id.clone(), index, Side::Response))
            }
            _ => {}
        }
    }

    /// Compares a parameter with that of the operation.
    fn parameter(&mut self, compared: &mut Compared<'_>, operation: &Operation, theirs: &Parameter) {
        let group = compared.group;
        let is_same = |name: &str| match theirs.location {
            Location::Header => name.eq_ignore_ascii_case(&theirs.field.name),
            _ => name == theirs.field.name,
        };
        let ours = operation
            .parameters
            .iter()
            .find(|one| one.location == theirs.location && is_same(&one.field.name));
        let values = compared.draft.values.get(&format!("{}.{}", theirs.location.name(), theirs.field.name));
        match ours {
            Some(ours) => {
                let at = At::Parameter(
                    group.to_owned(),
                    operation.id.clone(),
                    theirs.location,
                    ours.field.name.clone(),
                );
                let is_marked = theirs.location != Location::Path;
                self.statement(at, &theirs.field, values, is_marked);
                compared.note_type(&ours.field, &theirs.field, &operation.id, &mut self.notes);
            }
            None if matches!(theirs.location, Location::Query | Location::Header) => {
                self.additions.push(Addition {
                    group: group.to_owned(),
                    definition: compared.index,
                    field: theirs.field.clone(),
                    to: AddTo::Operation(operation.id.clone(), theirs.location),
                    is_sent: true,
                });
            }
            None => {}
        }
    }

    fn statement(&mut self, at: At, theirs: &Field, values: Option<&Enumeration>, is_sent: bool) {
        let statement = Statement::of(theirs, values, is_sent);
        match self.by_place.get_mut(&at) {
            Some(known) => known.join(statement),
            None => {
                self.by_place.insert(at, statement);
            }
        }
    }
}

impl Compared<'_> {
    fn types(&mut self, statements: &mut Statements, ours: &Type, theirs: &Type, is_sent: bool) {
        match (ours, theirs) {
            (Type::List(ours), Type::List(theirs)) | (Type::Map(ours), Type::Map(theirs)) => {
                self.types(statements, ours, theirs, is_sent);
            }
            (Type::Named(ours), Type::Named(theirs)) => self.models(statements, ours, theirs, is_sent),
            (Type::Nullable(ours), theirs) => self.types(statements, ours, theirs.not_null(), is_sent),
            (ours, Type::Nullable(theirs)) => self.types(statements, ours, theirs, is_sent),
            _ => {}
        }
    }

    fn models(&mut self, statements: &mut Statements, ours: &str, theirs: &str, is_sent: bool) {
        let (Some(model), Some(definition)) =
            (self.spec.model(self.group, ours), self.draft.models.get(theirs))
        else {
            return;
        };
        if !self.seen.insert((ours.to_owned(), theirs.to_owned(), is_sent)) {
            return;
        }
        let own = self.spec.groups.get(self.group);
        let is_own = own.is_some_and(|group| group.definitions.models.contains_key(ours));
        let home = if is_own { self.group } else { "" };
        for field in &definition.fields {
            match model.field(&field.name) {
                Some(known) => {
                    let at = At::Field(home.to_owned(), ours.to_owned(), field.name.clone());
                    let values = self.draft.values.get(&format!("{theirs}.{}", field.name));
                    statements.statement(at, field, values, is_sent);
                    self.note_type(known, field, ours, &mut statements.notes);
                    self.types(statements, &known.ty, &field.ty, is_sent);
                }
                None => statements.additions.push(Addition {
                    group: home.to_owned(),
                    definition: self.index,
                    field: field.clone(),
                    to: AddTo::Model(ours.to_owned()),
                    is_sent,
                }),
            }
        }
    }

    /// Records a type that differs in more than its width.
    fn note_type(&self, ours: &Field, theirs: &Field, owner: &str, notes: &mut Vec<Problem>) {
        if kind_of(&ours.ty) != kind_of(&theirs.ty) && ours.listed_by.is_none() {
            let is_listed =
                ours.ty.name().is_some_and(|name| self.spec.enumeration(self.group, name).is_some());
            let is_scalar = kind_of(&theirs.ty) == "string" || theirs.ty.is_integer();
            let is_json = *ours.ty.innermost() == Type::Json || *theirs.ty.innermost() == Type::Json;
            if !(is_json || is_listed && is_scalar) {
                let message = format!(
                    "disputed type of `{}.{}`: the page says {}, the Explorer {}; the page wins",
                    short(owner),
                    short(&ours.name),
                    ours.ty,
                    theirs.ty
                );
                notes.push(Problem::note(&theirs.place, message));
            }
        }
    }
}

/// The JSON type of values.
fn kind_of(ty: &Type) -> &'static str {
    match ty {
        Type::String | Type::File => "string",
        Type::Integer | Type::Long | Type::Unsigned | Type::Number => "number",
        Type::Boolean => "boolean",
        Type::List(_) => "list",
        Type::Nullable(item) => kind_of(item),
        Type::Json | Type::Named(_) | Type::Map(_) => "object",
    }
}
