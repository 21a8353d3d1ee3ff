//! Models that contain themselves.

use std::collections::BTreeSet;

use super::Check;
use crate::model::{Definitions, Type};

/// A model that contains itself through required fields alone, with no list, map or optional field between, has no
/// finite value.
pub(super) fn check(check: &mut Check, family: &str, definitions: &Definitions) {
    let spec = check.spec;
    for (name, model) in &definitions.models {
        let mut seen = BTreeSet::new();
        let mut open = vec![name.as_str()];
        let mut closes = false;
        while let Some(current) = open.pop() {
            let Some(current) = spec.model(family, current) else { continue };
            for field in &current.fields {
                if let (Type::Named(next), true) = (&field.ty, field.required.effective()) {
                    closes |= next == name;
                    if seen.insert(next.as_str()) {
                        open.push(next);
                    }
                }
            }
        }
        if closes {
            let message = format!(
                "model `{name}` contains itself through required fields; no value could ever be \
                 complete. Make one of the fields optional or a list"
            );
            check.error(&model.place, message);
        }
    }
}
