//! File downloads.

use std::fmt;
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE, HeaderName};
use tokio::io::AsyncWrite;

use crate::api::response::FromResponse;
use crate::error::{BrokenDownload, DownloadEnd, Error};
use crate::transport::{RawResponse, TimedBody};
use crate::wire::decode::DecodeError;

/// File returned by an operation, with its content streamed.
///
/// The content is not buffered: it is read from the connection on demand, in chunks with [`next`](Self::next) (or as a
/// `Stream`), or into a writer with [`write_to`](Self::write_to). Until the file ends or this value is dropped, it
/// counts as one of the client's open downloads. These are limited to the number of
/// [connections](crate::Builder::max_connections); other calls do not wait for them.
///
/// The timeout of the call limits the wait for each chunk, and [`min_download_rate`](crate::Builder::min_download_rate)
/// is the minimum transfer rate. The deadline of the call only covers the time until the head arrives, so a large file
/// may take longer. A broken download is not retried, since part of it has already been returned.
///
/// ```no_run
/// # async fn run(call: hss_runtime::dynamic::Call) -> Result<(), Box<dyn std::error::Error>> {
/// let mut export = call.download().await?.on_progress(|progress| println!("{} bytes", progress.received));
/// export.write_to(std::fs::File::create("export.zip")?).await?;
/// # Ok(()) }
/// ```
#[must_use = "the file is not read before it is polled"]
pub struct Download {
    /// Content type, if the service sends it: `text/csv`.
    pub content_type: Option<String>,
    /// `Content-Disposition` header as received, which may suggest a file name. Do not use it as a path: the server is not
    /// trusted.
    pub content_disposition: Option<String>,
    operation: &'static str,
    request_id: Option<String>,
    progress: Progress,
    on_progress: Option<Box<dyn FnMut(Progress) + Send + Sync>>,
    /// `None` after the end of the file.
    body: Option<TimedBody>,
    host: String,
}

/// Progress of a download.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Bytes received so far.
    pub received: u64,
    /// Size of the whole file in bytes, if the service announced it.
    pub total: Option<u64>,
}

impl Download {
    /// Request id, for the vendor's support.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// The progress so far.
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// Sets a function that is called after each chunk.
    pub fn on_progress(self, call: impl FnMut(Progress) + Send + Sync + 'static) -> Self {
        Download { on_progress: Some(Box::new(call)), ..self }
    }

