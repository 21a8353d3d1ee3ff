//! The command of an operation: an option for each of its parameters, and for each field of its body.

use std::borrow::Borrow;

use clap::builder::{PossibleValue, PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, ArgMatches, Command};
use hss_runtime::schema::{Body, EnumKind, EnumValue, Enumeration, Field, Kind, Operation};

use crate::operation_options::{ACCEPT, BODY, MEDIA_TYPE, PART_HEADER, Source, body_fields, sources};
use crate::program::Program;
use crate::{accept, body, catalog, options, shown, value_text, wording};

/// The operation by name, to be listed.
pub(super) fn brief(program: &Program, operation: &'static Operation) -> Command {
    let title = shown::paragraph(catalog::title(operation));
    Command::new(program.catalog.command(operation).to_owned()).about(title)
}

/// The operation with all its options. With `validates`, values that its page does not list are refused.
pub(super) fn full(program: &Program, operation: &'static Operation, validates: bool) -> Command {
    let mut command = brief(program, operation)
        .about(explained(operation))
        .disable_help_subcommand(true)
        .args(arguments(program, operation, validates))
        .args(options::all(program));
    let mut after = format!("{} {}", operation.method.as_str(), shown::cell(operation.path));
    if !operation.page.is_empty() {
        after.push_str(&format!("\n{}", shown::cell(operation.page)));
    }
    if operation.deprecated {
        command = command.before_help("This operation is deprecated.");
    }
    command.after_help(after)
}

/// The title and the description.
fn explained(operation: &'static Operation) -> String {
    if operation.title.is_empty() {
        return shown::paragraph(operation.doc);
    }
    format!("{}\n\n{}", shown::paragraph(operation.title), shown::paragraph(operation.doc))
}

/// The options of an operation's parameters and body.
fn arguments(program: &Program, operation: &'static Operation, validates: bool) -> Vec<Arg> {
    let mut arguments: Vec<Arg> = sources(program, operation)
        .into_iter()
        .map(|(name, source)| {
            let (field, heading) = match source {
                Source::Parameter(index) => (&operation.parameters[index].field, "Parameters"),
                Source::Field(index) => (&body_fields(operation)[index], "Body"),
            };
            // A required field of the body may also come in the body as a whole.
            let is_field = matches!(source, Source::Field(_));
            let is_required = field.is_required() && validates && !is_field;
            let help = help(field, is_field && field.is_required());
            argument(name, field, validates).help(help).required(is_required).help_heading(heading)
        })
        .collect();
    if !matches!(operation.body, Body::None) {
        let (value_name, help) = whole_body(operation);
        arguments.push(
            Arg::new(BODY)
                .long(BODY)
                .value_name(value_name)
                .allow_hyphen_values(true)
                .help(help)
                .help_heading("Body"),
        );
    }
    if !operation.body_choices.is_empty() {
        arguments.push(media_type(MEDIA_TYPE, "body", "Body", &body::media_types(operation)));
    }
    if !operation.response_choices.is_empty() {
        arguments.push(media_type(ACCEPT, "response", "Response", &accept::media_types(operation)));
    }
    let mut forms = (0..=operation.body_choices.len()).map(|choice| operation.body_form(choice).body);
    if forms.any(|body| matches!(body, Body::Multipart(_))) {
        let known = wording::part_headers(operation);
        let known = if known.is_empty() { String::new() } else { format!(" [known: {}]", known.join(", ")) };
        arguments.push(part_header().help(format!("{PART_HEADER_HELP}{}", shown::cell(&known))));
    }
    arguments
}

/// The option for the media type of the body or of the response, with those that the operation documents.
fn media_type<T: Borrow<str>>(name: &'static str, of: &str, heading: &'static str, known: &[T]) -> Arg {
    let default = known.first().map_or("", T::borrow);
    Arg::new(name)
        .long(name)
        .value_name("TYPE")
        .help(format!("The media type of the {of}: {} [default: {default}]", known.join(", ")))
        .help_heading(heading)
}

/// The placeholder and the help of the option for the whole body.
fn whole_body(operation: &'static Operation) -> (&'static str, &'static str) {
    match operation.body {
        Body::File => {
            let help = "The body: a file, or - (also @-) for standard input; @FILE;type=image/png sets its media type";
            ("@FILE|-", help)
        }
        _ if body_fields(operation).is_empty() => {
            ("JSON|@FILE|-", "The body: JSON, a file, or - (also @-) for standard input")
        }
        _ => {
            let help = "The whole body: JSON, a file, or - (also @-) for standard input; fields given by option override it";
            ("JSON|@FILE|-", help)
        }
    }
}

const PART_HEADER_HELP: &str = "A header of a part of the form: 'photo=X-Checksum: abc'";

