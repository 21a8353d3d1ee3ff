mod api {
    hss_codegen_macros::api!(path = "specs/min_above_max");
}

fn main() {}
