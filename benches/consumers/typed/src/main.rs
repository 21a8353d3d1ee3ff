//! Lists image scan tasks with the client: one call, with a token.

use std::env;

use hss_client::image::TaskKind;
use hss_client::prelude::*;
use hss_client::{Client, Credentials, Error};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let [endpoint, project, token] =
        ["HSS_ENDPOINT", "HSS_PROJECT_ID", "HSS_TOKEN"].map(|name| env::var(name).unwrap_or_default());
    let hss = Client::builder()
        .endpoint(endpoint)
        .project_id(project)
        .credentials(Credentials::token(token))
        .build()?;
    let page = hss.image().list_image_scan_task(TaskKind::ImageScan).limit(200).send().await?;
    for task in page.data_list.unwrap_or_default() {
        println!("{} {}", task.task_id.unwrap_or_default(), task.task_name.unwrap_or_default());
    }
    Ok(())
}
