//! Bounds and defaults of a schema's keywords.

use super::Reader;
use super::schema::Schema;
use super::shape::Shape;
use super::tree::Node;
use crate::model::{Bounds, Constraint, ConstraintKind, Literal, Model, Number, Type};
use crate::place::NoteKind;

/// The first number above all signed integers of 64 bits.
pub(super) const BEYOND: f64 = 9_223_372_036_854_775_808.0;

impl<'d> Reader<'d> {
    /// The constraint of the given kind that the keywords state.
    pub(super) fn constraint(&mut self, kind: ConstraintKind, shape: &Shape<'d>) -> Option<Constraint> {
        match kind {
            ConstraintKind::Range => self.range(shape).map(Constraint::Range),
            ConstraintKind::Length => length(shape).map(Constraint::Length),
            ConstraintKind::Items => items(shape).map(Constraint::Items),
            ConstraintKind::Pattern => self.pattern(shape),
            ConstraintKind::MultipleOf => self.multiple_of(shape),
            ConstraintKind::Unique => {
                let is_list = matches!(shape.ty, Type::List(_));
                (is_list && shape.schema.says("uniqueItems")).then_some(Constraint::Unique)
            }
            ConstraintKind::Only => only_boolean(shape).map(Constraint::Only),
        }
    }

    /// The bounds of a number, or of each element of a list.
    fn range(&mut self, shape: &Shape<'d>) -> Option<Bounds> {
        let ty = shape.ty.innermost();
        let is_whole = ty.is_integer();
        if !is_whole && *ty != Type::Number {
            return None;
        }
        let schema = shape.element.as_ref().unwrap_or(&shape.schema);
        let ends = |inclusive, exclusive| {
            schema.parts.iter().map(move |part| (part.get(inclusive), part.get(exclusive)))
        };
        let (mut least, mut greatest) = (Vec::new(), Vec::new());
        for (inclusive, exclusive) in ends("minimum", "exclusiveMinimum") {
            least.extend(self.end(inclusive, exclusive, is_whole, 1));
        }
        for (inclusive, exclusive) in ends("maximum", "exclusiveMaximum") {
            greatest.extend(self.end(inclusive, exclusive, is_whole, -1));
        }
        let min = least.into_iter().reduce(|a, b| if a.is_less_than(b) { b } else { a });
        let max = greatest.into_iter().reduce(|a, b| if b.is_less_than(a) { b } else { a });
        (min.is_some() || max.is_some()).then_some(Bounds { min, max })
    }

    /// One end of the range; `inward` is the step from an excluded integer to an allowed one.
    fn end(
        &mut self,
        inclusive: Option<Node<'d>>,
        exclusive: Option<Node<'d>>,
        is_whole: bool,
        inward: i64,
    ) -> Vec<Number> {
        let number = |node: Option<Node<'d>>| Some((node?, node?.number()?));
        let mut ends = Vec::new();
        // OpenAPI 3.0 marks the bound as exclusive, 3.1 has a keyword for an exclusive bound.
        let is_excluded = exclusive.and_then(Node::boolean) == Some(true);
        // An end beyond all integers of 64 bits holds nothing back.
        let counts = |value: Number| match value {
            Number::Float(value) if is_whole => value.abs() < BEYOND,
            _ => true,
        };
        if let Some((node, value)) = number(inclusive).filter(|(_, value)| counts(*value)) {
            ends.push(self.inner(node, value, is_whole, is_excluded, inward));
        }
        if let Some((node, value)) = number(exclusive).filter(|(_, value)| counts(*value)) {
            ends.push(self.inner(node, value, is_whole, true, inward));
        }
        ends
    }

    fn inner(
        &mut self,
        node: Node<'d>,
        value: Number,
        is_whole: bool,
        is_excluded: bool,
        inward: i64,
    ) -> Number {
        let whole = match value {
            Number::Integer(value) => Some(value),
            // From a decimal, the next integer inwards.
            Number::Float(value) if is_whole => {
                let next = if inward > 0 { value.ceil() } else { value.floor() };
                let excluded = is_excluded && next == value;
                return Number::Integer((next as i64).saturating_add(if excluded { inward } else { 0 }));
            }
            Number::Float(_) => None,
        };
        match whole {
            Some(value) if is_whole && is_excluded => Number::Integer(value.saturating_add(inward)),
            _ => {
                if is_excluded {
                    let message = "an exclusive bound of a number with a fraction is read as inclusive";
                    self.problems.push(node.note_of(NoteKind::Constraint, message));
                }
                value
            }
        }
    }

    /// The pattern of a string, or of each element of a list.
    fn pattern(&mut self, shape: &Shape<'d>) -> Option<Constraint> {
        if *shape.ty.innermost() != Type::String {
            return None;
        }
        let schema = shape.element.as_ref().unwrap_or(&shape.schema);
        let mut stated = schema.all("pattern").filter_map(|node| Some((node, node.text()?)));
        let (_, first) = stated.next()?;
        if let Some((other, _)) = stated.find(|(_, other)| *other != first) {
            self.problems
                .push(other.note_of(NoteKind::Constraint, "a second pattern of the same value is not read"));
        }
        Constraint::parse(ConstraintKind::Pattern, first)
    }

