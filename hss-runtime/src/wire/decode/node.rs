//! The decoding loop: walks the text and the table in parallel, for any model and any format.

use std::fmt;
use std::mem::size_of_val;

use serde::de::{
    Deserialize as _, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::value::RawValue;

use super::budget;
use super::error::{Digits, Trace};
use super::json::{self, Json};
use super::key::{Found, Key};
use super::rest::{Rest, entry};
use crate::schema::{Model, Table};
use crate::value::model::VisitorMut;
use crate::value::slot::{self, ListSlot, MapSlot, Mismatch, Scalar, Shape, Slot, View};
use crate::value::union::UnionDecoder;

impl Shape<'_> {
    /// The expected type, in words.
    pub(super) fn expected(&self) -> &'static str {
        match self {
            Shape::Scalar(expected) => expected,
            Shape::Model | Shape::Map(_) => "an object",
            Shape::File(_) => "a file",
            Shape::List(_) => "a list",
            Shape::Json(_) | Shape::Union(..) | Shape::Nothing => "any value",
        }
    }
}

/// True for a slot of a string or an enumeration of strings. Empties the slot.
fn is_text(slot: &mut dyn Slot) -> bool {
    matches!(slot.open(), Shape::Scalar(slot::STRING))
}

/// Decodes a value into a slot; yields `false` for a null that the slot cannot hold.
pub(super) struct Node<'a> {
    pub(super) slot: &'a mut dyn Slot,
    pub(super) trace: &'a mut Trace,
}

impl Node<'_> {
    #[inline]
    fn scalar<E: Error>(self, scalar: Scalar<'_>) -> Result<bool, E> {
        match self.slot.set_scalar(scalar) {
            Ok(()) => Ok(true),
            Err(mismatch) => self.mismatched(scalar, mismatch),
        }
    }

    /// Ignores a code that is a word, since the type of a code only has integers; any other mismatch is an error.
    #[cold]
    fn mismatched<E: Error>(self, scalar: Scalar<'_>, mismatch: Mismatch) -> Result<bool, E> {
        if mismatch.expected == slot::CODE && matches!(scalar, Scalar::Text(_)) {
            tracing::debug!("a code that is not an integer is ignored");
            return Ok(self.slot.set_null());
        }
        Err(self.trace.scalar(scalar, mismatch))
    }

    /// Decodes a string from its JSON text, so that a number keeps its digits.
    #[cold]
    fn json_text<'de, D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        let text = Box::<RawValue>::deserialize(deserializer)?;
        match json::number(text.get()) {
            Some(_) => self.scalar(Scalar::Text(text.get())),
            None => {
                serde_json::Deserializer::from_str(text.get()).deserialize_any(self).map_err(Error::custom)
            }
        }
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = bool;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        if self.trace.digits == Digits::Kept && is_text(self.slot) {
            return self.json_text(deserializer);
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = bool;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    #[inline]
    fn visit_bool<E: Error>(self, value: bool) -> Result<bool, E> {
        self.scalar(Scalar::Boolean(value))
    }

    #[inline]
    fn visit_i64<E: Error>(self, number: i64) -> Result<bool, E> {
        self.scalar(Scalar::Integer(number))
    }

    #[inline]
    fn visit_u64<E: Error>(self, number: u64) -> Result<bool, E> {
        self.scalar(i64::try_from(number).map_or(Scalar::Unsigned(number), Scalar::Integer))
    }

    #[inline]
    fn visit_f64<E: Error>(self, number: f64) -> Result<bool, E> {
        if self.trace.digits == Digits::Watched && is_text(self.slot) {
            return Err(self.trace.stop_for_digits());
        }
        self.scalar(Scalar::Number(number))
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<bool, E> {
        self.scalar(Scalar::Text(text))
    }

    #[inline]
    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<bool, E> {
        self.visit_str(text)
    }

    #[inline]
    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        Ok(self.slot.set_null())
    }

    #[inline]
    fn visit_none<E: Error>(self) -> Result<bool, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, elements: A) -> Result<bool, A::Error> {
        match self.slot.open() {
            Shape::List(list) => sequence(list, self.trace, elements)?,
            Shape::Json(value) => {
                *value = Json(self.trace).visit_seq(elements)?;
            }
            Shape::Union(union, UnionDecoder(decode)) => {
                let value = Json(&mut *self.trace).visit_seq(elements)?;
                return decode(union, self.trace, value).map_err(Error::custom);
            }
            Shape::Nothing => {
                IgnoredAny.visit_seq(elements)?;
            }
            other => return Err(self.trace.compound("a list", other.expected())),
        }
        Ok(true)
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<bool, A::Error> {
        let mut object = Object::new(entries, &mut *self.trace);
        object.is_boxed = budget::is_pointer(size_of_val(&*self.slot));
        if self.slot.visit_model(&mut object) {
            return object.result.map(|()| true);
        }
        let Some(entries) = object.entries else { return Ok(true) };
        match self.slot.open() {
            Shape::Map(map) => mapping(map, self.trace, entries)?,
            Shape::List(list) => only_element(list, self.trace, entries)?,
            Shape::Json(value) => {
                *value = Json(self.trace).visit_map(entries)?;
            }
            Shape::Union(union, UnionDecoder(decode)) => {
                let value = Json(&mut *self.trace).visit_map(entries)?;
                return decode(union, self.trace, value).map_err(Error::custom);
            }
            Shape::Nothing => {
                IgnoredAny.visit_map(entries)?;
            }
            Shape::Scalar(expected) => return number_in(self, expected, entries),
            other @ (Shape::Model | Shape::File(_)) => {
                return Err(self.trace.compound("an object", other.expected()));
            }
        }
        Ok(true)
    }
}

