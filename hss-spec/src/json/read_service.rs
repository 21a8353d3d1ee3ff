//! Reading `service.json`, `fixups.json` and `names.json`.

use std::collections::BTreeMap;

use jsonc_parser::ast::{Object, Value};

use super::reader::{Reader, object_get};
use super::security::{read_requirements, read_schemes};
use crate::model::{DocSources, Fixup, Named, Names, Server, ServerVariable, Service, SourceForm};

/// The keys of `service.json`.
const KEYS: [&str; 13] = [
    "name",
    "title",
    "page",
    "sources",
    "endpoint",
    "servers",
    "security_schemes",
    "security",
    "regions",
    "client_parameters",
    "no_examples",
    "groups",
    "group_docs",
];

pub(super) fn read_service<'p>(reader: &mut Reader<'p>, value: &Value<'p>) -> Option<Service> {
    let object = reader.object(value, "the service", &KEYS)?;
    let name = reader.needed(object, "name", "the service").and_then(|value| reader.text(value, "`name`"));
    let mut service =
        Service { name: name.unwrap_or_default(), place: reader.place(value), ..Service::default() };
    service.title = reader.optional_text(object, "title").unwrap_or_default();
    service.page = reader.optional_text(object, "page");
    if let Some(sources) = object_get(object, "sources") {
        service.sources = read_sources(reader, sources);
    }
    service.endpoint = reader.optional_text(object, "endpoint");
    if let Some(value) = object_get(object, "servers") {
        for value in reader.list(value, "`servers`") {
            service.servers.extend(read_server(reader, value));
        }
    }
    if let Some(value) = object_get(object, "security_schemes") {
        service.security_schemes = read_schemes(reader, value);
    }
    if let Some(value) = object_get(object, "security") {
        service.security = read_requirements(reader, value);
    }
    if let Some(regions) = object_get(object, "regions") {
        service.regions = read_regions(reader, regions);
    }
    if let Some(value) = object_get(object, "client_parameters") {
        for value in reader.list(value, "`client_parameters`") {
            service.client_parameters.extend(reader.text(value, "a client parameter"));
        }
    }
    service.no_examples = reader.flag(object, "no_examples");
    service.groups = read_texts(reader, object, "groups", "a group");
    service.group_docs = read_texts(reader, object, "group_docs", "a group's line");
    Some(service)
}

/// The regions, each with its endpoint or null.
fn read_regions<'p>(reader: &mut Reader<'p>, value: &Value<'p>) -> BTreeMap<String, Option<String>> {
    let mut regions = BTreeMap::new();
    for property in reader.map(value, "`regions`").iter().flat_map(|regions| &regions.properties) {
        let endpoint = match &property.value {
            Value::NullKeyword(_) => None,
            value => reader.text(value, "a region's endpoint"),
        };
        regions.insert(property.name.as_str().to_owned(), endpoint);
    }
    regions
}

/// The texts of the object with this key; empty without it. Messages call a text `what`.
fn read_texts<'p>(
    reader: &mut Reader<'p>,
    object: &Object<'p>,
    key: &str,
    what: &str,
) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    let map = object_get(object, key).and_then(|value| reader.map(value, &format!("`{key}`")));
    for property in map.iter().flat_map(|map| &map.properties) {
        if let Some(text) = reader.text(&property.value, what) {
            texts.insert(property.name.as_str().to_owned(), text);
        }
    }
    texts
}

fn read_sources<'p>(reader: &mut Reader<'p>, value: &Value<'p>) -> DocSources {
    let mut sources = DocSources::default();
    let keys = ["pages", "index", "explorer", "openapi"];
    let Some(object) = reader.object(value, "`sources`", &keys) else { return sources };
    sources.pages = reader.optional_text(object, "pages");
    sources.index = reader.optional_text(object, "index");
    sources.explorer = reader.optional_text(object, "explorer");
    match object_get(object, "openapi") {
        Some(Value::Array(list)) => {
            for value in &list.elements {
                sources.openapi.extend(reader.text(value, "an address of `openapi`"));
            }
        }
        Some(value) => sources.openapi.extend(reader.text(value, "`openapi`")),
        None => {}
    }
    for problem in sources.problems() {
        reader.error(value, problem);
    }
    sources
}

