fn main() {
    let _ = hss_client::Client::builder().retry(3);
}
