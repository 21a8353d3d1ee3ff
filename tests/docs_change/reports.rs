//! The report of every patch.

use std::env;
use std::fs;

use hss_spec::diff::diff;

use crate::patch;

#[test]
fn every_patch_gives_the_report_beside_it() {
    let is_update = env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = Vec::new();
    for name in patch::names() {
        let sides = patch::sides(&name);
        let report = diff(&sides.old, &sides.new).to_text();
        let path = patch::folder().join("patches").join(format!("{name}.txt"));
        if is_update {
            fs::write(path, report).unwrap();
        } else if fs::read_to_string(&path).unwrap_or_default() != report {
            wrong.push(format!("{}:\n{report}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "UPDATE_EXPECT=1 writes these reports:\n\n{}", wrong.join("\n"));
}

#[test]
fn no_report_is_left_without_its_patch() {
    let names = patch::names();
    for entry in fs::read_dir(patch::folder().join("patches")).unwrap() {
        let file = entry.unwrap().file_name().into_string().unwrap();
        let name = file.trim_end_matches(".txt").trim_end_matches(".json");
        assert!(names.iter().any(|known| known == name), "{file}");
    }
}

#[test]
fn base_against_base_is_empty() {
    let report = diff(&patch::base(), &patch::base());
    assert!(report.is_empty());
    assert_eq!(report.to_text(), "verdict: none (no changes)\n");
}

#[test]
fn a_spec_that_differs_is_never_reported_as_the_same() {
    for name in patch::names() {
        let sides = patch::sides(&name);
        assert_ne!(sides.old.to_files(), sides.new.to_files(), "{name}");
        assert!(!diff(&sides.old, &sides.new).is_empty(), "{name}");
    }
}
