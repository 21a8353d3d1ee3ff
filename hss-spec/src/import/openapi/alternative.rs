//! The schemas of a choice: what is known of each, and the variants that they are.

use std::collections::BTreeSet;

use super::Reader;
use super::names;
use super::profile::Profile;
use super::tree::Node;
use super::union::Variant;
use crate::model::Type;

/// A schema of a choice.
pub(super) struct Alternative<'d> {
    /// The schema, and those beside the choice.
    pub(super) nodes: Vec<Node<'d>>,
    /// The schema after following its references.
    pub(super) core: Node<'d>,
    pub(super) profile: Profile<'d>,
    /// The values of the tag that identify it.
    pub(super) values: Vec<String>,
    /// The type of the schema that the others include; the schema's own name is that of the union.
    pub(super) ty: Option<Type>,
}

/// Alternatives that are one variant.
pub(super) struct Joined<'d> {
    pub(super) first: Alternative<'d>,
    /// The type of a variant that stands for several schemas.
    pub(super) ty: Option<Type>,
}

/// Joins strings that only differ in their limits, and integers with numbers.
pub(super) fn join_alike(found: Vec<Alternative<'_>>) -> Vec<Joined<'_>> {
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
            None => joined.push(Joined { ty: one.ty.clone(), first: one }),
        }
    }
    joined
}

/// The first field that is a constant of each object, another one in each.
pub(super) fn constant_tag(found: &mut [Alternative<'_>]) -> Option<String> {
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

impl<'d> Reader<'d> {
    /// A name that no other variant has: its component's, its title, its value of the tag, the name of its type, or what
    /// it requires.
    pub(super) fn variant_name(
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
