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
            ConstraintKind::Range => range(shape).map(Constraint::Range),
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

/// The bounds of a number, or of each element of a list.
fn range(shape: &Shape<'_>) -> Option<Bounds> {
    let ty = shape.ty.innermost();
    let is_whole = ty.is_integer();
    if !is_whole && *ty != Type::Number {
        return None;
    }
    let schema = shape.element.as_ref().unwrap_or(&shape.schema);
    let ends = schema.parts.iter().flat_map(|part| {
        let lower =
            ends(part.get("minimum"), part.get("exclusiveMinimum"), is_whole, |end| (Some(end), None));
        let upper =
            ends(part.get("maximum"), part.get("exclusiveMaximum"), is_whole, |end| (None, Some(end)));
        lower.into_iter().chain(upper)
    });
    ends.reduce(Bounds::narrower)
}

/// The bounds that the two keywords of an end state. `place` puts a number at the lower or the upper end; for an
/// integer, the bounds are integers.
fn ends(
    inclusive: Option<Node<'_>>,
    exclusive: Option<Node<'_>>,
    is_whole: bool,
    place: fn(Number) -> (Option<Number>, Option<Number>),
) -> Vec<Bounds> {
    // OpenAPI 3.0 marks the bound as exclusive, 3.1 has a keyword for an exclusive bound.
    let is_marked = exclusive.and_then(Node::boolean) == Some(true);
    // An end beyond all integers of 64 bits has no effect.
    let counts = |value: &Number| match value {
        Number::Float(value) if is_whole => value.abs() < BEYOND,
        _ => true,
    };
    let bounds = |(node, is_excluded): (Option<Node<'_>>, bool)| {
        let (min, max) = place(node?.number().filter(counts)?);
        let mut bounds = Bounds::new(min, max);
        (bounds.excludes_min, bounds.excludes_max) =
            (is_excluded && min.is_some(), is_excluded && max.is_some());
        let (least, most) = bounds.whole_ends();
        let whole = Bounds::new(least.map(Number::Integer), most.map(Number::Integer));
        Some(if is_whole { whole } else { bounds })
    };
    [(inclusive, is_marked), (exclusive, true)].into_iter().filter_map(bounds).collect()
}

/// The bounds of a string's length, or of each element's of a list.
fn length(shape: &Shape<'_>) -> Option<Bounds> {
    let schema = shape.element.as_ref().unwrap_or(&shape.schema);
    (*shape.ty.innermost() == Type::String).then(|| counts(schema, "minLength", "maxLength")).flatten()
}

/// The one value that a boolean, or each element of a list, may have.
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
    /// The number of fields that an object may have. Bounds that no caller can meet are dropped with a note.
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
    (min.is_some() || max.is_some()).then_some(Bounds::new(min, max))
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
