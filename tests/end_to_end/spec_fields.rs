//! The fields of a body, by the spec.

use hss_spec::model::{Field, Spec, Type};
use serde_json::Value;

/// A field and its place.
pub(crate) struct At<'s> {
    /// As a violation names it: `scan.images[1].id`.
    pub(crate) path: String,
    /// As a JSON pointer: `/scan/images/1/id`.
    pub(crate) pointer: String,
    pub(crate) field: &'s Field,
    /// Number of models around it.
    pub(crate) depth: usize,
}

/// All fields of a value that are given in it, at every depth; of a list, those of its last element.
pub(crate) fn fields<'s>(spec: &'s Spec, group: &'s str, ty: &Type, value: &Value) -> Vec<At<'s>> {
    let mut walk = Walk { spec, group, found: Vec::new() };
    walk.value(ty, value, "", "", 0);
    walk.found
}

struct Walk<'s> {
    spec: &'s Spec,
    group: &'s str,
    found: Vec<At<'s>>,
}

impl Walk<'_> {
    fn value(&mut self, ty: &Type, value: &Value, path: &str, pointer: &str, depth: usize) {
        match (ty, value) {
            (Type::List(item), Value::Array(items)) => {
                let Some(last) = items.len().checked_sub(1) else { return };
                let (path, pointer) = (format!("{path}[{last}]"), format!("{pointer}/{last}"));
                self.value(item, &items[last], &path, &pointer, depth);
            }
            (Type::Map(item), Value::Object(entries)) => {
                for (key, value) in entries {
                    self.value(item, value, &join(path, key), &format!("{pointer}/{key}"), depth);
                }
            }
            (Type::Named(name), Value::Object(entries)) => {
                let Some(model) = self.spec.model(self.group, name) else { return };
                for field in &model.fields {
                    let Some(value) = entries.get(&field.name) else { continue };
                    let (path, pointer) = (join(path, &field.name), format!("{pointer}/{}", field.name));
                    self.value(&field.ty, value, &path, &pointer, depth + 1);
                    self.found.push(At { path, pointer, field, depth: depth + 1 });
                }
            }
            _ => {}
        }
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}
