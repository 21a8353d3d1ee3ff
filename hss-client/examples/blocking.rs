//! Calls without `async`, with the feature `blocking`.

use hss_client::image::TaskKind;
use hss_client::prelude::*;

mod account;

fn main() -> Result<(), Error> {
    // With the account of the environment: `Client::from_env_blocking()?`.
    blocking(&account::builder().build()?)
}

pub(crate) fn blocking(hss: &Client) -> Result<(), Error> {
    let page = hss.image().list_image_scan_task(TaskKind::ImageScan).limit(50).send_blocking()?;
    println!("{} scans", page.total_num.unwrap_or_default());

    for scan in hss.image().list_image_scan_task(TaskKind::ImageScan).limit(200).items_blocking() {
        println!("{}", scan?.task_name.unwrap_or_default());
    }
    Ok(())
}
