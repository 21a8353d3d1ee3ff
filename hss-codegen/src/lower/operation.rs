//! Operations.

use std::collections::BTreeMap;

use hss_spec::model::{Body, Content, Field, Operation, ParameterStyle, Part, SecurityRequirement, Type};
use hss_spec::names::{self, CodeName, OperationNames};

use super::scope::Scope;
use super::{field, paging, response};
use crate::identifier::{ident, private};
use crate::plan::{BodyPlan, ChoicePlan, OperationPlan, ParameterPlan, PartHeaderPlan, PartPlan, RustType};

pub(super) fn lower(scope: &Scope, operation: &Operation, names: &OperationNames) -> OperationPlan {
    let code_names = names::parameters(operation);
    let parameters = operation.parameters.iter().zip(&code_names).map(|(parameter, name)| {
        let (doc, unit) = (
            scope.spec.parameter_doc(scope.group, parameter),
            scope.spec.parameter_unit(scope.group, parameter),
        );
        let mut plan = field::lower(scope, &parameter.field, name, (doc, unit));
        plan.from_client = scope.spec.service.client_parameters.contains(&plan.wire);
        let is_object = matches!(plan.ty, RustType::Model(_) | RustType::Map(_));
        let style = match (parameter.style, parameter.explode && is_object) {
            (ParameterStyle::Simple, true) => Some("simple*"),
            (style, _) => style_word(style, parameter.explode),
        };
        let is_json = parameter.is_json();
        if is_json {
            // The constraints are on the value, but its text is sent.
            plan.constraints.clear();
            plan.default = None;
        }
        ParameterPlan {
            location: parameter.location,
            style,
            is_reserved: parameter.reserved,
            is_json,
            field: plan,
        }
    });
    let successes = response::successes(scope, operation);
    let body = operation.body.as_ref().map(|body| lower_body(scope, body));
    OperationPlan {
        id: operation.id.clone(),
        ident: ident(&names.builder),
        method_ident: ident(&names.method),
        tables_ident: private(&names.tables),
        method: operation.method,
        path: operation.path.clone(),
        title: operation.title.clone(),
        doc: field::sentence(
            operation.doc.as_deref().or(operation.vendor_description.as_deref()),
            &operation.id,
        ),
        page: scope.spec.page(operation),
        deprecated: operation.deprecated,
        parameters: parameters.collect(),
        body,
        response: response::main(scope, operation),
        response_media_type: operation.response.media_type.clone(),
        accept: response::accept(&successes),
        successes,
        response_choices: response::choices(scope, operation),
        headers: response::headers(scope, operation),
        errors: response::errors(scope, operation),
        security: security(operation),
        scopes: scopes(scope, operation),
        server: operation.server.as_ref().map(|server| server.url.clone()),
        paging: operation.paging.as_ref().and_then(|paging| paging::lower(scope, operation, paging)),
    }
}

fn lower_body(scope: &Scope, body: &Body) -> BodyPlan {
    let choice = |name: &CodeName, content: Content, media_type: &str, field: &Field, encoded| ChoicePlan {
        ident: ident(name),
        ty: scope.rust_type(&field.ty, None),
        nullable: field.nullable,
        constraints: field::constraints(scope, field),
        content,
        media_type: media_type.to_owned(),
        parts: parts(content, encoded),
    };
    let own = body.as_field("");
    let mut choices = Vec::new();
    if let (false, [name, names @ ..]) = (body.alternatives.is_empty(), names::media_types(body).as_slice()) {
        let media_type = body.media_type.as_deref().unwrap_or(body.content.media_type());
        choices.push(choice(name, body.content, media_type, &own, &body.parts));
        let others = names.iter().zip(&body.alternatives);
        choices.extend(
            others.map(|(name, one)| {
                choice(name, one.content, one.media_type(), &one.as_field(""), &one.parts)
            }),
        );
    }
    BodyPlan {
        ty: scope.rust_type(&body.ty, None),
        content: body.content,
        media_type: body.media_type.clone(),
        nullable: body.nullable,
        constraints: field::constraints(scope, &own),
        parts: parts(body.content, &body.parts),
        required: body.required,
        choices,
    }
}

/// The alternatives of schemes that a call needs; an empty alternative for a call that needs none.
fn security(operation: &Operation) -> Option<Vec<SecurityRequirement>> {
    let alternatives = operation.security.clone()?;
    Some(if alternatives.is_empty() { vec![SecurityRequirement::default()] } else { alternatives })
}

/// The alternatives in words, if one of them has scopes.
fn scopes(scope: &Scope, operation: &Operation) -> Option<String> {
    let alternatives = operation.security.as_deref().unwrap_or(&scope.spec.service.security);
    let has_scopes =
        alternatives.iter().flat_map(|one| one.schemes.values()).any(|scopes| !scopes.is_empty());
    has_scopes.then(|| SecurityRequirement::all_to_text(alternatives))
}

/// The keyword of a style in a table; `None` for the default of a location, and for styles of lists only.
fn style_word(style: ParameterStyle, explode: bool) -> Option<&'static str> {
    Some(match (style, explode) {
        (ParameterStyle::DeepObject, _) => "deep",
        (ParameterStyle::Label, false) => "label",
        (ParameterStyle::Label, true) => "label*",
        (ParameterStyle::Matrix, false) => "matrix",
        (ParameterStyle::Matrix, true) => "matrix*",
        (ParameterStyle::Form, false) => "comma",
        (ParameterStyle::SpaceDelimited, false) => "space",
        (ParameterStyle::PipeDelimited, false) => "pipe",
        (ParameterStyle::TabDelimited, false) => "tab",
        _ => return None,
    })
}

fn part_header(header: &Field) -> PartHeaderPlan {
    PartHeaderPlan {
        name: header.name.clone(),
        required: header.required.effective(),
        ty: if header.ty == Type::Number { RustType::Number } else { RustType::String },
        constraints: header.effective_constraints().collect(),
        doc: field::sentence(header.doc.as_deref().or(header.vendor_description.as_deref()), &header.name),
    }
}

/// The fields of a form that are not encoded in the default way: in a urlencoded form, those with another style; in a
/// multipart form, those with a single media type. If the document allows several, the caller decides.
fn parts(content: Content, parts: &BTreeMap<String, Part>) -> Vec<PartPlan> {
    let style = |part: &Part| {
        let style = part.style.unwrap_or(ParameterStyle::Form);
        style_word(style, part.explode.unwrap_or(style.explodes_by_default()))
    };
    let part = |(name, part): (&String, &Part)| {
        let plan = match content {
            Content::Urlencoded => {
                PartPlan { name: name.clone(), style: style(part)?, media_type: None, headers: Vec::new() }
            }
            Content::Multipart => {
                let media_type = part.media_type.clone().filter(|name| !name.contains([',', '*']));
                let headers: Vec<PartHeaderPlan> = part.headers.iter().map(part_header).collect();
                if media_type.is_none() && headers.is_empty() {
                    return None;
                }
                PartPlan { name: name.clone(), style: "default", media_type, headers }
            }
            _ => return None,
        };
        Some(plan)
    };
    parts.iter().filter_map(part).collect()
}
