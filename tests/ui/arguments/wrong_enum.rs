use hss_client::image::{TaskKind, TaskType};

fn list(client: &hss_client::Client) {
    let _ = client.image().list_image_scan_task(TaskKind::ImageScan).task_type(TaskKind::ImageScan);
    let _ = client.image().list_image_scan_task(TaskType::Manual);
}

fn main() {}
