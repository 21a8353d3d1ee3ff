mod api {
    hss_codegen_macros::api!(path = "specs/several_at_once");
}

fn main() {}
