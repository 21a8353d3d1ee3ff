//! Values of unions that this version of the client does not know.

use std::fmt;

use serde_json::Value as Json;

use crate::schema::{self, Table};
use crate::value::slot::{Content, Mismatch, Scalar, Shape, Slot, View};

/// A value of a union that this version of the client does not know; created only by decoding.
#[derive(Clone, PartialEq)]
pub struct UnknownVariant {
    tag: &'static str,
    json: Json,
}

impl UnknownVariant {
    /// A null in place of a variant of this union.
    #[doc(hidden)]
    pub fn empty(table: Table<schema::Model>) -> Self {
        UnknownVariant { tag: table.tag.unwrap_or_default(), json: Json::Null }
    }

    /// The value of the tag; `None` if the union has no tag, or the value lacks it.
    pub fn name(&self) -> Option<&str> {
        self.json.get(self.tag)?.as_str()
    }

    /// The value as it was received.
    pub fn json(&self) -> &Json {
        &self.json
    }

    /// The value as it was received.
    pub fn into_json(self) -> Json {
        self.json
    }
}

impl fmt::Debug for UnknownVariant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.json.fmt(f)
    }
}

impl Slot for UnknownVariant {
    fn set_scalar(&mut self, scalar: Scalar<'_>) -> Result<(), Mismatch> {
        self.json = Json::from_scalar(scalar)?;
        Ok(())
    }

    fn set_null(&mut self) -> bool {
        self.json = Json::Null;
        true
    }

    fn visit_model(&mut self, _: &mut dyn crate::value::model::VisitorMut) -> bool {
        false
    }

    fn open(&mut self) -> Shape<'_> {
        Shape::Json(&mut self.json)
    }

    fn view(&self) -> View<'_> {
        View::Json(&self.json)
    }
}
