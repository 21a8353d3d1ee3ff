//! Names of the enumerations that listed values become.
//!
//! In this order:
//!
//! 1. the name that `names.json` gives to the place;
//! 2. the name that the place has in the spec already, so that no import renames a type;
//! 3. the name that an exported spec states;
//! 4. the name that another field with the same name and values has in the group's spec;
//! 5. the field's name in UpperCamelCase (`task_type` → `TaskType`), if its values are those that most fields of that
//!    name in the group have. A name that is too general (`type`) takes the words that all values begin or end with
//!    (`linux_vul`, `app_vul` → `VulType`), and is not used where they have none in common;
//! 6. the group's name before it (`AssetCategory`), if it does not begin with it, several models or operations have a
//!    field of that name with those values, and no other values of that name have more;
//! 7. the owner's name before it (`ImageScanTaskInfoTaskStatus`), that of the first where there are several.
//!
//! The values of a body that is not an object are named after their component, else after the operation (`SetModeBody`).
//!
//! So fields of a group with the same name and the same values share one enumeration.

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToSnakeCase, ToUpperCamelCase};

use super::join::join;
use super::unit::Unit;
use super::{DocumentModels, Draft, attribute};
use crate::model::{Definitions, Enumeration, Group, Location, Names, Spec, Type};

/// Names that are too general by themselves.
const GENERIC: [&str; 21] = [
    "Action", "Category", "Format", "Key", "Kind", "Level", "Method", "Mode", "Name", "Order", "Result",
    "Scope", "Source", "State", "Status", "Type", "Value",
    "Version", // Variants of unions, by their types:
    "Integer", "List", "String",
];

/// The drafts of one group, whose enumerations are named together.
pub(super) struct Naming<'s> {
    spec: &'s Spec,
    group: &'s str,
    /// The values that get a field's plain name: those that most fields of that name have.
    plain: BTreeMap<String, Enumeration>,
    /// By field, the lists of values that fields of that name have.
    lists: BTreeMap<String, Vec<List>>,
    /// The models of all drafts.
    models: BTreeSet<String>,
    /// Names that `names.json` gives to places of the drafts, with the values at these places.
    given: BTreeMap<String, Enumeration>,
    /// The enumerations that the groups of this import share.
    shared: &'s BTreeMap<String, Enumeration>,
}

/// Counts of the values of fields.
#[derive(Default)]
struct Seen<'a> {
    counts: BTreeMap<String, Vec<(usize, &'a Enumeration)>>,
    lists: BTreeMap<String, Vec<List>>,
}

impl<'a> Seen<'a> {
    fn add(&mut self, id: &str, place: &str, values: &'a Enumeration) {
        let seen = self.counts.entry(plain_name(place, values)).or_default();
        match seen.iter_mut().find(|(_, known)| same_values(known, values)) {
            Some((count, _)) => *count += 1,
            None => seen.push((1, values)),
        }
        let owner = owner(id, place);
        let seen = self.lists.entry(field_name(place)).or_default();
        match seen.iter_mut().find(|list| same_values(&list.values, values)) {
            Some(list) => {
                list.owners.insert(owner);
            }
            None => seen.push(List { values: values.clone(), owners: BTreeSet::from([owner]) }),
        }
    }

    /// The values that most fields of a name have; the first of those that are equally frequent.
    fn most_frequent(&self) -> BTreeMap<String, Enumeration> {
        let most = |seen: &Vec<(usize, &Enumeration)>| {
            let most = seen.iter().rev().max_by_key(|(count, _)| *count);
            most.map(|(_, values)| (*values).clone())
        };
        self.counts.iter().filter_map(|(name, seen)| Some((name.clone(), most(seen)?))).collect()
    }
}

/// A list of values that fields of one name have.
struct List {
    values: Enumeration,
    /// The operations and models that have such a field.
    owners: BTreeSet<String>,
}

