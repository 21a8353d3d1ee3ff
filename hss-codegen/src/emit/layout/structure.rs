//! Struct expressions.

use super::rewrite::{Chains, Rewrite};
use super::shape::{Shape, width};

/// Maximum width of fields on one line.
const FIELDS: usize = 18;

/// On one line.
pub(super) fn flat(path: &str, fields: &[(String, impl Rewrite)], base: Option<&str>) -> String {
    let fields = fields.iter().map(|(name, value)| field(name, value.flat()));
    let base = base.map(|base| format!("..{base}"));
    braced(path, &fields.chain(base).collect::<Vec<_>>().join(", "))
}

/// `name: value`, or `name` if the value is a variable of that name.
fn field(name: &str, value: String) -> String {
    if value == name { value } else { format!("{name}: {value}") }
}

fn braced(path: &str, fields: &str) -> String {
    if fields.is_empty() { format!("{path} {{}}") } else { format!("{path} {{ {fields} }}") }
}

/// In rustfmt's layout; `None` if it does not fit.
pub(super) fn rewrite(
    path: &str,
    fields: &[(String, impl Rewrite)],
    base: Option<&str>,
    shape: Shape,
    chains: Chains,
) -> Option<String> {
    let nested = shape.nested(1);
    let mut texts = Vec::new();
    for (name, value) in fields {
        let behind = nested.behind(width(name) + 2);
        let text = match behind.and_then(|shape| value.rewrite(shape, chains)) {
            Some(text) => field(name, text),
            None => {
                let below = nested.nested(1);
                format!("{name}:{}{}", below.line_break(), value.rewrite(below, chains)?)
            }
        };
        texts.push(text);
    }
    texts.extend(base.map(|base| format!("..{base}")));
    let room = shape.width.saturating_sub(width(path) + 5).min(FIELDS);
    let total = texts.iter().map(|text| width(text) + 2).sum::<usize>().saturating_sub(2);
    if total <= room && texts.iter().all(|text| !text.contains('\n')) {
        return Some(braced(path, &texts.join(", ")));
    }
    let inner = nested.line_break();
    let count = fields.len();
    let lines = texts.iter().enumerate().map(|(index, text)| {
        let comma = if index < count { "," } else { "" };
        format!("{inner}{text}{comma}")
    });
    Some(format!("{path} {{{}{}}}", lines.collect::<String>(), shape.line_break()))
}
