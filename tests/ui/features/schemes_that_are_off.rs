//! An API whose document has a security scheme, on a runtime without the cargo feature for them.

hss_codegen_macros::api!(path = "specs/bearer");

fn main() {
    let _ = Client::builder().build().unwrap().pets().delete_pet();
}
