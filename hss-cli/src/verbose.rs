//! `--verbose`: each attempt on standard error.

use std::io::Write as _;

use anstyle::Style;
use hss_runtime::{AttemptEnd, Hook};

use crate::shown;

/// Writes a line per attempt: status or error, request id, duration.
pub(crate) struct Log;

impl Hook for Log {
    fn after(&self, attempt: &AttemptEnd<'_>) {
        let outcome = match (attempt.status, attempt.error) {
            (Some(status), _) => status.to_string(),
            (None, Some(error)) => shown::message(&error.to_string()),
            (None, None) => "no response".to_owned(),
        };
        let id =
            attempt.request_id.map(|id| format!(", request id {}", shown::message(id))).unwrap_or_default();
        let dim = Style::new().dimmed();
        // A closed standard error is not reported.
        let _ = writeln!(
            anstream::stderr(),
            "{dim}{} attempt {}: {outcome}{id}, {} ms{dim:#}",
            attempt.operation.id,
            attempt.attempt,
            attempt.elapsed.as_millis(),
        );
    }
}
