//! A file that the service sends.

use crate::api::request::FromResponse;
use crate::error::Error;
use crate::error::download::{BrokenDownload, DownloadEnd};
use crate::transport::body::Incoming;
use crate::transport::raw_response::RawResponse;
use crate::wire::decode::DecodeError;
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE, HeaderName};
use std::fmt;
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::io::AsyncWrite;

/// A file, as the answer of an operation that exports or downloads one: what is around it, and its content as it comes.
///
/// Nothing of the content is held: it is read from the connection as fast as it is taken, piece by piece with
/// [`next`](Self::next) (or as a `Stream`), or into a writer with [`write_to`](Self::write_to). Until then, and until it
/// is dropped, it takes up one of the client's connections.
///
/// The call's timeout is here the longest wait for the next piece, and its deadline is met once the file begins to come:
/// a large file takes as long as it takes. A file that breaks off is not asked for again by itself, since a part of it has
/// been given out already.
///
/// ```no_run
/// # async fn run(client: hss_client::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use hss_client::prelude::*;
///
/// let export = client.download().list_download_exported_file("the file's id").send().await?;
/// let mut export = export.on_progress(|progress| println!("{} bytes", progress.received));
/// export.write_to(std::fs::File::create("export.zip")?).await?;
/// # Ok(()) }
/// ```
#[must_use = "nothing of the file is read before it is asked for"]
pub struct Download {
    /// The content type, where the service says it: `text/csv`.
    pub content_type: Option<String>,
    /// The `Content-Disposition` header as it came, which may suggest a name for the file. It is the server's word:
    /// take no path from it.
    pub content_disposition: Option<String>,
    operation: &'static str,
    request_id: Option<String>,
    progress: Progress,
    on_progress: Option<Box<dyn FnMut(Progress) + Send + Sync>>,
    /// None once the file has ended.
    incoming: Option<Incoming>,
    host: String,
}

/// How much of a file has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// The bytes that have come so far.
    pub received: u64,
    /// How many there are in all, where the service says it.
    pub total: Option<u64>,
}

impl Download {
    /// The request's id, to be given to the vendor's support.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// How much of the file has come.
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// Calls this after each piece that has come.
    pub fn on_progress(self, call: impl FnMut(Progress) + Send + Sync + 'static) -> Self {
        Download { on_progress: Some(Box::new(call)), ..self }
    }

    /// The next piece of the file, of whatever size it comes in, never empty; none after the last or after an error.
    ///
    /// # Errors
    /// [`Error::Download`] if the file breaks off: the connection does, it ends before its announced length, or nothing
    /// comes for as long as the call's timeout.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|context| self.poll_piece(context)).await
    }

    /// Writes what is left of the file, piece by piece, and says how many bytes the whole of it has. The writer is
    /// called in between, so it should be as quick as a file is.
    ///
    /// # Errors
    /// As for [`next`](Self::next), and [`Error::Download`] with what the writer says.
    pub async fn write_to(&mut self, mut writer: impl io::Write) -> Result<u64, Error> {
        while let Some(piece) = self.next().await {
            writer.write_all(&piece?).map_err(|error| self.broken(DownloadEnd::Write(error)))?;
        }
        writer.flush().map_err(|error| self.broken(DownloadEnd::Write(error)))?;
        Ok(self.progress.received)
    }

    /// The same into a writer that is waited for, such as tokio's file or socket.
    ///
    /// # Errors
    /// As for [`write_to`](Self::write_to).
    pub async fn copy_to(&mut self, mut writer: impl AsyncWrite + Unpin) -> Result<u64, Error> {
        while let Some(piece) = self.next().await {
            let written = write_all(&mut writer, piece?).await;
            written.map_err(|error| self.broken(DownloadEnd::Write(error)))?;
        }
        let flushed = poll_fn(|context| Pin::new(&mut writer).poll_flush(context)).await;
        flushed.map_err(|error| self.broken(DownloadEnd::Write(error)))?;
        Ok(self.progress.received)
    }

    /// What is left of the file, in memory, if it is not larger than this.
    ///
    /// # Errors
    /// As for [`next`](Self::next), and [`Error::Download`] as soon as the file is seen to be larger.
    pub async fn bytes(&mut self, at_most: usize) -> Result<Bytes, Error> {
        let before = self.progress.received;
        let announced = self.progress.total.map_or(0, |total| total.saturating_sub(before));
        if announced > at_most as u64 {
            return Err(self.broken(DownloadEnd::TooLarge(at_most)));
        }
        let mut content = BytesMut::new();
        while let Some(piece) = self.next().await {
            let piece = piece?;
            if piece.len() > at_most - content.len() {
                return Err(self.broken(DownloadEnd::TooLarge(at_most)));
            }
            content.extend_from_slice(&piece);
        }
        Ok(content.freeze())
    }

    fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        let Some(incoming) = &mut self.incoming else { return Poll::Ready(None) };
        let end = match std::task::ready!(incoming.poll(context)) {
            Some(Ok(piece)) => {
                self.progress.received += piece.len() as u64;
                if let Some(call) = &mut self.on_progress {
                    call(self.progress);
                }
                return Poll::Ready(Some(Ok(piece)));
            }
            Some(Err(end)) => Some(end),
            None if self.progress.total.is_some_and(|total| self.progress.received < total) => {
                Some(DownloadEnd::Closed)
            }
            None => None,
        };
        // The connection is free for others from here on.
        self.incoming = None;
        Poll::Ready(end.map(|end| Err(self.broken(end))))
    }

    /// The file has ended here, for this reason.
    #[cold]
    fn broken(&mut self, cause: DownloadEnd) -> Error {
        self.incoming = None;
        Error::Download(Box::new(BrokenDownload {
            operation: self.operation,
            host: self.host.clone(),
            request_id: self.request_id.clone(),
            received: self.progress.received,
            total: self.progress.total,
            cause,
        }))
    }
}

async fn write_all(writer: &mut (impl AsyncWrite + Unpin), mut piece: Bytes) -> io::Result<()> {
    while !piece.is_empty() {
        let written = poll_fn(|context| Pin::new(&mut *writer).poll_write(context, &piece)).await?;
        if written == 0 {
            return Err(io::ErrorKind::WriteZero.into());
        }
        bytes::Buf::advance(&mut piece, written);
    }
    Ok(())
}

/// The pieces, as [`next`](Download::next) gives them.
impl Stream for Download {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_piece(context)
    }
}

impl FromResponse for Download {
    fn read(reply: &RawResponse, rest: Option<Incoming>) -> Result<Self, DecodeError> {
        let text = |name: HeaderName| {
            let value = reply.headers.get(name)?;
            Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
        };
        let incoming = rest.unwrap_or_else(|| Incoming::of_whole(reply.body.clone()));
        Ok(Download {
            content_type: text(CONTENT_TYPE),
            content_disposition: text(CONTENT_DISPOSITION),
            operation: reply.operation,
            request_id: reply.request_id.clone(),
            progress: Progress {
                received: 0,
                total: text(CONTENT_LENGTH).and_then(|length| length.trim().parse().ok()),
            },
            on_progress: None,
            host: incoming.host().to_owned(),
            incoming: Some(incoming),
        })
    }
}

/// Shows how much of the file has come, not what is in it.
impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("operation", &self.operation)
            .field("request_id", &self.request_id)
            .field("content_type", &self.content_type)
            .field("progress", &self.progress)
            .finish_non_exhaustive()
    }
}
