//! A server for tests: it responds to every operation, fails on demand, and remembers what it was asked.

use hss_client::image::TaskKind;
use hss_client::prelude::*;
use hss_mock::{Fault, Mock};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    mock().await
}

pub(crate) async fn mock() -> Result<(), Box<dyn std::error::Error>> {
    // It serves until it is dropped. Equal seeds give equal data.
    let mock = Mock::builder().seed(7).items("ListImageScanTask", 25).start()?;
    let hss = Client::builder()
        .endpoint(mock.base_url())
        .credentials(Credentials::new("any", "any"))
        .project_id("any")
        .build()?;

    // The first request fails, and the client repeats it.
    mock.fault(Fault::status("ListImageScanTask", 503).times(1));
    let page = hss.image().list_image_scan_task(TaskKind::ImageScan).limit(10).send().await?;
    assert_eq!(page.total_num, Some(25));

    let requests = mock.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[1].query_value("limit"), Some("10"));
    println!("{} {} was sent {} times", requests[0].method, requests[0].path, requests.len());
    Ok(())
}
