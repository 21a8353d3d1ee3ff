//! Prints a table of a project's image scans.
//!
//! As it is, it asks a mock that it starts itself. With `HUAWEICLOUD_SDK_AK`, `HUAWEICLOUD_SDK_SK`,
//! `HUAWEICLOUD_SDK_PROJECT_ID` and `HUAWEICLOUD_SDK_REGION` set, it asks the cloud.

use std::process::ExitCode;

use hss_client::image::{ScanStatus, TaskKind};
use hss_client::prelude::*;

mod account;

#[tokio::main]
async fn main() -> ExitCode {
    match list_tasks().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn list_tasks() -> Result<(), Box<dyn std::error::Error>> {
    let hss = account::builder().build()?;
    println!("TASK                    BY          BEGAN (UTC)       STATE      SCANNED  FAILED   RISKY");
    let mut tasks = hss.image().list_image_scan_task(TaskKind::ImageScan).limit(200).items();
    while let Some(task) = tasks.next().await {
        let task = task?;
        println!(
            "{:<22}  {:<10}  {:<16.16}  {:<9}  {:>7}  {:>6}  {:>6}",
            cell(task.task_name),
            cell(task.task_type),
            cell(task.begin_time),
            task.task_status.map_or_else(String::new, state),
            cell(task.success_num),
            cell(task.failed_num),
            cell(task.risky_num),
        );
    }
    println!("{} tasks of {}", tasks.total().unwrap_or_default(), hss.endpoint());
    Ok(())
}

fn state(status: ScanStatus) -> String {
    match status {
        ScanStatus::Finished => "finished".to_owned(),
        ScanStatus::Stopped => "stopped".to_owned(),
        ScanStatus::TimedOut => "timed out".to_owned(),
        ScanStatus::Failed => "failed".to_owned(),
        ScanStatus::Progress(percent) => format!("{percent} %"),
        other => format!("code {other}"),
    }
}

/// A value's text; the service may leave any of them out.
fn cell(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}
