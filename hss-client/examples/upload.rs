//! A file on its way to the service, with progress:
//! `cargo run -p hss-client --features report --example upload -- logo.png`.

use std::path::Path;

use hss_client::prelude::*;
use hss_client::report::UploadReportLogoRequestBody;

mod account;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let logo = std::env::args()
        .nth(1)
        .unwrap_or_else(|| concat!(env!("CARGO_MANIFEST_DIR"), "/README.md").to_owned());
    upload(&account::builder().build()?, logo.as_ref()).await
}

pub(crate) async fn upload(hss: &Client, logo: &Path) -> Result<(), Box<dyn std::error::Error>> {
    // The file is read while it is sent, and never as a whole in memory. `FileContent::new` takes bytes.
    let file = FileContent::from_path(logo)?
        .with_content_type("image/png") // default: application/octet-stream
        .on_progress(|sent, total| println!("{sent} of {} bytes", total.unwrap_or_default()));
    // Models get fields in later versions, so one is made empty and filled.
    let mut body = UploadReportLogoRequestBody::empty();
    body.file = Some(file);
    let response = hss.report().upload_report_logo(body).send().await?;
    println!("logo {}", response.logo_id.unwrap_or_default());
    Ok(())
}
