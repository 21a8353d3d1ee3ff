//! Any OpenAPI document, up to the generated code.

#![no_main]

#[path = "../../tests/generator/any_document.rs"]
mod any_document;

use hss_codegen::Generator;
use hss_spec::import::{Document, import, read_openapi};
use hss_spec::model::Spec;
use hss_spec::shown::is_hidden;
use libfuzzer_sys::fuzz_target;

use any_document::Choices;

fuzz_target!(|bytes: &[u8]| {
    let text = Choices::new(bytes).document();
    let Ok(api) = read_openapi(&Document::new("api.json", &text), true) else { return };
    let Ok(imported) = import(&Spec::default(), api.drafts, None) else { return };
    if imported.spec.check_groups().has_errors() {
        return;
    }
    let code = Generator::new(&imported.spec).source().expect("a spec without errors has code");
    syn::parse_file(&code).expect("the code is valid, whatever the document");
    assert!(!code.contains(|letter| letter != '\n' && is_hidden(letter)), "{code}");
});
