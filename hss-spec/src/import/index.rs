//! Lists of all operations: the vendor's command-line reference, or a page with links to the doc pages.

use std::collections::BTreeSet;

use super::Document;
use crate::model::check_operation_id;
use crate::place::{Place, Problem, Problems};

/// The word that starts a command of the vendor's command line.
const COMMAND: &str = "hcloud ";

/// Ids of the listed operations: from commands (`hcloud HSS ListAccounts/v5`), else from links to doc pages that match
/// a pattern (`https://docs.example.com/api/{operation}.html`).
///
/// # Errors
///
/// The list is truncated, or has no operations.
pub fn read_index(document: &Document<'_>, pages: Option<&str>) -> Result<BTreeSet<String>, Problems> {
    let place = Place::file(document.name);
    if let Some(index) = cut_off(document.text) {
        let place = Place { line: u32::try_from(index + 1).unwrap_or(u32::MAX), column: 1, ..place };
        return Err(
            Problem::error(&place, "the list of operations is truncated: it ends within a row").into()
        );
    }
    let mut ids = by_commands(document.text);
    if ids.is_empty() {
        ids = pages.map(|pattern| by_links(document.text, pattern)).unwrap_or_default();
    }
    if ids.is_empty() {
        let message = format!(
            "no list of operations: expected commands such as `{COMMAND}HSS ListAccounts/v5`, or links to doc pages"
        );
        return Err(Problem::error(&place, message).into());
    }
    Ok(ids)
}

/// The last line, if it is a row of an unclosed table.
fn cut_off(text: &str) -> Option<usize> {
    let (index, last) = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).last()?;
    let last = last.trim();
    (last.starts_with('|') && !(last.len() > 1 && last.ends_with('|'))).then_some(index)
}

fn by_commands(text: &str) -> BTreeSet<String> {
    let commands = text.split(COMMAND).skip(1);
    let id = |command: &str| {
        let mut words = command.split(|letter: char| letter.is_whitespace() || letter == '|');
        let operation = words.by_ref().filter(|word| !word.is_empty()).nth(1)?;
        Some(operation.split('/').next().unwrap_or(operation).trim_matches('`').to_owned())
    };
    commands.filter_map(id).filter(|id| check_operation_id(id).is_ok()).collect()
}

/// The ids in links whose last two segments match the pattern; the file extension may differ.
fn by_links(text: &str, pattern: &str) -> BTreeSet<String> {
    let (before, _) = pattern.split_once("{operation}").unwrap_or((pattern, ""));
    let folder = before.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let targets = text.split(['(', ')', '"', '\'', ' ', '<', '>', '\n', '\r']);
    let id = |target: &str| {
        let target = target.split(['?', '#']).next()?;
        let (file_folder, file) = target.rsplit_once('/').unwrap_or(("", target));
        let is_beside =
            file_folder.is_empty() || file_folder == "." || file_folder.rsplit('/').next() == Some(folder);
        let id = [".html", ".htm", ".md"].iter().find_map(|ending| file.strip_suffix(ending))?;
        // Other pages of a book have lower-case names: `index.html`, `hss_02_0001.html`.
        let is_id = id.starts_with(|letter: char| letter.is_ascii_uppercase())
            && id.chars().all(|letter| letter.is_ascii_alphanumeric());
        (is_beside && is_id && check_operation_id(id).is_ok()).then(|| id.to_owned())
    };
    targets.filter_map(id).collect()
}
