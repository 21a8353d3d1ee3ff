//! Decoding of entries with any key: those of maps, and those of models that keep unknown keys.

use std::mem::size_of_val;

use serde::de::{IgnoredAny, MapAccess};

use super::budget;
use super::error::Trace;
use super::node::Node;
use crate::value::slot::{MapSlot, Shape, Slot};

/// Decodes the value of a key into a map; a null that the map cannot hold is left out.
pub(super) fn entry<'de, A: MapAccess<'de>>(
    map: &mut dyn MapSlot,
    key: String,
    is_first: bool,
    trace: &mut Trace,
    entries: &mut A,
) -> Result<(), A::Error> {
    let slot = map.entry(&key);
    trace.charge(budget::entry(is_first, &key, size_of_val(&*slot)))?;
    match entries.next_value_seed(Node { slot, trace: &mut *trace }) {
        Ok(true) => {}
        Ok(false) => map.remove(&key),
        Err(error) => {
            trace.key(key);
            return Err(error);
        }
    }
    Ok(())
}

/// The map for the keys of an object that are not fields of its model.
pub(super) struct Rest<'a, 'b> {
    /// The field, until the first of such keys opens it.
    field: Option<&'a mut &'b mut dyn Slot>,
    map: Option<&'a mut dyn MapSlot>,
}

impl<'a, 'b> Rest<'a, 'b> {
    pub(super) fn new(field: Option<&'a mut &'b mut dyn Slot>) -> Self {
        Rest { field, map: None }
    }

    pub(super) fn read<'de, A: MapAccess<'de>>(
        &mut self,
        key: String,
        trace: &mut Trace,
        entries: &mut A,
    ) -> Result<(), A::Error> {
        let opened = self.field.take().map(|field| field.open());
        let is_first = opened.is_some();
        if let Some(Shape::Map(map)) = opened {
            self.map = Some(map);
        }
        match &mut self.map {
            Some(map) => entry(&mut **map, key, is_first, trace, entries),
            None => entries.next_value::<IgnoredAny>().map(|_| ()),
        }
    }
}
