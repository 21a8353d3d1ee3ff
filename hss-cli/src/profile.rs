//! The section of the profile file that `--profile` names.

use std::fs;
use std::path::{Path, PathBuf};

use hss_runtime::ProfileFile;
use hss_runtime::auth::document::variables;

use crate::failure::Failure;
use crate::program::Program;

/// Refuses a name that no section of Huawei Cloud's profile file has.
pub(crate) fn check(program: &Program, file: &ProfileFile, name: &str) -> Result<(), Failure> {
    section(program, file.path(), name).map(drop)
}

/// The settings in a section, by the names of their environment variables.
pub(crate) fn settings(program: &Program, name: &str) -> Result<Vec<(String, String)>, Failure> {
    let path = path(program);
    let entries = section(program, path.as_deref(), name)?;
    let known = variables(program.api.service);
    let setting = |(key, value): (String, String)| match known.iter().find(|known| known.setting == key) {
        Some(variable) => Ok((variable.name.clone(), value)),
        None => {
            let known: Vec<&str> = known.iter().map(|known| known.setting.as_str()).collect();
            Err(wrong(
                program,
                name,
                &format!("`{key}` is not a setting; expected one of {}", known.join(", ")),
            ))
        }
    };
    entries.into_iter().map(setting).collect()
}

/// The file of an API that is not of Huawei Cloud: `.pets/credentials` in the home directory, or the file that the
/// variable names.
fn path(program: &Program) -> Option<PathBuf> {
    let named = std::env::var_os(variable(program)).filter(|path| !path.is_empty());
    named.map(PathBuf::from).or_else(|| Some(std::env::home_dir()?.join(inside_home(program))))
}

/// The variable that names the file: `PETS_CREDENTIALS_FILE`.
fn variable(program: &Program) -> String {
    format!("{}_CREDENTIALS_FILE", plain(program).to_ascii_uppercase())
}

fn inside_home(program: &Program) -> PathBuf {
    Path::new(&format!(".{}", plain(program))).join("credentials")
}

/// The name of the service as the name of a folder.
fn plain(program: &Program) -> String {
    let letters = program.api.service.name.chars();
    letters.map(|one| if one.is_ascii_alphanumeric() { one.to_ascii_lowercase() } else { '_' }).collect()
}

/// The file in words, for help.
pub(crate) fn shown_path(program: &Program) -> String {
    format!("~/{} (or the file that {} names)", inside_home(program).display(), variable(program))
}

/// The keys and values of a section of an INI file.
fn section(program: &Program, path: Option<&Path>, name: &str) -> Result<Vec<(String, String)>, Failure> {
    let wrong = |problem: String| wrong(program, name, &problem);
    let path = path.ok_or_else(|| wrong("there is no home directory to look in".to_owned()))?;
    let text = fs::read_to_string(path)
        .map_err(|error| wrong(format!("profile file `{}` cannot be read: {error}", path.display())))?;
    let mut known = Vec::new();
    let mut is_inside = false;
    let mut entries = Vec::new();
    for line in text.trim_start_matches('\u{feff}').lines().map(str::trim) {
        if let Some(header) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            is_inside = header.trim().eq_ignore_ascii_case(name);
            known.push(header.trim());
        } else if let (true, false, Some((key, value))) =
            (is_inside, line.starts_with(['#', ';']), line.split_once('='))
        {
            entries.push((key.trim().to_owned(), value.trim().to_owned()));
        }
    }
    if known.iter().any(|known| known.eq_ignore_ascii_case(name)) {
        return Ok(entries);
    }
    let known: Vec<String> = known.iter().map(|known| format!("[{known}]")).collect();
    let known = if known.is_empty() { "no section".to_owned() } else { known.join(", ") };
    Err(wrong(format!("profile file `{}` has no section [{name}]; it has {known}", path.display())))
}

fn wrong(program: &Program, name: &str, problem: &str) -> Failure {
    Failure::Usage(format!("--profile {name}: {problem}{}", program.mock_hint()))
}
