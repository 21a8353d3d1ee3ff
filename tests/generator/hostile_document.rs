//! Any OpenAPI document is refused, or becomes code that parses; and text of a document that turns its own direction never
//! reaches the compiler, which denies it.

use std::io::Write as _;
use std::process::{Command, Stdio};

use hss_codegen::Generator;
use hss_spec::import::{Document, import, read_openapi};
use hss_spec::model::Spec;
use proptest::prelude::*;

use crate::any_document::Choices;

/// The spec of a document; `None` if the document is refused.
pub(crate) fn spec(text: &str) -> Option<Spec> {
    let api = read_openapi(&Document::new("api.json", text), true).ok()?;
    let imported = import(&Spec::default(), api.drafts, None).ok()?;
    (!imported.spec.check_groups().has_errors()).then_some(imported.spec)
}

/// The formatted code of a document's client; `None` if the document is refused.
pub(crate) fn client(text: &str) -> Option<String> {
    let spec = spec(text)?;
    let formatted = Generator::new(&spec).source();
    let formatted = formatted.unwrap_or_else(|problems| panic!("{problems}\n{text}"));
    for written in [&formatted, &Generator::new(&spec).generate().unwrap().to_string()] {
        syn::parse_file(written).unwrap_or_else(|error| panic!("{error}\n{text}\n{written}"));
        let hidden = written.chars().find(|letter| *letter != '\n' && hss_spec::shown::is_hidden(*letter));
        assert_eq!(hidden, None, "{text}\n{written}");
    }
    Some(formatted)
}

/// The characters in source code that the compiler denies, found without compiling it.
fn denied(source: &str) -> String {
    let arguments = ["--edition=2024", "--crate-type=lib", "--emit=metadata=-", "-"];
    let mut compiler = Command::new(option_env!("RUSTC").unwrap_or("rustc"));
    let mut compiler = compiler
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // What is configured out is read, but needs no crate to be there.
    let skipped = format!("#[cfg(any())]\nmod client {{\n{source}\n}}\n");
    compiler.stdin.take().unwrap().write_all(skipped.as_bytes()).unwrap();
    let output = compiler.wait_with_output().unwrap();
    String::from_utf8(output.stderr).unwrap()
}

const MARKS: &str =
    "\u{61c}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}";

#[test]
fn marks_that_turn_text_never_reach_the_compiler() {
    let document = serde_json::json!({
        "openapi": "3.0.3",
        "info": { "title": format!("Zoo {MARKS}"), "version": "1" },
        "paths": { "/zoo": { "post": {
            "operationId": "feed",
            "description": format!("Feeds `an {MARKS} animal` and {MARKS} more."),
            "parameters": [{
                "name": format!("x{MARKS}"),
                "in": "query",
                "description": format!("See `{MARKS}`"),
                "schema": { "type": "string", "enum": [format!("a{MARKS}"), "b"], "default": format!("a{MARKS}") },
            }],
            "requestBody": { "content": { "application/json": { "schema": { "type": "object", "properties": {
                format!("y{MARKS}"): { "type": "string", "default": MARKS, "description": format!("`{MARKS}`") },
            } } } } },
            "responses": { "204": { "description": "Done" } },
        } } },
    });
    let written = client(&document.to_string()).expect("the document is fine");
    assert!(written.contains("\\u{202e}"), "{written}");
    assert_eq!(denied(&written), "");
    let raw = denied(&format!("/// `{MARKS}`\npub const X: &str = \"{MARKS}\";"));
    assert!(raw.contains("unicode codepoint changing visible direction of text"), "{raw}");
}

/// Documents that are the same in each run.
fn documents(count: u32) -> impl Iterator<Item = String> {
    (0..count).map(|seed| {
        let mut state = seed.wrapping_mul(0x9e37_79b9) | 1;
        let next = |_| {
            // Xorshift of 32 bits.
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            (state >> 11) as u8
        };
        let bytes: Vec<u8> = (0..400).map(next).collect();
        Choices::new(&bytes).document()
    })
}

#[test]
fn most_documents_are_read() {
    let read = documents(100).filter(|document| client(document).is_some()).count();
    assert!(read > 50, "{read} of 100 documents");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]
    #[test]
    fn any_document_is_refused_or_becomes_code_that_parses(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        client(&Choices::new(&bytes).document());
    }
}
