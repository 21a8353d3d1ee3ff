//! Lists image scan tasks by hand: one call, with a token.

#[expect(dead_code, reason = "the program prints two fields of many")]
mod page;

use std::env;
use std::error::Error;

use page::Page;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let [endpoint, project, token] =
        ["HSS_ENDPOINT", "HSS_PROJECT_ID", "HSS_TOKEN"].map(|name| env::var(name).unwrap_or_default());
    let request = reqwest::Client::new()
        .get(format!("{endpoint}/v5/{project}/image/tasks"))
        .query(&[("type", "image_scan"), ("limit", "200")])
        .header("X-Auth-Token", token);
    let page: Page = request.send().await?.error_for_status()?.json().await?;
    for task in page.data_list.unwrap_or_default() {
        println!("{} {}", task.task_id.unwrap_or_default(), task.task_name.unwrap_or_default());
    }
    Ok(())
}
