//! The `api!` macro: a typed client of an HTTP API from its declarative spec, at build time; and `spec!`, the spec itself.

use hss_codegen::{expand_spec_to_text, expand_to_text};
use proc_macro::TokenStream;

/// Expands to a typed client.
///
/// | form | expands to |
/// |---|---|
/// | `api!(group = "image")` | the items of one group of the bundled HSS spec |
/// | `api!(shared)` | the models and enumerations that groups of the bundled spec share |
/// | `api!(service)` | the bundled spec's service: its endpoints and regions |
/// | `api!(path = "my-api")` | the whole API whose spec is in that folder, from the crate's own folder, and its `Client` |
///
/// The code calls the runtime, `hss-runtime`, which the calling crate must depend on. A mistake in the arguments or in
/// the spec is reported here, each with the file, line and column of the spec.
///
/// With `path`, the build sees each change of a file in the folder, and each file that a command of `hss-codegen` adds or
/// removes: it keeps an index in the folder. A file that was added or removed by hand is an error until `hss-codegen index`
/// has renewed the index.
#[proc_macro]
pub fn api(input: TokenStream) -> TokenStream {
    tokens(expand_to_text(input.into()))
}

/// Expands to the files of a spec as `&'static [(&'static str, &'static str)]`: the path of each inside its folder, and its
/// text.
///
/// `spec!(path = "my-api")` is for a program that starts a mock, as `hss_cli::Program::spec` does.
#[proc_macro]
pub fn spec(input: TokenStream) -> TokenStream {
    tokens(expand_spec_to_text(input.into()))
}

fn tokens(expanded: Result<String, impl Into<TokenStream>>) -> TokenStream {
    match expanded {
        // The text of tokens is tokens again; were it not, that would be said here.
        Ok(text) => text.parse().unwrap_or_else(|error: proc_macro::LexError| {
            format!("::core::compile_error!({:?});", error.to_string()).parse().unwrap_or_default()
        }),
        Err(errors) => errors.into(),
    }
}
