//! Values at the edges of what is allowed, and just beyond them.

use hss_spec::model::{ConstraintKind, EnumKind, Enumeration, Field, Spec, Type};
use serde_json::Value;

use crate::bounds;

/// Far above any size that a request of sane size can have: beyond such a bound nothing is tried.
const LARGEST: i64 = 100_000;

/// A value of a field, and whether it is allowed.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// The value of the whole field.
    pub value: Value,
    /// Path to the edge within the field: `[1]` for the second element of a list, empty for the field itself.
    pub at: String,
    /// True if the value lies inside.
    pub is_allowed: bool,
}

/// The edges of a field whose valid value is `inside`: each bound itself, which is allowed, and what lies just outside
/// of it; for a closed enumeration a known value and one that is not. None for a field that nothing bounds, and none of
/// the fields of a model, which have edges of their own.
pub fn edges(spec: &Spec, group: &str, field: &Field, inside: &Value) -> Vec<Edge> {
    Edges { spec, group, field }.of(&field.ty, inside)
}

/// The next number in one direction.
type Step = fn(f64) -> f64;

struct Edges<'s> {
    spec: &'s Spec,
    group: &'s str,
    field: &'s Field,
}

impl Edges<'_> {
    /// The edges of a value of the field's type, or of one inside it.
    fn of(&self, ty: &Type, inside: &Value) -> Vec<Edge> {
        match ty {
            Type::String => sized(bounds::length(self.field), text),
            Type::Integer | Type::Long | Type::Unsigned => {
                around(bounds::range(self.field), i64::MIN, Value::from)
            }
            Type::Number => self.numbers(),
            Type::Named(name) => {
                self.spec.enumeration(self.group, name).map_or_else(Vec::new, |one| self.known(one))
            }
            Type::Nullable(item) => self.of(item, inside),
            Type::List(item) => self.list(ty, item, inside),
            _ => Vec::new(),
        }
    }

    /// Its elements' edges, and those of its size; the size of a list in a list is not bounded.
    fn list(&self, ty: &Type, item: &Type, inside: &Value) -> Vec<Edge> {
        let Some(elements) = inside.as_array() else { return Vec::new() };
        let Some(last) = elements.last() else { return Vec::new() };
        let of_size = |size: i64| (0..size).map(|_| last.clone()).collect::<Value>();
        // The edge is the last element, after elements that are allowed.
        let mut edges = self.of(item, last);
        for edge in &mut edges {
            let mut list = elements.clone();
            list.pop();
            list.push(edge.value.take());
            edge.at = format!("[{}]{}", list.len() - 1, edge.at);
            edge.value = Value::Array(list);
        }
        if *ty == self.field.ty {
            edges.extend(sized(bounds::items(self.field), of_size));
        }
        edges
    }

    fn numbers(&self) -> Vec<Edge> {
        let Some(bounds) = self.field.bounds(ConstraintKind::Range) else { return Vec::new() };
        let edge = |value: f64, is_allowed| Edge { value: Value::from(value), at: String::new(), is_allowed };
        let (up, down): (Step, Step) = (f64::next_up, f64::next_down);
        let ends = [(bounds.min, bounds.excludes_min, up, down), (bounds.max, bounds.excludes_max, down, up)];
        let edges = ends.into_iter().filter_map(|(end, is_excluded, inward, outward)| {
            let end = end?.as_f64();
            let (inside, outside) = if is_excluded { (inward(end), end) } else { (end, outward(end)) };
            Some([edge(inside, true), edge(outside, false)])
        });
        edges.flatten().collect()
    }

    /// A closed enumeration allows what it lists; an open one what the field's bounds allow.
    fn known(&self, enumeration: &Enumeration) -> Vec<Edge> {
        let edge = |value: Value, is_allowed| Edge { value, at: String::new(), is_allowed };
        let numbers = || enumeration.values.iter().filter_map(|value| value.number());
        match enumeration.kind {
            EnumKind::String if enumeration.open => sized(bounds::length(self.field), text),
            EnumKind::String => {
                let known =
                    enumeration.values.iter().map(|value| edge(Value::from(value.value.as_str()), true));
                known.chain([edge(Value::from("no value that anyone knows"), false)]).collect()
            }
            EnumKind::Integer if !enumeration.open => {
                let known = numbers().map(|number| edge(Value::from(number), true));
                let largest = numbers().max().unwrap_or(0);
                known.chain([edge(Value::from(largest + 1), false)]).collect()
            }
            EnumKind::Flags if !enumeration.open => {
                let all = enumeration.all_bits();
                let unknown = (0..63).map(|bit| 1_i64 << bit).find(|bit| bit & all == 0);
                let beyond = unknown.map(|bit| edge(Value::from(all | bit), false));
                [edge(Value::from(all), true)].into_iter().chain(beyond).collect()
            }
            // Codes that have no meaning of their own count something.
            _ => around(bounds::range(self.field), i64::MIN, Value::from),
        }
    }
}

/// The edges of an integer between two ends; `make` makes a value of it, and none is below `lowest`.
fn around((least, most): (Option<i64>, Option<i64>), lowest: i64, make: impl Fn(i64) -> Value) -> Vec<Edge> {
    let edge = |number: i64, is_allowed| Edge { value: make(number), at: String::new(), is_allowed };
    let mut edges = Vec::new();
    if let Some(least) = least {
        edges.push(edge(least, true));
        edges.extend((least > lowest).then(|| edge(least - 1, false)));
    }
    if let Some(most) = most {
        edges.push(edge(most, true));
        edges.extend((most < i64::MAX).then(|| edge(most + 1, false)));
    }
    edges
}

/// The edges of a size, `make` makes a value that is so large.
fn sized((least, most): (Option<i64>, Option<i64>), make: impl Fn(i64) -> Value) -> Vec<Edge> {
    around((least, most.filter(|most| *most < LARGEST)), 0, make)
}

/// A text of this many characters of several bytes each, since lengths count characters.
fn text(length: i64) -> Value {
    Value::from("像".repeat(usize::try_from(length).unwrap_or(0)))
}
