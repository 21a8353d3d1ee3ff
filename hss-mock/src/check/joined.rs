//! Values that are joined in one text: in a path, in a header, and in a pair of a style with a separator.

use std::borrow::Cow;

use hss_spec::model::{Parameter, ParameterStyle, Type};
use serde_json::{Map, Value};

use super::scope::{Scope, Shape};
use super::text;
use crate::request::decode;

/// A text of joined values.
pub(super) struct Joined<'t> {
    text: &'t str,
    separator: Cow<'t, str>,
    /// True if the fields of an object are `name=value`, and not a name and a value apart.
    is_named: bool,
    /// True if each value is percent-encoded, so that none has the separator.
    is_encoded: bool,
}

impl<'t> Joined<'t> {
    /// The text of a pair, or of a header.
    pub(super) fn new(text: &'t str, separator: &'t str, is_named: bool) -> Self {
        Self { text, separator: separator.into(), is_named, is_encoded: false }
    }

    /// The value of a placeholder, without the prefix of its style.
    ///
    /// # Errors
    ///
    /// The part of the text that is missing, as the predicate of a sentence.
    pub(super) fn in_path(
        parameter: &Parameter,
        shape: Shape<'_, '_>,
        text: &'t str,
        is_encoded: bool,
    ) -> Result<Self, String> {
        let name = &parameter.field.name;
        let is_named = parameter.explode && shape.is_object();
        let matrix = format!(";{name}=");
        let (before, separator): (&str, Cow<'t, str>) = match (parameter.style, parameter.explode) {
            (ParameterStyle::Label, false) => (".", ",".into()),
            (ParameterStyle::Label, true) => (".", ".".into()),
            (ParameterStyle::Matrix, true) if is_named => (";", ";".into()),
            (ParameterStyle::Matrix, true) => (&matrix, matrix.clone().into()),
            (ParameterStyle::Matrix, false) => (&matrix, ",".into()),
            _ => ("", ",".into()),
        };
        match text.strip_prefix(before) {
            Some(text) => Ok(Self { text, separator, is_named, is_encoded }),
            None => Err(format!("does not begin with `{before}`")),
        }
    }

    /// The text without the prefix of its style.
    pub(super) fn whole(&self) -> String {
        self.decoded(self.text)
    }

    /// The value of this type.
    ///
    /// # Errors
    ///
    /// The fault in the text of an object, as the predicate of a sentence.
    pub(super) fn value(self, scope: Scope<'_>, ty: &Type) -> Result<Value, String> {
        match scope.shape(ty) {
            Shape::Single => Ok(text::value(scope, ty, &self.whole())),
            Shape::List(item) => {
                let mut cursor = Cursor { joined: &self, rest: Some(self.text) };
                Ok(std::iter::from_fn(|| cursor.value(scope, item)).collect())
            }
            object if self.is_named => self.named(scope, object),
            object => self.in_turn(scope, object),
        }
    }

    /// `name=value,name=value`; a value without a name belongs to the list before it.
    fn named(&self, scope: Scope<'_>, object: Shape<'_, '_>) -> Result<Value, String> {
        let mut fields = Map::new();
        let mut cursor = Cursor { joined: self, rest: Some(self.text) };
        let mut last: Option<String> = None;
        while let Some(rest) = cursor.rest {
            let end = rest.find(&*self.separator).unwrap_or(rest.len());
            let name = match rest[..end].split_once('=') {
                Some((name, _)) => {
                    cursor.rest = Some(&rest[name.len() + 1..]);
                    self.decoded(name)
                }
                None => last.clone().ok_or("is not `name=value`")?,
            };
            add(scope, object, &mut fields, &name, &mut cursor);
            last = Some(name);
        }
        Ok(fields.into())
    }

    /// `name,value,name,value`; a list goes on until the next name.
    fn in_turn(&self, scope: Scope<'_>, object: Shape<'_, '_>) -> Result<Value, String> {
        let mut fields = Map::new();
        let mut cursor = Cursor { joined: self, rest: Some(self.text) };
        while let Some(name) = cursor.text() {
            if cursor.rest.is_none() {
                return Err("is not a list of names, each with its value".to_owned());
            }
            add(scope, object, &mut fields, &name, &mut cursor);
            let is_list = object.field(&name).is_some_and(|ty| matches!(ty.not_null(), Type::List(_)));
            while is_list && cursor.peek().is_some_and(|next| !object.names(&next)) {
                add(scope, object, &mut fields, &name, &mut cursor);
            }
        }
        Ok(fields.into())
    }

    fn decoded(&self, text: &str) -> String {
        if self.is_encoded { decode(text) } else { text.to_owned() }
    }
}

/// Adds the next value to a field; for a list, the value is an element.
fn add(
    scope: Scope<'_>,
    object: Shape<'_, '_>,
    fields: &mut Map<String, Value>,
    name: &str,
    cursor: &mut Cursor<'_, '_>,
) {
    let ty = object.field(name).unwrap_or(&Type::String);
    let Type::List(item) = ty.not_null() else {
        fields.extend(cursor.value(scope, ty).map(|value| (name.to_owned(), value)));
        return;
    };
    let list = fields.entry(name).or_insert_with(|| Value::Array(Vec::new()));
    if let Value::Array(list) = list {
        list.extend(cursor.elements(scope, item));
    }
}

/// A place in a text of joined values.
struct Cursor<'j, 't> {
    joined: &'j Joined<'t>,
    /// The text that is left to read; `None` at the end.
    rest: Option<&'j str>,
}

impl Cursor<'_, '_> {
    /// The next value of this type.
    fn value(&mut self, scope: Scope<'_>, ty: &Type) -> Option<Value> {
        if text::is_json(scope, ty)
            && !self.joined.is_encoded
            && let Some(value) = self.json()
        {
            return Some(value);
        }
        Some(text::value(scope, ty, &self.text()?))
    }

    /// The next elements of a list that is a field of an object: they are joined by commas, whatever separates the fields.
    fn elements(&mut self, scope: Scope<'_>, item: &Type) -> Vec<Value> {
        if self.joined.separator == "," && !self.joined.is_encoded {
            return self.value(scope, item).into_iter().collect();
        }
        let Some(text) = self.text() else { return Vec::new() };
        let joined = Joined::new(&text, ",", false);
        let mut cursor = Cursor { joined: &joined, rest: Some(&text) };
        std::iter::from_fn(|| cursor.value(scope, item)).collect()
    }

    /// The next value, if it is JSON up to a separator: separators inside of it are its own.
    fn json(&mut self) -> Option<Value> {
        let rest = self.rest?;
        let mut values = serde_json::Deserializer::from_str(rest).into_iter();
        let value = values.next()?.ok()?;
        let after = rest.get(values.byte_offset()..)?;
        self.rest = match after.strip_prefix(&*self.joined.separator) {
            Some(after) => Some(after),
            None if after.is_empty() => None,
            None => return None,
        };
        Some(value)
    }

    /// The next text.
    fn text(&mut self) -> Option<String> {
        let text = self.peek()?;
        self.rest = self.rest?.split_once(&*self.joined.separator).map(|(_, after)| after);
        Some(text)
    }

    fn peek(&self) -> Option<String> {
        let rest = self.rest?;
        let end = rest.find(&*self.joined.separator).unwrap_or(rest.len());
        Some(self.joined.decoded(&rest[..end]))
    }
}