    /// Returns the next chunk of the file, never empty; `None` after the last chunk or an error.
    ///
    /// # Errors
    ///
    /// [`Error::Download`] if the connection breaks, the file ends before its announced length, no data arrives within the
    /// timeout of the call, or it arrives below the minimum rate.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|context| self.poll_chunk(context)).await
    }

    /// Writes the rest of the file to a writer such as [`File`](std::fs::File), and returns the size of the whole file
    /// in bytes. The writer is moved to threads for blocking work, so that the task does not block.
    ///
    /// # Errors
    ///
    /// As for [`next`](Self::next), and [`Error::Download`] with the error of the writer.
    pub async fn write_to(&mut self, mut writer: impl io::Write + Send + 'static) -> Result<u64, Error> {
        while let Some(chunk) = self.next().await {
            let chunk = chunk?;
            let written = off_executor(writer, move |writer| writer.write_all(&chunk)).await;
            writer = written.map_err(|error| self.broken(DownloadEnd::Write(error)))?;
        }
        let flushed = off_executor(writer, |writer| writer.flush()).await;
        flushed.map_err(|error| self.broken(DownloadEnd::Write(error)))?;
        Ok(self.progress.received)
    }

    /// [`write_to`](Self::write_to) on this thread, which may block.
    #[cfg(feature = "blocking")]
    pub(crate) async fn write_here(&mut self, mut writer: impl io::Write) -> Result<u64, Error> {
        while let Some(chunk) = self.next().await {
            writer.write_all(&chunk?).map_err(|error| self.broken(DownloadEnd::Write(error)))?;
        }
        writer.flush().map_err(|error| self.broken(DownloadEnd::Write(error)))?;
        Ok(self.progress.received)
    }

    /// Writes the rest of the file to an asynchronous writer, such as a file or socket of tokio.
    ///
    /// # Errors
    ///
    /// As for [`write_to`](Self::write_to).
    pub async fn copy_to(&mut self, mut writer: impl AsyncWrite + Unpin) -> Result<u64, Error> {
        while let Some(chunk) = self.next().await {
            let written = write_all(&mut writer, chunk?).await;
            written.map_err(|error| self.broken(DownloadEnd::Write(error)))?;
        }
        let flushed = poll_fn(|context| Pin::new(&mut writer).poll_flush(context)).await;
        flushed.map_err(|error| self.broken(DownloadEnd::Write(error)))?;
        Ok(self.progress.received)
    }

    /// Reads the rest of the file into memory, up to this many bytes.
    ///
    /// # Errors
    ///
    /// As for [`next`](Self::next), and [`Error::Download`] as soon as the file proves to be larger.
    pub async fn bytes(&mut self, at_most: usize) -> Result<Bytes, Error> {
        let before = self.progress.received;
        let announced = self.progress.total.map_or(0, |total| total.saturating_sub(before));
        if announced > at_most as u64 {
            return Err(self.broken(DownloadEnd::TooLarge(at_most)));
        }
        let mut content = BytesMut::new();
        while let Some(chunk) = self.next().await {
            let chunk = chunk?;
            if chunk.len() > at_most - content.len() {
                return Err(self.broken(DownloadEnd::TooLarge(at_most)));
            }
            content.extend_from_slice(&chunk);
        }
        Ok(content.freeze())
    }

    /// Reads the rest of the file as text, up to this many bytes. Invalid UTF-8 is replaced by `�`.
    ///
    /// # Errors
    ///
    /// As for [`bytes`](Self::bytes).
    pub async fn text(&mut self, at_most: usize) -> Result<String, Error> {
        Ok(String::from_utf8_lossy(&self.bytes(at_most).await?).into_owned())
    }

    pub(crate) fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        let Some(body) = &mut self.body else { return Poll::Ready(None) };
        let end = match std::task::ready!(body.poll(context)) {
            Some(Ok(chunk)) => {
                self.progress.received += chunk.len() as u64;
                if let Some(call) = &mut self.on_progress {
                    call(self.progress);
                }
                return Poll::Ready(Some(Ok(chunk)));
            }
            Some(Err(end)) => Some(end),
            None if self.progress.total.is_some_and(|total| self.progress.received < total) => {
                Some(DownloadEnd::Closed)
            }
            None => None,
        };
        // Releases the connection.
        self.body = None;
        Poll::Ready(end.map(|end| Err(self.broken(end))))
    }

    /// Ends the download with an error.
    #[cold]
    pub(crate) fn broken(&mut self, cause: DownloadEnd) -> Error {
        self.body = None;
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

/// Refuses a body in a media type that is not accepted; one without a media type is accepted.
pub(crate) fn check_media_type(
    response: &RawResponse,
    documented: &str,
    accepts: impl Fn(&str) -> bool,
) -> Result<(), DecodeError> {
    let Some(found) = response.headers.get(CONTENT_TYPE) else { return Ok(()) };
    let found = String::from_utf8_lossy(found.as_bytes());
    if accepts(&found) { Ok(()) } else { Err(DecodeError::other_media_type(&found, documented)) }
}

/// True if a media type matches the documented one, which may be a range, or is the generic type for bytes.
pub(crate) fn fits(found: &str, documented: &str) -> bool {
    let essence = |text: &str| text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let (found, documented) = (essence(found), essence(documented));
    documented.is_empty()
        || found == documented
        || found == "application/octet-stream"
        || documented == "*/*"
        || documented.strip_suffix('*').is_some_and(|start| found.starts_with(start))
}

/// Writes on a thread that may block, and returns the writer.
#[cfg(not(target_arch = "wasm32"))]
async fn off_executor<W: Send + 'static>(
    mut writer: W,
    write: impl FnOnce(&mut W) -> io::Result<()> + Send + 'static,
) -> io::Result<W> {
    let written = tokio::task::spawn_blocking(move || write(&mut writer).map(|()| writer));
    written
        .await
        .unwrap_or_else(|_| Err(io::Error::other("the writer panicked or the runtime is shutting down")))
}

/// Writes on the only thread.
#[cfg(target_arch = "wasm32")]
async fn off_executor<W>(mut writer: W, write: impl FnOnce(&mut W) -> io::Result<()>) -> io::Result<W> {
    write(&mut writer).map(|()| writer)
}

async fn write_all(writer: &mut (impl AsyncWrite + Unpin), mut chunk: Bytes) -> io::Result<()> {
    while !chunk.is_empty() {
        let written = poll_fn(|context| Pin::new(&mut *writer).poll_write(context, &chunk)).await?;
        if written == 0 {
            return Err(io::ErrorKind::WriteZero.into());
        }
        bytes::Buf::advance(&mut chunk, written);
    }
    Ok(())
}

/// The chunks, as returned by [`next`](Download::next).
impl Stream for Download {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_chunk(context)
    }
}

impl Download {
    /// Creates a download from a response of any media type.
    pub(crate) fn of(response: &RawResponse, stream: Option<TimedBody>) -> Self {
        let body = stream.unwrap_or_else(|| TimedBody::whole(response.body.clone()));
        Download {
            content_type: text(response, CONTENT_TYPE),
            content_disposition: text(response, CONTENT_DISPOSITION),
            operation: response.operation,
            request_id: response.request_id.clone(),
            progress: Progress {
                received: 0,
                total: text(response, CONTENT_LENGTH).and_then(|length| length.trim().parse().ok()),
            },
            on_progress: None,
            host: body.host().to_owned(),
            body: Some(body),
        }
    }
}

/// A header as text.
fn text(response: &RawResponse, name: HeaderName) -> Option<String> {
    let value = response.headers.get(name)?;
    Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
}

impl FromResponse for Download {
    const STREAMS: bool = true;

    fn read(response: &RawResponse, stream: Option<TimedBody>) -> Result<Self, DecodeError> {
        check_media_type(response, &response.documented, |found| fits(found, &response.documented))?;
        Ok(Download::of(response, stream))
    }
}

/// Shows the progress instead of the content.
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
