//! The expansion of `api!`: never a panic, and one error message for each mistake.

use std::env;
use std::path::{Path, PathBuf};

use hss_spec::model::Spec;
use hss_spec::place::{Problem, Problems};
use hss_spec::{FolderError, read_folder_as};
use proc_macro2::{Span, TokenStream};

use crate::arguments::Arguments;
use crate::generator::Generator;

/// The expansion of `api!` with those arguments. An error becomes `compile_error!` at the argument.
pub fn expand(input: TokenStream) -> TokenStream {
    expand_to_text(input)
        .and_then(|text| text.parse().map_err(|error| syn::Error::from(error).into_compile_error()))
        .unwrap_or_else(|errors| errors)
}

/// The same as source text, which is what a macro should return: the compiler reads a text many times faster than it
/// takes tokens one by one from a macro that was built without optimization.
///
/// # Errors
///
/// Errors are the tokens of `compile_error!` at the argument.
pub fn expand_to_text(input: TokenStream) -> Result<String, TokenStream> {
    let arguments = arguments(input)?;
    // Tokens made from here on never meet the compiler's own: only their text leaves.
    proc_macro2::fallback::force();
    let text = code(&arguments);
    proc_macro2::fallback::unforce();
    text.map_err(|messages| at(&messages, arguments.span()))
}

fn arguments(input: TokenStream) -> Result<Arguments, TokenStream> {
    syn::parse2(input).map_err(syn::Error::into_compile_error)
}

/// One error for each message, all at the same place of the source.
fn at(messages: &[String], span: Span) -> TokenStream {
    messages.iter().map(|message| syn::Error::new(span, message).into_compile_error()).collect()
}

/// The code, or a message for each mistake.
fn code(arguments: &Arguments) -> Result<String, Vec<String>> {
    let generator = match arguments {
        Arguments::Group(name) => Generator::bundled().group(name.value()),
        Arguments::Shared(_) => Generator::bundled().shared(),
        Arguments::Service(_) => Generator::bundled().service(),
        Arguments::Path(path) => return folder(&path.value()),
    };
    generator.generate().map(|code| code.to_string()).map_err(|problems| messages(&problems))
}

fn messages(problems: &Problems) -> Vec<String> {
    let message = |problem: &Problem| {
        let place =
            if problem.place.file.is_empty() { String::new() } else { format!("{}: ", problem.place) };
        format!("{place}{}", problem.message)
    };
    problems.0.iter().filter(|problem| problem.is_error()).map(message).collect()
}

fn folder(path: &str) -> Result<String, Vec<String>> {
    let folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join(path);
    if !folder.is_dir() {
        return Err(vec![format!(
            "`{path}` is not a directory; `path` is relative to the crate's own directory"
        )]);
    }
    let spec = read_folder_as(&folder, path).map_err(|error| match error {
        FolderError::Problems(problems) => messages(&problems),
        error => vec![error.to_string()],
    })?;
    let code = Generator::new(&spec).generate().map_err(|problems| messages(&problems))?;
    Ok(format!("{code}{}", track(&spec, &folder)))
}

/// Mentions the spec's files, so that the compiler expands the macro again when one of them changes.
fn track(spec: &Spec, folder: &Path) -> String {
    let files = spec.to_files();
    let existing = files.keys().map(|name| folder.join(name)).filter(|path| path.is_file());
    let tracked =
        |path: PathBuf| format!("const _: &str = ::core::include_str!({:?});\n", path.to_string_lossy());
    existing.map(tracked).collect()
}
