//! The options of an operation, by name, and where their values go.

use hss_runtime::schema::{Body, Field, Kind, Operation};

use crate::program::Program;
use crate::{catalog, options};

/// The option that gives the whole body.
pub(crate) const BODY: &str = "body";
/// The option that chooses the media type of the body.
pub(crate) const MEDIA_TYPE: &str = "media-type";
/// The option that chooses the media type of the response.
pub(crate) const ACCEPT: &str = "accept";
/// The option that sets a header of a part of a form.
pub(crate) const PART_HEADER: &str = "part-header";

/// Place of an option's value in the call.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Source {
    /// The parameter at this index.
    Parameter(usize),
    /// The field of the body's model at this index.
    Field(usize),
}

/// The names of an operation's options, and where their values go. Parameters that the client fills in have none.
pub(crate) fn sources(program: &Program, operation: &'static Operation) -> Vec<(String, Source)> {
    let options: Vec<String> =
        options::all(program).iter().map(|option| option.get_id().to_string()).collect();
    let mut named: Vec<(String, Source)> = Vec::new();
    let parameters =
        operation.parameters.iter().enumerate().filter(|(_, known)| !known.field.is_from_client());
    for (index, parameter) in parameters {
        let name = catalog::option_name(&parameter.field);
        // The region is given once, to the client.
        if name != "region" || !program.has_regions() {
            named.push((free_name(name, "param", &options, &named), Source::Parameter(index)));
        }
    }
    for (index, field) in body_fields(operation).iter().enumerate() {
        let name = catalog::option_name(field);
        named.push((free_name(name, "body", &options, &named), Source::Field(index)));
    }
    named
}

/// A name that no other option has.
fn free_name(mut name: String, prefix: &str, options: &[String], named: &[(String, Source)]) -> String {
    let is_taken = |name: &str| {
        options.iter().any(|option| option == name)
            || matches!(name, BODY | MEDIA_TYPE | ACCEPT | PART_HEADER | "help" | "version")
            || named.iter().any(|(known, _)| known == name)
    };
    while is_taken(&name) {
        name = format!("{prefix}-{name}");
    }
    name
}

/// The fields of an operation's body, if it is an object.
pub(crate) fn body_fields(operation: &Operation) -> &'static [Field] {
    match operation.body {
        Body::Json(Kind::Model(model)) | Body::Urlencoded(Kind::Model(model)) | Body::Multipart(model) => {
            model.fields
        }
        _ => &[],
    }
}
