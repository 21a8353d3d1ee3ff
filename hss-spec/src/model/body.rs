//! Bodies of requests: their encoding, and the media types among which a caller can choose.

use std::collections::BTreeMap;

use super::{Constraints, Field, Format, Part, Source, Type};
use crate::place::Place;

/// The encoding of a request body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Content {
    /// `application/json`
    Json,
    /// `multipart/form-data`, one part per field of the model
    Multipart,
    /// `application/x-www-form-urlencoded`, a pair per field of the object
    Urlencoded,
    /// The caller's bytes, unchanged
    Bytes,
}

impl Content {
    /// All encodings with their names in a spec file.
    pub const ALL: [(&'static str, Self); 4] = [
        ("json", Self::Json),
        ("multipart", Self::Multipart),
        ("urlencoded", Self::Urlencoded),
        ("bytes", Self::Bytes),
    ];

    /// The default media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Multipart => "multipart/form-data",
            Self::Urlencoded => "application/x-www-form-urlencoded",
            Self::Bytes => "application/octet-stream",
        }
    }

    /// Its name in a spec file.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, content)| *content == self).map_or("", |(name, _)| name)
    }
}

/// A request's body.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Body {
    /// Its encoding.
    pub content: Content,
    /// The media type as sent; `None` for that of the encoding.
    pub media_type: Option<String>,
    /// Its type: a model, or a list; a file for bytes.
    pub ty: Type,
    /// True if it may be null instead.
    pub nullable: bool,
    /// The constraints on a value that is not a model.
    pub constraints: Constraints,
    /// The format of a string, or of the strings in a list or a map.
    pub format: Option<Format>,
    /// The fields of a form that are not encoded in the default way.
    pub parts: BTreeMap<String, Part>,
    /// The same body in other media types, of which a caller can choose one.
    pub alternatives: Vec<BodyContent>,
    /// True if it must be sent.
    pub required: bool,
    /// The source that says it is optional although the doc page says it is required.
    pub optional_by: Option<Source>,
    /// Its place in a file.
    pub place: Place,
}

impl Body {
    /// A body that may be left out, in the default media type of its encoding.
    pub fn new(content: Content, ty: Type) -> Self {
        Self {
            content,
            media_type: None,
            ty,
            nullable: false,
            constraints: Constraints::default(),
            format: None,
            parts: BTreeMap::new(),
            alternatives: Vec::new(),
            required: false,
            optional_by: None,
            place: Place::default(),
        }
    }

    /// Its type and its constraints, as a field of that name.
    pub fn as_field(&self, name: &str) -> Field {
        let mut field = Field::new(name, self.ty.clone());
        field.constraints = self.constraints.clone();
        field.format = self.format;
        field.nullable = self.nullable;
        field.place = self.place.clone();
        field
    }

    /// Its type, and those in other media types.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        std::iter::once(&self.ty).chain(self.alternatives.iter().map(|one| &one.ty))
    }

    #[cfg(feature = "import")]
    pub(crate) fn types_mut(&mut self) -> impl Iterator<Item = &mut Type> {
        std::iter::once(&mut self.ty).chain(self.alternatives.iter_mut().map(|one| &mut one.ty))
    }
}

/// A body in another media type.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BodyContent {
    /// Its encoding.
    pub content: Content,
    /// The media type as sent; `None` for that of the encoding.
    pub media_type: Option<String>,
    /// Its type.
    pub ty: Type,
    /// True if it may be null instead.
    pub nullable: bool,
    /// The constraints on a value that is not a model.
    pub constraints: Constraints,
    /// The format of a string, or of the strings in a list or a map.
    pub format: Option<Format>,
    /// The fields of a form that are not encoded in the default way.
    pub parts: BTreeMap<String, Part>,
}

impl BodyContent {
    /// A body in the default media type of its encoding.
    pub fn new(content: Content, ty: Type) -> Self {
        let (constraints, parts) = (Constraints::default(), BTreeMap::new());
        Self { content, media_type: None, ty, nullable: false, constraints, format: None, parts }
    }

    /// Its type and its constraints, as a field of that name.
    pub fn as_field(&self, name: &str) -> Field {
        let mut field = Field::new(name, self.ty.clone());
        field.constraints = self.constraints.clone();
        field.format = self.format;
        field.nullable = self.nullable;
        field
    }

    /// The media type as sent.
    pub fn media_type(&self) -> &str {
        self.media_type.as_deref().unwrap_or(self.content.media_type())
    }
}
