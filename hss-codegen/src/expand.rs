//! The expansion of `api!`: never a panic, and one error message for each mistake.

use std::env;
use std::path::{Path, PathBuf};

use hss_spec::model::Spec;
use hss_spec::place::{Problem, Problems};
use hss_spec::{FolderError, read_folder_as};
use proc_macro2::{Span, TokenStream};

use crate::api::{self, Part};
use crate::arguments::Arguments;

/// The expansion of `api!` with those arguments. What goes wrong becomes `compile_error!` at the argument.
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
/// What goes wrong, as the tokens of `compile_error!` at the argument.
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
    match arguments {
        Arguments::Family(name) => family(&name.value()),
        Arguments::Shared(_) => bundled(Spec::bundled_family(""), Part::Shared),
        Arguments::Service(_) => bundled(Spec::bundled_family(""), Part::Service),
        Arguments::Path(path) => folder(&path.value()),
    }
}

/// A part of the bundled spec. The tests of this crate have checked it, so that builds need not.
fn bundled(spec: Result<Spec, Problems>, part: Part) -> Result<String, Vec<String>> {
    let code = spec.and_then(|spec| api::unchecked(&spec, part));
    code.map(|code| code.to_string()).map_err(|problems| messages(&problems))
}

fn messages(problems: &Problems) -> Vec<String> {
    let message = |problem: &Problem| {
        let place =
            if problem.place.file.is_empty() { String::new() } else { format!("{}: ", problem.place) };
        format!("{place}{}", problem.message)
    };
    problems.0.iter().filter(|problem| problem.is_error()).map(message).collect()
}

fn family(wanted: &str) -> Result<String, Vec<String>> {
    let spec = Spec::bundled_family(wanted);
    if spec.as_ref().is_ok_and(|spec| !spec.families.contains_key(wanted)) {
        let families = Spec::bundled_families().join("`, `");
        return Err(vec![format!("the HSS spec has no family `{wanted}`; it has `{families}`")]);
    }
    bundled(spec, Part::Family(wanted))
}

fn folder(path: &str) -> Result<String, Vec<String>> {
    let folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join(path);
    if !folder.is_dir() {
        return Err(vec![format!("`{path}` is no folder; `path` starts at the crate's own folder")]);
    }
    let spec = read_folder_as(&folder, path).map_err(|error| match error {
        FolderError::Problems(problems) => messages(&problems),
        error => vec![error.to_string()],
    })?;
    let code = api::code(&spec, Part::Api).map_err(|problems| messages(&problems))?;
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
