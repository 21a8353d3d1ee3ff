//! A service without generated code, on a runtime without the cargo feature that it needs: the error of its client names it.

use hss_runtime::Client;
use hss_runtime::schema::Service;

static PETS: Service = Service::without_security("pets", "https://pets.example.com", &[]);

fn main() {
    let error = Client::builder(&PETS).build().unwrap_err().to_string();
    assert!(error.contains("`pets` needs the cargo feature `schemes` of `hss-runtime`"), "{error}");
}
