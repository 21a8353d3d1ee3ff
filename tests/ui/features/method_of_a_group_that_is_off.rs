fn list(client: &hss_client::Client) {
    let _ = client.antivirus();
}

fn main() {}
