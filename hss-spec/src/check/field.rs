//! A field's type, bounds and default.

use super::found::Check;
use crate::model::{Candidate, EnumKind, Enumeration, Field, Format, Literal, Number, Source, Sources, Type};
use crate::place::Place;
use crate::shown::shown;

pub(super) fn check(check: &mut Check, group: &str, field: &Field, what: &str) {
    check_type(check, group, &field.ty, &field.place, what);
    let enumeration = field.ty.name().and_then(|name| check.spec.enumeration(group, name));
    let innermost = field.ty.innermost();
    check_constraints(check, field, enumeration, what);
    if field.format == Some(Format::TimestampMs) && !innermost.is_integer() {
        check.error(
            &field.place,
            format!("{what} has a time's format but is of type `{}`; an integer is expected", field.ty),
        );
    }
    if let Some(format) = field.format.filter(|format| format.is_of_strings() && *innermost != Type::String) {
        check.error(
            &field.place,
            format!(
                "{what} has the format `{}` but is of type `{}`; a string is expected",
                format.name(),
                field.ty
            ),
        );
    }
    check_default(check, field, enumeration, what);
    check_example(check, field, enumeration, what);
    check_unlisted(check, field, enumeration, what);
    if let Some(enumeration) = enumeration {
        note_refused_values(check, field, enumeration, what);
    }
    note_disputes(check, field, what);
}

/// Reports an `unlisted` value that the enumeration does not have, and an enumeration that is unlisted as a whole.
fn check_unlisted(check: &mut Check, field: &Field, enumeration: Option<&Enumeration>, what: &str) {
    let values = enumeration.map(|one| one.values.as_slice()).unwrap_or_default();
    let is_value = |text: &String| values.iter().any(|known| known.value == *text);
    if let Some(unknown) = field.unlisted.iter().find(|text| !is_value(text)) {
        let unknown = shown(unknown);
        let message = format!("{what} has `{unknown}` in `unlisted`; a value of its enumeration is expected");
        check.error(&field.place, message);
    } else if !values.is_empty() && values.iter().all(|known| field.unlisted.contains(&known.value)) {
        let message =
            format!("{what} has all values of its enumeration in `unlisted`; at least one is listed");
        check.error(&field.place, message);
    }
}

/// The page's default must be valid by the page itself; defaults of other sources may be disputed.
fn check_default(check: &mut Check, field: &Field, enumeration: Option<&Enumeration>, what: &str) {
    if let Some(default) = &field.default.page {
        if let Some(complaint) = default_complaint(field, default, enumeration, Source::Page) {
            return check.error(&field.place, format!("the default `{default}` of {what} {complaint}"));
        }
        for source in OTHERS {
            if let Some(complaint) = default_complaint(field, default, enumeration, source) {
                let message = format!(
                    "disputed: the page's default `{default}` of {what} {complaint} in {}; the page wins",
                    source.label()
                );
                check.note(&field.place, message);
            }
        }
    }
    for source in OTHERS {
        if let Some(default) = field.default.get(source)
            && let Some(complaint) = default_complaint(field, default, enumeration, Source::Page)
        {
            let message = format!(
                "disputed: {}'s default `{default}` of {what} {complaint} on the page; the page wins",
                source.label()
            );
            check.note(&field.place, message);
        }
    }
}

/// An example must not show a secret. An example outside of the bounds does not change them, but one of the two is
/// wrong.
fn check_example(check: &mut Check, field: &Field, enumeration: Option<&Enumeration>, what: &str) {
    if field.secret && !field.example.is_empty() {
        let message = format!("{what} is secret and has an `example`, which would be shown; expected none");
        return check.error(&field.place, message);
    }
    for (_, example) in field.example.known() {
        if let Some(refusal) = field.example_refusal(example, enumeration) {
            let message = format!("the example `{example}` of {what} is outside of its own {refusal}");
            check.note(&field.place, message);
        }
    }
}

/// The sources besides the page.
const OTHERS: [Source; 2] = [Source::Machine, Source::Explorer];

/// Notes the constraints that refuse a listed value; the list wins.
fn note_refused_values(check: &mut Check, field: &Field, enumeration: &Enumeration, what: &str) {
    for value in &enumeration.values {
        let candidate = match enumeration.kind {
            EnumKind::String => Some(Candidate::String(&value.value)),
            _ => value.number().map(|number| Candidate::Number(Number::Integer(number))),
        };
        let Some(candidate) = candidate else { continue };
        for constraint in field.effective_constraints() {
            if constraint.refusal(candidate).is_some() {
                let message = format!(
                    "disputed: {what} lists the value `{}`, which {constraint} refuses; the list is used",
                    value.value
                );
                check.note(&field.place, message);
            }
        }
    }
}

