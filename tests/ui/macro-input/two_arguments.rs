hss_codegen_macros::api!(family = "image", path = "spec");

fn main() {}
