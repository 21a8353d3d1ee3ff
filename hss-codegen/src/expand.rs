//! The expansion of `api!`: never a panic, and one error message for each mistake.

use std::env;
use std::path::{Path, PathBuf};

use hss_spec::model::Spec;
use hss_spec::place::Problems;
use hss_spec::{FolderError, read_folder_as};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::api::{Part, tokens};
use crate::arguments::Arguments;

/// The expansion of `api!` with those arguments. What goes wrong becomes `compile_error!` at the argument.
pub fn expand(input: TokenStream) -> TokenStream {
    let expanded = syn::parse2::<Arguments>(input).and_then(|arguments| match arguments {
        Arguments::Family(name) => family(&name),
        Arguments::Shared(key) => bundled(Spec::bundled_family(""), Part::Shared, key.span()),
        Arguments::Service(key) => bundled(Spec::bundled_family(""), Part::Service, key.span()),
        Arguments::Path(path) => folder(&path),
    });
    expanded.unwrap_or_else(|error| error.into_compile_error())
}

fn bundled(spec: Result<Spec, Problems>, part: Part, span: Span) -> syn::Result<TokenStream> {
    spec.and_then(|spec| tokens(&spec, part)).map_err(|problems| at(&problems, span))
}

/// One error for each problem, all at the same place of the source.
fn at(problems: &Problems, span: Span) -> syn::Error {
    let errors = problems.0.iter().filter(|problem| problem.is_error()).map(|problem| {
        let place =
            if problem.place.file.is_empty() { String::new() } else { format!("{}: ", problem.place) };
        syn::Error::new(span, format!("{place}{}", problem.message))
    });
    let all = errors.reduce(|mut all, next| {
        all.combine(next);
        all
    });
    all.unwrap_or_else(|| syn::Error::new(span, "the spec can't be generated from"))
}

fn family(name: &syn::LitStr) -> syn::Result<TokenStream> {
    let families = Spec::bundled_families();
    let wanted = name.value();
    if !families.contains(&wanted.as_str()) {
        let message = format!("the HSS spec has no family `{wanted}`; it has `{}`", families.join("`, `"));
        return Err(syn::Error::new(name.span(), message));
    }
    bundled(Spec::bundled_family(&wanted), Part::Family(&wanted), name.span())
}

fn folder(path: &syn::LitStr) -> syn::Result<TokenStream> {
    let folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join(path.value());
    if !folder.is_dir() {
        let message = format!("`{}` is no folder; `path` starts at the crate's own folder", path.value());
        return Err(syn::Error::new(path.span(), message));
    }
    let spec = read_folder_as(&folder, &path.value()).map_err(|error| match error {
        FolderError::Problems(problems) => at(&problems, path.span()),
        error @ FolderError::Io { .. } => syn::Error::new(path.span(), error.to_string()),
    })?;
    let tokens = tokens(&spec, Part::Api).map_err(|problems| at(&problems, path.span()))?;
    let tracked = track(&spec, &folder, path.span());
    Ok(quote! { #tokens #tracked })
}

/// Mentions the spec's files, so that the compiler expands the macro again when one of them changes.
fn track(spec: &Spec, folder: &Path, span: Span) -> TokenStream {
    let files = spec.to_files();
    let existing = files.keys().map(|name| folder.join(name)).filter(|path| path.is_file());
    let paths = existing.map(|path| path.to_string_lossy().into_owned());
    quote_spanned! { span => #(const _: &str = ::core::include_str!(#paths);)* }
}
