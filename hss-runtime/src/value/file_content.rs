//! Files to upload.

use std::fmt;
use std::io;

use bytes::Bytes;
use futures_core::Stream;
use tokio::io::AsyncRead;

use crate::value::slot::{Content, Mismatch, Scalar, Shape, View};
#[cfg(not(target_arch = "wasm32"))]
use crate::value::upload::OfFile;
use crate::value::upload::{Pieces, Reading, Streamed};

/// A file to upload: its name, media type and content.
///
/// ```
/// use hss_runtime::FileContent;
///
/// let logo = FileContent::new("logo.png", &b"\x89PNG"[..]).with_content_type("image/png");
/// assert_eq!((logo.name(), logo.bytes().len()), ("logo.png", 4));
/// ```
///
/// The content is in memory or streamed: [`from_path`](Self::from_path), [`from_reader`](Self::from_reader)
/// and [`from_stream`](Self::from_stream) hold one piece of it at a time.
#[derive(Clone)]
pub struct FileContent {
    name: String,
    content_type: String,
    source: Source,
}

#[derive(Clone)]
enum Source {
    Bytes(Bytes),
    Streamed(Streamed),
}

impl FileContent {
    /// The default media type of a file.
    pub(crate) const BYTES: &'static str = "application/octet-stream";

    /// A file with this name and content; its media type is `application/octet-stream`.
    pub fn new(name: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Self::of(name, Source::Bytes(bytes.into()))
    }

    fn of(name: impl Into<String>, source: Source) -> Self {
        Self { name: name.into(), content_type: Self::BYTES.to_owned(), source }
    }

    /// A file on disk, which is streamed, and read again if the call is retried.
    ///
    /// # Errors
    ///
    /// The file can't be opened.
    ///
    /// ```no_run
    /// # use hss_runtime::FileContent;
    /// let backup = FileContent::from_path("backup.tar")?.on_progress(|sent, total| println!("{sent} of {total:?}"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[cfg(not(target_arch = "wasm32"))]
    pub fn from_path(path: impl Into<std::path::PathBuf>) -> io::Result<Self> {
        let path = path.into();
        let length = std::fs::File::open(&path)?.metadata()?.len();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let open = move || Ok(Box::pin(OfFile::new(std::fs::File::open(&path)?)) as Pieces);
        Ok(Self::of(name, Source::Streamed(Streamed::again(Some(length), open))))
    }

    /// Content from an asynchronous reader, such as a file or socket of tokio. An unknown length is not announced. The
    /// content can be sent only once, so the call is not retried.
    pub fn from_reader(
        name: impl Into<String>,
        length: Option<u64>,
        reader: impl AsyncRead + Send + 'static,
    ) -> Self {
        Self::from_stream(name, length, Reading(Box::pin(reader)))
    }

    /// Content in pieces. An unknown length is not announced. The content can be sent only once, so the call is not
    /// retried.
    pub fn from_stream(
        name: impl Into<String>,
        length: Option<u64>,
        pieces: impl Stream<Item = io::Result<Bytes>> + Send + 'static,
    ) -> Self {
        Self::of(name, Source::Streamed(Streamed::once(length, Box::pin(pieces))))
    }

    /// Content in pieces that can be opened again, so that the call may be retried.
    pub fn from_opener<S: Stream<Item = io::Result<Bytes>> + Send + 'static>(
        name: impl Into<String>,
        length: Option<u64>,
        open: impl Fn() -> io::Result<S> + Send + Sync + 'static,
    ) -> Self {
        let open = move || Ok(Box::pin(open()?) as Pieces);
        Self::of(name, Source::Streamed(Streamed::again(length, open)))
    }

    /// Sets a function that is called after each piece with the bytes so far and the length, if it is known. It restarts
    /// with each attempt.
    #[must_use]
    pub fn on_progress(mut self, call: impl Fn(u64, Option<u64>) + Send + Sync + 'static) -> Self {
        let mut streamed = match self.source {
            Source::Bytes(bytes) => Streamed::of_bytes(bytes),
            Source::Streamed(streamed) => streamed,
        };
        streamed.set_on_progress(call);
        self.source = Source::Streamed(streamed);
        self
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

    /// The content; empty if it is streamed.
    pub fn bytes(&self) -> &Bytes {
        static NOTHING: Bytes = Bytes::new();
        match &self.source {
            Source::Bytes(bytes) => bytes,
            Source::Streamed(_) => &NOTHING,
        }
    }

    /// The size in bytes, if it is known.
    pub fn length(&self) -> Option<u64> {
        match &self.source {
            Source::Bytes(bytes) => Some(bytes.len() as u64),
            Source::Streamed(streamed) => streamed.length,
        }
    }

    /// The streamed content; `None` for content in memory.
    pub(crate) fn streamed(&self) -> Option<&Streamed> {
        match &self.source {
            Source::Bytes(_) => None,
            Source::Streamed(streamed) => Some(streamed),
        }
    }
}

/// A text without a name, in the documented media type. As a part of a form, it is a value rather than a file.
impl From<String> for FileContent {
    fn from(text: String) -> Self {
        Self::new("", text)
    }
}

/// A text without a name, in the documented media type.
impl From<&str> for FileContent {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

/// Equal in name, media type and bytes. Streamed content equals only its clones.
impl PartialEq for FileContent {
    fn eq(&self, other: &Self) -> bool {
        let is_same = match (&self.source, &other.source) {
            (Source::Bytes(one), Source::Bytes(two)) => one == two,
            (Source::Streamed(one), Source::Streamed(two)) => one.is_same(two),
            _ => false,
        };
        is_same && (&self.name, &self.content_type) == (&other.name, &other.content_type)
    }
}

impl Eq for FileContent {}

/// Writes the size instead of the content.
impl fmt::Debug for FileContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} ({}, ", self.name, self.content_type)?;
        match &self.source {
            Source::Bytes(bytes) => write!(f, "{} bytes)", bytes.len()),
            Source::Streamed(streamed) => write!(f, "{streamed:?})"),
        }
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
