//! The rules for single values: types, constraints, and the characters allowed in a path or a header.

use super::context::{Check, Context};
use super::violation::{Place, Rule};
use crate::schema::{Constraint, EnumKind, Enumeration, Kind, number};
use crate::value::excerpt;
use crate::value::slot::View;

/// Checks a value that is neither a list nor an object.
pub(super) fn single(
    check: &mut Check,
    kind: &Kind,
    constraints: &[Constraint],
    view: View<'_>,
    context: &Context<'_>,
) {
    match (kind, Number::of(view), view.as_str()) {
        (Kind::String, _, Some(_))
        | (Kind::Integer | Kind::Timestamp, Some(Number::Integer(_)), _)
        | (Kind::Unsigned, Some(Number::Integer(0..) | Number::Unsigned(_)), _)
        | (Kind::Number, Some(_), _) => {}
        (Kind::Boolean, _, _) if matches!(view, View::Boolean(_)) => {}
        (Kind::Enum(table), _, Some(value)) if table.kind == EnumKind::String => {
            known_string(check, table, value, context);
        }
        (Kind::Enum(table), Some(Number::Integer(value)), _) if table.kind != EnumKind::String => {
            known_integer(check, table, value, context);
        }
        _ => return check.refuse(context, Rule::Type, shown(view), expected(kind)),
    }
    if let View::Number(value) = view
        && !value.is_finite()
    {
        return check.refuse(context, Rule::Finite, value.to_string(), "a finite number");
    }
    self::constraints(check, constraints, view, context);
    if let Some(value) = view.as_str() {
        transportable(check, value, context);
    }
}

/// Checks a value, or a list's number of elements, against the constraints of its field.
pub(super) fn constraints(
    check: &mut Check,
    constraints: &[Constraint],
    view: View<'_>,
    context: &Context<'_>,
) {
    for constraint in constraints {
        if let Some((rule, given)) = broken(constraint, view) {
            check.refuse(context, rule, given, &constraint.to_string());
        }
    }
}

/// Checks a value that is given as text, whatever its type, against its constraints.
pub(super) fn text(check: &mut Check, constraints: &[Constraint], value: &str, context: &Context<'_>) {
    for constraint in constraints {
        let view = match constraint {
            Constraint::Range(_) | Constraint::NumberRange(_) | Constraint::MultipleOf(_) => {
                let whole = value.parse().ok().map(View::Integer);
                whole.or_else(|| number::parse(value).map(View::Number))
            }
            Constraint::Only(_) => value.parse().ok().map(View::Boolean),
            _ => Some(View::Text(value)),
        };
        let of_another_type = || (Rule::Type, excerpt::text(value));
        let found = match (view, constraint) {
            (None, _) | (Some(View::Number(_)), Constraint::Range(_)) => Some(of_another_type()),
            (Some(view), _) => broken(constraint, view),
        };
        if let Some((rule, given)) = found {
            let allowed = match (rule, constraint) {
                (Rule::Type, Constraint::Range(_)) => format!("an integer in {constraint}"),
                (Rule::Type, Constraint::NumberRange(_)) => format!("a number in {constraint}"),
                _ => constraint.to_string(),
            };
            check.refuse(context, rule, given, &allowed);
        }
    }
}

/// The rule that the value breaks, and the value in words; `None` if it satisfies the constraint, or if the constraint is
/// for values of another type.
fn broken(constraint: &Constraint, view: View<'_>) -> Option<(Rule, String)> {
    match constraint {
        Constraint::Range(bounds) => {
            let is_inside = match Number::of(view)? {
                Number::Integer(value) => bounds.contains(value),
                Number::Unsigned(_) => bounds.max.is_none(),
                Number::Float(_) => return None,
            };
            (!is_inside).then(|| (Rule::Range, shown(view)))
        }
        Constraint::NumberRange(bounds) => {
            let number = Number::of(view)?;
            (!bounds.contains(number.as_f64())).then(|| (Rule::Range, shown(view)))
        }
        Constraint::Length(bounds) => {
            let value = view.as_str()?;
            let length = value.chars().count();
            let given = || format!("{} ({length} characters)", excerpt::text(value));
            (!bounds.contains(length as u64)).then(|| (Rule::Length, given()))
        }
        Constraint::Items(bounds) => {
            let count = match view {
                View::List(list) => list.len(),
                View::Map(map) => map.len(),
                _ => return None,
            };
            (!bounds.contains(count as u64)).then(|| (Rule::Items, format!("{} of {count}", container(view))))
        }
        Constraint::MultipleOf(step) => {
            (!Number::of(view)?.is_multiple_of(*step)).then(|| (Rule::Multiple, shown(view)))
        }
        Constraint::Unique => {
            let View::List(list) = view else { return None };
            let second = (1..list.len())
                .find(|index| (0..*index).any(|first| list.item(first) == list.item(*index)))?;
            Some((Rule::Unique, format!("a list whose element {second} is a duplicate")))
        }
        Constraint::Only(only) => match view {
            View::Boolean(value) if value != *only => Some((Rule::Known, value.to_string())),
            _ => None,
        },
        Constraint::Pattern(pattern) => {
            let value = view.as_str()?;
            (!pattern.allows(value)).then(|| (Rule::Pattern, excerpt::text(value)))
        }
    }
}

