//! Choices of schemas (`oneOf`, `anyOf`) as unions, if a value shows which of them it is.
//!
//! - By the field that `discriminator` names, with the values of its `mapping`; without one, the value is a constant of
//!   that field, else the name of the schema.
//! - By a field that is a constant, a different one in each schema.
//! - By the JSON type; strings that only differ in their limits are strings, and integers beside numbers are numbers.
//! - Of several objects, by a required field of one that the other does not have, or by a field whose values differ in type
//!   or are other constants in each.
//!
//! Schemas that nothing distinguishes are any JSON, with a note. A schema with a `discriminator` and without a choice
//! is the union of the schemas that include it by `allOf`, and of itself if a value of the tag identifies it.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::Reader;
use super::alternative::{Alternative, Joined, constant_tag, join_alike};
use super::extension::stated_union;
use super::profile::are_distinguishable;
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
        let discriminator = discriminator.or_else(|| self.common_discriminator(&found));
        match self.distinguish(found, discriminator) {
            Ok(ChoiceType::Single(ty)) => ty,
            Ok(ChoiceType::Union(_)) if !site.takes_unions => Type::Json,
            Ok(ChoiceType::Union(choice)) => self.union_type(node, choice, site),
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
        let own = self.alternative(node, &[]);
        if self.is_value(&own, discriminator) {
            let ty = self.own_type(node, site);
            found.insert(0, Alternative { ty, ..own });
        }
        match self.distinguish(found, Some(discriminator)) {
            Ok(ChoiceType::Union(choice)) => Some(self.union_type(node, choice, site)),
            Ok(ChoiceType::Single(_)) => None,
            Err(why) => {
                let message = format!("the schemas that include this one are not read as a union: {why}");
                self.problems.push(discriminator.note_of(NoteKind::Keyword, message));
                None
            }
        }
    }

    /// True if a value may also be of the schema that the others include: the mapping names that schema, or its tag
    /// lists its name.
    fn is_value(&mut self, own: &Alternative<'d>, discriminator: Node<'d>) -> bool {
        let is_mapped =
            self.mapping(discriminator).into_values().any(|one| self.core(one).id() == own.core.id());
        let constants = tag_name(discriminator).and_then(|tag| own.profile.constants.get(tag));
        let name = own.core.key().filter(|_| self.models.components.contains_key(&own.core.id()));
        is_mapped || constants.zip(name).is_some_and(|(all, name)| all.iter().any(|one| one == name))
    }

    fn union_type(&mut self, node: Node<'d>, choice: Choice<'d>, site: Site<'_>) -> Type {
        self.named_type(node, site, vec![node], Some(choice))
    }

    /// The schemas of a choice, including those of nested choices.
    pub(super) fn alternatives_of(&mut self, choice: Node<'d>, beside: &[Node<'d>]) -> Vec<Alternative<'d>> {
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
        Alternative { nodes, core, profile, values: Vec::new(), ty: None }
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

    /// The discriminator that all objects of a choice include from the same schema.
    fn common_discriminator(&mut self, found: &[Alternative<'d>]) -> Option<Node<'d>> {
        let mut objects = found.iter().filter(|one| one.profile.is_object());
        let mut of = |one: &Alternative<'d>| self.open(&one.nodes).first("discriminator");
        let first = of(objects.next()?)?;
        objects.all(|one| of(one).is_some_and(|other| other.id() == first.id())).then_some(first)
    }

    fn distinguish(
        &mut self,
        mut found: Vec<Alternative<'d>>,
        discriminator: Option<Node<'d>>,
    ) -> Result<ChoiceType<'d>, String> {
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
            return Ok(ChoiceType::Single(ty.clone()));
        }
        for (index, one) in found.iter().enumerate() {
            for other in &found[index + 1..] {
                let is_tagged =
                    tag.is_some() && one.first.profile.is_object() && other.first.profile.is_object();
                if !is_tagged && !are_distinguishable(&one.first.profile, &other.first.profile) {
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
        Ok(ChoiceType::Union(Choice { union, variants }))
    }

    /// The tag that a `discriminator` names; its values are set on the objects. `None`, with a note, if an object has
    /// no value or two have the same.
    fn tag(&mut self, found: &mut Vec<Alternative<'d>>, discriminator: Node<'d>) -> Option<String> {
        let name = tag_name(discriminator)?;
        let mapping = self.mapping(discriminator);
        let by_core: Vec<(&str, u32)> =
            mapping.iter().map(|(value, node)| (*value, self.core(*node).id())).collect();
        let mut taken = BTreeSet::new();
        let mut is_whole = true;
        for one in found.iter_mut().filter(|one| one.profile.is_object()) {
            let mapped = by_core.iter().filter(|(_, id)| *id == one.core.id());
            let mut values: Vec<String> = mapped.map(|(value, _)| (*value).to_owned()).collect();
            let own = one.core.key().filter(|_| self.models.components.contains_key(&one.core.id()));
            if values.is_empty() {
                values = one.profile.constants.get(name).cloned().unwrap_or_default();
                // A child has the list of its parent, which has the names of all of them.
                if let Some(own) = own.filter(|own| values.len() > 1 && values.iter().any(|one| one == own)) {
                    values = vec![own.to_owned()];
                }
            }
            if values.is_empty() {
                values.extend(own.map(str::to_owned));
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
}

/// The reading of a choice of schemas.
enum ChoiceType<'d> {
    /// The one type of all of them.
    Single(Type),
    Union(Choice<'d>),
}

/// The name of the field that a `discriminator` names; Swagger 2.0 has that name alone.
fn tag_name(discriminator: Node<'_>) -> Option<&str> {
    let name = discriminator.get("propertyName").unwrap_or(discriminator).text();
    name.filter(|name| !name.is_empty())
}

fn has_fields(node: Node<'_>) -> bool {
    node.get("properties").is_some_and(|fields| fields.entries().next().is_some())
}