impl<'s> Naming<'s> {
    /// Counts the values of a group's units; `shared` are the models and enumerations that groups of this import
    /// share, and whose names are taken.
    pub(super) fn new(spec: &'s Spec, group: &'s str, units: &[Unit], shared: &'s Definitions) -> Self {
        let mut seen = Seen::default();
        let mut given = BTreeMap::new();
        for (id, place, values) in units.iter().flat_map(Unit::values) {
            seen.add(id, place, values);
            if let Some(name) = spec.names.enums.get(&key(group, id, place)) {
                given.entry(name.name.clone()).or_insert_with(|| values.clone());
            }
        }
        let models = units.iter().flat_map(|unit| unit.draft().models.keys());
        let models = models.chain(shared.models.keys()).cloned().collect();
        let plain = seen.most_frequent();
        Self { spec, group, plain, lists: seen.lists, models, given, shared: &shared.enums }
    }

    /// Counts the values of models that several groups share; `models` are the names of all models of the import.
    pub(super) fn of_shared(
        spec: &'s Spec,
        shared: &DocumentModels,
        models: BTreeSet<String>,
        none: &'s BTreeMap<String, Enumeration>,
    ) -> Self {
        let mut seen = Seen::default();
        shared.values.iter().for_each(|(place, values)| seen.add("", place, values));
        let plain = seen.most_frequent();
        Self { spec, group: "", plain, lists: seen.lists, models, given: BTreeMap::new(), shared: none }
    }

    /// Gives the values of a draft their names: they become enumerations, and their fields refer to them.
    pub(super) fn apply(&self, draft: &mut Draft, enums: &mut BTreeMap<String, Enumeration>) {
        for (place, values) in std::mem::take(&mut draft.values) {
            let name = self.take_in(&draft.operation.id, &place, values, enums);
            if let Some(ty) = attribute::type_mut(draft, &place) {
                *ty = ty.with_innermost(Type::Named(name));
            }
        }
    }

    /// Gives the values of shared models their names.
    pub(super) fn apply_to_shared(&self, shared: DocumentModels) -> Definitions {
        let DocumentModels { models, values, .. } = shared;
        let mut definitions = Definitions { models, ..Definitions::default() };
        for (place, values) in values {
            let name = self.take_in("", &place, values, &mut definitions.enums);
            let field = place.split_once('.').and_then(|(owner, field)| {
                definitions.models.get_mut(owner)?.fields.iter_mut().find(|known| known.name == field)
            });
            if let Some(field) = field {
                field.ty = field.ty.with_innermost(Type::Named(name));
            }
        }
        definitions
    }

    /// Adds an enumeration to the others; returns its name.
    fn take_in(
        &self,
        id: &str,
        place: &str,
        mut values: Enumeration,
        enums: &mut BTreeMap<String, Enumeration>,
    ) -> String {
        let name = self.name(id, place, &values, enums);
        values.stated_name = None;
        self.name_values(&name, &mut values);
        match enums.get_mut(&name) {
            // A given name may join places with different lists: the enumeration has the values of all.
            Some(known) => join(known, values),
            None => {
                enums.insert(name.clone(), values);
            }
        }
        name
    }

    fn name(
        &self,
        id: &str,
        place: &str,
        values: &Enumeration,
        taken: &BTreeMap<String, Enumeration>,
    ) -> String {
        let key = key(self.group, id, place);
        if let Some(given) = self.spec.names.enums.get(&key) {
            return given.name.clone();
        }
        if let Some(known) = self.known(id, place) {
            return known;
        }
        if let Some(stated) = self.stated(values, taken) {
            return stated;
        }
        if let Some(known) = self.known_alike(place, values) {
            return known;
        }
        if let Some(of_body) = body_name(place)
            && self.is_free(of_body, values, taken)
        {
            return of_body.to_owned();
        }
        let plain = plain_name(place, values);
        if self.is_plain(&plain, values) && self.is_free(&plain, values, taken) {
            return plain;
        }
        let field = field_name(place);
        let lists = self.lists.get(&field).map(Vec::as_slice).unwrap_or_default();
        let list = lists.iter().find(|list| same_values(&list.values, values));
        let group = self.group.to_upper_camel_case();
        if !group.is_empty()
            && !field.starts_with(&group)
            && list.is_some_and(|list| self.is_most_common(list, lists, place))
        {
            let of_group = format!("{group}{field}");
            if self.is_free(&of_group, values, taken) {
                return of_group;
            }
        }
        let owner = list.and_then(|list| list.owners.first().cloned()).unwrap_or_else(|| owner(id, place));
        let mut name = format!("{}{field}", owner.to_upper_camel_case());
        // An owner with the group's name yields the name of the group's common values.
        let is_others = |name: &String| taken.get(name).is_some_and(|other| !has_common_value(other, values));
        while self.is_model(&name) || is_others(&name) {
            name.push_str("Value");
        }
        name
    }