/// Returns true if every name in the type is known.
pub(super) fn check_type(check: &mut Check, group: &str, ty: &Type, place: &Place, what: &str) {
    let Some(name) = ty.name() else { return };
    if check.spec.model(group, name).is_none() && check.spec.enumeration(group, name).is_none() {
        let message = format!(
            "{what} is of type `{name}`, which is neither a model nor an enumeration of group \
             `{group}` or the shared types"
        );
        check.error(place, message);
    }
}

fn check_constraints(check: &mut Check, field: &Field, enumeration: Option<&Enumeration>, what: &str) {
    for (kind, sources) in field.constraints.iter() {
        let name = kind.name();
        if !kind.applies_to(&field.ty, enumeration) {
            let message = format!(
                "{what} has `{name}` but is of type `{}`; only {} can have it",
                field.ty,
                kind.subject()
            );
            check.error(&field.place, message);
        }
        if field.is_unenforced(kind) {
            let message = format!(
                "{what} has a {} only in the Explorer; requests are not checked against it",
                kind.label()
            );
            check.note(&field.place, message);
        }
        for constraint in Source::ALL.iter().filter_map(|(_, source)| sources.get(*source)) {
            if let Some(caveat) = constraint.caveat() {
                check.note(&field.place, format!("{what} has the {} {constraint}, {caveat}", kind.label()));
            }
            if let Some(defect) = constraint.defect() {
                check.error(&field.place, format!("{what} has the {} {constraint}, {defect}", kind.label()));
            }
        }
    }
}

/// The reason why a default is wrong under one source's constraints, as the end of a sentence about it.
fn default_complaint(
    field: &Field,
    default: &Literal,
    enumeration: Option<&Enumeration>,
    source: Source,
) -> Option<String> {
    if let Some(enumeration) = enumeration {
        let is_known = source != Source::Page || enumeration.allows(&default.to_string());
        return (!is_known).then(|| "is not among the known values".to_owned());
    }
    let innermost = field.ty.innermost();
    let fits = match default {
        Literal::String(_) => *innermost == Type::String,
        Literal::Integer(_) => innermost.is_integer() || *innermost == Type::Number,
        Literal::Float(_) => *innermost == Type::Number,
        Literal::Boolean(_) => *innermost == Type::Boolean,
    };
    if !fits {
        return Some(format!("is not a value of type `{}`", field.ty));
    }
    let candidate = Candidate::from_literal(default);
    let mut constraints = field.constraints.iter().filter_map(|(_, sources)| sources.get(source));
    constraints.find_map(|constraint| constraint.refusal(candidate))
}

fn note_disputes(check: &mut Check, field: &Field, what: &str) {
    for (kind, sources) in field.constraints.iter().filter(|(_, sources)| sources.is_disputed()) {
        let effective = field.effective(kind).map_or("none".to_owned(), |one| one.to_string());
        let stated = by_source(sources, |one| one.to_string());
        let message = format!("disputed {} of {what}: {stated}; {effective} is used", kind.name());
        check.note(&field.place, message);
    }
    if field.required.is_disputed() {
        let word = |required: &bool| if *required { "required" } else { "optional" };
        let stated = by_source(&field.required, |required| word(required).to_owned());
        let effective = word(&field.required.effective());
        check.note(&field.place, format!("disputed presence of {what}: {stated}; it is {effective}"));
    }
    if field.default.is_disputed() {
        let stated = by_source(&field.default, |default| format!("`{default}`"));
        let winner = field.default.known().next().map_or("none", |(source, _)| source.label());
        check.note(&field.place, format!("disputed default of {what}: {stated}; {winner} wins"));
    }
}

/// The values of all sources: `the page says 1..=5, the Explorer 1..=9`.
fn by_source<T>(sources: &Sources<T>, text: impl Fn(&T) -> String) -> String {
    let stated = |(index, (source, value)): (usize, (Source, &T))| {
        let says = if index == 0 { " says" } else { "" };
        format!("{}{says} {}", source.label(), text(value))
    };
    sources.known().enumerate().map(stated).collect::<Vec<_>>().join(", ")
}
