//! Multipart forms: one part per field of a model.

use std::borrow::Cow;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::sync::LazyLock;

use bytes::Bytes;
use http::header::HeaderName;

use crate::schema;
use crate::value::file_content::FileContent;
use crate::value::model;
use crate::value::slot::{Scalar, Slot, View, items};
use crate::value::upload::Streamed;
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

/// A header of a part, set by the caller.
pub(crate) struct PartHeader {
    pub(crate) part: String,
    pub(crate) name: HeaderName,
    /// Visible ASCII.
    pub(crate) value: String,
}

/// A part of a form.
struct Part<'a> {
    headers: String,
    content: Content<'a>,
}

enum Content<'a> {
    Bytes(Cow<'a, [u8]>),
    Streamed(&'a Streamed),
}

/// A piece of an encoded form.
#[derive(Clone)]
pub(crate) enum Segment {
    Bytes(Bytes),
    Streamed(Streamed),
}

/// Encodes a model as a form: strings and numbers as text, files with name and media type, those without a name as text, a list as one part per
/// element, everything else as JSON. `parts` are the fields with another media type. Equal models yield equal forms.
///
/// # Errors
///
/// [`Unsendable::NoJsonForm`] for a number that is NaN or infinite, and for a file within a list or an object of JSON;
/// [`Unsendable::Streamed`] for a streamed file.
pub fn multipart(slot: &dyn Slot, encodings: &[schema::Part]) -> Result<Form, Unsendable> {
    let (content_type, segments) = segments(slot, encodings, &[])?;
    let mut body = Vec::new();
    for segment in segments {
        match segment {
            Segment::Bytes(bytes) => body.extend_from_slice(&bytes),
            Segment::Streamed(_) => return Err(Unsendable::Streamed),
        }
    }
    Ok(Form { content_type, body })
}

/// The media type of a form, and its segments: one, unless files are streamed.
pub(crate) fn segments(
    slot: &dyn Slot,
    encodings: &[schema::Part],
    headers: &[PartHeader],
) -> Result<(String, Vec<Segment>), Unsendable> {
    let mut parts = Vec::new();
    if let View::Model(model) = slot.view() {
        for (field, view) in model::fields(model) {
            let encoding = encodings.iter().find(|part| part.name == field.name);
            let media_type = encoding.map_or("", |part| part.media_type);
            let before = parts.len();
            match view {
                View::Map(map) if field.is_additional() => {
                    map.entries().into_iter().try_for_each(|(key, view)| add(&mut parts, key, "", view))?;
                }
                View::Null if field.is_required() => add(&mut parts, field.name, "", View::Text(""))?,
                _ => add(&mut parts, field.name, media_type, view)?,
            }
            for PartHeader { name, value, .. } in headers.iter().filter(|header| header.part == field.name) {
                let line = format!("{name}: {value}\r\n");
                parts[before..].iter_mut().for_each(|part| part.headers.push_str(&line));
            }
        }
    }
    let boundary = boundary(&parts);
    let (mut segments, mut body) = (Vec::new(), Vec::new());
    for part in &parts {
        body.extend_from_slice(format!("--{boundary}\r\n{}\r\n", part.headers).as_bytes());
        match &part.content {
            Content::Bytes(bytes) => body.extend_from_slice(bytes),
            Content::Streamed(streamed) => {
                segments.push(Segment::Bytes(std::mem::take(&mut body).into()));
                segments.push(Segment::Streamed((*streamed).clone()));
            }
        }
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    segments.push(Segment::Bytes(body.into()));
    Ok((format!("multipart/form-data; boundary={boundary}"), segments))
}

fn add<'a>(
    parts: &mut Vec<Part<'a>>,
    name: &str,
    media_type: &str,
    view: View<'a>,
) -> Result<(), Unsendable> {
    let typed = |default: &str| match if media_type.is_empty() { default } else { media_type } {
        "" => String::new(),
        media_type => content_type(media_type),
    };
    let plain = |content: Cow<'a, [u8]>| Part {
        headers: disposition(name, None) + &typed(""),
        content: Content::Bytes(content),
    };
    match view {
        View::Absent | View::Null => {}
        View::List(list) => items(list).try_for_each(|item| add(parts, name, media_type, item))?,
        View::File(file) => {
            // A type that the caller has set takes precedence over the documented one.
            let is_set = file.content_type() != FileContent::BYTES || media_type.is_empty();
            let own = if is_set { file.content_type() } else { media_type };
            // Without a name, it is a text, which servers take for a value rather than for a file.
            let headers = match file.name() {
                "" if own == FileContent::BYTES => disposition(name, None),
                "" => disposition(name, None) + &content_type(own),
                file_name => disposition(name, Some(file_name)) + &content_type(own),
            };
            parts.push(Part {
                headers,
                content: match file.streamed() {
                    Some(streamed) => Content::Streamed(streamed),
                    None => Content::Bytes(Cow::Borrowed(file.bytes())),
                },
            });
        }
        View::Text(_) | View::Enum(_) if is_json(media_type) => {
            parts.push(plain(Cow::Owned(encode::view(view)?)));
        }
        View::Text(text) => parts.push(plain(Cow::Borrowed(text.as_bytes()))),
        View::Enum(value) => match value.scalar() {
            Scalar::Text(text) => parts.push(plain(Cow::Borrowed(text.as_bytes()))),
            _ => parts.push(plain(Cow::Owned(encode::view(view)?))),
        },
        View::Integer(_) | View::Unsigned(_) | View::Number(_) | View::Boolean(_) | View::Timestamp(_) => {
            parts.push(plain(Cow::Owned(encode::view(view)?)));
        }
        View::Union(union) if !matches!(union.value().1, View::Model(_)) => {
            add(parts, name, media_type, union.value().1)?
        }
        View::Json(_) | View::Map(_) | View::Model(_) | View::Union(_) => parts.push(Part {
            headers: disposition(name, None) + &typed("application/json"),
            content: Content::Bytes(Cow::Owned(encode::view(view)?)),
        }),
    }
    Ok(())
}

/// True if text in that media type is quoted.
fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence.ends_with("/json") || essence.ends_with("+json")
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

/// The key of all boundaries of this process.
static KEY: LazyLock<RandomState> = LazyLock::new(RandomState::new);

/// A boundary from a keyed hash of the form: equal forms have equal boundaries, and content cannot be made to contain its
/// boundary without the key, so that it need not be searched for. Streamed content is replaced by random numbers.
fn boundary(parts: &[Part<'_>]) -> String {
    let half = |number: u8| {
        let mut hasher = KEY.build_hasher();
        hasher.write_u8(number);
        for part in parts {
            hasher.write(part.headers.as_bytes());
            match &part.content {
                Content::Bytes(bytes) => hasher.write(bytes),
                Content::Streamed(_) => hasher.write_u64(RandomState::new().hash_one(0_u8)),
            }
        }
        hasher.finish()
    };
    format!("form-{:016x}{:016x}", half(0), half(1))
}
