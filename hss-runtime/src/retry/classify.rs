//! Classification of calls.

use crate::schema::Method;

/// True for methods that are idempotent by [RFC 9110](https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2).
pub(crate) fn is_idempotent(method: Method) -> bool {
    match method {
        Method::Get | Method::Head | Method::Options | Method::Trace | Method::Put | Method::Delete => true,
        Method::Post | Method::Patch => false,
    }
}
