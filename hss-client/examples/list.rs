//! One result page of a listing: the image scans that users started.

use hss_client::image::{TaskKind, TaskType};
use hss_client::prelude::*;

mod account;

#[tokio::main]
async fn main() -> Result<(), Error> {
    list(&account::builder().build()?).await
}

pub(crate) async fn list(hss: &Client) -> Result<(), Error> {
    // Required parameters are arguments, optional ones are setters.
    let request = hss.image().list_image_scan_task(TaskKind::ImageScan).task_type(TaskType::Manual).limit(50);
    let page = request.send().await?;
    println!("{} scans in all", page.total_num.unwrap_or_default());
    for scan in page.data_list.unwrap_or_default() {
        // The service may leave any field out.
        println!(
            "{}: {} images were scanned",
            scan.task_name.unwrap_or_default(),
            scan.success_num.unwrap_or_default()
        );
    }
    Ok(())
}
