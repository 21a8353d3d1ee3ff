//! Paging information of responses, for typed and untyped listings.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::hash::{DefaultHasher, Hasher as _};

use serde::de::{
    Deserialize as _, DeserializeSeed as _, Deserializer as _, Error, IgnoredAny, MapAccess, SeqAccess,
    Visitor,
};
use serde_json::Value;
use serde_json::value::RawValue;

use super::error::{DecodeError, Digits, Trace};
use super::node::Node;
use crate::schema::{FieldPath, NextPage, Paging};

/// The paging information of a result page.
#[derive(Default)]
pub(crate) struct PageInfo {
    /// Number of items, nulls included.
    pub(crate) items: usize,
    /// Indexes of the nulls among the items.
    pub(crate) nulls: Vec<usize>,
    pub(crate) total: Option<i64>,
    /// Number of pages.
    pub(crate) pages: Option<i64>,
    /// Token or address of the next page, or the marker in the last item; `None` if it is absent, null or empty.
    pub(crate) next: Option<Value>,
    /// Hash of the items' text.
    pub(crate) hash: u64,
    /// True if two of the items differ.
    pub(crate) differ: bool,
}

/// Reads a page without its items.
///
/// # Errors
///
/// The body is not an object, or its items, its total or its number of pages have the wrong type.
pub(crate) fn page_info(body: &[u8], paging: Paging) -> Result<PageInfo, DecodeError> {
    let is_list = paging.items.is_empty();
    let first = if is_list { b'[' } else { b'{' };
    if body.trim_ascii_start().first() != Some(&first) {
        match is_list {
            true => super::from_slice(body, &mut Vec::<Value>::new())?,
            false => super::from_slice(body, &mut BTreeMap::<String, Value>::new())?,
        }
    }
    let mut trace = Trace::new(usize::MAX, Digits::Lost);
    let mut info = PageInfo::default();
    let key = match paging.next {
        NextPage::Marker { key, .. } => Some(key),
        _ => None,
    };
    let mut wanted = vec![(Part::Items, paging.items)];
    wanted.extend(paging.total.map(|path| (Part::Total, path)));
    match paging.next {
        NextPage::Page { pages: Some(pages), .. } => wanted.push((Part::Pages, pages)),
        NextPage::Token { from, .. } | NextPage::Url { from } => wanted.push((Part::Next, from)),
        _ => {}
    }
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let mut visitor = PageVisitor { wanted, key, info: &mut info, trace: &mut trace };
    let result = match is_list {
        true => <&RawValue>::deserialize(&mut deserializer).and_then(|text| visitor.items("", text.get())),
        false => deserializer.deserialize_map(visitor),
    };
    match result {
        Ok(()) => Ok(info),
        Err(error) => Err(DecodeError::new(trace, &error)),
    }
}

/// Part of a page that is read.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Items,
    Total,
    Pages,
    Next,
}

struct PageVisitor<'a> {
    /// The parts below the object that is read, with their paths from it.
    wanted: Vec<(Part, FieldPath)>,
    /// The marker in an item.
    key: Option<FieldPath>,
    info: &'a mut PageInfo,
    trace: &'a mut Trace,
}

