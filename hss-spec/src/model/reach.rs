//! Walks over the types that types refer to.

use std::collections::{BTreeMap, BTreeSet};

use super::{Definitions, Field, Model, Spec, Type};

/// The definitions that these need, directly and through others: each with those that `needs` finds for it.
pub(crate) fn reachable<K: Copy + Ord, N: IntoIterator<Item = K>>(
    first: impl IntoIterator<Item = K>,
    needs: impl Fn(K) -> N,
) -> BTreeSet<K> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<K> = first.into_iter().collect();
    while let Some(key) = open.pop() {
        if reached.insert(key) {
            open.extend(needs(key));
        }
    }
    reached
}

/// The names of all models and enumerations that these types need, directly and through fields of models; `model`
/// looks one up by its name.
pub(crate) fn reach<'s>(
    types: impl IntoIterator<Item = &'s Type>,
    model: impl Fn(&'s str) -> Option<&'s Model>,
) -> BTreeSet<&'s str> {
    reachable(types.into_iter().filter_map(Type::name), |name| {
        model(name).into_iter().flat_map(|model| &model.fields).filter_map(|field| field.ty.name())
    })
}

impl Spec {
    /// The names of all models and enumerations that these types need, directly and through fields of models, as the
    /// group sees them.
    pub fn reach<'s>(&'s self, group: &str, types: impl IntoIterator<Item = &'s Type>) -> BTreeSet<&'s str> {
        reach(types, |name| self.model(group, name))
    }

    /// The names of all models and enumerations that a group's operations need, each with the id of the only operation
    /// that needs it; `None` if several do.
    pub fn only_users<'s>(&'s self, group: &str) -> BTreeMap<&'s str, Option<&'s str>> {
        let mut users: BTreeMap<&str, Option<&str>> = BTreeMap::new();
        let operations = self.groups.get(group).into_iter().flat_map(|one| one.operations.values());
        for operation in operations {
            let id = Some(operation.id.as_str());
            let mut open: Vec<_> = operation.types().filter_map(Type::name).map(|name| (name, id)).collect();
            // Each type changes at most twice: to one user, and to several.
            while let Some((name, by)) = open.pop() {
                let now = match users.get(name) {
                    None => by,
                    Some(None) => continue,
                    Some(known) if *known == by => continue,
                    Some(_) => None,
                };
                users.insert(name, now);
                let fields = self.model(group, name).into_iter().flat_map(|model| &model.fields);
                open.extend(fields.filter_map(|field| field.ty.name()).map(|name| (name, now)));
            }
        }
        users
    }

    /// Returns true if the group itself defines the model or enumeration of that name.
    pub fn is_own_type(&self, group: &str, name: &str) -> bool {
        self.groups.get(group).is_some_and(|group| group.definitions.contains(name))
    }
}

impl Definitions {
    /// The models that contain themselves through fields that are neither lists nor maps.
    pub fn recursive_models(&self) -> BTreeSet<&str> {
        self.recursive_through(|_| true)
    }

    /// The models that contain themselves through fields for which `counts` returns true, not through lists or maps.
    pub(crate) fn recursive_through(&self, counts: impl Fn(&Field) -> bool) -> BTreeSet<&str> {
        let numbers: BTreeMap<&str, usize> = self.models.keys().map(String::as_str).zip(0..).collect();
        let contained = |model: &Model| {
            let fields = model.fields.iter().filter(|field| counts(field));
            let models = fields.filter_map(|field| match &field.ty {
                Type::Named(name) => numbers.get(name.as_str()).copied(),
                _ => None,
            });
            models.collect::<Vec<usize>>()
        };
        let contained: Vec<Vec<usize>> = self.models.values().map(contained).collect();
        let is_recursive = on_cycles(&contained);
        numbers.into_iter().filter(|(_, number)| is_recursive[*number]).map(|(name, _)| name).collect()
    }
}

/// The nodes of a graph that are on a cycle: those in a [strongly connected component] with another node, or with an
/// edge to themselves. Kosaraju's algorithm: linear time, without recursion.
///
/// [strongly connected component]: https://en.wikipedia.org/wiki/Strongly_connected_component
fn on_cycles(edges: &[Vec<usize>]) -> Vec<bool> {
    let mut reversed = vec![Vec::new(); edges.len()];
    for (from, targets) in edges.iter().enumerate() {
        targets.iter().for_each(|to| reversed[*to].push(from));
    }
    let mut is_on_cycle = vec![false; edges.len()];
    let mut is_seen = vec![false; edges.len()];
    for start in finishing_order(edges).into_iter().rev() {
        let mut component = Vec::new();
        let mut open = vec![start];
        while let Some(node) = open.pop() {
            if !std::mem::replace(&mut is_seen[node], true) {
                component.push(node);
                open.extend(&reversed[node]);
            }
        }
        let is_cycle = component.len() > 1 || edges[start].contains(&start);
        component.into_iter().for_each(|node| is_on_cycle[node] = is_cycle);
    }
    is_on_cycle
}

/// The nodes in the order in which a depth-first search leaves them.
fn finishing_order(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut order = Vec::new();
    let mut is_seen = vec![false; edges.len()];
    for start in 0..edges.len() {
        let mut open = vec![(start, false)];
        while let Some((node, is_left)) = open.pop() {
            if is_left {
                order.push(node);
            } else if !std::mem::replace(&mut is_seen[node], true) {
                open.push((node, true));
                open.extend(edges[node].iter().map(|next| (*next, false)));
            }
        }
    }
    order
}