    /// The name that an exported spec states, unless something else has it.
    fn stated(&self, values: &Enumeration, taken: &BTreeMap<String, Enumeration>) -> Option<String> {
        let name = values.stated_name.as_ref().filter(|name| !self.is_model(name))?;
        let others = [self.spec.enumeration(self.group, name), self.shared.get(name), taken.get(name)];
        // Fields with different lists have the same enumeration there.
        let is_alike = |other: &Enumeration| other.kind == values.kind && other.range == values.range;
        others.into_iter().flatten().all(is_alike).then(|| name.clone())
    }

    fn is_model(&self, name: &str) -> bool {
        self.models.contains(name) || self.spec.model(self.group, name).is_some()
    }

    /// Returns true if these are the values that get a field's plain name.
    fn is_plain(&self, plain: &str, values: &Enumeration) -> bool {
        let usual = self.plain.get(plain);
        usual.is_some_and(|usual| same_values(usual, values)) && !GENERIC.contains(&plain)
    }

    /// Returns true if no other type has that name.
    fn is_free(&self, name: &str, values: &Enumeration, taken: &BTreeMap<String, Enumeration>) -> bool {
        let is_free = match self.spec.enumeration(self.group, name) {
            Some(known) => same_values(known, values),
            None => {
                !self.is_model(name) && self.given.get(name).is_none_or(|given| same_values(given, values))
            }
        };
        // The name of another field, with or without its owner or group before it, may be the same.
        let is_free = is_free && self.plain.get(name).is_none_or(|other| same_values(other, values));
        let is_free = is_free && self.shared.get(name).is_none_or(|other| same_values(other, values));
        // A shared type must not have the name of another type of a group.
        let is_in_group = |group: &Group| {
            group.definitions.models.contains_key(name)
                || group.definitions.enums.get(name).is_some_and(|other| !same_values(other, values))
        };
        let is_free = is_free && !(self.group.is_empty() && self.spec.groups.values().any(is_in_group));
        is_free && taken.get(name).is_none_or(|other| same_values(other, values))
    }

    /// Returns true if more owners have these values than any other values of that field that have no plain name; the
    /// first of those that are equally frequent.
    fn is_most_common(&self, list: &List, lists: &[List], place: &str) -> bool {
        let others =
            lists.iter().filter(|other| !self.is_plain(&plain_name(place, &other.values), &other.values));
        let most = others.max_by(|one, two| {
            one.owners.len().cmp(&two.owners.len()).then_with(|| two.owners.first().cmp(&one.owners.first()))
        });
        list.owners.len() > 1 && most.is_some_and(|most| same_values(&most.values, &list.values))
    }

    /// The name that the same values of another field of the same name have in the spec.
    fn known_alike(&self, place: &str, values: &Enumeration) -> Option<String> {
        let field = field_name(place);
        let group = self.spec.groups.get(self.group)?;
        let parameters = group.operations.values().flat_map(|operation| &operation.parameters);
        let fields = group.definitions.models.values().flat_map(|model| &model.fields);
        let alike = parameters.map(|parameter| &parameter.field).chain(fields).find_map(|known| {
            let name = known.ty.name().filter(|_| known.name.to_upper_camel_case() == field)?;
            let enumeration = self.spec.enumeration(self.group, name)?;
            same_values(enumeration, values).then_some(name)
        });
        alike.map(str::to_owned)
    }

    /// The name that the place has in the spec.
    fn known(&self, id: &str, place: &str) -> Option<String> {
        let (owner, name) = place.split_once('.')?;
        let operation = || self.spec.groups.get(self.group)?.operations.get(id);
        let ty = match Location::ALL.iter().find(|(known, _)| *known == owner) {
            Some((_, location)) => &operation()?.parameter(*location, name)?.field.ty,
            None if owner == "request" => &operation()?.body.as_ref()?.ty,
            None if owner == "response" => operation()?.response.ty.as_ref()?,
            None => &self.spec.model(self.group, owner)?.field(name)?.ty,
        };
        let known = ty.name()?;
        self.spec.enumeration(self.group, known)?;
        Some(known.to_owned())
    }