/// A visitor that decodes the entries of an object into the fields of a model.
struct Object<'a, 'de, A: MapAccess<'de>> {
    /// `None` after the visit.
    entries: Option<A>,
    trace: &'a mut Trace,
    result: Result<(), A::Error>,
    /// True if the model is boxed, so not stored inline in the list or model that contains it.
    is_boxed: bool,
}

impl<'a, 'de, A: MapAccess<'de>> Object<'a, 'de, A> {
    fn new(entries: A, trace: &'a mut Trace) -> Self {
        Object { entries: Some(entries), trace, result: Ok(()), is_boxed: false }
    }

    fn read(
        &mut self,
        mut entries: A,
        table: &'static Model,
        places: &mut [&mut dyn Slot],
    ) -> Result<(), A::Error> {
        let (fields, others) = table.split();
        let (places, rest) = places.split_at_mut(fields.len().min(places.len()));
        let mut rest = Rest::new(rest.first_mut());
        if self.is_boxed {
            self.trace.charge(budget::fields(fields.len()))?;
        }
        let mut next = 0;
        while let Some(found) = entries.next_key_seed(Key { fields, next, keeps_others: others.is_some() })? {
            let place = match found {
                Found::Field(index) => places.get_mut(index).map(|slot| (index, &mut **slot)),
                Found::Number => return Err(wrong_number(self.trace, "an object", &mut entries)?),
                Found::Other(key) => {
                    rest.read(key, self.trace, &mut entries)?;
                    continue;
                }
                Found::Unknown => None,
            };
            let Some((index, slot)) = place else {
                entries.next_value::<IgnoredAny>()?;
                continue;
            };
            next = index + 1;
            if let Err(error) = entries.next_value_seed(Node { slot, trace: &mut *self.trace }) {
                self.trace.field(fields[index].name, fields[index].is_secret());
                return Err(error);
            }
        }
        Ok(())
    }
}

impl<'de, A: MapAccess<'de>> VisitorMut for Object<'_, 'de, A> {
    fn visit_mut(&mut self, table: Table<Model>, fields: &mut [&mut dyn Slot]) {
        if let Some(entries) = self.entries.take() {
            self.result = self.read(entries, table.get(), fields);
        }
    }
}

