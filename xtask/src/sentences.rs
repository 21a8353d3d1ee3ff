//! The English sentences of the spec, and the items that must have one.
//!
//! An import of the vendor's changes adds operations without a description. They are findings of
//! `hss-codegen check --docs` and fail nothing until a release, which needs all of them.

use std::collections::BTreeSet;
use std::path::Path;

use hss_spec::check::Documentation;
use hss_spec::model::Spec;
use hss_spec::read_folder;
use xshell::{Shell, cmd};

use crate::manifest::SPEC;
use crate::{Error, release};

/// The percentage of the items of a kind that must have a sentence.
const LEAST: [(&str, usize); 3] = [("parameters", 95), ("fields", 90), ("values", 90)];

/// The kinds of items that must all have a sentence once they are released.
const RELEASED: [&str; 2] = ["operations", "groups"];

/// The kinds of items of which too few have a sentence, each as a message.
///
/// # Errors
///
/// The spec cannot be read.
pub fn findings(root: &Path) -> Result<Vec<String>, Error> {
    let shell = Shell::new()?;
    shell.change_dir(root);
    let released = released(&shell);
    let known = |id: &str| released.contains(id);
    Ok(too_few(&read(root)?, &known))
}

/// The kinds of items of which too few have a sentence. `is_released` says which operations the last release had.
pub fn too_few(spec: &Spec, is_released: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut findings = Vec::new();
    let all = spec.documentation();
    for (kind, least) in LEAST {
        let (documented, items) = counts(&all, kind);
        if documented * 100 < items * least {
            findings
                .push(format!("{documented} of {items} {kind} have a sentence; at least {least} % need one"));
        }
    }
    let mut released = spec.clone();
    released.retain(|_, id| is_released(id));
    let released = released.documentation();
    for kind in RELEASED {
        let (documented, items) = counts(&released, kind);
        if documented < items {
            findings.push(format!(
                "{documented} of {items} {kind} of the last release have a sentence; all need one"
            ));
        }
    }
    findings
}

/// Prints the findings.
///
/// # Errors
///
/// There are some, or the spec cannot be read.
pub(crate) fn check(root: &Path) -> Result<(), Error> {
    let findings = findings(root)?;
    findings.iter().for_each(|finding| eprintln!("{finding}"));
    match findings.len() {
        0 => Ok(()),
        count => Err(Error::Problems { count, advice: "`hss-codegen check --docs` lists the items" }),
    }
}

/// Checks that all operations and groups have a sentence, as a release needs it.
///
/// # Errors
///
/// One has none, or the spec cannot be read.
pub(crate) fn check_all(root: &Path) -> Result<(), Error> {
    let documentation = read(root)?.documentation();
    let missing = |kind: &&str| {
        let (documented, all) = counts(&documentation, kind);
        all - documented
    };
    let missing: usize = RELEASED.iter().map(missing).sum();
    if missing == 0 {
        return Ok(());
    }
    let problem = format!(
        "{missing} operations or groups have no sentence, which a release needs; `hss-codegen check --docs` lists them"
    );
    Err(Error::Unexpected { path: root.join(SPEC), problem })
}

fn read(root: &Path) -> Result<Spec, Error> {
    let path = root.join(SPEC);
    read_folder(&path).map_err(|error| Error::Unexpected { path, problem: error.to_string() })
}

/// The number of items of a kind that have a sentence, and of all.
fn counts(documentation: &Documentation, kind: &str) -> (usize, usize) {
    let found = documentation.counts.iter().find(|(known, ..)| *known == kind);
    found.map_or((0, 0), |(_, documented, all)| (*documented, *all))
}

/// The operations of the last release by the names of their files; none without a release.
fn released(shell: &Shell) -> BTreeSet<String> {
    let files = || {
        let tag = release::last_tag(shell).ok()??;
        cmd!(shell, "git ls-tree -r --name-only {tag} {SPEC}/").quiet().read().ok()
    };
    let id = |file: &str| Some(file.rsplit('/').next()?.strip_suffix(".json")?.to_owned());
    files().unwrap_or_default().lines().filter_map(id).collect()
}
