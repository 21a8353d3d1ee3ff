//! A response that is not a listing: one field per line, nested fields indented.

use anstyle::Style;
use hss_runtime::schema::{Field, Kind};
use serde_json::Value as Json;
use unicode_width::UnicodeWidthStr as _;

use super::cell::Cell;
use crate::shown;
use crate::terminal::Terminal;

/// The lines of an object.
pub(crate) fn lines(value: &Json, kind: Option<&Kind>, terminal: &Terminal) -> Vec<String> {
    let mut lines = Vec::new();
    add(value, kind, 0, terminal, &mut lines);
    lines
}

fn add(value: &Json, kind: Option<&Kind>, depth: usize, terminal: &Terminal, lines: &mut Vec<String>) {
    let Json::Object(entries) = value else {
        lines.push(format!("{}{}", "  ".repeat(depth), Cell::of(kind, value).text));
        return;
    };
    let fields: &[Field] = match kind {
        Some(Kind::Model(model)) => model.fields,
        _ => &[],
    };
    let known =
        fields.iter().filter_map(|field| Some((field.name, entries.get(field.name)?, Some(&field.kind))));
    let is_known = |name: &str| fields.iter().any(|field| field.name == name);
    let others =
        entries.iter().filter(|(name, _)| !is_known(name)).map(|(name, value)| (name.as_str(), value, None));
    let all: Vec<(String, &Json, Option<&Kind>)> =
        known.chain(others).map(|(name, value, kind)| (shown::cell(name), value, kind)).collect();
    let width = all
        .iter()
        .filter(|(_, value, _)| !is_nested(value))
        .map(|(name, ..)| name.width())
        .max()
        .unwrap_or(0);
    let indent = "  ".repeat(depth);
    for (name, value, kind) in all {
        let label = terminal.paint(Style::new().bold(), &name);
        if !is_nested(value) {
            let cell = Cell::of(kind, value);
            let padding = " ".repeat(width.saturating_sub(name.width()));
            lines
                .push(format!("{indent}{label}{padding}  {}", terminal.paint(cell.tone.style(), &cell.text)));
            continue;
        }
        lines.push(format!("{indent}{label}"));
        match (value, kind) {
            (Json::Array(list), Some(Kind::List(kind))) => {
                add_all(list, Some(kind), depth + 1, terminal, lines)
            }
            (Json::Array(list), _) => add_all(list, None, depth + 1, terminal, lines),
            _ => add(value, kind, depth + 1, terminal, lines),
        }
    }
}

/// The elements of a list, each marked where it begins.
fn add_all(list: &[Json], kind: Option<&Kind>, depth: usize, terminal: &Terminal, lines: &mut Vec<String>) {
    for element in list {
        let first = lines.len();
        add(element, kind, depth + 1, terminal, lines);
        if let Some(line) = lines.get_mut(first) {
            let marker = format!("{}- ", "  ".repeat(depth));
            line.replace_range(..marker.len().min(line.len()), &marker);
        }
    }
}

/// True if a value takes several lines.
fn is_nested(value: &Json) -> bool {
    match value {
        Json::Object(entries) => !entries.is_empty(),
        Json::Array(list) => list.iter().any(|item| item.is_object() || item.is_array()),
        _ => false,
    }
}
