//! Writing the files of a spec.

use std::collections::BTreeMap;

use super::line::{Entries, Item, print, quote};
use super::security::{requirements, schemes};
use crate::model::{
    Body, Constraint, Constraints, Content, Definitions, DocSources, EnumValue, Enumeration, Field, Fixup,
    Glossary, Literal, Meaning, Model, Names, Operation, Parameter, ParameterStyle, Part, Response, Server,
    Service, Source, Sources, Term,
};

pub(super) fn operation(operation: &Operation, definitions: &Definitions) -> String {
    let mut entries = Entries::default();
    entries
        .text("operation", &operation.id)
        .text("method", operation.method.name())
        .text("path", &operation.path)
        .optional("title", operation.title.as_deref())
        .optional("doc", operation.doc.as_deref())
        .optional("vendor_description", operation.vendor_description.as_deref())
        .flag("deprecated", operation.deprecated)
        .optional("page", operation.page.as_deref())
        .optional("date", operation.date.as_deref())
        .optional("source", operation.source.map(|source| source.name()))
        .list("fixed", operation.fixed.iter().map(|place| Item::Line(quote(place))).collect());
    if let Some(security) = &operation.security {
        entries.item("security", requirements(security));
    }
    match &operation.server {
        Some(own) if own.variables.is_empty() => _ = entries.text("server", &own.url),
        own => _ = own.as_ref().map(|own| entries.item("server", server(own))),
    }
    let parameters = operation.parameters.iter();
    let lines = parameters.map(|parameter| field(&parameter.field, Some(parameter)));
    entries.list("parameters", lines.collect());
    if let Some(body) = &operation.body {
        entries.item("body", self::body(body));
    }
    entries.item("response", response(&operation.response));
    let others = operation.other_responses.iter().map(|other| {
        let mut line = Entries::default();
        line.text("status", &other.status.to_string())
            .optional("type", other.ty.as_ref().map(ToString::to_string).as_deref())
            .optional("media_type", other.media_type.as_deref());
        line.into_line()
    });
    entries.list("other_responses", others.collect());
    if let Some(paging) = &operation.paging {
        let mut line = Entries::default();
        for (key, value) in paging.attributes() {
            match key {
                "first" => line.item(key, Item::Line(value)),
                _ => line.text(key, &value),
            };
        }
        entries.item("paging", line.into_line());
    }
    add_definitions(&mut entries, definitions);
    print(&entries.into_object())
}

/// A body on one line, unless it has several media types.
fn body(body: &Body) -> Item {
    let mut line = Entries::default();
    content(&mut line, (body.content, body.media_type.as_deref()), &body.as_field(""), &body.parts);
    let also = body.alternatives.iter().map(|one| {
        let mut line = Entries::default();
        content(&mut line, (one.content, one.media_type.as_deref()), &one.as_field(""), &one.parts);
        line.into_line()
    });
    line.list("also", also.collect())
        .flag("required", body.required)
        .optional("optional_by", body.optional_by.map(Source::name));
    if body.alternatives.is_empty() { line.into_line() } else { line.into_object() }
}

/// A body in one media type; the field has its type and its constraints.
fn content(
    line: &mut Entries,
    (content, media_type): (Content, Option<&str>),
    field: &Field,
    parts: &BTreeMap<String, Part>,
) {
    line.text("content", content.name())
        .optional("media_type", media_type)
        .text("type", &field.ty.to_string())
        .flag("nullable", field.nullable)
        .optional("format", field.format.map(|format| format.name()));
    let mut encoded = Entries::default();
    for (name, encoding) in parts {
        encoded.item(name, part(encoding));
    }
    line.object("parts", encoded);
    constraints(line, &field.constraints);
}

/// A response on one line, unless it has headers.
fn response(response: &Response) -> Item {
    let mut entries = Entries::default();
    entries.item("status", Item::Line(response.status.to_string()));
    entries.optional("type", response.ty.as_ref().map(ToString::to_string).as_deref());
    entries.flag("nullable", response.nullable);
    entries.optional("media_type", response.media_type.as_deref());
    let also = response.alternatives.iter().map(|one| {
        let mut line = Entries::default();
        line.text("media_type", &one.media_type).text("type", &one.ty.to_string());
        line.into_line()
    });
    entries.list("also", also.collect());
    entries.list("headers", response.headers.iter().map(|header| field(header, None)).collect());
    if response.headers.is_empty() { entries.into_line() } else { entries.into_object() }
}

pub(super) fn types(definitions: &Definitions) -> String {
    let mut entries = Entries::default();
    add_definitions(&mut entries, definitions);
    print(&entries.into_object())
}

