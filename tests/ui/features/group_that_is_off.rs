use hss_client::antivirus::AntivirusApi;

fn main() {}
