//! The calls of a document's operations, as code.

use hss_codegen::{CallInput, Calls};
use hss_samples::{Extent, header, sample};
use hss_spec::model::{Operation, SecurityScheme, Spec, Type};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The two calls of an operation, with their names.
const EXTENTS: [(&str, Extent); 2] = [("required", Extent::Required), ("everything", Extent::Everything)];

/// A call of an operation.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) operation: String,
    pub(crate) extent: &'static str,
    /// `client.pets().list_pets().limit(3)`, or the reason why there is no such code.
    code: Result<String, String>,
    /// The function that sends it.
    send: &'static str,
}

impl Call {
    /// The calls of all operations, through the client of the crate of that name; one call if nothing is
    /// optional.
    pub(crate) fn all(spec: &Spec, crate_name: &str) -> Vec<Self> {
        let mut all = Vec::new();
        let root = format_ident!("{crate_name}");
        for (group, contents) in &spec.groups {
            let calls = Calls::of(spec, group, quote! { ::#root::api });
            for operation in contents.operations.values() {
                let mut before = None;
                for (name, extent) in EXTENTS {
                    let values = sample(spec, group, operation, extent);
                    if before.as_ref() == Some(&values) {
                        continue;
                    }
                    let headers = part_headers(spec, group, operation);
                    let code = match &calls {
                        Ok(calls) => {
                            let input = CallInput::new(&values.parameters).body(values.body.as_ref());
                            let headers = headers.iter();
                            let input = headers.fold(input, |input, (part, name, value)| {
                                input.part_header(part, name, value)
                            });
                            calls.call(&operation.id, &quote! { client }, &input)
                        }
                        Err(problems) => Err(problems.clone()),
                    };
                    all.push(Self {
                        operation: operation.id.clone(),
                        extent: name,
                        code: code.map(|code| code.to_string()).map_err(|problems| problems.to_string()),
                        send: send(operation),
                    });
                    before = Some(values);
                }
            }
        }
        all
    }

    /// The reason why it is not written.
    pub(crate) fn unwritten(&self) -> Option<&str> {
        self.code.as_ref().err().map(String::as_str)
    }
}

/// The headers that the parts of its form must have: the part, the name and a value.
fn part_headers<'s>(
    spec: &Spec,
    group: &str,
    operation: &'s Operation,
) -> Vec<(&'s String, &'s String, String)> {
    let parts = operation.body.iter().flat_map(|body| &body.parts);
    let headers = parts.flat_map(|(part, encoding)| encoding.headers.iter().map(move |field| (part, field)));
    let required = headers.filter(|(_, field)| field.required.effective());
    required.map(|(part, field)| (part, &field.name, header(spec, group, field))).collect()
}

/// The function that sends a call of the operation.
fn send(operation: &Operation) -> &'static str {
    match &operation.response.ty {
        Some(Type::File) => "file",
        _ => "value",
    }
}

/// The form of a call's code.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Form {
    /// A file response is read to its end.
    Usual,
    /// The response is not processed: a file may be optional, or one of several.
    Any,
    /// The call is left out.
    LeftOut,
}

impl Form {
    /// The form to try after this one.
    pub(crate) fn next(self) -> Self {
        if self == Self::Usual { Self::Any } else { Self::LeftOut }
    }
}

/// The file of all calls, each in its form: a line per call, in order, followed by a list. A
/// call that is left out has an empty line.
pub(crate) fn file(crate_name: &str, calls: &[Call], forms: &[Form]) -> String {
    let mut text = format!(
        "use {crate_name}::api::Client; #[allow(unused_imports)] use hss_judge::{{Call, Sent, file, value}}; use hss_runtime::prelude::*;\n"
    );
    let mut list = Vec::new();
    for (index, (call, form)) in calls.iter().zip(forms).enumerate() {
        if let (Ok(code), Form::Usual | Form::Any) = (&call.code, form) {
            let send = if *form == Form::Usual { call.send } else { "value" };
            let (operation, extent) = (&call.operation, call.extent);
            text.push_str(&format!("fn call_{index}(client: &Client) -> Sent {{ {send}({code}) }}"));
            list.push(format!("Call {{ operation: {operation:?}, extent: {extent:?}, send: call_{index} }}"));
        }
        text.push('\n');
    }
    text.push_str(&format!("pub static CALLS: &[Call<Client>] = &[{}];\n", list.join(", ")));
    text
}

