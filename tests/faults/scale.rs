//! Many calls at once, and long listings.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod listing;

use std::time::{Duration, Instant};

use hss_client::image::TaskKind;
use hss_client::prelude::*;
use hss_client::{Client, Credentials};
use tokio::sync::Mutex;

use listing::Listing;

/// Held by the test that measures: the memory is that of the whole process.
static MEASURING: Mutex<()> = Mutex::const_new(());

/// The memory that this process holds, in bytes; `None` if that cannot be asked.
fn resident() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<usize>().ok()? * 1024)
}

fn client(listing: &Listing) -> Client {
    Client::builder()
        .endpoint(format!("http://{}", listing.address))
        .project_id("0123456789abcdef0123456789abcdef")
        .credentials(Credentials::new("AKEXAMPLE", "SKEXAMPLE"))
        .build()
        .unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_calls_at_once_finish_with_bounded_memory_and_connections() {
    let _measuring = MEASURING.lock().await;
    let listing = Listing::start(1).await;
    let client = client(&listing);
    let list = move || client.image().list_image_scan_task(TaskKind::ImageScan).send();
    list().await.unwrap();
    let before = resident();
    let start = Instant::now();
    let calls: Vec<_> = (0..10_000).map(|_| tokio::spawn(list())).collect();
    tokio::time::sleep(Duration::from_millis(50)).await;
    let during = resident();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    // A connection that has just been left may not be back in the pool when the next call looks for one.
    let peak = listing.peak_connections();
    eprintln!("10,000 calls took {:?}, over {peak} connections", start.elapsed());
    assert!(peak <= 128, "{peak} connections");
    if let (Some(before), Some(during)) = (before, during) {
        let each = during.saturating_sub(before) / 10_000;
        eprintln!("a call that waits takes {each} bytes");
        assert!(each < 24 * 1024, "{each} bytes");
    }
}

#[tokio::test]
async fn a_listing_of_a_hundred_thousand_items_needs_constant_memory() {
    let _measuring = MEASURING.lock().await;
    let listing = Listing::start(100_000).await;
    let mut items = client(&listing).image().list_image_scan_task(TaskKind::ImageScan).limit(200).items();
    let start = Instant::now();
    let (mut count, mut before) = (0_usize, None);
    while let Some(item) = items.next().await {
        assert_eq!(item.unwrap().task_id.unwrap(), count.to_string());
        count += 1;
        if count == 10_000 {
            before = resident();
        }
    }
    assert_eq!((count, items.total(), items.total_changed()), (100_000, Some(100_000), false));
    if let (Some(before), Some(after)) = (before, resident()) {
        let grown = after.saturating_sub(before);
        eprintln!("100,000 items took {:?}; the last 90,000 took {grown} bytes", start.elapsed());
        assert!(grown < 8 << 20, "{grown} bytes");
    }
}
