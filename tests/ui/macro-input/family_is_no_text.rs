hss_codegen_macros::api!(family = image);

fn main() {}