fn add_definitions(entries: &mut Entries, definitions: &Definitions) {
    let mut models = Entries::default();
    for (name, definition) in &definitions.models {
        models.item(name, model(definition));
    }
    let mut enums = Entries::default();
    for (name, definition) in &definitions.enums {
        enums.item(name, enumeration(definition));
    }
    entries.object("models", models).object("enums", enums);
}

fn model(model: &Model) -> Item {
    let mut entries = Entries::default();
    entries.optional("doc", model.doc.as_deref());
    if let Some(union) = &model.union {
        let mut values = Entries::default();
        for (value, variant) in &union.values {
            values.text(value, variant);
        }
        let mut told_by = Entries::default();
        told_by.optional("tag", union.tag.as_deref()).object("values", values);
        entries.item("union", told_by.into_line());
    }
    entries.optional("size", model.size.map(|size| size.to_string()).as_deref());
    if let Some(sets) = &model.field_sets {
        let set = |set: &Vec<String>| {
            Item::Line(format!("[{}]", set.iter().map(|name| quote(name)).collect::<Vec<_>>().join(", ")))
        };
        entries.item(sets.key(), Item::List(sets.sets.iter().map(set).collect()));
    }
    entries.item("fields", Item::List(model.fields.iter().map(|one| field(one, None)).collect()));
    entries.into_object()
}

fn enumeration(enumeration: &Enumeration) -> Item {
    let mut entries = Entries::default();
    entries
        .text("type", enumeration.kind.name())
        .flag("open", enumeration.open)
        .optional("announced", enumeration.announced.as_deref())
        .optional("doc", enumeration.doc.as_deref())
        .optional("range", enumeration.range.map(|range| range.to_string()).as_deref())
        .optional("range_name", enumeration.range_name.as_deref())
        .item("values", Item::List(enumeration.values.iter().map(enum_value).collect()));
    entries.into_object()
}

fn enum_value(value: &EnumValue) -> Item {
    let mut line = Entries::default();
    line.text("value", &value.value)
        .optional("name", value.name.as_deref())
        .optional("doc", value.doc.as_deref())
        .optional("vendor_description", value.vendor_description.as_deref())
        .optional("listed_by", value.listed_by.map(Source::name));
    line.into_line()
}

fn part(part: &Part) -> Item {
    let mut line = Entries::default();
    line.optional("style", part.style.map(ParameterStyle::name));
    if let Some(explode) = part.explode {
        line.item("explode", Item::Line(explode.to_string()));
    }
    line.optional("media_type", part.media_type.as_deref());
    line.list("headers", part.headers.iter().map(|header| field(header, None)).collect());
    line.into_line()
}

fn field(field: &Field, parameter: Option<&Parameter>) -> Item {
    let mut line = Entries::default();
    line.text("name", &field.name)
        .optional("in", parameter.map(|parameter| parameter.location.name()))
        .text("type", &field.ty.to_string())
        .optional("format", field.format.map(|format| format.name()));
    if let Some(parameter) = parameter {
        let is_default = parameter.style == ParameterStyle::default_of(parameter.location);
        line.optional("style", (!is_default).then(|| parameter.style.name()));
        if parameter.explode != parameter.style.explodes_by_default() {
            line.item("explode", Item::Line(parameter.explode.to_string()));
        }
        line.flag("reserved", parameter.reserved).optional("media_type", parameter.media_type.as_deref());
    }
    if field.required.is_disputed() || field.required.effective() {
        sources(&mut line, "required", &field.required, bool::to_string);
    }
    constraints(&mut line, &field.constraints);
    sources(&mut line, "default", &field.default, literal);
    sources(&mut line, "example", &field.example, literal);
    line.optional("unit", field.unit.as_deref())
        .flag("secret", field.secret)
        .flag("deprecated", field.deprecated)
        .flag("nullable", field.nullable)
        .flag("additional", field.additional)
        .optional("doc", field.doc.as_deref())
        .optional("vendor_description", field.vendor_description.as_deref())
        .optional("listed_by", field.listed_by.map(Source::name))
        .list("unlisted", field.unlisted.iter().map(|value| Item::Line(quote(value))).collect())
        .flag("unread", field.unread);
    line.into_line()
}

fn constraints(line: &mut Entries, constraints: &Constraints) {
    for (kind, known) in constraints.iter() {
        sources(line, kind.name(), known, |constraint: &Constraint| quote(&constraint.to_string()));
    }
}

/// The value of the doc page alone is written as it is; with a second source, each is named.
fn sources<T>(line: &mut Entries, key: &str, known: &Sources<T>, text: impl Fn(&T) -> String) {
    let mut by_source = known.known();
    match (by_source.next(), by_source.next()) {
        (None, _) => {}
        (Some((Source::Page, page)), None) => {
            line.item(key, Item::Line(text(page)));
        }
        _ => {
            let mut named = Entries::default();
            for (source, value) in known.known() {
                named.item(source.name(), Item::Line(text(value)));
            }
            line.item(key, named.into_line());
        }
    }
}

