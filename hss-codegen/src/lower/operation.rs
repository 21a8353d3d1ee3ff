//! Operations.

use hss_spec::model::{Body, Content, Operation, ParameterStyle, Part, SecurityRequirement, Type};
use hss_spec::names::{self, OperationNames};

use super::{Scope, field, paging};
use crate::identifier::{ident, private};
use crate::plan::{BodyPlan, OperationPlan, ParameterPlan, ResponsePlan};

pub(super) fn lower(scope: &Scope, operation: &Operation, names: &OperationNames) -> OperationPlan {
    let code_names = names::parameters(operation);
    let parameters = operation.parameters.iter().zip(&code_names).map(|(parameter, name)| {
        let mut plan = field::lower(scope, &parameter.field, name);
        plan.from_client = scope.spec.service.client_parameters.contains(&plan.wire);
        let style = style_word(parameter.style, parameter.explode);
        ParameterPlan { location: parameter.location, style, field: plan }
    });
    let body = operation.body.as_ref().map(|body| BodyPlan {
        ty: scope.rust_type(&body.ty, None),
        content: body.content,
        media_type: body.media_type.clone(),
        parts: parts(body),
        required: body.required,
    });
    let response = match &operation.response.ty {
        None => ResponsePlan::Empty,
        Some(Type::File) => ResponsePlan::File,
        Some(ty) => ResponsePlan::Json(scope.rust_type(ty, None)),
    };
    OperationPlan {
        id: operation.id.clone(),
        ident: ident(&names.builder),
        method_ident: ident(&names.method),
        tables_ident: private(&names.tables),
        method: operation.method,
        path: operation.path.clone(),
        doc: field::sentence(
            operation.doc.as_deref().or(operation.vendor_description.as_deref()),
            &operation.id,
        ),
        page: scope.spec.page(operation),
        deprecated: operation.deprecated,
        parameters: parameters.collect(),
        body,
        response,
        response_media_type: operation.response.media_type.clone(),
        security: security(operation),
        server: operation.server.clone(),
        paging: operation.paging.as_ref().and_then(|paging| paging::lower(scope, operation, paging)),
    }
}

/// The alternatives of schemes that a call needs; a call that needs none has an empty one.
fn security(operation: &Operation) -> Option<Vec<Vec<String>>> {
    let names = |requirement: &SecurityRequirement| requirement.schemes.keys().cloned().collect();
    let alternatives: Vec<Vec<String>> = operation.security.as_ref()?.iter().map(names).collect();
    Some(if alternatives.is_empty() { vec![Vec::new()] } else { alternatives })
}

/// The word of a style in a table; none for the default of a location, and for what only lists have.
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

/// The fields of a urlencoded form that are not encoded in the default style.
fn parts(body: &Body) -> Vec<(String, &'static str)> {
    if body.content != Content::Urlencoded {
        return Vec::new();
    }
    let style = |part: &Part| {
        let style = part.style.unwrap_or(ParameterStyle::Form);
        style_word(style, part.explode.unwrap_or(style.explodes_by_default()))
    };
    body.parts.iter().filter_map(|(name, part)| Some((name.clone(), style(part)?))).collect()
}
