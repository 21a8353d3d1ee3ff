use hss_client::image::ImageScanTaskInfo;

fn main() {
    let _ = ImageScanTaskInfo { task_id: None };
}