fn literal(literal: &Literal) -> String {
    match literal {
        Literal::String(text) => quote(text),
        other => other.to_string(),
    }
}

pub(super) fn service(service: &Service) -> String {
    let mut entries = Entries::default();
    entries
        .text("name", &service.name)
        .text("title", &service.title)
        .optional("page", service.page.as_deref())
        .object("sources", doc_sources(&service.sources))
        .optional("endpoint", service.endpoint.as_deref())
        .list("servers", service.servers.iter().map(server).collect())
        .object("security_schemes", schemes(&service.security_schemes));
    if !service.security.is_empty() {
        entries.item("security", requirements(&service.security));
    }
    entries.list(
        "client_parameters",
        service.client_parameters.iter().map(|name| Item::Line(quote(name))).collect(),
    );
    entries.flag("no_examples", service.no_examples);
    let mut regions = Entries::default();
    for (region, endpoint) in &service.regions {
        let endpoint = endpoint.as_deref().map_or("null".to_owned(), quote);
        regions.item(region, Item::Line(endpoint));
    }
    entries.object("regions", regions);
    let mut groups = Entries::default();
    for (path, group) in &service.groups {
        groups.text(path, group);
    }
    entries.object("groups", groups);
    let mut docs = Entries::default();
    for (group, doc) in &service.group_docs {
        docs.text(group, doc);
    }
    entries.object("group_docs", docs);
    print(&entries.into_object())
}

pub(super) fn glossary(glossary: &Glossary) -> String {
    let mut entries = Entries::default();
    for (name, terms) in glossary.lists() {
        let mut list = Entries::default();
        for (name, known) in &terms.0 {
            list.item(name, term(known));
        }
        entries.object(name, list);
    }
    print(&entries.into_object())
}

fn term(term: &Term) -> Item {
    let mut entries = Entries::default();
    if let Some(general) = &term.general {
        meaning(&mut entries, general);
    }
    if term.by_group.is_empty() {
        return entries.into_line();
    }
    let mut groups = Entries::default();
    for (group, known) in &term.by_group {
        let mut line = Entries::default();
        meaning(&mut line, known);
        groups.item(group, line.into_line());
    }
    entries.object("groups", groups);
    entries.into_object()
}

fn meaning(entries: &mut Entries, meaning: &Meaning) {
    entries.text("doc", &meaning.doc).optional("unit", meaning.unit.as_deref());
}

fn doc_sources(sources: &DocSources) -> Entries {
    let mut entries = Entries::default();
    entries
        .optional("pages", sources.pages.as_deref())
        .optional("index", sources.index.as_deref())
        .optional("explorer", sources.explorer.as_deref());
    match sources.openapi.as_slice() {
        [address] => entries.text("openapi", address),
        addresses => entries.list("openapi", addresses.iter().map(|one| Item::Line(quote(one))).collect()),
    };
    entries
}

fn server(server: &Server) -> Item {
    let mut line = Entries::default();
    line.text("url", &server.url).optional("description", server.description.as_deref());
    let mut variables = Entries::default();
    for (name, variable) in &server.variables {
        let mut line = Entries::default();
        line.optional("default", variable.default.as_deref())
            .list("values", variable.values.iter().map(|value| Item::Line(quote(value))).collect());
        variables.item(name, line.into_line());
    }
    line.object("variables", variables);
    line.into_line()
}

pub(super) fn fixups(fixups: &[Fixup]) -> String {
    let value = |text: &Option<String>| Item::Line(text.as_deref().map_or("null".to_owned(), quote));
    let items = fixups.iter().map(|fixup| {
        let mut entries = Entries::default();
        entries.text("operation", &fixup.operation);
        entries.item("at", Item::List(fixup.at.iter().map(|place| Item::Line(quote(place))).collect()));
        entries.optional("source", fixup.source.map(|source| source.name()));
        entries
            .item("from", value(&fixup.from))
            .item("to", value(&fixup.to))
            .text("evidence", &fixup.evidence);
        entries.into_object()
    });
    print(&Item::List(items.collect()))
}

pub(super) fn names(names: &Names) -> String {
    let mut enums = Entries::default();
    for (place, named) in &names.enums {
        enums.text(place, &named.name);
    }
    let mut values = Entries::default();
    for (enumeration, of) in &names.values {
        let mut entries = Entries::default();
        for (value, named) in of {
            entries.text(value, &named.name);
        }
        values.object(enumeration, entries);
    }
    let mut entries = Entries::default();
    entries.object("enums", enums).object("values", values);
    print(&entries.into_object())
}
