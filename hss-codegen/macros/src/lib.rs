//! The macros `api!`, a typed client of an HTTP API from its declarative spec, and `spec!`, the files of the spec.

use hss_codegen::{expand_spec_to_text, expand_to_text};
use proc_macro::TokenStream;

/// Expands to a typed client.
///
/// | form | expands to |
/// |---|---|
/// | `api!(group = "image")` | the items of one group of the bundled HSS spec |
/// | `api!(shared)` | the models and enumerations that groups of the bundled spec share |
/// | `api!(service)` | the bundled spec's service: its endpoints and regions |
/// | `api!(path = "my-api")` | the whole API whose spec is in that folder, relative to the crate's, and its `Client` |
///
/// The code calls `hss-runtime`, on which the calling crate must depend. A mistake in the arguments or in
/// the spec is a compile error, with the file, line and column in the spec.
///
/// With `path`, the build tracks each change of a file in the folder, and each file that an `hss-codegen` command adds or
/// removes, by an index in the folder. A file that was added or removed by hand is an error until `hss-codegen index`
/// updates the index.
#[proc_macro]
pub fn api(input: TokenStream) -> TokenStream {
    tokens(expand_to_text(input.into()))
}

/// Expands to the files of a spec as `&'static [(&'static str, &'static str)]`: the path of each in its folder, and its
/// text.
///
/// `spec!(path = "my-api")` is for a program that starts a mock, as `hss_cli::Program::spec` does.
#[proc_macro]
pub fn spec(input: TokenStream) -> TokenStream {
    tokens(expand_spec_to_text(input.into()))
}

fn tokens(expanded: Result<String, impl Into<TokenStream>>) -> TokenStream {
    match expanded {
        // The text comes from tokens, so it is valid; otherwise the error is reported here.
        Ok(text) => text.parse().unwrap_or_else(|error: proc_macro::LexError| {
            format!("::core::compile_error!({:?});", error.to_string()).parse().unwrap_or_default()
        }),
        Err(errors) => errors.into(),
    }
}
