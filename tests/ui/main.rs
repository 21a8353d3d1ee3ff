//! Compile errors for mistakes of users: one clear error each, at the right place.
//!
//! One folder per class of mistake; each `.rs` has the expected message beside it as `.stderr`. The wrong specs are in
//! `specs/`.

use std::fs;
use std::io;
use std::path::Path;

#[test]
fn every_mistake_gives_one_clear_error() {
    // A case is compiled as a crate of its own inside the target folder, and `path` starts at that crate.
    let crate_folder =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join("../tests/trybuild").join(env!("CARGO_PKG_NAME"));
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("specs"), &crate_folder.join("specs")).unwrap();
    let cases = trybuild::TestCases::new();
    cases.compile_fail("macro-input/*.rs");
    cases.compile_fail("spec-errors/*.rs");
    cases.compile_fail("arguments/*.rs");
    cases.compile_fail("settings/*.rs");
    cases.compile_fail("features/*_off.rs");
    cases.pass("features/service_of_another_kind.rs");
    cases.compile_fail("uploads/*.rs");
    // A page has changed: the program that compiled with the client before does not with the one after.
    cases.pass("docs-change/before.rs");
    cases.compile_fail("docs-change/after.rs");
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
