//! Bounds of parameters, read from the files of the spec as plain JSON: neither the client's tables nor the spec's own
//! reader takes part, so that neither can hide its mistake from the tests.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value as Json;

/// An inclusive range; an end that is not documented is the type's own.
pub(crate) type Bounds = (i64, i64);

/// The bounds of a parameter.
#[derive(Debug)]
pub(crate) struct Documented {
    pub(crate) range: Option<Bounds>,
    pub(crate) length: Option<Bounds>,
    pub(crate) items: Option<Bounds>,
    pub(crate) is_required: bool,
}

/// The bounds of each parameter by operation, location (`query`) and name.
pub(crate) fn read() -> BTreeMap<(String, String, String), Documented> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../hss-spec/spec");
    let mut documented = BTreeMap::new();
    for group in fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        for file in fs::read_dir(group).unwrap() {
            let text = fs::read_to_string(file.unwrap().path()).unwrap();
            let json: Json = serde_json::from_str(&text).unwrap();
            // The other files of a group hold types.
            let Some(operation) = json["operation"].as_str() else { continue };
            for parameter in json["parameters"].as_array().into_iter().flatten() {
                let text = |key: &str| parameter[key].as_str().unwrap().to_owned();
                documented.insert((operation.to_owned(), text("in"), text("name")), bounds(parameter));
            }
        }
    }
    documented
}

fn bounds(parameter: &Json) -> Documented {
    let default = SOURCES.iter().find_map(|name| source(&parameter["default"], name));
    let number = default.and_then(Json::as_i64);
    let length = default.and_then(Json::as_str).map(|text| i64::try_from(text.chars().count()).unwrap());
    let required = SOURCES.iter().find_map(|name| source(&parameter["required"], name));
    let is_denied = source(&parameter["required"], "explorer").and_then(Json::as_bool) == Some(false);
    Documented {
        range: effective(&parameter["range"], number),
        length: effective(&parameter["length"], length),
        items: effective(&parameter["items"], None),
        is_required: required.and_then(Json::as_bool).unwrap_or(false) && !is_denied,
    }
}

/// The sources, the preferred one first.
const SOURCES: [&str; 3] = ["page", "machine", "explorer"];

/// The value that a source gives: a plain value is the page's, an object has one per source.
fn source<'a>(value: &'a Json, name: &str) -> Option<&'a Json> {
    match value {
        Json::Null => None,
        Json::Object(sources) => sources.get(name),
        plain => (name == "page").then_some(plain),
    }
}

/// The rule of ARCHITECTURE.md: sources that disagree allow what any of them allows, except that a bound of another
/// source than the page is ignored if it forbids the documented default.
fn effective(value: &Json, default: Option<i64>) -> Option<Bounds> {
    let admits = |(min, max): &Bounds| default.is_none_or(|value| (*min..=*max).contains(&value));
    let stated = SOURCES.iter().filter_map(|name| Some((*name, source(value, name).map(ends)?)));
    let counted = stated.filter(|(name, bounds)| *name == "page" || admits(bounds)).map(|(_, bounds)| bounds);
    counted.reduce(|wide, one| (wide.0.min(one.0), wide.1.max(one.1)))
}

/// The ends of `10..=200`, `0..` or `..=255`.
fn ends(bounds: &Json) -> Bounds {
    let (min, max) = bounds.as_str().unwrap().split_once("..").unwrap();
    let min = if min.is_empty() { i64::MIN } else { min.parse().unwrap() };
    let max = max.strip_prefix('=').map_or(i64::MAX, |max| max.parse().unwrap());
    (min, max)
}