/// Checks that the string can be sent in that part of the request.
fn transportable(check: &mut Check, value: &str, context: &Context<'_>) {
    match context.place() {
        Place::Path if matches!(value, "" | "." | "..") => {
            let allowed = "a path segment other than `.` and `..`";
            check.refuse(context, Rule::PathSegment, excerpt::text(value), allowed);
        }
        Place::Header if value.chars().any(|character| character.is_ascii_control() && character != '\t') => {
            let allowed = "a string without control characters";
            check.refuse(context, Rule::ControlCharacters, excerpt::text(value), allowed);
        }
        _ => {}
    }
}

fn known_string(check: &mut Check, table: &Enumeration, value: &str, context: &Context<'_>) {
    if !table.open && !table.values.iter().any(|known| known.value == value) {
        check.refuse(context, Rule::Known, excerpt::text(value), &format!("one of {}", list(table)));
    }
}

fn known_integer(check: &mut Check, table: &Enumeration, value: i64, context: &Context<'_>) {
    if table.open {
        return;
    }
    match table.kind {
        EnumKind::Integer if !table.values.iter().any(|known| known.number == value) => {
            check.refuse(context, Rule::Known, value.to_string(), &format!("one of {}", list(table)));
        }
        EnumKind::Flags => {
            let unknown = value & !table.values.iter().fold(0, |bits, known| bits | known.number);
            if unknown != 0 {
                let given = format!("{value} (unknown: {unknown:#x})");
                check.refuse(context, Rule::Flags, given, &format!("a combination of {}", list(table)));
            }
        }
        // Codes without a name are counts.
        EnumKind::Integer | EnumKind::Codes | EnumKind::String => {}
    }
}

/// The known values, as the doc page writes them.
fn list(table: &Enumeration) -> String {
    let values: Vec<_> = table.values.iter().map(|known| format!("`{}`", known.value)).collect();
    values.join(", ")
}

/// A numeric value.
enum Number {
    Integer(i64),
    /// An integer above `i64::MAX`.
    Unsigned(u64),
    Float(f64),
}

impl Number {
    fn of(view: View<'_>) -> Option<Self> {
        match view {
            View::Number(value) => Some(Self::Float(value)),
            View::Unsigned(value) => Some(i64::try_from(value).map_or(Self::Unsigned(value), Self::Integer)),
            other => other.as_i64().map(Self::Integer),
        }
    }

    /// True for a multiple; numbers with a fraction are compared with the precision of floats, since `0.1` is not exact.
    fn is_multiple_of(&self, step: f64) -> bool {
        #[expect(clippy::cast_possible_truncation, reason = "an integer, just tested")]
        if let (Self::Integer(value), true) = (self, step.fract() == 0.0 && step.abs() < 9e15) {
            return value.checked_rem(step as i64).is_none_or(|rest| rest == 0);
        }
        let quotient = self.as_f64() / step;
        (quotient - quotient.round()).abs() <= quotient.abs().max(1.0) * 1e-9
    }

    fn as_f64(&self) -> f64 {
        match *self {
            #[expect(clippy::cast_precision_loss, reason = "precise enough to compare with a bound")]
            Self::Integer(value) => value as f64,
            #[expect(clippy::cast_precision_loss, reason = "precise enough to compare with a bound")]
            Self::Unsigned(value) => value as f64,
            Self::Float(value) => value,
        }
    }
}

fn container(view: View<'_>) -> &'static str {
    if matches!(view, View::Map(_)) { "a map" } else { "a list" }
}

/// The value in words, for a message.
fn shown(view: View<'_>) -> String {
    match view {
        View::List(list) => format!("{} of {}", container(view), list.len()),
        View::Map(_) | View::Model(_) => "an object".to_owned(),
        View::Absent => "missing".to_owned(),
        View::Null => "null".to_owned(),
        View::Number(value) => value.to_string(),
        View::Unsigned(value) => value.to_string(),
        View::Boolean(value) => value.to_string(),
        View::Json(_) => "a JSON value".to_owned(),
        View::File(_) => "a file".to_owned(),
        View::Union(union) => shown(union.value().1),
        View::Text(_) | View::Integer(_) | View::Timestamp(_) | View::Enum(_) => {
            match (view.as_str(), view.as_i64()) {
                (Some(text), _) => format!("the string {}", excerpt::text(text)),
                (None, number) => number.unwrap_or_default().to_string(),
            }
        }
    }
}

/// The values of a type, in words.
fn expected(kind: &Kind) -> &'static str {
    match kind {
        Kind::String => "a string",
        Kind::Enum(table) if table.kind == EnumKind::String => "a string",
        Kind::Integer | Kind::Timestamp | Kind::Enum(_) => "an integer",
        Kind::Unsigned => "an integer from 0",
        Kind::Number => "a number",
        Kind::Boolean => "true or false",
        Kind::List(_) => "a list",
        Kind::Nullable(item) => expected(item),
        Kind::Map(_) | Kind::Model(_) => "an object",
        Kind::Union(_) => "a value of one of its types",
        Kind::Json | Kind::File => "any value",
    }
}
