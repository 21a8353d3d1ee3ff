//! Items between brackets: arguments, and elements of lists and tuples.

use super::rewrite::{Chains, Rewrite};
use super::shape::{Shape, first_width, width};

/// Maximum width of several arguments or elements on one line.
const ITEMS: usize = 60;

/// Maximum width of an element of a list with several elements per line.
const SHORT: usize = 10;

/// Brackets and the text before them.
#[derive(Clone, Copy)]
pub(super) struct Brackets<'b> {
    before: &'b str,
    kind: Kind,
}

/// The content of brackets.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Arguments,
    List,
    Tuple,
    /// A tuple of names.
    Pattern,
}

impl<'b> Brackets<'b> {
    pub(super) fn of_call(before: &'b str) -> Self {
        Self { before, kind: Kind::Arguments }
    }

    pub(super) fn of_list() -> Self {
        Self { before: "", kind: Kind::List }
    }

    pub(super) fn of_tuple() -> Self {
        Self { before: "", kind: Kind::Tuple }
    }

    pub(super) fn of_pattern() -> Self {
        Self { before: "", kind: Kind::Pattern }
    }
}

impl Kind {
    fn brackets(self) -> [char; 2] {
        if self == Self::List { ['[', ']'] } else { ['(', ')'] }
    }

    fn is_tuple(self) -> bool {
        matches!(self, Self::Tuple | Self::Pattern)
    }

    /// Maximum width of the items on one line, which has room for that width.
    fn limit(self, items: usize, room: usize) -> usize {
        if items == 1 || self == Self::Pattern { room } else { ITEMS.min(room) }
    }
}

/// The items in brackets; `None` if they do not fit.
pub(super) fn rewrite(
    brackets: Brackets,
    items: &[impl Rewrite],
    shape: Shape,
    chains: Chains,
) -> Option<String> {
    let Brackets { before, kind } = brackets;
    let [open, close] = kind.brackets();
    let used = width(before);
    let one_line = shape.width.saturating_sub(used + 2);
    let nested = shape.nested(1);
    if items.is_empty() {
        return Some(format!("{before}{open}{close}"));
    }
    let behind = shape.behind(used + 1).and_then(|shape| shape.keeping(1));
    if let [item] = items
        && !kind.is_tuple()
        && let Some(text) = overflowing(item, used, behind, nested, ITEMS.min(one_line), chains)
    {
        return Some(format!("{before}{open}{text}{close}"));
    }
    let texts: Vec<String> = items.iter().map(|item| item.rewrite(nested, chains)).collect::<Option<_>>()?;
    let total = texts.iter().map(|text| width(text)).sum::<usize>() + 2 * (texts.len() - 1);
    let is_flat = texts.iter().all(|text| !text.contains('\n'));
    let comma = if kind.is_tuple() && items.len() == 1 { "," } else { "" };
    if is_flat && total + comma.len() <= kind.limit(items.len(), one_line) {
        return Some(format!("{before}{open}{}{comma}{close}", texts.join(", ")));
    }
    let (inner, outer) = (nested.line_break(), shape.line_break());
    let is_short = |(item, text): (_, &String)| Rewrite::is_simple(item) && width(text) <= SHORT;
    let is_mixed = kind != Kind::Pattern && items.len() > 1;
    let body = if is_mixed && items.iter().zip(&texts).all(is_short) {
        mixed(&texts, nested.width, &inner)
    } else {
        texts.iter().map(|text| format!("{inner}{text},")).collect()
    };
    Some(format!("{before}{open}{body}{outer}{close}"))
}

/// The items of a tuple on one line, which are that many.
pub(super) fn flat_tuple(items: &str, count: usize) -> String {
    format!("({items}{})", if count == 1 { "," } else { "" })
}

/// The only item, starting after the bracket; `None` if it starts on a new line.
fn overflowing(
    item: &impl Rewrite,
    used: usize,
    behind: Option<Shape>,
    nested: Shape,
    limit: usize,
    chains: Chains,
) -> Option<String> {
    // The text before the bracket is shorter than an indentation.
    let is_combined = used < 4;
    if !is_combined && !item.can_overflow() {
        return None;
    }
    let is_chain = item.is_chain();
    let inside = if is_chain && !is_combined { Chains::OneLine } else { chains };
    let text = item.rewrite(behind?, inside)?;
    // The first line has to fit after the bracket.
    if first_width(&text) > limit {
        return None;
    }
    if text.matches('\n').count() == 1 {
        return item.rewrite(nested, chains).filter(|text| !text.contains('\n')).or(Some(text));
    }
    Some(text)
}

/// Lines with as many items as fit.
fn mixed(texts: &[String], room: usize, line_break: &str) -> String {
    let mut body = String::new();
    let mut line = 0;
    for (index, text) in texts.iter().enumerate() {
        // The comma after the last one is not counted.
        let commas = if index + 1 == texts.len() { 1 } else { 2 };
        if line > 0 && line + width(text) + commas > room {
            line = 0;
        }
        if line == 0 {
            body.push_str(line_break);
            line = width(text) + 1;
        } else {
            body.push(' ');
            line += width(text) + 2;
        }
        body.push_str(text);
        body.push(',');
    }
    body
}
