//! The text of the tables of a page, line by line.

use std::collections::BTreeSet;

use super::literal::word;
use crate::plan::{Page, RustType, TypeName};

/// The text of a page's tables.
pub(super) struct Text {
    page: Page,
    lines: String,
    tables: usize,
    has_unions: bool,
    /// The pages of the types that it refers to.
    others: BTreeSet<Page>,
}

impl Text {
    pub(super) fn new(page: Page) -> Self {
        Text { page, lines: String::new(), tables: 0, has_unions: false, others: BTreeSet::new() }
    }

    /// Begins a table; returns its position.
    pub(super) fn begin(&mut self, head: &[&str]) -> usize {
        if self.tables > 0 {
            self.lines.push('\n');
        }
        self.has_unions |= head.first() == Some(&"union");
        self.line(head.join(" "));
        self.tables += 1;
        self.tables - 1
    }

    pub(super) fn line(&mut self, line: impl AsRef<str>) {
        if !self.lines.is_empty() {
            self.lines.push_str("\n    ");
        }
        self.lines.push_str(line.as_ref());
    }

    /// Returns true if one of the tables is that of a union.
    pub(super) fn has_unions(&self) -> bool {
        self.has_unions
    }

    /// The lines so far.
    pub(super) fn lines(&self) -> &str {
        &self.lines
    }

    /// The pages of the types that it refers to.
    pub(super) fn others(&self) -> impl Iterator<Item = &Page> {
        self.others.iter()
    }

    /// The keyword of a type; records the type's page.
    pub(super) fn kind(&mut self, ty: &RustType) -> String {
        match ty {
            RustType::String | RustType::Text(_) => "string".to_owned(),
            RustType::Integer => "integer".to_owned(),
            RustType::Unsigned => "unsigned".to_owned(),
            RustType::Number => "number".to_owned(),
            RustType::Boolean => "boolean".to_owned(),
            RustType::Timestamp => "timestamp".to_owned(),
            RustType::Json => "json".to_owned(),
            RustType::File => "file".to_owned(),
            RustType::Enum(name)
            | RustType::Flags(name)
            | RustType::Codes(name)
            | RustType::KnownInteger(name)
            | RustType::Model(name)
            | RustType::BoxedModel(name)
            | RustType::Union(name) => self.named(name),
            RustType::List(item) => format!("[]{}", self.kind(item)),
            RustType::Map(item) => format!("{{}}{}", self.kind(item)),
            RustType::Nullable(item) => format!("?{}", self.kind(item)),
        }
    }

    fn named(&mut self, name: &TypeName) -> String {
        if name.page != self.page {
            self.others.insert(name.page.clone());
        }
        format!("@{}", word(&name.name))
    }
}
