//! The types that the runtime itself offers for fields, and what each takes for its own.
//!
//! A value of another type is taken where nothing gets lost: `"3"` for 3, `3.0` for 3, `"true"` for true, a number
//! or a truth value for its text.

use std::collections::BTreeMap;

use crate::value::number;
use crate::value::slot::{
    Content, ListSlot, ListView, MapSlot, MapView, Mismatch, Scalar, Shape, Slot, View,
};
use crate::value::timestamp::Timestamp;

const TEXT: &str = "text";
const WHOLE: &str = "a whole number";
const NUMBER: &str = "a number";
const BOOLEAN: &str = "true or false";
const LIST: &str = "a list";
const OBJECT: &str = "an object";

/// Beyond this, neighbouring whole numbers are the same decimal: 2 to the power of 53.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The value as a whole number.
///
/// # Errors
///
/// It is none, or too large.
pub fn integer(scalar: Scalar<'_>) -> Result<i64, Mismatch> {
    match scalar {
        Scalar::Integer(number) => Some(number),
        Scalar::Number(number) => whole(number),
        Scalar::Text(text) => text.parse().ok().or_else(|| whole(decimal(text)?)),
        Scalar::Unsigned(_) | Scalar::Boolean(_) => None,
    }
    .ok_or(Mismatch { expected: WHOLE })
}

/// The value as a decimal.
fn number(scalar: Scalar<'_>) -> Result<f64, Mismatch> {
    match scalar {
        Scalar::Number(number) => Some(number),
        Scalar::Integer(number) => exact(i128::from(number)),
        Scalar::Unsigned(number) => exact(i128::from(number)),
        Scalar::Text(text) => match text.parse::<i64>() {
            Ok(number) => exact(i128::from(number)),
            Err(_) => decimal(text),
        },
        Scalar::Boolean(_) => None,
    }
    .ok_or(Mismatch { expected: NUMBER })
}

/// The value as text.
///
/// # Errors
///
/// It is a number whose digits have already been lost.
pub(crate) fn text(scalar: Scalar<'_>) -> Result<String, Mismatch> {
    match scalar {
        Scalar::Text(text) => Ok(text.to_owned()),
        Scalar::Boolean(value) => Ok(value.to_string()),
        Scalar::Integer(number) => Ok(number.to_string()),
        Scalar::Unsigned(number) => Ok(number.to_string()),
        Scalar::Number(number) if number.abs() < EXACT => Ok(number::json(number)),
        Scalar::Number(_) => Err(Mismatch { expected: TEXT }),
    }
}

/// A decimal that is a whole number.
fn whole(number: f64) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "whole and small enough, just tested")]
    (number.fract() == 0.0 && number.abs() < EXACT).then_some(number as i64)
}

/// A whole number as a decimal, if it is the same number still.
fn exact(number: i128) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "the loss is what is tested")]
    let decimal = number as f64;
    #[expect(clippy::cast_possible_truncation, reason = "came from 64 bits")]
    (decimal as i128 == number).then_some(decimal)
}

/// Text that is a decimal number. What Rust takes beyond that (`inf`, `nan`) is none.
fn decimal(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

impl Content for String {
    #[inline]
    fn empty() -> Self {
        Self::new()
    }

    #[inline]
    fn from_scalar(scalar: Scalar<'_>) -> Result<Self, Mismatch> {
        text(scalar)
    }

    #[inline]
    fn open(&mut self) -> Shape<'_> {
        Shape::Scalar(TEXT)
    }

    #[inline]
    fn view(&self) -> View<'_> {
        View::Text(self)
    }
}

impl Content for i64 {
    #[inline]
    fn empty() -> Self {
        0
    }

    #[inline]
    fn from_scalar(scalar: Scalar<'_>) -> Result<Self, Mismatch> {
        integer(scalar)
    }

    #[inline]
    fn open(&mut self) -> Shape<'_> {
        Shape::Scalar(WHOLE)
    }

    #[inline]
    fn view(&self) -> View<'_> {
        View::Integer(*self)
    }
}

impl Content for f64 {
    fn empty() -> Self {
        0.0
    }

    fn from_scalar(scalar: Scalar<'_>) -> Result<Self, Mismatch> {
        number(scalar)
    }

    fn open(&mut self) -> Shape<'_> {
        Shape::Scalar(NUMBER)
    }

    fn view(&self) -> View<'_> {
        View::Number(*self)
    }
}

