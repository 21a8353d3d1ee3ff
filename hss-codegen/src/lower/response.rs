//! Responses: the types of successful ones, headers, and the types of error bodies.

use hss_spec::model::{Framing, Operation, OtherResponse, StatusRange, Type};
use hss_spec::names;

use super::field;
use super::scope::Scope;
use crate::identifier::ident;
use crate::plan::{FieldPlan, ResponsePlan, RustType, SuccessPlan, VariantPlan};

/// The content of the response that a call returns.
pub(super) fn main(scope: &Scope, operation: &Operation) -> ResponsePlan {
    content(scope, operation.response.ty.as_ref(), operation.response.framing())
}

fn content(scope: &Scope, ty: Option<&Type>, framing: Option<Framing>) -> ResponsePlan {
    match (ty, framing) {
        (None, _) => ResponsePlan::Empty,
        (Some(Type::File), _) => ResponsePlan::File,
        (Some(ty), None) => ResponsePlan::Json(scope.rust_type(ty, None)),
        (Some(ty), Some(framing)) => ResponsePlan::Stream(framing, scope.rust_type(ty, None)),
    }
}

/// One type if all successful responses have it, an optional one if some are empty, else an enumeration by status.
pub(super) fn successes(scope: &Scope, operation: &Operation) -> SuccessPlan {
    let others: Vec<&OtherResponse> =
        operation.other_responses.iter().filter(|other| other.status.is_success()).collect();
    let main = main(scope, operation);
    // A listing has one type.
    if operation.paging.is_some() || main == ResponsePlan::Empty {
        return SuccessPlan::One;
    }
    let contents: Vec<ResponsePlan> =
        others.iter().map(|other| content(scope, other.ty.as_ref(), other.framing())).collect();
    if contents.iter().all(|one| *one == main) {
        return if operation.response.nullable { SuccessPlan::Optional } else { SuccessPlan::One };
    }
    if contents.iter().all(|one| *one == main || *one == ResponsePlan::Empty) {
        return SuccessPlan::Optional;
    }
    let own = (StatusRange::Code(operation.response.status), main, operation.response.media_type.clone());
    let others = others.iter().zip(contents);
    let mut all: Vec<_> =
        others.map(|(one, content)| (one.status, content, one.media_type.clone())).collect();
    all.push(own);
    // A single status takes precedence over a class.
    all.sort_by_key(|(status, ..)| *status);
    let statuses: Vec<StatusRange> = all.iter().map(|(status, ..)| *status).collect();
    let variant = |(name, (status, content, media_type))| VariantPlan {
        ident: ident(&name),
        status,
        content,
        media_type,
    };
    SuccessPlan::Several(names::successes(&statuses).into_iter().zip(all).map(variant).collect())
}

/// The media types of several successful responses, in the order of their statuses; none if there is only one.
pub(super) fn accept(successes: &SuccessPlan) -> Vec<String> {
    let mut accepted: Vec<String> = Vec::new();
    let SuccessPlan::Several(successes) = successes else { return accepted };
    for success in successes {
        let media_type = match (&success.content, &success.media_type) {
            (ResponsePlan::Empty, _) => continue,
            (_, Some(media_type)) => media_type.as_str(),
            (ResponsePlan::File, None) => "*/*",
            (_, None) => "application/json",
        };
        if !accepted.iter().any(|known| known == media_type) {
            accepted.push(media_type.to_owned());
        }
    }
    if accepted.len() > 1 { accepted } else { Vec::new() }
}

/// The other media types of the response.
pub(super) fn choices(scope: &Scope, operation: &Operation) -> Vec<(String, ResponsePlan)> {
    let choices = operation.response.alternatives.iter();
    choices.map(|one| (one.media_type.clone(), content(scope, Some(&one.ty), one.framing()))).collect()
}

pub(super) fn headers(scope: &Scope, operation: &Operation) -> Vec<FieldPlan> {
    let headers = operation.response.headers.iter().zip(names::headers(operation));
    let docs =
        |header| (scope.spec.field_doc(scope.group, header), scope.spec.field_unit(scope.group, header));
    headers.map(|(header, name)| field::lower(scope, header, &name, docs(header))).collect()
}

/// The types of error bodies, by status.
pub(super) fn errors(scope: &Scope, operation: &Operation) -> Vec<(StatusRange, RustType)> {
    let errors = operation.other_responses.iter().filter(|other| !other.status.is_success());
    errors.filter_map(|one| Some((one.status, scope.rust_type(one.ty.as_ref()?, None)))).collect()
}
