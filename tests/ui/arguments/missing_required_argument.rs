fn list(client: &hss_client::Client) {
    let _ = client.image().list_image_scan_task();
}

fn main() {}
