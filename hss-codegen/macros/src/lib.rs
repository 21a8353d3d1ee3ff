//! The `api!` macro: a typed client of an HTTP API from its declarative spec, at build time.

use hss_codegen::expand_to_text;
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
#[proc_macro]
pub fn api(input: TokenStream) -> TokenStream {
    match expand_to_text(input.into()) {
        // The text of tokens is tokens again; were it not, that would be said here.
        Ok(text) => text.parse().unwrap_or_else(|error: proc_macro::LexError| {
            format!("::core::compile_error!({:?});", error.to_string()).parse().unwrap_or_default()
        }),
        Err(errors) => errors.into(),
    }
}