impl PageVisitor<'_> {
    fn items<E: Error>(&mut self, name: &'static str, text: &str) -> Result<(), E> {
        let mut hasher = DefaultHasher::new();
        hasher.write(text.as_bytes());
        self.info.hash = hasher.finish();
        (self.info.nulls, self.info.differ) = (Vec::new(), false);
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let mut last = None;
        self.info.items = match text.as_bytes().first() {
            Some(b'[') => {
                let elements = deserializer.deserialize_seq(ElementVisitor::default()).map_err(E::custom)?;
                (self.info.nulls, self.info.differ) = (elements.nulls, elements.differ);
                last = elements.last;
                elements.count
            }
            // A single object is a list of one.
            Some(b'{') => {
                last = Some(text);
                1
            }
            // Null counts as no list; anything else is refused, as for any list.
            _ => {
                let slot = &mut None::<Vec<Value>>;
                if (Node { slot, trace: &mut *self.trace }).deserialize(&mut deserializer).is_err() {
                    self.trace.field(name, false);
                    // The parser of the body adds the position.
                    return Err(E::custom("no list"));
                }
                0
            }
        };
        if let Some(key) = self.key {
            self.info.next = last.and_then(|last| marker(last, key));
        }
        Ok(())
    }

    /// Reads a field of the object from its text.
    fn part<E: Error>(&mut self, part: Part, name: &'static str, text: &str) -> Result<(), E> {
        match part {
            Part::Items => self.items(name, text),
            Part::Next => {
                self.info.next = serde_json::from_str(text).ok().filter(is_given);
                Ok(())
            }
            Part::Total | Part::Pages => {
                let mut found = None::<i64>;
                let mut deserializer = serde_json::Deserializer::from_str(text);
                let node = Node { slot: &mut found, trace: &mut *self.trace };
                if node.deserialize(&mut deserializer).is_err() {
                    self.trace.field(name, false);
                    return Err(E::custom("no number"));
                }
                match part {
                    Part::Pages => self.info.pages = found,
                    _ => self.info.total = found,
                }
                Ok(())
            }
        }
    }

    /// Reads the parts in a nested object from its text; the parts of null are absent.
    fn within<E: Error>(&mut self, wanted: Vec<(Part, FieldPath)>, text: &str) -> Result<(), E> {
        if !text.starts_with('{') {
            return Ok(());
        }
        let inner = PageVisitor { wanted, key: self.key, info: &mut *self.info, trace: &mut *self.trace };
        serde_json::Deserializer::from_str(text).deserialize_map(inner).map_err(E::custom)
    }
}

impl<'de> Visitor<'de> for PageVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut entries: A) -> Result<(), A::Error> {
        while let Some(key) = entries.next_key::<Cow<'_, str>>()? {
            let mut here = Vec::new();
            let mut below = Vec::new();
            for (part, path) in &self.wanted {
                match path {
                    [name] if *name == key => here.push((*part, *name)),
                    [name, rest @ ..] if *name == key => below.push((*part, rest)),
                    _ => {}
                }
            }
            match here.as_slice() {
                [] if below.is_empty() => _ = entries.next_value::<IgnoredAny>()?,
                [(Part::Total, name)] if below.is_empty() => {
                    let slot = &mut self.info.total;
                    if let Err(error) = entries.next_value_seed(Node { slot, trace: &mut *self.trace }) {
                        self.trace.field(name, false);
                        return Err(error);
                    }
                }
                _ => {
                    let text = entries.next_value::<&RawValue>()?.get();
                    for (part, name) in here {
                        self.part(part, name, text)?;
                    }
                    if !below.is_empty() {
                        self.within(below, text)?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// The marker in the text of an item.
fn marker(item: &str, key: FieldPath) -> Option<Value> {
    let item: Value = serde_json::from_str(item).ok()?;
    key.iter().try_fold(&item, |value, name| value.get(name)).filter(|value| is_given(value)).cloned()
}

/// True unless it is null or empty, which means that there is no token.
fn is_given(token: &Value) -> bool {
    !token.is_null() && token.as_str() != Some("")
}

/// Elements of a list: their number, the indexes of nulls, and a comparison with the first.
#[derive(Default)]
struct ElementVisitor<'de> {
    count: usize,
    nulls: Vec<usize>,
    first: Option<&'de str>,
    /// The last one that is not null.
    last: Option<&'de str>,
    differ: bool,
}

impl<'de> Visitor<'de> for ElementVisitor<'de> {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut elements: A) -> Result<Self, A::Error> {
        while let Some(element) = elements.next_element::<&RawValue>()? {
            let text = element.get();
            match text {
                "null" => self.nulls.push(self.count),
                text => self.last = Some(text),
            }
            self.differ |= *self.first.get_or_insert(text) != text;
            self.count += 1;
        }
        Ok(self)
    }
}
