//! Paging: the way from one result page of a listing to the next.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use super::{Field, Model, Type};
use crate::place::Place;

/// The parameters and fields by which a listing is read, one result page after the other.
///
/// Its text form, in fixups and messages, is that of its keys in a spec file: `offset=offset limit=limit items=data_list
/// total=total_num`. A field within a field is a path with `/` (`page_info/next_marker`), in which `~1` is a `/` of a name
/// and `~0` a `~`. An empty path is the response itself.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Paging {
    /// The way to the next page.
    pub next: NextPage,
    /// The input for the number of items to return.
    pub limit: Option<String>,
    /// True if the inputs are fields of the body; otherwise they are query parameters.
    pub in_body: bool,
    /// The path of the response field with the list.
    pub items: String,
    /// The path of the response field with the number of all items.
    pub total: Option<String>,
    /// Its place in a file.
    pub place: Place,
}

/// The way to the next result page.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum NextPage {
    /// The number of items to skip.
    Offset {
        /// The input that takes it.
        input: String,
    },
    /// The number of the page.
    Page {
        /// The input that takes it.
        input: String,
        /// The number of the first page.
        first: i64,
        /// The path of the response field with the number of pages.
        pages: Option<String>,
    },
    /// A token from the response of the previous page.
    Token {
        /// The input that takes it.
        input: String,
        /// The path of the response field with it; absent, null or empty after the last page.
        from: String,
    },
    /// A field of the last item of the previous page.
    Marker {
        /// The input that takes it.
        input: String,
        /// The path of the field in an item.
        key: String,
    },
    /// The address of the next page, in a field of the response.
    Url {
        /// The path of the field; absent, null or empty after the last page.
        from: String,
    },
    /// The address of the next page, in the header `Link` with `rel="next"` (RFC 8288).
    Link,
}

/// The keys in a spec file, in their order.
pub(crate) const PAGING_KEYS: [&str; 13] = [
    "offset", "page", "first", "pages", "token", "next", "marker", "key", "url", "link", "limit", "items",
    "total",
];

/// The key of the place of the inputs, with its only value.
pub(crate) const PAGING_IN: (&str, &str) = ("in", "body");

impl NextPage {
    /// The input that changes from page to page; `None` if the address of the next page is followed.
    pub fn input(&self) -> Option<&str> {
        match self {
            Self::Offset { input }
            | Self::Page { input, .. }
            | Self::Token { input, .. }
            | Self::Marker { input, .. } => Some(input),
            Self::Url { .. } | Self::Link => None,
        }
    }
}

impl Paging {
    /// Paging of that kind through the list of a response.
    pub fn new(next: NextPage, items: impl Into<String>) -> Self {
        Self { next, limit: None, in_body: false, items: items.into(), total: None, place: Place::default() }
    }

    /// Paging by an offset and a limit, two query parameters, through the list and the count of a response.
    pub fn by_offset(
        offset: impl Into<String>,
        limit: impl Into<String>,
        items: impl Into<String>,
        total: impl Into<String>,
    ) -> Self {
        let next = NextPage::Offset { input: offset.into() };
        Self { limit: Some(limit.into()), total: Some(total.into()), ..Self::new(next, items) }
    }

    /// The keys and values of its text form.
    pub fn attributes(&self) -> Vec<(&'static str, String)> {
        let mut attributes = match &self.next {
            NextPage::Offset { input } => vec![("offset", input.clone())],
            NextPage::Page { input, first, pages } => {
                let pages = pages.iter().map(|pages| ("pages", pages.clone()));
                [("page", input.clone()), ("first", first.to_string())].into_iter().chain(pages).collect()
            }
            NextPage::Token { input, from } => vec![("token", input.clone()), ("next", from.clone())],
            NextPage::Marker { input, key } => vec![("marker", input.clone()), ("key", key.clone())],
            NextPage::Url { from } => vec![("url", from.clone())],
            NextPage::Link => vec![("link", "next".to_owned())],
        };
        attributes.extend(self.limit.iter().map(|limit| ("limit", limit.clone())));
        attributes.push(("items", self.items.clone()));
        attributes.extend(self.total.iter().map(|total| ("total", total.clone())));
        if self.in_body {
            attributes.push((PAGING_IN.0, PAGING_IN.1.to_owned()));
        }
        attributes
    }

