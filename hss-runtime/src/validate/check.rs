//! The walk over a request: every parameter, and the body down to its innermost fields.

use super::context::{Check, Context, Step, UnionCheck};
use super::rules;
use super::violation::{Place, Rule, Violations};
use crate::schema::{Body, BodyForm, Constraint, Field, FieldSets, Kind, Model, Operation};
use crate::value::Values;
use crate::value::model::{self, AnyModel};
use crate::value::slot::{ListView, MapView, Slot, View, items};

/// Validates a request against the operation's table.
///
/// A parameter that the client sets itself may be missing. The required fields of an optional model are required only
/// if the model is given.
///
/// # Errors
///
/// All violations of the request: first those of parameters, in the order of the table, then those of the body.
pub fn check(
    operation: &'static Operation,
    values: &Values,
    body: Option<&dyn Slot>,
) -> Result<(), Violations> {
    check_form(operation, values, &operation.body_form(0), body)
}

/// Validates a request with a body in the given media type.
///
/// # Errors
///
/// As [`check`].
pub fn check_form(
    operation: &'static Operation,
    values: &Values,
    form: &BodyForm,
    body: Option<&dyn Slot>,
) -> Result<(), Violations> {
    check_call(operation, values, form, body, &[])
}

/// Validates a request whose form parts have these headers, each as part, name and value.
pub(crate) fn check_call(
    operation: &'static Operation,
    values: &Values,
    form: &BodyForm,
    body: Option<&dyn Slot>,
    part_headers: &[(&str, &str, &str)],
) -> Result<(), Violations> {
    let mut check = Check { page: operation.page, found: Vec::new() };
    for (index, parameter) in operation.parameters.iter().enumerate() {
        let place = Place::from(parameter.location);
        let view = values.get(index).map_or(View::Absent, |value| value.view());
        let is_sent = match view {
            // In a query, an empty list is not sent at all, and neither is an object without fields.
            View::List(list) => !list.is_empty(),
            View::Map(map) => !map.is_empty() || parameter.field.is_required(),
            _ => true,
        };
        let view = if is_sent { view } else { View::Absent };
        check.field(
            &parameter.field,
            view,
            &Context { place, secret: false, parent: None, step: Step::Whole },
        );
    }
    let whole = Context { place: Place::Body, secret: false, parent: None, step: Step::Whole };
    match (form.body, body.map_or(View::Absent, Slot::view)) {
        (Body::None | Body::File, _) => {}
        (
            Body::Json(Kind::Model(table)) | Body::Urlencoded(Kind::Model(table)) | Body::Multipart(table),
            View::Absent,
        ) => check.absent_body(table.get(), &whole),
        (Body::Json(_) | Body::Urlencoded(_), View::Absent) => {}
        (Body::Json(_), View::Null | View::Json(serde_json::Value::Null)) if form.nullable => {}
        (Body::Json(kind) | Body::Urlencoded(kind), view) => {
            check.value(&kind, form.constraints, view, &whole);
        }
        (Body::Multipart(table), view) => check.value(&Kind::Model(table), &[], view, &whole),
    }
    if let (Body::Multipart(_), Some(View::Model(model))) = (form.body, body.map(Slot::view)) {
        check.part_headers(form, model, part_headers);
    }
    Violations::new(operation.id, check.found).map_or(Ok(()), Err)
}

impl Check {
    /// Checks a parameter or a field, whether or not it is given.
    fn field(&mut self, field: &Field, view: View<'_>, parent: &Context<'_>) {
        let mut context = parent.inside(Step::Name(field.name));
        context.secret |= field.is_secret();
        if field.is_additional() && !view.is_absent() {
            // Its keys are fields of the surrounding object.
            return self.value(&field.kind, field.constraints(), view, parent);
        }
        if matches!(view, View::Null) && field.is_nullable() {
            return;
        }
        if !view.is_absent() {
            self.value(&field.kind, field.constraints(), view, &context);
        } else if field.is_required() && !field.is_from_client() {
            self.refuse(&context, Rule::Required, "missing".to_owned(), "a value");
        }
    }

    /// Checks a value that is given.
    pub(super) fn value(
        &mut self,
        kind: &Kind,
        constraints: &[Constraint],
        view: View<'_>,
        context: &Context<'_>,
    ) {
        let view = parts(kind, view);
        match (kind, view) {
            (Kind::Json | Kind::File, _) | (Kind::Nullable(_), View::Absent | View::Null) => {}
            (Kind::Nullable(kind), view) => self.value(kind, constraints, view, context),
            (Kind::Model(_), View::Model(model)) => self.model(model, 0, context),
            (Kind::Union(table), view) => {
                if let Some(UnionCheck(check)) = table.union_check() {
                    check(self, *table, view, context);
                }
            }
            (Kind::Model(table), View::Map(map)) => self.object(table.get(), &map.entries(), context),
            (Kind::List(kind), View::List(list)) => {
                rules::constraints(self, constraints, view, context);
                self.elements(kind, constraints, list, context);
            }
            (Kind::Map(kind), View::Map(map)) => {
                rules::constraints(self, constraints, view, context);
                self.entries(kind, constraints, map, context);
            }
            _ => rules::single(self, kind, constraints, view, context),
        }
    }

    fn elements(
        &mut self,
        kind: &Kind,
        constraints: &[Constraint],
        list: &dyn ListView,
        context: &Context<'_>,
    ) {
        for (index, view) in items(list).enumerate() {
            self.inner(kind, constraints, view, &context.inside(Step::Index(index)));
        }
    }

