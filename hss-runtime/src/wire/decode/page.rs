//! Result pages of listings, read for what moves the listing on. Typed and untyped listings share this reading.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::hash::{DefaultHasher, Hasher as _};

use serde::de::{DeserializeSeed as _, Deserializer as _, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::error::{DecodeError, Digits, Trace};
use super::node::Node;
use crate::schema::Paging;

/// The facts of a result page that move a listing on.
#[derive(Default)]
pub(crate) struct PageFacts {
    /// Number of items, nulls included.
    pub(crate) items: usize,
    /// Indexes of the nulls among the items.
    pub(crate) nulls: Vec<usize>,
    pub(crate) total: Option<i64>,
    /// Hash of the items' text.
    pub(crate) hash: u64,
    /// True if two of the items differ.
    pub(crate) differ: bool,
}

/// Reads a page without its items.
///
/// # Errors
///
/// The body is no object, or its items or its total have the wrong type.
pub(crate) fn page_facts(body: &[u8], paging: Paging) -> Result<PageFacts, DecodeError> {
    if body.trim_ascii_start().first() != Some(&b'{') {
        super::from_slice(body, &mut BTreeMap::<String, Value>::new())?;
    }
    let mut trace = Trace::new(usize::MAX, Digits::Lost);
    let mut facts = PageFacts::default();
    let reading = Reading { paging, facts: &mut facts, trace: &mut trace };
    match serde_json::Deserializer::from_slice(body).deserialize_map(reading) {
        Ok(()) => Ok(facts),
        Err(error) => Err(DecodeError::new(trace, &error)),
    }
}

struct Reading<'a> {
    paging: Paging,
    facts: &'a mut PageFacts,
    trace: &'a mut Trace,
}

impl Reading<'_> {
    fn items<E: Error>(&mut self, text: &str) -> Result<(), E> {
        let mut hasher = DefaultHasher::new();
        hasher.write(text.as_bytes());
        self.facts.hash = hasher.finish();
        (self.facts.nulls, self.facts.differ) = (Vec::new(), false);
        let mut deserializer = serde_json::Deserializer::from_str(text);
        self.facts.items = match text.as_bytes().first() {
            Some(b'[') => {
                let Elements { count, nulls, differ, .. } =
                    deserializer.deserialize_seq(Elements::default()).map_err(E::custom)?;
                (self.facts.nulls, self.facts.differ) = (nulls, differ);
                count
            }
            // A single object is a list of one.
            Some(b'{') => 1,
            // Null is no list, and anything else is refused as by any list.
            _ => {
                let slot = &mut None::<Vec<Value>>;
                if (Node { slot, trace: &mut *self.trace }).deserialize(&mut deserializer).is_err() {
                    self.trace.field(self.paging.items, false);
                    // The parser of the body adds the position.
                    return Err(E::custom("no list"));
                }
                0
            }
        };
        Ok(())
    }
}

impl<'de> Visitor<'de> for Reading<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut entries: A) -> Result<(), A::Error> {
        while let Some(key) = entries.next_key::<Cow<'_, str>>()? {
            if key == self.paging.items {
                let text = entries.next_value::<&RawValue>()?;
                self.items(text.get())?;
            } else if key == self.paging.total {
                let slot = &mut self.facts.total;
                if let Err(error) = entries.next_value_seed(Node { slot, trace: &mut *self.trace }) {
                    self.trace.field(self.paging.total, false);
                    return Err(error);
                }
            } else {
                entries.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

/// Elements of a list: their number, the indexes of nulls, and a comparison with the first.
#[derive(Default)]
struct Elements<'de> {
    count: usize,
    nulls: Vec<usize>,
    first: Option<&'de str>,
    differ: bool,
}

impl<'de> Visitor<'de> for Elements<'de> {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut elements: A) -> Result<Self, A::Error> {
        while let Some(element) = elements.next_element::<&RawValue>()? {
            let text = element.get();
            if text == "null" {
                self.nulls.push(self.count);
            }
            self.differ |= *self.first.get_or_insert(text) != text;
            self.count += 1;
        }
        Ok(self)
    }
}
