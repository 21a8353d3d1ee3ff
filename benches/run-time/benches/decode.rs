//! Decoding a page of 200 tasks, typed and forgiving, beside a derive of serde.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hss_client::image::ListImageScanTaskResponse;
use run_time::by_hand::Page;

fn decode(criterion: &mut Criterion) {
    let runtime = run_time::runtime().expect("the system has a runtime");
    let body = run_time::page(&runtime, 200).expect("the mock gives a page");
    let mut group = criterion.benchmark_group("decode");
    group.throughput(Throughput::Bytes(body.len() as u64));
    group.bench_function("ours", |bencher| {
        bencher.iter(|| {
            let mut page = ListImageScanTaskResponse::empty();
            hss_client::runtime::decode::from_slice(black_box(&body), &mut page).map(|()| page)
        });
    });
    group.bench_function("peer", |bencher| {
        bencher.iter(|| serde_json::from_slice::<Page>(black_box(&body)));
    });
    group.finish();
}

criterion_group!(benches, decode);
criterion_main!(benches);
