//! An item of a list: a value and its meaning.

use super::number::range;
use crate::model::Bounds;

/// The value or values of an item.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Listed {
    /// A single value.
    Value(String),
    /// A range of values that count something.
    Range(Bounds),
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    pub(super) line: u32,
    pub(super) listed: Listed,
    pub(super) meaning: String,
    /// True if only a space is between the value and its meaning.
    pub(super) is_loose: bool,
    /// True if it is said to be the default.
    pub(super) is_default: bool,
    /// True if it introduces the following lines, and so is more than one value.
    pub(super) is_introduction: bool,
}

/// The length of the longest value.
const LONGEST: usize = 100;

/// Words that begin a remark rather than a value in English lists.
const REMARKS: [&str; 18] = [
    "note",
    "notes",
    "notice",
    "caution",
    "warning",
    "remark",
    "example",
    "default",
    "unit",
    "format",
    "if",
    "minimum",
    "maximum",
    "minlength",
    "maxlength",
    "length",
    "range",
    "constraints",
];

/// Reads an item such as `local:本地镜像`, `"all" : 全部`, `Harbor harbor仓库`, `0x0f:…`, `0-100:扫描进度`.
pub(super) fn read(line: u32, text: &str) -> Option<Item> {
    read_item(line, text, false)
}

/// Reads an item of an announced list of values, where `Default: …` is also an item.
pub(super) fn read_announced(line: u32, text: &str) -> Option<Item> {
    read_item(line, text, true)
}

/// Words after the value that is the default.
const DEFAULT_MARKS: [&str; 6] = ["(default)", "(default value)", "(默认)", "(默认值)", "(默认,", "(默认值,"];

/// Words of an item that names a value in a sentence of its own, or the condition of another: `主备实例取值为"Ha"`.
const SENTENCE_MARKS: [&str; 6] = ["取值为", "值为", "该参数必选", "该参数可选", "此参数必选", "此参数可选"];

/// Returns true if a value is a pattern or a sample of many: `yyyyMMdd`, `{id}`, `10.0.0.0/8`, `192.168.0.1`.
pub(super) fn is_form(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let has_date = ["yyyy", "hh:mm", "mm:ss", "xxx"].iter().any(|form| lower.contains(form));
    // `port-port` has the same word for both ends.
    let is_pair = value.split_once('-').is_some_and(|(min, max)| {
        min.eq_ignore_ascii_case(max) && min.starts_with(|c: char| c.is_ascii_alphabetic())
    });
    let address = value.split('/').next().unwrap_or(value);
    has_date || is_pair || value.contains('*') || address.parse::<std::net::IpAddr>().is_ok()
}

/// The values of an item that lists two at once: `REMOVE/REDUCE`, `0/false`.
pub(super) fn alternatives(value: &str) -> Option<Vec<&str>> {
    let parts: Vec<&str> = value.split('/').collect();
    let is_word = |part: &&str| {
        let is_upper = part.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
        !part.is_empty() && (is_upper || ["true", "false"].contains(part))
    };
    (parts.len() > 1 && parts.iter().all(is_word)).then_some(parts)
}

fn read_item(line: u32, text: &str, is_announced: bool) -> Option<Item> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    let is_default = DEFAULT_MARKS.iter().any(|mark| lower.contains(mark));
    // `url:` alone is the heading of what follows.
    let is_introduction = text.ends_with(':');
    let is_heading = is_introduction && separator(text) == Some(text.len() - 1);
    let is_sentence = || separator(text).is_none() && SENTENCE_MARKS.iter().any(|mark| lower.contains(mark));
    if is_heading || is_sentence() {
        return None;
    }
    let (head, meaning, is_loose) = split(text);
    let head = head.trim();
    // `10.0.0.0/8 ~ 10.255.255.240/28` has two ends.
    if is_loose && ["~", "-", "至", "到", "to "].iter().any(|between| meaning.starts_with(between)) {
        return range(text).filter(|(_, rest)| rest.is_empty()).map(|(bounds, _)| Item {
            line,
            listed: Listed::Range(bounds),
            meaning: String::new(),
            is_loose: false,
            is_default,
            is_introduction,
        });
    }
    let meaning = meaning.trim_start_matches([':', ' ', '#']).trim();
    let value = |head| value(head, meaning, is_announced);
    let item = |listed| {
        Some(Item { line, listed, meaning: meaning.to_owned(), is_loose, is_default, is_introduction })
    };
    if let Some(quoted) = unquoted(head) {
        return item(Listed::Value(value(quoted)?));
    }
    if let Some((bounds, "")) = range(head) {
        return item(Listed::Range(bounds));
    }
    let head = head.split_once('(').map_or(head, |(head, _)| head.trim_end());
    item(Listed::Value(value(head.trim_end_matches(['。', ';', ',', '.']))?))
}

/// The value, its meaning, and true if only a space is between them.
fn split(text: &str) -> (&str, &str, bool) {
    if let Some(colon) = separator(text) {
        return (&text[..colon], &text[colon + 1..], false);
    }
    if let Some(behind) = text.strip_prefix('"')
        && let Some(end) = behind.find('"')
    {
        let meaning = &behind[end + 1..];
        let is_loose = meaning.trim_start().starts_with(|c: char| c.is_alphanumeric());
        return (&text[..end + 2], meaning, is_loose);
    }
    let is_end = |c: char| c.is_whitespace() || c == '(' || c == '#';
    match text.find(is_end) {
        Some(end) => {
            let meaning = text[end..].trim();
            let is_loose = !meaning.is_empty() && text[end..].starts_with(char::is_whitespace);
            (&text[..end], meaning, is_loose)
        }
        None => (text, "", false),
    }
}

/// The colon between a value and its meaning; those of `05:00` and `http://` are part of the value.
fn separator(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_separator = |index: &usize| {
        let before = index.checked_sub(1).and_then(|before| bytes.get(before));
        let behind = bytes.get(index + 1);
        let is_time = before.is_some_and(u8::is_ascii_digit) && behind.is_some_and(u8::is_ascii_digit);
        !is_time && !text[index + 1..].starts_with("//")
    };
    text.match_indices(':').map(|(index, _)| index).take_while(|index| *index <= LONGEST).find(is_separator)
}

fn unquoted(text: &str) -> Option<&str> {
    ['"', '\'', '`'].iter().find_map(|quote| text.strip_prefix(*quote)?.strip_suffix(*quote))
}

/// The head of an item as a value, if it can be one.
fn value(head: &str, meaning: &str, is_announced: bool) -> Option<String> {
    let is_plain = |c: char| c.is_ascii_graphic() && !"\"'`,;(){}<>=|!?".contains(c);
    let is_remark = || {
        meaning.is_ascii()
            && !meaning.is_empty()
            && REMARKS.iter().any(|remark| remark.eq_ignore_ascii_case(head))
    };
    let has_words = head.contains(' ');
    let is_value = !head.is_empty()
        && head.len() <= LONGEST
        && head.chars().all(|c| is_plain(c) || c == ' ')
        && head.starts_with(|c: char| c.is_ascii_alphanumeric() || "-_./".contains(c))
        && head.ends_with(|c: char| c.is_ascii_alphanumeric() || "_+*".contains(c))
        // A value of several words is hard to tell from a sentence; one in English before a Chinese meaning is.
        && (!has_words || !meaning.is_ascii())
        && (is_announced || !is_remark());
    is_value.then(|| head.to_owned())
}
