//! The place of a value that is checked, and the violations that are found.

use std::fmt;

use super::violation::{Place, Rule, Violation};
use crate::schema::{Model, Table};
use crate::value::excerpt;
use crate::value::slot::View;

/// The function that checks a value of a union. Only tables with a union refer to it.
pub(super) struct UnionCheck(pub(super) fn(&mut Check, Table<Model>, View<'_>, &Context<'_>));

/// A step from a value to one inside it.
#[derive(Clone, Copy)]
pub(super) enum Step<'a> {
    Whole,
    Name(&'a str),
    Index(usize),
}

/// The path to a value. It lives on the stack and becomes a string only for a violation.
pub(super) struct Context<'a> {
    pub(super) place: Place,
    pub(super) secret: bool,
    pub(super) parent: Option<&'a Context<'a>>,
    pub(super) step: Step<'a>,
}

impl<'a> Context<'a> {
    pub(super) fn inside(&'a self, step: Step<'a>) -> Context<'a> {
        Context { place: self.place, secret: self.secret, parent: Some(self), step }
    }

    pub(super) fn place(&self) -> Place {
        self.place
    }
}

impl fmt::Display for Context<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt(f)?;
        }
        match self.step {
            Step::Whole => Ok(()),
            Step::Index(index) => write!(f, "[{index}]"),
            Step::Name(name) => {
                let first = self.parent.is_none_or(|parent| matches!(parent.step, Step::Whole));
                write!(f, "{}{name}", if first { "" } else { "." })
            }
        }
    }
}

/// The violations of one request.
pub(super) struct Check {
    pub(super) page: &'static str,
    pub(super) found: Vec<Violation>,
}

impl Check {
    /// Records a violation; `given` is hidden if the field is secret.
    pub(super) fn refuse(&mut self, context: &Context<'_>, rule: Rule, given: String, allowed: &str) {
        let hidden = context.secret && rule != Rule::Required;
        self.found.push(Violation {
            parameter: context.to_string(),
            place: context.place,
            rule,
            given: if hidden { excerpt::SECRET.to_owned() } else { given },
            allowed: allowed.to_owned(),
            page: self.page,
        });
    }
}
