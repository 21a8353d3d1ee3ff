//! The macro and the command emit the same tokens.
//!
//! The macro's crate only hands its input to [`expand`]; the command prints what [`tokens`] returns. What the command
//! really prints is compared with the expansion here, family by family.

use hss_codegen::{Part, expand, pretty, tokens};
use hss_spec::model::Spec;
use quote::quote;

#[test]
fn the_macro_expands_to_what_generate_prints() {
    let spec = Spec::bundled().unwrap();
    for family in Spec::bundled_families() {
        let expanded = expand(quote! { family = #family });
        let generated = tokens(&spec, Part::Family(family)).unwrap();
        assert_eq!(expanded.to_string(), generated.to_string(), "family {family}");
        let printed = pretty(generated).unwrap();
        let read_back: proc_macro2::TokenStream = printed.parse().unwrap();
        assert_eq!(pretty(read_back).unwrap(), printed, "family {family}: printing loses nothing");
    }
}

#[test]
fn a_spec_folder_expands_to_what_generate_prints_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let spec = Spec::bundled().unwrap().only("ListImageScanTask");
    hss_spec::write_folder(&spec, folder.path()).unwrap();
    let path = folder.path().to_str().unwrap();
    let expanded = expand(quote! { path = #path }).to_string();
    let generated = tokens(&spec, Part::Api).unwrap().to_string();
    let tracked = expanded.strip_prefix(&generated).expect("the expansion starts with the generated code");
    assert!(
        tracked.contains("ListImageScanTask.json"),
        "the compiler is told of the spec's files: {tracked}"
    );
}
