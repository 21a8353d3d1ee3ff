//! The file of a model or an enumeration: that of the only operation that uses it, or `types.json`.

use std::collections::BTreeMap;

use crate::model::{Definitions, Group, Spec};

/// A group's definitions: by the only operation that uses them, and those that several use.
#[derive(Default)]
pub(super) struct Layout {
    pub(super) by_operation: BTreeMap<String, Definitions>,
    pub(super) by_group: Definitions,
}

impl Layout {
    pub(super) fn of(spec: &Spec, group_name: &str, group: &Group) -> Self {
        let users = spec.only_users(group_name);
        let mut layout = Self::default();
        let only_user = |name: &str| users.get(name).copied().flatten().map(str::to_owned);
        for (name, model) in &group.definitions.models {
            layout.home(only_user(name)).models.insert(name.clone(), model.clone());
        }
        for (name, enumeration) in &group.definitions.enums {
            layout.home(only_user(name)).enums.insert(name.clone(), enumeration.clone());
        }
        layout
    }

    fn home(&mut self, operation: Option<String>) -> &mut Definitions {
        match operation {
            Some(operation) => self.by_operation.entry(operation).or_default(),
            None => &mut self.by_group,
        }
    }
}
