//! `--verbose`: each attempt on standard error.

use std::io::Write as _;

use anstyle::Style;
use hss_client::{AttemptEnd, Hook};

/// Writes a line for each attempt: what became of it, its request id, how long it took.
pub(crate) struct Log;

impl Hook for Log {
    fn after(&self, attempt: &AttemptEnd<'_>) {
        let outcome = match (attempt.status, attempt.error) {
            (Some(status), _) => status.to_string(),
            (None, Some(error)) => error.to_string(),
            (None, None) => "no answer".to_owned(),
        };
        let id = attempt.request_id.map(|id| format!(", request id {id}")).unwrap_or_default();
        let dim = Style::new().dimmed();
        // Nobody can be told that standard error is closed.
        let _ = writeln!(
            anstream::stderr(),
            "{dim}{} attempt {}: {outcome}{id}, {} ms{dim:#}",
            attempt.operation.id,
            attempt.attempt,
            attempt.elapsed.as_millis(),
        );
    }
}
