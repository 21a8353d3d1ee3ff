//! The section of the profile file that `--profile` names.

use std::fs;

use hss_client::ProfileFile;

use crate::failure::Failure;

const HINT: &str = "hint: to try any command without an account, add --mock";

/// Refuses a name that no section has.
pub(crate) fn check(file: &ProfileFile, name: &str) -> Result<(), Failure> {
    let wrong = |problem: String| Err(Failure::Usage(format!("--profile {name}: {problem}\n\n{HINT}")));
    let Some(path) = file.path() else {
        return wrong("there is no home directory to look in".to_owned());
    };
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => return wrong(format!("profile file `{}` cannot be read: {error}", path.display())),
    };
    let known = sections(&text);
    if known.iter().any(|known| known.eq_ignore_ascii_case(name)) {
        return Ok(());
    }
    let known: Vec<String> = known.iter().map(|known| format!("[{known}]")).collect();
    let known = if known.is_empty() { "no section".to_owned() } else { known.join(", ") };
    wrong(format!("profile file `{}` has no section [{name}]; it has {known}", path.display()))
}

fn sections(text: &str) -> Vec<&str> {
    let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    lines.filter_map(|line| Some(line.strip_prefix('[')?.strip_suffix(']')?.trim())).collect()
}