    fn name_values(&self, name: &str, enumeration: &mut Enumeration) {
        let Some(given) = given_values(&self.spec.names, self.group, name) else { return };
        for value in &mut enumeration.values {
            if let Some(given) = given.get(&value.value) {
                value.name = Some(given.name.clone());
            }
        }
        if let Some(range) = enumeration.range {
            enumeration.range_name = given.get(&range.to_string()).map(|given| given.name.clone());
        }
    }
}

/// The given names of an enumeration's values.
fn given_values<'n>(
    names: &'n Names,
    group: &str,
    enumeration: &str,
) -> Option<&'n BTreeMap<String, crate::model::Named>> {
    names.values.get(&format!("{group}/{enumeration}"))
}

/// A place's key in `names.json`: an operation's parameter or body, or a model's field.
fn key(group: &str, id: &str, place: &str) -> String {
    let is_of_operation = place.split_once('.').is_some_and(|(owner, _)| attribute::is_of_operation(owner));
    if is_of_operation { format!("{group}/{id}.{place}") } else { format!("{group}/{place}") }
}

/// Owner of a place: an operation, or a model.
fn owner(id: &str, place: &str) -> String {
    match place.split_once('.') {
        Some((owner, _)) if !attribute::is_of_operation(owner) => owner.to_owned(),
        _ => id.to_owned(),
    }
}

/// The name that comes with the place of a body: its component's, or one by the operation.
fn body_name(place: &str) -> Option<&str> {
    let (owner, name) = place.split_once('.')?;
    attribute::BODIES.contains(&owner).then_some(name)
}

fn field_name(place: &str) -> String {
    place.split_once('.').map_or(place, |(_, field)| field).to_upper_camel_case()
}

/// The name without an owner: the field's, after the words that all values share if the field's name is too general.
fn plain_name(place: &str, values: &Enumeration) -> String {
    let field = field_name(place);
    if !GENERIC.contains(&field.as_str()) {
        return field;
    }
    let common = common_words(values).to_upper_camel_case();
    if common.ends_with(&field) { common } else { format!("{common}{field}") }
}

/// The words that all values begin with, else those that all end with; `None` for a single value.
fn common_words(values: &Enumeration) -> String {
    let words: Vec<Vec<String>> = values
        .values
        .iter()
        .map(|value| value.value.to_snake_case().split('_').map(str::to_owned).collect())
        .collect();
    let [first, rest @ ..] = words.as_slice() else { return String::new() };
    // The words are not a prefix if one of the values has no other words.
    let longest = words.iter().map(|words| words.len() - 1).min().unwrap_or(0);
    let is_named = |words: &[String]| {
        words.iter().all(|word| word.starts_with(|first: char| first.is_ascii_alphabetic()))
    };
    let leading = (0..longest).take_while(|at| rest.iter().all(|words| words[*at] == first[*at])).count();
    let from_end = |words: &[String], at: usize| words[words.len() - 1 - at].clone();
    let trailing = (0..longest)
        .take_while(|at| rest.iter().all(|words| from_end(words, *at) == from_end(first, *at)))
        .count();
    let common = if leading > 0 { &first[..leading] } else { &first[first.len() - trailing..] };
    if rest.is_empty() || !is_named(common) { String::new() } else { common.join("_") }
}

fn has_common_value(a: &Enumeration, b: &Enumeration) -> bool {
    let is_in_b = |value: &str| b.values.iter().any(|other| other.value == value);
    a.kind == b.kind && a.values.iter().any(|value| is_in_b(&value.value))
}

fn same_values(a: &Enumeration, b: &Enumeration) -> bool {
    let values = |one: &Enumeration| one.values.iter().map(|value| value.value.clone()).collect::<Vec<_>>();
    a.kind == b.kind && a.open == b.open && a.range == b.range && values(a) == values(b)
}
