hss_codegen_macros::api!(group = image);

fn main() {}
