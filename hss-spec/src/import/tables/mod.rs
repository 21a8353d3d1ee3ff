//! A draft of an operation from the tables of its page.

mod call;
mod further;
mod sample;
mod untitled;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;

use super::Draft;
use super::label::{self, Section, TableKind};
use super::page::{Page, Piece, Row, Table};
use super::paging::{self, Evidence};
use super::{description, models, types};
use crate::model::{
    Body, Content, Enumeration, Field, Location, Method, Model, Operation, Parameter, Response, SourceForm,
    Sources, Type,
};
use crate::place::{NoteKind, Place, Problem, Problems};

/// Sources of an operation's id other than the title of its page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Id<'a> {
    /// From the user.
    pub(super) given: Option<&'a str>,
    /// From the file's name.
    pub(super) stem: Option<&'a str>,
    /// True if it must be made from the method and the path.
    pub(super) is_made: bool,
}

/// Turns a page into drafts of its operations, or reports everything that is wrong with it.
pub(super) fn drafts(
    page: &Page,
    source: SourceForm,
    id: Id<'_>,
    keep_descriptions: bool,
) -> Result<Vec<Draft>, Problems> {
    let mut drafts = vec![draft(page, source, id, keep_descriptions)?];
    further::add(page, source, id, keep_descriptions, &mut drafts);
    Ok(drafts)
}

/// Turns a page into a draft of its first operation, or reports everything that is wrong with it.
pub(super) fn draft(
    page: &Page,
    source: SourceForm,
    id: Id<'_>,
    keep_descriptions: bool,
) -> Result<Draft, Problems> {
    draft_of(page, page.uri.as_ref(), source, id, keep_descriptions)
}

/// Turns a page into a draft of the operation with that method and path.
fn draft_of(
    page: &Page,
    uri: Option<&Piece>,
    source: SourceForm,
    id: Id<'_>,
    keep_descriptions: bool,
) -> Result<Draft, Problems> {
    let is_page = uri.is_some() || page.problems.is_empty() || !page.tables.is_empty();
    let mut reader = Reader::new(page, uri, keep_descriptions);
    let call = if is_page { reader.call() } else { None };
    let id = if is_page { reader.id(id, call.as_ref()) } else { None };
    let mut operation = Operation::new(
        id.clone().unwrap_or_default(),
        call.as_ref().map_or(Method::Get, |(method, _)| *method),
        call.map(|(_, path)| path).unwrap_or_default(),
    );
    operation.source = Some(source);
    reader.describe(&mut operation);
    for table in &page.tables {
        reader.take(table, &mut operation);
    }
    reader.complete_path(&mut operation);
    let Reader { mut problems, mut models, values, made_id, .. } = reader;
    models::settle(page, &mut operation, &mut models, &mut problems);
    sample::read(&page.samples, &mut operation, &mut models);
    operation.paging = paging::paging(&operation, &models, Evidence { is_vendor: true, has_link: false });
    let mut problems = Problems(problems);
    let marker = paging::marker(&operation).filter(|_| operation.paging.is_none());
    problems.0.extend(marker.map(|marker| Problem::note(&marker.place, paging::unread(marker))));
    problems.sort();
    if problems.has_errors() {
        return Err(problems);
    }
    let title = made_id.then(|| page.title.as_ref().map(|title| title.text.to_upper_camel_case())).flatten();
    Ok(Draft { operation, models, values, notes: problems.0, group: None, document: None, title })
}

/// State of reading a page's tables.
struct Reader<'a> {
    page: &'a Page,
    /// The line with the method and the path.
    uri: Option<&'a Piece>,
    keep_descriptions: bool,
    problems: Vec<Problem>,
    models: BTreeMap<String, Model>,
    values: BTreeMap<String, Enumeration>,
    /// Locations whose parameters have been read.
    taken: Vec<Location>,
    /// The section with the first table of each model.
    sections: BTreeMap<String, Section>,
    /// Names of models that types refer to, in the order of the doc page.
    named: Vec<String>,
    /// True if the id is derived from the method and the path.
    made_id: bool,
    /// Names of the query parameters in the URI.
    query: Vec<String>,
}

impl<'a> Reader<'a> {
    fn new(page: &'a Page, uri: Option<&'a Piece>, keep_descriptions: bool) -> Self {
        Self {
            page,
            uri,
            keep_descriptions,
            problems: page.problems.clone(),
            models: BTreeMap::new(),
            values: BTreeMap::new(),
            taken: Vec::new(),
            sections: BTreeMap::new(),
            named: Vec::new(),
            made_id: false,
            query: Vec::new(),
        }
    }

    fn error(&mut self, at: &Piece, message: impl Into<String>) {
        let place = self.page.place(at.line, at.column);
        self.problems.push(Problem::error(&place, message));
    }

