const FILES: &[(&str, &str)] = hss_codegen_macros::spec!(path = "specs");

fn main() {
    let _ = FILES;
}
