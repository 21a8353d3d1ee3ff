//! What each type and each fact demands of a value.

use std::fmt::Display;

use super::check::{Check, Context};
use super::violation::{Place, Rule};
use crate::schema::{EnumKind, Enumeration, Fact, Kind};
use crate::value::excerpt;
use crate::value::slot::View;

/// A value that is neither a list nor an object.
pub(super) fn single(check: &mut Check, kind: &Kind, facts: &[Fact], view: View<'_>, context: &Context<'_>) {
    match (kind, number(view), view.as_str()) {
        (Kind::String, _, Some(value)) => text(check, facts, value, context),
        (Kind::Integer | Kind::Timestamp, Some(Number::Whole(value)), _) => {
            whole(check, facts, value, context)
        }
        (Kind::Number, Some(value), _) => decimal(check, facts, value, context),
        (Kind::Boolean, _, _) if matches!(view, View::Boolean(_)) => {}
        (Kind::Enum(table), _, Some(value)) if table.kind == EnumKind::String => {
            known_text(check, table, value, context);
            text(check, facts, value, context);
        }
        (Kind::Enum(table), Some(Number::Whole(value)), _) if table.kind != EnumKind::String => {
            known_number(check, table, value, context);
            whole(check, facts, value, context);
        }
        _ => check.refuse(context, Rule::Type, shown(view), expected(kind).to_owned()),
    }
}

/// The number of elements of a list.
pub(super) fn items(check: &mut Check, facts: &[Fact], count: usize, context: &Context<'_>) {
    for fact in facts {
        if let Fact::Items(least, most) = *fact
            && !(least..=most).contains(&(count as u64))
        {
            let given = format!("a list of {count}");
            check.refuse(
                context,
                Rule::Items,
                given,
                format!("{} elements", range(least, most, false, most == u64::MAX)),
            );
        }
    }
}

fn text(check: &mut Check, facts: &[Fact], value: &str, context: &Context<'_>) {
    for fact in facts {
        if let Fact::Length(least, most) = *fact {
            let length = value.chars().count() as u64;
            if !(least..=most).contains(&length) {
                let given = format!("{} ({length} characters)", excerpt::text(value));
                let allowed = format!("{} characters", range(least, most, false, most == u64::MAX));
                check.refuse(context, Rule::Length, given, allowed);
            }
        }
    }
    match context.place() {
        Place::Path if matches!(value, "" | "." | "..") => {
            let allowed = "a segment of a path other than `.` and `..`".to_owned();
            check.refuse(context, Rule::PathSegment, excerpt::text(value), allowed);
        }
        Place::Header if value.chars().any(|character| character.is_ascii_control() && character != '\t') => {
            let allowed = "text without control characters".to_owned();
            check.refuse(context, Rule::ControlCharacters, excerpt::text(value), allowed);
        }
        _ => {}
    }
}

fn whole(check: &mut Check, facts: &[Fact], value: i64, context: &Context<'_>) {
    for fact in facts {
        if let Fact::Range(least, most) = *fact
            && !(least..=most).contains(&value)
        {
            let allowed = range(least, most, least == i64::MIN, most == i64::MAX);
            check.refuse(context, Rule::Range, value.to_string(), allowed);
        }
    }
}

fn decimal(check: &mut Check, facts: &[Fact], value: Number, context: &Context<'_>) {
    let value = match value {
        Number::Whole(value) => {
            whole(check, facts, value, context);
            #[expect(clippy::cast_precision_loss, reason = "near enough to compare with a bound")]
            let value = value as f64;
            value
        }
        Number::Decimal(value) => value,
    };
    if !value.is_finite() {
        check.refuse(context, Rule::Finite, value.to_string(), "a finite number".to_owned());
        return;
    }
    for fact in facts {
        if let Fact::NumberRange(least, most) = *fact
            && !(least..=most).contains(&value)
        {
            let allowed = range(least, most, least == f64::NEG_INFINITY, most == f64::INFINITY);
            check.refuse(context, Rule::Range, value.to_string(), allowed);
        }
    }
}

fn known_text(check: &mut Check, table: &Enumeration, value: &str, context: &Context<'_>) {
    if !table.open && !table.values.iter().any(|known| known.value == value) {
        check.refuse(context, Rule::Known, excerpt::text(value), format!("one of {}", list(table)));
    }
}

fn known_number(check: &mut Check, table: &Enumeration, value: i64, context: &Context<'_>) {
    if table.open {
        return;
    }
    match table.kind {
        EnumKind::Integer if !table.values.iter().any(|known| known.number == value) => {
            check.refuse(context, Rule::Known, value.to_string(), format!("one of {}", list(table)));
        }
        EnumKind::Flags => {
            let unknown = value & !table.values.iter().fold(0, |bits, known| bits | known.number);
            if unknown != 0 {
                let given = format!("{value} (unknown: {unknown:#x})");
                check.refuse(context, Rule::Flags, given, format!("a combination of {}", list(table)));
            }
        }
        // Codes that aren't named count something.
        EnumKind::Integer | EnumKind::Codes | EnumKind::String => {}
    }
}

/// The known values, as the page writes them.
fn list(table: &Enumeration) -> String {
    let values: Vec<_> = table.values.iter().map(|known| format!("`{}`", known.value)).collect();
    values.join(", ")
}

/// A range in Rust's notation, without the ends that are open.
fn range(least: impl Display, most: impl Display, open_below: bool, open_above: bool) -> String {
    match (open_below, open_above) {
        (false, false) => format!("{least}..={most}"),
        (false, true) => format!("{least}.."),
        (true, false) => format!("..={most}"),
        (true, true) => "..".to_owned(),
    }
}

/// A number of either sort.
enum Number {
    Whole(i64),
    Decimal(f64),
}

fn number(view: View<'_>) -> Option<Number> {
    match view {
        View::Number(value) => Some(Number::Decimal(value)),
        other => other.as_i64().map(Number::Whole),
    }
}

/// A value of the wrong type.
fn shown(view: View<'_>) -> String {
    match view {
        View::List(list) => format!("a list of {}", list.len()),
        View::Map(_) | View::Model(_) => "an object".to_owned(),
        View::Absent => "nothing".to_owned(),
        other => match other.as_str() {
            Some(text) => format!("text {}", excerpt::text(text)),
            None => excerpt::text(&format!("{other:?}")).trim_matches('"').to_owned(),
        },
    }
}

/// What a type takes, in words.
fn expected(kind: &Kind) -> &'static str {
    match kind {
        Kind::String => "text",
        Kind::Enum(table) if table.kind == EnumKind::String => "text",
        Kind::Integer | Kind::Timestamp | Kind::Enum(_) => "a whole number",
        Kind::Number => "a number",
        Kind::Boolean => "true or false",
        Kind::List(_) => "a list",
        Kind::Map(_) | Kind::Model(_) => "an object",
        Kind::Json | Kind::File => "any value",
    }
}
