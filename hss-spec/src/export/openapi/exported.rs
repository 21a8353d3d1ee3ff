//! The spec that is exported.

use super::names::Names;
use super::security::Keys;
use crate::model::Spec;

/// A spec and the names of its components.
pub(super) struct Export<'s> {
    pub(super) spec: &'s Spec,
    pub(super) names: Names<'s>,
    pub(super) schemes: Keys,
}
