//! The printer of responses: to standard output, items as they arrive.

use std::io::{self, Write};

use anstyle::Style;
use hss_runtime::schema::FieldPath;
use serde_json::{Map, Value as Json};

use super::cell::Cell;
use super::columns::{self, Column};
use super::form::{Form, Format, value_at};
use super::layout::Layout;
use super::{csv_text, json_text, record};
use crate::failure::Failure;
use crate::terminal::Terminal;

/// Writer of the items of a listing, or of a single object.
pub(crate) struct Printer<'a> {
    form: &'a Form,
    terminal: &'a Terminal,
    /// True if the items are of the listing's type.
    is_typed: bool,
    /// Determined by the first rows.
    layout: Option<Layout>,
    csv_columns: Option<Vec<Column>>,
    hidden: Vec<String>,
    written: u64,
}

impl<'a> Printer<'a> {
    pub(crate) fn new(form: &'a Form, terminal: &'a Terminal) -> Self {
        Self {
            form,
            terminal,
            is_typed: true,
            layout: None,
            csv_columns: None,
            hidden: Vec::new(),
            written: 0,
        }
    }

    /// A printer for the results of a query.
    pub(crate) fn of_anything(form: &'a Form, terminal: &'a Terminal) -> Self {
        Self { is_typed: false, ..Self::new(form, terminal) }
    }

    /// A whole response.
    pub(crate) fn response(&mut self, body: &Json) -> Result<(), Failure> {
        let listing = self.form.listing;
        let items = listing.and_then(|listing| value_at(body, listing.items)?.as_array());
        match (self.form.format, items) {
            (Format::Json, _) => writeln!(io::stdout(), "{}", json_text::indented(body, self.form.response))?,
            (Format::JsonLines, None) => {
                writeln!(io::stdout(), "{}", json_text::compact(body, self.form.response))?
            }
            (Format::Csv, None) => self.single_csv(body)?,
            (Format::Table, None) => self.record(body)?,
            (_, Some(items)) => {
                self.rows(items)?;
                if self.form.format == Format::Table {
                    let total = listing.and_then(|listing| value_at(body, listing.total?)?.as_i64());
                    self.others(body)?;
                    self.summary(total);
                }
            }
        }
        Ok(())
    }

