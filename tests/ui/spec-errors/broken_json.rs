mod api {
    hss_codegen_macros::api!(path = "specs/broken_json");
}

fn main() {}