/// The option for a header of a part.
pub(super) fn part_header() -> Arg {
    Arg::new(PART_HEADER)
        .long(PART_HEADER)
        .value_name("PART=NAME: VALUE")
        .action(ArgAction::Append)
        .help(PART_HEADER_HELP)
        .help_heading("Body")
}

fn argument(name: String, field: &'static Field, validates: bool) -> Arg {
    let (value_name, is_list) = value_name(&field.kind);
    let mut argument =
        Arg::new(name.clone()).long(name.clone()).value_name(value_name).allow_hyphen_values(true);
    if name.contains('-') {
        // The name on the wire.
        argument = argument.alias(name.replace('-', "_"));
    }
    if is_list {
        argument = argument.action(ArgAction::Append);
    }
    if let Some(values) = known_values(&field.kind).filter(|_| validates) {
        // Values with meanings are already listed in the text.
        argument = argument.value_parser(values).hide_possible_values(meanings(&field.kind).is_some());
        if is_list {
            argument = argument.value_delimiter(',');
        }
    }
    if matches!(field.kind, Kind::Boolean) {
        argument = argument.num_args(0..=1).default_missing_value("true").require_equals(false);
    }
    argument
}

/// The placeholder of a value in help; true if it may be given several times.
fn value_name(kind: &Kind) -> (&'static str, bool) {
    match kind {
        Kind::String => ("TEXT", false),
        Kind::Integer | Kind::Unsigned => ("N", false),
        Kind::Number => ("NUMBER", false),
        Kind::Boolean => ("true|false", false),
        Kind::Timestamp => ("TIME", false),
        Kind::File => ("@FILE", false),
        Kind::Enum(table) if table.kind == EnumKind::Flags => ("FLAGS", false),
        Kind::Enum(_) => ("VALUE", false),
        Kind::List(kind) => match kind {
            kind if !value_text::is_single(kind) => ("JSON", false),
            kind => (value_name(kind).0, true),
        },
        Kind::Nullable(kind) => value_name(kind),
        _ => ("JSON", false),
    }
}

/// The allowed values, if others are refused.
fn known_values(kind: &Kind) -> Option<ValueParser> {
    match kind {
        Kind::Enum(table) if table.kind == EnumKind::String && !table.open => {
            Some(PossibleValuesParser::new(table.values.iter().map(possible)).into())
        }
        Kind::List(kind) => known_values(kind),
        _ => None,
    }
}

fn possible(value: &EnumValue) -> PossibleValue {
    // A value that a terminal cannot show is accepted, but not listed.
    PossibleValue::new(value.value).hide(shown::cell(value.value) != value.value)
}

/// Help of a field: meaning, constraints, default.
fn help(field: &'static Field, is_required: bool) -> String {
    let mut help = shown::paragraph(field.doc());
    let mut add = |text: String| {
        if !help.is_empty() {
            help.push(' ');
        }
        help.push_str(&text);
    };
    if is_required {
        add("[required]".to_owned());
    }
    let meanings = meanings(&field.kind);
    if let Some(table) = shown_values(&field.kind).filter(|_| meanings.is_none()) {
        add(format!("[known values: {}]", shown::cell(&wording::values(table).join(", "))));
    }
    if let Some(variants) = wording::variants(&field.kind) {
        add(format!("[{}]", shown::cell(&variants)));
    }
    for text in wording::attributes(field) {
        add(format!("[{}]", shown::cell(&text)));
    }
    if field.is_deprecated() {
        add("[deprecated]".to_owned());
    }
    for line in meanings.into_iter().flatten() {
        help.push_str(&format!("\n- {line}"));
    }
    help
}

/// A line per value of an enumeration, with its meaning; `None` if meanings are unknown or too many.
fn meanings(kind: &Kind) -> Option<Vec<String>> {
    let table = match kind {
        Kind::Enum(table) => table,
        Kind::List(kind) => return meanings(kind),
        _ => return None,
    };
    wording::is_explained(table).then(|| {
        let names = wording::values(table);
        let docs = table.values.iter().map(|value| shown::paragraph(value.doc)).chain([String::new()]);
        let line = |(name, doc): (&String, String)| match doc.is_empty() {
            true => shown::cell(name),
            false => format!("{}: {doc}", shown::cell(name)),
        };
        names.iter().zip(docs).map(line).collect()
    })
}

/// An enumeration whose values clap does not show itself.
fn shown_values(kind: &Kind) -> Option<&'static Enumeration> {
    match kind {
        Kind::Enum(table) if table.kind == EnumKind::String && !table.open => None,
        Kind::Enum(table) => Some(table.get()),
        Kind::List(kind) => shown_values(kind),
        _ => None,
    }
}

/// The texts that were given for an option.
pub(crate) fn given<'a>(matches: &'a ArgMatches, name: &str) -> Vec<&'a str> {
    let values = matches.try_get_many::<String>(name).ok().flatten();
    values.into_iter().flatten().map(String::as_str).collect()
}
