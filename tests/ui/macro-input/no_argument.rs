hss_codegen_macros::api!();

fn main() {}
