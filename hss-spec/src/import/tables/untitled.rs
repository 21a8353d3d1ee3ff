//! Tables without a title, or whose title names neither a part of the call nor a model.

use super::{Reader, shorten};
use crate::import::label::Section;
use crate::import::page::{Row, Table};
use crate::model::{Location, Method, Operation};
use crate::place::NoteKind;

impl Reader<'_> {
    /// Adds a note on a table that nothing on the page refers to.
    pub(super) fn skip(&mut self, table: &Table) {
        let title = shorten(&table.title.text);
        let message = format!(
            "skipped: the table `{title}`, to which no type refers; expected one of the parameters of path, query, header or \
             body, and models' names"
        );
        self.note(&table.title, NoteKind::Remark, message);
    }

    /// Returns true if the table is the first one of a request or response whose body has no description yet.
    pub(super) fn is_body_missing(&self, table: &Table, operation: &Operation) -> bool {
        match table.section {
            Section::Response => operation.response.ty.is_none(),
            Section::Request => {
                operation.body.is_none() && ![Method::Get, Method::Head].contains(&operation.method)
            }
            _ => false,
        }
    }

    /// Reads a table without a title by its section and names, else as the first model without a table.
    pub(super) fn take_untitled(&mut self, table: &Table, operation: &mut Operation) {
        let is_header = |row: &Row| {
            let name = row.name.text.to_lowercase();
            name.starts_with("x-") || ["content-type", "authorization", "accept"].contains(&name.as_str())
        };
        let has_headers = table.rows.iter().all(is_header);
        match table.section {
            Section::Request if has_headers => self.take_parameters(table, Location::Header, operation),
            Section::Response if has_headers => {
                self.note(&table.title, NoteKind::Response, "skipped: the headers of the response");
            }
            Section::Request | Section::Response if !self.is_body_missing(table, operation) => {
                let next = self.named.iter().find(|name| !self.models.contains_key(*name)).cloned();
                let Some(name) = next else { return self.skip(table) };
                let model = self.model(table, &name);
                self.sections.insert(name.clone(), table.section);
                self.models.insert(name, model);
            }
            _ => self.take_by_section(table, operation),
        }
    }
}
