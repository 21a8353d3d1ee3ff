//! The table of all documents.

use std::fmt::Write as _;

use hss_spec::shown::shown;
use serde_json::{Value, json};

use super::{Outcome, Row, openapi_generator};

/// The generators, in the order of the outcomes.
const NAMES: [&str; 3] = ["hss-codegen", "progenitor", "openapi-generator"];

/// A row of Markdown: per generator, the operations that are covered and whether the code compiles.
pub(crate) fn line(row: &Row) -> String {
    let cells = row.outcomes.iter().map(|outcome| match (outcome.covered, outcome.compiles) {
        (None, _) => "refused".to_owned(),
        (Some(covered), Some(true)) => format!("{covered}"),
        (Some(covered), _) => format!("{covered}, does not compile"),
    });
    let name = shown(&row.document).replace('|', "\\|");
    format!("| {name} | {} | {} |", row.operations, cells.collect::<Vec<_>>().join(" | "))
}

/// The whole table, its sums, and the versions.
pub(crate) fn markdown(rows: &[Row]) -> String {
    let mut text = format!("| document | operations | {} |\n|---|---:|---:|---:|---:|\n", NAMES.join(" | "));
    for row in rows {
        let _ = writeln!(text, "{}", line(row));
    }
    let count = |index: usize, is_counted: &dyn Fn(&Outcome) -> bool| {
        rows.iter().filter(|row| is_counted(&row.outcomes[index])).count()
    };
    let row = |name: &str, of: usize, value: &dyn Fn(usize) -> usize| {
        format!("| **{name}** | {of} | {} | {} | {} |\n", value(0), value(1), value(2))
    };
    text += &row("documents generated", rows.len(), &|index| count(index, &|one| one.covered.is_some()));
    text += &row("documents compiled", rows.len(), &|index| count(index, &|one| one.compiles == Some(true)));
    let usable = |one: &Outcome| if one.compiles == Some(true) { one.covered.unwrap_or_default() } else { 0 };
    let operations = rows.iter().map(|row| row.operations).sum();
    let sum = |index: usize| rows.iter().map(|row| usable(&row.outcomes[index])).sum();
    text += &row("operations in code that compiles", operations, &sum);
    let package = openapi_generator::PACKAGE.replace("==", " ");
    let _ = write!(text, "\nhss-codegen {}, progenitor 0.15.1, {package}", env!("CARGO_PKG_VERSION"));
    text
}

/// All outcomes, with the words of generators and compilers.
pub(crate) fn json(rows: &[Row]) -> Value {
    let outcome =
        |one: &Outcome| json!({ "covered": one.covered, "compiles": one.compiles, "problem": one.problem });
    let row = |row: &Row| {
        let mut value = json!({ "document": row.document, "operations": row.operations });
        for (name, one) in NAMES.iter().zip(&row.outcomes) {
            value[name] = outcome(one);
        }
        value
    };
    rows.iter().map(row).collect()
}
