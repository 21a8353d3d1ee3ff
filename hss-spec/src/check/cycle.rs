//! Models that contain themselves.

use super::found::Check;
use crate::model::Definitions;

/// A model that contains itself through required fields alone, with no list, map or optional field between, has no
/// finite value.
pub(super) fn check(check: &mut Check, definitions: &Definitions) {
    for name in definitions.recursive_through(|field| field.required.effective()) {
        let message = format!(
            "model `{name}` contains itself through required fields; no value could ever be \
             complete. Make one of the fields optional or a list"
        );
        check.error(&definitions.models[name].place, message);
    }
}
