//! Constraints and values in words.

use hss_client::schema::{EnumKind, EnumValue, Enumeration, Fact, Field, Method};

/// The constraints of a field beyond its type: bounds, default, unit.
pub(crate) fn bounds(field: &Field) -> Vec<String> {
    field.facts.iter().filter_map(fact).collect()
}

fn fact(fact: &Fact) -> Option<String> {
    Some(match fact {
        Fact::Range(least, most) => match (*least > i64::MIN, *most < i64::MAX) {
            (true, true) => format!("{least} to {most}"),
            (true, false) => format!("at least {least}"),
            (false, true) => format!("at most {most}"),
            (false, false) => return None,
        },
        Fact::NumberRange(least, most) => match (least.is_finite(), most.is_finite()) {
            (true, true) => format!("{least} to {most}"),
            (true, false) => format!("at least {least}"),
            (false, true) => format!("at most {most}"),
            (false, false) => return None,
        },
        Fact::Length(least, most) => format!("{} characters", count(*least, *most)?),
        Fact::Items(least, most) => format!("{} elements", count(*least, *most)?),
        Fact::Default(text) => format!("default: {text}"),
        Fact::Unit(unit) => format!("in {unit}"),
        _ => return None,
    })
}

fn count(least: u64, most: u64) -> Option<String> {
    // A list may not be longer than what is counted with 32 bits: that says nothing to a person.
    const ENDLESS: u64 = i32::MAX as u64;
    Some(match (least, most) {
        (0, ENDLESS..) => return None,
        (0, _) => format!("at most {most}"),
        (_, ENDLESS..) => format!("at least {least}"),
        _ if least == most => format!("{least}"),
        _ => format!("{least} to {most}"),
    })
}

/// The values of an enumeration, as they may be given.
pub(crate) fn values(table: &Enumeration) -> Vec<String> {
    let mut values: Vec<String> = table.values.iter().map(|value| value_text(table, value)).collect();
    values.extend(table.counts.map(|counts| format!("{} {} to {}", counts.name, counts.least, counts.most)));
    values
}

/// A value, and its name in brackets where the value does not say it.
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
    // Single masks only: `all` and the like hold others.
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

/// A method as HTTP writes it.
pub(crate) fn method(method: Method) -> &'static str {
    match method {
        Method::Get => "GET",
        Method::Post => "POST",
        Method::Put => "PUT",
        Method::Delete => "DELETE",
        Method::Patch => "PATCH",
        Method::Head => "HEAD",
    }
}
