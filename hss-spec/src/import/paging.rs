//! Paging, by the names of inputs and response fields.

use std::collections::BTreeMap;

use super::openapi::tree::short;
use crate::model::{
    Content, Field, Literal, Location, Method, Model, NextPage, Operation, Paging, Type, path_of_field,
};

/// Names of the field that counts all items, most specific first.
const TOTALS: [&str; 4] = ["total_num", "total", "total_count", "count"];
/// Prefix of fields that count all items of some kind: `total_rule_num`.
const TOTAL: &str = "total_";
/// The same names, without `_` and `-`, in an object next to the list: `metadata.total_count`.
const TOTALS_BESIDE: [&str; 9] = [
    "totalnum",
    "total",
    "totalcount",
    "totalnumber",
    "totalelements",
    "totalitems",
    "totalresults",
    "totalrecords",
    "numfound",
];
/// Names of the field that counts the pages.
const PAGE_COUNTS: [&str; 5] = ["totalpages", "pagecount", "totalpage", "numpages", "lastpage"];
/// The usual name of the list, which distinguishes it from other lists of the response.
const ITEMS: &str = "data_list";
/// Lists that are not the listed items.
const NO_ITEMS: [&str; 3] = ["links", "errors", "warnings"];

/// Inputs for the number of items to skip.
const OFFSETS: [&str; 2] = ["offset", "skip"];
/// Inputs for the number of a page.
const PAGES: [&str; 5] = ["page", "pagenumber", "pagenum", "pageno", "pageindex"];
/// Inputs for the number of items to return.
const LIMITS: [&str; 8] = ["limit", "perpage", "pagesize", "size", "maxresults", "maxitems", "top", "take"];
/// Inputs for the id of the last item of the previous page.
const LAST_ITEMS: [&str; 2] = ["marker", "startingafter"];
/// Inputs whose token may be in a field `next` next to a field with the name of the input.
const STARTS: [&str; 4] = ["from", "start", "cursor", "marker"];
/// Fields with the address of the next page.
const NEXT_URLS: [&str; 8] = [
    "nextpageurl",
    "nexturl",
    "nextlink",
    "nextpagelink",
    "nexthref",
    "nextpageuri",
    "nexturi",
    "odatanextlink",
];
/// Objects of addresses, with that of the next page at `next`.
const LINKS: [&str; 2] = ["links", "paginglinks"];
/// Query parameters whose value is a marker from the previous result page, without `_` and `-`.
const MARKERS: [&str; 10] = [
    "marker",
    "pagemarker",
    "nextmarker",
    "pagetoken",
    "nextpagetoken",
    "nexttoken",
    "continuationtoken",
    "cursor",
    "startingafter",
    "scrollid",
];

/// Evidence of a listing in a document, besides its parameters and models.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Evidence {
    /// The document is the vendor's, where a field `count` counts all items.
    pub(super) is_vendor: bool,
    /// The response has a header `Link`.
    pub(super) has_link: bool,
}

/// The operation's paging by the rules of `docs/openapi.md`; `None` if in doubt.
pub(super) fn paging(
    operation: &Operation,
    models: &BTreeMap<String, Model>,
    evidence: Evidence,
) -> Option<Paging> {
    if !matches!(operation.method, Method::Get | Method::Post) {
        return None;
    }
    let response = Response::of(operation.response.ty.as_ref()?, models)?;
    let body = operation.body.as_ref().filter(|body| body.content == Content::Json);
    let body = body.and_then(|body| models.get(body.ty.name()?));
    let queries = operation.parameters.iter().filter(|one| one.location == Location::Query);
    let places = [
        Inputs { fields: queries.map(|one| &one.field).collect(), in_body: false },
        Inputs { fields: body.into_iter().flat_map(|body| &body.fields).collect(), in_body: true },
    ];
    let mut found = places.iter().find_map(|inputs| found(inputs, &response, operation.method, evidence))?;
    found.place = operation.place.clone();
    Some(found)
}

/// The paging without inputs that only take listed values, since these are not counts; `None` if such an input would
/// request the next page.
pub(super) fn without_listed(paging: Paging, is_listed: impl Fn(&str) -> bool) -> Option<Paging> {
    let takes_count = matches!(paging.next, NextPage::Offset { .. } | NextPage::Page { .. });
    if takes_count && paging.next.input().is_some_and(&is_listed) {
        return None;
    }
    let limit = paging.limit.filter(|limit| !is_listed(limit));
    Some(Paging { limit, ..paging })
}

