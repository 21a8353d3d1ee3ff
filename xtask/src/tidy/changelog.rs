//! The changelog.

use std::fs;
use std::path::{Path, PathBuf};

use super::Finding;
use crate::Error;

const FILE: &str = "CHANGELOG.md";
const UNRELEASED: &str = "## Unreleased";

/// Finds a changelog whose first section is not that of the next release.
pub(crate) fn check(root: &Path, findings: &mut Vec<Finding>) -> Result<(), Error> {
    let path = root.join(FILE);
    let text = fs::read_to_string(&path).map_err(Error::file(path))?;
    let first = text.lines().position(|line| line.starts_with("## "));
    let heading = first.and_then(|index| text.lines().nth(index));
    if heading != Some(UNRELEASED) {
        let line = first.map_or(0, |index| index + 1);
        let message = format!("the first section has to be `{UNRELEASED}`: add it");
        findings.push(Finding { file: PathBuf::from(FILE), line, message });
    }
    Ok(())
}
