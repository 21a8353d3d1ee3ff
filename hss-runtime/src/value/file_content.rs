//! Files to upload.

use std::fmt;

use bytes::Bytes;

use crate::value::slot::{Content, Mismatch, Scalar, Shape, View};

/// A file to upload: its name, media type and content.
///
/// ```
/// use hss_runtime::FileContent;
///
/// let logo = FileContent::new("logo.png", &b"\x89PNG"[..]).with_content_type("image/png");
/// assert_eq!((logo.name(), logo.bytes().len()), ("logo.png", 4));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct FileContent {
    name: String,
    content_type: String,
    bytes: Bytes,
}

impl FileContent {
    /// The media type of a file that says none.
    pub(crate) const BYTES: &'static str = "application/octet-stream";

    /// A file with this name and content; its media type is `application/octet-stream`.
    pub fn new(name: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Self { name: name.into(), content_type: Self::BYTES.to_owned(), bytes: bytes.into() }
    }

    /// Sets the media type: `image/png`.
    #[must_use]
    pub fn with_content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = content_type.into();
        self
    }

    /// The name, without a directory.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The media type: `image/png`.
    pub fn content_type(&self) -> &str {
        &self.content_type
    }

    /// The content.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }
}

/// Writes the size instead of the content.
impl fmt::Debug for FileContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} ({}, {} bytes)", self.name, self.content_type, self.bytes.len())
    }
}

impl Content for FileContent {
    fn empty() -> Self {
        Self::new("", Bytes::new())
    }

    fn from_scalar(_: Scalar<'_>) -> Result<Self, Mismatch> {
        Err(Mismatch { expected: "a file" })
    }

    fn open(&mut self) -> Shape<'_> {
        Shape::File(self)
    }

    fn view(&self) -> View<'_> {
        View::File(self)
    }
}
