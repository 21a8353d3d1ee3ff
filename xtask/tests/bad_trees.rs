//! Each rule of `tidy` finds what breaks it, in small repositories that break one rule each.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::fs;

use tempfile::TempDir;

/// A repository that breaks no rule, with these files added or replaced.
fn repository(files: &[(&str, &str)]) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    let clean = [
        ("Cargo.toml", "[workspace]\nmembers = [\"hss-runtime\"]\n"),
        ("hss-runtime/Cargo.toml", "[package]\nname = \"hss-runtime\"\n"),
        ("README.md", "# hss\n\n```sh\ncargo test --workspace\n```\n"),
        ("CONTRIBUTING.md", "# Contributing\n"),
        ("docs/README.md", "# Documentation\n\n- [releasing.md](releasing.md)\n"),
        ("docs/releasing.md", "# Releasing\n"),
        ("CHANGELOG.md", "# Changelog\n\n## Unreleased\n"),
        ("hss-runtime/src/lib.rs", "mod schema;\nmod value;\n\npub use schema::Field;\n"),
        ("hss-runtime/src/schema/mod.rs", "pub struct Field;\n"),
        ("hss-runtime/src/value/mod.rs", "use crate::schema::Field;\n\npub struct Value(Field);\n"),
    ];
    for (path, text) in clean.iter().chain(files) {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    root
}

fn findings(files: &[(&str, &str)]) -> Vec<String> {
    let root = repository(files);
    xtask::tidy::check(root.path()).unwrap().iter().map(ToString::to_string).collect()
}

/// The one finding in the clean repository with this file.
fn finding(path: &str, text: &str) -> String {
    let mut findings = findings(&[(path, text)]);
    assert_eq!(findings.len(), 1, "{findings:?}");
    findings.remove(0)
}

#[test]
fn a_clean_repository_has_no_findings() {
    assert!(findings(&[]).is_empty(), "{:?}", findings(&[]));
}

#[test]
fn an_upward_import_is_found_by_import_by_path_and_through_a_re_export() {
    let message = |line, path: &str| {
        format!(
            "hss-runtime/src/schema/mod.rs:{line}: upward import: layer `schema` imports `{path}` of layer `value`, \
             which comes after it"
        )
    };
    let file = "hss-runtime/src/schema/mod.rs";
    assert_eq!(
        finding(file, "use std::fmt;\n\nuse crate::{\n    value::Value,\n};\n"),
        message(3, "crate::value::Value")
    );
    assert_eq!(finding(file, "pub struct Field(super::value::Value);\n"), message(1, "super::value::Value"));
    let found = findings(&[
        (file, "fn field(value: crate::Value) {}\n"),
        ("hss-runtime/src/lib.rs", "mod schema;\nmod value;\n\npub use value::Value;\n"),
    ]);
    assert_eq!(found, [message(1, "crate::Value")]);
}

#[test]
fn the_spec_and_the_generator_have_layers_too() {
    let found = findings(&[
        ("hss-spec/src/import.rs", "pub struct Page;\n"),
        ("hss-spec/src/model/mod.rs", "use crate::import::Page;\n"),
        ("hss-codegen/src/emit/mod.rs", "pub struct Code;\n"),
        ("hss-codegen/src/plan.rs", "use crate::emit::Code;\n"),
    ]);
    let layer = |layer: &str, path: &str, other: &str| {
        format!("upward import: layer `{layer}` imports `{path}` of layer `{other}`, which comes after it")
    };
    assert_eq!(
        found,
        [
            format!("hss-codegen/src/plan.rs:1: {}", layer("plan", "crate::emit::Code", "emit")),
            format!("hss-spec/src/model/mod.rs:1: {}", layer("model", "crate::import::Page", "import")),
        ]
    );
}

#[test]
fn a_path_in_a_comment_a_string_or_a_test_is_not_an_import() {
    let text = "/// See [`crate::value`].\nconst A: &str = \"crate::value::Value\";\n\n\
                #[cfg(test)]\nmod tests {\n    use crate::value::Value;\n}\n";
    assert!(findings(&[("hss-runtime/src/schema/mod.rs", text)]).is_empty());
}

#[test]
fn a_module_in_no_layer_is_found() {
    let found = finding("hss-runtime/src/search.rs", "fn search() {}\n");
    assert!(found.starts_with("hss-runtime/src/search.rs: module `search` is in no layer"), "{found}");
}

