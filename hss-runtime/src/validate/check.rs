//! The walk over a request: every parameter, and the body all the way down.

use std::fmt;

use super::rules;
use super::violation::{Place, Rule, Violation, Violations};
use crate::schema::{Body, Fact, Field, Kind, Model, Operation};
use crate::value::Values;
use crate::value::excerpt;
use crate::value::model::{self, AnyModel};
use crate::value::slot::{ListView, Slot, View, items};

/// Checks a request against the operation's table.
///
/// A parameter that the client fills in from its own settings may be missing here; a required field of a nested
/// model must be given only where that model is.
///
/// # Errors
///
/// All violations together: those of parameters in the order of the table, then those of the body.
pub fn check(
    operation: &'static Operation,
    values: &Values,
    body: Option<&dyn Slot>,
) -> Result<(), Violations> {
    let mut check = Check { page: operation.page, found: Vec::new() };
    for (index, parameter) in operation.parameters.iter().enumerate() {
        let place = Place::from(parameter.location);
        let view = values.get(index).map_or(View::Absent, |value| value.view());
        // In a query, an empty list is nothing at all.
        let view = if matches!(view, View::List(list) if list.is_empty()) { View::Absent } else { view };
        check.field(
            &parameter.field,
            view,
            &Context { place, secret: false, parent: None, step: Step::Whole },
        );
    }
    let whole = Context { place: Place::Body, secret: false, parent: None, step: Step::Whole };
    match (operation.body, body.map_or(View::Absent, Slot::view)) {
        (Body::None, _) => {}
        (Body::Json(Kind::Model(table)) | Body::Multipart(table), View::Absent) => {
            check.absent_body(table.get(), &whole);
        }
        (Body::Json(_), View::Absent) => {}
        (Body::Json(kind), view) => check.value(&kind, &[], view, &whole),
        (Body::Multipart(table), view) => check.value(&Kind::Model(table), &[], view, &whole),
    }
    Violations::new(operation.id, check.found).map_or(Ok(()), Err)
}

/// A step from a value to one inside it.
#[derive(Clone, Copy)]
enum Step<'a> {
    Whole,
    Name(&'a str),
    Index(usize),
}

/// Where a value stands. It lives on the stack and becomes text only when something is wrong.
pub(super) struct Context<'a> {
    place: Place,
    secret: bool,
    parent: Option<&'a Context<'a>>,
    step: Step<'a>,
}

impl<'a> Context<'a> {
    fn inside(&'a self, step: Step<'a>) -> Context<'a> {
        Context { place: self.place, secret: self.secret, parent: Some(self), step }
    }

    pub(super) fn place(&self) -> Place {
        self.place
    }
}

impl fmt::Display for Context<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt(formatter)?;
        }
        match self.step {
            Step::Whole => Ok(()),
            Step::Index(index) => write!(formatter, "[{index}]"),
            Step::Name(name) => {
                let first = self.parent.is_none_or(|parent| matches!(parent.step, Step::Whole));
                write!(formatter, "{}{name}", if first { "" } else { "." })
            }
        }
    }
}

/// The check of one request.
pub(super) struct Check {
    page: &'static str,
    found: Vec<Violation>,
}

impl Check {
    /// A parameter or a field, given or not.
    fn field(&mut self, field: &Field, view: View<'_>, parent: &Context<'_>) {
        let mut context = parent.inside(Step::Name(field.name));
        context.secret |= field.is_secret();
        if !view.is_absent() {
            self.value(&field.kind, field.facts, view, &context);
        } else if field.is_required() && !field.is_from_client() {
            self.refuse(&context, Rule::Required, "missing".to_owned(), "it".to_owned());
        }
    }

    /// A value that is given.
    fn value(&mut self, kind: &Kind, facts: &[Fact], view: View<'_>, context: &Context<'_>) {
        match (kind, view) {
            (Kind::Json | Kind::File, _) => {}
            (Kind::Model(_), View::Model(model)) => self.model(model, context),
            (Kind::List(kind), View::List(list)) => {
                rules::items(self, facts, list.len(), context);
                self.elements(kind, facts, list, context);
            }
            (Kind::Map(kind), View::Map(map)) => {
                for (key, view) in map.entries() {
                    self.value(kind, facts, view, &context.inside(Step::Name(key)));
                }
            }
            _ => rules::single(self, kind, facts, view, context),
        }
    }

    /// The elements of a list, and those of lists in it; their number is limited for the outermost list only.
    fn elements(&mut self, kind: &Kind, facts: &[Fact], list: &dyn ListView, context: &Context<'_>) {
        for (index, view) in items(list).enumerate() {
            let context = context.inside(Step::Index(index));
            match (kind, view) {
                (Kind::List(kind), View::List(list)) => self.elements(kind, facts, list, &context),
                _ => self.value(kind, facts, view, &context),
            }
        }
    }

    fn model(&mut self, model: &dyn AnyModel, context: &Context<'_>) {
        model::each_field(model, |field, view| self.field(field, view, context));
    }

    fn absent_body(&mut self, table: &Model, context: &Context<'_>) {
        for field in table.fields {
            self.field(field, View::Absent, context);
        }
    }

    /// Notes a violation; `given` is not shown where it is secret.
    pub(super) fn refuse(&mut self, context: &Context<'_>, rule: Rule, given: String, allowed: String) {
        let hidden = context.secret && rule != Rule::Required;
        self.found.push(Violation {
            parameter: context.to_string(),
            place: context.place,
            rule,
            given: if hidden { excerpt::SECRET.to_owned() } else { given },
            allowed,
            page: self.page,
        });
    }
}
