//! A form with its values, checked as the client would before it sends the call.

use std::collections::BTreeMap;

use hss_runtime::dynamic::{Call, DynamicModel, DynamicValue, Slot};
use hss_runtime::schema::{Body, BodyForm, Kind, Operation};
use hss_runtime::validate::Place;
use hss_runtime::{Client, Error};
use serde_json::{Map, Value as Json};

use super::depth::Depth;
use super::json_text;
use super::problem::Problem;
use super::recent::RecentValues;
use super::submitted_form::{Node, Reader, SubmittedForm, as_lines};
use super::upload::Upload;
use crate::accept::Accept;
use crate::{body, value_text};

/// The values of a form.
pub(super) struct CheckedForm {
    pub(super) operation: &'static Operation,
    /// The values of parameters, by index.
    pub(super) parameters: Vec<(usize, Json)>,
    values: Vec<(usize, hss_runtime::Value)>,
    media_type: usize,
    /// The media type of the response, if it is not the default.
    pub(super) accept: Option<Accept>,
    /// The body, with the names of files in place of their content.
    pub(super) body: Option<Json>,
    files: BTreeMap<String, Upload>,
    /// The headers of a form's parts: the part, the name and the value.
    pub(super) part_headers: Vec<(String, String, String)>,
    pub(super) problems: Vec<Problem>,
}

/// The client that checks forms, and the files that they name.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    pub(super) client: &'a Client,
    pub(super) region: Option<&'a str>,
    pub(super) uploads: &'a RecentValues<Upload>,
}

/// The purpose of a call.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Use {
    Send,
    /// To be checked: files are a line each.
    Check,
    /// To be shown: files are a line each, and secrets masked.
    Show,
}

/// The replacement of a secret.
const MASK: &str = "***";

/// Reads a form, and checks it as the client would before it sends the call.
pub(super) fn check_form(
    setting: Setting<'_>,
    operation: &'static Operation,
    submitted: &SubmittedForm,
) -> CheckedForm {
    let mut checked = CheckedForm {
        operation,
        parameters: Vec::new(),
        values: Vec::new(),
        media_type: submitted.media_type.min(operation.body_choices.len()),
        accept: Accept::at(operation, submitted.accept),
        body: None,
        files: BTreeMap::new(),
        part_headers: submitted.part_headers.clone(),
        problems: Vec::new(),
    };
    for (index, texts) in &submitted.parameters {
        checked.parameter(*index, texts);
    }
    let form = checked.form();
    match (&submitted.json, &submitted.body) {
        (Some(text), _) if text.trim().is_empty() => {}
        (Some(_), _) if matches!(form.body, Body::Multipart(_) | Body::File) => {
            let message = "a body with files has to be given in the fields".to_owned();
            checked.problems.push(Problem::in_body("", message));
        }
        (Some(text), _) => match json_text::read(text) {
            Ok(body) => checked.body = Some(body),
            Err(problem) => checked.problems.push(problem),
        },
        (None, Some(node)) => {
            let mut reader = Reader::new(setting.uploads);
            checked.body = form.kind().and_then(|kind| reader.read(&kind, node, ""));
            checked.files = reader.files;
            nulls(form.body, &mut checked.body);
            checked.problems.append(&mut reader.problems);
        }
        (None, None) => {}
    }
    checked.check(setting);
    if let Some(text) = &submitted.json {
        for problem in checked.problems.iter_mut().filter(|problem| problem.is_in_body()) {
            let place = json_text::position(text, &problem.name).filter(|_| problem.line.is_none());
            if let Some((line, column)) = place {
                (problem.line, problem.column) = (Some(line), Some(column));
            }
        }
        checked.problems.sort_by_key(|problem| (problem.is_in_body(), problem.line, problem.column));
    }
    checked
}

impl CheckedForm {
    pub(super) fn form(&self) -> BodyForm {
        self.operation.body_form(self.media_type)
    }

    /// The index of the body's media type; 0 is the default.
    pub(super) fn media_type(&self) -> usize {
        self.media_type
    }