#[test]
fn the_vendor_has_one_folder_of_the_runtime() {
    let text = "pub struct Value;\n\nconst THROTTLED: &str = \"APIGW.0308\";\n";
    assert_eq!(
        finding("hss-runtime/src/value/mod.rs", text),
        "hss-runtime/src/value/mod.rs:3: `apigw` is the vendor's: move it into `hss-runtime/src/auth/huawei`, or make it \
         generic"
    );
    assert!(findings(&[("hss-runtime/src/auth/huawei/code.rs", text)]).is_empty());
    assert!(findings(&[("hss-mock/src/code.rs", text)]).is_empty());
}

#[test]
fn an_import_cycle_of_files_is_shown_with_the_line_of_each_import() {
    let found = findings(&[
        ("hss-mock/src/lib.rs", "mod a;\nmod b;\n"),
        ("hss-mock/src/a.rs", "use crate::b::B;\n"),
        ("hss-mock/src/b/mod.rs", "mod c;\n\npub use c::B;\n"),
        ("hss-mock/src/b/c.rs", "use std::fmt;\n\nuse crate::a::A;\n"),
    ]);
    assert_eq!(
        found,
        ["hss-mock/src/a.rs: import cycle: hss-mock/src/a.rs:1 imports hss-mock/src/b/c.rs, \
         hss-mock/src/b/c.rs:3 imports hss-mock/src/a.rs"]
    );
}

/// Two files of the mock with an import cycle: `a.rs` imports `b.rs` by the given text, and `b.rs` imports `a.rs`.
#[track_caller]
fn is_cycle(path: &str, text: &str, back: &str) {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let other = format!("hss-mock/src/{folder}{}b.rs", if folder.is_empty() { "" } else { "/" });
    let path = format!("hss-mock/src/{path}");
    let found = findings(&[("hss-mock/src/lib.rs", "mod a;\n"), (&path, text), (&other, back)]);
    assert_eq!(found.len(), 1, "{found:?}");
    for part in ["import cycle: ", &format!("imports {path}"), &format!("imports {other}")] {
        assert!(found[0].contains(part), "{found:?}");
    }
}

#[test]
fn an_import_cycle_is_found_by_every_form_of_an_import() {
    let back = "use super::A;\n";
    // A path through the name of a child.
    is_cycle("a/mod.rs", "mod b;\npub struct A;\nfn a() {\n    b::b()\n}\n", back);
    is_cycle("a/mod.rs", "mod b;\npub struct A;\nimpl From<b::B> for A {}\n", back);
    // A re-exported item that the same file uses.
    is_cycle("a/mod.rs", "mod b;\npub(crate) use b::B;\npub struct A(B);\n", back);
    is_cycle("a/mod.rs", "mod b;\npub(crate) use b::b;\npub struct A;\nfn a() {\n    b()\n}\n", back);
    // A group of names, an alias, a glob, and a path from the module above.
    is_cycle("a/mod.rs", "mod b;\nuse b::B;\npub struct A(B);\n", "use crate::{\n    a::{self, A},\n};\n");
    is_cycle(
        "a/mod.rs",
        "mod b;\nuse b::B;\npub struct A(B);\n",
        "use crate as root;\nfn b() -> root::a::A {}\n",
    );
    is_cycle("a/mod.rs", "mod b;\nuse b::B;\npub struct A(B);\n", "use super::*;\n");
    is_cycle("a/mod.rs", "mod b;\nuse b::B;\npub struct A(B);\n", "mod c {\n    use super::super::A;\n}\n");
    is_cycle("a/mod.rs", "mod b;\nuse b::B;\npub struct A(B);\n", "fn b() -> super::super::a::A {}\n");
    // A macro of the crate, by what it names and by its own name.
    let names = "#[macro_export]\nmacro_rules! b {\n    () => {\n        $crate::a::A\n    };\n}\n";
    is_cycle("a/mod.rs", "mod b;\npub struct A;\nfn a() {\n    crate::b!()\n}\n", names);
}

