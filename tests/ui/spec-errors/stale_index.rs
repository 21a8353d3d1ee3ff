mod api {
    hss_codegen_macros::api!(path = "specs/stale_index");
}

fn main() {}