    fn entries(&mut self, kind: &Kind, constraints: &[Constraint], map: &dyn MapView, context: &Context<'_>) {
        for (key, view) in map.entries() {
            self.inner(kind, constraints, view, &context.inside(Step::Name(key)));
        }
    }

    /// Checks a value inside of a list or a map. The constraints on a number of elements are those of the outermost one.
    fn inner(&mut self, kind: &Kind, constraints: &[Constraint], view: View<'_>, context: &Context<'_>) {
        match (kind, parts(kind, view)) {
            (Kind::List(kind) | Kind::Nullable(Kind::List(kind)), View::List(list)) => {
                self.elements(kind, constraints, list, context);
            }
            (Kind::Map(kind) | Kind::Nullable(Kind::Map(kind)), View::Map(map)) => {
                self.entries(kind, constraints, map, context);
            }
            _ => self.value(kind, constraints, view, context),
        }
    }

    /// Checks the fields of an object, and their number, including the `beside` fields that are sent with them.
    pub(super) fn model(&mut self, model: &dyn AnyModel, beside: usize, context: &Context<'_>) {
        let mut count = beside;
        model::each_field(model, |field, view| {
            count += match view {
                View::Absent => 0,
                View::Map(map) if field.is_additional() => map.len(),
                _ => 1,
            };
            self.field(field, view, context);
        });
        self.size(model.table().get(), count, context);
        self.field_sets(model.table().get(), |name| !model::get(model, name).is_absent(), context);
    }

    /// Checks a parameter that is an object, or an object of a body that is given as JSON.
    fn object(&mut self, table: &'static Model, entries: &[(&str, View<'_>)], context: &Context<'_>) {
        self.size(table, entries.len(), context);
        self.field_sets(table, |name| entries.iter().any(|(known, _)| *known == name), context);
        let (fields, others) = table.split();
        for field in fields {
            let given = entries.iter().find(|(name, _)| *name == field.name);
            self.field(field, given.map_or(View::Absent, |(_, view)| *view), context);
        }
        let Some(others) = others else { return };
        let is_other = |name: &str| fields.iter().all(|field| field.name != name);
        let rest = entries.iter().filter(|(name, _)| is_other(name)).copied().collect();
        self.value(&others.kind, others.constraints(), View::Map(&Entries(rest)), context);
    }

    fn size(&mut self, table: &Model, count: usize, context: &Context<'_>) {
        if let Some(size) = table.size.filter(|size| !size.contains(count as u64)) {
            let given = format!("an object of {count}");
            self.refuse(context, Rule::Items, given, &format!("{size} fields"));
        }
    }

    /// Checks that an object has the fields of one set, and not those of two that exclude each other.
    fn field_sets(&mut self, table: &Model, is_given: impl Fn(&str) -> bool, context: &Context<'_>) {
        let Some(FieldSets { sets, exclusive }) = table.field_sets else { return };
        let names = |set: &&'static [usize]| -> Vec<&'static str> {
            set.iter().filter_map(|position| Some(table.fields.get(*position)?.name)).collect()
        };
        let sets: Vec<Vec<&str>> = sets.iter().map(names).collect();
        let found = sets.iter().filter(|set| set.iter().all(|name| is_given(name))).count();
        let only = match (found, exclusive) {
            (0, _) => "",
            (2.., true) => "only one of ",
            _ => return,
        };
        let quoted = |names: &[&str]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>();
        let allowed: Vec<String> = sets.iter().map(|set| quoted(set).join(" and ")).collect();
        let given: Vec<&str> =
            table.fields.iter().map(|field| field.name).filter(|name| is_given(name)).collect();
        let given = match given.as_slice() {
            [] => "an object without fields".to_owned(),
            names => format!("an object with {}", quoted(names).join(", ")),
        };
        self.refuse(context, Rule::Fields, given, &format!("an object with {only}{}", allowed.join(", or ")));
    }

    /// Checks that the given parts have their required headers, and that all documented headers are within their
    /// bounds.
    fn part_headers(&mut self, form: &BodyForm, model: &dyn AnyModel, given: &[(&str, &str, &str)]) {
        for part in form.parts.iter().filter(|part| !model::get(model, part.name).is_absent()) {
            let whole =
                Context { place: Place::Header, secret: false, parent: None, step: Step::Name(part.name) };
            for header in part.headers {
                let context = whole.inside(Step::Name(header.name));
                let mut found = given
                    .iter()
                    .filter(|(of, name, _)| *of == part.name && name.eq_ignore_ascii_case(header.name));
                match found.next() {
                    Some((.., value)) => rules::text(self, header.constraints, value, &context),
                    None if header.required => {
                        self.refuse(&context, Rule::Required, "missing".to_owned(), "a value");
                    }
                    None => {}
                }
            }
        }
    }

    fn absent_body(&mut self, table: &Model, context: &Context<'_>) {
        for field in table.fields {
            self.field(field, View::Absent, context);
        }
    }
}

/// Entries of an object.
struct Entries<'v>(Vec<(&'v str, View<'v>)>);

impl MapView for Entries<'_> {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn entries(&self) -> Vec<(&str, View<'_>)> {
        self.0.clone()
    }
}

/// The value; for JSON in place of a typed value, a view of its fields, elements or entries.
fn parts<'v>(kind: &Kind, view: View<'v>) -> View<'v> {
    match (kind, view) {
        (Kind::Json | Kind::Union(_), _) => view,
        (Kind::Nullable(kind), _) => parts(kind, view),
        (_, View::Json(json)) => View::of_json(json),
        _ => view,
    }
}
