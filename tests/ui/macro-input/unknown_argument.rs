hss_codegen_macros::api!(groups = "image");

fn main() {}
