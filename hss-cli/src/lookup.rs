//! Operations that a user names.

use hss_runtime::schema::Operation;

use crate::failure::Failure;
use crate::program::Program;

impl Program {
    /// The operation of this id or command name, in any spelling.
    pub(crate) fn find(&self, text: &str) -> Result<&'static Operation, Failure> {
        self.catalog.find(text).map_err(|near| {
            let hint = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => self.looks_for(text.rsplit(['/', ' ']).next().unwrap_or(text)),
            };
            Failure::Usage(format!("there is no operation `{text}`; {hint}"))
        })
    }
}