    fn note(&mut self, at: &Piece, kind: NoteKind, message: impl Into<String>) {
        let place = self.page.place(at.line, at.column);
        self.problems.push(Problem::note(&place, message).of(kind));
    }

    /// Reads the page's text about the operation, outside of tables.
    fn describe(&self, operation: &mut Operation) {
        let title = self.page.title.as_ref().map_or("", |title| title.text.as_str());
        let function = self.page.function.join("\n");
        operation.date.clone_from(&self.page.date);
        operation.deprecated = label::says_deprecated(title) || label::says_deprecated(&function);
        operation.vendor_description = (self.keep_descriptions && !function.is_empty()).then_some(function);
        operation.place = self.page.place(self.uri.map_or(1, |uri| uri.line), 1);
        operation.response.place = operation.place.clone();
        if let Some(status) = self.page.statuses.iter().find(|status| is_success(**status)) {
            operation.response.status = *status;
        }
    }

    fn take(&mut self, table: &Table, operation: &mut Operation) {
        if table.status.is_some_and(|status| !is_success(status)) {
            let message = format!("skipped: the table `{}` of an error response", table.title.text);
            return self.note(&table.title, NoteKind::Remark, message);
        }
        match label::table_kind(&table.title.text) {
            TableKind::Path => self.take_parameters(table, Location::Path, operation),
            TableKind::Query => self.take_parameters(table, Location::Query, operation),
            TableKind::RequestHeader => self.take_parameters(table, Location::Header, operation),
            TableKind::RequestBody => self.take_request(table, Content::Json, operation),
            TableKind::FormData => self.take_request(table, Content::Multipart, operation),
            TableKind::ResponseHeader => {
                self.note(&table.title, NoteKind::Response, "skipped: the headers of the response");
            }
            TableKind::ResponseBody => self.take_response(table, operation),
            TableKind::Parameters => self.take_by_section(table, operation),
            TableKind::Model => self.take_model(table),
            TableKind::Untitled => self.take_untitled(table, operation),
            TableKind::Unknown if self.is_body_missing(table, operation) => {
                self.take_by_section(table, operation);
            }
            TableKind::Unknown => self.skip(table),
        }
    }

    fn take_parameters(&mut self, table: &Table, location: Location, operation: &mut Operation) {
        if self.taken.contains(&location) {
            return self.duplicate(table);
        }
        self.taken.push(location);
        for row in &table.rows {
            let field = self.field(&with_texts(row), location.name());
            operation.parameters.push(Parameter::new(location, field));
        }
    }

    /// Reads a table whose title only repeats the section's.
    fn take_by_section(&mut self, table: &Table, operation: &mut Operation) {
        let has_body = ![Method::Get, Method::Head].contains(&operation.method);
        match table.section {
            Section::Response => self.take_response(table, operation),
            Section::Request if has_body => self.take_request(table, Content::Json, operation),
            Section::Request => self.take_parameters(table, Location::Query, operation),
            _ => {
                let is_in_path = |row: &Row| operation.path.contains(&format!("{{{}}}", row.name.text));
                let (path, query): (Vec<Row>, Vec<Row>) = table.rows.iter().cloned().partition(is_in_path);
                for (location, rows) in [(Location::Path, path), (Location::Query, query)] {
                    if !rows.is_empty() {
                        let mut part = table.clone();
                        part.rows = rows;
                        self.take_parameters(&part, location, operation);
                    }
                }
            }
        }
    }

    fn take_request(&mut self, table: &Table, content: Content, operation: &mut Operation) {
        if operation.body.is_some() {
            return self.duplicate(table);
        }
        let name = format!("{}RequestBody", operation.id);
        let required = table.rows.iter().any(|row| row.required == Some(true));
        let place = self.place(table);
        let ty = self.body_type(table, name);
        let mut body = Body::new(content, ty);
        (body.required, body.place) = (required, place);
        operation.body = Some(body);
    }

    fn take_response(&mut self, table: &Table, operation: &mut Operation) {
        if operation.response.ty.is_some() {
            return self.duplicate(table);
        }
        let name = format!("{}Response", operation.id);
        let place = self.place(table);
        let ty = Some(self.body_type(table, name));
        operation.response = Response::new(table.status.unwrap_or(operation.response.status), ty);
        operation.response.place = place;
    }

    /// The type of a body: the model of its fields, or the list that its single row describes.
    fn body_type(&mut self, table: &Table, name: String) -> Type {
        if table.rows.is_empty() {
            return Type::Json;
        }
        if let [row] = table.rows.as_slice()
            && label::is_element_row(&row.name.text)
        {
            let ty = self.field(row, &name).ty;
            return if matches!(ty, Type::List(_)) { ty } else { Type::List(Box::new(ty)) };
        }
        let model = self.model(table, &name);
        self.models.insert(name.clone(), model);
        Type::Named(name)
    }

