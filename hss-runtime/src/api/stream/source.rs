//! The bytes of a stream, with the limit of an item and the errors of its decoding.

use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};

use crate::api::download::Download;
use crate::error::{DownloadEnd, Error, UnreadableResponse};
use crate::transport::{RawResponse, TimedBody};
use crate::wire::decode::DecodeError;

/// Default limit of an item, in bytes: 8 MiB, like that of a whole response.
const MAX_ITEM_BYTES: usize = 8 << 20;

/// The bytes of a stream that have not been read yet.
pub(super) struct ItemSource {
    body: Download,
    head: RawResponse,
    pub(super) buffer: BytesMut,
    pub(super) max_item_bytes: usize,
    /// True if no item follows: the body has ended, or an error was returned.
    pub(super) has_ended: bool,
}

impl ItemSource {
    pub(super) fn new(response: &RawResponse, stream: Option<TimedBody>) -> Self {
        let body = Download::of(response, stream.map(TimedBody::without_min_rate));
        let head = RawResponse { body: Bytes::new(), ..response.clone() };
        ItemSource { body, head, buffer: BytesMut::new(), max_item_bytes: MAX_ITEM_BYTES, has_ended: false }
    }

    /// Appends a chunk to the buffer; false at the end of the body.
    pub(super) fn fill(&mut self, context: &mut Context<'_>) -> Poll<Result<bool, Error>> {
        Poll::Ready(match ready!(self.body.poll_chunk(context)) {
            Some(Ok(chunk)) => {
                self.buffer.extend_from_slice(&chunk);
                Ok(true)
            }
            Some(Err(error)) => Err(self.end(error)),
            None => Ok(false),
        })
    }

    /// Memory that a decoded item may take, in bytes.
    pub(super) fn max_decoded_bytes(&self) -> usize {
        self.head.max_decoded_bytes
    }

    /// Ends the stream with an error.
    pub(super) fn end(&mut self, error: Error) -> Error {
        self.has_ended = true;
        self.buffer = BytesMut::new();
        error
    }

    /// Ends the stream and releases its connection.
    pub(super) fn close(&mut self) {
        self.has_ended = true;
        self.buffer = BytesMut::new();
        self.body = Download::of(&self.head, None);
    }

    #[cold]
    pub(super) fn too_large(&mut self) -> Error {
        let error = self.body.broken(DownloadEnd::ItemTooLarge(self.max_item_bytes));
        self.end(error)
    }

    #[cold]
    pub(super) fn cut(&mut self) -> Error {
        let error = self.body.broken(DownloadEnd::CutItem);
        self.end(error)
    }

    /// Ends the stream with the error of an item that cannot be decoded.
    #[cold]
    pub(super) fn unreadable(&mut self, item: &[u8], cause: DecodeError) -> Error {
        let error = Error::Decode(Box::new(UnreadableResponse {
            operation: self.head.operation,
            status: self.head.status,
            request_id: self.head.request_id.clone(),
            body: Bytes::copy_from_slice(item),
            cause,
        }));
        self.close();
        error
    }
}
