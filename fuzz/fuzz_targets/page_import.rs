//! Any text as a page or an OpenAPI document.

#![no_main]

use hss_spec::import::{Document, PageForm, is_openapi, read_openapi, read_page};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let document = Document::new("Operation.md", text);
    for form in [PageForm::Text, PageForm::Markdown] {
        for keep_descriptions in [false, true] {
            let _ = read_page(&document, form, None, keep_descriptions);
        }
    }
    let _ = PageForm::detect(text);
    if is_openapi(text) {
        let _ = read_openapi(&document, false);
    }
});
