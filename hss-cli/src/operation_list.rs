//! `hss ops`: operations by any words.

use std::io::{self, Write as _};

use anstyle::Style;
use clap::ArgMatches;
use hss_runtime::schema::Operation;
use unicode_width::UnicodeWidthStr as _;

use crate::catalog;
use crate::failure::Failure;
use crate::program::Program;
use crate::shown;
use crate::terminal::Terminal;

/// The minimum number of columns for titles next to names.
const NARROWEST: usize = 28;

/// Lists the operations in which all words occur.
pub(crate) fn print(program: &Program, given: &ArgMatches, terminal: &Terminal) -> Result<(), Failure> {
    let words: Vec<String> =
        given.get_many::<String>("words").into_iter().flatten().map(|word| word.to_lowercase()).collect();
    let found: Vec<&Operation> = program.catalog.search(&words).collect();
    let names: Vec<String> = found
        .iter()
        .map(|operation| {
            let (group, command) = program.catalog.words(operation);
            format!("{group} {command}")
        })
        .collect();
    if found.is_empty() {
        return Err(Failure::Usage(format!(
            "no operation has {} in it{}",
            words.join(" and "),
            suggestion(program, &words)
        )));
    }
    let width = names.iter().map(|name| name.width()).max().unwrap_or(0);
    let mut out = io::stdout().lock();
    for (operation, name) in found.iter().zip(&names) {
        let title = title(operation);
        let bold = |name: &str| terminal.paint(Style::new().bold(), name);
        match terminal.width {
            // Below the name, a title has more room than next to the longest name.
            Some(room) if room < width + 2 + NARROWEST => {
                writeln!(out, "{}", bold(&crate::output::fit(name, room)))?;
                writeln!(out, "    {}", crate::output::fit(&title, room.saturating_sub(4)))?;
            }
            room => {
                let room = room.map_or(usize::MAX, |room| room - width - 2);
                let padding = " ".repeat(width - name.width());
                writeln!(out, "{}{padding}  {}", bold(name), crate::output::fit(&title, room))?;
            }
        }
    }
    Ok(())
}

/// The words of operations that are most similar to the words without a match.
fn suggestion(program: &Program, words: &[String]) -> String {
    let is_unknown = |word: &&String| program.catalog.search(std::slice::from_ref(*word)).next().is_none();
    let unknown = words.iter().filter(is_unknown);
    let near = unknown.filter_map(|word| program.catalog.nearest_word(None, word));
    match near.map(|word| format!("`{word}`")).collect::<Vec<_>>() {
        near if near.is_empty() => String::new(),
        near => format!("; did you mean {}?", near.join(", ")),
    }
}

fn title(operation: &Operation) -> String {
    let title = shown::paragraph(catalog::title(operation));
    if operation.deprecated { format!("(withdrawn) {title}") } else { title }
}
