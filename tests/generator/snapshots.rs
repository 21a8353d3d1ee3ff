//! Golden output: all of one family's code, and a digest of every other one, so that no change of the generator goes
//! unseen and yet each can be reviewed.
//!
//! `INSTA_UPDATE=always` writes all of it anew.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use hss_codegen::{Part, source};
use hss_spec::model::Spec;
use sha2::{Digest as _, Sha256};

use crate::code_of_operations::CodeOfOperations;

/// The family whose code is shown, in a snapshot an operation.
const SHOWN: &str = "image";

/// Snapshots of that family, named like what is in them.
fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(format!("snapshots/{SHOWN}"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

#[test]
fn each_operation_of_a_family_is_generated_like_this() {
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
    assert!(left_over.is_empty(), "snapshots of what the spec does not have any more: {left_over:?}");
}

#[test]
fn the_code_of_all_families_has_these_digests() {
    let spec = Spec::bundled().unwrap();
    let mut digests = String::new();
    let mut add = |name: &str, part: Part| {
        let code = source(&spec, part).unwrap();
        let digest = Sha256::digest(code.as_bytes()).iter().fold(String::new(), |mut digits, byte| {
            let _ = write!(digits, "{byte:02x}");
            digits
        });
        let _ = writeln!(digests, "{name:<20} {:>6} lines  {digest}", code.lines().count());
    };
    for family in spec.families.keys() {
        add(family, Part::Family(family));
    }
    add("(shared)", Part::Shared);
    add("(service)", Part::Service);
    insta::assert_snapshot!("families", digests);
}

#[test]
fn the_seed_operations_spec_looks_like_this() {
    let files = Spec::bundled().unwrap().only("ListImageScanTask").to_files();
    insta::assert_snapshot!(files["image/ListImageScanTask.json"]);
}
