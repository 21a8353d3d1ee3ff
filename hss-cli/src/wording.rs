//! Attributes and values in words.

use std::fmt::Display;

use hss_runtime::schema::{Bounds, Constraint, EnumKind, EnumValue, Enumeration, Field, Kind, Operation};
use hss_spec::model::Format;

/// The constraints of a field, its default, an example, its unit and its format, in words.
pub(crate) fn attributes(field: &Field) -> Vec<String> {
    let mut words: Vec<_> = field.constraints().iter().filter_map(constraint).collect();
    words.extend(field.default().map(|text| format!("default: {text}")));
    words.extend(field.example().map(|text| format!("example: {text}")));
    words.extend(field.unit().map(|unit| format!("in {unit}")));
    words.extend(field.format().map(|format| format!("format: {format}")));
    words
}

/// A value of the documented format of a field.
pub(crate) fn of_format(field: &Field) -> Option<&'static str> {
    field.format().and_then(Format::from_name).map(Format::example)
}

fn constraint(constraint: &Constraint) -> Option<String> {
    match constraint {
        Constraint::Range(bounds) => between(*bounds),
        Constraint::NumberRange(bounds) => between(*bounds),
        Constraint::Length(bounds) => Some(format!("{} characters", count(*bounds)?)),
        Constraint::Items(bounds) => Some(format!("{} elements", count(*bounds)?)),
        other => Some(format!("must match {other}")),
    }
}

/// Bounds in words; `None` if there are none.
fn between<T: Display>(bounds: Bounds<T>) -> Option<String> {
    let least = if bounds.excludes_min { "above" } else { "at least" };
    let most = if bounds.excludes_max { "below" } else { "at most" };
    match (bounds.min, bounds.max) {
        (Some(min), Some(max)) if bounds.excludes_min || bounds.excludes_max => {
            Some(format!("{least} {min}, {most} {max}"))
        }
        (Some(min), Some(max)) => Some(format!("{min} to {max}")),
        (Some(min), None) => Some(format!("{least} {min}")),
        (None, Some(max)) => Some(format!("{most} {max}")),
        (None, None) => None,
    }
}

/// Bounds of a number of characters or elements in words.
fn count(bounds: Bounds<u64>) -> Option<String> {
    // A maximum of 32 bits is not informative.
    const ENDLESS: u64 = i32::MAX as u64;
    let min = bounds.min.filter(|min| *min > 0);
    let max = bounds.max.filter(|max| *max < ENDLESS);
    match (min, max) {
        (Some(min), Some(max)) if min == max => Some(min.to_string()),
        _ => between(Bounds::new(min, max)),
    }
}

/// The variants of a union: `one of the types Cat, Dog`; `None` for another type.
pub(crate) fn variants(kind: &Kind) -> Option<String> {
    let Kind::Union(union) = kind else { return None };
    let names: Vec<&str> = union.fields.iter().map(|variant| variant.name).collect();
    Some(format!("one of the types {}", names.join(", ")))
}

/// The headers of parts that a document names, `photo=X-Checksum`, in all media types of a body.
pub(crate) fn part_headers(operation: &'static Operation) -> Vec<String> {
    let forms = (0..=operation.body_choices.len()).map(|choice| operation.body_form(choice));
    let headers = forms.flat_map(|form| form.parts).flat_map(|part| {
        part.headers.iter().map(|header| {
            let mut words: Vec<String> = header.constraints.iter().filter_map(constraint).collect();
            words.extend(header.required.then(|| "required".to_owned()));
            let words = if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) };
            format!("{}={}{words}", part.name, header.name)
        })
    });
    headers.collect()
}

/// Maximum number of values that are explained one by one.
const EXPLAINED: usize = 20;

/// True if the values of an enumeration have meanings to show, one per line.
pub(crate) fn is_explained(table: &Enumeration) -> bool {
    table.values.len() <= EXPLAINED && table.values.iter().any(|value| !value.doc.is_empty())
}

/// The values of an enumeration, as they may be given.
pub(crate) fn values(table: &Enumeration) -> Vec<String> {
    let mut values: Vec<String> = table.values.iter().map(|value| value_text(table, value)).collect();
    values.extend(table.counts.map(|counts| format!("{} {} to {}", counts.name, counts.least, counts.most)));
    values
}

/// A value, with its name in brackets if the value is not a name.
fn value_text(table: &Enumeration, value: &EnumValue) -> String {
    match (table.kind, value.name) {
        (_, "") => value.value.to_owned(),
        (EnumKind::Flags, name) => flag_name(name),
        (_, name) => format!("{} ({name})", value.value),
    }
}

/// A flag's name as one word: `malicious-files`.
pub(crate) fn flag_name(name: &str) -> String {
    name.replace(' ', "-")
}

/// A number of an enumeration in words: `vulnerabilities, baseline` or `timed out`.
pub(crate) fn number(table: &Enumeration, number: i64) -> String {
    let known =
        table.values.iter().find(|value| value.number == number).filter(|value| !value.name.is_empty());
    match (table.kind, known) {
        (EnumKind::String, _) => number.to_string(),
        (_, Some(known)) => known.name.to_owned(),
        (EnumKind::Flags, None) => flags(table, number),
        _ => number.to_string(),
    }
}

/// The flags of a combination; those without a name as a number.
fn flags(table: &Enumeration, number: i64) -> String {
    let mut rest = number;
    let mut names = Vec::new();
    // Single masks only: a value such as `all` includes others.
    let is_single = |flag: &&EnumValue| {
        flag.number != 0
            && !table.values.iter().any(|other| {
                other.number != 0 && other.number != flag.number && other.number & flag.number == other.number
            })
    };
    for flag in table.values.iter().filter(is_single) {
        let part = number & flag.number;
        if part == flag.number {
            names.push(if flag.name.is_empty() { flag.value } else { flag.name }.to_owned());
            rest &= !flag.number;
        }
    }
    if rest != 0 || names.is_empty() {
        names.push(format!("{rest:#x}"));
    }
    names.join(", ")
}