    fn parameter(&mut self, index: usize, texts: &[String]) {
        let Some(parameter) = self.operation.parameters.get(index) else { return };
        let field = &parameter.field;
        let lines = as_lines(&field.kind, texts);
        let texts: Vec<&str> = lines.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
        if texts.is_empty() || field.is_from_client() {
            return;
        }
        match (value_text::parameter(&field.kind, &texts), value_text::field(&field.kind, &texts)) {
            (Ok(value), Ok(json)) => {
                self.values.push((index, value));
                self.parameters.push((index, json));
            }
            (Err(message), _) | (_, Err(message)) => {
                self.problems.push(Problem::in_parameter(field.name, message));
            }
        }
    }

    /// Adds what the client's own validation finds.
    fn check(&mut self, Setting { client, region, .. }: Setting<'_>) {
        let mut call = self.without_body(client, region);
        let body = self.slot_to_check();
        // A body that cannot be read has its own problem; what else it has or lacks is unknown.
        let is_body_unreadable =
            body.is_err() || self.problems.iter().any(|known| known.is_in_body() && known.name.is_empty());
        match body {
            Ok(Some(body)) => self.set_body(&mut call, body),
            Ok(None) => {}
            Err(problem) => self.problems.push(problem),
        }
        self.problems.extend(self.unknown_fields());
        let Err(Error::Validation(violations)) = call.validate() else { return };
        for violation in violations.iter() {
            let is_body = violation.place == Place::Body;
            if is_body && is_body_unreadable {
                continue;
            }
            // A value that could not be read is not missing.
            let is_reported =
                |known: &Problem| known.is_in_body() == is_body && known.name == violation.parameter;
            if self.problems.iter().any(is_reported) {
                continue;
            }
            let message = violation.to_string();
            let message = message.split(" (http").next().unwrap_or_default().to_owned();
            self.problems.push(match is_body {
                true => Problem::in_body(&violation.parameter, message),
                false => Problem::in_parameter(&violation.parameter, message),
            });
        }
    }

    /// The body for the client's validation: JSON as it is, so that every value of another type is found.
    fn slot_to_check(&self) -> Result<Option<Box<dyn Slot + Send + Sync>>, Problem> {
        match (self.form().body, &self.body) {
            (Body::Json(_) | Body::Urlencoded(_), Some(body)) => Ok(Some(Box::new(body.clone()))),
            _ => self.slot(Use::Check),
        }
    }

    fn unknown_fields(&self) -> Vec<Problem> {
        let (Some(kind), Some(body)) = (self.form().kind(), &self.body) else { return Vec::new() };
        let unknown = body::unknown_fields(&kind, body).into_iter();
        unknown.map(|misfit| Problem::in_body(&misfit.path, misfit.message)).collect()
    }

    /// The call of a client.
    ///
    /// # Errors
    ///
    /// A value of the body that does not fit its type.
    pub(super) fn call(&self, client: &Client, region: Option<&str>, purpose: Use) -> Result<Call, Problem> {
        let mut call = self.without_body(client, region);
        if let Some(body) = self.slot(purpose)? {
            self.set_body(&mut call, body);
        }
        Ok(call)
    }

    fn set_body(&self, call: &mut Call, body: Box<dyn Slot + Send + Sync>) {
        call.set_body(body);
        call.set_body_choice(self.media_type);
        for (part, name, value) in &self.part_headers {
            call.set_part_header(part, name, value);
        }
    }

    fn without_body(&self, client: &Client, region: Option<&str>) -> Call {
        let mut call = Call::new(client, self.operation);
        if let Some(region) = region
            && let Some(index) =
                self.operation.parameters.iter().position(|known| known.field.name == "region")
        {
            call.set(index, region.into());
        }
        for (index, value) in &self.values {
            call.set(*index, value.clone());
        }
        if let Some(accept) = self.accept {
            accept.set(&mut call);
        }
        call
    }

