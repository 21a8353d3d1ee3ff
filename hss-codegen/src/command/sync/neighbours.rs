//! The files of a site that an OpenAPI document refers to.

use std::cell::RefCell;

use crate::fetch::Url;

/// Reads the files beside a document of a site. Their paths are relative and without `..`, so they are on the same site.
pub(in crate::command) struct Neighbours<'n> {
    read: Box<ReadFile<'n>>,
    failure: RefCell<Option<String>>,
}

/// A file by its path from the document's folder; `None` if the site does not have it.
type ReadFile<'n> = dyn Fn(&str) -> Result<Option<Vec<u8>>, String> + 'n;

impl<'n> Neighbours<'n> {
    pub(super) fn new(read: impl Fn(&str) -> Result<Option<Vec<u8>>, String> + 'n) -> Self {
        Self { read: Box::new(read), failure: RefCell::default() }
    }

    /// The text of a file.
    ///
    /// # Errors
    ///
    /// The reason as a message. A file that the site does not have is a defect of the document; any other reason is kept as
    /// the failure.
    pub(in crate::command) fn read(&self, path: &str) -> Result<String, String> {
        if let Some(failure) = self.failure() {
            return Err(failure);
        }
        let found = (self.read)(path).and_then(|bytes| bytes.map(text).transpose());
        match found {
            Ok(Some(text)) => Ok(text),
            Ok(None) => Err("the site does not have it".to_owned()),
            Err(reason) => {
                self.failure.borrow_mut().get_or_insert_with(|| {
                    format!("it refers to `{path}`, which could not be fetched: {reason}")
                });
                Err(reason)
            }
        }
    }

    /// The first failure.
    pub(in crate::command) fn failure(&self) -> Option<String> {
        self.failure.borrow().clone()
    }
}

/// The text of a file that an OpenAPI document refers to.
pub(super) fn text(bytes: Vec<u8>) -> Result<String, String> {
    if bytes.trim_ascii_start().starts_with(b"<") {
        return Err("it is HTML, not JSON or YAML".to_owned());
    }
    String::from_utf8(bytes).map_err(|_| "it is not UTF-8 text".to_owned())
}

/// The address of a file by its path from the folder of a document.
pub(super) fn address(document: &Url, path: &str) -> Result<Url, String> {
    let mut address = document.clone();
    address.set_query(None);
    address.set_fragment(None);
    let cannot = || format!("`{document}` has no folder");
    address.path_segments_mut().map_err(|()| cannot())?.pop().extend(path.split('/'));
    Ok(address)
}
