//! The program that the explorer writes for a filled form; `tests/explore` compares them.

use hss_client::Client;
use hss_client::image::TaskKind;
use hss_client::prelude::*;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env().await?;
    let response = client.image().list_image_scan_task(TaskKind::ImageScan).limit(10).send().await?;
    println!("{response:#?}");
    Ok(())
}
