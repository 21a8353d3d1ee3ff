//! The table of all documents.

use std::fmt::Write as _;

use hss_spec::shown::shown;
use serde_json::{Value, json};

use super::{Outcome, Row, openapi_generator};

/// The generators, in the order of the outcomes.
const NAMES: [&str; 3] = ["hss-codegen", "progenitor", "openapi-generator"];

/// The cell of a generator that is not installed.
const SKIPPED: &str = "–";

/// A row of Markdown: per generator, the operations that are covered and whether the code compiles.
pub(crate) fn line(row: &Row) -> String {
    let cells = row.outcomes.iter().map(|outcome| {
        let Some(outcome) = outcome else { return SKIPPED.to_owned() };
        match (outcome.covered, outcome.compiles) {
            (None, _) => "refused".to_owned(),
            (Some(covered), Some(true)) => format!("{covered}"),
            (Some(covered), _) => format!("{covered}, does not compile"),
        }
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
    let row = |name: &str, of: usize, value: &dyn Fn(&Outcome) -> usize| {
        let cell = |index: usize| {
            let is_here = rows.iter().all(|row| row.outcomes[index].is_some());
            let sum: usize = rows.iter().filter_map(|row| row.outcomes[index].as_ref()).map(value).sum();
            if is_here { sum.to_string() } else { SKIPPED.to_owned() }
        };
        format!("| **{name}** | {of} | {} | {} | {} |\n", cell(0), cell(1), cell(2))
    };
    let is_compiled = |one: &Outcome| one.compiles == Some(true);
    text += &row("documents generated", rows.len(), &|one| usize::from(one.covered.is_some()));
    text += &row("documents compiled", rows.len(), &|one| usize::from(is_compiled(one)));
    let operations = rows.iter().map(|row| row.operations).sum();
    let usable = |one: &Outcome| one.covered.filter(|_| is_compiled(one)).unwrap_or_default();
    text += &row("operations in code that compiles", operations, &usable);
    let package = openapi_generator::PACKAGE.replace("==", " ");
    let _ = write!(text, "\nhss-codegen {}, progenitor 0.15.1, {package}", env!("CARGO_PKG_VERSION"));
    text
}

/// All outcomes, with the words of generators and compilers.
pub(crate) fn json(rows: &[Row]) -> Value {
    let outcome = |one: &Option<Outcome>| {
        one.as_ref()
            .map(|one| json!({ "covered": one.covered, "compiles": one.compiles, "problem": one.problem }))
    };
    let row = |row: &Row| {
        let mut value = json!({ "document": row.document, "operations": row.operations });
        for (name, one) in NAMES.iter().zip(&row.outcomes) {
            value[name] = outcome(one).into();
        }
        value
    };
    rows.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_generator_that_is_not_here_has_an_empty_column() {
        let compiled = |covered| Outcome { covered: Some(covered), compiles: Some(true), problem: None };
        let row = |document: &str, other| Row {
            document: document.to_owned(),
            operations: 3,
            outcomes: [Some(compiled(3)), Some(other), None],
        };
        let rows = [row("a.yaml", compiled(2)), row("b|c.yaml", Outcome::refused("no"))];
        let text = markdown(&rows);
        for line in [
            "| a.yaml | 3 | 3 | 2 | – |",
            "| b\\|c.yaml | 3 | 3 | refused | – |",
            "| **documents generated** | 2 | 2 | 1 | – |",
            "| **operations in code that compiles** | 6 | 6 | 2 | – |",
        ] {
            assert!(text.lines().any(|known| known == line), "{line} is not in:\n{text}");
        }
        assert_eq!(json(&rows)[0]["openapi-generator"], Value::Null);
        assert_eq!(json(&rows)[1]["progenitor"]["problem"], "no");
    }
}