impl Content for bool {
    fn empty() -> Self {
        false
    }

    fn from_scalar(scalar: Scalar<'_>) -> Result<Self, Mismatch> {
        match scalar {
            Scalar::Boolean(value) => Ok(value),
            Scalar::Text("true") => Ok(true),
            Scalar::Text("false") => Ok(false),
            _ => Err(Mismatch { expected: BOOLEAN }),
        }
    }

    fn open(&mut self) -> Shape<'_> {
        Shape::Scalar(BOOLEAN)
    }

    fn view(&self) -> View<'_> {
        View::Boolean(*self)
    }
}

impl Content for Timestamp {
    fn empty() -> Self {
        Self::from_millis(0)
    }

    fn from_scalar(scalar: Scalar<'_>) -> Result<Self, Mismatch> {
        integer(scalar).map(Self::from_millis)
    }

    fn open(&mut self) -> Shape<'_> {
        Shape::Scalar(WHOLE)
    }

    fn view(&self) -> View<'_> {
        View::Timestamp(*self)
    }
}

impl Content for serde_json::Value {
    const HOLDS_NULL: bool = true;

    fn empty() -> Self {
        Self::Null
    }

    fn from_scalar(scalar: Scalar<'_>) -> Result<Self, Mismatch> {
        Ok(match scalar {
            Scalar::Boolean(value) => Self::from(value),
            Scalar::Integer(number) => Self::from(number),
            Scalar::Unsigned(number) => Self::from(number),
            Scalar::Number(number) => Self::from(number),
            Scalar::Text(text) => Self::from(text),
        })
    }

    fn open(&mut self) -> Shape<'_> {
        Shape::Json(self)
    }

    fn view(&self) -> View<'_> {
        View::Json(self)
    }
}

/// The answer of an operation that answers nothing: whatever stands there is read over.
impl Content for () {
    const HOLDS_NULL: bool = true;

    fn empty() -> Self {}

    fn from_scalar(_: Scalar<'_>) -> Result<Self, Mismatch> {
        Ok(())
    }

    fn open(&mut self) -> Shape<'_> {
        Shape::Nothing
    }

    fn view(&self) -> View<'_> {
        View::Absent
    }
}

impl<T: Content> Content for Vec<T> {
    #[inline]
    fn empty() -> Self {
        Self::new()
    }

    #[inline]
    fn from_scalar(_: Scalar<'_>) -> Result<Self, Mismatch> {
        Err(Mismatch { expected: LIST })
    }

    #[inline]
    fn open(&mut self) -> Shape<'_> {
        Shape::List(self)
    }

    #[inline]
    fn view(&self) -> View<'_> {
        View::List(self)
    }
}

impl<T: Content> ListSlot for Vec<T> {
    #[inline]
    fn push(&mut self) -> &mut dyn Slot {
        let index = self.len();
        Vec::push(self, T::empty());
        &mut self[index]
    }

    #[inline]
    fn pop(&mut self) {
        Vec::pop(self);
    }
}

impl<T: Content> ListView for Vec<T> {
    #[inline]
    fn len(&self) -> usize {
        Vec::len(self)
    }

    #[inline]
    fn item(&self, index: usize) -> View<'_> {
        self.get(index).map_or(View::Absent, Content::view)
    }
}

impl<T: Content> Content for BTreeMap<String, T> {
    fn empty() -> Self {
        Self::new()
    }

    fn from_scalar(_: Scalar<'_>) -> Result<Self, Mismatch> {
        Err(Mismatch { expected: OBJECT })
    }

    fn open(&mut self) -> Shape<'_> {
        Shape::Map(self)
    }

    fn view(&self) -> View<'_> {
        View::Map(self)
    }
}

impl<T: Content> MapSlot for BTreeMap<String, T> {
    fn entry(&mut self, key: &str) -> &mut dyn Slot {
        let value = BTreeMap::entry(self, key.to_owned()).or_insert_with(T::empty);
        *value = T::empty();
        value
    }

    fn remove(&mut self, key: &str) {
        BTreeMap::remove(self, key);
    }
}

impl<T: Content> MapView for BTreeMap<String, T> {
    fn len(&self) -> usize {
        BTreeMap::len(self)
    }

    fn entries(&self) -> Vec<(&str, View<'_>)> {
        self.iter().map(|(key, value)| (key.as_str(), value.view())).collect()
    }
}
