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
        self.facts.nulls.clear();
        let mut deserializer = serde_json::Deserializer::from_str(text);
        self.facts.items = match text.as_bytes().first() {
            Some(b'[') => deserializer.deserialize_seq(Elements(&mut self.facts.nulls)).map_err(E::custom)?,
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

/// Counts the elements of a list, and records the indexes of nulls.
struct Elements<'a>(&'a mut Vec<usize>);

impl<'de> Visitor<'de> for Elements<'_> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<usize, A::Error> {
        let mut count = 0;
        while let Some(element) = elements.next_element::<Option<IgnoredAny>>()? {
            if element.is_none() {
                self.0.push(count);
            }
            count += 1;
        }
        Ok(count)
    }
}