/// The index of the call on a line of the file, counted from 1.
pub(crate) fn on_line(line: usize) -> Option<usize> {
    line.checked_sub(2)
}

/// The program around the calls: a client with credentials for every scheme.
pub(crate) fn program(crate_name: &str, spec: &Spec) -> String {
    let client = format_ident!("{crate_name}");
    let credentials = credentials(spec);
    let code = quote! {
        fn main() -> ::std::process::ExitCode {
            ::hss_judge::run(
                |address, wire| {
                    #client::api::Client::builder()
                        .endpoint(address)
                        .transport(wire)
                        .retry(::hss_runtime::ExponentialBackoff::none())
                        #credentials
                        .build()
                },
                calls::CALLS,
            )
        }
    };
    format!(
        "//! Calls of every operation.\n#[allow(deprecated, unused, clippy::all, reason = \"all of it is called, as it \
         happens to be\")]\nmod calls;\n{code}\n"
    )
}

/// The settings of a builder that give credentials for each scheme of the document.
fn credentials(spec: &Spec) -> TokenStream {
    let mut settings = TokenStream::new();
    // A document without schemes may still have calls that need a token, in a parameter.
    let (mut takes_token, mut takes_basic) = (spec.service.effective_schemes().is_empty(), false);
    for (name, scheme) in spec.service.effective_schemes() {
        settings.extend(match scheme {
            SecurityScheme::Huawei => quote! {
                .credentials(::hss_runtime::Credentials::new("ACCESS", "secret"))
                .project_id("0123456789abcdef0123456789abcdef")
            },
            SecurityScheme::Bearer { .. }
            | SecurityScheme::OAuth2 { .. }
            | SecurityScheme::OpenIdConnect { .. } => {
                takes_token = true;
                continue;
            }
            SecurityScheme::Basic => {
                takes_basic = true;
                continue;
            }
            // If another scheme has the same header, the key is valid for both.
            SecurityScheme::ApiKey { name: header, .. } if header.eq_ignore_ascii_case("authorization") => {
                quote! { .api_key(#name, "Bearer a-key") }
            }
            SecurityScheme::ApiKey { .. } => quote! { .api_key(#name, "a-key") },
            SecurityScheme::Http { scheme } => {
                // Prism requires the parameters of a digest, with any values.
                let token = match scheme.to_ascii_lowercase().as_str() {
                    "digest" => r#"username="a", realm="b", nonce="c", uri="d", response="e""#,
                    _ => "a-token",
                };
                let (header, value) = ("authorization", format!("{scheme} {token}"));
                quote! { .authentication(#name, ::hss_runtime::Credential::new().header(#header, #value)) }
            }
            // The certificate belongs to the connection, and Prism requires none.
            _ => continue,
        });
    }
    if takes_token {
        settings.extend(quote! { .bearer("a-token") });
    }
    if takes_basic {
        settings.extend(quote! { .basic("user", "password") });
    }
    settings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_on_the_line_of_its_index_whatever_is_left_out() {
        let call = |operation: &str, code: Result<&str, &str>| Call {
            operation: operation.to_owned(),
            extent: "required",
            code: code.map(str::to_owned).map_err(str::to_owned),
            send: "value",
        };
        let calls =
            [call("A", Ok("a()")), call("B", Err("no value")), call("C", Ok("c()")), call("D", Ok("d()"))];
        let text = file("document_0", &calls, &[Form::Usual, Form::Usual, Form::LeftOut, Form::Any]);
        let found = text.lines().enumerate().filter_map(|(line, text)| {
            let code = text.split_once("{ value(")?.1.split(')').next()?;
            Some((on_line(line + 1)?, code.to_owned()))
        });
        assert_eq!(found.collect::<Vec<_>>(), [(0, "a(".to_owned()), (3, "d(".to_owned())]);
        assert!(
            text.ends_with(
                "send: call_0 }, Call { operation: \"D\", extent: \"required\", send: call_3 }];\n"
            )
        );
        assert_eq!((calls[1].unwritten(), on_line(1)), (Some("no value"), None));
    }
}