    fn slot(&self, purpose: Use) -> Result<Option<Box<dyn Slot + Send + Sync>>, Problem> {
        let body = match purpose {
            Use::Send | Use::Check => self.body.clone(),
            Use::Show => self.shown_body(),
        };
        let Some(body) = &body else { return Ok(None) };
        let typed = |kind, value| body::typed(kind, value);
        match self.form().body {
            Body::File => {
                Ok(self.file("", purpose)?.map(|file| Box::new(file) as Box<dyn Slot + Send + Sync>))
            }
            Body::Multipart(model) => {
                let mut form = DynamicModel::new(model);
                for (index, field) in model.fields.iter().enumerate() {
                    if body.get(field.name).is_some_and(Json::is_null) {
                        form.field_mut(index).into_iter().for_each(|place| _ = place.set_null());
                        continue;
                    }
                    let value = match self.file(field.name, purpose)? {
                        Some(file) => Some(file),
                        None => {
                            body.get(field.name).map(|value| typed(field.kind, value)).transpose().map_err(
                                |misfit| Problem::in_body(&joined(field.name, &misfit.path), misfit.message),
                            )?
                        }
                    };
                    if let (Some(value), Some(place)) = (value, form.field_mut(index)) {
                        *place = value;
                    }
                }
                Ok(Some(Box::new(DynamicValue::from(form))))
            }
            Body::Json(kind) | Body::Urlencoded(kind) => match typed(kind, body) {
                Ok(value) => Ok(Some(Box::new(value))),
                Err(misfit) => Err(Problem::in_body(&misfit.path, misfit.message)),
            },
            _ => Ok(None),
        }
    }

    /// The file or the files of a field.
    fn file(&self, field: &str, purpose: Use) -> Result<Option<DynamicValue>, Problem> {
        let content = |(path, upload): (&String, &Upload)| match purpose {
            Use::Send => upload.content().map_err(|error| Problem::in_body(path, error.to_string())),
            Use::Check | Use::Show => Ok(upload.described()),
        };
        if let Some(upload) = self.files.get_key_value(field) {
            return content(upload).map(|file| Some(DynamicValue::file(file)));
        }
        let mut files =
            (0..).map_while(|index| self.files.get_key_value(&format!("{field}[{index}]"))).peekable();
        if files.peek().is_none() {
            return Ok(None);
        }
        files.map(content).collect::<Result<_, _>>().map(|files| Some(DynamicValue::files(files)))
    }

    /// The parameters, with secrets masked.
    pub(super) fn shown_parameters(&self) -> impl Iterator<Item = (usize, Json)> {
        self.parameters.iter().map(|(index, value)| {
            let is_secret =
                self.operation.parameters.get(*index).is_some_and(|known| known.field.is_secret());
            (*index, if is_secret { MASK.into() } else { value.clone() })
        })
    }

    /// The body, with secrets masked.
    pub(super) fn shown_body(&self) -> Option<Json> {
        let mut body = self.body.clone()?;
        if let Some(kind) = self.form().kind() {
            mask(&kind, &mut body);
        }
        Some(body)
    }

    /// The fields that make the body, if there are some.
    pub(super) fn fields(&self, uploads: &RecentValues<Upload>) -> Option<Node> {
        let (kind, body) = (self.form().kind()?, self.body.as_ref()?);
        let node = Node::of(&kind, body, Depth::of(&kind))?;
        let mut reader = Reader::new(uploads);
        (reader.read(&kind, &node, "").as_ref() == Some(body)).then_some(node)
    }
}

/// Adds null for the required fields of a form that may be null and are not filled in.
fn nulls(form: Body, body: &mut Option<Json>) {
    let (Body::Multipart(model) | Body::Urlencoded(Kind::Model(model))) = form else { return };
    for field in model.fields.iter().filter(|field| field.is_required() && field.is_nullable()) {
        let entries = body.get_or_insert_with(|| Json::Object(Map::new())).as_object_mut();
        entries.into_iter().for_each(|entries| _ = entries.entry(field.name).or_insert(Json::Null));
    }
}

/// Masks the secrets of a body.
fn mask(kind: &Kind, value: &mut Json) {
    match (kind, value) {
        (Kind::Union(variants), value) => {
            variants.fields.iter().for_each(|variant| mask(&variant.kind, value))
        }
        (Kind::Model(model), Json::Object(entries)) => {
            for field in model.fields {
                match entries.get_mut(field.name) {
                    Some(value @ Json::String(_)) if field.is_secret() => *value = MASK.into(),
                    Some(value) => mask(&field.kind, value),
                    None => {}
                }
            }
        }
        (Kind::List(kind), Json::Array(list)) => list.iter_mut().for_each(|value| mask(kind, value)),
        (Kind::Map(kind), Json::Object(entries)) => {
            entries.values_mut().for_each(|value| mask(kind, value));
        }
        _ => {}
    }
}

fn joined(path: &str, inside: &str) -> String {
    match inside.as_bytes().first() {
        None => path.to_owned(),
        Some(b'[') => format!("{path}{inside}"),
        Some(_) => format!("{path}.{inside}"),
    }
}
