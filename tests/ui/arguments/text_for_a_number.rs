use hss_client::image::TaskKind;

fn list(client: &hss_client::Client) {
    let _ = client.image().list_image_scan_task(TaskKind::ImageScan).limit("50");
}

fn main() {}
