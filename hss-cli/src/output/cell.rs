//! One value of a table.

use anstyle::{AnsiColor, Style};
use hss_runtime::schema::{EnumKind, Enumeration, Kind};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::Value as Json;

use crate::{shown, wording};

/// A text with its style and alignment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) text: String,
    pub(crate) tone: Tone,
    pub(crate) is_number: bool,
}

/// The meaning of a value, for its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    Plain,
    /// An id or an absent value.
    Quiet,
    Good,
    Bad,
    /// In progress.
    Busy,
}

impl Tone {
    pub(crate) fn style(self) -> Style {
        match self {
            Tone::Plain => Style::new(),
            Tone::Quiet => Style::new().dimmed(),
            Tone::Good => AnsiColor::Green.on_default(),
            Tone::Bad => AnsiColor::Red.on_default(),
            Tone::Busy => AnsiColor::Yellow.on_default(),
        }
    }
}

impl Cell {
    fn plain(text: impl Into<String>) -> Self {
        Self { text: shown::cell(&text.into()), tone: Tone::Plain, is_number: false }
    }

    /// A value of this type in words.
    pub(crate) fn of(kind: Option<&Kind>, value: &Json) -> Self {
        match (kind, value) {
            (_, Json::Null) => Self { text: "-".to_owned(), tone: Tone::Quiet, is_number: false },
            (Some(Kind::Timestamp), Json::Number(number)) => match number.as_i64() {
                Some(0) | None => Self { text: "-".to_owned(), tone: Tone::Quiet, is_number: false },
                Some(milliseconds) => Self::plain(local_time(milliseconds)),
            },
            (Some(Kind::Enum(table)), Json::Number(number)) => match number.as_i64() {
                Some(number) => coded(table, number),
                None => Self::plain(number.to_string()),
            },
            (_, Json::Number(number)) => {
                Self { text: number.to_string(), tone: Tone::Plain, is_number: true }
            }
            (_, Json::Bool(value)) => Self::plain(if *value { "yes" } else { "no" }),
            (Some(Kind::List(kind)), Json::Array(list)) if list.iter().all(|item| !item.is_object()) => {
                let texts: Vec<String> = list.iter().map(|item| Self::of(Some(kind), item).text).collect();
                Self::plain(texts.join(", "))
            }
            // The untyped result of a query.
            (None, Json::Array(list)) if !list.is_empty() && list.iter().all(is_scalar) => {
                let texts: Vec<String> = list.iter().map(plain).collect();
                Self::plain(texts.join(", "))
            }
            (_, Json::Array(list)) => match list.len() {
                0 => Self { text: "-".to_owned(), tone: Tone::Quiet, is_number: false },
                1 => Self::plain("1 item"),
                count => Self::plain(format!("{count} items")),
            },
            (_, Json::Object(_)) => Self::plain(value.to_string()),
            (_, Json::String(text)) if is_id(text) => {
                Self { text: text.clone(), tone: Tone::Quiet, is_number: false }
            }
            (_, Json::String(text)) => Self::plain(text),
        }
    }
}

fn is_scalar(value: &Json) -> bool {
    !value.is_object() && !value.is_array()
}

/// A number with a meaning.
fn coded(table: &Enumeration, number: i64) -> Cell {
    let text = wording::number(table, number);
    let known = table.values.iter().any(|value| value.number == number);
    let tone = match table.kind {
        EnumKind::Codes if !known => Tone::Busy,
        EnumKind::Codes if number < 0 => Tone::Bad,
        EnumKind::Codes => Tone::Good,
        _ => Tone::Plain,
    };
    let text = match (table.counts, known) {
        (Some(counts), false) if counts.least == 0 && counts.most == 100 => format!("{text} %"),
        _ => text,
    };
    Cell { text, tone, is_number: table.kind == EnumKind::Integer }
}

/// A time in the local time zone.
pub(crate) fn local_time(milliseconds: i64) -> String {
    match Timestamp::from_millisecond(milliseconds) {
        Ok(time) => time.to_zoned_datetime(TimeZone::system()).strftime("%Y-%m-%d %H:%M:%S").to_string(),
        Err(_) => milliseconds.to_string(),
    }
}

/// True if a text is a long id: 32 or more hexadecimal digits, with or without dashes.
fn is_id(text: &str) -> bool {
    text.len() >= 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

/// A single value, exact.
pub(crate) fn plain(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}
