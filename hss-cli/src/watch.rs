//! `--watch`: repeats a listing until everything in it is done.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::time::Duration;

use hss_runtime::dynamic::Call;
use hss_runtime::schema::{Counts, EnumKind, Enumeration, Field, FieldPath, Kind, Operation, Response};
use serde_json::Value as Json;

use crate::failure::Failure;
use crate::output::{Form, Printer, kind_at, value_at};
use crate::program::Program;
use crate::progress::{Bar, Bars};
use crate::shown;
use crate::terminal::Terminal;
use crate::wording;

/// Units by the suffixes of field names, since tables have no units for fields of responses.
const UNITS: [(&str, &str); 6] = [
    ("_sec", "s"),
    ("_second", "s"),
    ("_min", "min"),
    ("_minute", "min"),
    ("_minutes", "min"),
    ("_hour", "h"),
];

/// The fields of an item that show its progress.
struct Watched {
    items: FieldPath,
    /// The id of an item.
    key: &'static str,
    /// The name of an item.
    name: &'static str,
    status: &'static str,
    table: &'static Enumeration,
    counts: Counts,
    /// Remaining times, with their units.
    remaining: Vec<(&'static str, &'static str)>,
    failures: Vec<&'static str>,
}

/// Refuses an operation whose items have no progress.
pub(crate) fn check(program: &Program, operation: &'static Operation) -> Result<(), Failure> {
    match watched(operation) {
        Some(_) => Ok(()),
        None => {
            let operations = program.catalog.operations();
            let others: Vec<String> = operations
                .filter(|known| watched(known).is_some())
                .map(|known| format!("`{}`", program.command(known)))
                .collect();
            let others = if others.is_empty() { "no operation".to_owned() } else { others.join(", ") };
            Err(Failure::Usage(format!(
                "--watch follows progress, but the items of {} have none; those of {others} do",
                operation.id,
            )))
        }
    }
}

fn watched(operation: &'static Operation) -> Option<Watched> {
    let paging = operation.paging?;
    let Response::Json(response) = operation.response else { return None };
    let Kind::List(Kind::Model(item)) = kind_at(response, paging.items)? else { return None };
    let progress = |field: &'static Field| match field.kind {
        Kind::Enum(table) if table.kind == EnumKind::Codes => Some((field.name, table, table.counts?)),
        _ => None,
    };
    let (status, table, counts) = item.fields.iter().find_map(progress)?;
    let text = |end: &str| item.fields.iter().find(|field| field.name.ends_with(end)).map(|field| field.name);
    let key = text("_id").or_else(|| text("id"))?;
    let time = |field: &'static Field| {
        let unit = UNITS.iter().find(|(end, _)| field.name.ends_with(end));
        unit.filter(|_| field.name.starts_with("remain")).map(|(_, unit)| (field.name, *unit))
    };
    let whole = item.fields.iter().filter(|field| matches!(field.kind, Kind::Integer));
    Some(Watched {
        items: paging.items,
        key,
        name: text("_name").unwrap_or(key),
        status,
        table: table.get(),
        counts,
        remaining: whole.clone().filter_map(time).collect(),
        failures: whole.map(|field| field.name).filter(|name| name.starts_with("fail")).collect(),
    })
}

impl Watched {
    fn number(&self, item: &Json, name: &str) -> Option<i64> {
        item.get(name)?.as_i64()
    }

    fn text(&self, item: &Json, name: &str) -> String {
        match item.get(name) {
            Some(Json::String(text)) => shown::cell(text),
            Some(other) => shown::cell(&other.to_string()),
            None => String::new(),
        }
    }

    /// True if an item is still in progress.
    fn runs(&self, item: &Json) -> bool {
        self.number(item, self.status)
            .is_some_and(|status| !self.table.values.iter().any(|value| value.number == status))
    }

    /// The progress of an item, in words.
    fn words(&self, item: &Json) -> String {
        let status = self.number(item, self.status).unwrap_or(self.counts.least);
        let runs = self.runs(item);
        let mut words = wording::number(self.table, status);
        if runs {
            words.push_str(" %");
            for (name, unit) in &self.remaining {
                if let Some(left) = self.number(item, name) {
                    words.push_str(&format!(", {left} {unit} left"));
                }
            }
        }
        let failed: i64 = self.failures.iter().filter_map(|name| self.number(item, name)).sum();
        if failed > 0 {
            words.push_str(&format!(", {failed} failed"));
        }
        words
    }
}

/// Follows the items in progress, then writes all.
pub(crate) async fn follow(
    program: &Program,
    call: Call,
    interval: Duration,
    form: &Form,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let Some(watched) = watched(call.operation()) else { return check(program, call.operation()) };
    let mut view = View::new(&watched, terminal);
    let mut stop = std::pin::pin!(tokio::signal::ctrl_c());
    let result = loop {
        let body = tokio::select! {
            body = call.execute_json() => body?,
            _ = &mut stop => break Err(Failure::Interrupted),
        };
        let items = value_at(&body, watched.items).and_then(Json::as_array).cloned().unwrap_or_default();
        view.show(&items);
        if !items.iter().any(|item| watched.runs(item)) {
            break Ok(body);
        }
        tokio::select! {
            () = tokio::time::sleep(interval) => {}
            _ = &mut stop => break Err(Failure::Interrupted),
        }
    };
    view.end();
    let body = form.with_names(result?, form.response);
    Printer::new(form, terminal).response(&body)
}

/// The view of the progress: a bar per item on a terminal, else a line per change.
struct View<'a> {
    watched: &'a Watched,
    bars: Option<Bars>,
    seen: BTreeMap<String, (Option<Bar>, String)>,
}

impl<'a> View<'a> {
    fn new(watched: &'a Watched, terminal: &Terminal) -> Self {
        Self { watched, bars: terminal.is_attended.then(Bars::new), seen: BTreeMap::new() }
    }

    fn show(&mut self, items: &[Json]) {
        for item in items {
            let key = self.watched.text(item, self.watched.key);
            let runs = self.watched.runs(item);
            if !runs && !self.seen.contains_key(&key) {
                continue;
            }
            self.show_one(key, item, runs);
        }
    }

    fn show_one(&mut self, key: String, item: &Json, runs: bool) {
        let (watched, bars) = (self.watched, &self.bars);
        let name = watched.text(item, watched.name);
        let counts = watched.counts;
        let words = watched.words(item);
        let (bar, last) = self.seen.entry(key).or_insert_with(|| {
            (bars.as_ref().map(|bars| bars.add(&name, counts.least, counts.most)), String::new())
        });
        if *last == words {
            return;
        }
        match bar {
            Some(bar) if runs => {
                let status = watched.number(item, watched.status).unwrap_or(counts.least);
                bar.set(u64::try_from(status.saturating_sub(counts.least)).unwrap_or(0), words.clone());
            }
            Some(bar) => bar.end(words.clone()),
            None => {
                let _ = writeln!(anstream::stderr(), "{name}: {words}");
            }
        }
        *last = words;
    }

    fn end(&self) {
        if let Some(bars) = &self.bars {
            bars.clear();
        }
    }
}
