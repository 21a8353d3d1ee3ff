//! Multipart forms: one part per field of a model.

use std::borrow::Cow;
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::value::model;
use crate::value::slot::{Scalar, Slot, View, items};
use crate::wire::encode::{self, Unsendable};

/// An encoded form.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Form {
    /// The value of the `Content-Type` header, with the boundary.
    pub content_type: String,
    /// The body.
    pub body: Vec<u8>,
}

/// A part of a form.
struct Part<'a> {
    headers: String,
    content: Cow<'a, [u8]>,
}

/// Encodes a model as a form: strings and numbers as they are, files with name and media type, a list as one part per
/// element, everything else as JSON. Equal models yield equal forms.
///
/// # Errors
///
/// [`Unsendable::NoJsonForm`] for a number that is NaN or infinite, and for a file within a list or an object of JSON.
pub fn multipart(slot: &dyn Slot) -> Result<Form, Unsendable> {
    let mut parts = Vec::new();
    if let View::Model(model) = slot.view() {
        for (field, view) in model::fields(model) {
            match view {
                View::Map(map) if field.is_additional() => {
                    map.entries().into_iter().try_for_each(|(key, view)| add(&mut parts, key, view))?;
                }
                _ => add(&mut parts, field.name, view)?,
            }
        }
    }
    let boundary = boundary(&parts);
    let mut body = Vec::with_capacity(parts.iter().map(|part| part.content.len() + 256).sum());
    for part in &parts {
        body.extend_from_slice(format!("--{boundary}\r\n{}\r\n", part.headers).as_bytes());
        body.extend_from_slice(&part.content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    Ok(Form { content_type: format!("multipart/form-data; boundary={boundary}"), body })
}

fn add<'a>(parts: &mut Vec<Part<'a>>, name: &str, view: View<'a>) -> Result<(), Unsendable> {
    let plain = |content: Cow<'a, [u8]>| Part { headers: disposition(name, None), content };
    match view {
        View::Absent | View::Null => {}
        View::List(list) => items(list).try_for_each(|item| add(parts, name, item))?,
        View::File(file) => parts.push(Part {
            headers: disposition(name, Some(file.name())) + &content_type(file.content_type()),
            content: Cow::Borrowed(file.bytes()),
        }),
        View::Text(text) => parts.push(plain(Cow::Borrowed(text.as_bytes()))),
        View::Enum(value) => match value.scalar() {
            Scalar::Text(text) => parts.push(plain(Cow::Borrowed(text.as_bytes()))),
            _ => parts.push(plain(Cow::Owned(encode::view(view)?))),
        },
        View::Integer(_) | View::Unsigned(_) | View::Number(_) | View::Boolean(_) | View::Timestamp(_) => {
            parts.push(plain(Cow::Owned(encode::view(view)?)));
        }
        View::Union(union) if !matches!(union.value().1, View::Model(_)) => {
            add(parts, name, union.value().1)?
        }
        View::Json(_) | View::Map(_) | View::Model(_) | View::Union(_) => parts.push(Part {
            headers: disposition(name, None) + &content_type("application/json"),
            content: Cow::Owned(encode::view(view)?),
        }),
    }
    Ok(())
}

fn disposition(name: &str, file_name: Option<&str>) -> String {
    let name = quoted(name);
    match file_name {
        None => format!("Content-Disposition: form-data; name={name}\r\n"),
        Some(file_name) => {
            format!("Content-Disposition: form-data; name={name}; filename={}\r\n", quoted(file_name))
        }
    }
}

fn content_type(content_type: &str) -> String {
    let content_type: String = content_type.chars().filter(|character| !character.is_control()).collect();
    format!("Content-Type: {content_type}\r\n")
}

/// Escapes a name like browsers, so that it cannot end its header.
fn quoted(name: &str) -> String {
    let mut quoted = name.to_owned();
    for (mark, escaped) in [("\"", "%22"), ("\r", "%0D"), ("\n", "%0A")] {
        quoted = quoted.replace(mark, escaped);
    }
    format!("\"{quoted}\"")
}

/// A boundary made from a hash of the form: equal forms have equal boundaries, and no content can be made to contain its
/// own, so that it need not be searched for.
fn boundary(parts: &[Part<'_>]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(&part.headers);
        hasher.update(&*part.content);
    }
    let mut boundary = "form-".to_owned();
    for byte in &hasher.finalize()[..16] {
        let _ = write!(boundary, "{byte:02x}");
    }
    boundary
}
