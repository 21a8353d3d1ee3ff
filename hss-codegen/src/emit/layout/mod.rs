//! Expressions in rustfmt's layout, so that generated source passes `rustfmt --check` without running rustfmt.
//!
//! The rules are those of rustfmt's default style for the few forms that generated code has: calls, chains of methods,
//! lists and structs. An expression that rustfmt cannot fit into its width, such as a name of a hundred characters, stays
//! on one line.

mod chain;
mod expression;
mod list;
mod rewrite;
mod shape;
mod structure;

pub(super) use expression::{Expression, Link};
pub(crate) use shape::Layout;
pub(super) use shape::WIDTH;

use list::Brackets;
use rewrite::{Chains, Rewrite};
use shape::Shape;

impl Layout {
    /// The last expression of a block, with that indentation.
    pub(super) fn tail(self, indent: usize, expression: &Expression) -> String {
        self.laid_out(expression, Shape::of_block(self.margin(), indent, 0), "")
    }

    /// A statement `before = value;`, without its indentation: `let mut new = …;`.
    pub(super) fn assignment(self, indent: usize, before: &str, value: &Expression) -> String {
        let flat = || format!("{before} = {};", value.flat());
        if self.is_compact() {
            return flat();
        }
        let block = Shape::of_block(self.margin(), indent, 1);
        let same_line = block.behind(before.chars().count() + 3);
        let next_line = Shape::of_block(self.margin(), indent + 4, 1);
        let here = same_line.and_then(|shape| value.rewrite(shape, Chains::Any));
        if let Some(text) = here.as_ref().filter(|text| !text.contains('\n')) {
            return format!("{before} = {text};");
        }
        let below = value.rewrite(next_line, Chains::Any).filter(|text| next_line.fits(text));
        match (here, below) {
            (Some(here), Some(below)) if !is_better(&below, &here) => format!("{before} = {here};"),
            (_, Some(below)) => format!("{before} =\n{}{below};", " ".repeat(indent + 4)),
            (Some(here), None) => format!("{before} = {here};"),
            (None, None) => flat(),
        }
    }

    /// A statement `let (names) = value;`, without its indentation.
    pub(super) fn destructuring(self, indent: usize, names: &[String], value: &Expression) -> String {
        let items: Vec<Expression> = names.iter().map(Expression::word).collect();
        let shape = Shape::of_block(self.margin(), indent, 0).behind("let ".len());
        // rustfmt counts the space before `=`, not the `=`.
        let shape = shape.and_then(|shape| shape.keeping(1)).filter(|_| !self.is_compact());
        let pattern =
            shape.and_then(|shape| list::rewrite(Brackets::of_pattern(), &items, shape, Chains::Any));
        let pattern = pattern.unwrap_or_else(|| Expression::Tuple { items }.one_line());
        match pattern.rsplit_once('\n') {
            Some((lines, last)) => format!("let {lines}\n{}", self.assignment(indent, last, value)),
            None => self.assignment(indent, &format!("let {pattern}"), value),
        }
    }

    /// A type after `pub name:` or `type Name =`, with the space before it: on the next line if it fits only there.
    pub(super) fn type_behind(self, indent: usize, before: &str, ty: &str) -> String {
        let room = WIDTH.saturating_sub(self.margin() + indent + 1);
        let columns = ty.chars().count();
        if self.is_compact() || before.chars().count() + 1 + columns <= room || columns + 4 > room {
            return format!(" {ty}");
        }
        format!("\n{}{ty}", " ".repeat(indent + 4))
    }

    /// An item without its documentation, with this indentation. If a long name makes a line exceed the width, the item
    /// is marked to be skipped by rustfmt, which could break the line inside of types.
    pub(super) fn item(self, indent: usize, item: &str) -> String {
        let room = WIDTH.saturating_sub(self.margin());
        let is_doc = |line: &str| line.trim_start().starts_with(['/', '#']);
        if self.is_compact() || item.lines().all(|line| is_doc(line) || line.chars().count() <= room) {
            return item.to_owned();
        }
        format!("{}#[rustfmt::skip]\n{item}", " ".repeat(indent))
    }

    /// An expression statement.
    pub(super) fn statement(self, indent: usize, expression: &Expression) -> String {
        self.laid_out(expression, Shape::of_block(self.margin(), indent, 1), ";")
    }

    fn laid_out(self, expression: &Expression, shape: Shape, end: &str) -> String {
        let text = if self.is_compact() { None } else { expression.rewrite(shape, Chains::Any) };
        format!("{}{end}", text.unwrap_or_else(|| expression.flat()))
    }
}

/// Returns true if a value goes on its own line below the name rather than after it.
fn is_better(below: &str, here: &str) -> bool {
    let lines = |text: &str| text.matches('\n').count();
    let opens = |text: &str, bracket: char| text.lines().next().is_some_and(|line| line.ends_with(bracket));
    lines(below) == 0
        || lines(here) > lines(below) + 1
        || ['(', '{', '['].into_iter().any(|bracket| opens(here, bracket) && !opens(below, bracket))
}
