//! One call, from options to output.

use clap::ArgMatches;
use hss_runtime::dynamic::{Call, JsonPages, json};
use hss_runtime::schema::{Body, Input, Operation, Response};
use hss_runtime::{Client, RawResponse, Validation};
use serde_json::Value as Json;

use crate::accept::Accept;
use crate::body::PartHeader;
use crate::catalog;
use crate::command;
use crate::connection::Connection;
use crate::failure::Failure;
use crate::operation_options::{self, Source};
use crate::options::Options;
use crate::output::{Form, Printer};
use crate::program::Program;
use crate::terminal::Terminal;
use crate::{accept, body, dry_run, listing, output, parameter_name, query, save, stream, value_text, watch};

/// A call before its client is created.
struct Request {
    operation: &'static Operation,
    values: Vec<(usize, hss_runtime::Value)>,
    /// The index of the body's media type; 0 is the default.
    choice: usize,
    body: Option<Box<dyn hss_runtime::dynamic::Slot + Send + Sync>>,
    part_headers: Vec<PartHeader>,
    /// The media type of the response, if it is not the default.
    accept: Option<Accept>,
}

/// `hss <group> <operation>`: `levels` are the options given, those of the operation first.
pub(crate) fn by_name(
    program: &Program,
    operation: &'static Operation,
    levels: &[&ArgMatches],
    terminal: &Terminal,
) -> Result<(), Failure> {
    let options = Options::of(program, levels);
    let [given, ..] = levels else { return Ok(()) };
    let mut values = Vec::new();
    let mut fields = Vec::new();
    for (name, source) in operation_options::sources(program, operation) {
        let texts = command::given(given, &name);
        if texts.is_empty() {
            continue;
        }
        let wrong =
            |problem: String| Failure::Usage(format!("--{name} is `{}`, but {problem}", texts.join(",")));
        match source {
            Source::Parameter(index) => {
                let kind = &operation.parameters[index].field.kind;
                values.push((index, value_text::parameter(kind, &texts).map_err(wrong)?));
            }
            Source::Field(index) => {
                let field = &operation_options::body_fields(operation)[index];
                fields.push((field, value_text::field(&field.kind, &texts).map_err(wrong)?));
            }
        }
    }
    let choice =
        body::choice(operation, command::given(given, operation_options::MEDIA_TYPE).last().copied())?;
    let form = operation.body_form(choice);
    let whole = command::given(given, operation_options::BODY)
        .last()
        .map(|text| body::read(&form, text))
        .transpose()?;
    let body = body::build(operation, &form, whole, fields, is_checked(&options))?;
    let part_headers =
        body::part_headers(operation, &form, &command::given(given, operation_options::PART_HEADER))?;
    let accept = Accept::of(operation, command::given(given, operation_options::ACCEPT).last().copied())?;
    make(program, Request { operation, values, choice, body, part_headers, accept }, &options, terminal)
}

/// `hss call <OperationId>`.
pub(crate) fn by_id(program: &Program, levels: &[&ArgMatches], terminal: &Terminal) -> Result<(), Failure> {
    let options = Options::of(program, levels);
    let operation = program.find(options.text("operation").unwrap_or_default())?;
    let values = match options.text("params") {
        Some(text) => parameters(operation, text)?,
        None => Vec::new(),
    };
    let choice = body::choice(operation, options.text(operation_options::MEDIA_TYPE))?;
    let form = operation.body_form(choice);
    let whole = options.text(operation_options::BODY).map(|text| body::read(&form, text)).transpose()?;
    let body = body::build(operation, &form, whole, Vec::new(), is_checked(&options))?;
    let part_headers = body::part_headers(operation, &form, &options.texts(operation_options::PART_HEADER))?;
    let accept = Accept::of(operation, options.text(operation_options::ACCEPT))?;
    make(program, Request { operation, values, choice, body, part_headers, accept }, &options, terminal)
}

fn is_checked(options: &Options<'_>) -> bool {
    !matches!(options.text("validation"), Some("off" | "warn"))
}

/// The parameters in a JSON object.
fn parameters(
    operation: &'static Operation,
    text: &str,
) -> Result<Vec<(usize, hss_runtime::Value)>, Failure> {
    let Json::Object(entries) =
        value_text::json(text).map_err(|problem| Failure::Usage(format!("--params: {problem}")))?
    else {
        return Err(Failure::Usage("--params must be a JSON object: '{\"limit\": 50}'".to_owned()));
    };
    let parameters = operation.parameters.iter();
    let names: Vec<_> = parameters.map(|parameter| parameter_name::of(operation, parameter)).collect();
    let mut values = Vec::new();
    for (name, value) in &entries {
        let Some(index) = names.iter().position(|known| known == name) else {
            let hint = match catalog::nearest(name, names.iter().map(AsRef::as_ref)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("expected one of {}", names.join(", ")),
            };
            return Err(Failure::Usage(format!("{} has no parameter `{name}`; {hint}", operation.id)));
        };
        let kind = &operation.parameters[index].field.kind;
        let value = value_text::from_json(kind, value);
        values.push((
            index,
            value.map_err(|problem| Failure::Usage(format!("--params: in `{name}`, {problem}")))?,
        ));
    }
    Ok(values)
}

