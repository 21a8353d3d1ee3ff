//! Operations.

use hss_spec::model::{
    Body, Content, Field, Location, Operation, Paging, ParameterStyle, Part, SecurityRequirement, Type,
};
use hss_spec::names::{self, OperationNames};

use super::{Scope, field};
use crate::identifier::{ident, private};
use crate::plan::{BodyPlan, OperationPlan, PagingPlan, ParameterPlan, ResponsePlan, RustType};

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
        paging: operation.paging.as_ref().and_then(|paging| lower_paging(scope, operation, paging)),
    }
}

/// The alternatives of schemes that a call needs; a call that needs none has an empty one.
fn security(operation: &Operation) -> Option<Vec<Vec<String>>> {
    let names = |requirement: &SecurityRequirement| requirement.schemes.keys().cloned().collect();
    let alternatives: Vec<Vec<String>> = operation.security.as_ref()?.iter().map(names).collect();
    Some(if alternatives.is_empty() { vec![Vec::new()] } else { alternatives })
}

/// The plan of a listing; `None` if the paging's names lead nowhere, which the spec's check reports.
fn lower_paging(scope: &Scope, operation: &Operation, paging: &Paging) -> Option<PagingPlan> {
    let position = |name: &str| {
        let mut parameters = operation.parameters.iter();
        parameters.position(|parameter| parameter.location == Location::Query && parameter.field.name == name)
    };
    let Some(Type::Named(response)) = &operation.response.ty else { return None };
    let model = scope.spec.model(scope.group, response)?;
    // Result pages are taken out of an `Option`.
    let may_be_sent =
        scope.tells_null.contains(response.as_str()) || !scope.spec.is_own_type(scope.group, response);
    let is_optional = |field: &&Field| !(field.nullable && may_be_sent);
    let items = model.field(&paging.items).filter(is_optional)?;
    let RustType::List(item) = scope.field_type(items) else { return None };
    Some(PagingPlan {
        offset: position(&paging.offset)?,
        limit: position(&paging.limit)?,
        items: paging.items.clone(),
        items_ident: model
            .fields
            .iter()
            .zip(names::fields(model))
            .find_map(|(field, name)| (field.name == paging.items).then(|| ident(&name)))?,
        item: *item,
        total: paging.total.clone(),
    })
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
