use hss_runtime::prelude::*;
use hss_runtime::{Download, FileContent};
use library::client::Client;
use library::client::books::AddScanRequestBody;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env().await?;
    let body = AddScanRequestBody::new(FileContent::new("logo.png", std::fs::read("logo.png")?));
    let mut response = client
        .books()
        .add_scan("BOOK_ID", body)
        .part_header("scan", "X-Checksum", "X_CHECKSUM")
        .send_as::<Download>("text/csv")
        .await?;
    let file = std::fs::File::create("download")?;
    response.write_to(file).await?;
    Ok(())
}
