//! Extension objects `x-hss`, with which an exported spec states what OpenAPI has no keyword for.

use super::Reader;
use super::names;
use super::schema::Schema;
use super::tree::{Node, short};
use super::union::{Choice, Variant};
use crate::model::{EnumKind, EnumValue, Enumeration, Format, Paging, SecurityScheme, Service, Union};
use crate::place::NoteKind;

/// The extension's key.
const KEY: &str = "x-hss";

impl<'d> Schema<'d> {
    /// A value of the extension of a schema.
    pub(super) fn extension(&self, key: &str) -> Option<Node<'d>> {
        self.all(KEY).find_map(|extension| extension.get(key))
    }

    /// The format of a number.
    pub(super) fn own_format(&self) -> Option<Format> {
        Format::from_name(self.extension("format")?.text()?)
    }
}

impl<'d> Reader<'d> {
    /// The values of a number that are not a closed list: flags, codes, and the known ones of an open set.
    pub(super) fn own_values(&mut self, schema: &Schema<'d>) -> Option<Enumeration> {
        let node = schema.extension("enum")?;
        let found = values(node);
        if found.is_none() {
            let message = "incomplete values: expected `kind` and a list of `values`; not read";
            self.problems.push(node.note_of(NoteKind::Constraint, message));
        }
        found
    }

    /// The name that an exported spec states for a schema: that of its component, unless two groups have one of that name.
    pub(super) fn stated_name(&self, schema: &Schema<'d>) -> Option<String> {
        if !is_exported(self.root) {
            return None;
        }
        let component = |part: Node<'d>| Some((part, self.models.components.get(&part.id())?));
        let (part, name) = schema.parts.iter().rev().copied().find_map(component)?;
        let own =
            part.get(KEY).and_then(|own| own.get("name")).and_then(Node::text).and_then(names::type_name);
        Some(own.unwrap_or_else(|| name.clone()))
    }

    /// The paging that an operation states; `Some(None)` if it states `null`, which means no paging.
    pub(super) fn own_paging(&mut self, operation: Node<'d>) -> Option<Option<Paging>> {
        let node = operation.get(KEY)?.get("paging")?;
        if node.is_null() {
            return Some(None);
        }
        match node.text().unwrap_or_default().parse::<Paging>() {
            Ok(mut paging) => {
                paging.place = node.place();
                Some(Some(paging))
            }
            Err(why) => {
                self.problems.push(node.note(format!("the paging {}; not read", short(&why))));
                None
            }
        }
    }
}

/// The parts of a service for which OpenAPI has no keywords; `None` for a document that is not an exported spec.
pub(super) fn own_service(root: Node<'_>) -> Option<Service> {
    let own = root.get(KEY)?;
    let text = |node: Node<'_>| node.text().map(str::to_owned);
    let entries = |key: &str| own.get(key).into_iter().flat_map(Node::entries);
    let parameters = own.get("client_parameters").into_iter().flat_map(Node::elements);
    let tags = root.get("tags").into_iter().flat_map(Node::elements);
    let doc = |tag: Node<'_>| Some((tag.get("name").and_then(text)?, tag.get("description").and_then(text)?));
    Some(Service {
        name: own.get("name").and_then(text).unwrap_or_default(),
        page: own.get("page").and_then(text),
        client_parameters: parameters.filter_map(text).collect(),
        no_examples: own.get("no_examples").and_then(Node::boolean) == Some(true),
        regions: entries("regions").map(|(name, endpoint)| (name.to_owned(), text(endpoint))).collect(),
        group_docs: tags.filter_map(doc).collect(),
        groups: entries("groups").filter_map(|(path, group)| Some((path.to_owned(), text(group)?))).collect(),
        ..Service::default()
    })
}

/// The union that a choice states: names of its schemas, and values of the tag.
pub(super) fn stated_union(choice: Node<'_>) -> Option<Choice<'_>> {
    let node = choice.get(KEY)?.get("union")?;
    let names: Vec<&str> = node.get("variants")?.elements().filter_map(Node::text).collect();
    let schemas: Vec<Node<'_>> = choice.get("oneOf")?.elements().collect();
    let tag = node.get("tag").and_then(Node::text).map(str::to_owned);
    let mut union = Union { tag, ..Union::default() };
    for (value, variant) in node.get("values").into_iter().flat_map(Node::entries) {
        union.values.insert(value.to_owned(), variant.text()?.to_owned());
    }
    let is_whole =
        names.len() == schemas.len() && union.values.values().all(|name| names.contains(&name.as_str()));
    let variant = |(name, node): (&str, _)| Variant { name: name.to_owned(), nodes: vec![node], ty: None };
    is_whole.then(|| Choice { union, variants: names.into_iter().zip(schemas).map(variant).collect() })
}

/// The name of a scheme, if its key differs because keys allow only some characters.
pub(super) fn own_name(node: Node<'_>) -> Option<&str> {
    node.get(KEY)?.get("name")?.text()
}

/// Returns true for the scheme of Huawei Cloud, whose requests may be signed.
pub(super) fn is_huawei(scheme: Node<'_>) -> bool {
    let kind = scheme.get(KEY).and_then(|own| own.get("kind")).and_then(Node::text);
    kind == Some(SecurityScheme::Huawei.kind())
}

/// The date of an operation's doc page.
pub(super) fn own_date(operation: Node<'_>) -> Option<&str> {
    operation.get(KEY)?.get("date")?.text()
}

/// Returns true if a document or an operation comes from an exported spec, where the tag is the group.
pub(super) fn is_exported(node: Node<'_>) -> bool {
    node.get(KEY).is_some()
}

/// Gives values the names that the extension of their schema has for them.
pub(super) fn name_values(schema: &Schema<'_>, values: &mut Enumeration) {
    let Some(names) = schema.extension("value_names") else { return };
    for value in &mut values.values {
        value.name = names.get(&value.value).and_then(Node::text).map(str::to_owned);
    }
}

/// True for a variable of a server that is the client's region.
pub(super) fn is_region(variable: Node<'_>) -> bool {
    is_marked(variable, "region")
}

/// True for a variable of a server that has no default; OpenAPI demands one.
pub(super) fn is_required(variable: Node<'_>) -> bool {
    is_marked(variable, "required")
}

fn is_marked(variable: Node<'_>, key: &str) -> bool {
    let mark = variable.get(KEY).and_then(|extension| extension.get(key));
    mark.and_then(Node::boolean) == Some(true)
}

fn values(node: Node<'_>) -> Option<Enumeration> {
    let text = |key: &str| node.get(key).and_then(Node::text);
    let kind = text("kind")?;
    let (_, kind) = EnumKind::ALL.into_iter().find(|(name, _)| *name == kind)?;
    let mut found = Enumeration::new(kind, std::iter::empty::<String>());
    found.open = node.get("open").and_then(Node::boolean) == Some(true);
    found.announced = Some("enum".to_owned());
    found.range = text("range").and_then(|range| range.parse().ok());
    found.range_name = text("range_name").map(str::to_owned);
    found.place = node.place();
    for one in node.get("values")?.elements() {
        let mut value = EnumValue::new(one.get("value")?.text()?);
        value.name = one.get("name").and_then(Node::text).map(str::to_owned);
        value.place = one.place();
        let is_number = kind == EnumKind::String || value.number().is_some();
        is_number.then(|| found.values.push(value))?;
    }
    (!found.values.is_empty()).then_some(found)
}
