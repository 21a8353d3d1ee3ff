hss_codegen_macros::api!(path = "specs/uploads");

fn upload(client: &Client) {
    let _ = client.logo().upload_logo(std::fs::read("logo.png").unwrap());
    let _ = client.logo().upload_logo(std::path::Path::new("logo.png"));
}

fn main() {}
