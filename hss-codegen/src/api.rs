//! What can be generated from a spec.

use hss_spec::model::Spec;
use hss_spec::place::{Place, Problem, Problems};

use crate::code::Code;
use crate::{emit, lower};

/// A part of an API's client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// The items of one family's module: its handle, builders, models and enumerations. They refer to what families
    /// share as `super::shared`.
    Family(&'a str),
    /// The models and enumerations that several families use.
    Shared,
    /// The service: its endpoints and regions.
    Service,
    /// All of it, each family in a module of its own.
    Api,
}

/// The code of a part of the spec's client.
///
/// The spec is checked first, apart from its fixups.
///
/// # Errors
///
/// Every problem that the check finds, or a family that the spec does not have.
pub fn code(spec: &Spec, part: Part) -> Result<Code, Problems> {
    check(spec)?;
    unchecked(spec, part)
}

/// The same for a spec that is known to be right.
pub(crate) fn unchecked(spec: &Spec, part: Part) -> Result<Code, Problems> {
    match part {
        Part::Family(name) => family(spec, name),
        Part::Shared => Ok(emit::shared(&lower::shared(spec))),
        Part::Service => {
            let mut code = Code::default();
            code.push_tokens(emit::service(&spec.service));
            Ok(code)
        }
        Part::Api => {
            let families = spec.families.keys().map(|name| Ok((name.clone(), family(spec, name)?)));
            Ok(assembled(spec, families.collect::<Result<_, Problems>>()?))
        }
    }
}

/// The code of a whole API of which that of the families is there already.
pub(crate) fn assembled(spec: &Spec, families: Vec<(String, Code)>) -> Code {
    let shared = (!spec.shared.is_empty()).then(|| emit::shared(&lower::shared(spec)));
    emit::api(emit::service(&spec.service), shared, families)
}

pub(crate) fn check(spec: &Spec) -> Result<(), Problems> {
    let problems = spec.check_families();
    if problems.has_errors() {
        return Err(Problems(problems.0.into_iter().filter(Problem::is_error).collect()));
    }
    Ok(())
}

pub(crate) fn family(spec: &Spec, name: &str) -> Result<Code, Problems> {
    match lower::family(spec, name) {
        Some(plan) => Ok(emit::family(name, &plan)),
        None => {
            let known: Vec<&str> = spec.families.keys().map(String::as_str).collect();
            let message = format!("the spec has no family `{name}`; it has `{}`", known.join("`, `"));
            Err(Problem::error(&Place::default(), message).into())
        }
    }
}
