mod api {
    hss_codegen_macros::api!(path = "specs/unknown_type");
}

fn main() {}
