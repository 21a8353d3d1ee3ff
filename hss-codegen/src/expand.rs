//! The expansion of `api!`: without panics, with one error message per mistake.

use std::env;
use std::path::{Path, PathBuf};

use hss_spec::place::{Problem, Problems};
use hss_spec::shown::slashed;
use hss_spec::{FolderError, read_folder_as, spec_files};
use proc_macro2::{Span, TokenStream};

use crate::arguments::{Arguments, SpecPath};
use crate::generator::Generator;

/// The expansion of `api!` with these arguments. An error becomes `compile_error!` at the argument.
pub fn expand(input: TokenStream) -> TokenStream {
    expand_to_text(input)
        .and_then(|text| text.parse().map_err(|error| syn::Error::from(error).into_compile_error()))
        .unwrap_or_else(|errors| errors)
}

/// Like [`expand`], as source text, which a macro should return: the compiler parses text many times faster than it
/// takes tokens one by one from an unoptimized macro.
///
/// # Errors
///
/// Errors are the tokens of `compile_error!` at the argument.
pub fn expand_to_text(input: TokenStream) -> Result<String, TokenStream> {
    let arguments = arguments(input)?;
    // Only the text of these tokens is returned, so they need not be the compiler's.
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

/// The folder at that path in the crate that is compiled.
fn in_crate(path: &str) -> Result<PathBuf, String> {
    let folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join(path);
    if folder.is_dir() {
        return Ok(folder);
    }
    Err(format!("`{path}` is not a directory; `path` is relative to the crate's own directory"))
}

fn folder(path: &str) -> Result<String, Vec<String>> {
    let folder = in_crate(path).map_err(|message| vec![message])?;
    let wrong = |error| match error {
        FolderError::Problems(problems) => messages(&problems),
        error => vec![error.to_string()],
    };
    let spec = read_folder_as(&folder, path).map_err(wrong)?;
    let code = Generator::new(&spec).generate().map_err(|problems| messages(&problems))?;
    let files = spec_files(&folder).map_err(|error| vec![with_path(&error, &folder, path)])?;
    Ok(format!("{code}{}", track(&files, &folder)))
}

/// The message of an error with the folder as the source names it.
fn with_path(error: &FolderError, folder: &Path, path: &str) -> String {
    error.to_string().replace(&*slashed(folder), path)
}

/// Includes the spec's files and its index, so that the compiler expands the macro again when one of them changes.
fn track(files: &[String], folder: &Path) -> String {
    let existing = files.iter().map(|name| folder.join(name)).filter(|path| path.is_file());
    existing.map(|path| format!("const _: &str = {};\n", included(&path))).collect()
}

/// The text of a file as an expression.
fn included(path: &Path) -> String {
    format!("::core::include_str!({:?})", path.to_string_lossy())
}

/// The expansion of `spec!` as source text: the files of a spec, each with its path inside the folder.
///
/// # Errors
///
/// Errors are the tokens of `compile_error!` at the argument.
pub fn expand_spec_to_text(input: TokenStream) -> Result<String, TokenStream> {
    let SpecPath(path) = syn::parse2(input).map_err(syn::Error::into_compile_error)?;
    files_of(&path.value()).map_err(|message| at(&[message], path.span()))
}

fn files_of(path: &str) -> Result<String, String> {
    let folder = in_crate(path)?;
    let files = spec_files(&folder).map_err(|error| with_path(&error, &folder, path))?;
    if !files.iter().any(|name| name == "service.json") {
        return Err(format!("`{path}` is not a spec: it has no service.json"));
    }
    let pair = |name: &String| format!("({name:?}, {})", included(&folder.join(name)));
    // The index is not part of the spec, but the compiler must track it.
    let pairs: Vec<String> = files.iter().filter(|name| name.ends_with(".json")).map(pair).collect();
    let tracked = track(&files, &folder);
    let list = pairs.join(", ");
    Ok(format!("{{ {tracked} const FILES: &'static [(&'static str, &'static str)] = &[{list}]; FILES }}"))
}