    fn take_model(&mut self, table: &Table) {
        let name = table.title.text.clone();
        let model = self.model(table, &name);
        let is_elsewhere = self.sections.get(&name).is_some_and(|section| *section != table.section);
        match self.models.get_mut(&name) {
            None => {
                self.sections.insert(name.clone(), table.section);
                self.models.insert(name, model);
            }
            // A model that is both sent and returned has a table in each section.
            Some(known) if is_elsewhere && models::has_same_fields(known, &model) => {}
            Some(known) => {
                let is_new = |field: &Field| known.field(&field.name).is_none();
                let new: Vec<Field> = model.fields.into_iter().filter(|field| is_new(field)).collect();
                known.fields.extend(new);
                let message =
                    format!("a second table `{}`; the model has the fields of both", shorten(&name));
                self.note(&table.title, NoteKind::Remark, message);
            }
        }
    }

    fn duplicate(&mut self, table: &Table) {
        // A title that only names its section may be that of any table.
        let kind = label::table_kind(&table.title.text);
        if matches!(kind, TableKind::Parameters | TableKind::Unknown | TableKind::Untitled) {
            return self.skip(table);
        }
        let title = shorten(&table.title.text);
        self.error(&table.title, format!("a second table `{title}`; expected each table once"));
    }

    fn place(&self, table: &Table) -> Place {
        self.page.place(table.title.line, table.title.column)
    }

    fn model(&mut self, table: &Table, name: &str) -> Model {
        let names: BTreeSet<&str> = table.rows.iter().map(|row| row.name.text.as_str()).collect();
        for row in &table.rows {
            // The dot would be sent as part of the name.
            if let Some((owner, field)) = row.name.text.split_once('.')
                && names.contains(owner)
            {
                let message =
                    format!("`{field}` of `{owner}`, named with a dot; expected a table of `{owner}`");
                self.error(&row.name, message);
            }
        }
        let mut fields: Vec<Field> = Vec::new();
        for row in &table.rows {
            let field = self.field(row, name);
            if fields.iter().any(|known| known.name == field.name) {
                self.note(
                    &row.name,
                    NoteKind::Field,
                    format!("a second row of `{}`; the first is read", shorten(&field.name)),
                );
                continue;
            }
            fields.push(field);
        }
        Model { fields, place: self.place(table), ..Model::default() }
    }

    fn field(&mut self, row: &Row, owner: &str) -> Field {
        let ty = types::parse(&row.ty.text).unwrap_or_else(|| {
            let message = format!(
                "unknown type `{}`, read as any JSON; expected one of {}",
                shorten(&row.ty.text),
                types::EXPECTED
            );
            self.note(&row.ty, NoteKind::Type, message);
            Type::Json
        });
        if let Some(name) = ty.name().filter(|name| !self.named.iter().any(|known| known == name)) {
            self.named.push(name.to_owned());
        }
        if row.name.text.is_empty() {
            self.error(&row.name, "a row without a name; expected the parameter's name");
        }
        let (page, description) = (self.page, &row.description);
        let at = |number: u32| {
            let (line, column) = description.position(number);
            page.place(line, column)
        };
        let statements =
            description::statements(&row.name.text, &row.description.text, &ty, &at, self.keep_descriptions);
        let is_unread = !statements.not_understood.is_empty();
        for unclear in statements.not_understood {
            let message = format!(
                "a part of the description of `{}` is not understood: {}",
                row.name.text,
                shorten(&unclear.text)
            );
            self.problems.push(Problem::note(&at(unclear.line), message).of(NoteKind::Text));
        }
        if let Some(values) = statements.values {
            self.values.insert(format!("{owner}.{}", row.name.text), values);
        }
        let mut field = Field::new(row.name.text.as_str(), ty);
        field.required = Sources::from(row.required);
        field.constraints = statements.constraints;
        field.default = statements.default.into();
        field.format = statements.format;
        field.unit = statements.unit;
        field.deprecated = statements.deprecated;
        field.unread = is_unread;
        field.mentioned = statements.mentioned;
        field.vendor_description = statements.vendor_description;
        field.place = page.place(row.name.line, row.name.column);
        field
    }
}

/// Reads a bare `Array` in a parameter's row as a list of strings: parameters have no other lists.
fn with_texts(row: &Row) -> Cow<'_, Row> {
    if types::parse(&row.ty.text) != Some(types::list(Type::Json)) {
        return Cow::Borrowed(row);
    }
    let mut row = row.clone();
    "Array of strings".clone_into(&mut row.ty.text);
    Cow::Owned(row)
}

fn is_success(status: u16) -> bool {
    (200..300).contains(&status)
}

/// Shortens text for a message.
fn shorten(text: &str) -> String {
    const LENGTH: usize = 120;
    let mut short: String = text.chars().take(LENGTH).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
