//! Listed values of a schema.

use super::Reader;
use super::extension::name_values;
use super::schema::alternatives;
use super::shape::Shape;
use super::tree::Node;
use crate::model::{EnumKind, EnumValue, Enumeration, Number, Type};
use crate::place::NoteKind;

impl<'d> Reader<'d> {
    /// The values of `enum` or `const`: of each element, where there is a list; without those that an exported spec has
    /// for other fields.
    pub(super) fn values(&mut self, shape: &Shape<'d>) -> Option<Enumeration> {
        let mut found = self.all_values(shape)?;
        let schema = shape.element.as_ref().unwrap_or(&shape.schema);
        found.stated_name = self.stated_name(schema);
        name_values(schema, &mut found);
        let others: Vec<&str> = shape
            .schema
            .extension("unlisted")
            .into_iter()
            .flat_map(Node::elements)
            .filter_map(Node::text)
            .collect();
        found.values.retain(|value| !others.contains(&value.value.as_str()));
        (!found.values.is_empty()).then_some(found)
    }

    fn all_values(&mut self, shape: &Shape<'d>) -> Option<Enumeration> {
        let schema = shape.element.as_ref().unwrap_or(&shape.schema);
        let ty = shape.ty.innermost();
        if (ty.is_integer() || *ty == Type::String)
            && let Some(own) = self.own_values(schema)
        {
            return Some(own);
        }
        if let (Some(choice), false) = (schema.choice, schema.listings.is_empty()) {
            return choice_of(choice, &schema.listings, shape.ty.innermost());
        }
        let (list, is_list) = match schema.first("enum") {
            Some(list) => (list, true),
            None => (schema.first("const")?, false),
        };
        if is_list && !list.is_list() {
            let message = format!("expected a list of values, found {}; not read", list.describe());
            self.problems.push(list.note_of(NoteKind::Constraint, message));
            return None;
        }
        let listed: Vec<Node<'d>> = if is_list { list.elements().collect() } else { vec![list] };
        let found = enumeration(list, &listed, ty);
        // A list of true and false adds nothing to the type.
        if found.is_none() && *ty != Type::Boolean {
            let message = format!("listed values of type `{ty}` are not enforced; not read");
            self.problems.push(list.note_of(NoteKind::Constraint, message));
        }
        found
    }
}

impl<'d> Reader<'d> {
    /// Reads the listed values of a body of the operation that is not an object; they are named after their component, else the
    /// operation. Returns false where there are none.
    pub(super) fn list_values(
        &mut self,
        owner: &str,
        name: &str,
        shape: &Shape<'d>,
        media: Node<'d>,
    ) -> bool {
        if shape.ty.name().is_some() {
            return false;
        }
        let known = self.problems.len();
        let Some(values) = self.values(shape) else {
            // Those that are not read are noted with the limits.
            self.problems.truncate(known);
            return false;
        };
        let schema = shape.element.as_ref().unwrap_or(&shape.schema);
        let component = schema.parts.iter().rev().find_map(|part| self.models.components.get(&part.id()));
        let name = component.cloned().unwrap_or_else(|| name.to_owned());
        let values = Enumeration { place: media.place(), ..values };
        self.listed.push((format!("{owner}.{name}"), values));
        true
    }
}

/// The values of all schemas to choose from; open if one of them allows any.
fn choice_of(choice: Node<'_>, listings: &[Node<'_>], ty: &Type) -> Option<Enumeration> {
    let values: Vec<Node<'_>> = listings.iter().flat_map(|one| listed(*one)).collect();
    let mut found = enumeration(choice, &values, ty)?;
    found.open = listings.iter().any(|one| !is_listing(*one));
    Some(found)
}

/// The values that a schema lists.
fn listed(node: Node<'_>) -> Vec<Node<'_>> {
    match node.get("enum") {
        Some(list) => list.elements().collect(),
        None => node.get("const").into_iter().collect(),
    }
}

fn is_listing(node: Node<'_>) -> bool {
    node.get("enum").is_some() || node.get("const").is_some()
}

impl<'d> Reader<'d> {
    /// The type of a choice of schemas that each list values, with these schemas; `None` if one of them is neither such
    /// a list nor a string without limits.
    pub(super) fn listings(&self, choice: Node<'d>) -> Option<(&'static str, Vec<Node<'d>>)> {
        self.listings_of(&alternatives(choice))
    }

    /// The type of schemas that each list values, as above.
    pub(super) fn listings_of(&self, schemas: &[Node<'d>]) -> Option<(&'static str, Vec<Node<'d>>)> {
        let listings: Vec<Node<'d>> = schemas.iter().map(|one| self.core(*one)).collect();
        let mut types = listings.iter().map(|one| match is_listing(*one) {
            true => type_of_values(&listed(*one)),
            false => is_plain_string(*one).then_some("string"),
        });
        // A list of only null has no type of its own.
        let first = types.clone().flatten().find(|ty| !ty.is_empty()).filter(|ty| *ty != "boolean")?;
        let is_one = types.all(|ty| ty.is_some_and(|ty| ty.is_empty() || ty == first));
        (is_one && listings.iter().any(|one| is_listing(*one))).then_some((first, listings))
    }
}

impl<'d> Reader<'d> {
    /// The schemas of a choice for a parameter if all are scalars, which are text in a parameter, and one lists values.
    pub(super) fn listings_of_texts(&self, choice: Node<'d>) -> Option<Vec<Node<'d>>> {
        const SCALARS: [&str; 4] = ["string", "integer", "number", "boolean"];
        let schemas: Vec<Node<'d>> = alternatives(choice).into_iter().map(|one| self.core(one)).collect();
        let is_scalar =
            |one: &Node<'_>| one.get("type").and_then(Node::text).is_some_and(|name| SCALARS.contains(&name));
        let lists_texts =
            |one: &Node<'_>| is_listing(*one) && type_of_values(&listed(*one)) == Some("string");
        (schemas.iter().all(is_scalar) && schemas.iter().any(lists_texts)).then_some(schemas)
    }
}

/// The type of listed values: `string`, `integer` or `boolean`; empty if all are null; `None` for others and for
/// several types.
pub(super) fn type_of_values(values: &[Node<'_>]) -> Option<&'static str> {
    let type_of = |node: &Node<'_>| match node.number() {
        _ if node.text().is_some() => Some("string"),
        _ if node.boolean().is_some() => Some("boolean"),
        Some(Number::Integer(_)) => Some("integer"),
        _ => None,
    };
    let mut types = values.iter().filter(|node| !node.is_null()).map(type_of);
    let Some(first) = types.next() else { return Some("") };
    types.all(|ty| ty == first).then_some(first).flatten()
}

/// True if any string fits. A format describes it without restricting it.
fn is_plain_string(node: Node<'_>) -> bool {
    const WORDS: [&str; 6] = ["type", "format", "title", "description", "example", "examples"];
    node.get("type").and_then(Node::text) == Some("string")
        && node.get("format").and_then(Node::text) != Some("binary")
        && node.entries().all(|(key, _)| WORDS.contains(&key))
}

/// The listed values as an enumeration of the given type; `None` if it can't have one or a value is of another type.
pub(in crate::import) fn enumeration(list: Node<'_>, values: &[Node<'_>], ty: &Type) -> Option<Enumeration> {
    let kind = match ty {
        Type::String => EnumKind::String,
        ty if ty.is_integer() => EnumKind::Integer,
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
