//! Mixed calls against a misbehaving mock, for ten minutes unless `HSS_SOAK_SECONDS` says
//! otherwise. Not part of the default run:
//!
//! ```sh
//! cargo test --release -p hss-tests --test soak -- --ignored --nocapture
//! ```

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod calls;
mod faults;
mod resources;

use std::time::{Duration, Instant};

use hss_client::{Client, Credentials, ExponentialBackoff};
use hss_mock::Mock;

use calls::{Outcome, Outcomes};
use faults::Dice;
use resources::Resources;

/// Calls of a round, which run at the same time.
const CALLS: usize = 200;
/// Faults of a round.
const FAULTS: usize = 60;
const DEADLINE: Duration = Duration::from_secs(5);
/// Allowance for a busy machine.
const SLACK: Duration = Duration::from_secs(10);
/// Growth of the memory after the first fifth of the run that is noise, in bytes.
const NOISE: usize = 24 << 20;

fn mock() -> Mock {
    let mock = Mock::builder().key("AKEXAMPLE", "MARKER/secret").items(calls::LIST, calls::ITEMS as u32);
    mock.file_size(calls::FILE, calls::FILE_BYTES).start().unwrap()
}

fn client(mock: &Mock) -> Client {
    Client::builder()
        .endpoint(mock.base_url())
        .region("cn-north-4")
        .project_id("0123456789abcdef0123456789abcdef")
        .credentials(Credentials::new("AKEXAMPLE", "MARKER/secret"))
        .retry(ExponentialBackoff::default().base_delay(Duration::from_millis(5)))
        .timeout(Duration::from_secs(1))
        .deadline(DEADLINE)
        .min_download_rate(10_000, Duration::from_secs(2))
        .build()
        .unwrap()
}

fn duration() -> Duration {
    let seconds = std::env::var("HSS_SOAK_SECONDS").ok().and_then(|seconds| seconds.parse().ok());
    Duration::from_secs(seconds.unwrap_or(600))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes ten minutes"]
async fn mixed_calls_lose_and_repeat_nothing_and_memory_stays_flat() {
    let (duration, start) = (duration(), Instant::now());
    let mock = mock();
    let client = client(&mock);
    let expected = calls::listed(&client).await.unwrap();
    let mut dice = Dice::new(1);
    let (mut outcomes, mut resources) = (Outcomes::default(), Resources::default());
    let mut rounds = 0_u64;
    while start.elapsed() < duration {
        for _ in 0..FAULTS {
            mock.fault(dice.fault());
        }
        let running: Vec<_> = (0..CALLS)
            .map(|number| {
                let id = format!("{rounds}-{number}");
                tokio::spawn(calls::any(client.clone(), dice.below(4), id, expected.clone()))
            })
            .collect();
        for call in running {
            let (outcome, elapsed) = call.await.unwrap();
            assert!(elapsed < DEADLINE + SLACK, "a call took {elapsed:?}");
            outcomes.count(&outcome);
            if let Outcome::Wrong(problem) = outcome {
                panic!("{problem}");
            }
        }
        calls::assert_sent_once(&mock.requests());
        outcomes.requests += mock.requests().len() as u64;
        mock.clear_faults();
        mock.clear_requests();
        rounds += 1;
        if start.elapsed() > duration / 5 {
            resources.sample();
        }
    }
    eprintln!("{rounds} rounds in {:?}: {outcomes}; {resources}", start.elapsed());
    assert!(outcomes.successes > outcomes.errors(), "{outcomes}");
    resources.assert_flat(NOISE);
}