fn sequence<'de, A: SeqAccess<'de>>(
    list: &mut dyn ListSlot,
    trace: &mut Trace,
    mut elements: A,
) -> Result<(), A::Error> {
    let mut index = 0;
    loop {
        match elements.next_element_seed(Element { list: &mut *list, index, trace: &mut *trace }) {
            Ok(Some(())) => index += 1,
            Ok(None) => return Ok(()),
            Err(error) => {
                trace.index(index);
                return Err(error);
            }
        }
    }
}

/// Decodes an object as the only element of a list.
fn only_element<'de, A: MapAccess<'de>>(
    list: &mut dyn ListSlot,
    trace: &mut Trace,
    entries: A,
) -> Result<(), A::Error> {
    let mut object = Object::new(entries, &mut *trace);
    if list.push_model(&mut object) {
        return object.result;
    }
    Err(trace.compound("an object", "a list"))
}

/// Decodes an object where a scalar is expected, which is valid only for serde_json's representation of a number.
#[cold]
fn number_in<'de, A: MapAccess<'de>>(
    node: Node<'_>,
    expected: &'static str,
    mut entries: A,
) -> Result<bool, A::Error> {
    if entries.next_key::<String>()?.as_deref() != Some(json::NUMBER) {
        return Err(node.trace.compound("an object", expected));
    }
    let text: String = entries.next_value()?;
    match json::number(&text) {
        Some(_) if expected == slot::STRING => node.scalar(Scalar::Text(&text)),
        Some(number) => node.scalar(number),
        None => Err(node.trace.compound("an object", expected)),
    }
}

/// The mismatch of a number, in serde_json's representation, where an object or a list is expected.
#[cold]
fn wrong_number<'de, A: MapAccess<'de>>(
    trace: &mut Trace,
    expected: &'static str,
    entries: &mut A,
) -> Result<A::Error, A::Error> {
    let text: String = entries.next_value()?;
    Ok(match json::number(&text) {
        Some(number) => trace.scalar(number, Mismatch { expected }),
        None => trace.compound("an object", expected),
    })
}

fn mapping<'de, A: MapAccess<'de>>(
    map: &mut dyn MapSlot,
    trace: &mut Trace,
    mut entries: A,
) -> Result<(), A::Error> {
    let mut is_first = true;
    while let Some(key) = entries.next_key::<String>()? {
        if is_first && key == json::NUMBER {
            return Err(wrong_number(trace, "an object", &mut entries)?);
        }
        entry(map, key, is_first, trace, &mut entries)?;
        is_first = false;
    }
    Ok(())
}

/// Decodes an element and appends it to a list. The element is created only if the text has one.
struct Element<'a> {
    list: &'a mut dyn ListSlot,
    index: usize,
    trace: &'a mut Trace,
}

impl<'de> DeserializeSeed<'de> for Element<'_> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let size = self.list.element_size();
        self.trace.charge(budget::element(self.index, size))?;
        let trace = self.trace;
        let is_present = if budget::is_pointer(size) {
            Node { slot: self.list.push(), trace }.deserialize(deserializer)?
        } else {
            let slot = &mut NewElement { list: &mut *self.list, is_appended: false };
            Node { slot, trace }.deserialize(deserializer)?
        };
        if !is_present {
            self.list.pop();
        }
        Ok(())
    }
}

/// Element that is appended when its value is known, so that a model is created once, in the list.
struct NewElement<'a> {
    list: &'a mut dyn ListSlot,
    is_appended: bool,
}

impl NewElement<'_> {
    /// An empty element, replacing one that an earlier access appended.
    fn empty(&mut self) -> &mut dyn Slot {
        if self.is_appended {
            self.list.pop();
        }
        self.is_appended = true;
        self.list.push()
    }
}

impl Slot for NewElement<'_> {
    fn set_scalar(&mut self, scalar: Scalar<'_>) -> Result<(), Mismatch> {
        self.empty().set_scalar(scalar)
    }

    fn set_null(&mut self) -> bool {
        self.empty().set_null()
    }

    fn visit_model(&mut self, visitor: &mut dyn VisitorMut) -> bool {
        self.list.push_model(visitor)
    }

    fn open(&mut self) -> Shape<'_> {
        self.empty().open()
    }

    fn view(&self) -> View<'_> {
        View::Absent
    }
}
