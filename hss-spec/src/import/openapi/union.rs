//! Choices of schemas (`oneOf`, `anyOf`) as unions, if a value shows which of them it is.
//!
//! - By the field that `discriminator` names, with the values of its `mapping`; without one, the value is a constant of
//!   that field, else the name of the schema.
//! - By a field that is a constant, with a different value in each schema.
//! - By the JSON type; strings that differ only in their limits are strings, and integers next to numbers are numbers.
//! - For objects, by a required field of one that the other does not have.
//!
//! Schemas that can't be distinguished are any JSON, with a note. A schema with a `discriminator` and without a choice
//! is the union of the schemas that include it by `allOf`.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::Reader;
use super::extension::stated_union;
use super::names;
use super::profile::{Profile, are_told_apart};
use super::schema::{Schema, alternatives};
use super::shape::Site;
use super::tree::{Node, short};
use crate::model::{Type, Union};
use crate::place::NoteKind;

/// Maximum number of schemas in a choice.
const VARIANTS: usize = 500;

/// A union that is queued for reading.
pub(super) struct Choice<'d> {
    pub(super) union: Union,
    pub(super) variants: Vec<Variant<'d>>,
}

/// A variant of a union.
pub(super) struct Variant<'d> {
    pub(super) name: String,
    /// The schemas that it consists of.
    pub(super) nodes: Vec<Node<'d>>,
    /// The type that replaces several schemas.
    pub(super) ty: Option<Type>,
}

/// A schema of a choice.
struct Alternative<'d> {
    /// The schema, and the siblings of the choice.
    nodes: Vec<Node<'d>>,
    /// The schema after its references.
    core: Node<'d>,
    profile: Profile<'d>,
    /// The values of the tag that select it.
    values: Vec<String>,
}

