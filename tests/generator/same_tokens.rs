//! The macro and the command give the same code.
//!
//! The macro's crate only hands its input to [`expand`]; the command prints what [`source`] returns. Both are compared
//! here token by token, family by family.

use hss_codegen::{Part, code, expand, source};
use hss_spec::model::Spec;
use proc_macro2::TokenStream;
use quote::quote;

/// The tokens of the text, without the commas: the formatting adds some after last elements and leaves some out.
fn tokens(text: &str) -> String {
    text.parse::<TokenStream>().unwrap().to_string().replace(" ,", "")
}

#[test]
fn the_macro_expands_to_what_generate_prints() {
    let spec = Spec::bundled().unwrap();
    for family in Spec::bundled_families() {
        let expanded = expand(quote! { family = #family }).to_string();
        let printed = source(&spec, Part::Family(family)).unwrap();
        // Not `assert_eq`: it would print megabytes.
        assert!(tokens(&expanded) == tokens(&printed), "family {family}");
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
