//! Decompression of bodies, with a limit on the ratio.

use std::io::{self, Write as _};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf as _, Bytes};
use flate2::write::MultiGzDecoder;
use futures_core::Stream;
use http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, HeaderMap, HeaderValue, RANGE};

use crate::error::{TransportError, TransportErrorKind};
use crate::transport::defaults::UNLIMITED_RATIO_BYTES;
use crate::transport::send::Chunks;

const GZIP: &str = "gzip";
/// Size, in bytes, from which decompressed data is passed on.
const CHUNK_BYTES: usize = 64 * 1024;
/// Chunks after which the task yields to the executor: 1 MiB, which takes some milliseconds.
const CHUNKS_PER_TURN: u32 = 16;

/// Requests a compressed response, unless the request has encodings or a range, which would apply to compressed data.
pub(super) fn accepted<B>(mut request: http::Request<B>) -> http::Request<B> {
    let headers = request.headers_mut();
    if !headers.contains_key(ACCEPT_ENCODING) && !headers.contains_key(RANGE) {
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(GZIP));
    }
    request
}

/// Decompresses a body if its headers say that it is compressed, and removes the headers that no longer apply.
pub(super) fn decompress(headers: &mut HeaderMap, chunks: Chunks, max_ratio: u32) -> Chunks {
    let mut encodings = headers.get_all(CONTENT_ENCODING).iter();
    // Only one encoding, since several multiply their ratios.
    if !encodings.next().is_some_and(is_gzip) || encodings.next().is_some() {
        return chunks;
    }
    headers.remove(CONTENT_ENCODING);
    headers.remove(CONTENT_LENGTH);
    Box::pin(Decompressed {
        chunks,
        compressed: Bytes::new(),
        decoder: MultiGzDecoder::new(Vec::new()),
        received: 0,
        yielded: 0,
        max_ratio,
        turn: 0,
        has_ended: false,
    })
}

fn is_gzip(encoding: &HeaderValue) -> bool {
    let names = [GZIP, "x-gzip"];
    names.iter().any(|name| encoding.as_bytes().eq_ignore_ascii_case(name.as_bytes()))
}

/// Decompressed body.
struct Decompressed {
    chunks: Chunks,
    /// Rest of the latest chunk.
    compressed: Bytes,
    decoder: MultiGzDecoder<Vec<u8>>,
    /// Bytes received, compressed.
    received: u64,
    /// Bytes yielded, decompressed.
    yielded: u64,
    max_ratio: u32,
    /// Chunks yielded since the task last yielded to the executor.
    turn: u32,
    has_ended: bool,
}

impl Decompressed {
    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, TransportError>>> {
        if self.turn >= CHUNKS_PER_TURN {
            self.turn = 0;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        loop {
            self.fill()?;
            if !self.decoder.get_ref().is_empty() {
                return Poll::Ready(self.take().map(Ok));
            }
            match ready!(self.chunks.as_mut().poll_next(context)?) {
                Some(chunk) => {
                    self.received += chunk.len() as u64;
                    self.compressed = chunk;
                }
                // A response without a body may still have the header.
                None if self.received == 0 => return Poll::Ready(None),
                None => {
                    self.has_ended = true;
                    self.decoder.try_finish().map_err(|error| corrupt(&error))?;
                    return Poll::Ready(self.take().map(Ok));
                }
            }
        }
    }

    /// Decompresses received data up to the size of a chunk.
    fn fill(&mut self) -> Result<(), TransportError> {
        // One write adds at most the decoder's own buffer, 32 KiB.
        while !self.compressed.is_empty() && self.decoder.get_ref().len() < CHUNK_BYTES {
            match self.decoder.write(&self.compressed).map_err(|error| corrupt(&error))? {
                0 => return Err(corrupt(&io::ErrorKind::InvalidData.into())),
                written => self.compressed.advance(written),
            }
            self.check_ratio()?;
        }
        if self.compressed.is_empty() && self.decoder.get_ref().is_empty() && self.received > 0 {
            self.decoder.flush().map_err(|error| corrupt(&error))?;
        }
        Ok(())
    }

    fn check_ratio(&self) -> Result<(), TransportError> {
        let (received, max_ratio) = (self.received, self.max_ratio);
        let size = self.yielded + self.decoder.get_ref().len() as u64;
        if size <= UNLIMITED_RATIO_BYTES || size <= received.saturating_mul(max_ratio.into()) {
            return Ok(());
        }
        Err(TransportError::new(
            TransportErrorKind::TooLarge,
            format!(
                "{received} compressed bytes are {size} bytes or more, beyond the limit of {max_ratio} to 1 \
                 (`Connections::max_compression_ratio`)"
            ),
        ))
    }

    fn take(&mut self) -> Option<Bytes> {
        let chunk = std::mem::take(self.decoder.get_mut());
        self.yielded += chunk.len() as u64;
        self.turn += 1;
        (!chunk.is_empty()).then(|| chunk.into())
    }
}

impl Stream for Decompressed {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.has_ended {
            return Poll::Ready(None);
        }
        let next = ready!(self.poll_chunk(context));
        self.has_ended |= !matches!(next, Some(Ok(_)));
        Poll::Ready(next)
    }
}

#[cold]
fn corrupt(error: &io::Error) -> TransportError {
    TransportError::new(TransportErrorKind::Broken, format!("the compressed body is corrupt: {error}"))
}
