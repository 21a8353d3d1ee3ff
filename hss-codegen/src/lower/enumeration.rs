//! Enumerations.

use hss_spec::model::{EnumKind, EnumValue, Enumeration};
use hss_spec::names;

use super::field::sentence;
use super::scope::Scope;
use crate::identifier::ident;
use crate::plan::{EnumPlan, ValuePlan};
use crate::title::title;

/// The plan of an enumeration; `None` if it has no values, which the spec's check reports.
pub(super) fn lower(scope: &Scope, enum_name: &str, enumeration: &Enumeration) -> Option<EnumPlan> {
    if enumeration.values.is_empty() {
        return None;
    }
    let names = names::values(enumeration);
    let values = enumeration.values.iter().zip(&names.values).map(|(value, name)| ValuePlan {
        wire: value.value.clone(),
        number: value.number().filter(|_| enumeration.kind != EnumKind::String).unwrap_or(0),
        words: value.name.clone(),
        ident: ident(name),
        doc: doc(value, scope.spec.value_doc(scope.group, value)),
    });
    let range_name = enumeration.range_name.as_deref().unwrap_or("count");
    Some(EnumPlan {
        name: enum_name.to_owned(),
        ident: scope.type_ident(enum_name),
        page: scope.page(enum_name),
        kind: enumeration.kind,
        open: enumeration.open,
        doc: sentence(enumeration.doc.as_deref(), enum_name),
        values: values.collect(),
        range: enumeration.range.zip(names.range.as_ref().map(ident)),
        range_words: range_name.to_owned(),
    })
}

/// Documentation of a value beyond its wire form.
fn doc(value: &EnumValue, doc: Option<&str>) -> Option<String> {
    let text = doc.or(value.vendor_description.as_deref());
    let from_name = || value.name.as_deref().map(title);
    text.map(str::to_owned).or_else(from_name).map(|text| sentence(Some(&text), ""))
}