impl<'d> Reader<'d> {
    /// The type of a choice: a union, the one type that all schemas have, or any JSON with a note.
    pub(super) fn choice_type(
        &mut self,
        choice: Node<'d>,
        schema: &Schema<'d>,
        nodes: &[Node<'d>],
        site: Site<'_>,
    ) -> Type {
        let node = match nodes {
            [only] => self.core(*only),
            _ => choice,
        };
        if let Some(name) = self.models.used.get(&node.id()).filter(|_| site.takes_unions) {
            return Type::Named(name.clone());
        }
        if let Some(stated) = stated_union(choice).filter(|_| site.takes_unions) {
            return self.union_type(node, stated, site);
        }
        let has_fields = schema.all("properties").any(|fields| fields.entries().next().is_some());
        let beside = if has_fields { nodes } else { &[] };
        let found = self.alternatives_of(choice, beside);
        let discriminator = choice.get("discriminator").or_else(|| schema.first("discriminator"));
        let told = self.tell_apart(found, discriminator);
        match told {
            Ok(Told::Same(ty)) => ty,
            Ok(Told::Union(_)) if !site.takes_unions => Type::Json,
            Ok(Told::Union(choice)) => self.union_type(node, choice, site),
            Err(why) => {
                let message = format!("a choice of several schemas is read as any JSON: {why}");
                self.problems.push(choice.note_of(NoteKind::Type, message));
                Type::Json
            }
        }
    }

    /// The type of a value that may be of several plain types: a number for integers and numbers, else a union.
    pub(super) fn types_type(
        &mut self,
        schema: &Schema<'d>,
        nodes: &[Node<'d>],
        site: Site<'_>,
    ) -> Option<Type> {
        let mut variants: Vec<Variant<'d>> = Vec::new();
        for name in schema.types() {
            let (name, ty) = match name {
                "string" => ("String", Type::String),
                "integer" => ("Integer", Type::Long),
                "number" => ("Number", Type::Number),
                "boolean" => ("Boolean", Type::Boolean),
                _ => return None,
            };
            variants.push(Variant { name: name.to_owned(), nodes: nodes.to_vec(), ty: Some(ty) });
        }
        if variants.iter().any(|variant| variant.ty == Some(Type::Number)) {
            variants.retain(|variant| variant.ty != Some(Type::Long));
        }
        match variants.as_slice() {
            [] => None,
            [only] => only.ty.clone(),
            _ if !site.takes_unions => None,
            _ => {
                let node = match nodes {
                    [only] => self.core(*only),
                    _ => schema.parts.first().copied()?,
                };
                Some(self.union_type(node, Choice { union: Union::default(), variants }, site))
            }
        }
    }

    /// The union of the schemas that include this one, if it has a `discriminator` for them.
    pub(super) fn children_type(&mut self, nodes: &[Node<'d>], site: Site<'_>) -> Option<Type> {
        let [only] = nodes else { return None };
        let node = self.core(*only);
        let discriminator = node.get("discriminator").filter(|_| site.takes_unions)?;
        if let Some(name) = self.models.used.get(&node.id()) {
            return Some(Type::Named(name.clone()));
        }
        let children = self.models.descendants(node.id());
        let mut found: Vec<Alternative<'d>> =
            children.into_iter().map(|one| self.alternative(one, &[])).collect();
        self.add_mapped(&mut found, node, discriminator);
        if found.is_empty() {
            return None;
        }
        match self.tell_apart(found, Some(discriminator)) {
            Ok(Told::Union(choice)) => Some(self.union_type(node, choice, site)),
            Ok(Told::Same(_)) => None,
            Err(why) => {
                let message = format!("the schemas that include this one are not read as a union: {why}");
                self.problems.push(discriminator.note_of(NoteKind::Keyword, message));
                None
            }
        }
    }

    fn union_type(&mut self, node: Node<'d>, choice: Choice<'d>, site: Site<'_>) -> Type {
        self.named_type(node, site, vec![node], Some(choice))
    }

    /// The schemas of a choice, including those of nested choices.
    fn alternatives_of(&mut self, choice: Node<'d>, beside: &[Node<'d>]) -> Vec<Alternative<'d>> {
        let mut found = Vec::new();
        let mut known = HashSet::from([choice.id()]);
        let mut open: Vec<Node<'d>> = alternatives(choice);
        open.reverse();
        while let Some(node) = open.pop() {
            let core = self.core(node);
            if !known.insert(core.id()) || found.len() > VARIANTS {
                continue;
            }
            let inner = alternatives(core);
            let is_listing = self.listings(core).is_some();
            if inner.len() > 1 && !is_listing && core.get("discriminator").is_none() && !has_fields(core) {
                open.extend(inner.into_iter().rev());
                continue;
            }
            found.push(self.alternative(node, beside));
        }
        found
    }

    fn alternative(&mut self, node: Node<'d>, beside: &[Node<'d>]) -> Alternative<'d> {
        let core = self.core(node);
        let nodes: Vec<Node<'d>> = std::iter::once(node).chain(beside.iter().copied()).collect();
        let profile = self.profile(&nodes);
        Alternative { nodes, core, profile, values: Vec::new() }
    }

    /// Adds the schemas that only a mapping names.
    fn add_mapped(&mut self, found: &mut Vec<Alternative<'d>>, owner: Node<'d>, discriminator: Node<'d>) {
        for target in self.mapping(discriminator).into_values() {
            let core = self.core(target);
            if core.id() != owner.id() && found.iter().all(|known| known.core.id() != core.id()) {
                found.push(self.alternative(target, &[]));
            }
        }
    }

    /// The schemas of a `mapping` by value.
    fn mapping(&mut self, discriminator: Node<'d>) -> BTreeMap<&'d str, Node<'d>> {
        let schemas = self.root.get("components").and_then(|components| components.get("schemas"));
        let mut mapping = BTreeMap::new();
        for (value, target) in discriminator.get("mapping").into_iter().flat_map(Node::entries) {
            let named = target.text().and_then(|name| schemas?.get(name));
            let referred = || target.text().and_then(|text| target.refer(text).ok());
            match named.or_else(referred) {
                Some(node) => _ = mapping.insert(value, node),
                None => {
                    let message = format!(
                        "{} is not a schema; the value `{}` is not read",
                        target.describe(),
                        short(value)
                    );
                    self.problems.push(target.note_of(NoteKind::Reference, message));
                }
            }
        }
        mapping
    }

    fn tell_apart(
        &mut self,
        mut found: Vec<Alternative<'d>>,
        discriminator: Option<Node<'d>>,
    ) -> Result<Told<'d>, String> {
        if found.len() > VARIANTS {
            return Err(format!("more than {VARIANTS} schemas"));
        }
        if found.iter().any(|one| one.profile.kind.is_empty()) {
            return Err("one of them allows any value".to_owned());
        }
        let tag = match discriminator {
            Some(node) => self.tag(&mut found, node).or_else(|| constant_tag(&mut found)),
            None => constant_tag(&mut found),
        };
        let found = join_alike(found);
        if let [only] = found.as_slice()
            && let Some(ty) = &only.ty
        {
            return Ok(Told::Same(ty.clone()));
        }
        for (index, one) in found.iter().enumerate() {
            for other in &found[index + 1..] {
                let is_tagged =
                    tag.is_some() && one.first.profile.is_object() && other.first.profile.is_object();
                if !is_tagged && !are_told_apart(&one.first.profile, &other.first.profile) {
                    let (one, other) = (&one.first.profile.kind, &other.first.profile.kind);
                    return Err(match (*one, *other) {
                        ("object", "object") => "no required field distinguishes its objects".to_owned(),
                        _ => format!("nothing distinguishes one {one} from another {other}"),
                    });
                }
            }
        }
        let mut union = Union { tag, values: BTreeMap::new() };
        let mut variants: Vec<Variant<'d>> = Vec::new();
        for Joined { first, ty } in found {
            let name = self.variant_name(&first, &ty, &variants).ok_or("its schemas have no names")?;
            union.values.extend(first.values.into_iter().map(|value| (value, name.clone())));
            variants.push(Variant { name, nodes: first.nodes, ty });
        }
        Ok(Told::Union(Choice { union, variants }))
    }

    /// The tag that a `discriminator` names; its values are set on the objects. `None`, with a note, if an object has
    /// no value or two have the same.
    fn tag(&mut self, found: &mut Vec<Alternative<'d>>, discriminator: Node<'d>) -> Option<String> {
        // Swagger 2.0 has only the name of the field.
        let name = discriminator
            .get("propertyName")
            .unwrap_or(discriminator)
            .text()
            .filter(|name| !name.is_empty())?;
        let mapping = self.mapping(discriminator);
        let by_core: Vec<(&str, u32)> =
            mapping.iter().map(|(value, node)| (*value, self.core(*node).id())).collect();
        let mut taken = BTreeSet::new();
        let mut is_whole = true;
        for one in found.iter_mut().filter(|one| one.profile.is_object()) {
            let mapped = by_core.iter().filter(|(_, id)| *id == one.core.id());
            let mut values: Vec<String> = mapped.map(|(value, _)| (*value).to_owned()).collect();
            if values.is_empty() {
                values = one.profile.constants.get(name).cloned().unwrap_or_default();
            }
            if values.is_empty() && self.models.components.contains_key(&one.core.id()) {
                values.extend(one.core.key().map(str::to_owned));
            }
            is_whole &= !values.is_empty() && values.iter().all(|value| taken.insert(value.clone()));
            one.values = values;
        }
        if !is_whole {
            found.iter_mut().for_each(|one| one.values.clear());
            let message =
                format!("the values of `{}` do not distinguish the schemas; it is not read", short(name));
            self.problems.push(discriminator.note_of(NoteKind::Keyword, message));
            return None;
        }
        Some(name.to_owned())
    }

    /// A name that no other variant has: that of its component, its title, its value of the tag, its type, or its
    /// required fields.
    fn variant_name(
        &self,
        one: &Alternative<'d>,
        ty: &Option<Type>,
        others: &[Variant<'d>],
    ) -> Option<String> {
        let component = self.models.components.get(&one.core.id()).cloned();
        let title = || one.core.get("title").and_then(Node::text).and_then(names::type_name);
        let value = || one.values.first().and_then(|value| names::type_name(value));
        let of_items = || {
            let items = one.core.get("items").map(|items| self.core(items))?;
            Some(format!("{}List", self.models.components.get(&items.id())?))
        };
        let kind = || match (ty, one.profile.kind) {
            (Some(Type::Number), _) => Some("Number".to_owned()),
            (_, "object") => None,
            (_, "array") => Some("List".to_owned()),
            (_, kind) => names::type_name(kind),
        };
        let of_item = || match (one.profile.kind, &one.profile.item) {
            ("array", Some(item)) => names::type_name(&format!("{} list", item.kind)),
            _ => None,
        };
        let required = || {
            let fields: Vec<&str> = one.profile.required.iter().copied().collect();
            if fields.is_empty() {
                Some("Object".to_owned())
            } else {
                names::type_name(&format!("with {}", fields.join(" ")))
            }
        };
        let candidates: [&dyn Fn() -> Option<String>; 7] =
            [&|| component.clone(), &title, &value, &of_items, &kind, &of_item, &required];
        let is_free = |name: &String| others.iter().all(|other| other.name != *name);
        candidates.iter().filter_map(|candidate| candidate()).find(is_free)
    }
}