    /// The step of a number, or of each element of a list.
    fn multiple_of(&mut self, shape: &Shape<'d>) -> Option<Constraint> {
        let ty = shape.ty.innermost();
        let schema = shape.element.as_ref().unwrap_or(&shape.schema);
        let mut stated = schema.all("multipleOf");
        let first = stated.next().filter(|_| ty.is_integer() || *ty == Type::Number)?;
        for node in std::iter::once(first).chain(stated) {
            let is_same = node.number() == first.number();
            if !is_same || node.number().is_none_or(|step| step.as_f64() <= 0.0) {
                let message = "expected one number above 0; not read";
                self.problems.push(node.note_of(NoteKind::Constraint, message));
                return None;
            }
        }
        first.number().map(Constraint::MultipleOf)
    }

    /// Default of the service; a list has none.
    pub(super) fn default(&mut self, shape: &Shape<'d>) -> Option<Literal> {
        let node = shape.schema.first("default").filter(|node| !node.is_null())?;
        let found = literal(node, &shape.ty);
        if found.is_none() {
            let message = format!(
                "the default is {}, which is not a value of type `{}`; not read",
                node.describe(),
                shape.ty
            );
            self.problems.push(node.note_of(NoteKind::Constraint, message));
        }
        found
    }
}

/// The bounds of a string's length, or of each element's of a list.
fn length(shape: &Shape<'_>) -> Option<Bounds> {
    let schema = shape.element.as_ref().unwrap_or(&shape.schema);
    (*shape.ty.innermost() == Type::String).then(|| counts(schema, "minLength", "maxLength")).flatten()
}

/// The one value that a boolean may have: of each element, where there is a list.
fn only_boolean(shape: &Shape<'_>) -> Option<bool> {
    if *shape.ty.innermost() != Type::Boolean {
        return None;
    }
    let schema = shape.element.as_ref().unwrap_or(&shape.schema);
    let listed: Vec<Node<'_>> = match schema.first("enum") {
        Some(list) => list.elements().filter(|value| !value.is_null()).collect(),
        None => schema.first("const").into_iter().collect(),
    };
    match listed.as_slice() {
        [only] => only.boolean(),
        _ => None,
    }
}

/// The bounds of a list's or a map's size.
fn items(shape: &Shape<'_>) -> Option<Bounds> {
    match shape.ty {
        Type::List(_) => counts(&shape.schema, "minItems", "maxItems"),
        Type::Map(_) => counts(&shape.schema, "minProperties", "maxProperties"),
        _ => None,
    }
}

/// Keywords that constrain a value, besides those of [`ConstraintKind::keywords`].
const LIMITS: [&str; 4] = ["exclusiveMinimum", "exclusiveMaximum", "enum", "const"];

impl<'d> Reader<'d> {
    /// Adds notes on the limits of values outside of fields, such as the elements of a body that is a bare list.
    pub(super) fn note_limits(&mut self, shape: &Shape<'d>, of_what: &str) {
        if shape.ty.name().is_some() {
            return;
        }
        let schemas = [Some(&shape.schema), shape.element.as_ref()];
        for schema in schemas.into_iter().flatten() {
            let keywords = ConstraintKind::ALL.into_iter().flat_map(ConstraintKind::keywords);
            for keyword in keywords.chain(&LIMITS) {
                if let Some(node) = schema.first(keyword) {
                    let message = format!("`{keyword}` is not read: it is not enforced for {of_what}");
                    self.problems.push(node.note_of(NoteKind::Keyword, message));
                }
            }
        }
    }
}

impl<'d> Reader<'d> {
    /// The number of fields that an object may have. One that no caller can keep to is dropped with a note.
    pub(super) fn object_size(&mut self, schema: &Schema<'d>, model: &Model) -> Option<Bounds> {
        let size = counts(schema, "minProperties", "maxProperties")?;
        let Some(defect) = model.size_defect(size) else { return Some(size) };
        let node = ["minProperties", "maxProperties"].iter().find_map(|keyword| schema.first(keyword));
        let message = format!("the number of fields {size}, {defect}; not read");
        self.problems.extend(node.map(|node| node.note_of(NoteKind::Constraint, message)));
        None
    }
}

/// Bounds of a count: the narrowest of what all parts say, negative ones left out.
fn counts(schema: &Schema<'_>, least: &str, greatest: &str) -> Option<Bounds> {
    let count = |number: Number| match number {
        Number::Integer(count) => (count >= 0).then_some(count),
        Number::Float(count) => (count >= 0.0 && count.fract() == 0.0).then_some(count as i64),
    };
    let min = schema.numbers(least).filter_map(count).max().map(Number::Integer);
    let max = schema.numbers(greatest).filter_map(count).min().map(Number::Integer);
    (min.is_some() || max.is_some()).then_some(Bounds { min, max })
}

/// A scalar as a value of that type.
pub(in crate::import) fn literal(node: Node<'_>, ty: &Type) -> Option<Literal> {
    let whole = |number: Number| match number {
        Number::Integer(value) => Some(Literal::Integer(value)),
        Number::Float(value) => {
            (value.fract() == 0.0 && value.abs() < 9e15).then_some(Literal::Integer(value as i64))
        }
    };
    let number = || node.number().or_else(|| node.text()?.parse().ok());
    match ty {
        Type::String => Some(Literal::String(node.scalar()?.to_owned())),
        ty if ty.is_integer() => whole(number()?),
        Type::Number => Some(match number()? {
            Number::Integer(value) => Literal::Integer(value),
            Number::Float(value) => Literal::Float(value),
        }),
        Type::Boolean => {
            let value = node.boolean().or_else(|| node.text()?.parse().ok());
            value.map(Literal::Boolean)
        }
        _ => None,
    }
}
