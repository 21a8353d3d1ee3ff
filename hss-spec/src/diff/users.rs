//! The operations that use each model and enumeration, directly or through models.
//!
//! Definitions that reach each other are used by the same operations, so the lists are made once per group of such, when
//! they are asked for: a document of thousands of operations whose models all reach each other has one.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use super::side::Key;
use crate::model::{Model, Spec};

/// The users of all definitions of a spec.
pub(super) struct Users<'s> {
    numbers: HashMap<Key<'s>, usize>,
    /// The group of each definition.
    groups: Vec<usize>,
    /// The operations that name a definition of the group, by their position in `operations`.
    direct: Vec<Vec<usize>>,
    /// The groups that refer to the group.
    referrers: Vec<Vec<usize>>,
    /// The operations as `family/OperationId`.
    operations: Vec<String>,
    lists: Vec<OnceLock<Arc<[String]>>>,
}

impl<'s> Users<'s> {
    pub(super) fn new(
        spec: &'s Spec,
        definitions: impl Iterator<Item = (Key<'s>, Option<&'s Model>)>,
    ) -> Self {
        let definitions: Vec<_> = definitions.collect();
        let numbers: HashMap<Key<'s>, usize> =
            definitions.iter().enumerate().map(|(number, (key, _))| (*key, number)).collect();
        let number = |family: &'s str, name: &'s str| {
            numbers.get(&(family, name)).or_else(|| numbers.get(&("", name))).copied()
        };
        let mut refers: Vec<Vec<usize>> = Vec::with_capacity(definitions.len());
        for ((family, _), model) in &definitions {
            let fields = model.iter().flat_map(|model| &model.fields);
            refers.push(fields.filter_map(|field| number(family, field.ty.name()?)).collect());
        }
        let (groups, count) = groups(&refers);
        let mut referrers = vec![Vec::new(); count];
        for (from, targets) in refers.iter().enumerate() {
            let others = targets.iter().filter(|target| groups[**target] != groups[from]);
            others.for_each(|target| referrers[groups[*target]].push(groups[from]));
        }
        let (mut operations, mut direct) = (Vec::new(), vec![Vec::new(); count]);
        for (family, operation) in spec.operations() {
            for name in operation.types().filter_map(|ty| ty.name()) {
                if let Some(number) = number(family, name) {
                    direct[groups[number]].push(operations.len());
                }
            }
            operations.push(format!("{family}/{}", operation.id));
        }
        let lists = (0..count).map(|_| OnceLock::new()).collect();
        Self { numbers, groups, direct, referrers, operations, lists }
    }

    /// The operations that use a definition, in order.
    pub(super) fn of(&self, key: Key<'_>) -> Arc<[String]> {
        let Some(group) = self.numbers.get(&key).map(|number| self.groups[*number]) else {
            return Arc::default();
        };
        self.lists[group].get_or_init(|| self.list(group)).clone()
    }

    fn list(&self, group: usize) -> Arc<[String]> {
        let (mut seen, mut open) = (BTreeSet::from([group]), vec![group]);
        let mut users = BTreeSet::new();
        while let Some(group) = open.pop() {
            users.extend(self.direct[group].iter().map(|operation| &self.operations[*operation]));
            open.extend(self.referrers[group].iter().filter(|referrer| seen.insert(**referrer)));
        }
        users.into_iter().cloned().collect()
    }
}

/// The groups of nodes that reach each other, by node, and how many groups there are.
fn groups(refers: &[Vec<usize>]) -> (Vec<usize>, usize) {
    let mut referrers = vec![Vec::new(); refers.len()];
    for (from, targets) in refers.iter().enumerate() {
        targets.iter().for_each(|target| referrers[*target].push(from));
    }
    let mut groups = vec![usize::MAX; refers.len()];
    let mut count = 0;
    for start in finished(refers).into_iter().rev() {
        if groups[start] != usize::MAX {
            continue;
        }
        let mut open = vec![start];
        while let Some(node) = open.pop() {
            if groups[node] == usize::MAX {
                groups[node] = count;
                open.extend(&referrers[node]);
            }
        }
        count += 1;
    }
    (groups, count)
}

/// The nodes in the order in which a walk in depth leaves them.
fn finished(refers: &[Vec<usize>]) -> Vec<usize> {
    let mut order = Vec::with_capacity(refers.len());
    let mut is_seen = vec![false; refers.len()];
    for start in 0..refers.len() {
        if std::mem::replace(&mut is_seen[start], true) {
            continue;
        }
        let mut open = vec![(start, 0)];
        while let Some((node, next)) = open.pop() {
            match refers[node].get(next) {
                Some(target) => {
                    open.push((node, next + 1));
                    if !std::mem::replace(&mut is_seen[*target], true) {
                        open.push((*target, 0));
                    }
                }
                None => order.push(node),
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::groups;

    #[test]
    fn nodes_that_reach_each_other_are_one_group() {
        let (of, count) = groups(&[vec![1], vec![2], vec![0, 3], vec![4], vec![], vec![4, 5]]);
        assert_eq!(count, 4);
        assert!(of[0] == of[1] && of[1] == of[2]);
        let others = [of[0], of[3], of[4], of[5]];
        assert!((0..4).all(|one| (0..one).all(|other| others[one] != others[other])));
    }
}
