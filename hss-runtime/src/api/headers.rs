//! The headers that a caller sets for a call.

use http::header::{ACCEPT, CONTENT_DISPOSITION, CONTENT_TYPE, HeaderName, HeaderValue};

use crate::api::call::Call;
use crate::pipeline::is_reserved;
use crate::wire::multipart::PartHeader;

impl Call {
    /// Sets the media type to request instead of the documented one.
    pub fn set_wanted(&mut self, media_type: &str) {
        match HeaderValue::from_str(media_type) {
            Ok(value) => {
                self.0.headers.insert(ACCEPT, value);
                self.0.wanted = Some(media_type.to_owned());
            }
            Err(_) => self.0.problems.push(format!("{media_type:?} is not a valid media type")),
        }
    }

    /// Adds a header. An invalid or reserved one is an error when the call is sent.
    pub fn set_header(&mut self, name: &str, value: &str) {
        match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(value.as_bytes())) {
            (Ok(name), _) if is_reserved(name.as_str(), &*self.0.client.shared().scheme) => {
                self.0.problems.push(format!("the header `{name}` is set by the client itself"));
            }
            (Ok(name), Ok(value)) => {
                self.0.headers.insert(name, value);
            }
            (Ok(name), Err(_)) => {
                self.0.problems.push(format!(
                    "the value of the header `{name}` contains a line break or another control character"
                ));
            }
            (Err(_), _) => self.0.problems.push(format!("{name:?} is not a valid header name")),
        }
    }

    /// Sets a header of the form part for the field of that name. An invalid header, or one that the client writes
    /// itself, is an error when the call is sent.
    pub fn set_part_header(&mut self, part: &str, name: &str, value: &str) {
        let is_visible = |value: &HeaderValue| value.to_str().is_ok();
        let value = HeaderValue::from_str(value).ok().filter(is_visible);
        match (HeaderName::from_bytes(name.as_bytes()), value) {
            (Ok(name), _) if name == CONTENT_TYPE || name == CONTENT_DISPOSITION => {
                self.0.problems.push(format!("the header `{name}` of a part is set by the client itself"));
            }
            (Ok(name), Some(value)) => {
                let value = value.to_str().unwrap_or_default().to_owned();
                self.0.part_headers.retain(|known| known.part != part || known.name != name);
                self.0.part_headers.push(PartHeader { part: part.to_owned(), name, value });
            }
            (Ok(name), None) => self.0.problems.push(format!(
                "the value of the header `{name}` of a part has characters other than visible ASCII"
            )),
            (Err(_), _) => self.0.problems.push(format!("{name:?} is not a valid header name")),
        }
    }
}
