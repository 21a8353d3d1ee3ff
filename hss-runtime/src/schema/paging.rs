//! Paging of listings.

use super::{Body, Field, Kind, Operation};

/// The parameters and fields by which a listing is read page by page.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Paging {
    /// The way to the next page.
    pub next: NextPage,
    /// The input for the maximum number of items to return.
    pub limit: Option<Input>,
    /// The response field with the items.
    pub items: FieldPath,
    /// The response field with the total number of items.
    pub total: Option<FieldPath>,
}

/// The way to the next page of a listing.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum NextPage {
    /// The number of items to skip.
    Offset {
        /// The input that takes it.
        input: Input,
    },
    /// The number of the page.
    Page {
        /// The input that takes it.
        input: Input,
        /// The number of the first page.
        first: i64,
        /// The response field with the number of pages.
        pages: Option<FieldPath>,
    },
    /// A token from the response of the previous page.
    Token {
        /// The input that takes it.
        input: Input,
        /// The response field with it; absent, null or empty after the last page.
        from: FieldPath,
    },
    /// A field of the last item of the previous page.
    Marker {
        /// The input that takes it.
        input: Input,
        /// The field of an item.
        key: FieldPath,
    },
    /// The address of the next page in a response field.
    Url {
        /// The field; absent, null or empty after the last page.
        from: FieldPath,
    },
    /// The address of the next page in the header `Link` with `rel="next"`
    /// ([RFC 8288](https://www.rfc-editor.org/rfc/rfc8288)).
    Link,
}

/// An input of a request that a listing sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Input {
    /// The parameter at this index of [`Operation::parameters`].
    Parameter(usize),
    /// A field of the JSON body.
    Field(FieldPath),
}

/// The path of a field: names of nested fields; empty for the whole body.
pub type FieldPath = &'static [&'static str];

impl NextPage {
    /// The input that changes from page to page; `None` if an address is followed.
    pub fn input(&self) -> Option<Input> {
        match self {
            Self::Offset { input }
            | Self::Page { input, .. }
            | Self::Token { input, .. }
            | Self::Marker { input, .. } => Some(*input),
            Self::Url { .. } | Self::Link => None,
        }
    }
}

impl Input {
    /// The parameter or field itself; `None` if the operation does not have it.
    pub fn field(self, operation: &'static Operation) -> Option<&'static Field> {
        let path = match self {
            Self::Parameter(index) => return operation.parameters.get(index).map(|one| &one.field),
            Self::Field(path) => path,
        };
        let Body::Json(mut kind) = operation.body else { return None };
        let mut found = None;
        for name in path {
            let Kind::Model(model) = kind else { return None };
            let field = model.get().fields.iter().find(|field| field.name == *name)?;
            (found, kind) = (Some(field), field.kind);
        }
        found
    }

    /// The name of the parameter, or of the innermost field.
    pub fn name(self, operation: &'static Operation) -> &'static str {
        self.field(operation).map_or("", |field| field.name)
    }
}
