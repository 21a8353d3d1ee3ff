//! Bodies of `application/x-www-form-urlencoded`: the fields of an object as pairs.

use crate::schema::{Part, Style};
use crate::value::model;
use crate::value::slot::{Scalar, Slot, View, items};
use crate::wire::encode::{self, Unsendable};
use crate::wire::percent::push_escaped;

/// Encodes an object as percent-encoded pairs: a list repeats its key, an object in it is JSON. `parts` are the fields
/// with another encoding.
///
/// # Errors
///
/// [`Unsendable::NoJsonForm`] for a number that is NaN or infinite, and for a file.
pub fn urlencoded(slot: &dyn Slot, parts: &[Part]) -> Result<String, Unsendable> {
    let mut body = Pairs { text: String::new() };
    for (name, view) in entries(slot.view()) {
        let style = parts.iter().find(|part| part.name == name).map(|part| part.style).unwrap_or_default();
        match style.separator() {
            _ if style == Style::Deep => body.deep(&name, view)?,
            Some(separator) => body.joined(&name, view, separator)?,
            None => body.repeated(&name, view)?,
        }
    }
    Ok(body.text)
}

/// The fields of an object that are given.
fn entries(view: View<'_>) -> Vec<(String, View<'_>)> {
    let all: Vec<(String, View<'_>)> = match view {
        View::Model(model) => {
            let mut all = Vec::new();
            for (field, view) in model::fields(model) {
                match view {
                    View::Map(_) if field.is_additional() => all.extend(entries(view)),
                    // The name of a required field must be there; null is an empty value.
                    View::Null if field.is_required() => all.push((field.name.to_owned(), View::Text(""))),
                    _ => all.push((field.name.to_owned(), view)),
                }
            }
            all
        }
        View::Map(map) => map.entries().into_iter().map(|(key, view)| (key.to_owned(), view)).collect(),
        View::Json(serde_json::Value::Object(map)) => {
            map.iter().map(|(key, value)| (key.clone(), View::Json(value))).collect()
        }
        View::Union(union) => {
            let tag = union.tag_beside().map(|(name, value)| (name.to_owned(), value));
            tag.into_iter().chain(entries(union.value().1)).collect()
        }
        _ => Vec::new(),
    };
    all.into_iter().filter(|(_, view)| !matches!(view, View::Absent | View::Null)).collect()
}

/// The value of a union's variant; any other value unchanged.
fn chosen(view: View<'_>) -> View<'_> {
    match view {
        View::Union(union) => chosen(union.value().1),
        other => other,
    }
}

struct Pairs {
    text: String,
}

impl Pairs {
    fn push(&mut self, name: &str, value: &str) {
        if !self.text.is_empty() {
            self.text.push('&');
        }
        push_escaped(&mut self.text, name.as_bytes());
        self.text.push('=');
        push_escaped(&mut self.text, value.as_bytes());
    }

    fn repeated(&mut self, name: &str, view: View<'_>) -> Result<(), Unsendable> {
        match elements(view) {
            Some(elements) => elements.into_iter().try_for_each(|item| self.repeated(name, item)),
            None => {
                self.push(name, &text(view)?);
                Ok(())
            }
        }
    }

    fn joined(&mut self, name: &str, view: View<'_>, separator: &str) -> Result<(), Unsendable> {
        let Some(elements) = elements(view) else { return self.repeated(name, view) };
        let texts = elements.into_iter().map(text).collect::<Result<Vec<_>, _>>()?;
        if !texts.is_empty() {
            self.push(name, &texts.join(separator));
        }
        Ok(())
    }

    /// `name[field]=…`, `name[0][field]=…`
    fn deep(&mut self, name: &str, view: View<'_>) -> Result<(), Unsendable> {
        if let Some(elements) = elements(view) {
            let mut numbered = elements.into_iter().enumerate();
            return numbered.try_for_each(|(index, item)| self.deep(&format!("{name}[{index}]"), item));
        }
        let is_object =
            matches!(chosen(view), View::Model(_) | View::Map(_) | View::Json(serde_json::Value::Object(_)));
        if !is_object {
            self.push(name, &text(view)?);
            return Ok(());
        }
        entries(view).into_iter().try_for_each(|(field, view)| self.deep(&format!("{name}[{field}]"), view))
    }
}

/// The elements of a list.
fn elements(view: View<'_>) -> Option<Vec<View<'_>>> {
    match chosen(view) {
        View::List(list) => Some(items(list).collect()),
        View::Json(serde_json::Value::Array(list)) => Some(list.iter().map(View::Json).collect()),
        _ => None,
    }
}

/// A value as text: a string unchanged, everything else as JSON.
fn text(view: View<'_>) -> Result<String, Unsendable> {
    match view {
        View::Text(text) => Ok(text.to_owned()),
        View::Json(serde_json::Value::String(text)) => Ok(text.clone()),
        View::Enum(value) => match value.scalar() {
            Scalar::Text(text) => Ok(text.to_owned()),
            _ => json(view),
        },
        View::Union(union) if !matches!(chosen(view), View::Model(_)) => text(union.value().1),
        _ => json(view),
    }
}

fn json(view: View<'_>) -> Result<String, Unsendable> {
    Ok(String::from_utf8_lossy(&encode::view(view)?).into_owned())
}
