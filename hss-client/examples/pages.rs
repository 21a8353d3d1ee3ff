//! A whole listing: item by item, or page by page.

use hss_client::image::TaskKind;
use hss_client::prelude::*;

mod account;

#[tokio::main]
async fn main() -> Result<(), Error> {
    pages(&account::builder().build()?).await
}

pub(crate) async fn pages(hss: &Client) -> Result<(), Error> {
    // Pages are fetched on demand. The largest page makes the fewest calls, which the service limits per minute.
    let scans = hss.image().list_image_scan_task(TaskKind::ImageScan).limit(200);
    let mut items = scans.items();
    while let Some(scan) = items.next().await {
        println!("{}", scan?.task_name.unwrap_or_default());
    }
    println!("{} scans", items.total().unwrap_or_default());

    let mut pages = hss.image().list_image_scan_task(TaskKind::ImageScan).limit(100).pages();
    while let Some(page) = pages.next().await {
        let scans = page?.data_list.unwrap_or_default();
        println!("{} scans; the next page begins at {}", scans.len(), pages.offset());
    }
    Ok(())
}
