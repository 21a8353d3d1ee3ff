//! Parameters and fields.

use hss_spec::model::{Constraint, Field};
use hss_spec::names::CodeName;

use super::scope::Scope;
use crate::identifier::ident;
use crate::plan::FieldPlan;
use crate::title::title;

/// The plan of a parameter or a field with this sentence and this unit.
pub(super) fn lower(
    scope: &Scope,
    field: &Field,
    name: &CodeName,
    (doc, unit): (Option<&str>, Option<&str>),
) -> FieldPlan {
    FieldPlan {
        wire: field.name.clone(),
        ident: ident(name),
        ty: scope.field_type(field),
        required: field.required.effective(),
        from_client: false,
        constraints: constraints(scope, field),
        default: scope.spec.default_of(scope.group, field).cloned(),
        example: field.example.preferred().filter(|_| !field.secret).cloned(),
        unit: unit.map(str::to_owned),
        format: field.format.filter(|format| format.is_of_strings()),
        secret: field.secret,
        unlisted: field.unlisted.clone(),
        deprecated: field.deprecated,
        nullable: false,
        additional: field.additional,
        tags: Vec::new(),
        doc: sentence(doc.or(field.vendor_description.as_deref()), &field.name),
    }
}

/// The constraints that a request is held to.
pub(super) fn constraints(scope: &Scope, field: &Field) -> Vec<Constraint> {
    // If all values are listed, the list decides: a bound that refuses one of them is wrong.
    let enumeration = field.ty.name().and_then(|name| scope.spec.enumeration(scope.group, name));
    let is_listed = enumeration.is_some_and(|enumeration| !enumeration.open);
    let counts = |constraint: &Constraint| !is_listed || constraint.kind().is_of_collection();
    field.effective_constraints().filter(counts).collect()
}

/// The text as a sentence; without a text, the name as words.
pub(super) fn sentence(text: Option<&str>, name: &str) -> String {
    let mut sentence = text.map_or_else(|| title(name), str::to_owned);
    if !sentence.ends_with(['.', '!', '?', '。']) {
        sentence.push('.');
    }
    sentence
}