/// The result of distinguishing the schemas of a choice.
enum Told<'d> {
    /// All of them are of this type.
    Same(Type),
    Union(Choice<'d>),
}

/// Alternatives that are one variant.
struct Joined<'d> {
    first: Alternative<'d>,
    /// The type of a variant that replaces several schemas.
    ty: Option<Type>,
}

/// Joins strings that differ only in their limits, and integers with numbers.
fn join_alike(found: Vec<Alternative<'_>>) -> Vec<Joined<'_>> {
    let mut joined: Vec<Joined<'_>> = Vec::new();
    for one in found {
        let kind = one.profile.kind;
        let is_number = |kind: &str| kind == "integer" || kind == "number";
        let known = joined.iter_mut().find(|known| {
            let other = known.first.profile.kind;
            kind == other && matches!(kind, "string" | "boolean") || is_number(kind) && is_number(other)
        });
        match known {
            Some(known) if is_number(kind) => {
                let is_whole = kind == "integer" && known.first.profile.kind == "integer";
                known.ty = Some(if is_whole { Type::Long } else { Type::Number });
                if !is_whole {
                    known.first.profile.kind = "number";
                }
            }
            Some(known) => known.ty = Some(if kind == "string" { Type::String } else { Type::Boolean }),
            None => joined.push(Joined { first: one, ty: None }),
        }
    }
    joined
}

/// The first field that is a constant in each object, with a different value in each.
fn constant_tag(found: &mut [Alternative<'_>]) -> Option<String> {
    let objects = || found.iter().filter(|one| one.profile.is_object());
    if objects().count() < 2 {
        return None;
    }
    let first = objects().next()?;
    let tells = |name: &&&str| {
        let mut taken = BTreeSet::new();
        objects().all(|one| {
            let values = one.profile.constants.get(**name).filter(|_| one.profile.required.contains(**name));
            values.is_some_and(|values| values.iter().all(|value| taken.insert(value)))
        })
    };
    let name = (*first.profile.constants.keys().find(tells)?).to_owned();
    for one in found.iter_mut() {
        one.values = one.profile.constants.get(name.as_str()).cloned().unwrap_or_default();
    }
    Some(name)
}

fn has_fields(node: Node<'_>) -> bool {
    node.get("properties").is_some_and(|fields| fields.entries().next().is_some())
}
