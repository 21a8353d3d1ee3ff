//! Listings that are read page by page.

use hss_spec::model::{Location, Operation, Paging, Type, field_path};
use hss_spec::names;

use super::scope::Scope;
use crate::identifier::ident;
use crate::plan::{PagingPlan, RustType};

/// The plan of a listing; `None` if the paging refers to missing fields, which the spec's check reports.
pub(super) fn lower(scope: &Scope, operation: &Operation, paging: &Paging) -> Option<PagingPlan> {
    let position = |name: &str| {
        let mut parameters = operation.parameters.iter();
        parameters.position(|parameter| parameter.location == Location::Query && parameter.field.name == name)
    };
    let mut words = paging.attributes();
    if !paging.in_body {
        for (key, value) in &mut words {
            if matches!(*key, "offset" | "page" | "token" | "marker" | "limit") {
                *value = position(value)?.to_string();
            }
        }
    }
    let mut ty = operation.response.ty.as_ref()?;
    let mut items = Vec::new();
    let mut list = scope.rust_type(ty, None);
    // The items are taken out of an `Option`.
    let may_be_sent =
        |model: &str| scope.tells_null.contains(model) || !scope.spec.is_own_type(scope.group, model);
    for name in field_path(&paging.items) {
        let Type::Named(owner) = ty else { return None };
        let model = scope.spec.model(scope.group, owner)?;
        let names = names::fields(model);
        let (field, code_name) = model.fields.iter().zip(&names).find(|(field, _)| field.name == *name)?;
        if field.nullable && may_be_sent(owner) {
            return None;
        }
        items.push(ident(code_name));
        (ty, list) = (&field.ty, scope.field_type(field));
    }
    let RustType::List(item) = list else { return None };
    Some(PagingPlan { words, items, item: *item })
}
