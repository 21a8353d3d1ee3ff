//! A file of the service, written to disk as it arrives.

use std::fs::File;
use std::path::Path;

use hss_client::prelude::*;

mod account;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    download(&account::builder().build()?, &std::env::temp_dir().join("export.csv")).await
}

pub(crate) async fn download(hss: &Client, to: &Path) -> Result<(), Box<dyn std::error::Error>> {
    // The id is that of an export: `hss.export_task()` and its kind make one.
    let response = hss.download().list_download_exported_file("file-id").send().await?;
    let mut file = response.on_progress(|progress| println!("{} bytes", progress.received));
    let bytes = file.write_to(File::create(to)?).await?;
    println!("{bytes} bytes in {}", to.display());
    Ok(())
}