    /// Writes items of a listing; may be called again with later ones.
    pub(crate) fn rows(&mut self, items: &[Json]) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        match self.form.format {
            Format::Table => self.table_rows(&mut out, items)?,
            Format::Csv => self.csv_rows(&mut out, items)?,
            Format::JsonLines => {
                for item in items {
                    writeln!(out, "{}", json_text::compact(item, self.item_kind()))?;
                }
            }
            Format::Json => {
                for item in items {
                    let text = json_text::indented(item, self.item_kind()).replace('\n', "\n  ");
                    let separator = if self.written == 0 { "[" } else { "," };
                    write!(out, "{separator}\n  {text}")?;
                    self.written += 1;
                }
            }
        }
        if self.form.format != Format::Json {
            self.written += items.len() as u64;
        }
        Ok(out.flush()?)
    }

    /// Writes values that a query has selected, of any type; may be called again with later ones.
    pub(crate) fn values(&mut self, values: &[Json]) -> Result<(), Failure> {
        let is_line = |value: &Json| match self.form.format {
            Format::Json | Format::JsonLines => false,
            Format::Table | Format::Csv => !value.is_object(),
        };
        // Consecutive objects are rows.
        for some in values.chunk_by(|one, other| is_line(one) == is_line(other)) {
            if !some.first().is_some_and(is_line) {
                self.rows(some)?;
                continue;
            }
            let mut out = io::stdout().lock();
            for value in some {
                out.write_all(&self.line(value)?)?;
                self.written += 1;
            }
            out.flush()?;
        }
        Ok(())
    }

    /// A value that is not an object, on a line; the elements of a list are cells of CSV.
    fn line(&self, value: &Json) -> Result<Vec<u8>, Failure> {
        if self.form.format == Format::Csv {
            let cells = match value {
                Json::Array(list) => list.iter().map(|value| self.csv_value(Some(value))).collect(),
                value => vec![self.csv_value(Some(value))],
            };
            return csv_text::line(cells.iter().map(String::as_str));
        }
        let text = match value {
            Json::Array(_) => json_text::compact(value, None),
            value => self.terminal.exact_or_shown(&super::cell::plain(value)).into_owned(),
        };
        Ok(format!("{text}\n").into_bytes())
    }

    /// The end of a listing, so that the output is complete.
    pub(crate) fn end(&mut self) -> Result<(), Failure> {
        match (self.form.format, self.written) {
            (Format::Json, 0) => writeln!(io::stdout(), "[]")?,
            (Format::Json, _) => writeln!(io::stdout(), "\n]")?,
            // A table without rows still has a header; the columns of a query without results are unknown.
            (_, 0) if self.is_typed => self.rows(&[])?,
            _ => {}
        }
        Ok(())
    }

    /// A summary for a person: the number of items, and the hidden columns.
    pub(crate) fn summary(&self, total: Option<i64>) {
        if !self.terminal.is_attended {
            return;
        }
        let shown = self.written;
        let mut parts = vec![match total {
            Some(total) if i64::try_from(shown).is_ok_and(|shown| shown < total) => {
                format!("{shown} of {total}; --all reads the rest")
            }
            _ if shown == 1 => "1 item".to_owned(),
            _ => format!("{shown} items"),
        }];
        if !self.hidden.is_empty() {
            let hidden = self.hidden.len();
            let plural = if hidden == 1 { "column has" } else { "columns have" };
            parts.push(format!("{hidden} {plural} no room; --columns chooses"));
        }
        let dim = Style::new().dimmed();
        let _ = writeln!(anstream::stderr(), "{dim}{}{dim:#}", parts.join("; "));
    }

    fn item_kind(&self) -> Option<&'static hss_runtime::schema::Kind> {
        self.form.listing.filter(|_| self.is_typed).map(|listing| listing.item)
    }

    fn columns(&self, items: &[Json]) -> Vec<Column> {
        let model = self.form.item_model().filter(|_| self.is_typed);
        match (&self.form.columns, model) {
            (Some(names), model) => columns::chosen(names, model),
            (None, Some(model)) => columns::of_model(model),
            (None, None) => columns::of_items(items),
        }
    }

    fn table_rows(&mut self, out: &mut impl Write, items: &[Json]) -> Result<(), Failure> {
        let layout = match self.layout.take() {
            Some(layout) => layout,
            None => self.start(out, items)?,
        };
        for item in items {
            let cells: Vec<Cell> = layout.columns().map(|column| cell(column, item)).collect();
            writeln!(out, "{}", layout.row(&cells, self.terminal))?;
        }
        self.layout = Some(layout);
        Ok(())
    }

    fn start(&mut self, out: &mut impl Write, items: &[Json]) -> Result<Layout, Failure> {
        let mut columns = self.columns(items);
        if self.form.columns.is_none() {
            columns = columns::not_empty(columns, items);
        }
        let rows: Vec<Vec<Cell>> =
            items.iter().map(|item| columns.iter().map(|column| cell(column, item)).collect()).collect();
        let (layout, hidden) = Layout::new(columns, &rows, self.terminal);
        self.hidden = hidden;
        writeln!(out, "{}", layout.header(self.terminal))?;
        Ok(layout)
    }

    fn csv_rows(&mut self, out: &mut impl Write, items: &[Json]) -> Result<(), Failure> {
        let columns = match self.csv_columns.take() {
            Some(columns) => columns,
            None => {
                let columns = self.csv_columns(items);
                let names: Vec<String> = columns.iter().map(|column| self.csv_name(&column.name)).collect();
                out.write_all(&csv_text::line(names.iter().map(String::as_str))?)?;
                columns
            }
        };
        for item in items {
            let values: Vec<String> =
                columns.iter().map(|column| self.csv_value(item.get(&column.name))).collect();
            out.write_all(&csv_text::line(values.iter().map(String::as_str))?)?;
        }
        self.csv_columns = Some(columns);
        Ok(())
    }

    fn csv_value(&self, value: Option<&Json>) -> String {
        let text = if self.form.is_csv_safe { csv_text::safe_value(value) } else { csv_text::value(value) };
        self.terminal.exact_or_shown(&text).into_owned()
    }

    fn csv_name(&self, name: &str) -> String {
        let name = if self.form.is_csv_safe { csv_text::safe(name) } else { name.to_owned() };
        self.terminal.exact_or_shown(&name).into_owned()
    }

    /// A file has all fields.
    fn csv_columns(&self, items: &[Json]) -> Vec<Column> {
        match (&self.form.columns, self.form.item_model().filter(|_| self.is_typed)) {
            (None, Some(model)) => {
                let names: Vec<String> = model.fields.iter().map(|field| field.name.to_owned()).collect();
                columns::chosen(&names, Some(model))
            }
            _ => self.columns(items),
        }
    }

    fn single_csv(&mut self, body: &Json) -> Result<(), Failure> {
        let untyped = Printer::of_anything(self.form, self.terminal);
        let mut untyped = untyped;
        untyped.rows(std::slice::from_ref(body))
    }

    fn record(&self, body: &Json) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        for line in record::lines(body, self.form.response, self.terminal) {
            writeln!(out, "{line}")?;
        }
        Ok(())
    }

    /// The fields of a response except its listing.
    fn others(&self, body: &Json) -> Result<(), Failure> {
        let (Some(listing), Some(entries)) = (self.form.listing, body.as_object()) else { return Ok(()) };
        let others: Map<String, Json> = entries
            .iter()
            .filter(|(name, _)| {
                let is_shown = |path: FieldPath| matches!(path, [shown] if shown == name);
                !is_shown(listing.items) && !listing.total.is_some_and(is_shown)
            })
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        if others.is_empty() {
            return Ok(());
        }
        writeln!(io::stdout())?;
        self.record(&Json::Object(others))
    }
}

fn cell(column: &Column, item: &Json) -> Cell {
    Cell::of(column.kind, item.get(&column.name).unwrap_or(&Json::Null))
}
