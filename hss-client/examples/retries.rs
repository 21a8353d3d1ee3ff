//! Limits of attempts, waits and time, and a retry policy of one's own.

use std::time::Duration;

use hss_client::image::TaskKind;
use hss_client::prelude::*;
use hss_client::{ExponentialBackoff, FailedAttempt, RetryPolicy};

mod account;

#[tokio::main]
async fn main() -> Result<(), Error> {
    patient(account::builder()).await?;
    once_if_asked(account::builder()).await
}

/// By default, a call that can't repeat an effect is retried; the waits grow, and a `Retry-After` counts.
pub(crate) async fn patient(builder: Builder) -> Result<(), Error> {
    let backoff = ExponentialBackoff::default().max_attempts(6).base_delay(Duration::from_millis(50));
    let hss = builder
        .retry(backoff)
        .timeout(Duration::from_secs(10)) // of one attempt
        .deadline(Duration::from_secs(60)) // of a call with all attempts and waits
        .build()?;
    hss.image().list_image_scan_task(TaskKind::ImageScan).send().await?;
    Ok(())
}

/// `ExponentialBackoff::none()` never retries; any other rule is a type that implements `RetryPolicy`.
pub(crate) async fn once_if_asked(builder: Builder) -> Result<(), Error> {
    let hss = builder.retry(OnceIfAsked).build()?;
    let page = hss.image().list_image_scan_task(TaskKind::ImageScan).send().await?;
    println!("{} scans", page.total_num.unwrap_or_default());
    Ok(())
}

/// Retries once, and only if the server says when.
struct OnceIfAsked;

impl RetryPolicy for OnceIfAsked {
    fn wait(&self, failed: &FailedAttempt<'_>) -> Option<Duration> {
        failed.retry_after.filter(|_| failed.is_idempotent && failed.attempts == 1)
    }
}
