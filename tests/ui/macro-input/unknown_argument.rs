hss_codegen_macros::api!(families = "image");

fn main() {}
