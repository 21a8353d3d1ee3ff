//! A field's type, bounds and default.

use super::Check;
use crate::model::{Bounds, Claims, EnumKind, Enumeration, Field, Format, Literal, Number, Type};
use crate::place::Place;

pub(super) fn check(check: &mut Check, family: &str, field: &Field, what: &str) {
    check_type(check, family, &field.ty, &field.place, what);
    let enumeration = field.ty.name().and_then(|name| check.spec.enumeration(family, name));
    let innermost = field.ty.innermost();
    let is_number = innermost.is_whole()
        || *innermost == Type::Number
        || enumeration.is_some_and(|one| one.kind != EnumKind::String);
    check_bounds(check, field, &field.range, what, "range", is_number, "a number");
    let is_text = *innermost == Type::String || enumeration.is_some_and(|one| one.kind == EnumKind::String);
    check_bounds(check, field, &field.length, what, "length", is_text, "a text");
    let is_list = matches!(field.ty, Type::List(_) | Type::Map(_));
    check_bounds(check, field, &field.items, what, "items", is_list, "a list");
    for (name, claims) in [("length", &field.length), ("items", &field.items)] {
        let effective = claims.effective();
        if effective.is_some_and(|bounds| !counts(&bounds)) {
            check.error(
                &field.place,
                format!("{what} has `{name}` that are no counts; whole numbers from 0 are expected"),
            );
        }
    }
    if field.format == Some(Format::TimestampMs) && !innermost.is_whole() {
        check.error(
            &field.place,
            format!("{what} has a time's format but is of type `{}`; a whole number is expected", field.ty),
        );
    }
    if let Some(default) = &field.default.page {
        if let Some(complaint) = default_complaint(field, default, enumeration, Side::Page) {
            check.error(&field.place, format!("the default `{default}` of {what} {complaint}"));
        } else if let Some(complaint) = default_complaint(field, default, enumeration, Side::Machine) {
            let message = format!(
                "disputed: the page's default `{default}` of {what} {complaint} in the \
                 machine-readable file; the page wins"
            );
            check.note(&field.place, message);
        }
    }
    if let Some(default) = &field.default.machine
        && let Some(complaint) = default_complaint(field, default, enumeration, Side::Page)
    {
        let message = format!(
            "disputed: the machine-readable file's default `{default}` of {what} {complaint} on the \
             page; the page wins"
        );
        check.note(&field.place, message);
    }
    if let Some(enumeration) = enumeration {
        note_refused_values(check, field, enumeration, what);
    }
    note_disputes(check, field, what);
}

/// A bound that refuses a listed value: the list holds.
fn note_refused_values(check: &mut Check, field: &Field, enumeration: &Enumeration, what: &str) {
    for value in &enumeration.values {
        let (measure, bounds) = match enumeration.kind {
            EnumKind::String => (Some(value.value.chars().count() as i64), field.allowed_length()),
            _ => (value.number(), field.allowed_range()),
        };
        let refused =
            bounds.filter(|bounds| measure.is_some_and(|measure| !bounds.contains(Number::Integer(measure))));
        if let Some(bounds) = refused {
            let message = format!(
                "disputed: {what} lists the value `{}`, which {bounds} refuses; the list holds",
                value.value
            );
            check.note(&field.place, message);
        }
    }
}

/// Whether both ends are counts: whole and not negative.
fn counts(bounds: &Bounds) -> bool {
    let count = |end: Option<Number>| {
        !matches!(end, Some(Number::Float(_))) && end.is_none_or(|end| end.as_f64() >= 0.0)
    };
    count(bounds.min) && count(bounds.max)
}

/// Whether every name in the type is known.
pub(super) fn check_type(check: &mut Check, family: &str, ty: &Type, place: &Place, what: &str) {
    let Some(name) = ty.name() else { return };
    if check.spec.model(family, name).is_none() && check.spec.enumeration(family, name).is_none() {
        let message = format!(
            "{what} is of type `{name}`, which is neither a model nor an enumeration of family \
             `{family}` or the shared types"
        );
        check.error(place, message);
    }
}

fn check_bounds(
    check: &mut Check,
    field: &Field,
    claims: &Claims<Bounds>,
    what: &str,
    name: &str,
    fits: bool,
    expected: &str,
) {
    if claims.is_empty() {
        return;
    }
    if !fits {
        let message = format!("{what} has `{name}` but is of type `{}`; only {expected} has that", field.ty);
        check.error(&field.place, message);
    }
    for bounds in [claims.page, claims.machine].into_iter().flatten() {
        if bounds.is_empty() {
            check.error(
                &field.place,
                format!("{what} has the {name} {bounds}, whose minimum is above its maximum"),
            );
        }
    }
}

/// Whose bounds a default is held against.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Page,
    Machine,
}

/// What is wrong with a default, seen from one source's bounds.
fn default_complaint(
    field: &Field,
    default: &Literal,
    enumeration: Option<&Enumeration>,
    side: Side,
) -> Option<String> {
    let outside = |value: Number, claims: &Claims<Bounds>| {
        let bounds = if side == Side::Page { claims.page } else { claims.machine };
        bounds.filter(|bounds| !bounds.contains(value))
    };
    let innermost = field.ty.innermost();
    match (default, enumeration) {
        (default, Some(enumeration)) => {
            let is_known = side == Side::Machine || enumeration.allows(&default.to_string());
            (!is_known).then(|| "is none of the known values".to_owned())
        }
        (Literal::String(text), None) if *innermost == Type::String => {
            let length = Number::Integer(text.chars().count() as i64);
            outside(length, &field.length)
                .map(|bounds| format!("has {length} characters; {bounds} are allowed"))
        }
        (Literal::Integer(value), None) if innermost.is_whole() || *innermost == Type::Number => {
            outside(Number::Integer(*value), &field.range).map(|bounds| format!("lies outside {bounds}"))
        }
        (Literal::Float(value), None) if *innermost == Type::Number => {
            outside(Number::Float(*value), &field.range).map(|bounds| format!("lies outside {bounds}"))
        }
        (Literal::Boolean(_), None) if *innermost == Type::Boolean => None,
        _ => Some(format!("is no value of type `{}`", field.ty)),
    }
}

fn note_disputes(check: &mut Check, field: &Field, what: &str) {
    let bounds = [
        ("range", &field.range, field.allowed_range()),
        ("length", &field.length, field.allowed_length()),
        ("items", &field.items, field.allowed_items()),
    ];
    for (name, claims, allowed) in bounds {
        if let (true, Some(page), Some(machine)) = (claims.is_disputed(), claims.page, claims.machine) {
            let effective = allowed.map_or("none".to_owned(), |bounds| bounds.to_string());
            let message = format!(
                "disputed {name} of {what}: the page says {page}, the machine-readable file \
                 {machine}; what holds is {effective}"
            );
            check.note(&field.place, message);
        }
    }
    if field.required.is_disputed() {
        let page = if field.required.holds() { "required" } else { "optional" };
        let message = format!(
            "disputed: the page says that {what} is {page}, the machine-readable file the opposite; \
             the page wins"
        );
        check.note(&field.place, message);
    }
    if let (true, Some(page), Some(machine)) =
        (field.default.is_disputed(), &field.default.page, &field.default.machine)
    {
        let message = format!(
            "disputed default of {what}: the page says `{page}`, the machine-readable file \
             `{machine}`; the page wins"
        );
        check.note(&field.place, message);
    }
}
