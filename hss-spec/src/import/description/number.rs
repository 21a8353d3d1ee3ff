//! Numbers and ranges as the vendor writes them.

use crate::model::{Bounds, Number};

/// The number at the start of the text, and the rest: `200`, `-1`, `0.5`, `2,000,000`, `2^63-1`.
pub(super) fn number(text: &str) -> Option<(Number, &str)> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    let (whole, rest) = digit_groups(digits)?;
    if let Some(power) = rest.strip_prefix('^') {
        return if whole == "2" && sign.is_empty() { power_of_two(power) } else { None };
    }
    let fraction = rest.strip_prefix('.').map_or("", leading_digits);
    if fraction.is_empty() {
        let value = format!("{sign}{whole}").parse().ok()?;
        return Some((Number::Integer(value), rest));
    }
    let value: f64 = format!("{sign}{whole}.{fraction}").parse().ok()?;
    Some((Number::Float(value), &rest[1 + fraction.len()..]))
}

fn leading_digits(text: &str) -> &str {
    &text[..text.bytes().take_while(u8::is_ascii_digit).count()]
}

/// The longest run of digits and commas that is still a number.
const NUMBER_LENGTH: usize = 30;

/// Digits, with or without commas between groups of three.
fn digit_groups(text: &str) -> Option<(String, &str)> {
    let mut length = leading_digits(text).len();
    while length > 0 && length <= NUMBER_LENGTH && is_thousands(&text[..length], &text[length..]) {
        length += 4;
    }
    (1..=NUMBER_LENGTH).contains(&length).then(|| (text[..length].replace(',', ""), &text[length..]))
}

/// Returns true if the text after a number continues it with a comma and a group of three digits.
pub(super) fn is_thousands(before: &str, behind: &str) -> bool {
    let group = behind.strip_prefix(',').map_or("", leading_digits);
    let first = before.split(',').next().unwrap_or("");
    group.len() == 3 && (1..=3).contains(&first.len()) && !first.starts_with('0')
}

/// The digits and commas at the end of a text, as many as a number may have.
pub(super) fn trailing_number(text: &str) -> &str {
    let is_part = |byte: &u8| byte.is_ascii_digit() || *byte == b',';
    let length = text.bytes().rev().take(NUMBER_LENGTH).take_while(is_part).count();
    &text[text.len() - length..]
}

/// `63-1` after `2^`.
fn power_of_two(text: &str) -> Option<(Number, &str)> {
    let exponent = leading_digits(text);
    let rest = &text[exponent.len()..];
    let power = 2_i128.checked_pow(exponent.parse::<u32>().ok().filter(|exponent| *exponent < 100)?)?;
    let (value, rest) = match rest.strip_prefix("-1") {
        Some(behind) if leading_digits(behind).is_empty() => (power - 1, behind),
        _ => (power, rest),
    };
    Some((Number::Integer(i64::try_from(value).ok()?), rest))
}

const BETWEEN: [&str; 7] = ["-", "~", "到", "至", "to ", "and ", "through "];

/// The range at the start of the text, and the rest: `10-200`, `0 to 100`, `[10,200]`.
pub(super) fn range(text: &str) -> Option<(Bounds, &str)> {
    let (inner, closing) = match text.strip_prefix('[') {
        Some(inner) => (inner.trim_start(), Some(']')),
        None => (text, None),
    };
    if let Some(closing) = closing {
        // `[10,200]`: here a comma separates two numbers.
        let (pair, rest) = inner.split_once(closing)?;
        let (min, max) = pair.split_once([',', '-', '~'])?;
        let (min, max) = (whole_text(min.trim())?, whole_text(max.trim())?);
        return bounds(min, max).map(|bounds| (bounds, rest));
    }
    let (min, rest) = number(inner)?;
    let rest = rest.trim_start();
    let rest = BETWEEN.iter().find_map(|between| rest.strip_prefix(between))?;
    let (max, rest) = number(rest.trim_start())?;
    bounds(min, max).map(|bounds| (bounds, rest))
}

fn whole_text(text: &str) -> Option<Number> {
    number(text).filter(|(_, rest)| rest.is_empty()).map(|(number, _)| number)
}

fn bounds(min: Number, max: Number) -> Option<Bounds> {
    let bounds = Bounds::new(Some(min), Some(max));
    (!bounds.is_empty()).then_some(bounds)
}

/// The text without commas between groups of three digits.
fn without_thousands(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for (index, c) in text.char_indices() {
        if c != ',' || !is_thousands(trailing_number(&text[..index]), &text[index..]) {
            kept.push(c);
        }
    }
    kept
}

/// The numbers in a text, without digits that belong to a word (`IPv4`, `SHA256`).
pub(super) fn numbers(text: &str) -> Vec<Number> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || "_./:".contains(c);
    let text = without_thousands(text);
    let mut before = None;
    let mut found = Vec::new();
    for word in text.split_inclusive(|c: char| !is_word(c)) {
        let (word, end) = match word.chars().next_back().filter(|c| !is_word(*c)) {
            Some(end) => (&word[..word.len() - end.len_utf8()], Some(end)),
            None => (word, None),
        };
        let sign = if before == Some('-') { "-" } else { "" };
        let digits = word.trim_end_matches(['.', ':', '/']);
        if digits.starts_with(|c: char| c.is_ascii_digit()) {
            found.extend(format!("{sign}{digits}").parse::<Number>());
        }
        // In `1970-01` a dash separates two numbers.
        before = end.filter(|_| word.is_empty());
    }
    found
}
