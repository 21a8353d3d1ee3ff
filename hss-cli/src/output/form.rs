//! The form of the output.

use hss_runtime::schema::{Field, FieldPath, Kind, Model, Operation, Response};
use serde_json::Value as Json;

use super::{columns, names};
use crate::failure::Failure;
use crate::options::Options;
use crate::query::{self, Expression};

/// The format of the output.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Table,
    Json,
    JsonLines,
    Csv,
}

/// The form of an operation's output.
pub(crate) struct Form {
    pub(crate) format: Format,
    /// The names of the chosen columns.
    pub(crate) columns: Option<Vec<String>>,
    pub(crate) query: Option<Expression>,
    /// Replaces numbers by their names.
    has_names: bool,
    /// Neutralises cells that a spreadsheet would run.
    pub(crate) is_csv_safe: bool,
    /// The type of the whole response.
    pub(crate) response: Option<&'static Kind>,
    /// The list of a listing.
    pub(crate) listing: Option<Listing>,
}

/// The list in a response.
#[derive(Clone, Copy)]
pub(crate) struct Listing {
    /// The field that holds it.
    pub(crate) items: FieldPath,
    /// The field that holds the number of all items.
    pub(crate) total: Option<FieldPath>,
    /// The type of an item.
    pub(crate) item: &'static Kind,
}

impl Form {
    pub(crate) fn of(operation: &'static Operation, options: &Options<'_>) -> Result<Self, Failure> {
        let format = match options.text("output") {
            Some("json") => Format::Json,
            Some("jsonl") => Format::JsonLines,
            Some("csv") => Format::Csv,
            _ => Format::Table,
        };
        let response = match &operation.response {
            Response::Json(kind) => Some(kind),
            _ => None,
        };
        let listing = response.and_then(|kind| listing(operation, kind));
        let columns = options.text("columns").map(columns::names);
        if let (Some(names), Some(Listing { item: Kind::Model(model), .. })) = (&columns, &listing) {
            columns::check(names, model)?;
        }
        let query = options.text("query").map(query::parse).transpose()?;
        // A table shows names by default, unless it shows the result of a query.
        let has_names = options.is_set("names") && (format != Format::Table || query.is_some());
        let is_csv_safe = options.is_set("csv-safe");
        Ok(Self { format, columns, query, has_names, is_csv_safe, response, listing })
    }

    /// The form for a response of another type than the documented one of the default media type.
    pub(crate) fn untyped(self) -> Self {
        Self { response: None, listing: None, ..self }
    }

    /// A value of this type, with names for numbers if requested.
    pub(crate) fn with_names(&self, value: Json, kind: Option<&Kind>) -> Json {
        if !self.has_names {
            return value;
        }
        let flags = if self.format == Format::Csv { names::Flags::Joined } else { names::Flags::Listed };
        names::named(value, kind, flags)
    }

    /// The items of a response that lists some.
    pub(crate) fn items<'b>(&self, body: &'b Json) -> Option<&'b [Json]> {
        value_at(body, self.listing?.items)?.as_array().map(Vec::as_slice)
    }

    /// The model of the listing's items.
    pub(crate) fn item_model(&self) -> Option<&'static Model> {
        match self.listing?.item {
            Kind::Model(model) => Some(model),
            _ => None,
        }
    }
}

/// The list of a response: that of its paging, the whole response, or else its only list of objects.
pub(crate) fn listing(operation: &Operation, response: &'static Kind) -> Option<Listing> {
    let list = |field: &'static Field| match field.kind {
        Kind::List(item) => Some((std::slice::from_ref(&field.name), item)),
        _ => None,
    };
    if let Some(paging) = operation.paging {
        let Kind::List(item) = kind_at(*response, paging.items)? else { return None };
        return Some(Listing { items: paging.items, total: paging.total, item });
    }
    let model = match response {
        Kind::List(item @ Kind::Model(_)) => return Some(Listing { items: &[], total: None, item }),
        Kind::Model(model) => model,
        _ => return None,
    };
    let mut lists = model.fields.iter().filter_map(list).filter(|(_, item)| matches!(item, Kind::Model(_)));
    match (lists.next(), lists.next()) {
        (Some((items, item)), None) => Some(Listing { items, total: None, item }),
        _ => None,
    }
}

/// The kind of the value at a path.
pub(crate) fn kind_at(kind: Kind, path: FieldPath) -> Option<Kind> {
    path.iter().try_fold(kind, |kind, name| match kind {
        Kind::Model(model) => {
            model.get().fields.iter().find(|field| field.name == *name).map(|field| field.kind)
        }
        _ => None,
    })
}

/// The value at a path.
pub(crate) fn value_at(body: &Json, path: FieldPath) -> Option<&Json> {
    path.iter().try_fold(body, |value, name| value.get(name))
}
