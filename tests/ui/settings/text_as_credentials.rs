fn main() {
    let _ = hss_client::Client::builder().credentials("an access key");
}
