//! The macro and the command give the same code.
//!
//! The macro's crate only hands its input to [`expand`]; the command prints what [`source`] returns. Both are compared
//! here token by token, family by family.

use hss_codegen::{Part, code, expand, source};
use hss_spec::model::Spec;
use proc_macro2::TokenStream;
use quote::quote;

/// The tokens of the text, without what formatting changes: spaces, commas after last elements, raw strings.
fn tokens(text: &str) -> String {
    text.parse::<TokenStream>().unwrap().to_string().replace([' ', ','], "").replace("=r\"", "=\"")
}

/// The place at which two texts differ, and a little of both from there on.
fn difference<'a>(one: &'a str, two: &'a str) -> (&'a [u8], &'a [u8]) {
    let (one, two) = (one.as_bytes(), two.as_bytes());
    let same = one.iter().zip(two).take_while(|(one, two)| one == two).count();
    let rest = |text: &'a [u8]| &text[same..text.len().min(same + 80)];
    (rest(one), rest(two))
}

#[test]
fn the_macro_expands_to_what_generate_prints() {
    let spec = Spec::bundled().unwrap();
    for family in Spec::bundled_families() {
        let expanded = expand(quote! { family = #family }).to_string();
        let printed = source(&spec, Part::Family(family)).unwrap();
        let (expanded, printed) = (tokens(&expanded), tokens(&printed));
        let (one, two) = difference(&expanded, &printed);
        assert_eq!(one.escape_ascii().to_string(), two.escape_ascii().to_string(), "family {family}");
    }
}

#[test]
fn a_spec_folder_expands_to_what_generate_prints_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let spec = Spec::bundled().unwrap().only("ListImageScanTask");
    hss_spec::write_folder(&spec, folder.path()).unwrap();
    let path = folder.path().to_str().unwrap();
    let expanded = tokens(&expand(quote! { path = #path }).to_string());
    let generated = tokens(&code(&spec, Part::Api).unwrap().to_string());
    let tracked = expanded.strip_prefix(&generated).expect("the expansion starts with the generated code");
    assert!(
        tracked.contains("ListImageScanTask.json"),
        "the compiler is told of the spec's files: {tracked}"
    );
}