/// The server of an operation: its address, or an object if it has variables.
pub(super) fn read_own_server<'p>(reader: &mut Reader<'p>, value: &Value<'p>) -> Option<Server> {
    match value {
        Value::StringLit(_) => reader.text(value, "`server`").map(|url| Server { url, ..Server::default() }),
        _ => read_server(reader, value),
    }
}

fn read_server<'p>(reader: &mut Reader<'p>, value: &Value<'p>) -> Option<Server> {
    let object = reader.object(value, "a server", &["url", "description", "variables"])?;
    let url = reader.needed(object, "url", "a server").and_then(|value| reader.text(value, "`url`"));
    let mut variables = BTreeMap::new();
    if let Some(map) = object_get(object, "variables").and_then(|value| reader.map(value, "`variables`")) {
        for property in &map.properties {
            let keys = ["default", "values"];
            let Some(object) = reader.object(&property.value, "a variable of a server", &keys) else {
                continue;
            };
            let mut values = Vec::new();
            if let Some(value) = object_get(object, "values") {
                for value in reader.list(value, "`values`") {
                    values.extend(reader.text(value, "a value of a variable"));
                }
            }
            let variable = ServerVariable { default: reader.optional_text(object, "default"), values };
            variables.insert(property.name.as_str().to_owned(), variable);
        }
    }
    Some(Server { url: url?, description: reader.optional_text(object, "description"), variables })
}

pub(super) fn read_fixups<'p>(reader: &mut Reader<'p>, value: &Value<'p>) -> Vec<Fixup> {
    reader.list(value, "the file of fixups").iter().filter_map(|value| read_fixup(reader, value)).collect()
}

fn read_fixup<'p>(reader: &mut Reader<'p>, value: &Value<'p>) -> Option<Fixup> {
    let object = reader.object(value, "a fixup", &["operation", "at", "source", "from", "to", "evidence"])?;
    let operation = reader.needed(object, "operation", "a fixup");
    let operation = operation.and_then(|value| reader.text(value, "`operation`"));
    let mut at = Vec::new();
    match reader.needed(object, "at", "a fixup") {
        Some(Value::Array(places)) => {
            for place in &places.elements {
                at.extend(reader.text(place, "a place in `at`"));
            }
        }
        Some(place) => at.extend(reader.text(place, "`at`")),
        None => {}
    }
    let source =
        object_get(object, "source").and_then(|value| reader.word(value, "`source`", &SourceForm::ALL));
    let evidence = reader.needed(object, "evidence", "a fixup");
    let evidence = evidence.and_then(|value| reader.text(value, "`evidence`"));
    let (from, to) = (read_value(reader, object, "from"), read_value(reader, object, "to"));
    Some(Fixup {
        operation: operation?,
        at,
        source,
        from,
        to,
        evidence: evidence?,
        place: reader.place(value),
    })
}

/// The text of a value; `None` for null or a missing key.
fn read_value(reader: &mut Reader, object: &Object, key: &str) -> Option<String> {
    match object_get(object, key)? {
        Value::NullKeyword(_) => None,
        Value::BooleanLit(boolean) => Some(boolean.value.to_string()),
        Value::NumberLit(number) => Some(number.value.to_owned()),
        Value::StringLit(text) => Some(text.value.clone().into_owned()),
        other => {
            reader.error(other, format!("`{key}` must be a string, a number, true, false or null"));
            None
        }
    }
}

pub(super) fn read_names<'p>(reader: &mut Reader<'p>, value: &Value<'p>) -> Option<Names> {
    let object = reader.object(value, "the file of names", &["enums", "values"])?;
    let mut names = Names::default();
    if let Some(enums) = object_get(object, "enums").and_then(|value| reader.map(value, "`enums`")) {
        for property in &enums.properties {
            if let Some(name) = reader.text(&property.value, "a name") {
                let place = reader.place(property);
                names.enums.insert(property.name.as_str().to_owned(), Named { name, place });
            }
        }
    }
    if let Some(values) = object_get(object, "values").and_then(|value| reader.map(value, "`values`")) {
        for property in &values.properties {
            let of = names.values.entry(property.name.as_str().to_owned()).or_default();
            let Some(map) = reader.map(&property.value, "the names of an enumeration's values") else {
                continue;
            };
            for property in &map.properties {
                if let Some(name) = reader.text(&property.value, "a name") {
                    let place = reader.place(property);
                    of.insert(property.name.as_str().to_owned(), Named { name, place });
                }
            }
        }
    }
    Some(names)
}
