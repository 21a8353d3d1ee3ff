//! An API with OAuth 2, on a runtime without the cargo feature for it.

hss_codegen_macros::api!(path = "specs/oauth2");

fn main() {
    let _ = Client::builder().build().unwrap().pets().delete_pet();
}