/// The inputs at one place of a request.
struct Inputs<'a> {
    fields: Vec<&'a Field>,
    in_body: bool,
}

impl<'a> Inputs<'a> {
    /// The first of these names whose input is an integer.
    fn integer(&self, names: &[&str]) -> Option<&'a Field> {
        names.iter().find_map(|name| {
            let fits = |field: &&&Field| field.ty.is_integer() && letters(&field.name) == *name;
            self.fields.iter().find(fits).copied()
        })
    }

    fn name(&self, field: &Field) -> String {
        if self.in_body { path_of_field(&field.name) } else { field.name.clone() }
    }
}

/// The list of a response, and the fields beside it.
struct Response<'a> {
    /// The path of the list.
    items: String,
    /// The model of an item.
    item: Option<&'a Model>,
    /// True if it is the only list.
    is_only: bool,
    /// The fields of the response, and those of the objects in it, by path.
    fields: Vec<(String, &'a Field)>,
    models: &'a BTreeMap<String, Model>,
}

impl<'a> Response<'a> {
    fn of(ty: &'a Type, models: &'a BTreeMap<String, Model>) -> Option<Self> {
        let model_of =
            |ty: &Type| if let Type::Named(name) = ty.not_null() { models.get(name) } else { None };
        if let Type::List(item) = ty {
            return Some(Response {
                items: String::new(),
                item: model_of(item),
                is_only: true,
                fields: Vec::new(),
                models,
            });
        }
        let response = model_of(ty)?;
        let mut fields = Vec::new();
        let mut nested = Vec::new();
        for field in &response.fields {
            let path = path_of_field(&field.name);
            fields.push((path.clone(), field));
            for inner in model_of(&field.ty).into_iter().flat_map(|model| &model.fields) {
                fields.push((format!("{path}/{}", path_of_field(&inner.name)), inner));
            }
            let list = model_of(&field.ty).and_then(items);
            nested.extend(list.map(|list| (format!("{path}/{}", path_of_field(&list.name)), list)));
        }
        let top = items(response).map(|list| (path_of_field(&list.name), list));
        let (items, list) = top.or_else(|| {
            let has_own = response.fields.iter().any(|field| matches!(field.ty, Type::List(_)));
            (nested.len() == 1 && !has_own).then(|| nested.remove(0))
        })?;
        let Type::List(item) = &list.ty else { return None };
        let owner = items.rsplit_once('/').map(|(owner, _)| owner.len());
        let beside = fields.iter().filter(|(path, field)| {
            is_list(field) && path.rsplit_once('/').map(|(owner, _)| owner.len()) == owner
        });
        let is_only = beside.count() == 1;
        Some(Response { items, item: model_of(item), is_only, fields, models })
    }

    /// The path of the field that counts all items.
    fn total(&self, evidence: Evidence) -> Option<String> {
        let top = || self.fields.iter().filter(|(path, field)| !path.contains('/') && field.ty.is_integer());
        // Elsewhere, a `count` next to the list may be that of the page.
        let counts_all = evidence.is_vendor || (self.has("next") && self.has("previous"));
        let known = TOTALS.iter().filter(|name| **name != "count" || counts_all);
        let usual = known.filter_map(|name| top().find(|(_, field)| field.name == *name)).next();
        let begins = |name: &str| {
            let ends = ["num", "count", "number"].iter().any(|end| name.ends_with(end));
            name.starts_with(TOTAL) && !name.contains("page") && (evidence.is_vendor || ends)
        };
        let found = usual.or_else(|| only(top().filter(|(_, field)| begins(&field.name))));
        let beside = || self.fields.iter().filter(|(_, field)| field.ty.is_integer());
        let found = found.or_else(|| {
            TOTALS_BESIDE
                .iter()
                .find_map(|name| only(beside().filter(|(_, field)| letters(&field.name) == *name)))
        });
        found.map(|(path, _)| path.clone())
    }

