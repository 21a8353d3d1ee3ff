//! The client's tables have everything that the spec has of each operation, in the request and in the response, down to
//! the last field and the last value of an enumeration.

use std::collections::BTreeSet;

use hss_client::runtime::schema::{self, Body, Kind, Response};
use hss_spec::model::{Content, EnumKind, Field, Format, Operation, Spec, Type};

/// A walk through the tables and the spec at once.
struct Walk<'s> {
    spec: &'s Spec,
    group: &'s str,
    /// The operation, and the path from there.
    way: Vec<String>,
    /// The models seen in this group, since some contain themselves.
    seen: BTreeSet<String>,
    enumerations: usize,
    wrong: Vec<String>,
}

impl Walk<'_> {
    fn compare<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, found: T, expected: T) {
        if found != expected {
            self.wrong.push(format!("{}: {what} is {found:?}, expected {expected:?}", self.way.join(".")));
        }
    }

    fn operation(&mut self, table: &'static schema::Operation, operation: &Operation) {
        self.compare("group", table.group, self.group);
        self.compare(
            "method",
            format!("{:?}", table.method).to_uppercase().as_str(),
            operation.method.name(),
        );
        self.compare("path", table.path, &operation.path);
        self.compare("page", table.page, &self.spec.page(operation).unwrap_or_default());
        self.compare("deprecated", table.deprecated, operation.deprecated);
        self.compare("parameters", table.parameters.len(), operation.parameters.len());
        for (row, parameter) in table.parameters.iter().zip(&operation.parameters) {
            self.compare("place", format!("{:?}", row.location), format!("{:?}", parameter.location));
            let is_from_client = self.spec.service.client_parameters.contains(&parameter.field.name);
            self.compare("from the client", row.field.is_from_client(), is_from_client);
            self.field(&row.field, &parameter.field, true);
        }
        match (&table.body, &operation.body) {
            (Body::None, None) => {}
            (Body::Json(kind), Some(body)) if body.content == Content::Json => {
                self.kind(kind, &body.ty, None, true);
            }
            (Body::Multipart(model), Some(body)) if body.content == Content::Multipart => {
                self.kind(&Kind::Model(*model), &body.ty, None, true);
            }
            (found, expected) => self.wrong.push(format!("{}: body {found:?}, {expected:?}", operation.id)),
        }
        match (&table.response, &operation.response.ty) {
            (Response::Empty, None) | (Response::File, Some(Type::File)) => {}
            (Response::Json(kind), Some(ty)) => self.kind(kind, ty, None, false),
            (found, expected) => {
                self.wrong.push(format!("{}: response {found:?}, {expected:?}", operation.id))
            }
        }
        let paging = table.paging.map(|paging| {
            let name = |input: Option<schema::Input>| input.map(|input| input.name(table).to_owned());
            let path = |path: Option<schema::FieldPath>| path.map(|path| path.join("/"));
            [name(paging.next.input()), name(paging.limit), path(Some(paging.items)), path(paging.total)]
        });
        let expected = operation
            .paging
            .clone()
            .map(|one| [one.next.input().map(str::to_owned), one.limit, Some(one.items), one.total]);
        self.compare("paging", paging, expected);
    }

    fn field(&mut self, row: &schema::Field, field: &Field, is_sent: bool) {
        self.way.push(field.name.clone());
        self.compare("name", row.name, &field.name);
        self.compare("secret", row.is_secret(), field.secret);
        if is_sent {
            self.compare("required", row.is_required(), field.required.effective());
        }
        self.kind(&row.kind, &field.ty, field.format, is_sent);
        self.way.pop();
    }

    fn kind(&mut self, kind: &Kind, ty: &Type, format: Option<Format>, is_sent: bool) {
        match (kind, ty) {
            (Kind::String, Type::String)
            | (Kind::Number, Type::Number)
            | (Kind::Boolean, Type::Boolean)
            | (Kind::Json, Type::Json)
            | (Kind::File, Type::File) => {}
            (Kind::Integer, Type::Integer | Type::Long) => self.compare("format", format, None),
            (Kind::Timestamp, Type::Integer | Type::Long) => {
                self.compare("format", format, Some(Format::TimestampMs));
            }
            (Kind::List(kind), Type::List(ty))
            | (Kind::Map(kind), Type::Map(ty))
            | (Kind::Nullable(kind), Type::Nullable(ty)) => {
                self.kind(kind, ty, format, is_sent);
            }
            (Kind::Model(table), Type::Named(name)) => self.model(table, name, is_sent),
            (Kind::Enum(table), Type::Named(name)) => self.enumeration(table, name),
            _ => self.wrong.push(format!("{}: {kind:?} is the kind of {ty}", self.way.join("."))),
        }
    }

    fn model(&mut self, table: &schema::Model, name: &str, is_sent: bool) {
        if !self.seen.insert(format!("{name} {is_sent}")) {
            return;
        }
        let model = self.spec.model(self.group, name).unwrap();
        let names: Vec<&str> = model.fields.iter().map(|field| field.name.as_str()).collect();
        self.compare("fields", table.fields.iter().map(|row| row.name).collect(), names);
        for (row, field) in table.fields.iter().zip(&model.fields) {
            self.field(row, field, is_sent);
        }
    }

    fn enumeration(&mut self, table: &schema::Enumeration, name: &str) {
        let enumeration = self.spec.enumeration(self.group, name).unwrap();
        let expected: Vec<(&str, i64)> = enumeration
            .values
            .iter()
            .map(|value| match enumeration.kind {
                EnumKind::String => (value.value.as_str(), 0),
                _ => (value.value.as_str(), value.number().unwrap()),
            })
            .collect();
        let found = table.values.iter().map(|value| (value.value, value.number)).collect();
        self.compare("values", found, expected);
        self.compare("kind", format!("{:?}", table.kind), format!("{:?}", enumeration.kind));
        self.compare("open", table.open, enumeration.open);
        self.enumerations += 1;
    }
}

#[test]
fn the_tables_of_all_operations_are_those_of_the_spec() {
    let spec = Spec::bundled().unwrap();
    let (mut wrong, mut enumerations) = (Vec::new(), 0);
    let mut tables = hss_client::operations();
    for (group, operation) in spec.operations() {
        let mut walk = Walk {
            spec: &spec,
            group,
            way: vec![operation.id.clone()],
            seen: BTreeSet::new(),
            enumerations,
            wrong,
        };
        let table = tables.next().unwrap();
        walk.compare("operation", table.id, &operation.id);
        walk.operation(table, operation);
        (wrong, enumerations) = (walk.wrong, walk.enumerations);
    }
    assert!(tables.next().is_none(), "the client has more operations than the spec");
    let shown: Vec<&str> = wrong.iter().take(20).map(String::as_str).collect();
    assert!(shown.is_empty(), "{} are wrong, the first of them:\n{}", wrong.len(), shown.join("\n"));
    assert!(enumerations > 1000, "all of them were seen: {enumerations}");
}
