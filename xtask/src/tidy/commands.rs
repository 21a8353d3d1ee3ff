//! The commands in the documentation.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Parser;

use super::Finding;
use crate::readme::{Command, commands};
use crate::{Arguments, Error};

/// The files whose commands are checked.
const FILES: [&str; 3] = ["README.md", "CONTRIBUTING.md", "docs/releasing.md"];

/// Finds commands that name a package, an example, a test or a task that does not exist.
pub(crate) fn check(root: &Path, findings: &mut Vec<Finding>) -> Result<(), Error> {
    let packages = packages(root)?;
    for file in FILES {
        let path = root.join(file);
        let text = fs::read_to_string(&path).map_err(Error::file(path))?;
        for Command { line, text } in commands(&text) {
            if let Err(problem) = examine(&packages, &text) {
                findings.push(Finding {
                    file: PathBuf::from(file),
                    line,
                    message: format!("`{text}`: {problem}"),
                });
            }
        }
    }
    Ok(())
}

/// The folder of each package, by its name.
fn packages(root: &Path) -> Result<BTreeMap<String, PathBuf>, Error> {
    let path = root.join("Cargo.toml");
    let text = fs::read_to_string(&path).map_err(Error::file(&path))?;
    let members = text.lines().find_map(|line| line.strip_prefix("members = [")).unwrap_or_default();
    let mut packages = BTreeMap::new();
    for member in members.split('"').skip(1).step_by(2) {
        let folder = root.join(member);
        let manifest = folder.join("Cargo.toml");
        let text = fs::read_to_string(&manifest).map_err(Error::file(manifest))?;
        let name = text.lines().find_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
        packages.extend(name.map(|name| (name.to_owned(), folder)));
    }
    Ok(packages)
}

fn examine(packages: &BTreeMap<String, PathBuf>, command: &str) -> Result<(), String> {
    let words: Vec<&str> = command
        .split_whitespace()
        .skip_while(|word| word.contains('=') && !word.starts_with('-'))
        .take_while(|word| *word != "--")
        .collect();
    if words.first() != Some(&"cargo") {
        return Ok(());
    }
    if words.get(1) == Some(&"xtask") {
        let arguments = words[1..].iter().take_while(|word| !word.starts_with('#'));
        return Arguments::try_parse_from(arguments).map(drop).map_err(|error| error.to_string());
    }
    let value = |names: [&str; 2]| words.windows(2).find(|pair| names.contains(&pair[0])).map(|pair| pair[1]);
    let chosen = value(["-p", "--package"]);
    let folders: Vec<&PathBuf> = match chosen {
        Some(name) => vec![packages.get(name).ok_or(format!("no package `{name}` in the workspace"))?],
        None => packages.values().collect(),
    };
    for (option, folder, section) in [("--example", "examples", "example"), ("--test", "tests", "test")] {
        let Some(name) = value([option, option]) else { continue };
        if !folders.iter().any(|package| has_target(package, folder, section, name)) {
            return Err(format!("no {section} `{name}`"));
        }
    }
    Ok(())
}

/// True if a package has an example or test of this name, in the usual place or by its manifest.
fn has_target(package: &Path, folder: &str, section: &str, name: &str) -> bool {
    let usual = package.join(folder).join(name);
    let manifest = fs::read_to_string(package.join("Cargo.toml")).unwrap_or_default();
    usual.with_extension("rs").exists()
        || usual.join("main.rs").exists()
        || manifest.contains(&format!("[[{section}]]\nname = \"{name}\""))
}
