//! A whole call on loopback, checked, with a token and signed, beside bare reqwest with a token.

use std::error::Error;

use criterion::{Criterion, criterion_group, criterion_main};
use hss_client::Client;
use hss_client::image::{ListImageScanTaskResponse, TaskKind};
use hss_client::prelude::*;
use run_time::by_hand::Page;
use run_time::{PROJECT, client, client_with_token, page, runtime, serve};

/// The service's own tokens are thousands of characters long; a short one is what the peer is fastest with.
const TOKEN: &str = "token";

/// A call by the client.
async fn ours(client: &Client, tasks: u32) -> Result<ListImageScanTaskResponse, hss_client::Error> {
    client.image().list_image_scan_task(TaskKind::ImageScan).limit(i64::from(tasks)).send().await
}

/// The same call written by hand with reqwest.
async fn by_hand(client: &reqwest::Client, endpoint: &str, tasks: u32) -> reqwest::Result<Page> {
    let request = client
        .get(format!("{endpoint}/v5/{PROJECT}/image/tasks"))
        .query(&[("type", "image_scan"), ("limit", &tasks.to_string())])
        .header("X-Auth-Token", TOKEN);
    request.send().await?.error_for_status()?.json().await
}

fn call(criterion: &mut Criterion) {
    for tasks in [10, 200] {
        both(criterion, tasks).expect("the calls can be set up");
    }
}

fn both(criterion: &mut Criterion, tasks: u32) -> Result<(), Box<dyn Error>> {
    let runtime = runtime()?;
    let endpoint = serve(&page(&runtime, tasks)?)?;
    let (signing, with_token) = (client(&endpoint)?, client_with_token(&endpoint, TOKEN)?);
    let bare = reqwest::Client::new();

    let mut group = criterion.benchmark_group(format!("call-{tasks}"));
    for (name, typed) in [("ours", &with_token), ("signed", &signing)] {
        group.bench_function(name, |bencher| {
            bencher.to_async(&runtime).iter(|| async { ours(typed, tasks).await.expect("a response") });
        });
    }
    group.bench_function("peer", |bencher| {
        bencher
            .to_async(&runtime)
            .iter(|| async { by_hand(&bare, &endpoint, tasks).await.expect("a response") });
    });
    group.finish();
    Ok(())
}

criterion_group!(benches, call);
criterion_main!(benches);
