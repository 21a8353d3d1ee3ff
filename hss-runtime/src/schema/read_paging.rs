//! The parser of the rows of a listing's paging.

use super::escaped::plain;
use super::read::Words;
use super::{FieldPath, Input, NextPage, Paging};

impl Words {
    /// `pages 3 2 data_list total_num`: the indexes of the offset and the limit, the items, the total.
    pub(super) fn pages(mut self) -> Paging {
        let (offset, limit) = (self.number(), self.number());
        let mut field = || -> FieldPath { vec![self.word()].leak() };
        Paging {
            next: NextPage::Offset { input: Input::Parameter(offset) },
            limit: Some(Input::Parameter(limit)),
            items: field(),
            total: Some(field()),
        }
    }

    /// `listing token=3 next=page_info/next_marker limit=2 items=servers`; `None` if no way to the next page is known.
    pub(super) fn listing(mut self) -> Option<Paging> {
        let words: Vec<(&str, &str)> = std::iter::from_fn(|| self.raw()?.split_once('=')).collect();
        let get = |key: &str| {
            let value = words.iter().find(|(known, _)| *known == key).map(|(_, value)| *value);
            value.map(plain)
        };
        let in_body = get("in").is_some();
        let input = |key: &str| {
            let value = get(key)?;
            Some(if in_body { Input::Field(path(value)) } else { Input::Parameter(value.parse().ok()?) })
        };
        let field = |key: &str| get(key).map(path);
        let next = if let Some(input) = input("offset") {
            NextPage::Offset { input }
        } else if let Some(input) = input("page") {
            let first = get("first").and_then(|first| first.parse().ok()).unwrap_or(1);
            NextPage::Page { input, first, pages: field("pages") }
        } else if let Some(input) = input("token") {
            NextPage::Token { input, from: field("next")? }
        } else if let Some(input) = input("marker") {
            NextPage::Marker { input, key: field("key")? }
        } else if let Some(from) = field("url") {
            NextPage::Url { from }
        } else {
            get("link")?;
            NextPage::Link
        };
        Some(Paging { next, limit: input("limit"), items: field("items")?, total: field("total") })
    }
}

/// The names of a path: `page_info/next_marker`, with `~1` for a `/` of a name and `~0` for a `~`.
fn path(text: &'static str) -> FieldPath {
    let names = text.split('/').filter(|_| !text.is_empty()).map(|name| match name.contains('~') {
        true => &*name.replace("~1", "/").replace("~0", "~").leak(),
        false => name,
    });
    names.collect::<Vec<_>>().leak()
}
