//! The calls, and what must hold for each.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::time::{Duration, Instant};

use hss_client::image::{CreateImageSynchronizeTaskRequestBody, TaskKind};
use hss_client::prelude::*;
use hss_client::{Client, Error};
use hss_mock::RecordedRequest;

pub(crate) const LIST: &str = "ListImageScanTask";
pub(crate) const POST: &str = "CreateImageSynchronizeTask";
pub(crate) const FILE: &str = "ListDownloadExportedFile";
pub(crate) const ITEMS: usize = 57;
pub(crate) const FILE_BYTES: usize = 300_000;
/// Header that tells the calls apart in the mock's record.
const ID: &str = "x-soak-id";

/// End of a call.
pub(crate) enum Outcome {
    Success,
    Error(Box<Error>),
    /// Broken promise.
    Wrong(String),
}

/// Counts of ends.
#[derive(Default)]
pub(crate) struct Outcomes {
    pub(crate) successes: u64,
    /// By kind.
    errors: BTreeMap<&'static str, u64>,
    pub(crate) requests: u64,
}

impl Outcomes {
    pub(crate) fn count(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Success => self.successes += 1,
            Outcome::Error(error) => *self.errors.entry(kind(error)).or_default() += 1,
            Outcome::Wrong(_) => {}
        }
    }

    pub(crate) fn errors(&self) -> u64 {
        self.errors.values().sum()
    }
}

fn kind(error: &Error) -> &'static str {
    match error {
        Error::Connect(_) => "connect",
        Error::Timeout(_) => "timeout",
        Error::Api(_) => "api",
        Error::Decode(_) => "decode",
        Error::Download(_) => "download",
        Error::IncompleteListing(_) => "listing",
        _ => "another",
    }
}

impl fmt::Display for Outcomes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (errors, kinds) = (self.errors(), &self.errors);
        write!(f, "{} successes, {errors} errors {kinds:?}, {} requests", self.successes, self.requests)
    }
}

/// Makes one of the calls, and tells how long it took.
pub(crate) async fn any(client: Client, kind: u64, id: String, expected: Vec<String>) -> (Outcome, Duration) {
    let start = Instant::now();
    let outcome = match kind {
        0 => listing(&client, &expected).await,
        1 => file(&client).await,
        2 => {
            ended(client.image().list_image_scan_task(TaskKind::ImageScan).limit(10).send().await.map(|_| ()))
        }
        _ => {
            let body = CreateImageSynchronizeTaskRequestBody::new(true);
            let call = client.image().create_image_synchronize_task(body).header(ID, &id);
            ended(call.send().await.map(|_| ()))
        }
    };
    let elapsed = start.elapsed();
    // The deadline is that of a call: a listing has several, and that of a file ends with its head.
    (outcome, if kind < 2 { Duration::ZERO } else { elapsed })
}

fn ended(result: Result<(), Error>) -> Outcome {
    match result {
        Ok(()) => Outcome::Success,
        Err(error) if format!("{error} {error:?}").contains("MARKER") => {
            Outcome::Wrong(format!("an error shows a secret: {error}"))
        }
        Err(error) => Outcome::Error(Box::new(error)),
    }
}

/// The ids of a whole listing.
pub(crate) async fn listed(client: &Client) -> Result<Vec<String>, (Vec<String>, Error)> {
    let mut items = client.image().list_image_scan_task(TaskKind::ImageScan).limit(10).items();
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        match item {
            Ok(task) => ids.push(task.task_id.unwrap_or_default()),
            Err(error) => return Err((ids, error)),
        }
    }
    Ok(ids)
}

async fn listing(client: &Client, expected: &[String]) -> Outcome {
    match listed(client).await {
        Ok(ids) if ids == expected => Outcome::Success,
        Ok(ids) => Outcome::Wrong(format!("{} items in place of {}", ids.len(), expected.len())),
        Err((ids, error)) if expected.starts_with(&ids) => ended(Err(error)),
        Err((ids, error)) => Outcome::Wrong(format!("other items before {error}: {ids:?}")),
    }
}

async fn file(client: &Client) -> Outcome {
    let read = async {
        let mut file = client.download().list_download_exported_file("f-1").send().await?;
        file.write_to(std::io::sink()).await
    };
    match read.await {
        Ok(length) if length == FILE_BYTES as u64 => Outcome::Success,
        Ok(length) => Outcome::Wrong(format!("a file of {length} bytes")),
        Err(error) => ended(Err(error)),
    }
}

/// Checks that no POST arrived twice, apart from those that were refused before they had an effect.
pub(crate) fn assert_sent_once(requests: &[RecordedRequest]) {
    let mut arrived: HashMap<&str, u32> = HashMap::new();
    for request in requests.iter().filter(|request| request.status != Some(429)) {
        if let Some(id) = request.header(ID) {
            *arrived.entry(id).or_default() += 1;
        }
    }
    for (id, times) in arrived {
        assert!(times == 1, "the POST {id} arrived {times} times");
    }
}
