//! Golden output: all code of one group, the public items of a few, and how many each other group has.
//!
//! `INSTA_UPDATE=always` writes all of it anew.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use hss_codegen::Generator;
use hss_spec::model::Spec;

use crate::code_of_operations::CodeOfOperations;

/// The group whose code is shown, with one snapshot per operation.
const SHOWN: &str = "image";

/// Snapshots of that group, named like what is in them.
fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(format!("snapshots/{SHOWN}"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

#[test]
fn each_operation_of_a_group_is_generated_like_this() {
    let spec = Spec::bundled().unwrap();
    let code = CodeOfOperations::of(&spec, SHOWN);
    let expected: BTreeSet<String> = code.parts.keys().map(|name| format!("{name}.snap")).collect();
    settings().bind(|| {
        for (name, items) in &code.parts {
            insta::assert_snapshot!(name.as_str(), items);
        }
    });
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("generator/snapshots").join(SHOWN);
    let there = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let left_over: Vec<String> = there.filter(|name| !expected.contains(name)).collect();
    assert!(left_over.is_empty(), "snapshots of items that the spec no longer has: {left_over:?}");
}

/// Groups whose public items are all shown.
const SIGNATURES: [&str; 3] = ["product", "quotas", "tags"];

#[test]
fn these_groups_have_these_public_items() {
    for group in SIGNATURES {
        let signatures = Generator::bundled().group(group).signatures().unwrap();
        insta::assert_snapshot!(format!("signatures_{group}"), signatures);
    }
}

#[test]
fn each_group_has_so_many_public_items() {
    let spec = Spec::bundled().unwrap();
    let mut table = String::new();
    let mut add = |name: &str, generator: Generator| {
        let signatures = generator.signatures().unwrap();
        let count = |start: &str| signatures.lines().filter(|line| line.starts_with(start)).count();
        let calls = count("pub struct builder::");
        let models = count("pub struct ") - calls;
        let enums = count("pub enum ") + count("pub bitflags ");
        let functions = count("    pub fn ");
        let _ = writeln!(
            table,
            "{name:<20} {calls:>3} calls, {models:>3} structs, {enums:>3} enumerations, {functions:>4} functions"
        );
    };
    for group in spec.groups.keys() {
        add(group, Generator::new(&spec).group(group));
    }
    add("(shared)", Generator::new(&spec).shared());
    insta::assert_snapshot!("groups", table);
}

#[test]
fn the_seed_operations_spec_looks_like_this() {
    let files = Spec::bundled().unwrap().only("ListImageScanTask").to_files();
    insta::assert_snapshot!(files["image/ListImageScanTask.json"]);
}
