//! Errors, and the reaction to each kind.

use hss_client::image::TaskKind;
use hss_client::prelude::*;

mod account;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let hss = account::builder().build()?;
    // The documented limit is 10 to 200, so this one is not sent.
    for limit in [500, 50] {
        match scans(&hss, limit).await {
            Ok(count) => println!("limit {limit}: {count} scans"),
            Err(error) => println!("limit {limit}: {error}\n{}", advice(&error)),
        }
    }
    Ok(())
}

pub(crate) async fn scans(hss: &Client, limit: i64) -> Result<usize, Error> {
    let page = hss.image().list_image_scan_task(TaskKind::ImageScan).limit(limit).send().await?;
    Ok(page.data_list.unwrap_or_default().len())
}

/// `Display` of an error is the whole message; this is for programs that decide by its kind.
pub(crate) fn advice(error: &Error) -> String {
    match error {
        Error::Validation(violations) => {
            let wrong: Vec<&str> = violations.iter().map(|violation| violation.parameter.as_str()).collect();
            format!("nothing was sent: correct {}", wrong.join(", "))
        }
        _ if error.is_auth() => {
            "check the access key and its permissions; repeated failures lock it".to_owned()
        }
        _ if error.is_not_found() => "it does not exist, or not in this project".to_owned(),
        _ if error.is_throttled() => "slow down: `Builder::rate_limit` does".to_owned(),
        // The client has retried already.
        _ if error.is_retryable() => "try again later".to_owned(),
        _ => format!("report it to the vendor with request id {:?}", error.request_id()),
    }
}
