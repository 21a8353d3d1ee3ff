//! A program that uses the client: it exceeds a bound and prints the error.

use hss_client::image::TaskKind;
use hss_client::prelude::*;
use hss_client::{Client, Credentials, Error};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let hss = Client::builder()
        .region("cn-north-4")
        .credentials(Credentials::new("any-access-key", "any-secret-key"))
        .project_id("any-project")
        .build()?;
    println!("{}", hss.endpoint());
    match hss.image().list_image_scan_task(TaskKind::ImageScan).limit(500).send().await {
        Err(Error::Validation(violations)) => println!("{violations}"),
        other => println!("sent: {other:?}"),
    }
    Ok(())
}