    /// True if the response itself has a field of this name.
    fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(path, _)| path == name)
    }

    /// The path of the only field that satisfies a condition on path and field.
    fn only(&self, fits: impl Fn(&str, &Field) -> bool) -> Option<String> {
        only(self.fields.iter().filter(|(path, field)| fits(path, field))).map(|(path, _)| path.clone())
    }

    /// The path of the address of the next page. A single object may also have links, so they make a listing only of a
    /// list of objects.
    fn next_url(&self, has_number: bool) -> Option<String> {
        let is_text = |field: &Field| field.ty == Type::String;
        let named =
            self.only(|_, field| is_text(field) && NEXT_URLS.contains(&letters(&field.name).as_str()));
        let in_links = |path: &str| {
            path.split_once('/').is_some_and(|(owner, _)| LINKS.contains(&letters(owner).as_str()))
        };
        let is_next = |path: &str, field: &Field| in_links(path) && letters(&field.name) == "next";
        let linked = || self.only(|path, field| is_next(path, field) && is_text(field));
        // `_links.next.href`
        let hal = || {
            let (path, next) = only(self.fields.iter().filter(|(path, field)| is_next(path, field)))?;
            let Type::Named(name) = &next.ty else { return None };
            let href = self.models.get(name)?.field("href")?;
            is_text(href).then(|| format!("{path}/href"))
        };
        let beside_previous = || {
            let has_both = self.has("next") && self.has("previous") && self.has("count");
            (has_both && self.only(|path, field| path == "next" && is_text(field)).is_some())
                .then(|| "next".to_owned())
        };
        let by_links = || linked().or_else(hal).filter(|_| self.item.is_some() && !has_number);
        named.or_else(by_links).or_else(beside_previous)
    }
}

/// Paging by inputs at one place, most specific rules first.
fn found(inputs: &Inputs<'_>, response: &Response<'_>, method: Method, evidence: Evidence) -> Option<Paging> {
    let total = response.total(evidence);
    let limit = inputs.integer(&LIMITS);
    let is_get = method == Method::Get;
    // The body of a `GET` has no inputs, and the query of a `POST` does not page through its body.
    if inputs.in_body && (is_get || inputs.fields.is_empty()) {
        return None;
    }
    let with = |next: NextPage| {
        let mut paging = Paging::new(next, response.items.clone());
        paging.limit = limit.map(|limit| inputs.name(limit));
        paging.in_body = inputs.in_body;
        paging.total.clone_from(&total);
        paging
    };
    let offset = inputs.integer(&OFFSETS).filter(|_| limit.is_some());
    let by_offset = || offset.map(|offset| with(NextPage::Offset { input: inputs.name(offset) }));
    let counted = || by_offset().filter(|_| total.is_some());
    let by_token = || {
        let (input, from) = token(inputs, response)?;
        Some(with(NextPage::Token { input, from }))
    };
    let by_page = || page(inputs, response, total.is_some() || limit.is_some()).map(with);
    // A number that is not understood may lead to the next page instead.
    let has_number = inputs.integer(&OFFSETS).or(inputs.integer(&PAGES)).is_some();
    let by_url = || response.next_url(has_number).filter(|_| is_get).map(|from| with(NextPage::Url { from }));
    let by_link = || (is_get && evidence.has_link).then(|| with(NextPage::Link));
    let by_last = || last_item(inputs, response).filter(|_| is_get).map(with);
    let sure = counted().or_else(by_token);
    let others = || by_offset().or_else(by_page).or_else(by_url).or_else(by_link).or_else(by_last);
    // It is unknown which of several lists has pages.
    sure.or_else(|| others().filter(|_| response.is_only))
}

/// The input for a token, and the path of the response field that holds the next one: `cursor` and `next_cursor`.
fn token(inputs: &Inputs<'_>, response: &Response<'_>) -> Option<(String, String)> {
    let is_one_value =
        |field: &Field| matches!(field.ty, Type::String | Type::Integer | Type::Long | Type::Json);
    let mut found = Vec::new();
    for input in inputs.fields.iter().filter(|input| is_one_value(input)) {
        let name = letters(&input.name);
        if LIMITS.contains(&name.as_str()) {
            continue;
        }
        let says_next = name.starts_with("next") || name.starts_with("continuation");
        let fits = |path: &str, field: &Field| {
            let next = letters(&field.name);
            let rest = next.strip_prefix("nextpage").filter(|rest| *rest == name);
            let rest = rest.or(next.strip_prefix("next").filter(|rest| *rest == name));
            // `from`, and a response with `from` and `next`.
            let is_beside = next == "next"
                && STARTS.contains(&name.as_str())
                && !path.contains('/')
                && response.has(&input.name)
                && field.ty == input.ty;
            is_one_value(field) && (rest.is_some() || (says_next && next == name) || is_beside)
        };
        found.extend(response.only(fits).map(|from| (inputs.name(input), from)));
    }
    (found.len() == 1).then(|| found.remove(0))
}

