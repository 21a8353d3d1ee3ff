//! Reading and writing security schemes and requirements.

use std::collections::BTreeMap;

use jsonc_parser::ast::{Object, Value};

use super::line::{Entries, Item, quote};
use super::reader::{Reader, object_get};
use crate::model::{Location, OAuth2Flow, SecurityRequirement, SecurityScheme};

const KINDS: [&str; 8] =
    ["huawei", "basic", "bearer", "apiKey", "oauth2", "openIdConnect", "http", "mutualTLS"];
const FLOW_KEYS: [&str; 4] = ["authorization_url", "token_url", "refresh_url", "scopes"];

/// The schemes of a service.
pub(super) fn read_schemes<'p>(
    reader: &mut Reader<'p>,
    value: &Value<'p>,
) -> BTreeMap<String, SecurityScheme> {
    let mut schemes = BTreeMap::new();
    let Some(object) = reader.map(value, "`security_schemes`") else { return schemes };
    for property in &object.properties {
        if let Some(scheme) = read_scheme(reader, &property.value) {
            schemes.insert(property.name.as_str().to_owned(), scheme);
        }
    }
    schemes
}

fn read_scheme<'p>(reader: &mut Reader<'p>, value: &Value<'p>) -> Option<SecurityScheme> {
    let what = "a security scheme";
    let object = reader.object(value, what, &["type", "format", "in", "name", "flows", "url", "scheme"])?;
    let kinds = KINDS.map(|kind| (kind, kind));
    let kind = reader.needed(object, "type", what).and_then(|value| reader.word(value, "`type`", &kinds))?;
    Some(match kind {
        "huawei" => SecurityScheme::Huawei,
        "basic" => SecurityScheme::Basic,
        "bearer" => SecurityScheme::Bearer { format: reader.optional_text(object, "format") },
        "apiKey" => {
            let location = reader.needed(object, "in", what);
            let location = location.and_then(|value| reader.word(value, "`in`", &Location::ALL));
            SecurityScheme::ApiKey { location: location?, name: needed_text(reader, object, "name")? }
        }
        "oauth2" => SecurityScheme::OAuth2 { flows: read_flows(reader, object) },
        "openIdConnect" => SecurityScheme::OpenIdConnect { url: needed_text(reader, object, "url")? },
        "http" => SecurityScheme::Http { scheme: needed_text(reader, object, "scheme")? },
        _ => SecurityScheme::MutualTls,
    })
}

fn needed_text<'p>(reader: &mut Reader<'p>, object: &Object<'p>, key: &str) -> Option<String> {
    let value = reader.needed(object, key, "a security scheme")?;
    reader.text(value, &format!("`{key}`"))
}

fn read_flows<'p>(reader: &mut Reader<'p>, object: &Object<'p>) -> BTreeMap<String, OAuth2Flow> {
    let mut flows = BTreeMap::new();
    let Some(map) = object_get(object, "flows").and_then(|value| reader.map(value, "`flows`")) else {
        return flows;
    };
    for property in &map.properties {
        let Some(object) = reader.object(&property.value, "a flow", &FLOW_KEYS) else { continue };
        let flow = OAuth2Flow {
            authorization_url: reader.optional_text(object, "authorization_url"),
            token_url: reader.optional_text(object, "token_url"),
            refresh_url: reader.optional_text(object, "refresh_url"),
            scopes: object_get(object, "scopes").map(|value| read_texts(reader, value)).unwrap_or_default(),
        };
        flows.insert(property.name.as_str().to_owned(), flow);
    }
    flows
}

fn read_texts<'p>(reader: &mut Reader<'p>, value: &Value<'p>) -> Vec<String> {
    let scopes = reader.list(value, "the scopes").iter();
    scopes.filter_map(|scope| reader.text(scope, "a scope")).collect()
}

/// The requirements at `security`: alternatives.
pub(super) fn read_requirements<'p>(reader: &mut Reader<'p>, value: &Value<'p>) -> Vec<SecurityRequirement> {
    let mut requirements = Vec::new();
    for value in reader.list(value, "`security`") {
        let mut requirement = SecurityRequirement::default();
        let Some(object) = reader.map(value, "a security requirement") else { continue };
        for property in &object.properties {
            let scopes = read_texts(reader, &property.value);
            requirement.schemes.insert(property.name.as_str().to_owned(), scopes);
        }
        requirements.push(requirement);
    }
    requirements
}

/// The schemes of a service as entries of its file.
pub(super) fn schemes(schemes: &BTreeMap<String, SecurityScheme>) -> Entries {
    let mut entries = Entries::default();
    for (name, scheme) in schemes {
        entries.item(name, self::scheme(scheme));
    }
    entries
}

fn scheme(scheme: &SecurityScheme) -> Item {
    let mut line = Entries::default();
    line.text("type", scheme.kind());
    match scheme {
        SecurityScheme::Huawei | SecurityScheme::Basic | SecurityScheme::MutualTls => {}
        SecurityScheme::Bearer { format } => _ = line.optional("format", format.as_deref()),
        SecurityScheme::ApiKey { location, name } => {
            line.text("in", location.name()).text("name", name);
        }
        SecurityScheme::OAuth2 { flows } => {
            let mut entries = Entries::default();
            for (name, flow) in flows {
                entries.item(name, self::flow(flow));
            }
            line.object("flows", entries);
        }
        SecurityScheme::OpenIdConnect { url } => _ = line.text("url", url),
        SecurityScheme::Http { scheme } => _ = line.text("scheme", scheme),
    }
    line.into_line()
}

fn flow(flow: &OAuth2Flow) -> Item {
    let mut line = Entries::default();
    line.optional("authorization_url", flow.authorization_url.as_deref())
        .optional("token_url", flow.token_url.as_deref())
        .optional("refresh_url", flow.refresh_url.as_deref());
    line.list("scopes", texts(&flow.scopes));
    line.into_line()
}

fn texts(texts: &[String]) -> Vec<Item> {
    texts.iter().map(|text| Item::Line(quote(text))).collect()
}

/// Requirements as a list, one per line.
pub(super) fn requirements(requirements: &[SecurityRequirement]) -> Item {
    let one = |requirement: &SecurityRequirement| {
        let mut line = Entries::default();
        for (name, scopes) in &requirement.schemes {
            line.item(name, Item::List(texts(scopes)));
        }
        line.into_line()
    };
    Item::List(requirements.iter().map(one).collect())
}
