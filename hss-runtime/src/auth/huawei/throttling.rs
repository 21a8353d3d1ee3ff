//! Throttled calls, as the gateway of Huawei Cloud reports them.

use std::time::Duration;

use crate::error::ApiError;
use crate::value::ascii_case::contains_ignoring_case;

/// Gateway code for too many calls.
const THROTTLED: &str = "APIGW.0308";

/// Records in an error response that the gateway throttled the call, and the time to wait that its message states.
pub(super) fn read(error: &mut ApiError) {
    error.throttled |= error.code.as_deref() == Some(THROTTLED);
    if error.retry_after.is_none() {
        error.retry_after = error.message.as_deref().and_then(window);
    }
}

/// Rate limit window in the message of a throttled call, such as `(policy user over ratelimit,limit:5,time:1 minute)`. The
/// message does not tell how much of the window has passed, so the result is the whole window.
fn window(message: &str) -> Option<Duration> {
    const WINDOW: &str = "time:";
    if !contains_ignoring_case(message, "limit") {
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
