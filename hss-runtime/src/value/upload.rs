//! Streamed content.

use std::fmt;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use tokio::io::{AsyncRead, ReadBuf};

/// Size of the pieces in which content is read, in bytes.
const PIECE_BYTES: usize = 64 * 1024;

/// Pieces of a content.
pub(crate) type Pieces = Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>;

type OnProgress = Arc<dyn Fn(u64, Option<u64>) + Send + Sync>;

/// Streamed content, shared by clones.
#[derive(Clone)]
pub(crate) struct Streamed {
    /// Its size in bytes, if it is known.
    pub(crate) length: Option<u64>,
    opener: Arc<Opener>,
    on_progress: Option<OnProgress>,
}

enum Opener {
    /// A stream that can be read once.
    Once(Mutex<Option<Pieces>>),
    /// Content that can be read again for another attempt.
    Again(Box<dyn Fn() -> io::Result<Pieces> + Send + Sync>),
}

impl Streamed {
    /// Content that can be read once.
    pub(super) fn once(length: Option<u64>, pieces: Pieces) -> Self {
        let opener = Arc::new(Opener::Once(Mutex::new(Some(pieces))));
        Streamed { length, opener, on_progress: None }
    }

    /// Content that can be read again.
    pub(super) fn again(
        length: Option<u64>,
        open: impl Fn() -> io::Result<Pieces> + Send + Sync + 'static,
    ) -> Self {
        Streamed { length, opener: Arc::new(Opener::Again(Box::new(open))), on_progress: None }
    }

    /// Content in memory.
    pub(super) fn of_bytes(bytes: Bytes) -> Self {
        Self::again(Some(bytes.len() as u64), move || Ok(Box::pin(Slices(bytes.clone()))))
    }

    pub(super) fn set_on_progress(&mut self, call: impl Fn(u64, Option<u64>) + Send + Sync + 'static) {
        self.on_progress = Some(Arc::new(call));
    }

    /// True if it can be read again.
    pub(crate) fn is_replayable(&self) -> bool {
        matches!(*self.opener, Opener::Again(_))
    }

    /// True if both are the same content, not just equal content.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.opener, &other.opener)
    }

    /// Its pieces, from the start. The stream fails if they are not as long as announced.
    ///
    /// # Errors
    ///
    /// It can't be opened, or was already read and can't be read again.
    pub(crate) fn open(&self) -> io::Result<Pieces> {
        let pieces = match &*self.opener {
            Opener::Once(pieces) => {
                let pieces = pieces.lock().unwrap_or_else(PoisonError::into_inner).take();
                pieces.ok_or_else(|| {
                    io::Error::other("the stream was already read; it can be sent only once")
                })?
            }
            Opener::Again(open) => open()?,
        };
        let on_progress = self.on_progress.clone();
        Ok(Box::pin(Counted { pieces, sent: 0, length: self.length, on_progress }))
    }
}

impl fmt::Debug for Streamed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length {
            Some(length) => write!(f, "{length} bytes"),
            None => f.write_str("of unknown size"),
        }
    }
}

/// Counted pieces.
struct Counted {
    pieces: Pieces,
    sent: u64,
    length: Option<u64>,
    on_progress: Option<OnProgress>,
}

impl Stream for Counted {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = ready!(self.pieces.as_mut().poll_next(context));
        let wrong = |sent: u64, length: u64| {
            let message = format!("the content has {sent} bytes so far, but {length} were announced");
            Poll::Ready(Some(Err(io::Error::new(io::ErrorKind::InvalidData, message))))
        };
        match (next, self.length) {
            (Some(Ok(piece)), length) => {
                self.sent += piece.len() as u64;
                if let Some(length) = length.filter(|length| self.sent > *length) {
                    return wrong(self.sent, length);
                }
                if let Some(call) = &self.on_progress {
                    call(self.sent, length);
                }
                Poll::Ready(Some(Ok(piece)))
            }
            (None, Some(length)) if self.sent < length => wrong(self.sent, length),
            (next, _) => Poll::Ready(next),
        }
    }
}

/// Pieces of bytes in memory.
struct Slices(Bytes);

impl Stream for Slices {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let length = self.0.len().min(PIECE_BYTES);
        Poll::Ready((length > 0).then(|| Ok(self.0.split_to(length))))
    }
}

/// Pieces of a reader.
pub(super) struct Reading<R>(pub(super) Pin<Box<R>>);

impl<R: AsyncRead> Stream for Reading<R> {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut piece = BytesMut::zeroed(PIECE_BYTES);
        let mut buffer = ReadBuf::new(&mut piece);
        if let Err(error) = ready!(self.0.as_mut().poll_read(context, &mut buffer)) {
            return Poll::Ready(Some(Err(error)));
        }
        let length = buffer.filled().len();
        piece.truncate(length);
        Poll::Ready((length > 0).then(|| Ok(piece.freeze())))
    }
}

/// Pieces of a file, read on threads that may block.
#[cfg(not(target_arch = "wasm32"))]
pub(super) struct OfFile {
    /// `None` while a piece is read.
    file: Option<std::fs::File>,
    reading: Option<tokio::task::JoinHandle<io::Result<(std::fs::File, Bytes)>>>,
}

#[cfg(not(target_arch = "wasm32"))]
impl OfFile {
    pub(super) fn new(file: std::fs::File) -> Self {
        OfFile { file: Some(file), reading: None }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Stream for OfFile {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Some(file) = self.file.take() {
            self.reading = Some(tokio::task::spawn_blocking(move || read_piece(file)));
        }
        let Some(reading) = &mut self.reading else { return Poll::Ready(None) };
        let read = ready!(Pin::new(reading).poll(context));
        self.reading = None;
        Poll::Ready(match read {
            Ok(Ok((file, piece))) if !piece.is_empty() => {
                self.file = Some(file);
                Some(Ok(piece))
            }
            Ok(Ok(_)) => None,
            Ok(Err(error)) => Some(Err(error)),
            Err(_) => Some(Err(io::Error::other("the runtime is shutting down"))),
        })
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn read_piece(mut file: std::fs::File) -> io::Result<(std::fs::File, Bytes)> {
    let mut piece = vec![0; PIECE_BYTES];
    let length = loop {
        match io::Read::read(&mut file, &mut piece) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => break other?,
        }
    };
    piece.truncate(length);
    Ok((file, piece.into()))
}