/// Makes the call with these options.
fn make(
    program: &Program,
    mut request: Request,
    options: &Options<'_>,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let operation = request.operation;
    request.add_region(program, options)?;
    let form = Form::of(operation, options)?;
    let accept = request.accept;
    let is_listing = options.is_set("all") && operation.paging.is_some();
    let needed = if is_listing { Some("all") } else { options.duration("watch").map(|_| "watch") };
    if let (Some(option), Some(accept)) = (needed, accept) {
        let own = accept::media_types(operation).into_iter().next().unwrap_or_default();
        let message = format!("--{option} reads responses of {own}, not of {}", accept.name());
        return Err(Failure::Usage(message));
    }
    if options.duration("watch").is_some() {
        watch::check(program, operation)?;
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::Machine(format!("no runtime can be started: {error}")))?;
    if options.is_set("dry-run") {
        return runtime.block_on(dry_run::print(program, options, |client| request.call(client, options)));
    }
    let connection = Connection::open(program, options)?;
    let call = request.call(&connection.client, options);
    runtime.block_on(async {
        match options.duration("watch") {
            Some(interval) => watch::follow(program, call, interval, &form, terminal).await,
            None if options.is_set("all") && operation.paging.is_some() => {
                listing::all(JsonPages::new(call), (program, operation), &form, terminal).await
            }
            None => match accept {
                Some(accept) => in_media_type(call, accept, form, options, terminal).await,
                None => once(call, &form, options, terminal).await,
            },
        }
    })
}

impl Request {
    /// Adds the client's region to an operation that has it as a parameter; a given value is preferred.
    fn add_region(&mut self, program: &Program, options: &Options<'_>) -> Result<(), Failure> {
        if program.has_regions()
            && let Some(index) =
                self.operation.parameters.iter().position(|known| known.field.name == "region")
            && let Some(region) = options.region()?
        {
            self.values.insert(0, (index, region.as_str().into()));
        }
        Ok(())
    }

    fn call(self, client: &Client, options: &Options<'_>) -> Call {
        let mut call = Call::new(client, self.operation);
        for (index, value) in self.values {
            call.set(index, value);
        }
        if let Some(body) = self.body {
            call.set_body(body);
            call.set_body_choice(self.choice);
        }
        for PartHeader { part, name, value } in &self.part_headers {
            call.set_part_header(part, name, value);
        }
        if let Some(accept) = self.accept {
            accept.set(&mut call);
        }
        let limit = self.operation.paging.and_then(|paging| paging.limit);
        let is_sized = limit.is_some_and(|limit| call.input(limit).is_some());
        if options.is_set("all")
            && let Some((limit, most)) = largest_page(self.operation)
            && !is_sized
        {
            call.set_input(limit, most.into());
        }
        if !matches!(self.operation.body, Body::None) || !is_checked(options) {
            let validation = match options.text("validation") {
                Some("off") => Validation::Off,
                Some("warn") => Validation::Warn,
                _ => Validation::Enforce,
            };
            call.set_validation(validation);
        }
        call
    }
}

/// The parameter of the page size, and its maximum: the service allows few calls per minute.
fn largest_page(operation: &'static Operation) -> Option<(Input, i64)> {
    let limit = operation.paging?.limit?;
    Some((limit, limit.field(operation)?.range()?.max?))
}

/// One call and its response in a media type that is not the default: JSON of any form, or a file.
async fn in_media_type(
    call: Call,
    accept: Accept,
    form: Form,
    options: &Options<'_>,
    terminal: &Terminal,
) -> Result<(), Failure> {
    if !accept.is_json() {
        return download(&call, options, terminal).await;
    }
    let response = call.execute().await?;
    shown(call.operation(), &response, &form.untyped(), options, terminal)
}

/// One call whose response is written to a file, or to standard output.
async fn download(call: &Call, options: &Options<'_>, terminal: &Terminal) -> Result<(), Failure> {
    let target = save::Target { path: options.text("save"), replaces: options.is_set("force") };
    save::download(call, &target, terminal).await
}

/// One call and its response.
async fn once(call: Call, form: &Form, options: &Options<'_>, terminal: &Terminal) -> Result<(), Failure> {
    let operation = call.operation();
    if let Response::Stream(framing, kind) = &operation.response {
        let is_asked = ["output", "columns", "query"].iter().any(|name| options.text(name).is_some());
        if is_asked && options.text("save").is_none() {
            return stream::all(call, (*framing, kind), form, terminal).await;
        }
    }
    if matches!(operation.response, Response::File | Response::Stream(..)) {
        return download(&call, options, terminal).await;
    }
    let response = call.execute().await?;
    shown(operation, &response, form, options, terminal)
}

/// Shows a response of JSON.
fn shown(
    operation: &'static Operation,
    response: &RawResponse,
    form: &Form,
    options: &Options<'_>,
    terminal: &Terminal,
) -> Result<(), Failure> {
    if response.body.iter().all(u8::is_ascii_whitespace) {
        return output::done(operation, response, form, terminal);
    }
    let body = form.with_names(json(response)?, form.response);
    match &form.query {
        Some(expression) if options.is_set("all") && form.items(&body).is_some() => {
            let items = form.items(&body).unwrap_or_default();
            let mut printer = Printer::of_anything(form, terminal);
            printer.values(&query::select_each(expression, items)?)?;
            printer.end()
        }
        Some(expression) => output::selected(&query::select(expression, &body)?, form, terminal),
        None => Printer::new(form, terminal).response(&body),
    }
}