/// The input for a page number, if the document gives the first number.
fn page(inputs: &Inputs<'_>, response: &Response<'_>, is_listing: bool) -> Option<NextPage> {
    let input = inputs.integer(&PAGES)?;
    let default = match input.default.preferred() {
        Some(Literal::Integer(default)) => Some(*default),
        Some(Literal::String(default)) => default.parse().ok(),
        _ => None,
    };
    let least = input.bounds(crate::model::ConstraintKind::Range).and_then(|range| range.min);
    let least = least.map(|least| least.as_f64());
    let first = match (default, least) {
        (Some(first @ (0 | 1)), _) => first,
        (None, Some(1.0)) => 1,
        _ => return None,
    };
    let is_count = |_: &str, field: &Field| {
        field.ty.is_integer() && PAGE_COUNTS.contains(&letters(&field.name).as_str())
    };
    let pages = response.only(is_count);
    (is_listing || pages.is_some()).then(|| NextPage::Page { input: inputs.name(input), first, pages })
}

/// The input for the id of the last item, if the response has no marker.
fn last_item(inputs: &Inputs<'_>, response: &Response<'_>) -> Option<NextPage> {
    let is_id = |field: &&Field| matches!(field.ty, Type::String | Type::Integer | Type::Long);
    response.item?.field("id").filter(is_id)?;
    let points_on = |name: &str| ["next", "marker", "cursor"].iter().any(|word| name.contains(word));
    if response.fields.iter().any(|(_, field)| points_on(&letters(&field.name))) {
        return None;
    }
    let fits =
        |field: &&&Field| LAST_ITEMS.contains(&letters(&field.name).as_str()) && field.ty == Type::String;
    let input = only(inputs.fields.iter().filter(fits))?;
    Some(NextPage::Marker { input: inputs.name(input), key: "id".to_owned() })
}

/// A name in lower case, without `_`, `-` and other punctuation.
fn letters(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).map(|letter| letter.to_ascii_lowercase()).collect()
}

/// The parameter for a marker from the previous result page, for an operation without known paging.
pub(super) fn marker(operation: &Operation) -> Option<&Field> {
    if operation.parameter(Location::Query, "offset").is_some() {
        return None;
    }
    let queries = operation.parameters.iter().filter(|one| one.location == Location::Query);
    queries.map(|one| &one.field).find(|field: &&Field| MARKERS.contains(&letters(&field.name).as_str()))
}

/// Note on a parameter for a marker, which is read as an ordinary parameter.
pub(super) fn unread(marker: &Field) -> String {
    let name = short(&marker.name);
    format!(
        "paging by `{name}` is not read: the response does not show which field has the next one; a caller sets it for \
         each result page, or a fixup of `response.paging` says how"
    )
}

/// The only list of models, else the only list, else the one with the usual name.
fn items(response: &Model) -> Option<&Field> {
    let is_list = |field: &&Field| is_list(field);
    let is_list_of_models =
        |field: &&Field| is_list(field) && matches!(&field.ty, Type::List(item) if item.name().is_some());
    let only = |fits: &dyn Fn(&&Field) -> bool| only(response.fields.iter().filter(|field| fits(field)));
    only(&is_list_of_models).or_else(|| only(&is_list)).or_else(|| response.field(ITEMS).filter(is_list))
}

fn is_list(field: &Field) -> bool {
    let name = letters(&field.name);
    matches!(field.ty, Type::List(_)) && !NO_ITEMS.iter().any(|other| name.ends_with(other))
}

fn only<T>(mut found: impl Iterator<Item = T>) -> Option<T> {
    found.next().filter(|_| found.next().is_none())
}
