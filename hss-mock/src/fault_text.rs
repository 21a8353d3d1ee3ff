//! The text form of a fault: in the header `X-Mock-Fault` and on a command line.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use crate::fault::Fault;

/// The kinds of fault with the form of their texts, for messages.
const KINDS: &str = "`status=503`, `html=502`, `delay=250` (milliseconds), `throttle=5/60` (requests per seconds; \
                     what `throttle` alone means), `truncate`, `stall`, `drip=50` (milliseconds), `redirect=URL`, `reset` and \
                     `malformed`";

/// The error of a text that is not a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultTextError(String);

impl fmt::Display for FaultTextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for FaultTextError {}

/// Reads `[OPERATION:]KIND[=VALUE][; times=N][; after=N][; retry-after=SECONDS]`, where the kind is one of
/// `status=503`, `html=502`, `delay=250` (milliseconds), `throttle=5/60` (requests per seconds; what `throttle`
/// alone means), `truncate`, `stall`, `drip=50` (milliseconds), `redirect=URL`, `reset` and `malformed`. Without an
/// operation, it strikes every request (in a header: the one that carries it).
///
/// ```
/// let fault: hss_mock::Fault = "ListImageScanTask:status=503; times=2".parse()?;
/// assert_eq!(fault, hss_mock::Fault::status("ListImageScanTask", 503).times(2));
/// # Ok::<(), hss_mock::FaultTextError>(())
/// ```
impl FromStr for Fault {
    type Err = FaultTextError;

    fn from_str(text: &str) -> Result<Self, FaultTextError> {
        // A colon after an equals sign belongs to a value.
        let (operation, rest) = match text.split_once(':') {
            Some((operation, rest)) if !operation.contains('=') => (operation.trim(), rest),
            _ => ("*", text),
        };
        let mut parts = rest.split(';').map(str::trim);
        let mut fault = read_kind(operation, parts.next().unwrap_or_default())?;
        for part in parts.filter(|part| !part.is_empty()) {
            let (name, value) = split(part);
            fault = match name {
                "times" => fault.times(number(name, value)?),
                "after" => fault.after(number(name, value)?),
                "retry-after" => fault.retry_after(number(name, value)?),
                _ => {
                    let known = "`times=N`, `after=N` and `retry-after=SECONDS`";
                    return Err(FaultTextError(format!("`{part}` is unknown; expected one of {known}")));
                }
            };
        }
        Ok(fault)
    }
}

fn read_kind(operation: &str, text: &str) -> Result<Fault, FaultTextError> {
    let (name, value) = split(text);
    match (name, value) {
        ("status", _) => Ok(Fault::status(operation, status(name, value)?)),
        ("html", _) => Ok(Fault::html(operation, status(name, value)?)),
        ("delay", _) => Ok(Fault::delay(operation, Duration::from_millis(number(name, value)?))),
        ("throttle", _) => {
            let value = if value.is_empty() { "5/60" } else { value };
            let (quota, window) = value.split_once('/').unwrap_or((value, "60"));
            Ok(Fault::throttle(operation, number(name, quota)?, Duration::from_secs(number(name, window)?)))
        }
        ("truncate", "") => Ok(Fault::truncate(operation)),
        ("stall", "") => Ok(Fault::stall(operation)),
        ("drip", _) => Ok(Fault::drip(operation, Duration::from_millis(number(name, value)?))),
        ("redirect", location) if !location.is_empty() => Ok(Fault::redirect(operation, location)),
        ("reset", "") => Ok(Fault::reset(operation)),
        ("malformed", "") => Ok(Fault::malformed(operation)),
        _ => Err(FaultTextError(format!("`{text}` is not a kind of fault; expected one of {KINDS}"))),
    }
}

fn split(part: &str) -> (&str, &str) {
    let (name, value) = part.split_once('=').unwrap_or((part, ""));
    (name.trim(), value.trim())
}

fn number<T: FromStr>(name: &str, value: &str) -> Result<T, FaultTextError> {
    value.parse().map_err(|_| FaultTextError(format!("`{name}` is `{value}`; an integer is expected")))
}

fn status(name: &str, value: &str) -> Result<u16, FaultTextError> {
    match number::<u16>(name, value)? {
        // An informational status is not a final response, so the caller would keep waiting.
        status @ 200..=599 => Ok(status),
        status => Err(FaultTextError(format!("`{name}` is {status}; a status from 200 to 599 is expected"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_read() {
        let pairs = [
            ("status=503", Fault::status("*", 503)),
            ("List:html=502; times=1", Fault::html("List", 502).times(1)),
            ("delay=250;after=2", Fault::delay("*", Duration::from_millis(250)).after(2)),
            ("throttle=5/60; retry-after=3", Fault::throttle("*", 5, Duration::from_secs(60)).retry_after(3)),
            ("truncate", Fault::truncate("*")),
            ("stall", Fault::stall("*")),
            ("drip=50", Fault::drip("*", Duration::from_millis(50))),
            ("redirect=http://a/b", Fault::redirect("*", "http://a/b")),
            ("List:redirect=http://a/b", Fault::redirect("List", "http://a/b")),
            ("* : reset", Fault::reset("*")),
            ("malformed;", Fault::malformed("*")),
        ];
        for (text, fault) in pairs {
            assert_eq!(text.parse(), Ok(fault), "{text}");
        }
    }

    #[test]
    fn an_unknown_fault_is_refused_with_the_known_ones() {
        for (text, part) in [
            ("", "not a kind of fault"),
            ("explode", "`explode` is not a kind of fault"),
            ("status", "an integer"),
            ("status=100", "from 200 to 599"),
            ("reset=1", "not a kind of fault"),
            ("status=500; often", "`often` is unknown"),
            ("delay=-1", "an integer"),
        ] {
            let error = text.parse::<Fault>().unwrap_err().to_string();
            assert!(error.contains(part), "{text}: {error}");
        }
    }
}