    /// The paging with these keys and values.
    ///
    /// # Errors
    ///
    /// The problem, as a predicate: `has no "items"; it is required`.
    pub fn from_attributes(attributes: &[(String, String)]) -> Result<Self, String> {
        let get =
            |key: &str| attributes.iter().find(|(known, _)| known == key).map(|(_, value)| value.clone());
        let needed = |key: &str| get(key).ok_or_else(|| format!("has no `{key}`; it is required"));
        let ways = ["offset", "page", "token", "marker", "url", "link"];
        let mut given = ways.into_iter().filter(|way| get(way).is_some());
        let (Some(way), None) = (given.next(), given.next()) else {
            return Err(format!("needs exactly one of `{}`", ways.join("`, `")));
        };
        let input = get(way).unwrap_or_default();
        let (next, own): (_, &[&str]) = match way {
            "offset" => (NextPage::Offset { input }, &[]),
            "page" => {
                let first = needed("first")?;
                let first =
                    first.parse().map_err(|_| format!("has `first` {first:?}; an integer is expected"))?;
                (NextPage::Page { input, first, pages: get("pages") }, &["first", "pages"])
            }
            "token" => (NextPage::Token { input, from: needed("next")? }, &["next"]),
            "marker" => (NextPage::Marker { input, key: needed("key")? }, &["key"]),
            "url" => (NextPage::Url { from: input }, &[]),
            _ if input == "next" => (NextPage::Link, &[]),
            _ => return Err(format!("has `link` {input:?}; `next` is expected")),
        };
        if let Some((key, _)) = attributes.iter().find(|(key, _)| {
            let key = key.as_str();
            key != way && !own.contains(&key) && !["limit", "items", "total", PAGING_IN.0].contains(&key)
        }) {
            return Err(format!("has `{key}`, which can't be combined with `{way}`"));
        }
        let in_body = match get(PAGING_IN.0) {
            None => false,
            Some(place) if place == PAGING_IN.1 => true,
            Some(place) => return Err(format!("has `in` {place:?}; `body` is expected")),
        };
        let items = needed("items")?;
        Ok(Self { limit: get("limit"), in_body, total: get("total"), ..Self::new(next, items) })
    }
}

impl fmt::Display for Paging {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (key, value)) in self.attributes().into_iter().enumerate() {
            write!(f, "{}{key}={value}", if index == 0 { "" } else { " " })?;
        }
        Ok(())
    }
}

impl FromStr for Paging {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut attributes: Vec<(String, String)> = Vec::new();
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let (key, value) =
                word.split_once('=').ok_or_else(|| format!("has `{word}`, which has no `=`"))?;
            if !PAGING_KEYS.contains(&key) && key != PAGING_IN.0 {
                return Err(format!(
                    "has an unknown key `{key}`; expected one of `{}`",
                    PAGING_KEYS.join("`, `")
                ));
            }
            if attributes.iter().any(|(known, _)| known == key) {
                return Err(format!("has the key `{key}` twice; once is expected"));
            }
            attributes.push((key.to_owned(), value.to_owned()));
        }
        Self::from_attributes(&attributes)
    }
}

/// The names of fields in a path, without escapes; none for the response itself.
pub fn field_path(path: &str) -> impl Iterator<Item = Cow<'_, str>> {
    path.split('/').filter(move |_| !path.is_empty()).map(|name| match name.contains('~') {
        true => Cow::Owned(name.replace("~1", "/").replace("~0", "~")),
        false => Cow::Borrowed(name),
    })
}

/// A name of a field, escaped for a path.
pub fn path_of_field(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// The field at a path of a value of this type; `None` for the value itself and for a path without a field.
pub fn field_at<'m>(
    ty: &'m Type,
    path: &str,
    model: impl Fn(&str) -> Option<&'m Model>,
) -> Option<&'m Field> {
    let mut found = None;
    let mut ty = ty;
    for name in field_path(path) {
        let Type::Named(owner) = ty.not_null() else { return None };
        let field = model(owner)?.field(&name)?;
        (found, ty) = (Some(field), &field.ty);
    }
    found
}
