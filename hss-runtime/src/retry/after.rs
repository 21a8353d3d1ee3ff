//! Waits that a server requests.

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::RETRY_AFTER;

use crate::value::mention::mentions;
use crate::wire::date;
use crate::wire::headers::header_text;

/// Time to wait that an error response requests, in `Retry-After` or in the message of a throttled call.
pub(crate) fn requested_wait(
    headers: &HeaderMap,
    message: Option<&str>,
    now: SystemTime,
) -> Option<Duration> {
    retry_after(headers, now).or_else(|| throttling_window(message?))
}

/// Time to wait in a [`Retry-After`](https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3) header: seconds, or a date.
fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = header_text(headers, RETRY_AFTER)?;
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // A number that is too large for the type is a very long wait, not a missing one.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    Some(date::parse_http_date(text)?.duration_since(now).unwrap_or_default())
}

/// Rate limit window in the message of a throttled call, such as `(policy user over ratelimit,limit:5,time:1 minute)`. The
/// message does not tell how much of the window has passed, so the result is the whole window.
fn throttling_window(message: &str) -> Option<Duration> {
    const WINDOW: &str = "time:";
    if !mentions(message, "limit") {
        return None;
    }
    let lower = message.to_ascii_lowercase();
    let after = lower[lower.find(WINDOW)? + WINDOW.len()..].trim_start();
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    // As in `Retry-After`, a number that is too large is a very long wait.
    let count: u64 = match &after[..digits] {
        "" => return None,
        number => number.parse().unwrap_or(u64::MAX),
    };
    let unit: String = after[digits..].trim_start().chars().take_while(char::is_ascii_alphabetic).collect();
    let seconds = match unit.trim_end_matches('s') {
        "" | "second" | "sec" => 1,
        "minute" | "min" => 60,
        "hour" => 3600,
        "day" => 86_400,
        _ => return None,
    };
    Some(Duration::from_secs(count.saturating_mul(seconds)))
}
