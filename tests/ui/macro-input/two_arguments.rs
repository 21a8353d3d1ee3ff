hss_codegen_macros::api!(group = "image", path = "spec");

fn main() {}
