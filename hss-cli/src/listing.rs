//! `--all`: all pages of a listing, written as they arrive.

use std::io::Write as _;

use hss_runtime::Position;
use hss_runtime::dynamic::JsonPages;
use hss_runtime::schema::{Input, Operation};
use serde_json::Value as Json;

use crate::failure::Failure;
use crate::operation_options::{self, Source};
use crate::output::{Form, Printer};
use crate::program::Program;
use crate::progress::Progress;
use crate::terminal::Terminal;
use crate::{query, shell_quote, shown};

/// Writes all items. After Ctrl-C or an error, the output so far is complete, and a message says how
/// to continue.
pub(crate) async fn all(
    mut pages: JsonPages,
    (program, operation): (&Program, &'static Operation),
    form: &Form,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let mut printer = match form.query {
        Some(_) => Printer::of_anything(form, terminal),
        None => Printer::new(form, terminal),
    };
    let mut selected = 0;
    let progress = Progress::of_listing(terminal);
    let mut read = 0;
    // One listener for all pages, which also notices Ctrl-C while rows are written.
    let mut stop = std::pin::pin!(tokio::signal::ctrl_c());
    let result = loop {
        let page = tokio::select! {
            page = pages.next() => page,
            _ = &mut stop => break Err(Failure::Interrupted),
        };
        match page {
            None => break Ok(()),
            Some(Err(error)) => break Err(Failure::Client(error)),
            Some(Ok(page)) => {
                read += page.items.len() as u64;
                match write(&mut printer, form, page.items, &progress) {
                    Ok(count) => selected += count,
                    Err(failure) => {
                        progress.clear();
                        return Err(failure);
                    }
                }
                progress.set(read, pages.total());
            }
        }
    };
    progress.clear();
    printer.end()?;
    match &result {
        Ok(()) if form.query.is_some() => note_nothing(form, read, selected),
        Ok(()) => printer.summary(pages.total()),
        Err(_) => say_where(program, &pages, operation),
    }
    if pages.total_changed() {
        let _ = writeln!(
            anstream::stderr(),
            "note: the number of items changed meanwhile, so some may be missing or repeated"
        );
    }
    result
}

/// Writes the items of a page, or the part of each that the query selects; returns the number written.
fn write(
    printer: &mut Printer<'_>,
    form: &Form,
    items: Vec<Json>,
    progress: &Progress,
) -> Result<u64, Failure> {
    let kind = form.listing.map(|listing| listing.item);
    let items: Vec<Json> = items.into_iter().map(|item| form.with_names(item, kind)).collect();
    let values = match &form.query {
        Some(expression) => query::select_each(expression, &items)?,
        None => {
            progress.beside(|| printer.rows(&items))?;
            return Ok(items.len() as u64);
        }
    };
    progress.beside(|| printer.values(&values))?;
    Ok(values.len() as u64)
}

/// Notes that a query selected nothing, since it may have been written for a whole response.
fn note_nothing(form: &Form, read: u64, selected: u64) {
    if read == 0 || selected > 0 {
        return;
    }
    let such = form.item_model().and_then(|model| model.fields.first());
    let such = such.map(|field| format!(", such as {}", shown::cell(field.name))).unwrap_or_default();
    let _ = writeln!(
        anstream::stderr(),
        "note: --query selected nothing in {read} items; with --all, it is about one item, and starts at its fields{such}"
    );
}

fn say_where(program: &Program, pages: &JsonPages, operation: &'static Operation) {
    let read = pages.offset();
    let of = pages.total().map(|total| format!(" of {total}")).unwrap_or_default();
    let next = match pages.position() {
        Position::First => "nothing was read".to_owned(),
        Position::Offset(offset) => format!("continue with {} {offset}", option(program, operation)),
        Position::Page(page) => format!("continue with {} {page}", option(program, operation)),
        Position::Token(Json::String(token)) => {
            format!(
                "continue with {} {}",
                option(program, operation),
                shell_quote::word(&shown::message(token))
            )
        }
        Position::Token(token) => format!("continue with {} {token}", option(program, operation)),
        position => format!("the next page is at {position}"),
    };
    let _ = writeln!(anstream::stderr(), "stopped after {read}{of}; {next}");
}

/// The option of the input that changes from page to page.
fn option(program: &Program, operation: &'static Operation) -> String {
    let input = operation.paging.and_then(|paging| paging.next.input());
    let is_it = |source: &Source| match (source, input) {
        (Source::Parameter(index), Some(Input::Parameter(input))) => *index == input,
        (Source::Field(index), Some(Input::Field([name]))) => {
            operation_options::body_fields(operation).get(*index).is_some_and(|field| field.name == *name)
        }
        _ => false,
    };
    let found = operation_options::sources(program, operation).into_iter().find(|(_, source)| is_it(source));
    found.map_or_else(|| "the body's next page".to_owned(), |(name, _)| format!("--{name}"))
}