#[test]
fn a_name_that_a_file_only_passes_on_is_no_import() {
    let found = findings(&[
        ("hss-mock/src/lib.rs", "mod a;\nmod d;\n"),
        ("hss-mock/src/a/mod.rs", "mod b;\nmod c;\npub(crate) use b::{B, b};\npub struct A;\n"),
        ("hss-mock/src/a/b.rs", "use super::A;\npub struct B(A);\npub fn b(c: super::c::C) {}\n"),
        // A folder's name in a path leads to the file of the item.
        ("hss-mock/src/a/c.rs", "use crate::d;\npub struct C(d::D);\npub(in crate::a) fn c() {}\n"),
        ("hss-mock/src/d/mod.rs", "mod e;\npub use e::D;\nuse crate::a::B;\nfn d(b: B) {}\n"),
        ("hss-mock/src/d/e.rs", "pub struct D;\n"),
    ]);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn an_upward_import_is_found_in_macros_and_through_modules_of_the_root() {
    let root = "mod schema;\nmod value;\n\npub mod prelude {\n    pub use crate::value::Value;\n}\n\n\
                pub mod generated {\n    pub mod slot {\n        pub use crate::value::{Value, value};\n    }\n}\n";
    let (schema, value) = ("hss-runtime/src/schema/mod.rs", "hss-runtime/src/value/mod.rs");
    let values =
        "#[macro_export]\nmacro_rules! values {\n    () => {};\n}\npub struct Value;\npub fn value() {}\n";
    let body = |path: &str| format!("macro_rules! fields {{\n    () => {{ {path} }};\n}}\n");
    for (text, line, path) in [
        (body("$crate::value::Value"), 2, "crate::value::Value"),
        (body("$crate::generated::slot::value()"), 2, "crate::generated::slot::value"),
        (body("$crate::values!()"), 2, "crate::values"),
        (
            "fn field(value: crate::generated::slot::Value) {}\n".to_owned(),
            1,
            "crate::generated::slot::Value",
        ),
        ("use crate::prelude::Value;\n".to_owned(), 1, "crate::prelude::Value"),
        (
            "use crate::prelude::*;\n\nstruct Field(Value);\nfn a() {\n    Value::b()\n}\n".to_owned(),
            5,
            "Value::b",
        ),
        ("use crate::generated as g;\nfn a() {\n    g::slot::value()\n}\n".to_owned(), 3, "g::slot::value"),
    ] {
        let found = findings(&[("hss-runtime/src/lib.rs", root), (schema, &text), (value, values)]);
        let expected = format!(
            "{schema}:{line}: upward import: layer `schema` imports `{path}` of layer `value`, which comes after it"
        );
        assert_eq!(found, [expected]);
    }
}

#[test]
fn a_long_file_is_found() {
    let found = finding("hss-mock/src/long.rs", &"// A line.\n".repeat(401));
    assert_eq!(found, "hss-mock/src/long.rs: has 401 lines, at most 400 are allowed: split it by subject");
    assert!(findings(&[("hss-mock/src/long.rs", &"// A line.\n".repeat(400))]).is_empty());
}

#[test]
fn imports_out_of_order_are_found() {
    let found = finding("tests/a.rs", "//! Doc.\n\nuse http::Uri;\nuse std::fmt;\n");
    assert!(found.starts_with("tests/a.rs:3: imports are not in order"), "{found}");
}

#[test]
fn an_opening_is_forbidden_only_at_the_start_of_a_paragraph() {
    let found = finding("tests/a.rs", "/// Whether it is.\nfn a() {}\n");
    assert_eq!(found, "tests/a.rs:1: doc comment opens with `Whether`: write a noun phrase or an imperative");
    assert!(findings(&[("tests/a.rs", "/// A question:\n/// What is it?\nfn a() {}\n")]).is_empty());
}

#[test]
fn an_errors_section_needs_its_heading_a_blank_line_and_text() {
    for text in
        ["/// A.\n///\n/// # Errors\n/// B.\n", "/// A.\n/// # Errors\n///\n/// B.\n", "/// # Errors\n///\n"]
    {
        let found = finding("tests/a.rs", text);
        assert!(found.contains("`# Errors` needs a blank doc line"), "{found}");
    }
    assert!(findings(&[("tests/a.rs", "/// A.\n///\n/// # Errors\n///\n/// B.\n")]).is_empty());
    assert!(finding("tests/a.rs", "/// A.\n///\n/// # Error\n///\n/// B.\n").contains("not a known heading"));
}

#[test]
fn a_formatter_of_another_name_is_found() {
    let found = finding(
        "tests/a.rs",
        &["fn fmt(&self, ", "formatter: &mut fmt::Formatter<'_>) -> fmt::Result {\n"].concat(),
    );
    assert_eq!(found, "tests/a.rs:1: the formatter is called `formatter`: call it `f`");
}

#[test]
fn a_documented_command_has_to_exist() {
    let readme = |command: &str| format!("```sh\n{command}\n```\n");
    for (command, problem) in [
        ("cargo run -p hss-cli", "no package `hss-cli` in the workspace"),
        ("cargo run --example gone", "no example `gone`"),
        ("INSTA_UPDATE=always cargo test -p hss-runtime --test gone", "no test `gone`"),
        ("cargo xtask gone", "unrecognized subcommand 'gone'"),
    ] {
        let found = finding("README.md", &readme(command));
        assert!(
            found.starts_with(&format!("README.md:2: `{command}`: ")) && found.contains(problem),
            "{found}"
        );
    }
    assert!(findings(&[("README.md", &readme("cargo xtask features --depth 6"))]).is_empty());
}

#[test]
fn a_promise_names_a_test_that_exists() {
    let table = "| promise | test |\n|---|---|\n| a | `calls::a_test`, `src/lib.rs` |\n";
    let test = ("hss-runtime/tests/calls.rs", "#[test]\nfn a_test() {}\n");
    let list = ("docs/README.md", "[a](releasing.md) [b](reliability.md)\n");
    assert!(findings(&[test, list, ("docs/reliability.md", table)]).is_empty());
    let elsewhere = ("hss-runtime/tests/other.rs", test.1);
    assert_eq!(
        findings(&[elsewhere, list, ("docs/reliability.md", table)]),
        ["docs/reliability.md:3: no test `calls::a_test`: name one that exists"]
    );
}

#[test]
fn a_link_leads_to_a_file_and_a_heading() {
    let links = "# A page\n\n[a](../README.md#hss) [b](#a-page) [c](https://example.com/d.md)\n\n```md\n[e](f.md)\n```\n";
    assert!(
        findings(&[("docs/releasing.md", links)]).is_empty(),
        "{:?}",
        findings(&[("docs/releasing.md", links)])
    );
    assert_eq!(
        finding("docs/releasing.md", "# Releasing\n\n[a](README)\n"),
        "docs/releasing.md:3: link to `README`: no such file"
    );
    assert_eq!(
        finding("docs/releasing.md", "[a](../README.md#install)\n"),
        "docs/releasing.md:1: link to `../README.md#install`: no such heading"
    );
}

#[test]
fn each_document_is_listed() {
    assert_eq!(
        finding("docs/judge.md", "# Judge\n"),
        "docs/README.md: `judge.md` is not listed: add a line with a link to it"
    );
}

#[test]
fn the_changelog_starts_with_the_next_release() {
    let found = finding("CHANGELOG.md", "# Changelog\n\n## 0.2.0\n\n## Unreleased\n");
    assert_eq!(found, "CHANGELOG.md:3: the first section has to be `## Unreleased`: add it");
}

#[test]
fn a_word_of_the_old_vocabulary_is_found_in_code_and_in_documents() {
    assert_eq!(
        finding("tests/a.rs", "// A Whole number.\n"),
        "tests/a.rs:1: `whole number`: write `integer`"
    );
    assert_eq!(
        finding("NEWS.md", "# A\n\nThe limit stands in the page.\n"),
        "NEWS.md:3: `stands`: write `is`"
    );
    assert_eq!(
        finding("tests/a.rs", "// The path is no file.\n"),
        "tests/a.rs:1: `is no` before a noun: write `is not a`"
    );
    let common = "// There is no file, and it is no longer read.\nconst A: &str = \"--prose\";\nfn stands_in() {}\n// It stands for all.\n";
    assert!(findings(&[("tests/a.rs", common)]).is_empty());
    // A word may have a common meaning in one file.
    assert!(findings(&[("hss-mock/src/data/mod.rs", "const SEED: &str = \"answer\";\n")]).is_empty());
    assert_eq!(finding("NEWS.md", "An answer.\n"), "NEWS.md:1: `answer`: write `response`");
    assert!(findings(&[("tests/pages/a.md", "A whole number.\n")]).is_empty());
}
