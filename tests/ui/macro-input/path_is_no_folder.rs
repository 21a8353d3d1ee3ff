hss_codegen_macros::api!(path = "no/such/folder");

fn main() {}
