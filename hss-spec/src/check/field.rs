//! A field's type, bounds and default.

use super::Check;
use crate::model::{Bounds, Claims, EnumKind, Enumeration, Field, Format, Literal, Number, Type};
use crate::place::Place;

pub(super) fn check(check: &mut Check, family: &str, field: &Field, what: &str) {
    check_type(check, family, &field.ty, &field.place, what);
    let enumeration = field.ty.name().and_then(|name| check.spec.enumeration(family, name));
    let innermost = field.ty.innermost();
    let is_number = innermost.is_whole() || *innermost == Type::Number;
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
                format!("{what} has {name} bounds that are no counts; whole numbers from 0 are expected"),
            );
        }
    }
    if field.format == Some(Format::TimestampMs) && !innermost.is_whole() {
        check.error(
            &field.place,
            format!("{what} has a time's format but is of type `{}`; a whole number is expected", field.ty),
        );
    }
    for default in [&field.default.page, &field.default.machine].into_iter().flatten() {
        check_default(check, field, default, enumeration, what);
    }
    note_disputes(check, field, what);
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
        let message = format!("{what} has a {name} but is of type `{}`; only {expected} has", field.ty);
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

fn check_default(
    check: &mut Check,
    field: &Field,
    default: &Literal,
    enumeration: Option<&Enumeration>,
    what: &str,
) {
    let complaint = match (default, enumeration) {
        (default, Some(enumeration)) => {
            (!enumeration.allows(&default.to_string())).then(|| "is none of the known values".to_owned())
        }
        (Literal::String(text), None) if *field.ty.innermost() == Type::String => {
            let length = Number::Integer(text.chars().count() as i64);
            outside(length, &field.length)
                .map(|bounds| format!("has {length} characters; {bounds} are allowed"))
        }
        (Literal::Integer(value), None)
            if field.ty.innermost().is_whole() || *field.ty.innermost() == Type::Number =>
        {
            outside(Number::Integer(*value), &field.range).map(|bounds| format!("lies outside {bounds}"))
        }
        (Literal::Float(value), None) if *field.ty.innermost() == Type::Number => {
            outside(Number::Float(*value), &field.range).map(|bounds| format!("lies outside {bounds}"))
        }
        (Literal::Boolean(_), None) if *field.ty.innermost() == Type::Boolean => None,
        _ => Some(format!("is no value of type `{}`", field.ty)),
    };
    if let Some(complaint) = complaint {
        check.error(&field.place, format!("the default `{default}` of {what} {complaint}"));
    }
}

fn outside(value: Number, claims: &Claims<Bounds>) -> Option<Bounds> {
    claims.effective().filter(|bounds| !bounds.contains(value))
}

fn note_disputes(check: &mut Check, field: &Field, what: &str) {
    for (name, claims) in [("range", &field.range), ("length", &field.length), ("items", &field.items)] {
        if let (true, Some(page), Some(machine)) = (claims.is_disputed(), claims.page, claims.machine) {
            let effective = claims.effective().map_or("none".to_owned(), |bounds| bounds.to_string());
            let message = format!(
                "disputed {name} of {what}: the page says {page}, the machine-readable file \
                 {machine}; the wider holds, {effective}"
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
