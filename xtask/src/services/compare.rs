//! Comparison of both clients of a service by their recorded requests.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use xshell::{Shell, cmd};

use super::{SDK_VERSION, Service};
use crate::Error;

/// The program that calls the SDK, and records.
const SCRIPT: &str = include_str!("compare.py");

/// Operations whose document and SDK differ, with the document's form.
const KNOWN: [(&str, &str); 2] = [
    ("CreateUnscopeTokenByIdpInitiated", "a multipart form; the SDK sends an urlencoded one"),
    ("GlanceUpdateImage", "application/json; the SDK sends a JSON patch of OpenStack's"),
];

/// The result of a service.
#[derive(Debug)]
pub(super) struct Compared {
    operations: u64,
    requests: u64,
    same: u64,
    /// Requests with lists that the document joins by commas, while the SDK always repeats the parameter.
    joined: u64,
    /// Requests with parameters that the document has but the SDK lacks; their other parts are compared.
    lacked: u64,
    /// Operations and calls that the SDK lacks.
    without: Vec<String>,
    known: usize,
    differences: Vec<String>,
}

/// Calls every operation with both.
pub(super) fn run(shell: &Shell, root: &Path, folder: &Path, service: &Service) -> Result<Compared, Error> {
    let python = python(shell, folder, &service.short)?;
    let script = folder.join("compare.py");
    fs::write(&script, SCRIPT).map_err(Error::file(&script))?;
    let cases = folder.join("crates").join(&service.name).join("src/cases.json");
    let (program, package) = (
        super::built(root, &format!("service-{}", service.name)),
        format!("huaweicloudsdk{}", service.short),
    );
    let output = cmd!(shell, "{python} {script} {cases} {package} {program}").quiet().read()?;
    let problem = "the comparison printed no JSON".to_owned();
    let output: Value =
        serde_json::from_str(&output).map_err(|_| Error::Unexpected { path: script, problem })?;
    Ok(Compared::of(&output))
}

/// The interpreter of a virtual environment with the SDK of a service.
fn python(shell: &Shell, folder: &Path, service: &str) -> Result<PathBuf, Error> {
    let environment = folder.join("python");
    let python = environment.join("bin/python");
    if !python.exists() {
        cmd!(shell, "python3 -m venv {environment}").quiet().run()?;
    }
    let package = format!("huaweicloudsdk{service}=={SDK_VERSION}");
    let ready = environment.join(&package);
    if !ready.exists() {
        cmd!(shell, "{python} -m pip install --quiet {package}").quiet().run()?;
        fs::write(&ready, "").map_err(Error::file(&ready))?;
    }
    Ok(python)
}

impl Compared {
    fn of(output: &Value) -> Self {
        let texts = |key: &str| -> Vec<String> {
            let texts = output[key].as_array().into_iter().flatten();
            texts.filter_map(Value::as_str).map(str::to_owned).collect()
        };
        let number = |key: &str| output[key].as_u64().unwrap_or_default();
        let is_known = |difference: &String| {
            KNOWN.iter().any(|(operation, _)| difference.split(' ').next() == Some(operation))
        };
        let (known, differences): (Vec<String>, Vec<String>) =
            texts("differences").into_iter().partition(is_known);
        Self {
            operations: number("operations"),
            requests: number("requests"),
            same: number("same"),
            joined: number("joined"),
            lacked: number("lacked"),
            without: [texts("missing"), texts("broken")].concat(),
            known: known.len(),
            differences,
        }
    }

    /// `smn     71 operations   142 of 142 requests as the SDK's`
    pub(super) fn line(&self, name: &str) -> String {
        let Self { operations, requests, same, .. } = self;
        format!("{name:12} {operations:>4} operations  {same:>5} of {requests:>5} requests as the SDK's")
    }

    /// Prints the differences; returns the number of unexplained ones.
    pub(super) fn print(&self, all: bool) -> usize {
        let shown = if all { usize::MAX } else { 10 };
        for text in self.differences.iter().take(shown) {
            println!("  {text}");
        }
        if self.differences.len() > shown {
            println!("  … and {} more; --all prints them", self.differences.len() - shown);
        }
        for text in self.without.iter().take(shown) {
            println!("  not in the SDK: {text}");
        }
        if self.known > 0 {
            println!("  {} differences are those of the document and the SDK", self.known);
        }
        if self.joined > 0 {
            println!(
                "  {} requests join a list by commas, as the document says; the SDK does not",
                self.joined
            );
        }
        if self.lacked > 0 {
            println!("  {} requests have parameters that the SDK lacks; the rest is compared", self.lacked);
        }
        self.differences.len()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Compared, KNOWN};

    #[test]
    fn a_known_difference_is_counted_apart() {
        let (known, _) = KNOWN[0];
        let compared = Compared::of(&json!({
            "operations": 2, "requests": 4, "same": 2, "missing": ["LightLamp"], "broken": [],
            "differences": [format!("{known} (required): body: …"), "LightLamp (required): query: …"],
        }));
        assert_eq!((compared.known, compared.differences.len(), compared.without.len()), (1, 1, 1));
        assert_eq!(
            compared.line("lamps"),
            "lamps           2 operations      2 of     4 requests as the SDK's"
        );
        assert_eq!(compared.print(false), 1);
    }
}
