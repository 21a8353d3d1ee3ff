//! Enumerations.

use hss_spec::model::{EnumKind, EnumValue, Enumeration};

use super::Scope;
use super::field::sentence;
use crate::name;
use crate::plan::{EnumPlan, ValuePlan};

/// The plan of an enumeration; none where it has no values, which the spec's check reports.
pub(super) fn lower(scope: &Scope, enum_name: &str, enumeration: &Enumeration) -> Option<EnumPlan> {
    if enumeration.values.is_empty() {
        return None;
    }
    let names: Vec<_> =
        enumeration.values.iter().map(|value| (value.value.as_str(), value.name.as_deref())).collect();
    let idents = match enumeration.kind {
        EnumKind::Flags => name::flags(&names),
        _ => name::variants(&names),
    };
    let values = enumeration.values.iter().zip(idents).map(|(value, ident)| ValuePlan {
        wire: value.value.clone(),
        number: value.number().filter(|_| enumeration.kind != EnumKind::String).unwrap_or(0),
        words: value.name.clone(),
        ident,
        doc: doc(value),
    });
    let range_name = enumeration.range_name.as_deref().unwrap_or("count");
    Some(EnumPlan {
        name: enum_name.to_owned(),
        ident: name::camel(enum_name),
        page: scope.page(enum_name),
        kind: enumeration.kind,
        open: enumeration.open,
        doc: sentence(enumeration.doc.as_deref(), enum_name),
        values: values.collect(),
        range: enumeration.range.map(|range| (range, name::camel(range_name))),
        range_words: range_name.to_owned(),
    })
}

/// What is known of a value beyond its wire form.
fn doc(value: &EnumValue) -> Option<String> {
    let text = value.doc.as_deref().or(value.vendor_description.as_deref());
    let from_name = || value.name.as_deref().map(name::title);
    text.map(str::to_owned).or_else(from_name).map(|text| sentence(Some(&text), ""))
}
