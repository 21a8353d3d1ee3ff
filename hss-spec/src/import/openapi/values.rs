//! The listed values of a schema.

use super::Reader;
use super::shape::Shape;
use super::tree::Node;
use crate::model::{EnumKind, EnumValue, Enumeration, Number, Type};

impl<'d> Reader<'d> {
    /// The values of `enum` or `const`: of each element, where there is a list.
    pub(super) fn values(&mut self, shape: &Shape<'d>) -> Option<Enumeration> {
        let schema = shape.element.as_ref().unwrap_or(&shape.schema);
        let (list, is_list) = match schema.first("enum") {
            Some(list) => (list, true),
            None => (schema.first("const")?, false),
        };
        if is_list && !list.is_list() {
            let message = format!("expected a list of values, found {}; not read", list.describe());
            self.problems.push(list.note(message));
            return None;
        }
        let ty = shape.ty.innermost();
        let listed: Vec<Node<'d>> = if is_list { list.elements().collect() } else { vec![list] };
        let found = enumeration(list, &listed, ty);
        // Listing true and false says nothing.
        if found.is_none() && *ty != Type::Boolean {
            let message = format!("values of type `{ty}` are not held to a list; not read");
            self.problems.push(list.note(message));
        }
        found
    }
}

/// The listed values as an enumeration of that type; `None` if the type has none, or a value isn't of it.
pub(in crate::import) fn enumeration(list: Node<'_>, values: &[Node<'_>], ty: &Type) -> Option<Enumeration> {
    let kind = match ty {
        Type::String => EnumKind::String,
        Type::Integer | Type::Long => EnumKind::Integer,
        _ => return None,
    };
    let mut enumeration = Enumeration::new(kind, std::iter::empty::<String>());
    enumeration.place = list.place();
    enumeration.announced = Some("enum".to_owned());
    let mut known = std::collections::BTreeSet::new();
    for node in values.iter().filter(|node| !node.is_null()) {
        let mut value = EnumValue::new(match (kind, node.number()) {
            (EnumKind::Integer, Some(Number::Float(value))) if value.fract() == 0.0 => {
                (value as i64).to_string()
            }
            (EnumKind::Integer, Some(Number::Integer(value))) => value.to_string(),
            _ => node.scalar()?.to_owned(),
        });
        if kind == EnumKind::Integer && value.number().is_none() {
            return None;
        }
        value.place = node.place();
        if known.insert(value.value.clone()) {
            enumeration.values.push(value);
        }
    }
    (!enumeration.values.is_empty()).then_some(enumeration)
}
