//! The media type of a response, where the document has several.

use hss_runtime::dynamic::Call;
use hss_runtime::schema::{Operation, Response};

use crate::failure::Failure;
use crate::shown;

/// A documented media type other than the one requested by default.
#[derive(Clone, Copy)]
pub(crate) struct Accept(&'static str);

impl Accept {
    /// The media type of `--accept`; `None` for the default.
    pub(crate) fn of(operation: &'static Operation, wanted: Option<&str>) -> Result<Option<Self>, Failure> {
        let Some(wanted) = wanted else { return Ok(None) };
        let known = media_types(operation);
        match known.iter().position(|name| essence(name) == essence(wanted)) {
            Some(0) => Ok(None),
            Some(index) => Ok(Self::at(operation, index)),
            None => {
                let id = operation.id;
                Err(Failure::Usage(match known.as_slice() {
                    [] => format!("{id} has no response with content"),
                    known => {
                        format!("{id} has no response of `{wanted}`; expected {}", known.join(", "))
                    }
                }))
            }
        }
    }

    /// The media type of this number in [`media_types`]; `None` for the default, and beyond the last one.
    pub(crate) fn at(operation: &'static Operation, index: usize) -> Option<Self> {
        operation.response_choices.get(index.checked_sub(1)?).copied().map(Self)
    }

    /// Its name.
    pub(crate) fn name(self) -> &'static str {
        self.0
    }

    /// Requests a response in this media type.
    pub(crate) fn set(self, call: &mut Call) {
        call.set_wanted(self.0);
    }

    /// True for JSON, which is shown like any other response; everything else is a file.
    pub(crate) fn is_json(self) -> bool {
        is_json(self.0)
    }
}

/// The documented media types of a response, that of the default first.
pub(crate) fn media_types(operation: &Operation) -> Vec<String> {
    let own = match (operation.response_media_type, &operation.response) {
        ("", Response::Empty) => None,
        ("", Response::File) => Some("*/*"),
        ("", _) => Some("application/json"),
        (name, _) => Some(name),
    };
    own.into_iter().chain(operation.response_choices.iter().copied()).map(shown::cell).collect()
}

fn is_json(name: &str) -> bool {
    let essence = essence(name);
    essence.ends_with("/json") || essence.ends_with("+json")
}

fn essence(name: &str) -> String {
    name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}
